"""Golden traces: what people read, word for word, in four views and two languages.

After a change that is meant, write the files anew with ``pytest tests/golden --update-golden``, and read the difference
aloud before it is committed. Every commune here but An Nông is made up. The rules are those of ``danh-muc``, frozen by
``tools/freeze_pack.py``: a better source in the catalogue changes no golden.
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest

from ntmrules import Entry, Library, UnitFigures, Verdict
from ntmrules.explain.compare.attainments import compare
from ntmrules.explain.lang.words import LANGS, VIEWS
from ntmrules.figures.bind import measures_of
from ntmrules.model.attainment import Attainment
from ntmrules.model.figures import Status
from ntmrules.model.measures import MeasureKind

HERE = Path(__file__).parent
MET, NOT_MET, NOT_APPLICABLE = Verdict.MET, Verdict.NOT_MET, Verdict.NOT_APPLICABLE


class Golden:
    """Compares texts with the files of this folder, letter for letter, or writes them anew."""

    def __init__(self, *, update: bool) -> None:
        self.update = update

    def check(self, name: str, text: str) -> None:
        path = HERE / name
        if self.update:
            path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
        assert path.exists(), f"{name} is not there; --update-golden writes it"
        assert f"{text}\n" == path.read_text(encoding="utf-8"), f"{name} reads differently now"
        assert unicodedata.is_normalized("NFC", text)


@pytest.fixture(scope="module")
def golden(request: pytest.FixtureRequest) -> Golden:
    return Golden(update=request.config.getoption("--update-golden", default=False))


@pytest.fixture(scope="module")
def attainments() -> dict[str, Attainment]:
    library = Library(national=HERE / "danh-muc", plugins=())
    return {"an-nong": an_nong(library), "mau": mau(library), "thu": thu(library)}


def an_nong(library: Library) -> Attainment:
    """Reported in March 2024: 16 of 19 criteria, 53 of 57 indicators, and which three criteria are not met."""
    source = "Báo An Giang, 3/2024"
    said = {str(number): NOT_MET if number in (5, 9, 13) else MET for number in range(1, 20)}
    entries = [Entry(subject=number, value=verdict, source=source) for number, verdict in said.items()]
    entries.append(Entry(subject="tieu-chi", value=(16, 19), source=source))
    entries.append(Entry(subject="chi-tieu", value=(53, 57), source=source))
    book = library.rulebook("vn/xa-ntm/2021", on="2024-03-31", province="An Giang")
    return book.evaluate(UnitFigures(unit="xã An Nông", entries=tuple(entries)))


def mau(library: Library) -> Attainment:
    """Made up: a figure for everything that the set reads; three things are not as they should be."""
    book = library.rulebook("vn/xa-ntm/2021", on="2023-10-31", province="Quảng Ninh")
    own = {
        "so-nha-tam-dot-nat": Decimal(3),
        "ty-le-dan-so-co-so-kham-chua-benh-dien-tu": Decimal("64.0"),
        "thu-nhap-binh-quan-dau-nguoi": Decimal("57.40"),
        "ty-le-ho-ngheo-da-chieu": Decimal("0.85"),
        "ty-le-tre-duoi-5-tuoi-thap-coi": Decimal("11.2"),
        "so-truong-hoc": Decimal(4),
        "xa-dac-biet-kho-khan": NOT_MET,
        "xa-an-toan-khu-huyen-ngheo": NOT_MET,
    }
    read = [measure for rule in book.rules for measure in measures_of(rule.requirement)]
    entries = []
    for subject in dict.fromkeys([*own, *read]):
        kind = book.measures[subject.partition("/")[0]].kind
        usual = (
            MET if kind is MeasureKind.YES_NO else Decimal("97.5") if "nu" not in subject.split("/") else Decimal(96)
        )
        value = own.get(subject, Decimal(100) if subject.startswith("ty-le-truong") else usual)
        entries.append(
            Entry(subject=subject, value=value, period=2023, source="made up", at=f"mau.csv:{len(entries) + 2}")
        )
    return book.evaluate(UnitFigures(unit="xã Mẫu", entries=tuple(entries)))


def thu(library: Library) -> Attainment:
    """Made up: much is missing, a level is disputed, reports contradict figures, figures are late, old, preliminary."""
    book = library.rulebook("vn/xa-ntm/2021", on="2024-06-30", province="Nghệ An")
    figures = {
        "xa-dac-biet-kho-khan": NOT_MET,
        "xa-an-toan-khu-huyen-ngheo": NOT_MET,
        "thu-nhap-binh-quan-dau-nguoi": Entry(
            subject="thu-nhap-binh-quan-dau-nguoi", value=Decimal("46.5"), period=2024
        ),
        "ty-le-nguoi-tham-gia-bhyt": Decimal("91.25"),
        "ty-le-nguoi-tham-gia-bhyt/nam": Decimal(93),
        "ty-le-nguoi-tham-gia-bhyt/nu": Decimal("89.5"),
        "ty-le-thon-co-nha-van-hoa": Decimal("1000.00") / 10,
        "hop-tac-xa-hoat-dong-hieu-qua": NOT_MET,
        "to-hop-tac-co-hop-dong": NOT_MET,
    }
    entries = [
        each if isinstance(each, Entry) else Entry(subject=subject, value=each) for subject, each in figures.items()
    ]
    for subject, value, status in (
        ("ty-le-dat-nong-nghiep-tuoi-tieu-chu-dong", "82.5", Status.PRELIMINARY),
        ("ty-le-ho-phan-loai-chat-thai-tai-nguon", "35", Status.STALE),
        ("ty-le-chat-thai-nhua-thu-gom-tai-che-xu-ly", "55", Status.WITHDRAWN),
    ):
        entries.append(Entry(subject=subject, value=Decimal(value), status=status, period=2023))
    entries.append(Entry(subject="so-nha-tam-dot-nat", value=Decimal(0), as_of="2024-12-31"))
    reports = {"15.1": MET, "13.4": NOT_APPLICABLE, "19": NOT_APPLICABLE, "1": MET, "8": MET, "8.2": MET, "5": NOT_MET}
    entries += [Entry(subject=label, value=verdict, source="made up") for label, verdict in reports.items()]
    entries += [Entry(subject="tieu-chi", value=(18, 19)), Entry(subject="chi-tieu", value=(55, 57))]
    return book.evaluate(UnitFigures(unit="xã Thử", entries=tuple(entries)))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", ["an-nong", "mau", "thu"])
def test_view_reads_as_written_down(
    golden: Golden, attainments: dict[str, Attainment], name: str, view: str, lang: str
) -> None:
    golden.check(f"{name}.{view}.{lang}.txt", attainments[name].text(view=view, lang=lang))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("name", "number"),
    [("an-nong", "9"), ("mau", "15.4"), ("thu", "10.1"), ("thu", "15.1"), ("thu", "5"), ("thu", "19")],
)
def test_explanation_of_one_node_reads_as_written_down(
    golden: Golden, attainments: dict[str, Attainment], name: str, number: str, lang: str
) -> None:
    golden.check(f"{name}.why-{number}.{lang}.txt", attainments[name].why(number, lang=lang))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["mau", "thu"])
def test_conclusions_read_as_written_down(
    golden: Golden, attainments: dict[str, Attainment], name: str, lang: str
) -> None:
    given = attainments[name]
    found = given.rulebook.evaluate(given.figures, engine="forward/agenda")
    golden.check(f"{name}.firings.{lang}.txt", found.text(view="firings", lang=lang))


@pytest.mark.parametrize("lang", LANGS)
def test_comparison_reads_as_written_down(golden: Golden, attainments: dict[str, Attainment], lang: str) -> None:
    before = attainments["an-nong"]
    entries = tuple(
        entry for entry in before.figures.entries if entry.subject not in ("5", "9", "tieu-chi", "chi-tieu")
    )
    more = [
        Entry(subject="5", value=MET),
        Entry(subject="9.1", value=MET),
        Entry(subject="so-nha-tam-dot-nat", value=Decimal(0)),
    ]
    tallies = [Entry(subject="tieu-chi", value=(17, 19)), Entry(subject="chi-tieu", value=(54, 57))]
    book = Library(national=HERE / "danh-muc", plugins=()).rulebook(
        "vn/xa-ntm/2021", on="2024-12-31", province="An Giang"
    )
    after = book.evaluate(UnitFigures(unit="xã An Nông", entries=(*entries, *more, *tallies)))
    golden.check(f"an-nong.compare.{lang}.txt", compare(before, after).text(lang=lang))

"""Every word and every value of a form of holes is heard or told: none is dropped, none is taken for what it does not say."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timezone
from pathlib import Path

import pytest

from ntmrules import Library
from ntmrules.authoring.holes_form import holes_form
from ntmrules.catalog.catalogue import Catalogue
from ntmrules.cli import run
from ntmrules.errors import CatalogError
from ntmrules.model import days, walk
from ntmrules.model.sets import indicators_of
from ntmrules.resolve.completed import completed_set

CATALOGUE: Catalogue = Library(plugins=()).catalogue
SET = "vn/xa-ntm-nang-cao/2021"
READ = date(2024, 5, 6)
SORTED = "known: 50, value: …"  # 17.5, households that sort their waste: one level
POOR = "{area: dong-bang-song-hong, known: 1, value: …}"  # 11.1, poverty: a level for each region
NEW = '      id: …  # số trong phụ lục, trong dấu nháy: "5.1"'


def form(folder: Path, label: str, *changes: tuple[str, str], set_id: str = SET) -> Path:
    """Write the form of a set with one entry changed, its source named."""
    text = holes_form(CATALOGUE, set_id, day=READ).text.replace("title: …", 'title: "thử"', 1)
    before, mark, rest = text.partition(f"  # {label} ")
    assert mark, label
    entry, end, after = rest.partition("\n\n")
    for old, new in changes:
        assert old in entry, entry
        entry = entry.replace(old, new, 1)
    path = folder / "mau.yaml"
    path.write_text(before + mark + entry + end + after, encoding="utf-8")
    return path


def load(path: Path) -> Library:
    return Library(packs=[path], plugins=())


@pytest.mark.parametrize("set_id", sorted(CATALOGUE.pack_of))
def test_a_form_that_nobody_touched_is_loaded_and_says_nothing(set_id: str, tmp_path: Path) -> None:
    path = tmp_path / "mau.yaml"
    path.write_text(holes_form(CATALOGUE, set_id, day=READ).text, encoding="utf-8")
    assert not load(path).catalogue.packs[-1].overrides


@pytest.mark.parametrize("value", ["[1, 2]", "[đúng]", "{a: 1}", "{…}", "[]"])
@pytest.mark.parametrize(("label", "place"), [("11.1", POOR), ("11.1", "confirm: …"), ("17.5", SORTED)])
def test_a_list_where_one_value_belongs_is_told(label: str, place: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"NTM(111|232|115)"):
        load(form(tmp_path, label, (place, place.replace("…", value))))


@pytest.mark.parametrize("value", ["true", "null", '"50"', "50%", "≥ 50", "sai", "không", "ok", "...", "… 5", "1e2"])
@pytest.mark.parametrize(("label", "place"), [("11.1", POOR), ("17.5", SORTED)])
def test_a_value_of_another_type_is_told(label: str, place: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(CatalogError):
        load(form(tmp_path, label, (place, place.replace("…", value))))


@pytest.mark.parametrize("value", ["1.000", "12.500", "100.000"])
def test_a_number_that_may_be_a_thousand_is_asked_about(value: str, tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=rf"NTM232.*{value}"):
        load(form(tmp_path, "11.1", (POOR, POOR.replace("…", value))))


@pytest.mark.parametrize("value", ["1.0", "2.5000", "0.125", "2.75", "3"])
def test_a_number_that_cannot_be_a_thousand_is_taken(value: str, tmp_path: Path) -> None:
    library = load(form(tmp_path, "11.1", (POOR, POOR.replace("…", value))))
    rules = library.rulebook(SET, on="2023-06-30", area="dong-bang-song-hong").rules
    (rule,) = (each for each in rules if each.number == "11.1")
    assert str(rule.requirement.threshold.cell(2023, "dong-bang-song-hong").value) == value  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "kind", ["at_most", "less_than", "at_leest", "[at_least]", "share_of", "unknown", "all_of", ""]
)
@pytest.mark.parametrize("value", ["…", "đúng"])
def test_a_changed_comparison_is_not_confirmed_nor_passed_over(kind: str, value: str, tmp_path: Path) -> None:
    changes = (("kind: at_least", f"kind: {kind}"), (SORTED, SORTED.replace("…", value)))
    with pytest.raises(CatalogError, match=r"NTM(11[137]|232|109)"):
        load(form(tmp_path, "17.5", *changes))


@pytest.mark.parametrize("kind", ["less_than", "at_least", "đạt", "tỉnh quy định", "none_of"])
def test_a_changed_comparison_is_not_confirmed_for_a_whole_entry(kind: str, tmp_path: Path) -> None:
    changes = (("confirm: …", "confirm: đúng"), ("kind: at_most", f"kind: {kind}"))
    with pytest.raises(CatalogError, match="NTM232") as raised:
        load(form(tmp_path, "11.1", *changes))
    assert "at_most" in str(raised.value) or "…" in str(raised.value)


def test_a_comparison_that_the_text_prints_otherwise_is_taken_with_its_levels(tmp_path: Path) -> None:
    changes = (("kind: at_least", "kind: more_than"), (SORTED, "known: 50, value: 60"))
    book = load(form(tmp_path, "17.5", *changes)).rulebook(SET, on="2023-06-30", area="bac-trung-bo")
    (rule,) = (each for each in book.rules if each.number == "17.5")
    assert rule.requirement.kind == "more_than"


@pytest.mark.parametrize(
    ("label", "change"),
    [
        ("17.5", (SORTED, "known: 50, valu: 60, value: …")),
        ("17.5", (SORTED, "knwn: 50, value: …")),
        ("17.5", ("verb: complete", "verb: comple")),
        ("17.5", ("kind: copy", "kind: sao")),
        ("17.5", ("confidence: high", "confidence: cao")),
        ("17.5", ('from: "2022-03-08"', 'from: "2022-13-08"')),
        ("17.1", ("known: attained", "known: atained")),
        ("17.1", ("evidence:", "evidnce:")),
    ],
)
def test_a_misspelt_word_of_an_entry_without_an_answer_is_told(
    label: str, change: tuple[str, str], tmp_path: Path
) -> None:
    with pytest.raises(CatalogError):
        load(form(tmp_path, label, change))


@pytest.mark.parametrize(
    "change",
    [
        (NEW, '      idd: "1.9"\n' + NEW),
        ("      measure: …", "      measure: …\n      mesure: ty-le-ho-ngheo-da-chieu"),
        ("        - from:", "        - frm: x\n          from:"),
    ],
)
def test_a_misspelt_word_of_a_new_indicator_is_told(change: tuple[str, str], tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="NTM109"):
        load(form(tmp_path, "Chỉ tiêu chưa viết của tiêu chí 1", change, set_id="vn/xa-ntm/2026"))


@pytest.mark.parametrize(
    "change", [("kind: …", "kind: percnt"), ("unit: …", "unit: [%]"), ("name: {vi: …", "name: {vn: …")]
)
def test_a_misspelt_word_of_a_measure_is_told(change: tuple[str, str], tmp_path: Path) -> None:
    path = form(tmp_path, "17.5")
    before, mark, after = path.read_text(encoding="utf-8").partition("measures:\n")
    assert change[0] in after
    path.write_text(before + mark + after.replace(*change, 1), encoding="utf-8")
    with pytest.raises(CatalogError):
        load(path)


GOOD = (
    ("      id: …", '      id: "1.9"'),
    ("name: {vi: …", 'name: {vi: "Quy hoạch mới"'),
    ("measure: …", "measure: ty-le-duong-xa-cung-hoa"),
    ("kind: …", "kind: at_least"),
    ("value: …", "value: 5"),
)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("value: 5", "value: 95"), ""),
        (('id: "1.9"', "id: 1.9"), "NTM111"),
        (('id: "1.9"', 'id: "1.1"'), "NTM228"),
        (('id: "1.9"', 'id: "3.77"'), "NTM230"),
        (('target: "vn/xa-ntm/2026/1"', 'target: "vn/xa-ntm/2026/2"'), "NTM230"),
        (("measure: ty-le-duong-xa-cung-hoa", "measure: khong-co"), "NTM167"),
        (("kind: at_least", "kind: đạt"), "NTM232"),
        (("kind: at_least", "kind: tỉnh quy định"), "NTM232"),
        (("value: 5", "value: 700"), "NTM170"),
        (('- from: "2026-02-15"', '- from: "2019-02-15"'), "NTM234"),
        (('- from: "2026-02-15"', '- from: "2035-02-15"'), "NTM234"),
        ((f'checked_on: "{READ}"', 'checked_on: "2020-01-01"'), "NTM236"),
    ],
)
def test_a_new_indicator_says_what_a_text_can_say(change: tuple[str, str], code: str, tmp_path: Path) -> None:
    path = form(tmp_path, "Chỉ tiêu chưa viết của tiêu chí 1", *GOOD, set_id="vn/xa-ntm/2026")
    before, mark, rest = (
        path.read_text(encoding="utf-8").replace(str(READ), "2025-12-29").partition("  # Chỉ tiêu chưa viết")
    )
    old, new = (each.replace(str(READ), "2025-12-29") for each in change)
    assert old in rest
    path.write_text(before + mark + rest.replace(old, new, 1), encoding="utf-8")
    if not code:
        assert load(path).catalogue.packs[-1].overrides
        return
    with pytest.raises(CatalogError, match=code):
        load(path)


@pytest.mark.parametrize(("count", "taken"), [(2, False), (3, True)])
def test_a_count_and_the_indicators_that_a_form_brings_agree(count: int, taken: bool, tmp_path: Path) -> None:
    path = form(tmp_path, "Chỉ tiêu chưa viết của tiêu chí 1", *GOOD, set_id="vn/xa-ntm/2026")
    text = path.read_text(encoding="utf-8").replace(str(READ), "2025-12-29")
    path.write_text(text.replace("declared_indicators: …", f"declared_indicators: {count}", 1), encoding="utf-8")
    if taken:
        assert len(load(path).catalogue.packs[-1].overrides) == 2
        return
    with pytest.raises(CatalogError, match=r"NTM230.*3"):
        load(path)


@pytest.mark.parametrize("count", [0, -3])
def test_a_new_criterion_has_no_fewer_indicators_than_are_written(count: int, tmp_path: Path) -> None:
    filled = (
        ("      id: …", '      id: "5"'),
        ("name: {vi: …", 'name: {vi: "Tiêu chí"'),
        ("declared_indicators: …", f"declared_indicators: {count}"),
        ("- id: …  # số trong", '- id: "5.1"  # số trong'),
        ("          name: {vi: …", '          name: {vi: "Chỉ tiêu"'),
        *GOOD[2:],
        (str(READ), "2025-12-29"),
    )
    with pytest.raises(CatalogError, match=r"NTM111.*declared_indicators"):
        load(form(tmp_path, "Tiêu chí chưa viết", *filled, set_id="vn/tinh-ntm/2026"))


def test_a_demand_that_the_figure_cannot_answer_is_told_of_the_form(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"mau.yaml:\d+:\d+: NTM168"):
        load(form(tmp_path, "17.5", ("kind: at_least", "kind: đạt")))


def test_a_demand_of_another_figure_names_its_own(tmp_path: Path) -> None:
    path = form(tmp_path, "17.5", ("kind: at_least", "kind: đạt\n      measure: phan-loai-chat-thai"))
    text = path.read_text(encoding="utf-8").replace(
        "  - id: …\n    name: {vi: …", "  - id: phan-loai-chat-thai\n    name: {vi: Phân loại", 1
    )
    path.write_text(text.replace("    kind: …\n    unit: …", "    kind: yes_no\n    unit: …", 1), encoding="utf-8")
    library = load(path)
    (rule,) = (
        each for each in library.rulebook(SET, on="2023-06-30", area="bac-trung-bo").rules if each.number == "17.5"
    )
    assert rule.requirement.kind == "attained"


def test_a_mark_for_a_whole_entry_of_which_nothing_is_known_is_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"NTM232.*đúng"):
        load(form(tmp_path, "11.1", ("confirm: …", "confirm: đúng"), ("known: 1, ", ""), ("known: 3, ", ""),
                  ("known: 2.5, ", "")))  # fmt: skip


@pytest.mark.parametrize("day", ["2022-03-08", "2023-01-01"])
def test_what_is_shown_as_known_is_compared_whatever_the_day_of_the_entry(day: str, tmp_path: Path) -> None:
    changes = ((SORTED, "known: 99, value: đúng"), ('from: "2022-03-08"', f'from: "{day}"'))
    with pytest.raises(CatalogError, match=r"NTM232.*known: 99"):
        load(form(tmp_path, "17.5", *changes))


@pytest.mark.parametrize(("day", "taken"), [("2022-03-07", False), ("2022-03-08", True), ("2099-12-31", False)])
def test_a_text_is_read_between_its_issue_and_today(day: str, taken: bool, tmp_path: Path) -> None:
    path = form(tmp_path, "17.5", (SORTED, "known: 50, value: 60"), (f'"{READ}"', f'"{day}"'))
    if taken:
        assert load(path).catalogue.packs[-1].overrides
        return
    with pytest.raises(CatalogError, match=rf"NTM236.*{day}"):
        load(path)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("ref: [van-ban-trong-tay]", "ref: [van-ban-trong-tai]"), "NTM151.*van-ban-trong-tay"),
        (('decision: "318/QĐ-TTg"', 'decision: "381/QĐ-TTg"'), "NTM152"),
    ],
)
def test_a_level_rests_on_a_source_and_a_text_that_are_there(
    change: tuple[str, str], code: str, tmp_path: Path
) -> None:
    with pytest.raises(CatalogError, match=rf"(?s){code}"):
        load(form(tmp_path, "17.5", (SORTED, "known: 50, value: 60"), change))


def test_lint_tells_a_day_that_has_not_come(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = form(tmp_path, "17.5", (SORTED, "known: 50, value: 60"), (f'"{READ}"', '"2099-12-31"'))
    assert run(["lint", str(path)]) == 3
    assert "NTM236" in capsys.readouterr().out


@pytest.mark.parametrize(("year", "taken"), [(2020, False), (2021, True), (2025, True), (2026, False)])
def test_a_level_is_of_a_year_of_the_set(year: int, taken: bool, tmp_path: Path) -> None:
    path = form(tmp_path, "17.5", (SORTED, f"year: {year}, value: 60"))
    if taken:
        assert load(path).catalogue.packs[-1].overrides
        return
    with pytest.raises(CatalogError, match=rf"NTM170.*{year}.*2021.*2025"):
        load(path)


def test_years_of_which_the_catalogue_has_levels_are_taken(tmp_path: Path) -> None:
    path = form(tmp_path, "10.1", ("known: 21.4\n            value: …", "known: 21.4\n            value: đúng"),
                set_id="vn/xa-ntm/2016")  # fmt: skip
    assert load(path).catalogue.packs[-1].overrides


def test_a_level_of_an_area_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"NTM161.*tay-bac"):
        load(form(tmp_path, "17.5", (SORTED, "area: tay-bac, value: 60")))


def test_what_was_read_of_a_computed_level_is_its_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = form(tmp_path, "10.1", ("known: 21.4\n            value: …", "known: 21.4\n            value: đúng"),
                set_id="vn/xa-ntm/2016")  # fmt: skip
    assert run(["show", "vn/xa-ntm/2016/10.1", "--no-plugins", "--pack", str(path)]) == 0
    told = capsys.readouterr().out.splitlines()
    (line,) = (each for each in told if "van-ban-trong-tay" in each and "2016" in each)
    assert re.search(r"tính ra.*\[cách tính và mức gốc: đã đọc toàn văn", line), line


def test_a_level_that_is_confirmed_keeps_its_place_and_an_open_one_its_reason(tmp_path: Path) -> None:
    level = form(tmp_path, "10.1", ("known: 21.4\n            value: …", "known: 21.4\n            value: đúng"),
                 set_id="vn/xa-ntm/2016")  # fmt: skip
    rows = [
        next(rule for rule in library.rulebook("vn/xa-ntm/2016", on="2017-12-20", province="Hà Tĩnh").rules
             if rule.number == "10.1").requirement.threshold.rows  # type: ignore[union-attr]
        for library in (Library(plugins=()), load(level))
    ]  # fmt: skip
    assert [(row.year, row.area) for row in rows[0]] == [(row.year, row.area) for row in rows[1]]
    assert [row.unknown for row in rows[0]] == [row.unknown for row in rows[1]]


def test_the_day_of_a_form_is_that_of_viet_nam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Evening(datetime):
        @classmethod
        def now(cls, tz: timezone | None = None) -> datetime:  # type: ignore[override]
            return datetime(2026, 12, 31, 17, 30, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(days, "datetime", Evening)
    path = tmp_path / "mau.yaml"
    assert run(["template", "--holes", SET, "-o", str(path)]) == 0
    assert 'checked_on: "2027-01-01"' in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("set_id", sorted(CATALOGUE.pack_of))
def test_whatever_the_catalogue_has_can_be_confirmed_and_then_no_level_is_another(set_id: str, tmp_path: Path) -> None:
    text = holes_form(CATALOGUE, set_id, day=days.today()).text.replace("title: …", 'title: "thử"', 1)
    text = re.sub(r"(known: [^,}\s]+(?:,|\n) +(?:value|kind): )…", r"\1đúng", text)
    path = tmp_path / "mau.yaml"
    path.write_text(text, encoding="utf-8")
    done = completed_set(load(path).catalogue, set_id)
    for item, same in zip(indicators_of(CATALOGUE.set(set_id)), indicators_of(done), strict=True):
        assert len(item.versions) == len(same.versions), item.id
        for version, other in zip(item.versions, same.versions, strict=True):
            assert version.requirement.kind == other.requirement.kind, item.id
            before, after = walk.levels(version.requirement), walk.levels(other.requirement)
            for name, level in before.items():
                assert [(row.year, row.area, row.values) for row in level.rows] == [
                    (row.year, row.area, row.values) for row in after[name].rows
                ], (item.id, name)

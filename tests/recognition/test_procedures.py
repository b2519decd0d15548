"""Procedures as data: what is in force on a day, what a province lays over it, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntmrules import CatalogError, DateError, Library
from ntmrules.catalog.pack import Pack
from ntmrules.catalog.procedures import read_procedures
from ntmrules.model.procedures import Procedure, Procedures
from ntmrules.model.units import Province
from ntmrules.resolve.procedures import procedure_on

LIBRARY = Library(plugins=())
NATIONAL = read_procedures(LIBRARY.catalogue.packs)
QUANG_NINH = LIBRARY.catalogue.provinces["2004", "quang-ninh"]
HEAD = """id: qn
name: {vi: Quảng Ninh}
territory:
  - {list: "2004", province: quang-ninh}
"""
ENTRY = """  - id: qn/{id}
    verb: {verb}
    target: vn/cong-nhan-xa/2022{path}
    from: "2023-01-01"
    provision: {{decision: 1/QĐ-UBND}}
    evidence: {{kind: gazette, confidence: high, ref: [x]}}
    {more}
"""


def pack(tmp: Path, *entries: str) -> Procedures:
    (tmp / "procedures").mkdir(exist_ok=True)
    (tmp / "pack.yaml").write_text(HEAD, "utf-8")
    (tmp / "procedures" / "qn.yaml").write_text("overrides:\n" + "".join(entries), "utf-8")
    return read_procedures([*LIBRARY.catalogue.packs, Pack(tmp)])


def entry(verb: str, path: str, more: str, name: str = "a") -> str:
    return ENTRY.format(id=name, verb=verb, path=path, more=more)


def on(procedures: Procedures, day: str = "2023-10-01", province: Province | None = QUANG_NINH) -> Procedure:
    return procedure_on(procedures, "vn/xa-ntm", day, province)


@pytest.mark.parametrize(
    ("key", "day", "wanted"),
    [
        ("vn/xa-ntm", "2015-01-01", "vn/cong-nhan-xa/2014"),
        ("vn/xa-ntm", "2016-12-29", "vn/cong-nhan-xa/2014"),
        ("vn/xa-ntm", "2016-12-30", "vn/cong-nhan-xa/2016"),
        ("vn/xa-ntm-nang-cao", "2022-08-02", "vn/cong-nhan-xa/2022"),
        ("vn/xa-ntm-kieu-mau", "2019-01-01", "vn/cong-nhan-xa-kieu-mau/2018"),
        ("vn/xa-ntm", "2025-06-30", "vn/cong-nhan-xa/2022"),
        ("vn/xa-ntm", "2025-07-01", "vn/cong-nhan-xa/2025"),
        ("vn/xa-ntm", "2026-02-15", "vn/cong-nhan-xa/2026"),
        ("vn/huyen-ntm-nang-cao", "2023-01-01", "vn/cong-nhan-huyen/2022"),
        ("vn/thi-xa-ntm", "2023-01-01", "vn/cong-nhan-thi-xa/2022"),
        ("vn/tinh-ntm", "2021-01-01", "vn/cong-nhan-tinh/2020"),
    ],
)
def test_one_procedure_is_in_force_on_a_day(key: str, day: str, wanted: str) -> None:
    assert procedure_on(NATIONAL, key, day).id == wanted


def test_outside_every_procedure_is_an_error() -> None:
    with pytest.raises(DateError, match="NTM303"):
        procedure_on(NATIONAL, "vn/huyen-ntm", "2025-07-01")


def test_the_security_condition_changed_on_the_day_of_the_amendment() -> None:
    before, after = (procedure_on(NATIONAL, "vn/xa-ntm", day) for day in ("2024-03-06", "2024-03-07"))
    assert [each.id for each in before.conditions][-1] == "an-ninh-2022"
    assert [each.id for each in after.conditions][-1] == "an-ninh"
    assert [each.id for each in before.revocation] == ["mat-30", "mat-50"]
    assert [each.unknown is not None for each in after.revocation] == [True]


def test_every_cell_has_evidence_or_is_a_hole() -> None:
    cells = [(each.id, path, cell) for each in NATIONAL.national.values() for path, cell in each.cells()]
    assert all(cell.evidence is not None for _, _, cell in cells if cell.value is not None)
    assert sum(cell.value is None for _, _, cell in cells) > 40


def test_a_province_fills_a_hole_from_its_day_on(tmp_path: Path) -> None:
    more = "cell: {value: 10}\n    counted: working"
    found = pack(tmp_path, entry("fill", "/steps/tham-tra/days", more))
    term = on(found).step("tham-tra").term  # type: ignore[union-attr]
    assert term is not None
    assert (term.days.value, term.counted) == (10, "working")
    assert on(found).applied[0].provision.decision == "1/QĐ-UBND"
    assert on(found, "2022-12-31").step("tham-tra").term.days.value is None  # type: ignore[union-attr]
    assert on(found, province=None).step("tham-tra").term.days.value is None  # type: ignore[union-attr]


def test_raise_takes_the_stricter(tmp_path: Path) -> None:
    less = pack(tmp_path, entry("raise", "/steps/lay-y-kien/days", "cell: {value: 15}"))
    assert on(less).step("lay-y-kien").term.days.value == 15  # type: ignore[union-attr]
    more = pack(tmp_path, entry("raise", "/steps/lay-y-kien/days", "cell: {value: 25}"))
    assert on(more).step("lay-y-kien").term.days.value == 20  # type: ignore[union-attr]
    longer = pack(tmp_path, entry("raise", "/steps/tu-danh-gia/days", "cell: {value: 20}"))
    assert on(longer).step("tu-danh-gia").term.days.value == 20  # type: ignore[union-attr]


def test_what_a_province_adds_is_checked_like_the_national_text(tmp_path: Path) -> None:
    evidence = "evidence: {kind: gazette, confidence: high, ref: [x]}"
    term = f"term: {{days: {{value: 0, {evidence}}}, counted: wrking}}"
    for more, said in (
        ("cell: {value: 2.5}", "NTM185"),
        (f"step: {{id: s, actor: {{vi: A}}, what: {{vi: B}}, {evidence}, {term}}}", "NTM185"),
        (
            f"vote: {{id: v, by: hoi-dong, who: {{vi: A}}, share: {{value: 150, {evidence}}}, base: all, {evidence}}}",
            "NTM185",
        ),
        (f"condition: {{id: c, kind: children, text: {{vi: A}}, {evidence}}}", "NTM185"),
    ):
        whole = entry("fill", "/steps/tham-tra/days", more) if more.startswith("cell") else entry("add", "", more)
        with pytest.raises(CatalogError) as error:
            pack(tmp_path, whole)
        assert {each.code for each in error.value.problems} == {said}


def test_a_province_settles_an_open_part_by_its_id(tmp_path: Path) -> None:
    """The texts leave the conditions of model communes of 2018 to the province: until it says them nobody is eligible."""
    evidence = "evidence: {kind: gazette, confidence: high, ref: [x]}"
    more = f"settles: [dieu-kien]\n    condition: {{id: them, kind: statement, text: {{vi: Thêm}}, {evidence}}}"
    whole = (
        entry("add", "", more)
        .replace("cong-nhan-xa/2022", "cong-nhan-xa-kieu-mau/2018")
        .replace("2023-01-01", "2019-01-01")
    )
    made = pack(tmp_path, whole)
    for province, left in ((QUANG_NINH, []), (None, ["dieu-kien"])):
        found = procedure_on(made, "vn/xa-ntm-kieu-mau", "2019-06-01", province)
        assert [part.id for part in found.open if part.conditions] == left
    with pytest.raises(CatalogError, match="NTM186"):
        pack(tmp_path, whole.replace("[dieu-kien]", "[dieu-kien-x]"))


def test_a_province_adds_a_step_and_a_paper(tmp_path: Path) -> None:
    evidence = "evidence: {kind: gazette, confidence: high, ref: [x]}"
    step = f"step: {{id: ra-soat, actor: {{vi: Sở}}, what: {{vi: Rà soát}}, after: [tham-tra], {evidence}}}"
    paper = f"paper: {{id: phieu, name: {{vi: Phiếu}}, by: tham-tra, {evidence}}}"
    found = on(pack(tmp_path, entry("add", "", step), entry("add", "", paper, "b")))
    order = [each.id for each in found.steps]
    assert order.index("ra-soat") == order.index("tham-tra") + 1
    assert found.papers[-1].id == "phieu"


@pytest.mark.parametrize(
    ("verb", "path", "more", "said"),
    [
        ("fill", "/steps/lay-y-kien/days", "cell: {value: 10}", "is no hole and not left to the province"),
        ("raise", "/steps/tham-tra/days", "cell: {value: 10}", "has no value to raise"),
        ("replace", "/steps/lay-y-kien/days", "cell: {value: 10}", "replace needs legal_basis"),
        ("fill", "/steps/tham-tar/days", "cell: {value: 10}", "has no cell 'vn/cong-nhan-xa/2022/steps/tham-tar/days'"),
        ("fill", "/steps/tham-tra/days", "note: {vi: a}", "fill needs just one of: cell"),
        ("waive", "/steps/tham-tra/days", "cell: {value: 1}", "waive is not used for procedures"),
        ("fill", "/votes/hoi-dong/share", "cell: {value: 900}", "900 is no percentage"),
    ],
)  # fmt: skip
def test_what_a_province_may_not_say_is_refused(verb: str, path: str, more: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as error:
        pack(tmp_path, entry(verb, path, more))
    assert said in error.value.text("en")


def test_two_entries_on_one_cell_are_quoted_both(tmp_path: Path) -> None:
    one = entry("fill", "/steps/tham-tra/days", "cell: {value: 10}")
    other = entry("fill", "/steps/tham-tra/days", "cell: {value: 12}", "b")
    with pytest.raises(CatalogError, match="NTM186") as error:
        pack(tmp_path, one, other)
    assert "qn.yaml:11" in error.value.text("en") or "qn.yaml" in error.value.problems[0].what
    pack(tmp_path, one, other.replace("verb: fill", "verb: fill\n    supersedes: [qn/a]"))


def test_what_was_superseded_does_not_come_back_when_the_newer_entry_ends(tmp_path: Path) -> None:
    one = entry("fill", "/steps/tham-tra/days", "cell: {value: 10}")
    other = entry("fill", "/steps/tham-tra/days", "cell: {value: 12}", "b")
    newer = 'verb: fill\n    supersedes: [qn/a]\n    to: "2023-06-30"'
    made = pack(tmp_path, one, other.replace("verb: fill", newer))
    days = {}
    for day in ("2023-06-30", "2023-07-01"):
        cells = dict(procedure_on(made, "vn/xa-ntm", day, QUANG_NINH).cells())
        days[day] = cells["steps/tham-tra/days"].value
    assert days == {"2023-06-30": 12, "2023-07-01": None}


def test_an_entry_ends_with_the_decision_it_stands_in(tmp_path: Path) -> None:
    until = {"2023-06-30": 10, "2023-07-01": None, "2023-12-31": None}
    register = (
        'decisions:\n  - id: 1/QĐ-UBND\n    title: {vi: a}\n    date: "2023-01-01"\n    issuer: {vi: UBND tỉnh}\n'
        '    in_force: {from: "2023-01-01", to: "2023-06-30"}\n    evidence: {kind: recall, confidence: low}\n'
    )
    (tmp_path / "decisions.yaml").write_text(register, "utf-8")
    for own in ("", '\n    to: "2023-12-31"'):
        made = pack(tmp_path, entry("fill", "/steps/tham-tra/days", f"cell: {{value: 10}}{own}"))
        for day, wanted in until.items():
            assert dict(on(made, day).cells())["steps/tham-tra/days"].value == wanted, (own, day)
    made = pack(tmp_path, entry("fill", "/steps/tham-tra/days", 'cell: {value: 10}\n    to: "2023-03-31"'))
    assert dict(on(made, "2023-03-31").cells())["steps/tham-tra/days"].value == 10
    assert dict(on(made, "2023-04-01").cells())["steps/tham-tra/days"].value is None


BAD = """id: vn/thu/2022
name: {vi: a}
levels: [xa]
sets: [vn/xa-mtn]
decision: 18/2022/QĐ-TTg
stage: {from: "2022-01-01"}
evidence: {kind: recall, confidence: low}
steps:
  - {id: a, actor: {vi: a}, what: {vi: a}, after: [b], evidence: {kind: recall, confidence: low}}
  - id: a
    actor: {vi: a}
    what: {vi: a}
    evidence: {kind: recall, confidence: low}
    term: {counted: days, days: {value: 0.5, evidence: {kind: recall, confidence: low}}}
conditions:
  - {id: c, kind: metset, text: {vi: a}, evidence: {kind: recall, confidence: low}}
votes:
  - {id: v, by: z, who: {vi: a}, share: {value: 101}, evidence: {kind: recall, confidence: low}}
"""


def test_all_that_is_wrong_with_a_procedure_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "procedures").mkdir()
    (tmp_path / "procedures" / "a.yaml").write_text(BAD, "utf-8")
    with pytest.raises(CatalogError) as error:
        read_procedures([*LIBRARY.catalogue.packs, Pack(tmp_path)])
    assert [each.code for each in error.value.problems] == ["NTM185"] * 9
    assert "did you mean" in error.value.text("en")

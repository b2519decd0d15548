"""What can never count, or counts for everybody: said by lint where it is written, and refused where it would decide."""

from __future__ import annotations

from pathlib import Path

import pytest
from structures.made_up import HEAD, criterion, own_set, write
from structures.test_reports_beside import A, B, C, measures

from ntmrules import CatalogError, Library
from ntmrules.check.lint import lint


def told(folder: Path, **only: str) -> list[tuple[str, str]]:
    found = [(each.severity, each.problem.identity) for each in lint(folder) if each.problem.code != "NTM159"]
    return [each for each in found if each[1].startswith(tuple(only.values()) or "NTM")]


def share(op: str, value: str, kind: str = "share_of") -> str:
    return f" | {{kind: {kind}, children: thon, measure: viec-a, op: {op}, threshold: {{value: {value}, evidence: EVIDENCE}}}}"


def own(folder: Path, *criteria: str, **files: str) -> Path:
    number = sum(text.count("versions:") for text in criteria)
    texts = {f"a/{place:02}.yaml": text for place, text in enumerate(criteria, 1)}
    whole = own_set("a", criteria=str(len(criteria)), indicators=str(number))
    return write(
        folder / "mau", {"measures.yaml": measures("viec-a", "viec-b", "viec-c"), "a/set.yaml": whole, **texts, **files}
    )


@pytest.mark.parametrize(
    ("asks", "said"),
    [
        (share("at_least", "0"), "NTM170.always"), (share("at_most", "100"), "NTM170.always"),
        (share("more_than", "100"), "NTM170.none"), (share("less_than", "0"), "NTM170.none"),
        (share("at_least", "0", "count_of"), "NTM170.always"), (share("less_than", "0", "count_of"), "NTM170.none"),
        (share("at_least", "100"), None), (share("at_most", "0"), None), (share("at_least", "1", "count_of"), None),
    ],
)  # fmt: skip
def test_a_share_that_every_unit_comes_to_or_none(tmp_path: Path, asks: str, said: str | None) -> None:
    folder = own(tmp_path, criterion("1", asks))
    assert told(folder, code="NTM170") == ([("error", said)] if said else [])
    library = Library(packs=[folder], plugins=())
    if said is None:
        library.rulebook("mau/a", on="2023-06-30")
        return
    with pytest.raises(CatalogError, match="NTM170"):
        library.rulebook("mau/a", on="2023-06-30")


@pytest.mark.parametrize(
    ("mark", "said"), [(101, "NTM170.points-none"), (100, None), (0, "NTM170.points-always"), (1, None)]
)  # fmt: skip
@pytest.mark.parametrize("points", ['weights: {"1.1": 60, "1.2": 40}', "groups"])
def test_a_pass_mark_above_all_points(tmp_path: Path, points: str, mark: int, said: str | None) -> None:
    parts = '[{indicator: "1.1", points: 70}, {indicator: "1.2", points: 40}]'
    group = f"groups: [{{id: g, name: {{vi: G}}, cap: 100, items: {parts}, evidence: EVIDENCE}}]"
    scale = (
        f"{{kind: points, {group if points == 'groups' else points}, threshold: {{value: {mark}, evidence: EVIDENCE}}}}"
    )
    folder = own(tmp_path, criterion("1", A, B), criterion("2", f"diem-x | {scale}"))
    assert told(folder, code="NTM170") == ([("error", said)] if said else [])


def test_a_list_that_says_one_thing_twice(tmp_path: Path) -> None:
    both = criterion("1", A, B).replace(
        "indicators:\n", 'pass: {at_least: 1, mandatory: ["1.1", "1.1"], evidence: EVIDENCE}\nindicators:\n', 1
    )
    compound = " | {kind: all_of, of: [PART, PART]}".replace(
        "PART", "{kind: attained, measure: viec-c, evidence: EVIDENCE}"
    )
    folder = own(tmp_path, both, criterion("2", compound))
    found = [each.problem for each in lint(folder) if each.problem.code == "NTM199"]
    assert [each.where.split("mau/")[-1].split(":")[0] for each in found] == ["a/01.yaml", "a/02.yaml"]
    assert "mandatory has '1.1' twice" in str(found[0])
    assert "to do: leave one out; where something else was meant, correct it" in str(found[0])
    assert told(own(tmp_path / "plain", criterion("1", A, B, C)), code="NTM199") == []


ENTRY = """
    overrides:
      - id: mau/xa-ntm/2021/3.1
        verb: raise
        target: vn/xa-ntm/2021/3.1
        provision: {decision: 01/QĐ-MẪU}
        from: "FROM"
        requirement: {kind: at_least, threshold: ROWS}
"""


def test_an_entry_after_the_last_day_of_the_stage(tmp_path: Path) -> None:
    level = "{value: 85, evidence: EVIDENCE}"
    late = write(
        tmp_path / "mau",
        {
            "pack.yaml": HEAD,
            "overrides/x.yaml": ENTRY.replace("FROM", "2026-06-01").replace("ROWS", level),
        },
    )
    with pytest.raises(CatalogError) as raised:
        Library(packs=[late], plugins=())
    assert [each.identity for each in raised.value.problems] == ["NTM234.stage"]
    assert "begins on 2026-06-01, after the stage of vn/xa-ntm/2021 has ended (2025-12-31)" in str(raised.value)


def test_a_level_of_a_year_after_the_stage(tmp_path: Path) -> None:
    rows = "{evidence: EVIDENCE, rows: [{year: 2025, value: 85}, {year: 2027, value: 90}]}"
    folder = write(tmp_path / "mau", {"overrides/x.yaml": ENTRY.replace("FROM", "2022-06-01").replace("ROWS", rows)})
    found = [str(each.problem) for each in lint(folder) if each.problem.identity == "NTM170.year"]
    assert len(found) == 1
    assert "a level of the year 2027, and the set ends on 2025-12-31" in found[0]


@pytest.mark.parametrize("of", ["vn/xa-ntm-nang-cao/10.1", "vn/xa-ntm-nang-cao/2021/10.1"])
def test_a_lower_factor_is_no_raise_however_its_base_is_named(tmp_path: Path, of: str) -> None:
    entry = ENTRY.replace("xa-ntm/2021/3.1", "xa-ntm-kieu-mau/2021/2.1").replace("FROM", "2022-06-01")
    asked = f"{{kind: derived, of: {of}, factor: 1.05, evidence: EVIDENCE}}"
    folder = write(tmp_path / "mau", {"overrides/x.yaml": entry.replace("{kind: at_least, threshold: ROWS}", asked)})
    with pytest.raises(CatalogError) as raised:
        Library(packs=[folder], plugins=())
    assert [each.identity for each in raised.value.problems] == ["NTM226.looser"]

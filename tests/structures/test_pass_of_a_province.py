"""A province's own pass rule over a national criterion: what it changes, what the trace says of it, what is refused."""

from __future__ import annotations

import shutil
from itertools import product
from pathlib import Path

import pytest

from ntmrules import CatalogError, Library, UnitFigures
from ntmrules.check.lint import lint

PACK = Path(__file__).parent / "packs" / "S46-pass-rule-of-the-province"
PARTS = tuple(f"18.{number}" for number in range(1, 7))


def changed(folder: Path, right: str, slip: str) -> Path:
    pack = shutil.copytree(PACK, folder / PACK.name)
    path = pack / "overrides" / "xa.yaml"
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, slip, 1), encoding="utf-8")
    return pack


def refused(pack: Path) -> list[str]:
    with pytest.raises(CatalogError) as caught:
        Library(packs=[pack], plugins=())
    return [str(each) for each in caught.value.problems]


def test_the_rule_of_the_province_decides_there_and_the_national_one_elsewhere() -> None:
    library = Library(packs=[PACK], plugins=())
    mine, other = (
        library.rulebook("vn/xa-ntm/2021", on="2023-12-01", province=each) for each in ("An Giang", "Nghệ An")
    )
    for said in list(product(("met", "not_met", None), repeat=6))[::7]:
        unit = UnitFigures.of(
            "xã Mẫu", {part: each for part, each in zip(PARTS, said, strict=True) if each is not None}
        )
        met, lost = said.count("met"), said.count("not_met")
        there = (
            "not_met"
            if said[4] == "not_met" or lost > 1
            else "met"
            if met >= 5 and said[4] == "met"
            else "undetermined"
        )
        for engine in ("core", "forward/agenda"):
            assert str(mine.evaluate(unit, engine=engine).node("18").verdict) == there, said
            national = "not_met" if lost else "met" if met == 6 else "undetermined"
            assert str(other.evaluate(unit, engine=engine).node("18").verdict) == national, said


def test_the_trace_names_the_entry_its_legal_basis_and_what_the_national_text_comes_to() -> None:
    book = Library(packs=[PACK], plugins=()).rulebook("vn/xa-ntm/2021", on="2023-12-01", province="An Giang")
    unit = UnitFigures.of("xã Mẫu", {**dict.fromkeys(PARTS, "met"), "18.4": "not_met"})
    result = book.evaluate(unit)
    (entry,) = [node for node in result.node("18").children if node.kind == "replace"]
    assert (entry.id, str(entry.verdict)) == ("mau/xa-ntm/2021/18", "not_met")
    assert entry.has_note("legal_basis")
    assert "Tỉnh quy định khác về số chỉ tiêu phải đạt" in result.text(view="full", lang="vi")
    assert result.tally.criteria.met == 1


def test_it_is_about_a_criterion_and_names_its_legal_basis(tmp_path: Path) -> None:
    assert any(
        "NTM220" in each
        for each in refused(changed(tmp_path / "a", "target: vn/xa-ntm/2021/18", "target: vn/xa-ntm/2021/18.5"))
    )
    assert any(
        "NTM220" in each
        for each in refused(changed(tmp_path / "b", "target: vn/xa-ntm/2021/18", "target: vn/xa-ntm/2021"))
    )
    basis = "    legal_basis: {decision: 318/QĐ-TTg, article: Điều 2}\n"
    assert any("NTM227" in each for each in refused(changed(tmp_path / "c", basis, "")))
    assert any("NTM222" in each for each in refused(changed(tmp_path / "d", "verb: replace", "verb: fill")))


def test_what_it_names_is_there_and_it_asks_no_more_than_there_is(tmp_path: Path) -> None:
    for name, (right, slip) in {"a": ('["18.5"]', '["18.9"]'), "b": ("at_least: 5", "at_least: 7")}.items():
        found = [str(each.problem) for each in lint(changed(tmp_path / name, right, slip)) if each.severity == "error"]
        assert any("NTM195" in each for each in found), found


def test_two_of_them_at_once_are_an_error_that_quotes_both(tmp_path: Path) -> None:
    text = (PACK / "overrides" / "xa.yaml").read_text(encoding="utf-8").partition("overrides:\n")[2]
    pack = changed(tmp_path, text, text + text.replace("id: mau/xa-ntm/2021/18", "id: mau/xa-ntm/2021/18-b"))
    (said,) = [each for each in refused(pack) if "NTM210" in each]
    assert said.count("overrides/xa.yaml:") == 2

"""One slip of an author is told once, where it is, with what could be meant; also by whoever makes a rulebook without lint."""

from __future__ import annotations

import shutil
from pathlib import Path
from textwrap import dedent

import pytest
from structures.made_up import HEAD, criterion, own_set, write

from ntmrules import CatalogError, Library
from ntmrules.check.lint import lint
from ntmrules.errors import UsageError

PACKS = Path(__file__).parent / "packs"
CHANGED, VERBS, SHARE = "S31-replaced-by-zones-and-changes", "S44-every-verb", "S20-share-of-the-indicators"
COUNT, PROVINCE = "S21-enough-of-the-criteria", "S46-pass-rule-of-the-province"
ZONES = "\n  expected: v1 | v2 | v3"
POOR, RICH = "ty-le-ho-ngheo-da-chieu", "thu-nhap-binh-quan-dau-nguoi"


def slipped(folder: Path, pack: str, file: str, right: str, slip: str) -> Path:
    made = shutil.copytree(PACKS / pack, folder / pack)
    path = made / file
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, slip, 1), encoding="utf-8")
    return made


def told(folder: Path, lang: str = "en") -> list[str]:
    """Return every error of lint, and every warning but that something is replaced."""
    return [each.problem.text(lang) for each in lint(folder) if each.problem.code != "NTM171"]


def at_load(folder: Path, set_id: str) -> str:
    with pytest.raises(CatalogError) as caught:
        Library(packs=[folder], plugins=()).rulebook(set_id, on="2023-12-01", province="an-giang")
    (found,) = caught.value.problems
    return found.text("en")


@pytest.mark.parametrize(("pack", "file", "right", "slip", "says"), [
    (CHANGED, "overrides/x.yaml", "{area: v1, value: 45}", "{area: v9, value: 45}", f"unknown area 'v9'{ZONES}"),
    (CHANGED, "pack.yaml", "otherwise: v3", "otherwise: v4", f"unknown area 'v4'{ZONES}"),
    (VERBS, "overrides/xa.yaml", "parts: [nam, nu]", "parts: [nam, nữ]", "expected: nam, nu"),
    (CHANGED, "pack.yaml", "province: an-giang", "province: an-giangg", "pack.yaml:3:13: NTM223"),
    (CHANGED, "overrides/x.yaml", "verb: replace\n", "verb: replace\n    revives: true\n", "supersedes no entry"),
    (PROVINCE, "overrides/xa.yaml", "at_least: 5", "at_least: 80", "for a share write at_least: 80 %"),
    (PROVINCE, "overrides/xa.yaml", "at_least: 5", "at_least: 7", "there are 6"),
    (PROVINCE, "overrides/xa.yaml", "at_least: 5", "at_least: 800", "the number that the text has"),
])  # fmt: skip
def test_a_slip_in_an_entry_is_the_only_thing_that_is_told(
    pack: str, file: str, right: str, slip: str, says: str, tmp_path: Path
) -> None:
    folder = slipped(tmp_path, pack, file, right, slip)
    (said,) = told(folder)
    assert says in said
    assert said.splitlines()[1:] == at_load(folder, "vn/xa-ntm").splitlines()[1:]


@pytest.mark.parametrize(("pack", "file", "right", "slip", "set_id"), [
    (SHARE, "du-phan-lon/01-viec.yaml", "at_least: 80 %", "at_least: 80", "mau/du-phan-lon"),
    (COUNT, "du-tieu-chi/set.yaml", "at_least: 4", "at_least: 80", "mau/du-tieu-chi"),
])  # fmt: skip
def test_a_share_without_its_sign_is_refused_and_the_remedy_is_the_share(
    pack: str, file: str, right: str, slip: str, set_id: str, tmp_path: Path
) -> None:
    folder = slipped(tmp_path, pack, file, right, slip)
    (said,) = told(folder)
    assert "80 have to be met, and there are 5" in said
    assert "write at_least: 80 %" in said
    assert "NTM195" in at_load(folder, set_id)
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8").replace("at_least: 80", "at_least: 80 %", 1), encoding="utf-8")
    assert told(folder) == []


def test_a_name_is_offered_once(tmp_path: Path) -> None:
    for said in told(slipped(tmp_path, CHANGED, "pack.yaml", "[xã Vĩnh Hòa]", "[xã Vĩnh Hoàa]")):
        offered = [part.strip(" '?") for part in said.partition("did you mean")[2].split(" or ")]
        assert len(offered) == len(set(offered))


def way(kind: str, measure: str = POOR) -> dict[str, str]:
    return {"a/set.yaml": own_set("a"), "a/01.yaml": criterion("1", f"{measure} | {kind}")}


LEVEL = "threshold: {value: 5, evidence: EVIDENCE}"
DERIVED = "{kind: derived, factor: 0.5, of: vn/xa-ntm/2021/11.1, evidence: EVIDENCEMORE}"


@pytest.mark.parametrize(("kind", "key"), [
    (f"{{kind: change_at_least, {LEVEL}MORE}}", "way: decrease"),
    ("{kind: relative, whose: tinh, factor: 0.95, evidence: EVIDENCEMORE}", "op: at_most"),
    (DERIVED, "op: at_most"),
])  # fmt: skip
def test_a_direction_left_out_is_asked_for_where_less_is_better(kind: str, key: str, tmp_path: Path) -> None:
    (said,) = [each for each in told(write(tmp_path / "a", way(kind.replace("MORE", "")))) if "NTM159" not in each]
    assert key.partition(":")[0] + ":" in said
    assert "a/01.yaml:" in said
    for written in (key, key.replace("decrease", "increase").replace("at_most", "at_least")):
        found = told(write(tmp_path / "b", way(kind.replace("MORE", f", {written}"))))
        assert not any("NTM170" in each for each in found)


@pytest.mark.parametrize(
    "kind", [f"{{kind: change_at_least, {LEVEL}}}", "{kind: not_below_before, evidence: EVIDENCE}"]
)
def test_no_direction_is_asked_for_where_more_is_better(kind: str, tmp_path: Path) -> None:
    assert not any("NTM170" in each for each in told(write(tmp_path, way(kind, RICH))))


def test_not_below_the_year_before_is_doubted_where_less_is_better(tmp_path: Path) -> None:
    found = [each for each in lint(write(tmp_path, way("{kind: not_below_before, evidence: EVIDENCE}")))
             if each.problem.code == "NTM170"]  # fmt: skip
    assert [each.severity for each in found] == ["warning"]
    asked = "{kind: change_at_least, way: decrease, threshold: {value: 0, evidence: EVIDENCE}}"
    assert not any("NTM170" in each for each in told(write(tmp_path, way(asked))))


def test_a_path_may_be_a_text_and_nothing_else_that_is_none() -> None:
    assert [each.problem.code for each in lint(str(PACKS / SHARE))] == []
    with pytest.raises(UsageError, match="NTM009"):
        lint(3)  # type: ignore[arg-type]


def test_a_broken_set_is_told_when_the_library_is_made(tmp_path: Path) -> None:
    folder = slipped(tmp_path, SHARE, "du-phan-lon/01-viec.yaml", "versions:", "verzions:")
    with pytest.raises(CatalogError, match="verzions"):
        Library(packs=[folder], plugins=())


def test_zones_of_a_misspelt_name_are_not_said_to_be_empty(tmp_path: Path) -> None:
    rule = "rules: [{area: a1, within: [huyện Tri Tôn]}]"
    head = dedent(HEAD) + f"zones: [{{scheme: mau-a, otherwise: a9, evidence: EVIDENCE, {rule}}}]\n"
    areas = "areas: [{id: a1, name: {vi: a1, en: a1}}, {id: a2, name: {vi: a2, en: a2}}]"
    files = {"pack.yaml": head, "areas.yaml": f"schemes: [{{id: mau-a, name: {{vi: A, en: A}}, {areas}}}]\n"}
    (said,) = told(write(tmp_path, files))
    assert "unknown area 'a9'" in said

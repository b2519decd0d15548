"""Two provinces may use one number, one source, one scheme or one measure, each for its own: ids are local to their pack."""

from __future__ import annotations

from pathlib import Path

import pytest
from structures.made_up import verdict, write

from ntmrules import Library
from ntmrules.check.lint import lint
from ntmrules.cli import run
from ntmrules.errors import CatalogError

HEAD = """
    id: NAME
    name: {vi: Tỉnh bịa, en: Made up}
    territory: [{list: "2004", province: NAME}]
    zones:
      - scheme: vung-xa
        otherwise: khac
        rules:
          - {units: [UNIT], area: xa}
        provision: {decision: 36/2022/QĐ-UBND}
        evidence: EVIDENCE
"""
DECISIONS = """
    decisions:
      - id: 36/2022/QĐ-UBND
        date: "2022-06-01"
        title: {vi: Quyết định bịa của NAME, en: Made up}
        in_force: {from: "2022-06-01"TO}
        evidence: {kind: excerpt, confidence: low, ref: [vi-du]}
"""
SOURCES = """
    sources:
      - {id: vi-du, title: made up for NAME}
"""
AREAS = """
    schemes:
      - id: vung-xa
        name: {vi: Vùng của NAME, en: Areas of NAME}
        evidence: EVIDENCE
        areas:
          - {id: xa, name: {vi: Xa, en: Far}}
          - {id: khac, name: {vi: Khác, en: Other}}
"""
MEASURES = """
    measures:
      - id: thu
        name: {vi: Thử NAME, en: Trial NAME}
        kind: KIND
        UNITquestion: {vi: Bao nhiêu?, en: How many?}
        evidence: EVIDENCE
"""
ENTRIES = """
    overrides:
      - id: NAME/xa-ntm/2021/3.1
        verb: raise
        target: vn/xa-ntm/2021/3.1
        provision: {decision: 36/2022/QĐ-UBND}
        from: "2022-06-01"
        requirement:
          kind: at_least
          threshold: {evidence: EVIDENCE, rows: [{area: xa, value: FAR}, {area: khac, value: 95}]}
      - id: NAME/xa-ntm/2021/3.M
        verb: add
        target: vn/xa-ntm/2021/3
        provision: {decision: 36/2022/QĐ-UBND}
        from: "2022-06-01"
        indicator:
          id: "3.M"
          name: {vi: Thử, en: Trial}
          measure: thu
          versions:
            - from: "2022-06-01"
              provision: {decision: 36/2022/QĐ-UBND}
              requirement: {kind: at_least, threshold: {value: 2, evidence: EVIDENCE}}
"""
IRRIGATED = "ty-le-dat-nong-nghiep-tuoi-tieu-chu-dong"
UNITS = {"nghe-an": "xã Châu Bình", "ha-tinh": "xã Cẩm Bình"}


def pack(
    folder: Path, name: str, far: int, *, to: str = "", kind: str = "percent", unit: str = 'unit: "%"\n        '
) -> Path:
    files = {"pack.yaml": HEAD, "decisions.yaml": DECISIONS, "sources.yaml": SOURCES, "areas.yaml": AREAS,
             "measures.yaml": MEASURES, "overrides/xa.yaml": ENTRIES}  # fmt: skip
    values = {"UNITquestion": f"{unit}question", "UNIT": UNITS[name], "NAME": name, "FAR": str(far), "KIND": kind,
              '"TO}': f'"{to}}}'}  # fmt: skip
    for file, text in files.items():
        for key, value in values.items():
            text = text.replace(key, value)
        files[file] = text
    return write(folder / name, files)


def books(folder: Path, **more: str) -> Library:
    paths = [pack(folder, "nghe-an", 85), pack(folder, "ha-tinh", 90, **more)]
    for path in paths:
        found = [each.problem for each in lint(path) if each.severity == "error" and each.problem.code != "NTM159"]
        assert not found, "\n".join(map(str, found))
    return Library(packs=paths, plugins=())


def level(library: Library, province: str, on: str = "2023-06-30") -> list[str]:
    book = library.rulebook("xa-ntm", on=on, province=province)
    from ntmrules import UnitFigures

    told = []
    for value in (82, 87, 92, 96):
        result = book.evaluate(UnitFigures.of(UNITS[province], {IRRIGATED: value}))
        told.append(str(result.node("3.1").verdict))
    return told


def test_each_province_has_its_own_decision_scheme_and_zones(tmp_path: Path) -> None:
    library = books(tmp_path)
    assert level(library, "nghe-an") == ["not_met", "met", "met", "met"]
    assert level(library, "ha-tinh") == ["not_met", "not_met", "met", "met"]


def test_the_dates_of_one_decision_are_not_those_of_the_other(tmp_path: Path) -> None:
    library = books(tmp_path, to=', to: "2022-12-31"')
    assert level(library, "ha-tinh") == ["met"] * 4
    assert level(library, "nghe-an") == ["not_met", "met", "met", "met"]


def test_a_measure_of_one_name_is_read_as_the_province_of_the_unit_says(tmp_path: Path) -> None:
    library = books(tmp_path, kind="count", unit="")
    for province, kind in (("nghe-an", "percent"), ("ha-tinh", "count")):
        book = library.rulebook("xa-ntm", on="2023-06-30", province=province)
        assert str(book.measures["thu"].kind) == kind
        assert verdict(book, "3.M", {"thu": 2}) == "met"
        assert verdict(book, "3.M", {"thu": 1}) == "not_met"


def test_the_order_of_the_packs_changes_nothing(tmp_path: Path) -> None:
    paths = [pack(tmp_path, "nghe-an", 85), pack(tmp_path, "ha-tinh", 90)]
    one, other = Library(packs=paths, plugins=()), Library(packs=reversed(paths), plugins=())
    for province in UNITS:
        assert level(one, province) == level(other, province)
    assert set(one.catalogue.decisions) == set(other.catalogue.decisions)
    assert "36/2022/QĐ-UBND" not in one.catalogue.decisions
    assert one.catalogue.decisions["ha-tinh/36/2022/QĐ-UBND"].title.vi == "Quyết định bịa của ha-tinh"


def test_the_decision_of_another_pack_is_written_with_its_name(tmp_path: Path) -> None:
    first, second = pack(tmp_path, "nghe-an", 85), pack(tmp_path, "ha-tinh", 90)
    (second / "decisions.yaml").unlink()
    for file in ("pack.yaml", "overrides/xa.yaml"):
        text = (second / file).read_text(encoding="utf-8")
        (second / file).write_text(text.replace("decision: 36", "decision: nghe-an/36"), encoding="utf-8")
    library = Library(packs=[first, second], plugins=())
    assert level(library, "ha-tinh") == ["not_met", "not_met", "met", "met"]
    assert "NTM152" in {each.problem.code for each in lint(second) if each.severity == "error"}
    assert "NTM152" not in {each.problem.code for each in lint(second, beside=[first]) if each.severity == "error"}


@pytest.mark.parametrize("register", ["measures", "schemes"])
def test_no_pack_means_something_else_by_an_id_of_the_nation(register: str, tmp_path: Path) -> None:
    folder = pack(tmp_path, "nghe-an", 85)
    scheme = next(iter(Library(plugins=()).catalogue.schemes))
    file, old, new = {
        "measures": ("measures.yaml", "id: thu", f"id: {IRRIGATED}"),
        "schemes": ("areas.yaml", "id: vung-xa", f"id: {scheme}"),
    }[register]
    (folder / file).write_text((folder / file).read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(CatalogError, match="NTM134") as caught:
        Library(packs=[folder], plugins=())
    said = str(caught.value)
    assert f"nghe-an/{file}:2:5" in said
    assert f"{file}:" in said.partition("expected")[2]  # and the place of the other one


def test_the_handbook_lists_both_and_links_neither_as_the_other(tmp_path: Path) -> None:
    paths = [pack(tmp_path, "nghe-an", 85), pack(tmp_path, "ha-tinh", 90)]
    out = tmp_path / "out"
    words = ["docs", "build", "--format", "markdown", "--no-plugins", "--out", str(out), "--lang", "en"]
    assert run([*words, "--pack", str(paths[0]), "--pack", str(paths[1])]) == 0
    said = "".join(path.read_text(encoding="utf-8") for path in out.rglob("*.md"))
    assert "ha-tinh/36/2022/QĐ-UBND" in said
    assert "nghe-an/36/2022/QĐ-UBND" in said
    assert "Areas of" in said or "Far" in said

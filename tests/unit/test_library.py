"""The library: nothing global, packs beside the national catalogue, clashes that stop the load."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest
from made import MEASURES, at_least, attained, criterion, indicator, made_set

from ntmrules import CatalogError, Library, UnitFigures, UsageError, Verdict
from ntmrules.model.text import Text
from ntmrules.testing import write_pack

OWN = attrs.evolve(made_set(criterion("1", indicator("1.1", at_least(80)))), id="thu/xa/2021")


def registers(*names: str) -> dict[str, list[object]]:
    return {"measures": [measure for measure in MEASURES if measure.id in names]}


def test_the_library_offers_every_shipped_set_by_id() -> None:
    ids = [header.id for header in Library(plugins=()).sets()]
    assert ids == sorted(ids)
    assert {"vn/xa-ntm/2021", "vn/xa-ntm-nang-cao/2021", "vn/huyen-ntm/2021", "vn/tinh-ntm/2021"} <= set(ids)
    whole = Library(plugins=()).set("vn/xa-ntm/2021")
    assert (len(whole.criteria), whole.modelled) == (19, 57)


def test_an_unknown_set_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(UsageError) as caught:
        Library(plugins=()).set("vn/xa-ntm/2022")
    assert caught.value.code == "NTM001"
    assert "'vn/xa-ntm/2021'" in caught.value.problems[0].remedy


def test_a_pack_is_laid_beside_the_national_catalogue(tmp_path: Path) -> None:
    write_pack(tmp_path / "goi", [OWN], registers=registers("ty-le"))
    library = Library(packs=[tmp_path / "goi"], plugins=())
    figures = UnitFigures.of("xã Thử", {"ty-le": 85})
    assert library.rulebook(OWN.id, on="2023-06-30").evaluate(figures).verdict is Verdict.MET
    assert library.set("vn/xa-ntm/2021").modelled == 57


def test_two_libraries_with_different_packs_do_not_know_of_each_other(tmp_path: Path) -> None:
    other = made_set(criterion("1", indicator("1.1", at_least(90))), set_id=OWN.id)
    write_pack(tmp_path / "mot", [OWN], registers=registers("ty-le"))
    write_pack(tmp_path / "hai", [other], registers=registers("ty-le"))
    figures = UnitFigures.of("xã Thử", {"ty-le": 85})
    one, two, none = (
        Library(packs=[tmp_path / "mot"], plugins=()),
        Library(packs=[tmp_path / "hai"], plugins=()),
        Library(plugins=()),
    )
    verdicts = [each.rulebook(OWN.id, on="2023-06-30").evaluate(figures).verdict for each in (one, two, one)]
    assert verdicts == [Verdict.MET, Verdict.NOT_MET, Verdict.MET]
    assert OWN.id not in {header.id for header in none.sets()}


def test_two_packs_with_one_set_stop_the_load_and_name_each_other(tmp_path: Path) -> None:
    for name in ("mot", "hai"):
        write_pack(tmp_path / name, [OWN], registers=registers("ty-le"))
    with pytest.raises(CatalogError) as caught:
        Library(packs=[tmp_path / "mot", tmp_path / "hai"], plugins=())
    assert [each.code for each in caught.value.problems] == ["NTM132"]
    assert "mot" in str(caught.value)
    assert "hai" in str(caught.value)


def test_two_packs_that_define_one_measure_differently_stop_the_load(tmp_path: Path) -> None:
    write_pack(tmp_path / "mot", [], registers=registers("ty-le"))
    changed = [attrs.evolve(measure, name=Text("tên khác")) for measure in MEASURES if measure.id == "ty-le"]
    write_pack(tmp_path / "hai", [], registers={"measures": changed})
    for order in (("mot", "hai"), ("hai", "mot")):
        with pytest.raises(CatalogError) as caught:
            Library(packs=[tmp_path / name for name in order], plugins=())
        assert caught.value.code == "NTM134"


def test_a_pack_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as caught:
        Library(packs=[tmp_path / "none"], plugins=())
    assert caught.value.code == "NTM131"


def test_every_error_of_a_pack_is_listed_at_once(tmp_path: Path) -> None:
    root = write_pack(tmp_path / "goi", [OWN], registers=registers("ty-le")).root
    (root / "measures.yaml").write_text("measures:\n  - id: 5\n", encoding="utf-8")
    next(root.glob("national/*/set.yaml")).write_text("id: thu/xa/2021\nstatus: no\n", encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        Library(packs=[root], plugins=())
    places = {problem.where.split(":")[0] for problem in caught.value.problems}
    assert len(places) == 2
    assert all(problem.code.startswith("NTM1") for problem in caught.value.problems)


def test_a_set_file_may_be_named_anything_and_lie_at_any_depth(tmp_path: Path) -> None:
    root = write_pack(
        tmp_path / "goi",
        [made_set(criterion("1", indicator("1.1", attained())), set_id="thu/xa/2021")],
        registers=registers("co"),
        name_of=lambda label: f"tieu-chi-{label}",
    ).root
    deeper = root / "a" / "b"
    deeper.mkdir(parents=True)
    (root / "national").rename(deeper / "national")
    assert Library(packs=[root], plugins=()).set("thu/xa/2021").modelled == 1

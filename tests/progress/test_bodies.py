"""The register of bodies: every measure has one, ministries merged on 01/03/2025, packs of provinces override."""

from __future__ import annotations

from pathlib import Path

import pytest

import ntmrules
from ntmrules.catalog.bodies import read_bodies
from ntmrules.catalog.pack import Pack
from ntmrules.errors import CatalogError

LIBRARY = ntmrules.Library(plugins=())
NATION = LIBRARY.catalogue.packs[0]


def test_every_measure_of_the_shipped_sets_points_to_a_body() -> None:
    bodies = read_bodies(LIBRARY.catalogue.packs, LIBRARY.catalogue.measures)
    for day in ("2021-01-01", "2023-10-31", "2025-03-01", "2026-06-30"):
        for measure in LIBRARY.catalogue.measures:
            found = bodies.responsible(measure, day)
            assert found is not None, measure
            assert found.ministry is not None, measure
            assert found.department is not None, measure
            for body in (found.ministry, found.department):
                assert str(body.from_ or "") <= day <= str(body.to or "9999"), measure


def test_ministries_and_departments_merged_in_march_2025() -> None:
    bodies = read_bodies(LIBRARY.catalogue.packs, LIBRARY.catalogue.measures)
    for day, ministry, department in (
        ("2025-02-28", "Bộ Giao thông vận tải", "Sở Giao thông vận tải"),
        ("2025-03-01", "Bộ Xây dựng", "Sở Xây dựng"),
    ):
        found = bodies.responsible("ty-le-duong-xa-cung-hoa", day)
        assert found is not None
        assert found.ministry is not None
        assert found.department is not None
        assert (found.ministry.name.vi, found.department.name.vi) == (ministry, department)


def pack(tmp: Path, text: str) -> Pack:
    (tmp / "pack.yaml").write_text(
        'id: quang-ninh\nname: {vi: Quảng Ninh, en: Quang Ninh}\nterritory: [{list: "2004", province: quang-ninh}]\n',
        "utf-8",
    )
    (tmp / "bodies.yaml").write_text(text, "utf-8")
    return Pack(tmp)


OWN = """bodies:
  - {id: so-giao-thong-xay-dung, level: tinh, name: {vi: Sở Giao thông - Xây dựng, en: Department of Transport and Construction}}
fields:
  - id: giao-thong
    department:
      - {body: so-giao-thong-xay-dung}
"""


def test_the_pack_of_a_province_names_its_own_department_and_leaves_the_ministry(tmp_path: Path) -> None:
    bodies = read_bodies([NATION, pack(tmp_path, OWN)], LIBRARY.catalogue.measures)
    here = bodies.responsible("ty-le-duong-xa-cung-hoa", "2023-10-31", ("2004", "quang-ninh"))
    there = bodies.responsible("ty-le-duong-xa-cung-hoa", "2023-10-31", ("2004", "an-giang"))
    assert here is not None
    assert here.department is not None
    assert here.ministry is not None
    assert here.department.name.vi == "Sở Giao thông - Xây dựng"
    assert here.ministry.name.vi == "Bộ Giao thông vận tải"
    assert there is not None
    assert there.department is not None
    assert there.department.name.vi == "Sở Giao thông vận tải"


def test_a_former_province_and_the_one_of_today_with_its_name_have_each_their_own_bodies(tmp_path: Path) -> None:
    former, today = tmp_path / "former", tmp_path / "today"
    for folder, list_, name in ((former, "2004", "Sở cũ"), (today, "2025", "Sở mới")):
        folder.mkdir()
        pack(folder, OWN.replace("Sở Giao thông - Xây dựng", name))
        head = (folder / "pack.yaml").read_text("utf-8")
        (folder / "pack.yaml").write_text(head.replace('"2004"', f'"{list_}"'), "utf-8")
    bodies = read_bodies([NATION, Pack(former), Pack(today)], LIBRARY.catalogue.measures)
    for list_, name in (("2004", "Sở cũ"), ("2025", "Sở mới")):
        found = bodies.responsible("ty-le-duong-xa-cung-hoa", "2025-10-31", (list_, "quang-ninh"))
        assert found is not None
        assert found.department is not None
        assert found.department.name.vi == name


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("body: so-giao-thong-xay-dung}", "body: so-giao-thong-xay-dun}", "so-giao-thong-xay-dung"),
        ("level: tinh", "level: tinhh", "tinh"),
        ("fields:", "field:", "fields"),
        ("    department:", "    measures: [khong-co]\n    department:", "khong-co"),
        (
            "      - {body: so-giao-thong-xay-dung}",
            "      - {body: so-xay-dung}\n      - {body: so-y-te}",
            "hai cơ quan",
        ),
    ],
)
def test_a_wrong_word_is_an_error(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(CatalogError) as caught:
        read_bodies([NATION, pack(tmp_path, OWN.replace(old, new))], LIBRARY.catalogue.measures)
    assert said in caught.value.text("vi")

"""Names that mean nothing, and figures of the wrong kind, are refused wherever a rulebook is made, also without lint."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ntmrules import CatalogError, Library

PACKS = Path(__file__).parent / "packs"
SCALE, BY_GROUP = "S26-bonus-least-and-deduction", "S37-relative-by-group"
RAISED, ZONES = "S48-raised-for-some-zones-and-years", "S33-annexes-years-and-groups"
SHARE, KINDS, FACT = "S20-share-of-the-indicators", "S43-every-plain-kind", "xa-an-toan-khu-huyen-ngheo"
POINTS, EVERY = "mau/diem-thuong", "mau/cac-loai"
OTHER, VERBS = "S19-against-another-measure", "S44-every-verb"

# pack, file, what is right, the slip, the set asked for, the code, the word that is meant (or nothing near)
SLIPS = [
    (SCALE, "diem-thuong/01-diem.yaml", "measure: so-vi-pham-mau", f"measure: {FACT}", POINTS, "NTM168", ""),
    (SCALE, "diem-thuong/01-diem.yaml", "measure: so-vi-pham-mau", "measure: so-vi-pham-mua", POINTS, "NTM167",
     "so-vi-pham-mau"),
    (SCALE, "diem-thuong/01-diem.yaml", "measure: mo-hinh-mau", f"measure: {FACT}", POINTS, "NTM168", ""),
    (SCALE, "diem-thuong/01-diem.yaml", "measure: ty-le-duong-mau", f"measure: {FACT}", POINTS, "NTM168", ""),
    (SCALE, "diem-thuong/01-diem.yaml", "measure: diem-tong-mau", f"measure: {FACT}", POINTS, "NTM168", ""),
    (BY_GROUP, "a/01.yaml", "zone: v2}]", "zone: v2x}]", "mau/a", "NTM161", "v2"),
    (BY_GROUP, "a/01.yaml", "measure: thu-nhap-binh-quan-dau-nguoi", "measure: thu-nhap-binh-quan-dau-nguoii", "mau/a", "NTM167",
     "thu-nhap-binh-quan-dau-nguoi"),
    (BY_GROUP, "pack.yaml", "area: v1,", "area: v1x,", "mau/a", "NTM161", "v1"),
    (BY_GROUP, "pack.yaml", "otherwise: v3", "otherwise: v33", "mau/a", "NTM161", "v3"),
    (ZONES, "pack.yaml", "measure: ty-le-dtts,", "measure: ty-le-dts,", "mau/a", "NTM167", "ty-le-dtts"),
    (ZONES, "pack.yaml", "fact: ven-bien", "fact: ven-bienn", "mau/a", "NTM162", "ven-bien"),
    (ZONES, "pack.yaml", "scheme: mau-nhom", "scheme: mau-nhomm", "mau/a", "NTM160", "mau-nhom"),
    (ZONES, "a/set.yaml", "scheme: mau-nhom", "scheme: mau-nhomm", "mau/a", "NTM160", "mau-nhom"),
    (ZONES, "a/01.yaml", "area: n1, value: 22", "area: n11, value: 22", "mau/a", "NTM161", "n1"),
    (RAISED, "overrides/x.yaml", "area: v2, value: 90", "area: v2x, value: 90", "vn/xa-ntm-kieu-mau", "NTM161", "v2"),
    (RAISED, "overrides/x.yaml", "year: 2024, area: v1", "year: 2024, area: v11", "vn/xa-ntm", "NTM161", "v1"),
    (SHARE, "du-phan-lon/01-viec.yaml", 'mandatory: ["1.1"]', 'mandatory: ["1.11"]', "mau/du-phan-lon", "NTM195", "1.1"),
    (BY_GROUP, "a/01.yaml", "zone: v2}]", "zone: nhom-2}]", "mau/a", "NTM161", "v2"),
    (RAISED, "overrides/x.yaml", "year: 2024, value: 90", "area: nhom-2, value: 90", "vn/xa-ntm", "NTM161", "v1"),
    (RAISED, "overrides/x.yaml", "year: 2024, value: 90", "area: dong-nam-bo, value: 90", "vn/xa-ntm", "NTM161",
     "dong-bang-song-cuu-long"),
    (OTHER, "thu-chi/01-ngan-sach.yaml", "base: ", "base: x", "mau/thu-chi", "NTM167", ""),
    (KINDS, "a/01-cac-loai.yaml", "measure: so-vu, threshold", f"measure: {FACT}, threshold", EVERY, "NTM168", ""),
    (KINDS, "a/01-cac-loai.yaml", "kind: none_of, measure: so-vu", f"kind: none_of, measure: {FACT}", EVERY, "NTM168", ""),
    (VERBS, "overrides/xa.yaml", "parts: [nam, nu]", "parts: [nam, nuu]", "vn/xa-ntm", "NTM169", ""),
]  # fmt: skip


@pytest.mark.parametrize(("pack", "file", "right", "slip", "asked", "code", "near"), SLIPS,
                         ids=[f"{each[1]}: {each[3]}" for each in SLIPS])  # fmt: skip
def test_a_name_that_means_nothing_is_refused_when_the_rulebook_is_made(
    tmp_path: Path, pack: str, file: str, right: str, slip: str, asked: str, code: str, near: str
) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(PACKS / pack, folder)
    path = folder / file
    text = path.read_text("utf-8")
    assert right in text
    path.write_text(text.replace(right, slip, 1), "utf-8")
    with pytest.raises(CatalogError) as caught:
        Library(packs=[folder], plugins=()).rulebook(asked, on="2024-06-01", province="2004:an-giang")
    told = caught.value.problems
    assert [each.code for each in told] == [code] * len(told)
    assert all(each.where and each.expected and each.remedy for each in told)
    line = text[: text.index(right)].count("\n") + 1
    if told[0].identity != "NTM161.nobody":  # told of the entry as a whole
        assert f"{file}:{line}:" in told[0].where
    assert not near or near in told[0].remedy + told[0].expected

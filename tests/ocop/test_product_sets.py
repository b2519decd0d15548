"""One product set however it is written; what means none, or several, is an error with what was perhaps meant."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from ntmrules.errors import FiguresError, Problem
from ntmrules.ocop.product_set import ProductSets

from .made import VERBS

SETS = ProductSets.of(*(VERBS.sheets(stage) for stage in VERBS.stages))


@pytest.mark.parametrize(
    "word",
    ["11", "11.0", "11,0", "011", "１１", "Bộ sản phẩm số 11", "bộ 11", "Bộ 11.", "BO SAN PHAM 11", "phiếu số 11", "set 11",
     "chè", "Chè", unicodedata.normalize("NFD", "Bộ sản phẩm chè"), "chè tươi, chè chế biến", "che tuoi, che che bien",
     "11. Chè tươi, chè chế biến", "Bộ 11: chè", "11 (Chè tươi)", "fresh and processed tea"],
)  # fmt: skip
def test_every_way_to_write_one_set_is_that_set(word: str) -> None:
    assert SETS.find(word) == 11


@pytest.mark.parametrize(
    ("word", "identity", "said"),
    [
        ("99", "NTM583.sheet", "'99'"),
        ("0", "NTM583.sheet", "'0'"),
        ("11.5", "NTM583.sheet", "'11.5'"),
        ("-11", "NTM583.sheet", "'-11'"),
        ("11-12", "NTM583.sheet", "'11-12'"),
        ("11, 12", "NTM583.sheet", "'11, 12'"),
        ("1e1", "NTM583.sheet", "'1e1'"),
        ("trà sữa", "NTM583.sheet", "'trà sữa'"),
        ("mật ong", "NTM583.set-which", "4. Mật ong"),
        ("che", "NTM583.set-which", "11. Chè tươi"),
        ("bộ 12: chè", "NTM583.set-differs", "12. Sản phẩm trà"),
        ("...", "NTM583.sheet", "'...'"),
        ("bộ", "NTM583.sheet", "'bộ'"),
    ],
)
def test_what_is_no_set_or_may_be_several_is_refused(word: str, identity: str, said: str) -> None:
    found = SETS.find(word)
    assert isinstance(found, Problem)
    assert found.identity == identity
    assert said in found.told("vi")


def test_a_slip_is_asked_about() -> None:
    found = SETS.find("cà phe")
    assert isinstance(found, Problem)
    assert "Cà phê" in found.part("remedy", "vi")
    for word in ("chè xanh", "chè xanhh"):
        near = SETS.find(word)
        assert isinstance(near, Problem)
        assert near.identity == "NTM583.set-which"
        assert "11. Chè tươi" in near.told("vi")


def listed(path: Path, *cells: str) -> Path:
    lines = [f'Sản phẩm {place},HTX {place},3,01/06/2024,"{cell}"' for place, cell in enumerate(cells)]
    path.write_text("\n".join(["sản phẩm,chủ thể,sao,ngày quyết định,bộ", *lines]) + "\n", "utf-8")
    return path


def test_a_portfolio_counts_one_set_once_and_refuses_every_other_word(tmp_path: Path) -> None:
    same = listed(tmp_path / "a.csv", "11", "11.0", "Bộ sản phẩm số 11", "bộ 11", "chè", "")
    assert VERBS.portfolio(same, on="2024-12-31").by_sheet() == {11: 5, None: 1}
    with pytest.raises(FiguresError) as error:
        VERBS.portfolio(listed(tmp_path / "b.csv", "11", "99", "cà phe"), on="2024-12-31")
    assert [(each.code, each.where) for each in error.value.problems] == [
        ("NTM583", "b.csv:3:5"),
        ("NTM583", "b.csv:4:5"),
    ]

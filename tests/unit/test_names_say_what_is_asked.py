"""A measure is known by its name in forms and headings, so the name says what its question asks."""

from __future__ import annotations

import re

import pytest

from ntmrules import Library, read_figures
from ntmrules.errors import FiguresError

CATALOGUE = Library(plugins=()).catalogue
MEAN = re.compile(r"bình quân|trung bình")
YEARS = re.compile(r"(\d+|hai|ba|bốn|năm) năm liền")


def test_a_mean_over_years_is_named_as_one() -> None:
    asked = [each for each in CATALOGUE.measures.values() if each.question is not None]
    means = [each for each in asked if MEAN.search(each.question.vi) and YEARS.search(each.question.vi)]
    assert "toc-do-tang-doanh-nghiep-ho-kinh-doanh-moi" in {each.id for each in means}
    for each in means:
        assert MEAN.search(each.name.vi), each.id
        assert YEARS.search(each.name.vi)[0] == YEARS.search(each.question.vi)[0], each.id  # type: ignore[index]
        assert "mean" in each.name.en.casefold(), each.id
        assert "mean" in each.question.en or "average" in each.question.en, each.id


def test_the_growth_of_one_year_is_not_read_as_the_mean_of_two(tmp_path) -> None:
    book = Library(plugins=()).rulebook("vn/xa-ntm/2026", on="2026-10-15", province="Quảng Ninh", area="nhom-2")
    path = tmp_path / "xa.csv"
    path.write_text('Tên xã,"Tốc độ tăng doanh nghiệp, hộ kinh doanh thành lập mới"\nxã Mẫu,12\n', encoding="utf-8")
    with pytest.raises(FiguresError, match="NTM503"):
        read_figures(path, rulebook=book)

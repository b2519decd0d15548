"""Levels that are read from a national text and laid over the catalogue are never called a province's."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntmrules import Library
from ntmrules.authoring.annex.importing import import_annex
from ntmrules.authoring.annex.pack import write_pack
from ntmrules.cli import run

AREAS = [
    "Trung du miền núi phía Bắc", "Đồng bằng sông Hồng", "Bắc Trung Bộ", "Duyên hải Nam Trung Bộ", "Tây Nguyên",
    "Đông Nam Bộ", "Đồng bằng sông Cửu Long",
]  # fmt: skip


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("view", ["summary", "unmet", "full"])
def test_an_imported_national_text_is_not_the_provinces(lang: str, view: str, tmp_path: Path, capsys) -> None:
    rows = [
        ["TT", "Tên tiêu chí", "Nội dung tiêu chí", *AREAS],
        ["11", "Nghèo đa chiều", "11.1. Tỷ lệ nghèo đa chiều", *["≤ 4%"] * 7],
    ]
    (tmp_path / "a.csv").write_text("\n".join(map(";".join, rows)), encoding="utf-8")
    found = import_annex(
        Library(plugins=()).catalogue, tmp_path / "a.csv", "vn/xa-ntm-nang-cao/2021", "318/QĐ-TTg", "thử",
        kind="gazette", checked_on="2026-11-29",
    )  # fmt: skip
    write_pack(found.files, tmp_path / "goi")
    (tmp_path / "xa.csv").write_text("xã;11.1\nxã Hà Lâu;5\n", encoding="utf-8")
    words = [
        "evaluate",
        str(tmp_path / "xa.csv"),
        "--set",
        "xa-ntm-nang-cao",
        "--on",
        "2023-06-30",
        "--province",
        "quang-ninh",
    ]
    run([*words, "--pack", str(tmp_path / "goi"), "--no-plugins", "--view", view, "--lang", lang])
    said = capsys.readouterr().out
    assert {"vi": "Mức lấy từ văn bản đã đọc", "en": "Levels read from the text itself"}[lang] in said
    assert {"vi": "Quy định của tỉnh đang áp dụng", "en": "Provincial decisions in use"}[lang] not in said
    own = [
        line
        for line in said.splitlines()
        if {"vi": "Bổ sung từ văn bản", "en": "Completed from the text"}[lang] in line
    ]
    assert all({"vi": "trung ương", "en": "national"}[lang] not in line for line in own)
    assert own or view == "summary" or view == "unmet"

"""README and the first page of the docs show each way in, in both languages, by pictures that are there and small."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
WAYS = ("command", "form", "page", "report")
NAMES = {f"{way}-{lang}.png" for way in WAYS for lang in ("vi", "en")}


def test_there_is_one_picture_for_each_way_and_language_and_no_other() -> None:
    assert {path.name for path in PICTURES.iterdir()} == NAMES


@pytest.mark.parametrize("name", sorted(NAMES))
def test_it_is_a_small_picture(name: str) -> None:
    data = (PICTURES / name).read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert data[-8:-4] == b"IEND"
    assert 600 <= int.from_bytes(data[16:20]) <= 1100
    assert len(data) < 150_000


@pytest.mark.parametrize(("page", "folder"), [("README.md", "docs/pictures"), ("docs/index.md", "pictures")])
def test_each_stands_where_people_begin(page: str, folder: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert {name for name in NAMES if f"({folder}/{name})" in text} == NAMES

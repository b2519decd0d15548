"""What a wheel carries of the catalogue, already read: the same as its files say, and never what they said before."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from ntmrules.catalog import cache, pack
from ntmrules.catalog.digest import canonical
from ntmrules.catalog.ocop import OcopTexts
from ntmrules.catalog.pack import Pack, catalog_root
from ntmrules.catalog.shipped import fill
from ntmrules.model.sets import Criterion

SET = "vn/xa-ntm/2021"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("as-read")
    fill(folder, catalog_root())
    return folder


@pytest.fixture
def shipped(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the catalogue elsewhere, as it lies in an installed wheel, beside what is shipped with it; nothing else kept."""
    shutil.copytree(catalog_root(), tmp_path / "catalogs")
    shutil.copytree(filled, tmp_path / "as-read")
    monkeypatch.setattr(cache, "SHIPPED", tmp_path / "as-read")
    monkeypatch.setenv("NTMRULES_CACHE", "off")
    return tmp_path / "catalogs"


def test_nothing_of_an_installed_catalogue_is_parsed(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nation = Pack(catalog_root(), "vn")
    texts = OcopTexts([nation])
    wholes = {each.id: each for each in nation.sets()}
    monkeypatch.setattr(pack, "read_document", lambda *_: pytest.fail("a file was parsed"))
    monkeypatch.setattr("ntmrules.catalog.ocop.read_document", lambda *_: pytest.fail("a file was parsed"))
    installed = Pack(shipped, "vn")
    registers = ("decisions", "measures", "sources", "schemes", "provinces", "headers")
    assert all(getattr(installed, each) == getattr(nation, each) for each in registers)
    assert {each.id: each for each in installed.sets()} == wholes
    there = OcopTexts([installed])
    assert there.stages == texts.stages
    assert [there.sheets(each) for each in there.stages] == [texts.sheets(each) for each in texts.stages]


def income(root: Path) -> Criterion:
    return next(each for each in Pack(root, "vn").load(SET).criteria if each.id == "10")


@pytest.mark.parametrize(
    ("old", "new"), [('id: "10.1"', 'id: "10.9"'), ("vi: Thu nhập", "vi: Thu nhạp"), ("value: 48", "value: 47")]
)
def test_files_that_say_something_else_than_what_is_shipped_hold(shipped: Path, old: str, new: str) -> None:
    """Also where size and time of the file are what they were."""
    as_shipped = income(shipped)
    (path,) = (shipped / "national" / "xa-ntm-2021").glob("10-thu-nhap.yaml")
    text, before = path.read_text(encoding="utf-8"), path.stat()
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert new.partition(": ")[2].strip('"') in canonical(income(shipped))
    assert income(shipped) != as_shipped


@pytest.mark.parametrize("how", ["a comment", "another name"])
def test_files_that_lie_otherwise_are_read_again(shipped: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    as_shipped = income(shipped)
    (path,) = (shipped / "national" / "xa-ntm-2021").glob("10-thu-nhap.yaml")
    if how == "another name":
        path.rename(path.with_name("10-khac.yaml"))
    else:
        path.write_text(path.read_text(encoding="utf-8") + "# a comment\n", encoding="utf-8")
    parsed: list[str] = []
    real = pack.read_document
    monkeypatch.setattr(pack, "read_document", lambda path, name: (parsed.append(name), real(path, name))[1])
    assert income(shipped) == as_shipped
    assert any("10-" in each for each in parsed)


def test_what_is_shipped_is_not_taken_by_other_code(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [shipped / "measures.yaml"]
    nation = Pack(shipped, "vn")
    name = nation.entry("index", files)
    monkeypatch.setattr(cache, "_code", lambda: "other code")
    assert nation.entry("index", files) != name


def test_a_pack_of_another_name_is_another_entry(shipped: Path) -> None:
    files = [shipped / "measures.yaml"]
    assert Pack(shipped, "vn").entry("index", files) != Pack(shipped, "other").entry("index", files)


@pytest.mark.parametrize("damage", ["cut off", "another entry", "one byte", "gone"])
def test_a_damaged_entry_is_passed_over(shipped: Path, damage: str) -> None:
    whole = Pack(shipped, "vn").load(SET)
    entries = sorted(cache.SHIPPED.iterdir())
    raws = [each.read_bytes() for each in entries]
    for entry, raw, other in zip(entries, raws, [*raws[1:], raws[0]], strict=True):
        match damage:
            case "cut off":
                entry.write_bytes(raw[:-3])
            case "another entry":
                entry.write_bytes(other)
            case "one byte":
                entry.write_bytes(raw.replace(b"80", b"90"))
            case _:
                entry.unlink()
    assert Pack(shipped, "vn").load(SET) == whole

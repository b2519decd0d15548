"""The cache of read files: never stale, never an entry that is not ours, off when told so."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest
from made import MEASURES, attained, criterion, indicator, made_set

from ntmrules.catalog import cache
from ntmrules.catalog.pack import Pack
from ntmrules.model.text import Text
from ntmrules.testing import write_pack
from ntmrules.testing.write import yaml_text

WHOLE = made_set(criterion("1", indicator("1.1", attained())))


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("NTMRULES_CACHE", str(folder))
    return folder


@pytest.fixture
def pack(tmp_path: Path, kept: Path) -> Path:
    return write_pack(tmp_path / "pack", [WHOLE], registers={"measures": MEASURES}).root


class Opener:
    """What a hostile entry would hold: it runs a command when it is unpickled."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.target),)


def test_a_second_reading_takes_what_the_first_one_kept(
    pack: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Pack(pack).load(WHOLE.id)
    assert list(kept.glob("*.bin"))
    monkeypatch.setattr("ntmrules.catalog.pack.read_document", lambda *_: pytest.fail("a file was read again"))
    assert Pack(pack).load(WHOLE.id) == first


def test_a_changed_file_is_read_again(pack: Path) -> None:
    assert Pack(pack).load(WHOLE.id).criteria[0].name.vi == "Tiêu chí 1"
    path = next(pack.glob("national/*/1.yaml"))
    path.write_text(path.read_text(encoding="utf-8").replace("Tiêu chí 1", "Tiêu chí một"), encoding="utf-8")
    assert Pack(pack).load(WHOLE.id).criteria[0].name.vi == "Tiêu chí một"


def test_a_change_that_keeps_the_size_is_seen_by_its_time(pack: Path) -> None:
    Pack(pack).load(WHOLE.id)
    path = next(pack.glob("national/*/1.yaml"))
    before = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("Tiêu chí 1", "Tiêu chí 9"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + 1_000_000))
    assert path.stat().st_size == before.st_size
    assert Pack(pack).load(WHOLE.id).criteria[0].name.vi == "Tiêu chí 9"


def test_a_new_or_removed_file_is_noticed(pack: Path) -> None:
    Pack(pack).load(WHOLE.id)
    folder = next(pack.glob("national/*"))
    second = criterion("2", indicator("2.1", attained()))
    from ntmrules.catalog.structure import dump

    (folder / "2.yaml").write_text(yaml_text(dump(second)), encoding="utf-8")
    assert [each.id for each in Pack(pack).load(WHOLE.id).criteria] == ["1", "2"]
    (folder / "2.yaml").unlink()
    assert [each.id for each in Pack(pack).load(WHOLE.id).criteria] == ["1"]


def test_an_entry_that_would_run_something_is_refused_and_read_anew(pack: Path, kept: Path, tmp_path: Path) -> None:
    whole = Pack(pack).load(WHOLE.id)
    target = tmp_path / "was-run"
    for path in kept.glob("*.bin"):
        path.write_bytes(pickle.dumps(Opener(target)))
    assert Pack(pack).load(WHOLE.id) == whole
    assert not target.exists()


@pytest.mark.parametrize("raw", [b"", b"rubbish", b"\x80\x05", pickle.dumps(print), pickle.dumps({"a": eval})])
def test_an_entry_that_is_not_ours_counts_as_not_there(kept: Path, raw: bytes) -> None:
    kept.mkdir()
    (kept / "name.bin").write_bytes(raw)
    assert cache.load("name") is None


def test_an_entry_of_the_model_is_given_back(kept: Path) -> None:
    cache.save("name", (Text("một", "one"), 3))
    assert cache.load("name") == (Text("một", "one"), 3)


@pytest.mark.parametrize("word", ["off", "OFF"])
def test_off_keeps_and_reads_nothing(pack: Path, kept: Path, monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    Pack(pack).load(WHOLE.id)
    for path in kept.glob("*.bin"):
        path.unlink()
    monkeypatch.setenv("NTMRULES_CACHE", word)
    assert cache.directory() is None
    assert Pack(pack).load(WHOLE.id).id == WHOLE.id
    assert not list(kept.glob("*"))


def test_a_cache_that_cannot_be_written_is_no_error(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    monkeypatch.setenv("NTMRULES_CACHE", str(blocked / "inside"))
    assert Pack(pack).load(WHOLE.id).id == WHOLE.id

"""The cache of read files: never stale, never an entry that is not ours, off when told so."""

from __future__ import annotations

import errno
import hashlib
import os
import pickle
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from kept_shapes import ANYTHING
from made import MEASURES, attained, criterion, indicator, made_set

from ntmrules.catalog import cache
from ntmrules.catalog import kept as kept_format
from ntmrules.catalog.pack import Pack, catalog_root
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


def test_a_change_that_keeps_size_and_time_is_seen(pack: Path) -> None:
    Pack(pack).load(WHOLE.id)
    path = next(pack.glob("national/*/1.yaml"))
    before = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("Tiêu chí 1", "Tiêu chí 9"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
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


def crafted(code: str) -> bytes:
    """A pickle that walks from a class of the model to ``exec`` by a dotted name (cases/faults/cache_code_execution)."""

    def text(word: str) -> bytes:
        return b"X" + len(word.encode()).to_bytes(4, "little") + word.encode()

    def named(name: str) -> bytes:
        return (
            b"".join(b"\x8c" + bytes([len(word)]) + word.encode() for word in ("ntmrules.model.figures", name))
            + b"\x93"
        )

    walk = "Entry.usable.fget.__globals__"
    builtins = named(f"{walk}.get") + text("__builtins__") + b"\x85R"
    execute = named(f"{walk}.__class__.get") + builtins + text("exec") + b"\x86R"
    return b"\x80\x04" + execute + text(code) + b"\x85R."


def test_cache_code_execution_a_dotted_name_out_of_the_model_runs_nothing(
    pack: Path, kept: Path, tmp_path: Path
) -> None:
    whole = Pack(pack).load(WHOLE.id)
    target = tmp_path / "was-run"
    hostile = crafted(f"__import__('os').mkdir({str(target)!r})")
    files = list(kept.glob("*.bin"))
    assert len(files) == 2
    for path in files:
        # alone, and behind a head that names the entry and the digest as ours does
        head = f"ntmrules-cache-1 {path.stem} {hashlib.sha256(hostile).hexdigest()}\n".encode()
        for raw in (hostile, head + hostile):
            path.write_bytes(raw)
            assert Pack(pack).load(WHOLE.id) == whole
    assert not target.exists()


def entry(name: str, body: str) -> bytes:
    return f"ntmrules-cache-1 {name} {hashlib.sha256(body.encode()).hexdigest()}\n{body}".encode()


@pytest.mark.parametrize(
    "body",
    [
        "[]",
        "{}",
        "[" * 100_000,
        '{"classes":[["os.system",[]]],"rows":[[4,"true"]],"top":[0]}',
        '{"classes":[["text.Text.__init__",[]]],"rows":[[4]],"top":[0]}',
        '{"classes":[["text.Text",["vi"]]],"rows":[[4,"x"]],"top":[0]}',
        '{"classes":[["text.Text",["vi","en"]]],"rows":[[4,"x"]],"top":[0]}',
        '{"classes":[["evidence.Confidence",[]]],"rows":[[4,"no such word"]],"top":[0]}',
        '{"classes":[],"rows":[[3,"no number"]],"top":[0]}',
        '{"classes":[],"rows":[[99]],"top":[0]}',
        '{"classes":[],"rows":[[0,[7]]],"top":[0]}',
        '{"classes":[],"rows":[[2,[0],"x"]],"top":[0]}',
        '{"classes":[],"rows":[[1],[2,[0],"x"]],"top":[1]}',
    ],
)
def test_an_entry_with_the_right_head_and_a_wrong_body_counts_as_not_there(kept: Path, body: str) -> None:
    kept.mkdir(mode=0o700)
    (kept / "name.bin").write_bytes(entry("name", body))
    assert cache.load("name", ANYTHING) is None


def test_an_entry_under_another_name_or_cut_short_counts_as_not_there(kept: Path) -> None:
    cache.save("one", ("một", 1))
    raw = (kept / "one.bin").read_bytes()
    (kept / "two.bin").write_bytes(raw)
    assert cache.load("two", ANYTHING) is None
    (kept / "one.bin").write_bytes(raw[:-1])
    assert cache.load("one", ANYTHING) is None


posix = pytest.mark.skipif(not hasattr(os, "getuid"), reason="owners and modes are those of POSIX")


@posix
@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_others_may_write_is_not_read(kept: Path, what: str) -> None:
    cache.save("one", ("một", 1))
    assert cache.load("one", ANYTHING) == ("một", 1)
    (kept if what == "folder" else kept / "one.bin").chmod(0o777)
    assert cache.load("one", ANYTHING) is None


@posix
def test_nothing_is_kept_in_a_folder_that_others_may_write(kept: Path) -> None:
    kept.mkdir()
    kept.chmod(0o777)
    cache.save("one", ("một", 1))
    assert not list(kept.iterdir())


@posix
def test_a_link_or_a_pipe_in_the_place_of_an_entry_is_not_read(kept: Path, tmp_path: Path) -> None:
    cache.save("one", ("một", 1))
    (kept / "one.bin").rename(tmp_path / "elsewhere")
    (kept / "one.bin").symlink_to(tmp_path / "elsewhere")
    assert cache.load("one", ANYTHING) is None
    (kept / "one.bin").unlink()
    os.mkfifo(kept / "one.bin")
    assert cache.load("one", ANYTHING) is None


@posix
def test_a_file_of_another_owner_is_not_read(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.save("one", ("một", 1))
    monkeypatch.setattr(os, "getuid", lambda: kept.stat().st_uid + 1)
    assert cache.load("one", ANYTHING) is None


def test_a_disk_that_fills_up_leaves_no_half_entry_and_no_error(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> object:
        raise OSError(errno.ENOSPC, "no space left on device")

    kept.mkdir(mode=0o700)
    monkeypatch.setattr(Path, "replace", full)
    cache.save("one", ("một", 1))
    assert not list(kept.iterdir())


def test_what_a_killed_process_left_is_not_read_and_goes(kept: Path) -> None:
    kept.mkdir(mode=0o700)
    left = kept / "half.tmp"
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    cache.save("one", ("một", 1))
    assert [path.name for path in kept.iterdir()] == ["one.bin"]


def test_entries_do_not_pile_up(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_MOST_ENTRIES", 6)
    for number in range(20):
        cache.save(f"entry-{number}", (str(number),))
        os.utime(kept / f"entry-{number}.bin", (1_000_000 + number, 1_000_000 + number))
        assert len(list(kept.glob("*.bin"))) <= 6
    left = sorted(int(path.stem.partition("-")[2]) for path in kept.glob("*.bin"))
    assert left == list(range(left[0], 20))  # the newest stay
    assert cache.load("entry-19", ANYTHING) == ("19",)


def test_nothing_but_entries_goes(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_MOST_ENTRIES", 2)
    kept.mkdir(mode=0o700)
    (kept / "notes.txt").write_text("a person's own", encoding="utf-8")
    for number in range(8):
        cache.save(f"entry-{number}", (str(number),))
    assert (kept / "notes.txt").is_file()


RUN = (
    "import os, resource, signal, sys; from pathlib import Path; from ntmrules.catalog.pack import Pack; "
    "BEFORE; print(Pack(Path(sys.argv[1])).load(sys.argv[2]).criteria[0].id)"
)


def run_with(before: str, pack: Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-c", RUN.replace("BEFORE", before), str(pack), WHOLE.id]
    return subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)


@posix
def test_a_run_that_is_killed_while_it_writes_leaves_nothing_that_is_read(pack: Path, kept: Path) -> None:
    before = set(kept.glob("*"))
    killed = run_with("Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)", pack)
    assert killed.returncode == -9
    assert [path.suffix for path in set(kept.iterdir()) - before] == [".tmp"]
    assert run_with("pass", pack).stdout.strip() == "1"
    assert {path.suffix for path in kept.iterdir()} == {".tmp", ".bin"}
    assert Pack(pack).load(WHOLE.id).criteria[0].id == "1"


@posix
@pytest.mark.parametrize("room", [0, 100, 4000])
def test_a_disk_without_room_is_no_error_and_leaves_no_half_entry(pack: Path, kept: Path, room: int) -> None:
    limited = run_with(f"resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))", pack)
    assert (limited.returncode, limited.stdout.strip(), limited.stderr) == (0, "1", "")
    assert not list(kept.glob("*.tmp"))
    assert all(cache.load(path.stem, ANYTHING) is not None for path in kept.glob("*.bin"))


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.ENOSPC, errno.EDQUOT])
def test_a_folder_that_takes_no_file_is_no_error(
    number: int, pack: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> object:
        raise OSError(number, os.strerror(number))

    before = set(kept.glob("*"))
    monkeypatch.setattr(tempfile, "mkstemp", refused)
    assert Pack(pack).load(WHOLE.id).criteria[0].id == "1"
    assert set(kept.glob("*")) == before


@posix
def test_the_folder_and_the_entries_are_for_their_owner_alone(pack: Path, kept: Path) -> None:
    Pack(pack).load(WHOLE.id)
    assert kept.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in kept.iterdir()} == {0o600}


def test_two_first_runs_at_once_both_read_the_same(pack: Path, kept: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from ntmrules.catalog.pack import Pack; "
        "print(Pack(Path(sys.argv[1])).load(sys.argv[2]).criteria[0].id)"
    )
    runs = [
        subprocess.Popen([sys.executable, "-c", code, str(pack), WHOLE.id], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert [run.communicate(timeout=120)[0].strip() for run in runs] == ["1"] * 3
    assert not list(kept.glob("*.tmp"))
    assert Pack(pack).load(WHOLE.id).criteria[0].id == "1"


@pytest.mark.parametrize("name", ["NTMRULES_CACHE", "XDG_CACHE_HOME", "HOME"])
def test_a_relative_folder_makes_none_where_one_stands(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    if sys.platform == "win32":
        pytest.skip("the names are those of POSIX")
    stand = tmp_path / "stand"
    stand.mkdir()
    monkeypatch.chdir(stand)
    for other in ("NTMRULES_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(other, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv(name, "my-cache")
    assert Pack(pack).load(WHOLE.id).id == WHOLE.id
    assert not list(stand.iterdir())


def test_every_set_of_the_catalogue_is_given_back_as_it_was() -> None:
    nation = Pack(catalog_root(), "vn")
    for whole in nation.sets():
        assert kept_format.read(kept_format.written(whole).encode(), ANYTHING) == whole
    registers = (nation.decisions, nation.measures, nation.sources, nation.provinces, nation.overrides)
    assert kept_format.read(kept_format.written(registers).encode(), ANYTHING) == registers


def test_what_is_no_class_of_the_model_cannot_be_kept() -> None:
    with pytest.raises(TypeError, match="is no class of the catalogue"):
        kept_format.written((Path("x"),))


@pytest.mark.parametrize("raw", [b"", b"rubbish", b"\x80\x05", pickle.dumps(print), pickle.dumps({"a": eval})])
def test_an_entry_that_is_not_ours_counts_as_not_there(kept: Path, raw: bytes) -> None:
    kept.mkdir(mode=0o700)
    (kept / "name.bin").write_bytes(raw)
    assert cache.load("name", ANYTHING) is None


def test_an_entry_of_the_model_is_given_back(kept: Path) -> None:
    cache.save("name", (Text("một", "one"), 3))
    assert cache.load("name", ANYTHING) == (Text("một", "one"), 3)


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

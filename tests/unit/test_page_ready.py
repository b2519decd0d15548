"""A page takes up Python where its builder left it: modules compiled without what only people read, the rest on a shelf."""

import importlib
import json
import marshal
import sys
import traceback
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import CodeType

import pytest

from ntmrules import Library
from ntmrules.page import host, ready


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    found, path, caches = list(sys.meta_path), list(sys.path), dict(sys.path_importer_cache)
    yield
    sys.meta_path[:], sys.path[:] = found, path
    sys.path_importer_cache.update(caches)
    for name in ("on_a_shelf", "on_a_shelf.inner"):
        sys.modules.pop(name, None)


def test_modules_lie_on_a_shelf() -> None:
    sources = {
        "on_a_shelf/__init__.pyc": "from on_a_shelf.inner import word",
        "on_a_shelf/inner.pyc": "word = __file__",
    }
    files = {name: bytes(16) + marshal.dumps(compile(text, name, "exec")) for name, text in sources.items()}
    head = [[name, len(data)] for name, data in files.items()]
    ready.shelve(json.dumps(head), b"".join(files.values()), "/nowhere")
    found = importlib.import_module("on_a_shelf")
    assert found.word == "/nowhere/on_a_shelf/inner.pyc"
    assert list(found.__path__) == ["/nowhere/on_a_shelf"]


SOURCE = '''
"""What people read."""
import functools

class Kind:
    size: int = 1

@functools.singledispatch
def told(each: object) -> str:
    """Text."""
    return "any"

@told.register
def _(each: int) -> str:
    return "number"

def plain(each: int) -> int:
    return each / 0
'''


def test_a_compiled_module_works_and_carries_no_texts_and_no_lines(tmp_path: Path) -> None:
    given, made = tmp_path / "given.zip", tmp_path / "made.zip"
    with zipfile.ZipFile(given, "w") as archive:
        archive.writestr("on_a_shelf/__init__.py", SOURCE)
        archive.writestr("on_a_shelf/list.csv", "a,b")
    ready.laid(str(given), str(made), str(tmp_path / "root"))
    written = tmp_path / "root" / "on_a_shelf" / "__init__.pyc"
    with zipfile.ZipFile(made) as archive:
        assert archive.namelist() == ["on_a_shelf/__init__.pyc", "on_a_shelf/list.csv"]
        assert archive.read("on_a_shelf/__init__.pyc") == written.read_bytes()
    code = marshal.loads(written.read_bytes()[16:])
    assert isinstance(code, CodeType)
    assert code.co_linetable == b""
    names: dict[str, object] = {"__name__": "a"}
    exec(code, names)
    told, plain, kind = names["told"], names["plain"], names["Kind"]
    assert (told("x"), told(1)) == ("any", "number")  # type: ignore[operator]
    assert (told.__doc__, plain.__annotations__) == (None, {})
    assert kind.__annotations__ == {"size": int}
    with pytest.raises(ZeroDivisionError):
        plain(1)  # type: ignore[operator]


def test_what_is_needed_later_is_named_files_first_and_nothing_is_looked_for_there_any_more(tmp_path: Path) -> None:
    for name in ("json/__init__.pyc", "on_a_shelf/__init__.pyc", "on_a_shelf/inner.pyc", "list.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
    sys.path[:0] = [str(tmp_path), "/lib/python314.zip"]
    assert json.loads(ready.left(str(tmp_path))) == ["list.csv", "on_a_shelf/__init__.pyc", "on_a_shelf/inner.pyc"]
    assert not {str(tmp_path), "/lib/python314.zip"} & set(sys.path)


def test_an_error_in_code_without_lines_says_what_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(traceback, "_get_code_position", traceback._get_code_position)  # type: ignore[attr-defined]
    ready.left(str(tmp_path))
    bare = ready._without_lines(compile("{}['what is missing']", "a", "exec"))
    with pytest.raises(KeyError) as found:
        exec(bare)
    assert "".join(traceback.format_exception(found.value)).splitlines()[-1] == "KeyError: 'what is missing'"


BUNDLE = Library(plugins=()).to_bytes()
MADE = json.dumps({"set": "xa-ntm", "on": "2023-10-31", "province": None})
QUESTIONS = ("about", "units", "form")


def test_a_host_that_was_tried_stands_as_one_that_has_just_started() -> None:
    host.start(BUNDLE, MADE)
    fresh = [host.answer(json.dumps({"ask": each})) for each in QUESTIONS]
    asked: list[str] = []

    def answer(question: str, data: bytes | None = None) -> str | bytes:
        asked.append(json.loads(question)["ask"])
        return host.answer(question, data)

    ready.tried(host.start, answer, BUNDLE, MADE)
    assert list(dict.fromkeys(asked)) == ["form", "warm", "add", "type", "unit"]
    assert [host.answer(json.dumps({"ask": each})) for each in QUESTIONS] == fresh
    stands = vars(host._host)
    assert (stands["units"], stands["notes"], stands["sessions"], stands["found"]) == ([], [], {}, {})


def test_a_host_that_refuses_what_it_is_tried_with_is_not_kept() -> None:
    with pytest.raises(ValueError, match="NTM058"):
        ready.tried(lambda *_: None, lambda *_: '{"problems": [{"code": "NTM058"}], "groups": []}', b"", MADE)

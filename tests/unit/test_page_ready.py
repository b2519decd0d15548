"""A page starts Python from one piece of bytes, and takes what was compiled when it was built where the text is the same."""

import builtins
import importlib
import marshal
import re
import re._compiler as patterns
import sys
from collections.abc import Iterator

import pytest

from ntmrules.page import ready


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    found = list(sys.meta_path)
    yield
    ready._restore()
    sys.meta_path[:] = found
    for name in ("on_a_shelf", "on_a_shelf.inner"):
        sys.modules.pop(name, None)


def test_what_was_noted_is_taken_and_everything_else_is_compiled_as_ever() -> None:
    finish = ready.record()
    compile("made = 6 * 7", "<a>", "exec")
    patterns.compile("(?P<word>[a-z]+)|(\\d)", int(re.IGNORECASE))
    data = finish()
    assert builtins.compile is ready._compile

    code, found = marshal.loads(data)
    assert len(code) == 1
    assert len(found) == 1
    own: list[object] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ready, "_compile", lambda *given, **_: own.append(given[0]) or ready.builtins.object)
        patch.setattr(ready, "_pattern", lambda *given: own.append(given[0]))
        ready.use(data)
        names: dict[str, int] = {}
        exec(compile("made = 6 * 7", "<b>", "exec"), names)
        assert names["made"] == 42
        taken = patterns.compile("(?P<word>[a-z]+)|(\\d)", int(re.IGNORECASE))
        assert taken.fullmatch("ABC")["word"] == "ABC"
        assert own == []
        compile("made = 6 * 8", "<c>", "exec")
        compile("made", "<d>", "eval")
        patterns.compile("(?P<word>[a-z]+)|(\\d)", 0)
        assert own == ["made = 6 * 8", "made", "(?P<word>[a-z]+)|(\\d)"]


def test_modules_lie_on_a_shelf() -> None:
    sources = {
        "on_a_shelf/__init__.pyc": "from on_a_shelf.inner import word",
        "on_a_shelf/inner.pyc": "word = __file__",
    }
    files = {name: bytes(16) + marshal.dumps(compile(text, name, "exec")) for name, text in sources.items()}
    head = [[name, len(data)] for name, data in files.items()]
    ready.shelve(str(head).replace("'", '"'), b"".join(files.values()), "/nowhere")
    found = importlib.import_module("on_a_shelf")
    assert found.word == "/nowhere/on_a_shelf/inner.pyc"
    assert list(found.__path__) == ["/nowhere/on_a_shelf"]

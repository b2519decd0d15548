"""Bytes in the 91 letters of a page come back as they were, by the script of the page itself where there is Node."""

import json
import random
import shutil
import subprocess

import pytest

from ntmrules.docgen.one_file import LETTERS, asset, dense

DRAW = random.Random(91)
GIVEN = [
    b"",
    b"\x00",
    b"\xff",
    *(bytes(DRAW.randrange(256) for _ in range(size)) for size in (2, 12, 13, 14, 25, 26, 1000)),
]


def read(text: str, size: int) -> bytes:
    """Return what was written, in the plainest way."""
    number = 0
    for at in range(0, len(text), 2):
        number |= (LETTERS.index(text[at]) * 91 + LETTERS.index(text[at + 1])) << (at // 2 * 13)
    return number.to_bytes(size + 4, "little")[:size]


def test_every_length_comes_back_and_no_letter_is_read_by_html() -> None:
    assert len(set(LETTERS)) == 91
    for raw in GIVEN:
        said = dense(raw)
        assert read(said, len(raw)) == raw
        assert len(said) <= len(raw) * 16 / 13 + 2
        assert not set(said) & set("<&\\ \n\r\x00")


@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not there (apt-get install nodejs)")
def test_the_script_of_the_page_reads_them() -> None:
    script = asset("page", "runtime.js")
    part = script[script.index("const LETTERS") : script.index("function bytesOf")]
    asked = json.dumps([[dense(raw), len(raw)] for raw in GIVEN])
    # The browser's tree is read node by node, and where one ends is for the browser to choose.
    tree = """const element = (text, long) => {
      const nodes = [];
      for (let at = 0; at < text.length; at += long) nodes.push({ data: text.slice(at, at + long), remove: () => nodes.shift() });
      return { get firstChild() { return nodes[0]; } };
    };"""
    said = "[1, 2, 7, 65536].map((long) => [...bytesIn(element(text, long), size)])"
    run = f"{tree}\n{part}\nconsole.log(JSON.stringify({asked}.map(([text, size]) => {said})))"
    done = subprocess.run(["node", "-e", run], check=True, capture_output=True, text=True)
    assert [[bytes(each) for each in one] for one in json.loads(done.stdout)] == [[each] * 4 for each in GIVEN]

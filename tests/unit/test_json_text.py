"""Nesting is measured before a text is read: in a browser a reader that goes too deep takes the whole page with it."""

import json
import random
from pathlib import Path

import pytest

import ntmrules
from ntmrules import FiguresError, Library
from ntmrules.errors import CatalogError
from ntmrules.json_text import DEEPEST, read_json
from ntmrules.page.host import Host
from ntmrules.report.shapes import read_shapes


def nested(depth: int, inside: str = "1") -> str:
    return "[" * depth + inside + "]" * depth


@pytest.mark.parametrize(
    "text", [nested(DEEPEST), nested(3, '"[[{{\\"[[\\\\"'), '{"a": "' + "[" * 5000 + '"}', "[]" * 9000]
)
def test_what_is_not_deep_is_read_as_json_reads_it(text: str) -> None:
    try:
        asked = json.loads(text)
    except ValueError as error:
        with pytest.raises(ValueError, match=str(error).partition(":")[0]):
            read_json(text)
    else:
        assert read_json(text) == read_json(text.encode()) == asked


@pytest.mark.parametrize(
    "text",
    [
        nested(DEEPEST + 1),
        nested(20_000),
        "[" * 20_000,
        '{"a":' * 20_000 + "1" + "}" * 20_000,
        '["\\\\", ' * 300 + "1" + "]" * 300,
    ],
)
def test_what_is_deep_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="nested more than 200"):
        read_json(text)


def test_the_depth_of_any_text_is_the_depth_that_it_has() -> None:
    draw = random.Random(19)

    def made(depth: int) -> object:
        if depth == 0:
            return draw.choice([1, "[", "\\", '"', "{}", '\\"[', ""])
        inner = [made(depth - 1), *(made(draw.randrange(min(depth, 3))) for _ in range(draw.randrange(3)))]
        draw.shuffle(inner)
        return inner if draw.random() < 0.5 else {f"{at}]\\": each for at, each in enumerate(inner)}

    for depth in (1, 2, 50, DEEPEST):
        for _ in range(20):
            inner = made(depth)
            assert read_json(json.dumps(inner)) == inner
            with pytest.raises(ValueError, match="nested"):
                read_json(nested(DEEPEST + 1 - depth, json.dumps(inner)))


DEEP = nested(20_000)


def test_every_door_says_it_in_its_own_words(tmp_path: Path) -> None:
    path = tmp_path / "sau.json"
    path.write_text(DEEP, encoding="utf-8")
    with pytest.raises(FiguresError) as read:
        ntmrules.read_figures(path)
    assert read.value.problems[0].identity == "NTM504.no-json"
    assert "lồng nhau quá 200 tầng" in read.value.text("vi")
    with pytest.raises(FiguresError) as shaped:
        read_shapes(path)
    assert shaped.value.code == "NTM579"
    with pytest.raises(CatalogError) as bundled:
        Library.from_bytes(DEEP.encode())
    assert bundled.value.code == "NTM148"
    host = Host(Library(plugins=()).to_bytes(), {"set": "xa-ntm", "on": "2023-10-31", "province": None})
    for data, code in ((DEEP, "NTM504"), (f'{{"schema": "ntmrules/page/1", "units": {DEEP}}}', "NTM058")):
        said = json.loads(host.answer('{"ask": "open", "name": "sau.json"}', data.encode()))
        assert [each["code"] for each in said["problems"]] == [code]

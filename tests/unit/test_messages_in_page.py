"""What the page that judges says names what stands on the page: no option, no command, which its readers do not have."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
from unit.test_messages import IN_PLACE, LETTERS, MESSAGES, USES

import ntmrules
from ntmrules.cli.app import COMMANDS
from ntmrules.errors import Problem, problem
from ntmrules.messages import Phrase, in_page, speaking
from ntmrules.messages.register import THEMES, Message, message, phrases
from ntmrules.messages.speech import is_in_page, language, names_in
from ntmrules.page.host import HOWS
from ntmrules.page.site import library_sources

WORDS = (Path(ntmrules.__file__).parent / "page" / "assets" / "words.js").read_text(encoding="utf-8")
SAID = re.findall(r'(\w+): \["([^"]*)", "([^"]*)"\]', WORDS)
COMMAND = "|".join(each.rpartition(":")[2] for each in COMMANDS)
TERMINAL = re.compile(
    rf"ntmrules ({COMMAND})\b|(?<![\w-])--[a-z]|\blệnh\b|\bcommand\b|\bpip\b|python|plugin|evaluate TỆP|evaluate FILE",
    re.IGNORECASE,
)
# Columns and titles of files, which are in « » too.
OF_FILES = {
    "Kết quả",
    "Đơn vị",
    "Năm",
    "Trạng thái",
    "đã xác nhận",
    "Ghi chú: {text}: …",
    "ntmrules",
    "{line}",
    "{behind}",
}
NONE = Message(("", ""))
HERE = {name.removeprefix("ntmrules/") for name in library_sources()}
# Messages of rooms that a page has too, and why none of them comes up there.
NEVER = {
    **dict.fromkeys(
        ("NTM113.unknown", "NTM139.target", "NTM139.label", "NTM606.unreadable"),
        "the rules and lists were read when the page was built, and faults were told to its builder",
    ),
    **dict.fromkeys(
        ("NTM046", "NTM205.function-raises", "NTM205.function-no-verdict", "NTM209.unknown", "NTM209.none"),
        "no page is built with plugins that bring functions (NTM046)",
    ),
    **dict.fromkeys(
        ("NTM002.durable", "NTM044.rule", "NTM044.formula", "NTM044.question"),
        "a page judges by core, and prints no circuit",
    ),
    **dict.fromkeys(("NTM515.set", "NTM515.day"), "a page takes what the form says and shows it as chosen"),
    "NTM608": "no page asks for the units of a whole province",
}
IN_PAGE = sorted(
    {use.identity for use in USES if use.where.rpartition(":")[0] in HERE and use.identity in MESSAGES} - set(NEVER)
)


def parts_of(identity: str) -> list[str]:
    with speaking(language(), in_page=is_in_page(), at_command=not is_in_page()):
        return [text for part in message(identity) for text in part]


def test_no_message_of_the_page_speaks_of_what_only_a_terminal_has() -> None:
    with speaking("vi", in_page=True):
        wrong = {each: [text for text in parts_of(each) if TERMINAL.search(text)] for each in IN_PAGE}
    assert {each: texts for each, texts in wrong.items() if texts} == {}, "say it for the page: messages/in_page.py"


def test_a_page_has_every_message_of_its_rooms() -> None:
    used = {use.identity.partition(".")[0] for use in USES if use.where.rpartition(":")[0] in HERE}
    themes = [each for each in THEMES if f"messages/{each}.py" in HERE]
    there = {code for theme in themes for code in import_module(f"ntmrules.messages.{theme}").CODES}
    assert used - there - IN_PLACE - {"NTM000"} == set()
    assert len(themes) < len(THEMES)


def test_no_sentence_about_a_file_does_either() -> None:
    sources = "\n".join(text.decode() for name, text in library_sources().items() if name.startswith("ntmrules/"))
    used = [name for name in phrases() if f'"{name}"' in sources]
    with speaking("vi", in_page=True):
        texts = {name: [Phrase(name).told(lang) for lang in ("vi", "en")] for name in used}
    assert {name: said for name, said in texts.items() if any(map(TERMINAL.search, said))} == {}
    assert "remarks.left-out.title_province" in used


@pytest.mark.parametrize("identity", sorted(in_page.MESSAGES))
def test_what_the_page_says_instead_asks_for_no_other_names_and_says_both_languages(identity: str) -> None:
    assert any(TERMINAL.search(text) for text in parts_of(identity)), "the words of the register would do"
    for own, plain in zip(in_page.MESSAGES[identity], MESSAGES[identity], strict=True):
        vi, en = own
        assert names_in(vi) == names_in(en)
        assert names_in(vi) <= {name for part in MESSAGES[identity] for text in part for name in names_in(text)}, plain
        assert bool(LETTERS.search(vi)) == bool(vi)
        assert bool(en) == bool(vi)


def test_what_it_names_stands_on_the_page() -> None:
    stands = [{vi for _, vi, _ in SAID} | OF_FILES, {en for *_, en in SAID} | {"Ghi chú: {text}: …"}]
    texts = [part for own in in_page.MESSAGES.values() for part in own] + list(in_page.TEXTS.values())
    named = [{each for vi, _ in texts for each in re.findall("«([^»]+)»", vi)},
             {each for _, en in texts for each in re.findall('"([^"]+)"', en)}]  # fmt: skip
    assert named[0] - stands[0] == set()
    assert named[1] - stands[1] == set()
    assert {"Cột", "Tỉnh, thành phố", "Tải phiếu Excel trống"} <= named[0]


def test_a_field_that_is_named_below_a_message_is_there() -> None:
    labels = {vi: key for key, vi, _ in SAID}
    for identity, own in in_page.MESSAGES.items():
        told = " ".join(text for part in MESSAGES[identity] for text in part)
        for label in re.findall("«([^»]+)» bên dưới", " ".join(vi for vi, _ in own)):
            assert HOWS[labels[label]] in told, (identity, label)


def test_what_may_be_confirmed_has_the_button_that_confirms_it() -> None:
    confirmed = {identity for identity, own in MESSAGES.items() if any("--accept" in text for text in own.remedy)}
    assert {each for each in IN_PAGE if "«Đúng như vậy, vẫn dùng»" in in_page.MESSAGES.get(each, NONE).remedy[0]} == (
        confirmed & set(IN_PAGE)
    )
    assert confirmed


def test_the_terminal_hears_its_own_words() -> None:
    said: Problem = problem("NTM508.which-unit", "a.csv", hint="", header="x")
    assert "--unit" in said.remedy
    with speaking("vi", in_page=True):
        assert "«Đơn vị» bên dưới" in said.remedy
    assert "--unit" in said.remedy


def test_what_never_comes_up_is_no_message_of_a_room_that_the_page_does_not_have() -> None:
    used = {use.identity for use in USES if use.where.rpartition(":")[0] in HERE}
    assert set(NEVER) <= used

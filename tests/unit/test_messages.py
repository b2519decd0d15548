"""The register of messages: code, register and page hold together, in two languages that say the same."""

from __future__ import annotations

import ast
import json
import pickle
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

import ntmrules
from ntmrules.errors import FiguresError, NtmRulesError, Problem, problem
from ntmrules.messages import Listed, Near, Pair, Phrase, language, speak, speaking
from ntmrules.messages.foreign import Foreign
from ntmrules.messages.page import errors_page
from ntmrules.messages.register import THEMES, codes, message, phrases
from ntmrules.messages.speech import names_in

SOURCE = Path(ntmrules.__file__).parent
ID = re.compile(r"NTM\d{3}(\.[a-z0-9-]+)?")
LETTERS = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)
# Codes whose words stand where they are said, in both languages (`messages.inline.two`); their meaning stands in the register.
IN_PLACE = {"NTM051", "NTM052", "NTM181", "NTM182", "NTM571", "NTM572", "NTM573", "NTM576", "NTM578"}
# What makes a problem of an id and of just the values beside it; other functions may add some of their own.
MAKERS = {"problem", "_problem", "error", "_error", "warn", "fail", "fault", "tell", "BadCellError", "MisfitError"}
# Texts that are the same in both languages: names, commands, forms of a file.
SAME = re.compile(r"[\x20-\x7e…–·|]*")


class Use(NamedTuple):
    """One id in the source: where, the ids of the same call (two by a condition), and the names given beside it.

    No names where they are not written out.
    """

    where: str
    identity: str
    together: tuple[str, ...]
    given: frozenset[str] | None


def uses() -> Iterator[Use]:
    for path in sorted(SOURCE.rglob("*.py")):
        if path.is_relative_to(SOURCE / "messages"):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        seen: set[ast.expr] = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args:
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                open_ended = name not in MAKERS or any(each.arg is None for each in node.keywords)
                given = None if open_ended else frozenset(each.arg or "" for each in node.keywords)
                found = list(ids_of(node.args[0]))
                for each in found:
                    seen.add(each)
                    all_of = tuple(str(other.value) for other in found)
                    yield Use(f"{path.relative_to(SOURCE)}:{node.lineno}", str(each.value), all_of, given)
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and node not in seen and ID.fullmatch(str(node.value)):
                yield Use(f"{path.relative_to(SOURCE)}:{node.lineno}", str(node.value), (), None)


def ids_of(node: ast.expr) -> Iterator[ast.Constant]:
    """The ids that an argument may be: one, or one of two by a condition."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and ID.fullmatch(node.value):
        yield node
    elif isinstance(node, ast.IfExp):
        yield from ids_of(node.body)
        yield from ids_of(node.orelse)


USES = list(uses())
MESSAGES = {
    f"{code}.{name}".rstrip("."): each for code, entry in codes().items() for name, each in entry.messages.items()
}
PAIRS = [
    *((f"{code} meaning", entry.meaning) for code, entry in codes().items()),
    *((f"{name} {part}", getattr(each, part)) for name, each in MESSAGES.items() for part in each._fields),
    *phrases().items(),
]


def test_every_id_in_the_code_is_registered() -> None:
    unknown = sorted(
        f"{use.where} {use.identity}" for use in USES if "." in use.identity and use.identity not in MESSAGES
    )
    assert unknown == []


def test_every_code_in_the_code_has_a_meaning() -> None:
    unknown = sorted({f"{use.where} {use.identity}" for use in USES if use.identity.partition(".")[0] not in codes()})
    assert unknown == []


def test_every_message_in_the_register_is_used() -> None:
    used = {use.identity for use in USES}
    assert sorted(name for name in MESSAGES if name not in used) == []


def test_every_phrase_in_the_register_is_used() -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py") if path.parent.name != "messages"
    )
    assert sorted(name for name in phrases() if not re.search(f"[\"']{re.escape(name)}[\"']", source)) == []


def test_every_site_gives_just_what_its_message_asks_for() -> None:
    """The names in the templates of an id are the keywords of the call; ``near`` and ``place`` are no words of it."""
    wrong = []
    for use in USES:
        if use.given is None or use.identity not in MESSAGES or use.given & {"what", "expected", "remedy"}:
            continue
        parts = [part for each in use.together if each in MESSAGES for part in MESSAGES[each]]
        asked = set().union(*(names_in(text) for part in parts for text in part))
        given = use.given - {"near", "point", "beneath", "within"}
        if asked != given:
            wrong.append(f"{use.where} {use.identity}: asks for {sorted(asked)}, is given {sorted(given)}")
    assert wrong == []


def test_every_message_says_what_to_do() -> None:
    silent = [f"{name} {lang}" for name, each in MESSAGES.items()
              for lang, said in zip(("vi", "en"), each.remedy, strict=True) if not said.strip()]  # fmt: skip
    assert silent == []


def test_a_message_that_names_another_place_says_more_than_where_it_is() -> None:
    bare = [
        name
        for name, each in MESSAGES.items()
        if re.fullmatch(r"the other (\w+ )?(is|stands)( in)? \{\w+\}", each.remedy[1])
    ]
    assert bare == []


@pytest.mark.parametrize(("name", "texts"), PAIRS, ids=[name for name, _ in PAIRS])
def test_both_languages_say_the_same_things(name: str, texts: tuple[str, str]) -> None:
    vi, en = texts
    assert bool(vi) == bool(en), "said in one language only"
    assert names_in(vi) == names_in(en), "the placeholders differ"
    assert unicodedata.is_normalized("NFC", vi)
    assert name == "remarks.in-unit" or vi == vi.strip()
    assert name == "remarks.in-unit" or en == en.strip()
    # What people write in a file of figures is written so in both languages.
    bare = re.sub(r"[\"'`<].*?[\"'`>]|chưa đạt|không áp dụng|đạt", "", en)
    assert not LETTERS.search(bare), "Vietnamese in the English text"
    if vi == en:
        assert SAME.fullmatch(bare)
        assert not re.search(r"\b(the|is|has|and|with|not|no|one|be)\b", vi), "English in the Vietnamese text"
    elif len(vi) > 30:  # shorter ones may be a command and a word or two
        assert LETTERS.search(vi), "no Vietnamese letter"


def test_every_code_has_a_meaning_a_message_and_a_theme_of_its_own() -> None:
    assert codes().keys() == {code for code in codes() if re.fullmatch(r"NTM\d{3}", code)}
    for code, entry in codes().items():
        assert all(entry.meaning), code
        assert entry.messages or code in IN_PLACE, code
        assert all(each.what != ("", "") for each in entry.messages.values()), code


def test_the_page_of_the_reference_tells_every_code_and_every_message() -> None:
    for lang in ("vi", "en"):
        page = errors_page(lang)
        for code, entry in codes().items():
            assert f"\n`{code}`\n" in page
            assert entry.meaning[lang == "en"] in page
            assert page.count(f"{code.lower()})=") == 1
    assert len(THEMES) == errors_page("en").count("\n## ")


def test_a_problem_is_told_in_either_language_and_vietnamese_is_the_default() -> None:
    code = (
        "from ntmrules.errors import problem; import sys; sys.stdout.buffer.write(str(problem('NTM213', 'x')).encode())"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.decode()
    assert said == "x: NTM213 NTM213", "an id that is not registered is shown as it is, and hides nothing"
    wrong = problem("NTM213.id", id="Nghệ An", near=("Nghệ An", ["nghe-an"]))
    with speaking("vi"):
        assert str(wrong) == (
            "NTM213 'Nghệ An' không thể là mã của một plugin\n  cần: nghe-an\n"
            "  cách sửa: chữ thường không dấu, nối các từ bằng dấu -"
        )
        assert wrong.as_dict()["expected"] == "nghe-an"
    assert wrong.text("en") == (
        "NTM213 'Nghệ An' cannot be the id of a plugin\n  expected: nghe-an\n"
        "  to do: small letters without accents, with - between words"
    )
    other = problem("NTM603.id", "tệp.csv:3", id="nghean", near=("nghean", ["nghe-an", "ca-mau"]))
    assert other.text("vi").endswith("cách sửa: có phải 'nghe-an' không?")
    assert other.text("en").endswith("to do: did you mean 'nghe-an'?")


def test_the_default_language_is_vietnamese() -> None:
    code = "from ntmrules.messages import language; print(language())"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout == "vi\n"


def test_what_is_spoken_ends_with_its_block() -> None:
    before = language()
    with speaking("vi"):
        assert language() == "vi"
        with speaking("en"):
            assert str(Pair("đạt", "met")) == "met"
        speak("xx")
        assert language() == "vi"
    assert language() == before


def test_a_problem_moves_to_another_place_and_stands_inside_another_message() -> None:
    cell = problem("NTM213.exists")
    moved = cell.at("a.csv:3", within=Pair("cột 'x'", "column 'x'"))
    assert moved.text("en").startswith("a.csv:3: NTM213 column 'x': is there already")
    assert moved.text("vi").startswith("a.csv:3: NTM213 cột 'x': đã có sẵn")
    assert cell.where == ""
    assert Problem("NTM999", "", moved).text("vi") == "NTM999 cột 'x': đã có sẵn"


def test_errors_survive_pickling_and_compare_by_what_they_say() -> None:
    error = FiguresError([problem("NTM213.id", "x:1", id="a", near=("a", ["b"])), Problem("NTM501", "y", "as before")])
    again = pickle.loads(pickle.dumps(error))
    assert isinstance(again, NtmRulesError)
    assert again.problems == error.problems
    assert again.text("vi") == error.text("vi")
    assert hash(again.problems[0]) == hash(error.problems[0])


def test_lists_and_near_words_in_both_languages() -> None:
    assert Listed(["a"]).told("vi") == "a"
    assert Listed(["a", Pair("bê", "b"), "c"]).told("vi") == "a, bê và c"
    assert Listed(["a", Pair("bê", "b")], "or").told("en") == "a or b"
    assert not Near("xyz", ["abc"])
    assert Near("thu-nhap", ["thu-nhap-1", "x"]).told("vi") == "có phải 'thu-nhap-1' không?"


def test_a_value_is_never_read_as_a_template() -> None:
    said = problem("NTM213.id", id="{who} {0.__class__}").text("en")
    assert "{who} {0.__class__}" in said


def test_what_stands_in_a_file_never_acts_on_the_terminal() -> None:
    bad = "xã \x1b[2J\x9b31m\u202eA\n"
    for made in (problem("NTM507.detail", bad, unit=bad, key="level", value=bad, other="x"),
                 problem("NTM602.table", name=bad, known=bad), Problem("NTM999", bad, bad, remedy=bad)):  # fmt: skip
        for lang in ("vi", "en"):
            said = made.text(lang)
            assert not any(sign in said for sign in ("\x1b", "\x9b", "\u202e"))
            assert "\\x1b[2J" in said


@pytest.mark.parametrize(
    ("said", "vi"),
    [
        ("Expecting value: line 1 column 2 (char 1)", "thiếu giá trị ở dòng 1, cột 2"),
        ("did not find expected key", "thiếu một khoá ở đây (thụt lề, dấu ngoặc kép hoặc dấu phẩy)"),
        ("unexpected end of data", "tệp hết giữa chừng"),
        ("something nobody has met", "something nobody has met"),
    ],
)
def test_what_other_readers_say_is_told_in_vietnamese_where_it_is_known(said: str, vi: str) -> None:
    assert Foreign(ValueError(said)).told("vi") == vi
    assert Foreign(ValueError(said)).told("en") == said
    assert Foreign(ValueError("")).told("vi") == "ValueError"


def test_the_words_of_readers_are_those_that_they_really_say() -> None:
    for reader, text in ((json.loads, "{"), (json.loads, "[1 2]"), (json.loads, '{"a" 1}'), (json.loads, "[] x"),
                         (json.loads, '["'), (yaml.safe_load, "a: b: c"), (yaml.safe_load, "a: [1"), (yaml.safe_load, "\ta: 1"),
                         (yaml.safe_load, "- a\nb: c")):  # fmt: skip
        with pytest.raises((ValueError, yaml.YAMLError)) as caught:
            reader(text)
        said = getattr(caught.value, "problem", None) or caught.value
        assert Foreign(said).told("vi") != Foreign(said).told("en"), said


def test_a_phrase_of_the_register_is_told_in_both_languages() -> None:
    said = Phrase("remarks.plugin", name="a", distribution="ntmrules-a 1")
    assert said.told("vi") == "'a' của ntmrules-a 1"
    assert said.told("en") == "'a' of ntmrules-a 1"


def test_an_unknown_id_is_a_fault_of_the_table_and_not_silent_here() -> None:
    with pytest.raises(KeyError):
        message("NTM213.nothing")

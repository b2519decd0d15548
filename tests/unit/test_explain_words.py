"""Phrases, numbers and dates: both languages say the same things, and no digit is lost."""

from __future__ import annotations

import ast
import importlib
import pickle
import pkgutil
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import ntmrules
import ntmrules.explain.lang
from ntmrules import Basis, ReasonCode, UsageError, Verdict
from ntmrules.explain.lang.numbers import cut, day, decision_name, number, provision_text, quantities, quantity
from ntmrules.explain.lang.theme import THEMES
from ntmrules.explain.lang.words import check_lang, check_view, phrases, say, verdict_word
from ntmrules.model.evidence import Confidence, EvidenceKind, Floor, Provision
from ntmrules.model.measures import UnitName

PHRASES = phrases()
PLACES = re.compile(r"\{(\w+)\}")


for _module in pkgutil.iter_modules(ntmrules.explain.lang.__path__, "ntmrules.explain.lang."):
    importlib.import_module(_module.name)


def agree(key: str, vietnamese: str, english: str) -> None:
    assert set(PLACES.findall(vietnamese)) == set(PLACES.findall(english)) or key.endswith(".one"), key
    assert vietnamese, key
    assert english, key
    assert unicodedata.is_normalized("NFC", vietnamese), key


def test_the_lexicon_has_its_themes_and_results_are_one_of_them() -> None:
    assert {"clauses", "firings", "pages", "requirements", "results", "sets", "show", "texts"} <= set(THEMES)
    assert THEMES["results"] == PHRASES


@pytest.mark.parametrize("theme", THEMES)
def test_both_languages_have_the_same_gaps_and_composed_letters(theme: str) -> None:
    for key, (vietnamese, english) in THEMES[theme].items():
        agree(f"{theme}: {key}", vietnamese, english)
        assert theme == "requirements" or (vietnamese.strip(), english.strip()) == (vietnamese, english), key


def pairs_of(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield every pair of texts that stands as a value in a table of a module: where, first, second."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for value in node.values if isinstance(node, ast.Dict) else ():
            texts = value.elts if isinstance(value, ast.Tuple) else ()
            said = [each.value for each in texts if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            if len(said) == len(texts) == 2:
                yield f"{path.name}:{value.lineno}", said[0], said[1]


def test_pairs_of_texts_in_the_tables_of_other_rooms_have_the_same_gaps_too() -> None:
    """Progress, recognition, capital and the office's files say phrases of their own; none may lose a gap in English."""
    root = Path(ntmrules.__file__).parent
    seen = [pair for path in sorted(root.rglob("*.py")) if "messages" not in path.parts for pair in pairs_of(path)]
    assert len(seen) > 900
    for where, vietnamese, english in seen:
        assert sorted(set(PLACES.findall(vietnamese))) == sorted(set(PLACES.findall(english))) or "{count}" in (
            "".join(f"{{{gap}}}" for gap in set(PLACES.findall(vietnamese)) ^ set(PLACES.findall(english)))
        ), where


@pytest.mark.parametrize("key", [key for key in PHRASES if key.endswith(".one")])
def test_a_form_for_one_stands_beside_the_form_for_many_and_differs_from_it(key: str) -> None:
    """English alone needs it: Vietnamese counts without plurals, and its two forms may be the same."""
    one, many = PHRASES[key], PHRASES[key.removesuffix(".one")]
    assert one[1] != many[1]
    for said, of_many in zip(one, many, strict=True):
        assert set(PLACES.findall(said)) <= set(PLACES.findall(of_many)), "a gap that nobody fills"
    assert set(PLACES.findall(many[1])) - set(PLACES.findall(one[1])) <= {"count"}, "only the number may go"


def test_every_closed_list_has_its_words() -> None:
    for word in (*Verdict, *Basis, *EvidenceKind, *Confidence):
        assert say(str(word), "vi")
        assert say(str(word), "en")
    for code in ReasonCode:
        assert f"reason.{code}" in PHRASES
        assert f"need.{code}" in PHRASES
        assert f"cure.{code.cure}" in PHRASES
        assert f"who.{code.cure}" in PHRASES
    for floor in Floor:
        assert f"floor.{floor.label}" in PHRASES


def test_verdicts_are_the_words_of_officials() -> None:
    said = [verdict_word(verdict, "vi") for verdict in Verdict]
    assert said == ["đạt", "chưa đạt", "chưa xác định", "không áp dụng"]


def test_count_of_one_has_its_own_form() -> None:
    assert say("texts.count", "en", text="D", count=1) == "D (1 indicator)"
    assert say("texts.count", "en", text="D", count=2) == "D (2 indicators)"


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        ("0", "0", "0"),
        ("97.50", "97,50", "97.50"),
        ("1234.5", "1.234,5", "1,234.5"),
        ("1234567", "1.234.567", "1,234,567"),
        ("-0.75", "-0,75", "-0.75"),
        ("1E+3", "1.000", "1,000"),
        ("0.000001", "0,000001", "0.000001"),
        (
            "12345678901234567890.123456789",
            "12.345.678.901.234.567.890,123456789",
            "12,345,678,901,234,567,890.123456789",
        ),
    ],
)
def test_number_has_the_marks_of_its_language(value: str, vietnamese: str, english: str) -> None:
    assert number(Decimal(value), "vi") == vietnamese
    assert number(Decimal(value), "en") == english


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6), st.sampled_from(["vi", "en"]))
def test_no_digit_is_lost_or_added(value: Decimal, lang: str) -> None:
    thousands, point = (".", ",") if lang == "vi" else (",", ".")
    back = number(value, lang).replace(thousands, "").replace(point, ".")
    assert Decimal(back) == value
    assert Decimal(back).as_tuple().exponent == value.as_tuple().exponent


def test_unit_stands_once_and_percent_with_every_value() -> None:
    assert quantity(Decimal("97.5"), "%", "vi") == "97,5%"
    assert quantities((Decimal(15), Decimal(20)), "%", "vi") == "15% hoặc 20%"
    assert quantities((Decimal(45), Decimal(48), Decimal("48.5")), "nhà", "vi") == "45, 48 hoặc 48,5 nhà"
    house = UnitName("nhà", "houses")
    assert (quantity(Decimal(2), house, "vi"), quantity(Decimal(2), house, "en")) == ("2 nhà", "2 houses")
    assert pickle.loads(pickle.dumps(house)).en == "houses"
    assert quantity(Decimal(2), "thứ chưa dịch", "en") == "2 thứ chưa dịch"
    assert quantity(Decimal(2), None, "en") == "2"


@pytest.mark.parametrize("plugins", [(), "all"], ids=["catalogue", "provinces"])
def test_every_unit_of_the_registers_has_its_english(plugins: object) -> None:
    roots = [Path(__file__).parents[2] / "catalogs"]
    if plugins:
        roots = sorted((Path(__file__).parents[2] / "plugins").glob("*/src/*/catalog"))
    for root in roots:
        register = root / "measures.yaml"
        for measure in yaml.safe_load(register.read_text(encoding="utf-8"))["measures"] if register.exists() else ():
            assert measure.get("unit") in (None, "%") or measure.get("unit_en"), (root, measure["id"])


def test_day_is_written_the_way_of_the_language() -> None:
    assert day("2024-03-01", "vi") == "01/03/2024"
    assert day("2024-03-01", "en") == "2024-03-01"
    assert day("2024-03", "vi") == "2024-03"


def test_decision_is_named_by_its_kind() -> None:
    assert decision_name("318/QĐ-TTg", "vi") == "QĐ 318/QĐ-TTg"
    assert decision_name("18/2022/QĐ-TTg", "en") == "Decision 18/2022/QĐ-TTg"
    assert decision_name("1064/HD-BVHTTDL", "vi") == "Hướng dẫn 1064/HD-BVHTTDL"
    assert decision_name("1298/LĐTBXH-VPQGGN", "vi") == "văn bản 1298/LĐTBXH-VPQGGN"


def test_place_in_a_decision_is_translated_and_left_out_where_there_is_none() -> None:
    place = Provision(decision="318/QĐ-TTg", annex="Phụ lục I", article="khoản 2 Điều 1")
    assert provision_text(place, "vi") == "QĐ 318/QĐ-TTg, Phụ lục I, khoản 2 Điều 1"
    assert provision_text(place, "en") == "Decision 318/QĐ-TTg, Annex I, clause 2 Article 1"
    assert provision_text(Provision(decision="318/QĐ-TTg"), "vi") == "QĐ 318/QĐ-TTg"


def test_long_list_is_cut_with_a_count() -> None:
    assert cut(["a", "b"], 2, "vi") == "a; b"
    assert cut(["a", "b", "c", "d"], 2, "vi") == "a; b và 2 mục khác"


def test_unknown_view_and_language_name_what_there_is() -> None:
    with pytest.raises(UsageError) as view:
        check_view("ful")
    assert str(view.value) == (
        "NTM006 no view 'ful'\n  expected: summary | unmet | full\n  to do: did you mean 'full'?"
    )
    with pytest.raises(UsageError) as lang:
        check_lang("fr")
    assert str(lang.value) == "NTM007 no language 'fr'\n  expected: vi | en\n  to do: write one of these words"

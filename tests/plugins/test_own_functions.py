"""``plugin check``, ``lint`` and the kit know the rule functions and the provinces that the plugin of a pack brings."""

from __future__ import annotations

from pathlib import Path

import pytest
from plugins.installing import install, on_path, write_tree

from ntmrules.authoring.checking import check_plugin
from ntmrules.authoring.scaffold import new_plugin
from ntmrules.catalog.catalogue import Catalogue
from ntmrules.check.lint import lint
from ntmrules.library import Library
from ntmrules.model.evidence import Provision, Span
from ntmrules.model.figures import UnitFigures
from ntmrules.model.requirements import Function
from ntmrules.model.sets import CriteriaSet, Criterion, Declared, Indicator, Version
from ntmrules.model.text import Text
from ntmrules.model.verdicts import Verdict
from ntmrules.plugins.answers import AnswerError
from ntmrules.plugins.answers import _functions as functions_of
from ntmrules.plugins.functions import RuleFunction
from ntmrules.testing import MemoryPack, assert_pack_conforms
from ntmrules.testing.sets import MEASURES, SURE_EVIDENCE

NOT_MET = Verdict.NOT_MET

CODE = """
from ntmrules.model.verdicts import Verdict
from ntmrules.plugins.functions import RuleFunction

MORE = {"ty-le-duong-thon-cung-hoa": "more"}


@hookimpl
def ntmrules_functions():
    return {"thu": RuleFunction(reads=("ty-le-duong-thon-cung-hoa",), direction=MORE, judge=judge)}


def judge(values):
    return Verdict.MET if values["ty-le-duong-thon-cung-hoa"] >= 80 else Verdict.NOT_MET
"""
EVIDENCE = "evidence: {kind: recall, confidence: medium, note: {vi: bịa ra, en: made up}}"
FILES = {
    "decisions.yaml": f"""decisions:
  - {{id: 1/QĐ-UBND, date: "2022-08-01", title: {{vi: Bịa, en: Made up}}, in_force: {{from: "2022-08-01"}}, {EVIDENCE}}}
""",
    "overrides/xa-ntm-2021.yaml": f"""overrides:
  - id: nghe-an/xa-ntm/2021/2.2
    verb: replace
    target: vn/xa-ntm/2021/2.2
    provision: {{decision: 1/QĐ-UBND}}
    legal_basis: {{decision: 1/QĐ-UBND}}
    from: "2022-08-01"
    requirement: {{kind: function, name: thu, {EVIDENCE}}}
""",
    "overrides/xa-ntm-2021.cases.yaml": """source: made up
set: vn/xa-ntm/2021
province: nghe-an
cases:
  - {name: at the level, of: "2.2", on: "2023-12-31", figures: {ty-le-duong-thon-cung-hoa: 80}, expect: met}
  - {name: below, of: "2.2", on: "2023-12-31", figures: {ty-le-duong-thon-cung-hoa: 79}, expect: not_met}
""",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A plugin project with a rule function, as the scaffold writes it; nothing is installed."""
    new_plugin("nghe-an", tmp_path, name="Nghệ An")
    folder = tmp_path / "ntmrules-nghe-an"
    module = folder / "src" / "ntmrules_nghe_an"
    (module / "__init__.py").write_text((module / "__init__.py").read_text(encoding="utf-8") + CODE, encoding="utf-8")
    for old in (module / "nghe-an" / "overrides").glob("*.yaml"):
        old.unlink()
    write_tree(module / "nghe-an", FILES)
    return folder


def errors(found: list[object]) -> list[str]:
    return [str(each.problem) for each in found if each.severity == "error"]  # type: ignore[attr-defined]


def test_plugin_check_lint_and_kit_know_the_function(project: Path) -> None:
    pack = project / "src" / "ntmrules_nghe_an" / "nghe-an"
    assert errors(check_plugin(project)) == []
    assert errors(lint(pack)) == []
    assert errors(lint(pack / "overrides" / "xa-ntm-2021.yaml")) == []
    assert_pack_conforms(pack, max_examples=2)


def test_a_function_that_nobody_brings_is_an_error_of_lint(project: Path) -> None:
    pack = project / "src" / "ntmrules_nghe_an" / "nghe-an"
    file = pack / "overrides" / "xa-ntm-2021.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("name: thu", "name: thuu"), encoding="utf-8")
    for found in (check_plugin(project), lint(pack)):
        assert any("thuu" in each and "NTM" in each and "'thu'" in each for each in errors(found))


def test_a_pack_that_names_no_function_is_linted_without_running_its_module(project: Path) -> None:
    module = project / "src" / "ntmrules_nghe_an"
    (module / "__init__.py").write_text("raise SystemExit('ran')\n", encoding="utf-8")
    file = module / "nghe-an" / "overrides" / "xa-ntm-2021.yaml"
    text = file.read_text(encoding="utf-8")
    assert any("NTM201" in each for each in errors(lint(module / "nghe-an")))
    given = f"{{kind: at_least, threshold: {{value: 80, {EVIDENCE}}}}}"
    file.write_text(text.replace(f"{{kind: function, name: thu, {EVIDENCE}}}", given), encoding="utf-8")
    assert errors(lint(module / "nghe-an")) == []


def test_lint_knows_the_province_that_the_plugin_of_the_pack_brings(tmp_path: Path) -> None:
    from plugins.test_hooks import ISLE, ISLE_PACK

    pack = write_tree(tmp_path / "pack", ISLE_PACK)
    package = install(tmp_path / "site", "isle", code=ISLE, pack=pack)
    with on_path(tmp_path / "site"):
        codes = {each.problem.code for each in lint(package / "isle") if each.severity == "error"}
    assert codes == {"NTM159"}  # it has no cases


@pytest.mark.parametrize(
    ("value", "expected"), [("đạt", "met"), ("chưa đạt", "not_met"), ("không áp dụng", "undetermined")]
)
def test_a_function_is_handed_no_answer_that_is_none(value: str, expected: str) -> None:
    """What asks whether something is «chưa đạt» would take «không áp dụng» for met."""
    judge = RuleFunction(reads=("co-1",), direction={"co-1": "more"},
                         judge=lambda values: NOT_MET if values["co-1"] is NOT_MET else Verdict.MET)  # fmt: skip
    asked = Function(name="thu", evidence=SURE_EVIDENCE)
    text = Version(from_="2021-01-01", provision=Provision(decision="1/QĐ"), requirement=asked)
    criterion = Criterion(id="1", name=Text("tiêu chí"), declared_indicators=1,
                          indicators=(Indicator(id="1.1", name=Text("việc"), versions=(text,)),))  # fmt: skip
    whole = CriteriaSet(
        id="vn/thu/2021", level="xa", tier="ntm", name=Text("Bộ thử"), stage=Span(from_="2021-01-01", to="2025-12-31"),
        provision=Provision(decision="1/QĐ"), checked_on="2026-01-01", not_applicable="drops_out", criteria=(criterion,),
        declared=Declared(criteria=1, indicators=1, evidence=SURE_EVIDENCE),
    )  # fmt: skip
    catalogue = Catalogue([MemoryPack([whole], measures=MEASURES)], functions={"thu": judge})
    book = Library.over(catalogue).rulebook(whole.id, on="2023-06-30")
    for engine in ("core", "forward"):
        assert str(book.evaluate(UnitFigures.of("xã Mẫu", {"co-1": value}), engine=engine).verdict) == expected


def test_a_function_that_reads_nothing_is_no_rule_function() -> None:
    with pytest.raises(AnswerError):
        functions_of({"thu": RuleFunction(reads=(), direction={}, judge=lambda _: Verdict.MET)})

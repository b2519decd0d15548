"""The seven hooks, each with what a plugin may give, and what is said when it gives something wrong."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

import pytest
from plugins.installing import install, on_path, write_tree

from ntmrules import Entry, Library, NtmRulesError, UnitFigures, Verdict
from ntmrules.cli import run
from ntmrules.errors import PluginError
from ntmrules.figures.read import read_figures
from ntmrules.plugins import hookspecs
from ntmrules.plugins.names import HOOKS

MARK = "from ntmrules.plugins.hookspecs import hookimpl\n\n\n"
FILE = Path(__file__).parents[2] / "examples" / "mau.csv"
HOOKS_PAGE = Path(__file__).parents[2] / "docs" / "plugins.md"


def hook(body: str) -> str:
    return f"{MARK}{body}"


VIEW = hook("""@hookimpl
def ntmrules_renderers():
    return {"one-line": lambda attainment, lang: f"{attainment.unit}|{attainment.verdict}|{lang}"}
""")
BAD_VIEW = hook("""@hookimpl
def ntmrules_renderers():
    return {"bang": lambda attainment, lang: 1 / 0, "number": lambda attainment, lang: 7}
""")
READER = hook("""from ntmrules.figures.csv import Sheet


@hookimpl
def ntmrules_readers():
    return {".pipe": read}


def read(path):
    lines = [line.split("|") for line in path.read_text(encoding="utf-8").splitlines()]
    return Sheet(path.name, tuple(lines[0]), 1, iter(enumerate(lines[1:], 2)))
""")
COMMAND = hook("""@hookimpl
def ntmrules_cli(app):
    @app.command
    def hello(name: str = "xã"):
        print("xin chào", name)
""")
TAKEN = hook("""@hookimpl
def ntmrules_cli(app):
    @app.command(name="evaluate")
    def mine():
        return 0
""")
OBSERVER = hook("""SEEN = []


@hookimpl
def ntmrules_observe(attainment):
    SEEN.append((attainment.unit, str(attainment.verdict)))
""")
UNITS = hook("""from ntmrules.model.units import Province


@hookimpl
def ntmrules_units():
    return [Province(id="dao-xa", name="Đảo Xa", list="2004", areas=("trung-du-mien-nui-phia-bac",))]
""")
FUNCTION = hook("""from ntmrules.model.verdicts import Verdict
from ntmrules.plugins.functions import RuleFunction


@hookimpl
def ntmrules_functions():
    return {"both": RuleFunction(reads=("a",), direction={"a": "more"}, judge=lambda values: Verdict.MET)}
""")


def test_a_view_of_a_plugin_is_printed_by_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install(tmp_path / "site", "views", code=VIEW)
    with on_path(tmp_path / "site"):
        assert run(["evaluate", str(FILE), "--view", "one-line", "--lang", "en", "--plugins", "views"]) == 1
        text = Library(plugins=["views"]).rulebook("xa-ntm", on="2023-12-31").evaluate(UnitFigures.of("xã A", {}))
    assert capsys.readouterr().out == "xã Mẫu|not_met|en\n"
    assert text.text(view="one-line") == "xã A|undetermined|vi"


def test_without_plugins_their_views_are_unknown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install(tmp_path / "site", "views", code=VIEW)
    with on_path(tmp_path / "site"):
        assert run(["evaluate", str(FILE), "--view", "one-line", "--no-plugins"]) == 3
    assert "NTM006 no view 'one-line'" in capsys.readouterr().err


@pytest.mark.parametrize(("view", "said"), [("bang", "raises ZeroDivisionError"), ("number", "returns int")])
def test_a_view_that_fails_is_named(view: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install(tmp_path / "site", "views", code=BAD_VIEW)
    with on_path(tmp_path / "site"):
        assert run(["evaluate", str(FILE), "--view", view]) == 3
    assert f"NTM205 the view '{view}' {said}" in capsys.readouterr().err


def test_a_plugin_may_not_take_the_name_of_a_built_in_view(tmp_path: Path) -> None:
    install(tmp_path / "site", "views", code=VIEW.replace("one-line", "full"))
    with on_path(tmp_path / "site"), pytest.raises(NtmRulesError, match="'full' is given by ntmrules and by views"):
        _ = Library(plugins=["views"]).plugins.renderers


def test_a_reader_of_a_plugin_reads_its_suffix(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install(tmp_path / "site", "pipe", code=READER)
    file = tmp_path / "figures.PIPE"
    file.write_text("unit|subject|value\nxã A|3.1|đạt\nxã A|3.2|maybe\n", encoding="utf-8")
    with on_path(tmp_path / "site"):
        assert run(["evaluate", str(file)]) == 3
        readers = Library(plugins=["pipe"]).plugins.readers
    assert "figures.PIPE:3:3" in capsys.readouterr().err
    file.write_text("unit|subject|value\nxã A|3.1|đạt\n", encoding="utf-8")
    assert [unit.unit for unit in read_figures(file, readers=readers).units] == ["xã A"]


def test_a_reader_that_raises_is_bad_input_and_no_traceback(tmp_path: Path) -> None:
    install(tmp_path / "site", "pipe", code=READER)
    file = tmp_path / "figures.pipe"
    file.write_text("", encoding="utf-8")
    with on_path(tmp_path / "site"):
        readers = Library(plugins=["pipe"]).plugins.readers
    with pytest.raises(NtmRulesError, match="NTM501 cannot be read: IndexError"):
        read_figures(file, readers=readers)


def test_a_command_of_a_plugin_runs_and_is_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install(tmp_path / "site", "hello", code=COMMAND)
    with on_path(tmp_path / "site"):
        assert run(["hello", "Mẫu"]) == 0
        assert capsys.readouterr().out == "xin chào Mẫu\n"
        run(["--help"])
        assert "hello" in capsys.readouterr().out
    assert run(["hello"]) == 3  # nothing stays behind in the command line of the next library


def test_a_command_that_is_taken_is_refused_with_the_name_of_its_plugin(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install(tmp_path / "site", "greedy", code=TAKEN)
    with on_path(tmp_path / "site"):
        assert run(["--help"]) == 3
    said = capsys.readouterr().err
    assert "NTM204 ntmrules_cli: 'evaluate' is given by ntmrules and by greedy" in said


@pytest.mark.vietnamese
def test_a_command_that_is_taken_is_told_in_vietnamese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install(tmp_path / "site", "greedy", code=TAKEN)
    with on_path(tmp_path / "site"):
        assert run(["--help"]) == 3
    said = capsys.readouterr().err
    assert "NTM204 ntmrules_cli: 'evaluate'" in said
    assert "already" not in said
    assert "Collision" not in said


def test_a_broken_plugin_stops_what_judges_and_not_what_helps(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install(tmp_path / "site", "broken", code="1 / 0\n")
    with on_path(tmp_path / "site"):
        assert run(["evaluate", str(FILE)]) == 3
        assert "NTM201 plugin 'broken' of ntmrules-broken 1.0" in capsys.readouterr().err
        assert run(["sets"]) == 3
        assert run(["no-such-command"]) == 3
        assert "NTM201" in capsys.readouterr().err
        assert run(["plugin", "list"]) == 0
        assert run(["sets", "--no-plugins"]) == 0
        assert run(["--version"]) == 0


def test_an_observer_sees_every_attainment_and_changes_none(tmp_path: Path) -> None:
    import importlib

    install(tmp_path / "site", "watch", code=OBSERVER)
    with on_path(tmp_path / "site"):
        book = Library(plugins=["watch"]).rulebook("xa-ntm", on="2023-12-31")
        seen = importlib.import_module("ntmrules_watch").SEEN
        first = book.evaluate(UnitFigures.of("xã A", {}))
        session = book.session("xã B")
        session.report(Entry(subject="9", value=Verdict.NOT_MET))
        assert [unit for unit, _ in seen] == ["xã A"], "a session has no attainment before it is asked for one"
        session.attainment()
        second = Library(plugins=()).rulebook("xa-ntm", on="2023-12-31").evaluate(UnitFigures.of("xã A", {}))
    assert seen == [("xã A", "undetermined"), ("xã B", "not_met")]
    assert first.trace == second.trace


def test_an_observer_that_raises_stops_the_caller_by_name(tmp_path: Path) -> None:
    install(tmp_path / "site", "watch", code=OBSERVER.replace("SEEN.append", "raise ValueError"))
    with on_path(tmp_path / "site"):
        book = Library(plugins=["watch"]).rulebook("xa-ntm", on="2023-12-31")
        with pytest.raises(NtmRulesError, match=r"plugin 'watch' of ntmrules-watch 1.0 raises in ntmrules_observe"):
            book.evaluate(UnitFigures.of("xã A", {}))


def test_a_unit_of_a_plugin_is_a_province_of_its_library_only(tmp_path: Path) -> None:
    install(tmp_path / "site", "isle", code=UNITS)
    with on_path(tmp_path / "site"):
        book = Library(plugins=["isle"]).rulebook("xa-ntm", on="2023-12-31", province="Đảo Xa")
        assert book.areas == ("trung-du-mien-nui-phia-bac",)
        with pytest.raises(NtmRulesError, match="NTM603"):
            Library(plugins=()).rulebook("xa-ntm", on="2023-12-31", province="Đảo Xa")


def test_a_function_of_a_plugin_is_known_by_its_name(tmp_path: Path) -> None:
    install(tmp_path / "site", "count", code=FUNCTION)
    with on_path(tmp_path / "site"):
        assert list(Library(plugins=["count"]).catalogue.functions) == ["both"]


def test_a_plugin_that_was_not_asked_for_is_not_imported(tmp_path: Path) -> None:
    import sys

    install(tmp_path / "site", "watch", code=OBSERVER)
    install(tmp_path / "site", "broken", code="1 / 0\n")
    with on_path(tmp_path / "site"):
        Library(plugins=["watch"])
        assert "ntmrules_broken" not in sys.modules
        with pytest.raises(NtmRulesError, match="did you mean 'watch'"):
            Library(plugins=["wotch"])


def test_the_environment_narrows_what_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path / "site", "watch", code=OBSERVER)
    install(tmp_path / "site", "broken", code="1 / 0\n")
    monkeypatch.setenv("NTMRULES_PLUGINS", "watch")
    with on_path(tmp_path / "site"):
        assert [info.name for info in Library().plugins.loaded] == ["watch"]


def test_the_environment_may_not_name_what_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path / "site", "watch", code=OBSERVER)
    monkeypatch.setenv("NTMRULES_PLUGINS", "wotch")
    with on_path(tmp_path / "site"), pytest.raises(PluginError, match=r"NTM207.*'wotch'") as caught:
        Library()
    assert "did you mean 'watch'?" in str(caught.value)


def test_where_no_plugin_is_installed_the_error_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ntmrules.plugins.manager.installed", list)
    with pytest.raises(PluginError, match=r"an installed plugin: none is installed now") as caught:
        Library(plugins=["watch"])
    assert "pip install ./plugins/ntmrules-watch" in str(caught.value)
    monkeypatch.setenv("NTMRULES_PLUGINS", "watch")
    with pytest.raises(PluginError, match=r"an installed plugin: none is installed now"):
        Library()


def test_the_environment_may_not_shut_out_what_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path / "site", "watch", code=OBSERVER)
    for narrow in ("", ","):
        monkeypatch.setenv("NTMRULES_PLUGINS", narrow)
        with on_path(tmp_path / "site"):
            assert Library().plugins.loaded == []
            assert Library(plugins=()).plugins.loaded == []
            with pytest.raises(PluginError, match=r"NTM207.*'watch'.*shuts it out"):
                Library(plugins=["watch"])


def answering(hook: str, answer: str) -> str:
    return (
        "import pathlib\nfrom ntmrules.plugins.hookspecs import hookimpl\n\n\n"
        f"@hookimpl\ndef {hook}():\n    return {answer}\n"
    )


@pytest.mark.parametrize(
    ("hook", "answer"),
    [
        ("ntmrules_packs", '"/"'),
        ("ntmrules_packs", 'pathlib.Path("/")'),
        ("ntmrules_packs", "3"),
        ("ntmrules_packs", "[3]"),
        ("ntmrules_packs", '[""]'),
        ("ntmrules_packs", '["."]'),
        ("ntmrules_packs", '["goi"]'),
        ("ntmrules_units", '["nghe-an"]'),
        ("ntmrules_units", '"nghe-an"'),
        ("ntmrules_functions", "[len]"),
        ("ntmrules_functions", '{"a": 3}'),
        ("ntmrules_readers", "{3: len}"),
        ("ntmrules_readers", '{"dbf": len}'),
        ("ntmrules_readers", '{".tar.gz": len}'),
        ("ntmrules_readers", '{"./dbf": len}'),
        ("ntmrules_renderers", '{"a": "b"}'),
    ],
)
def test_an_answer_of_a_wrong_form_is_the_plugins_fault_and_says_so(tmp_path: Path, hook: str, answer: str) -> None:
    install(tmp_path / "site", "odd", code=answering(hook, answer))
    with on_path(tmp_path / "site"):
        with pytest.raises(PluginError, match=f"NTM203.*ntmrules-odd 1.0 returns .* from {hook}"):
            Library(plugins=["odd"])
        (info,) = Library(plugins=["odd"], on_plugin_error="skip").plugins.loaded
        assert info.error is not None
        assert hook in info.error
        assert "expected: " in info.error


ODD_OBJECTS = (
    MARK
    + """from ntmrules.model.units import Province
from ntmrules.plugins.functions import RuleFunction


@hookimpl
def {hook}():
    return {answer}
"""
)


@pytest.mark.parametrize(
    ("hook", "answer"),
    [
        ("ntmrules_units", 'Province(id=7, name="Đảo", list="2004", areas=("a",))'),
        ("ntmrules_units", 'Province(id="../x", name="Đảo", list="2004", areas=("a",))'),
        ("ntmrules_units", 'Province(id="dao", name="Đảo", list="1999", areas=("a",))'),
        ("ntmrules_units", 'Province(id="dao", name="Đảo", list="2004", areas="a")'),
        ("ntmrules_functions", 'RuleFunction(reads="a", direction={"a": "more"}, judge=len)'),
        ("ntmrules_functions", 'RuleFunction(reads=("a",), direction={}, judge=len)'),
        ("ntmrules_functions", 'RuleFunction(reads=("a",), direction={"a": "up"}, judge=len)'),
        ("ntmrules_functions", 'RuleFunction(reads=("a",), direction={"a": "more"}, judge="met")'),
    ],
)
def test_an_object_with_parts_of_another_type_is_the_plugins_fault(tmp_path: Path, hook: str, answer: str) -> None:
    given = f"[{answer}]" if hook == "ntmrules_units" else f'{{"f": {answer}}}'
    install(tmp_path / "site", "odd", code=ODD_OBJECTS.format(hook=hook, answer=given))
    with on_path(tmp_path / "site"):
        with pytest.raises(PluginError, match=f"NTM203.*ntmrules-odd 1.0 returns .* from {hook}") as caught:
            Library(plugins=["odd"])
        assert "expected:" in str(caught.value)
        assert Library(plugins=["odd"], on_plugin_error="skip").plugins.loaded[0].error


@pytest.mark.parametrize(
    "body",
    ["return None", "return [['unit']]", "return Sheet(path.name, 'unit', 1, iter([]))",
     "return Sheet(path.name, ('unit', 'subject', 'value'), 1, iter(['a']))",
     "return Sheet(path.name, ('unit', 'subject', 'value'), 1, None)",
     "return Sheet(path.name, ('unit', 'subject', 'value'), 1, 'rows')",
     "return Sheet(None, ('unit', 'subject', 'value'), 1, iter([]))",
     "return Sheet(path.name, ('unit', 'subject', 'value'), 1, iter([(2, ['xã A', '3.1', 7])]))"],
)  # fmt: skip
def test_a_reader_that_returns_no_table_is_the_plugins_fault(
    body: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = READER[: READER.index("def read(path)")] + f"def read(path):\n    {body}\n"
    install(tmp_path / "site", "pipe", code=code)
    (tmp_path / "a.pipe").write_text("", encoding="utf-8")
    with on_path(tmp_path / "site"):
        assert run(["evaluate", str(tmp_path / "a.pipe")]) == 3
    said = capsys.readouterr().err
    assert "NTM203 plugin 'pipe' of ntmrules-pipe 1.0 returns" in said
    assert "ntmrules_readers" in said


def test_two_plugins_with_one_command_are_both_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install(tmp_path / "site", "one", code=COMMAND)
    install(tmp_path / "site", "two", code=COMMAND)
    with on_path(tmp_path / "site"):
        assert run(["--help"]) == 3
    assert "NTM204 ntmrules_cli: 'hello' is given by one and by two" in capsys.readouterr().err


def test_a_wrong_answer_is_told_by_help_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install(tmp_path / "site", "odd", code=answering("ntmrules_packs", '"/"'))
    with on_path(tmp_path / "site"):
        assert run(["--help"]) == 3
    assert "NTM203 plugin 'odd' of ntmrules-odd 1.0 returns str from ntmrules_packs" in capsys.readouterr().err


def test_a_hook_is_asked_once(tmp_path: Path) -> None:
    code = MARK + "ASKED = []\n\n\n@hookimpl\ndef ntmrules_units():\n    ASKED.append(1)\n    return []\n"
    install(tmp_path / "site", "once", code=code)
    with on_path(tmp_path / "site"):
        import importlib

        Library(plugins=["once"])
        assert importlib.import_module("ntmrules_once").ASKED == [1]


@pytest.mark.parametrize("names", [["isle"], ["isle", "isle-b"]])
def test_a_province_that_differs_names_the_plugin_that_gives_it(names: list[str], tmp_path: Path) -> None:
    other = UNITS if len(names) == 2 else UNITS.replace("dao-xa", "nghe-an")
    install(tmp_path / "site", "isle", code=other)
    install(tmp_path / "site", "isle-b", code=UNITS.replace("Đảo Xa", "Đảo Gần"))
    with on_path(tmp_path / "site"):
        with pytest.raises(PluginError, match=f"NTM203 plugin '{names[-1]}' of .*gives the province 2004:"):
            Library(plugins=names)
        library = Library(plugins=names, on_plugin_error="skip")
        assert [info.name for info in library.plugins.loaded if info.error] == [names[-1]]


ISLE = """from pathlib import Path

from ntmrules.model.units import Province
from ntmrules.plugins.hookspecs import hookimpl


@hookimpl
def ntmrules_units():
    return [Province(id="dao-xa", name="Đảo Xa", list="2004", areas=("trung-du-mien-nui-phia-bac",))]


@hookimpl
def ntmrules_packs():
    return [Path(__file__).parent / "isle"]
"""
ISLE_PACK = {
    "pack.yaml": "id: dao-xa\nname: {vi: Đảo Xa, en: Far Isle}\nterritory:\n  - {list: '2004', province: dao-xa}\n",
    "decisions.yaml": """decisions:
  - id: 1/QĐ-UBND
    date: "2022-08-01"
    title: {vi: Thử, en: Trial}
    evidence: {kind: recall, confidence: medium}
""",
    "overrides/xa.yaml": """overrides:
  - id: dao-xa/xa-ntm/2021/2.2
    verb: fill
    target: vn/xa-ntm/2021/2.2
    provision: {decision: 1/QĐ-UBND}
    from: "2022-08-01"
    requirement:
      kind: at_least
      threshold: {value: 80, evidence: {kind: recall, confidence: medium}}
""",
}


def test_one_distribution_brings_a_province_and_the_pack_for_it(tmp_path: Path) -> None:
    pack = write_tree(tmp_path / "pack", ISLE_PACK)
    install(tmp_path / "site", "isle", code=ISLE, pack=pack)
    with on_path(tmp_path / "site"):
        book = Library(plugins=["isle"]).rulebook("xa-ntm", on="2023-12-31", province="Đảo Xa")
    assert [rule.number for rule in book.rules if rule.applied] == ["2.2"]


@pytest.mark.parametrize("suffix", [".csv", ".CSV", ".xlsx", ".xlsm", ".xls", ".ods", ".ODS", ".json", ".parquet"])
def test_a_reader_may_not_take_over_what_everybody_reads(tmp_path: Path, suffix: str) -> None:
    install(tmp_path / "site", "taker", code=answering("ntmrules_readers", f"{{{suffix!r}: len}}"))
    with (
        on_path(tmp_path / "site"),
        pytest.raises(PluginError, match=f"NTM204.*{suffix.lower()}.*ntmrules and by taker"),
    ):
        Library(plugins=["taker"]).plugins.readers  # noqa: B018 - asking is what fails


def test_two_readers_of_one_suffix_are_both_named_whatever_the_case(tmp_path: Path) -> None:
    install(tmp_path / "site", "one", code=answering("ntmrules_readers", '{".abc": len}'))
    install(tmp_path / "site", "two", code=answering("ntmrules_readers", '{".ABC": len}'))
    with on_path(tmp_path / "site"), pytest.raises(PluginError, match=r"NTM204.*by one and by two"):
        Library(plugins=["one", "two"]).plugins.readers  # noqa: B018 - asking is what fails


def signature_of(name: str) -> str:
    """Return the signature of a hook as it stands in the source, without the comment behind it."""
    function = getattr(hookspecs, name)
    head = ast.parse(inspect.getsource(function)).body[0]
    assert isinstance(head, ast.FunctionDef)
    returns = ast.unparse(head.returns) if head.returns is not None else "None"
    return f"def {name}({ast.unparse(head.args)}) -> {returns}:"


@pytest.mark.parametrize("name", HOOKS)
def test_every_hook_has_a_heading_with_its_exact_signature_in_the_documentation(name: str) -> None:
    page = HOOKS_PAGE.read_text(encoding="utf-8")
    section = re.search(rf"^### `{name}`\n(.*?)(?=^##)", page, re.DOTALL | re.MULTILINE)
    assert section is not None, f"no heading of {name}"
    assert signature_of(name) in section[1]


def test_the_documentation_has_no_hook_that_does_not_exist() -> None:
    page = HOOKS_PAGE.read_text(encoding="utf-8")
    assert tuple(re.findall(r"^### `(ntmrules_\w+)`$", page, re.MULTILINE)) == HOOKS


@pytest.mark.parametrize("option", [["--plugins", "isle"], ["--no-plugins"]])
def test_compare_and_verify_take_the_plugins_that_are_named(
    option: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install(tmp_path / "site", "isle", code=UNITS)
    install(tmp_path / "site", "broken", code="1 / 0\n")
    receipt = tmp_path / "a.json"
    with on_path(tmp_path / "site"):
        assert run(["evaluate", str(FILE), "--on", "2023-12-31", "--format", "json", *option]) == 1
        receipt.write_text(capsys.readouterr().out, encoding="utf-8")
        assert run(["verify", str(receipt), *option]) == 0
        assert run(["verify", str(receipt)]) == 3
        sets = ["--set", "xa-ntm", "--set", "xa-ntm-nang-cao", "--on", "2023-12-31"]
        one = tmp_path / "one.csv"
        one.write_text("unit,subject,value\nxã A,ty-le-duong-thon-cung-hoa,80\n", encoding="utf-8")
        assert run(["compare", str(one), *sets, *option]) in (1, 2)
        assert run(["compare", str(FILE), str(FILE), *option]) in (1, 2)
        assert run(["compare", "--texts", "vn/xa-ntm/2021@2023-12-31", "vn/xa-ntm/2021@2024-12-31", *option]) == 0
        assert run(["compare", str(one), *sets]) == 3
        assert "NTM201 plugin 'broken'" in capsys.readouterr().err
        assert run(["compare", "--with", "isle", "--without", "isle", str(one), "--on", "2023-12-31", *option]) in (
            1,
            2,
        )


def test_a_reader_of_a_plugin_is_asked_by_compare_and_verify(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install(tmp_path / "site", "pipe", code=READER)
    file = tmp_path / "a.pipe"
    file.write_text("unit|subject|value\nxã A|3.1|đạt\n", encoding="utf-8")
    with on_path(tmp_path / "site"):
        assert run(["compare", str(file), str(file), "--on", "2023-12-31"]) == 2
        capsys.readouterr()
        assert run(["evaluate", str(file), "--on", "2023-12-31", "--format", "json"]) == 2
        (tmp_path / "a.json").write_text(capsys.readouterr().out, encoding="utf-8")
        assert run(["verify", str(tmp_path / "a.json"), str(file)]) == 0


ODD_MODULE = """def __getattr__(name):
    raise (RuntimeError if name == "ntmrules_packs" else AttributeError)(name)


def __dir__():
    return ["ntmrules_packs"]
"""


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("", "NTM202 plugin 'odd' of ntmrules-odd 1.0 has no hook"),
        ("def ntmrule_packs():\n    return []\n", "NTM202 plugin 'odd' of ntmrules-odd 1.0 has no hook"),
        (hook("@hookimpl\ndef packs():\n    return []\n"), "has an unknown hook 'packs'"),
        (hook("@hookimpl\ndef ntmrules_packs():\n    return []\n\n\n@hookimpl\ndef unit():\n    return []\n"),
         "has an unknown hook 'unit'"),
        (ODD_MODULE, "NTM202 plugin 'odd' of ntmrules-odd 1.0 is refused: RuntimeError: ntmrules_packs"),
    ],
)  # fmt: skip
def test_a_plugin_that_would_bring_nothing_is_refused(tmp_path: Path, code: str, said: str) -> None:
    """The rules of its province would not be there, and the national ones would judge without a word."""
    install(tmp_path / "site", "odd", code=code)
    with on_path(tmp_path / "site"):
        with pytest.raises(PluginError) as caught:
            Library(plugins=["odd"])
        (info,) = Library(plugins=["odd"], on_plugin_error="skip").plugins.loaded
    assert said in str(caught.value)
    assert said in str(info.error)


@pytest.mark.parametrize(
    ("hook", "answer"), [("ntmrules_readers", '{".csv": len}'), ("ntmrules_renderers", '{"full": len}')]
)
def test_what_is_the_librarys_own_is_left_to_it_also_where_plugins_are_skipped(
    tmp_path: Path, hook: str, answer: str
) -> None:
    install(tmp_path / "site", "taker", code=answering(hook, answer))
    with on_path(tmp_path / "site"):
        with pytest.raises(PluginError, match="a name that ntmrules does not use itself") as caught:
            Library(plugins=["taker"])
        library = Library(plugins=["taker"], on_plugin_error="skip")
        assert (library.plugins.readers, library.plugins.renderers) == ({}, {})
    assert "report it to the makers of ntmrules-taker" in str(caught.value)


def test_a_pack_whose_name_no_system_takes_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = str(tmp_path / ("x" * 5000))
    for words in (["sets", "--no-plugins", "--pack", long], ["lint", long]):
        assert run(words) == 3
        assert "NTM101" in capsys.readouterr().err


def test_plugins_are_named_or_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    for words, said in (
        (["--plugins", ""], "--plugins names none"),
        (["--plugins", " , "], "--plugins names none"),
        (["--plugins", "a", "--no-plugins"], "--plugins and --no-plugins at once"),
    ):
        assert run(["sets", *words]) == 3
        assert f"NTM011 {said}" in capsys.readouterr().err

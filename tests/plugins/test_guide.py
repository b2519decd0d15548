"""The guide in docs/plugins.md, done step by step as it says, without installing anything."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from plugins.installing import PLAIN, install, on_path

from ntmrules import Library, UnitFigures
from ntmrules.authoring.scaffold import new_plugin
from ntmrules.cli import run

PAGE = (Path(__file__).parents[2] / "docs" / "plugins.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^```yaml\n# (\S+\.yaml)\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE))
OUTPUTS = re.findall(r"^```text\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
COMMANDS = [
    line for block in re.findall(r"^```sh\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE) for line in block.splitlines()
]


def command(start: str) -> list[str]:
    """Return the words of the guide's command that begins so."""
    return shlex.split(next(line for line in COMMANDS if line.startswith(start)))[1:]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    new_plugin("nghe-an", tmp_path, name="Nghệ An")
    return tmp_path / "ntmrules-nghe-an" / "src" / "ntmrules_nghe_an" / "nghe-an"


def fill_in(pack: Path, *names: str) -> None:
    for name in names:
        (pack / name).write_text(FILES[name], encoding="utf-8")


def test_the_guide_begins_with_a_package_that_checks_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(command("ntmrules plugin new")) == 0
    monkeypatch.chdir(tmp_path / "ntmrules-nghe-an")
    assert run(command("ntmrules plugin check")) == 0


def test_the_check_asks_for_cases_in_the_words_of_the_guide(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill_in(pack, *(name for name in FILES if not name.endswith(".cases.yaml")))
    # The block of the guide begins with its file name, which is a line of the file too.
    file = pack / "overrides" / "xa-ntm-2021.yaml"
    file.write_text(f"# overrides/xa-ntm-2021.yaml\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    assert run(["plugin", "check", str(pack.parents[2])]) == 3
    assert capsys.readouterr().out == OUTPUTS[0]


def test_with_the_cases_of_the_guide_nothing_is_left_to_say(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill_in(pack, *FILES)
    assert run(["plugin", "check", str(pack.parents[2])]) == 0
    assert capsys.readouterr().out == ""


def test_the_guide_shows_what_explain_says(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_in(pack, *FILES)
    install(tmp_path / "site", "nghe-an", pack=pack)
    words = command("printf")
    (tmp_path / "figures.csv").write_text(words[0].replace("\\n", "\n"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with on_path(tmp_path / "site"):
        assert run(command("ntmrules explain")) == 1
        assert OUTPUTS[1] in capsys.readouterr().out
        assert run(command("ntmrules compare")) == 1
        said = capsys.readouterr().out
    assert "3.1" in said
    assert "đạt → chưa đạt" in said


def test_the_rule_function_of_the_guide_judges_what_no_kind_says(pack: Path, tmp_path: Path) -> None:
    fill_in(pack, *FILES)
    hook = next(
        text for text in re.findall(r"^```python\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE) if "RuleFunction(" in text
    )
    entry = next(
        text for text in re.findall(r"^```yaml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE) if "kind: function" in text
    )
    rules = pack / "overrides" / "xa-ntm-2021.yaml"
    rules.write_text(rules.read_text(encoding="utf-8") + entry, encoding="utf-8")
    install(tmp_path / "site", "nghe-an", pack=pack, code=PLAIN.format(folder="nghe-an") + hook)
    one, other = "ty-le-duong-thon-cung-hoa", "ty-le-duong-ngo-xom-sach-khong-lay-loi"
    with on_path(tmp_path / "site"):
        book = Library(plugins=["nghe-an"]).rulebook("vn/xa-ntm/2021", province="Nghệ An", on="2023-12-31")
        for figures, verdict in (
            ({one: 90, other: 70}, "met"),
            ({one: 90, other: 69}, "not_met"),
            ({one: 90}, "undetermined"),
        ):
            for engine in ("core", "forward/agenda"):
                result = book.evaluate(UnitFigures.of("xã Mẫu", figures), engine=engine)
                assert str(result.node("2.9").verdict) == verdict


@pytest.mark.parametrize(("right", "slip", "said"), [
    ('"ty-le-duong-ngo-xom-sach-khong-lay-loi"', '"ty-le-duong-ngo-xom-sach"', "reads an unknown measure"),
    ('{"nghe-an-hai-loai-duong": judge}', '{"nghe-an-hai-duong": judge}', "no rule function 'nghe-an-hai-loai-duong'"),
])  # fmt: skip
def test_the_check_knows_the_functions_of_a_plugin_and_what_they_read(
    pack: Path, capsys: pytest.CaptureFixture[str], right: str, slip: str, said: str
) -> None:
    fill_in(pack, *FILES)
    blocks = {
        language: re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
        for language in ("python", "yaml")
    }
    hook = next(text for text in blocks["python"] if "RuleFunction(" in text)
    entry = next(text for text in blocks["yaml"] if "kind: function" in text)
    rules, module = pack / "overrides" / "xa-ntm-2021.yaml", pack.parent / "__init__.py"
    rules.write_text(rules.read_text(encoding="utf-8") + entry, encoding="utf-8")
    assert right in hook
    module.write_text(module.read_text(encoding="utf-8") + hook.replace(right, slip, 1), encoding="utf-8")
    assert run(["plugin", "check", str(pack.parents[2])]) == 3
    assert said in capsys.readouterr().out


def test_every_code_of_plugins_stands_in_the_guide() -> None:
    source = Path(__file__).parents[2] / "src" / "ntmrules"
    used = {
        code for path in source.rglob("*.py") for code in re.findall(r'"(NTM2\d\d)"', path.read_text(encoding="utf-8"))
    }
    spans = re.findall(r"`(NTM2\d\d)`(?: to `(NTM2\d\d)`)?", PAGE)
    numbers = [range(int(first[3:]), int((last or first)[3:]) + 1) for first, last in spans]
    assert used <= {f"NTM{number}" for span in numbers for number in span}


VIETNAMESE = (Path(__file__).parents[2] / "docs" / "plugins-vi.md").read_text(encoding="utf-8")


def code(page: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = re.findall(r"^```(sh|yaml|python)\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    return [(language, text.replace(" --lang en", "")) for language, text in found]


def test_the_vietnamese_guide_has_the_code_of_the_english_one_so_that_it_runs_too() -> None:
    assert code(VIETNAMESE) == code(PAGE)
    assert re.findall(r"`(NTM\d+)`", VIETNAMESE) == re.findall(r"`(NTM\d+)`", PAGE[PAGE.index("## Fifteen") :])


@pytest.mark.vietnamese
def test_the_vietnamese_guide_shows_what_check_and_explain_say_in_vietnamese(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, told = re.findall(r"^```text\n(.*?)^```", VIETNAMESE, re.DOTALL | re.MULTILINE)
    rules, cases = (
        {name: f"# {name}\n{text}" for name, text in FILES.items() if name.endswith(".cases.yaml") is is_cases}
        for is_cases in (False, True)
    )
    for name, text in rules.items():
        (pack / name).write_text(text, encoding="utf-8")
    assert run(["plugin", "check", str(pack.parents[2])]) == 3
    assert capsys.readouterr().out == asked
    for name, text in cases.items():
        (pack / name).write_text(text, encoding="utf-8")
    install(tmp_path / "site", "nghe-an", pack=pack)
    (tmp_path / "figures.csv").write_text(command("printf")[0].replace("\\n", "\n"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with on_path(tmp_path / "site"):
        words = command("ntmrules explain")
        assert run(words[: words.index("--lang")]) == 1
        assert told in capsys.readouterr().out

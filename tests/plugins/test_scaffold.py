"""A new plugin as a province office gets it: it checks out as it stands, switched on and broken on purpose."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path

import pytest
from plugins.installing import install, on_path

from ntmrules import Library, NtmRulesError
from ntmrules.authoring.checking import check_plugin
from ntmrules.authoring.scaffold import new_plugin
from ntmrules.catalog.pack import Pack, catalog_root
from ntmrules.check.lint import lint
from ntmrules.cli import run
from ntmrules.model.overrides import UnitKey

PROVINCES = Pack(catalog_root(), "vn").provinces


def made(folder: Path, name_id: str = "nghe-an", *, example: bool = False) -> Path:
    new_plugin(name_id, folder, example=example)
    return folder / f"ntmrules-{name_id}"


def codes(folder: Path) -> list[str]:
    return [each.problem.code for each in check_plugin(folder) if each.severity == "error"]


def test_a_new_plugin_has_no_error_as_it_stands(tmp_path: Path) -> None:
    findings = check_plugin(made(tmp_path))
    assert [(each.severity, each.problem.code) for each in findings] == [("warning", "NTM215")]


def test_the_example_switched_on_has_no_finding_at_all(tmp_path: Path) -> None:
    assert check_plugin(made(tmp_path, example=True)) == []


def test_the_example_is_off_until_it_is_asked_for(tmp_path: Path) -> None:
    pack = Pack(made(tmp_path) / "src" / "ntmrules_nghe_an" / "nghe-an")
    assert pack.overrides == ()
    assert not pack.decisions


def test_taking_the_marks_off_by_hand_gives_the_example_switched_on(tmp_path: Path) -> None:
    off, on = made(tmp_path / "off"), made(tmp_path / "on", example=True)
    for file in sorted(off.rglob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        by_hand = re.sub(r"^#(?! )", "", re.sub(r"^#  ", "  ", text, flags=re.MULTILINE), flags=re.MULTILINE)
        if by_hand != text:
            by_hand = re.sub(r"^(overrides|cases|decisions|sources): \[\]\n", "", by_hand, flags=re.MULTILINE)
        assert by_hand == (on / file.relative_to(off)).read_text(encoding="utf-8")


@pytest.mark.parametrize("key", sorted(PROVINCES), ids=":".join)
def test_every_province_gets_a_pack_that_speaks_for_it(key: tuple[str, str], tmp_path: Path) -> None:
    folder = made(tmp_path, key[1])
    (path,) = folder.glob("src/*/*/pack.yaml")
    assert [each for each in lint(path.parent) if each.severity == "error"] == []
    head = Pack(path.parent).head
    assert head is not None
    assert {UnitKey(list=list_, province=name) for list_, name in PROVINCES if name == key[1]} & set(head.territory)


def test_an_unchanged_province_is_named_in_both_lists_and_a_merged_one_in_the_old(tmp_path: Path) -> None:
    def territory(name_id: str) -> list[tuple[str, str]]:
        (path,) = made(tmp_path, name_id).glob("src/*/*/pack.yaml")
        head = Pack(path.parent).head
        assert head is not None
        return [(key.list, key.province) for key in head.territory]

    assert territory("nghe-an") == [("2004", "nghe-an"), ("2025", "nghe-an")]
    assert territory("hue") == [("2004", "hue"), ("2025", "hue")]
    assert territory("quang-nam") == [("2004", "quang-nam")]


def test_the_metadata_name_this_version_and_the_entry_point(tmp_path: Path) -> None:
    project = tomllib.loads((made(tmp_path) / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"] == {"ntmrules": {"nghe-an": "ntmrules_nghe_an"}}
    assert project["dependencies"][0].startswith("ntmrules>=")


def test_the_readme_speaks_both_languages_and_the_licence_is_there(tmp_path: Path) -> None:
    folder = made(tmp_path)
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert "## Tiếng Việt" in readme
    assert "## English" in readme
    assert "$" not in readme
    assert "ntmrules-nghe-an developers" in (folder / "LICENSE").read_text(encoding="utf-8")


@pytest.mark.parametrize("bad", ["Nghệ An", "nghe_an", "", "../evil", "nghe-am"])
def test_a_bad_id_is_refused_and_nothing_is_written(bad: str, tmp_path: Path) -> None:
    with pytest.raises(NtmRulesError):
        new_plugin(bad, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    readme = made(tmp_path) / "README.md"
    readme.write_text("mine", encoding="utf-8")
    with pytest.raises(NtmRulesError, match="NTM213"):
        new_plugin("nghe-an", tmp_path)
    assert readme.read_text(encoding="utf-8") == "mine"


def test_check_leaves_no_trace_of_the_module(tmp_path: Path) -> None:
    before = list(sys.path)
    check_plugin(made(tmp_path))
    assert sys.path == before
    assert "ntmrules_nghe_an" not in sys.modules
    assert not list(tmp_path.rglob("__pycache__"))


# what check finds


def test_check_names_every_missing_field_of_the_metadata(tmp_path: Path) -> None:
    folder = made(tmp_path)
    text = (folder / "pyproject.toml").read_text(encoding="utf-8")
    (folder / "pyproject.toml").write_text(
        re.sub(r"^(description|license) = .*\n", "", text, flags=re.MULTILINE), encoding="utf-8"
    )
    said = [each.problem.what for each in check_plugin(folder) if each.severity == "error"]
    assert said == ["[project] has no description", "[project] has no license"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('nghe-an = "ntmrules_nghe_an"', 'nghe-an = "ntmrules_elsewhere"', "NTM214"),
        ("[project.entry-points.ntmrules]", "[project.entry-points.other]", "NTM214"),
        ('dependencies = ["ntmrules>=', 'dependencies = ["attrs>=', "NTM214"),
        ("[project]", "[project", "NTM214"),
    ],
)
def test_check_finds_what_is_wrong_with_the_metadata(old: str, new: str, code: str, tmp_path: Path) -> None:
    file = made(tmp_path) / "pyproject.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    assert code in codes(file.parent)


def test_check_finds_a_case_that_does_not_hold(tmp_path: Path) -> None:
    folder = made(tmp_path, example=True)
    (file,) = folder.rglob("*.cases.yaml")
    file.write_text(file.read_text(encoding="utf-8").replace("79.9", "81"), encoding="utf-8")
    assert codes(folder) == ["NTM144"]


def test_check_finds_an_entry_without_its_cases(tmp_path: Path) -> None:
    folder = made(tmp_path, example=True)
    (file,) = folder.rglob("*.cases.yaml")
    file.unlink()
    assert codes(folder) == ["NTM159"]


def test_check_finds_a_level_that_the_law_does_not_allow(tmp_path: Path) -> None:
    folder = made(tmp_path, example=True)
    file = next(folder.rglob("overrides/xa-ntm-2021.yaml"))
    text = file.read_text(encoding="utf-8").replace("verb: fill", "verb: raise").replace("2021/2.2", "2021/3.1")
    file.write_text(text.replace("value: 80", "value: 70"), encoding="utf-8")
    assert codes(folder) == ["NTM226"]


def test_check_finds_a_pack_outside_the_package(tmp_path: Path) -> None:
    folder = made(tmp_path)
    (folder / "src" / "ntmrules_nghe_an" / "nghe-an").rename(folder / "nghe-an")
    module = folder / "src" / "ntmrules_nghe_an" / "__init__.py"
    text = module.read_text(encoding="utf-8").replace("Path(__file__).parent /", "Path(__file__).parents[2] /")
    module.write_text(text, encoding="utf-8")
    assert codes(folder) == ["NTM214"]


def test_check_says_that_there_is_no_plugin_in_a_folder_without_one(tmp_path: Path) -> None:
    assert codes(tmp_path) == ["NTM214"]


# the commands


def test_the_commands_write_check_and_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plugin", "new", "nghe-an", str(tmp_path), "--name", "Nghệ An", "--example", "--json"]) == 0
    written = json.loads(capsys.readouterr().out)
    assert all(Path(path).is_file() for path in written)
    assert run(["plugin", "check", str(tmp_path / "ntmrules-nghe-an"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    (tmp_path / "ntmrules-nghe-an" / "pyproject.toml").unlink()
    assert run(["plugin", "check", str(tmp_path / "ntmrules-nghe-an")]) == 3
    assert "NTM214" in capsys.readouterr().out


def test_list_shows_good_and_broken_plugins_alike(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = made(tmp_path, example=True) / "src" / "ntmrules_nghe_an" / "nghe-an"
    install(tmp_path / "site", "nghe-an", pack=pack)
    install(tmp_path / "site", "ha-tinh", code="1 / 0\n")
    with on_path(tmp_path / "site"):
        assert run(["plugin", "list", "--json"]) == 0
        found = {info["name"]: info for info in json.loads(capsys.readouterr().out)}
        assert run(["plugin", "list"]) == 0
        shown = capsys.readouterr().out
    good, broken = found["nghe-an"], found["ha-tinh"]
    assert (good["distribution"], good["version"], good["hooks"]) == ("ntmrules-nghe-an", "1.0", ["ntmrules_packs"])
    assert [Path(path).name for path in good["packs"]] == ["nghe-an"]
    assert good["error"] is None
    assert "ZeroDivisionError" in broken["error"]
    assert "ZeroDivisionError" in shown


def test_list_says_which_plugins_are_narrowed_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "site", "ha-tinh", code="")
    monkeypatch.setenv("NTMRULES_PLUGINS", "nghe-an")
    with on_path(tmp_path / "site"):
        run(["plugin", "list", "--json"])
    used = {info["name"]: info["used"] for info in json.loads(capsys.readouterr().out)}
    assert used["ha-tinh"] is False


def test_a_made_up_province_changes_the_verdict_and_says_so(tmp_path: Path) -> None:
    from ntmrules import UnitFigures

    pack = made(tmp_path, example=True) / "src" / "ntmrules_nghe_an" / "nghe-an"
    install(tmp_path / "site", "nghe-an", pack=pack)
    figures = UnitFigures.of("xã Mẫu", {"ty-le-duong-thon-cung-hoa": 79})
    with on_path(tmp_path / "site"):
        with_, without = Library(plugins=["nghe-an"]), Library(plugins=())
    said = [
        library.rulebook("xa-ntm", on="2023-12-31", province="Nghệ An").evaluate(figures).why("2.2")
        for library in (with_, without)
    ]
    assert "Tỉnh quy định: từ 80% trở lên (QĐ 00/QĐ-UBND-VIDU, Phụ lục I, từ 01/08/2022 đến 31/12/2025)" in said[0]
    assert "theo văn bản trung ương: chưa xác định" in said[0]
    assert "Tỉnh quy định" not in said[1]

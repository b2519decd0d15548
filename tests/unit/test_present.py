"""No plugin is overlooked: whether there can be one is asked of the folders first, and only a sure no is believed."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from ntmrules.catalog.cache import SHIPPED
from ntmrules.plugins.present import surely_none


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "missing")])
    monkeypatch.setattr(sys, "meta_path", [each for each in sys.meta_path if "importlib" in str(each)])
    return tmp_path


def _distribution(folder: Path, name: str, text: str) -> None:
    (folder / name).mkdir()
    (folder / name / "entry_points.txt").write_text(text, encoding="utf-8")


def test_folders_without_a_plugin_are_a_sure_no(folder: Path) -> None:
    _distribution(folder, "ntmrules-1.dist-info", "[console_scripts]\nntmrules = ntmrules.cli:main\n")
    (folder / "bare-1.dist-info").mkdir()
    (folder / "flat-1.egg-info").write_text("", encoding="utf-8")
    assert surely_none()


@pytest.mark.parametrize("name", ["a-1.dist-info", "a.egg-info"])
def test_a_plugin_in_a_folder_is_seen(folder: Path, name: str) -> None:
    _distribution(folder, name, "[other]\nx = y\n[ntmrules]\na = b\n")
    assert not surely_none()


def test_what_only_the_reader_of_distributions_can_know_is_no_sure_no(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = folder / "packed.zip"
    with zipfile.ZipFile(packed, "w") as stream:
        stream.writestr("a-1.dist-info/entry_points.txt", "[ntmrules]\na = b\n")
    assert surely_none()  # beside other files it is no place to import from
    monkeypatch.setattr(sys, "path", [str(packed)])
    assert not surely_none()
    monkeypatch.setattr(sys, "path", [str(folder / "a.egg")])
    assert not surely_none()
    monkeypatch.setattr(sys, "path", [str(folder)])

    class Finder:
        def find_distributions(self, context: object) -> list[object]:
            return []

    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Finder()])
    assert not surely_none()


RUN = """
import sys
from ntmrules.cli import run
run(["evaluate", "examples/mau.csv", "--set", "xa-ntm", "--on", "2023-10-31"])
"""
NOT_NEEDED = ("cattrs", "cyclopts", "difflib", "importlib.metadata", "pluggy", "rich", "yaml", "zipfile")


def _said_after_a_run(code: str, cache: Path) -> str:
    env = {"NTMRULES_CACHE": str(cache), "NTMRULES_PLUGINS": "", "PATH": ""}
    done = subprocess.run([sys.executable, "-c", RUN + code], capture_output=True, text=True, env=env, check=True)
    assert "xã Mẫu" in done.stdout
    return done.stderr.strip().splitlines()[-1]


def test_a_start_with_everything_kept_loads_nothing_that_a_file_of_figures_does_not_need(tmp_path: Path) -> None:
    code = f"print(*sorted(set({NOT_NEEDED!r}) & set(sys.modules)), '.', file=sys.stderr)"
    first = {"."} if SHIPPED.is_dir() else {"cattrs", "yaml", "."}  # a wheel carries the catalogue as it is read
    assert first <= {*_said_after_a_run(code, tmp_path).split()}
    assert _said_after_a_run(code, tmp_path) == "."


def test_a_start_with_everything_kept_has_attrs_make_hardly_a_class(tmp_path: Path) -> None:
    code = """
from ntmrules import frozen
made = [cls for cls in frozen._waiting if not isinstance(vars(cls)["__attrs_attrs__"], frozen._Later)]
print(len(frozen._waiting) > 100, *sorted(cls.__qualname__ for cls in made), file=sys.stderr)
"""
    _said_after_a_run("print('.', file=sys.stderr)", tmp_path)
    assert _said_after_a_run(code, tmp_path) == "True Attainment Reading Rulebook"

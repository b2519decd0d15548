"""The public face: what may be imported, and what importing costs."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import ntmrules
import ntmrules.testing

ROOT = Path(__file__).parents[2]

PUBLIC = [
    "Attainment",
    "Basis",
    "CatalogError",
    "Change",
    "CriteriaSet",
    "DateError",
    "Decision",
    "Dossiers",
    "Entry",
    "Evidence",
    "FigureTable",
    "FiguresError",
    "Firing",
    "Floor",
    "History",
    "Library",
    "Node",
    "NtmRulesError",
    "PluginError",
    "Problem",
    "Reason",
    "ReasonCode",
    "Rulebook",
    "Session",
    "Step",
    "Tallies",
    "Tally",
    "UnitError",
    "UnitFigures",
    "UsageError",
    "Verdict",
    "__version__",
    "audit",
    "read_figures",
    "read_history",
]
# Runs in a fresh interpreter and prints what the import did.
WATCH = """
import json, sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
import {module}
print(json.dumps([sorted(sys.modules), opened]))
"""


def imported(module: str) -> tuple[set[str], list[str]]:
    done = subprocess.run(
        [sys.executable, "-c", WATCH.format(module=module)],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": ""},
    )
    modules, opened = json.loads(done.stdout)
    return set(modules), opened


def test_the_public_names_are_these_and_no_others() -> None:
    assert sorted(ntmrules.__all__) == sorted(PUBLIC)


def test_every_public_name_can_be_fetched_and_is_listed() -> None:
    for package in (ntmrules, ntmrules.testing):
        for name in package.__all__:
            assert getattr(package, name) is not None
        assert set(package.__all__) <= set(dir(package))


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(ntmrules, "no_such_name")
    assert not hasattr(ntmrules.testing, "no_such_name")


def test_importing_the_package_brings_no_library_and_reads_no_rule() -> None:
    modules, opened = imported("ntmrules")
    for heavy in (
        "yaml",
        "attrs",
        "attr",
        "cattrs",
        "pluggy",
        "rich",
        "cyclopts",
        "polars",
        "durable",
        "hypothesis",
        "pytest",
        "importlib.metadata",
    ):
        assert heavy not in modules, heavy
    assert not [path for path in opened if path.endswith((".yaml", ".bin", "entry_points.txt"))]
    assert {name for name in modules if name.startswith("ntmrules")} == {"ntmrules", "ntmrules._version"}


def test_the_pytest_plugin_brings_nothing_of_the_engine() -> None:
    modules, _ = imported("ntmrules.testing.plugin")
    assert {name for name in modules if name.startswith("ntmrules")} == {
        "ntmrules",
        "ntmrules._version",
        "ntmrules.testing",
        "ntmrules.testing.plugin",
    }
    assert "hypothesis" not in modules


def test_the_version_of_the_distribution_is_that_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == ntmrules.__version__


def test_an_error_survives_a_trip_to_another_process() -> None:
    import pickle

    error = ntmrules.FiguresError(
        ntmrules.Problem("NTM501", "a.csv", "cannot be read", expected="a file", remedy="look")
    )
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == str(error)
    assert again.problems == error.problems

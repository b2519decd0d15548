"""Pytest plugin: every ``*.cases.yaml`` beside the rules of a pack is a file of tests, every case in it one test.

So are those beside the entries of a pack, in ``overrides/``. It does nothing, and imports nothing of the engine, until
such a file is collected. The set is that of the ``set.yaml`` beside the file, or the one that its cases name; a pack
outside the national catalogue is laid beside it, as ``ntmrules lint`` does.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from ntmrules.catalog.pack import Pack
    from ntmrules.check.cases import CaseRunner, PlacedCase
    from ntmrules.errors import NtmRulesError

SUFFIX = ".cases.yaml"


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Take the case files that lie beside a ``set.yaml``, or beside the entries of a pack."""
    if file_path.name.endswith(SUFFIX) and ((file_path.parent / "set.yaml").is_file() or _beside_entries(file_path)):
        return CaseFile.from_parent(parent, path=file_path)
    return None


def _beside_entries(path: Path) -> bool:
    return path.parent.name == "overrides" and (path.parent.parent / "pack.yaml").is_file()


class CaseFailedError(Exception):
    """A case that does not hold; the message is that of its problem, with file and line."""


class CaseFile(pytest.File):
    """One file of cases."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield one test a case; a file that cannot be read is one failed collection with all its problems."""
        from ntmrules.check.cases import read_cases
        from ntmrules.errors import NtmRulesError

        try:
            pack, runner = _runner(_root_of(self.path))
            set_id = None if _beside_entries(self.path) else _set_beside(pack, self.path)
            cases = read_cases(self.path, set_id, _shown(self.config, self.path))
        except NtmRulesError as error:
            raise self.CollectError(str(error)) from None
        names: dict[str, int] = {}
        for placed in cases:
            name = f"{placed.case.of}: {placed.case.name}"
            names[name] = names.get(name, 0) + 1
            if names[name] > 1:
                name = f"{name} ({names[name]})"
            yield CaseItem.from_parent(self, name=name, placed=placed, runner=runner)


class CaseItem(pytest.Item):
    """One case."""

    def __init__(self, *, placed: PlacedCase, runner: CaseRunner, **rest: Any) -> None:
        super().__init__(**rest)
        self.placed, self.runner = placed, runner

    def runtest(self) -> None:
        """Judge the case."""
        problem = self.runner.problem(self.placed)
        if problem is not None:
            raise CaseFailedError(str(problem))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Return the problem alone: a traceback through the engine says nothing about a rule."""
        if isinstance(excinfo.value, CaseFailedError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return file, line and name, so that an editor can go there."""
        line = self.placed.at.rsplit(":", 2)[-2:][0]
        # Not the bare name: pytest takes the dots of a label for a path of classes.
        return self.path, int(line) - 1 if line.isdigit() else None, f"case {self.name}"


def _root_of(path: Path) -> Path:
    from ntmrules.check.lint import pack_root

    return pack_root(path).resolve()


@lru_cache(maxsize=8)
def _runner(root: Path) -> tuple[Pack, CaseRunner]:
    """The pack at ``root`` and one runner for all its files: a rulebook is made once a set, day, place and floor."""
    from ntmrules.check.cases import CaseRunner
    from ntmrules.check.lint import known_pack

    own, catalogue = known_pack(root)
    return own, CaseRunner(catalogue)


def _set_beside(pack: Pack, path: Path) -> str:
    for set_id, head in pack.set_files.items():
        if head.resolve().parent == path.resolve().parent:
            return set_id
    raise _no_set(path)


def _no_set(path: Path) -> NtmRulesError:
    from ntmrules.errors import CatalogError, problem

    return CatalogError(problem("NTM145", str(path)))


def _shown(config: pytest.Config, path: Path) -> str:
    try:
        return path.relative_to(config.rootpath).as_posix()
    except ValueError:
        return str(path)

"""A whole site built once, and a small catalogue that tests may change."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ntmrules.catalog.pack import catalog_root
from ntmrules.docgen.book import Book, Options
from ntmrules.docgen.build import Built, build
from ntmrules.library import Library

SMALL = ("xa-ntm-2016", "xa-ntm-2021")


@pytest.fixture(scope="session")
def library() -> Library:
    """The national catalogue alone."""
    return Library(plugins=())


@pytest.fixture(scope="session")
def book(library: Library) -> Book:
    """Everything, in Vietnamese."""
    return Book.of(library, Options())


@pytest.fixture(scope="session")
def site(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site in Vietnamese."""
    folder = tmp_path_factory.mktemp("site")
    build(library, folder, Options())
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of two sets with every register, to change."""
    root = tmp_path / "catalogs"
    shutil.copytree(catalog_root(), root, ignore=shutil.ignore_patterns("national", "procedures", "reporting"))
    for name in SMALL:
        shutil.copytree(catalog_root() / "national" / name, root / "national" / name)
    return root


@pytest.fixture
def built(small: Path, tmp_path: Path) -> Callable[..., Built]:
    """Build the small catalogue as it stands now into ``tmp_path/out``."""

    def run(*, out: str = "out", packs: tuple[Path, ...] = (), force: bool = False, **options: object) -> Built:
        library = Library(national=small, packs=packs, plugins=())
        return build(library, tmp_path / out, Options(**options), force=force)  # type: ignore[arg-type]

    return run

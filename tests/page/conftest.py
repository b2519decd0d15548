"""The page in a real browser; without the interpreter, playwright or Chromium it skips and says what to get."""

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conformance import kit
from deadline import in_time

import ntmrules
from ntmrules.errors import UsageError
from ntmrules.page.build import Chosen, write_page
from ntmrules.page.runtime import Runtime, runtime_in

ROOT = Path(__file__).resolve().parents[2]
PACKS = tuple(sorted(path.parent for path in (ROOT / "plugins").rglob("pack.yaml") if ".tox" not in path.parts))


@pytest.fixture(autouse=True)
def in_the_end() -> Iterator[None]:
    """Whatever a browser never answers ends as a failure."""
    with in_time(300):
        yield


@pytest.fixture(scope="session")
def runtime() -> Runtime:
    """The interpreter that pages hold."""
    folder = os.environ.get("NTMRULES_PYODIDE")
    if not folder:
        pytest.skip("NTMRULES_PYODIDE names no folder with Pyodide: tox run -e page fetches it")
    if shutil.which("node") is None:
        pytest.skip("Node.js is needed to build a page (apt-get install nodejs)")
    try:
        return runtime_in(Path(folder))
    except UsageError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def built(runtime: Runtime, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the national catalogue and the province packs."""
    path = tmp_path_factory.mktemp("page") / "ntm.html"
    library = ntmrules.Library(packs=PACKS, plugins=())
    write_page(
        library, runtime, Chosen(set="xa-ntm", on="2023-10-31", province="Hải Dương", built=date(2026, 11, 30)), path
    )
    return path


@pytest.fixture(scope="session")
def made_up(runtime: Runtime, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page over the made-up packs of the conformance kit."""
    path = tmp_path_factory.mktemp("made-up") / "thu.html"
    write_page(kit.library(), runtime, Chosen(set="vn/thu/2021", on="2023-01-01"), path)
    return path


def new_chromium(running: Any) -> Any:
    """Return a headless Chromium of its own; skips where there is none."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("Chromium is not there: apt-get install chromium, or CHROMIUM=PATH")
    return running.chromium.launch(executable_path=program, args=["--no-sandbox"])


@pytest.fixture(scope="session")
def playwright() -> Iterator[Any]:
    """What starts browsers."""
    api = pytest.importorskip("playwright.sync_api", reason="pip install playwright")
    with api.sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Any) -> Iterator[Any]:
    """Headless Chromium."""
    chromium = new_chromium(playwright)
    yield chromium
    chromium.close()


@pytest.fixture
def page(built: Path, browser: Any) -> Iterator[Any]:
    """The page, started."""
    made = started(browser, built)
    yield made
    made.close()


def started(browser: Any, path: Path) -> Any:
    """Return a page once its Python runs; ``page.asked`` are the addresses that it asked for."""
    made = browser.new_page(viewport={"width": 1280, "height": 900})
    made.set_default_timeout(120_000)  # nothing here is a matter of time, and other work may run
    made.set_default_navigation_timeout(120_000)
    made.asked = []
    made.on("request", lambda request: made.asked.append(request.url))
    made.goto(path.as_uri())
    made.wait_for_selector("body[data-ready]")
    return made

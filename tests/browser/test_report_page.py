"""The report in headless Chromium, from the disk and without a network. Skipped where there is no Chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ntmrules.cli import run

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
EVIL = "xã <img src=x onerror=alert(1)>"
FIGURES = (
    "unit,within,subject,value,as_of\nxã A,huyện Hải Hà,17,chưa đạt,2023-01-01\nxã A,huyện Hải Hà,17,đạt,2023-06-01\n"
    "xã B,huyện K,18,đạt,2023-01-01\nxã B,huyện K,thu-nhap-binh-quan-dau-nguoi,30,2023-06-01\n"
    f'"{EVIL}",huyện K,18,đạt,2023-01-01\n'
)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    (folder / "so-lieu.csv").write_text(FIGURES, "utf-8")
    out = folder / "bao-cao.html"
    run(["report", "html", str(folder / "so-lieu.csv"), "--from", "2023-01-01", "--on", "2023-10-31", "--no-plugins",
         "-o", str(out)])  # fmt: skip
    return out


@pytest.fixture(scope="module")
def meeting(report: Path) -> Path:
    """The same figures with capital, dossiers and products."""
    examples = Path(__file__).parents[2] / "examples"
    out = report.with_name("hop.html")
    run(["report", "html", str(report.with_name("so-lieu.csv")), "--from", "2023-01-01", "--on", "2023-10-31", "--no-plugins",
         "-o", str(out), "--dossiers", str(examples / "ho-so"), "--ocop", str(examples / "ocop" / "san-pham.csv"),
         "--capital", str(examples / "ho-so" / "von.csv")])  # fmt: skip
    return out


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip(
            "chromium is not installed (Debian: apt-get install chromium), so the report is not tried in a browser"
        )
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A fresh page without a network; a fault on it fails the test."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    faults: list[str] = []
    opened.on("console", lambda told: faults.append(told.text) if told.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("dialog", lambda dialog: faults.append(dialog.message))
    yield opened
    context.close()
    assert faults == []


def show(page: Any, report: Path, view: str = "") -> None:
    page.goto("about:blank")
    page.goto(f"{report.as_uri()}#{view}")
    page.wait_for_function("document.documentElement.dataset.ready === '1'")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_view_opens_and_is_no_wider_than_the_screen(page: Any, report: Path, width: int, lang: str) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    for view in ("", "heat", "changes", "work", "sources", "unit"):
        show(page, report, f"v={view}&lang={lang}&unit=xã A|huyện Hải Hà")
        assert page.get_attribute("html", "lang") == lang
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), view
        assert page.locator("main h1").count() == 1


def test_a_total_opens_the_list_behind_it(page: Any, report: Path) -> None:
    show(page, report)
    card = page.locator(".cards li", has_text="Chưa đạt").first
    shown = int(card.locator(".big a").inner_text())
    card.locator(".big a").click()
    page.wait_for_selector("table.heat")
    assert page.locator("table.heat tbody:not(.gap) tr").count() == shown == 1
    assert "s=n" in page.url


def test_search_without_accents(page: Any, report: Path) -> None:
    show(page, report, "v=heat")
    page.fill("#f-q", "hai ha")
    assert page.locator("table.heat tbody:not(.gap) tr").all_inner_texts()[0].startswith("xã A")
    assert page.locator("table.heat tbody:not(.gap) tr").count() == 1


def test_the_table_goes_by_keys_to_the_words_of_an_indicator(page: Any, report: Path) -> None:
    show(page, report, "v=heat&q=xã B")
    page.locator("table.heat [data-at='0,0']").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.at") == "0,3"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")  # opens the indicators of criterion 2
    page.wait_for_selector("table.heat .sub")
    assert page.locator("table.heat .sub").first.inner_text() == "2.1"
    page.locator("table.heat td[data-at='0,2']").click()
    page.wait_for_selector("article.case")
    assert "30 triệu đồng/người/năm" in page.inner_text("main")


def test_results_and_reporting_share_no_colour(page: Any, report: Path) -> None:
    show(page, report, "v=heat")
    own = "e => [...document.querySelectorAll(e)].map(x => getComputedStyle(x).backgroundColor)"
    results = set(page.evaluate(own, ".legend .k"))
    show(page, report, "v=heat&mode=report")
    reporting = set(page.evaluate(own, ".legend .r"))
    assert len(results) == 4
    assert not results & reporting


def test_a_name_with_markup_is_shown_and_never_runs(page: Any, report: Path) -> None:
    show(page, report, "v=heat")
    assert EVIL in page.inner_text("table.heat")
    assert page.locator("main img").count() == 0


def test_a_browser_without_decompression_streams_shows_the_same(page: Any, report: Path) -> None:
    show(page, report, "v=unit&unit=xã A|huyện Hải Hà")
    page.wait_for_selector("article.case")
    told = page.inner_text("main")
    page.add_init_script("delete window.DecompressionStream")
    show(page, report, "v=unit&unit=xã A|huyện Hải Hà")
    page.wait_for_selector("article.case")
    assert page.evaluate("typeof DecompressionStream") == "undefined"
    assert page.inner_text("main") == told


def test_a_page_that_was_cut_says_so(page: Any, report: Path, tmp_path: Path) -> None:
    text = report.read_text("utf-8")
    begin = text.index('id="overview">') + len('id="overview">')
    cut = tmp_path / "cut.html"
    cut.write_text(text[: begin + 400] + text[text.index("</script>", begin) :], "utf-8")
    for start in ("", "delete window.DecompressionStream"):
        page.add_init_script(start)
        page.goto(cut.as_uri())
        page.wait_for_selector("[role=alert]")
        assert "ntmrules report html" in page.inner_text("[role=alert]")


def test_the_print_has_every_row(page: Any, report: Path) -> None:
    show(page, report, "v=heat")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("table.heat tbody:not(.gap) tr").count() == 3
    assert page.locator("tbody.gap:visible").count() == 0


def test_totals_of_capital_dossiers_and_products_open_the_rows_behind_them(page: Any, meeting: Path) -> None:
    out = meeting
    page.goto(out.as_uri() + "#v=ocop")
    page.locator("tr", has_text="4 sao").get_by_role("link").click()
    page.wait_for_selector("text=4 sao: 87")
    stars = page.locator("section tbody tr td:nth-of-type(5)").all_inner_texts()
    assert len(stars) == 87
    assert set(stars) == {"4"}
    page.goto(out.as_uri() + "#v=dossiers")
    page.reload()
    page.locator("section:nth-of-type(2) tbody a").first.click()
    page.wait_for_selector("text=← ")
    assert page.locator("section").count() == 1
    assert page.locator("section tbody tr").count() == 1
    page.goto(out.as_uri() + "#v=capital")
    page.reload()
    page.locator("section:nth-of-type(1) tr").last.get_by_role("link").first.click()
    page.wait_for_selector("text=kế hoạch (triệu đồng): 21.600")
    amounts = page.locator("section tbody tr td:nth-of-type(5)").all_inner_texts()
    assert sum(int(each.replace(".", "")) for each in amounts) == 21600


UNIT = "unit&unit=xã A|huyện Hải Hà"
VIEWS = ("", "heat&open=1&mode=report", "changes", "capital", UNIT)


@pytest.mark.parametrize(("width", "theme", "views"), [(390, "light", VIEWS), (1280, "dark", ("", "heat"))])
def test_no_view_breaks_a_rule_of_accessibility(
    page: Any, meeting: Path, width: int, theme: str, views: tuple[str, ...]
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page.set_viewport_size({"width": width, "height": 844})
    for view in views:
        show(page, meeting, f"theme={theme}&v={view}")
        found = axe.Axe().run(page)
        assert found.violations_count == 0, f"{view}\n{found.generate_report()}"

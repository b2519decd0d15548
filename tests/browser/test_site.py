"""The site in headless Chromium, from the disk and without a network. Skipped where there is no Chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ntmrules.docgen.book import Options
from ntmrules.docgen.build import build
from ntmrules.library import Library

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PHONE = {"width": 390, "height": 844}
SHOWN = ("index.html", "vn/xa-ntm/2021/index.html", "vn/xa-ntm/2021/10.html", "vn/xa-ntm/2021/10.1.html",
         "vn/xa-ntm-nang-cao/2021/8.2.html", "coverage.html", "changes.html", "decisions.html", "measures.html",
         "sources.html", "glossary.html", "provinces/index.html")  # fmt: skip


# The least contrast between words and what is behind them, as WCAG counts it, with the words.
CONTRAST = """() => {
  const linear = v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = colour => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(v => linear(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = element => {
    for (let e = element; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (!/, 0\\)|transparent/.test(colour)) return colour;
    }
    return 'rgb(255,255,255)';
  };
  const words = 'main p, main td, main th, main a, main .badge, main li, main dt, footer p';
  return [...document.querySelectorAll(words)].map(e => {
    const pair = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
    return [(pair[0] + 0.05) / (pair[1] + 0.05), e.className + ': ' + e.textContent.slice(0, 40)];
  }).sort((x, y) => x[0] - y[0])[0];
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build(Library(plugins=()), folder, Options())
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip(
            "chromium is not installed (Debian: apt-get install chromium), so the site is not tried in a browser"
        )
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A fresh page without a network; what goes wrong on it is kept in ``page.faults``."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.faults = []
    opened.on(
        "console", lambda message: opened.faults.append(message.text) if message.type in ("error", "warning") else None
    )
    opened.on("pageerror", lambda error: opened.faults.append(str(error)))
    opened.on("requestfailed", lambda request: opened.faults.append(request.url))
    yield opened
    context.close()


def open_(page: Any, site: Path, name: str) -> None:
    page.goto((site / name).as_uri())


def results(page: Any, query: str) -> list[str]:
    page.fill("#q", query)
    return [str(each) for each in page.eval_on_selector_all("#found a", "links => links.map(link => link.href)")]


@pytest.mark.parametrize("query", ["thu nhap binh quan", "Thu nhập bình quân", "THU NHẬP", "income per person"])
def test_search_finds_with_and_without_accents_and_in_english(page: Any, site: Path, query: str) -> None:
    open_(page, site, "vn/xa-ntm/2021/1.1.html")
    assert (site / "vn/xa-ntm/2021/10.1.html").as_uri() in results(page, query)
    page.click('#found a[href$="vn/xa-ntm/2021/10.1.html"]')
    assert page.text_content("h1").strip().startswith("10.1")


@pytest.mark.parametrize("query", ["CTR", "PCCC", "TTHC", "BVMT"])
def test_search_finds_a_short_form_and_no_word_that_only_holds_its_letters(page: Any, site: Path, query: str) -> None:
    page.goto((site / "index.html").as_uri())
    found = results(page, query)
    assert 0 < len(found) <= 30
    assert not [each for each in found if "/4.2.html" in each and "xa-ntm/2021" in each]  # electricity


def test_search_says_when_nothing_is_found_and_can_be_used_by_keyboard(page: Any, site: Path) -> None:
    open_(page, site, "index.html")
    assert results(page, "qwertyuiop") == []
    assert page.text_content("#found .status") == "Không tìm thấy trang nào"
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    page.keyboard.type("ho ngheo")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.tagName") == "A"
    page.keyboard.press("Enter")
    page.wait_for_function("document.title.toLowerCase().includes('nghèo')")


def test_a_set_page_shows_all_its_criteria(page: Any, site: Path) -> None:
    open_(page, site, "vn/xa-ntm/2021/index.html")
    assert page.locator("section.criterion").count() == 19
    assert page.locator("section.criterion tbody tr").count() == 57


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_is_wider_than_a_phone_or_complains(browser: Any, site: Path, name: str, scheme: str) -> None:
    context = browser.new_context(offline=True, viewport=PHONE, color_scheme=scheme)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda request: faults.append(request.url))
    open_(page, site, name)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert faults == []
    context.close()


def test_dark_and_light_can_be_switched_and_the_choice_is_kept(page: Any, site: Path) -> None:
    open_(page, site, "index.html")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click(".theme")
    after = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert before != after
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == after


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_background(browser: Any, site: Path, scheme: str) -> None:
    context = browser.new_context(offline=True, color_scheme=scheme)
    page = context.new_page()
    open_(page, site, "vn/xa-ntm/2021/10.1.html")
    worst = page.evaluate(CONTRAST)
    assert worst[0] >= 4.5, worst
    context.close()


def test_the_changes_between_two_days_are_shown_alone(page: Any, site: Path) -> None:
    open_(page, site, "changes.html")
    whole = page.locator(".day:visible").count()
    page.fill("[name=from]", "2024-01-01")
    page.fill("[name=to]", "2024-12-31")
    shown = page.eval_on_selector_all(".day", "days => days.filter(day => !day.hidden).map(day => day.dataset.day)")
    assert 0 < len(shown) < whole
    assert all("2024-01-01" <= day <= "2024-12-31" for day in shown)
    page.click("[type=reset]")
    page.wait_for_function(f"[...document.querySelectorAll('.day')].filter(day => !day.hidden).length === {whole}")


def test_every_link_on_the_page_of_an_indicator_opens_a_page(page: Any, site: Path) -> None:
    open_(page, site, "vn/xa-ntm/2021/10.1.html")
    links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    assert len(links) > 20
    for link in dict.fromkeys(link.partition("#")[0] for link in links):
        page.goto(link)
        assert page.locator("h1").count() == 1, link
    assert page.faults == []


def test_a_page_without_scripts_still_shows_everything(browser: Any, site: Path) -> None:
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    open_(page, site, "vn/xa-ntm/2021/10.1.html")
    assert "39" in page.inner_text("main")
    assert not page.is_visible(".search")
    open_(page, site, "changes.html")
    assert page.locator(".day").first.is_visible()
    context.close()


def test_on_paper_there_is_no_menu_and_worked_cases_are_open(page: Any, site: Path) -> None:
    open_(page, site, "vn/xa-ntm/2021/10.1.html")
    page.emulate_media(media="print")
    assert not page.is_visible("header.top")
    assert page.locator("details.case .trace").first.is_visible()

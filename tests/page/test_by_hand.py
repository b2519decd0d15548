"""What hands do with the page: keys alone, tables that are pasted, files that are no table, doubts said to be right."""

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from page.test_in_browser import DROP, ROOT, add_unit, ask

MAU = (ROOT / "examples" / "mau.csv").read_text(encoding="utf-8")
PASTE = """([text, where]) => {
  const given = new DataTransfer();
  given.setData("text/plain", text);
  given.items.add(new File(["picture"], "image.png", { type: "image/png" }));
  const event = new ClipboardEvent("paste", { clipboardData: given, bubbles: true, cancelable: true });
  return document.querySelector(where).dispatchEvent(event);
}"""
INCOME = "#f-thu-nhap-binh-quan-dau-nguoi"


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.id"))


def open_mau(page: Any) -> None:
    page.evaluate(DROP, ["mau.csv", MAU])
    page.wait_for_selector(".group")


def to_form(page: Any) -> None:
    page.click("#tab-form")
    page.wait_for_selector(".figures")


def until(page: Any, is_so: str) -> None:
    for _ in range(600):
        if page.evaluate(is_so):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never so: {is_so}")


def test_set_and_day_are_chosen_with_keys_which_stay_where_they_are(page: Any) -> None:
    page.focus("#set")
    page.keyboard.press("ArrowDown")
    until(page, "ntm.state.about.set === 'vn/xa-ntm/2026'")
    page.keyboard.press("ArrowUp")
    until(page, "ntm.state.about.set === 'vn/xa-ntm/2021'")
    for _ in range(3):
        page.keyboard.press("ArrowUp")
    until(
        page, "ntm.state.about.set === document.querySelector('#set').value && ntm.state.about.set.includes('xa-ntm-')"
    )
    assert focused(page) == "set"
    page.select_option("#set", "vn/xa-ntm/2021")
    until(page, "ntm.state.about.set === 'vn/xa-ntm/2021'")
    page.focus("#day")
    page.keyboard.type("06302024", delay=100)
    until(page, "ntm.state.about.on === '2024-06-30'")
    assert (focused(page), page.input_value("#day")) == ("day", "2024-06-30")
    assert page.is_hidden("#problems")


def test_the_whole_way_is_gone_with_keys_alone(page: Any) -> None:
    def tab_to(is_there: Callable[[], bool]) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if is_there():
                return
        pytest.fail(f"no key leads there, the last was {focused(page)}")

    tab_to(lambda: focused(page) == "name")
    page.keyboard.type("xã A")
    page.keyboard.press("Enter")
    page.wait_for_selector(".figures")
    page.keyboard.type("xã B")
    page.keyboard.press("Enter")
    page.wait_for_selector("#unit-1")
    tab_to(lambda: focused(page) == "unit-0")
    page.keyboard.press("Enter")
    until(page, "ntm.state.unit.at === 0")
    assert focused(page) == "unit-0"
    tab_to(lambda: focused(page).startswith("f-"))
    page.keyboard.press("ArrowDown")  # có
    until(page, "Object.values(ntm.state.unit.values).includes('yes')")
    page.focus("#tab-form")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".group")
    assert focused(page) == "tab-results"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".trace-row:not([hidden]) li")
    page.focus("#to-en")
    page.keyboard.press("Enter")
    page.wait_for_selector("html[lang=en]")
    assert focused(page) == "to-en"


def test_a_figure_goes_to_the_unit_in_whose_form_it_was_typed_and_into_a_file_that_is_saved_at_once(page: Any) -> None:
    add_unit(page)
    ask(page, "add", unit="xã Khác")
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.evaluate(
        """(field) => {
          const input = document.querySelector(field);
          input.value = "47";
          input.dispatchEvent(new Event("input"));
          ntm.state.index = 1;
        }""",
        INCOME,
    )
    kept = json.loads(page.evaluate("async () => new TextDecoder().decode(await ntm.ask('export', { kind: 'keep' }))"))
    assert [len(each["entries"]) for each in kept["units"]] == [1, 0]


def test_what_cannot_be_used_says_which_figure_the_result_still_follows(page: Any) -> None:
    open_mau(page)
    to_form(page)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    before = page.input_value(INCOME)
    page.fill(INCOME, "bốn")
    page.wait_for_selector(f"{INCOME}[aria-invalid=true]")
    assert f"Kết quả vẫn theo số trước: {before}." in page.inner_text(f"{INCOME}-e")


def test_a_table_copied_in_excel_is_pasted_and_one_cell_goes_into_its_field(page: Any) -> None:
    table = "Đơn vị\tChỉ tiêu\tKết quả\r\nxã Mẫu\t11.1\t2,5%\r\nxã Mẫu\t10.1\t47\r\n"
    assert page.evaluate(PASTE, [table, "body"]) is False
    page.wait_for_selector(".group")
    assert "2,5%" in page.inner_text("#unit")
    assert page.evaluate(PASTE, ["47\r\n", "#name"]) is True  # the browser puts it there
    assert page.evaluate(PASTE, ["1\r\n250\r\n", "#name"]) is False  # which would become one number
    page.wait_for_selector("#problems li")
    assert [each["unit"] for each in ask(page, "units")["units"]] == ["xã Mẫu"]
    assert page.evaluate(PASTE, ["47", "body"]) is False
    assert "dán vào ô của nó" in page.inner_text("#status")


def test_a_word_file_is_told_as_one(page: Any, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bao-cao.docx", "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", "<document/>")
    with page.expect_file_chooser() as chooser:
        page.click(".do.main")
    chooser.value.set_files(tmp_path / "bao-cao.docx")
    page.wait_for_selector("#problems li")
    assert "là một tệp Word" in page.inner_text("#problems")


def test_doubts_are_said_to_be_right_beside_other_errors(page: Any) -> None:
    table = "unit;subject;value\nxã A;10.1;460000\nxã A;11.1;SLIP\n"
    page.evaluate(DROP, ["a.csv", table.replace("SLIP", "bốn")])
    page.wait_for_selector("#problems li")
    assert page.locator("#problems li").count() == 2
    page.click("#problems button:text-is('Đúng như vậy, vẫn dùng')")
    page.wait_for_selector("#problems li")
    until(page, "document.querySelectorAll('#problems li').length === 1")
    assert "bốn" in page.inner_text("#problems")
    page.evaluate(DROP, ["a.csv", table.replace("SLIP", "2")])
    until(page, "document.querySelectorAll('#problems button').length === 1")  # another file: asked again
    page.click("#problems button")
    page.wait_for_selector(".group")


def test_a_file_of_three_thousand_million_bytes_is_refused_and_not_read(page: Any) -> None:
    page.evaluate(
        """() => {
          const file = { name: "to.csv", size: 3e9, arrayBuffer: () => { throw new Error("it was read"); } };
          const event = new DragEvent("drop", { bubbles: true, cancelable: true });
          Object.defineProperty(event, "dataTransfer", { value: { files: [file], getData: () => "" } });
          document.dispatchEvent(event);
        }"""
    )
    page.wait_for_selector("#problems li")
    assert "quá lớn" in page.inner_text("#problems")


def test_a_file_that_is_dropped_before_the_page_is_ready_is_opened_then(built: Path, browser: Any) -> None:
    page = browser.new_page()
    page.goto(built.as_uri(), wait_until="commit")
    until(page, "Boolean(window.ntm)")
    page.evaluate(DROP, ["mau.csv", MAU])
    page.wait_for_selector(".group", timeout=90_000)
    page.close()


def test_an_error_of_python_itself_is_named_to_whoever_has_to_mend_it(page: Any) -> None:
    said = page.evaluate("ntm.ask('nonsense').then(() => '', (error) => String(error))")
    assert "has no attribute 'ask_nonsense'" in said.strip().splitlines()[-1]


def test_every_criterion_of_every_unit_fits_a_printed_sheet(page: Any) -> None:
    open_mau(page)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 960})  # A4 upright within its margins
    assert page.evaluate("document.querySelector('#units table').getBoundingClientRect().right") <= 680
    assert page.evaluate("document.documentElement.scrollWidth") <= 680


def test_paper_says_what_was_judged_in_black_on_white(page: Any) -> None:
    open_mau(page)
    to_form(page)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.emulate_media(media="print", color_scheme="dark")
    said = page.inner_text("#paper")
    assert page.eval_on_selector("#province", "each => each.selectedOptions[0].text") in said
    assert re.search(r": \d{1,2}/\d{1,2}/\d{4}$", said)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_figures_count_as_kept_where_their_file_can_be_opened_again(page: Any) -> None:
    open_mau(page)
    for at, kept in enumerate((False, False, False, True, True)):  # xlsx, doc, csv, json, ntm.json, as they stand there
        page.evaluate("ntm.state.unsaved = true")
        with page.expect_download():
            page.click(f"#out button >> nth={at}")
        assert page.evaluate("ntm.state.unsaved") is not kept


def test_what_is_typed_while_a_file_is_opened_never_goes_to_a_unit_of_that_file(page: Any) -> None:
    page.on("dialog", lambda dialog: dialog.accept())
    add_unit(page)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.workers[0].evaluate("setTimeout(() => { const from = Date.now(); while (Date.now() - from < 3000); })")
    page.evaluate(DROP, ["khac.csv", "unit;subject;value\nxã Khác;11.1;2,5\n"])
    until(page, "document.querySelector('#unit').inert")
    page.evaluate("(field) => document.querySelector(field).focus()", INCOME)
    page.keyboard.type("47")
    until(page, "ntm.state.units[0].unit === 'xã Khác'")
    # What was drawn for the unit of before may be seen a moment longer.
    page.evaluate(
        """(field) => {
          const input = document.querySelector(field);
          if (!input) return;
          input.value = "47";
          input.dispatchEvent(new Event("input"));
        }""",
        INCOME,
    )
    page.wait_for_selector(".group")
    until(page, "!document.querySelector('#unit').inert")
    assert ask(page, "unit", index=0)["values"] == {"ty-le-ho-ngheo-da-chieu": "2.5"}


def test_of_two_files_handed_in_right_after_each_other_the_last_one_stays(page: Any) -> None:
    page.evaluate(
        """() => {
          const first = { name: "a.csv", size: 40, arrayBuffer: () => new Promise((go) => setTimeout(() =>
            go(new TextEncoder().encode("unit;subject;value\\nxã Trước;11.1;2\\n").buffer), 1000)) };
          for (const file of [first, new File(["unit;subject;value\\nxã Sau;11.1;3\\n"], "b.csv")]) {
            const event = new DragEvent("drop", { bubbles: true, cancelable: true });
            Object.defineProperty(event, "dataTransfer", { value: { files: [file], getData: () => "" } });
            document.dispatchEvent(event);
          }
        }"""
    )
    until(page, "ntm.state.unit && ntm.state.unit.unit === 'xã Sau'")
    page.wait_for_timeout(1500)
    assert [each["unit"] for each in ask(page, "units")["units"]] == ["xã Sau"]
    assert page.inner_text("#unit h2") == "xã Sau"


def test_what_is_told_of_a_file_is_told_again_in_the_language_that_is_chosen_then(page: Any, tmp_path: Path) -> None:
    page.evaluate(DROP, ["a.csv", "unit;subject;value\nxã A;11.1;bốn\n"])
    page.wait_for_selector("#problems li")
    page.click("#to-en")
    until(page, "document.querySelector('#problems').innerText.includes('This cannot be used yet')")
    assert "is no number" in page.inner_text("#problems")
    page.click("#to-vi")
    until(page, "document.querySelector('#problems').innerText.includes('không phải số')")
    open_mau(page)
    other = tmp_path / "khac.csv"
    other.write_text(MAU, encoding="utf-8")
    with page.expect_file_chooser() as chooser:
        page.click("#out button >> nth=5")
    chooser.value.set_files(other)
    until(page, "document.querySelector('#compared').innerText.includes('So với khac.csv')")
    page.click("#to-en")
    until(page, "document.querySelector('#compared').innerText.includes('Compared with khac.csv')")
    assert page.is_hidden("#problems")


STATES: dict[str, Callable[[Any], object]] = {
    "start": lambda page: page.wait_for_selector("#choice"),
    "results": open_mau,
    "trace": lambda page: (page.click(".group summary"), page.wait_for_selector(".trace-row:not([hidden]) li")),
    "form": to_form,
    "to do": lambda page: (page.click("#tab-todo"), page.click("#body button"), page.wait_for_selector("#body li")),
    "errors": lambda page: (
        page.evaluate(DROP, ["a.csv", "unit;subject;value\nxã A;11.1;bốn\nxã A;10.1;460000\n"]),
        page.wait_for_selector("#problems li"),
    ),
    "how": lambda page: (page.evaluate(DROP, ["b.csv", "Chỉ tiêu;Kết quả\n1.1;đạt\n"]), page.wait_for_selector(".how")),
}


@pytest.mark.parametrize(("width", "lang", "theme"), [(1280, "vi", "light"), (360, "en", "dark")])
def test_no_state_breaks_a_rule_of_accessibility(page: Any, width: int, lang: str, theme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page.set_viewport_size({"width": width, "height": 844})
    page.click(f"#to-{lang}")
    page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
    for state, come in STATES.items():
        come(page)
        found = axe.Axe().run(page)
        assert found.violations_count == 0, f"{state}\n{found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, state


def to_open_form(page: Any) -> None:
    to_form(page)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")


def test_what_was_typed_and_cannot_be_stays_in_its_field(page: Any) -> None:
    open_mau(page)
    to_open_form(page)
    stood = page.input_value(INCOME)
    page.fill(INCOME, "bốn")
    page.wait_for_selector(f"{INCOME}-e code")
    page.click("#tab-results")
    page.wait_for_selector(".group")
    to_open_form(page)
    assert page.input_value(INCOME) == "bốn"
    page.wait_for_selector(f"{INCOME}-e code")
    page.click("#to-en")
    page.wait_for_selector("html[lang=en]")
    until(page, f"(document.querySelector('{INCOME}-e') || {{}}).textContent?.includes('number')")
    page.click("#to-vi")
    page.wait_for_selector("html[lang=vi]")
    to_open_form(page)
    page.fill(INCOME, stood)
    until(page, f"document.querySelector('{INCOME}').getAttribute('aria-invalid') === 'false'")
    page.click("#tab-results")
    page.wait_for_selector(".group")
    to_open_form(page)
    assert page.input_value(INCOME) == stood
    page.fill(INCOME, "năm")
    page.wait_for_selector(f"{INCOME}-e code")
    page.once("dialog", lambda dialog: dialog.accept())
    page.evaluate(DROP, ["mau.csv", MAU])  # another file: what was typed over the one before is gone
    page.wait_for_selector(".group")
    to_open_form(page)
    assert page.input_value(INCOME) == stood

"""The page opened from the disk: it asks for nothing, judges as the library does, and can be used with the keyboard alone."""

import json
import random
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import ntmrules
from ntmrules.model.figures import UnitFigures
from ntmrules.page.host import Host

ROOT = Path(__file__).resolve().parents[2]
PACKS = tuple(sorted(path.parent for path in (ROOT / "plugins").rglob("pack.yaml") if ".tox" not in path.parts))
MADE = {"set": "xa-ntm", "on": "2023-10-31", "province": "Hải Dương"}
ASK = "([verb, more, name, data]) => ntm.ask(verb, more, name ? {name, bytes: new TextEncoder().encode(data).buffer} : undefined)"
TEXT = "async (more) => new TextDecoder().decode(await ntm.ask('export', more))"


def ask(page: Any, verb: str, name: str = "", data: str = "", **more: Any) -> Any:
    return page.evaluate(ASK, [verb, {"lang": "vi", "name": name, **more}, name, data])


def add_unit(page: Any) -> None:
    """Add a unit by its name, as a person does, and wait for its form."""
    page.fill("#name", "xã Mẫu")
    page.press("#name", "Enter")
    page.wait_for_selector(".figures")


def test_it_is_small_and_nothing_is_fetched(page: Any, built: Path) -> None:
    assert built.stat().st_size < 10_500_000
    refused = page.evaluate("fetch('https://example.org/').then(() => 'sent', (error) => 'refused')")
    assert refused == "refused"
    own = [each for each in page.asked if not each.startswith(("data:", "blob:"))]
    assert own == [built.as_uri()]


def test_a_file_and_what_is_typed_give_what_the_library_gives(page: Any) -> None:
    text = (ROOT / "examples" / "mau.csv").read_text(encoding="utf-8")
    host = Host(ntmrules.Library(packs=PACKS, plugins=()).to_bytes(), MADE)
    theirs = json.loads(host.answer(json.dumps({"ask": "open", "name": "mau.csv"}), text.encode()))
    assert ask(page, "open", "mau.csv", text) == theirs
    for subject, value in (
        ("ty-le-ho-ngheo-da-chieu", "9,5"),
        ("ty-le-ho-ngheo-da-chieu", "bốn"),
        ("ty-le-ho-ngheo-da-chieu", ""),
    ):
        question = {"ask": "type", "index": 0, "subject": subject, "text": value}
        assert ask(page, "type", index=0, subject=subject, text=value) == json.loads(host.answer(json.dumps(question)))
    assert page.evaluate(TEXT, {"kind": "json"}) == host.answer(json.dumps({"ask": "export", "kind": "json"})).decode()


def random_units(count: int) -> list[UnitFigures]:
    """Communes with figures near the levels, far from them, and missing; made up, the same every time."""
    book = ntmrules.Library(packs=PACKS, plugins=()).rulebook("xa-ntm", on="2023-10-31", province="Hải Dương")
    draw = random.Random(19)
    names = sorted(name for name, each in book.measures.items() if str(each.kind) != "yes_no" and "/" not in name)
    answers = sorted(
        name for name, each in book.measures.items() if str(each.kind) == "yes_no" and each.yes_means is not None
    )
    units = []
    for at in range(count):
        values: dict[str, object] = {each: Decimal(draw.randint(0, 100)) for each in names if draw.random() < 0.7}
        values |= {each: draw.choice(["có", "không"]) for each in answers if draw.random() < 0.7}
        values |= {"1.1": draw.choice(["đạt", "chưa đạt"])}
        units.append(UnitFigures.of(f"xã {at}", values))
    return units


def test_a_thousand_communes_and_their_receipts_are_equal_byte_for_byte(page: Any) -> None:
    from ntmrules.record.figures_json import figures_data

    kept = {
        "schema": "ntmrules/page/1",
        **MADE,
        "area": None,
        "units": [figures_data(each) for each in random_units(1000)],
    }
    data = json.dumps(kept, ensure_ascii=False)
    host = Host(ntmrules.Library(packs=PACKS, plugins=()).to_bytes(), MADE)
    opened = json.loads(host.answer(json.dumps({"ask": "open", "name": "a.ntm.json"}), data.encode()))
    assert "problems" not in opened, opened
    assert ask(page, "open", "a.ntm.json", data)["units"] == opened["units"]
    assert len(opened["units"]) == 1000
    question = json.dumps({"ask": "export", "kind": "receipts"})
    assert page.evaluate(TEXT, {"kind": "receipts"}) == host.answer(question).decode()


def test_an_excel_form_goes_in_and_a_workbook_comes_out(page: Any, tmp_path: Path) -> None:
    page.on("dialog", lambda dialog: dialog.accept())
    add_unit(page)
    with page.expect_download() as form:
        page.click("text=Tải phiếu Excel trống")
    path = tmp_path / "phieu.xlsx"
    form.value.save_as(path)
    import openpyxl

    book = openpyxl.load_workbook(path)
    sheet = book.active
    row = next(row for row in sheet.iter_rows() if row[1].value == "ty-le-ho-ngheo-da-chieu")
    row[2].value, row[2].number_format = 0.025, "0.0%"
    book.save(path)
    with page.expect_file_chooser() as chooser:
        page.click(".do.main")
    chooser.value.set_files(path)
    page.wait_for_selector(".group", timeout=60_000)
    assert "2,5%" in page.inner_text("#unit")
    with page.expect_download() as out:
        page.click("text=Excel (.xlsx)")
    out.value.save_as(tmp_path / "ket-qua.xlsx")
    assert openpyxl.load_workbook(tmp_path / "ket-qua.xlsx").sheetnames[0] == "Tổng hợp"


def test_a_field_is_judged_while_typing_with_the_keyboard_and_a_slip_is_told_beside_it(page: Any) -> None:
    page.focus("#name")
    page.keyboard.type("xã <img src=x>")
    page.keyboard.press("Enter")
    page.wait_for_selector(".figures")
    assert page.query_selector("#unit img") is None
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.focus("#f-ty-le-ho-ngheo-da-chieu")
    page.keyboard.type("bốn")
    page.wait_for_selector("#f-ty-le-ho-ngheo-da-chieu[aria-invalid=true]")
    assert "NTM502" in page.inner_text("#f-ty-le-ho-ngheo-da-chieu-e")
    page.fill("#f-ty-le-ho-ngheo-da-chieu", "2,5")
    page.wait_for_selector("#f-ty-le-ho-ngheo-da-chieu[aria-invalid=false]")
    assert page.get_attribute("#f-ty-le-ho-ngheo-da-chieu", "aria-invalid") == "false"


def test_both_languages_fit_a_phone(page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    ask(page, "open", "mau.csv", (ROOT / "examples" / "mau.csv").read_text(encoding="utf-8"))
    for lang in ("en", "vi"):
        page.click(f"button[lang={lang}]")
        page.wait_for_selector(f"html[lang={lang}]")
        page.wait_for_selector(".banner")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        unnamed = page.evaluate(
            "[...document.querySelectorAll('button,input,select')].filter((each) => !each.hidden && !(each.textContent.trim() || "
            "each.getAttribute('aria-label') || (each.labels && each.labels.length))).map((each) => each.outerHTML.slice(0, 80))"
        )
        assert unnamed == []


def test_a_page_that_was_cut_off_says_so(built: Path, browser: Any, tmp_path: Path) -> None:
    text = built.read_text(encoding="utf-8")
    part = tmp_path / "cut.html"
    part.write_text(text[: text.index('id="p-start"') + 100_000], encoding="utf-8")
    page = browser.new_page()
    page.goto(part.as_uri())
    page.wait_for_selector("#bar[hidden]", state="attached", timeout=60_000)
    assert "thiếu phần cuối" in page.inner_text("#waiting")
    page.close()


DROP = """([name, text]) => {
  const given = new DataTransfer();
  given.items.add(new File([text], name));
  document.dispatchEvent(new DragEvent("drop", { dataTransfer: given, bubbles: true, cancelable: true }));
}"""


def test_a_day_of_another_period_takes_the_set_of_that_period_and_a_set_takes_a_day_of_its_own(page: Any) -> None:
    page.fill("#day", "2026-06-30")
    page.wait_for_selector("#status:has-text('giai đoạn khác')")
    assert page.input_value("#set") == "vn/xa-ntm/2026"
    page.select_option("#set", "vn/xa-ntm/2021")
    page.wait_for_selector("#status:has-text('ngày đánh giá đã đổi')")
    assert (page.input_value("#set"), page.input_value("#day")) == ("vn/xa-ntm/2021", "2025-12-31")
    assert page.is_hidden("#problems")


def opened_on(browser: Any, built: Path, folder: Path, moment: str) -> Any:
    """Return the page as one that was built on 2023-10-31 for no day, opened at ``moment``."""
    text = built.read_text(encoding="utf-8").replace('"follows": false', '"follows": true', 1)
    text = re.sub(r'"built": "[0-9-]+"', '"built": "2023-10-31"', text, count=1)
    path = folder / "ntm.html"
    path.write_text(text, encoding="utf-8")
    made = browser.new_page()
    made.set_default_timeout(120_000)
    made.clock.set_fixed_time(moment)
    made.goto(path.as_uri())
    made.wait_for_selector("body[data-ready]")
    return made


def test_a_page_that_was_built_for_no_day_judges_by_the_day_it_is_opened_and_says_how_far_it_knows(
    built: Path, browser: Any, tmp_path: Path
) -> None:
    made = opened_on(browser, built, tmp_path, "2023-10-31T12:00:00Z")
    assert made.input_value("#day") == "2023-10-31"
    assert "31/10/2023" in made.inner_text("#built.muted")
    made.close()
    made = opened_on(browser, built, tmp_path, "2026-03-01T18:00:00Z")  # the next day in Việt Nam
    assert made.input_value("#day") == "2026-03-02"
    assert made.input_value("#set") == "vn/xa-ntm/2026"
    assert "giai đoạn khác" in made.inner_text("#status")
    assert "31/10/2023" in made.inner_text("#built.later")
    made.close()
    made = opened_on(browser, built, tmp_path, "2009-01-01T12:00:00Z")
    assert made.input_value("#day") == "2023-10-31"
    assert "01/01/2009" in made.inner_text("#status")
    made.close()


def test_a_form_without_its_unit_is_read_when_the_page_is_told(page: Any) -> None:
    page.evaluate(DROP, ["bieu.csv", "Chỉ tiêu;Kết quả\n1.1;đạt\n"])
    page.fill("#how-unit", "xã Mẫu")
    page.press("#how-unit", "Enter")
    page.wait_for_selector(".group")
    assert [each["unit"] for each in ask(page, "units")["units"]] == ["xã Mẫu"]


def test_a_file_takes_the_place_of_typed_figures_only_after_a_question(page: Any) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    add_unit(page)
    page.evaluate(DROP, ["mau.csv", "unit;subject;value\nxã A;17.1;95\n"])
    assert "chưa lưu" in asked[0]
    assert [each["unit"] for each in ask(page, "units")["units"]] == ["xã Mẫu"]


# The policy of the page forbids what playwright itself waits with.
UNTIL = "(async (is) => { while (!is()) await new Promise((go) => setTimeout(go, 50)); })"
FALLS = """async (depth) => {
  let deep = 1;
  for (let at = 0; at < depth; at++) deep = [deep];
  return await ntm.ask("unit", { index: deep });
}"""
"""A question that no stack of a browser bears: it ends the Python that is asked."""


def test_python_that_ended_is_started_again_and_told_all_that_was_taken_in(page: Any) -> None:
    text = (ROOT / "examples" / "mau.csv").read_text(encoding="utf-8")
    ask(page, "choose", set="xa-ntm", on="2023-06-30", province="Hải Dương")
    ask(page, "open", "mau.csv", text)
    ask(page, "add", unit="xã Mới")
    for subject, value in (("11.1", "2,5"), ("ty-le-ho-ngheo-da-chieu", "9"), ("ty-le-ho-ngheo-da-chieu", "9,5")):
        ask(page, "type", index=0, subject=subject, text=value)
        ask(page, "type", index=1, subject=subject, text=value)
    ask(page, "type", index=0, subject="thu-nhap-binh-quan-dau-nguoi", text="")
    before = [
        ask(page, "unit", index=0),
        ask(page, "unit", index=1),
        ask(page, "about"),
        page.evaluate(TEXT, {"kind": "keep"}),
    ]
    said = page.evaluate(FALLS, 6000)
    assert [each["code"] for each in said["problems"]] == ["NTM058"]
    after = [
        ask(page, "unit", index=0),
        ask(page, "unit", index=1),
        ask(page, "about"),
        page.evaluate(TEXT, {"kind": "keep"}),
    ]
    assert after == before
    assert page.evaluate(FALLS, 6000) == said  # and again


def test_a_worker_that_breaks_by_itself_is_told_and_what_stands_in_the_form_stays(page: Any) -> None:
    add_unit(page)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.fill("#f-ty-le-ho-ngheo-da-chieu", "2,5")
    page.wait_for_selector("#f-ty-le-ho-ngheo-da-chieu[aria-invalid=false]")
    page.workers[0].evaluate("setTimeout(() => { throw new RangeError('Maximum call stack size exceeded'); })")
    page.wait_for_selector("#problems li", timeout=60_000)
    assert "số liệu còn nguyên" in page.inner_text("#problems")
    assert page.input_value("#f-ty-le-ho-ngheo-da-chieu") == "2,5"
    page.fill("#f-ty-le-ho-ngheo-da-chieu", "3")
    page.evaluate(f"{UNTIL}(() => ntm.state.unit.values['ty-le-ho-ngheo-da-chieu'] === '3')")


FULL = """(least) => {
  const grow = WebAssembly.Memory.prototype.grow;
  WebAssembly.Memory.prototype.grow = function (pages) {
    if (this.buffer.byteLength + pages * 65536 > least) throw new RangeError("no more");
    return grow.call(this, pages);
  };
}"""
ROWS = """
  const rows = Array.from({ length: 240000 }, (_, at) => `xã ${at / 60 | 0};ty-le-ho-ngheo-da-chieu;${at}`);
  const bytes = new TextEncoder().encode(["unit;subject;value", ...rows].join("\\n")).buffer;
"""
"""More figures than the memory of a page has room for, as the bytes of a file."""
MANY = f"""async () => {{ {ROWS}
  return await ntm.ask("open", {{ name: "to.csv" }}, {{ name: "to.csv", bytes }});
}}"""


@pytest.mark.parametrize("most", [0, 60 << 20], ids=["when the file comes in", "while it is read"])
def test_memory_that_is_full_is_named_and_figures_stay(page: Any, most: int) -> None:
    ask(page, "add", unit="xã Mẫu")
    page.evaluate("ntm.ask('units').then((said) => { ntm.state.units = said.units; })")
    ask(page, "type", index=0, subject="ty-le-ho-ngheo-da-chieu", text="2,5")
    before = ask(page, "unit", index=0)
    page.workers[0].evaluate(FULL, most)
    (said,) = page.evaluate(MANY)["problems"]
    assert (said["code"], said["where"]) == ("NTM058", "to.csv")
    assert "(hết bộ nhớ)" in said["what"]
    assert ask(page, "unit", index=0) == before


def test_what_takes_long_can_be_stopped_and_nothing_is_lost(page: Any) -> None:
    add_unit(page)
    page.workers[0].evaluate("setTimeout(() => { for (;;); })")
    page.fill("#name", "xã Khác")
    page.press("#name", "Enter")
    page.click("#stop", timeout=60_000)
    page.wait_for_selector("#problems li", timeout=60_000)
    assert "NTM058" in page.inner_text("#problems")
    assert [each["unit"] for each in ask(page, "units")["units"]] == ["xã Mẫu"]


def test_a_page_that_cannot_start_anew_gives_back_what_was_typed(page: Any, tmp_path: Path) -> None:
    ask(page, "add", unit="xã Mẫu")
    page.evaluate("ntm.ask('units').then((said) => { ntm.state.units = said.units; })")
    page.evaluate(f"{UNTIL}(() => ntm.state.units.length === 1)")
    ask(page, "type", index=0, subject="ty-le-ho-ngheo-da-chieu", text="2,5")
    page.evaluate("() => { window.Worker = class { constructor() { throw new Error('no more memory'); } }; }")
    assert page.evaluate(f"({FALLS})(6000).then(() => 'said', () => 'failed')") == "failed"
    with page.expect_download() as typed:
        page.click("text=Tải số liệu đã gõ (CSV)")
    typed.value.save_as(tmp_path / "go.csv")
    table = ntmrules.read_figures(tmp_path / "go.csv")
    assert [(each.unit, [(e.subject, str(e.value)) for e in each.entries]) for each in table.units] == [
        ("xã Mẫu", [("ty-le-ho-ngheo-da-chieu", "2.5")])
    ]


def test_what_was_typed_is_not_left_behind_without_a_question(page: Any) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    add_unit(page)
    page.goto("about:blank")
    assert asked == ["beforeunload"]

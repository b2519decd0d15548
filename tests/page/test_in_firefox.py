"""The page in Firefox: it starts from the disk, judges a file as the library does, and asks for nothing."""

import json
from pathlib import Path

import pytest
from page.marionette import firefox, program
from page.test_in_browser import ROWS

import ntmrules
from ntmrules.page.host import Host

ROOT = Path(__file__).resolve().parents[2]
PACKS = tuple(sorted(path.parent for path in (ROOT / "plugins").rglob("pack.yaml") if ".tox" not in path.parts))
MADE = {"set": "xa-ntm", "on": "2023-10-31", "province": "Hải Dương"}
READY = """
const until = Date.now() + 100000;
const look = () => {
  if (document.body.dataset.ready || Date.now() > until) done(document.body.innerText.slice(0, 300));
  else setTimeout(look, 50);
};
look();
"""
JUDGED = """
const file = { name: "mau.csv", bytes: new TextEncoder().encode(given[0]).buffer };
ntm.ask("open", { lang: "vi", name: "mau.csv" }, file).then(() => ntm.ask("export", { kind: "receipts" }))
  .then((said) => done(new TextDecoder().decode(said)), (error) => done(String(error)));
"""
HANDED = """
const handed = new DataTransfer();
if (given[0]) handed.items.add(new File([given[1]], given[0]));
const event = given[0] ? new DragEvent("drop", { dataTransfer: handed, bubbles: true, cancelable: true })
  : new ClipboardEvent("paste", { dataType: "text/plain", data: given[1], bubbles: true, cancelable: true });
document.body.dispatchEvent(event);
const look = () => {
  const unit = document.querySelector("#unit-0");
  if (unit && unit.innerText === given[2]) done(unit.innerText);
  else setTimeout(look, 50);
};
look();
"""
FAILED = "ntm.ask('nonsense').then(() => done(''), (error) => done(String(error)))"
REFUSED = "fetch('https://example.org/').then(() => done('sent'), () => done('refused'))"


@pytest.mark.skipif(program() is None, reason="Firefox is not there: apt-get install firefox-esr")
def test_firefox_judges_as_the_library_does(built: Path, tmp_path: Path) -> None:
    text = (ROOT / "examples" / "mau.csv").read_text(encoding="utf-8")
    host = Host(ntmrules.Library(packs=PACKS, plugins=()).to_bytes(), MADE)
    host.answer(json.dumps({"ask": "open", "name": "mau.csv"}), text.encode())
    with firefox(tmp_path) as running:
        running.open(built.as_uri())
        assert "Bộ tiêu chí" in running.run(READY)
        assert running.run(JUDGED, text) == host.answer(json.dumps({"ask": "export", "kind": "receipts"})).decode()
        assert running.run(REFUSED) == "refused"
        assert running.run(HANDED, "mau.csv", text, "xã Mẫu") == "xã Mẫu"
        table = "Đơn vị\tChỉ tiêu\tKết quả\r\nxã Dán\t11.1\t2,5%\r\n"
        assert running.run(HANDED, "", table, "xã Dán") == "xã Dán"
        assert "has no attribute 'ask_nonsense'" in running.run(FAILED)


FALLS = """self.addEventListener("message", ({ data }) => {
  if (!data.question) return;
  if (data.question.includes("to fall")) throw new RangeError("too much recursion");
  if (data.question.includes("to fill")) WebAssembly.Memory.prototype.grow = () => { throw new RangeError("no more"); };
});
"""
"""Firefox lets nobody into a worker: this stands in its first lines."""
TYPED = """
ntm.ask("add", { unit: "xã Mới" }).then(() => ntm.ask("units")).then((said) => { ntm.state.units = said.units; })
  .then(() => ntm.ask("type", { index: 0, subject: "ty-le-ho-ngheo-da-chieu", text: "2,5" }))
  .then(() => ntm.ask("unit", { index: 0 })).then((said) => done(JSON.stringify(said)));
"""
AFTER_FALL = """
ntm.ask("units", { why: "to fall" })
  .then((said) => ntm.ask("unit", { index: 0 }).then((unit) => done([said.problems[0].what, JSON.stringify(unit)])));
"""
AFTER_FILL = """
ntm.ask("open", { name: "to.csv", why: "to fill" }, { name: "to.csv", bytes })
  .then((said) => ntm.ask("unit", { index: 0 }).then((unit) => done([said.problems[0].what, JSON.stringify(unit)])));
"""


@pytest.mark.skipif(program() is None, reason="Firefox is not there: apt-get install firefox-esr")
def test_a_worker_that_falls_or_is_full_in_firefox_is_followed_by_another_with_all_figures(
    built: Path, tmp_path: Path
) -> None:
    path = tmp_path / "ntm.html"
    text = built.read_text(encoding="utf-8")
    path.write_text(text.replace('"begin": "', '"begin": "' + json.dumps(FALLS)[1:-1], 1), encoding="utf-8")
    with firefox(tmp_path) as running:
        running.open(path.as_uri())
        running.run(READY)
        before = running.run(TYPED)
        said, after = running.run(AFTER_FALL)
        assert "(lồng nhau quá sâu)" in said
        assert after == before
        said, after = running.run(ROWS + AFTER_FILL)
        assert "(hết bộ nhớ)" in said
        assert after == before

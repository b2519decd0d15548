"""The page in Firefox: it starts from the disk, judges a file as the library does, and asks for nothing."""

import json
from pathlib import Path

import pytest
from page.marionette import firefox, program

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

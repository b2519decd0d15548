"""What a page takes of the memory of a computer, as Linux counts it: what is shared with others by halves."""

import base64
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from page.conftest import new_chromium, started
from page.test_in_browser import MADE, PACKS, ROOT

import ntmrules
from ntmrules.page.host import Host

MOST = 150.0
"""Megabytes, as was promised for a page that stands open with a file in it."""
SETTLED = 30
"""Seconds in which a browser has given back what it needed for a moment."""
OPENED = """async ([name, data]) => {
  const bytes = Uint8Array.from(atob(data), (each) => each.charCodeAt(0)).buffer;
  const said = await ntm.ask("open", { lang: "vi", name }, { name, bytes });
  await ntm.ask("unit", { lang: "vi", index: 0 });
  return said.units.length;
}"""

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/smaps_rollup").is_file(), reason="only Linux tells the memory of a process by its share"
)


@pytest.fixture
def alone(playwright: Any, built: Path) -> Iterator[Any]:
    """The page in a browser of its own: no other page stands in its processes."""
    own = new_chromium(playwright)
    made = started(own, built)
    made.processes = own.new_browser_cdp_session()
    yield made
    own.close()


def share_of(page: Any) -> float:
    """Return the megabytes of the process that holds the page, the largest of those that draw."""
    every = page.processes.send("SystemInfo.getProcessInfo")["processInfo"]
    shares = []
    for each in every:
        if each["type"] == "renderer":
            lines = Path(f"/proc/{each['id']}/smaps_rollup").read_text(encoding="ascii").splitlines()
            shares.append(next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")))
    return max(shares)


def settled(page: Any) -> float:
    """Return its least share within the time that a browser needs to settle, or the first below the promise."""
    until = time.monotonic() + SETTLED
    least = share_of(page)
    while least >= MOST and time.monotonic() < until:
        page.wait_for_timeout(500)
        least = min(least, share_of(page))
    return least


def form_with_a_figure(path: Path) -> bytes:
    """Return the Excel form of the page's set with one figure in it."""
    openpyxl = pytest.importorskip("openpyxl")
    host = Host(ntmrules.Library(packs=PACKS, plugins=()).to_bytes(), MADE)
    host.answer(json.dumps({"ask": "add", "unit": "xã Mẫu"}))
    path.write_bytes(host.answer(json.dumps({"ask": "export", "kind": "form"})))  # type: ignore[arg-type]
    book = openpyxl.load_workbook(path)
    row = next(row for row in book.active.iter_rows() if row[1].value == "ty-le-ho-ngheo-da-chieu")
    row[2].value = 2.5
    book.save(path)
    return path.read_bytes()


def test_a_page_takes_less_than_a_hundred_and_fifty_megabytes_with_a_table_and_with_an_excel_form(
    alone: Any, tmp_path: Path
) -> None:
    assert settled(alone) < MOST
    table, form = (ROOT / "examples" / "mau.csv").read_bytes(), form_with_a_figure(tmp_path / "phieu.xlsx")
    for name, data in (("mau.csv", table), ("phieu.xlsx", form)):
        assert alone.evaluate(OPENED, [name, base64.b64encode(data).decode()]) == 1
        assert settled(alone) < MOST, name

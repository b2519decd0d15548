"""What a page tells its scripts about itself, and what of its first Python it does not keep."""

import json
import re
from pathlib import Path
from typing import Any, cast

import pytest

from ntmrules import Library
from ntmrules.cli import run
from ntmrules.page import build, host, ready, runtime
from ntmrules.page.runtime import Runtime
from ntmrules.places.crosswalk import changes


class Empty:
    def read(self, name: str) -> bytes:
        return b'{"info": {}}' if name.endswith(".json") else b""


def test_a_page_beside_a_handbook_leads_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "_started", lambda *_: (b"", b""))
    for handbook in ("index.html", None):
        chosen = build.Chosen(set="xa-ntm", on="2023-10-31", handbook=handbook)
        text = build.page(Library(plugins=()), cast("Runtime", Empty()), chosen)
        found = re.search(r'<script type="application/json" id="chosen">(.*?)</script>', text, re.DOTALL)
        assert found is not None
        told: dict[str, Any] = json.loads(found[1])
        assert told["made"]["handbook"] == handbook


def test_a_page_names_the_day_it_was_built_and_whether_it_follows_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "_started", lambda *_: (b"", b""))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798736400")  # 31/12/2026, 17:00 UTC
    for follows in (True, False):
        chosen = build.Chosen(set="xa-ntm", on="2023-10-31", follows=follows)
        text = build.page(Library(plugins=()), cast("Runtime", Empty()), chosen)
        assert '"built": "2027-01-01"' in text
        assert f'"follows": {json.dumps(follows)}' in text


def test_a_page_of_a_day_after_the_reform_keeps_no_whole_lists_of_units() -> None:
    made = json.dumps({"set": "xa-ntm", "on": "2026-11-30", "province": None})
    ready.tried(host.start, host.answer, Library(plugins=()).to_bytes(), made)
    assert changes.cache_info().currsize == 0


def test_a_page_that_is_built_for_no_day_starts_with_the_day_it_was_built(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made: list[build.Chosen] = []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798736400")
    monkeypatch.setattr(runtime, "runtime_in", lambda _: Empty())

    def written(*given: Any) -> int:
        made.append(given[2])
        return 1

    monkeypatch.setattr(build, "write_page", written)
    assert run(["page", "build", "-o", str(tmp_path / "ntm.html")]) == 0
    assert [(each.on, str(each.built), each.follows) for each in made] == [("2027-01-01", "2027-01-01", True)]

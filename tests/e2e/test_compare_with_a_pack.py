"""``compare --with ID`` where the id is that of a pack handed over by ``--pack``, not of a plugin."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntmrules.cli import main

PACK = Path(__file__).parents[1] / "structures" / "packs" / "S44-every-verb"


def test_the_id_of_a_pack_that_was_handed_over_is_that_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "g.csv"
    file.write_text("unit,subject,value\nxã Mẫu,ty-le-ho-ngheo,1\n", encoding="utf-8")
    given = ["compare", str(file), "--set", "xa-ntm", "--with", "mau", "--without", "mau", "--pack", str(PACK),
             "--on", "2024-12-01", "--province", "2004:an-giang", "--lang", "en", "--no-plugins"]  # fmt: skip
    with pytest.raises(SystemExit):
        main(given)
    out, _ = capsys.readouterr()
    assert "before: without mau → after: with mau; both on 2024-12-01" in out
    assert "Waived by the province" in out

"""What a notebook shows of attainments, tallies, rulebooks and progress: short, and text of files is text there."""

from __future__ import annotations

from pathlib import Path

import ntmrules
from ntmrules.messages import speaking

LIBRARY = ntmrules.Library(plugins=())


def test_each_is_a_few_hundred_characters_and_escapes_names(tmp_path: Path) -> None:
    rulebook = LIBRARY.rulebook("xa-ntm", province="an-giang", on="2024-03-31")
    found = rulebook.evaluate(ntmrules.UnitFigures.of("<script>alert(1)</script>", {"17.2": 81}))
    (tmp_path / "f.csv").write_text(
        "unit,subject,value,as_of\n<b>A</b>,17.2,81,2024-01-01\n<b>A</b>,17.2,95,2024-03-01\n", "utf-8"
    )
    history = ntmrules.read_history(tmp_path / "f.csv")
    progress = LIBRARY.progress(history, "xa-ntm", from_="2024-01-15", to="2024-03-31", province="An Giang")
    for shown in (found._repr_html_(), found.tally._repr_html_(), rulebook._repr_html_(), progress._repr_html_()):
        assert 20 < len(shown) < 1500
        assert "<script>" not in shown
        assert "<b>A</b>" not in shown.replace("<b>&lt;b&gt;A&lt;/b&gt;", "")
    with speaking("vi"):
        assert "chưa đạt" in found._repr_html_()
    assert "&lt;script&gt;" in found._repr_html_()

"""What a subject means in progress, plans and summaries: a slip is refused, what another text knows is left to it."""

from __future__ import annotations

from pathlib import Path

import pytest

import ntmrules
from ntmrules.errors import FiguresError
from ntmrules.model.trace import Node

LIBRARY = ntmrules.Library(plugins=())
HEAD = "unit,level,province,within,subject,value,as_of\n"
COMMUNE = "xã A,xa,An Giang,huyện Châu Phú"


def file(tmp: Path, *rows: str) -> Path:
    path = tmp / "f.csv"
    path.write_text(HEAD + "".join(f"{COMMUNE},{row}\n" for row in rows), "utf-8")
    return path


@pytest.mark.parametrize("subject", ["thu-nhap-binh-quan", "17.99", "vn/xa-ntm/17.99"])
def test_a_subject_that_no_text_knows_is_refused(tmp_path: Path, subject: str) -> None:
    history = ntmrules.read_history(file(tmp_path, f"{subject},đạt,2023-02-01", "17.1,đạt,2023-02-01"))
    with pytest.raises(FiguresError, match="NTM503"):
        LIBRARY.progress(history, "xa-ntm", from_="2023-01-01", to="2023-10-31")
    with pytest.raises(FiguresError, match="NTM503"):
        LIBRARY.summary(history.on("2023-10-31"), "xa-ntm", on="2023-10-31")


def test_a_label_of_the_stage_before_is_no_slip(tmp_path: Path) -> None:
    old = {rule.number for rule in LIBRARY.rulebook("xa-ntm", on="2019-01-01").all_rules}
    new = {rule.number for rule in LIBRARY.rulebook("xa-ntm", on="2023-10-31").all_rules}
    label = min(old - new)
    history = ntmrules.read_history(file(tmp_path, f"{label},đạt,2019-02-01", "17.1,đạt,2023-02-01"))
    found = LIBRARY.progress(history, "xa-ntm", from_="2023-01-01", to="2023-10-31")
    assert found.unit("xã A").now["indicators"].low == 1


def test_a_district_hears_what_its_communes_report_under_their_own_set(tmp_path: Path) -> None:
    labels = [rule.number for rule in LIBRARY.rulebook("xa-ntm", on="2023-10-31").all_rules]
    path = file(tmp_path, *(f"vn/xa-ntm/{label},đạt,2023-02-01" for label in labels))
    history = ntmrules.read_history(path)
    (district,) = LIBRARY.summary(history.on("2023-10-31"), "huyen-ntm", on="2023-10-31").attainments
    assert "met" in [str(node.verdict) for node in below(district.trace) if node.id.startswith("vn/xa-ntm/")]
    (unit,) = LIBRARY.progress(history, "huyen-ntm", from_="2023-02-01", to="2023-10-31").units
    assert unit.states.now.trace == district.trace


def below(node: Node) -> list[Node]:
    return [node, *(each for child in node.children for each in below(child))]

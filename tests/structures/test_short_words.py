"""A set of a province never takes the place of the national one behind a short word."""

from __future__ import annotations

from pathlib import Path

from structures.made_up import criterion, library, own_set


def test_a_short_word_means_the_national_set_whatever_packs_bring(tmp_path: Path) -> None:
    made = library(tmp_path / "mau", {
        "xa-ntm/set.yaml": own_set("xa-ntm"),
        "xa-ntm/01.yaml": criterion("1", "quy-hoach-chung-xay-dung-xa | {kind: attained, evidence: EVIDENCE}"),
    })  # fmt: skip
    assert made.rulebook("xa-ntm", on="2023-06-30").id == "vn/xa-ntm/2021"
    assert made.rulebook("vn/xa-ntm", on="2023-06-30").id == "vn/xa-ntm/2021"
    assert made.rulebook("mau/xa-ntm", on="2023-06-30").id == "mau/xa-ntm/2022"
    assert made.rulebook("mau/xa-ntm/2022", on="2023-06-30").id == "mau/xa-ntm/2022"

"""The survey of residents: shares with their base, sums that cannot be, thresholds and what is still needed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from recognition.made import NATIONAL, WITH_PACK

from ntmrules import FiguresError
from ntmrules.model.evidence import Floor
from ntmrules.model.verdicts import Verdict
from ntmrules.recognition.survey import judge_survey, read_survey, rows_of

HEAD = "unit,content,households,asked,returned,satisfied,not satisfied,other\n"
RULE = WITH_PACK.procedure("vn/xa-ntm/2021", "2023-06-01", "An Giang").surveys[0]
DISTRICT = NATIONAL.procedure("vn/huyen-ntm/2021", "2023-06-01").surveys[0]


def survey(tmp: Path, text: str) -> Path:
    path = tmp / "s.csv"
    path.write_text(HEAD + text, "utf-8")
    return path


def test_shares_have_their_base_and_what_is_needed(tmp_path: Path) -> None:
    rows = read_survey(survey(tmp_path, "xã A,chung,1000,700,700,620,70,10\n"))
    found = judge_survey(rows, RULE, "xã A", Floor.RECALL)
    asked, overall, contents = found.demands
    assert asked.shares == {"households": Decimal(70)}
    assert asked.judged.verdict is Verdict.MET  # at the level
    assert overall.judged.verdict is Verdict.NOT_MET
    assert overall.needed == 10
    assert contents.judged.verdict is Verdict.UNDETERMINED  # no content was asked, which is not every content met


def test_a_share_that_is_met_under_one_base_only_is_open(tmp_path: Path) -> None:
    rows = read_survey(survey(tmp_path, "xã A,chung,1000,700,660,600,60,0\n"))
    overall = judge_survey(rows, RULE, "xã A", Floor.RECALL).demands[1]
    assert overall.judged.verdict is Verdict.UNDETERMINED
    assert "of those asked" in str(overall.judged.reason.en)  # type: ignore[union-attr]


def test_a_missing_count_is_open_and_not_nought(tmp_path: Path) -> None:
    rows = read_survey(survey(tmp_path, "xã A,chung,,700,,,,\n"))
    found = judge_survey(rows, RULE, "xã A", Floor.RECALL)
    assert [each.judged.verdict for each in found.demands] == [Verdict.UNDETERMINED] * 3
    assert found.verdict is Verdict.UNDETERMINED


def test_a_district_is_asked_by_commune_and_content(tmp_path: Path) -> None:
    text = "xã A,chung,1000,700,700,700,0,0\nxã B,chung,1000,700,700,640,60,0\nxã B,giao thông,1000,700,700,550,150,0\n"
    found = judge_survey(read_survey(survey(tmp_path, text)), DISTRICT, "huyện H", Floor.RECALL)
    said = {each.label.vi: each.judged.verdict for each in found.demands}
    assert said["hài lòng chung"] is Verdict.MET  # 1340 of 1400
    assert said["xã B: giao thông"] is Verdict.NOT_MET  # 78.6 under 80


def of_district(tmp: Path, text: str, inside: list[str] | None) -> dict[str, str]:
    """Return the verdict of each demand on the survey of huyện H."""
    rows = rows_of(read_survey(survey(tmp, text)), "huyện H", within=None, with_children=True)
    found = judge_survey(rows, DISTRICT, "huyện H", Floor.RECALL, inside=inside)
    return {each.label.vi: str(each.judged.verdict) for each in found.demands} | {"": str(found.verdict)}


ALL = "xã A,chung,1000,700,700,690,0,0\nxã B,chung,1000,700,700,690,0,0\n"


@pytest.mark.parametrize(
    ("text", "inside", "verdict"),
    [
        (ALL, ["xã A", "xã B"], "met"),
        (ALL, ["xã A", "xã B", "xã C"], "undetermined"),  # a commune was not asked
        (ALL, None, "undetermined"),  # nobody knows whether all were
        (ALL + "xã B,đường,1000,700,700,690,0,0\n", ["xã A", "xã B"], "undetermined"),  # a content only one was asked
        ("huyện H,chung,2000,1400,1400,1390,0,0\n" + ALL, ["xã A", "xã B"], "met"),
        ("huyện H,chung,2000,1400,1400,1390,0,0\n" + ALL.replace("690", "500"), ["xã A", "xã B"], "not_met"),
        ("Tổng cộng,chung,2000,1400,1400,1380,0,0\n" + ALL, ["xã A", "xã B"], "met"),  # a line of totals is no commune
    ],
)
def test_every_commune_and_content_of_a_district_has_to_be_asked(
    text: str, inside: list[str] | None, verdict: str, tmp_path: Path
) -> None:
    assert of_district(tmp_path, text, inside)[""] == verdict


def test_the_units_own_share_and_that_of_its_communes_have_to_agree(tmp_path: Path) -> None:
    text = "huyện H,chung,2000,1400,1400,1390,0,0\n" + ALL.replace("690", "600")
    assert of_district(tmp_path, text, ["xã A", "xã B"])["hài lòng chung"] == "undetermined"


def test_communes_of_other_districts_are_no_part(tmp_path: Path) -> None:
    head = HEAD.replace("unit,", "unit,within,")
    path = tmp_path / "s.csv"
    path.write_text(
        head + "xã A,huyện H,chung,9,9,9,9,0,0\nxã A,huyện K,chung,9,9,9,1,0,0\nhuyện K,,chung,9,9,9,9,0,0\n", "utf-8"
    )
    rows = read_survey(path)
    assert [row.satisfied for row in rows_of(rows, "huyện H", within=None, with_children=True)] == [9]
    assert [row.satisfied for row in rows_of(rows, "xã A", within="huyện K", with_children=False)] == [1]
    for unit, text in (
        ("xã A", path.read_text("utf-8")),
        ("huyện H", HEAD + "huyện K,chung,9,9,9,9,0,0\nxã A,chung,9,9,9,9,0,0\n"),
    ):
        path.write_text(text, "utf-8")
        with pytest.raises(FiguresError, match="NTM589"):
            rows_of(read_survey(path), unit, within=None, with_children=unit == "huyện H")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("xã A,Hài lòng chung,9,9,9,9,0,0\nxã A,Mức độ hài lòng chung,9,9,9,1,0,0\n", "twice"),
        ("xã A,chung,9,9,9,9,0,0\nxã A,đường,8,8,8,8,0,0\n", "households"),
        ("xã A,chung,9,9,9,9,0,0,5\n", "cells-over"),
        (",chung,9,9,9,9,0,0\n", "nameless"),
    ],
)
def test_a_survey_that_says_two_things_is_refused(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(FiguresError) as error:
        read_survey(survey(tmp_path, text))
    assert [each.identity.rpartition(".")[2] for each in error.value.problems] == [said]


def test_sums_that_cannot_be_are_told_all_at_once(tmp_path: Path) -> None:
    text = "xã A,a,100,90,80,70,20,0\nxã A,b,100,90,95,70,20,0\nxã A,c,100,120,80,70,5,0\n"
    text += "xã A,c,100,90,80,-1,x,0\nxã A,d,100,1,1,1,0,0\n"
    with pytest.raises(FiguresError) as error:
        read_survey(survey(tmp_path, text))
    assert [each.identity for each in error.value.problems] == [
        "NTM589.parts", "NTM589.returned", "NTM589.asked", "NTM589.number", "NTM589.number", "NTM589.twice",
    ]  # fmt: skip


def test_a_survey_of_others_is_no_survey_of_this_unit(tmp_path: Path) -> None:
    rows = read_survey(survey(tmp_path, "xã Bình An,chung,10,10,10,10,0,0\n"))
    with pytest.raises(FiguresError, match="NTM589"):
        rows_of(rows, "xã Bình Ân", within=None, with_children=False)


@pytest.mark.parametrize(
    ("head", "said"),
    [("unit,content,asked\n", "no column returned"), (HEAD.replace("other", "othr"), "did you mean"), (HEAD, "no row")],
)
def test_a_table_that_is_no_survey_is_refused(head: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text(head, "utf-8")
    with pytest.raises(FiguresError) as error:
        read_survey(path)
    assert said in error.value.text("en")

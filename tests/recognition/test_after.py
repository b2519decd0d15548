"""After recognition: a status survives a falling tally; the rule of its time bites or does not, or is not known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from recognition.made import NATIONAL

from ntmrules import FiguresError
from ntmrules.catalog.pack import Pack, catalog_root
from ntmrules.catalog.procedures import read_procedures
from ntmrules.cli import run
from ntmrules.model.verdicts import Verdict
from ntmrules.recognition.after import AfterState, Recognised, after_on

HEAD = "unit,within,province,set,recognised_on,decision,parts\n"
ROW = "xã Mẫu Một,huyện Mẫu,An Giang,xa-ntm,2022-12-03,1/QĐ,{}\n"


def after(
    tmp: Path, lost: set[int], on: str = "2024-01-31", *, gone: frozenset[int] = frozenset(), row: str = ROW.format("")
) -> AfterState:
    (tmp / "cn.csv").write_text(HEAD + row, "utf-8")
    lines = [f"xã Mẫu Một,huyện Mẫu,An Giang,{number},{'chưa đạt' if number in lost else 'đạt'},2023-12-30"
             for number in range(1, 20) if number not in gone]  # fmt: skip
    (tmp / "f.csv").write_text("unit,within,province,subject,value,as_of\n" + "\n".join(lines) + "\n", "utf-8")
    return NATIONAL.after(tmp / "cn.csv", tmp / "f.csv", on)[0]


def test_recognised_and_meeting_the_set_are_two_statements(tmp_path: Path) -> None:
    found = after(tmp_path, {1, 2})
    assert (found.stands, found.meets, found.bites) == (True, Verdict.NOT_MET, Verdict.NOT_MET)
    assert [each.number for each in found.lost] == ["1", "2"]
    assert found.lost[0].figures == (("1: chưa đạt", "f.csv:2:5"),)


@pytest.mark.parametrize(
    ("lost", "bites"),
    [
        (set(range(1, 6)), Verdict.NOT_MET),  # 5 of 19 are 26 %
        (set(range(1, 7)), Verdict.NOT_MET),  # 6 of 19 are 31 %, none of the named ones
        ({1, 2, 3, 4, 5, 10}, Verdict.MET),  # income among them
        (set(range(1, 10)), Verdict.NOT_MET),  # 9 of 19 are 47 %
        ({1, 2, 3, 4, 5, 6, 7, 8, 9, 11}, Verdict.MET),  # 10 of 19 are more than half, whichever they are
    ],
)
def test_the_rule_bites_at_its_shares(lost: set[int], bites: Verdict, tmp_path: Path) -> None:
    assert after(tmp_path, lost).bites is bites


def test_open_criteria_make_the_answer_open(tmp_path: Path) -> None:
    assert after(tmp_path, {1, 2, 3, 4, 5}, gone=frozenset({10})).bites is Verdict.UNDETERMINED
    assert after(tmp_path, {1}, gone=frozenset({10})).bites is Verdict.NOT_MET  # even with it 2 of 19


def test_from_the_amendment_on_the_rule_is_not_known(tmp_path: Path) -> None:
    assert after(tmp_path, set(range(1, 20)), "2024-03-07").bites is Verdict.UNDETERMINED


def test_a_unit_rearranged_in_2025_needs_its_parts(tmp_path: Path) -> None:
    found = after(tmp_path, set(), "2025-08-31")
    assert found.meets is Verdict.UNDETERMINED
    assert "rearranged on 01/07/2025" in (found.remarks[0].en or "")
    found = after(tmp_path, set(), "2025-08-31", row=ROW.format("xã A: xa-ntm; xã B: chua-dat"))
    assert found.merged is not None
    assert "lowest: not recognised" in (found.remarks[0].en or "")


def test_an_old_recognition_under_an_ended_set(tmp_path: Path) -> None:
    row = "xã Mẫu Một,huyện Mẫu,An Giang,xa-ntm,2015-06-30,2/QĐ,\n"
    found = after(tmp_path, set(), row=row)
    assert found.recognised.set == "vn/xa-ntm/2009"
    assert found.renewal_due == "2020-06-30"  # five years by the circular of 2014
    assert any("a set that ended on 2016-11-30" in (each.en or "") for each in found.remarks)


def test_bad_rows_are_told_all_at_once(tmp_path: Path) -> None:
    row = "xã A,,,xa-ntm,2022-13-01,,\n,,,xa-ntm,2022-01-01,,\nxã C,,,xa-ntm,2023-01-01,,xã X: kha\n"
    with pytest.raises(FiguresError) as error:
        after(tmp_path, set(), row=row)
    assert [each.identity for each in error.value.problems] == ["NTM587.day", "NTM587.no-cell", "NTM587.tier"]


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    after(tmp_path, {1, 2, 3, 4, 5, 10})
    words = [
        "dossier",
        "after",
        str(tmp_path / "cn.csv"),
        "--figures",
        str(tmp_path / "f.csv"),
        "--on",
        "2024-01-31",
        "--no-plugins",
    ]
    assert run(words) == 1
    assert "đã công nhận (03/12/2022, 1/QĐ); bộ tiêu chí hôm nay: chưa đạt" in capsys.readouterr().out
    assert run([*words, "--json", "--lang", "en"]) == 1
    data = json.loads(capsys.readouterr().out)[0]
    assert (data["recognised"], data["meets_set"], data["revocation"]) == (True, "not_met", "met")


def many(tmp_path: Path, rows: str, figures: str = "", on: str = "2023-12-31") -> tuple[AfterState, ...]:
    """Return the states of several recognised units on figures of one."""
    table, seen = tmp_path / "r.csv", tmp_path / "f.csv"
    table.write_text("unit,within,province,set,recognised_on,decision,revoked_on,parts\n" + rows, "utf-8")
    seen.write_text("unit,within,province,subject,value,as_of\n" + (figures or NONE), "utf-8")
    return NATIONAL.after(table, seen, on)


NONE = "".join(f"xã A,huyện M,An Giang,{number},đạt,2023-12-01\n" for number in range(1, 20))
PLAIN = "xã A,huyện M,An Giang,xa-ntm,2023-01-01,,,\n"


def test_figures_of_a_unit_of_the_same_name_elsewhere_are_not_taken(tmp_path: Path) -> None:
    """The name is no key: xã A of huyện K is not xã A of huyện M."""
    here, there = many(tmp_path, PLAIN + PLAIN.replace("huyện M", "huyện K"))
    assert (here.meets, there.meets) == (Verdict.MET, Verdict.UNDETERMINED)


def test_figures_from_before_a_recognition_tell_nothing_of_what_came_after(tmp_path: Path) -> None:
    found = many(tmp_path, PLAIN, NONE.replace("2023-12-01", "2022-12-01"))[0]
    assert found.meets is found.bites is Verdict.UNDETERMINED


def test_a_recognition_of_later_is_not_one_that_was_lost(tmp_path: Path) -> None:
    states = [many(tmp_path, PLAIN.replace("2023-01-01,,", f"{day},,{end}"))[0].state
              for day, end in (("2024-01-01", ""), ("2023-01-01", "2023-06-01"), ("2023-01-01", ""))]  # fmt: skip
    assert states == ["not_yet", "revoked", "recognised"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (PLAIN + PLAIN.replace("2023-01-01", "2023-05-05"), "NTM587.recognised"),
        (PLAIN.replace("xa-ntm", "huyen-ntm"), "NTM588.level"),
        (PLAIN.replace("\n", ",thừa\n"), "NTM508.cells-over"),
    ],
)
def test_recognitions_that_cannot_be_are_refused(rows: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(FiguresError) as error:
        many(tmp_path, rows)
    assert [each.identity for each in error.value.problems] == [said]


@pytest.mark.parametrize(
    ("tiers", "rule"),
    [
        (("xa-ntm", "xa-ntm-nang-cao"), "tat-ca-dat"),
        (("xa-ntm", "xa-ntm"), "tat-ca-dat"),
        (("xa-ntm-nang-cao", "chua-dat"), "co-don-vi-chua-dat"),
        (("chua-dat", "chua-dat"), None),
    ],
)
def test_parts_that_were_recognised_in_whatever_tier_are_told_from_those_that_were_not(
    tiers: tuple[str, ...], rule: str | None
) -> None:
    """The text of 2020 speaks of parts that are recognised and parts that are not, and of no tiers."""
    procedure = read_procedures([Pack(catalog_root(), "vn")]).national["vn/cong-nhan-xa/2016"]
    row = Recognised(unit="xã A", set="vn/xa-ntm/2016", recognised_on="2018-12-31",
                     parts=tuple((f"xã {index}", tier) for index, tier in enumerate(tiers)))  # fmt: skip
    found = after_on(row, "2020-12-31", attainment=None, no_attainment=None, procedure=procedure,
                     own_procedure=procedure, ended=None, changed=False)  # fmt: skip
    assert (found.merged.id if found.merged is not None else None) == rule

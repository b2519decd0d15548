"""Public reports of people who do this kind of job, each tried here; faults in our own words, by the name of the report.

Those about what a cell of a workbook says stand in ``tests/reading``; here are the others.
"""

from __future__ import annotations

import copy
import itertools
import json
import os
import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

import ntmrules
from ntmrules import Entry, UnitFigures, Verdict
from ntmrules.catalog.pack import Pack
from ntmrules.cli import run
from ntmrules.errors import CatalogError, PluginError

M1, POOR, INC, IRR = (
    "ty-le-co-so-san-xuat-dam-bao-moi-truong", "ty-le-ho-ngheo-da-chieu", "thu-nhap-binh-quan-dau-nguoi",
    "ty-le-dat-nong-nghiep-tuoi-tieu-chu-dong",
)  # fmt: skip
MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED


@pytest.fixture(scope="module")
def library() -> ntmrules.Library:
    return ntmrules.Library(plugins=())


def write(folder: Path, text: str, name: str = "a.csv") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def said(argv: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = run([*argv, "--lang", "en"])
    found = capsys.readouterr()
    return code, found.out, found.err


PACK = """
pack: {{id: mau, name: {{vi: Gói bịa, en: Made up}}, territory: [{{list: "2004", province: an-giang}}]}}
decisions:
  - id: 01/QĐ-MẪU
    date: "2022-06-01"
    title: {{vi: Quyết định bịa, en: "Decision, made up"}}
    in_force: {force}
    evidence: {{kind: recall, confidence: high}}
overrides:
  - id: mau/xa-ntm/2021/3.1
    verb: raise
    target: vn/xa-ntm/2021/3.1
    provision: {{decision: 01/QĐ-MẪU}}
    from: "{start}"
    requirement: {{kind: at_least, threshold: {{value: 85, evidence: {{kind: recall, confidence: high}}}}}}
"""


def pack(folder: Path, *, force: str = '{from: "2022-06-01"}', start: str = "2022-06-01") -> Path:
    path = folder / "mau.yaml"
    path.write_text(PACK.format(force=force, start=start), encoding="utf-8")
    return path


# ----- time


def test_minbzk_regelrecht_766_a_text_with_an_end_is_not_used_for_ever(tmp_path: Path) -> None:
    made = ntmrules.Library(plugins=(), packs=[pack(tmp_path, force='{from: "2022-06-01", to: "2023-06-30"}')])
    for day, verdict in (("2023-06-30", NOT_MET), ("2023-12-31", MET)):
        book = made.rulebook("xa-ntm", on=day, province="an-giang")
        assert book.evaluate(UnitFigures.of("xã", {IRR: 82})).node("3.1").verdict is verdict


@pytest.mark.parametrize("day", ["2022-31-08", "2022-02-29", "31/08/2022", "22-08-01", "01-08-2022"])
def test_openfisca_openfisca_core_1005_a_date_that_is_none_does_not_load(day: str, tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as caught:
        ntmrules.Library(plugins=(), packs=[pack(tmp_path, start=day)])
    assert "mau.yaml" in str(caught.value)


def test_akvo_akvo_rsr_5241_a_value_of_an_old_period_does_not_decide_later(library: ntmrules.Library) -> None:
    book = library.rulebook("xa-ntm", on="2025-12-31")
    node = book.evaluate(UnitFigures(unit="xã", entries=(Entry(subject="10", value=MET, period=2018),))).node("10")
    assert node.verdict is UNDETERMINED
    assert "figure_stale" in {str(reason.code) for reason in node.reasons}


def test_arca_computing_multipledatepicker_11_today_is_a_day_in_viet_nam(monkeypatch: pytest.MonkeyPatch) -> None:
    from ntmrules.model import days

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2025, 12, 31, 18, 0, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(days, "datetime", Clock)
    assert days.today().isoformat() == "2026-01-01"


def test_openfisca_openfisca_core_437_after_the_last_text_an_error_names_last_and_next(
    library: ntmrules.Library,
) -> None:
    with pytest.raises(ntmrules.DateError, match=r"NTM301.*vn/xa-ntm/2021.*vn/xa-ntm/2026"):
        library.rulebook("xa-ntm", on="2026-01-01")


def test_policyengine_policyengine_uk_1807_a_change_inside_the_year_is_seen(library: ntmrules.Library) -> None:
    before, after = (
        next(rule for rule in library.rulebook("xa-ntm", on=day).rules if rule.number == "15.4")
        for day in ("2024-02-29", "2024-03-01")
    )
    assert (before.provision.decision, after.provision.decision) == ("318/QĐ-TTg", "211/QĐ-TTg")


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [("2024-02-29", 12, "2025-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2023-12-31", 36, "2026-12-31")],
)
def test_catalalang_catala_398_months_are_added_in_one_stated_way(day: str, months: int, end: str) -> None:
    from ntmrules.ocop.process import add_months

    assert add_months(day, months) == end


# ----- who a unit is, and where


def test_minbzk_regelrecht_849_a_set_inside_is_resolved_where_the_outer_one_is(library: ntmrules.Library) -> None:
    from ntmrules.engine.core.program import CORE

    day, place = "2025-10-31", "2004:bac-ninh"
    outer = library.rulebook("xa-ntm-kieu-mau", on=day, province=place)
    inner = outer.nested["vn/xa-ntm-nang-cao/2021"]
    alone = library.rulebook("xa-ntm-nang-cao", on=day, province=place)
    assert inner.province == alone.province == outer.province
    assert inner.areas == alone.areas
    unit = UnitFigures.of("xã", {INC: 60})
    assert CORE.evaluate(inner, unit).trace == CORE.evaluate(alone, unit).trace


def test_mapbox_carmen_611_accents_that_the_asker_wrote_count(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path, f"unit,subject,value\nxã Tân Thạnh,{M1},95\n")
    code, out, err = said(["evaluate", file, "--on", "2023-12-31", "--unit", "xã Tân Thành"], capsys)
    assert (code, out) == (3, "")
    assert "NTM602" in err
    with pytest.raises(ntmrules.UnitError, match="NTM602"):
        ntmrules.read_figures(file).unit("xã Tân Thành")


def test_dhis2_dhis2_core_20438_one_commune_is_not_counted_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "huyện U,,huyện,so-xa,2\nxã A,huyện U,xã,vn/xa-ntm/2021,đạt\nA,huyện U,xã,vn/xa-ntm/2021,đạt\n"
    file = write(tmp_path, f"unit,within,level,subject,value\n{rows}")
    code, _, err = said(["evaluate", file, "--set", "huyen-ntm", "--on", "2023-12-31"], capsys)
    assert code == 3
    assert "NTM609" in err


def test_dhis2_dhis2_core_3040_a_unit_outside_its_life_is_named_with_its_successor(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path, f"unit,subject,value\nxã Sông Khoai,{M1},95\nxã Quảng Long,{M1},95\n")
    options = ["--on", "2025-12-31", "--province", "Quảng Ninh", "--json"]
    code, out, err = said(["evaluate", file, *options], capsys)
    assert code == 2
    assert "xã Sông Khoai (thị xã Quảng Yên) → phường Hiệp Hòa" in err
    merged, divided = json.loads(out)
    assert [note["code"] for note in merged["trace"]["notes"]] == ["unit_merged"]
    assert divided["trace"]["reasons"][0]["code"] == "unit_split"
    assert divided["indicators"]["met"] == 0


def test_crestapps_crestapps_core_160_rows_that_are_no_unit_are_left_out_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = f"xã A,{M1},95\nTổng cộng,{M1},95\nHuyện U,{M1},95\nphường T,{M1},95\n"
    file = write(tmp_path, f"unit,subject,value\n{rows}")
    _, out, err = said(["evaluate", file, "--on", "2023-12-31", "--json"], capsys)
    (only,) = json.loads(out)
    assert only["unit"] == "xã A"
    assert "Tổng cộng" in err
    assert "Huyện U" in err
    assert "phường T" in err


@pytest.mark.parametrize(
    ("name", "place"),
    [("TP.HCM", "ho-chi-minh"), ("TT Huế", "hue"), ("Đắc Lắc", "dak-lak"), ("Bắc Cạn", "bac-kan"),
     ("Bà Rịa – Vũng Tàu", "ba-ria-vung-tau"), ("Hoà Bình", "hoa-binh"), ("2004:24", "bac-giang")],
)  # fmt: skip
def test_vantrong291_vn_address_standardizer_3_abbreviations_give_no_other_place(
    name: str, place: str, library: ntmrules.Library
) -> None:
    found = library.rulebook("xa-ntm", on="2023-12-31", province=name).province
    assert found is not None
    assert found.id == place
    with pytest.raises(ntmrules.UnitError, match="NTM601"):
        library.rulebook("xa-ntm", on="2023-12-31", province="24")


def test_daohoangson_dvhcvn_21_a_unit_with_another_name_is_not_compared_in_silence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = write(tmp_path, f"unit,subject,value\nxã Cũ,{M1},95\n", "cu.csv")
    new = write(tmp_path, f"unit,subject,value\nxã Mới,{M1},95\n", "moi.csv")
    code, _, err = said(["compare", old, new, "--on", "2023-12-31"], capsys)
    assert code == 3
    assert "NTM602" in err


# ----- plugins, order, sessions, cache


def test_collectd_collectd_237_a_plugin_name_that_is_none_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NTMRULES_PLUGINS", "quang_ninh")
    with pytest.raises(PluginError, match="NTM207"):
        ntmrules.Library()
    with pytest.raises(PluginError, match="NTM207"):
        ntmrules.Library(plugins=["quang_ninh"])


def test_pytest_dev_pluggy_64_the_order_of_packs_decides_nothing(tmp_path: Path) -> None:
    from ntmrules.catalog.catalogue import Catalogue
    from ntmrules.catalog.pack import catalog_root

    nation, own = Pack(catalog_root(), "vn"), Pack(pack(tmp_path))
    verdicts = [
        ntmrules.Library.over(Catalogue(packs)).rulebook("xa-ntm", on="2023-12-31", province="an-giang")
        .evaluate(UnitFigures.of("xã", {IRR: 82})).trace
        for packs in ([nation, own], [own, nation])
    ]  # fmt: skip
    assert verdicts[0] == verdicts[1]


def test_openfisca_openfisca_core_749_and_policyengine_170_the_order_of_rows_decides_nothing(
    library: ntmrules.Library,
) -> None:
    book = library.rulebook("xa-ntm", on="2023-12-31", area="tay-nguyen")
    rows = [
        Entry(subject="10", value=NOT_MET), Entry(subject="10.1", value=MET), Entry(subject=INC, value=60),
        Entry(subject=M1, value=95), Entry(subject="17.2", value=NOT_MET),
    ]  # fmt: skip
    traces = [book.evaluate(UnitFigures(unit="xã", entries=order)) for order in itertools.permutations(rows)]
    assert len(traces) == 120
    assert all(each.trace == traces[0].trace for each in traces)


def test_policyengine_policyengine_core_448_a_session_keeps_no_answer_of_before(library: ntmrules.Library) -> None:
    book = library.rulebook("xa-ntm", on="2023-12-31", area="tay-nguyen")
    session = book.session("xã Mẫu")
    chance = random.Random(1)
    for _ in range(30):
        session.report(Entry(subject=M1, value=chance.choice((80, 90, 95))))
        assert session.attainment().trace == book.evaluate(session.figures).trace
    floors = [
        library.rulebook("xa-ntm", on="2023-12-31", area="tay-nguyen", evidence_floor=floor)
        .evaluate(UnitFigures.of("xã", {M1: 95})).node("17.2").verdict
        for floor in ("recall", "gazette", "recall")
    ]  # fmt: skip
    assert floors == [MET, UNDETERMINED, MET]


# ----- what is missing


def test_pbinitiative_zenbpm_676_missing_is_not_equal_to_missing(library: ntmrules.Library) -> None:
    attainment = library.rulebook("xa-ntm", on="2023-12-31").evaluate(UnitFigures(unit="xã"))
    assert attainment.verdict is UNDETERMINED
    assert {node.verdict for node in attainment.trace.children if node.kind == "criterion"} == {UNDETERMINED}


def test_open_policy_agent_1877_absence_of_something_unknown_is_unknown(library: ntmrules.Library) -> None:
    book = library.rulebook("xa-ntm", on="2023-12-31")
    assert book.evaluate(UnitFigures(unit="xã")).node("9.1").verdict is UNDETERMINED
    unforeseen = book.evaluate(UnitFigures.of("xã", {"9.1": "không áp dụng"}))
    assert unforeseen.node("9").verdict is not MET


def test_pandas_dev_pandas_11839_na_is_a_name_and_no_missing_cell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path, "unit,subject,value\n" + "".join(f"{name},{M1},95\n" for name in ("NA", "NULL", "None")))
    _, out, _ = said(["evaluate", file, "--on", "2023-12-31", "--json"], capsys)
    assert [each["unit"] for each in json.loads(out)] == ["NA", "NULL", "None"]
    for word in ("NA", "None"):
        bad = write(tmp_path, f"unit,subject,value\nxã A,{M1},{word}\n", "b.csv")
        code, _, err = said(["evaluate", bad, "--on", "2023-12-31"], capsys)
        assert code == 3
        assert "NTM502" in err


def test_enketo_enketo_82_an_answer_that_no_longer_applies_does_not_count(library: ntmrules.Library) -> None:
    book = library.rulebook("xa-ntm", on="2023-12-31")
    measure = next(rule for rule in book.rules if rule.number == "13.4").measure or "13.4"
    both = book.evaluate(UnitFigures.of("xã", {"13.4": "không áp dụng", measure: "chưa đạt"})).node("13.4")
    assert both.verdict is NOT_MET
    assert both.has_note("contradiction")
    alone = book.evaluate(UnitFigures.of("xã", {"13.4": "không áp dụng"})).node("13.4")
    assert alone.verdict is Verdict.NOT_APPLICABLE


# ----- texts as data


@pytest.mark.parametrize("level", ["085", "0o125", "8_5", "8.5e1", "85.", ".85", "1:25", "+85", '"85,0"', "85%", "yes"])
def test_yaml_pyyaml_174_and_conda_413_numbers_that_yaml_changes_are_refused(level: str, tmp_path: Path) -> None:
    path = pack(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("value: 85", f"value: {level}"), encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        ntmrules.Library(plugins=(), packs=[path])
    assert "mau.yaml:" in str(caught.value)


def test_minbzk_regelrecht_1361_two_entries_of_one_day_are_quoted_both(tmp_path: Path) -> None:
    path = pack(tmp_path)
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    (entry,) = data["overrides"]
    data["overrides"].append({**copy.deepcopy(entry), "id": "mau/xa-ntm/2021/3.1-khac"})
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    with pytest.raises(CatalogError, match="NTM210") as caught:
        ntmrules.Library(plugins=(), packs=[path])
    assert str(caught.value).count("mau.yaml:") >= 2


# ----- the command line and the terminal


def test_wkentaro_git_hunk_14_and_textualize_rich_120_brackets_do_not_vanish(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path, f"unit,subject,value,source,note\nxã [bold]A[/bold],{M1},80,[link=x]nguồn[/],:smile:\n")
    _, out, _ = said(["evaluate", file, "--on", "2023-12-31", "--view", "full"], capsys)
    assert "xã [bold]A[/bold]" in out
    assert "[link=x]nguồn[/]" in out


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp1258", "cp437"])
def test_microsoft_cli_200_and_textualize_rich_3281_a_console_that_knows_few_letters(
    encoding: str, tmp_path: Path
) -> None:
    file = write(tmp_path, f"unit,subject,value\nxã Ả,{M1},95\n")
    done = subprocess.run(
        [sys.executable, "-m", "ntmrules", "evaluate", file, "--on", "2023-12-31", "--view", "summary"],
        capture_output=True, env={**os.environ, "PYTHONIOENCODING": encoding, "LC_ALL": "C"}, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "xã Ả" in done.stdout.decode("utf-8")
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("option", [["--province", "-1"], ["--lang", "VI"], ["--floor", "Recall"], ["--no-province"]])
def test_brianpugh_cyclopts_708_odd_values_of_options_are_refused(
    option: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path, f"unit,subject,value\nxã A,{M1},95\n")
    assert run(["evaluate", file, "--on", "2023-12-31", *option]) == 3
    assert "NTM" in capsys.readouterr().err


def test_ijl_orjson_456_of_a_key_given_twice_none_is_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(tmp_path, '[{"unit": "xã A", "subject": "' + M1 + '", "value": 80, "value": 95}]', "a.json")
    code, _, err = said(["evaluate", file, "--on", "2023-12-31"], capsys)
    assert code == 3
    assert "NTM5" in err


def test_nopara73_longevityworldcup_134_another_power_of_ten_is_asked_about(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for value in ("30000000", "54.000.000"):
        file = write(tmp_path, f"unit,subject,value\nxã A,{INC},{value}\n")
        code, _, err = said(["evaluate", file, "--on", "2023-12-31"], capsys)
        assert code == 3
        assert "NTM506" in err


def test_home_assistant_69955_khong_for_houses_is_none_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(tmp_path, "unit,subject,value\nxã A,9.1,Không\n")
    code, out, _ = said(["explain", file, "--on", "2023-12-31", "--indicator", "9.1"], capsys)
    assert code == 0
    assert "9.1" in out


def test_microsoft_2390_cells_beyond_the_header_are_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path, f"unit,{M1},ty-le-nguoi-tham-gia-bhyt\nxã A,89,5,96\n")
    code, _, err = said(["evaluate", file, "--on", "2023-12-31"], capsys)
    assert code == 3
    assert "NTM508" in err


def test_eligrey_filesaver_627_a_form_is_what_its_name_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "mau.xlsx"
    assert run(["template", "--figures", "xa-ntm", "-o", str(out), "--unit", "xã A", "--on", "2023-12-31"]) == 0
    capsys.readouterr()
    assert out.read_bytes()[:2] == b"PK"
    code, _, err = said(["evaluate", str(out), "--on", "2023-12-31"], capsys)
    assert code in (2, 3)
    assert "NTM504" not in err


def test_pola_rs_polars_18797_and_pandas_59299_marks_of_decimals_are_read_in_one_way_or_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for value, code in (("1.234", 3), ("1,234", 3), ("54,5", 2), ("1.234,5", 3), ("9e1", 3)):
        file = write(tmp_path, f'unit,subject,value\nxã A,{INC},"{value}"\n')
        assert said(["evaluate", file, "--on", "2023-12-31"], capsys)[0] == code, value

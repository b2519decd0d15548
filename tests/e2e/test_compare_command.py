"""``ntmrules compare`` as a person calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ntmrules.cli import run

EXAMPLES = Path(__file__).parents[2] / "examples"
KON_TUM = str(EXAMPLES / "kon-tum-2022.csv")
TWO_SETS = ["compare", "--set", "vn/xa-ntm/2016", "--set", "vn/xa-ntm/2021"]


def test_texts_of_two_days_are_compared(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "--texts", "vn/xa-ntm/2021@2024-02-28", "vn/xa-ntm/2021@2024-03-02"]) == 0
    assert "15.4  Triển khai sổ khám chữa bệnh điện tử" in capsys.readouterr().out


def test_texts_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "--texts", "vn/xa-ntm/2021@2024-02-28", "vn/xa-ntm/2021@2024-03-02", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["schema"] == "ntmrules/texts/1"
    assert "15.4" in [change["number"] for change in data["changes"]]


def test_kon_tum_loses_criterion_1_by_the_change_of_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*TWO_SETS, KON_TUM, "--province", "Kon Tum", "--on", "2022-12-31"]) == 1
    said = capsys.readouterr().out
    assert "ĐẠT – 19/19 tiêu chí, 49/49 chỉ tiêu" in said
    assert "CHƯA ĐẠT – 0–18/19 tiêu chí" in said
    assert "Mất do đổi văn bản (đạt → chưa đạt): 1 tiêu chí" in said


def test_two_days_take_the_figures_as_of_each_day(capsys: pytest.CaptureFixture[str]) -> None:
    days = ["--on", "2020-12-31", "--on", "2022-12-31"]
    assert run([*TWO_SETS, KON_TUM, "--province", "Kon Tum", *days, "--json"]) == 1
    (data,) = json.loads(capsys.readouterr().out)
    assert data["before"]["on"] == "2020-12-31"
    assert data["before"]["figures_carried_to"] is None
    assert data["before"]["verdict"] == "undetermined"  # nothing of 2022 was known in 2020


def test_two_days_do_not_blame_the_text_for_what_the_figures_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "hai-ngay.csv"
    rows = ["unit,province,subject,value,as_of", "xã Quảng La,Quảng Ninh,11,{},2023-06-01",
            "xã Quảng La,Quảng Ninh,11,{},2024-06-01"]  # fmt: skip
    days = ["--on", "2023-12-31", "--on", "2024-12-31", "--no-plugins"]
    for values, word in (((89, 0), "Được"), ((0, 89), "Mất")):
        file.write_text("\n".join(rows).format(*values) + "\n", encoding="utf-8")
        run(["compare", str(file), *days])
        said = capsys.readouterr().out
        assert f"{word} do đổi số liệu hoặc văn bản" in said
        assert f"{word} do đổi văn bản" not in said


def test_two_files_of_one_unit_show_the_progress(capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(EXAMPLES / name) for name in ("an-nong-2023.csv", "an-nong-2024.csv")]
    code = run(["compare", *files, "--province", "An Giang", "--on", "2023-03-16", "--on", "2024-03-31"])
    assert code == 1
    assert "10/19 → 16/19 tiêu chí" in capsys.readouterr().out


def test_one_file_under_one_set_on_two_days_says_the_days(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    days = ["--on", "2023-12-31", "--on", "2024-06-30", "--province", "An Giang", "--no-plugins"]
    few, many = tmp_path / "it.csv", tmp_path / "nhieu.csv"
    few.write_text("unit,subject,value,period\nxã A,10.1,58,2023\n", encoding="utf-8")
    assert run(["compare", str(few), *days]) == 2
    said = capsys.readouterr().out
    assert "vn/xa-ntm/2021, ngày 31/12/2023" in said
    assert "vn/xa-ntm/2021, ngày 30/06/2024" in said
    rows = "".join(f"xã {n},10.1,{40 + n},2023\n" for n in range(12))
    many.write_text(f"unit,subject,value,period\n{rows}", encoding="utf-8")
    run(["compare", str(many), *days])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 12
    assert all("31/12/2023: " in line and " → 30/06/2024: " in line for line in lines)


def test_bare_labels_under_two_sets_are_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "nhan.csv"
    file.write_text("unit,subject,value\nxã A,1,đạt\n", encoding="utf-8")
    assert run([*TWO_SETS, str(file), "--on", "2022-12-31"]) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("nhan.csv:2:3: NTM512 1 could be of either set")


def test_a_subject_that_neither_set_knows_is_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "la.csv"
    file.write_text("unit,subject,value\nxã A,khong-co-that,12\n", encoding="utf-8")
    assert run([*TWO_SETS, str(file), "--on", "2022-12-31"]) == 3
    assert "NTM503 unknown subject 'khong-co-that'" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [["compare"], ["compare", KON_TUM], ["compare", KON_TUM, KON_TUM, "--set", "a", "--set", "b"],
     ["compare", KON_TUM, "--texts", "a@2020-01-01", "b@2020-01-01"]],
)  # fmt: skip
def test_a_call_that_compares_nothing_says_how_to_call(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words) == 3
    assert "NTM011" in capsys.readouterr().err


def test_the_same_set_twice_on_one_day_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["compare", "--set", "vn/xa-ntm/2021", "--set", "xa-ntm", KON_TUM, "--on", "2022-12-31"]
    assert run(words) == 3
    assert "both sets are vn/xa-ntm/2021 on 2022-12-31" in capsys.readouterr().err


PACK = """\
pack:
  id: thu-quang-ninh
  name: {vi: Thử, en: Trial}
  territory:
    - {list: "2004", province: quang-ninh}
overrides:
  - id: "thu-quang-ninh/xa-ntm/2021/15.3"
    verb: raise
    target: "vn/xa-ntm/2021/15.3"
    provision: {decision: "318/QĐ-TTg"}
    from: "2022-08-01"
    requirement:
      kind: at_most
      threshold: {value: 10, evidence: {kind: recall, confidence: medium, note: {vi: số giả định, en: made up}}}
"""


def test_a_pack_is_compared_with_the_national_text_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NTMRULES_PLUGINS", "")  # an installed plugin of the same province would speak for it too
    pack = tmp_path / "quang-ninh.yaml"
    pack.write_text(PACK, encoding="utf-8")
    mau = str(EXAMPLES / "mau.csv")
    words = ["--with", str(pack), "--without", str(pack), mau, "--province", "Quảng Ninh", "--on", "2023-10-31"]
    run(["compare", *words, "--json"])
    (data,) = json.loads(capsys.readouterr().out)
    (change,) = [each for each in data["changes"] if each["kind"] == "indicator"]
    assert change["number"] == "15.3"
    assert change["after"] == "not_met"
    assert change["causes"] == ["text"]


def test_a_plugin_that_is_not_installed_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--with", "khong-co-that", "--without", "khong-co-that", KON_TUM, "--on", "2022-12-31"]
    assert run(["compare", *words]) == 3
    assert "NTM207 no plugin 'khong-co-that' is installed" in capsys.readouterr().err


def twelve(path, level: int, count: int = 12) -> str:
    measure = "ty-le-co-so-san-xuat-dam-bao-moi-truong"
    rows = [f"xã Mẫu {number},{measure},{level}\n" for number in range(count)]
    path.write_text("unit,subject,value\n" + "".join(rows), encoding="utf-8")
    return str(path)


def test_a_dozen_units_get_a_line_each(tmp_path, capsys) -> None:
    days = ["--on", "2023-12-31", "--on", "2024-12-31", "--lang", "en"]
    files = [twelve(tmp_path / "a.csv", 80), twelve(tmp_path / "b.csv", 95)]
    assert run(["compare", *files, *days]) == 2
    said = capsys.readouterr()
    sides, *lines = said.out.splitlines()
    assert sides == "before: a.csv (2023-12-31) → after: b.csv (2024-12-31)"
    assert len(lines) == 12
    assert all("not met → undetermined" in line and "1 indicator more is met" in line for line in lines)
    assert "--unit NAME" in said.err
    assert run(["compare", *files, *days, "--unit", "xã Mẫu 3"]) == 2
    assert "17.2" in capsys.readouterr().out


def test_files_of_one_day_are_told_apart_by_their_names_and_the_day_is_said_once(tmp_path, capsys) -> None:
    files = [twelve(tmp_path / "truoc.csv", 80, 1), twelve(tmp_path / "nay.csv", 95, 1)]
    run(["compare", *files, "--on", "2023-12-31"])
    said = capsys.readouterr().out
    assert said.splitlines()[0] == "xã Mẫu 0 – trước: tệp truoc.csv → sau: tệp nay.csv; cùng ngày đánh giá 31/12/2023"
    assert "tăng 1 chỉ tiêu so với tệp truoc.csv" in said
    assert said.count("31/12/2023") == 1


def test_files_of_one_name_in_two_folders_are_told_apart(tmp_path, capsys) -> None:
    for name in ("cu", "moi"):
        (tmp_path / name).mkdir()
    run(["compare", twelve(tmp_path / "cu" / "a.csv", 80, 1), twelve(tmp_path / "moi" / "a.csv", 95, 1)])
    assert "cu/a.csv → sau" in capsys.readouterr().out


def test_two_communes_of_one_name_are_told_apart_and_one_of_before_is_not_given_to_both(tmp_path, capsys) -> None:
    measure = "ty-le-co-so-san-xuat-dam-bao-moi-truong"
    days = ["--on", "2023-12-31", "--on", "2024-12-31", "--lang", "en"]
    old, new, bare = tmp_path / "old.csv", tmp_path / "new.csv", tmp_path / "bare.csv"
    old.write_text(
        f"unit,within,subject,value\nxã A,huyện X,{measure},80\nxã A,huyện Y,{measure},95\n", encoding="utf-8"
    )
    new.write_text(
        f"unit,within,subject,value\nxã A,huyện X,{measure},95\nxã A,huyện Y,{measure},95\n", encoding="utf-8"
    )
    bare.write_text(f"unit,subject,value\nxã A,{measure},80\n", encoding="utf-8")
    run(["compare", str(old), str(new), *days])
    heads = [line for line in capsys.readouterr().out.splitlines() if "before: old.csv" in line]
    assert [head.partition(" – ")[0] for head in heads] == ["xã A, huyện X", "xã A, huyện Y"]
    assert run(["compare", str(bare), str(new), *days]) == 3
    assert "NTM609" in capsys.readouterr().err

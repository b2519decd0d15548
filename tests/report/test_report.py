"""``ntmrules report html``: what stands in the page, that it is the same to the byte, and that nothing in it can act."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from ntmrules.cli import run

HEAD = "unit,within,subject,value,as_of\n"
FIGURES = HEAD + (
    "xã A,huyện H,17,chưa đạt,2023-01-01\nxã A,huyện H,17,đạt,2023-06-01\nxã B,huyện K,18,đạt,2023-01-01\n"
    "xã B,huyện K,thu-nhap-binh-quan-dau-nguoi,30,2023-06-01\nhuyện K,,5,đạt,2023-06-01\n"
)


@pytest.fixture
def figures(tmp_path: Path) -> Path:
    path = tmp_path / "so-lieu.csv"
    path.write_text(FIGURES, "utf-8")
    return path


def made(out: Path, *words: object) -> tuple[int, str]:
    code = run(["report", "html", *(str(word) for word in words), "-o", str(out), "--no-plugins"])
    return code, out.read_text("utf-8") if out.is_file() else ""


def data_of(text: str, name: str) -> Any:
    found = re.search(rf'<script type="text/plain" id="{name}">([A-Za-z0-9+/=]*)</script>', text)
    assert found is not None
    return json.loads(gzip.decompress(base64.b64decode(found[1])))


def test_the_page_holds_the_verdicts_of_evaluate(figures: Path, tmp_path: Path) -> None:
    code, text = made(tmp_path / "r.html", figures, "--on", "2023-10-31")
    assert code == 1  # the income of xã B is below every level of 2023
    overview = data_of(text, "overview")
    units = {unit["n"]: unit for unit in overview["units"]}
    assert sorted(units) == ["xã A", "xã B"]
    labels = [each[0] for each in overview["criteria"]]
    assert labels == [str(number) for number in range(1, 20)]
    assert units["xã A"]["c"][labels.index("17")] == "m"
    assert units["xã B"]["c"][labels.index("18")] == "m"
    assert units["xã A"]["c"][labels.index("5")] == "u"  # no figure is not "not met"
    assert units["xã A"]["v"] == "u"


def test_the_words_of_an_indicator_stand_in_both_languages(figures: Path, tmp_path: Path) -> None:
    _, text = made(tmp_path / "r.html", figures, "--on", "2023-10-31")
    overview, details = data_of(text, "overview"), data_of(text, "details")
    place = next(index for index, each in enumerate(overview["indicators"]) if each[0] == "10.1")
    unit = next(index for index, each in enumerate(overview["units"]) if each["n"] == "xã B")
    row = details["rows"][details["units"][unit]["rows"][place]]
    figure, asked = overview["words"][row[0]], overview["words"][row[1]]
    assert figure == ["30 triệu đồng/người/năm", "30 million VND/person/year"]
    assert "42" in asked[0]
    assert [details["texts"][each]["id"] for each in row[8]] == ["318/QĐ-TTg"]


def test_then_and_now_with_the_cause(figures: Path, tmp_path: Path) -> None:
    _, text = made(tmp_path / "r.html", figures, "--from", "2023-01-01", "--on", "2023-10-31")
    overview = data_of(text, "overview")
    unit = next(each for each in overview["units"] if each["n"] == "xã A")
    place = [each[0] for each in overview["criteria"]].index("17")
    assert (unit["then"]["c"][place], unit["c"][place]) == ("n", "m")
    gained = [move for move in overview["moved"] if move[1:3] == ["gained", "criterion"]]
    assert [(overview["units"][move[0]]["n"], move[4], move[6]) for move in gained] == [("xã A", "17", "figure")]
    assert [point["on"] for point in overview["timeline"]] == ["2023-01-01", "2023-06-01", "2023-10-31"]


def test_who_is_left_out_is_said_with_the_reason(figures: Path, tmp_path: Path) -> None:
    _, text = made(tmp_path / "r.html", figures, "--on", "2023-03-01")
    left = data_of(text, "overview")["left_out"]
    assert ["unit", "huyện K"] in [[each[0], each[2]] for each in left if len(each) > 2]
    _, text = made(tmp_path / "r.html", figures, "--on", "2023-10-31", "--unit", "xã A")
    left = data_of(text, "overview")["left_out"]
    assert ["not among the units asked for", "xã B"] in [[each[1][1], each[2]] for each in left if each[0] == "unit"]


def test_the_same_input_gives_the_same_bytes_in_any_order(figures: Path, tmp_path: Path) -> None:
    lines = FIGURES.splitlines()
    other = tmp_path / "other" / "so-lieu.csv"
    other.parent.mkdir()
    other.write_text("\n".join([lines[0], *lines[:0:-1]]) + "\n", "utf-8")
    words = ("--on", "2023-10-31")
    one, again, two = (made(tmp_path / f"{name}.html", path, *words)[1] for name, path in
                       (("a", figures), ("b", figures), ("c", other)))  # fmt: skip
    assert one == again
    assert data_of(one, "overview")["units"] == data_of(two, "overview")["units"]


def test_a_folder_of_months_takes_the_day_from_the_name(tmp_path: Path) -> None:
    folder = tmp_path / "thang"
    folder.mkdir()
    (folder / "2023-01.csv").write_text("unit,subject,value\nxã A,17,chưa đạt\n", "utf-8")
    (folder / "2023-06.csv").write_text("unit,subject,value\nxã A,17,đạt\n", "utf-8")
    (folder / "ghi-chu.txt").write_text("không phải số liệu", "utf-8")
    code, text = made(tmp_path / "r.html", folder, "--from", "2023-01-31")
    overview = data_of(text, "overview")
    assert code == 2
    assert overview["on"] == "2023-06-30"
    assert overview["files"] == ["2023-01.csv", "2023-06.csv"]
    assert [move[1] for move in overview["moved"] if move[2] == "criterion"] == ["gained"]


def test_figures_without_a_day_and_no_day_named_are_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "so-lieu.csv"
    path.write_text("unit,subject,value\nxã A,17,đạt\n", "utf-8")
    assert made(tmp_path / "r.html", path)[0] == 3
    assert "NTM574" in capsys.readouterr().err
    assert not (tmp_path / "r.html").exists()
    assert made(tmp_path / "r.html", path, "--on", "2023-10-31")[0] == 2


def test_no_text_of_a_file_can_act(tmp_path: Path) -> None:
    evil = "</script><img src=x onerror=alert(1)><script>alert(2)</script>{{STYLE}}"
    path = tmp_path / "so-lieu.csv"
    path.write_text(HEAD + f'"xã {evil}",huyện H,17,đạt,2023-01-01\n', "utf-8")
    _, text = made(tmp_path / "r.html", path, "--on", "2023-10-31")
    assert evil not in text
    assert text.count("<script") == 3
    assert data_of(text, "overview")["units"][0]["n"] == f"xã {evil}"


def test_the_policy_names_the_one_script_and_lets_nothing_be_fetched(figures: Path, tmp_path: Path) -> None:
    _, text = made(tmp_path / "r.html", figures, "--on", "2023-10-31")
    script = text.rsplit("<script>", 1)[1].partition("</script>")[0]
    digest = "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    assert f"script-src '{digest}'" in policy[1]
    assert policy[1].startswith("default-src 'none'")
    assert not re.search(r'(?:src|href)="https?:', text)


def test_only_a_report_is_replaced_unasked(figures: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "r.html"
    out.write_text("<p>của người khác</p>", "utf-8")
    assert made(out, figures, "--on", "2023-10-31")[0] == 3
    assert "NTM043" in capsys.readouterr().err
    assert out.read_text("utf-8") == "<p>của người khác</p>"
    assert made(out, figures, "--on", "2023-10-31", "--force")[0] == 1
    assert made(out, figures, "--on", "2023-10-31")[0] == 1


def square(code: str, lon: float) -> dict[str, Any]:
    ring = [[lon, 21.0], [lon + 0.1, 21.0], [lon + 0.1, 21.1], [lon, 21.0]]
    return {"type": "Feature", "properties": {"code": code}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def test_boundaries_by_code_are_drawn_and_others_are_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures = tmp_path / "so-lieu.csv"
    figures.write_text("unit,province,subject,value,as_of\nxã Quảng La,Quảng Ninh,17,đạt,2023-01-01\n", "utf-8")
    shapes = tmp_path / "ranh-gioi.geojson"
    words = (figures, "--on", "2023-10-31", "--map", shapes)
    shapes.write_text(
        json.dumps({"type": "FeatureCollection", "features": [square("07054", 107.0), square("99999", 108.0)]})
    )
    _, text = made(tmp_path / "r.html", *words)
    overview = data_of(text, "overview")
    assert overview["units"][0]["code"] == "07054"
    assert list(overview["shapes"]) == ["07054"]
    for bad, said in (
        ("{", "NTM579"), ('{"features": [1]}', "without the code"), (json.dumps({"features": [square("99999", 1)]}), "99999"),
        (json.dumps({"features": [square("07054", 999)]}), "07054"), ("[" * 100_000, "NTM579"),
    ):  # fmt: skip
        shapes.write_text(bad, "utf-8")
        assert made(tmp_path / "bad.html", *words)[0] == 3
        assert said in capsys.readouterr().err
        assert not (tmp_path / "bad.html").exists()


def test_capital_dossiers_and_products_are_parts_of_the_page(figures: Path, tmp_path: Path) -> None:
    examples = Path(__file__).parents[2] / "examples"
    words = ("--capital", examples / "ho-so" / "von.csv", "--dossiers", examples / "ho-so", "--ocop",
             examples / "ocop" / "san-pham.csv")  # fmt: skip
    _, text = made(tmp_path / "r.html", figures, "--on", "2023-10-31", *words)
    parts = {part["key"]: part for part in data_of(text, "overview")["parts"]}
    assert list(parts) == ["capital", "dossiers", "ocop"]
    assert parts["ocop"]["tables"][0]["rows"][0][0] == ["Sản phẩm còn hiệu lực", "Valid products"]
    assert all(part["tables"] for part in parts.values())
    assert any("xã Mẫu Một, xã Mẫu Hai" in each[0] for each in parts["capital"]["notes"])


def test_units_of_another_set_on_the_first_day_are_told_apart(figures: Path, tmp_path: Path) -> None:
    figures.write_text(HEAD + "xã A,huyện H,17,đạt,2020-01-01\nxã B,huyện H,17,đạt,2023-01-01\n", "utf-8")
    _, text = made(tmp_path / "r.html", figures, "--from", "2020-06-30", "--on", "2023-10-31")
    units = {unit["n"]: unit for unit in data_of(text, "overview")["units"]}
    assert "2016-2020" in units["xã A"]["then"]["other"][0]
    assert units["xã A"]["then"]["c"].strip("-") == ""


def test_what_is_no_report_is_refused_by_its_name(
    figures: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "trong").mkdir()
    for words, said in (
        ((figures, "--on", "2023-10-31", "-o", tmp_path / "r.xlsx"), "NTM054"),
        ((tmp_path / "trong", "-o", tmp_path / "r.html"), "NTM574"),
    ):
        assert run(["report", "html", *map(str, words), "--no-plugins"]) == 3
        assert said in capsys.readouterr().err
        assert not words[-1].exists()


def test_a_folder_with_its_plan_is_one_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    example = Path(__file__).parents[2] / "examples" / "quang-ninh-2023"
    words = ["--set", "huyen-ntm-nang-cao", "--from", "2023-01-01", "--on", "2023-10-31", "--plan", example / "ke-hoach.csv",
             "--dossiers", example / "ho-so", "--pack",
             example.parents[1] / "plugins" / "ntmrules-quang-ninh" / "src" / "ntmrules_quang_ninh" / "catalog"]  # fmt: skip
    code, text = made(tmp_path / "r.html", example, *words)
    assert code == 2
    overview = data_of(text, "overview")
    assert overview["files"] == ["tien-do.csv"]
    assert len(overview["plan"]) == 6
    assert "da-cong-bo.csv" in capsys.readouterr().err
    assert any("da-cong-bo.csv" in each[1][0] for each in overview["left_out"] if each[0] == "file")

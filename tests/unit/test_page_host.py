"""What runs inside the page, asked without a browser: it answers as the command does, and tells bad input in five parts."""

import io
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import attrs
import pytest

import ntmrules
from ntmrules import Library, UsageError, cli
from ntmrules.page.host import Host
from ntmrules.page.runtime import runtime_in
from ntmrules.page.site import library_sources
from ntmrules.places import communes
from ntmrules.record.receipt import with_left_out

ROOT = Path(__file__).resolve().parents[2]
CSV = (ROOT / "examples" / "mau.csv").read_bytes()
MADE = {"set": "xa-ntm", "on": "2023-10-31", "province": "Hải Dương"}


@pytest.fixture(scope="module")
def bundle() -> bytes:
    return Library(plugins=()).to_bytes()


@pytest.fixture
def host(bundle: bytes) -> Host:
    return Host(bundle, MADE)


def ask(host: Host, verb: str, data: bytes | None = None, **more: Any) -> Any:
    said = host.answer(json.dumps({"ask": verb, **more}), data)
    return said if isinstance(said, bytes) else json.loads(said)


def test_a_file_is_judged_as_the_library_judges_it(host: Host) -> None:
    said = ask(host, "open", CSV, name="mau.csv")
    book = Library(plugins=()).rulebook("xa-ntm", on="2023-10-31", province="Hải Dương")
    attainments = [book.evaluate(unit) for unit in ntmrules.read_figures(CSV, name="mau.csv", rulebook=book).units]
    assert [each["tally"] for each in said["units"]] == [each.tally.text("vi") for each in attainments]
    found = json.loads(ask(host, "export", kind="json"))
    assert found == [with_left_out(each.to_dict(), found[0]["left_out"]) for each in attainments]


def test_a_number_beside_a_label_stands_in_the_field_of_its_measure_and_is_corrected_there(host: Host) -> None:
    ask(host, "open", "unit;subject;value;period\nxã A;11.1;2;2022\n".encode(), name="a.csv")
    assert ask(host, "unit", index=0)["values"] == {"ty-le-ho-ngheo-da-chieu": "2"}
    assert "problems" not in ask(host, "type", index=0, subject="ty-le-ho-ngheo-da-chieu", text="1")
    assert ask(host, "unit", index=0)["values"] == {"ty-le-ho-ngheo-da-chieu": "1"}
    kept = json.loads(ask(host, "export", kind="keep"))["units"][0]["entries"]
    assert {each["value"]: each["period"] for each in kept if each["value"] == "1"} == {"1": 2022}
    assert "problems" not in ask(host, "open", json.dumps(json.loads(ask(host, "export", kind="keep"))).encode(),
                                 name="a.ntm.json")  # fmt: skip
    ask(host, "type", index=0, subject="ty-le-ho-ngheo-da-chieu", text="")
    assert ask(host, "unit", index=0)["values"] == {}


def test_what_cannot_be_is_told_by_the_name_of_what_was_asked(host: Host) -> None:
    index = ask(host, "add", unit="xã Mẫu")["index"]
    for text in ("54000000", "bốn", "-3"):
        [said] = ask(host, "type", index=index, subject="thu-nhap-binh-quan-dau-nguoi", text=text)["problems"]
        assert "thu-nhap-binh-quan" not in f"{said['what']} {said['expected']} {said['remedy']}", text


@pytest.mark.parametrize(
    ("altered", "told"),
    [({"set": "xa-ntm-2"}, "xa-ntm-2"), ({"on": "2035-01-01"}, ""), ({"province": "Quảng Nin"}, "Quảng Ninh"),
     ({"units": None}, "không đúng kiểu"), ({"units": 5}, "không đúng kiểu")],
)  # fmt: skip
def test_a_kept_file_that_cannot_be_is_named_with_what_is_wrong(host: Host, altered: dict[str, Any], told: str) -> None:
    ask(host, "open", CSV, name="mau.csv")
    kept = json.loads(ask(host, "export", kind="keep")) | altered
    for each in ask(host, "open", json.dumps(kept).encode(), name="a.ntm.json")["problems"]:
        assert each["where"].startswith("a.ntm.json")
        assert told in f"{each['what']} {each['expected']} {each['remedy']}"
    del kept["units"]
    [said] = ask(host, "open", json.dumps(kept | {"set": "vn/xa-ntm/2021"}).encode(), name="a.ntm.json")["problems"]
    assert "thiếu «units»" in said["what"]


def test_a_kept_file_whose_units_are_none_or_whose_figures_cannot_be_is_named_itself(host: Host) -> None:
    ask(host, "open", CSV, name="mau.csv")
    kept = json.loads(ask(host, "export", kind="keep"))
    before = ask(host, "units")

    def told(**altered: Any) -> Any:
        said = ask(host, "open", json.dumps(kept | altered).encode(), name="a.ntm.json")["problems"]
        assert all(each["where"].startswith("a.ntm.json") for each in said)
        return {each["code"] for each in said}

    assert told(units={}) == {"NTM058"}
    assert told(units=[kept["units"][0] | {"unit": " "}]) == {"NTM058"}
    entries = kept["units"][0]["entries"]
    number = next(at for at, each in enumerate(entries) if each["value"].replace(".", "").isdigit())
    entries[number] = entries[number] | {"value": "-5"}
    assert told(units=[kept["units"][0] | {"entries": entries}]) == {"NTM506"}
    assert ask(host, "units") == before


@pytest.mark.parametrize(("lang", "mark"), [("vi", ";"), ("en", ",")])
def test_results_as_csv_part_where_a_spreadsheet_of_that_language_does(host: Host, lang: str, mark: str) -> None:
    ask(host, "open", CSV, name="mau.csv")
    head = ask(host, "export", kind="csv", lang=lang).decode("utf-8-sig").splitlines()[0]
    assert head.count(mark) == 9
    again = ask(host, "open", ask(host, "export", kind="csv", lang=lang), name="ket-qua.csv", lang=lang)
    assert again["problems"][0]["code"] == "NTM058"  # results are no figures


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_receipts_of_a_file_that_leaves_something_out_are_those_of_the_command(
    bundle: bytes, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file names its province in its notes: what is advised is told in the words of the page, and kept in the command's."""
    path = ROOT / "examples" / "an-nong-2024.csv"
    host = Host(bundle, {"set": "vn/xa-ntm/2021", "on": "2024-03-31"})
    ask(host, "open", path.read_bytes(), name=path.name, lang=lang)
    words = ["--set", "vn/xa-ntm/2021", "--on", "2024-03-31", "--no-plugins", "--lang", lang, "--json"]
    capsys.readouterr()
    cli.run(["evaluate", str(path), *words])
    theirs = json.loads(capsys.readouterr().out)
    assert json.loads(ask(host, "export", kind="json", lang=lang)) == theirs
    assert "--province" in "".join(theirs[0]["left_out"])


def test_only_the_provinces_that_the_page_was_made_for_can_be_chosen(bundle: bytes) -> None:
    host = Host(bundle, MADE | {"provinces": ["Hải Dương", "Hải Phòng"]})
    assert ask(host, "about")["provinces"] == {"2004": ["Hải Dương", "Hải Phòng"], "2025": ["Hải Phòng"]}
    assert len(ask(Host(bundle, MADE), "about")["provinces"]["2004"]) == 63


def test_what_is_typed_is_judged_at_once_and_can_be_taken_back(host: Host) -> None:
    index = ask(host, "add", unit="xã Mẫu")["index"]
    nothing = ask(host, "unit", index=index)
    said = ask(host, "type", index=index, subject="thu-nhap-binh-quan-dau-nguoi", text="54000000")
    assert said["doubt"]
    assert said["problems"][0]["code"] == "NTM506"
    assert "problems" not in ask(
        host, "type", index=index, subject="thu-nhap-binh-quan-dau-nguoi", text="54000000", sure=True
    )
    assert "problems" not in ask(host, "open", ask(host, "export", kind="keep"), name="a.ntm.json")
    assert "problems" not in ask(host, "type", index=index, subject="thu-nhap-binh-quan-dau-nguoi", text="")
    ask(host, "type", index=index, subject="ty-le-ho-ngheo-da-chieu", text="2,5")
    assert ask(host, "unit", index=index)["values"] == {"ty-le-ho-ngheo-da-chieu": "2.5"}
    ask(host, "type", index=index, subject="ty-le-ho-ngheo-da-chieu", text="")
    assert ask(host, "unit", index=index) == nothing


def test_what_is_typed_over_a_figure_of_a_file_takes_its_place_and_its_year(host: Host) -> None:
    ask(host, "open", CSV, name="mau.csv")
    before = ask(host, "unit", index=0)
    for text in ("9,5", "9", "1,2"):
        said = ask(host, "type", index=0, subject="ty-le-ho-ngheo-da-chieu", text=text)
        assert "problems" not in said
        assert ask(host, "unit", index=0)["values"]["ty-le-ho-ngheo-da-chieu"] == text.replace(",", ".")
    after = ask(host, "unit", index=0)
    assert after["tally"] == before["tally"]
    own = [each for each in host.units[0].entries if each.subject == "ty-le-ho-ngheo-da-chieu"]
    assert [(each.period, str(each.value)) for each in own] == [(2023, "1.2")]


def test_a_word_that_is_no_figure_changes_nothing_and_is_told(host: Host) -> None:
    ask(host, "add", unit="xã Mẫu")
    ask(host, "type", index=0, subject="ty-le-ho-ngheo-da-chieu", text="2,5")
    bad = ask(host, "type", index=0, subject="ty-le-ho-ngheo-da-chieu", text="bốn")
    assert bad["problems"][0]["code"] == "NTM502"
    assert bad["problems"][0]["remedy"]
    assert ask(host, "unit", index=0)["values"] == {"ty-le-ho-ngheo-da-chieu": "2.5"}


def test_a_unit_needs_a_name_of_its_own(host: Host) -> None:
    ask(host, "add", unit="xã Mẫu")
    for name in ("", "  ", "xã Mẫu"):
        assert ask(host, "add", unit=name)["problems"][0]["code"] == "NTM058"


def test_what_is_kept_opens_again_and_what_is_spoilt_is_refused(host: Host, bundle: bytes) -> None:
    ask(host, "open", CSV, name="mau.csv")
    kept, results = ask(host, "export", kind="keep"), ask(host, "export", kind="json")
    for name, data in (("a.ntm.json", kept), ("a.json", results)):
        other = Host(bundle, MADE | {"province": None})
        assert ask(other, "open", data, name=name)["units"] == ask(host, "units")["units"]
        assert ask(other, "export", kind="json") == results
    assert ask(host, "open", kept.replace(b'"units"', b'"unit"'), name="a.ntm.json")["problems"][0]["code"] == "NTM058"
    assert ask(host, "open", kept[:-9], name="a.ntm.json")["problems"][0]["code"] == "NTM058"


def test_results_say_what_the_file_left_out_as_the_command_does_and_so_does_what_is_kept_of_them(
    host: Host, bundle: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("STT;unit;11.1\n1;xã Mẫu;2,5\n;Tổng cộng;3\n", encoding="utf-8")
    asked = [
        "evaluate",
        str(path),
        "--set",
        "xa-ntm",
        "--on",
        "2023-10-31",
        "--province",
        "Hải Dương",
        "--format",
        "json",
    ]
    assert cli.run(asked) == 2
    theirs = json.loads(capsys.readouterr().out)
    assert ask(host, "open", path.read_bytes(), name="a.csv", lang="en")["notes"]
    ours = ask(host, "export", kind="json")
    assert json.loads(ours)[0]["left_out"] == theirs[0]["left_out"]
    assert len(theirs[0]["left_out"]) > 1
    assert json.loads(ours)[0]["receipt"]["left_out"] == theirs[0]["receipt"]["left_out"]
    for name, kind in (("a.ntm.json", "keep"), ("b.json", "json")):
        other = Host(bundle, MADE)
        said = ask(other, "open", ask(host, "export", kind=kind), name=name, lang="en")
        assert said["notes"] == theirs[0]["left_out"]
        assert ask(other, "export", kind="json") == ours
    spoilt = ask(host, "export", kind="keep").replace(b'"left_out": [', b'"left_out": [1,')
    assert ask(other, "open", spoilt, name="c.ntm.json")["problems"][0]["code"] == "NTM058"
    ask(host, "drop")
    ask(host, "add", unit="xã Mẫu")
    assert "left_out" not in json.loads(ask(host, "export", kind="json"))[0]


def test_a_kept_verdict_that_is_another_one_here_is_told(host: Host, bundle: bytes) -> None:
    ask(host, "open", CSV, name="mau.csv")
    for name, kind in (("a.ntm.json", "keep"), ("b.json", "json"), ("c.json", "receipts")):
        data = ask(host, "export", kind=kind)
        verdict = ask(host, "units")["units"][0]["verdict"].encode()
        other = Host(bundle, MADE)
        assert not any("kết quả tính lại" in each for each in ask(other, "open", data, name=name)["notes"])
        altered = data.replace(b'"' + verdict + b'"', b'"met"')
        assert altered != data
        (said,) = (each for each in ask(other, "open", altered, name=name)["notes"] if "kết quả tính lại" in each)
        assert said.startswith(f"{name}: ")
        assert "(1 đơn vị): xã Mẫu" in said


def test_bad_cells_of_a_file_are_told_with_their_places(host: Host) -> None:
    said = ask(host, "open", "unit,subject,value\nxã Mẫu,11.1,bốn\nxã Mẫu,99.9,1\n".encode(), name="a.csv")
    assert [each["where"] for each in said["problems"]] == ["a.csv:2:3", "a.csv:3:3"]


def test_the_empty_form_comes_back_filled_with_nothing_lost(host: Host) -> None:
    ask(host, "add", unit="xã Mẫu")
    form = ask(host, "export", kind="form")
    assert form[:2] == b"PK"
    assert "problems" in ask(host, "open", form, name="phieu.xlsx") or ask(host, "units")["units"]


def test_what_was_told_of_a_file_goes_with_its_last_unit(host: Host) -> None:
    said = ask(host, "open", "unit;subject;value\nxã A;11.1;5\nTổng cộng;11.1;5\n".encode(), name="a.csv")
    assert said["notes"]
    assert ask(host, "add", unit="xã B")["notes"] == said["notes"]
    assert ask(host, "drop", index=1)["notes"] == said["notes"]
    assert ask(host, "drop", index=0)["notes"] == []
    assert ask(host, "open", "unit;subject;value\nxã A;11.1;5\nTổng cộng;11.1;5\n".encode(), name="a.csv")["notes"]
    assert ask(host, "drop")["notes"] == []


FILES = {
    "near.csv": "unit;subject;value\nxã Tân Viêt;11.1;5\nhuyện Bình Giang;11.1;5\n",
    "total.csv": "Biểu năm 2022\nunit;subject;value\nxã Tân Việt;11.1;5\nTổng cộng;11.1;6\n",
    "merged.csv": "unit;within;province;subject;value\nxã Tân Việt;huyện Bình Giang;Hải Dương;11.1;5\n",
}


@pytest.mark.parametrize("name", sorted(FILES))
@pytest.mark.parametrize("on", ["2023-10-31", "2025-10-31"])
@pytest.mark.vietnamese
def test_what_is_said_beside_the_results_is_what_the_command_says(
    host: Host, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, on: str
) -> None:
    path = tmp_path / name
    path.write_text(FILES[name], "utf-8")
    cli.run(["evaluate", str(path), "--set", "vn/xa-ntm/2021", "--province", "Hải Dương", "--on", on, "--no-plugins"])
    said = capsys.readouterr().err.splitlines()
    assert "problems" not in ask(host, "choose", set="vn/xa-ntm/2021", on=on, province="Hải Dương")
    notes = ask(host, "open", path.read_bytes(), name=name)["notes"]
    assert sorted(notes) == sorted(said)
    assert notes or (name, on) == ("merged.csv", "2023-10-31")


def test_what_is_said_follows_the_day_and_the_language(host: Host) -> None:
    ask(host, "open", FILES["merged.csv"].encode(), name="a.csv")
    assert ask(host, "units")["notes"] == []
    later = ask(host, "choose", set="xa-ntm", on="2025-10-31", province="Hải Dương")["notes"]
    assert any("sáp nhập" in each for each in later)
    assert any("merged into" in each for each in ask(host, "units", lang="en")["notes"])
    assert ask(host, "choose", set="xa-ntm", on="2023-10-31", province="Hải Dương")["notes"] == []


def test_a_name_that_reads_as_a_word_of_tables_is_a_commune_where_its_province_has_one(host: Host) -> None:
    text = "unit;subject;value\nxã Tân Việt;11.1;5\nTrung Bình;11.1;6\n".encode()
    assert len(ask(host, "open", text, name="a.csv")["units"]) == 1
    assert "problems" not in ask(host, "choose", set="xa-ntm", on="2023-10-31", province="Sóc Trăng")
    assert [each["unit"] for each in ask(host, "open", text, name="a.csv")["units"]][-1] == "Trung Bình"


def test_a_document_shows_text_as_text(host: Host) -> None:
    ask(host, "add", unit="xã <b>Mẫu</b>")
    document = ask(host, "export", kind="doc").decode()
    assert "xã &lt;b&gt;Mẫu" in document
    assert "<b>Mẫu" not in document
    assert ask(host, "export", kind="csv").startswith(b"\xef\xbb\xbf")


def test_two_files_are_compared(host: Host) -> None:
    ask(host, "open", CSV, name="mau.csv")
    said = ask(host, "compare", CSV, name="truoc.csv")
    assert [each["unit"] for each in said["units"]] == [each["unit"] for each in ask(host, "units")["units"]]
    assert (said["missing"], said["others"]) == ([], [])


def test_units_of_one_file_alone_are_named_when_two_are_compared(host: Host) -> None:
    ask(host, "open", b"unit;subject;value\nxa An;1.1;met\nxa Binh;1.1;met\n", name="sau.csv")
    said = ask(host, "compare", b"unit;subject;value\nxa Binh;1.1;met\nxa Chi;1.1;met\n", name="truoc.csv")
    assert [each["unit"] for each in said["units"]] == ["xa Binh"]
    assert (said["missing"], said["others"]) == (["xa An"], ["xa Chi"])
    named = "unit;within;subject;value\nxa Binh;huyện Mẫu;1.1;met\n".encode()  # the set judges no district
    assert ask(host, "compare", named, name="truoc.csv")["others"] == []


def test_english_is_said_where_it_is_asked_for(host: Host) -> None:
    ask(host, "add", unit="xã Mẫu", lang="en")
    assert ask(host, "units", lang="en")["units"][0]["word"] == "undetermined"
    fields = [field for group in ask(host, "form", lang="en")["groups"] for field in group["fields"]]
    assert len(fields) > 60
    assert {field["kind"] for field in fields} >= {"yes_no", "percent", "verdict"}


def test_without_the_interpreter_the_command_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        runtime_in(None)
    assert caught.value.problems[0].identity == "NTM047.none"
    assert "ntmrules.page.fetch" in caught.value.text("en")
    (tmp_path / "pyodide.mjs").write_text("other", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        runtime_in(tmp_path)
    assert {each.identity for each in caught.value.problems} == {"NTM047.none", "NTM047.other"}


def test_the_lists_of_a_page_say_what_the_lists_say_but_where_on_earth_a_unit_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    communes.commune_keys.cache_clear()
    keys, every = communes.commune_keys(), communes.all_communes("2004")
    for name, data in library_sources().items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    caches = (communes.commune_keys, communes.communes_in, communes._districts, communes._provinces)
    with monkeypatch.context() as inside:
        inside.setattr(communes, "_folder", lambda: tmp_path / "ntmrules" / "catalogs" / "units")
        for each in caches:
            each.cache_clear()
        assert communes.commune_keys() == keys
        assert len(keys) > 7000
        assert communes.all_communes("2004") == tuple(attrs.evolve(each, latitude="", longitude="") for each in every)
    for each in caches:
        each.cache_clear()


def test_a_page_holds_no_room_that_needs_what_browsers_lack() -> None:
    found = library_sources()
    assert "ntmrules/page/host.py" in found
    assert not [name for name in found if name.startswith(("ntmrules/cli", "ntmrules/tables", "ntmrules/docgen"))]


@pytest.mark.parametrize(
    ("altered", "code"),
    [
        ({"schema": "ntmrules/page/9"}, "NTM058"),
        ({"units": "twice"}, "NTM058"),
        ({"units": "in capitals"}, "NTM058"),
        ({"set": "nope"}, "NTM001"),
        ({"on": 5}, "NTM058"),
    ],
)
def test_a_kept_file_that_was_altered_is_refused_and_nothing_changes(
    host: Host, altered: dict[str, Any], code: str
) -> None:
    ask(host, "open", CSV, name="mau.csv")
    kept = json.loads(ask(host, "export", kind="keep"))
    before = ask(host, "unit", index=0)
    again = {"twice": str, "in capitals": str.upper}.get(altered.get("units", ""))
    twice = [*kept["units"], *({**each, "unit": again(each["unit"])} for each in kept["units"])] if again else None
    changed = {**kept, **altered} | ({"units": twice} if twice else {})
    said = ask(host, "open", json.dumps(changed).encode(), name="a.ntm.json")
    assert [each["code"] for each in said["problems"]] == [code]
    assert ask(host, "unit", index=0) == before


def test_a_title_that_speaks_of_another_set_or_year_is_told_as_the_command_tells_it(host: Host) -> None:
    said = ask(host, "open", "Kết quả thực hiện năm 2021\nunit;subject;value\nxã Mẫu;1.1;đạt\n".encode(), name="a.csv")
    assert any("2021" in each for each in said["notes"]), said
    assert all("tiêu đề" not in each for each in ask(host, "open", CSV, name="mau.csv")["notes"])


def test_labels_of_another_set_lead_to_that_set_as_the_command_says(host: Host) -> None:
    text = "unit;subject;value\nxã Mẫu;14.4;đạt\nxã Mẫu;18.8;đạt\n".encode()
    said = ask(host, "open", text, name="a.csv")["problems"]
    assert [each["code"] for each in said] == ["NTM503"]
    assert "chọn «Bộ tiêu chí quốc gia về xã nông thôn mới nâng cao giai đoạn 2021-2025»" in said[0]["remedy"]
    assert "31/10/2023 ở ô «Ngày đánh giá»" in said[0]["remedy"]
    english = ask(host, "open", text, name="a.csv", lang="en")["problems"]
    assert '«National criteria for advanced new rural communes 2021-2025» at "Criteria set"' in english[0]["remedy"]


def test_what_would_keep_a_browser_busy_for_minutes_is_refused_and_nothing_changes(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(host, "open", CSV, name="mau.csv")
    before = ask(host, "units")
    kept = ask(host, "export", kind="keep")
    several = "unit;subject;value\nxã A;1.1;đạt\nxã B;1.1;đạt\n".encode()
    monkeypatch.setattr("ntmrules.page.host.MOST_UNITS", 1)
    assert ask(host, "open", several, name="a.csv")["problems"][0]["code"] == "NTM058"
    monkeypatch.setattr("ntmrules.page.host.MOST_UNITS", 0)
    assert ask(host, "open", kept, name="a.ntm.json")["problems"][0]["code"] == "NTM058"
    monkeypatch.setattr("ntmrules.page.host.MOST_BYTES", 10)
    found = ask(host, "open", several, name="a.csv")["problems"][0]
    assert "tách thành nhiều tệp" in found["remedy"]
    assert ask(host, "units") == before


def test_what_messages_say_of_options_can_be_told_in_the_page(host: Host, tmp_path: Path) -> None:
    import officefiles as office

    rows = [["subject", "Ô 1"], ["17.1", "x"]]
    pages = {name: office.Page(rows=rows) for name in ("Xuân", "Hạ")}
    data = office.workbook(tmp_path / "a.xlsx", pages).read_bytes()
    said = ask(host, "open", data, name="a.xlsx")["problems"][0]
    assert "«Trang tính»" in said["remedy"]
    assert said["how"] == ["sheets"]
    how = {"sheets": "Xuân", "unit": "xã Mẫu", "columns": "Ô 1=value", "marks": "x=đạt"}
    assert [each["unit"] for each in ask(host, "open", data, name="a.xlsx", **how)["units"]] == ["xã Mẫu"]
    assert ask(host, "open", data, name="a.xlsx", **how | {"sheets": "Hạ; Thu"})["problems"][0]["code"] == "NTM514"
    assert ask(host, "open", data, name="a.xlsx", **how | {"columns": "Ô 1"})["problems"][0]["code"] == "NTM514"


def test_what_ended_the_python_before_is_said_in_the_language_of_the_person(host: Host) -> None:
    for why, word in (
        ("Maximum call stack size exceeded", "lồng nhau quá sâu"),
        ("Uncaught RangeError: Maximum call stack size exceeded", "lồng nhau quá sâu"),
        ("InternalError: too much recursion", "lồng nhau quá sâu"),
        ("out of memory", "hết bộ nhớ"),
        ("MemoryError", "hết bộ nhớ"),
        ("stopped", "dừng theo ý"),
    ):
        said = ask(host, "ended", name="a.json", why=why)["problems"][0]
        assert (said["code"], said["where"]) == ("NTM058", "a.json")
        assert word in said["what"]


def test_parquet_is_refused_in_the_page_and_read_from_bytes_by_the_library(host: Host) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table, stream = {"unit": ["xã A"], "17.1": [95.5]}, io.BytesIO()
    parquet.write_table(pytest.importorskip("pyarrow").table(table), stream)
    assert ask(host, "open", stream.getvalue(), name="a.parquet")["problems"][0]["code"] == "NTM058"
    found = ntmrules.read_figures(stream.getvalue(), name="a.parquet")
    assert [(each.unit, str(each.entries[0].value)) for each in found.units] == [("xã A", "95.5")]


DOUBTS = """Kế hoạch năm 2024
unit;subject;value
xã Quảng La;10.1;460000
xã Quảng La;11.1;bốn
""".encode()


def test_doubts_are_said_to_be_right_one_by_one_beside_errors_and_none_that_nobody_saw_is_taken(host: Host) -> None:
    title, income, slip = told = ask(host, "open", DOUBTS, name="a.csv")["problems"]
    assert [bool(each["sure"]) for each in told] == [True, True, False]
    assert ask(host, "open", DOUBTS, name="a.csv", sure=[title["sure"]])["problems"] == [income, slip]
    assert ask(host, "open", DOUBTS, name="a.csv", sure=[title["sure"], income["sure"]])["problems"] == [slip]
    assert ask(host, "open", DOUBTS, name="a.csv", sure=[""])["problems"] == told
    right = DOUBTS.replace("bốn".encode(), b"2")
    assert ask(host, "open", right, name="a.csv", sure=[title["sure"]])["problems"] == [income]
    said = ask(host, "open", right, name="a.csv", sure=[title["sure"], income["sure"]])
    assert [each["unit"] for each in said["units"]] == ["xã Quảng La"]


def test_a_file_that_is_too_large_is_refused_before_it_is_read(host: Host) -> None:
    said = ask(host, "open", b"", name="a.csv", size=3_000_000_000)
    assert [each["code"] for each in said["problems"]] == ["NTM058"]


def lines_of(said: Any) -> list[str]:
    return [line["text"] for line in said["units"][0]["lines"]]


def test_a_comparison_says_which_side_is_which_and_can_be_turned_round(host: Host) -> None:
    ask(host, "open", b"unit;subject;value\nxa An;1.1;met\n", name="sau.csv")
    other = b"unit;subject;value\nxa An;1.1;not met\n"
    said = lines_of(ask(host, "compare", other, name="truoc.csv"))
    assert said[0] == "xa An – trước: tệp truoc.csv → sau: số liệu đang mở; cùng ngày đánh giá 31/10/2023"
    assert any("tăng 1 chỉ tiêu so với tệp truoc.csv" in line for line in said)
    turned = ask(host, "compare", other, name="truoc.csv", later=True)
    assert turned["later"]
    assert lines_of(turned)[0].startswith("xa An – trước: số liệu đang mở → sau: tệp truoc.csv")
    assert any("giảm 1 chỉ tiêu so với số liệu đang mở" in line for line in lines_of(turned))


def test_a_page_kept_for_an_area_is_compared_as_one_of_that_area(host: Host) -> None:
    areas = ask(host, "choose", set="xa-ntm", on="2023-10-31")["areas"]
    assert len(areas) > 1
    ask(host, "choose", set="xa-ntm", on="2023-10-31", area=areas[-1]["id"])
    ask(host, "open", CSV, name="mau.csv")
    kept = ask(host, "export", kind="keep")
    assert "Không có kết quả nào thay đổi." in lines_of(ask(host, "compare", kept, name="a.ntm.json"))


def test_one_unit_of_a_file_is_not_compared_with_two(host: Host) -> None:
    two = "unit;within;subject;value\nxã A;huyện X;1.1;đạt\nxã A;huyện Y;1.1;đạt\n".encode()
    ask(host, "open", two, name="sau.csv")
    said = ask(host, "compare", "unit;subject;value\nxã A;1.1;đạt\n".encode(), name="truoc.csv")
    assert [each["code"] for each in said["problems"]] == ["NTM609"]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("kind", ["csv", "xlsx", "doc"])
def test_results_that_the_page_saved_are_told_as_results_when_they_are_opened(host: Host, kind: str, lang: str) -> None:
    ask(host, "open", CSV, name="mau.csv", lang=lang)
    results = ask(host, "export", kind=kind)
    for verb in ("open", "compare"):
        (told,) = ask(host, verb, results, name=f"ket-qua.{kind}")["problems"]
        assert told["code"] == "NTM058"
        assert ".ntm.json" in told["remedy"]
    if kind == "csv":  # as Excel saves it again
        (told,) = ask(host, "open", results.replace(b";", b",").replace(b"\r\n", b"\n"), name="a.csv")["problems"]
        assert told["code"] == "NTM058"


def test_figures_of_another_set_are_told_as_such_and_not_as_a_file_to_be_read_otherwise(host: Host) -> None:
    ask(host, "open", CSV, name="mau.csv")
    (told,) = ask(host, "choose", set="vn/xa-ntm/2026", on="2026-07-02", province="Quảng Ninh")["problems"]
    assert told["code"] == "NTM058"
    assert "13.4" in told["what"]
    assert told["how"] == []
    assert ask(host, "about")["set"] == "vn/xa-ntm/2021"


def test_days_are_written_as_people_of_either_language_write_them(host: Host) -> None:
    said = ask(host, "choose", set="vn/xa-ntm/2021", on="2005-01-01")["problems"][0]["what"]
    assert "16/04/2009" in said
    assert not re.search(r"\d{4}-\d\d-\d\d", said)
    notes = ask(host, "open", CSV, name="mau.csv")["notes"]
    assert any("31/10/2023" in each for each in notes)
    assert not any("2023-10-31" in each for each in notes)
    assert any("2023-10-31" in each for each in ask(host, "units", lang="en")["notes"])


def test_what_the_first_file_waits_for_is_worked_out_before_and_changes_nothing(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ask(host, "about"), ask(host, "units"), ask(host, "export", kind="keep")
    assert ask(host, "warm") == {}
    assert (ask(host, "about"), ask(host, "units"), ask(host, "export", kind="keep")) == before
    monkeypatch.setattr(host.library, "rulebook", None)  # whoever would resolve anew has nothing to ask
    assert "problems" not in ask(host, "open", CSV, name="mau.csv")


def rows_of(host: Host) -> dict[str, Any]:
    return {row["number"]: row for group in ask(host, "unit", index=0)["groups"] for row in group["rows"]}


@pytest.mark.parametrize(("subject", "text"), [("6.1", "đạt"), ("16.1", "chưa đạt"), ("6", "đạt")])
@pytest.mark.parametrize(("other", "on"), [("vn/xa-ntm-nang-cao/2021", "2023-10-31"), ("vn/xa-ntm/2016", "2018-06-30")])
def test_a_number_of_one_set_is_never_heard_as_that_of_another_one_that_is_chosen_then(
    host: Host, subject: str, text: str, other: str, on: str
) -> None:
    ask(host, "choose", set=other, on=on, province="Hải Dương")
    ask(host, "add", unit="xã Mẫu")
    empty = rows_of(host)
    ask(host, "drop")
    ask(host, "choose", **MADE)
    ask(host, "add", unit="xã Mẫu")
    ask(host, "type", index=0, subject=subject, text=text)
    before = rows_of(host)
    said = ask(host, "choose", set=other, on=on, province="Hải Dương")
    if "problems" in said:
        assert [each["code"] for each in said["problems"]] == ["NTM058"]
    else:
        now = rows_of(host)
        assert {number: now[number]["verdict"] for number in now if number.startswith(subject)} == {
            number: empty[number]["verdict"] for number in empty if number.startswith(subject)
        }
    ask(host, "choose", **MADE)
    assert rows_of(host) == before
    ask(host, "type", index=0, subject=subject, text="không áp dụng")
    assert rows_of(host) != before
    ask(host, "type", index=0, subject=subject, text=text)
    assert rows_of(host) == before


def test_a_figure_under_a_number_is_that_of_its_measure_in_every_set(host: Host) -> None:
    ask(host, "open", "unit;subject;value\nxã Mẫu;11.1;2,5\n".encode(), name="a.csv")
    assert ask(host, "choose", **MADE | {"set": "vn/xa-ntm-nang-cao/2021"})["units"]
    assert {**ask(host, "unit", index=0)["values"]} in (
        {"ty-le-ho-ngheo-da-chieu": "2.5"},
        {"vn/xa-ntm/2021/11.1": "2.5"},
    )
    ask(host, "choose", **MADE)
    assert "2,5%" in [row["figure"] for row in rows_of(host).values()]


def test_one_name_is_one_unit_however_it_is_written(host: Host) -> None:
    ask(host, "add", unit="xã Mẫu")
    for same in (unicodedata.normalize("NFD", "xã Mẫu"), "XÃ MẪU", " xã  mẫu "):
        assert ask(host, "add", unit=same)["problems"][0]["code"] == "NTM058", same
    said = ask(host, "add", unit=unicodedata.normalize("NFD", "xã Hoà Bình"))
    assert [each["unit"] for each in said["units"]] == ["xã Mẫu", "xã Hoà Bình"]


def test_a_kept_file_of_another_version_is_told_as_one(host: Host) -> None:
    ask(host, "add", unit="xã Mẫu")
    ask(host, "type", index=0, subject="ty-le-ho-ngheo-da-chieu", text="2,5")
    kept = json.loads(ask(host, "export", kind="keep"))
    kept["units"][0]["entries"][0]["subject"] = "ty-le-cua-nam-sau"
    for other in (kept, kept | {"schema": "ntmrules/page/2"}):
        (told,) = ask(host, "open", json.dumps(other).encode(), name="a.ntm.json")["problems"]
        assert (told["code"], told["where"], told["how"]) == ("NTM058", "a.ntm.json", [])
        assert "phiên bản" in told["what"]
    assert "ty-le-cua-nam-sau" in ask(host, "open", json.dumps(kept).encode(), name="a.ntm.json")["problems"][0]["what"]

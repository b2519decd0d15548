"""A page holds every module and file that its host asks for, whatever it is asked: tried in a Python that has only those."""

import base64
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import officefiles as office
import openpyxl
import python_calamine

import ntmrules
from ntmrules.page.host import Host
from ntmrules.page.site import STANDARD, library_sources

ROOT = Path(__file__).resolve().parents[2]
ONLY = """
import base64, builtins, importlib.util, json, sys

plain = builtins.__import__

def watched(name, globals=None, locals=None, fromlist=(), level=0):
    # What our own modules import of Python has to be in the page, though the tools of this test have loaded it.
    top = name.partition(".")[0]
    if level == 0 and (globals or {}).get("__name__", "").startswith("ntmrules"):
        if top in sys.stdlib_module_names and top not in standard:
            if str(getattr(importlib.util.find_spec(top), "origin", "")).endswith(".py"):
                raise ModuleNotFoundError(f"{name} is not in the page")
    return plain(name, globals, locals, fromlist, level)

given = json.load(sys.stdin)
standard = set(given["standard"])
builtins.__import__ = watched
sys.path[:0] = given["folders"]
import ntmrules
assert ntmrules.__file__.startswith(given["folders"][0])
from ntmrules.page.host import Host
host = Host(open(given["bundle"], "rb").read(), given["made"])
said = []
for question, data in given["asked"]:
    answer = host.answer(json.dumps(question), None if data is None else base64.b64decode(data))
    said.append(len(answer) > 100 if isinstance(answer, bytes) else json.loads(answer))
print(json.dumps(said))
"""
Asked = tuple[dict[str, object], bytes | None]
MADE = {"set": "xa-ntm", "on": "2023-10-31", "province": "Quảng Ninh"}


def site(folder: Path) -> Path:
    """Return a folder with the files of a page: code, packages and lists."""
    for name, data in library_sources().items():
        path = folder / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder / "site"


def answers(asked: list[Asked], tmp_path: Path) -> list[Any]:
    """Ask a host that has only what a page has; of files that leave it only whether there are any."""
    bundle = tmp_path / "bundle"
    bundle.write_bytes(ntmrules.Library(plugins=()).to_bytes())
    excel = tmp_path / "excel"
    shutil.copytree(Path(python_calamine.__file__).parent, excel / "python_calamine", dirs_exist_ok=True)
    given = {
        "folders": [str(site(tmp_path)), str(excel)], "bundle": str(bundle), "made": MADE,
        "standard": sorted({each.partition(".")[0] for each in STANDARD}),
        "asked": [(question, data and base64.b64encode(data).decode("ascii")) for question, data in asked],
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", ONLY], input=json.dumps(given), capture_output=True, text=True, timeout=120,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    found: list[Any] = json.loads(done.stdout)
    return found


def test_nothing_is_asked_for_that_is_not_in_the_page(tmp_path: Path) -> None:
    text = (ROOT / "examples" / "mau.csv").read_bytes()
    asked: list[Asked] = [
        ({"ask": "about"}, None), ({"ask": "form"}, None), ({"ask": "open", "name": "mau.csv"}, text),
        ({"ask": "unit", "index": 0}, None), ({"ask": "why", "index": 0, "number": "1.1"}, None),
        ({"ask": "settle", "index": 0}, None), ({"ask": "type", "index": 0, "subject": "1.1", "text": "đạt"}, None),
        ({"ask": "compare", "name": "mau.csv"}, text),
        *(({"ask": "export", "kind": kind}, None) for kind in ("xlsx", "csv", "json", "receipts", "doc", "form", "keep")),
        ({"ask": "choose", "set": "xa-ntm", "on": "2024-01-01", "province": None}, None), ({"ask": "drop"}, None),
    ]  # fmt: skip
    said = answers(asked, tmp_path)
    assert [question for (question, _), each in zip(asked, said, strict=True) if each is False] == []
    assert [each for each in said if isinstance(each, dict) and "problems" in each] == []


FORMER = {"xa": "xã Sông Khoai", "huyen": "huyện Ba Chẽ", "thi-xa": "thị xã Quảng Yên", "tinh": "tỉnh Hải Dương"}


def test_every_set_on_its_first_and_last_day_takes_a_commune_of_either_list_as_it_does_where_every_file_is(
    tmp_path: Path,
) -> None:
    asked: list[Asked] = []
    for each in ntmrules.Library(plugins=()).sets():
        last = each.stage.to or "2030-12-31"
        for day, province in ((each.stage.from_, None), (last, None), (last, "Quảng Ninh")):
            asked.append(({"ask": "choose", "set": each.id, "on": str(day), "province": province}, None))
            asked.append(({"ask": "add", "unit": FORMER[each.level]}, None))
            asked += [({"ask": what, "index": 0}, None) for what in ("unit", "settle")]
            asked += [({"ask": "form"}, None), ({"ask": "drop"}, None)]
    host = Host(ntmrules.Library(plugins=()).to_bytes(), MADE)
    ours = [json.loads(host.answer(json.dumps(question))) for question, _ in asked]
    assert answers(asked, tmp_path) == ours
    assert [question for (question, _), said in zip(asked, ours, strict=True) if "problems" in said] == []
    told = {name for name in FORMER.values() for said in ours for note in said.get("notes", ()) if name in note}
    assert {"xã Sông Khoai", "tỉnh Hải Dương"} <= told  # of a list of before the reform, judged after it


ALONE = """
import json, sys
sys.path[:0] = [sys.argv[1]]
import ntmrules, xlsxwriter
from ntmrules.page.host import Host
assert ntmrules.__file__.startswith(sys.argv[1]) and xlsxwriter.__file__.startswith(sys.argv[1])
host = Host(open(sys.argv[2], "rb").read(), json.loads(sys.argv[3]))
host.answer('{"ask": "open", "name": "mau.csv"}', open(sys.argv[4], "rb").read())
for kind in ("xlsx", "form"):
    with open(f"{sys.argv[2]}.{kind}.xlsx", "wb") as out:
        out.write(host.answer(json.dumps({"ask": "export", "kind": kind})))
print(host.answer('{"ask": "open", "name": "b.csv"}', "unit;subject;value\\nxã A;11.1;x\\n".encode()))
"""


def test_the_files_of_a_page_write_workbooks_and_tell_faults_without_any_other_file_of_ours(tmp_path: Path) -> None:
    bundle, mau = tmp_path / "bundle", ROOT / "examples" / "mau.csv"
    bundle.write_bytes(ntmrules.Library(plugins=()).to_bytes())
    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(site(tmp_path)), str(bundle), json.dumps(MADE), str(mau)],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert json.loads(done.stdout)["problems"][0]["what"] == "cột '11.1': dấu 'x' không nói rõ là đạt hay chưa đạt"
    host = Host(bundle.read_bytes(), MADE)
    ask_open = json.dumps({"ask": "open", "name": "mau.csv"})
    host.answer(ask_open, mau.read_bytes())
    for kind in ("xlsx", "form"):
        path = tmp_path / f"{kind}-ours.xlsx"
        path.write_bytes(bytes(host.answer(json.dumps({"ask": "export", "kind": kind}))))  # type: ignore[arg-type]
        assert sheets(tmp_path / f"bundle.{kind}.xlsx") == sheets(path)


def sheets(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(path)}


def test_a_workbook_of_any_kind_is_read_as_it_is_where_every_package_is_whole(tmp_path: Path) -> None:
    rows = [
        ["unit", "subject", "value"],
        ["xã A", "10.1", 46],
        ["xã A", "11.1", office.Shown(0.02, "0.00%")],
    ]
    made = {
        "a.xlsx": office.workbook(tmp_path / "a.xlsx", {"Biểu": office.Page(rows=rows)}).read_bytes(),
        "a.ods": office.ods(tmp_path / "a.ods", rows).read_bytes(),
        "a.xls": office.xls(tmp_path / "a.xls", rows).read_bytes(),
        "b.xls": office.locked("Workbook"), "b.xlsx": office.locked(), "b.ods": office.locked_ods(),
    }  # fmt: skip
    asked: list[Asked] = []
    for name, data in made.items():
        asked += [({"ask": "open", "name": name}, data), ({"ask": "units"}, None), ({"ask": "drop"}, None)]
    host = Host(ntmrules.Library(plugins=()).to_bytes(), MADE)
    ours = [json.loads(host.answer(json.dumps(question), data)) for question, data in asked]
    assert answers(asked, tmp_path) == ours
    assert [each["problems"][0]["code"] for each in ours if "problems" in each] == ["NTM504"] * 3

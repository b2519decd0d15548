"""A library without files: catalogue, packs and figures from bytes, with the same verdicts and the same receipts."""

import json
from pathlib import Path

import pytest

import ntmrules
from ntmrules import CatalogError, FiguresError, Library, UsageError

ROOT = Path(__file__).resolve().parents[2]
PACKS = tuple(sorted(path.parent for path in (ROOT / "plugins").rglob("pack.yaml") if ".tox" not in path.parts))
CSV = (ROOT / "examples" / "mau.csv").read_bytes()


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(packs=PACKS, plugins=())


@pytest.fixture(scope="module")
def bundle(library: Library) -> bytes:
    return library.to_bytes()


@pytest.mark.parametrize("ref", ["xa-ntm", "xa-ntm-nang-cao"])
def test_the_library_of_a_bundle_judges_alike_and_its_receipts_are_equal(
    library: Library, bundle: bytes, ref: str
) -> None:
    books = [
        each.rulebook(ref, on="2023-10-31", province="Quảng Ninh") for each in (library, Library.from_bytes(bundle))
    ]
    told = []
    for book in books:
        table = ntmrules.read_figures(CSV, name="mau.csv", rulebook=book)
        told.append([book.evaluate(unit).to_json() for unit in table.units])
    assert told[0] == told[1]
    assert told[0]


def test_every_set_comes_back_as_it_was(library: Library, bundle: bytes) -> None:
    again = Library.from_bytes(bundle)
    assert [each.id for each in again.sets()] == [each.id for each in library.sets()]
    for each in library.sets():
        assert again.set(each.id) == library.set(each.id)
    assert again.to_bytes() == bundle


def test_no_file_is_touched(bundle: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "open", lambda *_, **__: pytest.fail("a file was opened"))
    monkeypatch.setattr(Path, "read_bytes", lambda *_: pytest.fail("a file was read"))
    book = Library.from_bytes(bundle).rulebook("xa-ntm", on="2023-10-31", province="Hải Dương")
    for unit in ntmrules.read_figures(CSV, name="mau.csv").units:
        book.evaluate(unit)


def test_a_pack_of_one_file_comes_as_bytes_too(bundle: bytes) -> None:
    own = "pack:\n  id: thu\n  name: {vi: thử, en: trial}\n"
    with pytest.raises(CatalogError, match=r"thu\.yaml"):
        Library.from_bytes(bundle, packs={"thu.yaml": own.encode() + b"nonsense: 1\n"})


@pytest.mark.parametrize(
    ("spoil", "identity"),
    [
        (lambda _: b"", "NTM148.none"),
        (lambda _: b"{}\n", "NTM148.none"),
        (lambda data: data[:-1], "NTM148.damaged"),
        (lambda data: data.replace(b'"library":"', b'"library":"9', 1), "NTM148.version"),
    ],
)
def test_what_is_no_whole_bundle_is_refused(bundle: bytes, spoil, identity: str) -> None:
    with pytest.raises(CatalogError) as caught:
        Library.from_bytes(spoil(bundle))
    assert caught.value.problems[0].identity == identity


def test_errors_in_bytes_name_the_file(library: Library) -> None:
    book = library.rulebook("xa-ntm", on="2023-10-31", province="Hải Dương")
    with pytest.raises(FiguresError) as caught:
        ntmrules.read_figures("unit,subject,value\nxã Mẫu,11.1,bốn\n".encode(), name="a.csv", rulebook=book)
    assert str(caught.value.problems[0].where).startswith("a.csv:2")
    with pytest.raises(FiguresError):
        ntmrules.read_figures(b"PK\x03\x04", name="a.xlsx")


def test_a_workbook_is_read_from_bytes_as_from_a_file(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Số liệu")
        for row, cells in enumerate([("unit", "subject", "value"), ("xã Mẫu", "ty-le-ho-ngheo-da-chieu", 0.025)]):
            sheet.write_row(row, 0, cells)
        sheet.write_number(1, 2, 0.025, book.add_format({"num_format": "0.0%"}))
    ours, theirs = ntmrules.read_figures(path.read_bytes(), name="a.xlsx"), ntmrules.read_figures(path)
    assert ours == theirs
    assert json.dumps(str(ours.units[0].entries[0].value)) == '"2.5"'


def test_functions_of_plugins_are_code_and_no_bundle_holds_them(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library.plugins, "functions", lambda *_: {"diem-rieng": None})
    with pytest.raises(ntmrules.UsageError) as caught:
        library.to_bytes()
    assert caught.value.problems[0].identity == "NTM046"
    assert "diem-rieng" in str(caught.value)


@pytest.mark.parametrize(
    ("given", "packs"), [("abc", None), (None, None), (b"", ["a"]), (b"", {"a.yaml": "x: 1"}), (b"", "a.yaml")]
)
def test_what_is_no_bytes_is_told_so(given: object, packs: object) -> None:
    with pytest.raises(UsageError, match="NTM009"):
        Library.from_bytes(given, packs=packs)  # type: ignore[arg-type]

"""A Word file, a picture, a workbook by another name: each is told as what it is, with what to do."""

import gzip
import io
import random
import zipfile
from pathlib import Path

import docx
import officefiles as office
import pytest

from ntmrules import FiguresError, read_figures
from ntmrules.figures.held import held


def packed(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as whole:
        for name, data in parts.items():
            whole.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return made.getvalue()


def compound(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(1024, b"\0") + (stream.encode("utf-16-le") + b"\0\0").ljust(
        128, b"\0"
    )


def word() -> bytes:
    made = io.BytesIO()
    docx.Document().save(made)
    return made.getvalue()


ODT = packed(mimetype=b"application/vnd.oasis.opendocument.text", content_xml=b"<a/>")
FILES = {
    "bao-cao.docx": (word(), "NTM504.word"), "bao-cao": (word(), "NTM504.word"), "bao-cao.odt": (ODT, "NTM504.word"),
    "bao-cao.doc": (compound("WordDocument"), "NTM504.word"), "bao-cao.rtf": (rb"{\rtf1 x}", "NTM504.word"),
    "anh.jpg": (b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(99), "một tệp ảnh"), "a.pdf": (b"%PDF-1.7\n", "một tệp PDF"),
    "a.zip": (packed(a=b"x"), "một tệp nén (zip)"), "a.csv.gz": (gzip.compress(b"unit"), "một tệp nén (gzip)"),
    "hong.docx": (b"PK\x03\x04" + b"\x14" * 200, "một tệp Excel hoặc zip"),
    "ket-qua.doc": (b"\xef\xbb\xbf<html xmlns:w='x'><body><table>", "một trang web (HTML)"),
    "ntm.html": (b"\n<!DOCTYPE html>\n<html>", "một trang web (HTML)"), "cu.doc": (compound("Khac"), "một tệp Excel cũ"),
    "so.doc": (compound("Workbook"), "NTM504.other-kind"), "khoa.csv": (office.locked(), "NTM504.password"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_table_is_told_as_what_it_is(name: str, tmp_path: Path) -> None:
    data, said = FILES[name]
    (tmp_path / name).write_bytes(data)
    for file in (tmp_path / name, held(data, name)):
        with pytest.raises(FiguresError) as found:
            read_figures(file)
        (told,) = found.value.problems
        assert said in (told.identity, told.as_dict("vi")["what"].removeprefix("là "))


NOISE = random.Random(19).randbytes(300_000)
UNDER_A_WRONG_NAME = {
    "word": (word(), "NTM504.word"), "open-text": (ODT, "NTM504.word"), "old-word": (compound("WordDocument"), "NTM504.word"),
    "rich-text": (rb"{\rtf1 x}", "NTM504.word"), "pdf": (b"%PDF-1.7\n1 0 obj\n", "NTM504.kind"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "NTM504.kind"), "gzip": (gzip.compress(b"unit"), "NTM504.packed"),
    "zip": (packed(a=b"x"), "NTM504.packed"), "page": (b"<html><table>", "NTM504.kind"),
    "noise": (NOISE, "NTM504.binary"), "noise-without-nought": (NOISE.replace(b"\0", b""), "NTM504.binary"),
}  # fmt: skip


@pytest.mark.parametrize("called", ["bieu.xlsx", "bieu.xls", "bieu.ods", "bieu.json", "bieu.csv"])
@pytest.mark.parametrize("kind", UNDER_A_WRONG_NAME)
def test_a_file_is_told_as_what_it_is_whatever_its_name_says(kind: str, called: str) -> None:
    data, identity = UNDER_A_WRONG_NAME[kind]
    with pytest.raises(FiguresError) as found:
        read_figures(held(data, called))
    assert [each.identity for each in found.value.problems] == [identity]


@pytest.mark.parametrize(("data", "kind"), [("unit;11.1\nxã A;2\n".encode("utf-16"), "csv"), (b'[{"unit": "A"}]', "json"),
                                            ("unit;11.1\nxã A;2\n".encode(), "csv")])  # fmt: skip
def test_text_that_is_called_a_spreadsheet_is_to_be_called_by_its_own_name(data: bytes, kind: str) -> None:
    with pytest.raises(FiguresError) as found:
        read_figures(held(data, "bieu.xlsx"))
    (told,) = found.value.problems
    assert (told.identity, told.values["kind"]) == ("NTM504.other-kind", kind)


@pytest.mark.parametrize("name", ["bieu.csv", "bieu", "bieu.xltx", "bieu.txt"])
def test_a_workbook_by_another_name_is_to_be_called_by_its_own(name: str, tmp_path: Path) -> None:
    rows: list[list[object]] = [["unit", "subject", "value"], ["xã A", "11.1", 2]]
    office.workbook(tmp_path / "b.xlsx", {"Biểu": office.Page(rows=rows)}).rename(tmp_path / name)
    with pytest.raises(FiguresError, match="xlsx") as found:
        read_figures(tmp_path / name)
    assert [each.identity for each in found.value.problems] == ["NTM504.other-kind"]

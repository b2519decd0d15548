"""What leaves a page: results as a workbook, CSV, JSON with receipts, a table that Word opens, and the empty form."""

from __future__ import annotations

import html
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ntmrules.explain.attainment.rows import Row, rows
from ntmrules.explain.lang.numbers import day
from ntmrules.explain.lang.words import verdict_word
from ntmrules.face.attainment import Attainment
from ntmrules.face.rulebook import Rulebook
from ntmrules.figures.csv import DELIMITERS
from ntmrules.figures.form import long_table
from ntmrules.figures.held import held
from ntmrules.library import Library
from ntmrules.office.tables import Table, as_csv, clean
from ntmrules.record.receipt import attainment_receipt, with_left_out

HEADS = {
    "vi": (
        "Đơn vị",
        "Tiêu chí",
        "Chỉ tiêu",
        "Nội dung",
        "Số liệu",
        "Yêu cầu",
        "Kết quả",
        "Vì sao",
        "Văn bản",
        "Căn cứ",
    ),
    "en": ("Unit", "Criterion", "Indicator", "Content", "Figure", "Asked", "Result", "Why", "Text", "Evidence"),
}
PAGE_OF_WORD = "<html xmlns:w='urn:schemas-microsoft-com:office:word'><head><meta charset='utf-8'><title>"
TITLES = {"vi": ("Kết quả đạt chuẩn", "Ngày đánh giá"), "en": ("Attainment", "Day of assessment")}

_HEAD = (
    f"{PAGE_OF_WORD}TITLE</title><style>"
    "@page{size:A4 landscape;margin:1.5cm}body,table{font:11pt 'Times New Roman',serif}table{border-collapse:collapse;"
    "width:100%}th,td{border:1px solid #000;padding:3pt;vertical-align:top;text-align:left}thead{display:table-header-group}"
    "tr{page-break-inside:avoid}h1{font-size:14pt}</style></head><body>"
)


def write(
    kind: str,
    judged: Sequence[Attainment],
    library: Library,
    lang: str,
    left_out: Sequence[str] | None = None,
) -> bytes:
    """Return the results of units as the bytes of one file: ``xlsx``, ``csv``, ``json``, ``receipts`` or ``doc``.

    ``left_out``: what was not used of the file that the figures came from, none where they came from no file; JSON keeps it.
    """
    if kind == "xlsx":
        return _workbook(judged, library, lang)
    if kind == "json":
        found = [each.to_dict() for each in judged]
        if left_out is not None:
            found = [with_left_out(each, left_out) for each in found]
        return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()
    if kind == "receipts":
        return (json.dumps([attainment_receipt(each) for each in judged], ensure_ascii=False) + "\n").encode()
    if kind == "csv":
        table = Table(
            title="",
            head=HEADS[lang],
            rows=tuple(_cells(each, row) for each in judged for row in rows(each, lang=lang)),
        )
        return as_csv([table], mark=";" if lang == "vi" else ",").encode("utf-8-sig")
    return _document(judged, lang).encode()


def is_results(data: bytes) -> bool:
    """Tell whether a file is one that :func:`write` made for people to read: ``csv``, ``doc`` or ``xlsx``, as it was saved or
    saved again by a spreadsheet. Nothing of it can be opened again.
    """
    if data.startswith(b"PK"):
        from ntmrules.office.results_book import is_results as is_book

        return is_book(held(data, "ket-qua.xlsx"))
    start = data[:4096].decode("utf-8-sig", errors="replace")
    head = start.partition("\n")[0].strip().replace('"', "")
    return start.startswith(PAGE_OF_WORD) or any(tuple(head.split(mark)) in HEADS.values() for mark in DELIMITERS)


def form(book: Rulebook, units: Sequence[str]) -> bytes:
    """Return the empty form of a rulebook as a workbook, for these units."""
    from ntmrules.office.figures_form import form_workbook

    return form_workbook(long_table(book, units))


def _workbook(judged: Sequence[Attainment], library: Library, lang: str) -> bytes:
    from ntmrules.office.results_book import write_results

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ket-qua.xlsx"
        write_results(judged, path, decisions=library.catalogue.decisions.get, lang=lang)
        return path.read_bytes()


def _cells(found: Attainment, row: Row) -> tuple[str, ...]:
    return (found.figures.called, row.criterion, row.number, row.name, row.figure, row.asked, row.said, "; ".join(row.why),
            row.decision, row.evidence)  # fmt: skip


def _document(judged: Sequence[Attainment], lang: str) -> str:
    """Return a page that Word opens as a document: for each unit a heading and a table that repeats its head."""
    title, on = TITLES[lang]
    parts = [_HEAD.replace("TITLE", title)]
    for each in judged:
        said = each.rulebook.set.name.in_(lang)
        verdict, tally = _safe(verdict_word(each.verdict, lang)), _safe(each.tally.text(lang))
        parts.append(f"<h1>{_safe(each.figures.called)} – {_safe(said)}</h1>")
        parts.append(f"<p>{on}: {day(each.rulebook.on, lang)}. <b>{verdict}</b>. {tally}</p><table><thead><tr>")
        parts += [f"<th>{head}</th>" for head in HEADS[lang][2:]]
        parts.append("</tr></thead><tbody>")
        for row in rows(each, lang=lang):
            parts += ["<tr>", *(f"<td>{_safe(cell)}</td>" for cell in _cells(each, row)[2:]), "</tr>"]
        parts.append("</tbody></table>")
    return "".join((*parts, "</body></html>"))


def _safe(text: str) -> str:
    return html.escape(clean(text))

"""The minutes of a council on one product as a Word document; what is not known stays visibly blank."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ntmrules.errors import FiguresError, problem
from ntmrules.explain.lang.numbers import day
from ntmrules.ocop.claims import spread_findings
from ntmrules.ocop.scoring import Ranking
from ntmrules.ocop.told import points_words, reasons, spread_words, stars_words
from ntmrules.ocop.writing import said, spread
from ntmrules.office.tables import replace

BLANK = "…………"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def write_minutes(ranking: Ranking, path: Path, *, lang: str = "vi") -> None:
    """Write the minutes to ``.docx``; ``FiguresError`` where the extra *office* is missing."""
    try:
        import docx
    except ImportError:
        raise FiguresError(problem("NTM501.missing", "python-docx")) from None

    def write(target: Path) -> None:
        document = docx.Document()
        document.styles["Normal"].font.name = "Times New Roman"
        _fill(document, ranking, lang)
        document.save(str(target))

    replace(path, write)


def _fill(document: Any, ranking: Ranking, lang: str) -> None:
    vi = lang == "vi"
    product, council = ranking.product, ranking.stage.council
    heading = document.add_paragraph()
    heading.alignment = 1
    heading.add_run(
        "BIÊN BẢN HỌP HỘI ĐỒNG ĐÁNH GIÁ, PHÂN HẠNG SẢN PHẨM OCOP"
        if vi
        else "MINUTES OF THE COUNCIL RATING OCOP PRODUCTS"
    ).bold = True
    facts = (
        ("Sản phẩm" if vi else "Product", product.name),
        ("Chủ thể" if vi else "Owner", product.owner),
        ("Xã, phường" if vi else "Commune", product.commune),
        ("Bộ sản phẩm" if vi else "Product set", f"{ranking.sheet.number}. {ranking.sheet.name.in_(lang)}"),
        ("Căn cứ" if vi else "By", ranking.stage.provision.decision),
        ("Ngày nộp hồ sơ" if vi else "Lodged on", day(product.lodged, lang) if product.lodged else None),
        (
            "Số thành viên hội đồng" if vi else "Members of the council",
            str(council.members) if council.members is not None else None,
        ),
        ("Số phiếu chấm" if vi else "Judges' sheets", str(len(ranking.totals))),
        ("Ngày họp" if vi else "Day of the meeting", None),
        ("Chủ trì" if vi else "Chair", None),
        ("Thư ký" if vi else "Secretary", None),
    )
    for label, value in facts:
        document.add_paragraph(f"{label}: {_clean(value) if value else BLANK}")
    table = document.add_table(rows=1, cols=2)
    table.style = "Table Grid"
    heads = ("Thành viên", "Tổng điểm") if vi else ("Judge", "Points")
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        cell.text = text
    for judge, pair in ranking.totals.items():
        cells = table.add_row().cells
        cells[0].text, cells[1].text = _clean(judge), spread(*pair, lang)
    for _ in range(ranking.missing_judges):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = BLANK, BLANK
    document.add_paragraph()
    mean = spread(ranking.low, ranking.high, lang)
    document.add_paragraph(("Tổng điểm trung bình: " if vi else "Mean of the totals: ") + mean)
    apart = spread_words(ranking, lang)
    if apart:
        document.add_paragraph(apart)
    document.add_paragraph(_clean(points_words(ranking, lang)))
    for text in (*reasons(ranking, lang), *(each.text.in_(lang) for each in spread_findings(ranking))):
        document.add_paragraph(_clean(text), style="List Bullet")
    document.add_paragraph().add_run(
        ("Kết quả xếp hạng: " if vi else "Rank: ") + stars_words(ranking, lang)
    ).bold = True
    share = f"{said(council.vote_share, lang)}%" if council.vote_share is not None else BLANK
    document.add_paragraph(
        f"Biểu quyết: {BLANK}/{BLANK} thành viên đồng ý (quy chế: {share})"
        if vi
        else f"Vote: {BLANK}/{BLANK} members agree (rules: {share})"
    )
    signed = document.add_table(rows=2, cols=2)
    for cell, text in zip(signed.rows[0].cells, ("THƯ KÝ", "CHỦ TRÌ") if vi else ("SECRETARY", "CHAIR"), strict=True):
        cell.text = text
        cell.paragraphs[0].alignment = 1
    for cell in signed.rows[1].cells:
        cell.text = BLANK
        cell.paragraphs[0].alignment = 1


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)

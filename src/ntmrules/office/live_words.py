"""The words of a live form, Vietnamese and English."""

from __future__ import annotations

from typing import Final

from ntmrules.figures.live import HEADINGS, TITLE, UNNAMED

FIGURES, RESULTS, TEXTS, PARTS = "figures", "results", "texts", "parts"
HIDDEN, SUMS = "ntmrules", "Calc"
"""The hidden sheets: what the form was made from, and the one that calculates."""
LISTS = 6
"""The first column of the hidden sheet with words of drop-downs, from 0."""

WORDS: Final[dict[str, tuple[str, str]]] = {
    FIGURES: ("Số liệu", "Figures"),
    RESULTS: ("Kết quả", "Results"),
    PARTS: ("Chỉ tiêu", "Indicators"),
    TEXTS: ("Văn bản", "Texts"),
    "title": (f"{TITLE[0]}: {{set}}", f"{TITLE[1]}: {{set}}"),
    "how": (
        (
            "Chỉ điền vào ô màu vàng; chưa biết thì để trống, không ghi 0. Số thập phân gõ theo dấu của máy (12,5 hoặc 12.5); "
            "phần trăm gõ 35, không gõ 35%. Kết quả hiện ngay ở trang Kết quả."
        ),
        (
            "Fill the yellow cells only; leave empty what is not known, never write 0 for it. Decimals as your computer writes "
            "them (12.5 or 12,5); of 35 per cent type 35, not 35%. The sheet Results answers at once."
        ),
    ),
    **HEADINGS,
    "again": ("Đánh giá lại và giải thích từng kết quả", "Judge again and explain each result"),
    "this-file": ("TỆP_NÀY.xlsx", "THIS_FILE.xlsx"),
    "unit": ("Đơn vị", "Unit"),
    "fill-unit": UNNAMED,
    "within": ("Thuộc", "Within"),
    "now": ("Kết quả lúc này", "As it stands"),
    "no": ("STT", "No."),
    "numbers": ("Chỉ tiêu", "Indicator"),
    "name": ("Số liệu", "Figure"),
    "measure-unit": ("ĐVT", "Unit"),
    "question": ("Câu hỏi", "Question"),
    "note": ("Ghi chú, nguồn", "Note, source"),
    "confirmed": ("xác nhận", "confirmed"),
    "number": ("Số", "No."),
    "what": ("Tiêu chí, chỉ tiêu", "Criterion, indicator"),
    "verdict": ("Kết quả", "Result"),
    "level": ("Mức đạt", "Level"),
    "text": ("Văn bản", "Text"),
    "evidence": ("Căn cứ của mức đạt", "Evidence of the level"),
    "decision": ("Văn bản", "Text"),
    "decision-title": ("Trích yếu", "Title"),
    "from": ("Hiệu lực từ", "In force from"),
    "to": ("đến", "to"),
    "levels": ("Mức đạt và căn cứ", "Levels and evidence"),
    "sources": ("Nguồn của căn cứ", "Sources of the evidence"),
    "criteria": ("Tiêu chí đạt", "Criteria met"),
    "indicators": ("Chỉ tiêu đạt", "Indicators met"),
    "empty": ("Ô chưa điền", "Empty cells"),
    "refused": ("Ô không nhận", "Cells not taken"),
    "rows": ("dòng", "row"),
    "ntmrules": ("cần ntmrules", "needs ntmrules"),
    "children": ("đơn vị bên trong: cần ntmrules", "units inside: needs ntmrules"),
    "provisional": ("tạm tính, căn cứ của mức đạt còn yếu", "provisional, the evidence of the level is weak"),
    "contradiction": ("trái với kết quả được báo cáo", "contradicts what was reported"),
    "some-refused": (" ô không nhận được, xem trang Số liệu", " cells are not taken, see the sheet Figures"),
    "state-empty": ("chưa điền", "empty"),
    "state-taken": ("đã nhận", "taken"),
    "state-word": ("không nhận: chọn một trong các câu của ô", "not taken: choose one of the answers"),
    "state-number": (
        "không nhận: cần một số {range}, dấu thập phân theo máy",
        "not taken: a number {range} is wanted, with the decimal sign of your computer",
    ),
    "state-percent": (
        "không nhận: cần một số {range}, không gõ %, dấu thập phân theo máy",
        "not taken: a number {range} is wanted, without %, with the decimal sign of your computer",
    ),
    "state-exact": ("quá nhiều chữ số: cần ntmrules", "too many digits: needs ntmrules"),
    "state-doubtful": (
        "ngoài khoảng thường gặp {range}: nếu đúng, chọn «xác nhận» ở cột bên",
        "outside the usual range {range}: if it is right, choose «confirmed» beside it",
    ),
    "state-formatted": (
        "không nhận: ô đang ở dạng ngày, giờ, tiền hoặc %; chọn lại dạng số General (Chung) cho ô rồi gõ số",
        "not taken: the cell has a format of days, times, money or %; give it the number format General, then type the number",
    ),
    "state-elsewhere": ("ntmrules đọc ô này khi đánh giá", "ntmrules reads this cell when it judges"),
    "between": ("từ {low} đến {high}", "from {low} to {high}"),
    "at-least": ("từ {low} trở lên", "of at least {low}"),
    "at-most": ("không quá {high}", "of at most {high}"),
    "any": ("", ""),
    "whole": ("nguyên ", "whole "),
    "limits": ("Nhận số {range}", "Takes a number {range}"),
    "wrong-title": ("Ô này không nhận", "Not taken"),
    "wrong-word": ("Hãy chọn một câu trong danh sách, hoặc để trống.", "Choose from the list, or leave it empty."),
    "wrong-number": ("Hãy ghi một số {range}, hoặc để trống.", "Write a number {range}, or leave it empty."),
    "legend": (
        "Đ: đạt · C: chưa đạt · ?: chưa xác định · –: không áp dụng",
        "M: met · N: not met · ?: undetermined · –: not applicable",
    ),
    "marks": ("CĐ?–", "NM?–"),
    "page": ("Trang &P/&N", "Page &P/&N"),
    "renamed": (
        "tên đơn vị đã đổi, mà mức đạt theo tên: cần ntmrules",
        "the name of the unit was changed, and levels go by names: needs ntmrules",
    ),
    "area": (
        "vùng ghi không đúng: chưa tính số liệu nào",
        "the area is not one of the list: no figure is taken",
    ),
}


def word(key: str, lang: str, **values: object) -> str:
    """Return a phrase of the form in ``lang``."""
    return WORDS[key][lang == "en"].format(**values)

"""The short words that stand in the cells of a table of verdicts, Vietnamese first; part of ``explain.words``."""

from __future__ import annotations

TABLE_WORDS: dict[str, tuple[str, str]] = {
    "short.no_figure": ("thiếu số liệu", "no figure"),
    "short.figure_withdrawn": ("số liệu đã rút", "figure withdrawn"),
    "short.figure_stale": ("số liệu quá cũ", "figure out of date"),
    "short.threshold_delegated": ("tỉnh chưa quy định mức đạt", "level not laid down yet"),
    "short.threshold_unknown": ("chưa rõ mức đạt", "level not known"),
    "short.threshold_disputed": ("mức đạt chưa thống nhất", "level disputed"),
    "short.evidence_too_weak": ("căn cứ mức đạt quá yếu", "evidence of the level too weak"),
    "short.set_incomplete": ("danh mục chưa đủ chỉ tiêu", "catalogue incomplete"),
    "short.unit_unplaced": ("tên không có trong danh sách", "name on no list"),
    "short.unit_split": ("đơn vị đã chia tách", "unit was split"),
    # headings of tables of verdicts; in English they are the names of the columns
    "heading.verdict": ("Kết quả", "verdict"),
    "heading.reasons": ("Lý do", "reasons"),
    "heading.basis": ("Căn cứ vào", "basis"),
    "heading.provisional": ("Tạm tính", "provisional"),
    "heading.contradiction": ("Báo cáo khác số liệu", "contradiction"),
    "heading.unforeseen": ("Không áp dụng ngoài quy định", "unforeseen"),
    "heading.level_low": ("Mức đạt thấp nhất", "level_low"),
    "heading.level_high": ("Mức đạt cao nhất", "level_high"),
    "heading.criteria": ("Tiêu chí", "criteria"),
    "heading.indicators": ("Chỉ tiêu", "indicators"),
    "heading.added": ("Chỉ tiêu tỉnh bổ sung", "added"),
    "heading.met": ("đạt", "met"),
    "heading.not_met": ("chưa đạt", "not_met"),
    "heading.undetermined": ("chưa xác định", "undetermined"),
    "heading.not_applicable": ("không áp dụng", "not_applicable"),
    "heading.low": ("đạt ít nhất", "low"),
    "heading.high": ("đạt nhiều nhất", "high"),
    "heading.reported": ("đạt theo báo cáo", "reported"),
    "many.units": (
        "{all} đơn vị: {met} đạt, {not_met} chưa đạt, {undetermined} chưa xác định",
        "{all} units: {met} met, {not_met} not met, {undetermined} undetermined",
    ),
    "many.not_applicable": (", {not_applicable} không áp dụng", ", {not_applicable} not applicable"),
    "many.why": (
        "nhiều đơn vị nên mỗi đơn vị một dòng; xem vì sao: --unit TÊN, hoặc --view unmet cho tất cả",
        "many units, so a line each; to see why: --unit NAME, or --view unmet for all",
    ),
    "many.written": ("đã ghi {path}", "written: {path}"),
}

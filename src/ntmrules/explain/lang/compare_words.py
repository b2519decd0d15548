"""The phrases about two attainments side by side, Vietnamese first; part of ``explain.words``."""

from __future__ import annotations

COMPARE_WORDS: dict[str, tuple[str, str]] = {
    "compare.days": ("so sánh ngày {before} với ngày {after}", "{before} compared with {after}"),
    "compare.sets": (
        "Hai bộ tiêu chí khác nhau ({before}; {after}), nên chỉ so sánh kết quả chung",
        "Two different sets ({before}; {after}), so only the totals are compared",
    ),
    "compare.criteria": ("tiêu chí", "criteria"),
    "compare.criteria.one": ("tiêu chí", "criterion"),
    "compare.indicators": ("chỉ tiêu", "indicators"),
    "compare.indicators.one": ("chỉ tiêu", "indicator"),
    "compare.rose": ("tăng {count} {what} so với ngày {since}", "{count} more {what} than on {since}"),
    "compare.fell": ("giảm {count} {what} so với ngày {since}", "{count} fewer {what} than on {since}"),
    "compare.stayed": ("không đổi so với ngày {since}", "the same as on {since}"),
    "compare.open": ("số chắc chắn đạt {certain}; {span}", "met for certain: {certain}; {span}"),
    "compare.span": ("thay đổi thật trong khoảng từ {low} đến {high}", "the true change is between {low} and {high}"),
    "compare.implied": ("kéo theo {count} chỉ tiêu", "with {count} indicators that follow from it"),
    "compare.implied.one": ("kéo theo 1 chỉ tiêu", "with 1 indicator that follows from it"),
    "compare.reported": ("Theo báo cáo: {tallies}", "As reported: {tallies}"),
    "compare.same": ("Không có kết quả nào thay đổi.", "No verdict changed."),
    "compare.absent": ("không có trong bộ tiêu chí", "not in the set"),
    "compare.unsaid": ("chưa báo cáo", "not reported"),
    "cause.figure": ("do số liệu", "because of the figure"),
    "cause.report": ("do báo cáo", "because of a report"),
    "cause.text": ("do mức đạt", "because of the level"),
    "cause.area": ("do vùng", "because of the area"),
    "cause.evidence": ("do căn cứ tối thiểu được dùng", "because of the weakest evidence used"),
}

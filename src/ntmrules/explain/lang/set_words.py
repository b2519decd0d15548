"""Phrases of one unit under two sets."""

from __future__ import annotations

from ntmrules.explain.lang.theme import Theme

SETS = Theme(
    "sets",
    {
        "line": ("{set}, ngày {day}: {verdict} – {tally}", "{set}, on {day}: {verdict} – {tally}"),
        "lost": ("Mất do đổi văn bản (đạt → chưa đạt)", "Lost by the change of text (met → not met)"),
        "gained": ("Được do đổi văn bản (chưa đạt → đạt)", "Gained by the change of text (not met → met)"),
        "lost_later": (
            "Mất do đổi số liệu hoặc văn bản (đạt → chưa đạt)",
            "Lost by the change of figures or of text (met → not met)",
        ),
        "gained_later": (
            "Được do đổi số liệu hoặc văn bản (chưa đạt → đạt)",
            "Gained by the change of figures or of text (not met → met)",
        ),
        "open": ("Trước đã rõ, sau chưa xác định", "Settled before, undetermined after"),
        "settled": ("Trước chưa xác định, sau đã rõ", "Undetermined before, settled after"),
        "new_not_met": ("Mới có ở bộ sau, chưa đạt", "New in the later set, not met"),
        "new_open": ("Mới có ở bộ sau, chưa xác định", "New in the later set, undetermined"),
        "new_met": ("Mới có ở bộ sau, đạt", "New in the later set, met"),
        "gone_met": ("Không còn ở bộ sau, trước đạt", "Not in the later set, met before"),
        "gone": ("Không còn ở bộ sau", "Not in the later set"),
        "criteria": ("tiêu chí", "criteria"),
        "indicators": ("chỉ tiêu", "indicators"),
        "same": ("Không tiêu chí, chỉ tiêu nào đổi kết quả.", "No criterion or indicator changes its verdict."),
        "level": ("mức {old} → {new}; số liệu {seen}", "level {old} → {new}; figure {seen}"),
        "measure": ("bộ sau hỏi số liệu khác: {new}", "the later set asks for another figure: {new}"),
        "report": ("theo báo cáo riêng cho từng bộ", "as reported for each set by itself"),
        "parts": ("do {numbers}", "because of {numbers}"),
        "carried": (
            "số liệu sau ngày {day} được xét như đã có vào ngày đó, để chỉ còn văn bản khác nhau",
            "figures later than {day} count as if known on that day, so that only the text differs",
        ),
    },
)

"""Phrases for what a rule says by itself, as against what it says of a unit (``words``)."""

from __future__ import annotations

from ntmrules.explain.lang.theme import Theme

SHOW = Theme(
    "show",
    {
        "stage": ("Áp dụng", "In use"),
        "modelled": (
            "danh mục ghi {criteria} tiêu chí, {indicators} chỉ tiêu",
            "the catalogue holds {criteria} criteria, {indicators} indicators",
        ),
        "sources": ("Nguồn:", "Sources:"),
        "measure": ("số liệu", "measure"),
        "common": ("cột chung (chỉ để xem)", "common column (shown only)"),
        "none": ("không có văn bản nào có hiệu lực ngày {day}", "no text is in force on {day}"),
    },
)

tell = SHOW.say

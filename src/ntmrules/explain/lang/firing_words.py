"""Phrases of what the forward engine concluded, and of what each of its rules says of the facts it fires on."""

from __future__ import annotations

from ntmrules.explain.lang.theme import Theme

FIRINGS = Theme(
    "firings",
    {
        "head": ("Các bước suy ra ({engine}): {count}", "Conclusions in order ({engine}): {count}"),
        "none": (
            'Bộ máy {engine} không ghi từng bước suy ra; dùng engine="forward".',
            'The engine {engine} records no conclusions; use engine="forward".',
        ),
        "whole": ("bộ tiêu chí", "the set"),
        "part": ("{name} phần {part}", "{name} part {part}"),
        "referred": ("{name} phần dẫn chiếu", "what {name} refers to"),
        "report": ("báo cáo về {name}", "the report on {name}"),
        "unwritten": ("phần chưa có trong danh mục", "what is not written down"),
        "open": ("chưa được dự liệu", "not foreseen"),
        "lost": ("không thể đủ", "out of reach"),
    },
)

RULES = Theme(
    "firing rules",
    {
        "met": ("đủ số phần đạt", "enough are met"),
        "not_met": ("không còn đủ phần có thể đạt", "too few can still be met"),
        "met_all_that_remain": ("mọi phần còn áp dụng đều đạt", "all that apply are met"),
        "too_few_remain": ("còn quá ít phần có thể đạt", "too few remain that can be met"),
        "one_is_lost": ("có phần chưa đạt", "one is not met"),
        "undetermined": ("còn phần chưa xác định", "some are undetermined"),
        "not_applicable": ("không phần nào áp dụng", "none applies"),
        "reported_met": ("theo báo cáo", "as reported"),
        "reported_not_met": ("theo báo cáo", "as reported"),
        "reported_not_applicable": ("theo báo cáo", "as reported"),
    },
)

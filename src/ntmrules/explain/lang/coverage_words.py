"""Words of the tables of coverage in a terminal; short, for a table has a column for each state."""

from __future__ import annotations

from ntmrules.explain.lang.theme import Theme

COVERAGE = Theme(
    "coverage",
    {
        "set": ("bộ tiêu chí", "set"),
        "criteria": ("tiêu chí", "criteria"),
        "declared": ("nêu ra", "declared"),
        "modelled": ("mô tả", "modelled"),
        "missing": ("thiếu", "missing"),
        "gazette": ("chính thức", "official"),
        "copy": ("bản chép", "copy"),
        "excerpt": ("đoạn trích", "excerpt"),
        "recall": ("nhớ lại", "memory"),
        "recall-low": ("nhớ lại?", "memory?"),
        "delegated": ("giao địa phương", "delegated"),
        "unknown": ("chưa rõ", "unknown"),
        "disputed": ("tranh chấp", "disputed"),
        "computed": ("tính ra", "computed"),
        "cells": (
            "Theo ô (mỗi mức, mỗi yêu cầu là một ô) của văn bản mới nhất:",
            "By cell (each level and each demand is one) of the newest texts:",
        ),
        "legend": (
            "nhớ lại?: nhớ lại, độ tin cậy thấp; tranh chấp: các nguồn nêu mức khác nhau",
            "memory?: from memory, low confidence; disputed: sources give different levels",
        ),
        "high": ("cao", "high"),
        "medium": ("trung bình", "medium"),
        "low": ("thấp", "low"),
        "procedures": ("Thủ tục công nhận (thời hạn, tỷ lệ):", "Procedures of recognition (terms, shares):"),
        "procedure": ("thủ tục", "procedure"),
        "open": ("phần chưa rõ", "open parts"),
        "count": ("ô", "cells"),
        "all-areas": ("mọi vùng", "all areas"),
        "hour": ("Một giờ với văn bản nào thì giải quyết được gì:", "What one hour with which text would settle:"),
        "annex": ("{annex} của {text}", "{annex} of {text}"),
        "settles": (
            "{where}: {open}/{of} chỉ tiêu còn ô trống hay căn cứ yếu, {cells} ô ({set})",
            "{where}: {open} of {of} indicators have an open or weak cell, {cells} cells ({set})",
        ),
    },
)

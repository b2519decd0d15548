"""Phrases for what a rule says by itself, as against what it says of a unit (``words``)."""

from __future__ import annotations

SHOW: dict[str, tuple[str, str]] = {
    "stage": ("Áp dụng", "In use"),
    "modelled": (
        "danh mục ghi {criteria} tiêu chí, {indicators} chỉ tiêu",
        "the catalogue holds {criteria} criteria, {indicators} indicators",
    ),
    "sources": ("Nguồn:", "Sources:"),
    "measure": ("số liệu", "measure"),
    "common": ("cột chung (chỉ để xem)", "common column (shown only)"),
    "parts": ("cả chung và từng nhóm", "the whole and each part"),
    "none": ("không có văn bản nào có hiệu lực ngày {day}", "no text is in force on {day}"),
    "attained": ("đạt theo hướng dẫn", "met as guidance asks"),
    "at_least": ("từ mức sau trở lên", "at least"),
    "at_most": ("không quá mức sau", "at most"),
    "more_than": ("trên mức sau", "more than"),
    "less_than": ("dưới mức sau", "less than"),
    "between": ("trong khoảng", "between"),
    "none_of": ("không còn", "none left"),
    "count_at_least": ("có ít nhất", "at least so many"),
    "all_of": ("tất cả các nội dung sau", "all of these"),
    "any_of": ("ít nhất một trong các nội dung sau", "at least one of these"),
    "k_of": ("ít nhất {k} trong {n} nội dung sau", "at least {k} of these {n}"),
    "meets": ("đạt {target}", "meets {target}"),
    "share_of": ("tỷ lệ đơn vị {children} đạt {target}", "share of the units ({children}) that meet {target}"),
    "count_of": ("số đơn vị {children} đạt {target}", "number of units ({children}) that meet {target}"),
    "derived": ("từ {factor} lần mức của {of} trở lên", "at least {factor} times the level of {of}"),
    "function": ("theo cách tính {name} của tỉnh", "as the rule {name} of the province computes it"),
    "points": ("tổng điểm đạt mức sau", "points that come to"),
    "delegated": ("do {to} quy định cụ thể", "left to {to}"),
    "unknown": ("chưa rõ nội dung yêu cầu", "not known what is asked"),
}


def tell(key: str, lang: str, **values: object) -> str:
    """Return the phrase ``key`` in ``lang``, its gaps filled with ``values``."""
    phrase = SHOW[key][lang == "en"]
    return phrase.format(**values) if values else phrase

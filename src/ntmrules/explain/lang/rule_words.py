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
    "none": ("không có văn bản nào có hiệu lực ngày {day}", "no text is in force on {day}"),
}


def tell(key: str, lang: str, **values: object) -> str:
    """Return the phrase ``key`` in ``lang``, its gaps filled with ``values``."""
    phrase = SHOW[key][lang == "en"]
    return phrase.format(**values) if values else phrase

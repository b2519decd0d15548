"""The phrases about what a province laid over the national rules, Vietnamese first; part of ``explain.words``."""

from __future__ import annotations

ENTRY_WORDS: dict[str, tuple[str, str]] = {
    "entry.fill": ("Tỉnh quy định: {own}", "Laid down by the province: {own}"),
    "entry.raise": ("Tỉnh nâng mức: {own} thay cho {national}", "Raised by the province: {own} instead of {national}"),
    "entry.raise.overtaken": (
        "Tỉnh quy định {own}, nhưng văn bản trung ương nay chặt hơn ({national}) nên áp dụng mức của trung ương",
        "The province asks for {own}, but the national text is stricter by now ({national}) and counts",
    ),
    "entry_not_for_kept": (
        "Quy định của tỉnh không áp dụng cho đơn vị này, đơn vị giữ quy định trước",
        "A decision of the province is not for this unit, which keeps the former text",
    ),
    "entry_unsure_for_kept": (
        "Văn bản không nói quy định của tỉnh có áp dụng cho đơn vị giữ quy định trước hay không",
        "No text says whether a decision of the province is for units that keep the former text",
    ),
    "entry.passes": (
        "Tỉnh quy định khác về số chỉ tiêu phải đạt của tiêu chí",
        "The province sets differently how many indicators of the criterion have to be met",
    ),
    "entry.replace": (
        "Tỉnh quy định khác: {own} thay cho {national}",
        "Set differently by the province: {own} instead of {national}",
    ),
    "entry.measure_as": (
        "Tỉnh đo theo “{own}” thay cho “{national}”",
        "Measured by the province as “{own}” instead of “{national}”",
    ),
    "entry.waive": ("Tỉnh không áp dụng chỉ tiêu này", "Waived by the province"),
    "entry.complete": ("Bổ sung từ văn bản: {own}", "Completed from the text: {own}"),
    "entry.add": ("Tỉnh bổ sung, tính riêng ngoài bộ tiêu chí quốc gia", "Added by the province, counted apart"),
    "entry.from": ("từ {day}", "from {day}"),
    "entry.to": ("đến {day}", "to {day}"),
    "entry.pack": ("gói {name}", "pack {name}"),
    "entry.basis": ("căn cứ pháp lý: {text}", "legal basis: {text}"),
    "entry.alone.added": ("theo mục đã bổ sung: {verdict}", "by what was added alone: {verdict}"),
    "entry.alone.catalogue": ("theo danh mục khi chưa có mức này: {verdict}", "by the catalogue without it: {verdict}"),
    "entry.alone": ("theo văn bản trung ương: {verdict}", "by the national text alone: {verdict}"),
    "entry.asked": ("theo văn bản", "as the text says"),
    "entry.texts.read": (
        "Mức lấy từ văn bản đã đọc, thay danh mục: {texts}",
        "Levels read from the text itself: {texts}",
    ),
    "entry.texts": ("Quy định của tỉnh đang áp dụng: {texts}", "Provincial decisions in use: {texts}"),
}

"""Phrases of two texts side by side."""

from __future__ import annotations

from ntmrules.explain.lang.theme import Theme

TEXTS = Theme(
    "texts",
    {
        "before": ("Trước", "Before"),
        "after": ("Sau", "After"),
        "line": ("{side}: {set}, ngày {day} ({name})", "{side}: {set}, on {day} ({name})"),
        "count": (
            "{changed} chỉ tiêu thay đổi ({added} thêm, {gone} bỏ), {same} chỉ tiêu giữ nguyên",
            "{changed} indicators change ({added} added, {gone} gone), {same} stay as they were",
        ),
        "none": ("Hai văn bản không khác nhau về nội dung.", "The two texts do not differ."),
        "schemes": (
            "Hai văn bản chia địa bàn khác nhau; mỗi dòng nêu vùng trước → nhóm sau.",
            "The two texts divide the units otherwise; each line names the column before → the column after.",
        ),
        "partly": (
            "Chưa viết đủ: {set} có {modelled}/{declared} chỉ tiêu; không thấy ở đó chưa hẳn là không có.",
            "Not whole: {set} has {modelled} of {declared} indicators; not found there need not mean not there.",
        ),
        "heading.added": ("Tiêu chí mới", "New criterion"),
        "heading.gone": ("Tiêu chí không còn", "Criterion gone"),
        "heading.changed": ("Tiêu chí đổi tên hoặc số", "Criterion renamed or renumbered"),
        "added": ("thêm mới", "added"),
        "gone": ("không còn", "gone"),
        "added.perhaps": (
            "không thấy trong phần đã biết của văn bản trước",
            "not found in the known part of the earlier text",
        ),
        "gone.perhaps": (
            "không thấy trong phần đã biết của văn bản sau",
            "not found in the known part of the later text",
        ),
        "renumbered": ("trước là chỉ tiêu {old}", "indicator {old} before"),
        "renamed": ("tên trước: {old}", "name before: {old}"),
        "provision": ("văn bản: {old} → {new}", "text: {old} → {new}"),
        "was": ("trước là {old}", "before: {old}"),
        "is": ("sau là {new}", "after: {new}"),
        "every": ("mọi kết quả có thể đổi", "any result can change"),
        "opened": (
            "mọi kết quả tính được trở thành chưa xác định, cho đến khi biết yêu cầu mới",
            "every computed result becomes undetermined until the new demand is known",
        ),
        "all": ("mọi vùng", "every area"),
        "year": ("năm {year}", "{year}"),
        "asked": ("hướng dẫn trước: {old}; sau: {new}", "guidance asks before: {old}; after: {new}"),
        "part.added": ("phải đạt thêm: {names}", "to be met as well: {names}"),
        "part.gone": ("không còn phải đạt: {names}", "no longer asked: {names}"),
        "weak": ("căn cứ yếu", "weak evidence"),
        "delegated": ("giao UBND cấp tỉnh", "left to the province"),
        "unknown": ("chưa rõ mức", "level not known"),
        "no_row": ("không có mức cho năm hoặc vùng này", "no level for this year or area"),
        "flip": ("{range}: trước {before}, sau {after}", "{range}: {before} before, {after} after"),
        "flip.any": ("mọi số liệu", "any figure"),
        "flip.exact": ("đúng {low}", "exactly {low}"),
        "flip.from": ("từ {low}", "from {low}"),
        "flip.over": ("trên {low}", "above {low}"),
        "flip.to": ("đến {high}", "to {high}"),
        "flip.under": ("đến dưới {high}", "to below {high}"),
        "flip.only_to": ("đến hết {high}", "up to {high}"),
        "flip.only_under": ("dưới {high}", "below {high}"),
        "becomes_open": (
            "mọi số liệu: trước tính được, sau chưa xác định",
            "any figure: computed before, undetermined after",
        ),
        "was_open": (
            "mọi số liệu: trước chưa xác định, sau tính được",
            "any figure: undetermined before, computed after",
        ),
        "no_flip": ("không số liệu nào đổi kết quả", "no figure changes its result"),
        "level": ("{where}: trước {old}; sau {new}", "{where}: {old} before; {new} after"),
    },
)

"""The page of the reference that tells every code: its meaning, and each message that it comes with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module

from ntmrules.messages.register import THEMES, Code, codes

TITLES = {
    "command": ("Dòng lệnh và lời gọi", "Command line and calls"),
    "offline_page": ("Trang đánh giá trong trình duyệt", "The page that judges"),
    "engines": ("Bộ máy và bảng nhiều đơn vị", "Engines and tables of units"),
    "catalog": ("Danh mục", "Catalogue"),
    "format": ("Dạng của danh mục", "The format of the catalogue"),
    "lint": ("Kiểm tra danh mục", "Checks of the catalogue"),
    "levels": ("Mức đạt và làm tròn", "Levels and rounding"),
    "clauses": ("Quy tắc đạt và chuyển tiếp", "Pass rules and transitions"),
    "computed": ("Mức tính ra", "Computed levels"),
    "raising": ("Nâng mức của trung ương", "Raising a national level"),
    "overrides": ("Quy định của tỉnh", "What a province decides"),
    "plugins": ("Plugin", "Plugins"),
    "dates": ("Thời gian", "Dates"),
    "figures": ("Tệp số liệu", "Files of figures"),
    "forms": ("Biểu và phiếu của chương trình", "Forms of this program"),
    "annexes": ("Phụ lục được nhập", "Annexes that are imported"),
    "subjects": ("Số liệu nói về gì", "What a figure is one of"),
    "cells": ("Số liệu trong từng ô", "Single figures"),
    "kinds_of_values": ("Giá trị không đúng loại", "Values of another kind"),
    "ocop": ("Sản phẩm OCOP", "OCOP products"),
    "recognition": ("Hồ sơ công nhận, ngày làm việc", "Dossiers of recognition, working days"),
    "procedures": ("Thủ tục công nhận", "Procedures of recognition"),
    "capital": ("Vốn và định mức phân bổ", "Capital and norms of allotment"),
    "audits": ("Kiểm tra số liệu đã công bố", "The audit of what was published"),
    "reports": ("Tiến độ, kế hoạch, vốn, báo cáo", "Progress, plans, capital, reports"),
    "units": ("Đơn vị", "Units"),
    "zones": ("Tên đơn vị trong phân vùng", "Names of units in zones"),
}
HEAD = {
    "vi": """# Mã lỗi

[In English](errors.md)

Mỗi lỗi có năm phần: ở đâu, sai gì, cần gì, cách sửa, mã. Trang này lấy từ sổ thông báo của thư viện: mỗi mã với ý nghĩa
và các câu đi cùng; chữ trong `{…}` là tên hoặc giá trị.
""",
    "en": """# Error codes

[Tiếng Việt](loi.md)

Every error has five parts: where, what, what was expected, what to do, and a code. This page is made from the register
of messages: each code with its meaning and the messages that it comes with; `{…}` is a name or a value.
""",
}


def errors_page(lang: str) -> str:
    """Return the page in ``lang`` as Markdown: a section a theme, a definition a code, its messages below."""
    at = lang == "en"
    lines = [HEAD[lang]]
    for theme in THEMES:
        lines += [f"## {TITLES[theme][at]}", ""]
        for code in sorted(import_module(f"ntmrules.messages.{theme}").CODES):
            lines += _code(code, codes()[code], lang)
    return "\n".join(lines)


def _code(code: str, entry: Code, lang: str) -> Iterator[str]:
    at = lang == "en"
    label = code.lower() if at else f"loi-{code.lower()}"  # a label stands once in the whole site
    yield from (f"({label})=", f"`{code}`", f": {entry.meaning[at]}", "")
    for each in entry.messages.values():
        parts = [each.what[at]]
        if each.expected[at]:
            parts.append(f"{'expected' if at else 'cần'}: {each.expected[at]}")
        if each.remedy[at]:
            parts.append(f"{'to do' if at else 'cách sửa'}: {each.remedy[at]}")
        yield f"  - {' · '.join(_safe(part) for part in parts)}"
    yield ""


def _safe(text: str) -> str:
    """Let Markdown show a template as it is; what stands for a value is code."""
    named = re.split(r"(\{\w+(?:![rs])?\})", text)
    return "".join(
        f"`{{{part[1:-1].partition('!')[0]}}}`" if index % 2 else re.sub(r"([\\`*_\[\]<>|{}$#~])", r"\\\1", part)
        for index, part in enumerate(named)
    )

"""Reference pages made from the code when Sphinx starts: commands, error codes, public names; never stale."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import ntmrules
from ntmrules.messages.page import errors_page

COMMANDS = (
    "", "evaluate", "explain", "compare", "sets", "show", "lint", "template", "docs", "docs build", "docs check",
    "plugin", "compile",
    "plugin new", "plugin check", "plugin list", "verify", "watch", "capital", "capital allot", "dossier", "dossier new",
    "dossier check", "dossier list", "dossier document", "dossier after", "dossier procedures", "dossier calendar",
    "report", "report html", "report word", "report template", "page", "page build",
)  # fmt: skip


def setup(app: Any) -> dict[str, Any]:
    """Write the pages before Sphinx looks for its sources."""
    folder = Path(app.srcdir) / "reference"
    pages = {
        "errors.md": errors_page("en"), "loi.md": errors_page("vi"),
        "cli.md": cli_page("en"), "lenh.md": cli_page("vi"), "api.md": api_page(),
    }  # fmt: skip
    for name, text in pages.items():
        path = folder / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    return {"parallel_read_safe": True}


# commands


CLI = {
    "en": "# Command line\n\n[Tiếng Việt](lenh.md)\n\n"
    "Results go to stdout, talk to stderr. Exit codes: 0 every unit met, 1 some unit not met, 2 some\n"
    "undetermined and none not met, 3 bad input. Each text below is what `--help --lang en` prints.\n",
    "vi": "# Dòng lệnh\n\n[In English](cli.md)\n\n"
    "Kết quả ra stdout, lời nhắn ra stderr. Mã thoát: 0 mọi đơn vị đạt, 1 có đơn vị chưa đạt, 2 có đơn vị\n"
    "chưa xác định và không đơn vị nào chưa đạt, 3 đầu vào sai. Mỗi đoạn dưới đây là những gì `--help` in ra.\n",
}


def cli_page(lang: str) -> str:
    """Return the help of every command in ``lang``."""
    lines = [CLI[lang]]
    for command in COMMANDS:
        lines += [f"## ntmrules {command}".rstrip(), "", "```text", help_of(command, lang), "```", ""]
    return "\n".join(lines)


def help_of(command: str, lang: str) -> str:
    """Return what ``--help`` prints, a hundred columns wide."""
    from rich.console import Console

    from ntmrules.cli.app import make_app
    from ntmrules.messages import speaking

    console = Console(file=io.StringIO(), width=100, no_color=True, legacy_windows=False)
    with speaking(lang):
        make_app(listed=not command).help_print(command.split(), console=console)
    printed: str = console.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in printed.strip().splitlines())


# public names


def api_page() -> str:
    """Return the page of public names; their docstrings say units, shapes and errors."""
    lines = [
        "# Python API",
        "",
        "Everything public is in `ntmrules`. Numbers are `decimal.Decimal`, in the unit of their measure; dates are",
        "ISO text or `datetime.date`; percentages run from 0 to 100.",
        "",
        "```{eval-rst}",
    ]
    for name in sorted(ntmrules.__all__):
        item = getattr(ntmrules, name)
        if isinstance(item, type):
            lines += [f".. autoclass:: ntmrules.{name}", "   :members:", ""]
        elif callable(item):
            lines += [f".. autofunction:: ntmrules.{name}", ""]
    lines += ["```", "", "`ntmrules.__version__`", ": the version, as text.", ""]
    return "\n".join(lines)

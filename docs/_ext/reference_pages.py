"""Reference pages made from the code when Sphinx starts: commands, error codes, public names; never stale."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ntmrules

SOURCE = Path(ntmrules.__file__).parent
GROUPS = {
    "NTM0": "Command line and calls",
    "NTM1": "Catalogue",
    "NTM2": "Plugins",
    "NTM3": "Dates",
    "NTM4": "Thresholds",
    "NTM5": "Figures",
    "NTM6": "Units",
}
COMMANDS = (
    "", "evaluate", "explain", "compare", "sets", "show", "lint", "template", "docs", "docs build", "docs check",
    "plugin",
    "plugin new", "plugin check", "plugin list", "verify", "watch",
)  # fmt: skip


def setup(app: Any) -> dict[str, Any]:
    """Write the pages before Sphinx looks for its sources."""
    folder = Path(app.srcdir) / "reference"
    for name, text in (("errors.md", errors_page()), ("cli.md", cli_page()), ("api.md", api_page())):
        path = folder / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    return {"parallel_read_safe": True}


# error codes


def errors_page() -> str:
    """Return the page of error codes, as the source has them."""
    found = codes()
    lines = [
        "# Error codes",
        "",
        "Every error has five parts: where, what, what was expected, what to do, and a code. This page is made",
        "from the source: each code with the words that it can come with; `…` is a name or a value.",
        "",
    ]
    for prefix, title in GROUPS.items():
        mine = {code: words for code, words in sorted(found.items()) if code.startswith(prefix)}
        if mine:
            lines += [f"## {title} ({prefix}xx)", ""]
            for code, words in mine.items():
                lines += [
                    f"({code.lower()})=",
                    f"`{code}`",
                    f": {'; '.join(sorted(words)) or '(said where it occurs)'}",
                    "",
                ]
    return "\n".join(lines)


def codes() -> dict[str, set[str]]:
    """Return every error code in the source with the messages that stand beside it."""
    found: dict[str, set[str]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"NTM\d{3}", node.value):
                found.setdefault(node.value, set())
            if isinstance(node, ast.Call) and len(node.args) >= 3 and _name(node.func) == "Problem":
                code = node.args[0]
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    found.setdefault(code.value, set()).update(_words(node.args[2]))
    return found


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _words(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield _safe(node.value)
    elif isinstance(node, ast.JoinedStr):
        yield _safe("".join(part.value if isinstance(part, ast.Constant) else "…" for part in node.values))
    elif isinstance(node, ast.IfExp):
        yield from _words(node.body)
        yield from _words(node.orelse)


def _safe(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|{}$#~])", r"\\\1", " ".join(text.split()))


# commands


def cli_page() -> str:
    """Return the help of every command."""
    lines = [
        "# Command line",
        "",
        "Results go to stdout, talk to stderr. Exit codes: 0 every unit met, 1 some unit not met, 2 some",
        "undetermined and none not met, 3 bad input. Each text below is what `--help` prints.",
        "",
    ]
    for command in COMMANDS:
        lines += [f"## ntmrules {command}".rstrip(), "", "```text", help_of(command), "```", ""]
    return "\n".join(lines)


def help_of(command: str) -> str:
    """Return what ``--help`` prints, a hundred columns wide."""
    from rich.console import Console

    from ntmrules.cli.app import make_app

    console = Console(file=io.StringIO(), width=100, no_color=True, legacy_windows=False)
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

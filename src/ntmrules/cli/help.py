"""``--help`` in one language: the texts of commands and options hold both, and one of them is shown.

A line of help is written ``Tệp số liệu. · File of figures.``; a docstring has its Vietnamese paragraphs and its English
ones. What the library for command lines says itself (headings, "default", "required") has its Vietnamese words here.
"""

from __future__ import annotations

import inspect
import re
import sys
from typing import TYPE_CHECKING, Any

from cyclopts.help import DefaultFormatter

from ntmrules.messages.inline import BETWEEN
from ntmrules.messages.speech import language

if TYPE_CHECKING:
    from cyclopts.help import HelpEntry, HelpPanel
    from rich.console import Console, ConsoleOptions

_LETTERS = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)
_OWN = {
    "Parameters": "Tham số",
    "Commands": "Lệnh",
    "Arguments": "Tham số",
    "Display this message and exit.": "In trợ giúp này rồi thoát.",
    "Display application version.": "In phiên bản.",
}
_USAGE = {
    "Usage:": "Cách dùng:",
    "COMMAND": "LỆNH",
    "[OPTIONS]": "[TUỲ CHỌN]",
    "[ARGS]": "[THAM SỐ]",
    "[ARGS...]": "[THAM SỐ...]",
}
_METAVARS = {
    "STR": "CHỮ", "PATH": "ĐƯỜNG-DẪN", "CHOICE": "LỰA-CHỌN", "INT": "SỐ", "FLOAT": "SỐ", "FILE": "TỆP", "FILES": "CÁC-TỆP",
    "DATE": "NGÀY", "SET": "BỘ", "UNIT": "ĐƠN-VỊ", "ARGS": "THAM-SỐ",
}  # fmt: skip


def in_language(text: str, lang: str) -> str:
    """Return the half of a help text that is in ``lang``; a text in one language only stays as it is."""
    vi, between, en = text.partition(BETWEEN)
    if between and "\n\n" not in text:
        return (en[:1].upper() + en[1:]) if lang == "en" else vi
    paragraphs = text.strip().split("\n\n")
    mine = [each for each in paragraphs if bool(_LETTERS.search(each)) == (lang == "vi")]
    return "\n\n".join(" ".join(each.split()) for each in mine) or text


class Bilingual(DefaultFormatter):
    """Shows help in the language that is spoken."""

    def render_usage(self, console: Console, options: ConsoleOptions, usage: Any) -> None:
        """Show the line of usage."""
        from rich.text import Text

        said = str(usage).strip()
        said = said if said.startswith("Usage:") else f"Usage: {said}"
        if language() == "vi":
            said = " ".join(_USAGE.get(word) or _in_vietnamese(word) for word in said.split(" "))
        console.print(Text(f"{said}\n", style="bold"))

    def render_description(self, console: Console, options: ConsoleOptions, description: Any) -> None:
        """Show what the command does."""
        text = _plain(description)
        if text:
            console.print(f"{in_language(text, language())}\n", markup=False, highlight=False)

    def __call__(self, console: Console, options: ConsoleOptions, panel: HelpPanel) -> None:
        """Show one panel of options or commands."""
        lang = language()
        title = panel.title if lang == "en" else _OWN.get(str(panel.title), panel.title)
        lines = _english_of_commands() if lang == "en" and panel.format == "command" else {}
        entries = [_entry(each, lang, lines) for each in panel.entries]
        super().__call__(console, options, panel.copy(title=title, entries=entries))


def _entry(entry: HelpEntry, lang: str, lines: dict[str, str]) -> HelpEntry:
    from cyclopts.help.inline_text import InlineText
    from rich.text import Text

    said = _plain(entry.description).strip()
    said = lines.get(said) or (_OWN.get(said, said) if lang == "vi" else said)
    said = in_language(said, lang)
    words = {"choices": "chọn", "default": "mặc định", "required": "bắt buộc"} if lang == "vi" else {}
    told = InlineText(Text(said))
    for name, value in (("choices", ", ".join(entry.choices or ())), ("default", entry.default or "")):
        if value and value not in ("False", "None"):
            told.append(Text(f"[{words.get(name, name)}: {value}]", "dim"))
    if entry.required:
        told.append(Text(f"[{words.get('required', 'required')}]", "red"))
    if lang == "en":
        return entry.copy(description=told, choices=None, default=None, required=False)
    names = tuple(map(_in_vietnamese, entry.positive_names))
    place = _in_vietnamese(entry.positional_label or "") or None
    metavar = _in_vietnamese(entry.metavar or "")
    return entry.copy(
        description=told,
        choices=None,
        default=None,
        required=False,
        metavar=metavar or None,
        positive_names=names,
        positional_label=place,
    )


def _in_vietnamese(word: str) -> str:
    """Return a word of usage with what it stands for in Vietnamese (FILE, STR …); options stay as they are typed."""
    return (
        word
        if word.startswith("-")
        else re.sub(r"\b[A-Z]{2,}\b", lambda found: _METAVARS.get(found[0], found[0]), word)
    )


def _plain(text: Any) -> str:
    return "" if text is None else str(getattr(text, "primary_renderable", text))


def _english_of_commands() -> dict[str, str]:
    """Return the first English sentence of every command by its first Vietnamese line: a list of commands shows the latter."""
    found = {}
    for name, module in list(sys.modules.items()):
        if name.startswith("ntmrules.cli."):
            for function in vars(module).values():
                text = inspect.getdoc(function) if inspect.isfunction(function) else None
                if text and "\n\n" in text:
                    first = " ".join(text.split("\n\n")[0].split())
                    found[first] = in_language(text, "en").split(". ")[0].rstrip(".") + "."
    return found

"""The command line as cyclopts reads it; each command is imported when it is asked for, so that ``--help`` stays quick."""

from __future__ import annotations

from collections.abc import Sequence

from cyclopts import App, Parameter

from ntmrules._version import __version__
from ntmrules.cli.commands import COMMANDS
from ntmrules.cli.help_later import HelpLater
from ntmrules.cli.parameter import hand_over

hand_over()


def make_app(*, listed: bool = False) -> App:
    """Return the command line with its own commands; ``listed`` with a line of help each, in the place of their own."""
    made = App(
        name="ntmrules",
        version=__version__,
        help="Bộ tiêu chí nông thôn mới: đánh giá, giải thích, tra cứu.\n\n"
        "Mã thoát: 0 mọi đơn vị đạt, 1 có đơn vị chưa đạt, 2 có đơn vị chưa xác định và không đơn vị nào chưa đạt, "
        "3 đầu vào sai. verify: 1 khi có khác; các lệnh khác: docs/reference/exit-codes.md.\n\n"
        "Criteria sets of Vietnam's New Rural Development programme: evaluate, explain, look up.\n\n"
        "Exit codes: 0 every unit met, 1 some unit not met, 2 some undetermined and none not met, 3 bad input. "
        "verify: 1 where something differs; other commands: docs/reference/exit-codes.md.",
        help_format="plaintext",
        help_formatter=HelpLater(),
        # A list that nobody named is empty: no option has to say so.
        default_parameter=Parameter(negative_iterable=()),
    )
    for place, words in COMMANDS.items():
        made.command(place, name=place.rpartition(":")[2], **({"help": words} if listed else {}))
    return made


app = make_app()


def app_for(argv: Sequence[str]) -> App:
    """Return the command line for these words: with the commands of plugins, unless a command of its own is asked for.

    Plugins are imported only then, so a broken one does not stop ``plugin list``, ``lint`` or ``--version``; a command
    that judges loads them itself. ``PluginError`` with the exact fault otherwise.
    """
    word = argv[0] if argv else "--help"
    if word == "--version" or word in {place.rpartition(":")[2] for place in COMMANDS}:
        return app
    from ntmrules.plugins.manager import Plugins, installed

    extended = make_app(listed=True)
    if installed():
        Plugins("installed").extend(extended)
    return extended

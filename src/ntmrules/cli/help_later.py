"""The help in two languages, loaded when somebody asks for help: a command that judges needs no boxes and colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cyclopts.help import HelpPanel
    from rich.console import Console, ConsoleOptions

    from ntmrules.cli.help import Bilingual


class HelpLater:
    """Shows help as :class:`~ntmrules.cli.help.Bilingual` does."""

    @property
    def _help(self) -> Bilingual:
        from ntmrules.cli.help import Bilingual

        return Bilingual()

    def render_usage(self, console: Console, options: ConsoleOptions, usage: Any) -> None:
        """Show the line of usage."""
        self._help.render_usage(console, options, usage)

    def render_description(self, console: Console, options: ConsoleOptions, description: Any) -> None:
        """Show what the command does."""
        self._help.render_description(console, options, description)

    def __call__(self, console: Console, options: ConsoleOptions, panel: HelpPanel) -> None:
        """Show one panel of options or commands."""
        self._help(console, options, panel)

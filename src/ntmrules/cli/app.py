"""The commands by name; each is imported when it is asked for, so that ``--help`` stays quick."""

from __future__ import annotations

from cyclopts import App

from ntmrules._version import __version__

app = App(
    name="ntmrules",
    version=__version__,
    help="Bộ tiêu chí nông thôn mới: đánh giá, giải thích, tra cứu.\n\n"
    "Criteria sets of Vietnam's New Rural Development programme: evaluate, explain, look up.\n\n"
    "Exit codes: 0 every unit met, 1 some unit not met, 2 some undetermined and none not met, 3 bad input.",
    help_format="plaintext",
)
app.command("ntmrules.cli.evaluate:evaluate")
app.command("ntmrules.cli.evaluate:explain")
app.command("ntmrules.cli.sets:sets")
app.command("ntmrules.cli.sets:show")
app.command("ntmrules.cli.lint:lint")
app.command("ntmrules.cli.compare:compare")
app.command("ntmrules.cli.verify:verify")

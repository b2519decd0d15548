"""Messages of the theme command."""

from ntmrules.messages.register import Code

CODES: dict[str, Code] = {}

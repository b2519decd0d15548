"""Messages of the theme overrides."""

from ntmrules.messages.register import Code

CODES: dict[str, Code] = {}

"""Messages of the theme dates."""

from ntmrules.messages.register import Code

CODES: dict[str, Code] = {}

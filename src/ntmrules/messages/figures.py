"""Messages of the theme figures."""

from ntmrules.messages.register import Code

CODES: dict[str, Code] = {}

"""Messages of the theme catalog."""

from ntmrules.messages.register import Code

CODES: dict[str, Code] = {}

"""Explanations for people: three views of an attainment, and the whole explanation of one node."""

from __future__ import annotations

from ntmrules.explain.attainment.full import full, of_node
from ntmrules.explain.attainment.views import summary, unmet
from ntmrules.explain.attainment.voice import Voice
from ntmrules.explain.lang.lines import Line, plain
from ntmrules.explain.lang.words import check_lang, check_view
from ntmrules.model.attainment import Attainment
from ntmrules.model.trace import Node

_VIEWS = {"summary": summary, "unmet": unmet, "full": full}


def text_lines(attainment: Attainment, *, view: str = "unmet", lang: str = "vi") -> list[Line]:
    """Return a view as lines with styles, for a terminal that can colour.

    ``view`` is ``summary``, ``unmet`` or ``full``; ``lang`` is ``vi`` or ``en``. Raises ``UsageError``: NTM006 for an
    unknown view, NTM007 for an unknown language.
    """
    show = _VIEWS[check_view(view)]
    return show(Voice.of(attainment, check_lang(lang)))


def render_text(attainment: Attainment, *, view: str = "unmet", lang: str = "vi") -> str:
    """Return a view as plain text; views, languages and errors as for ``text_lines``."""
    return plain(text_lines(attainment, view=view, lang=lang))


def node_lines(attainment: Attainment, node: Node, *, lang: str = "vi") -> list[Line]:
    """Return the whole explanation of one node of the attainment as lines; ``UsageError`` NTM007 for the language."""
    return of_node(Voice.of(attainment, check_lang(lang)), node)


def render_node(attainment: Attainment, node: Node, *, lang: str = "vi") -> str:
    """Return the whole explanation of one node as plain text; ``UsageError`` NTM007 for an unknown language."""
    return plain(node_lines(attainment, node, lang=lang))

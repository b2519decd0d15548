"""What is said when a live form comes back that was made from other rules than those of today."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ntmrules.figures.plain_table import SPREADSHEETS
from ntmrules.messages import Phrase
from ntmrules.model.rulebook import Rulebook


def changed_phrase(file: Path, book: Rulebook) -> Phrase | None:
    """Return what to say where ``file`` is a live form that was made from other rules than ``book``, by which it is judged."""
    from ntmrules.figures.live import form_in

    made = form_in(file) if file.suffix.lower() in SPREADSHEETS else None
    if made is None:
        return None
    from ntmrules.circuit.compiled import columns_of, compiled
    from ntmrules.circuit.document import digests_of, document_of
    from ntmrules.office.live_asked import keys_asked

    now = compiled(book, columns_of(book, keys_asked(book, made.subjects)), leaving=True)
    if document_of(now)["digest"] == made.digest:
        return None
    return Phrase("remarks.live-changed", name=file.name, changed=_changed(made.nodes, digests_of(now)) or "–")


def _changed(then: Mapping[str, str], now: Mapping[str, str]) -> str:
    """Return the numbers of the indicators that are judged otherwise, or stand in one of the two only."""
    leaves = [label for label in dict.fromkeys((*then, *now)) if then.get(label) != now.get(label)]
    fine = [label for label in leaves if not any(each.startswith(f"{label}.") for each in leaves) and label]
    return ", ".join(fine or [label or "–" for label in leaves])

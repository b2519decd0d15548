"""Which set a reference means on a day, and what a target points at."""

from __future__ import annotations

from datetime import date
from typing import Any

from ntmrules.catalog.catalogue import Catalogue
from ntmrules.errors import DateError, Problem, UsageError, problem
from ntmrules.messages import Pair
from ntmrules.messages.speech import as_written
from ntmrules.model.evidence import Span
from ntmrules.model.sets import CriteriaSet


def find_set(catalogue: Catalogue, ref: str, on: date, on_gap: str | None) -> tuple[CriteriaSet, bool]:
    """Return the set that ``ref`` means on ``on``, and whether that is outside its stage (asked for by ``on_gap``).

    ``ref`` is a full id, an id without its stage, or a short one without country: ``vn/xa-ntm/2021``, ``xa-ntm``. A short
    one is always national: what a pack calls its own set never changes what others mean by a word.
    Raises ``UsageError`` NTM001 for an unknown set and ``DateError`` NTM301 outside every stage.
    """
    headers = catalogue.headers
    if ref in headers:
        chosen = [headers[ref]]
    else:
        chosen = [header for header in headers.values() if ref in (header.key, _short(header), *header.aka)]
    if not chosen:
        known = sorted({_short(header) for header in headers.values()} | set(headers))
        raise UsageError(problem("NTM001.set", ref=ref, known=", ".join(known), near=(ref, known)))
    for header in chosen:
        if header.stage.covers(on):
            return header, False
    kin = [header for header in headers.values() if header.key == chosen[0].key]
    before = [header for header in kin if header.stage.to is not None and header.stage.to < on]
    after = [header for header in kin if header.stage.from_ > on]
    last = max(before, key=lambda header: header.stage.to or date.min, default=None)
    following = min(after, key=lambda header: header.stage.from_, default=None)
    if on_gap == "last" and last is not None and last in chosen:
        return last, True
    other = next((header for header in kin if header.stage.covers(on)), None)
    if other is not None:
        raise DateError(problem("NTM301.other", on=on, ref=ref, span=_span(chosen[0].stage), other=other.id))
    raise DateError(_gap(ref, on, last, following))


def _short(header: CriteriaSet) -> str:
    return header.key.removeprefix("vn/")


def _gap(ref: str, on: date, last: CriteriaSet | None, following: CriteriaSet | None) -> Problem:
    said: dict[str, Any] = {"on": on, "ref": ref}
    if last is not None:
        said |= {"last": last.id, "last_span": _span(last.stage)}
    if following is not None:
        said |= {"next": following.id, "next_span": _span(following.stage)}
    if last is not None:
        return problem("NTM301.between" if following is not None else "NTM301.after", **said)
    return problem("NTM301.before" if following is not None else "NTM301.never", **said)


def _span(span: Span) -> Pair:
    first = as_written(span.from_)
    if span.to:
        last = as_written(span.to)
        return Pair(f"từ {first.vi} đến {last.vi}", f"{first.en} to {last.en}")
    return Pair(f"từ {first.vi}", f"from {first.en}")

"""A share against a cell of a procedure: the verdict under every value that the cell may have, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ntmrules.frozen import frozen
from ntmrules.model.evidence import Evidence, Floor
from ntmrules.model.requirements import Cell
from ntmrules.model.text import Text
from ntmrules.model.verdicts import Verdict

HUNDRED = Decimal(100)


@frozen(kw_only=True)
class Judged:
    """A verdict on one share: what was asked for in words, the values of the cell, and the reason where it is open."""

    verdict: Verdict
    asked: Text
    values: tuple[Decimal, ...] = ()
    evidence: Evidence | None = None
    reason: Text | None = None


def values_of(cell: Cell) -> tuple[tuple[Decimal, ...], Evidence | None]:
    """Return every value that a cell may have, with the strongest evidence behind it; none for a hole."""
    if cell.candidates:
        known = [each.evidence or cell.evidence for each in cell.candidates]
        best = max((each for each in known if each is not None), key=lambda each: each.rank, default=None)
        return tuple(each.value for each in cell.candidates), best
    return ((cell.value,), cell.evidence) if cell.value is not None else ((), None)


def hole_words(cell: Cell, decided_by: Text | None) -> Text:
    """Return why a cell has no value, and who decides it."""
    if cell.delegated is not None:
        who = decided_by or Text("UBND cấp tỉnh", "the province")
        return Text(f"giao {who.vi} quy định, chưa thấy", f"left to {who.en or who.vi}, not seen")
    why = cell.unknown.why if cell.unknown is not None else Text("", "")
    if decided_by is None:
        return Text(f"chưa rõ: {why.vi}", f"not known: {why.en or why.vi}")
    return Text(
        f"chưa rõ: {why.vi}; nơi quyết định: {decided_by.vi}",
        f"not known: {why.en or why.vi}; decided by: {decided_by.en or decided_by.vi}",
    )


def share(part: int | None, whole: int | None) -> Decimal | None:
    """Return a share in per cent; nothing where a side is missing or the base is nought."""
    return None if part is None or not whole else Decimal(part) * HUNDRED / Decimal(whole)


def judged_share(cell: Cell, value: Decimal | None, floor: Floor, *, decided_by: Text | None = None) -> Judged:
    """Return whether a share in per cent reaches the cell. A share of 100 reaches whatever per cent it may be."""
    values, evidence = values_of(cell)
    said = "–".join(format(each, "f") for each in sorted(values))
    asked = Text(f"từ {said}% trở lên", f"at least {said}%") if values else hole_words(cell, decided_by)
    open_ = Verdict.UNDETERMINED
    if value is None:
        return Judged(
            verdict=open_, asked=asked, values=values, evidence=evidence, reason=Text("chưa có số liệu", "no figure")
        )
    if value == HUNDRED:
        return Judged(verdict=Verdict.MET, asked=asked, values=values, evidence=evidence)
    if not values:
        return Judged(verdict=open_, asked=asked, reason=asked)
    if evidence is None or evidence.rank < floor:
        return Judged(
            verdict=open_,
            asked=asked,
            values=values,
            evidence=evidence,
            reason=Text("căn cứ của mức quá yếu", "the evidence of the level is too weak"),
        )
    found = {value >= each for each in values}
    if len(found) > 1:
        return Judged(
            verdict=open_,
            asked=asked,
            values=values,
            evidence=evidence,
            reason=Text("các nguồn nêu mức khác nhau", "sources differ on the level"),
        )
    return Judged(
        verdict=Verdict.MET if found == {True} else Verdict.NOT_MET, asked=asked, values=values, evidence=evidence
    )


def together(verdicts: Iterable[Verdict]) -> Verdict:
    """Return all of several verdicts: not met if one is, else open if one is, else met; what does not apply drops out."""
    found = set(verdicts)
    if Verdict.NOT_MET in found:
        return Verdict.NOT_MET
    return Verdict.UNDETERMINED if Verdict.UNDETERMINED in found or Verdict.MET not in found else Verdict.MET

"""The survey of residents: shares with their base, sums checked, against the thresholds of the procedure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, Decimal
from pathlib import Path

from attrs import frozen

from ntmrules.errors import FiguresError, Problem, problem
from ntmrules.figures.csv import Sheet
from ntmrules.figures.plain_table import read_plain
from ntmrules.model.evidence import Floor
from ntmrules.model.procedures import Survey
from ntmrules.model.spelling import fold
from ntmrules.model.text import Text
from ntmrules.model.unit_names import name_key, same_name
from ntmrules.model.verdicts import Verdict
from ntmrules.recognition.cells import HUNDRED, Judged, judged_share, share, together

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "unit": ("unit", "don vi", "xa"),
    "content": ("content", "noi dung", "cau hoi"),
    "households": ("households", "so ho", "tong so ho", "ho tren dia ban"),
    "asked": ("asked", "phat ra", "phieu phat ra", "so phieu phat ra"),
    "returned": ("returned", "thu ve", "phieu thu ve", "so phieu thu ve"),
    "satisfied": ("satisfied", "hai long"),
    "not_satisfied": ("not_satisfied", "not satisfied", "khong hai long", "chua hai long"),
    "other": ("other", "y kien khac"),
    "note": ("note", "ghi chu"),
}
NEEDED = ("unit", "content", "asked", "returned", "satisfied", "not_satisfied")
COUNTS = ("households", "asked", "returned", "satisfied", "not_satisfied", "other")
OVERALL = ("chung", "hai long chung", "tong the", "overall", "cau cuoi", "muc do hai long chung")


@frozen(kw_only=True)
class SurveyRow:
    """One content asked in one unit; a count that is not known is nothing."""

    unit: str
    content: str
    asked: int | None
    returned: int | None
    satisfied: int | None
    not_satisfied: int | None
    other: int | None = None
    households: int | None = None
    at: str = ""

    @property
    def overall(self) -> bool:
        """Whether it is the question on satisfaction overall."""
        return fold(self.content) in OVERALL

    def shares(self) -> dict[str, Decimal | None]:
        """Return the share satisfied in per cent by its base: of those returned, of those asked."""
        return {"returned": share(self.satisfied, self.returned), "asked": share(self.satisfied, self.asked)}

    @property
    def unaccounted(self) -> int | None:
        """Ballots returned of which no answer is counted; nothing where a count is missing."""
        if self.returned is None or self.satisfied is None or self.not_satisfied is None:
            return None
        return self.returned - self.satisfied - self.not_satisfied - (self.other or 0)


def read_survey(path: str | Path) -> tuple[SurveyRow, ...]:
    """Return the rows of a survey in a CSV or a workbook; ``FiguresError`` NTM589 with every bad cell and impossible sum."""
    sheet = read_plain(Path(path))
    problems: list[Problem] = []
    columns = _columns(sheet, problems)
    rows = list(_rows(sheet, columns, problems)) if not problems else []
    if not rows and not problems:
        problems.append(problem("NTM589.empty", sheet.name))
    if problems:
        raise FiguresError(problems)
    return tuple(rows)


def _columns(sheet: Sheet, problems: list[Problem]) -> dict[str, int]:
    known = {word: name for name, words in COLUMNS.items() for word in words}
    found: dict[str, int] = {}
    for index, head in enumerate(sheet.header):
        name = known.get(fold(head))
        where = f"{sheet.name}:{sheet.header_row}:{index + 1}"
        if head.strip() and (name is None or name in found):
            problems.append(
                problem("NTM589.column", where, column=head, known=", ".join(COLUMNS), near=(fold(head), known))
            )
        elif name is not None:
            found[name] = index
    for name in NEEDED:
        if name not in found and not problems:
            problems.append(
                problem("NTM589.missing", f"{sheet.name}:{sheet.header_row}", column=name, known=", ".join(COLUMNS))
            )
    return found


def _rows(sheet: Sheet, columns: Mapping[str, int], problems: list[Problem]) -> Iterator[SurveyRow]:
    seen: dict[tuple[str, str], str] = {}
    for number, cells in sheet.rows:
        if not any(cell.strip() for cell in cells):
            continue
        texts = {name: " ".join(cells[index].split()) if index < len(cells) else "" for name, index in columns.items()}
        counts: dict[str, int | None] = {}
        for name in COUNTS:
            counts[name] = _count(
                texts.get(name, ""), name, f"{sheet.name}:{number}:{columns.get(name, 0) + 1}", problems
            )
        where = f"{sheet.name}:{number}"
        row = SurveyRow(unit=texts["unit"], content=texts["content"], at=where, **counts)
        problems += _sums(row)
        key = (name_key(row.unit), fold(row.content))
        if key in seen:
            problems.append(problem("NTM589.twice", where, unit=row.unit, content=row.content, other=seen[key]))
        seen.setdefault(key, where)
        yield row


def _count(text: str, name: str, where: str, problems: list[Problem]) -> int | None:
    if not text:
        return None
    plain = text.replace(" ", "")
    if plain.isascii() and plain.isdigit() and len(plain) <= len("1000000000"):
        return int(plain)
    problems.append(problem("NTM589.number", where, column=name, text=text))
    return None


def _sums(row: SurveyRow) -> Iterator[Problem]:
    parts = (row.satisfied or 0) + (row.not_satisfied or 0) + (row.other or 0)
    if row.returned is not None and parts > row.returned:
        yield problem("NTM589.parts", row.at, parts=parts, whole=row.returned)
    if row.returned is not None and row.asked is not None and row.returned > row.asked:
        yield problem("NTM589.returned", row.at, parts=row.returned, whole=row.asked)
    if row.asked is not None and row.households is not None and row.asked > row.households:
        yield problem("NTM589.asked", row.at, parts=row.asked, whole=row.households)


@frozen(kw_only=True)
class SurveyResult:
    """A survey against the thresholds of a procedure: each demand with its verdict, and the rows it was made of."""

    rows: tuple[SurveyRow, ...]
    demands: tuple[Demand, ...]
    verdict: Verdict
    remarks: tuple[Text, ...] = ()


@frozen(kw_only=True)
class Demand:
    """One demand on a survey: ``asked``, ``overall``, ``each_content``, ``each_unit``; with its shares by base.

    ``needed``: how many more satisfied (or asked) would meet it, where that can be told.
    """

    what: str
    label: Text
    shares: Mapping[str, Decimal | None]
    judged: Judged
    needed: int | None = None


def rows_of(rows: Sequence[SurveyRow], unit: str, *, with_children: bool) -> tuple[SurveyRow, ...]:
    """Return the rows of a survey that are about a unit, and those about the units in it (``with_children``).

    ``FiguresError`` NTM589 where none is: a survey of others is no survey of this unit.
    """
    own = tuple(row for row in rows if with_children or same_name(row.unit, unit))
    if not own:
        known = sorted({row.unit for row in rows})
        where = rows[0].at.rpartition(":")[0] if rows else ""
        raise FiguresError(problem("NTM589.unit", where, unit=unit, own=", ".join(known), near=(unit, known)))
    return own


def judge_survey(rows: Sequence[SurveyRow], rule: Survey, unit: str, floor: Floor) -> SurveyResult:
    """Return the verdict on a survey under a rule. The base of the share satisfied is not told by the rules that were read:
    a verdict stands where it is the same over those returned and over those asked, else it is undetermined.
    """
    own = [row for row in rows if same_name(row.unit, unit)]
    parts = [row for row in rows if not same_name(row.unit, unit)]
    demands = [
        _asked(own or parts, rule, floor),
        _overall(own, parts, rule, floor),
        *_each(own, rule, floor),
        *_each_unit(parts, rule, floor),
    ]
    return SurveyResult(
        rows=tuple(rows),
        demands=tuple(demands),
        verdict=together(each.judged.verdict for each in demands),
        remarks=tuple(_remarks(rows)),
    )


def _remarks(rows: Sequence[SurveyRow]) -> Iterator[Text]:
    for row in rows:
        if row.unaccounted:
            yield Text(
                f"{row.unit}, {row.content}: {row.unaccounted} phiếu thu về không có trong các phần",
                f"{row.unit}, {row.content}: {row.unaccounted} ballots returned are in no part",
            )


def _asked(rows: Sequence[SurveyRow], rule: Survey, floor: Floor) -> Demand:
    label = Text("tỷ lệ hộ được hỏi", "share of households asked")
    by_unit: dict[str, SurveyRow] = {}
    for row in rows:
        best = by_unit.get(name_key(row.unit))
        if best is None or (row.overall and not best.overall):
            by_unit[name_key(row.unit)] = row
    known = [row for row in by_unit.values() if row.asked is not None and row.households is not None]
    whole = bool(known) and len(known) == len(by_unit)
    asked, households = sum(row.asked or 0 for row in known), sum(row.households or 0 for row in known)
    found = share(asked, households) if whole else None
    judged = judged_share(rule.asked, found, floor, decided_by=rule.decided_by)
    needed = _needed(judged, asked, households) if whole else None
    return Demand(what="asked", label=label, shares={"households": found}, judged=judged, needed=needed)


def _overall(own: Sequence[SurveyRow], parts: Sequence[SurveyRow], rule: Survey, floor: Floor) -> Demand:
    label = Text("hài lòng chung", "satisfied overall")
    rows = [row for row in own if row.overall] or [row for row in parts if row.overall]
    whole = bool(rows) and all(each is not None for row in rows for each in (row.satisfied, row.returned, row.asked))
    satisfied = sum(row.satisfied or 0 for row in rows)
    bases = {"returned": sum(row.returned or 0 for row in rows), "asked": sum(row.asked or 0 for row in rows)}
    shares = {name: share(satisfied, base) if whole else None for name, base in bases.items()}
    judged = _both(rule, "overall", shares, floor)
    return Demand(
        what="overall",
        label=label,
        shares=shares,
        judged=judged,
        needed=_needed(judged, satisfied, bases["returned"]) if whole else None,
    )


def _both(rule: Survey, name: str, shares: Mapping[str, Decimal | None], floor: Floor) -> Judged:
    """Judge a share under every base that it may have: what they agree on stands."""
    each = [judged_share(getattr(rule, name), value, floor, decided_by=rule.decided_by) for value in shares.values()]
    if all(judged.verdict is each[0].verdict for judged in each):
        return each[0]
    return Judged(
        verdict=Verdict.UNDETERMINED,
        asked=each[0].asked,
        values=each[0].values,
        evidence=each[0].evidence,
        reason=Text(
            "đạt hay không còn tùy tỷ lệ tính trên phiếu thu về hay phiếu phát ra; quy định chưa thấy",
            "it depends on whether the share is of those returned or of those asked; the rule was not seen",
        ),
    )


def _each(own: Sequence[SurveyRow], rule: Survey, floor: Floor) -> Iterator[Demand]:
    for row in own:
        if not row.overall and rule.each_content is not None:
            shares = row.shares()
            judged = _both(rule, "each_content", shares, floor)
            yield Demand(
                what="each_content",
                label=Text(row.content, row.content),
                shares=shares,
                judged=judged,
                needed=_needed(judged, row.satisfied or 0, row.returned or 0) if row.returned else None,
            )


def _each_unit(parts: Sequence[SurveyRow], rule: Survey, floor: Floor) -> Iterator[Demand]:
    if rule.each_unit is None:
        return
    if not parts:
        label = Text("từng xã, từng nội dung", "each commune and content")
        yield Demand(
            what="each_unit",
            label=label,
            shares={"returned": None},
            judged=_both(rule, "each_unit", {"returned": None}, floor),
        )
    for row in parts:
        shares = row.shares()
        judged = _both(rule, "each_unit", shares, floor)
        name = f"{row.unit}: {row.content}"
        yield Demand(
            what="each_unit",
            label=Text(name, name),
            shares=shares,
            judged=judged,
            needed=_needed(judged, row.satisfied or 0, row.returned or 0) if row.returned else None,
        )


def _needed(judged: Judged, part: int, whole: int) -> int | None:
    if not judged.values or not whole:
        return None
    wanted = (max(judged.values) * whole / HUNDRED).to_integral_value(ROUND_CEILING)
    return max(0, int(wanted) - part)

"""The survey of residents: shares with their base, sums checked, against the thresholds of the procedure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, Decimal
from pathlib import Path

from ntmrules.errors import FiguresError, Problem, problem
from ntmrules.figures.csv import Sheet
from ntmrules.figures.headings import no_unit
from ntmrules.figures.plain_table import read_plain, whole_rows
from ntmrules.frozen import evolve, frozen
from ntmrules.messages.speech import few
from ntmrules.model.evidence import Floor
from ntmrules.model.figures import Remark
from ntmrules.model.procedures import Survey
from ntmrules.model.spelling import fold
from ntmrules.model.text import Text
from ntmrules.model.unit_names import kind_level, name_key, same_name
from ntmrules.model.verdicts import Verdict
from ntmrules.recognition.cells import HUNDRED, Judged, judged_share, share, together

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "unit": ("unit", "don vi", "xa"),
    "within": ("within", "thuoc", "truc thuoc", "huyen"),
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
FEW = 5
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
    within: str | None = None
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


def read_survey(path: str | Path, left_out: list[Remark] | None = None) -> tuple[SurveyRow, ...]:
    """Return the rows of a survey in a CSV or a workbook; ``left_out`` collects lines of totals, notes and other sheets.

    ``FiguresError`` NTM589 with every bad cell and impossible sum.
    """
    sheet = read_plain(Path(path))
    problems: list[Problem] = []
    said: list[Remark] = []
    columns = _columns(sheet, problems)
    rows = list(_rows(sheet, columns, problems, said)) if not problems else []
    problems += _households(rows)
    if not rows and not problems:
        problems.append(problem("NTM589.empty", sheet.name))
    if problems:
        raise FiguresError(problems)
    if left_out is not None:
        left_out += [*said, *(Remark(kind, values) for kind, values in sheet.notes)]
    return tuple(rows)


def _households(rows: Sequence[SurveyRow]) -> Iterator[Problem]:
    """A unit has one number of households, whatever it is asked about."""
    first: dict[tuple[str, str], SurveyRow] = {}
    for row in rows:
        if row.households is not None:
            other = first.setdefault((name_key(row.unit), name_key(row.within or "")), row)
            if other.households != row.households:
                yield problem("NTM589.households", row.at, one=row.households, two=other.households, other=other.at)


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


def _rows(
    sheet: Sheet, columns: Mapping[str, int], problems: list[Problem], left_out: list[Remark]
) -> Iterator[SurveyRow]:
    seen: dict[tuple[str, str, str], str] = {}
    for number, cells in whole_rows(sheet, problems):
        texts = {name: " ".join(cells[index].split()) if index < len(cells) else "" for name, index in columns.items()}
        others = [cell for cell in cells if cell.strip() and " ".join(cell.split()) != texts["unit"]]
        kind = no_unit(texts["unit"], others) or (_by_content(texts["content"]) if texts["unit"] else None)
        if kind is not None:
            cell = texts["unit"] if no_unit(texts["unit"], others) else texts["content"]
            left_out.append(Remark("row", {"sheet": sheet.name, "row": number, "kind": kind, "cell": cell[:60]}))
            continue
        counts: dict[str, int | None] = {}
        for name in COUNTS:
            counts[name] = _count(
                texts.get(name, ""), name, f"{sheet.name}:{number}:{columns.get(name, 0) + 1}", problems
            )
        where = f"{sheet.name}:{number}"
        row = SurveyRow(
            unit=texts["unit"], content=texts["content"], within=texts.get("within") or None, at=where, **counts
        )
        problems += _sums(row)
        key = (name_key(row.unit), name_key(row.within or ""), "chung" if row.overall else fold(row.content))
        if key in seen:
            problems.append(problem("NTM589.twice", where, unit=row.unit, content=row.content, other=seen[key]))
        seen.setdefault(key, where)
        for name in ("unit", "content"):
            if not texts[name]:
                problems.append(problem("NTM589.nameless", where, column=name))
        yield row


def _by_content(content: str) -> str | None:
    """Tell whether a line adds up the contents of a unit; the question on satisfaction overall is none."""
    kind = no_unit(content) if content and fold(content) not in OVERALL else None
    return kind if kind in ("total", "mean") else None


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


def rows_of(rows: Sequence[SurveyRow], unit: str, *, within: str | None, with_children: bool) -> tuple[SurveyRow, ...]:
    """Return the rows of a survey that are about a unit, and those about the units in it (``with_children``).

    ``FiguresError`` NTM589 where none is, where one name is of several districts, and where a survey of several districts
    does not say in which of them a commune lies: a survey of others is no survey of this unit.
    """
    same = [row for row in rows if same_name(row.unit, unit)]
    own = [row for row in same if within is None or row.within is None or same_name(row.within, within)]
    places = {name_key(row.within or "") for row in own}
    if len(places) > 1:
        raise FiguresError(problem("NTM589.places", own[0].at, unit=unit))
    if with_children:
        own += _children(rows, unit)
    if not own:
        known = sorted({row.unit for row in rows})
        where = rows[0].at.rpartition(":")[0] if rows else ""
        raise FiguresError(problem("NTM589.unit", where, unit=unit, own=", ".join(known), near=(unit, known)))
    return tuple(own)


def _children(rows: Sequence[SurveyRow], unit: str) -> list[SurveyRow]:
    """Return the rows about units in a unit: those that say so, all of a survey that is about no other unit of its level."""
    level = kind_level(unit)
    beside = [row for row in rows if kind_level(row.unit) == level and not same_name(row.unit, unit)]
    inner = [row for row in rows if kind_level(row.unit) != level and not same_name(row.unit, unit)]
    unplaced = [row for row in inner if row.within is None]
    if beside and unplaced:
        raise FiguresError(problem("NTM589.within", unplaced[0].at, unit=unplaced[0].unit, other=beside[0].unit))
    return [row for row in inner if row.within is None or same_name(row.within, unit)]


def judge_survey(
    rows: Sequence[SurveyRow], rule: Survey, unit: str, floor: Floor, *, inside: Sequence[str] | None = None
) -> SurveyResult:
    """Return the verdict on a survey under a rule. The base of the share satisfied is not told by the rules that were read:
    a verdict stands where it is the same over those returned and over those asked, else it is undetermined.

    ``inside``: the units in the unit that each have to be asked; nothing where they are not known.
    """
    own = [row for row in rows if same_name(row.unit, unit)]
    parts = [row for row in rows if not same_name(row.unit, unit)]
    demands = [
        _asked(own or parts, rule, floor),
        _overall(own, parts, rule, floor),
        *_each(own, rule, floor),
        *_each_unit(parts, rule, floor, inside),
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
    """Judge satisfaction overall by the unit's own row, and by those of its parts: where these differ nothing stands."""
    label = Text("hài lòng chung", "satisfied overall")
    found = [rows for rows in ([row for row in each if row.overall] for each in (own, parts)) if rows]
    made = [_together(rows, rule, label, floor) for rows in found] or [_together([], rule, label, floor)]
    first = made[0]
    if any(each.judged.verdict not in (first.judged.verdict, Verdict.UNDETERMINED) for each in made[1:]):
        vi = "số của chính đơn vị và tổng các xã bên trong cho hai kết quả khác nhau"
        en = "the unit's own numbers and the sum of its communes give different results"
        judged = evolve(first.judged, verdict=Verdict.UNDETERMINED, reason=Text(vi, en))
        return evolve(first, judged=judged)
    return first


def _together(rows: Sequence[SurveyRow], rule: Survey, label: Text, floor: Floor) -> Demand:
    """Judge the sum of rows on satisfaction overall."""
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
    if rule.each_content is None:
        return
    asked = [row for row in own if not row.overall]
    for row in asked:
        yield _one(row, Text(row.content, row.content), "each_content", rule, floor)
    if not asked:
        why = Text("bảng không có dòng của từng nội dung", "the survey has no row of a content")
        yield _open(Text("từng nội dung", "each content"), "each_content", why, rule, floor)


def _each_unit(
    parts: Sequence[SurveyRow], rule: Survey, floor: Floor, inside: Sequence[str] | None
) -> Iterator[Demand]:
    if rule.each_unit is None:
        return
    for row in parts:
        name = f"{row.unit}: {row.content}"
        yield _one(row, Text(name, name), "each_unit", rule, floor)
    why = _not_asked(parts, inside)
    if why is not None:
        label = Text("từng xã, từng nội dung", "each commune and content")
        yield _open(label, "each_unit", why, rule, floor)


def _not_asked(parts: Sequence[SurveyRow], inside: Sequence[str] | None) -> Text | None:
    """Return what a survey lacks of the communes in a unit and of the contents asked elsewhere; nothing where it has all."""
    if inside is None:
        vi = "chưa biết đơn vị có những xã nào, nên chưa rõ bảng đã đủ xã"
        return Text(vi, "which communes the unit has is not known, so whether all were asked is not either")
    missing = [name for name in inside if not any(same_name(name, row.unit) for row in parts)]
    if missing:
        names = few(missing, FEW)
        return Text(
            f"bảng chưa có {len(missing)} xã: {names}", f"{len(missing)} communes are not in the survey: {names}"
        )
    contents = {fold(row.content): row.content for row in parts if not row.overall}
    asked = {(name_key(row.unit), fold(row.content)) for row in parts}
    for row in parts:
        for key, content in contents.items():
            if (name_key(row.unit), key) not in asked:
                return Text(f"{row.unit} chưa có nội dung «{content}»", f"{row.unit} has no row of «{content}»")
    return None


def _one(row: SurveyRow, label: Text, what: str, rule: Survey, floor: Floor) -> Demand:
    """Judge one row by a cell of the rule."""
    judged = _both(rule, what, row.shares(), floor)
    needed = _needed(judged, row.satisfied or 0, row.returned or 0) if row.returned else None
    return Demand(what=what, label=label, shares=row.shares(), judged=judged, needed=needed)


def _open(label: Text, what: str, why: Text, rule: Survey, floor: Floor) -> Demand:
    """Return a demand of which the survey does not say enough."""
    shares: dict[str, Decimal | None] = {"returned": None}
    judged = _both(rule, what, shares, floor)
    return Demand(what=what, label=label, shares=shares, judged=evolve(judged, reason=why))


def _needed(judged: Judged, part: int, whole: int) -> int | None:
    if not judged.values or not whole:
        return None
    wanted = (max(judged.values) * whole / HUNDRED).to_integral_value(ROUND_CEILING)
    return max(0, int(wanted) - part)

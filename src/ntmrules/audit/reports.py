"""The audit of a report: every relation that it claims, asked of its figures as printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from ntmrules.audit.corrections import Effort, correction, named_twice
from ntmrules.audit.finding import Audit, Finding, Remark
from ntmrules.audit.kinds import ONE_KIND, united
from ntmrules.audit.printed import Day, Number, Printed, Span, UnreadError, day_of_no_year, read_printed
from ntmrules.audit.relations import (
    HUNDRED,
    NOTHING,
    PRINTED,
    SHAPES,
    Outcome,
    UnfitError,
    bounds,
    judge,
    lacks_base,
    prints,
    total,
)  # fmt: skip
from ntmrules.audit.report_file import Cell, Claim, Figure, Raw, Report, read_report
from ntmrules.audit.told import told
from ntmrules.audit.written import bare
from ntmrules.errors import FiguresError, Problem, problem
from ntmrules.frozen import evolve, frozen
from ntmrules.messages import Pair
from ntmrules.model.spelling import fold

MOST_BASE = 10**9  # beyond it no count of units is looked for


@frozen(kw_only=True)
class Asked:
    """One claim with the figures that its names stand for, ready to be judged."""

    claim: Claim
    figures: Mapping[str, tuple[Figure, ...]]

    @property
    def kind(self) -> str:
        """The kind of relation."""
        return self.claim.kind

    @property
    def names(self) -> set[str]:
        """The names of its figures."""
        return {each.name for group in self.figures.values() for each in group}

    def values(self) -> dict[str, tuple[Printed, ...]]:
        """The printed values by the names of the relation."""
        return {key: tuple(item for each in group for item in each.items) for key, group in self.figures.items()}

    def with_(self, typed: Figure) -> Asked:
        """Return it with a figure of that name printed otherwise."""
        return evolve(self, figures={key: tuple(typed if each.name == typed.name else each for each in group)
                                     for key, group in self.figures.items()})  # fmt: skip

    def holds(self) -> bool:
        """Tell whether it holds by its numbers alone; a count, names and a share without base are not asked here."""
        values = self.values()
        if self.kind == "count" or any(each.names for group in self.figures.values() for each in group):
            return False
        if lacks_base(self.kind, values):
            return False
        try:
            return judge(self.kind, values).holds
        except UnfitError:
            return False


def audit_report(path: Path) -> Audit:
    """Return the audit of the report at ``path``; ``FiguresError`` where it cannot be read, with all that is wrong."""
    report = read_report(path)
    asked: list[Asked] = []
    problems: list[Problem] = []
    for claim in report.claims:
        each = _asked(report, claim, problems)
        if each is not None:
            asked.append(each)
    if report.as_of is not None and report.as_of.names:
        problems.append(problem("NTM572.date", report.as_of.at, text=report.as_of.text))
    if problems:
        raise FiguresError(list(dict.fromkeys(problems)))
    if report.as_of is not None and report.as_of.items:
        claim = Claim(kind="date", args={"": Cell(text="as_of", plain=True, at=report.as_of.at)}, at=report.as_of.at)
        asked.insert(0, Asked(claim=claim, figures={"": (report.as_of,)}))
    findings: list[Finding] = []
    remarks: list[Remark] = []
    effort, known = Effort(), dict[str, Finding | None]()
    asked = [_in_one_unit(each, remarks) for each in asked]
    for each in asked:
        found = _once(report, each, asked, remarks, problems, effort, known)
        if found is not None:
            findings.append(found)
    if problems:
        raise FiguresError(problems)
    remarks += _no_days_beside(report, asked)
    if effort.spent:
        remarks.append(Remark(at=report.file, vi="quá nhiều số không khớp: không tìm chỗ sửa cho mọi quan hệ",
                              en="too much does not fit: corrections were not looked for everywhere"))  # fmt: skip
    return Audit(name=report.name, file=report.file, checked=len(asked), findings=tuple(findings),
                 remarks=tuple(remarks))  # fmt: skip


def _once(
    report: Report, asked: Asked, every: Sequence[Asked], remarks: list[Remark], problems: list[Problem], effort: Effort,
    known: dict[str, Finding | None],
) -> Finding | None:  # fmt: skip
    """Return the finding of a claim; what is claimed word for word again is not asked again."""
    key = repr(asked.claim.said)
    if key not in known:
        known[key] = _check(report, asked, every, remarks, problems, effort)
    found = known[key]
    return None if found is None else evolve(found, at=asked.claim.at)


def _no_days_beside(report: Report, asked: Sequence[Asked]) -> list[Remark]:
    """Return remarks on dates that do not exist and that no relation names."""
    named = {each.name for claim in asked for group in claim.figures.values() for each in group}
    return [
        Remark(at=figure.at, vi=f"{name}: không có ngày {item.text}", en=f"{name}: there is no day {item.text}")
        for name, figure in report.figures.items() if name not in named
        for item in figure.items if isinstance(item, Day) and item.first is None
    ]  # fmt: skip


def _asked(report: Report, claim: Claim, problems: list[Problem]) -> Asked | None:
    """Return a claim with its figures; what is wrong with it goes to ``problems``."""
    shape = SHAPES.get(claim.kind)
    if shape is None:
        every, near = " | ".join(SHAPES), (claim.kind, SHAPES)
        problems.append(problem("NTM572.relation", claim.at, kind=claim.kind, known=every, near=near))
        return None
    needed, optional, lists = shape
    before = len(problems)
    known = (*needed, *optional)
    problems += [
        problem("NTM572.part", claim.at, kind=claim.kind, key=key, known=", ".join(known), near=(key, known))
        for key in claim.args
        if key not in known
    ]
    problems += [
        problem("NTM572.no-part", claim.at, kind=claim.kind, key=key or Pair("tên", "name"), known=", ".join(known))
        for key in needed
        if key not in claim.args
    ]
    figures = {
        key: _figures(report, claim, key, raw, lists, problems) for key, raw in claim.args.items() if key in known
    }
    if len(problems) > before:
        return None
    return Asked(claim=claim, figures=figures)


def _in_one_unit(asked: Asked, remarks: list[Remark]) -> Asked:
    """Return a claim whose numbers are read in one unit, with a remark on those that do not say it themselves."""
    if asked.kind not in ONE_KIND or any(each.names for group in asked.figures.values() for each in group):
        return asked
    values, model, read = united(asked.kind, asked.values())
    if read and model is not None:
        names = ", ".join(dict.fromkeys(each.name for key in ONE_KIND[asked.kind] for each in asked.figures.get(key, ())
                                        if any(item.text == one.text for item in each.items for one in read)))  # fmt: skip
        remarks.append(Remark(vi=f"{names}: không ghi đủ đơn vị, đọc theo đơn vị của «{model.text}»",
                              en=f"{names}: the unit is not printed in full, read in that of “{model.text}”",
                              at=asked.claim.at))  # fmt: skip
    figures = {}
    for key, group in asked.figures.items():
        items = iter(values[key])
        figures[key] = tuple(evolve(each, items=tuple(next(items) for _ in each.items)) for each in group)
    return evolve(asked, figures=figures)


def _figures(
    report: Report, claim: Claim, key: str, raw: Raw, lists: Sequence[str], problems: list[Problem]
) -> tuple[Figure, ...]:
    """Return the figures that one part of a claim names; a number or date that is no name stands for itself."""
    cells = raw if isinstance(raw, list) else [raw]
    if not cells or (isinstance(raw, list) and key not in lists):
        problems.append(problem("NTM572.name", claim.at, kind=claim.kind, key=key))
        return ()
    if (
        isinstance(raw, list)
        and (claim.kind, key) == ("count", "list")
        and not any(cell.text in report.figures for cell in cells)
    ):
        return (
            Figure(
                name=", ".join(cell.text for cell in cells),
                at=claim.at,
                names=tuple(cell.text for cell in cells),
                listed=True,
            ),
        )
    found = []
    for cell in cells:
        figure = report.as_of if cell.text == "as_of" and report.as_of else report.figures.get(cell.text)
        figure = figure or _literal(report, cell)
        if figure is not None and claim.kind == "date":
            figure = _as_date(figure)
        if figure is None:
            some, near = ", ".join(list(report.figures)[:12]), (cell.text, report.figures)
            problems.append(problem("NTM572.figure", cell.at, figure=cell.text, known=some, near=near))
            continue
        wrong = _misfit(claim.kind, key, figure, listed=key in lists)
        if wrong is not None:
            problems.append(problem("NTM572.misfit", figure.at, figure=cell.text, why=wrong))
        found.append(figure)
    return tuple(found)


def _literal(report: Report, cell: Cell) -> Figure | None:
    try:
        item = read_printed(cell.text, report.style)
    except UnreadError:
        return None
    return Figure(name=cell.text, at=cell.at, items=(item,))


def _as_date(figure: Figure) -> Figure:
    """Return a figure with what reads ``30/9`` as a day of no year, for a relation that says that it is a date."""
    if figure.names and not figure.listed:  # «ngày 31/6» is no number
        day = day_of_no_year(figure.text)
        return evolve(figure, items=(day,), names=()) if day is not None else figure
    days = [None if isinstance(item, Day) else day_of_no_year(item.text) for item in figure.items]
    return evolve(figure, items=tuple(day or item for day, item in zip(days, figure.items, strict=True)))


def _misfit(kind: str, key: str, figure: Figure, *, listed: bool) -> Pair | None:
    """Return why a figure cannot stand in this part of a relation; nothing where it can."""
    if (kind == "count" and key == "list") or (kind == "same" and figure.names and not figure.listed):
        return None
    if figure.names or not figure.items:
        return Pair(f"{figure.text[:60]!r} không phải số hay ngày", f"{figure.text[:60]!r} is no number and no date")
    if figure.listed and not listed:
        return Pair("là một danh sách", "is a list")
    if kind == "date":
        return (
            None
            if all(isinstance(item, Day) for item in figure.items)
            else Pair(f"{figure.text!r} không phải ngày", f"{figure.text!r} is no date")
        )
    if kind not in ("at_most", "same", "change") and any(isinstance(item, Day) for item in figure.items):
        return Pair("là ngày", "is a date")
    return None


def _check(
    report: Report, asked: Asked, every: Sequence[Asked], remarks: list[Remark], problems: list[Problem], effort: Effort
) -> Finding | None:
    """Return the finding of one claim, or nothing where it holds."""
    if asked.kind == "count":
        return _count(report, asked, remarks)
    values = asked.values()
    if asked.kind == "same" and any(each.names for group in asked.figures.values() for each in group):
        one, two = (" ".join(fold(each.text).split()) for key in ("a", "b") for each in asked.figures[key])
        unread = [each for group in asked.figures.values() for each in group if each.names and each.text[:1].isdigit()]
        apart = {bool(each.names) for group in asked.figures.values() for each in group}
        if one != two and (unread or len(apart) == 2):
            # What cannot be read as a number says nothing about one: neither that it is the same nor that it is not.
            text = next(each.text for group in asked.figures.values() for each in group if each.names)
            problems.append(problem("NTM572.unread", asked.claim.at, kind=asked.kind, text=text[:60]))
            return None
        return None if one == two else told(report, asked.claim, asked.figures, None, None)
    if lacks_base(asked.kind, values):
        return _share_without_base(report, asked, every, remarks, effort)
    if asked.kind == "date" or _no_such_day(values):
        if judge("date", {"": [item for group in values.values() for item in group if isinstance(item, Day)]}).holds:
            return None
        return told(report, asked.claim, asked.figures, None, correction(report, asked.kind, asked.figures))
    try:
        outcome = judge(asked.kind, values)
    except UnfitError as error:
        problems.append(problem("NTM572.unfit", asked.claim.at, kind=asked.kind, error=str(error)))
        return None
    if outcome.holds:
        if outcome.follows is None and asked.kind in ("share", "change", "average"):
            remarks.append(
                _remark(asked, "cơ sở bằng 0, không có gì để tính", "the base is 0, there is nothing to work out")
            )
        return None
    fits = correction(report, asked.kind, asked.figures, breaks=_breaks(report, asked, every, effort), effort=effort)
    return told(report, asked.claim, asked.figures, outcome.follows, fits)


def _breaks(report: Report, asked: Asked, every: Sequence[Asked], effort: Effort) -> Callable[[Figure], bool]:
    """Return what tells whether a figure typed otherwise breaks another relation of the report that holds as it stands."""

    def breaks(typed: Figure) -> bool:
        if typed.name not in report.figures:
            return False
        for other in every:
            effort.spend()
            if other.claim is asked.claim or typed.name not in other.names or not other.holds():
                continue
            if not other.with_(typed).holds():
                return True
        return False

    return breaks


def _no_such_day(values: Mapping[str, tuple[Printed, ...]]) -> bool:
    return any(isinstance(item, Day) and item.first is None for group in values.values() for item in group)


def _count(report: Report, asked: Asked, remarks: list[Remark]) -> Finding | None:
    """Check how long a list is: of names, of numbers, or of several figures."""
    figures = asked.figures["list"]
    length = sum(len(each.names) or len(each.items) for each in figures)
    printed = asked.values()["printed"][0]
    low, high = bounds(printed)
    if low <= length and (high is None or length <= high):
        twice = named_twice(name for each in figures for name in each.names)
        if twice:
            remarks.append(_remark(asked, f"tính cả tên ghi hai lần trong danh sách: {', '.join(twice)}",
                                   f"counts what stands twice in the list: {', '.join(twice)}"))  # fmt: skip
        return None
    follows = (Decimal(length), Decimal(length))
    return told(report, asked.claim, asked.figures, follows, correction(report, "count", asked.figures))


def _share_without_base(
    report: Report, asked: Asked, every: Sequence[Asked], remarks: list[Remark], effort: Effort
) -> Finding | None:
    """Try a share against every figure of the report that its part can be a share of, and the bases of other shares.

    One that fits is enough. With none to try, any base for which it could be is, and the remark says which.
    """
    values = asked.values()
    part, printed = values["part"], values["printed"][0]
    if total(part) == NOTHING:  # a share of none is none of whatever base
        follows = (Decimal(0), Decimal(0))
        return None if prints(printed, follows) else told(report, asked.claim, asked.figures, follows, None)
    tried = _plausible(report, asked, every)
    for name, base in tried:
        if judge("share", {**values, "base": (base,)}).holds:
            remarks.append(
                _remark(asked, f"khớp với cơ sở {name} = {base.text}", f"fits the base {name} = {base.text}")
            )
            return None
    implied = _implied(part, printed)
    if implied is not None:
        for other in every:
            if _of_one_base(asked, other, tried):
                theirs = _implied(other.values()["part"], other.values()["printed"][0])
                if theirs is not None and theirs[0] <= implied[1] and implied[0] <= theirs[1]:
                    return None  # two shares of one base that the report does not print
    if not tried and implied is not None and _whole_base(part, implied):
        low, high = (bare(end, report.style, places=0) for end in implied)
        remarks.append(_remark(asked, f"cơ sở không được in, phải nằm trong {low}–{high}",
                               f"the base is not printed, it lies in {low}–{high}"))  # fmt: skip
        return None
    if len(tried) == 1 and tried[0][0] in report.figures:
        return _of_the_one_base(report, asked, every, remarks, effort, report.figures[tried[0][0]])
    names = [f"{name} = {base.text}" for name, base in tried]
    figures = {**asked.figures, "base": tuple(report.figures[name] for name, _ in tried if name in report.figures)}
    return told(
        report,
        asked.claim,
        figures,
        None,
        correction(
            report, "share", asked.figures, bases=tried, breaks=_breaks(report, asked, every, effort), effort=effort
        ),
        tried=names,
    )


def _of_the_one_base(
    report: Report, asked: Asked, every: Sequence[Asked], remarks: list[Remark], effort: Effort, base: Figure
) -> Finding:
    """Return the finding of a share that does not fit the one figure of the report that can be its base."""
    remarks.append(_remark(asked, f"không ghi cơ sở, chỉ có thể tính trên {base.name} = {base.text}",
                           f"names no base, it can only be {base.name} = {base.text}"))  # fmt: skip
    figures = {**asked.figures, "base": (base,)}
    whole = evolve(asked, figures=figures)
    fits = correction(report, "share", figures, breaks=_breaks(report, whole, every, effort), effort=effort)
    return told(report, asked.claim, figures, judge("share", whole.values()).follows, fits)


def _of_one_base(asked: Asked, other: Asked, tried: Sequence[tuple[str, Number]]) -> bool:
    """Tell whether another share may have the base of this one, which is not printed: its part differs, no figure fits."""
    if other.claim is asked.claim or other.kind != "share" or "base" in other.figures:
        return False
    values = other.values()
    if [item.text for item in values["part"]] == [item.text for item in asked.values()["part"]]:
        return False
    return not any(judge("share", {**values, "base": (base,)}).holds for _, base in tried)


def _remark(asked: Asked, vi: str, en: str) -> Remark:
    name = asked.figures[PRINTED[asked.kind]][0].name
    return Remark(vi=f"{name}: {vi}", en=f"{name}: {en}", at=asked.claim.at)


def _plausible(report: Report, asked: Asked, every: Sequence[Asked]) -> list[tuple[str, Number]]:
    """Return the figures that the part may be a share of: of its kind, no per cent, not smaller; largest last."""
    part = asked.values()["part"]
    own = {figure.name for figure in asked.figures["part"]}
    low = total(part)[0]
    numbers = [item for item in part if isinstance(item, Number)]
    scaled, kinds = any(item.scaled for item in numbers), {item.unit.kind for item in numbers} - {None}
    rates = {item.unit.rates for item in numbers if not item.unit.bare}
    found: list[tuple[str, Number]] = []
    for figure in report.figures.values():
        if figure.name in own or figure.listed or len(figure.items) != 1:
            continue
        one = figure.items[0]
        if not isinstance(one, Number) or one.percent or one.value < max(low, Decimal(1)):
            continue
        if rates and not one.unit.bare and one.unit.rates not in rates:
            continue
        if one.unit.kind in kinds if kinds and one.unit.kind is not None else one.scaled is scaled:
            found.append((figure.name, one))
    for other in every:
        if other.kind == "share" and len(other.figures.get("base", ())) > 1:
            items = other.values()["base"]
            if any(isinstance(item, Number) and item.scaled is not scaled for item in items):
                continue
            base = total(items)
            if base[0] >= low and base[0] > 0 and base[0] == base[1]:
                names = " + ".join(each.name for each in other.figures["base"])
                found.append((names, Number(value=base[0], quantum=Decimal(1), text=bare(base[0], report.style))))
    return found


def _implied(part: Sequence[Printed], printed: Printed) -> tuple[Decimal, Decimal] | None:
    """Return between which bases a share lies by its printed digits; nothing where it says nothing about one."""
    low, high = total(part)
    if high is None or low <= 0:
        return None
    if isinstance(printed, Span):
        ends = printed.low, printed.high or HUNDRED
    elif isinstance(printed, Number):
        ends = printed.value - printed.quantum / 2, printed.value + printed.quantum / 2
    else:
        return None
    if ends[0] <= 0 or ends[1] <= 0:
        return None
    return low * HUNDRED / ends[1], high * HUNDRED / ends[0]


def _whole_base(part: Sequence[Printed], implied: tuple[Decimal, Decimal]) -> bool:
    """Tell whether a whole number of units lies in the range; a base of money need not be whole."""
    if any(isinstance(item, Number) and (item.scaled or item.places) for item in part) or implied[1] > MOST_BASE:
        return True
    first = int(implied[0].to_integral_value(rounding="ROUND_CEILING"))
    return first <= implied[1] and total(part)[0] <= implied[1]


__all__ = ["Outcome", "audit_report"]

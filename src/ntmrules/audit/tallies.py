"""The audit of published tallies: against the totals of the set in force, against each other, against earlier days."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from ntmrules.audit.finding import MOST_CORRECTIONS, Audit, Correction, Finding, Remark, about
from ntmrules.audit.rows_of_one import rows_by_unit
from ntmrules.audit.tally_file import Count, Row, read_tallies, set_named
from ntmrules.audit.titles import title_remarks
from ntmrules.audit.unmet import unmet_findings
from ntmrules.errors import DateError, FiguresError, NtmRulesError, Problem
from ntmrules.explain.lives import life_phrase
from ntmrules.figures.levels import level_told
from ntmrules.figures.unlisted import listed_keys
from ntmrules.frozen import evolve, frozen
from ntmrules.model.days import DAY
from ntmrules.model.figures import UnitFigures
from ntmrules.model.requirements import Points
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.sets import CriteriaSet
from ntmrules.model.tally_bounds import indicators_of, sizes_of
from ntmrules.model.unit_names import kind_level, parted
from ntmrules.model.units import LAST_DAY_OF_63
from ntmrules.places.communes import COMMUNES, DISTRICTS

Books: TypeAlias = Callable[[str, str, str | None], Rulebook]
"""Returns the rulebook of a set on a day (ISO) in a province, as ``Library.rulebook`` does."""
Values: TypeAlias = tuple[int, int | None, int | None] | None
"""What a count says, however it is typed: the least, the most, the total; nothing where it says nothing."""


@frozen(kw_only=True)
class Frame:
    """What the set in force counts: how many criteria, how many indicators, how many of them in each criterion."""

    book: Rulebook
    criteria: int | None
    indicators: int | None

    @classmethod
    def of(cls, book: Rulebook) -> Frame:
        """Return the frame of a rulebook; where the decision's own count is not known it counts nothing."""
        declared = book.set.declared
        return cls(book=book, criteria=declared.criteria, indicators=declared.indicators)

    @property
    def plain(self) -> bool:
        """Whether a criterion is met only with all its indicators: no set by points, no minimum number."""
        return not any(isinstance(rule.requirement, Points) for rule in self.book.all_rules)


def audit_tallies(
    path: Path, books: Books, *, province: str | None = None, sets: Mapping[str, CriteriaSet] = MappingProxyType({})
) -> Audit:
    """Return the audit of the table at ``path``; ``FiguresError`` where it cannot be read or names an unknown set.

    ``province`` is where rows without that column lie. ``sets`` are those, by id, that a wrong total is tried against.
    A row of a wider unit among communes (huyện X with what its communes come to) is named and not checked.
    """
    table = read_tallies(path)
    rows = [evolve(row, set=set_named(row.set, row.unit, sets)) for row in table.rows]
    problems: list[Problem] = []
    findings: list[Finding] = []
    remarks = [Remark(at=each.at, vi=each.vi, en=each.en) for each in table.left_out]
    checked, used, keys = 0, list[Rulebook](), dict[str, str]()
    for row in rows:
        checked += 1
        if row.when.first is None:
            findings.append(_no_day(row))
            continue
        frames = _frames(row, books, province, problems, findings)
        if not frames:
            continue
        wider = _wider(row, frames[-1].book)
        if wider is not None:
            remarks.append(wider)
            continue
        ended = life_phrase(
            UnitFigures(unit=row.unit, within=row.within, province=row.province or province), frames[0].book
        )
        if ended is not None:
            remarks.append(
                Remark(at=row.at, vi=f"{row.called}: {ended.told('vi')}", en=f"{row.called}: {ended.told('en')}")
            )
        remarks += _not_yet(row, province)
        checked += 4
        used += [each.book for each in frames]
        keys[row.set] = frames[-1].book.set.key
        findings += _of_row(row, frames, books, province, sets, remarks)
    for group in rows_by_unit(rows, keys, province, remarks):
        for one, two in _pairs(group):
            checked += 1
            findings += _jump(one, two)
    if problems:
        raise FiguresError(list(dict.fromkeys(problems)))
    remarks += title_remarks(table, path.name, used)
    return Audit(name=path.stem, file=path.name, checked=checked, findings=tuple(findings), remarks=tuple(remarks))


def _frames(
    row: Row, books: Books, province: str | None, problems: list[Problem], findings: list[Finding]
) -> list[Frame]:
    """Return the sets in force in the time of a row: one, or two where it changed within its month or year."""
    assert row.when.first is not None
    assert row.when.last is not None
    found: dict[str, Frame] = {}
    failed: DateError | None = None
    for day in dict.fromkeys((row.when.first.isoformat(), row.when.last.isoformat())):
        try:
            book = books(row.set, day, row.province or province)
        except DateError as error:
            failed = error
        except NtmRulesError as error:
            problems += [each.at(row.at)
                         for each in error.problems]  # fmt: skip
            return []
        else:
            found[book.id] = Frame.of(book)
    if not found and failed is not None:
        findings.append(Finding(
            relation={"in_force": about(row)}, printed=row.set, follows="", at=row.at,
            vi=f"{row.called}: bộ {row.set} không có hiệu lực ngày {row.when.text}",
            en=f"{row.called}: the set {row.set} is not in force on {row.when.text}",
        ))  # fmt: skip
    return list(found.values())


def _wider(row: Row, book: Rulebook) -> Remark | None:
    """Say that a row of a district or province under a set for communes was not checked; nothing for any other row."""
    level = level_told(UnitFigures(unit=row.unit, province=row.province), book)
    if book.set.level not in COMMUNES or level not in (*DISTRICTS, "tinh"):
        return None
    return Remark(at=row.at, vi=f"{row.called}: dòng của cấp trên giữa các xã, không kiểm theo {book.id}",
                  en=f"{row.called}: a row of a wider unit among communes, not checked under {book.id}")  # fmt: skip


def _not_yet(row: Row, province: str | None) -> Iterator[Remark]:
    """Say that a commune of the lists of today has a tally of a day when no commune of its province bore that name."""
    where, day = row.province or province, row.when.last
    if where is None or day is None or day > LAST_DAY_OF_63 or kind_level(row.unit) not in (None, *COMMUNES):
        return
    key, first = parted(row.unit)[1], LAST_DAY_OF_63 + DAY
    then, today = (listed_keys(where, "xa", each) for each in (day, first))
    if then is not None and today is not None and key in today and key not in then:
        yield Remark(at=row.at, vi=f"{row.called}: chưa có đơn vị tên này ngày {row.when.text}, chỉ có từ {first:%d/%m/%Y}",
                     en=f"{row.called}: there was no unit of this name on {row.when.text}, only from {first}")  # fmt: skip


def _no_day(row: Row) -> Finding:
    return Finding(relation={"date": about(row)}, printed=row.when.text, follows="", at=row.when.at,
                   vi=f"{row.called}: không có ngày {row.when.text}",
                   en=f"{row.called}: there is no day {row.when.text}")  # fmt: skip


def _of_row(
    row: Row,
    frames: Sequence[Frame],
    books: Books,
    province: str | None,
    sets: Mapping[str, CriteriaSet],
    remarks: list[Remark],
) -> Iterator[Finding]:
    frame = next((each for each in frames if _fits(row, each)), frames[-1])
    wrong = list(_totals(row, frame, books, province, sets))
    yield from wrong
    if not frame.plain:
        remarks.append(Remark(at=row.at, vi=f"{row.called}: bộ tính điểm, không so tiêu chí với chỉ tiêu",
                              en=f"{row.called}: a set by points, criteria and indicators are not compared"))  # fmt: skip
    found = list(_inside(row, frame, remarks, totals=not wrong))
    fits = _slip(row, frame) if found and not wrong else None
    yield from (evolve(each, fits_if=each.fits_if or fits) for each in found)


def _inside(row: Row, frame: Frame, remarks: list[Remark], *, totals: bool) -> Iterator[Finding]:
    """Check the numbers of one row against each other."""
    yield from _beyond(row, frame)
    if frame.plain and totals:
        yield from _left(row, frame)
    yield from unmet_findings(row, frame.book, frame.criteria, frame.indicators, remarks)


def _slip(row: Row, frame: Frame) -> Correction | None:
    """Return the one slip of the hand in a tally after which nothing in its row contradicts: digits exchanged, else one wrong.

    Of several the nearest to what is printed is the first; many that follow one another are told as from one to the other.
    """
    for kind, slips in (("transposed", _exchanged), ("digit", _retyped)):
        found: list[tuple[int, str, Count, int]] = []
        for name, count in (("chi-tieu", row.indicators), ("tieu-chi", row.criteria)):
            if count is None or not count.exact:
                continue
            for low in slips(count.low):
                changed = _with(row, count, met=low)
                if low != count.low and not list(_inside(changed, frame, [], totals=True)):
                    found.append((abs(low - count.low), name, count, low))
        if found:
            found.sort(key=lambda each: each[0])
            tries = [(name, _of(count, str(low))) for _, name, count, low in found]
            told = tries if len(tries) <= MOST_CORRECTIONS else list(_runs(found))
            said = [(f"{_WORD[name][0]} là {value} ({_SLIPS[kind][0]})", f"{_WORD[name][1]} {value} ({_SLIPS[kind][1]})")
                    for name, value in told]  # fmt: skip
            return Correction.of(kind, tries, said)
    return None


def _of(count: Count, met: str) -> str:
    return met if count.total is None else f"{met}/{count.total}"


def _runs(found: Sequence[tuple[int, str, Count, int]]) -> Iterator[tuple[str, str]]:
    """Yield what fits of each count, numbers that follow one another together: ``50–56/57``."""
    for name, count in dict.fromkeys((name, count) for _, name, count, _ in found):
        lows = sorted(low for _, other, _, low in found if other == name)
        for _, group in itertools.groupby(enumerate(lows), key=lambda pair: pair[1] - pair[0]):
            run = [low for _, low in group]
            yield name, _of(count, str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}")


_SLIPS = {"transposed": ("hai chữ số đổi chỗ", "two digits exchanged"), "digit": ("sai một chữ số", "one digit wrong")}


def _with(row: Row, count: Count, *, met: int | None = None, total: int | None = None) -> Row:
    """Return a row with one of its two counts typed otherwise: how many are met, or the total."""
    other = evolve(count, low=count.low if met is None else met, high=count.high if met is None else met,
                   total=count.total if total is None else total)  # fmt: skip
    return evolve(row, criteria=other) if count is row.criteria else evolve(row, indicators=other)


def _exchanged(number: int) -> Iterator[int]:
    text = str(number)
    for at in range(len(text) - 1):
        if at or text[1] != "0":  # nobody writes 01
            yield int(f"{text[:at]}{text[at + 1]}{text[at]}{text[at + 2 :]}")


def _retyped(number: int) -> Iterator[int]:
    text = str(number)
    for at in range(len(text)):
        for digit in "0123456789":
            if digit != text[at] and (at or digit != "0" or len(text) == 1):
                yield int(f"{text[:at]}{digit}{text[at + 1 :]}")


def _fits(row: Row, frame: Frame) -> bool:
    pairs = ((row.criteria, frame.criteria), (row.indicators, frame.indicators))
    return all(count is None or count.total in (None, total) for count, total in pairs)


def _totals(
    row: Row, frame: Frame, books: Books, province: str | None, sets: Mapping[str, CriteriaSet]
) -> Iterator[Finding]:  # fmt: skip
    """The printed totals are those of the set in force; a wrong one may be that of another set."""
    for name, count, total in _counts(row, frame):
        if count is None or count.total is None or total is None or count.total == total:
            continue
        fits = _other_set(row, frame, books, province, sets) or _one_digit(f"{name} {row.unit}", count, total)
        if (
            fits is not None
            and fits.kind != "set"
            and list(_inside(_with(row, count, total=total), frame, [], totals=True))
        ):
            fits = None  # after it the row would contradict itself
        word = _WORD[name]
        vi, en = _of_another_time(name, count.total, frame, sets)
        yield Finding(
            relation={"total": about(row, subject=name)}, printed=count.text, follows=f"{count.low}/{total}", at=count.at,
            vi=f"{row.called}: {count.text} {word[0]}, nhưng {frame.book.id} có {total} {word[0]}{vi}",
            en=f"{row.called}: {count.text} {word[1]}, but {frame.book.id} has {total}{en}", fits_if=fits,
        )  # fmt: skip


def _of_another_time(
    name: str, total: int, frame: Frame, sets: Mapping[str, CriteriaSet]
) -> tuple[str, str]:  # fmt: skip
    """Return words for the stage of the same set whose total was printed, where that is not in force; empty where none is."""
    own = frame.book.set
    for id_, other in sorted(sets.items(), key=lambda item: item[1].stage.from_, reverse=True):
        declared = other.declared.criteria if name == "tieu-chi" else other.declared.indicators
        if other.key != own.key or id_ == own.id or declared != total:
            continue
        first, last = other.stage.from_, other.stage.to
        if last is not None and last < frame.book.on:
            return (
                f"; {total} là của {id_}, đã hết hiệu lực ngày {last:%d/%m/%Y}",
                f"; {total} is that of {id_}, ended on {last}",
            )
        if first > frame.book.on:
            return (
                f"; {total} là của {id_}, chỉ có hiệu lực từ {first:%d/%m/%Y}",
                f"; {total} is that of {id_}, from {first}",
            )
    return "", ""


_WORD = {"tieu-chi": ("tiêu chí", "criteria"), "chi-tieu": ("chỉ tiêu", "indicators")}


def _counts(row: Row, frame: Frame) -> tuple[tuple[str, Count | None, int | None], ...]:
    return ("tieu-chi", row.criteria, frame.criteria), ("chi-tieu", row.indicators, frame.indicators)


def _other_set(
    row: Row, frame: Frame, books: Books, province: str | None, sets: Mapping[str, CriteriaSet]
) -> Correction | None:  # fmt: skip
    assert row.when.last is not None
    totals = (row.criteria.total, row.indicators.total if row.indicators is not None else None)
    for name in sorted(sets):
        try:
            other = Frame.of(books(name, row.when.last.isoformat(), row.province or province))
        except NtmRulesError:
            continue
        if other.book.id != frame.book.id and (other.criteria, other.indicators) == totals:
            return Correction(kind="set", figure="set", value=other.book.id, vi=f"là bộ {other.book.id}",
                              en=f"the set is {other.book.id}")  # fmt: skip
    return None


def _one_digit(figure: str, count: Count, total: int) -> Correction | None:
    if max(count.low, count.high or 0) > total:
        return None
    printed, right = str(count.total), str(total)
    value = f"{count.low}/{total}"
    if sorted(printed) == sorted(right):
        return Correction(kind="transposed", figure=figure, value=value, vi=f"{value} (hai chữ số đổi chỗ)",
                          en=f"{value} (two digits exchanged)")  # fmt: skip
    if len(printed) == len(right) and sum(a != b for a, b in zip(printed, right, strict=True)) == 1:
        return Correction(kind="digit", figure=figure, value=value, vi=f"{value} (sai một chữ số)",
                          en=f"{value} (one digit wrong)")  # fmt: skip
    return None


def _beyond(row: Row, frame: Frame) -> Iterator[Finding]:
    """No more are met than there are: by the printed total, else by that of the set in force."""
    for name, count, of_set in _counts(row, frame):
        total = of_set if count is None or count.total is None else count.total
        if count is not None and total is not None and max(count.low, count.high or 0) > total:
            yield Finding(relation={"at_most": about(row, subject=name)}, printed=count.text, follows=f"≤ {total}",
                          at=count.at, vi=f"{row.called}: {count.text} {_WORD[name][0]}, đạt nhiều hơn tổng số {total}",
                          en=f"{row.called}: {count.text} {_WORD[name][1]}, more are met than there are, {total}")  # fmt: skip


def _left(row: Row, frame: Frame) -> Iterator[Finding]:
    """An open criterion has an open indicator; all criteria are met if and only if all indicators are."""
    criteria, indicators = row.criteria, row.indicators
    if indicators is None or not criteria.exact or not indicators.exact:
        return
    all_c, all_i = criteria.total or frame.criteria, indicators.total or frame.indicators
    if all_c is None or all_i is None or criteria.low > all_c or indicators.low > all_i:
        return
    left_c, left_i = all_c - criteria.low, all_i - indicators.low
    printed = f"{criteria.text} · {indicators.text}"
    if (left_c == 0) != (left_i == 0):
        yield Finding(
            relation={"complete": about(row)}, printed=printed, at=row.at,
            follows=f"{all_i}/{all_i}" if left_c == 0 else f"{all_c}/{all_c}",
            vi=f"{row.called}: {printed}: đủ tiêu chí khi và chỉ khi đủ chỉ tiêu",
            en=f"{row.called}: {printed}: all criteria are met if and only if all indicators are",
        )  # fmt: skip
        return
    if left_c > left_i:
        yield Finding(
            relation={"open": about(row)}, printed=printed, follows=f"≥ {left_c}", at=row.at,
            vi=f"{row.called}: {printed}: còn {left_c} tiêu chí thì ít nhất {left_c} chỉ tiêu chưa đạt, đây chỉ {left_i}",
            en=f"{row.called}: {printed}: {left_c} criteria not met have at least {left_c} indicators not met, here {left_i}",
        )  # fmt: skip
        return
    sizes = sizes_of(frame.book)
    if sizes is not None and sum(sizes) == all_i and len(sizes) == all_c:
        least, _ = indicators_of(sizes, (criteria.low, criteria.low))
        if indicators.low < least:
            yield Finding(
                relation={"open": about(row)}, printed=printed, follows=f"≥ {least}/{all_i}", at=row.at,
                vi=f"{row.called}: {printed}: {criteria.low} tiêu chí đạt có ít nhất {least} chỉ tiêu đạt",
                en=f"{row.called}: {printed}: {criteria.low} met criteria have at least {least} met indicators",
            )  # fmt: skip


def _pairs(group: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
    """Yield of the rows of one unit those to compare: of one day each with the first that it differs from, else with the first,
    and the last of each day with the first of the next.
    """
    ordered = sorted(group, key=lambda row: (row.when.last, row.when.first, row.criteria.low, row.at))
    of_days = [list(rows) for _, rows in itertools.groupby(ordered, key=lambda row: (row.when.last, row.when.first))]
    before: Row | None = None
    for day in of_days:
        if before is not None:
            yield before, day[0]
        seen: dict[tuple[Values, Values], Row] = {}
        for row in day:
            said = (_values(row.criteria), _values(row.indicators))
            if seen:
                other = seen.get(said) or next((each for each in seen.values() if not _agree(each, row)), day[0])
                yield other, row
            seen.setdefault(said, row)
        before = day[-1]


def _jump(one: Row, two: Row) -> Iterator[Finding]:
    """Two tallies of one day agree; criteria do not rise without as many indicators, nor fall without."""
    if (one.when.first, one.when.last) != (two.when.first, two.when.last):
        yield from _apart(one, two)
        return
    if one.when.first != one.when.last:
        return  # within one month or year a tally moves
    if not _agree(one, two):
        yield Finding(
            relation={"same_day": about(two)}, printed=f"{two.criteria.text} · {_text(two)}", at=two.at,
            follows=f"{one.criteria.text} · {_text(one)}",
            vi=f"{two.called}: hai kết quả khác nhau trong một ngày {two.when.text} (dòng kia: {one.at})",
            en=f"{two.called}: two tallies on one day {two.when.text} (the other: {one.at})",
        )  # fmt: skip


def _values(count: Count | None) -> Values:
    return None if count is None or not count.text else (count.low, count.high, count.total)


def _agree(one: Row, two: Row) -> bool:
    return _alike(one.criteria, two.criteria) and _alike(one.indicators, two.indicators)


def _alike(one: Count | None, two: Count | None) -> bool:
    """Tell whether two counts say the same however they are typed; where one row has none nothing differs."""
    if one is None or two is None or not one.text or not two.text:
        return True
    return (one.low, one.high) == (two.low, two.high) and (one.total == two.total or None in (one.total, two.total))


def _text(row: Row) -> str:
    return row.indicators.text if row.indicators is not None else ""


def _apart(one: Row, two: Row) -> Iterator[Finding]:
    pairs = ((one.criteria, two.criteria), (one.indicators, two.indicators))
    if any(a is None or b is None or not a.exact or not b.exact or a.total != b.total for a, b in pairs):
        return
    assert one.indicators is not None
    assert two.indicators is not None
    criteria, indicators = two.criteria.low - one.criteria.low, two.indicators.low - one.indicators.low
    if criteria == 0 or indicators * (1 if criteria > 0 else -1) >= abs(criteria):
        return
    way, back = (("tăng", "mất"), ("rise", "lost")) if criteria > 0 else (("giảm", "đạt"), ("fall", "gained"))
    sign = 1 if criteria > 0 else -1
    missing = abs(criteria) - indicators * sign
    yield Finding(
        relation={"jump": about(two, since=one.when.text)}, at=two.at,
        printed=f"{one.criteria.text} · {_text(one)} → {two.criteria.text} · {_text(two)}",
        follows=f"{'+' if criteria > 0 else '-'}{abs(criteria)}",
        vi=f"{two.called}, {one.when.text} → {two.when.text}: {way[0]} {abs(criteria)} tiêu chí mà chỉ tiêu đổi "
           f"{indicators:+d}; mỗi tiêu chí cần ít nhất một chỉ tiêu, chỉ đúng nếu cùng lúc {way[1]} {missing} chỉ tiêu "
           "ở tiêu chí khác",
        en=f"{two.called}, {one.when.text} → {two.when.text}: criteria {back[0]} by {abs(criteria)} and indicators change by "
           f"{indicators:+d}; each criterion takes at least one indicator, so it is true only if {missing} others were "
           f"{back[1]} meanwhile",
    )  # fmt: skip

"""The audit of published tallies: against the totals of the set in force, against each other, against earlier days."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from attrs import evolve

from ntmrules.audit.finding import Audit, Correction, Finding, Remark
from ntmrules.audit.tally_file import Count, Row, read_tallies
from ntmrules.audit.titles import title_remarks
from ntmrules.errors import DateError, FiguresError, NtmRulesError, Problem
from ntmrules.frozen import frozen
from ntmrules.model.requirements import Points
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.spelling import fold

Books: TypeAlias = Callable[[str, str, str | None], Rulebook]
"""Returns the rulebook of a set on a day (ISO) in a province, as ``Library.rulebook`` does."""


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
    def sizes(self) -> list[int] | None:
        """How many indicators each criterion has, the smallest first; nothing where one is not known."""
        sizes = [heading.declared for heading in self.book.headings]
        if len(sizes) != self.criteria or any(size is None for size in sizes):
            return None
        return sorted(size for size in sizes if size is not None)

    @property
    def plain(self) -> bool:
        """Whether a criterion is met only with all its indicators: no set by points, no minimum number."""
        return not any(isinstance(rule.requirement, Points) for rule in self.book.all_rules)


def audit_tallies(path: Path, books: Books, *, province: str | None = None, sets: Sequence[str] = ()) -> Audit:
    """Return the audit of the table at ``path``; ``FiguresError`` where it cannot be read or names an unknown set.

    ``province`` is where rows without that column lie. ``sets`` are the ids that a wrong total is tried against.
    """
    table = read_tallies(path)
    rows = table.rows
    problems: list[Problem] = []
    findings: list[Finding] = []
    remarks = [Remark(at=each.at, vi=each.vi, en=each.en) for each in table.left_out]
    checked, used = 0, list[Rulebook]()
    for row in rows:
        checked += 1
        if row.when.first is None:
            findings.append(_no_day(row))
            continue
        frames = _frames(row, books, province, problems, findings)
        if not frames:
            continue
        checked += 4
        used += [each.book for each in frames]
        findings += _of_row(row, frames, books, province, sets, remarks)
    for one, two in _pairs(rows):
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
            relation={"in_force": _about(row)}, printed=row.set, follows="", at=row.at,
            vi=f"{row.called}: bộ {row.set} không có hiệu lực ngày {row.when.text}",
            en=f"{row.called}: the set {row.set} is not in force on {row.when.text}",
        ))  # fmt: skip
    return list(found.values())


def _about(row: Row, **more: str) -> dict[str, str]:
    within = {} if row.within is None else {"within": row.within}
    return {"unit": row.unit, **within, "set": row.set, "as_of": row.when.text, **more}


def _no_day(row: Row) -> Finding:
    return Finding(relation={"date": _about(row)}, printed=row.when.text, follows="", at=row.when.at,
                   vi=f"{row.called}: không có ngày {row.when.text}",
                   en=f"{row.called}: there is no day {row.when.text}")  # fmt: skip


def _of_row(
    row: Row, frames: Sequence[Frame], books: Books, province: str | None, sets: Sequence[str], remarks: list[Remark]
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
    yield from _beyond(row)
    if frame.plain and totals:
        yield from _left(row, frame)
    yield from _unmet(row, frame, remarks)


def _slip(row: Row, frame: Frame) -> Correction | None:
    """Return the one slip of the hand in a tally after which nothing in its row contradicts: digits exchanged, else one wrong.

    Of several the nearest to what is printed.
    """
    for kind, slips in (("transposed", _exchanged), ("digit", _retyped)):
        found: list[tuple[int, Count, str]] = []
        for count in (row.indicators, row.criteria):
            if count is None or not count.exact:
                continue
            for low in slips(count.low):
                other = evolve(count, low=low, high=low)
                changed = evolve(row, criteria=other) if count is row.criteria else evolve(row, indicators=other)
                if low != count.low and not list(_inside(changed, frame, [], totals=True)):
                    value = f"{low}/{count.total}" if count.total is not None else str(low)
                    found.append((abs(low - count.low), count, value))
        if found:
            _, count, value = min(found, key=lambda each: each[0])
            subject = "tieu-chi" if count is row.criteria else "chi-tieu"
            words = {
                "transposed": ("hai chữ số đổi chỗ", "two digits exchanged"),
                "digit": ("sai một chữ số", "one digit wrong"),
            }
            return Correction(kind=kind, figure=subject, value=value, others=len(found) - 1,
                              vi=f"{_WORD[subject][0]} là {value} ({words[kind][0]})",
                              en=f"{_WORD[subject][1]} {value} ({words[kind][1]})")  # fmt: skip
    return None


def _exchanged(number: int) -> Iterator[int]:
    text = str(number)
    for at in range(len(text) - 1):
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
    row: Row, frame: Frame, books: Books, province: str | None, sets: Sequence[str]
) -> Iterator[Finding]:  # fmt: skip
    """The printed totals are those of the set in force; a wrong one may be that of another set."""
    for name, count, total in _counts(row, frame):
        if count is None or count.total is None or total is None or count.total == total:
            continue
        fits = _other_set(row, frame, books, province, sets) or _one_digit(f"{name} {row.unit}", count, total)
        word = _WORD[name]
        yield Finding(
            relation={"total": _about(row, subject=name)}, printed=count.text, follows=f"{count.low}/{total}", at=count.at,
            vi=f"{row.called}: {count.text} {word[0]}, nhưng {frame.book.id} có {total} {word[0]}",
            en=f"{row.called}: {count.text} {word[1]}, but {frame.book.id} has {total}", fits_if=fits,
        )  # fmt: skip


_WORD = {"tieu-chi": ("tiêu chí", "criteria"), "chi-tieu": ("chỉ tiêu", "indicators")}


def _counts(row: Row, frame: Frame) -> tuple[tuple[str, Count | None, int | None], ...]:
    return ("tieu-chi", row.criteria, frame.criteria), ("chi-tieu", row.indicators, frame.indicators)


def _other_set(
    row: Row, frame: Frame, books: Books, province: str | None, sets: Sequence[str]
) -> Correction | None:  # fmt: skip
    assert row.when.last is not None
    totals = (row.criteria.total, row.indicators.total if row.indicators is not None else None)
    for name in sets:
        try:
            other = Frame.of(books(name, row.when.last.isoformat(), row.province or province))
        except NtmRulesError:
            continue
        if other.book.id != frame.book.id and (other.criteria, other.indicators) == totals:
            return Correction(kind="set", figure="set", value=other.book.id, vi=f"là bộ {other.book.id}",
                              en=f"the set is {other.book.id}")  # fmt: skip
    return None


def _one_digit(figure: str, count: Count, total: int) -> Correction | None:
    printed, right = str(count.total), str(total)
    value = f"{count.low}/{total}"
    if sorted(printed) == sorted(right):
        return Correction(kind="transposed", figure=figure, value=value, vi=f"{value} (hai chữ số đổi chỗ)",
                          en=f"{value} (two digits exchanged)")  # fmt: skip
    if len(printed) == len(right) and sum(a != b for a, b in zip(printed, right, strict=True)) == 1:
        return Correction(kind="digit", figure=figure, value=value, vi=f"{value} (sai một chữ số)",
                          en=f"{value} (one digit wrong)")  # fmt: skip
    return None


def _beyond(row: Row) -> Iterator[Finding]:
    """No more are met than there are."""
    for name, count in (("tieu-chi", row.criteria), ("chi-tieu", row.indicators)):
        if count is not None and count.total is not None and count.low > count.total:
            yield Finding(relation={"at_most": _about(row, subject=name)}, printed=count.text, follows=f"≤ {count.total}",
                          at=count.at, vi=f"{row.called}: {count.text}, đạt nhiều hơn tổng số",
                          en=f"{row.called}: {count.text}, more are met than there are")  # fmt: skip


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
            relation={"complete": _about(row)}, printed=printed, at=row.at,
            follows=f"{all_i}/{all_i}" if left_c == 0 else f"{all_c}/{all_c}",
            vi=f"{row.called}: {printed}: đủ tiêu chí khi và chỉ khi đủ chỉ tiêu",
            en=f"{row.called}: {printed}: all criteria are met if and only if all indicators are",
        )  # fmt: skip
        return
    if left_c > left_i:
        yield Finding(
            relation={"open": _about(row)}, printed=printed, follows=f"≥ {left_c}", at=row.at,
            vi=f"{row.called}: {printed}: còn {left_c} tiêu chí thì ít nhất {left_c} chỉ tiêu chưa đạt, đây chỉ {left_i}",
            en=f"{row.called}: {printed}: {left_c} criteria not met have at least {left_c} indicators not met, here {left_i}",
        )  # fmt: skip
        return
    sizes = frame.sizes
    if sizes is not None and sum(sizes) == all_i and len(sizes) == all_c:
        least = sum(sizes[: criteria.low])
        if indicators.low < least:
            yield Finding(
                relation={"open": _about(row)}, printed=printed, follows=f"≥ {least}/{all_i}", at=row.at,
                vi=f"{row.called}: {printed}: {criteria.low} tiêu chí đạt có ít nhất {least} chỉ tiêu đạt",
                en=f"{row.called}: {printed}: {criteria.low} met criteria have at least {least} met indicators",
            )  # fmt: skip


def _unmet(row: Row, frame: Frame, remarks: list[Remark]) -> Iterator[Finding]:
    """What is named as not met is as many as the tally leaves open."""
    if not row.unmet:
        return
    all_c = row.criteria.total or frame.criteria
    placed, unplaced, strange = _placed(row.unmet, frame.book)
    for name in strange:
        yield Finding(relation={"unmet": _about(row)}, printed=name, follows=f"1–{frame.criteria or len(frame.book.headings)}",
                      at=row.at, vi=f"{row.called}: {frame.book.id} không có tiêu chí {name}",
                      en=f"{row.called}: {frame.book.id} has no criterion {name}")  # fmt: skip
    if unplaced:
        remarks.append(Remark(at=row.at, vi=f"{row.called}: không rõ thuộc tiêu chí nào: {', '.join(unplaced)}",
                              en=f"{row.called}: of which criterion is not clear: {', '.join(unplaced)}"))  # fmt: skip
    if all_c is None or strange:
        return
    least, most = len(placed) + (1 if unplaced and not placed else 0), len(placed) + len(unplaced)
    left_low = all_c - (row.criteria.high if row.criteria.high is not None else all_c)
    left_high = all_c - row.criteria.low
    if least > left_high or (not row.partial and most < left_low):
        yield Finding(
            relation={"unmet": _about(row)}, printed="; ".join(row.unmet), at=row.at,
            follows=str(left_low) if left_low == left_high else f"{left_low}–{left_high}",
            vi=f"{row.called}: {row.criteria.text} tiêu chí thì còn {left_high} chưa đạt, nhưng nêu tên {most}",
            en=f"{row.called}: {row.criteria.text} criteria leave {left_high} not met, but {most} are named",
        )  # fmt: skip


def _placed(names: Iterable[str], book: Rulebook) -> tuple[set[str], list[str], list[str]]:
    """Return the criteria that are named, the names that are of no one criterion, and numbers that are of none."""
    numbers = {heading.number: heading.number for heading in book.headings}
    numbers |= {rule.number: heading.number for heading in book.headings for rule in heading.rules}
    words: dict[str, set[str]] = {}
    for heading in book.headings:
        for each in (heading.name, *(rule.name for rule in heading.rules)):
            words.setdefault(fold(each.vi), set()).add(heading.number)
    placed: set[str] = set()
    unplaced, strange = [], []
    for name in names:
        bare = fold(name).removeprefix("tieu chi").removeprefix("chi tieu").removeprefix("so").strip()
        number = bare.split(" ")[0].rstrip(".:") if bare[:1].isdigit() else ""
        by_name = words.get(fold(name)) or set()
        if number:
            if number.lstrip("0") in numbers:
                placed.add(numbers[number.lstrip("0")])
            else:
                strange.append(name)
        elif len(by_name) == 1:
            placed |= by_name
        else:
            unplaced.append(name)
    return placed, unplaced, strange


def _pairs(rows: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
    """Yield each row of a unit with the next later one, or one of the same day."""
    groups: dict[tuple[str, str, str, str], list[Row]] = {}
    for row in rows:
        if row.when.first is not None:
            groups.setdefault(row.key, []).append(row)
    for group in groups.values():
        ordered = sorted(group, key=lambda row: (row.when.last, row.when.first, row.criteria.low, row.at))
        yield from itertools.pairwise(ordered)


def _jump(one: Row, two: Row) -> Iterator[Finding]:
    """Two tallies of one day agree; criteria do not rise without as many indicators, nor fall without."""
    if one.when.text != two.when.text and (one.when.first, one.when.last) != (two.when.first, two.when.last):
        yield from _apart(one, two)
        return
    if one.when.first != one.when.last:
        return  # within one month or year a tally moves
    if (one.criteria.text, _text(one)) != (two.criteria.text, _text(two)):
        yield Finding(
            relation={"same_day": _about(two)}, printed=f"{two.criteria.text} · {_text(two)}", at=two.at,
            follows=f"{one.criteria.text} · {_text(one)}",
            vi=f"{two.called}: hai kết quả khác nhau trong một ngày {two.when.text} (dòng kia: {one.at})",
            en=f"{two.called}: two tallies on one day {two.when.text} (the other: {one.at})",
        )  # fmt: skip


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
        relation={"jump": _about(two, since=one.when.text)}, at=two.at,
        printed=f"{one.criteria.text} · {_text(one)} → {two.criteria.text} · {_text(two)}",
        follows=f"{'+' if criteria > 0 else '-'}{abs(criteria)}",
        vi=f"{two.called}, {one.when.text} → {two.when.text}: {way[0]} {abs(criteria)} tiêu chí mà chỉ tiêu đổi "
           f"{indicators:+d}; mỗi tiêu chí cần ít nhất một chỉ tiêu, chỉ đúng nếu cùng lúc {way[1]} {missing} chỉ tiêu "
           "ở tiêu chí khác",
        en=f"{two.called}, {one.when.text} → {two.when.text}: criteria {back[0]} by {abs(criteria)} and indicators change by "
           f"{indicators:+d}; each criterion takes at least one indicator, so it is true only if {missing} others were "
           f"{back[1]} meanwhile",
    )  # fmt: skip

"""``ntmrules watch``: follow a CSV as rows are appended, and print each change of a verdict."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable
from typing import Annotated, Any

from ntmrules.books import Books
from ntmrules.cli.accepting import tell_taken
from ntmrules.cli.exit_code import code_of
from ntmrules.cli.left_out import tell_left_out
from ntmrules.cli.members import Member, Members, said_of
from ntmrules.cli.options import (
    AS_WRITTEN,
    INSTALLED,
    USUAL,
    AsJson,
    Day,
    File,
    Judging,
    Lang,
    ProvinceName,
    Reading,
    Rules,
    SetRef,
    default_day,
)
from ntmrules.cli.output import complain, say, stdout
from ntmrules.cli.parameter import Parameter
from ntmrules.cli.tail import GONE, Row, Tail
from ntmrules.engine.forward.session import Step
from ntmrules.errors import FiguresError, NtmRulesError, UnitError, problem
from ntmrules.explain.lang.words import verdict_word
from ntmrules.face.progress import check_titles
from ntmrules.face.session import Session
from ntmrules.figures.accepted import NOTHING, Acceptance, refused
from ntmrules.figures.bind import bind
from ntmrules.figures.larger_units import said_differently
from ntmrules.figures.made_for import other_rulebook
from ntmrules.figures.own_word import half_placed
from ntmrules.figures.read import TABLES
from ntmrules.figures.titles import Titled, wrong_titles
from ntmrules.frozen import evolve
from ntmrules.messages import Phrase
from ntmrules.model.asked import child_sets
from ntmrules.model.figures import FigureTable, UnitFigures
from ntmrules.model.subjects import level_of
from ntmrules.model.trace import Node

BAD_INPUT = 3
LONGEST_PAUSE = 3600.0


def _pace(_: object, seconds: float) -> None:
    if not 0 < seconds <= LONGEST_PAUSE:
        raise ValueError(f"a number of seconds above 0, at most {LONGEST_PAUSE:g}")


def _span(_: object, seconds: float | None) -> None:
    if seconds is not None and not seconds >= 0:
        raise ValueError("a number of seconds, 0 or more")


def watch(
    file: File,
    *,
    set_: SetRef = "xa-ntm",
    province: ProvinceName = None,
    on: Day = None,
    once: Annotated[bool, Parameter(negative=(), help="Đọc một lần rồi dừng. · Read once and stop.")] = False,
    for_: Annotated[
        float | None,
        Parameter(name="--for", validator=_span, help="Dừng sau chừng này giây. · Stop after so many seconds."),
    ] = None,
    every: Annotated[
        float, Parameter(validator=_pace, help="Số giây giữa hai lần xem. · Seconds between two looks.")
    ] = 0.5,
    from_start: Annotated[
        bool, Parameter(negative=(), help="Cả các dòng đã có. · The rows there already too.")
    ] = False,
    as_json: AsJson = False,
    lang: Lang = "vi",
    judging: Judging = USUAL,
    rules: Rules = INSTALLED,
    reading: Reading = AS_WRITTEN,
) -> int:
    """Theo dõi tệp số liệu đang được ghi thêm và in mỗi kết quả thay đổi, cùng nguyên nhân; dừng bằng Ctrl-C.

    Tệp CSV dạng dọc, các dòng được ghi thêm; dòng sau về cùng một nội dung sửa dòng trước. Dòng chưa ghi xong thì chờ. Với
    --json, mỗi thay đổi một đối tượng. Mã thoát như evaluate, hoặc 3 khi có dòng sai.

    Follow a CSV of figures (long form) as rows are appended; a later row on the same thing corrects the earlier one. A
    line that is not finished yet is left until it is. With --json one object a change. Ends with the exit code of
    ``evaluate``, or 3 when a row was bad.
    """
    if file.suffix.lower() in TABLES:
        raise FiguresError(problem("NTM501.no-tail", file.name, suffix=file.suffix, name=file.name))
    tail = Tail(file, reading.asked())
    rows = tail.rows()
    if on is None:
        on = default_day(FigureTable(units=tuple(unit for row in rows for unit in row.read(file)[0].units)))
        say(Phrase("remarks.day" if rows else "remarks.today", day=on))
    books = judging.books(rules.library(), set_, on, province)
    other = list(other_rulebook(tail.titles, books.of(province), file.name))
    if other:
        raise FiguresError(other)
    above = Titled(name=file.name, titles=tail.titles)
    left_out = check_titles([evolve(above, confirmed=reading.accepted.given)], books.of(province))
    if reading.accepted.given:
        wrong = refused(lambda: list(wrong_titles([above], books.of(province))))
        still, said = reading.accepted.told(wrong, [], file.name)
        if still:
            raise FiguresError(still)
        left_out += (*said,)
    tell_left_out(left_out)
    watcher = Watcher(books, tail, lang=lang, as_json=as_json, accepted=reading.accepted)
    end = None if for_ is None else time.monotonic() + for_
    try:
        watcher.take(rows, quiet=not from_start)
        watcher.standing()
        while not once and (end is None or time.monotonic() < end):
            time.sleep(every if end is None else max(0.0, min(every, end - time.monotonic())))
            watcher.look()
    except KeyboardInterrupt:
        say(Phrase("remarks.stopped"))
    watcher.settle()
    if tail.unfinished:
        say(Phrase("remarks.unfinished"))
    return watcher.code()


class Watcher:
    """The units of the file as they stand."""

    def __init__(self, books: Books, tail: Tail, *, lang: str, as_json: bool, accepted: Acceptance = NOTHING) -> None:
        self.accepted = accepted
        self.books, self.tail, self.path, self.lang, self.as_json = books, tail, tail.path, lang, as_json
        self.members = Members(tail.path.name)
        self.bad = False
        self._gone = False
        self._anew: list[Row] | None = None

    def look(self) -> None:
        """Look at the file once and take in what is new.

        A file that is saved anew is gone, empty or half there for a moment: its rows are gathered until a look brings
        no more of them, so that nothing is told that does not last.
        """
        try:
            rows = self.tail.rows()
        except FiguresError as error:
            if error.code != GONE:
                raise
            if not self._gone:
                say(Phrase("remarks.waiting"))
            self._gone = True
            return
        self._gone = False
        if self.tail.restarted:
            if self._anew is None:
                say(Phrase("remarks.anew"))
            self._anew = rows
        elif self._anew is None:
            self.take(rows, quiet=False)
        elif rows or not self._anew:
            self._anew += rows
        else:
            self.settle()

    def settle(self) -> None:
        """Take the rows of a file that was written anew, if it was; print what stands otherwise than before."""
        if self._anew is None:
            return
        rows, self._anew = self._anew, None
        before, self.members = self.members, Members(self.path.name)
        self.take(rows, quiet=True)
        for member in self.members:
            if member.session is None:
                continue
            known = before.same(member.unit)
            old = known.session if known is not None else None
            if old is None:
                old = self.books.of(member.unit.province).session(evolve(member.unit, entries=(), children=()))
            self._print(member, otherwise(old, member.session, self.path.name), quiet=False)
        for member in before:
            if self.members.same(member.unit) is None:
                say(Phrase("remarks.gone", unit=self.members.called(member)))
        sys.stdout.flush()

    def take(self, rows: list[Row], *, quiet: bool) -> None:
        """Take rows in; print what each changes, unless ``quiet``. A bad row is complained of and left out."""
        for row in rows:
            table, problems = row.read(self.path)
            units = table.units
            tell_left_out(each for each in table.left_out if each.name == "row")
            try:
                if problems:
                    raise FiguresError(problems)
                if self.accepted.given and row.asked is not None:
                    tell_taken(self.accepted, row.asked, self.path.name, row.reader(self.path), [self.books])
                for unit in reversed(units):  # what lies around a unit stands behind it, and has to be there first
                    self._take(unit, quiet=quiet)
            except (FiguresError, UnitError) as error:
                own = any(each.area or (each.province and self.books.province is None) for each in units)
                own = own or all(each.code == "NTM614" for each in error.problems)  # who is counted, rows say
                if isinstance(error, UnitError) and not own:
                    raise  # what is wrong was said on the command line, not in this row
                self.bad = True
                complain(_at_row(error, self.path.name, row.number))
        sys.stdout.flush()

    def _take(self, said: UnitFigures, *, quiet: bool) -> None:
        member = self._member(said, quiet=quiet)
        if member.session is not None:  # a row with one bad cell is left out whole
            bind(member.session.rulebook, evolve(said, children=()))
        self._refuse_other_larger(member, said)
        for entry in said.entries:
            if member.session is not None:
                self._print(member, member.session.report(entry).steps, quiet=quiet)
            member.entries.append(entry)
        try:
            if said.entries:
                self._tell_above(member, quiet=quiet)
        except (FiguresError, UnitError):
            del member.entries[-len(said.entries) :]  # what a parent cannot take shall not spoil its later rows
            raise

    def _refuse_other_larger(self, member: Member, said: UnitFigures) -> None:
        """Raise ``FiguresError`` where a row has a figure of a province or district that another unit of the file has otherwise.

        A later row of the same unit corrects it.
        """
        if not any(level_of(entry.subject) is not None for entry in said.entries):
            return
        others = [evolve(each.unit, entries=each.latest()) for each in self.members if each is not member]
        wrong = list(
            said_differently([*others, evolve(member.unit, entries=said.entries)], province=self.books.province)
        )
        if wrong:
            raise FiguresError(wrong)

    def _member(self, said: UnitFigures, *, quiet: bool) -> Member:
        """Return the unit of a row; what its columns say of the place may be new, and change verdicts by itself."""
        # What a row only names as the place that its unit lies in is told as that: with or without the word for its kind.
        before = self.members.of(said) if said.entries else self.members.named(said.unit, said.province)
        if before is None:
            member = Member(evolve(said, entries=(), children=()))
        else:
            details = {
                name: found for name in ("province", "area", "level", "within") if (found := getattr(said, name))
            }
            member = Member(evolve(before.unit, **details), before.session, before.entries)
            if member.unit == before.unit and (before.session is not None or not self._judged(before, said)):
                before.rows |= {said_of(said)}
                return before
        if said.entries and self.books.province is None:
            others = [each.unit for each in self.members if each.entries and each is not before]
            wrong = next(half_placed([member.unit, *others], [member.unit, *others], self.path.name), None)
            if wrong is not None:
                raise FiguresError(wrong)
        member.rows = (before.rows if before is not None else frozenset()) | {said_of(said)}
        self.members.put(before, member)
        try:
            member.session = self._session(member) if self._judged(member, said) else None
        except NtmRulesError:  # no such place: the row is left out, and the unit stands as it did
            self.members.put(member, before)
            raise
        if before is not None and before.session is not None and member.session is not None:
            self._print(member, otherwise(before.session, member.session, self.members.called(member)), quiet=quiet)
        return member

    def _session(self, member: Member) -> Session:
        session = self.books.of(member.unit.province).session(evolve(self._whole(member), entries=()))
        for entry in member.entries:
            session.report(entry)
        return session

    def _judged(self, member: Member, said: UnitFigures) -> bool:
        """Tell whether the set judges a unit, of which a row says something; the same units as ``cli.options.chosen``."""
        book, level = self.books.of(member.unit.province), member.unit.level
        if level is not None:
            return level == book.set.level
        return member.unit.within is None if child_sets(book) else bool(member.entries or said.entries)

    def _whole(self, member: Member, above: tuple[Member, ...] = ()) -> UnitFigures:
        """Return a unit with all that stands in it, and the units inside."""
        if any(each is member for each in above):
            raise FiguresError(problem("NTM605", self.path.name, unit=member.unit.unit))
        inside = self.members.inside(member)
        children = tuple(self._whole(each, (*above, member)) for each in inside)
        return evolve(member.unit, entries=member.latest(), children=children)

    def _tell_above(self, member: Member, *, quiet: bool) -> None:
        seen, cause = [member], self.members.called(member)
        while (above := self.members.above(member)) is not None and not any(each is above for each in seen):
            seen.append(above)
            member = above
            if member.session is not None:
                children = self._whole(member).children
                self._print(member, member.session.about(children=children, cause=cause).steps, quiet=quiet)

    def _print(self, member: Member, steps: Iterable[Step], *, quiet: bool) -> None:
        for step in () if quiet else steps:
            stdout().print(
                json.dumps(_data(member, step), ensure_ascii=False) if self.as_json else self._line(member, step)
            )

    def _line(self, member: Member, step: Step) -> str:
        name = f"{step.number} {step.label.in_(self.lang)}" if step.number else step.label.in_(self.lang)
        causes = ", ".join(cause.removeprefix(f"{self.books.of(member.unit.province).id}/") for cause in step.cause)
        words = (verdict_word(verdict, self.lang) for verdict in (step.before, step.after))
        return f"{self.members.called(member)} · {name}: {' → '.join(words)} ({'by' if self.lang == 'en' else 'do'} {causes})"

    def standing(self) -> None:
        """Print how every unit stands: verdict and tallies."""
        for member in self.members:
            if member.session is None or self.as_json:
                continue
            found = member.session.attainment()
            word = verdict_word(found.verdict, self.lang)
            stdout().print(f"{self.members.called(member)}: {word} · {found.tally.text(self.lang)}")
        sys.stdout.flush()

    def code(self) -> int:
        """Return 3 when a row was bad, else the exit code for the verdicts that stand."""
        sessions = [member.session for member in self.members if member.session is not None]
        return BAD_INPUT if self.bad else code_of([session.attainment().verdict for session in sessions])


def _at_row(error: FiguresError | UnitError, name: str, row: int) -> FiguresError | UnitError:
    """Return what is wrong with a row with its number, where only the file was named."""
    return type(error)([each.at(f"{name}:{row}") if each.where == name else each for each in error.problems])


def otherwise(old: Session, new: Session, cause: str) -> tuple[Step, ...]:
    """Return what stands otherwise in ``new``; of another rulebook (another province) what both of them have."""
    if old.rulebook is new.rulebook:
        return old.until(new, cause=cause).steps
    before = {node.id: node for node in _own(old)}
    pairs = [(before[node.id], node) for node in _own(new) if node.id in before]
    return tuple(
        Step(id=node.id, kind=node.kind, label=node.label, number=node.about.number, before=was.verdict,
             after=node.verdict, cause=(cause,))
        for was, node in pairs if was.verdict is not node.verdict and was.verdict is not None and node.verdict is not None
    )  # fmt: skip


def _own(session: Session) -> list[Node]:
    """Return the indicators, the criteria and the set, in the order in which changes are told."""
    root = session.attainment().trace
    inner = [child for node in root.children for child in node.children if child.kind == "indicator"]
    outer = [node for node in root.children if node.kind in ("criterion", "indicator")]
    return [*inner, *outer, root]


def _data(member: Member, step: Step) -> dict[str, Any]:
    place = {"within": member.unit.within} if member.unit.within is not None else {}
    return {"unit": member.unit.unit, **place, "id": step.id, "kind": step.kind, "before": str(step.before),
            "after": str(step.after), "cause": list(step.cause)}  # fmt: skip

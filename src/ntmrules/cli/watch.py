"""``ntmrules watch``: follow a CSV as rows are appended, and print each change of a verdict."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import attrs
from cyclopts import Parameter

from ntmrules.cli.evaluate import code_of
from ntmrules.cli.options import (
    AreaName,
    AsJson,
    Books,
    Day,
    File,
    FloorName,
    Lang,
    NoPlugins,
    OnGap,
    Packs,
    PluginNames,
    ProvinceName,
    SetRef,
    default_day,
    library_of,
)
from ntmrules.cli.output import complain, say, stdout
from ntmrules.engine.session import Change, Session, Step
from ntmrules.errors import FiguresError, Problem
from ntmrules.explain.words import verdict_word
from ntmrules.figures.csvfile import Sheet, sheet_of
from ntmrules.figures.read import scan_figures
from ntmrules.model.figures import Entry, FigureTable, UnitFigures

BAD_INPUT = 3


def watch(
    file: File,
    *,
    set_: SetRef = "xa-ntm",
    province: ProvinceName = None,
    on: Day = None,
    once: Annotated[bool, Parameter(negative=(), help="Đọc một lần rồi dừng / read once and stop.")] = False,
    for_: Annotated[float | None, Parameter(name="--for", help="Dừng sau số giây này / stop after seconds.")] = None,
    every: Annotated[float, Parameter(help="Số giây giữa hai lần xem / seconds between two looks.")] = 0.5,
    from_start: Annotated[bool, Parameter(negative=(), help="Cả các dòng đã có / the rows there already too.")] = False,
    as_json: AsJson = False,
    lang: Lang = "vi",
    floor: FloorName = "recall",
    area: AreaName = None,
    on_gap: OnGap = "error",
    pack: Packs = None,
    plugins: PluginNames = None,
    no_plugins: NoPlugins = False,
) -> int:
    """Theo dõi tệp số liệu đang được ghi thêm và in mỗi kết quả thay đổi, cùng nguyên nhân; dừng bằng Ctrl-C.

    Follow a CSV of figures (long form) as rows are appended; a later row on the same thing corrects the earlier one. A
    line that is not finished yet is left until it is. With --json one object a change. Ends with the exit code of
    ``evaluate``, or 3 when a row was bad.
    """
    tail = Tail(file)
    rows = tail.rows()
    if on is None:
        on = default_day(FigureTable(units=tuple(unit for row in rows for unit in row.read(file)[0])))
        say(f"ngày đánh giá: {on} (--on để chọn ngày khác)")
    books = Books(library_of(pack, plugins, no_plugins=no_plugins), set_, on, province, area, floor, on_gap)
    watcher = Watcher(books, file, lang=lang, as_json=as_json)
    end = None if for_ is None else time.monotonic() + for_
    try:
        watcher.take(rows, quiet=not from_start)
        watcher.standing()
        while not once and (end is None or time.monotonic() < end):
            time.sleep(every if end is None else max(0.0, min(every, end - time.monotonic())))
            rows = tail.rows()
            if tail.restarted:
                say("tệp đã được ghi lại từ đầu / the file was written anew")
                watcher.forget()
            watcher.take(rows, quiet=False)
    except KeyboardInterrupt:
        say("dừng / stopped")
    if tail.unfinished:
        say("dòng cuối chưa ghi xong, chưa được đọc / the last line is not finished and was not read")
    return watcher.code()


class Row(NamedTuple):
    """One row of the file, with the sheet that says what its columns are."""

    sheet: Sheet
    number: int
    cells: list[str]

    def read(self, path: Path) -> tuple[tuple[UnitFigures, ...], list[Problem]]:
        """Return what the row says, as units, and what is wrong with it."""
        one = attrs.evolve(self.sheet, rows=iter([(self.number, self.cells)]))
        table, problems = scan_figures(path, readers={path.suffix.lower(): lambda _: one})
        return table.units, problems


class Tail:
    """Rows of a CSV that is being written: each look gives those that were finished since the last one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.restarted = False
        self.unfinished = False
        self._seen = b""

    def rows(self) -> list[Row]:
        """Return the new rows; ``FiguresError`` when the file is no CSV or cannot be read."""
        try:
            raw = self.path.read_bytes()
        except OSError as error:
            what, expected = f"cannot be read: {error.strerror or error}", "a CSV file that exists"
            raise FiguresError(Problem("NTM501", str(self.path), what, expected=expected, remedy="check it")) from None
        self.restarted = not raw.startswith(self._seen)
        known = b"" if self.restarted else self._seen
        done = finished(raw)
        self.unfinished = len(done) < len(raw)
        if len(done) == len(known):
            return []
        try:
            text = done.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise FiguresError(Problem("NTM504", self.path.name, f"is not UTF-8: {error.reason}",
                                       expected="text in UTF-8", remedy="save it as CSV UTF-8")) from None  # fmt: skip
        self._seen = done
        if all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines()):
            return []  # remarks so far, the header is still to come
        before = len(known.decode("utf-8-sig").splitlines())
        sheet = sheet_of(text, self.path.name)
        return [Row(sheet, number, cells) for number, cells in sheet.rows if number > before]


def finished(raw: bytes) -> bytes:
    """Return what ends with a finished row: the last line may be half written, or a quote on it not closed yet."""
    end = raw.rfind(b"\n") + 1
    while end and raw.count(b'"', 0, end) % 2:
        end = raw.rfind(b"\n", 0, end - 1) + 1
    return raw[:end]


@attrs.define
class Member:
    """A unit of the file: what the columns say of it, and its session if the set judges it."""

    unit: UnitFigures
    session: Session | None = None
    entries: list[Entry] = attrs.Factory(list)


class Watcher:
    """The units of the file as they stand."""

    def __init__(self, books: Books, path: Path, *, lang: str, as_json: bool) -> None:
        self.books, self.path, self.lang, self.as_json = books, path, lang, as_json
        self.members: dict[str, Member] = {}
        self.bad = False

    def forget(self) -> None:
        """Begin anew, with a file that was written anew."""
        self.members.clear()

    def take(self, rows: list[Row], *, quiet: bool) -> None:
        """Take rows in; print what each changes, unless ``quiet``. A bad row is complained of and left out."""
        for row in rows:
            units, problems = row.read(self.path)
            try:
                if problems:
                    raise FiguresError(problems)
                for unit in units:
                    self._take(unit, quiet=quiet)
            except FiguresError as error:
                self.bad = True
                complain(error)
        sys.stdout.flush()

    def _take(self, said: UnitFigures, *, quiet: bool) -> None:
        key = said.unit.casefold()
        member = self.members.setdefault(key, Member(attrs.evolve(said, entries=(), children=())))
        details = {name: value for name in ("province", "area", "level", "within") if (value := getattr(said, name))}
        fresh = member.session is None
        if any(getattr(member.unit, name) != value for name, value in details.items()):
            member.unit, fresh = attrs.evolve(member.unit, **details), True
        if fresh and self._judged(member):
            whole = attrs.evolve(self._whole(member), entries=())
            member.session = self.books.of(member.unit.province).session(whole)
            for entry in member.entries:
                member.session.report(entry)
        for entry in said.entries:
            if member.session is not None:
                self._print(member, member.session.report(entry), quiet=quiet)
            member.entries.append(entry)
        try:
            if said.entries:
                self._tell_above(member, quiet=quiet)
        except FiguresError:
            del member.entries[-len(said.entries) :]  # what a parent cannot take shall not spoil its later rows
            raise

    def _judged(self, member: Member) -> bool:
        """Tell whether the set judges a unit: one of its level, or one that lies in no other and names no level."""
        level = member.unit.level
        return level == self.books.of(member.unit.province).set.level or (level is None and member.unit.within is None)

    def _whole(self, member: Member, above: tuple[str, ...] = ()) -> UnitFigures:
        """Return a unit with all that stands in it, and the units inside."""
        name = member.unit.unit.casefold()
        if name in above:
            raise FiguresError(Problem("NTM605", self.path.name, f"{member.unit.unit} lies inside itself",
                                       expected="a tree of units", remedy="correct the column within"))  # fmt: skip
        inside = [each for each in self.members.values() if (each.unit.within or "").casefold() == name]
        latest = {(entry.subject, entry.period, entry.as_of): entry for entry in member.entries}
        children = tuple(self._whole(each, (*above, name)) for each in inside)
        return attrs.evolve(member.unit, entries=tuple(latest.values()), children=children)

    def _tell_above(self, member: Member, *, quiet: bool) -> None:
        seen, cause = {member.unit.unit.casefold()}, member.unit.unit
        while member.unit.within is not None and (name := member.unit.within.casefold()) not in seen:
            seen.add(name)
            member = self.members[name]
            if member.session is not None:
                children = self._whole(member).children
                self._print(member, member.session.about(children=children, cause=cause), quiet=quiet)

    def _print(self, member: Member, change: Change, *, quiet: bool) -> None:
        for step in () if quiet else change.steps:
            stdout().print(
                json.dumps(_data(member, step), ensure_ascii=False) if self.as_json else self._line(member, step)
            )

    def _line(self, member: Member, step: Step) -> str:
        name = f"{step.number} {step.label.in_(self.lang)}" if step.number else step.label.in_(self.lang)
        causes = ", ".join(cause.removeprefix(f"{self.books.of(member.unit.province).id}/") for cause in step.cause)
        words = (verdict_word(verdict, self.lang) for verdict in (step.before, step.after))
        return f"{member.unit.unit} · {name}: {' → '.join(words)} ({'by' if self.lang == 'en' else 'do'} {causes})"

    def standing(self) -> None:
        """Print how every unit stands: verdict and tallies."""
        for member in self.members.values():
            if member.session is None or self.as_json:
                continue
            found = member.session.attainment()
            word = verdict_word(found.verdict, self.lang)
            stdout().print(f"{member.unit.unit}: {word} · {found.tally.text(self.lang)}")
        sys.stdout.flush()

    def code(self) -> int:
        """Return 3 when a row was bad, else the exit code for the verdicts that stand."""
        sessions = [member.session for member in self.members.values() if member.session is not None]
        return BAD_INPUT if self.bad else code_of([session.attainment().verdict for session in sessions])


def _data(member: Member, step: Step) -> dict[str, Any]:
    return {"unit": member.unit.unit, "id": step.id, "kind": step.kind, "before": str(step.before),
            "after": str(step.after), "cause": list(step.cause)}  # fmt: skip

"""What runs inside the page: answers to what the page asks, as plain data; it reads, judges and explains as the command does.

A question is JSON (``{"ask": …}``), an answer is JSON or the bytes of a file. Nothing here knows of a browser, so the tests ask
the same questions without one. Whatever is wrong with what a person handed in comes back as problems with their five parts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from copy import copy
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from unicodedata import normalize

from ntmrules.books import Books
from ntmrules.errors import FiguresError, NtmRulesError, Problem, UsageError, problem
from ntmrules.explain.attainment.header import header
from ntmrules.explain.attainment.needs import needs
from ntmrules.explain.attainment.text import node_lines
from ntmrules.explain.attainment.voice import Voice
from ntmrules.explain.lang.numbers import day
from ntmrules.explain.lang.words import verdict_word
from ntmrules.explain.left_out import each_once, left_out_phrases, none_judged, other_level_phrase
from ntmrules.explain.lives import life_phrases
from ntmrules.face.attainment import Attainment
from ntmrules.face.rulebook import Rulebook
from ntmrules.face.session import Session
from ntmrules.figures.asked import Asked
from ntmrules.figures.bind import bind_entries, subjects
from ntmrules.figures.chosen import chosen_units, paired
from ntmrules.figures.held import held
from ntmrules.figures.made_for import made_for
from ntmrules.figures.read import in_order, scan_figures, with_lists, with_titles
from ntmrules.frozen import evolve
from ntmrules.library import Library
from ntmrules.messages import LANGS, Joined, Pair, Phrase, speaking
from ntmrules.messages.foreign import Foreign
from ntmrules.messages.speech import few
from ntmrules.model.figures import Entry, FigureTable, UnitFigures
from ntmrules.model.subjects import measure_id
from ntmrules.model.unit_names import name_key
from ntmrules.office.live_changes import changed_phrase
from ntmrules.page import exports, questions
from ntmrules.page.kept import Kept, kept_page, read_kept
from ntmrules.page.of_set import of_set
from ntmrules.page.shown import by_criterion, line_data, newest, span, two
from ntmrules.record.figures_json import figures_data
from ntmrules.resolve.options import as_date
from ntmrules.resolve.stages import find_set
from ntmrules.set_that_fits import with_the_set_that_fits

Answer = dict[str, Any]
_Read = tuple[Books, FigureTable, tuple[UnitFigures, ...]]
MOST_UNITS, MOST_BYTES = 5_000, 40_000_000
"""What a page takes at once: every commune of the country with all its figures, and no more."""
HOWS = {"unit": "--unit", "sheets": "--sheet", "columns": "--columns", "marks": "--marks"}
"""How a file is to be read: what a page asks for where a message of the command tells of that option."""


class Host:
    """One page: a library, what was chosen, and the units that stand in it."""

    def __init__(self, bundle: bytes, made: Answer) -> None:
        self.library = Library.from_bytes(bundle)
        self.made = made
        self.lang = "vi"
        self.units: list[UnitFigures] = []
        self.notes: Sequence[Phrase | Joined] = []
        self.left_out: Sequence[Phrase | Joined] | None = None
        self.sessions: dict[int, Session] = {}
        self.found: dict[int, Attainment] = {}
        self.books = Books(self.library, made["set"], on=made["on"], province=made.get("province"), options={})

    def answer(self, question: str, data: bytes | None = None) -> str | bytes:
        """Return the answer to one question: JSON text, or the bytes of a file; never raises for what a person did."""
        asked = json.loads(question)
        self.lang = asked.get("lang", self.lang)
        with speaking(self.lang, in_page=True):
            try:
                verb: Callable[..., Any] = getattr(self, f"ask_{asked['ask']}")
                said = verb(asked, data) if data is not None else verb(asked)
            except NtmRulesError as error:
                said = {"problems": self._told(error.problems)}
        return said if isinstance(said, bytes) else json.dumps(said, ensure_ascii=False)

    def _told(self, problems: Sequence[Problem]) -> list[Answer]:
        """Return problems in the words of the page: a set by its name, a day as people write it, fields for options.

        ``how`` are the ways in which a file may be read that would settle it; ``sure`` is what the page gives back when
        somebody says that it is right, empty where nobody may.
        """
        found = []
        for each in problems:
            with speaking(self.lang, at_command=True):
                options = f"{each.expected} {each.remedy}"
            here = each.at(each.place)
            here.values = {name: self._named(value, name) for name, value in each.values.items()}
            how = [name for name, option in HOWS.items() if option in options]
            told = here.as_dict(self.lang)
            sure = f"{told['code']} {told['where']} {told['what']}" if "--accept" in options else ""
            found.append(told | {"how": how, "sure": sure})
        return found

    def _named(self, value: Any, name: str = "") -> Any:
        if isinstance(value, str) and value in self.library.catalogue.headers:
            called = self.library.catalogue.headers[value].name
            return Pair(f"«{called.vi}»", f"«{called.in_('en')}»")
        if name == "subject" and isinstance(value, str) and (measure := self.book.measures.get(measure_id(value))):
            return Pair(f"«{measure.name.vi}»", f"«{measure.name.in_('en')}»")
        if name in ("on", "day") and isinstance(value, str | date):
            return Pair(*(day(value, lang) for lang in LANGS))
        return value

    # what there is, and what is chosen

    def ask_about(self, _: Answer) -> Answer:
        """The sets with their stages, the provinces of both lists, what is chosen, and the most bytes of a file."""
        sets = [
            {"id": each.id, "key": each.key, "level": each.level, "name": two(each.name), "from": str(each.stage.from_),
             "to": None if each.stage.to is None else str(each.stage.to)}
            for each in self.library.sets()
            if not self.made.get("sets") or each.id in self.made["sets"]
        ]  # fmt: skip
        provinces: dict[str, list[str]] = {"2004": [], "2025": []}
        for each in self.library.catalogue.provinces.values():
            if not self.made.get("provinces") or each.name in self.made["provinces"]:
                provinces[each.list].append(each.name)
        return {"made": self.made, "most": MOST_BYTES, "sets": sets,
                "provinces": {key: sorted(names) for key, names in provinces.items()}, **self._chosen()}  # fmt: skip

    def _chosen(self) -> Answer:
        return {"set": self.book.id, "name": two(self.book.set.name), "on": self.books.day, "province": self.books.province,
                "area": self.books.options.get("area"), "areas": self._areas()}  # fmt: skip

    @property
    def book(self) -> Rulebook:
        """The rulebook of what is chosen."""
        return self.books.of(self.books.province)

    def _areas(self) -> list[Answer]:
        scheme = self.book.scheme
        known = {area.id: area for area in scheme.areas} if scheme is not None else {}
        return [{"id": each, "name": two(known[each].name)} for each in self.book.areas if each in known]

    def ask_choose(self, asked: Answer) -> Answer:
        """Choose set, day, province, area; what stands is judged by them.

        Raises ``NtmRulesError`` where that cannot be; then nothing has changed.
        """
        area = asked.get("area") or None
        books = Books(self.library, asked["set"], on=asked["on"], province=asked.get("province") or None,
                      options={"area": area} if area else {})  # fmt: skip
        problems: list[Problem] = []
        book = books.of(books.province)
        units = self.units if book.id == self.book.id else of_set(self.units, self.book)
        books.check(FigureTable(units=tuple(units)), problems)
        if problems:
            raise FiguresError(self._of_other_set(problems, book))
        self._take(books, units)
        return self._chosen() | self.ask_units({})

    def _of_other_set(self, problems: Sequence[Problem], book: Rulebook) -> list[Problem]:
        """Return problems of the figures that stand under another set, those of subjects that it does not have as one."""
        strange, names = _strange(problems if book.id != self.book.id else [])
        names = [each.removeprefix(f"{self.book.id}/") for each in names]
        told = problem("NTM058.other-set", set=book.id, count=len(names), subjects=few(names, 8))
        return ([told] if names else []) + [each for each in problems if each not in strange]

    def ask_warm(self, _: Answer) -> Answer:
        """Work out what the first file of what is chosen would wait for, by a made-up one. What stands stays as it is."""
        other = copy(self)
        other.ask_open({"name": "a.csv", "sure": True}, questions.made_up_file(self.book))
        other.ask_unit({"index": 0})
        return {}

    def _take(self, books: Books, units: Sequence[UnitFigures]) -> None:
        judged = {index: books.of(unit.province).evaluate(unit) for index, unit in enumerate(units)}
        self.books, self.units, self.found, self.sessions = books, list(units), judged, {}

    def ask_form(self, _: Answer) -> Answer:
        """The questions of the rulebook by criterion, with drop-downs, limits and units of measure."""
        return {"groups": questions.groups(self.book, self.lang), "facts": questions.facts(self.book, self.lang)}

    # units and figures

    def ask_units(self, _: Answer) -> Answer:
        """One line a unit: verdict, tallies, the verdict on each criterion."""
        return {"units": [self._line(index) for index in range(len(self.units))], "notes": self._said(),
                "criteria": [{"number": each.number, "name": two(each.name)} for each in self.book.headings]}  # fmt: skip

    def _line(self, index: int) -> Answer:
        found = self.attainment(index)
        criteria = {node.id: str(node.verdict) for node in found.trace.children if node.kind == "criterion"}
        tally = found.tally
        return {
            "unit": self.units[index].unit, "within": self.units[index].within, "province": self.units[index].province,
            "area": self.units[index].area, "verdict": str(found.verdict), "word": verdict_word(found.verdict, self.lang),
            "provisional": found.provisional, "tally": tally.text(self.lang), "criteria": criteria,
            "counts": [span(tally.criteria), span(tally.indicators)],
        }  # fmt: skip

    def ask_add(self, asked: Answer) -> Answer:
        """Add an empty unit; ``UsageError`` NTM058 where it has no name, or one of that name is there already."""
        name = normalize("NFC", " ".join(str(asked.get("unit", "")).split()))
        same = [
            each for each in self.units if name_key(each.unit) == name_key(name) and each.within == asked.get("within")
        ]
        if not name or same:
            raise UsageError(problem("NTM058.unit", unit=name))
        unit = UnitFigures(unit=name, within=asked.get("within") or None, area=asked.get("area") or None)
        found = self.books.of(unit.province).evaluate(unit)
        self.units.append(unit)
        self.found[len(self.units) - 1] = found
        return self.ask_units({}) | {"index": len(self.units) - 1}

    def ask_drop(self, asked: Answer) -> Answer:
        """Take one unit out, or all of them."""
        index = asked.get("index")
        if index is None or len(self.units) == 1:
            self.notes, self.left_out = [], None
        self._take(self.books, [] if index is None else [each for at, each in enumerate(self.units) if at != index])
        return self.ask_units({})

    def attainment(self, index: int) -> Attainment:
        """The attainment of a unit as it stands."""
        if index not in self.found:
            self.found[index] = self.books.of(self.units[index].province).evaluate(self.units[index])
        return self.found[index]

    def ask_type(self, asked: Answer) -> Answer:
        """Take in what somebody typed about a subject of a unit, and tell what that changed.

        An empty text takes it back. What cannot be leaves everything as it was.
        """
        index, subject, text = asked["index"], asked["subject"], str(asked["text"]).strip()
        session = self.sessions.get(index)
        unit = self.units[index]
        steps = []
        if not text:
            entries = tuple(each for each in unit.entries if not self._about(each, subject))
            session = self.books.of(unit.province).session(evolve(unit, entries=entries))
        else:
            entry = evolve(UnitFigures.of(unit.unit, {subject: text}).entries[0], confirmed=bool(asked.get("sure")))
            stands = newest([each for each in unit.entries if self._about(each, subject)], self.books.day)
            if stands is not None:  # what is typed corrects the figure that stands in the field, and is of its time
                entry = evolve(entry, period=stands.period, as_of=stands.as_of)
            wrong: list[Problem] = []
            bind_entries(self.books.of(unit.province), [entry], wrong)
            doubts = [each.at(subject) for each in wrong if each.identity == "NTM506.implausible"]
            if doubts:
                return {"problems": self._told(doubts), "doubt": True}
            if session is None:
                session = self.books.of(unit.province).session(unit)
            steps = [
                {"id": each.id, "kind": each.kind, "number": each.number, "after": str(each.after)}
                for each in session.report(entry).steps
            ]
        self.sessions[index] = session
        self.units[index] = session.figures
        self.found[index] = session.attainment()
        return {"steps": steps, **self._line(index)}

    def _about(self, entry: Entry, subject: str) -> bool:
        return self._field_of(entry) == subject.removeprefix(self.book.id + "/")

    def _field_of(self, entry: Entry) -> str:
        """Return the subject of the field that an entry stands in: a number beside a label in that of its measure."""
        said = entry.subject.removeprefix(self.book.id + "/")
        known = subjects(self.book).get(said)
        measured = known.number_of if known is not None and isinstance(entry.value, Decimal) else None
        return said if measured is None else measured.id

    def ask_unit(self, asked: Answer) -> Answer:
        """Everything about one unit: its head, rows by criterion, what stands in the form, what would settle the rest."""
        found = self.attainment(asked["index"])
        voice = Voice.of(found, self.lang)
        return {
            **self._line(asked["index"]), "head": line_data(header(voice)), "groups": list(by_criterion(found, self.lang)),
            "needs": line_data(needs(voice)), "values": self._values(found),
        }  # fmt: skip

    def _values(self, found: Attainment) -> dict[str, str]:
        by: dict[str, list[Entry]] = {}
        for each in found.figures.entries:
            if str(each.status) != "withdrawn":
                by.setdefault(self._field_of(each), []).append(each)
        shown = {field: last for field, own in by.items() if (last := newest(own, self.books.day)) is not None}
        data = figures_data(evolve(found.figures, entries=tuple(shown.values()), children=()))["entries"]
        return {field: each["value"] for field, each in zip(shown, data, strict=True)}

    def ask_settle(self, asked: Answer) -> Answer:
        """The fewest missing figures that together would settle the verdict."""
        found = self.attainment(asked["index"])
        return {"decisive": [questions.called(found.rulebook, each, self.lang) for each in found.decisive()]}

    def ask_why(self, asked: Answer) -> Answer:
        """The whole explanation of one criterion or indicator."""
        found = self.attainment(asked["index"])
        return {"lines": line_data(node_lines(found, found.node(asked["number"]), lang=self.lang))}

    # files

    def ask_open(self, asked: Answer, data: bytes) -> Answer:
        """Take in a file: a table or form of figures, what this page kept, or results with their receipts.

        Raises ``NtmRulesError`` with every bad cell; then nothing has changed.
        """
        kept = self._kept(asked, data)
        if kept is not None:
            books = self._books_of(kept, asked["name"])
            self._take(books, kept.units)
            self.left_out = None if kept.left_out is None else [Joined([each]) for each in kept.left_out]
            self.notes = [*self._other_verdicts(kept, asked["name"]), *(self.left_out or ())]
        else:
            books, table, units = self._read(asked, data)
            notes = self._notes(held(data, asked["name"]), table, books)
            self._take(books, units)
            self.notes, self.left_out = notes, list(left_out_phrases(table.left_out))
        return self._chosen() | self.ask_units({})

    def _kept(self, asked: Answer, data: bytes) -> Kept | None:
        """Return what a page kept; nothing for a file of figures. ``UsageError`` NTM058 for what no page takes."""
        name = asked["name"]
        self._small(name, size=asked.get("size", len(data)))
        if exports.is_results(data):
            raise UsageError(problem("NTM058.results", name))
        return read_kept(name, data)

    def _books_of(self, kept: Kept, name: str) -> Books:
        """Return the rulebooks of what a page kept; ``NtmRulesError`` for a set, day, place or figures that cannot be."""
        try:
            books = Books(self.library, kept.set, on=kept.on, province=kept.province,
                          options={"area": kept.area} if kept.area else {})  # fmt: skip
            books.of(books.province)
        except NtmRulesError as error:
            raise type(error)([each.at(name) for each in error.problems]) from None
        problems: list[Problem] = []
        books.check(FigureTable(units=kept.units, name=name), problems)
        strange, names = _strange(problems)
        if names:  # a page of another version knew them
            told = problem("NTM058.version", name, version=few(names, 8))
            problems = [told, *(each for each in problems if each not in strange)]
        if problems:  # figures say where they were read once: not in the file that is opened now
            raise FiguresError(
                each if each.where.startswith(name) else each.at(f"{name} ({each.where})") for each in problems
            )
        self._small(name, count=len(kept.units))
        return books

    def _other_verdicts(self, kept: Kept, name: str) -> list[Phrase | Joined]:
        """Return that a verdict of a kept file is another one here, by other texts or after somebody altered the file."""
        pairs = zip(kept.verdicts, kept.units, strict=False)
        other = [unit.called for index, (said, unit) in enumerate(pairs) if said != str(self.attainment(index).verdict)]
        return [Phrase("remarks.kept-other", name=name, count=len(other), units=few(other, 8))] if other else []

    def _small(self, name: str, *, size: int = 0, count: int = 0) -> None:
        """Refuse what no browser reads, or is kept busy by for minutes: the command judges it. ``UsageError`` NTM058."""
        if name.lower().endswith(".parquet"):
            raise UsageError(problem("NTM058.parquet", name))
        if size > MOST_BYTES or count > MOST_UNITS:
            raise UsageError(problem("NTM058.large", name, units=MOST_UNITS, size=MOST_BYTES // 1_000_000))

    def _read(self, asked: Answer, data: bytes) -> _Read:
        """Read a file; ``sure``: the doubts that somebody has seen and said to be right (``True``: any).

        Raises ``FiguresError`` with what is left. A doubt that nobody saw is never among the accepted ones.
        """
        given = asked.get("sure") or ()
        try:
            return self._scan(asked, data, accept=given is True)
        except FiguresError as error:
            problems = error.problems
            left = [each for each, told in zip(problems, self._told(problems), strict=True)
                    if given is True or not told["sure"] or told["sure"] not in given]  # fmt: skip
            if left:
                raise FiguresError(left) from None
        return self._scan(asked, data, accept=True)

    def _scan(self, asked: Answer, data: bytes, *, accept: bool) -> _Read:
        sheets = [each.strip() for each in str(asked.get("sheets") or "").split(";") if each.strip()]
        how = Asked.from_words(unit=asked.get("unit") or None, sheets=sheets, columns=asked.get("columns"),
                               marks=asked.get("marks"), accept=accept)  # fmt: skip
        how = evolve(how, province=self.books.province)
        table, problems = scan_figures(held(data, asked["name"]), readers={}, asked=how)
        books = self._books_for(table)
        books.check(table, problems)
        if problems:
            raise FiguresError(in_order(with_the_set_that_fits(books, problems)))
        book = books.of(books.province)
        table = with_lists(with_titles(table, book), book)
        units = chosen_units(table, book)
        self._small(asked["name"], count=len(units))
        if not units:
            raise FiguresError(none_judged(table.name, [each.unit for each in table.units], book))
        return books, table, units

    def _books_for(self, table: FigureTable) -> Books:
        """Return the rulebooks for a file: a form of ours says itself what it was made for."""
        form = made_for(table.header)
        if form is None:
            return self.books
        find_set(self.library.catalogue, form.set, as_date(form.on), "last")
        return Books(self.library, form.set, on=form.on, province=form.province or self.books.province,
                     options={"area": form.area} if form.area else {})  # fmt: skip

    def _notes(self, file: Path, table: FigureTable, books: Books) -> list[Phrase]:
        """Return what the command says of a file beside its results: what was left out, what a form was made for."""
        book, form = books.of(books.province), made_for(table.header)
        said: list[Phrase | None] = list(left_out_phrases(table.left_out))
        if form is not None:
            shown = (self._named(form.set), self._named(form.on, "on"), form.province)
            said.insert(0, Phrase("remarks.made-for", name=table.name, shown=Joined(each for each in shown if each)))
            said.append(changed_phrase(file, book))
        said.append(other_level_phrase(table, book))
        return [each for each in said if each is not None]

    def _said(self) -> list[str]:
        """Return the sentences beside the results: those about the file, and about what became of the units by the day."""
        return each_once((*self.notes, *life_phrases(self.units, self.books.of)), self.lang)

    def ask_compare(self, asked: Answer, data: bytes) -> Answer:
        """What is different between another file and what stands, unit by unit; units of one side alone are named.

        The file is the earlier side, unless it is said to be the ``later`` one.
        """
        from ntmrules.explain.compare.attainments import Side, compare, comparison_lines

        kept = self._kept(asked, data)
        if kept is not None:
            books = self._books_of(kept, asked["name"])
            units: Sequence[UnitFigures] = kept.units
        else:
            books, _, units = self._read(asked, data)
        table = FigureTable(units=tuple(units), name=asked["name"])
        later = bool(asked.get("later"))
        file, here = Side.of_file(asked["name"], self.lang), Side.in_page(self.lang)
        told, missing, matched = [], [], set()
        for index, (unit, other) in enumerate(paired(table, self.units)):
            if other is None:
                missing.append(unit.called)
                continue
            matched.add(id(other))
            theirs, ours = books.of(other.province).evaluate(other), self.attainment(index)
            found = compare(ours, theirs) if later else compare(theirs, ours)
            lines = comparison_lines(
                found, lang=self.lang, called=unit.called, sides=(here, file) if later else (file, here)
            )
            told.append({"unit": unit.called, "lines": line_data(lines)})
        others = [each.called for each in table.units if id(each) not in matched]
        return {"units": told, "missing": missing, "others": others, "file": asked["name"], "later": later}

    def ask_ended(self, asked: Answer) -> Answer:
        """Say that the Python before this one ended, and over what: raises ``UsageError`` NTM058 with that.

        The page has told this Python all that had been taken in.
        """
        where = asked.get("name") or ""
        if asked["why"] == "stopped":
            raise UsageError(problem("NTM058.stopped", where))
        raise UsageError(problem("NTM058.ended", where, why=Foreign(asked["why"])))

    def ask_export(self, asked: Answer) -> bytes:
        """Return what stands as a file: ``xlsx``, ``csv``, ``json``, ``receipts``, ``doc``, the empty ``form``, ``keep``."""
        kind = asked["kind"]
        if kind == "form":
            return exports.form(self.book, [each.unit for each in self.units] or [asked.get("unit") or "xã …"])
        # A receipt holds what was left out in the words of the command: it is the same wherever the file was judged.
        with speaking(self.lang, in_page=kind == "keep", at_command=kind != "keep"):
            left_out = None if self.left_out is None else [each.told(self.lang) for each in self.left_out]
        if kind == "keep":
            verdicts = [str(self.attainment(index).verdict) for index in range(len(self.units))]
            return kept_page(self.books, self.units, left_out, verdicts)
        judged = [self.books.of(unit.province).evaluate(unit) for unit in self.units]
        return exports.write(kind, judged, self.library, self.lang, left_out)


def _strange(problems: Sequence[Problem]) -> tuple[list[Problem], list[str]]:
    """Return the problems that tell of a subject that a set does not have, and those subjects."""
    strange = [each for each in problems if each.identity == "NTM503.unknown"]
    return strange, list(dict.fromkeys(str(each.values["subject"]) for each in strange))


_host: Host | None = None


def start(bundle: bytes, made: str) -> str:
    """Make the one host of a page from its bundle, and return what it says about itself."""
    global _host  # noqa: PLW0603  (a page has one)
    _host = Host(bytes(bundle), json.loads(made))
    return answer('{"ask": "about"}')  # type: ignore[return-value]


def answer(question: str, data: bytes | None = None) -> str | bytes:
    """Answer one question of the page."""
    assert _host is not None
    return _host.answer(question, None if data is None else bytes(data))

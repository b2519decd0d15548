"""``ntmrules compare``: two texts, one file under two sets, two files under one set, with and without a pack."""

from __future__ import annotations

from collections.abc import Container, Sequence
from pathlib import Path
from typing import Annotated, Any

from ntmrules.books import Books
from ntmrules.cli.accepting import tell_accepted
from ntmrules.cli.evaluate import Units
from ntmrules.cli.exit_code import code_of
from ntmrules.cli.form_context import DEFAULT_SET, Context, context_of
from ntmrules.cli.left_out import tell_left_out
from ntmrules.cli.lives import tell_lives_of
from ntmrules.cli.options import (
    AS_WRITTEN,
    INSTALLED,
    AreaName,
    AsJson,
    FloorName,
    Judging,
    Lang,
    ProvinceName,
    Reading,
    Rules,
    chosen,
    default_day,
)
from ntmrules.cli.output import print_json, print_lines, progress, say, stdout
from ntmrules.cli.parameter import Parameter
from ntmrules.errors import FiguresError, Problem, UnitError, UsageError, problem
from ntmrules.explain.compare.attainments import Side
from ntmrules.explain.compare.sets import (
    carried,
    natural_day,
    refuse_bare_labels,
    switch,
    switch_data,
    switch_line,
    switch_lines,
)
from ntmrules.explain.compare.texts import TextComparison, compare_texts
from ntmrules.explain.compare.texts_told import text_data, text_lines
from ntmrules.explain.lang.lines import Line
from ntmrules.face.rulebook import Rulebook
from ntmrules.figures.accepted import Acceptance
from ntmrules.figures.asked import Asked as FileAsked
from ntmrules.figures.asked import Heeded
from ntmrules.figures.chosen import paired
from ntmrules.figures.made_for import made_for
from ntmrules.figures.read import check_figures, in_order, scan_figures, with_titles
from ntmrules.figures.titles import titled, wrong_titles
from ntmrules.frozen import evolve, frozen
from ntmrules.library import Library
from ntmrules.messages import Phrase
from ntmrules.model.attainment import Attainment
from ntmrules.model.figures import FigureTable, Remark, UnitFigures, called_apart
from ntmrules.resolve.options import iso_day
from ntmrules.set_that_fits import with_the_set_that_fits

Names = list[str] | None
MANY = 12
"""From so many units on each has one line: nobody reads a dozen pages of them."""


@frozen(kw_only=True)
class Asked:
    """What the options say that all ways of comparing share."""

    province: str | None
    judging: Judging
    units: Names
    on: tuple[str, ...]
    lang: str
    json: bool
    reading: FileAsked
    accepted: Acceptance


def compare(
    *files: Annotated[Path, Parameter(help="Một hoặc hai tệp số liệu. · One or two files of figures.")],
    texts: Annotated[
        tuple[str, str] | None,
        Parameter(
            help="Hai văn bản: BỘ@NGÀY BỘ@NGÀY, như vn/xa-ntm/2021@2024-03-02. · "
            "Two texts: SET@DAY SET@DAY, e.g. vn/xa-ntm/2021@2024-03-02.",
        ),
    ] = None,
    set_: Annotated[
        Names,
        Parameter(
            name="--set",
            help="Bộ tiêu chí; nêu hai lần: một tệp theo hai bộ. · Criteria set; given twice: one file under two sets.",
        ),
    ] = None,
    with_: Annotated[
        Names,
        Parameter(
            name="--with",
            help="Plugin hoặc gói quy định được dùng; đi cùng --without. · "
            "Plugin or pack to judge with; with --without.",
        ),
    ] = None,
    without: Annotated[
        Names, Parameter(help="Plugin hoặc gói quy định không dùng. · Plugin or pack to judge without.")
    ] = None,
    province: ProvinceName = None,
    on: Annotated[
        Names,
        Parameter(
            help="Ngày đánh giá; nêu hai lần: mỗi bên một ngày. · Date of assessment; given twice: one for each side.",
        ),
    ] = None,
    unit: Units = None,
    lang: Lang = "vi",
    json: AsJson = False,
    floor: FloorName = "recall",
    area: AreaName = None,
    rules: Rules = INSTALLED,
    reading: Reading = AS_WRITTEN,
) -> int:
    """So sánh: hai văn bản; một tệp số liệu theo hai bộ hoặc hai ngày; hai tệp theo một bộ; có và không có quy định của tỉnh.

    Mã thoát: 0 khi so văn bản, còn lại như evaluate của bên sau.

    Compare two texts, one file under two sets or on two days, two files under one set, or with and without a pack. Exit 0
    for texts, else as evaluate does for the later side.
    """
    asked = Asked(province=province, judging=Judging(floor=floor, area=area), units=unit, on=tuple(on or ()), lang=lang,
                  json=json, reading=reading.asked(unit), accepted=reading.accepted)  # fmt: skip
    if len(asked.on) > 2:
        raise UsageError(problem("NTM011.days", count=len(asked.on)))
    sets = set_ or ["xa-ntm"]
    if texts is not None:
        if files or set_:
            raise UsageError(problem("NTM011.texts"))
        return _texts(rules.library(), texts, asked)
    if with_ or without:
        if len(files) != 1 or len(sets) != 1:
            raise UsageError(problem("NTM011.packs"))
        return _with_without(files[0], set_, with_ or [], without or [], asked, rules)
    if len(files) == 1 and len(sets) == 1 and len(asked.on) == 2:
        sets *= 2  # one file under one set on two days
    if len(files) == 1 and len(sets) == 2:
        return _sets(rules.library(), files[0], sets, asked)
    if len(files) == 2 and len(sets) == 1:
        return _files(rules.library(), files, set_, asked)
    raise UsageError(problem("NTM011.compare", files=len(files), sets=len(set_ or [])))


# two texts


def _texts(library: Library, refs: tuple[str, str], asked: Asked) -> int:
    books = [_text(library, ref, asked) for ref in refs]
    found = compare_texts(*books)
    if asked.json:
        print_json(text_data(found))
    else:
        print_lines(text_lines(found, lang=asked.lang))
    return 0


def _text(library: Library, ref: str, asked: Asked) -> Rulebook:
    name, at, day = ref.partition("@")
    headers = library.catalogue.headers
    if not at and name not in headers:
        library.set(name)  # raises NTM001, which names the sets
    if not at:
        day = str(headers[name].stage.to or headers[name].stage.from_)
        say(Phrase("remarks.end-of-stage", set=name, day=day))
    return library.rulebook(name, on=day, province=asked.province, **asked.judging.options)


# one file, two sets


def _sets(library: Library, file: Path, refs: list[str], asked: Asked) -> int:
    table, problems = scan_figures(file, readers=library.plugins.readers, asked=asked.reading)
    tell_left_out(table.left_out)
    form = made_for(table.header)
    newest = asked.on[0] if len(asked.on) == 1 else default_day(table) if form is None else form.on
    days = asked.on if len(asked.on) == 2 else tuple(_natural(library, ref, iso_day(newest)) for ref in refs)
    sides = [asked.judging.books(library, ref, day, asked.province)
             for ref, day in zip(refs, days, strict=True)]  # fmt: skip
    tell_accepted(asked.accepted, asked.reading, [file], library.plugins.readers, sides)
    first = [books.of(asked.province) for books in sides]
    if first[0].id == first[1].id and first[0].on == first[1].on:
        raise UsageError(problem("NTM011.same", set=first[0].id, on=first[0].on))
    for each in table.units:
        problems += _problems(FigureTable(units=(each,), name=table.name), [books.of(each.province) for books in sides])
    problems += list(dict.fromkeys(each for book in first for each in wrong_titles([titled(table)], book)))
    if problems:
        raise FiguresError(in_order(problems))
    if first[0].id != first[1].id:
        refuse_bare_labels(table, first)
    moved = tuple(str(book.on) if len(asked.on) < 2 and str(book.on) != iso_day(newest) else None for book in first)
    tell_left_out(_titles_of(table, first))
    units = chosen(table, asked.units, first[1]).units
    known: dict[tuple[Rulebook, ...], TextComparison] = {}
    results = []
    for each in progress(units, Phrase("remarks.comparing")):
        books = tuple(books.of(each.province) for books in sides)
        if books not in known:
            known[books] = compare_texts(*books)
        # Figures that a text of the past could not see are carried back to its day.
        seen = [each if day is None else carried(each, asked=iso_day(newest), day=day) for day in moved]
        before, after = (book.evaluate(known_to(book, unit)) for book, unit in zip(books, seen, strict=True))
        results.append(switch(before, after, texts=known[books], carried=(moved[0], moved[1])))
    tell_lives_of(each.after for each in results)
    called = called_apart(each.after.figures for each in results)
    if len(results) >= MANY and not asked.units and not asked.json:
        say(Phrase("remarks.compare-why"))
        short = [switch_line(each, called(each.after.figures), lang=asked.lang) for each in results]
        return _print(None, [short], [each.after for each in results])
    lines = [list(switch_lines(each, lang=asked.lang, called=called(each.after.figures))) for each in results]
    return _print([switch_data(each) for each in results] if asked.json else None, lines, [x.after for x in results])


def _titles_of(table: FigureTable, books: Sequence[Rulebook]) -> tuple[Remark, ...]:
    """Return what is to be said of titles that speak of another set or year than any of the rulebooks does."""
    told = [with_titles(table, book).left_out[len(table.left_out) :] for book in books]
    return () if any(not each for each in told) else told[0]


def _problems(table: FigureTable, books: list[Rulebook]) -> list[Problem]:
    """Return what is wrong under either set; a subject may be unknown to one of the two, not to both."""
    found: list[list[Problem]] = []
    for book in books:
        found.append([])
        check_figures(table, book, found[-1])
    every = dict.fromkeys(problem for side in found for problem in side)
    return [each for each in every if each.code != "NTM503" or all(each.where in _places(side) for side in found)]


def _places(problems: list[Problem]) -> set[str]:
    return {each.where for each in problems if each.code == "NTM503"}


def _natural(library: Library, ref: str, newest: str) -> str:
    header = library.catalogue.headers.get(ref)
    return newest if header is None else natural_day(header, newest)


# two files, one set


def _own(
    table: FigureTable, refs: Names, day: str | None, asked: Asked, library: Library
) -> Context:  # fmt: skip
    """Return what a file is judged by: what its form was made for, else what was asked; NTM515 where the two disagree."""
    wanted = Context(ref=(refs or [DEFAULT_SET])[0], on=day, province=asked.province, area=asked.judging.area)
    return context_of(table.header, wanted, set_named=refs is not None, library=library, name=table.name)


def _files(library: Library, files: tuple[Path, ...], refs: Names, asked: Asked) -> int:
    sides: list[tuple[FigureTable, Books]] = []
    problems: list[Problem] = []
    heeded = Heeded()
    for index, file in enumerate(files):
        table, bad = scan_figures(file, readers=library.plugins.readers, asked=asked.reading, heeded=heeded)
        tell_left_out(table.left_out)
        day = asked.on[index] if len(asked.on) == 2 else asked.on[0] if asked.on else None
        own = _own(table, refs, day, asked, library)
        if sides and made_for(table.header) is not None and own.ref != sides[0][1].ref:
            bad.append(problem("NTM515.set", table.name, own=own.ref, asked=sides[0][1].ref))
        books = evolve(asked.judging, area=own.area).books(library, own.ref, own.on or default_day(table), own.province)
        tell_accepted(asked.accepted, asked.reading, [file], library.plugins.readers, [books])
        books.check(table, bad)
        problems += in_order(with_the_set_that_fits(books, bad))
        sides.append((table, books))
    problems += heeded.not_heeded(asked.reading)
    if problems:
        raise FiguresError(problems)
    for table, books in sides:
        tell_left_out(_titles_of(table, [books.of(books.province)]))
    (old, early), (new, late) = sides
    pairs = []
    for unit, before in paired(old, chosen(new, asked.units, late.of(late.province)).units):
        if before is None:
            say(Phrase("remarks.not-in-file", unit=unit.unit, file=old.name))
        else:
            pairs.append((early.of(before.province).evaluate(before), late.of(unit.province).evaluate(unit)))
    if not pairs:
        raise UnitError(problem("NTM602.both", new.name, old=old.name, new=new.name))
    named = [file.name if files[0].name != files[1].name else str(file) for file in files]
    return _pairs(pairs, asked, (Side.of_file(named[0], asked.lang), Side.of_file(named[1], asked.lang)))


def _pairs(pairs: Sequence[tuple[Attainment, Attainment]], asked: Asked, sides: tuple[Side, Side]) -> int:
    from ntmrules.explain.compare.attainments import compare as progress_between
    from ntmrules.explain.compare.attainments import comparison_data, comparison_lines, short_line, sides_line

    found = [progress_between(before, after) for before, after in pairs]
    later = [after for _, after in pairs]
    tell_lives_of(later)
    if asked.json:
        return _print([comparison_data(each) for each in found], [], later)
    called = called_apart(each.figures for each in later)
    if len(found) >= MANY and not asked.units:
        short = [short_line(each, called(each.after.figures), lang=asked.lang) for each in found]
        say(Phrase("remarks.compare-why"))
        return _print(None, [[Line(sides_line(found[0], sides, asked.lang), "heading"), *short]], later)
    told = [comparison_lines(each, lang=asked.lang, called=called(each.after.figures), sides=sides) for each in found]
    return _print(None, told, later)


# with and without a pack


def _with_without(
    file: Path, refs: Names, with_: list[str], without: list[str], asked: Asked, rules: Rules
) -> int:  # fmt: skip
    names = list(dict.fromkeys([*with_, *without]))
    stray = [Path(name) for name in names if _is_path(name)]
    packs, base = rules.pack or (), rules.wanted()
    handed = _named(packs)
    plugins = [name for name in names if not _is_path(name) and name not in handed]
    rest = [path for path in packs if path not in {handed.get(name) for name in names}]
    sides = [_side(rest, [], plugins, base, keep=False), _side(packs, stray, plugins, base, keep=True)]
    table, problems = scan_figures(file, readers=sides[1].plugins.readers, asked=asked.reading)
    tell_left_out(table.left_out)
    own = _own(table, refs, asked.on[-1] if asked.on else None, asked, sides[1])
    days = asked.on or (own.on or default_day(table),)
    books = [asked.judging.books(library, own.ref, day, own.province)
             for library, day in zip(sides, (days[0], days[-1]), strict=True)]  # fmt: skip
    tell_accepted(asked.accepted, asked.reading, [file], sides[1].plugins.readers, books)
    books[1].check(table, problems)
    if problems:
        raise FiguresError(in_order(with_the_set_that_fits(books[1], problems)))
    tell_left_out(_titles_of(table, [books[1].of(own.province)]))
    pairs = [
        (books[0].of(each.province).evaluate(known_to(books[0].of(each.province), each)),
         books[1].of(each.province).evaluate(each))
        for each in chosen(table, asked.units, books[1].of(own.province)).units
    ]  # fmt: skip
    called = ", ".join(Path(name).name if _is_path(name) else name for name in names)
    return _pairs(
        pairs, asked, (Side.of_pack(called, asked.lang, has=False), Side.of_pack(called, asked.lang, has=True))
    )


def _named(packs: Sequence[Path]) -> dict[str, Path]:
    """Return the packs of ``--pack`` by their ids: one of them may be what is asked about."""
    from ntmrules.catalog.catalogue import pack_and_catalogue

    found: dict[str, Path] = {}
    for path in packs:
        pack = pack_and_catalogue(path)[0]
        found |= {pack.name: path} if pack.head is None else {pack.name: path, pack.head.id: path}
    return found


def _is_path(name: str) -> bool:
    return "/" in name or name.endswith((".yaml", ".yml")) or Path(name).exists()


def _side(
    packs: Sequence[Path], more: list[Path], plugins: list[str], base: str | tuple[str, ...], *, keep: bool
) -> Library:
    """Return the library of one side: the plugins of ``base``, with or without those that are asked about."""
    from ntmrules.plugins.manager import chosen as chosen_plugins

    if not plugins:
        return Library(packs=(*packs, *more), plugins=base)
    own = {point.name for point in chosen_plugins(base)}
    wanted = sorted(own | set(plugins)) if keep else sorted(own - set(plugins))
    return Library(packs=(*packs, *more), plugins=wanted)


def known_to(book: Rulebook, unit: UnitFigures) -> UnitFigures:
    """Leave out what only the other side knows: its measures and labels mean nothing here."""

    from ntmrules.figures.bind import subjects
    from ntmrules.model.asked import every_book

    def kept(unit: UnitFigures, known: Container[str]) -> UnitFigures:
        entries = tuple(entry for entry in unit.entries if entry.subject in known)
        return evolve(unit, entries=entries, children=tuple(kept(child, inside) for child in unit.children))

    inside = {subject for each in every_book(book) for subject in subjects(each)}
    return kept(unit, subjects(book))


def _print(data: list[Any] | None, lines: list[list[Line]], later: list[Attainment]) -> int:
    if data is not None:
        print_json(data)
    else:
        for index, each in enumerate(lines):
            if index:
                stdout().print()
            print_lines(each)
    return code_of([attainment.verdict for attainment in later])

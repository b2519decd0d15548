"""``ntmrules evaluate`` and ``ntmrules explain``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal

from ntmrules.books import Books
from ntmrules.cli.accepting import reader_of, wrong_in
from ntmrules.cli.exit_code import code_of
from ntmrules.cli.form_context import DEFAULT_SET, Context, context_of
from ntmrules.cli.left_out import left_out_phrases, tell_left_out
from ntmrules.cli.lives import tell_lives
from ntmrules.cli.many import MANY, Short, in_short, totals, with_tables
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
    SetOrForm,
    chosen,
    default_day,
    newest_day,
)
from ntmrules.cli.output import print_json, print_lines, progress, say, stdout
from ntmrules.cli.parameter import Parameter
from ntmrules.cli.tables import Wanted, in_lines, to_file
from ntmrules.errors import FiguresError, UsageError, problem
from ntmrules.explain.lang.lines import Line
from ntmrules.explain.lang.words import check_view, verdict_word
from ntmrules.explain.lang.words import say as phrase
from ntmrules.explain.left_out import none_judged, other_level_phrase
from ntmrules.face.attainment import Attainment
from ntmrules.figures.accepted import NOTHING, Acceptance
from ntmrules.figures.asked import Asked
from ntmrules.figures.made_for import made_for
from ntmrules.figures.read import in_order, scan_figures, with_lists, with_titles
from ntmrules.frozen import evolve
from ntmrules.library import Library
from ntmrules.messages import Phrase
from ntmrules.model.figures import FigureTable, UnitFigures
from ntmrules.model.verdicts import Verdict
from ntmrules.office.live_changes import changed_phrase
from ntmrules.record.receipt import with_left_out
from ntmrules.set_that_fits import with_the_set_that_fits

View = Annotated[
    str | None,
    Parameter(
        help="Mức chi tiết: summary, unmet, full, json, firings, hoặc của plugin. "
        "Không nêu: unmet; hàng trăm đơn vị thì summary. · "
        "How much to show: summary, unmet, full, json, firings, a plugin's view. "
        "Without it: unmet, and summary for hundreds of units."
    ),
]
Out = Annotated[
    Path | None,
    Parameter(
        name=("--out", "-o"),
        help="Ghi kết quả của mọi đơn vị: bảng TỆP.csv, TỆP.parquet, hoặc TỆP.xlsx kèm lý do và văn bản. · "
        "Write the verdicts of all units: a table FILE.csv, FILE.parquet, or FILE.xlsx with reasons and texts.",
    ),
]
EngineName = Annotated[
    Literal["core", "forward", "forward/durable", "forward/agenda"],
    Parameter(help="Bộ máy suy luận; kết quả như nhau. · Engine; the verdicts are the same."),
]
Units = Annotated[
    list[str] | None,
    Parameter(name="--unit", help="Chỉ đơn vị này; nêu được nhiều lần. · Only this unit; may be given again."),
]


def evaluate(
    file: File,
    *,
    set_: SetOrForm = None,
    province: ProvinceName = None,
    on: Day = None,
    unit: Units = None,
    view: View = None,
    out: Out = None,
    format: Annotated[Literal["text", "json"], Parameter(help="Dạng in ra. · Output format.")] = "text",
    json: AsJson = False,
    compact: Annotated[
        bool,
        Parameter(
            negative=(),
            help="JSON gọn trên một dòng, bỏ nhãn và lời giải thích. · JSON in one line, without labels and explanations.",
        ),
    ] = False,
    lang: Lang = "vi",
    judging: Judging = USUAL,
    rules: Rules = INSTALLED,
    engine: EngineName = "core",
    reading: Reading = AS_WRITTEN,
    force: Annotated[
        bool,
        Parameter(negative=(), help="Ghi đè tệp ở --out dù không phải bảng kết quả cũ. · Overwrite any file at --out."),
    ] = False,
) -> int:
    """Đánh giá các đơn vị trong tệp số liệu và nói vì sao đạt, chưa đạt hay chưa xác định.

    Không nêu --on: ngày của số liệu mới nhất trong tệp. Khi có hàng trăm đơn vị thì mỗi đơn vị một dòng; với --out, bảng
    dài bao nhiêu cũng được, đánh giá từng phần.

    Judge every unit of a file of figures, and say why. Without --on: the day of the newest figure in the file.
    Hundreds of units get a line each, and with --out a table of any length is judged part by part.
    """
    as_json = json or compact or "json" in (format, view)
    accepted, asked = reading.accepted, reading.asked(unit)
    own_words = reading != AS_WRITTEN
    if out is not None and (view or as_json or engine != "core"):
        raise UsageError(problem("NTM014"))
    library = rules.library()
    views = library.plugins.renderers
    if view is not None and view not in ("json", "firings") and view not in views:
        check_view(view)

    def read(names: list[str] | None) -> tuple[Books, tuple[UnitFigures, ...], FigureTable]:
        return read_units(file, set_, province, on, names, judging, library, asked, accepted)

    if out is not None and out.suffix.lower() == ".xlsx":
        return _to_workbook(out, file, read(unit), lang, library, force=force)
    plain = engine == "core" and not library.plugins.observed
    short = view in (None, "summary") and not as_json
    if out is not None or (plain and short and not unit and not own_words and with_tables()):
        wanted = Wanted(
            library=library,
            ref=set_ or DEFAULT_SET,
            province=province,
            on=on,
            options=judging.options,
            accept=accepted.given,
            force=force,
            whole=own_words or bool(unit),
            units=lambda: read(unit)[:2],
        )
        code = _from_table(file, out, wanted, lang, asked=view is not None)
        if code is not None:
            return code
    if view == "firings" and engine == "core":
        engine = "forward"  # core fires no rules; to ask for firings is to ask for the engine that has them
    books, units, table = read(unit)
    if short and len(units) >= MANY:
        return _one_line_each(in_short(books, units, None if plain else engine), lang, asked=view is not None)
    results = [
        books.of(each.province).evaluate(each, engine=engine) for each in progress(units, Phrase("remarks.judging"))
    ]
    if as_json:
        left_out = [str(each) for each in left_out_phrases(table.left_out)]
        print_json([with_left_out(result.to_dict(compact=compact), left_out) for result in results], compact=compact)
    else:
        _explain(results, view or "unmet", lang, library)
        if view == "full" and table.header:
            stdout().print()
            for remark in table.header:
                stdout().print(f"# {remark}")
    return exit_code(results)


def _explain(results: Sequence[Attainment], view: str, lang: str, library: Library) -> None:
    """Print the units one after the other, each in the view that was asked for."""
    from ntmrules.explain.attainment.text import text_lines

    for index, result in enumerate(results):
        if index:
            stdout().print()
        if view in library.plugins.renderers:
            stdout().print(library.plugins.render(view, result, lang))
        elif view == "firings":
            stdout().print(result.text(view=view, lang=lang))
        else:
            print_lines(text_lines(result, view=view, lang=lang))


def _from_table(file: File, out: Path | None, wanted: Wanted, lang: str, *, asked: bool) -> int | None:
    """Judge a table part by part, printed as lines or written to ``out``; nothing when it is to be read as a whole."""
    if out is not None:
        return code_of(to_file(file, out, wanted, lang))
    lines = in_lines(file, wanted)
    return None if lines is None else _one_line_each(lines, lang, asked=asked)


def _to_workbook(
    out: Path,
    file: File,
    found: tuple[Books, tuple[UnitFigures, ...], FigureTable],
    lang: str,
    library: Library,
    *,
    force: bool,
) -> int:
    """Write every unit with its reasons to a workbook; ``UsageError`` NTM043 for a file that is not to be replaced."""
    from ntmrules.office.results_book import is_results, write_results

    if out.exists() and out.samefile(file):
        raise UsageError(problem("NTM043.overwrites", str(out)))
    if out.exists() and not force and not is_results(out):
        raise UsageError(problem("NTM043.exists", str(out)))
    books, units, _ = found
    judged = (books.of(each.province).evaluate(each) for each in progress(units, Phrase("remarks.judging")))
    written = write_results(judged, out, decisions=library.catalogue.decisions.get, lang=lang)
    say(totals(written.verdicts, lang))
    say(phrase("many.written", lang, path=out))
    return code_of(written.verdicts)


def _one_line_each(found: Iterable[Short], lang: str, *, asked: bool) -> int:
    counts: Counter[Verdict] = Counter()

    def lines() -> Iterator[Line]:
        for each in found:
            counts[each.verdict] += 1
            text = f"{each.unit}: {verdict_word(each.verdict, lang)} · {each.tally.text(lang)}"
            yield Line(text, style=str(each.verdict))

    print_lines(lines())
    say(totals(counts, lang))
    if not asked:
        say(phrase("many.why", lang))
    return code_of(counts)


def explain(
    file: File,
    *,
    unit: Annotated[
        str | None, Parameter(help="Đơn vị; bỏ được khi tệp chỉ có một. · Unit; may be left out when the file has one.")
    ] = None,
    indicator: Annotated[str, Parameter(help="Chỉ tiêu hoặc tiêu chí, như 17.1. · Indicator or criterion, e.g. 17.1.")],
    set_: SetOrForm = None,
    province: ProvinceName = None,
    on: Day = None,
    json: AsJson = False,
    lang: Lang = "vi",
    judging: Judging = USUAL,
    rules: Rules = INSTALLED,
) -> int:
    """Giải thích trọn vẹn một chỉ tiêu hoặc tiêu chí của một đơn vị: số liệu, mức đạt, quyết định, căn cứ.

    Explain one indicator or criterion of one unit in full: figure, level, decision, evidence.
    """
    library = rules.library()
    results, _ = judge(file, set_, province, on, [unit] if unit else None, judging, library)
    nodes = [result.node(indicator) for result in results]
    from ntmrules.face.progress import bodies_of
    from ntmrules.progress.open_work import bodies_data, bodies_under, body_lines

    bodies = bodies_of(library)
    if json:
        from ntmrules.explain.attainment.data import node_data

        print_json([{"unit": result.unit, **_within(result), **node_data(node),
                     "bodies": bodies_data(bodies_under(result, node, bodies))}
                    for result, node in zip(results, nodes, strict=True)])  # fmt: skip
    else:
        from ntmrules.explain.attainment.text import node_lines

        for index, (result, node) in enumerate(zip(results, nodes, strict=True)):
            if index:
                stdout().print()
            print_lines(node_lines(result, node, lang=lang))
            print_lines(body_lines(bodies_under(result, node, bodies), lang=lang))
    return code_of(node.verdict for node in nodes)


def _within(result: Attainment) -> dict[str, str]:
    """Return what the unit lies in, by name, where that is known."""
    return {} if result.figures.within is None else {"within": result.figures.within}


def judge(
    file: File, ref: str | None, province: str | None, on: str | None, names: list[str] | None, judging: Judging,
    library: Library,
) -> tuple[list[Attainment], FigureTable]:  # fmt: skip
    """Return the attainments of the units asked for and the table they came from; all bad cells in one error."""
    books, units, table = read_units(file, ref, province, on, names, judging, library)
    return [books.of(each.province).evaluate(each) for each in progress(units, Phrase("remarks.judging"))], table


def read_units(
    file: File, ref: str | None, province: str | None, on: str | None, names: list[str] | None, judging: Judging,
    library: Library, asked: Asked | None = None, accepted: Acceptance = NOTHING,
) -> tuple[Books, tuple[UnitFigures, ...], FigureTable]:  # fmt: skip
    """Return the rulebooks, the units asked for and the table they came from; all bad cells in one error.

    Raises ``FiguresError`` with every bad cell, and NTM511 where the set judges no unit of the file.
    """
    asked = evolve(asked or Asked(), province=province)
    table, problems = scan_figures(file, readers=library.plugins.readers, asked=asked)
    tell_left_out(table.left_out)
    told = len(table.left_out)
    asked_for = Context(ref=ref or DEFAULT_SET, on=on, province=province, area=judging.area)
    own = context_of(table.header, asked_for, set_named=ref is not None, library=library, name=table.name)
    day = own.on if own.on is not None else default_day(table)
    books = evolve(judging, area=own.area).books(library, own.ref, day, own.province)
    books.check(table, problems)
    if accepted.given:
        every = wrong_in(reader_of(file, library.plugins.readers), evolve(asked, accept=False), [books])
        still, said = accepted.told(every, problems, table.name)
        problems += still
        table = evolve(table, left_out=(*table.left_out, *said))
    if problems:
        raise FiguresError(in_order(with_the_set_that_fits(books, problems)))
    if own.on is None:
        say(Phrase("remarks.day" if newest_day(table) else "remarks.today-undated", day=books.day))
    book = books.of(own.province)
    table = with_lists(with_titles(table, book), book)
    tell_left_out(table.left_out[told:])
    selected = chosen(table, names, book)
    if not selected.units:
        raise FiguresError(none_judged(table.name, [each.unit for each in table.units], book))
    tell_lives(selected.units, books.of)
    if own.on is not None and made_for(table.header) is not None and (changed := changed_phrase(file, book)):
        say(changed)
    if not names and (others := other_level_phrase(table, book)):
        say(others)
    return books, selected.units, table


def exit_code(results: list[Attainment]) -> int:
    """Return 0 when every unit is met, 1 when some is not, 2 when some is undetermined and none is not met."""
    return code_of(result.verdict for result in results)

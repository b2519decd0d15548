"""``ntmrules form``: the forms that offices must fill, filled from evaluations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from ntmrules.capital.rows import CapitalRow, read_capital
from ntmrules.catalog.forms import read_forms
from ntmrules.cli.earlier import keep_edited
from ntmrules.cli.left_out import tell_left_out
from ntmrules.cli.options import INSTALLED, AreaName, FloorName, Force, Lang, ProvinceName, Rules
from ntmrules.cli.output import print_table, say
from ntmrules.cli.results import keep_inputs
from ntmrules.errors import DateError, FiguresError, UnitError, UsageError, problem
from ntmrules.face.finder import Finder
from ntmrules.figures.chosen import chosen_units
from ntmrules.figures.own_word import who_disagrees
from ntmrules.figures.read import with_lists, with_titles
from ntmrules.library import Library
from ntmrules.messages import Phrase
from ntmrules.messages.speech import as_written, few
from ntmrules.model.figures import FigureTable, Remark, UnitFigures
from ntmrules.model.forms import Form
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.text import Text
from ntmrules.model.unit_names import bare_province
from ntmrules.office.capital_names import of_one_commune, placed
from ntmrules.office.form_values import FilledForm, Source, fill, moment
from ntmrules.office.form_write import check_words, left_out_words, write_form
from ntmrules.progress.former_units import not_counted, without_former
from ntmrules.progress.history import History, history_of
from ntmrules.resolve.options import iso_day

form = App(
    name="form",
    help="Biểu mẫu của chương trình: liệt kê, điền từ kết quả đánh giá.\n\nForms of the programme: list them, fill them.",
    help_format="plaintext",
)
form.command(
    "ntmrules.cli.form_live:live",
    name="live",
    help="Lập biểu Excel tự đánh giá: điền tới đâu, kết quả hiện tới đó. · Make a workbook that judges as it is filled.",
)


@form.command(name="list")
def list_(
    *,
    lang: Lang = "vi",  # noqa: ARG001 - `run` reads it, before the words are
    rules: Rules = INSTALLED,
) -> int:
    """Liệt kê các biểu, kể cả biểu của tỉnh trong gói.

    List the forms, those of packs included.
    """
    library = rules.library()
    forms = read_forms(library.catalogue.packs).values()
    head = [str(Phrase(name)) for name in ("remarks.head-id", "remarks.head-level", "remarks.head-name")]
    print_table(head, [(each.id, each.level, f"{each.code}. {each.title}") for each in forms])
    return 0


@form.command(name="fill")
def fill_(
    id: Annotated[str, Parameter(help="Mã biểu: bieu-05 … bieu-13. · Id of the form: bieu-05 … bieu-13.")],
    *,
    from_: Annotated[
        list[Path] | None,
        Parameter(name="--from", help="Tệp số liệu; nêu được nhiều lần. · Figures; may be given again."),
    ] = None,
    capital: Annotated[Path | None, Parameter(help="Tệp vốn. · Rows of capital.")] = None,
    on: Annotated[str, Parameter(help="Ngày báo cáo. · Day of the report.")],
    before: Annotated[
        str,
        Parameter(
            help="Ngày so sánh, thường là 31/12 năm trước. · The day to compare with, usually the end of last year."
        ),
    ],
    output: Annotated[
        Path, Parameter(name=["--out", "-o"], help="Tệp .xlsx hoặc .docx cần ghi. · File to write: .xlsx or .docx.")
    ],
    unit: Annotated[str | None, Parameter(help="Xã của biểu cấp xã. · Commune of a form of a commune.")] = None,
    province: ProvinceName = None,
    lang: Lang = "vi",
    floor: FloorName = "recall",
    area: AreaName = None,
    rules: Rules = INSTALLED,
    force: Force = False,
) -> int:
    """Điền một biểu từ số liệu và vốn; ô không biết để trống kèm lý do, các đẳng thức được kiểm tra và ghi rõ.

    Fill a form; a cell that is not known stays empty with the reason. Exit 0 every identity holds, 1 one does not.
    """
    keep_inputs(output, (*(from_ or ()), capital))
    keep_edited(output, force=force)
    library = rules.library()
    forms = read_forms(library.catalogue.packs)
    if id not in forms:
        raise UsageError(problem("NTM015.none", id=id, known=", ".join(sorted(forms)), near=(id, forms)))
    if unit is not None and forms[id].level != "xa":
        raise UsageError(problem("NTM015.level", form=forms[id].code))
    done = _filled(
        forms, forms[id], library, list(from_ or ()), capital, iso_day(on), iso_day(before), unit, province, area, floor
    )
    write_form(done, output, lang=lang)
    wrong = [check for check in done.checks if check.holds is False]
    for line in (*(check_words(check, done, lang) for check in wrong), *left_out_words(done, lang)):
        say(" – ".join(line))
    empty = sum(cell.value is None and cell.why is not None for row in done.rows for cell in row.cells)
    told = (f"written {output}: {empty} cells left empty with their reason, {len(wrong)} identities do not hold" if lang == "en"
            else f"đã ghi {output}: {empty} ô để trống kèm lý do, {len(wrong)} đẳng thức không đúng")  # fmt: skip
    say(told)
    return 1 if wrong else 0


def _filled(
    forms: Mapping[str, Form], chosen: Form, library: Library,
    files: Sequence[Path], capital: Path | None, on: str, before: str, unit: str | None,
    province: str | None, area: str | None, floor: str,
) -> FilledForm:  # fmt: skip
    if before >= on:
        raise UsageError(problem("NTM575.before", before=before, on=on))
    if chosen.from_ is not None and on < chosen.from_.isoformat():
        first, day = as_written(chosen.from_), as_written(on)
        raise UsageError(problem("NTM015.period", form=chosen.code, first=first, on=day))
    rows = None if capital is None else _capital(capital, forms, province, unit if chosen.level == "xa" else None)
    if chosen.set is None:
        own, rows = _of_commune(rows, unit) if chosen.level == "xa" else (None, rows)
        known = moment(None, ())
        source = Source(now=known, before=known, capital=rows, on=on, unit=own)
        return fill(chosen, source, place=own or province or "", before=before, forms=forms)
    if not files:
        raise UsageError(problem("NTM015.figures", form=chosen.code))
    history = history_of(files, as_of=on, readers=library.plugins.readers, told=False)
    tell_left_out(history.left_out)
    find = Finder(library, area=area, evidence_floor=floor)
    table = history.on(on)
    province = province or _province(chosen_units(table, find(chosen.set, on, None), [unit] if unit else None))
    book = find(chosen.set, on, province)
    now = _units(table, book, unit)
    if wrong := [each for one in now for each in who_disagrees(book, one)]:
        raise UnitError(wrong)
    if chosen.level == "xa" and len(now) != 1:
        names = ", ".join(each.unit for each in now[:8])
        raise FiguresError(problem("NTM602.one-commune", history.name, count=len(now), known=names))
    if chosen.level == "xa":
        _, rows = _of_commune(rows, now[0].unit, now[0].within)
    earlier, missing = _earlier(find, chosen, history, before, province, book)
    then = [_unit(history.on(before), each) for each in now]
    source = Source(now=moment(book, now), before=moment(earlier, then, missing=missing), capital=rows, on=on,
                    unit=now[0].unit if chosen.level == "xa" else None)  # fmt: skip
    place = now[0].unit if chosen.level == "xa" else province or ""
    return fill(chosen, source, place=place, before=before, forms=forms)


def _capital(
    path: Path, forms: Mapping[str, Form], province: str | None, unit: str | None
) -> tuple[CapitalRow, ...]:  # fmt: skip
    """Return the rows of capital of one province, with parts and works named as the forms name them."""
    left_out: list[Remark] = []
    rows = placed(read_capital(path, left_out), forms.values(), unit=unit)
    tell_left_out(left_out)
    said = {bare_province(name): name for name in (province, *(each.province for each in rows)) if name}
    if len(said) > 1:
        raise UsageError(problem("NTM015.provinces", provinces=few(list(said.values()), 8)))
    return rows


def _of_commune(
    rows: tuple[CapitalRow, ...] | None, unit: str | None, within: str | None = None
) -> tuple[str | None, tuple[CapitalRow, ...] | None]:
    return (unit, None) if rows is None else of_one_commune(rows, unit, within)


def _units(table: FigureTable, book: Rulebook, unit: str | None) -> tuple[UnitFigures, ...]:
    """Return the units that are counted: of a commune and those that were merged into it the one that there is today."""
    chosen = chosen_units(table, book, [unit] if unit else None)
    tell_left_out(with_lists(with_titles(table, book), book).left_out[len(table.left_out) :])
    kept, former = without_former(chosen, lambda _: book)
    if unit:
        return chosen
    tell_left_out(not_counted("former", table.name, [each.called for each in former], book.on))
    return kept


def _province(units: Iterable[UnitFigures]) -> str | None:
    """Return the one province that units say they lie in; a form of several is refused (NTM015)."""
    said = {bare_province(each.province): each.province for each in units if each.province}
    if len(said) > 1:
        raise UsageError(problem("NTM015.provinces", provinces=few(list(said.values()), 8)))
    return next(iter(said.values()), None)


def _unit(table: FigureTable, unit: UnitFigures) -> UnitFigures:
    """Return what was known of a unit on the day before; nothing known is open, not unmet."""
    for each in table.units:
        if (each.unit, each.within, each.province) == (unit.unit, unit.within, unit.province):
            return each
    return UnitFigures(unit=unit.unit, province=unit.province, within=unit.within, level=unit.level, area=unit.area)


def _earlier(
    find: Finder, chosen: Form, history: History, before: str, province: str | None, book: Rulebook
) -> tuple[Rulebook | None, Text | None]:
    assert chosen.set is not None
    try:
        found = find(chosen.set, before, province)
    except DateError:
        return None, Text(f"ngày {before} không có bộ tiêu chí nào có hiệu lực", f"no set was in force on {before}")
    if found.id != book.id:
        return None, Text(
            f"ngày {before} áp dụng bộ khác ({found.id}), không so được",
            f"another set applied on {before} ({found.id})",
        )
    if not history.on(before).units or not any(unit.entries for unit in history.on(before).units):
        return None, Text(f"chưa có số liệu nào đến ngày {before}", f"no figure was known on {before}")
    return found, None

"""``ntmrules form live``: a workbook that judges while it is filled."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from ntmrules.cli.options import INSTALLED, AreaName, Lang, OnGap, ProvinceName, Rules
from ntmrules.cli.output import say
from ntmrules.cli.parameter import Parameter
from ntmrules.cli.template import write_new
from ntmrules.errors import UnitError, UsageError, problem
from ntmrules.figures.bind import bind
from ntmrules.messages import Phrase
from ntmrules.model.figures import UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.unit_names import named as called
from ntmrules.model.unit_names import same_name
from ntmrules.places.listed import units_of_level

UNIT = "xã (ghi tên xã)"
LISTED = ("xa", "phuong", "thi-tran")
"""Levels whose units may have namesakes in one province."""


def live(
    ref: Annotated[str, Parameter(name="SET", help="Bộ tiêu chí: xa-ntm … · Criteria set: xa-ntm …")],
    /,
    *,
    on: Annotated[str, Parameter(help="Ngày đánh giá: 2025-12-31. · Date of assessment: 2025-12-31.")],
    output: Annotated[Path, Parameter(name=["--output", "-o"], help="Tệp .xlsx cần ghi. · File to write: .xlsx.")],
    province: ProvinceName = None,
    unit: Annotated[
        list[str] | None,
        Parameter(
            name="--unit",
            help='Tên đơn vị, mỗi đơn vị một trang; nêu được nhiều lần; trùng tên thì thêm huyện: "xã A, huyện B". · Unit, a '
            'sheet each; may be given again; of one name with its district: "xã A, huyện B".',
        ),
    ] = None,
    units: Annotated[
        str | None,
        Parameter(help='Tỉnh: mỗi xã một dòng, như "Quảng Ninh". · Province: one row a commune, e.g. "Quảng Ninh".'),
    ] = None,
    within: Annotated[
        str | None, Parameter(help="Huyện mà các --unit thuộc về. · District in which the --unit lie.")
    ] = None,
    full: Annotated[
        bool,
        Parameter(
            negative=(),
            help="Hỏi mọi điều bộ này nghe được: kết quả được báo cáo của từng chỉ tiêu, tiêu chí, số liệu của các bộ mà "
            "bộ này dẫn chiếu. · Ask for all that the set can hear: reports on each indicator and criterion, figures of the "
            "sets it refers to.",
        ),
    ] = False,
    area: AreaName = None,
    on_gap: OnGap = "error",
    force: Annotated[bool, Parameter(negative=(), help="Ghi đè tệp đã có. · Overwrite.")] = False,
    lang: Lang = "vi",
    rules: Rules = INSTALLED,
) -> int:
    """Lập biểu Excel tự đánh giá: điền số liệu tới đâu, kết quả từng chỉ tiêu hiện tới đó; không cần cài gì thêm.

    Write a workbook that judges while it is filled in, in Excel or LibreOffice, without anything installed.
    """
    from ntmrules.office.live_form import live_workbook

    if units is not None and unit:
        raise UsageError(problem("NTM011.unit-and-units"))
    if output.suffix.lower() != ".xlsx":
        raise UsageError(problem("NTM013.suffix", str(output), known=".xlsx"))
    if output.exists() and not force:
        raise UsageError(problem("NTM013.exists", str(output)))
    for name in unit or ():
        if name.lstrip()[:1] in tuple("=+-@") or not name.strip():
            raise UsageError(problem("NTM011.unit-name", name=name))
    library = rules.library()
    book = library.rulebook(ref, on=on, province=units or province, area=area, on_gap=on_gap)
    found = _units(book, unit, units, within)
    data = live_workbook(book, found, decisions=library.catalogue.decisions.get, sources=library.catalogue.sources.get, lang=lang,
                         rows=units is not None, full=full, named=bool(unit or units))  # fmt: skip
    write_new(output, data, force=force)
    say(Phrase("remarks.live-form", path=str(output), units=len(found), set=book.id))
    return 0


def _units(book: Rulebook, names: list[str] | None, province: str | None, within: str | None) -> list[UnitFigures]:
    """Return the units of the form; ``UsageError`` NTM011 where a name is needed, or names a unit that is no more,
    ``UnitError`` NTM609 where it names several."""
    level = book.set.level
    if province is not None:
        assert book.province is not None
        called = units_of_level(book.province, level, book.on)
        return [UnitFigures(unit=name, within=inside, province=book.province.name) for name, inside in called]
    if not names and book.zonings:
        raise UsageError(problem("NTM011.zones", book.id))
    found = list(dict.fromkeys(_named(name, within) for name in names or [UNIT]))
    for each in found if names else ():
        if bind(book, each).split:
            raise UsageError(problem("NTM011.split-unit", unit=each.unit, on=book.on))
        _one_of_its_name(book, each)
    return found


def _named(name: str, within: str | None) -> UnitFigures:
    """Return a unit by its name, with what it lies in where that is written behind a comma."""
    bare, comma, place = (" ".join(part.split()) for part in name.rpartition(","))
    inside = (place if comma else "") or within
    if comma and within is not None and not same_name(place, within):
        raise UsageError(problem("NTM011.two-within", unit=name, place=within))
    return UnitFigures(unit=bare if comma else place, within=inside)


def _one_of_its_name(book: Rulebook, unit: UnitFigures) -> None:
    """Raise ``UnitError`` NTM609 for the name alone of a unit that has namesakes in its province."""
    if unit.within is not None or book.province is None or book.set.level not in LISTED:
        return
    listed = [(name, (name, inside)) for name, inside in units_of_level(book.province, book.set.level, book.on)]
    alike = [", ".join(filter(None, each)) for each in called(unit.unit, listed)]
    if len(alike) > 1:
        raise UnitError(problem("NTM609.asked", "--unit", name=unit.unit, found="; ".join(alike), example=alike[0]))

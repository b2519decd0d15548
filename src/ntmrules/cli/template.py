"""``ntmrules template``: forms to fill in, of the holes of a set or of figures."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from typing import Annotated

from ntmrules.authoring.holes_form import holes_form
from ntmrules.cli.lives import tell_lives
from ntmrules.cli.options import INSTALLED, AreaName, Day, Lang, OnGap, ProvinceName, Rules
from ntmrules.cli.output import say
from ntmrules.cli.parameter import Parameter
from ntmrules.errors import UsageError, problem
from ntmrules.figures.form import FiguresForm, as_csv, long_table, questions, wide_table
from ntmrules.library import Library
from ntmrules.messages import Fault, Phrase
from ntmrules.model.days import today
from ntmrules.model.figures import UnitFigures
from ntmrules.model.spelling import fold
from ntmrules.office.tables import is_special
from ntmrules.places.listed import units_of_level
from ntmrules.places.provinces import find_province
from ntmrules.resolve.completed import completed_set

UNIT = "xã (ghi tên xã)"


def template(
    *,
    holes: Annotated[str | None, Parameter(help="Bộ tiêu chí cần điền chỗ trống. · Set whose holes to fill.")] = None,
    decision: Annotated[
        str | None,
        Parameter(help="Chỉ các dòng của quyết định này: 318/QĐ-TTg. · Only the rows of this decision: 318/QĐ-TTg."),
    ] = None,
    annex: Annotated[
        str | None, Parameter(help='Chỉ phụ lục này: "Phụ lục II". · Only this annex: "Annex II".')
    ] = None,
    only_holes: Annotated[
        bool,
        Parameter(negative=(), help="Không kèm mức đã có nhưng căn cứ yếu. · Leave out weak levels that are there."),
    ] = False,
    figures: Annotated[str | None, Parameter(help="Bộ tiêu chí cần số liệu. · Set to collect figures for.")] = None,
    output: Annotated[Path, Parameter(name=["--output", "-o"], help="Tệp cần ghi. · File to write.")],
    on: Day = None,
    province: ProvinceName = None,
    area: AreaName = None,
    on_gap: OnGap = "error",
    unit: Annotated[
        list[str] | None,
        Parameter(name="--unit", help="Tên đơn vị; nêu được nhiều lần. · Unit; may be given again."),
    ] = None,
    units: Annotated[
        str | None,
        Parameter(help='Tỉnh: mỗi xã một dòng, như "Quảng Ninh". · Province: one row a commune, e.g. "Quảng Ninh".'),
    ] = None,
    force: Annotated[bool, Parameter(negative=(), help="Ghi đè tệp đã có. · Overwrite.")] = False,
    rules: Rules = INSTALLED,
    lang: Lang = "vi",
) -> int:
    """Tạo tệp để điền: chỗ trống của một bộ tiêu chí (--holes), hoặc phiếu số liệu trống (--figures).

    Write a form to fill in: the holes of a set as a pack (--holes), or an empty figures form (--figures).
    """
    if (holes is None) == (figures is None):
        raise UsageError(problem("NTM011.form"))
    _fits_its_name(output, ("", ".yaml", ".yml") if holes is not None else (".csv", ".xlsx"))
    if not force and output.exists():
        raise _exists(output)
    library = rules.library()
    if holes is not None:
        text, told = _holes(library, holes, decision, annex, weak=not only_holes, lang=lang)
        data = text.encode()
    else:
        assert figures is not None
        form, told = _figures(library, figures, on, province, area, on_gap, unit, units, lang)
        if output.suffix.lower() == ".xlsx":
            from ntmrules.office.figures_form import form_workbook

            data = form_workbook(form)
        else:
            data = as_csv(form).encode("utf-8-sig")  # Excel takes a CSV without this mark for another encoding
    write_new(output, data, force=force)
    say(f"{output}: {told}")
    return 0


def _holes(
    library: Library, ref: str, decision: str | None, annex: str | None, *, weak: bool, lang: str
) -> tuple[str, Phrase]:
    known = list(library.catalogue.pack_of)
    if ref not in known:
        raise UsageError(problem("NTM001.full-id", ref=ref, near=(ref, known)))
    decision, annex = _known_text(library, ref, decision, annex)
    form = holes_form(library.catalogue, ref, decision=decision, annex=annex, weak=weak, day=today(), lang=lang)
    counts = {"holes": form.holes, "indicators": form.indicators, "counts": form.counts, "criteria": form.criteria}
    return form.text, Phrase("remarks.holes", **counts)


def _known_text(library: Library, ref: str, decision: str | None, annex: str | None) -> tuple[str | None, str | None]:
    """Return the decision and the annex as the catalogue writes them, whatever case and accents they are asked for in.

    Raises ``UsageError`` NTM011 where no row of the set is of the decision or the annex that is asked for.
    """
    whole = completed_set(library.catalogue, ref)
    items = [*whole.prerequisites, *(item for criterion in whole.criteria for item in criterion.indicators)]
    texts = [whole.provision, *(version.provision for item in items for version in item.versions)]
    decision = _as_written(ref, decision, [text.decision for text in texts])
    annexes = [text.annex for text in texts if text.annex and decision in (None, text.decision)]
    return decision, _as_written(ref, annex, annexes)


def _as_written(ref: str, asked: str | None, known: list[str]) -> str | None:
    there = list(dict.fromkeys(known))
    if asked is None or asked in there:
        return asked
    alike = [each for each in there if _place(each) == _place(asked)]
    if len(alike) == 1:
        return alike[0]
    number = re.search(r"\d+(/\d{4})?", asked)  # «QĐ 318» and «318» are how people call 318/QĐ-TTg
    meant = [each for each in there if number is not None and each.startswith(f"{number[0]}/")]
    near = (meant[0], there) if meant else (asked, there)
    raise UsageError(problem("NTM011.no-row-of-text", ref=ref, asked=asked, known=" | ".join(there), near=near))


def _place(text: str) -> str:
    """Return how a text or annex is compared: «Phụ lục 2», «PL II» and «Annex II» are one."""
    from ntmrules.authoring.annex.titles import ROMAN

    words = fold(text).replace("annex", "phu luc")
    words = re.sub(r"^pl\s*(?=[0-9ivx]+$)", "phu luc ", words)
    return re.sub(r"(?<=^phu luc )[ivx]+$", lambda found: str(ROMAN.get(found[0], found[0])), words)


def _figures(
    library: Library, ref: str, on: str | None, province: str | None, area: str | None, on_gap: str,
    names: list[str] | None, units: str | None, lang: str,
) -> tuple[FiguresForm, Phrase]:  # fmt: skip
    if on is None:
        raise UsageError(problem("NTM011.no-day"))
    if units is not None and names:
        raise UsageError(problem("NTM011.unit-and-units"))
    for name in names or ():
        if name.lstrip()[:1] in tuple("=+-@"):
            raise UsageError(problem("NTM011.unit-name", name=name))
    book = library.rulebook(ref, on=on, province=units or province, area=area, on_gap=on_gap)
    if units is not None and province is not None:
        named, listed = (find_province(library.catalogue.provinces, name, book.on) for name in (province, units))
        if named.key != listed.key:
            raise UsageError(problem("NTM011.two-provinces", province=province, units=units))
    tell_lives([UnitFigures(unit=name, level=book.set.level) for name in names or ()], lambda _: book)
    count = len(questions(book))
    if units is None:
        return long_table(book, names or [UNIT], lang), Phrase(
            "remarks.questions", count=count, units=len(names or [UNIT])
        )
    assert book.province is not None
    called = units_of_level(book.province, book.set.level, book.on)
    return wide_table(book, called, book.province.name, lang), Phrase(
        "remarks.questions", count=count, units=len(called)
    )


def _exists(path: Path) -> UsageError:
    return UsageError(problem("NTM013.exists", str(path)))


def _fits_its_name(path: Path, known: tuple[str, ...]) -> None:
    """Raise ``UsageError`` NTM013 where a form would be written under the name of something else."""
    if path.suffix.lower() not in known:
        raise UsageError(problem("NTM013.suffix", str(path), known=" | ".join(filter(None, known))))


def write_new(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write ``data`` to ``path`` whole or not at all; ``UsageError`` NTM013 where something is there already.

    With ``force`` a link stays one, and what is no plain file (a device, a pipe) is written to: nothing takes its place.
    """
    if force and is_special(path):
        try:
            path.write_bytes(data)
        except OSError as error:
            raise _unwritable(path, error) from None
        return
    path = path.resolve() if force and path.is_file() else path
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    except OSError as error:
        raise _unwritable(path, error) from None
    kept = Path(temporary)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        kept.chmod(0o666 & ~_umask())
        if force:
            kept.replace(path)
        else:
            _take_name(kept, path)
    except FileExistsError:
        raise _exists(path) from None
    except OSError as error:
        raise _unwritable(path, error) from None
    finally:
        kept.unlink(missing_ok=True)


def _take_name(kept: Path, path: Path) -> None:
    """Give a finished file its name, never over another one; a link fails where something came in between."""
    try:
        os.link(kept, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if path.exists():
            raise FileExistsError(path) from None
        kept.replace(path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unwritable(path: Path, error: OSError) -> UsageError:
    return UsageError(problem("NTM013.unwritable", str(path), fault=Fault(error)))

"""What a form was made for: its first line says the set, the day and the province, and commands them when it comes back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date

from ntmrules.errors import FiguresError, Problem, problem
from ntmrules.figures.csv import Sheet
from ntmrules.frozen import define, frozen
from ntmrules.model.rulebook import Rulebook
from ntmrules.patterns import later

# A spreadsheet may have parted the line at its commas, and written them as semicolons or cells of their own.
_LINE = later(
    r"Phiếu\s+số\s+liệu\s+theo\s+(?P<set>[a-z0-9][a-z0-9/-]*)\s*[,;\t]\s*ngày\s+(?P<on>\d{4}-\d\d-\d\d|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})"
    r"(?:(?:\s*[,;\t]\s*(?P<province>[^:;,\t\n\"]{2,60}?))?\s*:|\s*(?=[,;\t]|$))",
    re.IGNORECASE,
    needs=("ếu",),
)
_NEARLY = later(r"phiếu\s+số\s+liệu\s+theo\s+[a-z][a-z0-9-]*/[^\n]{0,120}", re.IGNORECASE, needs=("ếu",))
_AREA = later(r'ntmrules evaluate .*?--area "+([^"\n]{1,80})"')


@frozen(kw_only=True)
class MadeFor:
    """The set (full id), the ISO day, the province by name and the area, where the form was made for one."""

    set: str
    on: str
    province: str | None = None
    area: str | None = None


def first_line(book: Rulebook) -> str:
    """Return the line that says what a form was made for."""
    place = f", {book.province.name}" if book.province is not None else ""
    return f"Phiếu số liệu theo {book.id}, ngày {book.on}{place}: {book.set.name.vi}"


def made_for(remarks: Iterable[str]) -> MadeFor | None:
    """Return what a file says above its table that it was made for; nothing for a file that is no form of ours.

    Raises ``FiguresError`` NTM515 for a line that is nearly ours: passed over, the figures would be judged by something else.
    """
    text = unicodedata.normalize("NFC", ", ".join(remarks))
    found = _LINE.search(text)
    if found is None:
        if (nearly := _NEARLY.search(text)) is not None:
            raise FiguresError(problem("NTM515.unread", line=nearly[0][:120]))
        return None
    area = _AREA.search(text)
    return MadeFor(
        set=found["set"].lower(), on=_iso(found["on"]), province=found["province"], area=None if area is None else area[1]
    )  # fmt: skip


def province_of_form(remarks: Iterable[str]) -> str | None:
    """Return the province that a form was made for; nothing for any other file."""
    found = _LINE.search(unicodedata.normalize("NFC", ", ".join(remarks)))
    return None if found is None else found["province"]


def _iso(day: str) -> str:
    """Return a day as it is written (2024-03-31, 31/03/2024) as an ISO date."""
    if day[4] == "-":
        return day
    number, month, year = (int(part) for part in re.split(r"[/.-]", day))
    return f"{year:04}-{month:02}-{number:02}"


def other_rulebook(remarks: Iterable[str], book: Rulebook, name: str) -> Iterator[Problem]:
    """Yield what a form in the file ``name`` was made for that ``book`` is not: another set, or another day."""
    form = made_for(remarks)
    if form is not None and form.set != book.set.id:
        yield problem("NTM515.set", name, own=form.set, asked=book.set.id)
    if form is not None and form.on != str(book.on):
        yield problem("NTM515.day", name, own=form.on, asked=book.on)


def of_another_kind(remarks: Iterable[str], book: Rulebook, name: str, known_on: date | None) -> Iterator[Problem]:
    """Yield what a form among files of several days was made for that the set of ``book``, at any stage, is not; and that it
    was made for a later year than that of the day on which somebody says that its figures were known.
    """
    form = made_for(remarks)
    if form is None:
        return
    if book.set.key not in (form.set, form.set.rpartition("/")[0]):
        yield problem("NTM515.set", name, own=form.set, asked=book.set.id)
    if known_on is not None and known_on.year < int(form.on[:4]):
        yield problem("NTM515.known", name, own=form.on, asked=known_on)


@define
class Forms:
    """The forms among the sheets of one file: the first says what all of them have to be made for."""

    first: str = ""
    sheet: str = ""

    def other(self, sheet: Sheet) -> Iterator[Problem]:
        """Yield NTM515 for a sheet that is a form made for something else than a sheet before it."""
        form = made_for(sheet.remarks)
        said = "" if form is None else ", ".join(part for part in (form.set, form.on, form.province) if part)
        if said and self.first and said != self.first:
            yield problem("NTM515.sheets", sheet.name, own=said, first=self.first, other=self.sheet)
        if said and not self.first:
            self.first, self.sheet = said, sheet.name

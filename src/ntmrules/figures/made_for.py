"""What a form was made for: its first line says the set, the day and the province, and commands them when it comes back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ntmrules.errors import Problem, problem
from ntmrules.frozen import frozen
from ntmrules.model.rulebook import Rulebook
from ntmrules.patterns import later

# A spreadsheet may have parted the line at its commas, and written them as semicolons or cells of their own.
_LINE = later(
    r"Phiếu số liệu theo (?P<set>[a-z0-9][a-z0-9/-]*)\s*[,;\t]\s*ngày (?P<on>\d{4}-\d\d-\d\d)"
    r"(?:\s*[,;\t]\s*(?P<province>[^:;,\t\n\"]{2,60}?))?\s*:"
)
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
    """Return what a file says above its table that it was made for; nothing for a file that is no form of ours."""
    text = ", ".join(remarks)
    found = _LINE.search(text)
    if found is None:
        return None
    area = _AREA.search(text)
    return MadeFor(
        set=found["set"], on=found["on"], province=found["province"], area=None if area is None else area[1]
    )  # fmt: skip


def other_rulebook(remarks: Iterable[str], book: Rulebook, name: str) -> Iterator[Problem]:
    """Yield what a form in the file ``name`` was made for that ``book`` is not: another set, or another day."""
    form = made_for(remarks)
    if form is not None and form.set != book.set.id:
        yield problem("NTM515.set", name, own=form.set, asked=book.set.id)
    if form is not None and form.on != str(book.on):
        yield problem("NTM515.day", name, own=form.on, asked=book.on)

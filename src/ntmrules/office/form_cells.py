"""A filled form as data: its cells with their reasons, its rows, the identities that were asked of them."""

from __future__ import annotations

from decimal import Decimal

from ntmrules.capital.rows import CapitalRow
from ntmrules.explain.lang.numbers import number
from ntmrules.frozen import frozen
from ntmrules.model.forms import Form
from ntmrules.model.text import Text


@frozen(kw_only=True)
class Filled:
    """One cell: its value, or nothing and the reason; ``why`` beside a value is what has to be known of it."""

    value: int | Decimal | str | Text | None = None
    why: Text | None = None

    @property
    def number(self) -> Decimal | None:
        """The value as a number, where it is one."""
        return Decimal(self.value) if isinstance(self.value, (int, Decimal)) else None

    def shown(self, lang: str) -> str:
        """Return the value as text in ``lang``: numbers with the marks of that language."""
        if self.value is None:
            return ""
        if isinstance(self.value, Text):
            return self.value.in_(lang)
        return number_shown(self.value, lang) if isinstance(self.value, Decimal) else str(self.value)


@frozen(kw_only=True)
class FilledRow:
    """One row: its texts and cells in the order of the lowest columns."""

    id: str | None
    header: bool
    cells: tuple[Filled, ...]


@frozen(kw_only=True)
class Checked:
    """One identity on one column or row: whether it holds (nothing where that cannot be told, and ``why``), with the numbers.

    ``own`` is compared with the sum of ``others``: equal to it, or with ``most`` not more than it.
    """

    text: Text
    where: Text
    own: Decimal | None
    others: tuple[Decimal | None, ...]
    most: bool = False
    why: Text | None = None

    @property
    def holds(self) -> bool | None:
        """Whether it holds; nothing where a number is missing, or what cannot be placed may be the rest."""
        known = [each for each in self.others if each is not None]
        if self.own is None or len(known) < len(self.others) or self.why is not None:
            return None
        whole = sum(known, Decimal(0))
        return self.own <= whole if self.most else self.own == whole

    def said(self, lang: str) -> str:
        """Return the numbers as text in ``lang``: ``152.500,5 = 150.000 + 2.500,5``, a question mark for what is not known."""
        own, *others = ("?" if each is None else number_shown(each, lang) for each in (self.own, *self.others))
        return f"{own} {'≤' if self.most else '='} {' + '.join(others)}"


@frozen(kw_only=True)
class FilledForm:
    """A form with its cells and the state of its identities; ``left_out`` are rows of capital that belong to no cell of it."""

    form: Form
    on: str
    before: str
    place: str
    rows: tuple[FilledRow, ...]
    checks: tuple[Checked, ...]
    remark: Text | None = None
    left_out: tuple[CapitalRow, ...] = ()


def number_shown(value: Decimal, lang: str) -> str:
    """Return a number with the marks of the language, without noughts behind its last digit."""
    return number(value.normalize() if value % 1 else value.quantize(Decimal(1)), lang)

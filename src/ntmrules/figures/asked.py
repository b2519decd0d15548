"""What somebody says of a file of figures that the file does not say itself."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from attrs import Factory, field

from ntmrules.errors import Problem, UsageError, problem
from ntmrules.figures import headings
from ntmrules.figures.signs import IGNORED
from ntmrules.figures.workbook import letters
from ntmrules.frozen import define, frozen
from ntmrules.messages import Joined
from ntmrules.model.spelling import fold, verdict_of
from ntmrules.model.verdicts import Verdict

_GOES_ON, _BEGINNING = "…", 50


def beginning(text: str) -> str:
    """Return how a reader of a file speaks of a text: as it stands, of a long one the beginning with «…» behind."""
    if len(text) <= _BEGINNING and not {'"', ","} & {*text}:
        return text
    cut = min((at for sign in '",' if (at := text.find(sign)) > 0), default=len(text))
    return f"{text[: min(cut, _BEGINNING)].rstrip()}{_GOES_ON}"


@frozen(kw_only=True)
class Asked:
    """The unit that a form is about, the sheets to read (``("all",)`` for all), what columns are, what signs mean.

    ``columns``: heading or letter of a column -> kind of column (``unit``, ``value`` … or ``ignored``); what stands over several
    columns -> ``value`` or ``ignored``, and a row by itself between others -> ``note``. ``marks``: sign ->
    verdict; the empty sign is an empty cell. ``accept``: figures outside what is plausible are taken. ``province``:
    the one that was asked for: a name that reads as a word of a table (Trung Bình) may be that of a commune there.
    """

    unit: str | None = None
    sheets: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(factory=dict)
    marks: Mapping[str, Verdict] = field(factory=dict)
    accept: bool = False
    province: str | None = None

    def notes(self) -> dict[str, str]:
        """Return what was called a note, by its folded text."""
        return {fold(said): said for said, kind in self.columns.items() if kind == "note"}

    def called_note(self, text: str) -> str | None:
        """Return as what somebody called a text a note: by the whole of it, or by its beginning with «…» behind; else nothing."""
        plain = fold(text)
        return next((said for key, said in self.notes().items()
                     if plain == key or (key.endswith(_GOES_ON) and plain.startswith(key[: -len(_GOES_ON)]))), None)  # fmt: skip

    @classmethod
    def of(
        cls,
        *,
        unit: str | None = None,
        sheets: str | Sequence[str] = (),
        columns: Mapping[str, str] | None = None,
        marks: Mapping[str, str] | None = None,
        accept: bool = False,
    ) -> Asked:
        """Return what was asked; ``UsageError`` NTM514 for a kind of column or a verdict that does not exist."""
        known = (*headings.columns(),)
        for heading, kind in (columns or {}).items():
            if kind not in known or not heading:
                raise UsageError(problem("NTM514.columns", word=f"{heading}={kind}", known=Joined(known, " | "),
                                         near=(kind, known)))  # fmt: skip
        said: dict[str, Verdict] = {}
        for sign, word in (marks or {}).items():
            verdict = verdict_of(word)
            if verdict is None:
                raise UsageError(problem("NTM514.marks", word=f"{sign}={word}"))
            said[sign.strip().casefold()] = verdict
        named = (sheets,) if isinstance(sheets, str) else tuple(sheets)
        return cls(unit=unit, sheets=named, columns=dict(columns or {}), marks=said, accept=accept)

    @classmethod
    def from_words(
        cls, *, unit: str | None, sheets: Sequence[str], columns: str | None, marks: str | None, accept: bool
    ) -> Asked:
        """Return what the options of a command ask: ``columns`` and ``marks`` as ``A=b,C=d``."""
        return cls.of(unit=unit, sheets=tuple(sheets), columns=_pairs(columns, "NTM514.columns"),
                      marks=_pairs(marks, "NTM514.marks"), accept=accept)  # fmt: skip


@define
class Heeded:
    """What of that which was asked several files have together: columns and signs; ``names`` and headings of the files."""

    columns: set[str] = Factory(set)
    signs: set[str] = Factory(set)
    header: list[str] = Factory(list)
    names: list[str] = Factory(list)

    def take(self, name: str, columns: set[str], signs: set[str], header: Sequence[str]) -> None:
        """Add the columns and signs that the file ``name`` has of those that were asked about."""
        self.names.append(name)
        self.columns |= columns
        self.signs |= signs
        self.header += [each for each in header if each not in self.header]

    def not_heeded(self, asked: Asked) -> Iterator[Problem]:
        """Yield what was asked of columns and signs that none of the files has."""
        yield from not_heeded(asked, ", ".join(self.names), self.columns, self.signs, self.header)


def not_heeded(
    asked: Asked, name: str, columns: Container[str], signs: Container[str], header: Sequence[str]
) -> Iterator[Problem]:
    """Yield NTM514 for what was asked of columns and signs that a file does not have: a slip in an option is never passed over.

    ``columns`` and ``signs`` are those that were found in the file ``name``; ``header`` is shown.
    """
    shown = ", ".join(f"{letters(at)} {cell!r}" for at, cell in enumerate(header) if cell and cell != IGNORED)
    for each in asked.columns:
        if each not in columns:
            yield problem("NTM514.no-column", name, column=each, header=shown[:300], near=(each, list(header)))
    wanted = [sign for sign in asked.marks if sign]
    if wanted and not any(sign in signs for sign in wanted):
        yield problem("NTM514.no-sign", name, signs=", ".join(wanted))


def _pairs(text: str | None, identity: str) -> dict[str, str]:
    found: dict[str, str] = {}
    begun = ""
    parts = (text or "").split(",")
    for at, part in enumerate(parts):
        if not part.strip() and not found and not begun:
            continue
        left, equals, right = f"{begun}{part}".rpartition("=")
        begun = ""
        if not equals and identity.endswith("columns") and any("=" in each for each in parts[at + 1 :]):
            begun = f"{right},"  # a heading or a title with a comma in it
            continue
        if not equals:
            if identity.endswith("columns"):
                raise UsageError(problem(identity, word=part, known=Joined(headings.columns(), " | ")))
            raise UsageError(problem(identity, word=part))
        found[left.strip()] = right.strip()
    return found

"""How a subject is written that is about another year or another unit: ``thu-nhap@2022``, ``tinh:thu-nhap``."""

from __future__ import annotations

from ntmrules.patterns import later

_DATED = later(r"(?P<rest>.+)@(?P<year>[0-9]{4})\Z")


def in_year(subject: str, year: int) -> str:
    """Return the subject of the same figure in one year: ``thu-nhap@2022``."""
    return f"{subject}@{year}"


def of_unit(level: str | None, measure: str) -> str:
    """Return the subject of the figure of the unit of ``level`` in which a unit lies: ``tinh:thu-nhap``; none: its own."""
    return measure if level is None else f"{level}:{measure}"


def year_of(subject: str) -> tuple[str, int | None]:
    """Return a subject without the year behind it, and the year; nothing for one that names none."""
    found = _DATED.match(subject)
    return (subject, None) if found is None else (found["rest"], int(found["year"]))


def level_of(subject: str) -> str | None:
    """Return the level of the unit that a subject is about, where that is not the unit itself."""
    head, colon, _ = subject.partition(":")
    return head if colon and " " not in subject else None


def measure_id(subject: str) -> str:
    """Return the id of the measure in a subject: without unit, part and year."""
    plain = year_of(subject)[0]
    if level_of(plain) is not None:
        plain = plain.partition(":")[2]
    return plain.partition("/")[0]

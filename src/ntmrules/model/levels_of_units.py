"""Of which level units are that a rule asks of: those of a set, those inside, those in which one lies."""

from __future__ import annotations

from collections.abc import Iterator

from ntmrules.errors import CatalogError, Problem, problem

# Units of one rank are judged by a set of any of them: a phường or a thị trấn by that of communes.
_RANKS = (("xa", "phuong", "thi-tran", "dac-khu"), ("huyen", "quan", "thi-xa", "thanh-pho"))


def alike(one: str, other: str) -> bool:
    """Tell whether units of one level may be judged by a set of the other."""
    return one == other or any(one in rank and other in rank for rank in _RANKS)


def of_another_level(where: str, target: str, own: str, asked: str) -> Iterator[Problem]:
    """Yield NTM139 where the set of ``target`` judges units of a level ``own`` and a rule asks it of units of level ``asked``."""
    if not alike(own, asked):
        yield problem("NTM139.level", where, target=target, own=own, level=asked)


def refuse_another_level(where: str, target: str, own: str, asked: str) -> None:
    """Raise ``CatalogError`` NTM139 there."""
    wrong = list(of_another_level(where, target, own, asked))
    if wrong:
        raise CatalogError(wrong)


def in_no_such_unit(where: str, whose: str | None, level: str) -> Iterator[Problem]:
    """Yield NTM139 where a figure is compared with that of a unit (``whose``) in which units of ``level`` lie nowhere."""
    if whose is not None and (level == "tinh" or (whose == "huyen" and alike(level, "huyen"))):
        yield problem("NTM139.whose", where, whose=whose, level=level)


__all__ = ["alike", "in_no_such_unit", "of_another_level", "refuse_another_level"]

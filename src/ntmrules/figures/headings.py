"""The headings that readers of figures understand, and the rows that are no unit; the words stand in ``headings.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from ntmrules.model.spelling import fold

_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")
_ROMAN = re.compile(r"(?:[ivx]{1,5}|[a-h])(?:[.):/]|\s*[-–]|$)")
_COLUMN_NUMBER = re.compile(r"\(?([0-9]{1,3}|[a-h]|[ivx]{1,5})\)?\Z")
_DATED = re.compile(r".{0,40}\bngay\b.{1,12}\bthang\b.{1,12}\bnam\b")

_YEAR = re.compile(r"\s*[(,]?\s*(?:nam )?((?:19|20)\d\d)\)?\Z")
_OF_A_YEAR = ("value", "verdict", "ignored")
_LABELLED = re.compile(
    r"(?P<kind>(?:tieu chi|chi tieu|tc|ct)(?: so)?\.? ?)?(?P<label>\d{1,2}(?:\.\d{1,2})*)(?P<rest>\D.*|)\Z"
)
_TEXT_BEHIND = re.compile(r"[.:)]?\s+[-–]?\s*[a-z]|[.:)]\s*[-–]?\s*[a-z]")

_COUNTING = frozenset(
    ["", *"cong so toan chung cac xa huyen tinh phuong don dat tieu chi diem count of all cua ca i ii iii".split(),  # noqa: SIM905
     *"vung nhom muc khu phan".split()]  # noqa: SIM905
)  # fmt: skip


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    with files("ntmrules.figures").joinpath("headings.toml").open("rb") as stream:
        found: dict[str, dict[str, list[str]]] = tomllib.load(stream)
    return found


@cache
def columns() -> Mapping[str, tuple[str, ...]]:
    """Return the headings of each kind of column, folded."""
    return {name: tuple(fold(word) for word in words) for name, words in _table()["columns"].items()}


@cache
def column_of() -> Mapping[str, str]:
    """Return the kind of column that a folded heading means."""
    return {word: name for name, words in columns().items() for word in words}


@cache
def role(heading: str) -> str | None:
    """Return the kind of column that a heading means, whatever its case, accents and brackets; nothing for a subject."""
    plain = fold(heading).strip(" .:*")
    known = column_of()
    return known.get(plain) or known.get(_BRACKETS.sub("", plain).strip(" .:*"))


@cache
def role_of_year(heading: str) -> tuple[str, int] | None:
    """Return the kind of column and the year that a heading names together: «Kết quả năm 2023»; nothing for any other."""
    plain = fold(heading).strip(" .:*")
    year = _YEAR.search(plain)
    kind = None if year is None else role(plain[: year.start()])
    return (kind, int(year[1])) if year is not None and kind in _OF_A_YEAR else None


@cache
def label_in(text: str) -> str | None:
    """Return the label at the head of a text, as forms number their rows: «17.2. Tỷ lệ …», «Tiêu chí 5: …», «TC 1».

    A label alone is no such text, nor is a label with something else behind it than words.
    """
    found = _LABELLED.match(fold(text))
    if found is None:
        return None
    behind, named = found["rest"], found["kind"] is not None
    if not behind:
        return found["label"] if named else None
    if not _TEXT_BEHIND.match(behind):
        return None
    # «2 nhà» is no label; «2. Giao thông» and «2.1 Đường xã» are.
    return found["label"] if named or "." in found["label"] or behind[0] in ".:)" else None


@cache
def signs() -> frozenset[str]:
    """Return the signs that stand in a matrix for a verdict, where somebody says for which."""
    return frozenset(word.casefold() for word in _table()["marks"]["signs"])


@cache
def _rows() -> tuple[tuple[str, str], ...]:
    pairs = [(fold(word), kind) for kind, words in _table()["rows"].items() for word in words]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def no_unit(name: str, others: Sequence[str] = ()) -> str | None:
    """Return why a row is no unit, from what stands in the place of its name and in its other cells; nothing if it is one.

    ``total``, ``mean``, ``whole``, ``note``, ``signature``, ``heading`` (I. Các xã vùng cao), ``numbers`` (column numbers).
    """
    plain = fold(name).strip(" *:-–.")
    filled = [cell for cell in others if cell.strip()]
    if not plain:
        return None
    if plain.startswith("#"):
        return "note"
    if role(name) in ("unit", "subject") and any(
        role(cell) or label_in(cell) or _LABELLED.match(cell) for cell in filled
    ):
        return "heading"  # the heading again, as on every page of a long table
    if _COLUMN_NUMBER.match(plain) and filled and all(_COLUMN_NUMBER.match(fold(cell).strip(" .")) for cell in filled):
        return "numbers" if _counts_up([plain, *filled]) else None
    worded = _by_word(plain)
    if worded is not None:
        return worded or None
    if not filled and (_ROMAN.match(plain) and not plain.startswith("xa ")):
        return "heading"
    return "signature" if not filled and _DATED.match(plain) else None


@lru_cache(maxsize=8192)
def plainly_a_name(name: str) -> bool:
    """Tell whether a row is about a unit of this name whatever stands in its other cells."""
    plain = fold(name).strip(" *:-–.")
    return (
        bool(plain)
        and not (plain.startswith("#") or role(name) in ("unit", "subject"))
        and not (_COLUMN_NUMBER.match(plain) or _ROMAN.match(plain) or _DATED.match(plain))
        and not _by_word(plain)
    )


@lru_cache(maxsize=8192)
def _by_word(plain: str) -> str | None:
    """Return what the word is for with which a name begins, nothing where no such word does; empty: it is a name all the same."""
    for word, kind in _rows():
        if plain == word or plain.startswith((f"{word} ", f"{word}:", f"{word},", f"{word}(")):
            # A commune may be called so; what follows a total's word is another word of its kind, never a name alone.
            return kind if kind not in ("total", "mean") or _goes_on(plain[len(word) :]) else ""
    return None


def _goes_on(rest: str) -> bool:
    """Whether what follows «tổng», «bình quân» … makes no name of a place: nothing, a mark, or a word of counting."""
    first = rest.strip(" :,(").partition(" ")[0]
    return first.strip(" :,().") in _COUNTING


def _counts_up(cells: Sequence[str]) -> bool:
    """Whether cells number the columns: A, B, 1, 2 … and no figures: a commune A with 95 per cent is none of these."""
    numbers = [(at, int(found)) for at, cell in enumerate(cells, 1) if (found := cell.strip(" ().")).isdigit()]
    if numbers and numbers[0][1] not in (1, numbers[0][0]):
        return False
    return len(cells) > 1 and all(later[1] == number[1] + 1 for number, later in pairwise(numbers))

"""What stands above a table: the unit, province, year and unit of measure that titles name, and whether they fit what is asked.

A title decides nothing by itself. Where it contradicts what somebody says, that is told: of two sources none is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from ntmrules.errors import Problem, problem
from ntmrules.figures import headings
from ntmrules.figures.own_word import who_disagrees
from ntmrules.figures.scale import is_unit_of_measure
from ntmrules.frozen import frozen
from ntmrules.model.figures import FigureTable, Remark, UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.spelling import fold
from ntmrules.model.unit_names import kind_level, same_name
from ntmrules.patterns import later

_KINDS = ("thị trấn", "đặc khu", "thị xã", "thành phố", "phường", "huyện", "xã")
_OF_A_KIND = rf"(?:{'|'.join(_KINDS)})\s+[^,;:()0-9]"
_COMMITTEE = "ubnd|uỷ ban nhân dân|ủy ban nhân dân"
_OFFICE = rf"(?:(?:{_COMMITTEE}|đơn vị\s*:|tên đơn vị\s*:|biểu của)\s+)?"
_MENTIONED = later(rf"\b(?:{_COMMITTEE})?\s*({_OF_A_KIND}{{2,40}})", re.IGNORECASE)
_HEADED = later(rf"{_OFFICE}({_OF_A_KIND}{{2,30}})\Z", re.IGNORECASE)
_PROVINCE = later(rf"{_OFFICE}(tỉnh\s+[^,;:()0-9]{{2,25}})\Z", re.IGNORECASE)
_MEASURED = later(r"(?:đvt|đơn vị tính|đơn vị)\s*:\s*([^,;:]{1,30})", re.IGNORECASE)
_YEAR = later(r"\bnam ((?:19|20)\d\d)\b(?!\s*[-–]\s*(?:19|20)?\d\d)")
_NO_NAMES = ("xa hoi", "xa diem", "xa nong thon moi")
_OTHER_TIERS = {"kieu mau": ("kieu-mau",), "nang cao": ("nang-cao", "kieu-mau"), "hien dai": ("hien-dai",)}


@frozen(kw_only=True)
class Titled:
    """What stands above the figures of one file; ``placed``: every unit of it says its province itself."""

    name: str
    titles: tuple[str, ...]
    placed: bool = False


def titled(table: FigureTable) -> Titled:
    """Return what stands above the figures of a table."""
    placed = all(unit.province is not None for unit in table.units)
    return Titled(name=table.name, titles=table.header, placed=placed)


def wrong_titles(files: Iterable[Titled], book: Rulebook) -> Iterator[Problem]:
    """Yield NTM610 for each file with a title that names another province than that of ``book``."""
    for each in files:
        if not each.placed:
            yield from other_province(each.titles, book, each.name)


def remarks_on_titles(files: Iterable[Titled], book: Rulebook) -> Iterator[Remark]:
    """Yield a remark for each file with a title that speaks of another tier than the set of ``book`` is, or that names a
    province where nobody names one: titles decide nothing.
    """
    for each in files:
        place = None if each.placed or book.province is not None else province_in(each.titles)
        if place is not None:
            yield Remark("title_province", {"sheet": each.name, "province": place})
        title = of_another_tier(each.titles, book.set.key)
        if title is not None:
            yield Remark("title_set", {"sheet": each.name, "title": title[:80], "set": book.id})


def title_of_another_year(table: FigureTable, day: str) -> Iterator[Remark]:
    """Yield a remark where titles name one year, figures none, and they are counted as known on ``day`` of another."""
    year = year_of_undated(table)
    if year is not None and year != int(day[:4]):
        yield Remark("titled_day", {"sheet": table.name, "year": year, "day": date.fromisoformat(day)})


def unit_heading(cells: Iterable[str]) -> str | None:
    """Return the unit that a row is the heading of, by its only words («UBND XÃ HÀ LÂU», «II, Xã Hà Lâu»), else nothing."""
    said = {" ".join(cell.split()) for cell in cells if cell.strip() and not headings.is_number_in_list(cell)}
    if len(said) != 1:
        return None
    (text,) = said
    found = units_headed([text])
    if not found or fold(found[0]) in _NO_NAMES:
        return None
    name = found[0].split()[-1]
    return found[0] if name[:1].isupper() else None  # «Xã điểm», «Xã đặc biệt khó khăn» are no names


def unit_mentioned(titles: Iterable[str]) -> str:
    """Return the unit that a title names, as something to ask about; it is never taken by itself."""
    for text in titles:
        said = _MENTIONED.search(text)
        if said:
            return _spelled(said[1])
    return ""


def units_headed(titles: Iterable[str]) -> list[str]:
    """Return the units that titles name and nothing else: «UBND XÃ HÀ LÂU»."""
    found = [_spelled(said[1]) for text in titles if (said := _HEADED.match(" ".join(text.split())))]
    return [each for each in found if "nong thon moi" not in fold(each)]


def _spelled(text: str) -> str:
    name = " ".join(text.split())
    kind = next(each for each in _KINDS if name.lower().startswith(each))
    rest = name[len(kind) :].strip()
    return f"{kind} {rest.title() if rest.isupper() else rest}"


def another_unit(titles: Iterable[str], name: str) -> str | None:
    """Return the unit that a title names where it is another of the same kind as ``name``; nothing where none is."""
    headed = [each for each in units_headed(titles) if kind_level(name) in (None, kind_level(each))]
    if not headed or any(same_name(each, name) for each in headed):
        return None
    return None if kind_level(name) is None and len(headed) > 1 else headed[-1]


def measure_in(titles: Iterable[str]) -> str:
    """Return the unit of measure that titles give for all figures: «Đơn vị tính: nghìn đồng»; empty where none does."""
    found = {said[1].strip(" .)") for text in titles for said in _MEASURED.finditer(text)}
    known = [each for each in sorted(found) if is_unit_of_measure(each)]
    return known[0] if len(known) == 1 else ""


def year_in(titles: Iterable[str]) -> int | None:
    """Return the one year that titles name («NĂM 2022»), and no span of years; nothing where they name none or several."""
    years = {int(said) for text in titles for said in _YEAR.findall(fold(text))}
    return years.pop() if len(years) == 1 else None


def year_of_undated(table: FigureTable) -> int | None:
    """Return the one year that the titles of a file name, where some of its figures name none; nothing elsewhere."""
    undated = any(entry.year is None for unit in table.units for entry in unit.entries)
    return year_in(table.header) if undated else None


def other_province(titles: Iterable[str], book: Rulebook, name: str) -> Iterator[Problem]:
    """Yield NTM610 where a title is the name of a province that is not the one that ``book`` is for."""
    own = None if book.province is None else province_in(titles)
    if own is not None and book.province is not None and any(who_disagrees(book, UnitFigures(unit=name, province=own))):
        yield problem("NTM610.title-province", name, own=own, asked=book.province.name)


def province_in(titles: Iterable[str]) -> str | None:
    """Return the province that a title is the name of («UBND TỈNH NGHỆ AN»), without the word for it; nothing where none is."""
    for text in titles:
        said = _PROVINCE.match(" ".join(text.split()))
        if said and "nong thon moi" not in fold(text):
            rest = said[1].split(maxsplit=1)[1]
            return rest.title() if rest.isupper() else rest
    return None


def of_another_tier(titles: Iterable[str], key: str) -> str | None:
    """Return the title that speaks of another tier (nâng cao, kiểu mẫu) than the set with this key; nothing where none does."""
    for text in titles:
        plain = fold(text)
        if "nong thon moi" not in plain and "ntm" not in plain.split():
            continue
        for words, tiers in _OTHER_TIERS.items():
            if words in plain:
                if not any(tier in key for tier in tiers):
                    return text
                break
    return None

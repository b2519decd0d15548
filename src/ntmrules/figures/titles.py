"""What stands above a table: the unit, province, year and unit of measure that titles name, and whether they fit what is asked.

A title decides nothing by itself. Where it contradicts what somebody says, that is told: of two sources none is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ntmrules.errors import Problem, problem
from ntmrules.figures import headings
from ntmrules.figures.behind import KINDS_OF_NO_RESULT
from ntmrules.figures.heading_rows import HAMLET
from ntmrules.figures.indicator_names import without_own_names
from ntmrules.figures.made_for import province_of_form
from ntmrules.figures.mentions import (
    may_name_a_province,
    places_in,
    province_named,
    provinces_with_district,
    stage_in,
    without_documents,
    years_in,
)
from ntmrules.figures.named_fields import units_in_fields
from ntmrules.figures.no_results import is_graded, no_results_in
from ntmrules.figures.own_word import who_disagrees
from ntmrules.figures.said_below import wrong_below
from ntmrules.figures.scale import is_unit_of_measure
from ntmrules.figures.title_days import time_within
from ntmrules.figures.understood import not_understood, titles_not_understood
from ntmrules.frozen import frozen
from ntmrules.messages import Phrase
from ntmrules.messages.speech import few
from ntmrules.model.figures import Beside, FigureTable, Remark, UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.spelling import fold
from ntmrules.model.unit_names import bare_province, kind_level, name_key, same_name
from ntmrules.patterns import later
from ntmrules.places.communes import COMMUNES, DISTRICTS

_KINDS = ("thị trấn", "đặc khu", "thị xã", "thành phố", "phường", "huyện", "xã")
_OF_A_KIND = rf"(?:{'|'.join(_KINDS)})\s+[^,;:()0-9]"
_COMMITTEE = "ubnd|uỷ ban nhân dân|ủy ban nhân dân"
_OFFICE = rf"(?:(?:{_COMMITTEE}|đơn vị\s*:|tên đơn vị\s*:|biểu của)\s+)?"
_MENTIONED = later(rf"\b(?:{_COMMITTEE})?\s*({_OF_A_KIND}{{2,40}})", re.IGNORECASE)
_HEADED = later(rf"{_OFFICE}({_OF_A_KIND}{{2,30}})\Z", re.IGNORECASE)
_PROVINCE = later(rf"{_OFFICE}(tỉnh\s+[^,;:()0-9]{{2,25}})\Z", re.IGNORECASE)
_MEASURED = later(r"(?:đvt|đơn vị tính|đơn vị)\s*:\s*([^,;:]{1,30})", re.IGNORECASE)
_MARKS = later(r"[^\w\s\u0300-\u036f]")
_NO_NAMES = ("xa hoi", "xa diem", "xa nong thon moi")
_WHOLE = later(r"\b(?:toan|ca|cac xa cua|cac xa trong) (?:huyen|tinh|thi xa|thanh pho)\b|\bbinh quan (?:huyen|tinh)\b")
_MOST_UNCLEAR = 4
_SHORT = 20  # letters of the name of a numbered hamlet
_FEW = 5  # words of a cell that names a set
_OTHER_TIERS = {"kieu mau": ("kieu-mau",), "nang cao": ("nang-cao", "kieu-mau"), "hien dai": ("hien-dai",)}


@frozen(kw_only=True)
class Titled:
    """What stands above the figures of one file.

    ``placed``: every unit of it says its province itself, ``provinces`` are those that units say; ``undated``: some
    of its figures say no year and no day, ``confirmed``: somebody looked again at every one. ``sheets``: the names of its
    sheets. ``beside``: what stands over columns and between rows. ``as_of``: the day for which somebody says that they count.
    """

    name: str
    titles: tuple[str, ...]
    sheets: tuple[str, ...] = ()
    placed: bool = False
    provinces: tuple[str, ...] = ()
    undated: bool = False
    confirmed: bool = False
    beside: tuple[Beside, ...] = ()
    as_of: date | None = None


def titled(table: FigureTable) -> Titled:
    """Return what stands above the figures of a table."""
    said = tuple(dict.fromkeys(unit.province for unit in table.units if unit.province is not None))
    placed = all(unit.province is not None for unit in table.units)
    entries = [entry for unit in table.units for entry in unit.entries]
    return Titled(name=table.name, titles=table.header, sheets=table.sheets, placed=placed, provinces=said,
                  undated=is_undated(table), confirmed=bool(entries) and all(each.confirmed for each in entries),
                  beside=table.beside)  # fmt: skip


def wrong_titles(files: Iterable[Titled], book: Rulebook) -> Iterator[Problem]:
    """Yield NTM610 for each file with a title that names another province than that of ``book``, or a time before its set; NTM503
    for one with a title, or name of a sheet, that says there are no results, where nobody has confirmed that there are, and for
    what stands over columns and between rows and is not understood.
    """
    for each in files:
        if not each.placed:
            yield from other_province(each.titles, book, each.name)
        earlier = list(earlier_time(each.titles, book, each.name)) if each.undated else []
        yield from earlier
        if not each.confirmed and not earlier:
            yield from without_results(each, book)
        yield from not_understood(each.beside, book)
        if not each.confirmed:
            on = each.as_of or book.on
            titled_so = year_in(each.titles) not in (None, on.year)  # then it is said of the titles already
            yield from wrong_below(each.beside, book, on=on, undated=each.undated and not titled_so)


def remarks_on_titles(files: Iterable[Titled], book: Rulebook) -> Iterator[Remark]:
    """Yield a remark for each file with a title that speaks of another tier than the set of ``book`` is, or that names a
    province where nobody names one: titles decide nothing.
    """
    for each in files:
        place = None if each.placed or book.province is not None else province_in(each.titles)
        if place is not None:
            yield Remark("title_province", {"sheet": each.name, "province": place})
        named = provinces_in(each.titles) if each.placed and each.provinces else []
        if named and not {*map(bare_province, named)} & {*map(bare_province, each.provinces)}:
            rows = ", ".join(each.provinces[:3])
            yield Remark("title_places", {"sheet": each.name, "province": named[0], "rows": rows})
        district = None if each.placed or provinces_in(each.titles) else other_district(each.titles, book)
        if district is not None and book.province is not None:
            own, home = district
            values = {"sheet": each.name, "own": own, "home": home, "asked": book.province.name}
            yield Remark("title_district", dict(values))
        stage = stage_in(each.titles)
        if stage is not None and not stage[0] <= book.on.year <= stage[1]:
            said = f"{stage[0]}-{stage[1]}"
            yield Remark("title_stage", {"sheet": each.name, "stage": said, "set": book.id, "day": book.on})
        another = of_another_tier([*each.titles, *each.sheets], book.set.key)
        unclear = [f"«{said.text[:80]}» ({' '.join(words)[:40]})" for said, words in titles_not_understood(each.beside, book)
                   if said.text != another]  # fmt: skip
        unclear += [f"«{name}»" for name in each.sheets if HAMLET.match(name)]
        unclear += [f"«{title[:80]}»" for title in dict.fromkeys(each.titles) if _is_hamlet(title)]
        if unclear:
            shown = few(unclear, _MOST_UNCLEAR, "; ")
            yield Remark("title_unclear", {"sheet": each.name, "count": len(unclear), "titles": shown})
        counted = each.as_of or book.on
        then = time_within(each.titles, counted, whole_year=each.as_of is None) if each.undated else None
        if then is not None:
            yield Remark("title_day", {"sheet": each.name, "said": then, "day": counted})
        yield from _beside_the_own(each)
        if another is not None:
            yield Remark("title_set", {"sheet": each.name, "title": another[:80], "set": book.id})


def _is_hamlet(title: str) -> bool:
    """Tell whether a title is the name of a numbered hamlet, of whose words nobody would ask: «THÔN 3»."""
    return len(title) <= _SHORT and title[-1:].isdigit() and HAMLET.match(title.title()) is not None


def _beside_the_own(file: Titled) -> Iterator[Remark]:
    """Yield a remark for each title over the form of one commune that names it and another one."""
    for each in file.beside:
        named = (
            [place.called for place in places_in([each.text]) if place.kind in COMMUNES] if each.kind == "title" else []
        )
        others = [name for name in named if not any(same_name(name, unit) for unit in each.units)]
        if each.units and others:
            yield Remark(
                "title_also", {"sheet": file.name, "title": each.text[:80], "other": others[0], "unit": each.units[0]}
            )


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
        places = places_in([text])
        said = _MENTIONED.search(text)
        if places and places[0].kind != "tinh":
            return places[0].called
        if said and not places:
            return _spelled(said[1])
        if field := next(units_in_fields([text]), ""):
            return field
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


def another_unit(titles: Sequence[str], name: str, provinces: Iterable[str | None] = ()) -> str | None:
    """Return the unit that a title names where it is another of the same kind as ``name``; nothing where none is.

    A name without a word for its kind may be that of any commune, and of the one unit that a title is the name of. ``provinces``:
    those that are said, of whose communes a title may be the name.
    """
    own, headed = kind_level(name), units_headed(titles)
    fields = [*units_in_fields(titles, provinces)]
    bare = [each for each in fields if kind_level(each) is None]  # those of communes
    named = [*headed, *(each.called for each in places_in(titles)), *fields]
    if any(same_name(each, name) for each in named) or _stands_in(titles, name):
        return None
    if own is None:
        communes = [each for each in named if kind_level(each) in COMMUNES or each in bare]
        return communes[-1] if communes else headed[0] if len(headed) == 1 else None
    fits = [each for each in named if kind_level(each) == own or (each in bare and own in COMMUNES)]
    return fits[-1] if fits else None


def _stands_in(titles: Iterable[str], name: str) -> bool:
    """Tell whether a title has a name in it, word by word."""
    key = name_key(name)
    return any(f" {key} " in f" {' '.join(_MARKS.sub(' ', name_key(title)).split())} " for title in titles)


def unit_beside(titles: Sequence[str], units: Sequence[UnitFigures]) -> str | None:
    """Return the commune that titles name where no unit of a table is it, though they are communes; nothing elsewhere."""
    known = [kind_level(unit.unit) or unit.level for unit in units]
    if not units or any(each not in (None, *COMMUNES) for each in known):
        return None
    if any(
        _stands_in(titles, unit.unit) for unit in units
    ):  # as :func:`another_unit` would say, without a list of names
        return None
    named = unit_titled(titles)
    return None if named is None or any(another_unit(titles, unit.unit) is None for unit in units) else named


def unit_titled(titles: Sequence[str]) -> str | None:
    """Return the commune that titles name last; nothing where they name none."""
    named = [each.called for each in places_in(titles) if each.kind in COMMUNES]
    named = named or [each for each in units_in_fields(titles) if kind_level(each) in COMMUNES]
    return named[-1] if named else None


def same_communes(titles: Sequence[str], keys: Iterable[str], bare: Iterable[str]) -> bool:
    """Tell whether one of many names, given by their keys with and without the word for a kind, is a commune that titles name."""
    named = {name_key(each.name) for each in places_in(titles) if each.kind in COMMUNES}
    return not (named.isdisjoint(keys) and named.isdisjoint(bare))


def measure_in(titles: Iterable[str]) -> str:
    """Return the unit of measure that titles give for all figures: «Đơn vị tính: nghìn đồng»; empty where none does."""
    found = {said[1].strip(" .)") for text in titles for said in _MEASURED.finditer(text)}
    known = [each for each in sorted(found) if is_unit_of_measure(each)]
    return known[0] if len(known) == 1 else ""


def year_in(titles: Iterable[str]) -> int | None:
    """Return the one year that titles name («NĂM 2022», «31/12/2022»), and no span of years; nothing for none or several."""
    years = years_in(titles)
    return years.pop() if len(years) == 1 else None


def is_undated(table: FigureTable) -> bool:
    """Tell whether some figures of a table say no year and no day themselves."""
    return any(entry.year is None for unit in table.units for entry in unit.entries)


def year_of_undated(table: FigureTable) -> int | None:
    """Return the one year that the titles of a file name, where some of its figures name none; nothing elsewhere."""
    return year_in(table.header) if is_undated(table) else None


def without_results(each: Titled, book: Rulebook) -> Iterator[Problem]:
    """Yield NTM503 where a title or the name of a sheet says that there are no results: a plan, an estimate, half a year."""
    titles = {without_own_names(title, book): title for title in each.titles}
    found = no_results_in([*titles], each.sheets, graded=is_graded(book), communes=book.set.level == "xa")
    if found is not None:
        title, kind = titles.get(found[0], found[0]), found[1]
        identity = "NTM503.sheet-no-result" if title in each.sheets else "NTM503.title-no-result"
        yield problem(identity, each.name, title=title[:80], kind=Phrase(KINDS_OF_NO_RESULT[kind]))


def earlier_time(titles: Iterable[str], book: Rulebook, name: str) -> Iterator[Problem]:
    """Yield NTM610 where titles speak of a year or a stage that ended before the set of ``book`` began."""
    titles = tuple(titles)
    year, stage, first = year_in(titles), stage_in(titles), book.set.first_year
    own, last = (year, year) if year is not None or stage is None else (f"{stage[0]}-{stage[1]}", stage[1])
    if last is not None and last < first:
        yield problem("NTM610.title-time", name, own=own, set=book.id, first=first, day=f"{last}-12-31")


def other_province(titles: Iterable[str], book: Rulebook, name: str) -> Iterator[Problem]:
    """Yield NTM610 where titles name a province that is not the one that ``book`` is for."""
    if book.province is None:
        return
    titles = tuple(titles)
    named = provinces_in(titles)
    for own in named[:1] if not any(_is_of(each, book) for each in named) else ():
        yield problem("NTM610.title-province", name, own=own, asked=book.province.name)


def other_district(titles: Iterable[str], book: Rulebook) -> tuple[str, str] | None:
    """Return a district that titles name and its province, where that is not the one of ``book``; nothing elsewhere.

    A district tells its province by the list alone: it is said and stops nothing.
    """
    if book.province is None:
        return None
    parts = {*book.province.formed_from}
    for each in places_in(titles):
        homes = provinces_with_district(each.name) if each.kind in DISTRICTS else []
        if homes and not any(_is_of(home, book) for home in homes) and not {*homes} & parts:
            return each.called, province_named(homes[0])
    return None


def _is_of(province: str, book: Rulebook) -> bool:
    return not any(who_disagrees(book, UnitFigures(unit=province, province=province)))


def province_in(titles: Iterable[str]) -> str | None:
    """Return the first province that titles name («UBND TỈNH NGHỆ AN»), without the word for it; nothing where none is."""
    return next(iter(provinces_in(titles)), None)


def provinces_in(titles: Iterable[str]) -> list[str]:
    """Return the provinces that titles name, without the word for it: that of a form, those that a title is the name of, and
    those of a list.
    """
    titles = tuple(titles)
    form = province_of_form(titles)
    found = [] if form is None else [form]
    for text in titles:
        said = _PROVINCE.match(" ".join(without_documents(text).split()))
        if said and "nong thon moi" not in fold(text):
            rest = said[1].split(maxsplit=1)[1]
            found.append(rest.title() if rest.isupper() else rest)
        if may_name_a_province(text):
            found += [each.name for each in places_in([text]) if each.kind == "tinh"]
    return list(dict.fromkeys(found))


def whole_over_one(titles: Iterable[str], name: str, sheet: str) -> Iterator[Remark]:
    """Yield a remark where a title over the form of one commune speaks of a whole district or province («toàn huyện»)."""
    title = next((text for text in titles if _WHOLE.search(fold(text)) is not None), None)
    if title is not None and kind_level(name) in COMMUNES:
        yield Remark("title_whole", {"sheet": sheet, "title": title[:80], "unit": name})


def tier_said(cell: str) -> bool:
    """Tell whether a short cell speaks of a tier above the first: «Nâng cao», «NTM kiểu mẫu»."""
    plain = fold(cell)
    return len(plain.split()) <= _FEW and any(words in plain for words in _OTHER_TIERS)


def remarks_on_tiers(table: FigureTable, book: Rulebook) -> Iterator[Remark]:
    """Yield a remark for each cell beside figures that speaks of another tier than the set of ``book`` is."""
    for cell, row in table.tiers:
        if of_another_tier([f"ntm {cell}"], book.set.key) is not None:
            yield Remark("row_set", {"sheet": table.name, "row": row, "cell": cell[:60], "set": book.id})


def of_another_tier(titles: Iterable[str], key: str) -> str | None:
    """Return the title that speaks of another tier (nâng cao, kiểu mẫu) than the set with this key; nothing where none does."""
    for text in titles:
        plain = fold(text)
        if "nong thon moi" not in plain and "ntm" not in plain.split() and plain.strip() not in _OTHER_TIERS:
            continue
        for words, tiers in _OTHER_TIERS.items():
            if words in plain:
                if not any(tier in key for tier in tiers):
                    return text
                break
    return None

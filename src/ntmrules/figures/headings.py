"""The headings that readers of figures understand, and the rows that are no unit; the words stand in ``headings.toml``."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from ntmrules.figures.behind import heard, no_result
from ntmrules.figures.heading_words import table
from ntmrules.figures.row_words import is_listed_name, is_word, said_by_words
from ntmrules.figures.scale import is_unit_of_measure
from ntmrules.figures.tally_headings import behind_tally, tally_of_time
from ntmrules.model.spelling import accented, fold, says_something
from ntmrules.model.unit_names import WRITTEN_KINDS, parted
from ntmrules.patterns import later

_BRACKETS = later(r"\s*[(\[][^)\]]*[)\]]\s*$")
_IN_BRACKETS = later(r"[(\[]([^()\[\]]*)[)\]][\s:.*]*\Z")
_ROMAN = later(r"(?:[ivx]{1,5}|[a-h])(?:[.):/]|\s*[-–]|$)")
_AROUND = " *:-–."
_COLUMN_NUMBER = later(r"\(?([0-9]{1,3}|[a-h]|[ivx]{1,5})\)?\Z")
_TO_WRITE = later(r"\((?:ghi ten|write its name)")
_FOOTNOTE = later(r"[(\[]\d{1,2}[)\]]\s*\S")
_DATED = later(r".{0,40}\bngay\b.{1,12}\bthang\b.{1,12}\bnam\b")

_YEAR = later(r"\s*[(,]?\s*(?:nam )?((?:19|20)\d\d)\)?\Z")
_UNTIL = later(r"\s*[(,]?\s*(?:(?:tinh|luy ke) )?den (?:(?:het|ngay|thang|cuoi|thoi diem) )*(?:nam )?(?:\d{1,2}[/.-]){0,2}"
               r"((?:19|20)\d\d)\)?\Z")  # fmt: skip
_RESULTS = ("th", "kq", "ket qua", "thuc hien", "dat duoc", "hien trang", "thuc trang", "thuc te", "so lieu", "gia tri",
            "cuoi nam", "hien nay", "result", "actual")  # fmt: skip
_NAMES = (
    "noi dung",
    "noi dung tieu chi",
    "noi dung chi tieu",
    "ten tieu chi",
    "ten chi tieu",
    "tieu chi",
    "chi tieu",
    "name",
)
_BEHIND_DASH = later(r"\s[-–—:]\s*([^-–—:]+)\Z")
_YEAR_BEHIND = later(r"[^\W\d]\s+(?:[(\[-]\s*)?(?:năm\s+)?(?:19|20)\d\d\s*[)\]]?\s*\Z", re.IGNORECASE)
_OTHER_ROWS = ("plan", "estimate", "part", "time", "change", "whole")
_OF_A_YEAR = ("value", "verdict", "ignored")
_LABEL_OR_ID = later(r"[a-z0-9.@/:_-]+")
_LABELLED = later(
    r"(?P<kind>(?:tieu chi|chi tieu|tc|ct)(?: so)?\.? ?)?(?P<label>\d{1,2}(?:\.\d{1,2})*)(?P<rest>\D.*|)\Z"
)
_POINTS = (".", ":", ")")
_TEXT_BEHIND = later(r"[.:)]?\s+[-–]?\s*[a-z]|[.:)]\s*[-–]?\s*[a-z]")

_LEGEND = later(r"\S{1,4}\s*[:=]\s*(?:chua dat|khong dat|khong ap dung|dat)\b[\s;,.]*")

_COMMUNES = frozenset({"xa", "phuong", "thi tran", "dac khu"})
_DISTRICTS = frozenset({"huyen", "thi xa", "thanh pho", "quan", "tx", "tp"})
_BETWEEN = later(r"\s*(?:[/,;&+–-]|\b(?:va|hoac)\b)\s*")

_COUNTING = frozenset(
    ["", *"cong so toan chung cac xa huyen tinh phuong don dat tieu chi diem count of all cua ca i ii iii".split(),  # noqa: SIM905
     *"vung nhom muc khu phan cum".split()]  # noqa: SIM905
)  # fmt: skip


def as_written() -> Mapping[str, Sequence[str]]:
    """Return the headings of each kind of column as people write them."""
    return table()["columns"]


@cache
def columns() -> Mapping[str, tuple[str, ...]]:
    """Return the headings of each kind of column, folded."""
    return {name: tuple(fold(word) for word in words) for name, words in as_written().items()}


@cache
def column_of() -> Mapping[str, str]:
    """Return the kind of column that a folded heading means."""
    return {word: name for name, words in columns().items() for word in words}


def is_bare_year(heading: str, header: Sequence[str]) -> bool:
    """Tell whether «Nam» is the year: in a header without accents; elsewhere, or beside «Nu», men are counted under it."""
    return (
        _is_bare_year(heading)
        and all(map(str.isascii, header))
        and not any(fold(each).strip() == "nu" for each in header)
    )


def _is_bare_year(heading: str) -> bool:
    return heading.isascii() and heading.strip(" .:*") in ("Nam", "NAM")


def speaks_of_results(heading: str) -> bool:
    """Tell whether a heading has a word for what was done: «TH 2023», «Kết quả đến 30/6», «Cuối năm»."""
    plain = f" {fold(heading)} "
    return any(f" {word} " in plain for word in _RESULTS)


@lru_cache(maxsize=8192)
def role(heading: str) -> str | None:
    """Return the kind of column that a heading means, whatever its case, accents and brackets; nothing for a subject."""
    plain = fold(heading).strip(" .:*")
    if _is_bare_year(heading) or _TO_WRITE.search(
        plain
    ):  # «xã (ghi tên xã)» stands in a form for a name, and is no heading
        return None
    known = column_of()
    bare = _BRACKETS.sub("", plain).strip(" .:*")
    found = known.get(plain) or known.get(bare) or known.get(plain.replace("_", " "))
    if found in ("value", "verdict") and bare != plain and _no_result_in_brackets(heading, found):
        return "ignored"
    if found is None and (stands_beside(heading) or counts_all(heading)):
        return "ignored"
    behind = behind_tally(heading) if found is None else ""
    if behind and tally_of_time(heading) is None and _is_no_result(behind, "value"):
        return "ignored"  # «Số tiêu chí đạt (kế hoạch 2023)», «Số tiêu chí đạt dự kiến đến 31/12/2023»
    if found is None and _lists_subjects(plain):
        return "subject"
    return "unit" if found is None and kinds_in(heading) else found


_SUBJECTS = frozenset({"tieu chi", "chi tieu", "noi dung"})
_AROUND_SUBJECTS = later(
    r"^(?:(?:ten|cac|danh muc|noi dung|he thong)\s+)+(?=(?:tieu chi|chi tieu|noi dung)\b)"
    r"|\s+(?:(?:xa|xay dung)\s+)?(?:ntm|nong thon moi)$|(?<=^noi dung) (?:danh gia|thuc hien)$"
)


@lru_cache(maxsize=8192)
def _lists_subjects(plain: str) -> bool:
    """Tell whether a folded heading is that of criteria and indicators, in whatever words: «Tên tiêu chí, chỉ tiêu»,
    «Các tiêu chí»."""
    bare = _BRACKETS.sub("", plain).strip(" .:*")
    parts = {_AROUND_SUBJECTS.sub("", part) for part in _BETWEEN.split(_AROUND_SUBJECTS.sub("", bare))}
    return bool(bare) and parts <= _SUBJECTS


_VILLAGES = later(
    r"(?:ten |cac )?(?:(?:thon|ap|ban|buon|lang|xom|khom|phum|soc|to dan pho|khu pho|khu dan cu|tdp)(?:\W+|\Z))+"
)


def is_of_villages(heading: str) -> bool:
    """Tell whether a column names villages, a row each: «Thôn», «Tên thôn, bản»."""
    return _VILLAGES.fullmatch(fold(heading).strip(" .:*")) is not None


@lru_cache(maxsize=8192)
def in_brackets(heading: str) -> str:
    """Return what stands in the brackets at the end of a heading, as it is written; empty where there are none."""
    found = _IN_BRACKETS.search(heading)
    return "" if found is None else found[1].strip()


def _no_result_in_brackets(heading: str, kind: str) -> bool:
    """Tell whether the brackets of a heading of results say that they are none: «Kết quả (kế hoạch 2025)», «(6 tháng)»."""
    return _is_no_result(in_brackets(heading), kind)


def _is_no_result(inside: str, kind: str) -> bool:
    why = None if is_unit_of_measure(inside) else no_result(heard(inside), whole=True)
    # «Đạt / chưa đạt» says what to write; a verdict is one by comparison with a level.
    return why is not None and why != "lacking" and not (kind == "verdict" and why == "change")


@lru_cache(maxsize=8192)
def stands_beside(heading: str) -> bool:
    """Tell whether a heading speaks of a plan or of another time than the result does: «KH năm 2024», «17.2 KH», «Cùng kỳ»."""
    plain = fold(heading).strip(" .:*")
    labelled = _LABELLED.match(plain)
    if labelled is not None and labelled["rest"]:
        plain = labelled["rest"].strip(" .:*()[]-–")
        level = _YEAR.sub("", plain)
        if level == "chi tieu" or column_of().get(level) == "ignored":
            return True  # «10.1 Chỉ tiêu 2023» and «10.1 Mức đạt» are what is asked
    words = _beside()
    if plain.startswith(words["compared"]) and any(_starts(plain, word) for word in words["compared"]):
        return True
    for word in words["plan"] if plain.startswith(words["plan"]) else ():
        if plain == word or (
            plain.startswith(f"{word} ") and _is_time(plain[len(word) + 1 :].strip("("), words["time"])
        ):
            return True
    return False


@lru_cache(maxsize=8192)
def counts_all(heading: str) -> bool:
    """Tell whether a heading is that of what shares are of, which stands beside them: «Tổng số hộ», «Dân số (người)»."""
    plain = fold(heading).strip(" .:*")
    return any(each in _beside()["base"] for each in (plain, _BRACKETS.sub("", plain).strip(" .:*")))


@cache
def _beside() -> Mapping[str, tuple[str, ...]]:
    return {kind: tuple(fold(word) for word in said) for kind, said in table()["beside"].items()}


def _is_time(text: str, words: Sequence[str]) -> bool:
    return text[:4].isdigit() or any(_starts(text, word) for word in words)


@lru_cache(maxsize=8192)
def kinds_in(heading: str) -> frozenset[str]:
    """Return the kinds of unit that a heading lists, folded: «Tên xã, phường» -> xa, phuong; none where it says more."""
    plain = _BRACKETS.sub("", fold(heading)).strip(" .:*").removeprefix("ten ")
    parts = frozenset(_BETWEEN.split(plain))
    return parts if parts and parts <= _COMMUNES | _DISTRICTS else frozenset()


def districts_beside_communes(headings: Sequence[str]) -> list[int]:
    """Return the columns that name what the units of another column lie in: «Huyện» beside «Xã», «Tỉnh» stays what it is."""
    kinds = [kinds_in(each) for each in headings]
    if not any(each & _COMMUNES for each in kinds) and not any(
        role(each) == "unit" and not kind for each, kind in zip(headings, kinds, strict=True)
    ):
        return []
    return [at for at, each in enumerate(kinds) if each and each <= _DISTRICTS]


@lru_cache(maxsize=256)
def with_districts(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of columns with «Huyện» beside «Xã» called ``within``: it is what the communes lie in."""
    roles = [role(each) for each in names]
    beside = [at for at in districts_beside_communes(names) if roles[at] == "unit"]
    if len(beside) != 1 or roles.count("unit") != 2 or "within" in roles:
        return names
    return tuple("within" if at == beside[0] else name for at, name in enumerate(names))


@lru_cache(maxsize=8192)
def holds_names(heading: str) -> bool:
    """Tell whether a heading is that of names of criteria and indicators: «Nội dung», «Tên tiêu chí»."""
    plain = fold(heading).strip(" .:*")
    return plain in _NAMES or (plain not in column_of() and _lists_subjects(plain))


def adds_up(heading: str) -> bool:
    """Tell whether a heading of a table of units is that of a column which adds up what stands in the others: «Tổng»."""
    return fold(heading).strip(" .:*") in map(fold, table()["added_up"]["words"])


def known_role(heading: str, known: Container[str]) -> str | None:
    """Return the kind of column that a heading means in files of figures, where a table of another kind has that too."""
    found = role(heading)
    return found if found in known else None


@lru_cache(maxsize=8192)
def role_of_year(heading: str) -> tuple[str, int] | None:
    """Return the kind of column and the year that a heading names together: «Kết quả năm 2023»; nothing for any other."""
    if tally_of_time(heading) is not None:
        return None
    plain = fold(heading).strip(" .:*")
    bare = _BRACKETS.sub("", plain).strip(" .:*")
    dated = any(map(str.isdigit, plain))
    year = next(
        (found for text in (plain, bare) if dated and (found := _UNTIL.search(text) or _YEAR.search(text))), None
    )
    kind = None if year is None else role(year.string[: year.start()])
    if kind in ("value", "verdict") and bare != plain and _no_result_in_brackets(heading, kind):
        kind = "ignored"
    if year is not None and kind in _OF_A_YEAR:
        return kind, int(year[1])
    years = heard(in_brackets(heading)).years
    kind = role(heading) if len(years) == 1 else None
    return (kind, years[0]) if kind in ("value", "verdict") else None


def is_label_or_id(text: str) -> bool:
    """Tell whether a text is written as labels and ids are, «10.1» or ``thu-nhap``, and not in words."""
    return _LABEL_OR_ID.fullmatch(text) is not None


@lru_cache(maxsize=8192)
def label_in(text: str) -> str | None:
    """Return the label at the head of a text, as forms number their rows: «17.2. Tỷ lệ …», «Tiêu chí 5: …», «TC 1».

    A label alone is no such text, nor is a label with something else behind it than words or a point. What the
    words say is another question (:mod:`ntmrules.figures.behind`).
    """
    found = _LABELLED.match(fold(text))
    if found is None:
        return None
    behind, named = found["rest"], found["kind"] is not None
    if not behind:
        return found["label"] if named else None
    if behind in _POINTS and "." in found["label"]:
        return found["label"]  # «10.1.» as lists number their rows
    if not _TEXT_BEHIND.match(behind):
        return None
    # «2 nhà» is no label; «2. Giao thông» and «2.1 Đường xã» are.
    return found["label"] if named or "." in found["label"] or behind[0] in ".:)" else None


@cache
def signs() -> frozenset[str]:
    """Return the signs that stand in a matrix for a verdict, where somebody says for which."""
    return frozenset(word.casefold() for word in table()["marks"]["signs"])


def _accented(text: str) -> str:
    return accented(text).strip(_AROUND)


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    """Return the words with which rows that are no unit begin, as they are written, folded, and what they are for."""
    pairs = [(_accented(word), fold(word), kind) for kind, words in table()["rows"].items() for word in words]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[1])))


@cache
def _groups() -> tuple[tuple[str, str, str], ...]:
    return tuple((_accented(word), fold(word), kind) for kind, words in table()["groups"].items() for word in words)


@cache
def _by_first(of: str) -> Mapping[str, tuple[tuple[str, str, str], ...]]:
    """Return the words for rows or for groups by the letter, folded, that they begin with, in their order."""
    words = _rows() if of == "rows" else _groups()
    return {first: tuple(each for each in words if each[1][0] == first) for first in {each[1][0] for each in words}}


@lru_cache(maxsize=8192)
def group_of_units(name: str) -> str | None:
    """Return why what stands in the place of a unit is none: ``count`` (Số xã đạt), ``zone`` (Các xã vùng cao), ``time`` (Năm
    2022), ``change`` (Tăng/giảm), or what the word of a table is that fills the cell; else nothing.
    """
    begun = next((kind for _, kind in _begun(name, "groups")), None)
    if begun is not None and parted(name)[0] is not None and is_listed_name(name):
        return None  # xã Đồng Bằng, phường Đạt Hiếu
    return begun or said_by_words(name) or _whole_cell(name) or _no_result_beside(name)


def _no_result_beside(name: str) -> str | None:
    """Return ``level`` for a name whose brackets say that its row is of no results: «xã Hoa Sơn (KH)», «Hoa Sơn (năm trước)»."""
    inside = in_brackets(name)
    if inside and _TO_WRITE.search(f"({fold(inside)}"):
        return "unnamed"  # «xã (ghi tên xã)»: a form's own place for a name
    behind = inside or (found[1] if (found := _BEHIND_DASH.search(name)) else "")
    if behind and no_result(heard(behind), whole=True) in _OTHER_ROWS:
        return "level"
    return "time" if _YEAR_BEHIND.search(name) and parted(name)[1].split()[:-1] else None


def _whole_cell(name: str) -> str | None:
    """Return what the word of a table is that a cell is: one of the list, or a heading (STT, Kết quả)."""
    plain = fold(name)
    for kind, words in table()["cells"].items():
        if any(is_word(name, word) for word in words if fold(word)[:1] == plain.strip(_AROUND)[:1]):
            return None if is_listed_name(name) else kind
    return "text" if role(name) not in (None, "unit", "subject") else None


@cache
def surely_names() -> tuple[str, str]:
    """Return two patterns for whole columns: a name that the first finds and the second does not is a unit's.

    The first is a kind of unit before a name («xã Quảng La»), the second the words of this table that begin alike («xã thuộc»)
    and headings («Xã phường»).
    """
    words = {word for word, _, _ in (*_rows(), *_groups())}
    kinds = sorted(WRITTEN_KINDS - words)  # «tiểu khu» begins the name of a zone as well
    alike = [word for word in sorted(words) if word.startswith(tuple(f"{kind} " for kind in kinds))]
    after = "|".join(map(re.escape, [*alike, *(f"{one} {other}" for one in kinds for other in kinds)]))
    return rf"^(?:{'|'.join(f'(?i:{kind[0]}){kind[1:]}' for kind in kinds)}) [\p{{L}}\p{{N}}]", rf"(?i)^(?:{after})\b"


def _begun(name: str, of: str) -> Iterator[tuple[str, str]]:
    """Yield what follows a word with which a name begins, folded, and what the word is for. Accents count where the name has any.

    Vũng Tàu is no «vùng», Tống Phan no «tổng».
    """
    plain = fold(name).strip(_AROUND)
    words = _by_first(of).get(plain[:1], ())
    exact = None if name.isascii() or not words else _accented(name)
    for key, folded, kind in words:
        if _starts(plain, folded) and (exact is None or _starts(exact, key)):
            yield plain[len(folded) :], kind


def _starts(text: str, word: str) -> bool:
    return text == word or (text.startswith(word) and text[len(word)] in " :,(/")


def no_unit(name: str, others: Sequence[str] = ()) -> str | None:
    """Return why a row is no unit, from what stands in the place of its name and in its other cells; nothing if it is one.

    ``total``, ``mean``, ``whole``, ``note``, ``signature``, ``heading`` (I. Các xã vùng cao), ``numbers`` (column numbers).
    """
    plain = fold(name).strip(_AROUND)
    filled = [cell for cell in others if cell.strip()]
    if not plain:
        return None
    if plain.isdigit() and any(_by_word(cell) == "total" for cell in filled):
        return "total"  # «Cộng | 3»: how many units there are stands in the place of a name
    if plain.startswith("#") or (
        not filled and (name.strip()[:1] == "*" or name.strip()[:2] == "(*" or is_legend(name))
    ):
        return "note"
    if role(name) in ("unit", "subject") and any(
        role(cell) or label_in(cell) or _LABELLED.match(cell) for cell in filled
    ):
        return "heading"  # the heading again, as on every page of a long table
    if _COLUMN_NUMBER.match(plain) and filled and all(_COLUMN_NUMBER.match(fold(cell).strip(" .")) for cell in filled):
        return "numbers" if _counts_up([plain, *filled]) else None
    if not filled and _FOOTNOTE.match(name.strip()):
        return "note"
    worded = _by_word(name)
    if worded is not None:
        return worded or None
    if not filled and (_ROMAN.match(plain) and not plain.startswith("xa ")):
        return "heading"
    return "signature" if not filled and _DATED.match(plain) else None


def is_legend(text: str) -> bool:
    """Tell whether a text says what signs mean, and nothing else: «Đ: đạt; CĐ: chưa đạt»."""
    plain = fold(text)
    return bool(plain) and _LEGEND.sub("", plain) == "" and len(plain) < 200


def numbers_rows(heading: str) -> bool:
    """Tell whether a heading is that of a column which numbers the rows: STT, TT."""
    return fold(heading).strip(".") in ("stt", "tt", "so tt")


def may_decide(cell: str) -> bool:
    """Tell whether a cell can be a figure, a verdict or a sign for one."""
    text = cell.strip()
    return says_something(text) or text.casefold() in signs()


def is_number_in_list(cell: str) -> bool:
    """Tell whether a cell only numbers its row: 1, I, A, 2."""
    return _COLUMN_NUMBER.match(fold(cell).strip(" .)")) is not None


def not_a_unit(name: str, others: Sequence[str] = ()) -> str | None:
    """Return why what stands in the column of units is none: as :func:`no_unit`, or as :func:`group_of_units`."""
    return no_unit(name, others) or group_of_units(name)


@lru_cache(maxsize=8192)
def plainly_a_name(name: str) -> bool:
    """Tell whether a row is about a unit of this name whatever stands in its other cells."""
    plain = fold(name).strip(_AROUND)
    return (
        bool(plain)
        and group_of_units(name) is None
        and not (name.strip().startswith(("*", "(*")) or is_legend(name))
        and not (plain.startswith("#") or role(name) in ("unit", "subject"))
        and not (
            _COLUMN_NUMBER.match(plain) or _ROMAN.match(plain) or _DATED.match(plain) or _FOOTNOTE.match(name.strip())
        )
        and not _by_word(name)
    )


@lru_cache(maxsize=8192)
def _by_word(name: str) -> str | None:
    """Return what the word is for with which a name begins, nothing where no such word does; empty: it is a name all the same."""
    for rest, kind in _begun(name, "rows"):
        # A commune may be called so; what follows a total's word is another word of its kind, never a name alone.
        return kind if kind not in ("total", "mean") or _goes_on(rest) else ""
    return None


def _goes_on(rest: str) -> bool:
    """Whether what follows «tổng», «bình quân» … makes no name of a place: nothing, a mark, or a word of counting."""
    first = rest.strip(" :,(/").partition(" ")[0]
    return first.strip(" :,().") in _COUNTING or first[:1].isdigit()


def _counts_up(cells: Sequence[str]) -> bool:
    """Whether cells number the columns: A, B, 1, 2 … and no figures: a commune A with 95 per cent is none of these."""
    numbers = [(at, int(found)) for at, cell in enumerate(cells, 1) if (found := cell.strip(" ().")).isdigit()]
    if numbers and numbers[0][1] not in (1, numbers[0][0]):
        return False
    return len(cells) > 1 and all(later[1] == number[1] + 1 for number, later in pairwise(numbers))

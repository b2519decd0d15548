"""What a matched row of an annex says to the catalogue, cell by cell: the same, something else, or nothing that is taken."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from attrs import field

from ntmrules.authoring.annex.matching import Known
from ntmrules.authoring.annex.naming import words_of
from ntmrules.authoring.annex.printed import Printed, read_printed
from ntmrules.authoring.annex.raised import noted
from ntmrules.authoring.annex.rows import Row
from ntmrules.authoring.annex.tables import OBJECT
from ntmrules.authoring.annex.units import IN_NAME, unfit_cell
from ntmrules.frozen import define, frozen
from ntmrules.model import requirements as req
from ntmrules.model.evidence import Evidence
from ntmrules.model.firmness import gives_way, rank_of_cell
from ntmrules.model.measures import Measure, MeasureKind
from ntmrules.model.requirements import AnyRequirement, Cell
from ntmrules.model.walk import Visitor

PROVINCE = "ubnd-cap-tinh"
_DOWN = ("at_most", "less_than")
TAKEN = ("new", "same", "changed")
WORDS = {"at_least": "≥", "at_most": "≤", "more_than": ">", "less_than": "<", "count_at_least": "≥ (số lượng)"}


@frozen(kw_only=True)
class Outcome:
    """One cell of an annex beside what the catalogue has: taken (new, same, changed), or not, with the reason."""

    status: str
    """``new``, ``same``, ``changed``; not taken: ``common``, ``firm`` (known as well, the same), ``clash`` (known as well,
    another), ``unread``."""
    label: str
    where: str
    column: str
    printed: str
    had: str = ""
    why: str = ""


@frozen(kw_only=True)
class Level:
    """One row of the threshold that is written: a value, or that the province sets it."""

    year: int | None
    area: str | None
    value: Decimal | None


@frozen(kw_only=True)
class Taken:
    """What is written for an indicator, or for one part of it: a kind with levels, or a demand without."""

    known: Known
    kind: str
    part: str | None = None
    levels: tuple[Level, ...] = ()


@frozen
class _Place:
    """Where a printed cell stands: its row, its year, its area (nothing: the common column)."""

    row: Row
    area: str | None
    text: str
    said: Printed

    @property
    def year(self) -> int | None:
        return self.row.year


@define
class Taker:
    """Reads the rows of one indicator after the other; ``outcomes`` tells every cell, ``taken`` what is to be written."""

    measures: Mapping[str, Measure]
    evidence: Evidence
    areas: Mapping[str, str]
    years: tuple[int, int] | None = None
    """The first and the last year of the stage of the set."""
    outcomes: list[Outcome] = field(factory=list)
    taken: list[Taken] = field(factory=list)
    regional: bool = False
    """Whether the rows that are read hold anything in a column of an area, or in one that is not understood."""
    strange: frozenset[str] = frozenset()
    """The headings of columns that are not understood and hold something."""
    general: bool = False
    """Whether their common column stands beside columns of areas."""
    units: tuple[str, ...] = ()
    """The units that the names of the rows say."""

    def take(self, known: Known, rows: list[Row]) -> None:
        """Take what the rows say of one indicator."""
        twice = _twice(rows)
        places = [
            _Place(row, column or None, text, read_printed(text))
            for row in rows
            for column, text in row.printed.items()
        ]
        places = [each for each in places if each.said.kind != "empty"]
        left = {head for row in rows for head in row.left}
        self.strange = frozenset(left)
        self.regional = bool(left) or any(each.area is not None for each in places)
        self.general = any(row.general for row in rows)
        self.units = tuple(unit for row in rows for unit in IN_NAME.findall(row.name))
        if twice:
            for each in places:
                self._tell("unread", known, each, why=twice)
            return
        for each in places:
            if why := self._unread(each):
                self._tell("unread", known, each, why=why)
        places = [each for each in places if not self._unread(each)]
        national = known.version.requirement
        own = known.version.measure or known.indicator.measure
        if isinstance(national, req.Compound):
            self._parts(known, national, places)
        elif any(each.said.more for each in places):
            for each in places:
                self._tell("unread", known, each, why="một ô hai mức, danh mục chỉ có một yêu cầu")
        else:
            self._leaf(known, national, national.measure or own, places, None)

    def _unread(self, place: _Place) -> str:
        """Return why a cell is not read, or is of no year of the set; nothing where it is."""
        if noted(place.text):
            return "có dấu chú thích bên số: đọc chú thích; không đổi mức thì xoá dấu ấy trong bản sao của tệp, đổi thì ghi tay"
        if OBJECT in place.text:
            return "có chữ bị gạch, bị sửa, bị ẩn, hình hoặc ký hiệu lạ (▢)"
        if place.said.kind == "unread":
            return "không đọc được chắc chắn"
        if place.year is not None and self.years is not None and not self.years[0] <= place.year <= self.years[1]:
            return f"năm {place.year} ngoài giai đoạn {self.years[0]}-{self.years[1]} của bộ"
        return ""

    def _tell(self, status: str, known: Known, place: _Place, *, had: str = "", why: str = "") -> None:
        column = self.areas.get(place.area or "", "") or "chung"
        if place.year is not None:
            column = f"{column}, năm {place.year}"
        self.outcomes.append(
            Outcome(status=status, label=known.indicator.id, where=place.row.where, column=column,
                    printed=place.text, had=had, why=why)
        )  # fmt: skip

    # several levels in one cell

    def _parts(self, known: Known, national: req.Compound, places: list[_Place]) -> None:
        parts = [part for part in national.of if isinstance(part, req.Comparison) and part.measure is not None]
        whole = [each for each in places if len(each.said.more) == 1]
        for each in places:
            if each not in whole:
                self._tell("unread", known, each, why="chỉ tiêu có nhiều phần trong danh mục, ô không nói rõ từng phần")
        if not whole:
            return
        two = len(parts) == len(national.of) == 2
        meant = [self._meant(parts, each.said.more[0][0]) if two else None for each in whole]
        said = [part for part in meant if part is not None]
        second = said[0] if said and all(part is said[0] for part in said) else None
        for each, part in zip(whole, meant, strict=True):
            if second is None or part is not second:
                self._tell("unread", known, each, why="không rõ phần nào của chỉ tiêu là mức thứ hai")
        if second is None:
            return
        whole = [each for each, part in zip(whole, meant, strict=True) if part is second]
        first = next(part for part in parts if part is not second)
        firsts = [
            _Place(each.row, each.area, each.text, Printed("level", each.said.op, each.said.value, each.said.unit))
            for each in whole
        ]
        seconds = [_Place(each.row, each.area, each.text, each.said.more[0][1]) for each in whole]
        self._leaf(known, first, first.measure, firsts, first.measure)
        self._leaf(known, second, second.measure, seconds, second.measure)

    def _meant(self, parts: Sequence[req.AnyComparison], words: str) -> req.AnyComparison | None:
        def score(part: req.AnyComparison) -> float:
            names = [part.label.vi] if part.label is not None else []
            names += [measure.name.vi] if (measure := self.measures.get(part.measure or "")) is not None else []
            return max((_alike(name, words) for name in names), default=0.0)

        ranked = sorted(parts, key=score, reverse=True)
        return ranked[0] if words and score(ranked[0]) >= 0.5 and score(ranked[0]) > score(ranked[1]) else None

    # one demand

    def _leaf(
        self, known: Known, national: AnyRequirement, measure: str | None, places: list[_Place], part: str | None
    ) -> None:
        other = _untaken.visit(national)
        if other:
            for each in places:
                self._tell("unread", known, each, why=other)
            return
        ministry = [each for each in places if each.said.kind == "delegated" and each.said.to != PROVINCE]
        for each in ministry:
            self._tell("unread", known, each, why="giao cho bộ, không phải cho tỉnh: ghi tay")
        used = self._used(known, national, [each for each in places if each not in ministry])
        kinds = {each.said.kind for each in used}
        if not used:
            return
        if (
            kinds == {"level"}
            or (kinds == {"level", "delegated"})
            or (kinds == {"delegated"} and isinstance(national, req.Comparison))
        ):
            self._levels(known, national, self.measures.get(measure or ""), used, part)
        elif len(kinds) == 1:
            self._demand(known, national, self.measures.get(measure or ""), used, part)
        else:
            for each in used:
                self._tell("unread", known, each, why="các cột ghi những loại yêu cầu khác nhau")

    def _used(self, known: Known, national: AnyRequirement, places: list[_Place]) -> list[_Place]:
        """Return the cells that judge: the regional ones; the common one only where no cell of an area can be meant beside it."""
        by_area = [each for each in places if each.area is not None]
        common = [each for each in places if each.area is None]
        if self.regional:
            why = "cột chung: để biết, không dùng để xét"
            if not by_area:
                why = "cột chung: ô của các vùng không đọc được, không lấy ô chung thay"
            if not by_area and self.strange:
                heads = "; ".join(sorted(self.strange))
                why = (
                    f"còn cột không hiểu tiêu đề ({heads}), có thể là mức của vùng: không phải thì xoá cột ấy trong tệp"
                )
            for each in common:
                self._tell("common", known, each, why=why)
            return by_area
        wrong = ""
        if isinstance(national, req.Comparison) and any(row.area is not None for row in national.threshold.rows):
            wrong = "bảng chỉ có cột chung, danh mục có mức theo vùng"
        elif self.areas and self.general:
            wrong = "chỉ có mức ở cột chung, ô của các vùng để trống hoặc không có cột: không lấy thay"
        for each in common if wrong else ():
            if each.said.kind == "level":
                self._tell("unread", known, each, why=wrong)
        return [each for each in common if not wrong or each.said.kind != "level"]

    def _demand(
        self, known: Known, national: AnyRequirement, measure: Measure | None, used: list[_Place], part: str | None
    ) -> None:
        said = used[0].said
        kind = {"attained": "attained", "none": "none_of", "delegated": "delegated"}[said.kind]
        why = ""
        if kind == "attained" and measure is not None and measure.kind is not MeasureKind.YES_NO:
            why = "ô ghi đạt, danh mục so sánh số liệu"
        elif kind == "none_of" and national.kind != "none_of":
            why = "«Không» có thể là không được có, hoặc không yêu cầu: danh mục không có yêu cầu «không có», ghi tay"
        elif any(each.area is not None for each in used) and self._gaps(used):
            why = "chỉ một số vùng ghi, các vùng khác để trống hoặc không đọc được: yêu cầu này là cho cả nước, ghi tay"
        if why:
            for each in used:
                self._tell("unread", known, each, why=why)
            return
        evidence = getattr(national, "evidence", None)
        rank = evidence.rank if evidence is not None and not isinstance(national, req.Unknown) else None
        if isinstance(national, req.Comparison):
            ranks = [rank_of_cell(row) for row in national.threshold.rows]
            rank = max((each for each in ranks if each is not None), default=None)
        same = national.kind == kind
        status = self._status(rank, same=same, hole=isinstance(national, req.Unknown))
        for each in used:
            self._tell(status, known, each, had=_had(national))
        if status in TAKEN:
            self.taken.append(Taken(known=known, kind=kind, part=part))

    def _gaps(self, used: list[_Place]) -> bool:
        """Tell whether a row has cells of areas that do not say what the others of it do."""
        said = {each.area for each in used}
        return any(area not in said for each in used for area in each.row.areas)

    def _status(self, rank: object, *, same: bool, hole: bool) -> str:
        if hole or rank is None:
            return "new"
        if not gives_way(rank, self.evidence):  # type: ignore[arg-type]
            return "firm" if same else "clash"
        return "same" if same else "changed"

    def _levels(
        self, known: Known, national: AnyRequirement, measure: Measure | None, used: list[_Place], part: str | None
    ) -> None:
        why = _unfit(measure)
        fit = []
        for each in used:
            wrong = why or unfit_cell(measure, each.said, each.row, self.units)
            if wrong:
                self._tell("unread", known, each, why=wrong)
            else:
                fit.append(each)
        used = self._of_years(known, national, fit)
        kind = _kind(national, measure, used)
        signs = {each.said.sign for each in used}
        why = _doubted(national, kind, signs)
        if why:
            for each in used:
                self._tell("unread", known, each, why=why)
            return
        if kind is None:
            for each in used:
                self._tell(
                    "unread", known, each, why="không rõ chiều so sánh: không có dấu, hoặc các cột có dấu khác nhau"
                )
            return
        other = isinstance(national, req.Comparison) and national.kind != kind
        turned = other and self._keeps_cells(national, used)
        levels: list[Level] = []
        for each in used:
            cell = national.threshold.cell(each.year, each.area) if isinstance(national, req.Comparison) else None
            value = each.said.value if each.said.kind == "level" else None
            same = not other and cell is not None and _same(cell, value)
            rank = rank_of_cell(cell) if cell is not None else None
            status = self._status(rank, same=same, hole=cell is None or cell.unknown is not None)
            had = _cell_had(cell) if cell is not None else _had(national)
            why = f"danh mục so sánh {WORDS[national.kind]}, văn bản {WORDS[kind]}" if other else ""
            if turned and status in TAKEN:
                status, why = "unread", f"{why}; chiều so sánh chỉ đổi khi đọc được cả hàng"
            of_part = f"phần «{measure.name.vi}»" if part and measure is not None else ""
            self._tell(status, known, each, had=had, why="; ".join(filter(None, (of_part, why))))
            if status in TAKEN:
                levels.append(Level(year=each.year, area=each.area, value=value))
        if levels:
            self.taken.append(
                Taken(known=known, kind=kind, part=part, levels=tuple(_simple(levels, national, self.areas)))
            )

    def _of_years(self, known: Known, national: AnyRequirement, used: list[_Place]) -> list[_Place]:
        """Return the cells that say their year where the catalogue has levels by year; the others are told."""
        if not isinstance(national, req.Comparison) or all(row.year is None for row in national.threshold.rows):
            return used
        for each in used:
            if each.year is None:
                self._tell("unread", known, each, why="danh mục có mức theo năm, dòng này không ghi năm nào")
        return [each for each in used if each.year is not None]

    def _keeps_cells(self, national: AnyRequirement, used: list[_Place]) -> bool:
        """Tell whether a cell of the catalogue would stay under another comparison: as firm, or of a column not read."""
        if not isinstance(national, req.Comparison):
            return False
        read = {(each.year, each.area) for each in used}
        for row in national.threshold.rows:
            rank = rank_of_cell(row)
            if row.unknown is None and ((row.year, row.area) not in read or
                                        (rank is not None and not gives_way(rank, self.evidence))):  # fmt: skip
                return True
        return False


def _alike(name: str, printed: str) -> float:
    """Return the share of the words of a name that stand in printed ones."""
    own, there = words_of(name), words_of(printed)
    return sum(map(there.says, own.said)) / len(own.said) if own.said else 0.0


def _twice(rows: list[Row]) -> str:
    """Return why rows that all are one indicator cannot be told apart, or nothing: the annexes of two sets in one file."""
    said = [row for row in rows if row.printed]
    years = [row.year for row in said]
    if len(set(years)) == len(years):
        return ""
    return f"{len(said)} dòng cùng khớp chỉ tiêu này ({'; '.join(row.where for row in said)}): chọn bảng bằng --table"


def _unfit(measure: Measure | None) -> str:
    """Return why no level at all can be taken for a measure, or nothing."""
    if measure is None:
        return "danh mục chưa có số liệu cho chỉ tiêu này"
    if measure.kind is MeasureKind.YES_NO:
        return "ô ghi mức số, danh mục chỉ hỏi đạt hay chưa đạt: cần số liệu mới"
    return ""


def _kind(national: AnyRequirement, measure: Measure | None, used: list[_Place]) -> str | None:
    """Return the comparison: as printed, else the one the catalogue has; «từ … trở lên» of a count is its own kind."""
    printed = {each.said.op for each in used if each.said.kind == "level"} - {None}
    if len(printed) > 1:
        return None
    own = national.kind if isinstance(national, req.Comparison) else None
    op = next(iter(printed), None)
    if op is None:
        return own
    if op == "at_least" and own == "count_at_least":
        return own
    if op == "at_least" and own is None and measure is not None and measure.kind is MeasureKind.COUNT:
        return "count_at_least"
    return op


def _doubted(national: AnyRequirement, kind: str | None, signs: Collection[str]) -> str:
    """Return why a printed comparison is not taken over that of the catalogue, or nothing.

    No text turns a ceiling into a floor: a sign the other way round is a slip of the print or of a converter. A bare > or <
    is a comparison of its own only where the catalogue has it: most often it is ≥ or ≤ whose stroke got lost.
    """
    if kind is None or national.kind == kind:
        return ""
    if national.kind in WORDS and (national.kind in _DOWN) != (kind in _DOWN):
        return (
            f"danh mục so sánh {WORDS[national.kind]}, văn bản {WORDS[kind]}: ngược chiều, xem lại văn bản rồi ghi tay"
        )
    if lost := sorted({">", "<"} & set(signs)):
        meant = {">": ("≥", "trên"), "<": ("≤", "dưới")}[lost[0]]
        return (
            f"dấu {lost[0]} có thể là {meant[0]} mất gạch dưới: xem văn bản, ghi «{meant[0]}» hoặc «{meant[1]}» vào bản sao "
            "của tệp rồi nhập lại"
        )
    return ""


def _same(cell: Cell, value: Decimal | None) -> bool:
    if value is None:
        return cell.delegated is not None and cell.delegated.to == PROVINCE
    return cell.value is not None and cell.value == value


def _cell_had(cell: Cell) -> str:
    if cell.unknown is not None:
        return "chưa rõ"
    if cell.delegated is not None:
        return "tỉnh quy định"
    return " hoặc ".join(map(str, cell.values))


def _had(national: AnyRequirement) -> str:
    return _had_by_kind.visit(national)


class _Had(Visitor[str]):
    """What the catalogue has in place of a cell of the annex, in a few words."""

    def on_attained(self, item: req.Attained) -> str:
        return "đạt"

    def on_none_of(self, item: req.NoneOf) -> str:
        return "không có"

    def on_delegated(self, item: req.Delegated) -> str:
        return "tỉnh quy định"

    def on_unknown(self, item: req.Unknown) -> str:
        return "chưa rõ"

    def on_comparison(self, item: req.AnyComparison) -> str:
        return "; ".join(dict.fromkeys(_cell_had(row) for row in item.threshold.rows))

    def _kind(self, item: AnyRequirement) -> str:
        return item.kind

    on_between = on_compound = on_child_count = on_meets = on_derived = on_points = on_function = _kind
    on_against_figure = _kind


class _Untaken(Visitor[str]):
    """Why what an annex prints cannot be put in place of a kind; nothing for those that it can."""

    def _taken(self, item: AnyRequirement) -> str:
        return ""

    def _other(self, item: AnyRequirement) -> str:
        return f"danh mục có yêu cầu loại {item.kind}, một ô không ghi hết được: ghi tay"

    on_attained = on_none_of = on_comparison = on_delegated = on_unknown = _taken
    on_between = on_compound = on_child_count = on_meets = on_derived = on_points = on_function = _other
    on_against_figure = _other


_had_by_kind, _untaken = _Had(), _Untaken()


def _simple(levels: list[Level], national: AnyRequirement, areas: Mapping[str, str]) -> Iterator[Level]:
    """Yield one level for all areas where every area has the same and the catalogue has no rows by area itself."""
    by_area = isinstance(national, req.Comparison) and any(row.area is not None for row in national.threshold.rows)
    for year in dict.fromkeys(each.year for each in levels):
        mine = [each for each in levels if each.year == year]
        whole = {each.area for each in mine} >= set(areas) and bool(areas)
        if not by_area and whole and len({each.value for each in mine}) == 1:
            yield Level(year=year, area=None, value=mine[0].value)
        else:
            yield from mine

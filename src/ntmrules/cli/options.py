"""Options that several commands share, and what they mean together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Literal

import attrs
from cyclopts import Parameter

from ntmrules.cli.output import say
from ntmrules.errors import Problem, UnitError
from ntmrules.face.rulebook import Rulebook
from ntmrules.figures.chosen import chosen_units
from ntmrules.figures.read import check_figures
from ntmrules.library import Library
from ntmrules.messages import Phrase
from ntmrules.model.days import today
from ntmrules.model.figures import FigureTable
from ntmrules.places.provinces import province_of_both
from ntmrules.resolve.options import iso_day

File = Annotated[Path, Parameter(help="Tệp số liệu: CSV, xlsx, Parquet … · File of figures: CSV, xlsx, Parquet …")]
SetRef = Annotated[
    str, Parameter(name="--set", help="Bộ tiêu chí: xa-ntm, vn/xa-ntm/2021 … · Criteria set: xa-ntm, vn/xa-ntm/2021 …")
]
SetOrForm = Annotated[
    str | None,
    Parameter(
        name="--set",
        help="Bộ tiêu chí: xa-ntm (khi không nêu), vn/xa-ntm/2021 …; phiếu của chương trình tự nêu bộ. · "
        "Criteria set: xa-ntm (unless named), vn/xa-ntm/2021 …; a form of this program names its own.",
    ),
]
ProvinceName = Annotated[str | None, Parameter(help='Tỉnh, như "Quảng Ninh". · Province, e.g. "Quảng Ninh".')]
AreaName = Annotated[
    str | None, Parameter(help="Vùng hoặc nhóm xã, khi tỉnh có nhiều vùng. · Area, when the province has several.")
]
Day = Annotated[
    str | None,
    Parameter(help="Ngày đánh giá: 2023-10-31 hoặc 31/10/2023. · Date of assessment: 2023-10-31 or 31/10/2023."),
]
Sheets = Annotated[
    list[str] | None,
    Parameter(
        name="--sheet",
        help="Trang tính cần đọc, hoặc all; dùng được nhiều lần. · "
        "Sheet of a workbook to read, or all; may be repeated.",
    ),
]
ColumnKinds = Annotated[
    str | None, Parameter(name="--columns", help='Cột nào là gì: "Thực hiện=value,KH=ignored". · What columns are.')
]
MarkWords = Annotated[
    str | None, Parameter(name="--marks", help='Dấu nghĩa là gì: "x=đạt,=chưa đạt". · What signs mean.')
]
Accept = Annotated[
    bool, Parameter(negative=(), help="Nhận số liệu ngoài khoảng thường gặp. · Take figures outside what is plausible.")
]
Lang = Annotated[Literal["vi", "en"], Parameter(help="Ngôn ngữ. · Language.")]
FloorName = Annotated[
    Literal["gazette", "copy", "excerpt", "recall", "recall-low"],
    Parameter(help="Căn cứ yếu nhất được dùng. · Weakest evidence a verdict may rest on."),
]
OnGap = Annotated[
    Literal["error", "last"],
    Parameter(
        help="Khi không văn bản nào có hiệu lực: dừng, hoặc dùng văn bản cuối (có đánh dấu). · "
        "When no text is in force: stop, or take the last (marked)."
    ),
]
Packs = Annotated[
    list[Path] | None,
    Parameter(
        name="--pack",
        help="Thêm một thư mục danh mục; nêu được nhiều lần. · Further catalogue folder; may be given again.",
    ),
]
PluginNames = Annotated[
    str | None,
    Parameter(name="--plugins", help="Chỉ các plugin này, theo tên: a,b. · Only these plugins, by name: a,b."),
]
NoPlugins = Annotated[bool, Parameter(name="--no-plugins", negative=(), help="Không dùng plugin. · Without plugins.")]
AsJson = Annotated[bool, Parameter(name="--json", negative=(), help="In ra JSON. · Print JSON.")]


def default_day(table: FigureTable) -> str:
    """Return the day to judge on when none is named: of the newest figure in the file, else today in Việt Nam."""
    return newest_day(table) or today().isoformat()


def newest_day(table: FigureTable) -> str | None:
    """Return the day of the newest figure in the file; nothing where no figure has a day.

    A figure with only a year counts as of the last day of that year.
    """
    days = [
        day
        for unit in table.units
        for entry in unit.entries
        for day in (entry.as_of, f"{entry.period}-12-31" if entry.period else None)
        if day
    ]
    return max(days, default=None)


def library_of(packs: Iterable[Path] | None, plugins: str | None = None, *, no_plugins: bool = False) -> Library:
    """Return the library that the options ask for; ``plugins`` are names with commas between.

    How many entries of a form are still open is told on stderr: they are left out, and nobody should wonder why.
    """
    library = Library(packs=tuple(packs or ()), plugins=wanted_plugins(plugins, no_plugins=no_plugins))
    for pack in library.catalogue.packs:
        if pack.unfilled:
            say(Phrase("remarks.unfilled", pack=pack.root.name, count=pack.unfilled))
    return library


def wanted_plugins(names: str | None, *, no_plugins: bool) -> str | tuple[str, ...]:
    """Return which plugins the options ask for, as ``Library(plugins=…)`` takes them."""
    if no_plugins:
        return ()
    return "installed" if names is None else tuple(name.strip() for name in names.split(",") if name.strip())


class Books:
    """Rulebooks by province: one file may hold units of several."""

    def __init__(
        self, library: Library, ref: str, day: str, province: str | None, area: str | None, floor: str, on_gap: str
    ) -> None:
        self.library, self.ref, self.day, self.province = library, ref, iso_day(day), province
        self.area, self.floor, self.on_gap = area, floor, on_gap
        self._books: dict[str | None, Rulebook] = {}

    def of(self, province: str | None) -> Rulebook:
        """Return the rulebook for a unit that names ``province``, which stands; ``UnitError`` NTM610 if the option disagrees.

        Of a province of today and a former one that lies in it, one named here and one there, the former one is meant.
        """
        if province not in self._books:
            name = province if self.province is None else self._one(self.province, province)
            self._books[province] = self.library.rulebook(
                self.ref, on=self.day, province=name, area=self.area, evidence_floor=self.floor, on_gap=self.on_gap
            )
        return self._books[province]

    def any(self) -> Rulebook:
        """Return the rulebook of the option's province, or of the first province that was asked for."""
        return next(iter(self._books.values()), None) or self.of(self.province)

    def _one(self, asked: str, own: str | None) -> str:
        """Return the name of the province that the option and the file agree on."""
        if own is None:
            return asked
        return province_of_both(self.library.catalogue.provinces, asked, own, self.day)

    def check(self, table: FigureTable, problems: list[Problem]) -> None:
        """Add to ``problems`` all that the rulebooks of the units do not take."""
        for unit in table.units:
            try:
                book = self.of(unit.province)
            except UnitError as error:
                problems += [each.at(each.where or f"{table.name}: {unit.unit}") for each in error.problems]
            else:
                check_figures(attrs.evolve(table, units=(unit,)), book, problems)


def chosen(table: FigureTable, names: Sequence[str] | None, book: Rulebook) -> FigureTable:
    """Return the table with the units that were asked for, see :func:`ntmrules.figures.chosen.chosen_units`."""
    return FigureTable(units=chosen_units(table, book, names), name=table.name, header=table.header)

"""Options that several commands share, and what they mean together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from ntmrules.books import Books
from ntmrules.cli.output import say
from ntmrules.cli.parameter import Parameter
from ntmrules.errors import UsageError, problem
from ntmrules.face.rulebook import Rulebook
from ntmrules.figures.accepted import Acceptance
from ntmrules.figures.asked import Asked
from ntmrules.figures.chosen import chosen_units
from ntmrules.frozen import frozen
from ntmrules.library import Library
from ntmrules.messages import Phrase
from ntmrules.model.days import today
from ntmrules.model.figures import FigureTable

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
Force = Annotated[
    bool,
    Parameter(negative=(), help="Ghi đè tệp ở --out dù không phải kết quả lần trước. · Overwrite any file at --out."),
]
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
    str | None,
    Parameter(
        name="--columns",
        help='Cột nào là gì: "Thực hiện=value,KH=ignored". · What columns are: "Thực hiện=value,KH=ignored".',
    ),
]
MarkWords = Annotated[
    str | None,
    Parameter(
        name="--marks",
        help='Dấu nghĩa là gì: "x=đạt,=chưa đạt". · What signs mean: "x=đạt,=chưa đạt".',
    ),
]
Accept = Annotated[
    bool,
    Parameter(
        negative=(),
        help="Nhận mọi số liệu của tệp dù ngoài khoảng thường gặp, có chữ lạ ghi sau số hiệu, tiêu đề nói không phải kết quả, "
        "hay tên đơn vị bên trong không có trong danh mục. · "
        "Take every figure of the file although it is outside what is plausible, has unknown words behind its label, a title "
        "that says it is no result, or is of a unit inside whose name is on no list.",
    ),
]
AcceptOnly = Annotated[
    str | None,
    Parameter(
        help="Như --accept, chỉ với các lỗi mang mã này: NTM503 (chữ sau số hiệu, tiêu đề), NTM506 (số liệu lạ), "
        "NTM614 (tên, số đơn vị bên trong). · As --accept, of errors with these codes alone: NTM503 (words behind a label, "
        "titles), NTM506 (odd figures), NTM614 (names and numbers of units inside)."
    ),
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


@Parameter(name="*")
@frozen(kw_only=True)
class Rules:
    """The options of commands that read rules: further packs, and which plugins."""

    pack: Packs = None
    plugins: PluginNames = None
    no_plugins: NoPlugins = False

    def library(self) -> Library:
        """Return the library that is asked for; entries of a form that are still open are told on stderr, as nobody should
        wonder why they are left out.
        """
        return library_of(self.pack, plugins=self.wanted())

    def wanted(self) -> str | tuple[str, ...]:
        """Return which plugins are asked for, as ``Library(plugins=…)`` takes them.

        ``UsageError`` NTM011 where ``--plugins`` names none, or stands beside ``--no-plugins``.
        """
        if self.plugins is None:
            return () if self.no_plugins else "installed"
        names = tuple(name.strip() for name in self.plugins.split(",") if name.strip())
        if self.no_plugins or not names:  # `--plugins "$NAMES"` of a variable that is empty leaves a province out
            raise UsageError(problem("NTM011.plugins-and-none" if self.no_plugins else "NTM011.no-plugin-named"))
        return names


@Parameter(name="*")
@frozen(kw_only=True)
class Judging:
    """The options of commands that judge: the weakest evidence, the area, and what to do where no text is in force."""

    floor: FloorName = "recall"
    area: AreaName = None
    on_gap: OnGap = "error"

    @property
    def options(self) -> dict[str, Any]:
        """Return them as ``Library.rulebook`` takes them."""
        return {"area": self.area, "evidence_floor": self.floor, "on_gap": self.on_gap}

    def books(self, library: Library, ref: str, day: str, province: str | None) -> Books:
        """Return the finder of rulebooks that judge by these options."""
        return Books(library, ref, on=day, options=self.options, province=province)


@Parameter(name="*")
@frozen(kw_only=True)
class Reading:
    """The options of commands that read a file of figures: what somebody says of it that it does not say itself."""

    sheet: Sheets = None
    columns: ColumnKinds = None
    marks: MarkWords = None
    accept: Accept = False
    accept_only: AcceptOnly = None

    @property
    def accepted(self) -> Acceptance:
        """What is accepted; ``UsageError`` NTM514 for a code of none of that."""
        return Acceptance.of(self.accept if self.accept_only is None else self.accept_only)

    def asked(self, units: Sequence[str] | None = None) -> Asked:
        """Return what was said; of ``units`` a single one is the unit that a form is about. ``UsageError`` NTM514."""
        unit = units[0] if units and len(units) == 1 else None
        return Asked.from_words(
            unit=unit, sheets=self.sheet or (), columns=self.columns, marks=self.marks, accept=self.accepted.given
        )


INSTALLED = Rules()
USUAL = Judging()
AS_WRITTEN = Reading()


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


def library_of(packs: Iterable[Path] | None, *, plugins: str | tuple[str, ...] = "installed") -> Library:
    """Return the library with these packs and plugins; entries of a form that are still open are told on stderr."""
    library = Library(packs=tuple(packs or ()), plugins=plugins)
    from ntmrules.catalog.pack import shown_root

    for pack in library.catalogue.packs:
        if pack.unfilled:
            say(Phrase("remarks.unfilled", pack=shown_root(pack.root), count=pack.unfilled))
    return library


def chosen(table: FigureTable, names: Sequence[str] | None, book: Rulebook) -> FigureTable:
    """Return the table with the units that were asked for, see :func:`ntmrules.figures.chosen.chosen_units`."""
    return FigureTable(units=chosen_units(table, book, names), name=table.name, header=table.header)

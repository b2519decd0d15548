"""``ntmrules report``: what a leader opens."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from ntmrules.cli.help import Bilingual
from ntmrules.cli.left_out import left_out_phrases, tell_left_out
from ntmrules.cli.options import (
    AreaName,
    FloorName,
    Lang,
    NoPlugins,
    OnGap,
    Packs,
    PluginNames,
    ProvinceName,
    SetRef,
    library_of,
)
from ntmrules.cli.output import say
from ntmrules.cli.results import keep_inputs, say_written
from ntmrules.errors import FiguresError, UsageError, problem
from ntmrules.library import Library
from ntmrules.messages import Phrase
from ntmrules.messages.speech import Pair
from ntmrules.model.days import last_of_month
from ntmrules.progress.history import History, read_history
from ntmrules.resolve.options import iso_day

SUFFIXES = (".csv", ".xlsx", ".xls", ".parquet", ".tsv", ".xlsm", ".ods", ".json", ".jsonl")
_DAY = re.compile(r"(?<!\d)(\d{4})-(\d{2})(?:-(\d{2}))?(?!\d)")

report = App(
    name="report",
    help="Báo cáo cho lãnh đạo: một trang HTML.\n\nReports for a leader: one HTML page.",
    help_format="plaintext",
    help_formatter=Bilingual(),
)


@report.command
def html(
    *files: Annotated[
        Path,
        Parameter(
            help="Tệp số liệu, hoặc thư mục tệp từng tháng (2023-10.csv). · "
            "Files of figures, or a folder of monthly files (2023-10.csv)."
        ),
    ],
    set_: SetRef = "xa-ntm",
    out: Annotated[Path, Parameter(name=["--out", "-o"], help="Trang HTML cần ghi. · The HTML page to write.")],
    on: Annotated[
        str | None,
        Parameter(
            help="Ngày báo cáo; không nêu: ngày của số liệu mới nhất. · Day; without it that of the newest figure."
        ),
    ] = None,
    from_: Annotated[
        str | None, Parameter(name="--from", help="Ngày đầu, để so khi đó và bây giờ. · First day, for then and now.")
    ] = None,
    as_of: Annotated[
        str | None,
        Parameter(help="Ngày của số liệu không ghi ngày. · Day of figures without one."),
    ] = None,
    plan: Annotated[Path | None, Parameter(help="Tệp kế hoạch. · A plan.")] = None,
    map_: Annotated[
        Path | None,
        Parameter(
            name="--map",
            help="Ranh giới: GeoJSON có mã đơn vị (code). · Boundaries: GeoJSON with the codes of units (code).",
        ),
    ] = None,
    capital: Annotated[Path | None, Parameter(help="Tệp vốn. · Rows of capital.")] = None,
    dossiers: Annotated[Path | None, Parameter(help="Thư mục hồ sơ. · Folder of dossiers.")] = None,
    ocop: Annotated[Path | None, Parameter(help="Danh mục sản phẩm OCOP. · List of OCOP products.")] = None,
    unit: Annotated[list[str] | None, Parameter(negative=(), help="Chỉ các đơn vị này. · Only these units.")] = None,
    province: ProvinceName = None,
    lang: Lang = "vi",
    floor: FloorName = "recall",
    area: AreaName = None,
    on_gap: OnGap = "error",
    pack: Packs = None,
    plugins: PluginNames = None,
    no_plugins: NoPlugins = False,
    force: Annotated[
        bool, Parameter(negative=(), help="Ghi đè tệp dù không phải báo cáo cũ. · Overwrite any file.")
    ] = False,
) -> int:
    """Ghi báo cáo thành một trang HTML mở được không cần mạng: tổng hợp, tiến độ, bảng, bản đồ, việc còn lại, vì sao.

    Số liệu không có ngày lấy ngày ở --as-of, ở --on, hoặc ở tên tệp (2023-10.csv: hết tháng). Cùng đầu vào cho cùng một tệp,
    từng byte. Mã thoát: 0 mọi đơn vị đạt, 1 có đơn vị chưa đạt, 2 có đơn vị chưa xác định.

    Write a report as one HTML page that opens without a network: totals, progress, table, map, open work, and why.
    Figures without a day take that of --as-of, of --on, or of the name of the file (2023-10.csv: end of the month). The same
    input gives the same bytes. Exit 0 every unit met, 1 some not met, 2 some undetermined.
    """
    from ntmrules.cli.evaluate import code_of
    from ntmrules.report.contents import Asked, contents
    from ntmrules.report.meeting import Meeting
    from ntmrules.report.page import is_report, write_page

    paths = list(_each_file(files, out))
    if not paths:
        raise UsageError(problem("NTM574.none"))
    keep_inputs(out, (*paths, plan, map_, capital, ocop))
    if out.exists() and not force and not is_report(out):
        raise UsageError(problem("NTM043.exists", str(out)))
    gc.disable()  # nothing here makes cycles, and looking for them among thousands of traces takes a fifth of the time
    try:
        library = library_of(pack, plugins, no_plugins=no_plugins)
        history = _history(paths, as_of or on, library)
        tell_left_out(history.left_out)
        day = iso_day(on) if on is not None else _newest(history)
        if on is None:
            say(Phrase("remarks.day", day=day))
        asked = Asked(set=set_, on=day, from_=iso_day(from_) if from_ is not None else None, province=province,
                      units=tuple(unit) if unit else None, area=area, floor=floor, on_gap=on_gap, plan=plan, map=map_,
                      meeting=Meeting(capital=capital, dossiers=dossiers, ocop=ocop),
                      files=tuple(path.name for path in paths), left_out=_said(history))  # fmt: skip
        found = contents(library, history, asked)
        write_page(found, out, lang=lang)
    finally:
        gc.enable()
    say_written(out)
    return code_of(found.verdicts)


def _each_file(files: Sequence[Path], out: Path) -> Iterable[Path]:
    """Yield the files, and those of each folder by name: what figures are read from, not what begins with a dot."""
    for path in files:
        if not path.is_dir():
            yield path
            continue
        yield from sorted(each for each in path.iterdir() if each.is_file() and each.suffix.lower() in SUFFIXES
                          and not each.name.startswith((".", "~$")) and each != out)  # fmt: skip


def _history(paths: Sequence[Path], day: str | None, library: Library) -> History:
    """Return the history in the files; where figures have no day, that of the option or of the name of their file."""
    readers = library.plugins.readers
    if day is not None:
        return read_history(paths, as_of=iso_day(day), readers=readers)
    try:
        return read_history(paths, readers=readers)
    except FiguresError as error:
        undated = {each.identity for each in error.problems} == {"NTM574.undated"}
        if not undated:
            raise
        wanted = {str(each.place).partition(":")[0] for each in error.problems}
        days = [_day_in(path.name) if any(path.name == Path(name).name for name in wanted) else None for path in paths]
        if not any(days):
            raise
        return read_history(paths, as_of=days, readers=readers)


def _day_in(name: str) -> str | None:
    """Return the day that the name of a file tells, of a month alone its last: ``2023-10.csv`` -> ``2023-10-31``."""
    found = _DAY.search(name)
    if found is None or not 1 <= int(found[2]) <= 12:
        return None
    if found[3] is not None:
        return iso_day(found[0])
    return iso_day(f"{found[1]}-{found[2]}-{last_of_month(int(found[1]), int(found[2])):02d}")


def _newest(history: History) -> str:
    return history.days[-1]


def _said(history: History) -> tuple[Pair, ...]:
    phrases = left_out_phrases(history.left_out)
    return tuple(dict.fromkeys(Pair(each.told("vi"), each.told("en")) for each in phrases))

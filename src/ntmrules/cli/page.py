"""``ntmrules page``: the page that judges, for whoever has a browser and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from ntmrules.cli.help import Bilingual
from ntmrules.cli.options import INSTALLED, Lang, Rules
from ntmrules.cli.output import say
from ntmrules.cli.results import say_written
from ntmrules.errors import FiguresError, UsageError, problem
from ntmrules.messages import Phrase
from ntmrules.places.provinces import find_province
from ntmrules.resolve.options import as_date, iso_day
from ntmrules.resolve.stages import find_set

page = App(
    name="page",
    help="Trang HTML tự đánh giá, mở được không cần mạng và không cần Python.\n\n"
    "A page that judges by itself, without network and without Python.",
    help_format="plaintext",
    help_formatter=Bilingual(),
)


@page.command
def build(
    *,
    out: Annotated[Path, Parameter(name=["--out", "-o"], help="Trang HTML cần ghi. · The HTML page to write.")],
    set_: Annotated[
        list[str] | None,
        Parameter(
            name="--set",
            help="Bộ tiêu chí chọn được trong trang; nêu được nhiều lần. Không nêu: mọi bộ, mở với xa-ntm. · "
            "Set that can be chosen in the page; may be given again. Left out: all, opened with xa-ntm.",
        ),
    ] = None,
    province: Annotated[
        list[str] | None,
        Parameter(
            help="Tỉnh khi mở trang; nêu nhiều lần thì trang chỉ có các tỉnh ấy, mở với tỉnh đầu. · "
            "Province with which the page opens; given again, only those can be chosen, and it opens with the first."
        ),
    ] = None,
    on: Annotated[
        str | None,
        Parameter(
            help="Ngày đánh giá khi mở trang; không nêu: ngày mở trang. · "
            "Day of assessment when the page opens; without it the day on which it is opened."
        ),
    ] = None,
    pyodide: Annotated[
        Path | None,
        Parameter(
            help="Thư mục có Pyodide: `python -m ntmrules.page.fetch THƯ_MỤC` tải về. · "
            "Folder with Pyodide: `python -m ntmrules.page.fetch FOLDER` brings it."
        ),
    ] = None,
    figures: Annotated[
        Path | None,
        Parameter(
            help="Tệp số liệu có sẵn trong trang khi mở. · File of figures that stands in the page when it opens."
        ),
    ] = None,
    rules: Rules = INSTALLED,
    lang: Lang = "vi",
    force: Annotated[
        bool, Parameter(negative=(), help="Ghi đè tệp ở -o dù không phải trang cũ. · Overwrite any file at -o.")
    ] = False,
) -> int:
    """Ghi một tệp HTML mang theo thư viện, các bộ tiêu chí và quy định của tỉnh: mở bằng trình duyệt là đánh giá được.

    Thả phiếu Excel, CSV, JSON vào trang hoặc gõ số liệu; kết quả có ngay cùng lý do. Không gì rời khỏi máy.

    Write one HTML file that holds the library, the criteria sets and what provinces decide: opened in a browser it judges.
    Drop an Excel form, CSV or JSON on it, or type figures. Nothing leaves the computer.
    """
    from ntmrules.docgen.one_file import made_by
    from ntmrules.page.build import MADE, Chosen, build_day, write_page
    from ntmrules.page.runtime import runtime_in

    if out.exists() and not force and not made_by(out, MADE):
        raise UsageError(problem("NTM043.exists", str(out)))
    runtime = runtime_in(pyodide)
    library = rules.library()
    day = iso_day(on) if on is not None else build_day().isoformat()
    sets = tuple(find_set(library.catalogue, each, as_date(day), "last")[0].id for each in set_ or ())
    given = None if figures is None else (figures.name, _bytes_of(figures))
    asked = [find_province(library.catalogue.provinces, each, day).name for each in province or ()]
    chosen = Chosen(set=sets[0] if sets else "xa-ntm", on=day, follows=on is None, sets=sets, lang=lang, figures=given,
                    province=province[0] if province else None, provinces=tuple(asked) if len(asked) > 1 else ())  # fmt: skip
    size = write_page(library, runtime, chosen, out)
    say_written(out)
    say(Phrase("remarks.page-size", size=f"{size / 1_000_000:.1f}"))
    return 0


def _bytes_of(path: Path) -> bytes:
    """Return a file of figures as bytes; ``FiguresError`` NTM501 where there is none."""
    if path.is_dir():
        raise FiguresError(problem("NTM501.directory", str(path)))
    if not path.is_file():
        raise FiguresError(problem("NTM501.missing", str(path)))
    return path.read_bytes()

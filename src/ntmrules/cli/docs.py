"""``ntmrules docs``: build the documentation of the criteria, check that committed pages are up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from ntmrules.cli.options import INSTALLED, AsJson, Lang, ProvinceName, Rules, library_of
from ntmrules.cli.output import print_json, say, stdout
from ntmrules.errors import UsageError, problem
from ntmrules.library import Library
from ntmrules.messages import Phrase
from ntmrules.resolve.options import iso_day

JUDGING = "danh-gia.html"
"""What the page that judges is called beside a handbook."""

docs = App(
    name="docs",
    help="Tạo và kiểm tra tài liệu tiêu chí.\n\nBuild and check the documentation of the criteria.",
    help_format="plaintext",
)

PacksIn = Annotated[
    Path | None,
    Parameter(
        name="--packs-in",
        help="Thư mục các gói của tỉnh (mọi pack.yaml bên dưới), thay cho plugin đã cài. · "
        "Folder of province packs (every pack.yaml below it), instead of installed plugins.",
    ),
]
Sets = Annotated[
    list[str] | None,
    Parameter(
        name="--set",
        help="Bộ tiêu chí; nêu được nhiều lần. Không nêu: tất cả. · Criteria set; may be given again. Left out: all.",
    ),
]
OnDay = Annotated[
    str | None,
    Parameter(
        name="--on",
        help="Chỉ các văn bản có hiệu lực ngày này: 2023-10-31 hoặc 31/10/2023. · "
        "Only the texts in force on this day: 2023-10-31 or 31/10/2023.",
    ),
]


def _library(rules: Rules, packs_in: Path | None) -> Library:
    """Return the library to print; with ``packs_in`` the same everywhere, since nothing that is installed gets in."""
    if packs_in is None:
        return rules.library()
    if not packs_in.is_dir():
        raise UsageError(problem("NTM033.packs", str(packs_in)))
    return library_of([*sorted(path.parent for path in packs_in.rglob("pack.yaml")), *(rules.pack or ())], plugins=())


@docs.command
def build(
    *,
    out: Annotated[Path, Parameter(help="Thư mục đích. · Folder to write to.")],
    format: Annotated[Literal["html", "markdown", "docx", "json"], Parameter(help="Định dạng. · Format.")] = "html",
    set: Sets = None,
    province: ProvinceName = None,
    on: OnDay = None,
    lang: Lang = "vi",
    rules: Rules = INSTALLED,
    packs_in: PacksIn = None,
    with_page: Annotated[
        Path | None,
        Parameter(
            help="Kèm trang tự đánh giá (danh-gia.html), tạo bằng Pyodide trong thư mục này; chỉ với html. · "
            "With the page that judges (danh-gia.html), built with the Pyodide in this folder; html alone."
        ),
    ] = None,
    force: Annotated[
        bool,
        Parameter(negative=(), help="Ghi đè cả tệp không do lệnh này tạo. · Replace files that no build wrote too."),
    ] = False,
    json: AsJson = False,
) -> int:
    """Tạo tài liệu: trang web mở thẳng từ đĩa, trang MyST, sổ tay in, hoặc dữ liệu JSON.

    Chỉ ghi những gì thay đổi; cùng một bộ quy định thì ra đúng từng byte như nhau.

    Build a site that opens from the disk, MyST pages, a printable handbook, or published data. Only what changed is
    written; the same rules give the same bytes.
    """
    from ntmrules.docgen.book import Options
    from ntmrules.docgen.build import build as build_docs
    from ntmrules.page.build import Chosen, build_day, write_page
    from ntmrules.page.runtime import runtime_in

    if with_page is not None and format != "html":
        raise UsageError(problem("NTM058.handbook", format=format))
    judging = None if with_page is None else JUDGING
    runtime = None if with_page is None else runtime_in(with_page)
    options = Options(
        sets=tuple(set or ()), on=iso_day(on) if on else None, province=province, lang=lang, judging=judging
    )
    library = _library(rules, packs_in)
    built = build_docs(library, out, options, format=format, force=force)
    if runtime is not None:
        day = iso_day(on) if on else build_day().isoformat()
        chosen = Chosen(set="xa-ntm", on=day, follows=on is None, province=province, lang=lang,
                        handbook="index.html")  # fmt: skip
        write_page(library, runtime, chosen, out / JUDGING)
    if json:
        print_json(
            {"out": str(out), "written": list(built.written), "kept": built.kept, "removed": list(built.removed)}
        )
    else:
        counts = {"written": len(built.written), "kept": built.kept, "removed": len(built.removed)}
        stdout().print(str(Phrase("remarks.built", **counts, folder=out)))
    return 0


@docs.command
def check(
    folder: Annotated[Path, Parameter(help="Thư mục trang MyST đã lưu. · Folder of committed MyST pages.")] = Path(
        "docs/criteria"
    ),
    *,
    lang: Lang = "vi",
    rules: Rules = INSTALLED,
    packs_in: PacksIn = None,
    json: AsJson = False,
) -> int:
    """Kiểm tra trang đã lưu có còn khớp với quy tắc không; thoát 1 và liệt kê tệp khi không khớp.

    Check that committed pages still say what the rules say; exit 1 and list the files where they do not.
    """
    from ntmrules.docgen.book import Options
    from ntmrules.docgen.check import drift

    found = drift(_library(rules, packs_in), folder, Options(lang=lang))
    if json:
        print_json({"changed": list(found.changed), "missing": list(found.missing), "extra": list(found.extra)})
    else:
        for kind in ("changed", "missing", "extra"):
            for name in getattr(found, kind):
                stdout().print(f"{kind}: {folder / name}")
    if found.none:
        say(Phrase("remarks.up-to-date", folder=folder))
        return 0
    say(Phrase("remarks.out-of-date", lang=lang, folder=folder))
    return 1

"""``ntmrules report``: what a leader opens."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from ntmrules.cli.earlier import keep_edited
from ntmrules.cli.exit_code import code_of
from ntmrules.cli.help import Bilingual
from ntmrules.cli.options import INSTALLED, USUAL, Force, Judging, Lang, ProvinceName, Rules, SetRef
from ntmrules.cli.report_files import SUFFIXES, each_file, read_report, without_collecting
from ntmrules.cli.results import keep_inputs, say_written
from ntmrules.errors import UsageError, problem
from ntmrules.messages import Phrase
from ntmrules.resolve.options import iso_day

FigureFiles = Annotated[
    Path,
    Parameter(
        help="Tệp số liệu, hoặc thư mục tệp từng tháng (2023-10.csv). · "
        "Files of figures, or a folder of monthly files (2023-10.csv)."
    ),
]
ReportDay = Annotated[
    str | None,
    Parameter(help="Ngày báo cáo; không nêu: ngày của số liệu mới nhất. · Day; without it that of the newest figure."),
]
FirstDay = Annotated[
    str | None, Parameter(name="--from", help="Ngày đầu, để so khi đó và bây giờ. · First day, for then and now.")
]
AsOf = Annotated[str | None, Parameter(help="Ngày của số liệu không ghi ngày. · Day of figures without one.")]
PlanFile = Annotated[Path | None, Parameter(help="Tệp kế hoạch. · A plan.")]
CapitalFile = Annotated[Path | None, Parameter(help="Tệp vốn. · Rows of capital.")]
DossierFolder = Annotated[Path | None, Parameter(help="Thư mục hồ sơ. · Folder of dossiers.")]
ProductFile = Annotated[Path | None, Parameter(help="Danh mục sản phẩm OCOP. · List of OCOP products.")]
UnitNames = Annotated[list[str] | None, Parameter(help="Chỉ các đơn vị này. · Only these units.")]
Kind = Annotated[
    Literal["appraisal", "self", "summary"],
    Parameter(
        help="appraisal: bảng thẩm tra, thẩm định; self: tự đánh giá; summary: báo cáo tháng. · "
        "appraisal: verification and appraisal; self: own assessment; summary: a month's report."
    ),
]

PAGES = (".html", ".htm")
report = App(
    name="report",
    help="Báo cáo cho lãnh đạo: một trang HTML, hoặc Word.\n\nReports for a leader: one HTML page, or Word.",
    help_format="plaintext",
    help_formatter=Bilingual(),
)


@report.command
def html(
    *files: FigureFiles,
    set_: SetRef = "xa-ntm",
    out: Annotated[Path, Parameter(name=["--out", "-o"], help="Trang HTML cần ghi. · The HTML page to write.")],
    on: ReportDay = None,
    from_: FirstDay = None,
    as_of: AsOf = None,
    plan: PlanFile = None,
    map_: Annotated[
        Path | None,
        Parameter(
            name="--map",
            help="Ranh giới: GeoJSON có mã đơn vị (code). · Boundaries: GeoJSON with the codes of units (code).",
        ),
    ] = None,
    capital: CapitalFile = None,
    dossiers: DossierFolder = None,
    ocop: ProductFile = None,
    unit: UnitNames = None,
    province: ProvinceName = None,
    lang: Lang = "vi",
    judging: Judging = USUAL,
    rules: Rules = INSTALLED,
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
    from ntmrules.docgen.one_file import made_by
    from ntmrules.report.contents import Asked
    from ntmrules.report.meeting import Meeting
    from ntmrules.report.page import MADE, write_page

    if out.suffix.lower() not in PAGES:
        raise UsageError(problem("NTM054.ending", str(out), ending=out.suffix or out.name, known=" | ".join(PAGES)))
    paths, left = _paths(files, (out, plan, map_, capital, ocop))
    keep_inputs(out, (*paths, plan, map_, capital, ocop))
    if out.exists() and not force and not made_by(out, MADE):
        raise UsageError(problem("NTM043.exists", str(out)))
    with without_collecting():
        library = rules.library()
        asked = Asked(set=set_, on="", from_=iso_day(from_) if from_ is not None else None, province=province,
                      units=tuple(unit) if unit else None, area=judging.area, floor=judging.floor, on_gap=judging.on_gap,
                      plan=plan, map=map_,
                      meeting=Meeting(capital=capital, dossiers=dossiers, ocop=ocop))  # fmt: skip
        found = read_report(library, paths, asked, on=on, as_of=as_of, left=left)
        write_page(found, out, lang=lang)
    say_written(out)
    return code_of(found.verdicts)


@report.command
def word(
    *files: FigureFiles,
    kind: Kind,
    set_: SetRef = "xa-ntm",
    out: Annotated[Path, Parameter(name=["--out", "-o"], help="Tệp .docx cần ghi. · The .docx to write.")],
    template: Annotated[
        Path | None,
        Parameter(
            help="Mẫu Word của cơ quan (xem report template). · Word template of the office (see report template)."
        ),
    ] = None,
    on: ReportDay = None,
    from_: FirstDay = None,
    as_of: AsOf = None,
    plan: PlanFile = None,
    capital: CapitalFile = None,
    dossiers: DossierFolder = None,
    ocop: ProductFile = None,
    unit: UnitNames = None,
    province: ProvinceName = None,
    lang: Lang = "vi",
    judging: Judging = USUAL,
    rules: Rules = INSTALLED,
    force: Force = False,
) -> int:
    """Ghi báo cáo Word theo mẫu: tự đánh giá (self), bảng thẩm tra, thẩm định (appraisal), báo cáo tháng có các bảng (summary).

    Cùng nội dung với report html. Cùng đầu vào cho cùng một tệp, từng byte. Mã thoát: 0 mọi đơn vị đạt, 1 có đơn vị chưa đạt,
    2 có đơn vị chưa xác định.

    Write a Word report from a template: own assessment (self), table of verification and appraisal (appraisal), a month's report
    with its tables (summary). It says what report html says. Exit 0 every unit met, 1 some not met, 2 some undetermined.
    """
    from ntmrules.report.contents import Asked
    from ntmrules.report.meeting import Meeting
    from ntmrules.report.word import template_of, write_word

    template_of(kind, lang)
    beside = {"--from": from_, "--plan": plan, "--capital": capital, "--dossiers": dossiers, "--ocop": ocop}
    if kind != "summary" and (
        unused := [problem("NTM057.parts", option=name) for name, value in beside.items() if value]
    ):
        raise UsageError(unused)
    paths, left = _paths(files, (out, plan, capital, ocop))
    keep_inputs(out, (*paths, template, plan, capital, ocop))
    keep_edited(out, force=force)
    with without_collecting():
        library = rules.library()
        asked = Asked(set=set_, on="", from_=iso_day(from_) if from_ is not None else None, province=province,
                      units=tuple(unit) if unit else None, area=judging.area, floor=judging.floor, on_gap=judging.on_gap,
                      plan=plan,
                      meeting=Meeting(capital=capital, dossiers=dossiers, ocop=ocop))  # fmt: skip
        found = read_report(library, paths, asked, on=on, as_of=as_of, left=left)
        write_word(found, kind, out, template=template, lang=lang)
    say_written(out)
    return code_of(found.verdicts)


@report.command(name="template")
def template_(
    *,
    kind: Kind,
    out: Annotated[Path, Parameter(name=["--out", "-o"], help="Tệp .docx cần ghi. · The .docx to write.")],
    lang: Lang = "vi",
    force: Annotated[bool, Parameter(negative=(), help="Ghi đè tệp đã có. · Overwrite a file.")] = False,
) -> int:
    """Ghi mẫu Word có sẵn ra tệp, để cơ quan sửa rồi đưa lại bằng report word --template.

    Write a Word template of the package to a file: an office changes it and passes it to report word --template.
    """
    from ntmrules.report.word import copy_template

    if out.exists() and not force:
        raise UsageError(problem("NTM043.exists", str(out)))
    copy_template(kind, out, lang=lang)
    say_written(out)
    return 0


def _paths(files: Sequence[Path], beside: Sequence[Path | None]) -> tuple[list[Path], list[Phrase]]:
    """Return the files that are meant, those of folders among them; ``UsageError`` NTM574 for none."""
    paths, left = each_file(files, beside)
    if not paths:
        if files:
            raise UsageError(problem("NTM574.folder", folder=", ".join(map(str, files)), known=", ".join(SUFFIXES)))
        raise UsageError(problem("NTM574.none"))
    return paths, left

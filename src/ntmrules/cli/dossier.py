"""``ntmrules dossier``: recognition dossiers, their steps and deadlines."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from ntmrules.cli.earlier import has, keep_edited, keep_others
from ntmrules.cli.exit_code import code_of
from ntmrules.cli.left_out import tell_left_out
from ntmrules.cli.options import INSTALLED, AsJson, FloorName, Force, Lang, ProvinceName, Rules, SetRef
from ntmrules.cli.output import print_json, print_lines, print_table
from ntmrules.cli.results import form_of, give_json, give_lines, give_tables, keep_inputs, say_written
from ntmrules.errors import UsageError, problem
from ntmrules.face.recognition import Dossiers
from ntmrules.messages import Phrase
from ntmrules.model.calendar import CALENDAR, NO_WEEKEND, WORKING
from ntmrules.model.verdicts import Verdict
from ntmrules.places.working_days import calendar_of
from ntmrules.resolve.options import iso_day

dossier = App(
    name="dossier",
    help="Hồ sơ xét công nhận: tạo, kiểm tra, liệt kê, tính hạn.\n\n"
    "Recognition dossiers: make, check and list them, count terms.",
    help_format="plaintext",
)
OnDay = Annotated[
    str, Parameter(name="--on", help="Ngày: 2023-10-31 hoặc 31/10/2023. · Day: 2023-10-31 or 31/10/2023.")
]
File = Annotated[Path, Parameter(help="Tệp hồ sơ: YAML hoặc CSV. · Dossier: YAML or CSV.")]
Out = Annotated[Path | None, Parameter(name=["--out", "-o"], help="Ghi vào tệp. · Write to a file.")]
Figures = Annotated[Path | None, Parameter(help="Tệp số liệu của đơn vị. · Figures of the unit.")]
SurveyFile = Annotated[
    Path | None, Parameter(name="--survey", help="Bảng lấy ý kiến người dân. · Survey of residents.")
]
CapitalFile = Annotated[
    Path | None, Parameter(name="--capital", help="Tệp vốn, có dòng nợ đọng. · Capital, with arrears.")
]


@dossier.command(name="new")
def new_(
    *,
    unit: Annotated[str, Parameter(help='Đơn vị, như "xã Quảng La". · Unit, e.g. "xã Quảng La".')],
    set_: SetRef,
    on: OnDay,
    out: Annotated[Path, Parameter(name=["--out", "-o"], help="Tệp .yaml cần tạo. · File .yaml to make.")],
    province: ProvinceName = None,
    within: Annotated[str | None, Parameter(help="Huyện hoặc thành phố có đơn vị. · District of the unit.")] = None,
    lang: Lang = "vi",  # noqa: ARG001 - `run` reads it, before the words are
    rules: Rules = INSTALLED,
) -> int:
    """Tạo hồ sơ để điền: các bước, giấy tờ, biểu quyết của thủ tục đang hiệu lực, kèm thời hạn hoặc lý do chưa rõ.

    Make a dossier to fill in: steps, papers and votes of the procedure in force, with terms or why they are not known.
    """
    from ntmrules.office.tables import write_text
    from ntmrules.recognition.blank import blank_dossier
    from ntmrules.recognition.dossier_file import wrong_level

    if out.suffix.lower() not in (".yaml", ".yml"):
        raise UsageError(problem("NTM054.ending", str(out), ending=out.suffix or out.name, known=".yaml"))
    if out.exists():
        raise UsageError(problem("NTM054.exists", file=out))
    if not unit.strip():
        raise UsageError(problem("NTM587.missing", "--unit", key="unit"))
    dossiers = Dossiers(rules.library())
    day = iso_day(on)
    header = dossiers.set_of(set_, day)
    found = dossiers.procedure(header.id, day, province)
    problems = list(wrong_level(unit, header.id, found, "--unit"))
    if problems:
        raise UsageError(problems)
    write_text(blank_dossier(found, unit=unit, set_id=header.id, on=day, province=province, within=within), out)
    say_written(out)
    return 0


CheckFormat = Annotated[
    Literal["text", "json"] | None,
    Parameter(
        help="Dạng in ra; không nêu: theo đuôi tệp, hoặc text. · Output format; left out: by the file's ending, or text."
    ),
]


@dossier.command(name="check")
def check_(
    file: File,
    *,
    on: OnDay,
    figures: Figures = None,
    survey: SurveyFile = None,
    capital: CapitalFile = None,
    format: CheckFormat = None,
    json: AsJson = False,
    out: Out = None,
    force: Force = False,
    lang: Lang = "vi",
    floor: FloorName = "recall",
    rules: Rules = INSTALLED,
) -> int:
    """Kiểm tra một hồ sơ: đã đến bước nào, bước tiếp theo của ai, chậm mấy ngày làm việc, thiếu giấy gì, từng điều kiện.

    Mã thoát: 0 đủ điều kiện, 1 chưa đủ, 2 chưa xác định, 3 đầu vào sai.

    Check a dossier: step reached, whose turn, what is late, what is missing, each condition with its trace. Exit 0 eligible,
    1 not, 2 undetermined.
    """
    from ntmrules.recognition.data import check_data
    from ntmrules.recognition.told import check_lines

    form = form_of(format, out, json=json, known=CheckFormat)
    keep_inputs(out, (file, figures, survey, capital))
    dossiers = Dossiers(rules.library(), floor=floor)
    found = dossiers.check_file(file, on, figures=figures, survey=survey, capital=capital)
    tell_left_out(dossiers.left_out)
    if form == "json":
        give_json(check_data(found), out, force=force)
    else:
        give_lines(list(check_lines(found, lang=lang)), out, force=force)
    return code_of([found.verdict])


ListFormat = Annotated[
    Literal["text", "json", "csv", "markdown", "xlsx", "ics"] | None,
    Parameter(
        help="Dạng in ra; không nêu: theo đuôi tệp, hoặc text. · Output format; left out: by the file's ending, or text."
    ),
]


@dossier.command(name="list")
def list_(
    folder: Annotated[Path, Parameter(help="Thư mục hồ sơ. · Folder of dossiers.")],
    *,
    on: OnDay,
    format: ListFormat = None,
    json: AsJson = False,
    out: Out = None,
    force: Force = False,
    lang: Lang = "vi",
    floor: FloorName = "recall",
    rules: Rules = INSTALLED,
) -> int:
    """Liệt kê mọi hồ sơ trong thư mục: chậm trước, rồi đến hạn gần nhất; bảng, JSON, Excel hoặc lịch.

    Mã thoát như evaluate: 0 mọi hồ sơ đủ điều kiện, 1 có hồ sơ chưa đủ, 2 có hồ sơ chưa xác định.

    All dossiers of a folder: late first, then the nearest due day; text, JSON, workbook or calendar.
    """
    from ntmrules.recognition.data import checks_data
    from ntmrules.recognition.listed import MAKER, as_calendar, list_lines

    form = form_of(format, out, json=json, known=ListFormat)
    dossiers = Dossiers(rules.library(), floor=floor)
    found = dossiers.check_folder(folder, on)
    tell_left_out(dossiers.left_out)
    keep_inputs(out, [path for path in folder.rglob("*") if path.is_file()])
    if form == "json":
        give_json(checks_data(found), out, force=force)
    elif form == "ics":
        if out is None:
            print(as_calendar(found, iso_day(on)).decode(), end="")
        else:
            from ntmrules.office.tables import write_bytes

            keep_others(out, has(MAKER.encode()), force=force)
            write_bytes(as_calendar(found, iso_day(on)), out)
            say_written(out)
    elif form == "text":
        give_lines(list(list_lines(found, lang=lang)), out, force=force)
    else:
        from ntmrules.office.dossier_tables import dossier_tables

        give_tables(dossier_tables(found, lang), form, out, force=force)
    return code_of(each.verdict for each in found)


@dossier.command(name="document")
def document_(
    file: File,
    kind: Annotated[
        str,
        Parameter(
            help="bao-cao, tham-tra, tham-dinh, bien-ban, to-trinh. · bao-cao, tham-tra, tham-dinh, bien-ban, to-trinh."
        ),
    ],
    *,
    on: OnDay,
    out: Annotated[Path, Parameter(name=["--out", "-o"], help="Tệp .docx cần ghi. · File .docx to write.")],
    template: Annotated[Path | None, Parameter(help="Mẫu Word của cơ quan. · Word template of the office.")] = None,
    force: Force = False,
    figures: Figures = None,
    survey: SurveyFile = None,
    capital: CapitalFile = None,
    lang: Lang = "vi",  # noqa: ARG001 - `run` reads it, before the words are
    floor: FloorName = "recall",
    rules: Rules = INSTALLED,
) -> int:
    """Ghi văn bản Word của hồ sơ theo mẫu: báo cáo, bảng thẩm tra, thẩm định, biên bản, tờ trình; chỗ chưa biết là dấu chấm.

    Write a Word document of a dossier from a template: report, tables, minutes, letter; what is not known is dots.
    """
    from ntmrules.office.dossier_documents import write_document

    keep_inputs(out, (file, figures, survey, capital, template))
    keep_edited(out, force=force)
    dossiers = Dossiers(rules.library(), floor=floor)
    found = dossiers.check_file(file, on, figures=figures, survey=survey, capital=capital)
    tell_left_out(dossiers.left_out)
    write_document(found, kind, out, template=template)
    say_written(out)
    return 0


@dossier.command(name="after")
def after_(
    file: Annotated[
        Path,
        Parameter(
            help="Bảng đơn vị đã công nhận: unit, set, recognised_on … · Recognised units: unit, set, recognised_on …"
        ),
    ],
    *,
    figures: Annotated[Path, Parameter(help="Số liệu sau công nhận. · Figures after recognition.")],
    on: OnDay,
    json: AsJson = False,
    out: Out = None,
    force: Force = False,
    lang: Lang = "vi",
    floor: FloorName = "recall",
    rules: Rules = INSTALLED,
) -> int:
    """Sau công nhận: số liệu mới có chạm quy định thu hồi không, ở tiêu chí nào, do số liệu nào; sáp nhập; bộ đã hết hạn.

    Mã thoát: 0 không chạm, 1 có đơn vị chạm, 2 có đơn vị chưa xác định.

    After recognition: would the revocation rule bite on later figures, on which criteria. Exit 0 no, 1 some unit, 2 undetermined.
    """
    from ntmrules.recognition.after_told import after_data, after_lines

    form = form_of(None, out, json=json, known=CheckFormat)
    keep_inputs(out, (file, figures))
    dossiers = Dossiers(rules.library(), floor=floor)
    found = dossiers.after(file, figures, on)
    if form == "json":
        give_json(after_data(found, iso_day(on)), out, force=force)
    else:
        give_lines(list(after_lines(found, iso_day(on), lang=lang)), out, force=force)
    bites = {each.bites for each in found}
    return 1 if Verdict.MET in bites else 2 if Verdict.UNDETERMINED in bites else 0


@dossier.command(name="procedures")
def procedures_(
    name: Annotated[str | None, Parameter(help="Mã thủ tục; không nêu: liệt kê. · Id; left out: the list.")] = None,
    *,
    on: Annotated[
        str | None,
        Parameter(help="Ngày; không nêu: ngày cuối của thủ tục. · Day; left out: the last of the procedure."),
    ] = None,
    province: ProvinceName = None,
    lang: Lang = "vi",
    rules: Rules = INSTALLED,
) -> int:
    """Liệt kê các thủ tục công nhận, hoặc xem một thủ tục: bước, thời hạn, giấy tờ, điều kiện, căn cứ, chỗ chưa rõ.

    List the procedures of recognition, or show one: steps, terms, papers, conditions, evidence, holes.
    """
    from ntmrules.recognition.procedure_told import coverage_of, procedure_lines

    dossiers = Dossiers(rules.library())
    if name is None:
        head = [
            str(Phrase(each))
            for each in ("remarks.head-id", "remarks.head-from", "remarks.head-to", "remarks.head-name")
        ]
        head += [str(Phrase("remarks.head-cells"))]
        rows = [
            (
                each.id,
                str(each.stage.from_),
                str(each.stage.to or ""),
                each.name.in_(lang),
                coverage_of(each).words(lang),
            )
            for each in sorted(dossiers.procedures.national.values(), key=lambda each: each.id)
        ]
        print_table(head, rows)
        return 0
    known = dossiers.procedures.national
    if name not in known:
        raise UsageError(problem("NTM055", name=name, known=", ".join(sorted(known)), near=(name, known)))
    own = known[name]
    day = iso_day(on) if on is not None else own.stage.to or own.stage.from_
    chosen = dossiers.procedure(own.sets[0], day, province, named=name)
    print_lines(procedure_lines(chosen, lang=lang))
    return 0


@dossier.command(name="calendar")
def calendar_(
    *,
    from_: Annotated[
        str,
        Parameter(name="--from", help="Ngày bắt đầu; tính từ hôm sau. · Day it starts; counted from the next."),
    ],
    days: Annotated[int, Parameter(help="Số ngày. · Number of days.")],
    working: Annotated[bool, Parameter(negative=(), help="Đếm ngày làm việc. · Count working days.")] = False,
    no_weekend: Annotated[
        bool,
        Parameter(
            negative=(), help="Chỉ bỏ thứ bảy, chủ nhật, vẫn tính ngày lễ. · Leave out weekends only, holidays count."
        ),
    ] = False,
    json: AsJson = False,
    lang: Lang = "vi",
) -> int:
    """Tính ngày hết hạn: ngày nghỉ lễ, nghỉ bù, hoán đổi lấy từ dữ liệu có văn bản; năm chưa biết thì nói rõ.

    The last day of a term, by days off, in lieu and exchanged that each have their document; an unknown year is said.
    """
    if working and no_weekend:
        raise UsageError(problem("NTM053.two"))
    calendar = calendar_of()
    found = calendar.deadline(iso_day(from_), days, WORKING if working else NO_WEEKEND if no_weekend else CALENDAR)
    from ntmrules.recognition.calendar_told import deadline_data, deadline_lines

    if json:
        print_json(deadline_data(found))
    else:
        print_lines(deadline_lines(found, calendar, lang=lang))
    return 0

"""``ntmrules ocop``: rank products, bring judges together, report a portfolio, write and show the sheets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import App, Parameter

from ntmrules.cli.earlier import begins_as, keep_edited, keep_others
from ntmrules.cli.left_out import tell_left_out
from ntmrules.cli.options import INSTALLED, AsJson, Force, Lang, ProvinceName, Rules, Sheets
from ntmrules.cli.output import print_json, print_lines, print_table, progress, say
from ntmrules.cli.results import form_of, give_json, give_json_list, give_lines, give_tables, keep_inputs, say_written
from ntmrules.errors import Problem, UsageError, problem
from ntmrules.explain.lang.lines import Line
from ntmrules.face.ocop import Ocop
from ntmrules.messages import Phrase
from ntmrules.messages.speech import Joined
from ntmrules.model.days import today
from ntmrules.model.unit_names import name_key
from ntmrules.ocop.answers_file import read_recognised
from ntmrules.ocop.claims import findings_of, spread_findings
from ntmrules.ocop.scoring import Ranking
from ntmrules.ocop.told import ranking_lines
from ntmrules.resolve.options import iso_day

ocop = App(
    name="ocop",
    help="Sản phẩm OCOP: chấm điểm, xếp hạng, hội đồng, danh mục.\n\nOCOP products: scores, ranks, councils, portfolios.",
    help_format="plaintext",
)
Files = Annotated[Path, Parameter(help="Tệp chấm điểm: CSV, xlsx. · Files of scores: CSV, xlsx.")]
Format = Annotated[
    Literal["text", "json", "csv", "xlsx", "markdown", "html"] | None,
    Parameter(
        help="Dạng in ra; không nêu: theo đuôi tệp, hoặc text. · Output format; left out: by the file's ending, or text."
    ),
]
PortfolioFormat = Annotated[
    Literal["text", "json", "csv", "xlsx", "markdown", "audit"] | None,
    Parameter(
        help="Dạng in ra; không nêu: theo đuôi tệp, hoặc text. · Output format; left out: by the file's ending, or text."
    ),
]
Out = Annotated[Path | None, Parameter(name=["--out", "-o"], help="Ghi vào tệp. · Write to a file.")]
Lodged = Annotated[
    str | None,
    Parameter(help="Ngày nộp của hồ sơ không ghi ngày. · Day of lodging of files that give none."),
]
DecisionName = Annotated[
    str | None, Parameter(name="--decision", help="Quyết định: 2023, 2026, 148/QĐ-TTg. · Decision: 2023, 2026.")
]
MANY = 40


@ocop.command
def rank(
    *files: Files,
    lodged: Lodged = None,
    province: ProvinceName = None,
    recognised: Annotated[
        Path | None,
        Parameter(
            help="Xã đã được công nhận NTM chưa: cột xã, đạt chuẩn. · Communes recognised: columns commune, recognised."
        ),
    ] = None,
    full: Annotated[bool, Parameter(negative=(), help="In từng tiêu chí. · Every criterion.")] = False,
    format: Format = None,
    out: Out = None,
    force: Force = False,
    lang: Lang = "vi",
    rules: Rules = INSTALLED,
) -> int:
    """Xếp hạng sản phẩm theo phiếu chấm điểm của quyết định có hiệu lực ngày nộp hồ sơ.

    Mã thoát: 0 mọi sản phẩm từ 3 sao, 1 có sản phẩm dưới 3 sao hoặc có điều không khớp, 2 có sản phẩm chưa xác định.

    Rank products by the sheets in force when their files were lodged. Exit 0 every product has three stars or more, 1 one has
    fewer or something does not agree, 2 one is undetermined.
    """
    if not files:
        raise UsageError(problem("NTM585.none"))
    form = form_of(format, out, known=Format)
    keep_inputs(out, (*files, recognised))
    verbs = _verbs(rules, lodged=lodged, province=province)
    communes = read_recognised(recognised) if recognised is not None else None
    wrong: list[Problem] = []
    products = verbs.read(*files, problems=wrong)
    rankings = verbs.rank(products, recognised=communes, problems=wrong)
    tell_left_out(verbs.left_out)
    _give(rankings, form, out, lang, full=full, force=force)
    return _code(rankings)


@ocop.command
def council(
    *files: Annotated[Path, Parameter(help="Phiếu của từng thành viên. · The judges' sheets, one a file.")],
    members: Annotated[int | None, Parameter(help="Số thành viên hội đồng. · Members of the council.")] = None,
    minutes: Annotated[Path | None, Parameter(help="Ghi biên bản .docx. · Write the minutes as .docx.")] = None,
    product: Annotated[str | None, Parameter(help="Chỉ sản phẩm này. · Only this product.")] = None,
    lodged: Lodged = None,
    province: ProvinceName = None,
    format: Format = None,
    out: Out = None,
    force: Force = False,
    lang: Lang = "vi",
    rules: Rules = INSTALLED,
) -> int:
    """Kết quả của hội đồng cho một sản phẩm: điểm trung bình, độ lệch, hạng; phiếu còn thiếu cho một khoảng.

    The result of a council on one product: mean, spread, rank; missing sheets leave a range. Exit codes as `rank`.
    """
    if not files:
        raise UsageError(problem("NTM585.none"))
    form = form_of(format, out, known=Format)
    keep_inputs(out, files)
    keep_inputs(minutes, files)
    keep_edited(minutes, force=force)
    _at_least("--members", members, 1)
    if minutes is not None and minutes.suffix.lower() != ".docx":
        raise UsageError(problem("NTM585.minutes", str(minutes), ending=minutes.suffix or minutes.name))
    verbs = _verbs(rules, lodged=lodged, province=province)
    wrong: list[Problem] = []
    read = verbs.read(*files, problems=wrong)
    chosen = [each for each in read if product is None or each.name.casefold() == product.casefold()]
    ranking = verbs.council(chosen, members=members, problems=wrong)
    tell_left_out(verbs.left_out)
    _give((ranking,), form, out, lang, full=False, force=force)
    if minutes is not None:
        from ntmrules.office.ocop_minutes import write_minutes

        write_minutes(ranking, minutes, lang=lang)
        say_written(minutes)
    return _code((ranking,))


@ocop.command
def report(
    file: Annotated[Path, Parameter(help="Danh mục sản phẩm của tỉnh: CSV, xlsx. · The province's list of products.")],
    *,
    on: Annotated[str | None, Parameter(help="Ngày báo cáo. · Day of the report.")] = None,
    within: Annotated[int, Parameter(help="Sắp hết hạn: trong bao nhiêu ngày. · Ending within so many days.")] = 180,
    sheet: Sheets = None,
    localities: Annotated[int | None, Parameter(help="Số địa phương của tỉnh. · Localities of the province.")] = None,
    format: PortfolioFormat = None,
    out: Out = None,
    force: Force = False,
    lang: Lang = "vi",
    rules: Rules = INSTALLED,
) -> int:
    """Danh mục sản phẩm trong một ngày: theo sao, chủ thể, địa phương, bộ sản phẩm, hiệu lực, sàn thương mại điện tử.

    Mã thoát: 0, hoặc 1 khi trong danh mục có điều không khớp. `--format audit` ghi báo cáo để `ntmrules audit` kiểm tra.

    The portfolio on a day. Exit 0, or 1 where the list does not agree with itself.
    """
    keep_inputs(out, (file,))
    _at_least("--within", within, 0)
    form = form_of(format, out, known=PortfolioFormat)
    _at_least("--localities", localities, 1)
    verbs = _verbs(rules, lodged=None, province=None)
    day = iso_day(on) if on is not None else today().isoformat()
    if on is None:
        say(Phrase("remarks.today", day=day))
    found = verbs.portfolio(file, on=day, sheets=tuple(sheet or ()))
    tell_left_out(verbs.left_out)
    places = len(found.by_locality())
    if localities is not None and places > localities:
        raise UsageError(problem("NTM585.localities", count=places, localities=localities))
    later = found.later
    if later:
        say(Phrase("remarks.ocop-later", count=later, day=day))
    if form == "audit":
        from ntmrules.ocop.portfolio_told import audit_report

        give_json(audit_report(found, localities=localities), out, force=force)
    elif form == "json":
        from ntmrules.ocop.portfolio_told import portfolio_data

        give_json(portfolio_data(found, localities=localities, days=within), out, force=force)
    elif form == "text":
        from ntmrules.ocop.portfolio_told import portfolio_lines

        give_lines(list(portfolio_lines(found, localities=localities, days=within, lang=lang)), out, force=force)
    else:
        from ntmrules.office.ocop_tables import portfolio_tables

        give_tables(portfolio_tables(found, days=within, lang=lang), form, out, force=force)
    return 1 if found.findings else 0


@ocop.command
def figures(
    file: Annotated[Path, Parameter(help="Danh mục sản phẩm của tỉnh. · The province's list of products.")],
    *,
    on: Annotated[str, Parameter(help="Ngày tính. · Day.")],
    sheet: Sheets = None,
    out: Out = None,
    force: Force = False,
    lang: Lang = "vi",
    rules: Rules = INSTALLED,
) -> int:
    """Số sản phẩm OCOP còn hiệu lực của từng xã, thành số liệu cho các bộ tiêu chí; xã không có dòng nào thì không ghi.

    Mã thoát: 0, hoặc 1 khi trong danh mục có điều không khớp.

    Valid products by commune as figures for the criteria sets; a commune without a row gets none. Exit 1 where the list does not
    agree with itself.
    """
    from ntmrules.ocop.portfolio_told import valid_by_commune
    from ntmrules.office.tables import Table

    form_of(None, out, known=Literal["csv"])
    keep_inputs(out, (file,))
    keep_edited(out, force=force)  # people keep tables of figures with these same headings
    verbs = _verbs(rules, lodged=None, province=None)
    day = iso_day(on)
    found = verbs.portfolio(file, on=day, sheets=tuple(sheet or ()))
    tell_left_out(verbs.left_out)
    counts = valid_by_commune(found)
    rows = tuple((commune, MEASURE, count, day, file.name) for commune, count in counts.items())
    give_tables(
        [Table(title="OCOP", head=("unit", "subject", "value", "as_of", "source"), rows=rows)], "csv", out, force=force
    )
    for finding in found.findings:
        say(f"{finding.at}: {finding.text.in_(lang)}")
    missing = {name_key(each.entry.commune) for each in found.standings if each.entry.commune}
    missing -= {name_key(commune) for commune in counts}
    if missing:
        names = dict.fromkeys(
            each.entry.commune for each in found.standings if name_key(each.entry.commune or "") in missing
        )
        say(Phrase("remarks.ocop-no-figure", communes=", ".join(str(name) for name in names)))
    return 1 if found.findings else 0


MEASURE = "so-san-pham-ocop-con-thoi-han"


@ocop.command
def template(
    *,
    sheet: Annotated[str, Parameter(help="Bộ sản phẩm: số hoặc tên. · Product set: number or name.")],
    output: Annotated[Path, Parameter(name=["--out", "-o"], help="Tệp .xlsx hoặc .csv. · File: .xlsx or .csv.")],
    on: Annotated[str | None, Parameter(help="Ngày nộp hồ sơ. · Day of lodging.")] = None,
    decision: DecisionName = None,
    force: Annotated[bool, Parameter(negative=(), help="Ghi đè tệp đã có. · Replace a file that is there.")] = False,
    lang: Lang = "vi",
    rules: Rules = INSTALLED,
) -> int:
    """Phiếu chấm một sản phẩm, mỗi tiêu chí chọn trong danh sách; điền xong thì `ntmrules ocop rank` đọc lại được.

    The form of one product, options in drop-down lists; `ntmrules ocop rank` reads it back.
    """
    from ntmrules.office.ocop_form import write_ocop_form

    if output.exists() and not force:
        raise UsageError(problem("NTM585.exists", str(output)))
    verbs = _verbs(rules, lodged=on, province=None)
    stage = verbs.stage(decision)
    write_ocop_form(verbs.sheet(sheet, stage), stage, output, lang=lang)
    say_written(output)
    return 0


@ocop.command
def sheets(
    *,
    on: Annotated[str | None, Parameter(help="Ngày nộp hồ sơ. · Day of lodging.")] = None,
    decision: DecisionName = None,
    find: Annotated[str | None, Parameter(help="Tìm theo tên, không cần dấu: che. · Search by name.")] = None,
    json: AsJson = False,
    lang: Lang = "vi",
    rules: Rules = INSTALLED,
) -> int:
    """Liệt kê các bộ sản phẩm của một quyết định. Tìm mà không thấy bộ nào: mã thoát 3.

    List the product sets of a decision. A search that finds none: exit 3.
    """
    from ntmrules.ocop.sheet_told import named_like

    verbs = _verbs(rules, lodged=on, province=None)
    stage = verbs.stage(decision)
    listed = list(verbs.sheets(stage).values())
    found = [each for each in listed if find is None or named_like(each, find)]
    if not found:
        names = [each.name.in_(lang) for each in listed]
        known = Joined(names, "; ")
        raise UsageError(
            problem("NTM583.find", word=find, known=known, decision=stage.provision.decision, near=(find or "", names))
        )
    if json:
        print_json(
            [
                {
                    "number": each.number,
                    "id": each.id,
                    "name": each.name.vi,
                    "industry": each.industry,
                    "decision": stage.provision.decision,
                }
                for each in found
            ]
        )
        return 0
    industries = {industry.id: industry for industry in stage.industries}
    heads = ("Bộ", "Tên", "Ngành", "Quyết định") if lang == "vi" else ("Set", "Name", "Industry", "Decision")
    print_table(
        heads,
        [
            (str(each.number), each.name.in_(lang), industries[each.industry].name.in_(lang), stage.provision.decision)
            for each in found
        ],
        right=(0,),
    )
    return 0


@ocop.command
def show(
    sheet: Annotated[str, Parameter(help="Bộ sản phẩm: số hoặc tên. · Product set: number or name.")],
    *,
    on: Annotated[str | None, Parameter(help="Ngày nộp hồ sơ. · Day of lodging.")] = None,
    decision: DecisionName = None,
    lang: Lang = "vi",
    rules: Rules = INSTALLED,
) -> int:
    """Xem một phiếu chấm điểm: phần, tiêu chí, lựa chọn, điểm, dấu sao.

    Show a scoring sheet: parts, criteria, options, points, marks.
    """
    from ntmrules.ocop.sheet_told import sheet_lines

    verbs = _verbs(rules, lodged=on, province=None)
    stage = verbs.stage(decision)
    print_lines(sheet_lines(verbs.sheet(sheet, stage), stage, lang=lang))
    return 0


def _at_least(option: str, number: int | None, least: int) -> None:
    if number is not None and number < least:
        raise UsageError(problem("NTM585.least", option=option, number=number, least=least))


def _verbs(rules: Rules, *, lodged: str | None, province: str | None) -> Ocop:
    library = rules.library()
    return library.ocop(on=lodged, province=province)


def _give(rankings: Sequence[Ranking], form: str, out: Path | None, lang: str, *, full: bool, force: bool) -> None:
    if form == "json":
        from ntmrules.ocop.data import ranking_data

        few = len(rankings) <= MANY
        give_json_list((ranking_data(each, trace=few) for each in progress(rankings, "OCOP")), out, force=force)
    elif form == "text":
        give_lines(list(_lines(rankings, lang, full=full)), out, force=force)
    elif form == "html":
        from ntmrules.office.ocop_tables import ranking_html
        from ntmrules.office.tables import write_text

        text = ranking_html(rankings, lang)
        if out is None:
            print(text, end="")
        else:
            keep_others(out, begins_as(text, lines=3), force=force)
            write_text(text, out)
            say_written(out)
    else:
        from ntmrules.office.ocop_tables import ranking_tables

        give_tables(ranking_tables(rankings, lang), form, out, force=force)


def _lines(rankings: Sequence[Ranking], lang: str, *, full: bool) -> Any:
    if len(rankings) > MANY and not full:
        from ntmrules.ocop.told import stars_words
        from ntmrules.ocop.writing import spread

        for each in rankings:
            flags = "".join(f"; {one.text.in_(lang)}" for one in findings_of(each))
            points = f"{spread(each.low, each.high, lang)} {'điểm' if lang == 'vi' else 'points'}"
            yield Line(f"{each.product.name}: {stars_words(each, lang)}, {points}{flags}")
    else:
        for index, each in enumerate(rankings):
            if index:
                yield Line("")
            yield from ranking_lines(each, lang=lang, full=full)
    yield Line("")
    yield Line(_totals(rankings, lang), "heading")


def _totals(rankings: Sequence[Ranking], lang: str) -> str:
    """Return how many products have how many stars, and of how many that is not settled."""
    firm = {star: sum(each.decided and each.stars[0] == star for each in rankings) for star in (5, 4, 3, 2, 1)}
    open_ = sum(not each.decided for each in rankings)
    word, rest = ("sao", "chưa xác định") if lang == "vi" else ("stars", "undetermined")
    listed = [f"{star} {word}: {count}" for star, count in firm.items() if count] + (
        [f"{rest}: {open_}"] if open_ else []
    )
    names = "sản phẩm" if lang == "vi" else "products"
    return f"{len(rankings)} {names}; {'; '.join(listed)}"


def _code(rankings: Sequence[Ranking]) -> int:
    if any(each.stars[1] < 3 or findings_of(each) or spread_findings(each) for each in rankings):
        return 1
    return 2 if any(not each.decided for each in rankings) else 0

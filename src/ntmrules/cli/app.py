"""The commands by name; each is imported when it is asked for, so that ``--help`` stays quick."""

from __future__ import annotations

from collections.abc import Sequence

from cyclopts import App, Parameter

from ntmrules._version import __version__
from ntmrules.cli.help_later import HelpLater

COMMANDS = {
    "ntmrules.cli.evaluate:evaluate": "Đánh giá các đơn vị trong tệp số liệu · judge the units in a file of figures",
    "ntmrules.cli.evaluate:explain": "Giải thích một chỉ tiêu · explain one indicator in full",
    "ntmrules.cli.compare:compare": "So sánh hai văn bản, hai bộ, hai tệp · compare texts, sets, files, provinces",
    "ntmrules.cli.progress:progress": "Tiến độ giữa hai ngày, kế hoạch, cơ quan · progress, plan, bodies",
    "ntmrules.cli.summary:summary": "Tổng hợp nhiều đơn vị · many units together",
    "ntmrules.cli.ocop:ocop": "Sản phẩm OCOP: chấm điểm, xếp hạng · OCOP products: scores, ranks",
    "ntmrules.cli.form:form": "Biểu mẫu của chương trình · forms of the programme",
    "ntmrules.cli.dossier:dossier": "Hồ sơ công nhận, thời hạn · recognition dossiers, terms",
    "ntmrules.cli.capital:capital": "Vốn, giải ngân, đối ứng, phân bổ · capital, disbursement, allotment",
    "ntmrules.cli.report:report": "Báo cáo cho lãnh đạo: một trang HTML · reports for a leader",
    "ntmrules.cli.page:page": "Trang tự đánh giá trong trình duyệt · a page that judges in a browser",
    "ntmrules.cli.audit:audit": "Kiểm tra số đã công bố · check what was published",
    "ntmrules.cli.sets:sets": "Liệt kê các bộ tiêu chí · list the criteria sets",
    "ntmrules.cli.sets:show": "Xem một bộ, tiêu chí, chỉ tiêu · show a set, criterion or indicator",
    "ntmrules.cli.lint:lint": "Kiểm tra danh mục · check a catalogue",
    "ntmrules.cli.plugin:plugin": "Quy định của tỉnh: tạo, kiểm tra, liệt kê · province plugins",
    "ntmrules.cli.catalog:catalog": "Nhập bảng của một văn bản · import the table of a text",
    "ntmrules.cli.docs:docs": "Tạo, kiểm tra tài liệu tiêu chí · build and check the documentation of the criteria",
    "ntmrules.cli.watch:watch": "Theo dõi tệp số liệu, in từng thay đổi · follow a file, print each change",
    "ntmrules.cli.verify:verify": "Kiểm tra lại một kết quả đã lưu · judge a receipt again",
    "ntmrules.cli.compile:compile": "Dịch bộ tiêu chí sang SQL, JSON · compile a set to SQL, JSON",
    "ntmrules.cli.template:template": "Tạo tệp để điền: chỗ trống, phiếu số liệu · forms to fill in",
}


def make_app(*, listed: bool = False) -> App:
    """Return the command line with its own commands; ``listed`` with a line of help each, in the place of their own."""
    made = App(
        name="ntmrules",
        version=__version__,
        help="Bộ tiêu chí nông thôn mới: đánh giá, giải thích, tra cứu.\n\n"
        "Mã thoát: 0 mọi đơn vị đạt, 1 có đơn vị chưa đạt, 2 có đơn vị chưa xác định và không đơn vị nào chưa đạt, "
        "3 đầu vào sai. verify: 1 khi có khác; các lệnh khác: docs/reference/exit-codes.md.\n\n"
        "Criteria sets of Vietnam's New Rural Development programme: evaluate, explain, look up.\n\n"
        "Exit codes: 0 every unit met, 1 some unit not met, 2 some undetermined and none not met, 3 bad input. "
        "verify: 1 where something differs; other commands: docs/reference/exit-codes.md.",
        help_format="plaintext",
        help_formatter=HelpLater(),
        # A list that nobody named is empty: no option has to say so.
        default_parameter=Parameter(negative_iterable=()),
    )
    for place, words in COMMANDS.items():
        made.command(place, name=place.rpartition(":")[2], **({"help": words} if listed else {}))
    return made


app = make_app()


def app_for(argv: Sequence[str]) -> App:
    """Return the command line for these words: with the commands of plugins, unless a command of its own is asked for.

    Plugins are imported only then, so a broken one does not stop ``plugin list``, ``lint`` or ``--version``; a command
    that judges loads them itself. ``PluginError`` with the exact fault otherwise.
    """
    word = argv[0] if argv else "--help"
    if word == "--version" or word in {place.rpartition(":")[2] for place in COMMANDS}:
        return app
    from ntmrules.plugins.manager import Plugins, installed

    extended = make_app(listed=True)
    if installed():
        Plugins("installed").extend(extended)
    return extended

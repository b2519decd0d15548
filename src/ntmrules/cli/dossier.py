"""``ntmrules dossier``: recognition dossiers, their steps and deadlines."""

from __future__ import annotations

from typing import Annotated

from cyclopts import App, Parameter

from ntmrules.cli.options import AsJson, Lang
from ntmrules.cli.output import print_json, print_lines
from ntmrules.errors import UsageError, problem
from ntmrules.model.calendar import CALENDAR, NO_WEEKEND, WORKING
from ntmrules.places.working_days import calendar_of
from ntmrules.resolve.options import iso_day

dossier = App(
    name="dossier",
    help="Hồ sơ xét công nhận: tạo, kiểm tra, liệt kê, tính hạn.\n\n"
    "Recognition dossiers: make, check and list them, count terms.",
    help_format="plaintext",
)


@dossier.command(name="calendar")
def calendar_(
    *,
    from_: Annotated[
        str, Parameter(name="--from", help="Ngày bắt đầu; tính từ hôm sau. · Day it starts; counted from the next.")
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

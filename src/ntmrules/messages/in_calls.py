"""Messages of the register as they read where the library was called from Python: arguments of calls and no options of a command.

Only parts that speak of the command have other words here; an empty part stays as it is.
"""

from __future__ import annotations

from ntmrules.messages.register import NOTHING, Message

_BOTH = ("from_ trước to", "from_ before to")

_UNDATED = ("cột as_of, hoặc as_of=NGÀY của read_history", "a column as_of, or as_of=DAY of read_history")

MESSAGES: dict[str, Message] = {
    "NTM574.none": Message(NOTHING, ('ntmrules.read_history("so-lieu.csv")', 'ntmrules.read_history("figures.csv")')),
    "NTM574.files": Message(NOTHING, remedy=("as_of: một ngày chung, hoặc đủ mỗi tệp một ngày", "as_of: one day, or one a file")),
    "NTM574.undated": Message(NOTHING, _UNDATED),
    "NTM574.undated-titled": Message(NOTHING, _UNDATED, (
        'tiêu đề ghi ngày {day}: nếu đó là ngày của số liệu thì thêm as_of=["{day}"]',
        'a title names {day}: where that is the day of the figures add as_of=["{day}"]')),
    "NTM574.differs": Message(
        ("ngày {own} trong tệp khác as_of={day}", "the file says {own}, as_of={day}"),
        remedy=("bỏ as_of của tệp này (None), hoặc sửa ô", "leave as_of of this file out (None), or correct the cell"),
    ),
    "NTM575.days": Message(NOTHING, _BOTH),
    "NTM575.before": Message(("before={before} không trước on={on}", "before={before} is not before on={on}"),
                             ("before trước on", "before earlier than on")),
    "NTM602.one-commune": Message(NOTHING, remedy=("nêu một xã", "name one commune")),
    "NTM606.merged": Message(NOTHING, remedy=("nêu bằng province=, hoặc ở cột province của tệp",
                                              "name it with province=, or in the column province of the file")),
    "NTM610.province": Message(NOTHING, remedy=("bỏ province= để dùng tỉnh trong tệp, hoặc sửa cột province",
                                                "leave province= out to take that of the file, or correct the column province")),
    "NTM610.title-province": Message(NOTHING, remedy=('chọn province="{own}", hoặc sửa tiêu đề khi tiêu đề sai',
                                                      'choose province="{own}", or correct the title where it is wrong')),
    "NTM610.title-time": Message(NOTHING, remedy=(
        'chọn on="{day}" nếu số liệu là của thời gian đó, hoặc thêm cột «Năm», hoặc sửa tiêu đề',
        'choose on="{day}" if the figures are of that time, or add a column period, or correct the title')),
}  # fmt: skip

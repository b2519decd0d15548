"""Messages about names of units in the zones of a pack (NTM612)."""

from ntmrules.messages.register import Code, Message

ONE_OF = ("một đơn vị trong: {found}", "one of: {found}")

CODES = {
    "NTM612": Code(
        (
            "Tên trong phân vùng của một gói không chỉ đúng một đơn vị trong danh sách",
            "A name in the zones of a pack does not mean one unit of the lists",
        ),
        {
            "": Message(
                what=(
                    "{name!r} trong phân vùng {scheme} không có trong danh sách đơn vị của địa bàn",
                    "{name!r} in the zones {scheme} is on no list of the territory",
                ),
                expected=(
                    "tên xã hoặc huyện có trong catalogs/units",
                    "the name of a commune or district of catalogs/units",
                ),
                remedy=(
                    "sửa tên; nếu đơn vị đã sáp nhập trước ngày của danh sách, ghi tên vào off_list của phân vùng",
                    "correct it; write a name that was merged before the day of the list into off_list of the zones",
                ),
            ),
            "pair": Message(
                what=(
                    "{name!r} trong phân vùng {scheme} không nằm ở {within}",
                    "{name!r} in the zones {scheme} does not lie in {within}",
                ),
                expected=("{found}", "{found}"),
                remedy=(
                    "sửa tên hoặc within; nếu đơn vị đã sáp nhập trước ngày của danh sách, ghi tên vào off_list của phân vùng",
                    "correct the name or within; write a name that was merged before the day of the list into off_list of "
                    "the zones",
                ),
            ),
            "several": Message(
                what=(
                    "{name!r} trong phân vùng {scheme} là tên của nhiều đơn vị, quy tắc không nêu huyện",
                    "{name!r} in the zones {scheme} is the name of several units, and the rule names no district",
                ),
                expected=ONE_OF,
                remedy=(
                    "ghi cả loại đơn vị và huyện: để tên ấy ở một quy tắc riêng có within",
                    "write its kind and its district: put the name into a rule of its own with within",
                ),
            ),
            "except": Message(
                what=(
                    "{name!r} ở except_units của phân vùng {scheme} là tên của nhiều đơn vị",
                    "{name!r} in except_units of the zones {scheme} is the name of several units",
                ),
                expected=ONE_OF,
                remedy=(
                    "thay except_units bằng một quy tắc đứng trước, có units và within, đưa đơn vị ấy vào vùng của nó",
                    "in place of except_units write a rule before this one, with units and within, that puts the unit into "
                    "its own zone",
                ),
            ),
            "district": Message(
                what=(
                    "{name!r} ở within của phân vùng {scheme} là tên của nhiều đơn vị cấp huyện trong địa bàn",
                    "{name!r} in within of the zones {scheme} is the name of several districts of the territory",
                ),
                expected=ONE_OF,
                remedy=(
                    "ghi cả loại đơn vị (huyện, thị xã, thành phố); nếu các tỉnh khác nhau có huyện cùng tên, "
                    "làm mỗi tỉnh một gói",
                    "write what it is too: district, town or city; where different provinces have districts of one name, "
                    "make a pack for each province",
                ),
            ),
        },
    ),
}

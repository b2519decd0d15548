"""Messages about levels that are computed from other cells (NTM173)."""

from ntmrules.messages.register import Code, Message

CODES = {
    "NTM173": Code(
        ("Mức tính ra dựa vào một ô không dùng được", "A computed level rests on a cell that cannot be used"),
        {
            "form": Message(
                what=("{cell!r} không phải tên một ô", "{cell!r} is no name of a cell"),
                expected=("vn/xa-ntm/2009/10.1 2015 tay-nguyen", "vn/xa-ntm/2009/10.1 2015 tay-nguyen"),
                remedy=(
                    "ghi mã chỉ tiêu, năm, vùng, cách nhau bằng dấu cách",
                    "write indicator, year and area, parted by spaces",
                ),
            ),
            "set": Message(
                what=("không có bộ tiêu chí của ô {cell!r}", "the set of the cell {cell!r} is not there"),
                expected=("một bộ của danh mục", "a set of the catalogue"),
                remedy=("sửa mã bộ trong tên ô", "correct the set in the name of the cell"),
            ),
            "cell": Message(
                what=("không có ô {cell!r}", "there is no cell {cell!r}"),
                expected=("một ô có trong danh mục", "a cell of the catalogue"),
                remedy=("sửa số chỉ tiêu, năm hoặc vùng", "correct the indicator, the year or the area"),
            ),
            "open": Message(
                what=("ô {cell!r} chưa có một mức", "the cell {cell!r} has no single level"),
                expected=("một ô có mức", "a cell with a level"),
                remedy=(
                    "ghi mức của ô ấy trước, hoặc để mức tính ra là chưa rõ",
                    "write that level first, or leave the computed one unknown",
                ),
            ),
            "shares": Message(
                what=("{shares} hệ số cho {cells} ô", "{shares} shares for {cells} cells"),
                expected=("mỗi ô một hệ số", "one share a cell"),
                remedy=("ghi shares theo đúng thứ tự của cells", "write the shares in the order of the cells"),
            ),
            "sum": Message(
                what=(
                    "mức tính ra {value} không bằng tổng các ô gốc",
                    "the computed level {value} is not the sum of its cells",
                ),
                expected=("{sum}", "{sum}"),
                remedy=("sửa mức, các ô gốc hoặc hệ số", "correct the level, the base cells or the shares"),
            ),
            "circle": Message(
                what=("ô {cell!r} lại được tính từ chính nó", "the cell {cell!r} is computed from itself"),
                expected=("các ô gốc đọc được trong văn bản", "base cells that a text prints"),
                remedy=("bỏ một trong các ô", "leave one of the cells out"),
            ),
        },
    ),
}

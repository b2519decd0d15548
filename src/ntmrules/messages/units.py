"""Messages about units: provinces, communes, lists and areas (NTM6xx)."""

from ntmrules.messages.register import Code, Message

CODES = {
    "NTM602": Code(
        ("Không có đơn vị ấy trong danh sách hoặc trong tệp", "No unit of that name stands in the list or in the file"),
        {
            "both": Message(
                what=(
                    "không đơn vị nào có ở cả hai tệp {old} và {new}",
                    "no unit stands in both files, {old} and {new}",
                ),
                expected=("cùng một đơn vị ở cả hai tệp", "the same unit in both"),
                remedy=("kiểm tra cách viết tên", "check its spelling"),
            ),
        },
    ),
    "NTM603": Code(
        ("Không có tỉnh nào mang tên hoặc mã ấy", "No province has that name or id"),
        {
            "id": Message(
                what=("không có tỉnh nào mang mã {id!r}", "no province {id!r}"),
                expected=("mã của một tỉnh, như nghe-an", "the id of a province, as nghe-an"),
            ),
        },
    ),
}

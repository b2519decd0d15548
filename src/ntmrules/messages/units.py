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
    "NTM606": Code(
        (
            "Cần biết xã trước đây thuộc tỉnh nào, hoặc thiếu danh sách xã",
            "Lists of communes, or a former province, are needed",
        ),
        {
            "merged": Message(
                what=(
                    "{province} được lập ngày 01/07/2025 từ nhiều tỉnh, và quyết định của {makers} còn hiệu lực "
                    "ở một phần ({example})",
                    "{province} was formed on 01/07/2025 from several provinces, and decisions of {makers} "
                    "are still in force in a part of it ({example})",
                ),
                expected=(
                    "tỉnh mà đơn vị thuộc về trước đó: {names}",
                    "the province in which the unit lay before: {names}",
                ),
                remedy=(
                    "nêu bằng --province, hoặc ở cột province của tệp",
                    "name it with --province, or in the column province of the file",
                ),
            ),
        },
    ),
}

"""Messages about units: provinces, communes, lists and areas (NTM6xx)."""

from ntmrules.messages.register import Code, Message

CODES = {
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

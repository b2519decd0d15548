"""Messages about recognition: working days, procedures, dossiers, surveys (NTM053, NTM054, NTM184, NTM185, NTM587 to NTM589)."""

from ntmrules.messages.register import Code, Message

CODES = {
    "NTM053": Code(
        ("Không tính được thời hạn như được hỏi", "A term cannot be counted as it was asked for"),
        {
            "days": Message(
                what=("{days} không phải số ngày của một thời hạn", "{days} is no number of days of a term"),
                expected=("từ 1 đến {most}", "1 to {most}"),
                remedy=("sửa --days", "correct --days"),
            ),
            "far": Message(
                what=("ngày {day} quá xa", "the day {day} is too far away"),
                expected=("một ngày của lịch hiện nay", "a day of the present calendar"),
                remedy=("sửa ngày", "correct the day"),
            ),
            "two": Message(
                what=("vừa --working vừa --no-weekend", "both --working and --no-weekend"),
                expected=("một cách đếm ngày", "one way to count days"),
                remedy=("bỏ một trong hai", "leave one of them out"),
            ),
        },
    ),
    "NTM184": Code(
        ("Dữ liệu ngày làm việc có chỗ sai", "Something in the data of working days is wrong"),
        {
            "kind": Message(
                what=("không có loại ngày {kind!r}", "there is no kind of day {kind!r}"),
                expected=("{known}", "{known}"),
                remedy=("sửa kind", "correct kind"),
            ),
            "document": Message(
                what=("không có văn bản {document!r}", "there is no document {document!r}"),
                expected=("một mã trong documents của tệp này", "an id of documents in this file"),
                remedy=("thêm văn bản, hoặc sửa mã", "add the document, or correct the id"),
            ),
            "no-day": Message(
                what=("không có ngày {day!r}", "there is no day {day!r}"),
                expected=('"2023-09-01"', '"2023-09-01"'),
                remedy=("sửa ngày", "correct the day"),
            ),
            "twice": Message(
                what=("ngày {day} có hai lần", "the day {day} stands twice"),
                expected=("mỗi ngày một lần", "each day once"),
                remedy=("xem {other}", "look at {other}"),
            ),
            "year": Message(
                what=(
                    "ngày {day} thuộc năm {year} không có trong years",
                    "the day {day} is of {year}, which is not in years",
                ),
                expected=("năm có trong years", "a year in years"),
                remedy=("thêm năm", "add the year"),
            ),
            "weekday": Message(
                what=(
                    "ngày {day} loại {kind} không đổi gì: xem thứ của ngày",
                    "the day {day} of kind {kind} changes nothing: see its weekday",
                ),
                expected=(
                    "worked là thứ bảy, chủ nhật; loại khác là thứ hai đến thứ sáu",
                    "worked is a Saturday or Sunday, other kinds are Monday to Friday",
                ),
                remedy=("sửa ngày hoặc kind", "correct the day or kind"),
            ),
            "exchange": Message(
                what=("ngày hoán đổi {days} không có nửa kia", "the exchanged day {days} has no other half"),
                expected=(
                    "một dòng swapped_off và một dòng worked trỏ vào nhau bằng instead_of",
                    "a row swapped_off and a row worked that name each other in instead_of",
                ),
                remedy=("thêm dòng kia", "add the other row"),
            ),
        },
    ),
}

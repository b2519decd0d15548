"""Messages about dates: days on which no text is in force, and words that are no date (NTM3xx)."""

from ntmrules.messages.register import Code, Message

DAY = ("2023-10-31 hoặc 31/10/2023", "2023-10-31 or 31/10/2023")
IN_FORCE = ("một ngày có văn bản đang hiệu lực", "a date on which a text is in force")

CODES = {
    "NTM301": Code(
        ("Không văn bản nào có hiệu lực vào ngày ấy", "No text is in force on that day"),
        {
            "other": Message(
                what=(
                    "ngày {on} không thuộc {ref} (hiệu lực {span}); ngày ấy áp dụng {other}",
                    "{on} does not belong to {ref} (in force {span}); on that day {other} is in force",
                ),
                expected=IN_FORCE,
                remedy=("chọn bộ {other}, hoặc một ngày của {ref}", "choose {other}, or a day of {ref}"),
            ),
            "between": Message(
                what=(
                    "ngày {on} không văn bản nào của {ref} có hiệu lực: văn bản liền trước là {last}, hiệu lực {last_span}; "
                    "văn bản tiếp theo là {next}, hiệu lực {next_span}",
                    "on {on} no text of {ref} is in force: the last before it is {last}, in force {last_span}; "
                    "the next is {next}, in force {next_span}",
                ),
                expected=IN_FORCE,
                remedy=(
                    "chọn ngày ấy bằng --on, hoặc yêu cầu dùng văn bản cuối bằng --on-gap last (mọi dòng sẽ được đánh dấu)",
                    "choose such a date with --on, or ask for the last text with --on-gap last (every line is then marked)",
                ),
            ),
            "before": Message(
                what=(
                    "ngày {on} không văn bản nào của {ref} có hiệu lực: trước đó không có văn bản nào; "
                    "văn bản tiếp theo là {next}, hiệu lực {next_span}",
                    "on {on} no text of {ref} is in force: there is none before it; "
                    "the next is {next}, in force {next_span}",
                ),
                expected=IN_FORCE,
                remedy=("chọn ngày ấy bằng --on", "choose such a date with --on"),
            ),
            "after": Message(
                what=(
                    "ngày {on} không văn bản nào của {ref} có hiệu lực: văn bản liền trước là {last}, hiệu lực {last_span}; "
                    "sau đó không có văn bản nào",
                    "on {on} no text of {ref} is in force: the last before it is {last}, in force {last_span}; "
                    "there is none after it",
                ),
                expected=IN_FORCE,
                remedy=(
                    "chọn ngày ấy bằng --on, hoặc yêu cầu dùng văn bản cuối bằng --on-gap last (mọi dòng sẽ được đánh dấu)",
                    "choose such a date with --on, or ask for the last text with --on-gap last (every line is then marked)",
                ),
            ),
            "never": Message(
                what=(
                    "ngày {on} không văn bản nào của {ref} có hiệu lực: trước và sau đó đều không có văn bản nào",
                    "on {on} no text of {ref} is in force: there is none before it; there is none after it",
                ),
                expected=IN_FORCE,
                remedy=("chọn ngày ấy bằng --on", "choose such a date with --on"),
            ),
        },
    ),
    "NTM303": Code(
        ("Không thủ tục công nhận nào có hiệu lực vào ngày ấy", "No procedure of recognition is in force on that day"),
        {
            "known": Message(
                what=(
                    "ngày {day} không có thủ tục nào cho {set}: {known}",
                    "on {day} there is no procedure for {set}: {known}",
                ),
                expected=("một ngày trong các khoảng ấy", "a day in one of these spans"),
                remedy=(
                    "sửa ngày, hoặc ghi mã thủ tục vào mục procedure của hồ sơ",
                    "correct the day, or name the procedure in the dossier",
                ),
            ),
            "none": Message(
                what=(
                    "không có thủ tục công nhận nào cho {set} (ngày {day})",
                    "there is no procedure of recognition for {set} (on {day})",
                ),
                expected=("một bộ tiêu chí có thủ tục", "a set that has a procedure"),
                remedy=("xem các thủ tục bằng ntmrules dossier procedures", "look at ntmrules dossier procedures"),
            ),
        },
    ),
    "NTM302": Code(
        (
            "Không đọc được một ngày, hoặc thiếu ngày đánh giá",
            "A date cannot be read, or the date of assessment is missing",
        ),
        {
            "no-date": Message(
                what=("{day!r} không phải ngày", "{day!r} is no date"),
                expected=DAY,
                remedy=("ghi năm-tháng-ngày", "write year-month-day"),
            ),
            "none": Message(
                what=("chưa có ngày đánh giá", "no date of assessment"),
                expected=("on=…, hoặc cột on", "on=…, or a column on"),
                remedy=("nêu ngày đánh giá các đơn vị", "say the day on which the units are judged"),
            ),
        },
    ),
}

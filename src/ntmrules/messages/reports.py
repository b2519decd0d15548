"""Messages about progress, plans, capital, published reports and forms (NTM051, NTM052, NTM181, NTM182, NTM571 to NTM578).

The texts of a code without messages here stand where they are said, in both languages (`ntmrules.messages.inline.two`).
"""

from ntmrules.messages.register import Code, Message

CODES = {
    "NTM051": Code(("Không ghi được tệp kết quả", "A result cannot be written to the file"), {}),
    "NTM052": Code(("Không có cách gộp ấy", "There is no such grouping"), {}),
    "NTM182": Code(("Danh bạ cơ quan phụ trách có chỗ sai", "Something in the register of bodies is wrong"), {}),
    "NTM181": Code(
        ("Định nghĩa một biểu mẫu có từ hoặc mã không có", "The definition of a form names what is not there"), {}
    ),
    "NTM571": Code(("Báo cáo đem kiểm tra không đọc được", "A report to check cannot be read"), {}),
    "NTM572": Code(("Một điều báo cáo nêu không kiểm tra được", "What a report claims cannot be checked"), {}),
    "NTM573": Code(("Bảng tổng số đem kiểm tra không đọc được", "A table of tallies to check cannot be read"), {}),
    "NTM574": Code(
        ("Số liệu theo thời gian thiếu ngày, hoặc có hai ngày", "A figure over time has no day, or two"),
        {
            "none": Message(
                what=("chưa nêu tệp số liệu nào", "no file of figures is named"),
                expected=("ntmrules progress so-lieu.csv …", "ntmrules progress so-lieu.csv …"),
                remedy=("thêm tệp số liệu", "add a file of figures"),
            ),
            "files": Message(
                what=("{files} tệp mà {days} ngày", "{files} files and {days} days"),
                expected=("một ngày chung, hoặc mỗi tệp một ngày", "one day, or one a file"),
                remedy=("thêm --as-of cho đủ tệp", "give --as-of for each file"),
            ),
            "undated": Message(
                what=("{subject} không có ngày", "{subject} has no day"),
                expected=("cột as_of, hoặc --as-of NGÀY", "a column as_of, or --as-of DAY"),
                remedy=("thêm ngày của số liệu", "add the day of the figure"),
            ),
            "differs": Message(
                what=("ngày {own} trong tệp khác --as-of {day}", "the file says {own}, --as-of says {day}"),
                expected=("một ngày", "one day"),
                remedy=("bỏ --as-of, hoặc sửa ô", "leave --as-of out, or correct the cell"),
            ),
        },
    ),
    "NTM575": Code(
        ("Hai ngày ngược thứ tự", "Two days are the wrong way round"),
        {
            "days": Message(
                what=("ngày đầu {first} sau ngày cuối {last}", "the first day {first} is after the last day {last}"),
                expected=("--from trước --to", "--from before --to"),
                remedy=("đổi chỗ hai ngày", "exchange the two days"),
            ),
            "before": Message(
                what=("--before {before} không trước --on {on}", "--before {before} is not before --on {on}"),
                expected=("--before trước --on", "--before earlier"),
                remedy=("sửa ngày", "correct the days"),
            ),
        },
    ),
    "NTM576": Code(
        (
            "Kế hoạch có dòng không đọc được, hoặc mục tiêu mà bộ tiêu chí không có",
            "A plan has a row or a target that cannot be",
        ),
        {
            "target": Message(
                what=("{set} không có mục tiêu {target!r}", "{set} has no target {target!r}"),
                expected=("đạt chuẩn | 16/19 | 53/57 chỉ tiêu | 17 | 17.1", "met | 16/19 | 17 | 17.1"),
            ),
            "more": Message(
                what=("{set} có {declared}, mục tiêu là {target!r}", "{set} has {declared}, the target is {target!r}"),
                expected=("0–{declared}", "0–{declared}"),
                remedy=("sửa mục tiêu, hoặc cột set", "correct the target, or the column set"),
            ),
        },
    ),
    "NTM578": Code(("Dòng vốn không đọc được", "A row of capital cannot be read"), {}),
}

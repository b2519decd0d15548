"""Messages about what was published and is checked: reports in YAML, tables of tallies (NTM571 to NTM573)."""

from ntmrules.messages.register import Code, Message

PUBLISHED = ("báo cáo YAML dạng UTF-8, hoặc bảng .xlsx, .csv", "a report as YAML in UTF-8, or a table .xlsx, .csv")

CODES = {
    "NTM571": Code(
        ("Báo cáo đem kiểm tra không đọc được", "A report to check cannot be read"),
        {
            "yaml": Message(
                what=("không phải YAML: {fault}", "is no YAML: {fault}"),
                expected=("YAML", "YAML"),
                remedy=("xem lại thụt dòng, dấu hai chấm, dấu ngoặc", "look at indentation, colons, quotes"),
            ),
            "file": Message(
                what=("không đọc được: {fault}", "cannot be read: {fault}"),
                expected=PUBLISHED,
                remedy=("kiểm tra đường dẫn và quyền đọc", "check the path and its permissions"),
            ),
            "large": Message(
                what=("tệp lớn hơn {most} MB", "the file is larger than {most} MB"),
                expected=PUBLISHED,
                remedy=("chỉ để lại báo cáo cần kiểm tra", "leave the report alone that is to be checked"),
            ),
            "utf8": Message(
                what=("không phải UTF-8: byte {byte}", "is not UTF-8: byte {byte}"),
                expected=PUBLISHED,
                remedy=("lưu lại dạng UTF-8", "save it as UTF-8"),
            ),
            "kind": Message(
                what=("{what}", "{what}"),
                expected=PUBLISHED,
                remedy=(
                    "ghi các số của báo cáo và quan hệ giữa chúng vào tệp YAML, hoặc kết quả từng đơn vị vào bảng .xlsx, .csv",
                    "write the numbers of the report and their relations into a YAML file, or the tallies of units into a table",
                ),
            ),
            "deep": Message(
                what=("lồng quá sâu", "is nested too deeply"),
                expected=("report, as_of, figures, relations", "report, as_of, figures, relations"),
                remedy=(
                    "bỏ bớt cấp: bốn mục ấy và các số dưới chúng là đủ",
                    "take levels out: these four parts and the numbers below them are enough",
                ),
            ),
            "report": Message(
                what=("không phải một báo cáo", "is no report"),
                expected=("{known}", "{known}"),
                remedy=("viết report, as_of, figures, relations ở đầu dòng", "write them at the start of a line"),
            ),
            "twice": Message(
                what=("{key!r} có hai lần", "{key!r} stands twice"),
                expected=("mỗi tên một lần", "each name once"),
                remedy=("bỏ một dòng", "take one out"),
            ),
            "part": Message(
                what=("không có mục {key!r}", "no part {key!r}"),
                expected=("{known}", "{known}"),
                remedy=("ghi một trong các mục ấy, hoặc bỏ mục này", "write one of these parts, or take this one out"),
            ),
            "no-part": Message(
                what=("thiếu mục {key}", "the part {key} is missing"),
                expected=("{known}", "{known}"),
                remedy=("thêm {key}", "add {key}"),
            ),
            "figures": Message(
                what=("figures không phải là bảng tên: số", "figures is no mapping of names to values"),
                expected=("tên: giá trị như in", "name: value as printed"),
                remedy=("mỗi số liệu một dòng", "one figure a line"),
            ),
            "value": Message(
                what=("không phải giá trị hay danh sách", "is no value and no list"),
                expected=('"22,6%", [2, 1, 5]', '"22,6%", [2, 1, 5]'),
                remedy=("viết giá trị như được in", "write the value as printed"),
            ),
            "empty": Message(
                what=("không có giá trị", "has no value"),
                expected=('tên: "22,6%"', 'name: "22.6%"'),
                remedy=(
                    "viết giá trị như được in; trong {{…}} và […] đặt số có dấu phẩy trong ngoặc kép",
                    "write the value as printed; within {{…}} and […] put a number with a comma in quotes",
                ),
            ),
            "one": Message(
                what=("không phải một giá trị", "is not one value"),
                expected=("một giá trị", "one value"),
                remedy=("viết giá trị như được in", "write the value as printed"),
            ),
            "writings": Message(
                what=(
                    "{text!r} viết số theo một kiểu, {other!r} ({at}) theo kiểu khác",
                    "{text!r} is in one writing of numbers, {other!r} ({at}) in another",
                ),
                expected=("một cách viết số dùng suốt báo cáo", "one writing of numbers in the report"),
                remedy=(
                    "xem số này có chép đúng không; viết như các số khác: 1.234,5 hoặc 1,234.5",
                    "see whether it was copied rightly; write it as the others: 1.234,5 or 1,234.5",
                ),
            ),
            "several": Message(
                what=("{text!r} đọc được là {ways}", "{text!r} can be read as {ways}"),
                expected=("một cách viết số dùng suốt báo cáo", "one writing of numbers in the report"),
                remedy=(
                    "viết sao cho chỉ đọc được một cách, ví dụ 1234 hoặc 1,2340",
                    "write it so that it can only be one number",
                ),
            ),
            "relations": Message(
                what=("relations không phải danh sách", "relations is no list"),
                expected=("- sum: {{total, parts}}", "- sum: {{total, parts}}"),
                remedy=("mỗi quan hệ một dòng bắt đầu bằng -", "one relation a line, beginning with -"),
            ),
            "relation": Message(
                what=("quan hệ phải có đúng một khóa", "a relation has exactly one key"),
                expected=("sum: {{total: a, parts: [b, c]}}", "sum: {{total: a, parts: [b, c]}}"),
                remedy=("viết một khóa", "write one key"),
            ),
        },
    ),
    "NTM572": Code(
        ("Một điều báo cáo nêu không kiểm tra được", "What a report claims cannot be checked"),
        {
            "date": Message(
                what=("{text!r} không phải ngày", "{text!r} is no date"),
                expected=("2023-06-30 | 30/06/2023 | 2023-06 | 2023", "2023-06-30 | 30/06/2023 | 2023-06 | 2023"),
                remedy=("viết ngày", "write the date"),
            ),
            "relation": Message(
                what=("không có quan hệ {kind!r}", "no relation {kind!r}"),
                expected=("{known}", "{known}"),
                remedy=("chọn một", "choose one"),
            ),
            "part": Message(
                what=("{kind}: không có mục {key!r}", "{kind}: no part {key!r}"),
                expected=("{known}", "{known}"),
                remedy=("bỏ mục này", "take it out"),
            ),
            "no-part": Message(
                what=("{kind}: thiếu {key}", "{kind}: {key} is missing"),
                expected=("{known}", "{known}"),
                remedy=("thêm {key}", "add {key}"),
            ),
            "name": Message(
                what=("{kind}, {key}: cần một tên", "{kind}, {key}: takes one name"),
                expected=("một tên", "one name"),
                remedy=("viết một tên của figures", "write one name of figures"),
            ),
            "figure": Message(
                what=("không có số liệu {figure!r}", "no figure {figure!r}"),
                expected=("{known}", "{known}"),
                remedy=("thêm vào figures", "add it"),
            ),
            "misfit": Message(
                what=("{figure}: {why}", "{figure}: {why}"),
                expected=("giá trị như được in", "the value as printed"),
                remedy=("sửa giá trị, hoặc bỏ quan hệ", "correct the value, or take the relation out"),
            ),
            "unread": Message(
                what=("{kind}: không đọc được {text!r} thành một số", "{kind}: {text!r} cannot be read as one number"),
                expected=("hai số như được in, hoặc hai chữ", "two numbers as printed, or two texts"),
                remedy=("ghi riêng con số, hoặc bỏ quan hệ", "write the number by itself, or take the relation out"),
            ),
            "unfit": Message(
                what=("{kind}: không tính được với {error}", "{kind}: cannot be asked of {error}"),
                expected=("số cùng loại, cơ sở lớn hơn 0", "numbers of one kind, a base above 0"),
                remedy=("sửa số liệu hoặc quan hệ", "correct the figure or the relation"),
            ),
        },
    ),
    "NTM573": Code(
        ("Bảng tổng số đem kiểm tra không đọc được", "A table of tallies to check cannot be read"),
        {
            "column": Message(
                what=("không có cột {head!r}", "unknown column {head!r}"),
                expected=("{known}", "{known}"),
                remedy=("bỏ cột", "take the column out"),
            ),
            "twice": Message(
                what=("cột {head!r} có hai lần", "the column {head!r} stands twice"),
                expected=("{known}", "{known}"),
                remedy=("bỏ một cột", "take one out"),
            ),
            "no-column": Message(
                what=("thiếu cột {name}", "no column {name}"),
                expected=("{known}", "{known}"),
                remedy=("thêm cột {name}", "add the column {name}"),
            ),
            "cells": Message(
                what=("nhiều ô hơn số cột", "more cells than columns"),
                expected=("mỗi cột một ô", "one cell a column"),
                remedy=("đặt ô có dấu phẩy trong ngoặc kép", "quote cells with commas"),
            ),
            "no-rows": Message(
                what=("không có dòng nào", "there is no row"),
                expected=("mỗi đơn vị một dòng", "a row a unit"),
                remedy=("điền bảng", "fill in the table"),
            ),
            "empty": Message(
                what=("ô {name} trống", "{name} is empty"),
                expected=("một giá trị", "a value"),
                remedy=("điền ô, hoặc bỏ dòng", "fill it in, or take the row out"),
            ),
            "tally": Message(
                what=("{text!r} không phải số đạt", "{text!r} is no tally"),
                expected=("10/19, 10, 7-9/19, >=6/9", "10/19, 10, 7-9/19, >=6/9"),
                remedy=(
                    "viết số đạt trên tổng số; ô bị Excel đổi thành ngày thì định dạng Text",
                    "write met/total; format the cell as text where Excel made a date of it",
                ),
            ),
            "other": Message(
                what=("{text!r} đứng ở cột {name}", "{text!r} stands in the column {name}"),
                expected=("tieu-chi: số tiêu chí; chi-tieu: số chỉ tiêu", "tieu-chi: criteria; chi-tieu: indicators"),
                remedy=(
                    "đặt số vào cột của nó, hoặc sửa chữ trong ô",
                    "put it into its own column, or correct the words",
                ),
            ),
            "date": Message(
                what=("{text!r} không phải ngày", "{text!r} is no date"),
                expected=(
                    "31/10/2023 | tháng 10/2023 | quý IV/2023 | 2023",
                    "31/10/2023 | 10/2023 | 2023",
                ),
                remedy=("viết ngày", "write the date"),
            ),
        },
    ),
}

"""Messages about progress, plans, capital, published reports and forms (NTM051, NTM052, NTM181, NTM182, NTM571 to NTM579).

The texts of NTM051 and NTM052 stand where they are said, in both languages (`ntmrules.messages.inline.two`).
"""

from ntmrules.messages.register import Code, Message

PUBLISHED = ("báo cáo YAML dạng UTF-8, hoặc bảng .xlsx, .csv", "a report as YAML in UTF-8, or a table .xlsx, .csv")

CODES = {
    "NTM051": Code(("Không ghi được tệp kết quả", "A result cannot be written to the file"), {}),
    "NTM052": Code(("Không có cách gộp ấy", "There is no such grouping"), {}),
    "NTM182": Code(
        ("Danh bạ cơ quan phụ trách có chỗ sai", "Something in the register of bodies is wrong"),
        {
            "key": Message(
                what=("không có mục {key!r}", "unknown key {key!r}"),
                expected=("{known}", "{known}"),
                remedy=("bỏ mục này", "take it out"),
            ),
            "level": Message(
                what=("không có cấp {level!r}", "no level {level!r}"),
                expected=("{known}", "{known}"),
                remedy=("sửa cấp", "correct the level"),
            ),
            "body": Message(
                what=("{field}: không có cơ quan {body!r}", "{field}: no body {body!r}"),
                expected=("một mã của bodies", "an id of bodies"),
                remedy=("thêm cơ quan vào bodies", "add the body to bodies"),
            ),
            "two": Message(
                what=("{field}: hai cơ quan cùng một ngày", "{field}: two bodies on one day"),
                expected=("mỗi ngày một cơ quan", "one body a day"),
                remedy=("sửa from ở đây, hoặc to ở {other}", "correct from here, or to in {other}"),
            ),
            "measure": Message(
                what=("{field}: không có số liệu {measure!r}", "{field}: no measure {measure!r}"),
                expected=("một mã của measures.yaml", "an id of measures.yaml"),
                remedy=("sửa mã số liệu", "correct the id of the measure"),
            ),
            "fields": Message(
                what=("{measure} thuộc hai lĩnh vực", "{measure} is of two fields"),
                expected=("một lĩnh vực", "one field"),
                remedy=("bỏ khỏi một nơi; nơi kia ở {other}", "take it out of one; the other is in {other}"),
            ),
        },
    ),
    "NTM181": Code(
        ("Định nghĩa một biểu mẫu có từ hoặc mã không có", "The definition of a form names what is not there"),
        {
            "twice": Message(
                what=("mã {form!r} có hai lần", "the id {form!r} stands twice"),
                expected=("mỗi mã một biểu", "each id once"),
                remedy=("đổi mã ở {other}", "change the id in {other}"),
            ),
            "unknown": Message(
                what=("không có {word!r}", "no {word!r}"),
                expected=("{known}", "{known}"),
                remedy=("sửa từ này", "correct the word"),
            ),
        },
    ),
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
    "NTM574": Code(
        (
            "Số liệu theo thời gian thiếu ngày, có hai ngày, hoặc không phải tệp số liệu",
            "A figure over time has no day, or two, or is no file of figures",
        ),
        {
            "none": Message(
                what=("chưa nêu tệp số liệu nào", "no file of figures is named"),
                expected=("ntmrules … so-lieu.csv …", "ntmrules … figures.csv …"),
                remedy=("thêm tệp số liệu", "add a file of figures"),
            ),
            "folder": Message(
                what=("{folder} không có tệp số liệu nào", "there is no file of figures in {folder}"),
                expected=("tệp {known}", "files {known}"),
                remedy=("chọn thư mục khác, hoặc nêu thẳng tên tệp", "choose another folder, or name the files"),
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
            "no-history": Message(
                what=("tiến độ cần một History, không phải {type}", "progress needs a History, not {type}"),
                expected=("ntmrules.read_history(tệp)", "ntmrules.read_history(file)"),
                remedy=("đọc tệp bằng read_history rồi đưa vào", "read the file with read_history and hand that in"),
            ),
            "no-table": Message(
                what=(
                    "tổng hợp cần một bảng số liệu, không phải {type}",
                    "a summary needs a table of figures, not {type}",
                ),
                expected=(
                    "ntmrules.read_figures(tệp), hoặc history.on(ngày)",
                    "ntmrules.read_figures(file), or history.on(day)",
                ),
                remedy=("đọc tệp rồi đưa bảng vào", "read the file and hand the table in"),
            ),
            "no-file": Message(
                what=(
                    "tên tệp là {type}, không phải chữ hay Path",
                    "the name of a file is {type}, neither text nor Path",
                ),
                expected=('"so-lieu.csv"', '"figures.csv"'),
                remedy=("đưa tên tệp vào", "give the name of a file"),
            ),
        },
    ),
    "NTM575": Code(
        ("Hai ngày ngược thứ tự", "Two days are the wrong way round"),
        {
            "days": Message(
                what=("ngày đầu {first} sau ngày cuối {last}", "the first day {first} is after the last day {last}"),
                expected=("--from trước --to, --on", "--from before --to, --on"),
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
            "column": Message(
                what=("không có cột {head!r}", "unknown column {head!r}"),
                expected=("{known}", "{known}"),
                remedy=("bỏ cột", "take it out"),
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
            "no-rows": Message(
                what=("không có dòng nào", "there is no row"),
                expected=("mỗi mục tiêu một dòng", "a row a target"),
                remedy=("điền bảng", "fill in the table"),
            ),
            "empty": Message(
                what=("ô {name} trống", "{name} is empty"),
                expected=("một giá trị", "a value"),
                remedy=("điền ô, hoặc bỏ dòng", "fill it in, or take the row out"),
            ),
            "due": Message(
                what=("{text!r} không phải thời hạn", "{text!r} is no due day"),
                expected=("31/12/2023 | 12/2023 | quý IV/2023 | 2023", "31/12/2023 | 12/2023 | 2023"),
                remedy=("viết ngày", "write the day"),
            ),
            "target": Message(
                what=("{set} không có mục tiêu {target!r}", "{set} has no target {target!r}"),
                expected=("đạt chuẩn | 16/19 | 53/57 chỉ tiêu | 17 | 17.1", "met | 16/19 | 17 | 17.1"),
                remedy=(
                    "ghi một trong các dạng ấy; nhãn phải là của bộ",
                    "write one of these forms; a label has to be one of the set",
                ),
            ),
            "more": Message(
                what=("{set} có {declared}, mục tiêu là {target!r}", "{set} has {declared}, the target is {target!r}"),
                expected=("0–{declared}", "0–{declared}"),
                remedy=("sửa mục tiêu, hoặc cột set", "correct the target, or the column set"),
            ),
        },
    ),
    "NTM579": Code(
        ("Tệp bản đồ không dùng được", "A file of boundaries cannot be used"),
        {
            "unread": Message(
                what=("không đọc được: {reason}", "cannot be read: {reason}"),
                expected=("tệp GeoJSON", "a GeoJSON file"),
                remedy=("xem lại đường dẫn", "check the path"),
            ),
            "format": Message(
                what=("không phải GeoJSON có các vùng", "no GeoJSON with areas"),
                expected=("FeatureCollection, UTF-8", "a FeatureCollection in UTF-8"),
                remedy=("xuất lại từ phần mềm bản đồ, hệ tọa độ WGS84", "export it again, in WGS84"),
            ),
            "code": Message(
                what=("vùng không có mã đơn vị", "an area without the code of a unit"),
                expected=("thuộc tính code hoặc ma, chỉ gồm chữ số", "a property code or ma, of digits only"),
                remedy=("thêm mã, hoặc bỏ vùng ấy", "add the code, or take the area out"),
            ),
            "area": Message(
                what=("vùng {code} không có ranh giới dùng được", "area {code} has no boundary that can be drawn"),
                expected=(
                    "Polygon hoặc MultiPolygon, kinh độ rồi vĩ độ",
                    "Polygon or MultiPolygon, longitude then latitude",
                ),
                remedy=("xuất lại bằng hệ tọa độ WGS84", "export it again in WGS84"),
            ),
            "none": Message(
                what=(
                    "không mã nào trong {count} vùng là của đơn vị trong báo cáo (mã đầu: {example})",
                    "none of the {count} codes is of a unit of the report (the first is {example})",
                ),
                expected=(
                    "mã đơn vị hành chính đang dùng vào ngày báo cáo",
                    "codes of the list of the day of the report",
                ),
                remedy=("dùng bản đồ của danh mục cùng ngày", "use boundaries of the list of that day"),
            ),
        },
    ),
    "NTM578": Code(
        ("Dòng vốn không đọc được", "A row of capital cannot be read"),
        {
            "column": Message(
                what=("không có cột {head!r}", "unknown column {head!r}"),
                expected=("{known}", "{known}"),
                remedy=("bỏ cột", "take it out"),
            ),
            "twice": Message(
                what=("cột {head!r} có hai lần", "the column {head!r} stands twice"),
                expected=("{known}", "{known}"),
                remedy=("bỏ một cột", "take one out"),
            ),
            "no-column": Message(
                what=("thiếu cột {name}", "no column {name}"),
                expected=("{known}", "{known}"),
                remedy=("thêm cột", "add it"),
            ),
            "both": Message(
                what=(
                    "cột {head!r} là một loại vốn, mà bảng còn có cột kind hoặc amount",
                    "the column {head!r} is a kind of amount, and there is a column kind or amount as well",
                ),
                expected=(
                    "mỗi loại vốn một cột, hoặc hai cột kind và amount",
                    "a column for each kind, or the two columns kind and amount",
                ),
                remedy=("giữ một cách", "keep one of the two"),
            ),
            "no-amount": Message(
                what=("dòng không có số tiền nào", "the row has no amount"),
                expected=("ít nhất một số tiền; bằng 0 thì ghi 0", "at least one amount; nought is written as 0"),
                remedy=("điền số, hoặc bỏ dòng", "fill it in, or take the row out"),
            ),
            "number": Message(
                what=("{text!r} không phải số tiền", "{text!r} is no amount"),
                expected=("1500 hoặc 1.500,5; bằng 0 thì ghi 0", "1500 or 1,500.5; nought is written as 0"),
                remedy=("sửa ô", "correct the cell"),
            ),
            "level": Message(
                what=("không có cấp {level!r}", "no level {level!r}"),
                expected=("xã | huyện | tỉnh", "xa | huyen | tinh"),
                remedy=("sửa cấp", "correct the level"),
            ),
            "word": Message(
                what=("không có {name} {text!r}", "no {name} {text!r}"),
                expected=("{known}", "{known}"),
                remedy=("ghi một trong các từ ấy", "write one of these words"),
            ),
            "units": Message(
                what=("{text!r} nhưng đơn vị tiền ghi {unit!r}", "{text!r} but the unit says {unit!r}"),
                expected=("một đơn vị", "one unit"),
                remedy=("giữ một", "keep one"),
            ),
            "amount": Message(
                what=("{text!r} {unit!r} không phải số tiền có đơn vị", "{text!r} {unit!r} is no amount with its unit"),
                expected=(
                    "1.500 triệu đồng; đồng | triệu đồng | tỷ đồng",
                    "1.500 trieu dong; dong | trieu dong | ty dong",
                ),
                remedy=(
                    "ghi đơn vị tiền ở tiêu đề cột (triệu đồng), ở cột money_unit, hoặc dòng «Đơn vị tính: …» trên bảng",
                    "state the unit of money in the heading, in the column money_unit, or over the table",
                ),
            ),
            "unit": Message(
                what=("không có dòng vốn nào của {unit}", "no row of capital is about {unit}"),
                expected=("{known}", "{known}"),
                remedy=("ghi tên một đơn vị có dòng vốn", "write the name of a unit that rows are about"),
            ),
        },
    ),
}

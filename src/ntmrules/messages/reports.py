"""Messages about progress, plans, capital and forms (NTM051, NTM052, NTM181, NTM182, NTM574 to NTM579).

The texts of NTM051 and NTM052 stand where they are said, in both languages (`ntmrules.messages.inline.two`).
"""

from ntmrules.messages.register import Code, Message

UNDATED = ("cột as_of, hoặc --as-of NGÀY", "a column as_of, or --as-of DAY")

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
            "id": Message(
                what=("hai {what} có một mã {id!r}", "two of a {what} have one id {id!r}"),
                expected=("mỗi mã một lần", "each id once"),
                remedy=("đổi mã này, hoặc mã ở {other}", "change this id, or the one in {other}"),
            ),
            "circle": Message(
                what=("{what} {id!r} cộng cả chính nó", "the {what} {id!r} adds up itself"),
                expected=("sum_of nêu những mã khác", "sum_of names others"),
                remedy=("bỏ mã ấy khỏi sum_of", "take it out of sum_of"),
            ),
            "lacks": Message(
                what=("{what} {name!r} chưa nói đủ", "the {what} {name!r} does not say enough"),
                expected=("{needs}", "{needs}"),
                remedy=("thêm khoá ấy", "add that key"),
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
                what=(
                    "{count} số liệu của tệp không có ngày; đầu tiên: {subject}",
                    "{count} figures of the file have no day; the first: {subject}",
                ),
                expected=UNDATED,
                remedy=("thêm ngày của số liệu", "add the day of the figures"),
            ),
            "undated-titled": Message(
                what=(
                    "{count} số liệu của tệp không có ngày; đầu tiên: {subject}",
                    "{count} figures of the file have no day; the first: {subject}",
                ),
                expected=UNDATED,
                remedy=(
                    "tiêu đề ghi ngày {day}: nếu đó là ngày của số liệu thì thêm --as-of {day} (mỗi tệp một lần)",
                    "a title names {day}: where that is the day of the figures add --as-of {day} (one a file)",
                ),
            ),
            "differs": Message(
                what=("ngày {own} trong tệp khác --as-of {day}", "the file says {own}, --as-of says {day}"),
                expected=("một ngày", "one day"),
                remedy=("bỏ --as-of, hoặc sửa ô", "leave --as-of out, or correct the cell"),
            ),
            "headings": Message(
                what=(
                    "tiêu đề {columns} ghi thời gian khác ngày {day}",
                    "headings name another time than {day}: {columns}",
                ),
                expected=("một ngày cho mỗi số liệu", "one day a figure"),
                remedy=(
                    "không nêu ngày cho tệp này vì tiêu đề đã ghi, hoặc sửa tiêu đề",
                    "give no day for this file, since its headings say it, or correct the heading",
                ),
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
        },
    ),
    "NTM575": Code(
        ("Hai ngày ngược thứ tự", "Two days are the wrong way round"),
        {
            "days": Message(
                what=("ngày đầu {first} sau ngày cuối {last}", "the first day {first} is after the last day {last}"),
                expected=(
                    "--from trước --to; ở lệnh report: --from trước --on",
                    "--from before --to; in the command report: --from before --on",
                ),
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
            "which-source": Message(
                what=("{text!r} chưa nói rõ là nguồn nào", "{text!r} does not say which source is meant"),
                expected=("{known}", "{known}"),
                remedy=(
                    "ghi một trong các nguồn ấy, mỗi nguồn một dòng; chưa rõ thì hỏi nơi lập bảng",
                    "write one of these sources, a row each; where it is not known, ask whoever made the table",
                ),
            ),
            "units": Message(
                what=("{text!r} có nhiều đơn vị tiền: {units}", "{text!r} has several units of money: {units}"),
                expected=(
                    "một đơn vị trong ô, ở tiêu đề cột, ở cột money_unit và trên bảng",
                    "one unit in its cell, its heading, the column money_unit and over the table",
                ),
                remedy=("giữ đơn vị đúng, xoá đơn vị kia", "keep the right one and take the other out"),
            ),
            "amount": Message(
                what=("{text!r} {unit!r} không phải số tiền có đơn vị", "{text!r} {unit!r} is no amount with its unit"),
                expected=(
                    "1.500 triệu đồng; đồng | nghìn đồng | triệu đồng | tỷ đồng",
                    "1.500 trieu dong; dong | nghin dong | trieu dong | ty dong",
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

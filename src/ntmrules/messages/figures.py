"""Messages about files of figures as a whole: reading them, their columns and rows (NTM501, NTM504, NTM508)."""

from ntmrules.messages.register import Code, Message

CHECK_PATH = ("kiểm tra đường dẫn và quyền đọc", "check the path and its permissions")
SAVE_CSV = (
    "trong Excel: Lưu thành, CSV UTF-8 (phân tách bằng dấu phẩy)",
    "in Excel: Save as, CSV UTF-8 (Comma delimited)",
)
FILL = ("điền số liệu vào", "fill in the figures")
ROWS = ("một dòng tiêu đề và các dòng số liệu", "a header line and rows of figures")
IS_CSV = ("kiểm tra xem đây có phải tệp CSV không", "check that this is a CSV file")
MEND_BELOW = (
    "sửa những lỗi nêu dưới đây (thường là một nguyên nhân chung) rồi chạy lại",
    "mend the faults named below (mostly they have one cause) and run it again",
)
SPREADSHEET = (
    "một bảng tính .xlsx, .ods, hoặc tệp CSV dạng UTF-8",
    "a spreadsheet .xlsx or .ods, or a CSV file in UTF-8",
)
ORDINARY = ("một bảng tính thường", "an ordinary spreadsheet")

CODES = {
    "NTM501": Code(
        ("Không mở được tệp số liệu", "A file of figures cannot be opened"),
        {
            "missing": Message(
                what=("không đọc được: không có tệp này", "cannot be read: no such file"),
                expected=("một tệp số liệu", "a file of figures"),
                remedy=CHECK_PATH,
            ),
            "no-table": Message(
                what=("không đọc được: không có tệp này", "cannot be read: no such file"),
                expected=("một bảng số liệu: CSV, Parquet, xlsx", "a table of figures: CSV, Parquet, xlsx"),
                remedy=("kiểm tra đường dẫn", "check the path"),
            ),
            "unreadable": Message(
                what=("không đọc được: {fault}", "cannot be read: {fault}"),
                expected=("một tệp CSV đang có", "a CSV file that exists"),
                remedy=CHECK_PATH,
            ),
            "directory": Message(
                what=("là một thư mục", "is a directory"),
                expected=(
                    "một tệp số liệu: .xlsx, .xls, .ods, CSV, JSON hoặc Parquet",
                    "a file of figures: .xlsx, .xls, .ods, CSV, JSON or Parquet",
                ),
                remedy=("nêu một tệp trong đó", "name one file in it"),
            ),
            "reader": Message(
                what=("không đọc được: {error}", "cannot be read: {error}"),
                expected=("một tệp {suffix}", "a {suffix} file"),
                remedy=("kiểm tra tệp, hoặc lưu thành CSV UTF-8", "check the file, or save it as CSV UTF-8"),
            ),
            "no-tail": Message(
                what=(
                    "watch không theo dõi được tệp {suffix}: tệp ấy được lưu lại cả, không ghi thêm từng dòng",
                    "watch cannot follow a {suffix} file: it is saved as a whole, and no rows are appended",
                ),
                expected=("tệp CSV dạng dọc, được ghi thêm dòng", "a CSV in long form to which rows are appended"),
                remedy=(
                    "lưu bảng thành CSV UTF-8 rồi theo dõi tệp ấy, hoặc dùng ntmrules evaluate {name}",
                    "save the table as CSV UTF-8 and follow that, or run ntmrules evaluate {name}",
                ),
            ),
            "extra": Message(
                what=(
                    "tệp {suffix} cần gói {package}, mà chưa cài",
                    "{suffix} files need {package}, which is not installed",
                ),
                expected=("phần bổ sung {extra}", "the extra {extra}"),
                remedy=(
                    'pip install ".[{extra}]" trong thư mục mã nguồn của ntmrules, hoặc lưu bảng thành CSV UTF-8',
                    'pip install ".[{extra}]" in the checkout of ntmrules, or save the table as CSV UTF-8',
                ),
            ),
        },
    ),
    "NTM504": Code(
        ("Tệp số liệu không phải loại tệp như tên của nó", "A file of figures is not of the kind that it is called"),
        {
            "utf8": Message(
                what=("không phải UTF-8: byte {byte}", "is not UTF-8: byte {byte}"),
                expected=("văn bản UTF-8", "text in UTF-8"),
                remedy=SAVE_CSV,
            ),
            "json-utf8": Message(
                what=("không phải UTF-8", "is not UTF-8"),
                expected=("JSON dạng UTF-8", "JSON in UTF-8"),
                remedy=("lưu lại dạng UTF-8", "save it as UTF-8"),
            ),
            "no-json": Message(
                what=("không phải JSON: {error}", "is no JSON: {error}"),
                expected=("danh sách các đối tượng", "a list of objects"),
                remedy=(
                    "ghi [{{…}}, {{…}}], mỗi số liệu hoặc mỗi đơn vị một đối tượng",
                    "write [{{…}}, {{…}}], one object a figure or a unit",
                ),
            ),
            "kind": Message(
                what=("là {kind}", "is {kind}"),
                expected=SPREADSHEET,
                remedy=(
                    "mở bằng Excel hoặc LibreOffice rồi lưu thành .xlsx hoặc .ods; bảng đơn giản thì CSV UTF-8 cũng được",
                    "open it in Excel or LibreOffice and save it as .xlsx or .ods; a plain table as CSV UTF-8 will do too",
                ),
            ),
            "word": Message(
                what=("là một tệp Word", "is a Word file"),
                expected=SPREADSHEET,
                remedy=(
                    "chép bảng trong đó sang Excel rồi lưu thành .xlsx",
                    "copy the table in it into Excel and save that as .xlsx",
                ),
            ),
            "packed": Message(
                what=("là một tệp nén ({kind})", "is a packed file ({kind})"),
                expected=(
                    "chính tệp số liệu: .xlsx, .xls, .ods, CSV, JSON hoặc Parquet",
                    "the file of figures itself: .xlsx, .xls, .ods, CSV, JSON or Parquet",
                ),
                remedy=("giải nén rồi nêu tệp số liệu ở trong đó", "unpack it and name the file of figures in it"),
            ),
            "unreadable": Message(
                what=("không đọc được: {said}", "cannot be read: {said}"),
                expected=("{kind}", "{kind}"),
                remedy=(
                    "mở ra và lưu lại, hoặc lưu bảng thành CSV UTF-8",
                    "open it and save it again, or save the table as CSV UTF-8",
                ),
            ),
            "binary": Message(
                what=(
                    "là một tệp nhị phân, không phải loại tệp số liệu nào",
                    "is a binary file, of no kind that holds figures",
                ),
                expected=SPREADSHEET,
                remedy=(
                    "tệp hỏng hoặc đặt sai đuôi: lấy lại tệp gốc, mở được bằng Excel thì lưu thành .xlsx",
                    "damaged, or called by a wrong ending: take the file of before; if Excel opens it, save it as .xlsx",
                ),
            ),
            "other-kind": Message(
                what=("nội dung là {kind}, tên tệp là {suffix}", "is {kind} inside, and called {suffix}"),
                expected=("tên tệp đúng với loại tệp", "a name that says what the file is"),
                remedy=("đổi đuôi tệp thành .{kind}", "rename it to .{kind}"),
            ),
            "broken": Message(
                what=("không đọc được: {said}", "cannot be read: {said}"),
                expected=("bảng tính (xlsx, xls hoặc ods)", "a spreadsheet (xlsx, xls or ods)"),
                remedy=(
                    "mở ra và lưu lại, hoặc lưu bảng thành CSV UTF-8",
                    "open it and save it again, or save the table as CSV UTF-8",
                ),
            ),
            "xlsb": Message(
                what=(
                    "là xlsb: không rõ các số trong đó hiển thị thế nào, ô nào lỗi, dòng nào ẩn",
                    "is xlsb: how its numbers are shown, which cells are errors and which rows hidden cannot be known",
                ),
                expected=("tệp xlsx, xls hoặc ods", "an xlsx, xls or ods file"),
                remedy=(
                    "mở bằng Excel và Lưu thành Excel Workbook (.xlsx)",
                    "open it in Excel and Save as Excel Workbook (.xlsx)",
                ),
            ),
            "password": Message(
                what=("có mật khẩu", "has a password"),
                expected=("bảng tính không đặt mật khẩu", "a spreadsheet without a password"),
                remedy=("gỡ mật khẩu rồi lưu lại", "take the password off and save it again"),
            ),
            "utf16": Message(
                what=("là UTF-16 bị đứt đoạn", "is broken UTF-16"),
                expected=("văn bản UTF-8", "text in UTF-8"),
                remedy=SAVE_CSV,
            ),
            "nul": Message(
                what=("có ký tự rỗng (byte 0)", "has a NUL character"),
                expected=("văn bản UTF-8", "text in UTF-8"),
                remedy=SAVE_CSV,
            ),
            "old": Message(
                what=("viết bằng bảng mã {encoding}, không phải Unicode", "is written in {encoding}, not in Unicode"),
                expected=("văn bản Unicode (UTF-8)", "text in Unicode (UTF-8)"),
                remedy=(
                    "chuyển bảng mã sang Unicode (Unikey: Ctrl+Shift+F6, {encoding} → Unicode) rồi lưu lại",
                    "convert it to Unicode (Unikey: Ctrl+Shift+F6, {encoding} → Unicode) and save it again",
                ),
            ),
            "misread": Message(
                what=(
                    "chữ bị hỏng: {text!r} là {meant!r} ghi bằng UTF-8 mà bị đọc theo bảng mã khác",
                    "broken letters: {text!r} is {meant!r} in UTF-8, read in another encoding",
                ),
                expected=("văn bản Unicode (UTF-8)", "text in Unicode (UTF-8)"),
                remedy=(
                    "mở lại tệp gốc và chọn UTF-8 (65001), trong Excel: Dữ liệu, Từ văn bản/CSV",
                    "open the file of before again and choose UTF-8 (65001), in Excel: Data, From Text/CSV",
                ),
            ),
            "lost": Message(
                what=("chữ đã mất khi lưu: {text!r}", "letters were lost when it was saved: {text!r}"),
                expected=("tên có đủ dấu", "a name with all its letters"),
                remedy=(
                    "lưu lại từ tệp gốc dạng CSV UTF-8, hoặc ghi lại tên",
                    "save the file of before as CSV UTF-8, or write the name again",
                ),
            ),
            "double-key": Message(
                what=("một đối tượng có khoá {key!r} hai lần", "an object has the key {key!r} twice"),
                expected=("mỗi khoá một lần", "each key once"),
                remedy=("giữ lại một giá trị đúng", "keep the one right value"),
            ),
            "parquet": Message(
                what=("không đọc được: {said}", "cannot be read: {said}"),
                expected=("một tệp Parquet", "a Parquet file"),
                remedy=("lưu lại bảng", "save the table again"),
            ),
        },
    ),
    "NTM508": Code(
        ("Tệp không chứa bảng số liệu đọc được", "A file holds no table of figures that can be read"),
        {
            "empty": Message(what=("tệp trống", "is empty"), expected=ROWS, remedy=FILL),
            "one-column": Message(
                what=("không có bảng: không dòng nào có từ hai ô trở lên", "no table: no row has two cells"),
                expected=(
                    "các ô cách nhau bằng dấu phẩy, chấm phẩy hoặc tab",
                    "cells with a comma, a semicolon or a tab between them",
                ),
                remedy=("lưu lại dạng CSV UTF-8 hoặc xlsx", "save it as CSV UTF-8 or xlsx"),
            ),
            "remarks": Message(
                what=("chỉ có ghi chú, không có bảng", "has remarks and no table"), expected=ROWS, remedy=FILL
            ),
            "no-rows": Message(
                what=("có tiêu đề mà không có dòng nào bên dưới", "has a header and no row under it"),
                expected=("ít nhất một dòng số liệu", "at least one row of figures"),
                remedy=FILL,
            ),
            "long-header": Message(
                what=("dòng tiêu đề dài {length} ký tự", "the header line has {length} characters"),
                expected=("tiêu đề CSV dài nhiều nhất {most}", "a CSV header of at most {most}"),
                remedy=IS_CSV,
            ),
            "long-line": Message(
                what=("dòng đầu dài hơn {most} byte", "the first line has more than {most} bytes"),
                expected=("một dòng tiêu đề CSV", "a CSV header"),
                remedy=IS_CSV,
            ),
            "long-cell": Message(
                what=("ô này dài {length} ký tự", "this cell has {length} characters"),
                expected=("ô dài nhiều nhất {most} ký tự", "a cell of at most {most} characters"),
                remedy=(
                    "ô này hẳn là lỗi khi xuất dữ liệu: xoá hoặc ghi lại ngắn gọn",
                    "it must come from a broken export: empty it, or write it short",
                ),
            ),
            "quotes": Message(
                what=("không phải CSV: {error}", "is no CSV: {error}"),
                expected=("ô có ngoặc kép thì ngoặc phải đóng", "cells in quotes that are closed"),
                remedy=(
                    "tìm dấu ngoặc kép chưa đóng ở dòng này",
                    "look for a quote that is not closed on this line",
                ),
            ),
            "large": Message(
                what=("dung lượng {size} MB", "has {size} MB"),
                expected=("nhiều nhất {most} MB để đọc trọn một lần", "at most {most} MB to be read as a whole"),
                remedy=(
                    "đánh giá từng phần, dạng CSV hoặc Parquet: evaluate TỆP --out KẾT-QUẢ",
                    "judge it in parts, as CSV or Parquet: evaluate FILE --out RESULT",
                ),
            ),
            "blown-up": Message(
                what=(
                    "bung ra quá dài mà hầu như chỉ lặp lại một nội dung, không phải bảng số liệu",
                    "unpacks to a great length of the same over and over, which is no table of figures",
                ),
                expected=ORDINARY,
                remedy=(
                    "chép bảng số liệu sang một tệp mới rồi lưu lại",
                    "copy the table of figures into a new file and save that",
                ),
            ),
            "unpacked": Message(
                what=("bung ra quá {most} MB", "unpacks to more than {most} MB"),
                expected=ORDINARY,
                remedy=(
                    "lưu riêng bảng số liệu, hoặc lưu thành CSV UTF-8",
                    "save the table by itself, or as CSV UTF-8",
                ),
            ),
            "stopped": Message(
                what=(
                    "đọc đến dòng này thì dừng, vì đã có {count} lỗi: các dòng dưới chưa xem",
                    "reading stopped at this row, since there are {count} faults already: the rows below were not looked at",
                ),
                expected=("một bảng số liệu đọc được", "a table of figures that can be read"),
                remedy=MEND_BELOW,
            ),
            "more": Message(
                what=(
                    "từ ô này xuống còn {count} ô có lỗi như các ô trên của cột",
                    "from this cell down {count} more cells have the fault of those above in this column",
                ),
                expected=("như đã nêu ở các ô trên", "what is said of the cells above"),
                remedy=("sửa như các ô trên", "mend them like those above"),
            ),
            "unchecked": Message(
                what=(
                    "dừng ở đơn vị này, vì đã có {count} lỗi: {units} đơn vị chưa xem",
                    "stopped at this unit, since there are {count} faults already: {units} units were not looked at",
                ),
                expected=("số liệu mà bộ tiêu chí nhận", "figures that the set takes"),
                remedy=MEND_BELOW,
            ),
            "rows-apart": Message(
                what=(
                    "đến dòng này có {count} dòng không phải đơn vị, chỉ {kept} dòng số liệu",
                    "down to this row {count} rows are no unit, and {kept} are figures",
                ),
                expected=("mỗi dòng một đơn vị hoặc một số liệu", "a unit or a figure on each row"),
                remedy=(
                    "xoá các dòng thừa, chỉ để lại tiêu đề và các dòng số liệu",
                    "delete the rows that are not needed: leave the header and the rows of figures",
                ),
            ),
            "blanks": Message(
                what=(
                    "có hơn {most} dòng, ô trống liền nhau",
                    "has more than {most} blank rows or cells one after the other",
                ),
                expected=("các dòng số liệu liền nhau", "rows of figures one below the other"),
                remedy=(
                    "xoá các dòng trống giữa các dòng số liệu rồi lưu lại",
                    "delete the blank rows between the rows of figures and save it again",
                ),
            ),
            "subjects": Message(
                what=("có hơn {most} nội dung khác nhau", "has more than {most} different subjects"),
                expected=("các nội dung của một bộ tiêu chí", "the subjects of a criteria set"),
                remedy=("kiểm tra cột nội dung (subject)", "look at the column of subjects"),
            ),
            "far": Message(
                what=(
                    "có ô {cell}, xa quá mức một bảng số liệu",
                    "has a cell {cell}, farther out than a table of figures reaches",
                ),
                expected=("nhiều nhất {most} ô", "at most {most} cells"),
                remedy=(
                    "xoá các dòng, cột thừa ngoài bảng rồi lưu lại",
                    "delete the rows and columns outside the table and save it again",
                ),
            ),
            "wide": Message(
                what=("có {columns} cột", "has {columns} columns"),
                expected=("nhiều nhất {most} cột", "at most {most} columns"),
                remedy=IS_CSV,
            ),
            "which-unit": Message(
                what=(
                    "không có cột đơn vị: chưa biết số liệu của đơn vị nào {hint}",
                    "no column of units: it is not known whose figures these are {hint}",
                ),
                expected=("tên đơn vị", "the name of the unit"),
                remedy=(
                    'thêm --unit "xã …", hoặc một cột «Đơn vị»; tiêu đề đọc được: {header}',
                    'add --unit "xã …", or a column unit; the header read is: {header}',
                ),
            ),
            "which-sheet": Message(
                what=(
                    "trang tính không có cột đơn vị và không mang tên đơn vị: chưa biết số liệu của đơn vị nào {hint}",
                    "a sheet without a column of units that is not named after one: whose figures are these? {hint}",
                ),
                expected=("tên đơn vị", "the name of the unit"),
                remedy=(
                    "đặt tên trang tính là «xã …», hoặc thêm một cột «Đơn vị»; tiêu đề đọc được: {header}",
                    "name the sheet after its unit, or add a column unit; the header read is: {header}",
                ),
            ),
            "no-result": Message(
                what=(
                    "cột {subject!r} ghi chỉ tiêu mà không có cột kết quả nào, chỉ có kế hoạch hoặc kỳ khác",
                    "column {subject!r} holds labels and no column holds results, only plans or another time",
                ),
                expected=("một cột «Kết quả»", "one column of results"),
                remedy=(
                    "thêm một cột «Kết quả» với số liệu thực hiện; nếu một cột không đọc đúng là kết quả:"
                    ' --columns "CHỮ-CÁI-CỦA-CỘT=value"',
                    "add a column of results, called value; where one that is not read holds them:"
                    ' --columns "LETTER-OF-THE-COLUMN=value"',
                ),
            ),
            "villages": Message(
                what=("mỗi dòng của bảng là một thôn (cột {column!r})", "each row is a village (column {column!r})"),
                expected=("số liệu của cả xã", "figures of the whole commune"),
                remedy=("ghi số liệu của cả xã, không phải của thôn", "give the figures of the commune itself"),
            ),
            "hamlets": Message(
                what=(
                    "mỗi cột là một thôn ({columns}), không cột nào là của cả {unit}",
                    "each column is a hamlet ({columns}), none is of {unit} as a whole",
                ),
                expected=("một cột «Toàn xã» hay «Kết quả»", "a column of the whole commune, or of results"),
                remedy=(
                    'thêm cột số liệu của cả xã, hoặc nói cột nào là của cả xã: --columns "…=value"',
                    'add a column with the figures of the whole commune, or say which one has them: --columns "…=value"',
                ),
            ),
            "no-value": Message(
                what=(
                    "cột {subject!r} ghi chỉ tiêu mà không biết cột nào là kết quả; còn các cột: {others}",
                    "the column {subject!r} names indicators, and none is known for the results; there are: {others}",
                ),
                expected=("một cột «Kết quả»", "one column of results"),
                remedy=(
                    'nói cột nào là kết quả: --columns "{example}=value", hoặc đổi tiêu đề thành «Kết quả»',
                    'say which column it is: --columns "{example}=value", or call it "value"',
                ),
            ),
            "objects": Message(
                what=("không phải danh sách các đối tượng", "holds no list of objects"),
                expected=(
                    '[{{"unit": …, "subject": …, "value": …}}, …]',
                    '[{{"unit": …, "subject": …, "value": …}}, …]',
                ),
                remedy=(
                    "mỗi số liệu một đối tượng (dạng dọc), hoặc mỗi đơn vị một đối tượng (dạng ngang)",
                    "write one object a figure (long) or a unit (wide)",
                ),
            ),
            "column-twice": Message(
                what=("cột {column!r} xuất hiện hai lần", "the column {column!r} stands twice"),
                expected=("mỗi cột một lần", "each column once"),
                remedy=(
                    'bỏ một trong hai, hoặc không đọc một cột: --columns "{letter}=ignored" ({letter}: chữ cái của cột)',
                    'take one of the two out, or leave one unread: --columns "{letter}=ignored" ({letter}: its letter)',
                ),
            ),
            "column-unknown": Message(
                what=("không hiểu tiêu đề cột {column!r}", "unknown column {column!r}"),
                expected=("{known}", "{known}"),
                remedy=(
                    'nói cột này là gì: --columns "{letter}=…" («{letter}=ignored» là không đọc), hoặc bỏ cột ra',
                    'say what it is: --columns "{letter}=…" ("{letter}=ignored" leaves it unread), or take the column out',
                ),
            ),
            "column-missing": Message(
                what=("thiếu cột {columns}", "no column {columns}"),
                expected=(
                    "unit, subject, value (dạng dọc), hoặc unit và mỗi nội dung một cột (dạng ngang)",
                    "unit, subject, value (long), or unit and one column a subject (wide)",
                ),
                remedy=("tiêu đề đọc được là: {header}", "the header read is: {header}"),
            ),
            "no-unit": Message(
                what=("thiếu cột unit", "no column unit"),
                expected=("unit, và mỗi nội dung một cột", "unit, and one column a subject"),
                remedy=("tiêu đề đọc được là: {header}", "the header read is: {header}"),
            ),
            "separator": Message(
                what=(
                    "cả dòng chỉ có một ô, {cell!r}, trong khi tiêu đề có {columns} cột",
                    "the whole row is one cell, {cell!r}, and the header has {columns} columns",
                ),
                expected=("ô phân cách như ở dòng tiêu đề", "cells separated as in the header"),
                remedy=("dùng một dấu phân cách cho cả tệp", "separate the cells by one sign in the whole file"),
            ),
            "headed-anew": Message(
                what=(
                    "dòng này là tiêu đề của một bảng khác",
                    "this row is the headings of another table",
                ),
                expected=("một bảng trong một tệp dài", "one table in a long file"),
                remedy=("để mỗi bảng ở một tệp", "put each table into a file of its own"),
            ),
            "cells-over": Message(
                what=("{cells} ô dưới {columns} cột", "{cells} cells under {columns} columns"),
                expected=("mỗi cột một ô", "one cell a column"),
                remedy=(
                    'đặt giá trị có dấu phẩy thập phân trong ngoặc kép ("98,5"), hoặc phân cách cột bằng ;',
                    'put a value with a decimal comma in quotes ("98,5"), or separate columns by ;',
                ),
            ),
        },
    ),
}

"""Messages of the register as they read in the page that judges, whose readers have its buttons and fields and no command line.

Only parts that speak of the command have other words here; an empty part stays as it is. What stands in «…» (in English in
"…", with a capital letter) is written on the page: its choices above, the fields under a message, its buttons.
"""

from __future__ import annotations

from ntmrules.messages.register import NOTHING, Message, Two


def _do(vi: str, en: str) -> Message:
    return Message(NOTHING, remedy=(vi, en))


_FORM: Two = ("biểu tự đánh giá nguyên vẹn, chỉ điền các ô màu vàng", "a whole live form, the yellow cells filled")
_ANOTHER_FORM: Two = (
    "bấm «Tải phiếu Excel trống» rồi chép số liệu sang phiếu đó",
    'press "Empty Excel form" and move the figures into that form',
)
_SET: Two = (
    "chọn ở ô «Bộ tiêu chí» trên đầu trang một bộ có trong danh sách",
    'choose one that stands in the list "Criteria set" above',
)
_DAY: Two = ("chọn một ngày như vậy ở ô «Ngày đánh giá»", 'choose such a day at "Day of assessment"')
_PARTS: Two = (
    "tách tệp thành nhiều tệp nhỏ hơn rồi mở từng tệp",
    "part it into smaller files and open them one by one",
)
_LABELS: Two = (
    "xem số hiệu ở phần «Nhập số liệu», hoặc mã và số hiệu trong phiếu của nút «Tải phiếu Excel trống»",
    'look at the labels under "Figures", or at ids and labels in the form of "Empty Excel form"',
)
_COLUMN_UNREAD: Two = (
    "hoặc không đọc cột này: ghi CHỮ-CÁI-CỦA-CỘT=ignored vào ô «Cột» bên dưới",
    'or leave the column unread: write LETTER-OF-THE-COLUMN=ignored at "Columns" below',
)

MESSAGES: dict[str, Message] = {
    "NTM001.set": _do(*_SET),
    "NTM003": _do(*_LABELS),
    "NTM301.between": _do(*_DAY),
    "NTM301.before": _do(*_DAY),
    "NTM301.after": _do(*_DAY),
    "NTM301.never": _do(*_DAY),
    "NTM501.extra": _do(
        "lưu bảng thành .xlsx hoặc CSV UTF-8 rồi mở lại", "save the table as .xlsx or CSV UTF-8 and open it again"
    ),
    "NTM502.sign": _do(
        "nói dấu ấy nghĩa là gì: ghi {text}=đạt hay {text}=chưa đạt vào ô «Dấu» bên dưới, hoặc ghi ở cuối bảng "
        "«Ghi chú: {text}: …»",
        'say what it means: write {text}=đạt or {text}=chưa đạt at "Signs" below, or below the table "Ghi chú: {text}: …"',
    ),
    "NTM503.unknown": _do(f"{_LABELS[0]}; {_COLUMN_UNREAD[0]}", f"{_LABELS[1]}; {_COLUMN_UNREAD[1]}"),
    "NTM503.no-set": _do(*_SET),
    "NTM503.heading": _do(
        "nếu cột này không phải kết quả của chỉ tiêu nào thì ghi {letter}=ignored vào ô «Cột» bên dưới; nếu phải thì "
        "ghi số hiệu ở tiêu đề",
        'where it holds the results of no indicator, write {letter}=ignored at "Columns" below; else write the label in '
        "the heading",
    ),
    "NTM503.other-set": _do(
        "chọn {fit} ở ô «Bộ tiêu chí» và {day} ở ô «Ngày đánh giá» rồi mở lại tệp; hoặc ghi năm của số liệu ở cột «Năm»",
        'choose {fit} at "Criteria set" and {day} at "Day of assessment" and open the file again; or give the year of the '
        "figures in a column period",
    ),
    "NTM503.no-result": _do(
        f"nếu đúng là kết quả thì chỉ ghi {{subject}}; nếu không thì bỏ dòng này ra, {_COLUMN_UNREAD[0]}",
        f"if it is the result, write {{subject}} alone; if not, take the row out, {_COLUMN_UNREAD[1]}",
    ),
    "NTM503.strange": _do(
        "nếu là số liệu khác thì bỏ dòng này ra, "
        f"{_COLUMN_UNREAD[0]}; nếu đúng là của {{subject}} thì chỉ ghi {{subject}}, hoặc ghi «đã xác nhận» ở cột «Trạng thái» "
        "của tệp, hoặc bấm «Đúng như vậy, vẫn dùng»",
        "if it is another figure, take the row out, "
        f"{_COLUMN_UNREAD[1]}; if it is that of {{subject}}, write {{subject}} alone, or confirmed in the column status of the "
        'file, or press "It is right, use it"',
    ),
    "NTM503.over": _do(
        "nếu các cột ấy là kết quả thì ghi {option}=value vào ô «Cột» bên dưới; nếu không phải thì ghi {option}=ignored; hoặc "
        "sửa dòng tiêu đề",
        'if these columns are results, write {option}=value at "Columns" below; if they are not, {option}=ignored; or correct '
        "the heading",
    ),
    "NTM503.brackets": _do(
        "nếu cột ấy là kết quả thì ghi {option}=value vào ô «Cột» bên dưới; nếu không phải thì ghi {option}=ignored; hoặc sửa "
        "tiêu đề",
        'if the column holds results, write {option}=value at "Columns" below; if it does not, {option}=ignored; or correct the '
        "heading",
    ),
    "NTM503.cell": _do(
        "nếu cột ấy không đổi nghĩa của số liệu thì ghi {option}=ignored vào ô «Cột» bên dưới; nếu là số của một thôn, "
        "một nhóm hộ, "
        "một kỳ khác thì bỏ dòng ấy ra khỏi tệp",
        'if that column changes nothing of the figures, write {option}=ignored at "Columns" below; if they are of a '
        "hamlet, a group "
        "of households or another time, take the row out of the file",
    ),
    "NTM507.apart": _do(
        "giữ lại dòng là số của cả đơn vị; nếu hai dòng là một số liệu thì ghi {letter}=ignored vào ô «Cột» bên dưới",
        'keep the row of the whole unit; if both are one figure, write {letter}=ignored at "Columns" below',
    ),
    "NTM503.section": _do(
        "nếu dòng ấy không đổi nghĩa của các số bên dưới thì ghi {option}=note vào ô «Cột» bên dưới; nếu các số ấy là của nơi "
        "khác, năm khác hay kế hoạch thì bỏ ra khỏi tệp",
        'if it changes nothing of the figures below, write {option}=note at "Columns" below; if they are of another place or '
        "year, or a plan, take them out of the file",
    ),
    "NTM503.another": _do(
        "sửa số hiệu hoặc tên cho khớp; nếu tệp theo bộ khác thì xem lại ô «Bộ tiêu chí» và ô «Ngày đánh giá»",
        'make label and name agree; if the file follows another set, look at "Criteria set" and "Day of assessment"',
    ),
    "NTM503.title-no-result": _do(
        "mở tệp ghi kết quả; nếu các số đúng là kết quả thì sửa tiêu đề, hoặc bấm «Đúng như vậy, vẫn dùng»",
        'open the file with the results; if these are, correct the title, or press "It is right, use it"',
    ),
    "NTM503.sheet-no-result": _do(
        "ghi tên trang tính có kết quả vào ô «Trang tính» bên dưới; nếu các số đúng là kết quả thì đổi tên trang tính, hoặc bấm "
        "«Đúng như vậy, vẫn dùng»",
        'write the name of the sheet of results at "Sheets" below; if these are, rename the sheet, or press "It is '
        'right, use it"',
    ),
    "NTM503.below": _do(
        "nếu dòng ấy không đổi nghĩa của các số trong bảng thì ghi {option}=note vào ô «Cột» bên dưới; nếu không thì bỏ những số "
        "ấy ra khỏi bảng rồi xoá hoặc sửa dòng ấy",
        'if it changes nothing of the figures of the table, write {option}=note at "Columns" below; if it does, take '
        "those figures "
        "out and delete or correct it",
    ),
    "NTM614.fewer": _do(
        "sửa số ấy; nếu đúng là {value} vào ngày {day} thì bấm «Đúng như vậy, vẫn dùng», hoặc ghi «đã xác nhận» ở cột "
        "«Trạng thái» của tệp",
        'correct the number; if there were {value} on {day}, press "It is right, use it", or write confirmed in the '
        "column status of the file",
    ),
    "NTM614.unlisted": _do(
        "sửa tên, hoặc bỏ dòng không phải đơn vị; nếu đúng là đơn vị của {where} thì bấm «Đúng như vậy, vẫn dùng», hoặc ghi «đã "
        "xác nhận» ở cột «Trạng thái» của tệp",
        'correct the name, or take out the row that is no unit; if it is one of {where}, press "It is right, use it", or '
        "write confirmed in the column status of the file",
    ),
    "NTM515.unread": _do(
        "ghi lại dòng ấy như khi lập phiếu, hoặc xoá dòng ấy rồi chọn bộ, ngày và tỉnh ở đầu trang",
        "write the line as it was when the form was made, or delete it and choose set, day and province above",
    ),
    "NTM515.sheets": _do(
        "đọc từng trang tính riêng: ghi tên nó vào ô «Trang tính» bên dưới",
        'read each sheet by itself: write its name at "Sheets" below',
    ),
    "NTM506.implausible": _do(
        "sửa số liệu; nếu đúng thì bấm «Đúng như vậy, vẫn dùng», hoặc ghi «đã xác nhận» ở cột «Trạng thái» của tệp",
        'correct the figure; if it is right, press "It is right, use it", or write confirmed in the column status of '
        "the file",
    ),
    "NTM508.large": Message(
        NOTHING, ("không quá {most} MB khi bung ra", "no more than {most} MB when it is unpacked"), _PARTS
    ),
    "NTM508.which-unit": _do(
        "ghi tên đơn vị vào ô «Đơn vị» bên dưới, hoặc thêm một cột «Đơn vị» vào bảng; tiêu đề đọc được: {header}",
        'write its name at "Unit" below, or add a column "Unit" to the table; the header read is: {header}',
    ),
    "NTM508.hamlets": _do(
        "thêm cột số liệu của cả xã, hoặc nói cột nào là của cả xã: ghi CHỮ-CÁI-CỦA-CỘT=value vào ô «Cột» bên dưới",
        "add a column with the figures of the whole commune, or say which one has them: write LETTER-OF-THE-COLUMN=value at "
        '"Columns" below',
    ),
    "NTM508.no-result": _do(
        "thêm một cột «Kết quả» với số liệu thực hiện; nếu một cột không đọc đúng là kết quả thì ghi CHỮ-CÁI-CỦA-CỘT=value vào ô "
        "«Cột» bên dưới",
        "add a column of results, called value; where one that is not read holds them, write LETTER-OF-THE-COLUMN=value at "
        '"Columns" below',
    ),
    "NTM508.no-value": _do(
        "nói cột nào là kết quả: ghi {example}=value vào ô «Cột» bên dưới, hoặc đổi tiêu đề cột thành «Kết quả»",
        'say which column it is: write {example}=value at "Columns" below, or call it value',
    ),
    "NTM503.years": _do(
        "nếu là kết quả thì nói cột nào: ghi {example}=value vào ô «Cột» bên dưới (nhiều cột cách nhau bằng dấu phẩy; cột không "
        "đọc: …=ignored), hoặc ghi «Kết quả» trước năm trong tiêu đề",
        'if they are results, say which columns: write {example}=value at "Columns" below (several with commas between; one that '
        "is not to be read: …=ignored), or write Kết quả before the year",
    ),
    "NTM502.told": _do(
        "ghi số liệu, hoặc để trống ô khi chưa biết; nếu cả cột là lời thuyết minh thì ghi {letter}=note vào ô «Cột» bên dưới",
        'write the figure, or leave the cell empty; where the whole column is in words write {letter}=note at "Columns" below',
    ),
    "NTM508.column-twice": _do(
        "bỏ một trong hai, hoặc không đọc một cột: ghi {letter}=ignored vào ô «Cột» bên dưới ({letter}: chữ cái của cột)",
        'take one of the two out, or leave one unread: write {letter}=ignored at "Columns" below ({letter}: its letter)',
    ),
    "NTM508.column-unknown": _do(
        "nói cột này là gì: ghi {letter}=… vào ô «Cột» bên dưới ({letter}=ignored là không đọc), hoặc bỏ cột ra",
        'say what it is: write {letter}=… at "Columns" below ({letter}=ignored leaves it unread), or take the column out',
    ),
    "NTM511.level": _do(
        "chọn bộ tiêu chí của cấp ấy ở ô «Bộ tiêu chí» rồi mở lại tệp, hoặc sửa cột level (cấp) của tệp",
        'choose a set for that level at "Criteria set" and open the file again, or correct the column level',
    ),
    "NTM513": Message(
        NOTHING,
        ("số liệu như nút «JSON có biên nhận» ghi ra", 'figures as "JSON with receipt" writes them'),
        ("mở tệp số liệu gốc", "open the file of figures itself"),
    ),
    "NTM514.several": _do(
        "ghi tên trang tính cần đọc vào ô «Trang tính» bên dưới (nhiều trang: cách nhau bằng dấu ;), hoặc ghi all để đọc tất cả",
        'write the name of the one to read at "Sheets" below (several: parted by ;), or all for all of them',
    ),
    "NTM514.no-sheets": Message(
        ("ô «Trang tính» chỉ dùng cho bảng tính", '"Sheets" is for spreadsheets'),
        remedy=("xoá trống ô «Trang tính» bên dưới", 'empty "Sheets" below'),
    ),
    "NTM514.columns": Message(
        ("ô «Cột»: {word!r} không phải TIÊU ĐỀ=LOẠI", '"Columns": {word!r} is no HEADING=KIND'),
        remedy=(
            "ví dụ: ghi Thực hiện=value, KH=ignored vào ô «Cột» bên dưới",
            'for example: write Thực hiện=value, KH=ignored at "Columns" below',
        ),
    ),
    "NTM514.no-column": Message(
        (
            "ô «Cột» nêu {column!r}, mà không bảng nào có cột như vậy",
            'no table has the column {column!r} that "Columns" names',
        ),
        remedy=("sửa ô «Cột» bên dưới cho khớp với tệp", 'make "Columns" below agree with the file'),
    ),
    "NTM514.no-sign": Message(
        (
            "ô «Dấu» nêu {signs}, mà không ô kết quả nào ghi như vậy",
            'no cell of results has a sign that "Signs" names: {signs}',
        ),
        remedy=(
            "sửa ô «Dấu» bên dưới cho khớp với tệp, hoặc xoá trống ô đó",
            'make "Signs" below agree with the file, or empty it',
        ),
    ),
    "NTM514.marks": Message(
        ("ô «Dấu»: {word!r} không phải DẤU=KẾT QUẢ", '"Signs": {word!r} is no SIGN=VERDICT'),
        remedy=(
            "ví dụ: ghi x=đạt, o=chưa đạt vào ô «Dấu» bên dưới",
            'for example: write x=đạt, o=chưa đạt at "Signs" below',
        ),
    ),
    "NTM516.hidden": Message(NOTHING, _FORM, _ANOTHER_FORM),
    "NTM516.torn": _do(
        "mở biểu gốc, lưu lại thành .xlsx hoặc .ods rồi mở tệp ấy ở đây; không còn biểu gốc thì bấm «Tải phiếu Excel trống» rồi "
        "chép số liệu sang phiếu đó",
        "open the form itself, save it as .xlsx or .ods and open that here; where it is lost, press "
        '"Empty Excel form" and move the figures into that form',
    ),
    "NTM516.sheet": Message(NOTHING, _FORM, _ANOTHER_FORM),
    "NTM516.row": Message(NOTHING, _FORM, _ANOTHER_FORM),
    "NTM516.twice": Message(NOTHING, _FORM),
    "NTM516.gone": Message(NOTHING, _FORM, _ANOTHER_FORM),
    "NTM516.merged": Message(NOTHING, _FORM),
    "NTM516.line": Message(
        NOTHING,
        _FORM,
        (
            "cho bộ, ngày hoặc tỉnh khác: chọn ở đầu trang, bấm «Tải phiếu Excel trống» rồi chép số liệu sang phiếu đó",
            'for another set, day or province: choose it above, press "Empty Excel form" and move the figures into that form',
        ),
    ),
    "NTM516.below": Message(NOTHING, _FORM),
    "NTM606.merged": _do(
        "chọn tỉnh đó ở ô «Tỉnh, thành phố», hoặc ghi ở cột province (tỉnh) của tệp",
        'choose it at "Province", or name it in the column province of the file',
    ),
    "NTM610.province": _do(
        "chọn «quy định chung cả nước» ở ô «Tỉnh, thành phố» để dùng tỉnh trong tệp rồi mở lại tệp, hoặc sửa cột province (tỉnh)",
        'choose "National rules" at "Province" to take that of the file and open it again, or correct the column province',
    ),
    "NTM610.title-province": _do(
        "chọn {own} ở ô «Tỉnh, thành phố» rồi mở lại tệp, hoặc sửa tiêu đề khi tiêu đề sai",
        'choose {own} at "Province" and open the file again, or correct the title where it is wrong',
    ),
    "NTM610.title-time": _do(
        "chọn {day} ở ô «Ngày đánh giá» rồi mở lại tệp nếu số liệu là của thời gian đó, hoặc thêm cột «Năm», hoặc sửa tiêu đề",
        'choose {day} at "Day of assessment" and open the file again if the figures are of that time, or add a column period, or '
        "correct the title",
    ),
    "NTM610.unit": _do(
        "ghi {own} vào ô «Đơn vị» bên dưới, hoặc sửa tiêu đề hay tên trang tính khi chúng sai",
        'write {own} at "Unit" below, or correct the title or the name of the sheet where it is wrong',
    ),
    "NTM610.block": _do(
        "thêm một cột «Đơn vị», hoặc để mỗi đơn vị ở một trang tính rồi ghi all vào ô «Trang tính» bên dưới",
        'add a column "Unit", or give each unit a sheet of its own and write all at "Sheets" below',
    ),
    "NTM610.area": _do(
        "chọn «theo số liệu» ở ô «Vùng, nhóm xã» để dùng vùng trong tệp rồi mở lại tệp, hoặc sửa cột area (vùng)",
        'choose "By the figures" at "Area" to take that of the file and open it again, or correct the column area',
    ),
    "NTM610.level": _do(
        "chọn bộ tiêu chí của cấp ấy ở ô «Bộ tiêu chí» rồi mở lại tệp, hoặc sửa cột level (cấp)",
        'choose a set for that level at "Criteria set" and open the file again, or correct the column level',
    ),
    "NTM613": _do(
        "điền cột province (tỉnh) cho dòng ấy; khi mọi đơn vị của một tỉnh thì chọn tỉnh đó ở ô «Tỉnh, thành phố» rồi mở lại tệp",
        "fill in the column province of that row; where all units are of one province, choose it at "
        '"Province" and open the file again',
    ),
}

TEXTS: dict[str, Two] = {
    "remarks.left-out.title_province": (
        "{sheet}: tiêu đề ghi tỉnh {province}, còn bộ được dùng không theo tỉnh nào; chọn {province} ở ô «Tỉnh, thành phố»",
        '{sheet}: a title says the province {province}, and the set used is of none; choose {province} at "Province"',
    ),
}

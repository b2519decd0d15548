"""Messages about units: provinces, communes, lists and areas (NTM6xx, and NTM198 of the lists in the catalogue)."""

from ntmrules.messages.register import Code, Message, one

WRITE_NAME = ("ghi tên", "write its name")

CODES = {
    "NTM198": Code(
        (
            "Danh sách đơn vị hành chính khác với điều một nguồn nêu",
            "The lists of units are not what a source says of them",
        ),
        {
            "count": Message(
                what=(
                    "{what}: nguồn nêu {said}, danh sách {list} có {own}",
                    "{what}: the source says {said}, the list of {list} has {own}",
                ),
                expected=("cùng một số", "one number"),
                remedy=(
                    "đọc lại nguồn; số đúng mà danh sách sai thì sửa catalogs/units",
                    "read the source again; where its number is right, mend catalogs/units",
                ),
            ),
            "name": Message(
                what=(
                    "không có {unit!r} trong danh sách {list} của {province}",
                    "{unit!r} is not on the list of {list} in {province}",
                ),
                expected=("tên như trong catalogs/units", "a name as catalogs/units has it"),
                remedy=("sửa tên theo nguồn", "write the name as the source does"),
            ),
            "missing": Message(
                what=(
                    "danh sách {list} của {province} còn có {names}",
                    "the list of {list} in {province} has {names} as well",
                ),
                expected=("nêu đủ các đơn vị", "every unit named"),
                remedy=("bổ sung theo nguồn", "add what the source names"),
            ),
            "whole": Message(
                what=(
                    "theo danh sách 2004 của {province}, {unit!r} không bị chia",
                    "by the list of 2004 in {province}, {unit!r} was not divided",
                ),
                expected=("một xã đã chia vào nhiều xã mới", "a commune that went into several of today"),
                remedy=(
                    "sửa tên theo nguồn, hoặc bỏ khỏi also_split",
                    "write the name as the source does, or take it out",
                ),
            ),
        },
    ),
    "NTM601": Code(
        (
            "Mã số đứng một mình, mà mỗi danh sách dùng mã ấy cho nơi khác nhau",
            "A bare code, which names different places in different lists",
        ),
        {
            "province": Message(
                what=(
                    "mã {code!r} đứng một mình là những nơi khác nhau trong các danh sách khác nhau",
                    "the bare code {code!r} names different places in different lists",
                ),
                expected=(
                    'tên, hoặc mã kèm danh sách: "2004:22" hoặc "2025:22"',
                    'a name, or a code with its list: "2004:22" or "2025:22"',
                ),
                remedy=("ghi tên tỉnh", "write the name of the province"),
            ),
            "commune": Message(
                what=(
                    "mã {code!r} đứng một mình là những nơi khác nhau trong các danh sách khác nhau",
                    "the bare code {code!r} names different places in different lists",
                ),
                expected=(
                    'tên, hoặc mã kèm danh sách: "2004:06700" hoặc "2025:06700"',
                    'a name, or a code with its list: "2004:06700" or "2025:06700"',
                ),
                remedy=("ghi tên nơi ấy", "write the name of the place"),
            ),
            "cell": Message(
                what=(
                    "mã {code} đứng một mình là những nơi khác nhau trong các danh sách khác nhau",
                    "the bare code {code} names different places in different lists",
                ),
                expected=("tên của đơn vị", "the name of the unit"),
                remedy=WRITE_NAME,
            ),
        },
    ),
    "NTM602": Code(
        ("Không có đơn vị ấy trong danh sách hoặc trong tệp", "No unit of that name stands in the list or in the file"),
        {
            "table": Message(
                what=("không có đơn vị {name!r}", "no unit {name!r}"),
                expected=("{known}", "{known}"),
                remedy=("ghi một tên có trong bảng", "write a name that stands in the table"),
            ),
            "no-name": Message(
                what=("tên đơn vị phải là chữ, đây là {type}", "the name of a unit is text, this is {type}"),
                expected=("một tên đơn vị", "the name of a unit"),
                remedy=("ghi một tên có trong bảng", "write a name that stands in the table"),
            ),
            "commune": Message(
                what=(
                    "không có xã {name!r} ở {province}, danh sách {list}",
                    "no commune {name!r} in {province}, list of {list}",
                ),
                expected=("một tên trong danh sách ấy", "a name of that list"),
                remedy=("kiểm tra cách viết", "check the spelling"),
            ),
            "communes": Message(
                what=(
                    "{count} xã cùng tên {name!r} ở {province}, danh sách {list}",
                    "{count} communes are called {name!r} in {province}, list of {list}",
                ),
                expected=("{found}", "{found}"),
                remedy=("nêu huyện và loại đơn vị", "name its district and kind"),
            ),
            "code": Message(
                what=(
                    "không xã nào có mã {code} trong danh sách {list}",
                    "no commune has the code {code} in the list of {list}",
                ),
                expected=("một mã trong danh sách ấy", "a code of that list"),
                remedy=("kiểm tra danh sách: 2004 hay 2025", "check the list: 2004 or 2025"),
            ),
            "one-commune": Message(
                what=("biểu cấp xã cần một xã, tệp có {count}", "a form of a commune needs one, the file has {count}"),
                expected=("{known}", "{known}"),
                remedy=("thêm --unit", "add --unit"),
            ),
            "plan-several": Message(
                what=("có {count} đơn vị tên {unit!r}", "{count} units are named {unit!r}"),
                expected=("cột within, province", "the columns within, province"),
                remedy=("ghi đơn vị cấp trên", "name what it lies in"),
            ),
            "plan-none": Message(
                what=("không có số liệu nào của {unit!r}", "no figure of {unit!r}"),
                expected=("{known}", "{known}"),
                remedy=("thêm số liệu của đơn vị", "add its figures"),
            ),
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
                remedy=(
                    "ghi tên tỉnh không dấu, các từ nối bằng -",
                    "write the name of the province without accents, its words joined by -",
                ),
            ),
            "day": Message(
                what=("không có tỉnh {name!r} vào ngày {day}", "no province {name!r} on {day}"),
                expected=("một trong {count} tỉnh", "one of {count} provinces"),
                remedy=(
                    "kiểm tra cách viết; không kể dấu và chữ hoa",
                    "check the spelling; accents and case do not matter",
                ),
            ),
            "list": Message(
                what=("không có tỉnh {name!r} trong danh sách {list}", "no province {name!r} in the list of {list}"),
                expected=("một trong {count} tỉnh", "one of {count} provinces"),
                remedy=("nêu một tỉnh của danh sách ấy", "name a province of that list"),
            ),
        },
    ),
    "NTM604": one(
        "Không có vùng ấy",
        "No area has that name",
        what=("không có vùng {area!r} trong {scheme}", "no area {area!r} in {scheme}"),
        expected=("{known}", "{known}"),
        remedy=("ghi một trong các mã ấy", "write one of these ids"),
    ),
    "NTM605": one(
        "Đơn vị nằm trong chính nó",
        "A unit lies inside itself",
        what=("{unit} nằm trong chính nó", "{unit} lies inside itself"),
        expected=("cây đơn vị không có vòng", "a tree of units"),
        remedy=("sửa cột within", "correct the column within"),
    ),
    "NTM606": Code(
        ("Cần tỉnh trước đây của đơn vị, hoặc danh sách xã", "A former province or a list of communes is needed"),
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
            "unreadable": Message(
                what=("không đọc được: {error}", "cannot be read: {error}"),
                expected=("danh sách trong catalogs/units", "the lists of catalogs/units"),
                remedy=("cài lại ntmrules", "install ntmrules again"),
            ),
        },
    ),
    "NTM607": one(
        "Không có danh sách đơn vị ấy",
        "No list of units has that name",
        what=("không có danh sách {list!r}", "no list {list!r}"),
        expected=("{known}", "{known}"),
        remedy=(
            "2004 là danh sách đến 30/06/2025, 2025 là danh sách từ 01/07/2025",
            "2004 is the list up to 30/06/2025, 2025 the one from 01/07/2025",
        ),
    ),
    "NTM608": one(
        "Ngày ấy không có đơn vị nào thuộc cấp ấy trong danh sách",
        "No unit of that level was on the list on that day",
        what=(
            "danh sách không có đơn vị cấp {level} nào ở {province} vào ngày {day}",
            "no unit of level {level} in {province} is on the list on {day}",
        ),
        expected=(
            "xã, huyện, thị xã, thành phố hoặc tỉnh có trong danh sách của ngày ấy; từ 01/07/2025 không còn cấp huyện",
            "communes, districts, towns or provinces on the list of the day; there are no districts from 01/07/2025",
        ),
        remedy=("nêu tên từng đơn vị bằng --unit, hoặc chọn ngày khác", "name each unit with --unit, or another day"),
    ),
    "NTM609": Code(
        ("Không rõ dòng này nói về đơn vị nào", "A row may be about several units"),
        {
            "half": Message(
                what=(
                    "{unit} ở đây và {other} ở {place} có thể là một đơn vị hoặc hai",
                    "{unit} here and {other} in {place} may be one unit or two",
                ),
                expected=("mỗi đơn vị một cách ghi tên", "one way to write a unit"),
                remedy=(
                    "ghi tên đầy đủ ('xã …') ở cả hai dòng, hoặc ghi khác nhau ở cột level hay within",
                    "write the whole name ('xã …') in both rows, or tell them apart in the columns level or within",
                ),
            ),
            "which": Message(
                what=("có nhiều đơn vị tên {unit}: {found}", "several units are called {unit}: {found}"),
                expected=("dòng nói rõ là đơn vị nào", "a row that tells which of them"),
                remedy=("ghi cột within (huyện), level hoặc province", "fill in within (district), level or province"),
            ),
            "within": Message(
                what=(
                    "{unit} thuộc {where}, mà tệp có nhiều nơi mang tên ấy: {found}",
                    "{unit} lies in {where}, and the file has several of that name: {found}",
                ),
                expected=("tên đầy đủ của một nơi", "the whole name of one of them"),
                remedy=(
                    "ghi loại đơn vị trước tên: 'huyện …'",
                    "write its kind before the name: 'huyện …'",
                ),
            ),
            "asked": Message(
                what=("có nhiều đơn vị tên {name}: {found}", "several units are called {name}: {found}"),
                expected=("một đơn vị", "one unit"),
                remedy=('ghi thêm nơi trực thuộc: "{example}"', 'add what it lies in: "{example}"'),
            ),
        },
    ),
    "NTM610": Code(
        ("Lựa chọn trái với điều tệp tự ghi", "An option disagrees with what the file says of itself"),
        {
            "province": Message(
                what=(
                    "tệp ghi tỉnh {own}, còn bộ tiêu chí được chọn cho {asked}",
                    "the file says the province {own}, the rulebook is that of {asked}",
                ),
                expected=("cùng một tỉnh", "one province"),
                remedy=(
                    "bỏ --province để dùng tỉnh trong tệp, hoặc sửa cột province",
                    "leave --province out to take that of the file, or correct the column province",
                ),
            ),
            "plan-province": Message(
                what=(
                    "kế hoạch ghi {unit} thuộc {own}, còn {who} ghi {other}",
                    "the plan says that {unit} lies in {own}, {who} says {other}",
                ),
                expected=("cùng một tỉnh", "one province"),
                remedy=("sửa cột province của kế hoạch", "correct the column province of the plan"),
            ),
            "day": Message(
                what=(
                    "dòng này ghi ngày đánh giá {own}, còn bộ tiêu chí được chọn là của ngày {asked}",
                    "the row says the day of assessment {own}, the rulebook is that of {asked}",
                ),
                expected=("cùng một ngày", "one day"),
                remedy=(
                    "bỏ cột on; hoặc dùng ProvinceBooks, để mỗi dòng được đánh giá theo ngày của nó",
                    "leave the column on out; or take ProvinceBooks, which judge each row on its own day",
                ),
            ),
            "title-province": Message(
                what=(
                    "tiêu đề của tệp ghi tỉnh {own}, còn bộ tiêu chí được chọn cho {asked}",
                    "a title of the file is the province {own}, the rulebook is that of {asked}",
                ),
                expected=("cùng một tỉnh", "one province"),
                remedy=(
                    'chọn --province "{own}", hoặc sửa tiêu đề khi tiêu đề sai',
                    'choose --province "{own}", or correct the title where it is wrong',
                ),
            ),
            "title-time": Message(
                what=(
                    "tiêu đề của tệp ghi {own}, còn bộ {set} tính từ năm {first}; các dòng không ghi năm",
                    "a title of the file says {own}, the set {set} is of {first} and later; the rows say no year",
                ),
                expected=("số liệu trong thời gian của bộ tiêu chí", "figures of the time of the set"),
                remedy=(
                    "chọn --on {day} nếu số liệu là của thời gian đó, hoặc thêm cột «Năm», hoặc sửa tiêu đề",
                    "choose --on {day} if the figures are of that time, or add a column period, or correct the title",
                ),
            ),
            "unit": Message(
                what=(
                    "tệp ghi đơn vị {own}, còn số liệu được hỏi cho {asked}",
                    "the file names the unit {own}, the figures are asked for {asked}",
                ),
                expected=("cùng một đơn vị", "one unit"),
                remedy=(
                    'chọn --unit "{own}", hoặc sửa tiêu đề hay tên trang tính khi chúng sai',
                    'choose --unit "{own}", or correct the title or the name of the sheet where it is wrong',
                ),
            ),
            "behind": Message(
                what=(
                    "«{text}» nói về {own}, còn số liệu này được tính cho {asked}",
                    "{text!r} speaks of {own}, and the figure would count for {asked}",
                ),
                expected=("số liệu của {asked}", "a figure of {asked}"),
                remedy=(
                    "nếu đúng là của {asked} thì bỏ {own} khỏi ô này; nếu là của {own} thì ghi ở dòng của {own}",
                    "if it is that of {asked}, take {own} out of this cell; if it is {own}'s, write it in"
                    " a row of {own}",
                ),
            ),
            "block": Message(
                what=(
                    "dòng này bắt đầu phần của {own}, còn biểu được đọc cho {asked}",
                    "this row begins the part of {own}, the form is read for {asked}",
                ),
                expected=(
                    "một đơn vị trong một biểu không có cột đơn vị",
                    "one unit in a form without a column of units",
                ),
                remedy=(
                    "thêm một cột «Đơn vị», hoặc để mỗi đơn vị ở một trang tính rồi đọc bằng --sheet all",
                    "add a column unit, or give each unit a sheet of its own and read them by --sheet all",
                ),
            ),
            "no-province": Message(
                what=(
                    "số liệu ghi tỉnh {own}, còn bộ tiêu chí được chọn không theo tỉnh nào",
                    "the figures say the province {own}, the rulebook is of no province",
                ),
                expected=("bộ tiêu chí của tỉnh ấy", "the rulebook of that province"),
                remedy=(
                    'library.rulebook(…, province="{own}")',
                    'library.rulebook(…, province="{own}")',
                ),
            ),
            "area": Message(
                what=(
                    "tệp ghi vùng {own}, còn lựa chọn là vùng {asked}",
                    "the file says the area {own}, the option says {asked}",
                ),
                expected=("cùng một vùng", "one area"),
                remedy=(
                    "bỏ --area để dùng vùng trong tệp, hoặc sửa cột area",
                    "leave --area out, or correct the column area",
                ),
            ),
            "kind": Message(
                what=(
                    "cột cấp ghi {unit} là cấp {own}, còn tên ấy là của cấp {kind}",
                    "the column level says that {unit} is of level {own}, its name is one of level {kind}",
                ),
                expected=("cấp và tên của cùng một đơn vị", "the level and the name of one unit"),
                remedy=("sửa cột cấp (level), hoặc sửa tên", "correct the column level, or the name"),
            ),
            "level": Message(
                what=(
                    "{unit} là cấp {own}, còn bộ tiêu chí đánh giá cấp {asked}",
                    "{unit} is of level {own}, the set judges level {asked}",
                ),
                expected=("đơn vị cấp {asked}", "a unit of level {asked}"),
                remedy=(
                    "chọn bộ tiêu chí của cấp ấy bằng --set, hoặc sửa cột level",
                    "choose another set with --set, or correct the column level",
                ),
            ),
        },
    ),
    "NTM614": Code(
        ("Một đơn vị được đếm không phải là đơn vị nằm trong đó", "A unit that is counted is none of those inside"),
        {
            "unlisted": Message(
                what=(
                    "{unit} không có trong danh mục các đơn vị của {where} ({list}), nên không được tính vào {where}",
                    "{unit} is not on the list of the units of {where} ({list}), so it does not count for {where}",
                ),
                expected=("một đơn vị có trong danh mục: {known}", "a unit of the list: {known}"),
                remedy=(
                    "sửa tên, hoặc bỏ dòng không phải đơn vị; nếu đúng là đơn vị của {where} vào ngày {day} (sau đó mới sáp "
                    "nhập, hoặc danh mục thiếu) thì ghi «đã xác nhận» ở cột trạng thái (status) của dòng ấy, hoặc thêm "
                    "--accept (trong Python: confirmed=, accept=True)",
                    "correct the name, or take out the row that is no unit; if it was one of {where} on {day} (merged later, "
                    'or missing on the list) write "confirmed" into the column status of its row, or add --accept '
                    "(in Python: confirmed=, accept=True)",
                ),
            ),
            "fewer": Message(
                what=(
                    "{subject} của {where} ghi {value}, ít hơn {count} đơn vị trong danh mục ({list})",
                    "{subject} of {where} is {value}, fewer than the {count} units of the list ({list})",
                ),
                expected=(
                    "số của tất cả, kể cả đơn vị chưa có trong tệp: {missing}",
                    "the number of all, those that the file does not have too: {missing}",
                ),
                remedy=(
                    "sửa số ấy; nếu đúng là {value} vào ngày {day} (có nơi là phường, thị trấn, thị xã, hay nơi khác) thì ghi "
                    "«đã xác nhận» ở cột trạng thái (status) của dòng ấy, hoặc thêm --accept (trong Python: confirmed=, "
                    "accept=True)",
                    "correct the number; if there were {value} on {day} (some were wards, townships, towns or of another place) "
                    'write "confirmed" into the column status of its row, or add --accept (in Python: confirmed=, '
                    "accept=True)",
                ),
            ),
            "twice": Message(
                what=(
                    "{unit} ở đây và {other} ở {place} là một đơn vị ({listed}), chỉ được tính một lần",
                    "{unit} here and {other} in {place} are one unit ({listed}), which counts once",
                ),
                expected=("mỗi đơn vị một lần", "each unit once"),
                remedy=(
                    "bỏ một dòng, hoặc ghi hai tên đúng như trong danh mục",
                    "take one of them out, or write both names as the list has them",
                ),
            ),
        },
    ),
    "NTM613": one(
        "Một số dòng của tệp không ghi tỉnh",
        "Some rows of a file do not say their province",
        what=(
            "{unit} không ghi tỉnh, trong khi đơn vị khác của tệp ghi {others}",
            "{unit} says no province, other units of the file say {others}",
        ),
        expected=("tỉnh ở mọi dòng", "the province in every row"),
        remedy=(
            "điền cột province (tỉnh) cho dòng ấy; khi mọi đơn vị của một tỉnh, thêm --province",
            "fill in the column province of that row; where all units are of one province, add --province",
        ),
    ),
    "NTM611": one(
        "Không có cấp đơn vị ấy",
        "No level of units has that name",
        what=("không có cấp {level!r}", "unknown level {level!r}"),
        expected=("{known}", "{known}"),
        remedy=("sửa cột level", "correct the column level"),
    ),
}

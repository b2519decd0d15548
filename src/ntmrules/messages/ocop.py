"""Messages about OCOP: the sheets (NTM183), files of scores and products (NTM581 to NTM585)."""

from ntmrules.messages.register import Code, Message

CODES = {
    "NTM183": Code(
        (
            "Phiếu chấm điểm OCOP tự mâu thuẫn hoặc trái quyết định",
            "A scoring sheet of OCOP contradicts itself or its decision",
        ),
        {
            "bands": Message(
                what=("các khoảng điểm không phủ kín từ 0 đến 100", "the bands do not cover 0 to 100"),
                expected=("khoảng này nối khoảng kia, từ 0 đến 100", "each band begins where another ends, 0 to 100"),
                remedy=("sửa from, to của các khoảng", "correct from and to of the bands"),
            ),
            "parts": Message(
                what=("các phần cộng lại được {total}", "the parts add up to {total}"),
                expected=("100", "100"),
                remedy=("sửa most của các phần", "correct the most of the parts"),
            ),
            "twice": Message(
                what=("{what} có hai lần", "{what} stands twice"),
                expected=("mỗi số một lần", "each number once"),
                remedy=(
                    "nơi kia ở {other}: giữ một trong hai, hoặc đổi id và giữ số in trong printed",
                    "the other one is in {other}: keep one of the two, or change the id and keep the number in printed",
                ),
            ),
            "overlap": Message(
                what=(
                    "{what} nhận hồ sơ từ {day}, khi {other} còn nhận",
                    "{what} takes files from {day}, while {other} still does",
                ),
                expected=("mỗi ngày nộp thuộc một quyết định", "each day of lodging under one decision"),
                remedy=(
                    "sửa lodged_from ở đây, hoặc lodged_to ở {at}",
                    "correct lodged_from here, or lodged_to in {at}",
                ),
            ),
            "council": Message(
                what=("{what}: {number}", "{what}: {number}"),
                expected=("từ {least} đến {most}", "{least} to {most}"),
                remedy=("đối chiếu với quy chế của hội đồng", "look it up in the rules of the council"),
            ),
            "industry": Message(
                what=("không có ngành {word!r}", "no industry {word!r}"),
                expected=("{known}", "{known}"),
                remedy=("chọn một ngành của quyết định", "choose one of the decision"),
            ),
            "part-ids": Message(
                what=("các phần của phiếu không phải {known}", "the parts of the sheet are not {known}"),
                expected=("đúng các phần của quyết định, theo thứ tự", "the parts of the decision, in order"),
                remedy=("sửa parts", "correct parts"),
            ),
            "sum": Message(
                what=(
                    "{what}: bên trong cộng lại được {total}, tối đa ghi {most}",
                    "{what}: what it holds adds up to {total}, its most is {most}",
                ),
                expected=(
                    "hai số bằng nhau; chỗ chưa thấy được nêu bằng open",
                    "two equal numbers; what was not seen is named by open",
                ),
                remedy=("đối chiếu với văn bản", "look it up in the text"),
            ),
            "order": Message(
                what=(
                    "tiêu chí {what}: các lựa chọn không theo thứ tự điểm",
                    "criterion {what}: the options are not in the order of their points",
                ),
                expected=("điểm từ thấp đến cao", "points from low to high"),
                remedy=("xếp lại options", "put options in order"),
            ),
            "best": Message(
                what=(
                    "tiêu chí {what}: lựa chọn cao nhất {best} điểm, tối đa ghi {most}",
                    "criterion {what}: its best option gives {best}, its most is {most}",
                ),
                expected=("hai số bằng nhau, hoặc open nói vì sao chưa đủ", "two equal numbers, or open says why not"),
                remedy=("đối chiếu với văn bản, hoặc thêm open", "look it up in the text, or add open"),
            ),
            "stars": Message(
                what=(
                    "tiêu chí {what}: dấu {stars} sao sai hoặc có hai lần",
                    "criterion {what}: a mark of {stars} stars cannot be, or stands twice",
                ),
                expected=("3, 4 hoặc 5, mỗi hạng một dấu", "3, 4 or 5, once each"),
                remedy=("sửa marks", "correct marks"),
            ),
            "day": Message(
                what=("{day!r} không phải một ngày trong năm", "{day!r} is no day of a year"),
                expected=("tháng-ngày, như 04-30", "month-day, such as 04-30"),
                remedy=("sửa ngày", "correct the day"),
            ),
            "mark": Message(
                what=(
                    "tiêu chí {what}: dấu {stars} sao ở {least} điểm mà không lựa chọn nào cho điểm ấy",
                    "criterion {what}: the mark of {stars} stars stands at {least} points, which no option gives",
                ),
                expected=("điểm của một lựa chọn", "the points of an option"),
                remedy=("sửa least", "correct least"),
            ),
        },
    ),
    "NTM581": Code(
        (
            "Tệp chấm điểm hoặc danh mục sản phẩm OCOP thiếu hoặc sai cột",
            "A file of OCOP scores or products has no column, or a wrong one",
        ),
        {
            "column": Message(
                what=("cột {head!r} lạ hoặc có hai lần", "unknown column {head!r}, or twice"),
                expected=("{known}", "{known}"),
                remedy=("sửa tên cột, hoặc bỏ cột", "correct the heading, or take the column out"),
            ),
            "missing": Message(
                what=("thiếu cột {name}", "no column {name}"),
                expected=("{known}", "{known}"),
                remedy=("thêm cột", "add the column"),
            ),
            "beyond": Message(
                what=(
                    "ô {text!r} nằm ngoài tiêu đề {width} cột",
                    "the cell {text!r} lies beyond the header of {width} columns",
                ),
                expected=("mỗi dòng nhiều nhất {width} ô", "at most {width} cells a row"),
                remedy=(
                    "kiểm tra dấu phẩy trong ô: số thập phân viết trong ngoặc kép",
                    "look for a comma inside a cell: quote it",
                ),
            ),
            "empty": Message(
                what=("không có dòng nào", "has no row"),
                expected=("mỗi sản phẩm một dòng", "a row a product"),
                remedy=("điền bảng", "fill in the table"),
            ),
            "both": Message(
                what=(
                    "nêu cả cột lựa chọn dài lẫn cột tiêu chí",
                    "has rows of criteria and columns of criteria at once",
                ),
                expected=("một trong hai dạng", "one of the two forms"),
                remedy=("tách thành hai tệp", "make two files of it"),
            ),
            "reported-twice": Message(
                what=(
                    "{product}: {name} nêu hai giá trị khác nhau: {first}, {second}",
                    "{product}: {name} is given two different values: {first}, {second}",
                ),
                expected=("một giá trị cho cả sản phẩm", "one value for the product"),
                remedy=("sửa dòng sai", "correct the wrong row"),
            ),
        },
    ),
    "NTM582": Code(
        (
            "Ô của tệp chấm điểm hoặc danh mục sản phẩm OCOP không đọc được",
            "A cell of a file of OCOP scores or products cannot be read",
        ),
        {
            "blank": Message(
                what=("ô {name} trống", "{name} is empty"),
                expected=("một giá trị", "a value"),
                remedy=("điền ô, hoặc bỏ dòng", "fill it in, or take the row out"),
            ),
            "day": Message(
                what=("{name}: {text!r} không phải ngày", "{name}: {text!r} is no day"),
                expected=("31/12/2023 hoặc 2023-12-31", "31/12/2023 or 2023-12-31"),
                remedy=("viết đủ ngày, tháng, năm", "write day, month and year"),
            ),
            "number": Message(
                what=("{name}: {text!r} không phải số", "{name}: {text!r} is no number"),
                expected=("số không âm", "a number, not below nought"),
                remedy=("sửa ô", "correct the cell"),
            ),
            "word": Message(
                what=("{name}: không có {text!r}", "{name}: no {text!r}"),
                expected=("{known}", "{known}"),
                remedy=("chọn một từ", "choose a word"),
            ),
            "twice": Message(
                what=("{product} có hai dòng: {other}", "{product} has two rows: {other}"),
                expected=("mỗi sản phẩm của một chủ thể một dòng", "a row a product of an owner"),
                remedy=("bỏ một dòng, hoặc đặt tên cho phân biệt", "take one out, or tell their names apart"),
            ),
            "only-revoked": Message(
                what=(
                    "{name} chỉ ghi ở dòng thu hồi",
                    "{name} is for rows that withdraw a recognition",
                ),
                expected=("sự kiện: thu hồi, hoặc ô trống", "the event revoked, or an empty cell"),
                remedy=("sửa sự kiện, hoặc xoá ô", "correct the event, or empty the cell"),
            ),
            "order": Message(
                what=("{product}: {second} trước {first}", "{product}: {second} lies before {first}"),
                expected=("ngày sau không trước ngày trước", "the later day is not the earlier"),
                remedy=("sửa một ngày", "correct one of the days"),
            ),
        },
    ),
    "NTM583": Code(
        (
            "Bộ sản phẩm, tiêu chí hay lựa chọn không có trong phiếu",
            "The sheet has no such product set, criterion or option",
        ),
        {
            "sheet": Message(
                what=("không có bộ sản phẩm {sheet!r}", "no product set {sheet!r}"),
                expected=("số từ 1 đến 26, hoặc tên bộ", "a number from 1 to 26, or its name"),
                remedy=("xem ntmrules ocop sheets", "see ntmrules ocop sheets"),
            ),
            "find": Message(
                what=(
                    "{decision}: không có bộ sản phẩm nào mang tên {word!r}",
                    "{decision}: no product set is named {word!r}",
                ),
                expected=("{known}", "{known}"),
                remedy=(
                    "tìm bằng từ khác, hoặc bỏ --find để xem cả 26 bộ",
                    "try another word, or leave out --find to see all",
                ),
            ),
            "set-which": Message(
                what=("{sheet!r} có thể là bộ sản phẩm {known}", "{sheet!r} may be product set {known}"),
                expected=("một bộ sản phẩm", "one product set"),
                remedy=("ghi số của bộ", "give the number of the set"),
            ),
            "set-differs": Message(
                what=(
                    "{sheet!r}: số ghi bộ {said}, tên {name!r} là của bộ khác",
                    "{sheet!r}: the number is set {said}, the name {name!r} is of another",
                ),
                expected=("số và tên của một bộ sản phẩm", "number and name of one product set"),
                remedy=("sửa số, hoặc sửa tên", "correct the number, or the name"),
            ),
            "criterion": Message(
                what=(
                    "{product}: bộ {sheet} không có tiêu chí {criterion!r}",
                    "{product}: product set {sheet} has no criterion {criterion!r}",
                ),
                expected=("{known}", "{known}"),
                remedy=("xem ntmrules ocop show {sheet}", "see ntmrules ocop show {sheet}"),
            ),
            "option": Message(
                what=(
                    "{product}: tiêu chí {criterion} không có lựa chọn {option}",
                    "{product}: criterion {criterion} has no option {option}",
                ),
                expected=("lựa chọn 1–{count}", "option 1 to {count}"),
                remedy=("xem phiếu, chọn lại", "look at the sheet and choose again"),
            ),
            "points": Message(
                what=(
                    "{product}: tiêu chí {criterion} không lựa chọn nào cho {points} điểm",
                    "{product}: no option of criterion {criterion} gives {points} points",
                ),
                expected=("{known}", "{known}"),
                remedy=(
                    "nhập điểm của một lựa chọn, không nhập điểm trung bình",
                    "give the points of one option, no mean",
                ),
            ),
            "several": Message(
                what=(
                    "{product}: tiêu chí {criterion} chọn hai lần: {text}",
                    "{product}: criterion {criterion} is answered twice: {text}",
                ),
                expected=("một lựa chọn", "one option"),
                remedy=("giữ một lựa chọn", "keep one"),
            ),
            "which": Message(
                what=(
                    "{product}: tiêu chí {criterion}: {number} là {number} điểm, hay lựa chọn thứ {number} ({points} điểm)?",
                    "{product}: criterion {criterion}: is {number} its points, or option {number} ({points} points)?",
                ),
                expected=("'{number} điểm' hoặc 'lựa chọn {number}'", "'{number} points' or 'option {number}'"),
                remedy=("ghi rõ điểm hay lựa chọn thứ mấy", "say whether points or the place of an option are meant"),
            ),
            "cases": Message(
                what=(
                    "{product}: {criteria} là các trường hợp của tiêu chí {group}, chỉ chấm một",
                    "{product}: {criteria} are cases of criterion {group}, of which one is scored",
                ),
                expected=("một trường hợp", "one case"),
                remedy=("bỏ trống trường hợp kia", "leave the other empty"),
            ),
        },
    ),
    "NTM584": Code(
        ("Hồ sơ sản phẩm không nộp theo quyết định nào", "The file of a product was lodged under no decision"),
        {
            "before": Message(
                what=(
                    "{product}: hồ sơ nộp ngày {day}, trước mọi quyết định có trong danh mục",
                    "{product}: lodged on {day}, before every decision of the catalogue",
                ),
                expected=("từ {first}", "from {first} on"),
                remedy=(
                    "kiểm tra ngày nộp; hồ sơ theo quyết định năm 2019 không được chấm ở đây",
                    "check the day; files under the decision of 2019 are not scored here",
                ),
            ),
            "differs": Message(
                what=(
                    "{product}: tệp ghi {said}, ngày nộp {day} thuộc {stage}",
                    "{product}: the file says {said}, the day {day} is under {stage}",
                ),
                expected=("quyết định có hiệu lực ngày nộp", "the decision in force on the day of lodging"),
                remedy=("sửa ngày nộp, hoặc quyết định", "correct the day, or the decision"),
            ),
            "unknown": Message(
                what=("{product}: không biết ngày nộp hồ sơ", "{product}: the day on which it was lodged is not known"),
                expected=("cột ngày nộp, hoặc --lodged NGÀY", "a column lodged, or --lodged DAY"),
                remedy=("thêm ngày nộp hồ sơ", "add the day on which the file was lodged"),
            ),
        },
    ),
    "NTM585": Code(
        ("Lời gọi lệnh ocop thiếu hoặc sai", "A call of ocop lacks something or contradicts itself"),
        {
            "none": Message(
                what=("chưa nêu tệp nào", "no file is named"),
                expected=("ntmrules ocop rank diem.csv …", "ntmrules ocop rank diem.csv …"),
                remedy=("thêm tệp", "add a file"),
            ),
            "exists": Message(
                what=("tệp đã có", "the file is there already"),
                expected=("một tệp mới, hoặc --force", "a new file, or --force"),
                remedy=("chọn tên khác, hoặc thêm --force", "choose another name, or add --force"),
            ),
            "ending": Message(
                what=(
                    "phiếu chỉ ghi ra .xlsx hoặc .csv, không phải {ending!r}",
                    "a form is written to .xlsx or .csv, not to {ending!r}",
                ),
                expected=(".xlsx | .csv", ".xlsx | .csv"),
                remedy=("đổi đuôi tệp", "change the ending"),
            ),
            "one-product": Message(
                what=(
                    "các phiếu của hội đồng nêu nhiều sản phẩm: {known}",
                    "the judges' sheets name several products: {known}",
                ),
                expected=("một sản phẩm, hoặc --product TÊN", "one product, or --product NAME"),
                remedy=("chọn một sản phẩm", "choose one"),
            ),
            "before": Message(
                what=(
                    "ngày {day} trước mọi quyết định có trong danh mục",
                    "{day} lies before every decision of the catalogue",
                ),
                expected=("từ {first}", "from {first} on"),
                remedy=("kiểm tra ngày", "check the day"),
            ),
            "other-day": Message(
                what=(
                    "--decision {said}, mà ngày {day} thuộc {stage}",
                    "--decision {said}, yet {day} is under {stage}",
                ),
                expected=("quyết định có hiệu lực ngày nộp", "the decision in force on the day of lodging"),
                remedy=("bỏ --decision, hoặc bỏ --on", "leave out --decision, or --on"),
            ),
            "least": Message(
                what=("{option} {number}", "{option} {number}"),
                expected=("từ {least} trở lên", "{least} or more"),
                remedy=("sửa {option}", "correct {option}"),
            ),
            "localities": Message(
                what=(
                    "danh mục có {count} địa phương mà tỉnh có {localities}",
                    "the list has {count} localities, and the province has {localities}",
                ),
                expected=("không nhiều địa phương hơn của tỉnh", "no more localities than the province has"),
                remedy=(
                    "sửa --localities, hoặc ghi thống nhất tên trong cột địa phương",
                    "correct --localities, or write the names of localities in one way",
                ),
            ),
            "minutes": Message(
                what=(
                    "biên bản chỉ ghi ra .docx, không phải {ending!r}",
                    "minutes are written to .docx, not to {ending!r}",
                ),
                expected=(".docx", ".docx"),
                remedy=("đổi đuôi tệp", "change the ending"),
            ),
            "no-judge": Message(
                what=(
                    "{product} có phiếu ghi tên thành viên và phiếu không ghi tên",
                    "{product} has sheets that name their judge and one that names none",
                ),
                expected=(
                    "mỗi phiếu một thành viên, hoặc một phiếu duy nhất",
                    "a judge on each sheet, or one sheet alone",
                ),
                remedy=("ghi tên thành viên, hoặc bỏ phiếu ấy", "name the judge, or take the sheet out"),
            ),
            "judges-differ": Message(
                what=(
                    "{product}: các phiếu của hội đồng ghi {name} khác nhau: {first}, {second}",
                    "{product}: the judges' sheets differ in {name}: {first}, {second}",
                ),
                expected=("các thành viên chấm một hồ sơ", "one file that every judge scores"),
                remedy=("sửa phiếu ghi sai", "correct the wrong sheet"),
            ),
            "judge-twice": Message(
                what=(
                    "thành viên {judge!r} có hai phiếu cho {product}",
                    "judge {judge!r} has two sheets for {product}",
                ),
                expected=("mỗi thành viên một phiếu", "one sheet a judge"),
                remedy=("bỏ phiếu cũ, hoặc sửa tên thành viên", "take the old one out, or correct the name"),
            ),
            "members": Message(
                what=(
                    "{count} phiếu mà hội đồng có {members} thành viên",
                    "{count} sheets, and the council has {members} members",
                ),
                expected=("không nhiều phiếu hơn thành viên", "no more sheets than members"),
                remedy=("sửa --members, hoặc bỏ phiếu thừa", "correct --members, or take a sheet out"),
            ),
        },
    ),
}

"""Messages about recognition: working days, dossiers, surveys (NTM053, NTM054, NTM056, NTM184, NTM587 to NTM589)."""

from ntmrules.messages.register import Code, Message, one

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
    "NTM057": Code(
        ("Không ghi được văn bản Word", "A Word document cannot be written"),
        {
            "kind": Message(
                what=("không có loại văn bản {kind!r}", "there is no document {kind!r}"),
                expected=("{known}", "{known}"),
                remedy=("chọn một loại trong số đó", "choose one of them"),
            ),
            "missing": Message(
                what=("cần gói docxtpl để điền mẫu Word", "the package docxtpl is needed to fill Word templates"),
                expected=(
                    'pip install ".[office]" trong thư mục mã nguồn của ntmrules',
                    'pip install ".[office]" in the checkout of ntmrules',
                ),
                remedy=("cài phần office", "install it"),
            ),
            "template": Message(
                what=("không dùng được mẫu: {said}", "the template cannot be used: {said}"),
                expected=(
                    "tệp .docx với các tên như trong docs/explanation/recognition (hồ sơ), docs/howto/bao-cao-word (báo cáo)",
                    "a .docx with the names of docs/explanation/recognition (dossiers), docs/howto/report-word (reports)",
                ),
                remedy=("sửa mẫu, hoặc bỏ --template để dùng mẫu có sẵn", "correct it, or leave --template out"),
            ),
            "field": Message(
                what=("mẫu dùng trường không có: {name!r}", "the template uses a field that does not exist: {name!r}"),
                expected=("một trường nêu trong docs/howto/bao-cao-word", "a field of docs/howto/report-word"),
                remedy=(
                    "sửa tên trường trong mẫu; ntmrules report template ghi ra mẫu có sẵn để đối chiếu",
                    "correct it in the template; ntmrules report template writes ours out to compare with",
                ),
            ),
            "parts": Message(
                what=("{option} chỉ dùng với --kind summary", "{option} goes with --kind summary only"),
                expected=("--kind summary, hoặc không có {option}", "--kind summary, or no {option}"),
                remedy=("đổi --kind, hoặc bỏ {option}", "change --kind, or leave {option} out"),
            ),
        },
    ),
    "NTM056": one(
        "Thiếu phần để ghi lịch",
        "What writes calendars is missing",
        what=("cần gói icalendar để ghi lịch", "the package icalendar is needed to write a calendar"),
        expected=(
            'pip install ".[calendar]" trong thư mục mã nguồn của ntmrules',
            'pip install ".[calendar]" in the checkout of ntmrules',
        ),
        remedy=("cài phần calendar, hoặc chọn dạng khác", "install it, or choose another format"),
    ),
    "NTM054": Code(
        (
            "Lệnh về hồ sơ hoặc vốn thiếu hoặc thừa một tùy chọn",
            "A command on dossiers or capital lacks an option",
        ),
        {
            "no-capital": Message(
                what=("chưa nêu tệp vốn nào", "no file of capital is named"),
                expected=("ntmrules capital von.csv --on NGÀY", "ntmrules capital von.csv --on DAY"),
                remedy=("thêm tệp vốn", "add a file of capital"),
            ),
            "empty": Message(
                what=("{folder} không có hồ sơ nào", "there is no dossier in {folder}"),
                expected=("tệp .yaml hoặc .csv của hồ sơ", "files .yaml or .csv of dossiers"),
                remedy=(
                    "chọn thư mục khác, hoặc tạo bằng ntmrules dossier new",
                    "choose another folder, or make one with ntmrules dossier new",
                ),
            ),
            "exists": Message(
                what=("{file} đã có", "{file} is there already"),
                expected=("một tệp chưa có", "a file that does not exist yet"),
                remedy=("chọn tên khác, hoặc xóa tệp cũ", "choose another name, or remove the old file"),
            ),
            "ending": Message(
                what=("không ghi được vào tệp {ending!r}", "{ending!r} is no file that this is written to"),
                expected=("{known}", "{known}"),
                remedy=("đổi đuôi tệp", "change the ending"),
            ),
        },
    ),
    "NTM587": Code(
        ("Hồ sơ không đọc được", "A dossier cannot be read"),
        {
            "no-map": Message(
                what=("tệp không phải hồ sơ", "the file is no dossier"),
                expected=("các mục unit, set, events", "the keys unit, set, events"),
                remedy=("tạo tệp bằng ntmrules dossier new", "make one with ntmrules dossier new"),
            ),
            "missing": Message(
                what=("hồ sơ thiếu {key}", "the dossier has no {key}"),
                expected=("unit, set", "unit, set"),
                remedy=("thêm {key}", "add {key}"),
            ),
            "no-cell": Message(
                what=("thiếu {key}", "{key} is missing"),
                expected=("unit, set, recognised_on", "unit, set, recognised_on"),
                remedy=("thêm {key}", "add {key}"),
            ),
            "recognised": Message(
                what=(
                    "{unit} được công nhận {set} hai lần (xem {other}) mà lần trước chưa thu hồi",
                    "{unit} is recognised twice in {set} (see {other}), the earlier one not revoked",
                ),
                expected=(
                    "mỗi đơn vị, bộ tiêu chí một quyết định còn hiệu lực",
                    "one decision in force a unit and set",
                ),
                remedy=("bỏ một dòng, hoặc thêm revoked_on", "take one row out, or add revoked_on"),
            ),
            "events": Message(
                what=("events không phải danh sách sự kiện", "events is no list of events"),
                expected=(
                    "danh sách, mỗi sự kiện một dòng bắt đầu bằng dấu -",
                    "a list, each event on a line that begins with -",
                ),
                remedy=(
                    "viết lại events; chưa có sự kiện nào thì events: []",
                    "write events anew; none yet: events: []",
                ),
            ),
            "event": Message(
                what=("một sự kiện phải có đúng một trong: {known}", "an event has just one of: {known}"),
                expected=("{known}", "{known}"),
                remedy=("tách thành từng sự kiện, hoặc bỏ bớt", "split it into events, or take some out"),
            ),
            "key": Message(
                what=("{key} chỉ đi với {owner}", "{key} goes with {owner} only"),
                expected=("{owner}", "{owner}"),
                remedy=("bỏ {key}", "take out {key}"),
            ),
            "state": Message(
                what=("không có tình trạng {state!r}", "there is no state {state!r}"),
                expected=("{known}", "{known}"),
                remedy=("sửa state", "correct state"),
            ),
            "answer": Message(
                what=("{answer!r} không phải có hay không", "{answer!r} is neither yes nor no"),
                expected=("có | không", "yes | no"),
                remedy=("sửa answer", "correct answer"),
            ),
            "result": Message(
                what=("không có kết quả {result!r}", "there is no result {result!r}"),
                expected=("{known}", "{known}"),
                remedy=("sửa result", "correct result"),
            ),
            "tier": Message(
                what=("không có bậc {tier!r}", "there is no tier {tier!r}"),
                expected=("xã A: xa-ntm; xã B: chua-dat ({known})", "one of {known}, after the name and a colon"),
                remedy=("sửa cột parts", "correct the column parts"),
            ),
            "day": Message(
                what=("không có ngày {day!r}", "there is no day {day!r}"),
                expected=("2023-10-31 hoặc 31/10/2023", "2023-10-31 or 31/10/2023"),
                remedy=("sửa ngày", "correct the day"),
            ),
            "heads": Message(
                what=("{column}: {one!r} và {two!r} trong một hồ sơ", "{column}: {one!r} and {two!r} in one dossier"),
                expected=("một tệp một hồ sơ", "one dossier a file"),
                remedy=("tách tệp", "split the file"),
            ),
            "column": Message(
                what=("không có cột {column!r}", "there is no column {column!r}"),
                expected=("{known}", "{known}"),
                remedy=("sửa tên cột", "correct the name of the column"),
            ),
            "number": Message(
                what=("{text!r} không phải số nguyên", "{text!r} is no whole number"),
                expected=("như 21", "such as 21"),
                remedy=("sửa ô", "correct the cell"),
            ),
        },
    ),
    "NTM588": Code(
        ("Sự kiện của hồ sơ không thể đúng", "An event of a dossier cannot be"),
        {
            "unknown": Message(
                what=(
                    "thủ tục {procedure} không có {kind} {name!r}",
                    "the procedure {procedure} has no {kind} {name!r}",
                ),
                expected=("{known}", "{known}"),
                remedy=("sửa mã", "correct the id"),
            ),
            "order": Message(
                what=(
                    "{step} xong ngày {day}, trước bước đi trước nó là {before} (xong ngày {other})",
                    "{step} was done on {day}, before the step it follows, {before} (done on {other})",
                ),
                expected=("bước sau không xong trước bước trước", "a step is not done before the one it follows"),
                remedy=("sửa ngày của một trong hai bước", "correct the day of one of the two"),
            ),
            "begun": Message(
                what=(
                    "{step} xong ngày {day}, trước khi bắt đầu {other}",
                    "{step} was done on {day}, before it was begun on {other}",
                ),
                expected=("ngày bắt đầu không sau ngày xong", "begun not after done"),
                remedy=("sửa ngày", "correct the days"),
            ),
            "two": Message(
                what=(
                    "{name} có hai ngày khác nhau: {day} và {other}",
                    "{name} has two different days: {day} and {other}",
                ),
                expected=("mỗi việc một ngày", "one day a thing"),
                remedy=("bỏ một sự kiện", "take one event out"),
            ),
            "vote": Message(
                what=("phiếu không thể đúng: {said}", "the vote cannot be: {said}"),
                expected=(
                    "tán thành + không tán thành ≤ có mặt ≤ tổng số thành viên",
                    "in favour + against ≤ present ≤ members",
                ),
                remedy=("sửa số phiếu", "correct the numbers"),
            ),
            "vote-empty": Message(
                what=(
                    "lần biểu quyết không ghi đủ members (hoặc present) và for",
                    "a vote needs members (or present) and for",
                ),
                expected=("members, present, for", "members, present, for"),
                remedy=("thêm số", "add the numbers"),
            ),
            "answers": Message(
                what=(
                    "{name} ngày {day} có hai kết quả khác nhau (xem {other})",
                    "{name} on {day} has two different results (see {other})",
                ),
                expected=("mỗi ngày một kết quả", "one result a day"),
                remedy=("bỏ một sự kiện, hoặc sửa ngày", "take one event out, or correct a day"),
            ),
            "undated": Message(
                what=("{name}: có {said} mà không có ngày", "{name}: {said} without a day"),
                expected=("day, vì việc chưa có ngày là việc chưa làm", "day: what has no day has not happened"),
                remedy=(
                    "thêm day; việc chưa làm thì để trống cả {said}",
                    "add day; leave {said} empty until it happens",
                ),
            ),
            "no-answer": Message(
                what=("{name}: có ngày mà không có câu trả lời", "{name}: a day without an answer"),
                expected=("answer: có | không", "answer: yes | no"),
                remedy=("thêm answer", "add answer"),
            ),
            "no-result": Message(
                what=("quyết định {name}: có ngày mà không có kết quả", "decision {name}: a day without a result"),
                expected=("result: công nhận | không công nhận | thu hồi", "result: recognised | refused | revoked"),
                remedy=("thêm result", "add result"),
            ),
            "level": Message(
                what=("{unit} không thuộc cấp của bộ tiêu chí {set}", "{unit} is not of the level of the set {set}"),
                expected=("đơn vị cấp {known}", "a unit of the level {known}"),
                remedy=("sửa unit hoặc set", "correct unit or set"),
            ),
            "opened": Message(
                what=(
                    "hồ sơ mở ngày {day} mà có sự kiện từ {other}",
                    "the dossier was begun on {day} and has an event of {other}",
                ),
                expected=("begun không sau sự kiện đầu tiên", "begun not after the first event"),
                remedy=("sửa begun, hoặc ngày của sự kiện", "correct begun, or the day of the event"),
            ),
            "order-begun": Message(
                what=(
                    "{step} xong ngày {day}, trước khi bắt đầu bước đi trước nó là {before} ({other})",
                    "{step} was done on {day}, before the step it follows, {before}, was begun ({other})",
                ),
                expected=("bước sau không xong trước bước trước", "a step is not done before the one it follows"),
                remedy=("sửa ngày của một trong hai bước", "correct the day of one of the two"),
            ),
            "revoked": Message(
                what=(
                    "thu hồi ngày {day} mà chưa công nhận trước đó",
                    "revoked on {day} without recognition before it",
                ),
                expected=("quyết định công nhận trước", "a decision of recognition before it"),
                remedy=("thêm hoặc sửa quyết định", "add or correct the decision"),
            ),
            "set": Message(
                what=("thủ tục {procedure} không dành cho {set}", "the procedure {procedure} is not for {set}"),
                expected=("{known}", "{known}"),
                remedy=("sửa procedure hoặc set", "correct procedure or set"),
            ),
        },
    ),
    "NTM589": Code(
        ("Bảng lấy ý kiến không đọc được, hoặc số không thể đúng", "A survey cannot be read, or its numbers cannot be"),
        {
            "column": Message(
                what=("cột {column!r} lạ hoặc có hai lần", "unknown column {column!r}, or twice"),
                expected=("{known}", "{known}"),
                remedy=("sửa tên cột", "correct the name of the column"),
            ),
            "missing": Message(
                what=("thiếu cột {column}", "no column {column}"),
                expected=("{known}", "{known}"),
                remedy=("thêm cột", "add it"),
            ),
            "number": Message(
                what=("{column}: {text!r} không phải số đếm", "{column}: {text!r} is no count"),
                expected=("số nguyên từ 0", "a whole number from 0"),
                remedy=("sửa ô; chưa biết thì để trống", "correct the cell; leave it empty where it is not known"),
            ),
            "parts": Message(
                what=(
                    "hài lòng + không hài lòng + ý kiến khác là {parts}, nhiều hơn phiếu thu về {whole}",
                    "satisfied + not satisfied + other are {parts}, more than the {whole} returned",
                ),
                expected=("các phần không vượt phiếu thu về", "parts not more than returned"),
                remedy=("sửa số", "correct the numbers"),
            ),
            "returned": Message(
                what=(
                    "phiếu thu về {parts} nhiều hơn phiếu phát ra {whole}",
                    "{parts} returned, more than the {whole} asked",
                ),
                expected=("thu về không vượt phát ra", "returned not more than asked"),
                remedy=("sửa số", "correct the numbers"),
            ),
            "asked": Message(
                what=(
                    "hỏi {parts} hộ, nhiều hơn số hộ {whole}",
                    "{parts} households asked, more than there are ({whole})",
                ),
                expected=("số hỏi không vượt số hộ", "asked not more than households"),
                remedy=("sửa số", "correct the numbers"),
            ),
            "twice": Message(
                what=("{unit}, {content} có hai lần (xem {other})", "{unit}, {content} stands twice (see {other})"),
                expected=("mỗi đơn vị, nội dung một dòng", "one row a unit and content"),
                remedy=("bỏ một dòng", "take one row out"),
            ),
            "unit": Message(
                what=(
                    "bảng không có dòng nào của {unit!r}, chỉ có: {own}",
                    "no row is about {unit!r}, only about: {own}",
                ),
                expected=("đơn vị của hồ sơ, hoặc xã bên trong", "the unit of the dossier, or communes in it"),
                remedy=("sửa cột unit", "correct the column unit"),
            ),
            "nameless": Message(
                what=("dòng không ghi {column}", "the row has no {column}"),
                expected=("đơn vị và nội dung ở mọi dòng", "a unit and a content in every row"),
                remedy=("điền ô, hoặc bỏ dòng", "fill in the cell, or take the row out"),
            ),
            "households": Message(
                what=(
                    "một đơn vị có {one} hộ và {two} hộ ({other})",
                    "one unit has {one} and {two} households ({other})",
                ),
                expected=("mỗi đơn vị một số hộ", "one number of households a unit"),
                remedy=("sửa số hộ", "correct the households"),
            ),
            "places": Message(
                what=("{unit} có trong nhiều huyện của bảng", "{unit} is of several districts in the survey"),
                expected=("within trong hồ sơ và trong bảng", "within in the dossier and in the survey"),
                remedy=("thêm within: huyện … vào hồ sơ", "add within to the dossier"),
            ),
            "within": Message(
                what=(
                    "bảng có nhiều huyện (như {other}), không rõ {unit} thuộc huyện nào",
                    "the survey has several districts (such as {other}); in which {unit} lies is not clear",
                ),
                expected=("cột within cho từng xã", "a column within for each commune"),
                remedy=("thêm cột within, hoặc tách bảng theo huyện", "add the column within, or split the table"),
            ),
            "empty": Message(
                what=("không có dòng nào", "no row"),
                expected=("mỗi đơn vị, nội dung một dòng", "one row a unit and content"),
                remedy=("điền bảng", "fill in the table"),
            ),
        },
    ),
}

"""Messages about commands and calls: words that do not exist, files that cannot be written (NTM0xx but for the engines)."""

from ntmrules.messages.register import Code, Message, one

WHOLE_FILE = ("đưa đúng tệp đã được ghi ra", "give the file as it was written")
OTHER_OUT = ("chọn --out khác", "choose another --out")
SEE_COMPARE = ("xem ntmrules compare --help", "see ntmrules compare --help")
ASK = ("xem `ntmrules LỆNH --help`", "ask `ntmrules COMMAND --help`")
KNOWN = ("{known}", "{known}")

CODES = {
    "NTM000": Code(
        ("Lời gọi lệnh không hiểu được", "The words of a command are not understood"),
        {
            "command": Message(
                what=("không có lệnh {word!r}", "unknown command {word!r}"),
                expected=("{known}", "{known}"),
                remedy=("xem `ntmrules --help`", "see `ntmrules --help`"),
            ),
            "option": Message(
                what=("không có tuỳ chọn {word!r}", "unknown option {word!r}"),
                expected=("lệnh và tuỳ chọn nêu trong `ntmrules --help`", "a command and options of `ntmrules --help`"),
                remedy=ASK,
            ),
            "missing": Message(
                what=("thiếu giá trị cho {option}", "{option} needs a value"),
                expected=("{option} và giá trị của nó", "{option} and its value"),
                remedy=ASK,
            ),
            "twice": Message(
                what=("{option} được nêu nhiều lần", "{option} is given several times"),
                expected=("một lần", "once"),
                remedy=(
                    'chỉ nêu một lần; nhiều giá trị thì cách nhau bằng dấu phẩy: --columns "D=ignored,E=note"',
                    'name it once; where it takes several values, with commas between: --columns "D=ignored,E=note"',
                ),
            ),
            "choice": Message(
                what=("{option} không nhận {word!r}", "{option} does not take {word!r}"),
                expected=("{known}", "{known}"),
                remedy=ASK,
            ),
            "value": Message(
                what=("{option} không nhận {word!r}", "{option} does not take {word!r}"),
                expected=("một giá trị đúng kiểu", "a value of its kind"),
                remedy=ASK,
            ),
            "unused": Message(
                what=("không hiểu phần còn lại: {words}", "what is left is not understood: {words}"),
                expected=("lệnh và tuỳ chọn nêu trong `ntmrules --help`", "a command and options of `ntmrules --help`"),
                remedy=ASK,
            ),
            "words": Message(
                what=("{said}", "{said}"),
                expected=("lệnh và tuỳ chọn nêu trong `ntmrules --help`", "a command and options of `ntmrules --help`"),
                remedy=("xem `ntmrules LỆNH --help`", "ask `ntmrules COMMAND --help`"),
            ),
        },
    ),
    "NTM001": Code(
        ("Không có bộ tiêu chí nào mang tên ấy", "No criteria set has that name"),
        {
            "set": Message(
                what=("không có bộ tiêu chí {ref!r}", "no criteria set {ref!r}"),
                expected=KNOWN,
                remedy=(
                    "ghi một trong các mã ấy; `ntmrules sets` liệt kê đủ",
                    "write one of these ids; `ntmrules sets` lists them all",
                ),
            ),
            "full-id": Message(
                what=("không có bộ tiêu chí {ref!r}", "no criteria set {ref!r}"),
                expected=("mã đầy đủ, như vn/xa-ntm/2026", "a full id, such as vn/xa-ntm/2026"),
                remedy=("`ntmrules sets` liệt kê các bộ tiêu chí", "`ntmrules sets` lists the sets"),
            ),
            "any": Message(
                what=(
                    "không có bộ tiêu chí, tiêu chí hay chỉ tiêu {ref!r}",
                    "no criteria set, criterion or indicator {ref!r}",
                ),
                expected=(
                    "mã đầy đủ, như vn/xa-ntm/2021/10.1; `ntmrules sets` liệt kê các bộ tiêu chí",
                    "a full id such as vn/xa-ntm/2021/10.1; `ntmrules sets` lists the sets",
                ),
                remedy=(
                    "lấy mã trong `ntmrules sets`, nhãn trong `ntmrules show <mã bộ>`",
                    "take the id from `ntmrules sets`, the label from `ntmrules show <set id>`",
                ),
            ),
        },
    ),
    "NTM003": one(
        "Bộ tiêu chí không có tiêu chí hay chỉ tiêu ấy",
        "A set has no such criterion or indicator",
        what=("không có tiêu chí hay chỉ tiêu {label!r} trong {set}", "no criterion or indicator {label!r} in {set}"),
        expected=KNOWN,
        remedy=(
            "ghi một nhãn của bộ ấy; `ntmrules show {set}` nêu đủ",
            "write a label of that set; `ntmrules show {set}` tells them all",
        ),
    ),
    "NTM004": one(
        "Không có mức căn cứ ấy",
        "No evidence floor has that name",
        what=("không có mức căn cứ {floor!r}", "no evidence floor {floor!r}"),
        expected=KNOWN,
        remedy=("ghi một trong các từ ấy", "write one of these words"),
    ),
    "NTM005": one(
        "Không hiểu phải làm gì khi không văn bản nào có hiệu lực",
        "What to do where no text is in force is not understood",
        what=("on_gap={word!r}", "on_gap={word!r}"),
        expected=("error | last", "error | last"),
        remedy=("bỏ đi, hoặc ghi last", "leave it out, or say last"),
    ),
    "NTM006": one(
        "Không có cách trình bày ấy",
        "No view has that name",
        what=("không có cách trình bày {word!r}", "no view {word!r}"),
        expected=KNOWN,
        remedy=("ghi một trong các từ ấy", "write one of these words"),
    ),
    "NTM007": one(
        "Không có ngôn ngữ ấy",
        "No text is written in that language",
        what=("không có ngôn ngữ {word!r}", "no language {word!r}"),
        expected=KNOWN,
        remedy=("ghi một trong các từ ấy", "write one of these words"),
    ),
    "NTM008": one(
        "Hai kết quả đem so sánh không cùng một đơn vị",
        "The two attainments to compare are not of one unit",
        what=("{before!r} và {after!r} là hai đơn vị khác nhau", "{before!r} and {after!r} are different units"),
        expected=("hai kết quả của cùng một đơn vị", "two attainments of one unit"),
        remedy=("chọn đơn vị cùng tên ở cả hai bên", "choose the unit with the same name on both sides"),
    ),
    "NTM009": one(
        "Một lời gọi trong Python đưa vào giá trị sai kiểu",
        "A call in Python hands in a value of a wrong type",
        what=("{name} là {type}, không phải {needed}", "{name} is {type}, not {needed}"),
        expected=("{example}", "{example}"),
        remedy=("đưa vào một {needed}", "hand in a {needed}"),
    ),
    "NTM011": Code(
        ("Các tuỳ chọn của một lệnh không đi được với nhau", "The options of a command do not go together"),
        {
            "compare": Message(
                what=("{files} tệp và {sets} bộ tiêu chí", "{files} files and {sets} sets"),
                expected=(
                    "--texts BỘ@NGÀY BỘ@NGÀY | --set A --set B TỆP | --on NGÀY --on NGÀY TỆP | TỆP TỆP2 --set A | "
                    "--with P --without P TỆP",
                    "--texts SET@DAY SET@DAY | --set A --set B FILE | --on DAY --on DAY FILE | FILE FILE2 --set A | "
                    "--with P --without P FILE",
                ),
                remedy=SEE_COMPARE,
            ),
            "days": Message(
                what=("--on được nêu {count} lần", "--on is given {count} times"),
                expected=("một ngày, hoặc mỗi bên một ngày", "one day, or one for each side"),
                remedy=SEE_COMPARE,
            ),
            "same": Message(
                what=("cả hai bên đều là {set} ngày {on}", "both sets are {set} on {on}"),
                expected=("hai bộ tiêu chí, hoặc hai ngày", "two sets, or two days"),
                remedy=SEE_COMPARE,
            ),
            "unit-name": Message(
                what=(
                    "{name!r} không thể là tên đơn vị: bảng tính sẽ hiểu là công thức",
                    "{name!r} can be no name of a unit: a spreadsheet takes it for a formula",
                ),
                expected=("tên đơn vị", "the name of a unit"),
                remedy=("ghi tên đơn vị", "give its name"),
            ),
            "two-within": Message(
                what=(
                    "{unit!r} và --within {place!r} nói hai nơi",
                    "{unit!r} and --within {place!r} name two places",
                ),
                expected=("một nơi trực thuộc", "one place that the unit lies in"),
                remedy=("bỏ --within, hoặc bỏ phần sau dấu phẩy", "leave out --within, or what follows the comma"),
            ),
            "zones": Message(
                what=(
                    "bộ này chia vùng theo tên xã, mà biểu chưa có tên xã nào",
                    "this set has zones by names of units, and the form names none",
                ),
                expected=('--unit "xã An Nông" | --units "Quảng Ninh"', '--unit "xã An Nông" | --units "Quảng Ninh"'),
                remedy=("nêu tên đơn vị", "name the units"),
            ),
            "split-unit": Message(
                what=("ngày {on} không còn đơn vị {unit}: đã chia tách", "on {on} {unit} was no more: it was divided"),
                expected=("đơn vị có trong ngày đánh giá", "a unit that existed on the day"),
                remedy=("nêu tên đơn vị mới, hoặc ngày khác", "name the new unit, or another day"),
            ),
            "texts": Message(
                what=("--texts không nhận tệp và không nhận --set", "--texts takes no file and no --set"),
                expected=("--texts BỘ@NGÀY BỘ@NGÀY", "--texts SET@DAY SET@DAY"),
                remedy=SEE_COMPARE,
            ),
            "packs": Message(
                what=(
                    "--with và --without cần một tệp và một bộ tiêu chí",
                    "--with and --without take one file and one set",
                ),
                expected=("--with TÊN --without TÊN TỆP", "--with NAME --without NAME FILE"),
                remedy=SEE_COMPARE,
            ),
            "form": Message(
                what=(
                    "template cần --holes hoặc --figures, một trong hai",
                    "template needs --holes or --figures, one of the two",
                ),
                expected=(
                    "--holes BỘ -o TỆP.yaml | --figures BỘ --on NGÀY -o TỆP.csv",
                    "--holes SET -o FILE.yaml | --figures SET --on DATE -o FILE.csv",
                ),
                remedy=("xem ntmrules template --help", "see ntmrules template --help"),
            ),
            "no-source": Message(
                what=("chưa nói đã đọc bản nào", "it is not said what was read"),
                expected=('--source "Công báo số …, trang …"', '--source "gazette no. …, page …"'),
                remedy=("nêu bản đã đọc và nơi tìm lại được", "name what was read and where it can be found again"),
            ),
            "checked-on": Message(
                what=("ngày đọc {day} không thể đúng", "the text cannot have been read on {day}"),
                expected=(
                    "một ngày từ {first} (ngày ban hành) đến {last} (hôm nay)",
                    "a day from {first} (of issue) to {last} (today)",
                ),
                remedy=("sửa --checked-on, hoặc bỏ đi: hôm nay", "correct --checked-on, or leave it out: today"),
            ),
            "no-row-of-text": Message(
                what=(
                    "không dòng nào của {ref} thuộc {asked!r}",
                    "no row of {ref} is of {asked!r}",
                ),
                expected=KNOWN,
                remedy=("bỏ tùy chọn ấy để lấy mọi văn bản", "leave the option out for all texts"),
            ),
            "no-day": Message(
                what=("phiếu số liệu là cho một ngày", "a figures form is for one day"),
                expected=("--on NGÀY", "--on DATE"),
                remedy=(
                    "nêu ngày đánh giá: văn bản nào áp dụng là tuỳ ngày ấy",
                    "name the date of assessment: which text applies depends on it",
                ),
            ),
            "plugins-and-none": Message(
                what=("cùng lúc có --plugins và --no-plugins", "--plugins and --no-plugins at once"),
                expected=("một trong hai", "one of the two"),
                remedy=("bỏ một tuỳ chọn", "leave one of them out"),
            ),
            "no-plugin-named": Message(
                what=("--plugins không nêu tên nào", "--plugins names none"),
                expected=("--plugins TÊN,TÊN", "--plugins NAME,NAME"),
                remedy=(
                    "nêu tên plugin (xem `ntmrules plugin list`), hoặc --no-plugins nếu không dùng plugin nào",
                    "name the plugins (see `ntmrules plugin list`), or say --no-plugins to use none",
                ),
            ),
            "unit-and-units": Message(
                what=("cùng lúc có --unit và --units", "--unit and --units at once"),
                expected=("một trong hai", "one of the two"),
                remedy=("--units lấy mọi xã của một tỉnh", "--units takes every commune of a province"),
            ),
            "two-provinces": Message(
                what=(
                    "--province {province!r} và --units {units!r} là hai tỉnh",
                    "--province {province!r} and --units {units!r} are two provinces",
                ),
                expected=("một tỉnh", "one province"),
                remedy=("bỏ --province: --units nêu tỉnh rồi", "leave --province out: --units names the province"),
            ),
        },
    ),
    "NTM012": Code(
        ("Tệp không chứa biên nhận đọc được", "A file holds no receipt that can be read"),
        {
            "unreadable": Message(
                what=("không đọc được: {fault}", "cannot be read: {fault}"),
                expected=("JSON của ntmrules evaluate --format json", "the JSON of ntmrules evaluate --format json"),
                remedy=("kiểm tra đường dẫn, và tệp có trọn vẹn không", "check the path, and that the file is whole"),
            ),
            "no-json": Message(
                what=("không phải JSON: {error}", "is no JSON: {error}"),
                expected=("JSON của ntmrules evaluate --format json", "the JSON of ntmrules evaluate --format json"),
                remedy=("kiểm tra đường dẫn, và tệp có trọn vẹn không", "check the path, and that the file is whole"),
            ),
            "no-unit": Message(
                what=("biên nhận không nêu đơn vị", "the receipt names no unit"),
                expected=("figures: {{unit: {{unit: …}}}}", "figures: {{unit: {{unit: …}}}}"),
                remedy=WHOLE_FILE,
            ),
            "no-receipt": Message(
                what=("không phải biên nhận", "is no receipt"),
                expected=('một đối tượng có "schema": "{schema}"', 'an object with "schema": "{schema}"'),
                remedy=(
                    "đưa tệp do ntmrules evaluate --format json ghi ra",
                    "give the file that ntmrules evaluate --format json wrote",
                ),
            ),
            "none": Message(
                what=("không có biên nhận nào", "holds no receipt"),
                expected=("ít nhất một biên nhận", "at least one"),
                remedy=("đánh giá trước đã", "evaluate first"),
            ),
            "plugin": Message(
                what=(
                    "biên nhận được lập với plugin chưa cài ở đây: {plugins}",
                    "the receipt was made with plugins that are not installed here: {plugins}",
                ),
                expected=("các plugin ghi trong biên nhận", "the plugins that the receipt names"),
                remedy=("cài plugin rồi kiểm tra lại", "install them and verify again"),
            ),
            "lacks": Message(
                what=("biên nhận thiếu phần {key!r}", "the receipt lacks {key!r}"),
                expected=("{schema}", "{schema}"),
                remedy=WHOLE_FILE,
            ),
            "shape": Message(
                what=(
                    "biên nhận có phần không đúng dạng: {keys}",
                    "parts of the receipt are not what they have to be: {keys}",
                ),
                expected=("{schema}", "{schema}"),
                remedy=WHOLE_FILE,
            ),
        },
    ),
    "NTM013": Code(
        ("Không ghi được tệp để điền", "A form cannot be written"),
        {
            "folder": Message(
                what=("đã có sẵn", "is there already"),
                expected=("một thư mục chưa có", "a folder that does not exist yet"),
                remedy=("chọn tên khác, hoặc dời thư mục cũ đi", "choose another name, or move the old folder away"),
            ),
            "exists": Message(
                what=("đã có sẵn", "is there already"),
                expected=("một tệp chưa có", "a file that does not exist yet"),
                remedy=(
                    "chọn tên khác, hoặc thêm --force để ghi đè",
                    "choose another name, or say --force to overwrite it",
                ),
            ),
            "unwritable": Message(
                what=("không ghi được: {fault}", "cannot be written: {fault}"),
                expected=("một thư mục đang có", "a folder that exists"),
                remedy=("kiểm tra đường dẫn", "check the path"),
            ),
            "suffix": Message(
                what=("tên tệp không nói đúng nội dung", "the name does not say what the file would be"),
                expected=("đuôi tệp {known}", "a name that ends in {known}"),
                remedy=("đổi đuôi tệp", "choose such a name"),
            ),
        },
    ),
    "NTM014": one(
        "--out không đi cùng các tuỳ chọn in ra",
        "--out does not go with the options that print",
        what=(
            "--out ghi một bảng và không nhận dạng nào khác",
            "--out writes a table and takes no other form",
        ),
        expected=(
            "--out không kèm --view, --json, --compact, --format và --engine",
            "--out without --view, --json, --compact, --format and --engine",
        ),
        remedy=(
            "bỏ các tuỳ chọn kia, hoặc in một đơn vị với --unit",
            "leave the others out, or print one unit with --unit",
        ),
    ),
    "NTM016": one(
        "Sổ tính cần một tệp để ghi",
        "A workbook needs a file to be written to",
        what=("xlsx cần một tệp", "xlsx needs a file"),
        expected=("-o tien-do.xlsx", "-o tien-do.xlsx"),
        remedy=("thêm -o TỆP.xlsx", "add -o FILE.xlsx"),
    ),
    "NTM031": Code(
        ("Không tạo được tài liệu theo định dạng ấy", "The documentation cannot be made in that format"),
        {
            "format": Message(
                what=("không có định dạng {format!r}", "no format {format!r}"),
                expected=KNOWN,
                remedy=("ghi một trong các từ ấy", "write one of these words"),
            ),
            "extra": Message(
                what=("định dạng {format} cần gói {package}", "the format {format} needs the package {package}"),
                expected=("phần bổ sung {extra!r}", "the extra {extra!r}"),
                remedy=(
                    'pip install ".[{extra}]" trong thư mục mã nguồn của ntmrules',
                    'pip install ".[{extra}]" in the checkout of ntmrules',
                ),
            ),
        },
    ),
    "NTM032": one(
        "Không bộ tiêu chí nào được chọn có hiệu lực vào ngày ấy",
        "No chosen set is in force on that day",
        what=("không bộ tiêu chí nào được chọn có hiệu lực ngày {on}", "no chosen set is in force on {on}"),
        expected=("{spans}", "{spans}"),
        remedy=("chọn ngày khác, hoặc bỏ --on", "choose another day, or leave --on out"),
    ),
    "NTM033": Code(
        ("Không đọc hoặc không ghi được thư mục tài liệu", "A folder of the documentation cannot be read or written"),
        {
            "foreign": Message(
                what=(
                    "{count} tệp ở đó không do lệnh này tạo và sẽ bị ghi đè: {files}",
                    "{count} files there were written by no build and would be replaced: {files}",
                ),
                expected=(
                    "một thư mục trống, hoặc do lần tạo trước để lại",
                    "an empty folder, or that of an earlier build",
                ),
                remedy=("chọn thư mục khác, hoặc thêm --force", "choose another folder, or say --force"),
            ),
            "packs": Message(
                what=("không phải thư mục", "is no folder"),
                expected=("một thư mục có các gói quy định của tỉnh", "a folder with province packs"),
                remedy=("kiểm tra --packs-in", "check --packs-in"),
            ),
            "pages": Message(
                what=("không phải thư mục", "is no folder"),
                expected=("thư mục các trang đã tạo", "the folder of the generated pages"),
                remedy=(
                    "ntmrules docs build --format markdown --out {folder}",
                    "ntmrules docs build --format markdown --out {folder}",
                ),
            ),
            "file": Message(
                what=("là một tệp, không phải thư mục", "is a file, not a folder"),
                expected=("một thư mục để ghi các trang", "a folder to write the pages to"),
                remedy=OTHER_OUT,
            ),
            "unwritable": Message(
                what=("không ghi được: {fault}", "cannot be written: {fault}"),
                expected=(
                    "một thư mục ghi được, ổ đĩa còn chỗ",
                    "a folder that may be written to, with room on the disk",
                ),
                remedy=("chọn --out khác, hoặc đổi quyền ghi", "choose another --out, or change its permissions"),
            ),
        },
    ),
    "NTM046": one(
        "Hàm của plugin không nằm được trong gói dữ liệu",
        "Functions of a plugin cannot lie in a bundle",
        what=("plugin có hàm quy tắc: {functions}", "a plugin brings rule functions: {functions}"),
        expected=("quy định viết bằng dữ liệu", "rules that are data"),
        remedy=(
            "chọn plugin khác bằng --plugins, hoặc đánh giá bằng ntmrules evaluate",
            "choose other plugins with --plugins, or judge with ntmrules evaluate",
        ),
    ),
    "NTM047": Code(
        (
            "Thiếu hoặc sai phần chạy Python trong trình duyệt",
            "What runs Python in a browser is missing, or another one",
        ),
        {
            "none": Message(
                what=("chưa có Pyodide {version}", "Pyodide {version} is not there"),
                expected=("--pyodide THƯ_MỤC có {files}", "--pyodide FOLDER with {files}"),
                remedy=(
                    "chạy `python -m ntmrules.page.fetch THƯ_MỤC` (cần npm, pip và mạng), rồi nêu --pyodide THƯ_MỤC",
                    "run `python -m ntmrules.page.fetch FOLDER` (it needs npm, pip and a network), then give --pyodide FOLDER",
                ),
            ),
            "other": Message(
                what=("tệp này không phải của Pyodide {version}", "this is not the file of Pyodide {version}"),
                expected=("SHA-256 {digest}", "SHA-256 {digest}"),
                remedy=(
                    "tải lại bằng `python -m ntmrules.page.fetch THƯ_MỤC`",
                    "fetch it anew with `python -m ntmrules.page.fetch FOLDER`",
                ),
            ),
            "node": Message(
                what=("không dịch được mã Python của trang: {said}", "the page's Python cannot be compiled: {said}"),
                expected=("Node.js 20 trở lên trên máy tạo trang", "Node.js 20 or newer where the page is built"),
                remedy=(
                    "cài Node.js (apt install nodejs, hoặc nodejs.org); máy mở trang thì không cần",
                    "install Node.js (apt install nodejs, or nodejs.org); who opens the page does not need it",
                ),
            ),
        },
    ),
}

"""Messages about commands and calls: words that do not exist, files that cannot be written, engines (NTM0xx)."""

from ntmrules.messages.register import Code, Message, one

WHOLE_FILE = ("đưa đúng tệp đã được ghi ra", "give the file as it was written")
OTHER_OUT = ("chọn --out khác", "choose another --out")
OTHER_FILE = ("chọn tên tệp khác", "name another file")
NONE_SUCH: tuple[str, str] = ("không có gì thuộc loại này", "nothing of the kind")
TELL_US = ('dùng engine="core", và báo cho người làm thư viện', 'use engine="core", and tell us')
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
                remedy=("bỏ bớt", "leave all but one out"),
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
            "set": Message(what=("không có bộ tiêu chí {ref!r}", "no criteria set {ref!r}"), expected=KNOWN),
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
            ),
        },
    ),
    "NTM002": Code(
        ("Không có bộ máy suy luận ấy", "No engine has that name, or it is not to be had here"),
        {
            "engine": Message(what=("không có bộ máy {name!r}", "no engine {name!r}"), expected=KNOWN),
            "inference": Message(what=("không có cách suy luận {name!r}", "no inference {name!r}"), expected=KNOWN),
            "durable": Message(
                what=("ở đây không nạp được durable-rules", "durable-rules does not import here"),
                expected=("Python 3.11 hoặc 3.12", "Python 3.11 or 3.12"),
                remedy=(
                    "pip install 'ntmrules[durable]', hoặc dùng forward/agenda",
                    "pip install 'ntmrules[durable]', or take forward/agenda",
                ),
            ),
        },
    ),
    "NTM003": one(
        "Bộ tiêu chí không có tiêu chí hay chỉ tiêu ấy",
        "A set has no such criterion or indicator",
        what=("không có tiêu chí hay chỉ tiêu {label!r} trong {set}", "no criterion or indicator {label!r} in {set}"),
        expected=KNOWN,
    ),
    "NTM004": one(
        "Không có mức căn cứ ấy",
        "No evidence floor has that name",
        what=("không có mức căn cứ {floor!r}", "no evidence floor {floor!r}"),
        expected=KNOWN,
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
    ),
    "NTM007": one(
        "Không có ngôn ngữ ấy",
        "No text is written in that language",
        what=("không có ngôn ngữ {word!r}", "no language {word!r}"),
        expected=KNOWN,
    ),
    "NTM008": one(
        "Hai kết quả đem so sánh không cùng một đơn vị",
        "The two attainments to compare are not of one unit",
        what=("{before!r} và {after!r} là hai đơn vị khác nhau", "{before!r} and {after!r} are different units"),
        expected=("hai kết quả của cùng một đơn vị", "two attainments of one unit"),
        remedy=("chọn đơn vị cùng tên ở cả hai bên", "choose the unit with the same name on both sides"),
    ),
    "NTM011": Code(
        ("Các tuỳ chọn của một lệnh không đi được với nhau", "The options of a command do not go together"),
        {
            "compare": Message(
                what=("{files} tệp và {sets} bộ tiêu chí", "{files} files and {sets} sets"),
                expected=(
                    "--texts BỘ@NGÀY BỘ@NGÀY | --set A --set B TỆP | TỆP TỆP2 --set A | --with P --without P TỆP",
                    "--texts SET@DAY SET@DAY | --set A --set B FILE | FILE FILE2 --set A | --with P --without P FILE",
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
            "unit-and-units": Message(
                what=("cùng lúc có --unit và --units", "--unit and --units at once"),
                expected=("một trong hai", "one of the two"),
                remedy=("--units lấy mọi xã của một tỉnh", "--units takes every commune of a province"),
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
            "lacks": Message(
                what=("biên nhận thiếu hoặc sai một phần: {error}", "the receipt lacks something: {error}"),
                expected=("{schema}", "{schema}"),
                remedy=WHOLE_FILE,
            ),
        },
    ),
    "NTM013": Code(
        ("Không ghi được tệp để điền", "A form cannot be written"),
        {
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
        },
    ),
    "NTM014": one(
        "--out không đi cùng các tuỳ chọn in ra",
        "--out does not go with the options that print",
        what=(
            "--out ghi bảng của mọi đơn vị và không nhận dạng nào khác",
            "--out writes the table of all units and takes no other form",
        ),
        expected=(
            "--out không kèm --unit, --view, --json, --format và --engine",
            "--out without --unit, --view, --json, --format and --engine",
        ),
        remedy=(
            "bỏ các tuỳ chọn kia, hoặc in một đơn vị với --unit",
            "leave the others out, or print one unit with --unit",
        ),
    ),
    "NTM021": Code(
        ("Bộ máy suy luận tiến có lỗi bên trong", "The forward engine met what cannot be"),
        {
            "nothing": Message(
                what=("chưa kết luận gì về {id}", "nothing was concluded on {id}"), expected=NONE_SUCH, remedy=TELL_US
            ),
            "differs": Message(
                what=(
                    "{id}: kết luận là {word} mà diễn giải ghi {found}",
                    "{id}: {word} was concluded and the trace says {found}",
                ),
                expected=NONE_SUCH,
                remedy=TELL_US,
            ),
        },
    ),
    "NTM022": Code(
        ("durable-rules không phân biệt được các mã", "durable-rules cannot take these ids"),
        {
            "word": Message(
                what=("mã {id!r} không phải chữ ASCII thường", "the id {id!r} is no plain ASCII word"),
                expected=NONE_SUCH,
                remedy=TELL_US,
            ),
            "alike": Message(
                what=(
                    "durable-rules không phân biệt được {one!r} với {other!r} (trùng mã băm 32 bit)",
                    "durable-rules cannot tell {one!r} and {other!r} apart (same 32-bit hash)",
                ),
                expected=NONE_SUCH,
                remedy=TELL_US,
            ),
        },
    ),
    "NTM023": Code(
        ("Tập luật có dạng mà durable-rules suy sai", "A ruleset is of a shape that durable-rules judges wrongly"),
        {
            "many": Message(
                what=(
                    "{count} luật trong một tập; durable-rules treo khi quá {most}",
                    "{count} rules in one ruleset; durable-rules hangs above {most}",
                ),
                expected=NONE_SUCH,
                remedy=TELL_US,
            ),
            "shape": Message(
                what=(
                    "luật {name!r} có dạng mà durable-rules không suy đúng",
                    "the rule {name!r} is of a shape that durable-rules does not judge rightly",
                ),
                expected=NONE_SUCH,
                remedy=TELL_US,
            ),
        },
    ),
    "NTM024": one(
        "Không nạp được durable-rules",
        "durable-rules does not import",
        what=("ở đây không nạp được durable-rules", "durable-rules does not import here"),
        expected=NONE_SUCH,
        remedy=TELL_US,
    ),
    "NTM025": Code(
        ("durable-rules không làm việc như phải làm", "durable-rules did not do what it should"),
        {
            "session": Message(
                what=(
                    "durable-rules không mở được phiên của mình: {result}",
                    "durable-rules did not open its session: {result}",
                ),
                expected=NONE_SUCH,
                remedy=TELL_US,
            ),
            "fact": Message(
                what=(
                    "durable-rules từ chối dữ kiện {fact}: {result}",
                    "durable-rules refused the fact {fact}: {result}",
                ),
                expected=NONE_SUCH,
                remedy=TELL_US,
            ),
        },
    ),
    "NTM026": Code(
        ("Không đọc được phụ lục để nhập", "An annex cannot be read to be imported"),
        {
            "kind": Message(
                what=("không nhập được tệp loại {kind}", "a file of the kind {kind} cannot be imported"),
                expected=(".docx | .html | .csv | .xlsx", ".docx | .html | .csv | .xlsx"),
                remedy=(
                    "lưu phụ lục thành một trong các loại ấy; tệp .doc hay .pdf: mở bằng chương trình văn phòng rồi lưu lại",
                    "save the annex as one of these; open a .doc or .pdf in an office program first",
                ),
            ),
            "size": Message(
                what=("tệp quá lớn đối với một phụ lục", "the file is too large for an annex"),
                expected=("dưới 60 MB", "under 60 MB"),
                remedy=("chỉ lưu phần phụ lục", "save the annex alone"),
            ),
            "open": Message(
                what=("không mở được: {fault}", "cannot be opened: {fault}"),
                expected=("một tệp đọc được", "a file that can be read"),
                remedy=("kiểm tra đường dẫn", "check the path"),
            ),
            "read": Message(
                what=("không đọc được như tệp {kind}: {fault}", "cannot be read as {kind}: {fault}"),
                expected=("một tệp {kind} nguyên vẹn, chữ Unicode", "a whole {kind} file in Unicode"),
                remedy=("mở bằng chương trình văn phòng rồi lưu lại", "open it in an office program and save it again"),
            ),
            "table": Message(
                what=("không có bảng {name!r} trong tệp", "no table {name!r} in the file"),
                expected=KNOWN,
                remedy=("chọn một tên trong số đó", "choose one of these names"),
            ),
            "no-table": Message(
                what=("không bảng nào trong tệp là phụ lục tiêu chí", "no table of the file is an annex of criteria"),
                expected=(
                    "một bảng có cột nội dung tiêu chí và cột chỉ tiêu (chung, hoặc theo vùng)",
                    "a table with a column of contents and one of levels (common, or by area)",
                ),
                remedy=("xem dòng tiêu đề của bảng", "look at the heading of the table"),
            ),
        },
    ),
    "NTM031": Code(
        ("Không tạo được tài liệu theo định dạng ấy", "The documentation cannot be made in that format"),
        {
            "format": Message(what=("không có định dạng {format!r}", "no format {format!r}"), expected=KNOWN),
            "extra": Message(
                what=("định dạng {format} cần gói {package}", "the format {format} needs the package {package}"),
                expected=("phần bổ sung {extra!r}", "the extra {extra!r}"),
                remedy=('pip install "ntmrules[{extra}]"', 'pip install "ntmrules[{extra}]"'),
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
    "NTM040": one(
        "Thiếu gói để đánh giá cả bảng",
        "The packages for tables are not installed",
        what=(
            "bảng nhiều đơn vị cần polars và pyarrow, mà chưa cài",
            "tables of units need polars and pyarrow, which are not installed",
        ),
        expected=("phần bổ sung table", "the extra table"),
        remedy=('pip install "ntmrules[table]"', 'pip install "ntmrules[table]"'),
    ),
    "NTM041": Code(
        (
            "Các cột của một bảng đơn vị chưa đủ hoặc trùng nhau",
            "The columns of a table of units are too few or double",
        ),
        {
            "twice": Message(
                what=(
                    "hai cột {one!r} và {other!r} cùng nghĩa là {name}",
                    "the columns {one!r} and {other!r} both mean {name}",
                ),
                expected=("mỗi cột một lần", "each column once"),
                remedy=("bỏ một trong hai", "take one of the two out"),
            ),
            "no-within": Message(
                what=("bảng đơn vị cấp dưới không có cột within", "the table of child units has no column within"),
                expected=("tên đơn vị mà mỗi dòng thuộc về", "the name of the unit that each lies in"),
                remedy=("thêm cột ấy", "add the column"),
            ),
            "no-names": Message(
                what=("không có tên thì không tìm được đơn vị cấp dưới", "units inside cannot be found without names"),
                expected=(
                    "cột within ở đây, và cột unit ở bảng cấp trên",
                    "a column within here, and a column unit in the table above",
                ),
                remedy=("thêm các cột ấy", "add the columns"),
            ),
        },
    ),
    "NTM042": one(
        "Không có loại kết quả ấy",
        "No output has that name",
        what=("không có loại kết quả {name!r}", "no output {name!r}"),
        expected=KNOWN,
    ),
    "NTM043": Code(
        ("Không ghi được bảng kết quả", "The table of results cannot be written"),
        {
            "overwrites": Message(
                what=("kết quả sẽ ghi đè lên số liệu", "the result would overwrite the figures"),
                expected=("một đường dẫn khác cho kết quả", "another path in out"),
                remedy=OTHER_FILE,
            ),
            "suffix": Message(
                what=("không ghi kết quả vào tệp {name!r}", "verdicts are not written as {name!r}"),
                expected=("tệp {known}", "a file {known}"),
                remedy=("đặt tên tệp có đuôi như vậy", "name a file that ends so"),
            ),
            "unwritable": Message(
                what=("không ghi được: {fault}", "cannot be written: {fault}"),
                expected=("một thư mục đang có và ghi được", "a folder that exists and may be written to"),
                remedy=OTHER_FILE,
            ),
            "rules-differ": Message(
                what=(
                    "các phần của bảng được đánh giá theo những bộ quy định khác nhau",
                    "the parts of the table are judged by rulebooks with different rules",
                ),
                expected=("cùng một bộ cột", "one set of columns"),
                remedy=("đánh giá từng tỉnh một", "judge the provinces one by one"),
            ),
        },
    ),
}

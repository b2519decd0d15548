"""Messages about engines and tables of units: what cannot be had, and faults of our own (NTM002, NTM02x, NTM04x)."""

from ntmrules.messages.register import Code, Message, one

OTHER_FILE = ("chọn tên tệp khác", "name another file")
NONE_SUCH: tuple[str, str] = ("không có gì thuộc loại này", "nothing of the kind")
TELL_US = ('dùng engine="core", và báo cho người làm thư viện', 'use engine="core", and tell us')
KNOWN = ("{known}", "{known}")

CODES = {
    "NTM002": Code(
        ("Không có bộ máy suy luận ấy", "No engine has that name, or it is not to be had here"),
        {
            "engine": Message(
                what=("không có bộ máy {name!r}", "no engine {name!r}"),
                expected=KNOWN,
                remedy=("ghi một trong các từ ấy", "write one of these words"),
            ),
            "inference": Message(
                what=("không có cách suy luận {name!r}", "no inference {name!r}"),
                expected=KNOWN,
                remedy=("ghi một trong các từ ấy", "write one of these words"),
            ),
            "durable": Message(
                what=("ở đây không nạp được durable-rules", "durable-rules does not import here"),
                expected=("Python 3.11 hoặc 3.12", "Python 3.11 or 3.12"),
                remedy=(
                    "pip install '.[durable]' trong thư mục mã nguồn của ntmrules, hoặc dùng forward/agenda",
                    "pip install '.[durable]' in the checkout of ntmrules, or take forward/agenda",
                ),
            ),
        },
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
    "NTM040": one(
        "Thiếu gói để đánh giá cả bảng",
        "The packages for tables are not installed",
        what=(
            "bảng nhiều đơn vị cần polars và pyarrow, mà chưa cài",
            "tables of units need polars and pyarrow, which are not installed",
        ),
        expected=("phần bổ sung table", "the extra table"),
        remedy=(
            'pip install ".[table]" trong thư mục mã nguồn của ntmrules',
            'pip install ".[table]" in the checkout of ntmrules',
        ),
    ),
    "NTM041": Code(
        (
            "Các cột của một bảng đơn vị chưa đủ hoặc trùng nhau, hoặc có dòng không phải đơn vị",
            "The columns of a table of units are too few or double, or a row of it is no unit",
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
            "kept": Message(
                what=(
                    "cột {name!r} cần giữ lại trùng tên một cột kết quả",
                    "the column to keep, {name!r}, is called like one of the result",
                ),
                expected=("tên khác", "another name"),
                remedy=("đổi tên cột trong bảng số liệu", "rename it in the table of figures"),
            ),
            "kept-gone": Message(
                what=("bảng không có cột {name!r} cần giữ lại", "the table has no column {name!r} to keep"),
                expected=("tên một cột của bảng", "the name of a column of the table"),
                remedy=("sửa tên ấy, hoặc bỏ đi", "correct the name, or leave it out"),
            ),
            "no-table": Message(
                what=("{type} không phải bảng", "a {type} is no table"),
                expected=(
                    "DataFrame của polars hoặc pandas, Table hoặc RecordBatch của pyarrow",
                    "a DataFrame of polars or pandas, a Table or RecordBatch of pyarrow",
                ),
                remedy=("chuyển thành một trong các loại ấy", "convert it to one of these"),
            ),
            "long": Message(
                what=(
                    "bảng dài: mỗi dòng một số liệu, ở cột {subject!r} và {value!r}",
                    "a long table: each row is a figure, in the columns {subject!r} and {value!r}",
                ),
                expected=("mỗi dòng một đơn vị, mỗi cột một nội dung", "a row a unit, a column a subject"),
                remedy=(
                    "xoay bảng (polars, pandas: pivot), hoặc ghi ra CSV rồi dùng ntmrules.read_figures",
                    "pivot the table (polars and pandas have it), or write it as CSV for ntmrules.read_figures",
                ),
            ),
            "no-within": Message(
                what=("bảng đơn vị cấp dưới không có cột within", "the table of child units has no column within"),
                expected=("tên đơn vị mà mỗi dòng thuộc về", "the name of the unit that each lies in"),
                remedy=("thêm cột ấy", "add the column"),
            ),
            "no-unit": Message(
                what=("dòng {cell!r} không phải một đơn vị", "the row {cell!r} is no unit"),
                expected=("mỗi dòng một đơn vị", "one unit a row"),
                remedy=(
                    "bỏ các dòng tổng cộng, trung bình, ghi chú khỏi bảng trước khi đánh giá",
                    "take totals, means and notes out of the table before it is judged",
                ),
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
        remedy=("ghi một trong các từ ấy", "write one of these words"),
    ),
    "NTM043": Code(
        ("Không ghi được bảng kết quả", "The table of results cannot be written"),
        {
            "overwrites": Message(
                what=("kết quả sẽ ghi đè lên số liệu", "the result would overwrite the figures"),
                expected=("một đường dẫn khác cho kết quả", "another path in out"),
                remedy=OTHER_FILE,
            ),
            "exists": Message(
                what=(
                    "đã có sẵn, và không phải kết quả mà lần trước ghi ra",
                    "is there already, and is no result that was written before",
                ),
                expected=("một tệp chưa có, hoặc kết quả cũ", "a file that is not there yet, or an earlier result"),
                remedy=(
                    "chọn tên khác, hoặc thêm --force để ghi đè",
                    "choose another name, or say --force to overwrite it",
                ),
            ),
            "edited": Message(
                what=("đã có sẵn, có thể đã được sửa tay", "is there already, and may have been edited by hand"),
                expected=("một tệp chưa có", "a file that is not there yet"),
                remedy=(
                    "chọn tên khác, hoặc thêm --force để ghi đè",
                    "choose another name, or say --force to overwrite it",
                ),
            ),
            "suffix": Message(
                what=("không ghi kết quả vào tệp {name!r}", "verdicts are not written as {name!r}"),
                expected=("tệp {known}", "a file {known}"),
                remedy=("đặt tên tệp có đuôi như vậy", "name a file that ends so"),
            ),
            "form": Message(
                what=(
                    "--format {asked} không hợp với đuôi tệp {ending} ({told})",
                    "--format {asked} does not go with a file that ends in {ending} ({told})",
                ),
                expected=("đuôi tệp và --format nói cùng một dạng", "an ending and --format of one form"),
                remedy=("bỏ --format, hoặc đổi tên tệp", "leave --format out, or name the file otherwise"),
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
    "NTM044": Code(
        (
            "Mạch câu hỏi hoặc câu lệnh SQL không nói được điều này",
            "A circuit, or SQL printed from it, cannot say this",
        ),
        {
            "rule": Message(
                what=("không dịch được quy định này: {why}", "this rule cannot be compiled: {why}"),
                expected=("quy định mà mạch câu hỏi nói được", "rules that a circuit can say"),
                remedy=(
                    "dùng ntmrules evaluate, đánh giá được mọi quy định",
                    "use ntmrules evaluate, which judges every rule",
                ),
            ),
            "names": Message(
                what=(
                    "bộ này chia vùng theo tên xã, mà cơ sở dữ liệu không so tên như thư viện",
                    "this set has zones by names of units, which a database does not compare as the library does",
                ),
                expected=("bộ không chia vùng theo tên", "a set without zones by name"),
                remedy=("dùng ntmrules evaluate", "use ntmrules evaluate"),
            ),
            "question": Message(
                what=("{dialect} chưa hỏi được về {key}", "{dialect} cannot ask about {key}"),
                expected=("câu hỏi về số liệu và kết quả của chính đơn vị", "questions about the unit's own figures"),
                remedy=("dùng ntmrules evaluate", "use ntmrules evaluate"),
            ),
            "formula": Message(
                what=(
                    "có công thức dài hơn bảng tính nhận được",
                    "a formula would be longer than a spreadsheet takes",
                ),
                expected=("bộ tiêu chí ngắn hơn", "a smaller set"),
                remedy=(
                    "dùng ntmrules template --figures và ntmrules evaluate",
                    "use ntmrules template --figures and ntmrules evaluate",
                ),
            ),
            "digits": Message(
                what=(
                    "{dialect} không giữ đúng mức {level}: số dài hơn 15 chữ số",
                    "{dialect} cannot hold the level {level} exactly: more than 15 digits",
                ),
                expected=("phương ngữ có số thập phân đúng", "a dialect with exact decimals"),
                remedy=("dùng --dialect duckdb hoặc postgres", "take --dialect duckdb or postgres"),
            ),
            "width": Message(
                what=(
                    "câu lệnh cần {count} cột, {dialect} chỉ nhận {most}",
                    "the statement needs {count} columns, {dialect} takes {most}",
                ),
                expected=("không quá {most} cột", "at most {most} columns"),
                remedy=(
                    "nêu --columns với các số liệu bảng thật có, hoặc dùng --dialect duckdb",
                    "name the figures that the table has with --columns, or take --dialect duckdb",
                ),
            ),
            "twins": Message(
                what=(
                    "{dialect} coi {one!r} và {other!r} là một cột",
                    "{dialect} takes the columns {one!r} and {other!r} for one",
                ),
                expected=("tên khác nhau không chỉ ở chữ hoa, chữ thường", "names that differ by more than capitals"),
                remedy=(
                    "bỏ --wide, đổi số hiệu trong gói của tỉnh, hoặc dùng ntmrules evaluate",
                    "leave out --wide, rename one in the province's pack, or use ntmrules evaluate",
                ),
            ),
            "name": Message(
                what=(
                    "tên {name!r} dài hơn {most} byte mà {dialect} nhận",
                    "the name {name!r} is longer than the {most} bytes that {dialect} takes",
                ),
                expected=("tên ngắn hơn", "shorter names"),
                remedy=("dùng --dialect duckdb", "take --dialect duckdb"),
            ),
        },
    ),
    "NTM045": Code(
        ("Yêu cầu dịch quy định chưa đúng", "What is asked of compile is not right"),
        {
            "dialect": Message(
                what=("không có phương ngữ {name!r}", "no dialect {name!r}"),
                expected=KNOWN,
                remedy=("chọn một trong các tên ấy", "choose one of these"),
            ),
            "children": Message(
                what=(
                    "bộ này không xét đơn vị cấp {name!r} bên trong",
                    "this set looks at no units of the level {name!r}",
                ),
                expected=KNOWN,
                remedy=("chọn một trong các cấp ấy", "choose one of these levels"),
            ),
            "children-form": Message(
                what=("{text!r} không nêu cấp và bảng", "{text!r} names no level and table"),
                expected=("CẤP=BẢNG, mỗi cấp một lần: xa=bang_xa", "LEVEL=TABLE, each level once: xa=communes"),
                remedy=("viết lại, như --children xa=bang_xa", "write it so: --children xa=communes"),
            ),
            "table": Message(
                what=("{name!r} không phải tên bảng", "{name!r} is no name of a table"),
                expected=(
                    'bảng, lược-đồ.bảng ("tên.có.chấm" trong nháy kép), hoặc tệp .parquet với duckdb',
                    'table, schema.table ("a.name.with.dots" in double quotes), or a .parquet file with duckdb',
                ),
                remedy=("sửa --table", "correct --table"),
            ),
            "file": Message(
                what=("không đọc được tệp này: {why}", "this file cannot be read: {why}"),
                expected=("tệp .parquet hoặc .csv (UTF-8) còn nguyên", "a whole .parquet or .csv file (UTF-8)"),
                remedy=("lưu lại tệp, hoặc sửa --table", "save the file again, or correct --table"),
            ),
            "file-column": Message(
                what=("tệp không có cột {name!r}", "the file has no column {name!r}"),
                expected=(
                    "cột unit và mỗi số liệu mà bộ hỏi một cột (bảng dài: unit, subject, value, answer)",
                    "a column unit and one for each subject of the set (a long table: unit, subject, value, answer)",
                ),
                remedy=(
                    "thêm cột ấy, hoặc nêu các cột mà tệp có: --wide --columns {known}",
                    "add the column, or name those that the file has: --wide --columns {known}",
                ),
            ),
            "file-type": Message(
                what=(
                    "cột {name!r} của tệp có kiểu {type}, không so được với mức",
                    "the column {name!r} of the file is of the type {type}, which is not compared with a level",
                ),
                expected=("kiểu {wanted}", "the type {wanted}"),
                remedy=(
                    "ghi lại tệp với kiểu ấy (số: CAST … AS DECIMAL), hoặc dùng ntmrules evaluate --out, đọc được chữ",
                    "write the file with that type (CAST … AS DECIMAL), or use ntmrules evaluate --out, which reads words",
                ),
            ),
            "file-cell": Message(
                what=(
                    "{text!r} không phải số đối với DuckDB, cả cột sẽ thành chữ",
                    "{text!r} is no number to DuckDB, and the whole column becomes text",
                ),
                expected=(
                    "số viết với dấu chấm thập phân: 70.5; chưa có thì để trống",
                    "numbers as 70.5; nothing where none is known",
                ),
                remedy=(
                    "sửa ô ấy, hoặc dùng ntmrules evaluate --out, đọc được cách viết Việt Nam",
                    "correct the cell, or use ntmrules evaluate --out, which reads Vietnamese decimals",
                ),
            ),
            "step": Message(
                what=(
                    "{name!r} cũng là tên một bước của câu lệnh",
                    "{name!r} is the name of a step of the statement too",
                ),
                expected=(
                    "tên bảng kèm lược đồ: public.{name}, main.{name}",
                    "its schema before it: public.{name}, main.{name}",
                ),
                remedy=(
                    "ghi lược đồ trước tên bảng, hoặc đổi tên bảng",
                    "write the schema before it, or rename the table",
                ),
            ),
            "only-sql": Message(
                what=("{option} chỉ có nghĩa với --to sql", "{option} means something with --to sql alone"),
                expected=("--to sql", "--to sql"),
                remedy=("bỏ {option}, hoặc thêm --to sql", "leave {option} out, or say --to sql"),
            ),
            "form": Message(
                what=("vừa --wide vừa --long", "both --wide and --long"),
                expected=("một dạng bảng", "one form of table"),
                remedy=("bỏ một trong hai", "leave one out"),
            ),
            "column": Message(
                what=("bộ này không hỏi {name!r}", "this set does not ask {name!r}"),
                expected=(
                    "cột của bảng, như --columns thu-nhap,10.1",
                    "columns of the table, as in --columns thu-nhap,10.1",
                ),
                remedy=(
                    "xem các tên bằng ntmrules template --figures",
                    "see the names with ntmrules template --figures",
                ),
            ),
            "no-day": Message(
                what=("chưa nêu ngày đánh giá", "no day of assessment is named"),
                expected=("--on 2025-12-31", "--on 2025-12-31"),
                remedy=("thêm --on", "add --on"),
            ),
            "sqlglot": Message(
                what=("SQL cần gói sqlglot, mà chưa cài", "SQL needs sqlglot, which is not installed"),
                expected=("phần bổ sung sql", "the extra sql"),
                remedy=(
                    'pip install ".[sql]" trong thư mục mã nguồn của ntmrules',
                    'pip install ".[sql]" in the checkout of ntmrules',
                ),
            ),
        },
    ),
}

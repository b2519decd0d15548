"""Messages about what a figure is one of: labels, names, and the words beside them (NTM503); of what no row is one (NTM511)."""

from ntmrules.messages.register import Code, Message

SUBJECT = (
    "mã số liệu, hoặc số hiệu chỉ tiêu, tiêu chí của bộ này",
    "a measure id, or the label of an indicator or criterion of this set",
)

CODES = {
    "NTM503": Code(
        ("Không biết giá trị nói về nội dung nào", "What a value is about is not known"),
        {
            "no-text": Message(
                what=(
                    "nội dung {subject} là kiểu {type}, không phải chữ",
                    "the subject {subject} is a {type}, no text",
                ),
                expected=('một chuỗi, như "17.10"', 'a text such as "17.10"'),
                remedy=(
                    "viết số hiệu trong ngoặc kép: 17.1 dạng số có thể là 17.10",
                    "write the label in quotes: as a number 17.1 may have been 17.10",
                ),
            ),
            "unknown": Message(
                what=("không có nội dung {subject!r}", "unknown subject {subject!r}"),
                expected=SUBJECT,
                remedy=(
                    "xem các mã bằng `ntmrules show <bộ>`; nếu không phải chỉ tiêu thì bỏ dòng ấy ra, hoặc không đọc cột ấy: "
                    '--columns "{subject}=ignored"',
                    "see the ids with `ntmrules show <set>`; if it is no indicator, take the row out or leave the column unread: "
                    '--columns "{subject}=ignored"',
                ),
            ),
            "no-set": Message(
                what=(
                    "{subject!r} là một bộ tiêu chí mà bộ này không nhắc tới: của cấp khác, hoặc không áp dụng vào ngày này",
                    "{subject!r} is a criteria set that this one does not speak of: of another level, or not in force on the day",
                ),
                expected=("bộ đang áp dụng: {known}", "a set in force: {known}"),
                remedy=("sửa mã bộ, xem `ntmrules sets`", "correct the id of the set, see `ntmrules sets`"),
            ),
            "of-a-child": Message(
                what=(
                    "{subject!r} là của đơn vị cấp {level}, còn dòng này không ghi cấp và được hiểu là đơn vị mà {set} đánh giá",
                    "{subject!r} is of units of level {level}, and this row says no level and was taken for one of {set}",
                ),
                expected=("cột cấp (level) ghi cấp của từng đơn vị", "a column level with the level of each unit"),
                remedy=(
                    "thêm cột level: {level} cho các đơn vị như vậy, và cột within ghi nơi chứa chúng",
                    "add a column level: {level} for such units, and a column within for what they lie in",
                ),
            ),
            "own-figure": Message(
                what=(
                    "{subject!r} là số liệu của đơn vị chứa một {level}, mà dòng này là chính đơn vị ấy",
                    "{subject!r} is of the unit in which a {level} lies, and this row is that unit itself",
                ),
                expected=("{own}, không có phần trước dấu hai chấm", "{own}, without what stands before the colon"),
                remedy=(
                    "ghi {own} ở dòng này, các đơn vị bên trong dùng số ấy để so sánh; hoặc ghi {subject} ở dòng của mỗi {level}",
                    "write {own} in this row: the units inside compare with it; or {subject} in the row of each {level}",
                ),
            ),
            "tally-of-a-day": Message(
                what=("{subject!r} ghi ngày ngay ở tiêu đề", "{subject!r} has its day in the heading"),
                expected=(
                    "tiêu đề chỉ ghi tên, như 'Số tiêu chí đạt'; ngày {day} ở cột Ngày",
                    "a heading with the name alone, as 'Criteria met'; the day {day} in a column as_of",
                ),
                remedy=(
                    "sửa ngày nếu không có ngày ấy; ở bảng mỗi dòng một nội dung thì ghi ngày ở cột Ngày",
                    "correct the day where there is none such; in a table with a row a subject write it in a column as_of",
                ),
            ),
            "heading": Message(
                what=(
                    "tiêu đề cột {subject!r} không phải nội dung nào của bộ này",
                    "the heading {subject!r} is no subject of this set",
                ),
                expected=SUBJECT,
                remedy=(
                    'nếu cột này không phải kết quả của chỉ tiêu nào thì bỏ qua: --columns "{letter}=ignored"; nếu phải '
                    "thì ghi số hiệu ở tiêu đề",
                    'where it holds the results of no indicator, leave it out: --columns "{letter}=ignored"; else write '
                    "the label in the heading",
                ),
            ),
            "named": Message(
                what=(
                    "nội dung {subject!r} ghi bằng tên, không phải mã",
                    "the subject {subject!r} is a name and no id",
                ),
                expected=("mã {id}", "the id {id}"),
                remedy=(
                    "ghi {id}, hoặc số hiệu của chỉ tiêu ở đầu tên",
                    "write {id}, or the label of the indicator before the name",
                ),
            ),
            "other-set": Message(
                what=(
                    "{count} nội dung không có trong {ref} (bộ áp dụng ngày {on}) mà có trong {fit}: {names}",
                    "{count} subjects are not in {ref} (the set on {on}) and are in {fit}: {names}",
                ),
                expected=("bộ tiêu chí mà số liệu nói về", "the set that the figures speak of"),
                remedy=(
                    "--set {fit} --on {day}, hoặc ghi năm của số liệu ở cột period",
                    "--set {fit} --on {day}, or give the year of the figures in the column period",
                ),
            ),
            "typed": Message(
                what=(
                    "nhãn {subject} là một ô kiểu số: có thể là {subject} hoặc {subject}0",
                    "the label {subject} is a cell with a number: it may be {subject} or {subject}0",
                ),
                expected=("nhãn dạng chữ: {subject} hoặc {subject}0", "a label as text: {subject} or {subject}0"),
                remedy=(
                    "định dạng ô là Văn bản (Text) rồi gõ lại nhãn, hoặc ghi mã đầy đủ như {full}",
                    "format the cell as Text and type the label again, or write the full id, as {full}",
                ),
            ),
            "resaved": Message(
                what=(
                    "nhãn {subject} có thể là {subject}0: bảng tính đã lưu tệp này, và khi lưu nó bỏ số 0 ở cuối",
                    "the label {subject} may be {subject}0: a spreadsheet saved this file, and drops a nought at the"
                    " end",
                ),
                expected=("mã đầy đủ: {full} hoặc {full}0", "the full id: {full} or {full}0"),
                remedy=(
                    "đối chiếu với phiếu gốc rồi ghi mã đầy đủ ở mọi dòng có nhãn này",
                    "look at the form it came from, then write the full id wherever the label stands",
                ),
            ),
            "title-no-result": Message(
                what=(
                    "tiêu đề «{title}» cho biết các số bên dưới không phải kết quả đã thực hiện: {kind}",
                    "the title {title!r} says that there are no results below: {kind}",
                ),
                expected=("một bảng kết quả", "a table of results"),
                remedy=(
                    "dùng tệp ghi kết quả; nếu các số đúng là kết quả thì sửa tiêu đề, hoặc thêm --accept "
                    "(trong Python: accept=True)",
                    "take the file with the results; if these are, correct the title, or add --accept (in Python: "
                    "accept=True)",
                ),
            ),
            "sheet-no-result": Message(
                what=(
                    "tên trang tính «{title}» cho biết các số trong đó không phải kết quả đã thực hiện: {kind}",
                    "the name of the sheet, {title!r}, says that there are no results in it: {kind}",
                ),
                expected=("một trang tính ghi kết quả", "a sheet of results"),
                remedy=(
                    "chọn trang tính ghi kết quả bằng --sheet; nếu các số đúng là kết quả thì đổi tên trang tính, hoặc thêm "
                    "--accept (trong Python: accept=True)",
                    "choose the sheet of results by --sheet; if these are, rename the sheet, or add --accept (in Python: "
                    "accept=True)",
                ),
            ),
            "over": Message(
                what=(
                    "«{text}» ghi trên các cột số liệu có chữ chương trình không hiểu, nên không rõ các số bên dưới có phải "
                    "kết quả: {why}",
                    "{text!r} over columns of figures has words that are not understood, so nobody knows whether they are "
                    "results: {why}",
                ),
                expected=(
                    "«Kết quả», tên nhóm tiêu chí của bộ, đúng năm và đúng đơn vị được đánh giá",
                    "a word for results, the name of a group of criteria, the year and the unit that are judged",
                ),
                remedy=(
                    'nếu các cột ấy là kết quả: --columns "{option}=value"; nếu không phải: --columns "{option}=ignored"; '
                    "hoặc sửa dòng tiêu đề",
                    'if these columns are results: --columns "{option}=value"; if they are not: --columns "{option}=ignored"; '
                    "or correct the heading",
                ),
            ),
            "brackets": Message(
                what=(
                    "«{text}» trong ngoặc ở tiêu đề cột kết quả có chữ chương trình không hiểu, nên không rõ các số bên dưới có "
                    "phải kết quả: {why}",
                    "{text!r} in the brackets of the heading of results has words that are not understood, so nobody knows "
                    "whether they are results: {why}",
                ),
                expected=(
                    "«Kết quả», đúng năm và đúng đơn vị được đánh giá",
                    "results, of the year and unit that are judged",
                ),
                remedy=(
                    'nếu cột ấy là kết quả: --columns "{option}=value"; nếu không phải: --columns "{option}=ignored"; '
                    "hoặc sửa tiêu đề",
                    'if the column holds results: --columns "{option}=value"; if it does not: --columns "{option}=ignored"; '
                    "or correct the heading",
                ),
            ),
            "section": Message(
                what=(
                    "dòng «{text}» có chữ chương trình không hiểu, nên không rõ các số ở những dòng dưới nó là của ai, của năm "
                    "nào: {why}",
                    "the row {text!r} has words that are not understood, so nobody knows whose and of when the figures below "
                    "it are: {why}",
                ),
                expected=(
                    "tên nhóm tiêu chí, tiêu chí, chỉ tiêu của bộ",
                    "the name of a group, a criterion or an indicator of the set",
                ),
                remedy=(
                    'nếu dòng ấy không đổi nghĩa của các số bên dưới: --columns "{option}=note"; nếu các số ấy là của nơi khác, '
                    "năm khác hay kế hoạch thì bỏ ra khỏi tệp này",
                    'if it changes nothing of the figures below: --columns "{option}=note"; if they are of another place or '
                    "year, or a plan, take them out of this file",
                ),
            ),
            "no-result": Message(
                what=(
                    "«{behind}» ghi sau {subject} nói đây không phải kết quả của {subject}: {kind}",
                    "{behind!r} behind {subject} says that this is no result of {subject}: {kind}",
                ),
                expected=("kết quả thực hiện của {subject}", "the result of {subject}"),
                remedy=(
                    "nếu đúng là kết quả thì chỉ ghi {subject}; nếu không thì bỏ dòng này ra, hoặc không đọc cột này:"
                    ' --columns "CHỮ-CÁI-CỦA-CỘT=ignored"',
                    "if it is the result, write {subject} alone; if not, take the row out, or leave the column unread:"
                    ' --columns "LETTER-OF-THE-COLUMN=ignored"',
                ),
            ),
            "another": Message(
                what=(
                    "«{behind}» ghi sau {subject} là tên của {other} ({theirs}), còn {subject} là {name}",
                    "{behind!r} behind {subject} is the name of {other} ({theirs}), and {subject} is {name}",
                ),
                expected=("số hiệu và tên của một chỉ tiêu", "the label and the name of one indicator"),
                remedy=(
                    "sửa số hiệu hoặc tên cho khớp; nếu tệp theo bộ khác thì xem lại --set và --on",
                    "make label and name agree; if the file follows another set, look at --set and --on",
                ),
            ),
            "comment": Message(
                what=(
                    "nhận xét (comment) của ô nói khác về số này: «{text}»",
                    "the comment on the cell says otherwise of this figure: {text!r}",
                ),
                expected=(
                    "kết quả của đơn vị, trong năm, theo đơn vị tính của số liệu",
                    "a result of the unit, in its year and unit of measure",
                ),
                remedy=(
                    "xoá số này nếu không phải kết quả; nếu đúng là kết quả thì sửa hoặc xoá nhận xét",
                    "clear the number; if it is a result, correct or delete the comment",
                ),
            ),
            "cell": Message(
                what=(
                    "cột {column!r} ghi «{text}», có chữ chương trình không hiểu, nên không rõ số ở dòng này là của "
                    "ai, của năm nào: {why}",
                    "the column {column!r} says {text!r}, which is not understood, so nobody knows whose and of when "
                    "the figure in this "
                    "row is: {why}",
                ),
                expected=(
                    "số của cả đơn vị, trong năm được đánh giá",
                    "figures of the whole unit in the year that is judged",
                ),
                remedy=(
                    'nếu cột ấy không đổi nghĩa của số liệu: --columns "{option}=ignored" (từ Python: columns, ở bảng: keep); '
                    "nếu là số của một thôn, một nhóm hộ, một kỳ khác thì bỏ dòng ấy ra",
                    'if that column changes nothing of the figures: --columns "{option}=ignored" (Python: columns, of tables '
                    "tables keep); if they are of a hamlet, a group of households or another time, take the row out",
                ),
            ),
            "below": Message(
                what=(
                    "chữ dưới bảng nói, hoặc có thể nói, rằng có số không phải kết quả của đơn vị và năm được đánh giá: «{text}» "
                    "({kind})",
                    "a text below the table says, or may say, that figures are no results of the unit and year that are judged: "
                    "{text!r} ({kind})",
                ),
                expected=(
                    "chỉ kết quả thực hiện trong bảng; ghi chú nêu nguồn, người lập, cách đánh dấu",
                    "results alone in the table; notes that say a source, who made it, what signs mean",
                ),
                remedy=(
                    'nếu dòng ấy không đổi nghĩa của các số trong bảng: --columns "{option}=note"; nếu không thì bỏ '
                    "những số ấy ra "
                    "khỏi bảng rồi xoá hoặc sửa dòng ấy",
                    'if it changes nothing of the figures of the table: --columns "{option}=note"; if it does, take '
                    "those figures "
                    "out and delete or correct it",
                ),
            ),
            "row": Message(
                what=(
                    "«{text}» nói các số ở dòng này không phải kết quả: {kind}",
                    "{text!r} says that the figures of this row are no results: {kind}",
                ),
                expected=("dòng kết quả thực hiện", "a row of results"),
                remedy=(
                    "bỏ dòng này ra; nếu đúng là kết quả thì xoá hoặc sửa chữ ở ô này",
                    "take the row out; if it holds results, clear or correct this cell",
                ),
            ),
            "dated": Message(
                what=(
                    "{subject!r} là số hiệu kèm một năm, viết liền nhau nên không rõ năm ấy là gì",
                    "{subject!r} is a label with a year, and nothing says what the year is",
                ),
                expected=("số hiệu {label}", "the label {label}"),
                remedy=(
                    "ghi «{label} năm {year}», hoặc ghi {label} và năm {year} ở cột «Năm» (period)",
                    "write '{label} năm {year}', or {label} with {year} in the column period",
                ),
            ),
            "years": Message(
                what=(
                    "cột {subject!r} ghi số hiệu, còn các cột khác chỉ có tên là năm: {years};"
                    " không rõ đó là kết quả hay mức phải đạt",
                    "the column {subject!r} has labels, and the others are called by years alone: {years};"
                    " nothing says that they are results",
                ),
                expected=("cột kết quả của từng năm", "columns of results of each year"),
                remedy=(
                    'nếu là kết quả thì nói cột nào: --columns "{example}=value" (nhiều cột cách nhau bằng dấu phẩy;'
                    " cột không"
                    ' đọc: "…=ignored"), hoặc ghi «Kết quả» trước năm',
                    'if they are results, say which columns: --columns "{example}=value" (several with commas'
                    " between; one that is"
                    ' not to be read: "…=ignored"), or write `Kết quả` before the year',
                ),
            ),
            "strange": Message(
                what=(
                    "«{behind}» ghi sau {subject} có những chữ không thuộc tên chỉ tiêu {subject} ({name}): {words}",
                    "{behind!r} behind {subject} has words that are none of the name of {subject} ({name}): {words}",
                ),
                expected=(
                    "số hiệu {subject}, hoặc số hiệu kèm tên trong bộ",
                    "the label {subject}, alone or with the name in the set",
                ),
                remedy=(
                    'nếu là số liệu khác thì bỏ ra (cột: --columns "CHỮ-CÁI-CỦA-CỘT=ignored"); nếu đúng là của'
                    " {subject} thì chỉ ghi"
                    " {subject}, hoặc ghi «đã xác nhận» ở cột trạng thái (status), hoặc thêm --accept (trong Python:"
                    " accept=True)",
                    'if it is another figure, take it out (a column: --columns "LETTER-OF-THE-COLUMN=ignored"); if it'
                    " is that of"
                    " {subject}, write {subject} alone, or confirmed in the column status, or add --accept (in"
                    " Python: accept=True)",
                ),
            ),
            "none": Message(
                what=("không nêu nội dung", "no subject"),
                expected=("mã số liệu hoặc số hiệu", "a measure id or a label"),
                remedy=("ghi giá trị này nói về gì", "say what the value is about"),
            ),
            "nameless": Message(
                what=("có giá trị dưới một cột không tên", "a value under a column without a name"),
                expected=("tiêu đề cột là một nội dung", "a subject as header"),
                remedy=("đặt tên cho cột", "name the column"),
            ),
        },
    ),
    "NTM511": Code(
        (
            "Tệp không có đơn vị nào thuộc cấp mà bộ tiêu chí đánh giá",
            "A file has no unit of the level that the set judges",
        ),
        {
            "level": Message(
                what=(
                    "không có đơn vị nào thuộc cấp {level}; tệp có: {units}",
                    "no unit of level {level}; the file has: {units}",
                ),
                expected=("các đơn vị mà bộ này đánh giá", "units that this set judges"),
                remedy=("kiểm tra --set, hoặc cột level", "check --set, or the column level"),
            ),
            "nothing": Message(
                what=(
                    "không còn dòng nào là kết quả của một đơn vị: mọi dòng đều bị bỏ qua, như đã nêu ở trên",
                    "no row is left that is a result of a unit: every row was left out, as said above",
                ),
                expected=("ít nhất một dòng kết quả", "one row of results at least"),
                remedy=(
                    "xem lý do bỏ qua từng dòng ở trên; nếu các số ấy đúng là kết quả thì sửa chữ ghi ở những dòng ấy",
                    "see above why each row was left out; if these are results, correct what the rows say",
                ),
            ),
            "progress": Message(
                what=("không có đơn vị nào mà bộ này đánh giá", "no unit that this set judges"),
                expected=("đơn vị đúng cấp của bộ", "units of the level of the set"),
                remedy=("xem lại --set, cột level, --to", "check --set, level and --to"),
            ),
        },
    ),
}

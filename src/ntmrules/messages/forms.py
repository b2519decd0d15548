"""Messages about forms, filled or to be filled, sheets and receipts (NTM015, NTM232, NTM513 to NTM516)."""

from ntmrules.messages.register import Code, Message, one

AS_MADE = (
    "biểu do ntmrules form live lập, chỉ điền các ô màu vàng",
    "a form of ntmrules form live, the yellow cells filled",
)
MAKE_AGAIN = (
    "lập lại biểu bằng ntmrules form live rồi chép số liệu sang",
    "make the form again with ntmrules form live and move the figures",
)
FORM_STANDS = ("điều mà dòng đầu của phiếu ghi", "what the first line of the form says")
DROP_OR_CUT = (
    "bỏ lựa chọn ấy; nếu số liệu được dùng cho việc khác thì xoá dòng «Phiếu số liệu theo …» ở đầu tệp",
    "leave the option out; if the figures are put to another use, delete the first line of the form",
)

KNOWN = ("{known}", "{known}")

CODES = {
    "NTM015": Code(
        ("Lệnh form thiếu hoặc nêu sai điều nó cần", "What the command form needs is missing or wrong"),
        {
            "none": Message(
                what=("không có biểu {id!r}", "no form {id!r}"),
                expected=KNOWN,
                remedy=("ghi một trong các mã ấy", "write one of these ids"),
            ),
            "level": Message(
                what=("{form} là biểu cấp tỉnh, không có --unit", "{form} is a form of a province and takes no --unit"),
                expected=("bieu-10 … bieu-13", "bieu-10 … bieu-13"),
                remedy=("bỏ --unit", "leave --unit out"),
            ),
            "period": Message(
                what=(
                    "{form} lập cho bộ tiêu chí có hiệu lực từ ngày {first}, ngày {on} trước đó",
                    "{form} was made for the set in force from {first}, and {on} is before it",
                ),
                expected=("--on từ ngày {first}", "--on from {first}"),
                remedy=(
                    "chọn ngày khác; kết quả của ngày ấy xem bằng ntmrules summary",
                    "choose another day; ntmrules summary tells the results of that one",
                ),
            ),
            "figures": Message(
                what=("{form} cần số liệu", "{form} needs figures"),
                expected=("--from so-lieu.csv", "--from so-lieu.csv"),
                remedy=("thêm --from", "add --from"),
            ),
            "provinces": Message(
                what=(
                    "số liệu, vốn là của nhiều tỉnh: {provinces}",
                    "figures or capital are of several provinces: {provinces}",
                ),
                expected=("mỗi biểu của một tỉnh", "a form is of one province"),
                remedy=("tách mỗi tỉnh một tệp", "part them, a file a province"),
            ),
        },
    ),
    "NTM514": Code(
        (
            "Tệp có nhiều trang tính, hoặc không có trang tính được gọi",
            "A workbook has several sheets, or not the one asked for",
        ),
        {
            "several": Message(
                what=("có nhiều trang tính mang số liệu: {sheets}", "has several sheets of figures: {sheets}"),
                expected=("chọn trang tính cần đọc", "which sheet to read"),
                remedy=(
                    '--sheet "TÊN" (dùng được nhiều lần), hoặc --sheet all để đọc tất cả',
                    '--sheet "NAME" (may be repeated), or --sheet all for all of them',
                ),
            ),
            "unknown": Message(
                what=("không có trang tính {name!r}", "no sheet {name!r}"),
                expected=("{sheets}", "{sheets}"),
                remedy=("kiểm tra tên trang tính", "check the name of the sheet"),
            ),
            "no-sheets": Message(
                what=("--sheet chỉ dùng cho bảng tính", "--sheet is for spreadsheets"),
                expected=("tệp xlsx, xls hoặc ods", "an xlsx, xls or ods file"),
                remedy=("bỏ --sheet", "leave --sheet out"),
            ),
            "columns": Message(
                what=("--columns {word!r} không phải «TIÊU ĐỀ=LOẠI»", "--columns {word!r} is no HEADING=KIND"),
                expected=("loại là một trong: {known}", "the kind is one of: {known}"),
                remedy=(
                    'ví dụ: --columns "Thực hiện=value,KH=ignored"',
                    'for example: --columns "Thực hiện=value,KH=ignored"',
                ),
            ),
            "no-column": Message(
                what=(
                    "--columns nêu {column!r}, mà không bảng nào có cột như vậy",
                    "no table has the column {column!r} of --columns",
                ),
                expected=(
                    "một tiêu đề hoặc chữ cái của cột; có: {header}",
                    "a heading or a letter; there are: {header}",
                ),
                remedy=("sửa --columns cho khớp với tệp", "make --columns agree with the file"),
            ),
            "no-sign": Message(
                what=(
                    "--marks nêu {signs}, mà không ô kết quả nào ghi như vậy",
                    "no cell of results has a sign of --marks: {signs}",
                ),
                expected=("dấu có trong tệp", "signs that stand in the file"),
                remedy=(
                    "sửa --marks cho khớp với tệp, hoặc bỏ đi",
                    "make --marks agree with the file, or leave it out",
                ),
            ),
            "marks": Message(
                what=("--marks {word!r} không phải «DẤU=KẾT QUẢ»", "--marks {word!r} is no SIGN=VERDICT"),
                expected=("đạt | chưa đạt | không áp dụng", "đạt | chưa đạt | không áp dụng"),
                remedy=('ví dụ: --marks "x=đạt,=chưa đạt"', 'for example: --marks "x=đạt,=chưa đạt"'),
            ),
            "accept": Message(
                what=("không có gì để nhận theo mã {word!r}", "there is nothing to accept by the code {word!r}"),
                expected=("{known}", "{known}"),
                remedy=(
                    "ghi mã lỗi đứng trước lời báo, như NTM506",
                    "write the code that stands in the message, as NTM506",
                ),
            ),
        },
    ),
    "NTM515": Code(
        ("Phiếu được làm cho bộ, ngày hoặc vùng khác", "A form was made for another set, day or area"),
        {
            "set": Message(
                what=(
                    "phiếu này làm cho {own}, lựa chọn là --set {asked}",
                    "the form was made for {own}, the option says --set {asked}",
                ),
                expected=FORM_STANDS,
                remedy=DROP_OR_CUT,
            ),
            "unread": Message(
                what=(
                    "dòng «{line}» gần như dòng đầu của một phiếu, nhưng không đọc được",
                    "the line {line!r} is nearly the first line of a form, and cannot be read",
                ),
                expected=(
                    "Phiếu số liệu theo BỘ, ngày NĂM-THÁNG-NGÀY, TỈNH: …",
                    "the line that a form begins with: its set, its day as YEAR-MONTH-DAY, its province",
                ),
                remedy=(
                    "ghi lại dòng ấy như khi lập phiếu, hoặc xoá dòng ấy rồi nêu --set, --on và --province",
                    "write the line as it was when the form was made, or delete it and give --set, --on and --province",
                ),
            ),
            "sheets": Message(
                what=(
                    "trang tính này là phiếu làm cho {own}, trang tính {other} là phiếu làm cho {first}",
                    "this sheet is a form made for {own}, the sheet {other} is one made for {first}",
                ),
                expected=(
                    "các trang tính làm cho cùng một bộ, ngày và tỉnh",
                    "sheets made for one set, day and province",
                ),
                remedy=(
                    "đánh giá từng trang tính riêng bằng --sheet",
                    "judge each sheet by itself with --sheet",
                ),
            ),
            "day": Message(
                what=(
                    "phiếu này làm cho ngày {own}, lựa chọn là --on {asked}",
                    "the form was made for {own}, the option says --on {asked}",
                ),
                expected=FORM_STANDS,
                remedy=DROP_OR_CUT,
            ),
            "known": Message(
                what=(
                    "phiếu này làm cho ngày {own}, lựa chọn nói số liệu là của ngày {asked}, năm trước đó",
                    "the form was made for {own}, an option says that its figures are of {asked}, in an earlier year",
                ),
                expected=FORM_STANDS,
                remedy=DROP_OR_CUT,
            ),
            "area": Message(
                what=(
                    "phiếu này làm cho vùng {own}, lựa chọn là --area {asked}",
                    "the form was made for the area {own}, the option says --area {asked}",
                ),
                expected=FORM_STANDS,
                remedy=DROP_OR_CUT,
            ),
        },
    ),
    "NTM516": Code(
        ("Biểu tự đánh giá không còn như khi lập", "A live form is not as it was made"),
        {
            "hidden": Message(
                what=("trang ẩn «ntmrules» của biểu đã bị sửa", "the hidden sheet «ntmrules» was altered"),
                expected=AS_MADE,
                remedy=MAKE_AGAIN,
            ),
            "torn": Message(
                what=(
                    "đây là một trang rời của biểu tự đánh giá (lưu thành CSV, hoặc chép sang tệp khác): trang ẩn «ntmrules», "
                    "nơi ghi ô nào là số liệu nào, không còn",
                    "this is a single sheet of a live form (saved as CSV, or copied into another file): the hidden sheet "
                    "«ntmrules», which says what each cell is, is not with it",
                ),
                expected=("cả tệp biểu .xlsx, .xls hoặc .ods", "the whole form as .xlsx, .xls or .ods"),
                remedy=(
                    "mở biểu gốc, lưu lại thành .xlsx hoặc .ods rồi đánh giá tệp ấy; không còn biểu gốc thì lập biểu khác bằng "
                    "ntmrules form live rồi chép số liệu sang",
                    "open the form itself, save it as .xlsx or .ods and evaluate that; where it is lost make another with "
                    "ntmrules form live and copy the figures into it",
                ),
            ),
            "sheet": Message(
                what=("thiếu trang {sheet!r} của biểu", "the sheet {sheet!r} of the form is missing"),
                expected=AS_MADE,
                remedy=MAKE_AGAIN,
            ),
            "unit": Message(
                what=("chưa ghi tên đơn vị", "the unit is not named yet"),
                expected=("tên đơn vị ở ô màu vàng này", "the name of the unit in this yellow cell"),
                remedy=("ghi tên đơn vị vào ô ấy", "write its name there"),
            ),
            "row": Message(
                what=(
                    "số {number} đứng cạnh câu hỏi của một số khác: dòng, cột đã được sắp xếp mà số thứ tự không theo",
                    "number {number} stands beside what another number asks: rows or columns were sorted without it",
                ),
                expected=AS_MADE,
                remedy=MAKE_AGAIN,
            ),
            "twice": Message(
                what=(
                    "số thứ tự {number} đã có ở trên, hoặc không phải của biểu này",
                    "the number {number} stands above already, or is none of this form",
                ),
                expected=AS_MADE,
                remedy=("xoá dòng hoặc cột thừa ấy", "delete the row or column that is one too many"),
            ),
            "gone": Message(
                what=("thiếu số liệu số {number} của biểu", "figure {number} of the form is missing"),
                expected=AS_MADE,
                remedy=MAKE_AGAIN,
            ),
            "merged": Message(
                what=(
                    "các ô {cells} đã bị gộp: ô gộp chỉ giữ một giá trị, số liệu của các ô kia đã mất",
                    "the cells {cells} were merged: a merged cell keeps one value, and what stood in the others is lost",
                ),
                expected=AS_MADE,
                remedy=(
                    "bỏ gộp các ô ấy (Unmerge Cells), ghi lại từng số liệu vào ô của nó rồi đánh giá lại",
                    "unmerge these cells, write each figure into its own cell again, and evaluate again",
                ),
            ),
            "line": Message(
                what=(
                    "dòng «{line}» khác với trang ẩn của biểu",
                    "the line «{line}» says something else than the hidden sheet of the form",
                ),
                expected=AS_MADE,
                remedy=(
                    "cho bộ, ngày hoặc tỉnh khác, lập biểu khác bằng ntmrules form live rồi chép số liệu sang",
                    "for another set, day or province make a form with ntmrules form live and copy the figures into it",
                ),
            ),
            "below": Message(
                what=(
                    "có số liệu ở một dòng không mang số thứ tự của biểu",
                    "a figure stands in a row that has no number of the form",
                ),
                expected=AS_MADE,
                remedy=(
                    "chép số liệu vào đúng ô của biểu, ghi chú vào cột Ghi chú, rồi xoá dòng này",
                    "move figures into their cells, remarks into the column of notes, and delete this row",
                ),
            ),
        },
    ),
    "NTM513": one(
        "Số liệu ghi trong biên nhận không đọc được",
        "The figures inside a receipt cannot be read",
        what=(
            "không đọc được số liệu của biên nhận, phần {part!r}",
            "the figures of the receipt cannot be read, part {part!r}",
        ),
        expected=(
            "số liệu như `ntmrules evaluate --format json` ghi ra",
            "figures as `ntmrules evaluate --format json` writes them",
        ),
        remedy=("nêu tệp số liệu đứng sau biên nhận", "name the file of figures behind the receipt"),
    ),
    "NTM232": Code(
        ("Mẫu điền chỗ trống mới điền một phần", "A form of holes is filled in only in part"),
        {
            "source": Message(
                what=("chưa nêu tên văn bản đang có trong tay", "the text in hand is not named"),
                expected=(
                    "tên quyết định dùng để điền mẫu, và nơi đọc được",
                    "the title of the decision that you filled the form from, and where it can be read",
                ),
                remedy=("ghi vào chỗ {blank}", "write it instead of {blank}"),
            ),
            "mark": Message(
                what=("{word!r} không phải mức, cũng không phải dấu xác nhận", "{word!r} is no level and no mark"),
                expected=("một số, hoặc đúng (right, x)", "a number, or right (x)"),
                remedy=(
                    "ghi đúng nếu văn bản ghi như danh mục, ghi số nếu khác, hoặc để lại {blank}",
                    "write right where the text says what the catalogue has, a number where it does not, or put {blank} back",
                ),
            ),
            "nothing": Message(
                what=(
                    "{word!r} không xác nhận được gì: các nguồn khác nhau hoặc chưa có mức",
                    "{word!r} confirms nothing here: the sources differ, or there is no level yet",
                ),
                expected=("mức mà văn bản ghi", "the level that the text prints"),
                remedy=("ghi mức ấy bằng số", "write that level as a number"),
            ),
            "known": Message(
                what=(
                    "known: {written}, mà danh mục có {there}",
                    "known: {written}, and the catalogue has {there}",
                ),
                expected=(
                    "known như danh mục, mức của văn bản ở value",
                    "known as in the catalogue, the level of the text at value",
                ),
                remedy=(
                    "ghi lại known: {there}, rồi ghi mức của văn bản ở value (hoặc để {blank}); mẫu của danh mục cũ thì tạo lại",
                    "put known: {there} back and write the level of the text at value (or {blank}); make a form of an older "
                    "catalogue anew",
                ),
            ),
            "thousand": Message(
                what=(
                    "{written} có thể là {thousand} viết có dấu chấm phân nhóm, hoặc {less}",
                    "{written} may be {thousand} with a mark for thousands, or {less}",
                ),
                expected=("một số chỉ hiểu được một cách", "a number that can be read in one way only"),
                remedy=(
                    "nghìn thì ghi {thousand}; số lẻ thì ghi {less} hoặc {written}0",
                    "write {thousand} for the thousands, {less} or {written}0 for the decimal",
                ),
            ),
            "frame": Message(
                what=(
                    "{key}: {written}, mà danh mục có {there}: không có mức nào như danh mục để xác nhận hay bỏ qua",
                    "{key}: {written}, and the catalogue has {there}: no level is as in the catalogue, to be confirmed or left",
                ),
                expected=(
                    "{key}: {there}, hoặc mức của văn bản bằng số cho cách so sánh đã sửa",
                    "{key}: {there}, or the levels of the text as numbers for the changed comparison",
                ),
                remedy=(
                    "ghi lại {key}: {there}; nếu văn bản ghi khác thì ghi số thay cho mọi dấu xác nhận",
                    "put {key}: {there} back; where the text says otherwise write numbers instead of every mark",
                ),
            ),
            "no-level": Message(
                what=(
                    "kind: {kind} là không có mức, mà mục này có mức ghi hoặc xác nhận bên dưới",
                    "kind: {kind} has no level, and a level is written or confirmed in this entry",
                ),
                expected=("{blank} ở confirm và ở mọi mức", "{blank} at confirm and at every level"),
                remedy=(
                    "để lại {blank} ở confirm và mọi mức, hoặc ghi lại cách so sánh của mẫu ở kind",
                    "put {blank} back at confirm and at every level, or the comparison of the form at kind",
                ),
            ),
            "attained": Message(
                what=("{word!r} ở chỗ của một mức", "{word!r} where a level stands"),
                expected=("một số, đúng (right, x), hoặc tỉnh quy định", "a number, right (x), or delegated"),
                remedy=(
                    "văn bản chỉ ghi «Đạt»: ghi kind: đạt cho cả mục và để {blank} ở mọi mức; nếu số liệu là số thì mục ấy cần "
                    "số liệu mới, báo cho danh mục",
                    "where the text prints no level write kind: attained for the whole entry and leave {blank} at every level; "
                    "an entry whose figure is a number needs a new measure: tell the catalogue",
                ),
            ),
            "begun": Message(
                what=(
                    "{name} chưa điền, mà mục này đã điền dở",
                    "{name} is not filled in, though its entry was begun",
                ),
                expected=("điều quyết định ghi, thay cho {blank}", "what the decision says instead of {blank}"),
                remedy=(
                    "điền vào, bỏ khoá thừa, hoặc để lại {blank} trong cả mục",
                    "fill it in, take out a key that does not belong here, or put {blank} back in the whole entry",
                ),
            ),
        },
    ),
}

"""Messages of the page that judges in a browser (NTM058)."""

from ntmrules.messages.register import Code, Message

PART_IT = (
    "tách thành nhiều tệp; máy có cài ntmrules thì đánh giá được cả tệp",
    "part it into several files; a computer with ntmrules installed judges the whole file",
)

CODES = {
    "NTM058": Code(
        ("Trang đánh giá không nhận nội dung ấy", "The page that judges does not take this"),
        {
            "unit": Message(
                what=("tên đơn vị {unit!r} để trống hoặc đã có", "the name {unit!r} is empty, or stands there already"),
                expected=("mỗi đơn vị một tên riêng", "a name of its own for each unit"),
                remedy=("ghi tên khác", "write another name"),
            ),
            "kept": Message(
                what=("tệp đã lưu không còn nguyên: {fault}", "the kept file is not whole: {fault}"),
                expected=("đúng tệp mà trang đã lưu", "the file as the page kept it"),
                remedy=("mở lại tệp gốc chưa sửa", "open the file that nobody has altered"),
            ),
            "version": Message(
                what=(
                    "tệp do trang của phiên bản khác giữ lại, có phần mà trang này không biết ({version})",
                    "a page of another version kept the file, with something that this page does not know ({version})",
                ),
                expected=("tệp do trang cùng phiên bản giữ lại", "a file that a page of the same version kept"),
                remedy=(
                    "mở bằng chính trang đã giữ tệp, hoặc trang mới hơn",
                    "open it with the page that kept it, or with a newer one",
                ),
            ),
            "handbook": Message(
                what=(
                    "--with-page không đi cùng định dạng {format}",
                    "--with-page does not go with the format {format}",
                ),
                expected=("--format html", "--format html"),
                remedy=(
                    "bỏ --format, hoặc tạo trang riêng bằng ntmrules page build",
                    "leave --format out, or run ntmrules page build",
                ),
            ),
            "large": Message(
                what=("tệp quá lớn cho một trang", "the file is too large for a page"),
                expected=("không quá {units} đơn vị và {size} MB", "no more than {units} units and {size} MB"),
                remedy=PART_IT,
            ),
            "results": Message(
                what=("là bảng kết quả để xem, không phải số liệu", "is a table of results to look at, and no figures"),
                expected=(
                    "tệp số liệu, tệp .ntm.json hoặc JSON có biên nhận",
                    "a file of figures, a .ntm.json, or JSON with receipts",
                ),
                remedy=(
                    "mở tệp số liệu gốc; lần sau bấm «Giữ lại để mở sau (.ntm.json)» để mở lại được cả số đã gõ",
                    'open the file of figures that it came from; next time press "Keep to open again (.ntm.json)", which '
                    "keeps what was typed too",
                ),
            ),
            "other-set": Message(
                what=(
                    "số liệu đang mở không thuộc bộ {set}: {count} nội dung không có trong bộ ấy ({subjects})",
                    "the figures that stand here are not those of {set}: {count} of them are not in it ({subjects})",
                ),
                expected=("số liệu của chính bộ được chọn", "figures of the set that is chosen"),
                remedy=(
                    "bấm «Xoá hết», chọn bộ ấy rồi mở tệp số liệu của nó; hoặc giữ bộ đang dùng",
                    'press "Clear all", choose that set and open its figures; or keep the set in use',
                ),
            ),
            "parquet": Message(
                what=("trang này không đọc Parquet", "the page reads no Parquet"),
                expected=("Excel, ods, CSV hoặc JSON", "Excel, ods, CSV or JSON"),
                remedy=(
                    "lưu bảng thành CSV UTF-8; máy có cài ntmrules thì đọc được Parquet",
                    "save the table as CSV UTF-8; a computer with ntmrules installed reads Parquet",
                ),
            ),
            "ended": Message(
                what=(
                    "việc này làm phần tính toán của trang dừng lại ({why}); trang đã khởi động lại, số liệu còn nguyên",
                    "this ended what judges in the page ({why}); it was started again, with all figures",
                ),
                expected=("tệp vừa sức một trình duyệt", "a file that a browser can bear"),
                remedy=(
                    "làm việc khác tiếp; nếu do một tệp thì tách tệp ấy ra; máy có cài ntmrules thì đánh giá được cả tệp",
                    "go on with anything else; if a file did it, part it into several; a computer with ntmrules installed judges "
                    "the whole file",
                ),
            ),
            "stopped": Message(
                what=("đã dừng theo ý người dùng; số liệu còn nguyên", "stopped as asked; all figures are there"),
                expected=("tệp vừa sức một trình duyệt", "a file that a browser can bear"),
                remedy=PART_IT,
            ),
            "several": Message(
                what=("các kết quả của nhiều bộ, ngày hoặc tỉnh", "results of several sets, days or provinces"),
                expected=("một bộ, một ngày, một tỉnh", "one set, one day, one province"),
                remedy=("tách thành nhiều tệp", "part them into several files"),
            ),
        },
    ),
}

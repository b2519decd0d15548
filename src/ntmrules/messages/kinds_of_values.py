"""Messages about values of a kind that their subject does not take, tallies among them (NTM505)."""

from ntmrules.messages.register import Code, Message

WORDS = ("đạt | chưa đạt | không áp dụng", "đạt | chưa đạt | không áp dụng")

CODES = {
    "NTM505": Code(
        ("Giá trị không thuộc loại mà nội dung cần", "A value is not of the kind that its subject takes"),
        {
            "yes-no": Message(
                what=(
                    "{subject} nhận đạt hoặc chưa đạt, không nhận {value}",
                    "{subject} takes đạt or chưa đạt, not {value}",
                ),
                expected=("đạt | chưa đạt", "đạt | chưa đạt"),
                remedy=("ghi câu trả lời bằng chữ", "write the answer as a word"),
            ),
            "number": Message(
                what=("{subject} nhận một số, không nhận {value}", "{subject} takes a number, not {value}"),
                expected=("một số{unit}", "a number{unit}"),
                remedy=(
                    "ghi số (0 khi không có); muốn báo kết quả thì dùng số hiệu của chỉ tiêu",
                    "write the number (0 for none); to report a verdict, use the label of the indicator",
                ),
            ),
            "answer": Message(
                what=(
                    "{subject}: {value!r} không nói rõ là đạt hay chưa đạt",
                    "{subject}: {value!r} does not say whether it is met or not",
                ),
                expected=("{wanted}", "{wanted}"),
                remedy=(
                    "ghi đạt, chưa đạt hoặc không áp dụng; với số liệu thì ghi số (0 khi không có)",
                    "write đạt, chưa đạt or không áp dụng; for a figure write the number (0 for none)",
                ),
            ),
            "how-many": Message(
                what=("{subject}: có, nhưng chưa rõ bao nhiêu", "{subject}: some, and it is not said how many"),
                expected=("một số{unit}", "a number{unit}"),
                remedy=("ghi số", "write the number"),
            ),
            "no-tally": Message(
                what=("{subject} không nhận số đếm {value}", "{subject} takes no tally {value}"),
                expected=("đạt | chưa đạt | không áp dụng, hoặc một số", "đạt | chưa đạt | không áp dụng, or a number"),
                remedy=("số đếm ghi vào tieu-chi và chi-tieu", "tallies go to tieu-chi and chi-tieu"),
            ),
            "criterion": Message(
                what=(
                    "{subject} được đánh giá qua các chỉ tiêu và không nhận số",
                    "{subject} is judged by its indicators and takes no number",
                ),
                expected=WORDS,
                remedy=("ghi số cho chỉ tiêu hoặc số liệu", "give the number to the indicator or measure"),
            ),
            "several": Message(
                what=("{subject} đọc nhiều số liệu: {several}", "{subject} reads several figures: {several}"),
                expected=WORDS,
                remedy=("ghi mỗi số vào số liệu của nó", "give each number to its measure"),
            ),
            "no-number": Message(
                what=("{subject} không nhận số", "{subject} takes no number"),
                expected=WORDS,
                remedy=("ghi mỗi số vào số liệu của nó", "give each number to its measure"),
            ),
            "other-tally": Message(
                what=(
                    "{value} trong ô là số của {counted}, lại đứng ở {subject}",
                    "the cell says {value} of {counted}, it stands at {subject}",
                ),
                expected=("tieu-chi: số tiêu chí; chi-tieu: số chỉ tiêu", "tieu-chi: criteria; chi-tieu: indicators"),
                remedy=(
                    "đặt số vào cột của nó, hoặc sửa chữ trong ô",
                    "put it into its own column, or correct the words",
                ),
            ),
            "tally-over": Message(
                what=(
                    "{text!r} có số đạt lớn hơn tổng số",
                    "in {text!r} more are met than there are",
                ),
                expected=("số đạt/tổng số, như 16/19", "met/declared, as 16/19"),
                remedy=("sửa số đạt hoặc tổng số", "correct the one or the other"),
            ),
            "tally-range": Message(
                what=("{text!r} là một khoảng", "{text!r} is a range"),
                expected=("một số đạt/tổng số, như 16/19", "one number that is met/declared, as 16/19"),
                remedy=(
                    "ghi một số; chưa chốt được thì để trống ô",
                    "write one; leave the cell empty while it is open",
                ),
            ),
            "tally-words": Message(
                what=("{text!r} có thêm chữ ngoài số đếm", "{text!r} has more than a tally"),
                expected=("chỉ số đạt/tổng số, như 16/19", "met/declared alone, as 16/19"),
                remedy=(
                    "nếu kết quả là {pair} thì chỉ ghi {pair}, phần còn lại ghi ở cột Ghi chú; còn là số ước thì để trống ô",
                    "where {pair} is the result write it alone and the rest in a column of notes; leave out an estimate",
                ),
            ),
            "tally-two": Message(
                what=(
                    "{text!r} có nhiều số đếm trong một ô",
                    "{text!r} has several tallies in one cell",
                ),
                expected=("mỗi ô một số đếm, như 16/19", "one tally a cell, as 16/19"),
                remedy=("tách cột: Số tiêu chí đạt, Số chỉ tiêu đạt", "make two columns: Criteria met, Indicators met"),
            ),
            "tally-bare": Message(
                what=("{subject}: {value} không ghi tổng số", "{subject}: {value} without the number of all"),
                expected=("số đạt/tổng số, như {value}/{total}", "met/declared, as {value}/{total}"),
                remedy=(
                    "nếu là {value} trên {total} thì ghi {value}/{total}",
                    "where {value} of {total} are met write that",
                ),
            ),
            "tally-share": Message(
                what=("{subject}: ô này lưu {value}, không phải số đếm", "{subject}: the cell holds {value}, no tally"),
                expected=(
                    "số đạt/tổng số viết bằng chữ số, như {met}/{total}",
                    "met/declared as a text, as {met}/{total}",
                ),
                remedy=(
                    "nếu ô hiện {met}/{total} thì bảng tính đã hiểu là phép chia: đổi ô sang Văn bản rồi gõ lại {met}/{total}",
                    "where the cell shows {met}/{total} the spreadsheet took it for a division: make it a text and type it again",
                ),
            ),
            "tally": Message(
                what=(
                    "{subject} nhận số đếm như 16/19, không nhận {value}",
                    "{subject} takes a tally such as 16/19, not {value}",
                ),
                expected=("số đạt/tổng số", "met/declared"),
                remedy=(
                    "ghi như 16/19; chưa có kết quả thì để trống ô",
                    "write it as 16/19; leave the cell empty while it is open",
                ),
            ),
        },
    ),
}

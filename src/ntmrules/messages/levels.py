"""Messages of levels that no figure can come to, or every one does, and of rounding (NTM170)."""

from ntmrules.messages.register import Code, Message

AGAINST_TEXT = ("đối chiếu mức và đơn vị đo với văn bản", "check the level and its unit against the text")
AGAINST_SCALE = (
    "đối chiếu mức với điểm của từng mục trong văn bản; còn mục chưa ghi thì ghi đủ rồi hãy ghi mức",
    "check the mark against the points of each item of the text; where an item is not written yet, write all of them first",
)

CODES = {
    "NTM170": Code(
        ("Mức đạt nằm ngoài khoảng mà số liệu có thể có", "A level is outside what its measure can be"),
        {
            "outside": Message(
                what=(
                    "mức {value} nằm ngoài khoảng có thể của {measure}",
                    "the level {value} is outside what {measure} can be",
                ),
                expected=("từ {low} đến {high}", "{low} to {high}"),
                remedy=AGAINST_TEXT,
            ),
            "unlikely": Message(
                what=(
                    "mức {value} khó là mức của {measure}, tính bằng {unit}: {why}",
                    "the level {value} can hardly be one of {measure}, in {unit}: {why}",
                ),
                expected=("từ {low} đến {high}, tính bằng {unit}", "{low} to {high}, in {unit}"),
                remedy=(
                    "đối chiếu với văn bản: 62% thì ghi 62, tiền và số khác thì đổi ra đơn vị ấy, đủ chữ số",
                    "check it against the text: 62 for 62%, other numbers in that unit, with all their digits",
                ),
            ),
            "far": Message(
                what=(
                    "mức {value} gấp hoặc kém hơn {most} lần các mức đã biết cạnh nó ({known})",
                    "the level {value} is more than {most} times the levels known beside it, or less ({known})",
                ),
                expected=(
                    "mức như văn bản in: đủ chữ số, đúng đơn vị, của một năm chứ không phải một tháng",
                    "the level as printed: all its digits, in its unit, of a year and not of a month",
                ),
                remedy=(
                    "đối chiếu với văn bản rồi sửa; văn bản in đúng như thế thì ghi thêm {mark} vào dòng ấy",
                    "check it against the text and correct it; where it is printed so add {mark} to that row",
                ),
            ),
            "never": Message(
                what=(
                    "{op}: {value}, mà không số liệu nào của {measure} được như vậy",
                    "{op}: {value}, which no figure of {measure} can be",
                ),
                expected=(
                    "một mức mà số liệu từ {low} đến {high} có thể tới",
                    "a level that {low} to {high} can reach",
                ),
                remedy=AGAINST_TEXT,
            ),
            "always": Message(
                what=("{op}: {value}, mà đơn vị nào cũng được như vậy", "{op}: {value}, which every unit comes to"),
                expected=("một mức mà có đơn vị đạt, có đơn vị không", "a level that some units meet and some do not"),
                remedy=AGAINST_TEXT,
            ),
            "none": Message(
                what=("{op}: {value}, mà không đơn vị nào tới được", "{op}: {value}, which no unit can come to"),
                expected=("một mức mà có đơn vị đạt, có đơn vị không", "a level that some units meet and some do not"),
                remedy=AGAINST_TEXT,
            ),
            "points-always": Message(
                what=(
                    "{op}: {value}, mà các mục cộng lại từ {low} đến {high} điểm: đơn vị nào cũng đạt",
                    "{op}: {value}, and the items come to {low} to {high} points: every unit meets it",
                ),
                expected=("một mức mà có đơn vị đạt, có đơn vị không", "a level that some units meet and some do not"),
                remedy=AGAINST_SCALE,
            ),
            "points-none": Message(
                what=(
                    "{op}: {value}, mà các mục cộng lại từ {low} đến {high} điểm: không đơn vị nào đạt",
                    "{op}: {value}, and the items come to {low} to {high} points: no unit meets it",
                ),
                expected=("một mức mà có đơn vị đạt, có đơn vị không", "a level that some units meet and some do not"),
                remedy=AGAINST_SCALE,
            ),
            "nobody": Message(
                what=(
                    "điều kiện tự mâu thuẫn: không đơn vị nào có thể đáp ứng, nên không áp dụng với đơn vị nào",
                    "a condition that contradicts itself: no unit can meet it, so it is for none",
                ),
                expected=("một điều kiện mà có đơn vị đáp ứng", "a condition that some unit meets"),
                remedy=(
                    "đối chiếu với văn bản: «hoặc» thì ghi any, mỗi số đúng chiều của nó",
                    "check it against the text: «or» is any, and each number has its own direction",
                ),
            ),
            "everybody": Message(
                what=("điều kiện mà đơn vị nào cũng đáp ứng", "a condition that every unit meets"),
                expected=(
                    "một điều kiện mà có đơn vị đáp ứng, có đơn vị không",
                    "a condition that some units meet and some do not",
                ),
                remedy=(
                    "đối chiếu với văn bản: «và» thì ghi all; áp dụng với mọi đơn vị thì bỏ điều kiện",
                    "check it against the text: «and» is all; where it is asked of every unit, leave the condition out",
                ),
            ),
            "year": Message(
                what=(
                    "mức của năm {year}, mà bộ tiêu chí chỉ áp dụng đến ngày {last}",
                    "a level of the year {year}, and the set ends on {last}",
                ),
                expected=("năm không sau {last}", "a year not after {last}"),
                remedy=("sửa year, hoặc bỏ dòng ấy", "correct year, or leave the row out"),
            ),
            "years": Message(
                what=(
                    "mức của năm {year}, mà bộ tiêu chí nói về các năm {first}–{last}",
                    "a level of the year {year}, and the set speaks of {first} to {last}",
                ),
                expected=("một năm từ {first} đến {last}", "a year from {first} to {last}"),
                remedy=("sửa year theo văn bản, hoặc bỏ dòng ấy", "correct year by the text, or leave the row out"),
            ),
            "change": Message(
                what=(
                    "thay đổi ít nhất {value}, mà số liệu của {measure} không thể thay đổi nhiều như vậy",
                    "a change of at least {value}, which figures of {measure} cannot make",
                ),
                expected=("không quá {most}", "no more than {most}"),
                remedy=AGAINST_TEXT,
            ),
            "round": Message(
                what=(
                    "làm tròn đến {unit}, mà số liệu của {measure} chỉ từ {low} đến {high}",
                    "rounded to {unit}, and figures of {measure} lie between {low} and {high}",
                ),
                expected=(
                    "digits là số chữ số sau dấu phẩy; -1 là hàng chục, -2 là hàng trăm",
                    "digits behind the decimal point; -1 is tens, -2 is hundreds",
                ),
                remedy=("đối chiếu digits với văn bản", "check digits against the text"),
            ),
            "ratio": Message(
                what=("{value} %: hầu như đơn vị nào cũng đạt", "{value} %: nearly every unit comes to it"),
                expected=("tỷ lệ phần trăm, từ 0 đến 100", "a share in per cent, 0 to 100"),
                remedy=(
                    "văn bản nêu {percent} % thì ghi {percent}; nêu đúng {value} % thì giữ nguyên",
                    "where the text says {percent} % write {percent}; where it does say {value} %, leave it",
                ),
            ),
            "factor": Message(
                what=("hệ số {factor}", "a factor of {factor}"),
                expected=(
                    "một số nhân: 110 % là 1.10, cao hơn 10 % là 1.10",
                    "a multiplier: 110 % is 1.10, 10 % more is 1.10",
                ),
                remedy=(
                    "ghi lại thành số nhân; văn bản nêu đúng như vậy thì giữ nguyên",
                    "write it as a multiplier; where the text does say so, leave it",
                ),
            ),
            "turned": Message(
                what=(
                    "{kind} {measure}, mà các bộ khác đều so theo chiều ngược lại ({others})",
                    "{kind} of {measure}, and every other set compares it the other way ({others})",
                ),
                expected=("chiều so sánh như văn bản", "the comparison that the text makes"),
                remedy=(
                    "đối chiếu dấu ≥, ≤ với văn bản; văn bản đúng như vậy thì giữ nguyên",
                    "check ≥ and ≤ against the text; where it does say so, leave it",
                ),
            ),
            "turned-scale": Message(
                what=(
                    "thang điểm cho số liệu {measure} theo chiều ngược với mọi bộ có mức của nó ({others})",
                    "points for the figure {measure} go the other way than every set that has a level of it ({others})",
                ),
                expected=("điểm tăng khi số liệu tốt hơn", "more points for a better figure"),
                remedy=(
                    "đối chiếu các bậc, full_at hoặc deduct với văn bản; văn bản đúng như vậy thì giữ nguyên",
                    "check the bands, full_at or deduct against the text; where it does say so, leave it",
                ),
            ),
            "direction": Message(
                what=(
                    "{kind} không nêu {key}; bỏ trống là càng nhiều càng tốt, mà các bộ chỉ hỏi {measure} không vượt quá một mức",
                    "{kind} without {key}; left out, more is better, and sets only ask that {measure} is not above a level",
                ),
                expected=("{key}: {known}", "{key}: {known}"),
                remedy=("ghi {key} như văn bản yêu cầu", "write {key} as the text asks it"),
            ),
            "not-below": Message(
                what=(
                    "{kind}: số liệu tăng thì đạt, mà các bộ chỉ hỏi {measure} không vượt quá một mức",
                    "{kind}: met by a rise, and sets only ask that {measure} is not above a level",
                ),
                expected=("chiều mà văn bản yêu cầu", "the direction that the text asks for"),
                remedy=(
                    "văn bản yêu cầu không tăng thì ghi change_at_least với way: decrease, value: 0; nếu không thì giữ nguyên",
                    "where the text asks for no rise write change_at_least with way: decrease, value: 0; else leave it",
                ),
            ),
            "backwards": Message(
                what=(
                    "thay đổi ít nhất {value}: số liệu đổi theo chiều ngược lại cũng đạt",
                    "a change of at least {value}: figures that move the other way meet it too",
                ),
                expected=("một số dương, chiều tăng hay giảm ở way", "a number above nought, the direction in way"),
                remedy=(
                    "ghi way: {way} với {turned} khi văn bản yêu cầu thế; giữ nguyên khi văn bản cho phép đổi ngược đến mức ấy",
                    "write way: {way} with {turned} where the text asks that; leave it where it allows a move back up to there",
                ),
            ),
        },
    ),
}

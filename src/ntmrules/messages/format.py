"""Messages about the format of a catalogue: keys, types, words, cells and their evidence (NTM109 to NTM124, NTM194)."""

from ntmrules.messages.register import Code, Message, one

KNOWN = ("{known}", "{known}")

CODES = {
    "NTM109": Code(
        ("Không có khoá ấy", "No key has that name"),
        {
            "key": Message(
                what=("không có khoá {key!r}", "unknown key {key!r}"),
                expected=KNOWN,
                remedy=(
                    "thay bằng khoá trong số ấy nói đúng điều đó; phần sau dấu phẩy của một giá trị thì để cả giá trị trong "
                    "ngoặc kép; chỉ bỏ khoá khi điều ấy không có trong văn bản",
                    "put in its place the one of these that says it; the rest of a value after a comma is written in quotes "
                    "with that whole value; take the key out only where the text says no such thing",
                ),
            ),
            "elsewhere": Message(
                what=("khoá {key!r} không đứng ở đây", "the key {key!r} does not stand here"),
                expected=KNOWN,
                remedy=("chuyển khoá này vào: {place}", "move the key into: {place}"),
            ),
        },
    ),
    "NTM110": one(
        "Một giá trị không hợp với dạng của tệp",
        "A value does not fit the format",
        what=("không hợp: {error}", "does not fit: {error}"),
        expected=("{kind}", "{kind}"),
        remedy=("đối chiếu giá trị này với catalogs/README.md", "compare the value with catalogs/README.md"),
    ),
    "NTM111": Code(
        ("Một giá trị không thuộc kiểu phải có", "A value is not of the type that its key takes"),
        {
            "text": Message(
                what=("{shown} không phải chữ", "{shown} is not text"),
                expected=("chữ; số hiệu và ngày cũng là chữ", "text; a label or date is text too"),
                remedy=("ghi một đoạn chữ trong ngoặc kép", "write a text in quotes"),
            ),
            "quote": Message(
                what=("{shown} không phải chữ", "{shown} is not text"),
                expected=("chữ; số hiệu và ngày cũng là chữ", "text; a label or date is text too"),
                remedy=('viết "{value}" trong ngoặc kép', 'write "{value}" in quotes'),
            ),
            "empty": Message(
                what=("chữ trống", "an empty text"),
                expected=("một đoạn chữ, hoặc bỏ khoá", "a text, or leave the key out"),
                remedy=(
                    "ghi nội dung; không có gì để ghi thì bỏ cả khoá",
                    "write the text; where there is none leave the whole key out",
                ),
            ),
            "integer": Message(
                what=("{shown} không phải số nguyên", "{shown} is not a whole number"),
                expected=("số nguyên không có ngoặc kép", "a whole number without quotes"),
                remedy=(
                    "ghi số nguyên mà văn bản nêu, không có ngoặc kép, không có đơn vị",
                    "write the whole number of the text, without quotes and without a unit",
                ),
            ),
            "count": Message(
                what=("{key}: {count}", "{key}: {count}"),
                expected=("số đếm được trong văn bản, từ 1", "a number that the text counts, 1 or more"),
                remedy=(
                    "ghi số mà văn bản đếm; không biết thì bỏ khoá {key}",
                    "write the number that the text counts; where it is not known leave {key} out",
                ),
            ),
            "number": Message(
                what=("{shown} không phải số", "{shown} is not a number"),
                expected=(
                    "số không có ngoặc kép, dùng dấu chấm thập phân",
                    "a number without quotes, with a decimal point",
                ),
                remedy=(
                    "ghi riêng con số mà văn bản nêu, như 80.5; đơn vị nằm ở measures.yaml",
                    "write just the number of the text, as 80.5; its unit stands in measures.yaml",
                ),
            ),
            "boolean": Message(
                what=("{shown} không phải true hay false", "{shown} is not true or false"),
                expected=("true hoặc false", "true or false"),
                remedy=("ghi true hoặc false, không có ngoặc kép", "write true or false, without quotes"),
            ),
            "list": Message(
                what=("{shown} không phải danh sách", "{shown} is not a list"),
                expected=("một danh sách", "a list"),
                remedy=(
                    "đặt trong [ ], hoặc mỗi mục một dòng bắt đầu bằng dấu -",
                    "put it in [ ], or write one item a line, each beginning with -",
                ),
            ),
            "map": Message(
                what=("{shown} không phải bảng khoá", "{shown} is not a map"),
                expected=("bảng khoá: {keys}", "a map: {keys}"),
                remedy=(
                    "ghi các khoá ấy trong {{ }}, hoặc mỗi khoá một dòng thụt vào dưới",
                    "write these keys in {{ }}, or one a line, indented below",
                ),
            ),
            "pairs": Message(
                what=("không phải bảng khoá", "is no map"),
                expected=('mỗi tên một giá trị, như {{"1.1": 2}}', 'a value a name, as {{"1.1": 2}}'),
                remedy=("ghi tên: giá trị trong {{ }}", "write name: value in {{ }}"),
            ),
            "one-language": Message(
                what=("{text!r} chỉ bằng một thứ tiếng", "{text!r} in one language only"),
                expected=("bảng khoá {{vi: …, en: …}}", "a map {{vi: …, en: …}}"),
                remedy=("ghi {{vi: …, en: …}}", "write {{vi: …, en: …}}"),
            ),
        },
    ),
    "NTM112": Code(
        ("Không có từ ấy trong danh sách đóng", "A closed list has no such word"),
        {
            "word": Message(
                what=("không có từ {shown} ở đây", "{shown} is no word that can stand here"),
                expected=KNOWN,
                remedy=("ghi một trong các từ ấy", "write one of these words"),
            ),
            "op": Message(
                what=("không có cách so sánh {op!r}", "unknown comparison {op!r}"),
                expected=KNOWN,
                remedy=("ghi một trong các từ ấy", "write one of these words"),
            ),
            "verdict": Message(
                what=("{word!r} không phải kết quả", "{word!r} is no verdict"),
                expected=KNOWN,
                remedy=("ghi một trong các từ ấy", "write one of these words"),
            ),
        },
    ),
    "NTM113": Code(
        ("Yêu cầu thiếu loại, hoặc loại ấy không có", "A requirement has no kind, or one that does not exist"),
        {
            "missing": Message(
                what=("yêu cầu không nêu loại", "a requirement without its kind"),
                expected=("kind: {known}", "kind: {known}"),
                remedy=("thêm kind: với loại mà văn bản hỏi", "add kind: with the one that the text asks"),
            ),
            "unknown": Message(
                what=("không có loại yêu cầu {shown}", "unknown requirement kind {shown}"),
                expected=KNOWN,
                remedy=(
                    "ghi loại mà văn bản hỏi; không loại nào nói được thì xem docs/plugins.md",
                    "write the kind that the text asks; where none can say it see docs/plugins.md",
                ),
            ),
        },
    ),
    "NTM114": Code(
        ("Yêu cầu ghép không đủ phần", "A requirement lacks what its kind needs"),
        {
            "nothing": Message(
                what=("{kind} không có phần nào", "{kind} of nothing"),
                expected=("ít nhất một yêu cầu trong `of`", "at least one requirement in `of`"),
                remedy=("ghi các yêu cầu theo văn bản vào of:", "write the requirements of the text under of:"),
            ),
            "k": Message(
                what=("k = {k} trên {count} yêu cầu", "k = {k} of {count} requirements"),
                expected=("k từ 1 đến {count}", "k from 1 to {count}"),
                remedy=("đối chiếu k và số yêu cầu với văn bản", "check k and the requirements against the text"),
            ),
            "again": Message(
                what=(
                    "một yêu cầu ghi hai lần trong k_of, nên được đếm hai lần",
                    "a part stands twice in k_of and counts twice",
                ),
                expected=("mỗi yêu cầu một lần", "each part once"),
                remedy=("bỏ một lần, rồi đối chiếu k với văn bản", "take one out, then check k against the text"),
            ),
            "children": Message(
                what=(
                    "{kind} cần target hoặc số liệu của đơn vị cấp dưới, một trong hai",
                    "{kind} needs a target or a measure of the child units, one of the two",
                ),
                expected=(
                    "target: <mã bộ>, hoặc measure: <số liệu có/không>",
                    "target: <set id>, or measure: <yes/no measure>",
                ),
                remedy=(
                    "ghi target khi từng đơn vị được xét theo một bộ, measure khi chỉ có câu trả lời; bỏ khoá kia",
                    "write target where each unit is judged by a set, measure where there is only an answer; leave the other out",
                ),
            ),
            "years": Message(
                what=("for_years = {years}", "for_years = {years}"),
                expected=("số năm liền nhau, từ 1 đến {most}", "a number of years in a row, 1 to {most}"),
                remedy=(
                    "ghi số năm liền nhau mà văn bản nêu",
                    "write the number of years in a row that the text names",
                ),
            ),
            "digits": Message(
                what=("làm tròn đến {digits} chữ số", "rounding to {digits} digits"),
                expected=(
                    "từ -{most} đến {most}: chữ số sau dấu phẩy; -1 là hàng chục, -2 là hàng trăm",
                    "-{most} to {most}: digits behind the point; -1 is to tens, -2 to hundreds",
                ),
                remedy=("ghi số chữ số mà văn bản nêu", "write the digits that the text names"),
            ),
            "relative": Message(
                what=("relative không nêu so với số liệu nào", "relative does not say to which figure"),
                expected=(
                    "whose: tinh | huyen (số liệu của tỉnh, huyện chứa đơn vị), hoặc base: <số liệu khác của đơn vị>",
                    "whose: tinh | huyen (of the unit in which it lies), or base: <another measure of the unit>",
                ),
                remedy=(
                    "ghi whose: khi so với tỉnh hoặc huyện, base: khi so với số liệu khác của chính đơn vị",
                    "write whose: to compare with the province or district, base: with another figure of the unit itself",
                ),
            ),
            "factor": Message(
                what=("hệ số {factor}", "a factor of {factor}"),
                expected=("một số lớn hơn 0", "a number above 0"),
                remedy=("đối chiếu hệ số với văn bản", "check the factor against the text"),
            ),
        },
    ),
    "NTM194": one(
        "Số phải đạt không đọc được",
        "It cannot be read how many have to be met",
        what=("at_least: {shown}", "at_least: {shown}"),
        expected=(
            "một số nguyên từ 1 (số chỉ tiêu, tiêu chí), hoặc một tỷ lệ như 80 %",
            "a whole number from 1 on (of indicators or criteria), or a share like 80 %",
        ),
        remedy=("viết at_least: 8, hoặc at_least: 80 %", "write at_least: 8, or at_least: 80 %"),
    ),
    "NTM115": Code(
        ("Ô của bảng mức đạt không nói đúng một điều", "A cell of a threshold does not say just one thing"),
        {
            "several": Message(
                what=("một ô cùng lúc là {states}", "a cell that is {states} at once"),
                expected=("đúng một trong {known}", "exactly one of {known}"),
                remedy=(
                    "giữ điều văn bản nói; nguồn mâu thuẫn thì ghi candidates",
                    "keep what the text says; where sources differ, candidates",
                ),
            ),
            "nothing": Message(
                what=("một ô không nói gì", "a cell that says nothing"),
                expected=("đúng một trong {known}", "exactly one of {known}"),
                remedy=(
                    "chưa biết mức thì ghi unknown: {{why: …}}",
                    "where the level is not known, unknown: {{why: …}}",
                ),
            ),
            "year": Message(
                what=("năm {year} của một dòng", "the year {year} of a row"),
                expected=("một năm bốn chữ số, {first}-{last}", "a year of four digits, {first}-{last}"),
                remedy=("ghi đủ năm như văn bản", "write the year of the text in full"),
            ),
            "candidates": Message(
                what=("các giá trị khả dĩ không khác nhau", "candidates that do not differ"),
                expected=("hai giá trị khác nhau trở lên, hoặc `value`", "two or more different values, or `value`"),
                remedy=("một giá trị thì ghi value", "write one value as value"),
            ),
            "single": Message(
                what=("một ô đơn có năm hoặc vùng", "a single cell with a year or an area"),
                expected=("`rows:` có ô ấy bên trong", "`rows:` with that cell in it"),
                remedy=("đưa ô ấy vào rows:", "put the cell under rows:"),
            ),
            "crossed": Message(
                what=(
                    "năm {year} có dòng chung cho mọi vùng, vùng {area} có dòng chung cho mọi năm ({other}): "
                    "không rõ vùng ấy năm ấy theo dòng nào",
                    "year {year} has a row for every area, and area {area} one for every year ({other}): "
                    "which of them is for that area in that year is not clear",
                ),
                expected=("thêm một dòng nêu cả năm và vùng", "one more row with both year and area"),
                remedy=(
                    "thêm dòng {{year: {year}, area: {area}, …}} với mức của văn bản",
                    "add the row {{year: {year}, area: {area}, …}} with the level of the text",
                ),
            ),
            "no-rows": Message(
                what=("mức đạt không có dòng nào", "a threshold without rows"),
                expected=("ít nhất một dòng", "at least one row"),
                remedy=("ghi ít nhất một dòng, hoặc value", "write a row, or value"),
            ),
        },
    ),
    "NTM116": one(
        "Hai dòng mức đạt cho cùng năm và vùng",
        "Two rows of a threshold for one year and area",
        what=("hai dòng cho năm {year} và vùng {area}", "two rows for year {year} and area {area}"),
        expected=("mỗi năm, vùng một dòng", "one row each"),
        remedy=(
            "giữ một dòng, dòng kia ở {other}; nguồn mâu thuẫn thì ghi candidates trong dòng giữ lại",
            "keep one row, the other is in {other}; where sources differ, candidates in the one that is kept",
        ),
    ),
    "NTM117": one(
        "Thiếu một khoá",
        "A key is missing",
        what=("thiếu khoá {key!r}", "the key {key!r} is missing"),
        expected=("{key}: …", "{key}: …"),
        remedy=("thêm vào", "add it"),
    ),
    "NTM118": Code(
        ("Không phải một ngày có thật, hoặc kết thúc trước khi bắt đầu", "No real day, or an end before its beginning"),
        {
            "day": Message(
                what=(
                    "{shown} không phải một ngày có thật, viết năm-tháng-ngày",
                    "{shown} is no real day written year-month-day",
                ),
                expected=(
                    'năm-tháng-ngày trong ngoặc kép, như "2022-03-08"',
                    'year-month-day in quotes, as "2022-03-08"',
                ),
                remedy=(
                    "tra ngày trong văn bản rồi ghi đủ bốn, hai và hai chữ số",
                    "look the day up in the text and write it with four, two and two digits",
                ),
            ),
            "ends": Message(
                what=("kết thúc ({last}) trước khi bắt đầu ({first})", "ends ({last}) before it begins ({first})"),
                expected=("to không trước from", "to not before from"),
                remedy=("tra lại hai ngày ấy trong văn bản", "look both up in the text"),
            ),
        },
    ),
    "NTM119": one(
        "Khoảng có mức dưới cao hơn mức trên",
        "A range whose low level lies above the high one",
        what=("mức dưới {low} cao hơn mức trên {high}", "the low level {low} lies above the high level {high}"),
        expected=("low <= high", "low <= high"),
        remedy=("đổi chỗ hai mức, hoặc tra lại trong văn bản", "swap the two, or look them up in the text"),
    ),
    "NTM120": one(
        "Căn cứ không dẫn nguồn",
        "Evidence without a reference",
        what=("căn cứ loại {kind} mà không dẫn nguồn", "evidence of kind {kind} without a reference"),
        expected=("ref: [các mã trong sources.yaml]", "ref: [ids of sources.yaml]"),
        remedy=("nêu nguồn, hoặc ghi `kind: recall`", "name the source, or say `kind: recall`"),
    ),
    "NTM121": Code(
        ("Mức đạt không có căn cứ", "A level without evidence"),
        {
            "candidate": Message(
                what=("một giá trị khả dĩ không có căn cứ", "a candidate without evidence"),
                expected=("mỗi giá trị đều có căn cứ", "evidence on every value"),
                remedy=("ghi evidence: của giá trị ấy", "write evidence: of that value"),
            ),
            "value": Message(
                what=("giá trị {value} không có căn cứ", "the value {value} without evidence"),
                expected=("căn cứ ở ô hoặc ở mức đạt của nó", "evidence on the cell or on its threshold"),
                remedy=(
                    "ghi evidence: ở ô, hoặc ở threshold cho mọi ô",
                    "write evidence: in the cell, or in the threshold for all of them",
                ),
            ),
        },
    ),
    "NTM122": one(
        "Quyết định sửa đổi hoặc bãi bỏ chính nó",
        "A decision amends or repeals itself",
        what=("{decision!r} nêu chính nó trong {key}", "{decision!r} names itself under {key}"),
        expected=("một quyết định khác, ban hành trước", "another decision, issued before"),
        remedy=("bỏ nó ra khỏi {key}", "take it out of {key}"),
    ),
    "NTM123": one(
        "Mã có ký tự không dùng được trong mã",
        "An id has characters that cannot stand in one",
        what=("{shown} không thể là một mã", "{shown} cannot be an id"),
        expected=(
            "nhiều nhất 200 chữ cái không dấu, chữ số, - _ . (và / giữa các phần của mã đầy đủ); không có .., không phải tên "
            "riêng của Windows như con, nul",
            "at most 200 letters without accents, digits, - _ . (and / between the parts of a full id); no .., and no name of a "
            "device of Windows such as con, nul",
        ),
        remedy=("viết lại mã bằng các ký tự ấy", "write the id with these characters"),
    ),
    "NTM127": Code(
        ("Đơn vị của số liệu trái với loại của nó", "The unit of a measure contradicts its kind"),
        {
            "percent": Message(
                what=("số liệu loại percent có đơn vị {unit!r}", "a measure of kind percent with the unit {unit!r}"),
                expected=('unit: "%", hoặc kind: amount, count', 'unit: "%", or kind: amount, count'),
                remedy=(
                    "tỷ lệ thì ghi đơn vị %; số đo bằng đơn vị khác thì ghi kind: amount",
                    "write % for a share; what is measured in another unit is of kind: amount",
                ),
            ),
            "count": Message(
                what=("số liệu loại count có đơn vị {unit!r}", "a measure of kind count with the unit {unit!r}"),
                expected=("đơn vị đếm được: trường, mô hình …", "what is counted: schools, models …"),
                remedy=(
                    "tỷ lệ từ 0 đến 100 thì ghi kind: percent; tốc độ tăng thì ghi kind: amount",
                    "a share from 0 to 100 is of kind: percent; a rate of growth is of kind: amount",
                ),
            ),
            "ends": Message(
                what=("{key} có min {low} lớn hơn max {high}", "{key} with min {low} above max {high}"),
                expected=("min <= max", "min <= max"),
                remedy=("đổi chỗ hai số, hoặc bỏ số không chắc", "swap the two, or leave out the one that is not sure"),
            ),
            "factor": Message(
                what=("likely có factor: {factor}", "likely with factor: {factor}"),
                expected=("một số lớn hơn 0", "a number above 0"),
                remedy=(
                    "ghi bao nhiêu đơn vị kia bằng một đơn vị của số liệu, như 1000000 đồng",
                    "write how many of that unit make one of the measure's, as 1000000",
                ),
            ),
            "answer": Message(
                what=("số liệu loại yes_no có đơn vị {unit!r}", "a measure of kind yes_no with the unit {unit!r}"),
                expected=("không có đơn vị", "no unit"),
                remedy=(
                    "bỏ dòng unit; nếu là số đo thì ghi kind: amount, count hoặc percent",
                    "leave unit out; a number is of kind: amount, count or percent",
                ),
            ),
        },
    ),
    "NTM129": Code(
        ("Hạn dùng của số liệu không hợp lệ", "A limit on the age of figures that cannot be"),
        {
            "ours": Message(
                what=(
                    "fresh_for phải có nguồn hoặc ghi là của danh mục này, đúng một trong hai",
                    "fresh_for needs its source or is marked as ours, just one of the two",
                ),
                expected=("evidence: {{…}}, hoặc ours: true", "evidence: {{…}}, or ours: true"),
                remedy=(
                    "văn bản nêu hạn thì ghi evidence:, hạn do danh mục này đặt thì ghi ours: true; bỏ khoá kia",
                    "write evidence: where a text sets the limit, ours: true where this catalogue does; leave the other out",
                ),
            ),
            "years": Message(
                what=("fresh_for có số năm {years}", "fresh_for with {years} years"),
                expected=("số năm từ 0 trở lên", "0 years or more"),
                remedy=(
                    "ghi số năm mà văn bản nêu; không có hạn thì bỏ fresh_for",
                    "write the years that the text names; without a limit leave fresh_for out",
                ),
            ),
        },
    ),
    "NTM124": Code(
        ("Số viết bằng dấu phẩy thập phân", "A number is written with a decimal comma"),
        {
            "decimal": Message(
                what=("{written} viết bằng dấu phẩy", "{written} is written with a comma"),
                expected=("số có dấu chấm thập phân", "a number with a decimal point"),
                remedy=("ghi {better}", "write {better}"),
            ),
            "unclear": Message(
                what=(
                    "{written} viết bằng dấu phẩy, không rõ là số nào",
                    "{written} is written with commas, and which number it is is not clear",
                ),
                expected=(
                    "số có dấu chấm thập phân, không có dấu ngăn hàng nghìn",
                    "a number with a decimal point, and nothing between thousands",
                ),
                remedy=(
                    "xem lại số ấy trong văn bản rồi ghi như thế",
                    "look the number up in the text and write it so",
                ),
            ),
            "either": Message(
                what=("{written} viết bằng dấu phẩy", "{written} is written with a comma"),
                expected=(
                    "số có dấu chấm thập phân, không có dấu ngăn hàng nghìn",
                    "a number with a decimal point, and nothing between thousands",
                ),
                remedy=(
                    "phần thập phân thì ghi {better}, hàng nghìn thì ghi {thousands}",
                    "write {better} where the rest is a fraction, {thousands} where it is thousands",
                ),
            ),
        },
    ),
    "NTM125": one(
        "Dấu phẩy cắt đôi một giá trị",
        "A comma cuts a value in two",
        what=("dấu phẩy cắt giá trị của {key} thành {parts}", "commas cut the value of {key} into {parts}"),
        expected=(
            "một đoạn chữ trong ngoặc kép, hoặc một danh sách trong ngoặc vuông",
            "one text in quotes, or a list in brackets",
        ),
        remedy=(
            "một đoạn chữ thì ghi {text}; nhiều mục thì ghi {list}",
            "for one text write {text}; for several items write {list}",
        ),
    ),
}

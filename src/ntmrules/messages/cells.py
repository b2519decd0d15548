"""Messages about single figures: what a cell says, and whether it can be (NTM502, NTM506, NTM507, NTM509 to NTM512)."""

from ntmrules.messages.register import Code, Message

KEEP = ("giữ giá trị đúng", "keep the right one")
DATE_BOTH = (
    "giữ giá trị đúng, hoặc ghi thời gian cho cả hai bằng period hoặc as_of",
    "keep the right one, or date both with period or as_of",
)
ONE = ("mỗi nội dung một giá trị", "one value for one thing")
LEAVE = ("để trống ô khi chưa biết", "leave the cell empty when it is not known")
UNIT_NAME = ("tên xã, huyện hoặc tỉnh", "the name of the commune, district or province")

CODES = {
    "NTM502": Code(
        ("Không hiểu một giá trị, hoặc có thể hiểu hai cách", "A value cannot be read, or can be read in two ways"),
        {
            "two-ways": Message(
                what=(
                    "{text!r} có thể hiểu là {whole} hoặc {fraction} có phần thập phân",
                    "{text!r} can be read as {whole} or as {fraction} with decimals",
                ),
                expected=("{whole}, hoặc {fraction}0", "{whole}, or {fraction}0"),
                remedy=("viết sao cho chỉ có thể là một số", "write it in a way that can only be one number"),
            ),
            "nothing": Message(
                what=("{text!r} không phải số, cũng không phải kết quả", "{text!r} is no number and no verdict"),
                expected=("một số, hoặc đạt | chưa đạt | không áp dụng", "a number, or đạt | chưa đạt | không áp dụng"),
                remedy=(
                    "ghi số liệu, hoặc để trống ô khi chưa biết",
                    "write the figure, or leave the cell empty when it is not known",
                ),
            ),
            "told": Message(
                what=("{text!r} không phải số, cũng không phải kết quả", "{text!r} is no number and no verdict"),
                expected=("một số, hoặc đạt | chưa đạt | không áp dụng", "a number, or đạt | chưa đạt | không áp dụng"),
                remedy=(
                    "ghi số liệu, hoặc để trống ô khi chưa biết; nếu cả cột {letter} là lời thuyết minh, chỉ cột {verdict} là "
                    'kết quả: --columns "{letter}=note"',
                    "write the figure, or leave the cell empty when it is not known; where all of column {letter} is told in "
                    'words and column {verdict} alone is the result: --columns "{letter}=note"',
                ),
            ),
            "day": Message(
                what=("{text!r} là một ngày", "{text!r} is a day"),
                expected=("số, đạt | chưa đạt, hoặc 10/19", "a number, đạt | chưa đạt, or 10/19"),
                remedy=("định dạng ô là Text rồi gõ lại 10/12", "format the cell as text and type 10/12 again"),
            ),
            "sign": Message(
                what=("dấu {text!r} không nói rõ là đạt hay chưa đạt", "the sign {text!r} does not say met or not met"),
                expected=("đạt | chưa đạt | không áp dụng", "đạt | chưa đạt | không áp dụng"),
                remedy=(
                    'nói dấu ấy nghĩa là gì: --marks "{text}=đạt" hay "{text}=chưa đạt", hoặc ghi ở cuối «Ghi chú: {text}: …»',
                    'say what it means: --marks "{text}=đạt" or "{text}=chưa đạt", or below the table "Ghi chú: {text}: …"',
                ),
            ),
            "error": Message(
                what=("ô báo lỗi {text}", "the cell shows the error {text}"),
                expected=("một số, hoặc đạt | chưa đạt | không áp dụng", "a number, or đạt | chưa đạt | không áp dụng"),
                remedy=("sửa công thức, hoặc xoá ô khi chưa biết", "mend the formula, or clear a cell not known"),
            ),
            "formula": Message(
                what=("ô có công thức chưa được tính", "the cell has a formula that nobody calculated"),
                expected=("kết quả của công thức", "the result of the formula"),
                remedy=(
                    "mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi đánh giá",
                    "open the file in Excel or LibreOffice, save it, and judge it again",
                ),
            ),
            "scaled": Message(
                what=(
                    "ô hiển thị theo nghìn hoặc triệu, giá trị và định dạng là {text!r}",
                    "the cell is shown in thousands or millions, its value and format are {text!r}",
                ),
                expected=("giá trị đúng như nhìn thấy", "a value as it is seen"),
                remedy=(
                    "bỏ dấu phẩy ở cuối định dạng số, ghi số theo đơn vị của số liệu",
                    "take the commas at the end of the number format out and write the number in the unit asked for",
                ),
            ),
            "with-unit": Message(
                what=("{text!r} có đơn vị tính trong ô", "{text!r} has a unit of measure in the cell"),
                expected=("chỉ một số, tính bằng đơn vị của số liệu", "a number alone, in the unit of the measure"),
                remedy=(
                    "chỉ ghi số {number} nếu số liệu tính bằng {unit}, không thì đổi sang đơn vị của nó; đơn vị ghi ở cột ĐVT",
                    "write {number} alone where the measure is in {unit}, else convert it; a unit stands in its own column",
                ),
            ),
            "struck": Message(
                what=("{text!r} bị gạch ngang trong ô", "{text!r} is struck out in its cell"),
                expected=("một số liệu còn dùng", "a figure that still holds"),
                remedy=(
                    "xoá số bị gạch, chỉ để số đúng; nếu số vẫn dùng thì bỏ gạch ngang (kể cả một phần của ô)",
                    "delete what is struck out and leave the right figure; if it still holds, take the strike off (of parts too)",
                ),
            ),
            "raised": Message(
                what=("{text!r} có dấu chú thích nâng lên, không phải chữ số", "{text!r} has a raised mark of a note"),
                expected=("chỉ số liệu", "the figure alone"),
                remedy=("xoá dấu, ghi chú thích ở cột khác", "delete the mark, write the note elsewhere"),
            ),
            "unseen": Message(
                what=(
                    "định dạng của ô làm số không hiện ra: giá trị và định dạng là {text!r}",
                    "the format of the cell hides its number: value and format are {text!r}",
                ),
                expected=("giá trị đúng như nhìn thấy", "a value as it is seen"),
                remedy=(
                    "đổi định dạng số để giá trị hiện ra, hoặc xoá ô khi chưa biết",
                    "choose a number format that shows the value, or clear the cell when it is not known",
                ),
            ),
            "sign-or-number": Message(
                what=(
                    "{subject}: {sign} có thể là số {sign} hoặc dấu «{meant}»",
                    "{subject}: {sign} may be the number {sign} or the sign for {meant}",
                ),
                expected=("số liệu, hoặc đạt | chưa đạt bằng chữ", "the figure, or đạt | chưa đạt in words"),
                remedy=(
                    "ghi {meant} bằng chữ ở ô này, hoặc đặt số liệu ở bảng không dùng số làm dấu",
                    "write {meant} in words in this cell, or put figures in a table without numbers as signs",
                ),
            ),
            "infinite": Message(
                what=("số vô hạn", "the number is infinite"), expected=("một số", "a number"), remedy=LEAVE
            ),
            "type": Message(
                what=("các ô kiểu {type} không phải số liệu", "cells of type {type} are no figures"),
                expected=("số, có/không, hoặc chữ", "numbers, yes/no, or text"),
                remedy=("chuyển kiểu của cột", "convert the column"),
            ),
            "not-finite": Message(
                what=("{subject} = {value} không phải số", "{subject} = {value} is no number"),
                expected=("một số{unit}", "a number{unit}"),
                remedy=("bỏ số liệu này khi chưa biết", "leave the figure out when it is not known"),
            ),
        },
    ),
    "NTM506": Code(
        ("Số liệu không thể đúng, hoặc tính bằng đơn vị khác", "A figure cannot be, or is in another unit"),
        {
            "unit": Message(
                what=(
                    "{subject} = {value} {given} tính bằng đơn vị khác",
                    "{subject} = {value} {given} is in another unit",
                ),
                expected=("một số tính bằng {unit}", "a number in {unit}"),
                remedy=("đổi đơn vị, hoặc sửa nội dung", "convert the figure, or correct the subject"),
            ),
            "bare": Message(
                what=(
                    "{subject} = {value} {given} tính bằng đơn vị khác",
                    "{subject} = {value} {given} is in another unit",
                ),
                expected=("một số không kèm đơn vị tính", "a bare number"),
                remedy=("đổi đơn vị, hoặc sửa nội dung", "convert the figure, or correct the subject"),
            ),
            "range": Message(
                what=("{subject} không thể bằng {value}", "{subject} = {value} cannot be"),
                expected=("{low}số liệu{high}{unit}", "{low}figure{high}{unit}"),
                remedy=("kiểm tra số liệu và đơn vị tính", "check the figure and its unit"),
            ),
            "one": Message(
                what=(
                    "{subject} = 1 đứng cùng {fraction} ({place}): có thể là 1 % hoặc 100 %",
                    "{subject} = 1 stands beside {fraction} ({place}): it may be 1 % or 100 %",
                ),
                expected=("số phần trăm: 1 hoặc 100", "per cent: 1 or 100"),
                remedy=(
                    "ghi mọi ô của cột này bằng phần trăm (100, 95); nếu đúng là 1 % thì ghi «đã xác nhận» ở cột trạng thái "
                    "(status)",
                    'write every cell of this column in per cent (100, 95); where it is 1 % write "confirmed" into the column '
                    "status",
                ),
            ),
            "ratio": Message(
                what=(
                    "{subject} = {value} đọc từ tệp không cho biết định dạng số: có thể là {value} % hoặc {percent} %",
                    "{subject} = {value} comes from a file that does not tell number formats: {value} % or {percent} %",
                ),
                expected=("số phần trăm, như {percent}", "the number of per cent, as {percent}"),
                remedy=(
                    "lưu tệp thành .xlsx, hoặc ghi {percent} (hay {value} kèm dấu %)",
                    "save the file as .xlsx, or write {percent} (or {value} with the sign %)",
                ),
            ),
            "measured": Message(
                what=(
                    "{subject} = {value}: tệp ghi đơn vị tính {given!r}, số liệu này tính bằng {unit}",
                    "{subject} = {value}: the form says {given!r}, and this figure is in {unit}",
                ),
                expected=("một số tính bằng {unit}", "a number in {unit}"),
                remedy=("đổi số liệu sang {unit}", "convert the figure to {unit}"),
            ),
            "behind": Message(
                what=(
                    "{subject} ghi là {given!r}, còn số liệu của {subject} tính bằng {unit}",
                    "{subject} is called {given!r}, and the figure of {subject} is in {unit}",
                ),
                expected=("một số tính bằng {unit}", "a number in {unit}"),
                remedy=(
                    "đổi số liệu sang {unit}; nếu số đã tính như vậy thì chỉ ghi {subject}",
                    "convert the figure to {unit}; if it is so already, write {subject} alone",
                ),
            ),
            "implausible": Message(
                what=(
                    "{subject} = {value}{unit} nằm ngoài khoảng thường gặp ({range}): {why}",
                    "{subject} = {value}{unit} is outside what is plausible ({range}): {why}",
                ),
                expected=("{likely}", "{likely}"),
                remedy=(
                    "sửa số liệu; nếu đúng là như vậy thì ghi «đã xác nhận» ở cột trạng thái (status), hoặc thêm --accept"
                    " (trong Python: confirmed=, accept=True)",
                    "correct the figure; if it is right, write confirmed in the column status, or add --accept"
                    " (in Python: confirmed=, accept=True)",
                ),
            ),
            "whole": Message(
                what=(
                    "{subject} = {value} là số đếm nên phải là số nguyên",
                    "{subject} = {value} is a count, so it is whole",
                ),
                expected=("một số nguyên", "a whole number"),
                remedy=("kiểm tra số liệu", "check the figure"),
            ),
        },
    ),
    "NTM507": Code(
        ("Hai giá trị khác nhau cho cùng một nội dung", "Two values for one thing"),
        {
            "entries": Message(
                what=("{subject}: ở đây {value}, ở {place} {other}", "{subject}: {value} here, {other} in {place}"),
                expected=ONE,
                remedy=DATE_BOTH,
            ),
            "larger": Message(
                what=(
                    "{subject}: ở đây ({unit}) {value}, ở {place} ({beside}) {other}",
                    "{subject}: {value} here ({unit}), {other} in {place} ({beside})",
                ),
                expected=(
                    "mỗi tỉnh, mỗi huyện một giá trị cho một thời gian, ghi ở đơn vị nào cũng vậy",
                    "one value of a province or district for one time, whichever unit it is written beside",
                ),
                remedy=(
                    "sửa cho bằng nhau; nếu khác tỉnh, khác huyện hoặc khác năm, ghi cột province, within hoặc period",
                    "make them equal; where it is another province, district or year, fill in province, within or period",
                ),
            ),
            "undated": Message(
                what=(
                    "{subject}: ở đây {value} không ghi năm hoặc ngày, ở {place} {other} của {day}",
                    "{subject}: {value} without a year or day here, {other} of {day} in {place}",
                ),
                expected=("biết giá trị nào mới hơn", "to know which of the two is newer"),
                remedy=("ghi năm (period) hoặc ngày (as_of) cho cả hai", "give both a year (period) or a day (as_of)"),
            ),
            "rows": Message(
                what=(
                    "{unit}, {subject}: ở đây {value}, ở {place} là giá trị khác",
                    "{unit}, {subject}: {value} here, another value in {place}",
                ),
                expected=ONE,
                remedy=DATE_BOTH,
            ),
            "apart": Message(
                what=(
                    "{unit}, {subject}: hai dòng cùng một giá trị nhưng khác nhau ở cột {column!r} ({one!r}, "
                    "{other!r}), có thể là số "
                    "của hai nơi, hai nhóm hoặc hai lần",
                    "{unit}, {subject}: two rows with one value that differ in the column {column!r} ({one!r}, "
                    "{other!r}): they may be "
                    "of two places, groups or times",
                ),
                expected=("một dòng cho mỗi số liệu của đơn vị", "one row for each figure of the unit"),
                remedy=(
                    'giữ lại dòng là số của cả đơn vị; nếu hai dòng là một số liệu: --columns "{letter}=ignored"',
                    'keep the row of the whole unit; if both are one figure: --columns "{letter}=ignored"',
                ),
            ),
            "files": Message(
                what=("{unit}, {subject}: giá trị khác trong {place}", "{unit}, {subject}: another value in {place}"),
                expected=("một ngày một giá trị", "one value a day"),
                remedy=("giữ giá trị đúng, hoặc ghi ngày sửa", "keep the right one, or date the correction"),
            ),
            "day": Message(
                what=(
                    "tiêu đề {text!r} nêu ngày {day}, còn dòng này ghi ngày {other}",
                    "the heading {text!r} says {day}, and its row says {other}",
                ),
                expected=("một ngày cho mỗi số liệu", "one day a figure"),
                remedy=("giữ lại ngày đúng", "keep the right day"),
            ),
            "year": Message(
                what=(
                    "{text!r} nêu năm {year}, còn dòng, cột hoặc trang tính này nêu năm {other}",
                    "{text!r} says {year}, and its row, column or sheet says {other}",
                ),
                expected=("một năm cho mỗi số liệu", "one year a figure"),
                remedy=("giữ lại năm đúng", "keep the right year"),
            ),
            "note": Message(
                what=(
                    "ghi chú «{note}» trái với kết quả ghi ở dòng này",
                    "the note {note!r} contradicts the verdict in this row",
                ),
                expected=ONE,
                remedy=("sửa kết quả hoặc ghi chú cho khớp", "correct the verdict or the note"),
            ),
            "columns": Message(
                what=("{column}: cột {other!r} có giá trị khác", "{column}: another value stands in column {other!r}"),
                expected=ONE,
                remedy=KEEP,
            ),
            "detail": Message(
                what=(
                    "{unit}: {key} ở đây là {value!r}, trước đó là {other!r}",
                    "{unit}: {key} is {value!r} here and {other!r} before",
                ),
                expected=("mỗi đơn vị một giá trị", "one value a unit"),
                remedy=KEEP,
            ),
            "unit-again": Message(
                what=("đơn vị của dòng {row} lại xuất hiện ở đây", "the unit of row {row} stands here again"),
                expected=("mỗi đơn vị một dòng", "one row a unit"),
                remedy=(
                    "gộp số liệu của một đơn vị vào một dòng, hoặc ghi tên cho khác nhau",
                    "put the figures of a unit into one row, or name the units apart",
                ),
            ),
        },
    ),
    "NTM509": Code(
        ("Năm, ngày hoặc tình trạng của số liệu không đọc được", "The year, date or status of a figure cannot be read"),
        {
            "year": Message(
                what=("{text!r} không phải năm", "{text!r} is no year"),
                expected=("một năm, như 2023", "a year such as 2023"),
                remedy=("ghi năm của số liệu", "write the year that the figure is about"),
            ),
            "heading": Message(
                what=("tiêu đề {text!r} nêu năm {year}", "the heading {text!r} names the year {year}"),
                expected=("năm ở cột «Năm» (period)", "the year in the column period"),
                remedy=(
                    "thêm cột «Năm» và bỏ năm khỏi tiêu đề, hoặc đánh giá không có --out",
                    "add a column period and take the year out of the heading, or judge without --out",
                ),
            ),
            "years": Message(
                what=("{text!r} nêu nhiều năm: {years}", "{text!r} names several years: {years}"),
                expected=("năm của số liệu này", "the year of this figure"),
                remedy=("ghi một năm, hoặc ghi năm ở cột «Năm»", "write one year, or give it in the column period"),
            ),
            "date": Message(
                what=("{text!r} không phải ngày", "{text!r} is no date"),
                expected=("2023-10-31 hoặc 31/10/2023", "2023-10-31 or 31/10/2023"),
                remedy=("ghi ngày theo một trong hai cách", "write the date in one of the two ways"),
            ),
            "ahead": Message(
                what=(
                    "{subject} = {value} là của năm {year}, nhưng đã biết từ {day}, khi năm ấy chưa bắt đầu",
                    "{subject} = {value} is of {year}, and was known on {day}, before that year began",
                ),
                expected=(
                    "số liệu thực hiện, biết được từ năm {year} trở đi",
                    "a figure of what was done, known in or after {year}",
                ),
                remedy=(
                    "sửa năm (period) hoặc ngày (as_of); nếu là kế hoạch, ước tính thì bỏ dòng, hoặc ghi vào tệp kế hoạch",
                    "correct the period or as_of; a plan or a forecast goes to the file of the plan, or out",
                ),
            ),
            "withdraws-nothing": Message(
                what=("dòng rút {subject} để trống giá trị", "the row that withdraws {subject} has no value"),
                expected=("giá trị đã nộp, ghi lại đúng như cũ", "the value that was handed in, as it was"),
                remedy=("ghi giá trị cần rút, hoặc bỏ dòng", "write the value to be taken back, or take out the row"),
            ),
            "withdraws-another": Message(
                what=(
                    "rút {subject} = {value}, nhưng trước ngày rút không có giá trị ấy (có: {others})",
                    "{subject} = {value} is withdrawn, but until that day there is no such value (there is: {others})",
                ),
                expected=("giá trị đã nộp, ghi lại đúng như cũ", "the value that was handed in, as it was"),
                remedy=(
                    "ghi giá trị cần rút; đính chính thì bỏ chữ rút",
                    "write that value; to correct, leave out the status",
                ),
            ),
            "status": Message(
                what=("{text!r} không phải tình trạng", "{text!r} is no status"),
                expected=(
                    "chính thức | sơ bộ | đã xác nhận | cũ | rút",
                    "final | preliminary | confirmed | stale | withdrawn",
                ),
                remedy=(
                    "ghi một trong các từ ấy, hoặc để trống",
                    "write final, preliminary, stale or withdrawn, or leave it empty",
                ),
            ),
        },
    ),
    "NTM510": Code(
        ("Dòng hay lời gọi không nêu đơn vị", "A row or a call names no unit"),
        {
            "": Message(
                what=("không nêu đơn vị", "no unit"),
                expected=UNIT_NAME,
                remedy=("ghi tên đơn vị ở mỗi dòng", "name the unit on every row"),
            ),
            "type": Message(
                what=("tên đơn vị là {type}, không phải chữ", "the name of the unit is of type {type} and no text"),
                expected=UNIT_NAME,
                remedy=('đưa tên vào, như "xã Quảng La"', 'give the name, as in "xã Quảng La"'),
            ),
            "long": Message(
                what=(
                    "tên đơn vị dài {length} ký tự, bắt đầu bằng {unit!r}",
                    "the name of a unit has {length} characters and begins with {unit!r}",
                ),
                expected=("tên dài nhiều nhất {most} ký tự", "a name of at most {most} characters"),
                remedy=(
                    "ghi tên xã, huyện hoặc tỉnh, phần khác để ở cột ghi chú",
                    "write the name of the commune, district or province, and the rest into a column of notes",
                ),
            ),
            "unnamed": Message(
                what=("có số liệu mà chưa ghi tên đơn vị: {cell}", "figures of a unit that is not named yet: {cell}"),
                expected=UNIT_NAME,
                remedy=("ghi tên đơn vị thay cho {cell!r}", "write the name of the unit in place of {cell!r}"),
            ),
            "word": Message(
                what=("{cell!r} không phải đơn vị", "{cell!r} is no unit"),
                expected=UNIT_NAME,
                remedy=("bỏ dòng tổng, dòng trung bình, ghi chú", "leave totals, means and notes out"),
            ),
        },
    ),
    "NTM512": Code(
        ("Số hiệu có thể thuộc nhiều bộ tiêu chí", "A label could be of several sets"),
        {
            "several": Message(
                what=(
                    "{subject} có thể thuộc nhiều bộ cùng đánh giá đơn vị này",
                    "{subject} could be of several sets that judge this unit",
                ),
                expected=("số hiệu kèm bộ của nó, như {example}", "the label with its set, such as {example}"),
                remedy=("ghi bộ trước số hiệu", "write the set in front of the label"),
            ),
            "either": Message(
                what=("{subject} có thể thuộc cả hai bộ", "{subject} could be of either set"),
                expected=("{keys}", "{keys}"),
                remedy=("ghi mã đầy đủ của bộ trước số hiệu", "write the full id of the set in front of the label"),
            ),
        },
    ),
}

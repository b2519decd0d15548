"""What the commands say on stderr besides results: nothing in it is an error."""

TEXTS: dict[str, tuple[str, str]] = {
    # parts of messages
    "left-out.row": (
        "{sheet}: dòng {row} không phải đơn vị ({kind}), không đọc: {cell}",
        "{sheet}: row {row} is no unit ({kind}) and was not read: {cell}",
    ),
    "left-out.unnamed": (
        "{sheet}: {count} dòng từ dòng {row} chưa ghi tên đơn vị và chưa có số liệu, không đọc: {cell}",
        "{sheet}: {count} rows from row {row} on name no unit yet, have no figures and were not read: {cell}",
    ),
    "left-out.larger_heard": (
        "{unit}: số liệu của dòng này được dùng để so sánh cho các đơn vị bên trong: {subjects}",
        "{unit}: the figures of this row are compared with for the units inside: {subjects}",
    ),
    "left-out.larger_unheard": (
        "{unit}: số liệu của dòng này không dùng được cho đơn vị nào ({subjects}): không dòng nào nêu nằm trong {unit}; ghi "
        "cột huyện (within) hoặc tỉnh (province) ở dòng của các đơn vị ấy, hoặc ghi {subjects} ở chính các dòng ấy",
        "{unit}: the figures of this row are used for no unit ({subjects}): no row says that it lies in {unit}; write "
        "the column within or province in the rows of those units, or {subjects} in those rows themselves",
    ),
    "left-out.larger_other_year": (
        "{unit}: số liệu của dòng này ({subjects}) không cùng năm với số liệu của các đơn vị bên trong nên không dùng để "
        "so sánh; ghi số liệu của cùng năm",
        "{unit}: the figures of this row ({subjects}) are of another year than those of the units inside, so nothing is "
        "compared with them; give those of the same year",
    ),
    "left-out.larger_maybe": (
        "{unit}: chưa rõ là {example} hay đơn vị khác cùng tên, nên số liệu của dòng này không dùng để so sánh ({subjects}); "
        "nếu là {example} thì ghi đủ như vậy ở cột đơn vị",
        "{unit}: it is not clear whether this is {example} or another unit of that name, so nothing is compared with its figures "
        "({subjects}); where it is {example} write so in the column of units",
    ),
    "left-out.larger_whole": (
        "{rows}: dòng chung của bảng, không dùng để so sánh ({subjects}); là số liệu của chính tỉnh hoặc huyện thì ghi tên "
        "đơn vị ấy ở dòng này, như {example}",
        "{rows}: a row of the whole table, nothing is compared with it ({subjects}); where it is the figure of the province "
        "or district itself write its name in the row, as {example}",
    ),
    "left-out.larger_long": (
        "{units}: ở bảng dài, số liệu của dòng này không dùng để so sánh được; ghi {subjects} thành cột ở dòng của từng đơn vị",
        "{units}: in a long table the figures of such rows are compared with by no unit; write {subjects} as a column in the "
        "rows of the units",
    ),
    "left-out.columns": ("{sheet}: cột không đọc: {columns}", "{sheet}: columns that were not read: {columns}"),
    "left-out.bare_counts": (
        "{sheet}: cột chỉ ghi số đếm, không ghi tổng số, nên không dùng: {columns}; muốn dùng thì ghi cả tổng số của bộ, như "
        "{example}/19 tiêu chí",
        "{sheet}: columns with counts and no number of all are not used: {columns}; to use them write the total of the set too, "
        "as {example}/19 criteria",
    ),
    "left-out.dated": (
        "{sheet}: số đếm được tính cho thời gian ghi ở tiêu đề: {columns}",
        "{sheet}: tallies are those of the time that their headings name: {columns}",
    ),
    "left-out.former": (
        "{sheet}: ngày {day} {count} đơn vị đã nhập vào, đổi tên hoặc chia cho đơn vị cũng có trong tệp, không cộng thêm: "
        "{units}",
        "{sheet}: on {day} {count} units had been merged into, renamed to or divided among units that are in the file too, and "
        "are not counted again: {units}",
    ),
    "left-out.not_yet": (
        "{sheet}: ngày {day} chưa có {count} đơn vị lập từ 01/07/2025, không tính: {units}",
        "{sheet}: on {day} there were not yet {count} units that were formed on 01/07/2025; not counted: {units}",
    ),
    "left-out.later": (
        "{sheet}: {count} số liệu ghi ngày sau {day}, muộn nhất {last}, không dùng: {cells}",
        "{sheet}: {count} figures of a day after {day}, the last {last}, are not used: {cells}",
    ),
    "left-out.taken": ("{sheet}: các cột được hiểu là: {columns}", "{sheet}: the columns were taken for: {columns}"),
    "left-out.hidden_rows": ("{sheet}: có dòng ẩn, vẫn đọc: {rows}", "{sheet}: hidden rows, read all the same: {rows}"),
    "left-out.money_units": (
        "{sheet}: số tiền ghi bằng nhiều đơn vị, mỗi số được quy đổi theo đơn vị của chính nó: {units}",
        "{sheet}: amounts in several units of money, each converted by its own: {units}",
    ),
    "left-out.hidden_columns": (
        "{sheet}: có cột ẩn, vẫn đọc: {columns}",
        "{sheet}: hidden columns, read all the same: {columns}",
    ),
    "left-out.merged": (
        "{sheet}: ô gộp ở cột {column}, dòng {rows}: giá trị chỉ tính cho dòng đầu",
        "{sheet}: merged cells in column {column}, rows {rows}: the value counts for the first row only",
    ),
    "left-out.sheets": (
        "{sheet}: đọc trang tính {read}; không đọc: {unused} (ẩn: {hidden})",
        "{sheet}: read the sheet {read}; not read: {unused} (hidden: {hidden})",
    ),
    "left-out.live_gone": (
        "{sheet}: biểu được lập với cả trang {gone}, nay không còn trong tệp",
        "{sheet}: the form was made with the sheet {gone} too, which is not in the file any more",
    ),
    "left-out.live_xls": (
        "{sheet}: dạng .xls chỉ có 256 cột nên trang Kết quả trong tệp không còn tính được; số liệu vẫn được đọc và đánh giá "
        "ở đây. Lưu biểu thành .xlsx hoặc .ods",
        "{sheet}: .xls has 256 columns only, so the results in the file are calculated no more; its figures are read and judged "
        "here all the same. Save the form as .xlsx or .ods",
    ),
    "kept-other": (
        "{name}: kết quả ghi trong tệp khác kết quả tính lại ở đây, vì quy định trong trang đã khác hoặc tệp đã bị sửa "
        "({count} đơn vị): {units}",
        "{name}: the results in the file are others than those worked out here, by other rules in this page or since the "
        "file was altered ({count} units): {units}",
    ),
    "left-out.more": ("… còn {count} điều như vậy", "… and {count} more like these"),
    "left-out.across": ("{sheet}: mỗi cột là một đơn vị: {columns}", "{sheet}: each column is a unit: {columns}"),
    "left-out.accepted": (
        "{sheet}: nhận {count} chỗ lẽ ra phải hỏi: {places}",
        "{sheet}: {count} places that would be asked about are accepted: {places}",
    ),
    "left-out.titled_year": (
        "{sheet}: tiêu đề ghi năm {year}, các dòng không ghi năm nên tính là mới nhất; thêm cột «Năm» nếu là của {year}",
        "{sheet}: a title says {year}, rows without a year count as newest; add a column period if they are of {year}",
    ),
    "left-out.titled_day": (
        "{sheet}: tiêu đề ghi năm {year}, còn số liệu được tính vào ngày {day}",
        "{sheet}: a title says {year}, and the figures count as known on {day}",
    ),
    "left-out.title_set": (
        "{sheet}: tiêu đề ghi «{title}», còn bộ được dùng là {set}",
        "{sheet}: a title says «{title}», and the set used is {set}",
    ),
    "left-out.title_unclear": (
        "{sheet}: chưa hiểu hết chữ ở tiêu đề, số liệu vẫn được tính là kết quả của đơn vị và thời gian được hỏi: {titles}",
        "{sheet}: not every word of the titles is understood, the figures count as results of the unit and time asked for: "
        "{titles}",
    ),
    "left-out.tally_before": (
        "{sheet}: {count} đơn vị chỉ có số đạt báo cáo của thời kỳ trước bộ {set}, không dùng số đó: {units}",
        "{sheet}: {count} units have reported tallies of before {set} only, which are not used: {units}",
    ),
    "left-out.title_day": (
        "{sheet}: tiêu đề ghi «{said}», số liệu được tính cho ngày {day}",
        "{sheet}: a title says «{said}», the figures count for {day}",
    ),
    "left-out.title_also": (
        "{sheet}: tiêu đề «{title}» nói cả về {other}, số liệu được tính cho {unit}",
        "{sheet}: the title «{title}» speaks of {other} too, the figures count for {unit}",
    ),
    "left-out.row_set": (
        "{sheet}: dòng {row} ghi «{cell}», còn bộ được dùng là {set}",
        "{sheet}: row {row} says «{cell}», and the set used is {set}",
    ),
    "left-out.basically_met": (
        "{sheet}: {count} kết quả ghi «cơ bản đạt»: không văn bản nào có mức này, tính là chưa đạt: {cells}",
        '{sheet}: {count} results say "cơ bản đạt" (basically met): no text knows that, they count as not met: {cells}',
    ),
    "left-out.doubted": (
        "{sheet}: {count} ghi chú nghi ngờ số liệu cùng dòng hoặc nói chưa đạt; ghi chú không làm thay đổi kết quả: {cells}",
        "{sheet}: {count} notes doubt the figures of their row or say that they are not met; a note changes no verdict: {cells}",
    ),
    "left-out.noted": (
        "{sheet}: {count} ghi chú cạnh số liệu mà chương trình không hiểu, hãy đọc: {cells}",
        "{sheet}: {count} notes beside figures are not understood, read them: {cells}",
    ),
    "left-out.joined": (
        "{sheet}: số liệu ở các trang {sheets} được tính chung là của {unit}",
        "{sheet}: the figures of the sheets {sheets} count together for {unit}",
    ),
    "left-out.struck": (
        "{sheet}: {count} ô chữ bị gạch ngang vẫn được đọc: {cells}",
        "{sheet}: {count} cells of words are struck out and were read all the same: {cells}",
    ),
    "left-out.comments": (
        "{sheet}: {count} nhận xét (comment) trên ô số liệu, không đọc: {cells}",
        "{sheet}: {count} comments on cells, not read: {cells}",
    ),
    "left-out.title_whole": (
        "{sheet}: tiêu đề ghi «{title}», số liệu được tính cho {unit}",
        "{sheet}: a title says «{title}», the figures count for {unit}",
    ),
    "left-out.title_province": (
        "{sheet}: tiêu đề ghi tỉnh {province}, còn bộ được dùng không theo tỉnh nào; thêm --province {province}",
        "{sheet}: a title says the province {province}, and the set used is of none; add --province {province}",
    ),
    "left-out.named": (
        "{sheet}: đọc theo số hiệu, tên ghi sau không giống tên trong bộ: {names}",
        "{sheet}: read by the label, the name behind it is not that of the set: {names}",
    ),
    "no-result.plan": ("kế hoạch, mục tiêu hoặc mức phải đạt", "a plan, an aim or a level"),
    "no-result.estimate": ("số ước tính, dự kiến", "an estimate"),
    "no-result.part": ("số của một phần của năm", "of a part of a year"),
    "no-result.time": ("số của kỳ khác", "of another time"),
    "no-result.points": ("điểm hoặc trọng số", "points or a weight"),
    "no-result.rank": ("thứ hạng", "a rank"),
    "no-result.change": ("mức tăng, giảm hoặc so sánh", "a change or comparison"),
    "no-result.whole": ("số của huyện, tỉnh hoặc cả nước", "of a district, a province or the country"),
    "no-result.whom": ("tính cho hộ hoặc lao động", "for each household or worker"),
    "no-result.span": ("số của nhiều năm, hoặc của giai đoạn khác", "of several years, or of another stage"),
    "no-result.example": ("số ví dụ, số theo kịch bản hoặc để tập huấn", "an example, a scenario or made for training"),
    "no-result.portion": ("số của một phần địa bàn", "of a part of the territory"),
    "no-result.cost": ("kinh phí, vốn", "money"),
    "of-others": ("số của xã khác hoặc của một thôn", "of another commune or of a hamlet"),
    "nobody-knows": (
        "có thể là mức phải đạt, kế hoạch, số của nơi khác hoặc năm khác",
        "they may be levels, a plan, or of another place or year",
    ),
    "no-result.lacking": ("phần còn thiếu, chưa đạt", "what is lacking"),
    "left-out.small_shares": (
        "{sheet}: {count} số không quá 1 ở số liệu tính bằng % được hiểu là phần trăm (0,13 là 0,13 %, không phải 13 %; 1 là "
        "1 %, không phải 100 %): {figures}",
        "{sheet}: {count} numbers up to 1 in figures of per cent are taken for per cent (0.13 is 0.13 %, not 13 %; 1 is 1 %, not "
        "100 %): {figures}",
    ),
    "left-out.shown": (
        "{sheet}: {count} ô hiển thị số đã làm tròn; số được tính là số lưu trong ô, trong ngoặc là số hiển thị: {cells}",
        "{sheet}: {count} cells show a rounded number; what counts is the number in the cell, in brackets what is shown: {cells}",
    ),
    "left-out.names": (
        "{sheet}: {count} tên được đọc không kèm số thứ tự, dấu hay ghi chú đứng cạnh: {names}",
        "{sheet}: {count} names are read without the number, sign or note beside them: {names}",
    ),
    "left-out.unlisted": (
        "{sheet}: {count} tên không có trong danh mục đơn vị của {province} vào ngày {day} (đã sáp nhập, hoặc không phải tên "
        "đơn vị): {names}",
        "{sheet}: {count} names are on no list of units of {province} on {day} (merged by then, or no units): {names}",
    ),
    "list-2004": (
        "của ngày 30/06/2025, không có tên đơn vị đã sáp nhập trước đó",
        "of 30/06/2025, without the units that were merged before",
    ),
    "list-2025": ("từ ngày 01/07/2025", "from 01/07/2025"),
    "left-out.unfit": (
        "{sheet}: {count} đơn vị có số tiêu chí báo cáo trái với số liệu từng tiêu chí hoặc với tổng số của bộ, không dùng số "
        "đó: {units}",
        "{sheet}: of {count} units the reported number of criteria contradicts the figures of the criteria or the total of the "
        "set and was not used: {units}",
    ),
    "left-out.decided_beside": (
        "{sheet}: {count} đơn vị có kết quả công nhận theo bộ mà bảng này không đếm ({sets}): {units}",
        "{sheet}: {count} units report a decision on a set that is not counted here ({sets}): {units}",
    ),
    "left-out.tally_beside": (
        "{sheet}: {count} đơn vị có số tiêu chí, chỉ tiêu đạt của bộ khác ({sets}), không dùng ở đây: {units}",
        "{sheet}: {count} units report how many are met of another set ({sets}), not used here: {units}",
    ),
    "left-out.elsewhere": (
        "{sheet}: {count} đơn vị được ghi ở huyện khác với danh mục đơn vị của {province} (trong ngoặc; đã sáp nhập, hoặc ghi "
        "nhầm huyện): {names}",
        "{sheet}: placed in another district than on the list of {province} (in brackets; merged since, or a slip), {count}: "
        "{names}",
    ),
    "left-out.title_places": (
        "{sheet}: tiêu đề ghi tỉnh {province}, còn các dòng ghi {rows}",
        "{sheet}: a title says the province {province}, and the rows say {rows}",
    ),
    "left-out.title_district": (
        "{sheet}: tiêu đề ghi {own} (danh mục xếp vào {home}), còn bộ được dùng là của {asked}",
        "{sheet}: a title names {own} (in {home} by the lists), and the set used is that of {asked}",
    ),
    "left-out.title_stage": (
        "{sheet}: tiêu đề ghi giai đoạn {stage}, còn bộ được dùng là {set} vào ngày {day}",
        "{sheet}: a title says the stage {stage}, and the set used is {set} on {day}",
    ),
    "left-out.title_unit": (
        "{sheet}: tiêu đề hoặc tên trang tính ghi {unit}, còn không dòng nào là của đơn vị đó",
        "{sheet}: a title or the name of the sheet says {unit}, and no row is about that unit",
    ),
    "left-out.sheet_named": (
        "{sheet}: trang tính tên là {named}, số liệu được tính cho {unit}",
        "{sheet}: the sheet is called {named}, its figures count for {unit}",
    ),
    "kind.group": ("tên huyện, tỉnh của các dòng dưới", "the district or province of the rows below"),
    "kind.zone": ("dòng của một nhóm xã", "a row of a group of communes"),
    "kind.count": ("dòng đếm hoặc tỷ lệ", "a count or share"),
    "kind.total": ("dòng tổng", "a total"),
    "kind.mean": ("dòng bình quân", "a mean"),
    "kind.extreme": ("dòng cao nhất, thấp nhất", "a highest or lowest"),
    "kind.whole": ("dòng chung", "a whole"),
    "kind.time": ("dòng của một năm hay một kỳ", "a row of a year or another time"),
    "kind.change": ("dòng tăng giảm, so sánh", "a change or comparison"),
    "kind.note": ("ghi chú", "a note"),
    "kind.signature": ("chữ ký", "a signature"),
    "kind.heading": ("đề mục", "a heading"),
    "kind.numbers": ("số thứ tự cột", "numbers of columns"),
    "kind.level": ("mức đạt, kế hoạch hoặc kỳ khác", "a level, a plan or another time"),
    "kind.measures": ("dòng đơn vị tính", "units of measure"),
    "kind.part": ("một phần của chỉ tiêu ở dòng trên", "a part of the indicator above"),
    "kind.text": ("dòng chữ", "a line of text"),
    "title-names": ("(tiêu đề nhắc đến {unit})", "(a title names {unit})"),
    "parquet": ("một tệp Parquet", "a Parquet file"),
    "no-unit-of-measure": ("một số không có đơn vị tính", "a bare number"),
    "a-number": ("một số", "a number"),
    "column": ("cột {name!r}", "column {name!r}"),
    "another-entry": ("một mục khác", "another entry"),
    "in-unit": (" tính bằng {unit}", " in {unit}"),
    "an-excel": ("một tệp Excel hoặc zip", "an Excel or zip file"),
    "a-web-page": ("một trang web (HTML)", "a web page (HTML)"),
    "old-excel": ("một tệp Excel cũ", "an old Excel file"),
    "a-pdf": ("một tệp PDF", "a PDF"),
    "an-xml": ("một tệp XML (fods, bảng tính XML)", "an XML file (fods, an XML spreadsheet)"),
    "utf-32": ("văn bản UTF-32", "text in UTF-32"),
    "a-parquet": ("một tệp Parquet", "a Parquet file"),
    "a-picture": ("một tệp ảnh", "a picture"),
    "nothing": ("không có gì", "nothing"),
    "no-plugin-installed": ("hiện chưa cài plugin nào", "none is installed now"),
    "a-map": ("một bảng khoá", "a map"),
    "a-list": ("một danh sách", "a list"),
    "any": ("bất kỳ", "any"),
    # remarks
    "live-form": (
        "{path}: biểu tự đánh giá cho {units} đơn vị theo {set}",
        "{path}: a live form for {units} units by {set}",
    ),
    "live-changed": (
        "{name}: quy tắc đã đổi từ khi lập biểu; dưới đây đánh giá theo quy tắc hôm nay. Khác ở: {changed}",
        "{name}: the rules have changed since the form was made; it is judged by those of today. They differ in: {changed}",
    ),
    "made-for": ("{name}: phiếu làm cho {shown}", "{name}: a form made for {shown}"),
    "alike": ("và {count} ô như vậy: {places}", "and {count} cells like it: {places}"),
    "more-problems": ("… còn {count} lỗi nữa", "… {count} more problems"),
    "error": ("lỗi", "error"),
    "warning": ("cảnh báo", "warning"),
    "findings": ("{errors} lỗi, {warnings} cảnh báo", "{errors} errors, {warnings} warnings"),
    "day": (
        "ngày đánh giá: {day} (theo số liệu mới nhất trong tệp; --on để chọn ngày khác)",
        "date of assessment: {day} (of the newest figure in the file; --on chooses another)",
    ),
    "not-figures": (
        "không đọc {name} trong thư mục làm số liệu: bảng có cột set là kế hoạch (--plan) hoặc số đã công bố",
        "{name} of the folder is no file of figures: a table with a column set is a plan (--plan) or published tallies",
    ),
    "unwritten": ("không ghi được kết quả: {what}", "what was found cannot be written out: {what}"),
    "today-undated": (
        "ngày đánh giá: {day} (hôm nay, vì không số liệu nào trong tệp có ngày hoặc năm; --on để chọn ngày khác)",
        "date of assessment: {day} (today, since no figure in the file has a day or a year; --on chooses another)",
    ),
    "ocop-no-figure": (
        "không ghi số liệu của: {communes} (sản phẩm chưa xác định còn hiệu lực, hoặc một tên xã ở hai địa phương)",
        "no figure for: {communes} (a product of which it is not determined whether it is valid, or one name in two localities)",
    ),
    "ocop-later": (
        "{count} dòng có ngày quyết định sau {day}, chưa tính",
        "{count} rows were decided after {day} and do not count yet",
    ),
    "today": (
        "ngày đánh giá: {day} (hôm nay, tệp chưa có số liệu; --on để chọn ngày khác)",
        "date of assessment: {day} (today, the file has no figures yet; --on chooses another)",
    ),
    "end-of-stage": (
        "{set}: ngày {day} (cuối giai đoạn; {set}@NGÀY để chọn ngày khác)",
        "{set}: on {day} (the end of its stage; {set}@DAY chooses another)",
    ),
    "life.unit_ended": ("đơn vị không còn từ 01/07/2025: {life}", "no unit any more from 01/07/2025 on: {life}"),
    "life.unit_merged": (
        "đơn vị đã sáp nhập từ 01/07/2025, kết quả chỉ nói về địa bàn cũ: {life}",
        "merged into a larger unit on 01/07/2025, the result is about the old territory alone: {life}",
    ),
    "life.unit_renamed": ("đơn vị đổi tên từ 01/07/2025: {life}", "called otherwise from 01/07/2025 on: {life}"),
    "life.unit_split": (
        "đơn vị đã chia về nhiều đơn vị từ 01/07/2025, nên chưa xác định: {life}",
        "divided among several units on 01/07/2025, so it is undetermined: {life}",
    ),
    "life.province_merged": (
        "{old} đã nhập vào {new} từ 01/07/2025: dùng quy định của {new} và phần còn hiệu lực của {old}",
        "{old} became a part of {new} on 01/07/2025: the rules of {new} and those of {old} still in force are used",
    ),
    "life.near": (
        "{name} không có trong danh sách đơn vị; chỉ khác dấu với: {listed}",
        "{name} is on no list of units; with other accents there is: {listed}",
    ),
    "life.more-near": ("… và {count} tên khác như vậy", "… and {count} more such names"),
    "life.more": ("… và {count} đơn vị cũ khác", "… and {count} more former units"),
    "compare-why": (
        "nhiều đơn vị nên mỗi đơn vị một dòng; xem từng thay đổi: --unit TÊN",
        "many units, so each has one line; see every change: --unit NAME",
    ),
    "not-in-file": ("{unit}: không có trong {file}, bỏ qua", "{unit}: not in {file}, left out"),
    "other-level": (
        "bỏ qua {count} đơn vị không thuộc cấp {level}: {units}",
        "{count} units that are not of level {level} left out: {units}",
    ),
    "unfilled": ("{pack}: {count} mục chưa điền, bỏ qua", "{pack}: {count} entries not filled in, left out"),
    "judging": ("đánh giá", "judging"),
    "comparing": ("so sánh", "comparing"),
    "verifying": ("kiểm tra", "verifying"),
    "built": (
        "đã ghi {written} tệp, giữ nguyên {kept}, xoá {removed}: {folder}",
        "{written} files written, {kept} unchanged, {removed} removed: {folder}",
    ),
    "page-size": (
        "{size} MB; mở bằng Chrome, Edge hoặc Firefox, không cần mạng",
        "{size} MB; open it in Chrome, Edge or Firefox, no network is needed",
    ),
    "up-to-date": ("{folder}: còn khớp với quy định", "{folder}: up to date"),
    "out-of-date": (
        "không còn khớp; chạy: ntmrules docs build --format markdown --lang {lang} --out {folder}",
        "out of date; run: ntmrules docs build --format markdown --lang {lang} --out {folder}",
    ),
    "ids-added": ("đã thêm {count} mã vào {file}", "{count} ids added to {file}"),
    "next": ("tiếp theo: {command}", "next: {command}"),
    "no-plugin": ("chưa cài plugin nào", "no plugin is installed"),
    "off": ("tắt", "off"),
    "head-id": ("mã", "id"),
    "head-level": ("cấp", "level"),
    "head-from": ("từ", "from"),
    "head-to": ("đến", "to"),
    "head-cells": ("đã biết đến đâu", "how much is known"),
    "head-name": ("tên", "name"),
    "head-plugin": ("plugin", "plugin"),
    "head-distribution": ("gói phân phối", "distribution"),
    "head-version": ("phiên bản", "version"),
    "head-packs": ("gói quy định", "packs"),
    "head-hooks": ("hook", "hooks"),
    "holes": (
        "{holes} chỗ trống hoặc cần xác nhận, {indicators} chỉ tiêu mới, {counts} số đếm, {criteria} tiêu chí mới",
        "{holes} holes or levels to confirm, {indicators} new indicators, {counts} counts, {criteria} new criteria",
    ),
    "imported": (
        "{folder}: {same} khớp, {changed} khác, {new} mới, {unread} không đọc được, {unmatched} dòng không tìm ra chỉ tiêu",
        "{folder}: {same} the same, {changed} different, {new} new, {unread} not read, {unmatched} rows without an indicator",
    ),
    "imported-nothing": (
        "không lấy được ô nào: {folder}/report.md nói vì sao ở từng dòng; gói ấy không đổi gì",
        "no cell is taken: {folder}/report.md says why, row by row; the pack changes nothing",
    ),
    "compiled": ("{path}: {set}, {count} mục", "{path}: {set}, {count} nodes"),
    "questions": ("{count} câu hỏi, {units} đơn vị", "{count} questions, {units} units"),
    "stopped": ("đã dừng", "stopped"),
    "unfinished": (
        "dòng cuối chưa ghi xong, chưa được đọc",
        "the last line is not finished and was not read",
    ),
    "waiting": ("tệp tạm thời không đọc được, chờ tiếp", "the file cannot be read for now, waiting"),
    "anew": ("tệp đã được ghi lại từ đầu", "the file was written anew"),
    "gone": ("{unit}: không còn trong tệp", "{unit}: no longer in the file"),
    "plugin": ("{name!r} của {distribution}", "{name!r} of {distribution}"),
}

"""Messages about annexes that are imported (NTM026)."""

from ntmrules.messages.register import Code, Message

KNOWN = ("{known}", "{known}")

CODES = {
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
            "other": Message(
                what=(
                    "không bảng nào là phụ lục cần nhập, không lấy gì: {why}",
                    "no table is the annex asked for: {why}",
                ),
                expected=(
                    "phụ lục của bộ và quyết định đã nêu",
                    "the annex of the set and the decision that are named",
                ),
                remedy=(
                    "nêu đúng --set và --decision, hoặc chọn tệp khác; chỉ khi tiêu đề của tệp in sai và đã đối chiếu từng dòng "
                    "với văn bản: thêm --heading-checked",
                    "name the right --set and --decision, or another file; only where the heading of the file is misprinted "
                    "and its rows were compared with the text: add --heading-checked",
                ),
            ),
            "consolidated": Message(
                what=(
                    "tệp là văn bản hợp nhất, hoặc ghi {decision} đã được sửa đổi: «{line}»",
                    "the file puts several decisions together, or says that {decision} was amended: «{line}»",
                ),
                expected=(
                    "bảng của riêng quyết định đã nêu: ô do văn bản khác sửa không phải là mức của nó",
                    "the table of the decision alone: a cell that another text amended is not a level of it",
                ),
                remedy=(
                    "nhập tệp của chính {decision}, rồi nhập riêng văn bản sửa đổi; hoặc đã đối chiếu thì thêm "
                    "--heading-checked: ô và dòng có dấu chú thích vẫn không lấy",
                    "import the file of {decision} itself, and the amending text apart; or, having compared them, add "
                    "--heading-checked: cells and rows with the mark of a note are still not taken",
                ),
            ),
            "limited": Message(
                what=(
                    "ghi chú của bảng cho một số xã mức khác: «{line}», không lấy gì",
                    "a note of the table gives some communes another level: «{line}», nothing is taken",
                ),
                expected=(
                    "bảng có mức cho mọi xã: gói không ghi được mức riêng của một nhóm xã",
                    "a table whose levels are for all: the pack cannot hold the level of a group of communes",
                ),
                remedy=(
                    "đọc ghi chú; nếu không đổi mức nào thì thêm --heading-checked; nếu có thì xoá trong bản sao của tệp các "
                    "dòng mà nó đổi, rồi thêm --heading-checked",
                    "read the note; where it changes no level add --heading-checked; else delete from a copy of the file the "
                    "rows that it changes, and add --heading-checked",
                ),
            ),
            "same": Message(
                what=(
                    "bộ không có chỉ tiêu {label!r} nêu ở --same",
                    "the set has no indicator {label!r}, named by --same",
                ),
                expected=KNOWN,
                remedy=("nêu số của dòng đã đối chiếu", "give the number of the row that was compared"),
            ),
            "no-table": Message(
                what=("không bảng nào trong tệp là phụ lục tiêu chí", "no table of the file is an annex of criteria"),
                expected=(
                    "một bảng có cột nội dung tiêu chí và cột chỉ tiêu (chung, hoặc theo vùng)",
                    "a table with a column of contents and one of levels (common, or by area)",
                ),
                remedy=(
                    "xem dòng tiêu đề của bảng: cột mức chỉ ghi «Chỉ tiêu», «Mức đạt», «Yêu cầu» hoặc tên vùng; cột ghi thêm "
                    "điều khác (đề xuất, của tỉnh, năm, nhóm xã) thì không lấy, trừ khi nêu cột ấy là gì: "
                    '--column "tiêu đề=chung" (hoặc =tên vùng, =năm)',
                    "look at the heading of the table: a column of levels is called as the level for all or as an area; one "
                    "that says more (proposed, of a province, a year, a group) is not taken, unless you say what it is: "
                    '--column "heading=chung" (or =the name of an area, =a year)',
                ),
            ),
            "which-level": Message(
                what=(
                    "{table}: nhiều cột có thể là mức: {heads}",
                    "{table}: several columns may be the one of levels: {heads}",
                ),
                expected=("một cột mức cho tất cả", "one column of the level for all"),
                remedy=(
                    'nêu cột nào: --column "{first}=chung", các cột kia =bỏ',
                    'say which one: --column "{first}=chung", and of the others =ignore',
                ),
            ),
            "column": Message(
                what=(
                    "không bảng nào có cột {head!r} nêu ở --column",
                    "no table has a column {head!r}, named by --column",
                ),
                expected=(
                    "tiêu đề của một cột như trong tệp, dấu =, cột ấy là gì",
                    "the heading of a column as in the file, the sign =, what it is",
                ),
                remedy=(
                    'chép tiêu đề từ báo cáo: --column "Mức 2023=2023"',
                    'copy the heading from the report: --column "Mức 2023=2023"',
                ),
            ),
            "column-some": Message(
                what=(
                    "cột {head!r} chỉ cho một số xã: gói không ghi được mức riêng của một nhóm",
                    "the column {head!r} is for some communes alone: the pack cannot hold the level of a group",
                ),
                expected=(
                    "một cột cho mọi xã của cả nước hay của một vùng",
                    "a column for all communes, or all of an area",
                ),
                remedy=('bỏ cột ấy: --column "{head}=bỏ"', 'leave it out: --column "{head}=bỏ"'),
            ),
            "column-none": Message(
                what=(
                    "cột {head!r} ghi kết quả, kế hoạch hay đề xuất, không phải mức của văn bản",
                    "the column {head!r} is of what was reached, planned or proposed, and no level of a text",
                ),
                expected=("cột mức của văn bản", "the column of the levels of the text"),
                remedy=(
                    'bỏ cột ấy: --column "{head}=bỏ"; đúng là mức của văn bản thì sửa tiêu đề trong bản sao của tệp',
                    'leave it out: --column "{head}=ignore"; where it is the level of the text, change the heading in a copy',
                ),
            ),
            "column-twice": Message(
                what=(
                    "cột {head!r} được nêu hai lần: {first} và {second}",
                    "the column {head!r} is named twice: {first} and {second}",
                ),
                expected=(
                    "một năm, chung hoặc bỏ; hay một hoặc nhiều vùng",
                    "a year, chung or ignore; or one area or several",
                ),
                remedy=("giữ một --column cho cột ấy", "keep one --column for it"),
            ),
            "column-what": Message(
                what=("cột {head!r} không thể là {what!r}", "the column {head!r} cannot be {what!r}"),
                expected=KNOWN,
                remedy=(
                    "nêu một vùng (mã hoặc tên), một năm, chung, hoặc bỏ",
                    "name an area (its id or its name), a year, chung (for all), or ignore (no level)",
                ),
            ),
        },
    ),
}

"""Words of the report of an annex that is imported: why a cell is taken or not, told in the language of the reader."""

from __future__ import annotations

from ntmrules.explain.lang.theme import Theme
from ntmrules.messages import language

ANNEX = Theme(
    "annex",
    {
        # places
        "where": ("{table}, dòng {line}", "{table}, row {line}"),
        "common-column": ("chung", "common"),
        "of-year": ("{column}, năm {year}", "{column}, {year}"),
        # what the catalogue has
        "had.attained": ("đạt", "attained"),
        "had.none_of": ("không có", "none"),
        "had.delegated": ("tỉnh quy định", "set by the province"),
        "had.unknown": ("chưa rõ", "unknown"),
        "or": ("hoặc", "or"),
        # a cell that is not taken
        "mark": (
            (
                "có dấu chú thích bên số: đọc chú thích; không đổi mức thì xoá dấu ấy trong bản sao của tệp, đổi thì ghi tay"
            ),
            (
                "the mark of a note stands beside it: read the note; where it changes no level delete the mark from a"
                " copy and import again, else write the level by hand"
            ),
        ),
        "object": (
            "có chữ bị gạch, bị sửa, bị ẩn, hình hoặc ký hiệu lạ (▢)",
            "it has letters that are struck out, changed or hidden, a picture or a strange sign (▢)",
        ),
        "unsure": (
            (
                "không đọc được chắc chắn: ghi lại cho rõ trong bản sao của tệp (≥ 95%; Đạt; UBND cấp tỉnh quy định) "
                "rồi nhập lại, hoặc ghi tay"
            ),
            (
                "it cannot be read with certainty: write it plainly into a copy of the file (≥ 95%; Đạt; UBND cấp "
                "tỉnh quy định) and import again, or write the level by hand"
            ),
        ),
        "stage": (
            "năm {year} ngoài giai đoạn {first}-{last} của bộ",
            "{year} is outside of {first}-{last}, the stage of the set",
        ),
        "two-years": ("dòng của năm {row}, cột của năm {column}", "the row is of {row}, the column of {column}"),
        "aimed": (
            "«đến năm {year}»: danh mục không có mức của năm ấy, không rõ mức cho những năm nào: ghi tay",
            (
                "«đến năm {year}», to be reached by then: the catalogue has no level of that year, and for which "
                "years it is one cannot be told: write it by hand"
            ),
        ),
        "aimed-other": (
            "«đến năm {year}»: khác mức của năm ấy ở danh mục ({own}), không rõ mức cho những năm nào: đối chiếu rồi ghi tay",
            (
                "«đến năm {year}», to be reached by then: another level than that of the year in the catalogue ({own}), and for "
                "which years it is one cannot be told: write it by hand"
            ),
        ),
        "two-levels": (
            "một ô hai mức, danh mục chỉ có một yêu cầu",
            "two levels in one cell, and the catalogue asks for one thing",
        ),
        "parts-unsaid": (
            "chỉ tiêu có nhiều phần trong danh mục, ô không nói rõ từng phần",
            "the indicator has several parts in the catalogue, and the cell does not say which level is of which",
        ),
        "part-unclear": (
            "không rõ phần nào của chỉ tiêu là mức thứ hai",
            "of which part of the indicator the second level is cannot be told",
        ),
        "ministry": (
            "giao cho bộ, không phải cho tỉnh: ghi tay",
            "left to a ministry, not to the province: write it by hand",
        ),
        "kinds": ("các cột ghi những loại yêu cầu khác nhau", "the columns ask for different kinds of things"),
        "common": (
            "cột chung: để biết, không dùng để xét",
            "the common column: for information, nobody is judged by it",
        ),
        "common-only": (
            "cột chung: ô của các vùng không đọc được, không lấy ô chung thay",
            "the common column: the cells of the areas are not read, and it does not stand in for them",
        ),
        "strange": (
            (
                "còn cột không hiểu tiêu đề ({heads}), có thể là mức của vùng: nêu cột ấy là gì, --column "
                '"{first}=bỏ" nếu không phải mức (hoặc =chung, =tên vùng, =năm)'
            ),
            (
                "columns are left whose headings are not understood ({heads}) and may be levels of an area: say what "
                'they are, --column "{first}=ignore" where they hold no level (or =chung, =the name of an area, =a year)'
            ),
        ),
        "no-areas": (
            "bảng chỉ có cột chung, danh mục có mức theo vùng",
            "the table has a common column alone, the catalogue levels by area",
        ),
        "areas-empty": (
            "chỉ có mức ở cột chung, ô của các vùng để trống hoặc không có cột: không lấy thay",
            (
                "only the common column has a level, those of the areas are empty or lacking: it does not stand in for them"
            ),
        ),
        "attained-number": (
            "ô ghi đạt, danh mục so sánh số liệu",
            "the cell says attained, the catalogue compares a figure",
        ),
        "none": (
            "«Không» có thể là không được có, hoặc không yêu cầu: danh mục không có yêu cầu «không có», ghi tay",
            (
                "«Không» may mean that there must be none, or that nothing is asked: the catalogue asks for no "
                "absence, write it by hand"
            ),
        ),
        "some-areas": (
            "chỉ một số vùng ghi, các vùng khác để trống hoặc không đọc được: yêu cầu này là cho cả nước, ghi tay",
            (
                "only some areas say it, others are empty or not read: what is asked here is asked of all, write it by hand"
            ),
        ),
        "no-sign": (
            "không rõ chiều so sánh: không có dấu, hoặc các cột có dấu khác nhau",
            "which way to compare cannot be told: there is no sign, or the columns have different ones",
        ),
        "compared": ("danh mục so sánh {own}, văn bản {said}", "the catalogue compares {own}, the text {said}"),
        "turned": (
            "danh mục so sánh {own}, văn bản {said}: ngược chiều, xem lại văn bản rồi ghi tay",
            (
                "the catalogue compares {own}, the text {said}: the other way round; look at the text again and write"
                " it by hand"
            ),
        ),
        "lost": (
            (
                "dấu {sign} có thể là {line} mất gạch dưới: xem văn bản, ghi «{line}» hoặc «{word}» vào bản sao của "
                "tệp rồi nhập lại"
            ),
            (
                "{sign} may be {line} that lost its stroke: look at the text, write «{line}» or «{word}» into a copy "
                "of the file and import again"
            ),
        ),
        "whole-row": (
            "chiều so sánh chỉ đổi khi đọc được cả hàng",
            "the comparison changes only where the whole row is read",
        ),
        "counted": ("≥ (số lượng)", "≥ (a count)"),
        "no-year": (
            "danh mục có mức theo năm, dòng này không ghi năm nào",
            "the catalogue has levels by year, this row names none",
        ),
        "twice": (
            (
                "{count} dòng cùng khớp chỉ tiêu này ({rows}): chọn bảng bằng --table, hoặc xoá dòng thừa trong bản "
                "sao của tệp"
            ),
            (
                "{count} rows are all this indicator ({rows}): choose the table by --table, or delete what is too "
                "many from a copy"
            ),
        ),
        "no-measure": (
            "danh mục chưa có số liệu cho chỉ tiêu này",
            "the catalogue has no figure for this indicator yet",
        ),
        "yes-no": (
            "ô ghi mức số, danh mục chỉ hỏi đạt hay chưa đạt: cần số liệu mới",
            "the cell has a level, the catalogue asks yes or no: a new figure is needed",
        ),
        "other-kind": (
            "danh mục có yêu cầu loại {kind}, một ô không ghi hết được: ghi tay",
            "what the catalogue asks is of the kind {kind}, which no single cell says: write it by hand",
        ),
        "amended-later": (
            (
                "tệp ghi đã được sửa đổi, mà danh mục có văn bản khác sửa chỉ tiêu này ({others}): không rõ ô là mức "
                "trước hay sau khi sửa, nhập từ tệp của chính {decision}"
            ),
            (
                "the file says that it was amended, and another text of the catalogue amends this indicator "
                "({others}): whether the cell is the level before or after cannot be told, import it from the file of"
                " {decision} itself"
            ),
        ),
        "beside-texts": (
            "tên dòng có thêm chữ «{words}» so với tên của danh mục: đối chiếu với văn bản",
            "the name of the row has «{words}» beside the name of the catalogue: compare it with the text",
        ),
        # units
        "unit": ("đơn vị {unit}, danh mục dùng {own}", "the unit is {unit}, that of the catalogue {own}"),
        "no-unit": (
            "đơn vị không ghi (trong ô, ở tên, ở cột đơn vị), danh mục dùng {own}: ghi vào ô trong bản sao của tệp",
            (
                "no unit stands in the cell, the name or a column of units, that of the catalogue is {own}: write it "
                "into a copy"
            ),
        ),
        "name-level": ("tên ghi mức {levels}, ô ghi mức khác", "the name says the level {levels}, the cell another"),
        "ratio": (
            "{value} không có dấu % trong ô, có thể là {percent}% viết dạng số: ghi dấu % vào ô trong bản sao của tệp",
            "{value} has no % in the cell and may be {percent}% written as a number: write the % into a copy of the file",
        ),
        "scale": (
            (
                "gấp hoặc kém hơn {most} lần các mức cạnh nó ({own}): có thể thiếu, thừa một chữ số hoặc là đơn vị khác, đối "
                "chiếu rồi ghi tay"
            ),
            (
                "more than {most} times the levels beside it, or less ({own}): a digit may be lost or too many, or the unit "
                "another; compare it and write it by hand"
            ),
        ),
        "far-period": (
            (
                "không ghi của một năm hay một tháng, và khác các mức cạnh nó ({own}) hơn {most} lần: ghi kỳ (/năm) vào ô "
                "trong bản sao của tệp, hoặc ghi tay"
            ),
            (
                "it does not say whether it is of a year or a month, and is more than {most} times away from the levels "
                "beside it ({own}): write the period (/năm) into a copy of the file, or the level by hand"
            ),
        ),
        "no-period": (
            "không ghi của một năm hay một tháng, không có mức nào để đối chiếu: ghi kỳ (/năm) vào ô trong bản sao của tệp",
            (
                "it does not say whether it is of a year or a month, and there is no level to compare it with: write the "
                "period (/năm) into a copy of the file"
            ),
        ),
        "always": (
            "{sign} {value}: xã nào cũng đạt, ô này không yêu cầu gì: đối chiếu với văn bản, ghi tay",
            "{sign} {value} is met by every unit and asks nothing: compare it with the text, write it by hand",
        ),
        "never": (
            "{sign} {value}: không số liệu nào đạt được: đối chiếu với văn bản, ghi tay",
            "{sign} {value} can be met by no figure: compare it with the text, write it by hand",
        ),
        "over-100": ("tỷ lệ trên 100%", "a share over 100%"),
        "bounds": (
            "ngoài giới hạn của số liệu: {low} đến {high}",
            "outside of the bounds of the figure: {low} to {high}",
        ),
        # a row
        "ragged": (
            "dòng có số ô khác các dòng khác: thừa hoặc thiếu một ô, một dấu phân cách",
            "the row has another number of cells than the others: a cell or a separator too many or too few",
        ),
        "uneven-head": (
            "dòng tiêu đề cột có số ô khác các dòng dưới: không rõ mức nào của cột nào",
            (
                "the heading has another number of cells than the rows below: which level is of which column cannot be told"
            ),
        ),
        "hidden-row": ("dòng bị ẩn trong tệp", "the row is hidden in the file"),
        "divided": (
            (
                "dưới dòng «{text}»: có thể chỉ cho một nhóm, một năm; nếu cho tất cả thì xoá dòng ấy trong tệp rồi nhập lại"
            ),
            (
                "below «{text}»: it may be for a group or a year alone; where it is for all delete that row from a "
                "copy and import again"
            ),
        ),
        "head-again": (
            "tiêu đề cột lặp lại ở dòng {line}, không hiểu được",
            "the heading comes again in row {line} and is not understood",
        ),
        "cut": (
            "dòng {line} không có số, có thể là phần tiếp của dòng {before}: ô có thể bị cắt đôi",
            "row {line} has no number and may go on with row {before}: a cell may be cut in two",
        ),
        "exception": (
            "dòng {line} ghi mức riêng cho một nhóm: không rõ mức chung còn cho ai",
            "row {line} gives a group a level of its own: for whom the other one still is cannot be told",
        ),
        "below": (
            "dòng {line} «{name}» có mức riêng ngay dưới: không rõ mức của dòng này còn cho ai",
            "row {line} «{name}» below it has a level of its own: for whom this one still is cannot be told",
        ),
        "two-numbers": (
            "cột số ghi {column}, nội dung ghi {label}",
            "the column of numbers says {column}, the content {label}",
        ),
        "criterion-group": (
            "cột tiêu chí ghi «{heading}»: có thể chỉ cho một nhóm xã",
            "the column of criteria says «{heading}»: it may be for a group of communes alone",
        ),
        "sub-row": (
            "tên bắt đầu bằng «{mark}»: chỉ một phần của chỉ tiêu {label}",
            "the name begins with «{mark}»: only a part of the indicator {label}",
        ),
        "remark": (
            "cột ghi chú ghi «{text}»: có thể đổi hay giới hạn mức",
            "the column of notes says «{text}»: it may change or limit the level",
        ),
        "comma": (
            "số đứng một mình ở cột bên cạnh, có thể là phần thập phân bị dấu phẩy cắt",
            "a number stands alone in the column beside it, maybe the decimals that a comma cut off",
        ),
        # which indicator it is
        "noted": (
            "có dấu chú thích (※) hoặc chữ bị gạch, bị sửa (▢): đọc chú thích, xem có đổi hay giới hạn chỉ tiêu không",
            (
                "it has the mark of a note (※) or letters struck out or changed (▢): read the note, it may change or "
                "limit the indicator"
            ),
        ),
        "no-number": ("không có số, {why}", "it has no number, {why}"),
        "none-alike": ("tên không giống chỉ tiêu nào", "its name is like that of no indicator"),
        "several-alike": ("tên giống nhiều chỉ tiêu", "its name is like those of several indicators"),
        "stray-year": ("năm không thuộc chỉ tiêu nào phía trên", "a year below no indicator"),
        "number-but": (
            "số là của {label} «{name}» nhưng {why}{more}",
            "the number is that of {label} «{name}», but {why}{more}",
        ),
        "each-year": (", ghi tay cho từng năm", "; write the level of each year by hand"),
        "hint": ("; tên giống {label} «{name}»", "; the name is like {label} «{name}»"),
        "advice": (
            "; nếu đã đối chiếu, đúng là chỉ tiêu này: --same {label}",
            "; where you compared them and it is this indicator: --same {label}",
        ),
        "both-numbers": (
            "tên ghi cả số {labels}: không rõ mức của chỉ tiêu nào",
            "the name says {labels} too: of which indicator the level is cannot be told",
        ),
        "no-indicator": (
            "danh mục không có chỉ tiêu {label} theo quyết định này: không lấy vào chỉ tiêu nào khác",
            "the catalogue has no indicator {label} of this decision: it is taken for no other",
        ),
        "may-be": (
            "danh mục chưa rõ số của {label} «{name}»: nếu đã đối chiếu, đúng là chỉ tiêu này: --same {row}={label}",
            (
                "the catalogue does not know the number of {label} «{name}»: where you compared them and it is this "
                "one: --same {row}={label}"
            ),
        ),
        "years-said": (
            "tên có năm {years}: không rõ mức cho năm nào",
            "the name says {years}: of which year the level is cannot be told",
        ),
        "criterion-other": (
            "cột tiêu chí ghi «{heading}», là tên của tiêu chí {number}",
            "the column of criteria says «{heading}», the name of criterion {number}",
        ),
        # doubts about a name
        "name.other": ("tên khác", "the name is another"),
        "name.lacks": ("tên thiếu chữ của danh mục", "the name lacks words of the catalogue's"),
        "name.nearer": ("tên giống chỉ tiêu khác hơn", "the name is more like that of another indicator"),
        "name.untold": (
            "tên không nói điều phân biệt với chỉ tiêu khác",
            "the name does not say what tells it from another indicator",
        ),
        "name.both": ("tên nói cả điều của chỉ tiêu khác", "the name says what another indicator says as well"),
        "name.turned": (
            "tên nói ngược lại: có «không», «chưa» ở chỗ danh mục không có, hoặc thiếu",
            "the name says the opposite: it has «không» or «chưa» where the catalogue has none, or lacks it",
        ),
        "name.numbers": (
            "tên có số khác danh mục ({numbers})",
            "the name has other numbers than the catalogue ({numbers})",
        ),
        "name.instead": ("tên nói «{said}» thay cho «{own}»", "the name says «{said}» in place of «{own}»"),
        "name.more": (
            "tên nói thêm «{word}», danh mục không có",
            "the name adds «{word}», which the catalogue has not",
        ),
        "name.sex": (
            "tên chỉ nói «{word}», danh mục không giới hạn",
            "the name says «{word}» alone, the catalogue limits nothing",
        ),
        "name.words": (
            "tên có thêm chữ «{words}» danh mục không có, có thể là giới hạn",
            "the name has «{words}» beside, which the catalogue has not and which may limit it",
        ),
        # whose table it is
        "heading": ("«{line}»: {what}, không phải {asked}", "«{line}»: {what}, not {asked}"),
        "asked": ("{set} theo {decision}{annex}", "{set} of {decision}{annex}"),
        "other.annex": ("phụ lục khác", "another annex"),
        "other.decision": ("quyết định khác", "another decision"),
        "other.set": ("bộ tiêu chí khác", "another set of criteria"),
        "other.stage": ("giai đoạn khác", "another stage"),
        "other.province": ("văn bản của tỉnh", "a text of a province"),
        "other.text": (
            "kết quả, kế hoạch, dự thảo hoặc mức cho riêng một nhóm xã",
            "results, a plan, a draft, or levels of a group of communes alone",
        ),
        "other.rows": (
            "{most} dòng khớp {best}, chỉ {own} khớp bộ đang nhập",
            "{most} rows are those of {best}, only {own} those of the set that is asked",
        ),
        "other.table": ("bảng của bộ khác: {why}", "the table of another set: {why}"),
        # what is hidden
        "hidden.rows": ("{name}: dòng ẩn {rows}, không đọc", "{name}: hidden rows {rows}, not read"),
        "hidden.columns": ("{name}: cột ẩn {columns}, không đọc", "{name}: hidden columns {columns}, not read"),
        "hidden.sheet": ("{name}: cả trang tính bị ẩn, không đọc", "{name}: the whole sheet is hidden, not read"),
        "hidden.cells": (
            "{name}: {count} ô hoặc đoạn bị ẩn, không đọc",
            "{name}: {count} cells or passages are hidden, not read",
        ),
        # the report
        "title": ("Nhập {file} vào {set} theo {decision}", "{file} imported into {set} of {decision}"),
        "taken": (
            "Lấy {taken} ô: {same} khớp, {changed} khác, {new} mới.",
            "{taken} cells are taken: {same} the same, {changed} different, {new} new.",
        ),
        "nothing": (
            (
                "Không lấy được ô nào: gói chỉ có báo cáo này, dùng với --pack không đổi gì. Xem vì sao ở từng dòng "
                "dưới đây."
            ),
            (
                "No cell is taken: the pack holds this report alone, and --pack with it changes nothing. Each row "
                "below says why."
            ),
        ),
        "amended": (
            "Tệp có ô của nhiều quyết định (nhập vì có --heading-checked): «{line}».",
            "The file has cells of several decisions (imported because of --heading-checked): «{line}».",
        ),
        "untaken": (
            (
                "Không lấy: {unread} ô không đọc được, {clash} ô danh mục có căn cứ ngang hoặc hơn, {rows} dòng không"
                " tìm ra chỉ tiêu."
            ),
            (
                "Not taken: {unread} cells that are not read, {clash} that the catalogue knows as well or better, "
                "{rows} rows without an indicator."
            ),
        ),
        "status.changed": ("Khác danh mục, lấy theo văn bản", "Different: the text is taken"),
        "status.new": ("Điền vào chỗ trống", "New: a hole is filled"),
        "status.same": ("Khớp, nay có căn cứ", "The same, and now with evidence"),
        "status.clash": (
            "Khác, nhưng danh mục có căn cứ ngang hoặc hơn: không lấy",
            "Different, but the catalogue knows it as well or better: not taken",
        ),
        "status.firm": ("Khớp, danh mục đã có căn cứ ngang hoặc hơn", "The same, known as well or better already"),
        "status.unread": ("Không đọc được, không lấy", "Not read, not taken"),
        "status.common": ("Cột chung, để biết", "The common column, for information"),
        "head.indicator": ("chỉ tiêu", "indicator"),
        "head.where": ("nơi", "where"),
        "head.column": ("cột", "column"),
        "head.printed": ("văn bản in", "as printed"),
        "head.had": ("danh mục có", "the catalogue has"),
        "head.note": ("ghi chú", "note"),
        "head.number": ("số", "number"),
        "head.name": ("nội dung in", "content as printed"),
        "head.why": ("vì sao", "why"),
        "head.cells": ("các ô", "cells"),
        "part": ("{label} – phần «{name}»", "{label} – part «{name}»"),
        "unmatched": ("Dòng không tìm ra chỉ tiêu, không lấy", "Rows without an indicator, not taken"),
        "how-lacking": (
            (
                "Chỉ tiêu mà danh mục chưa có ({labels}): gói này không thêm chỉ tiêu. Thêm bằng mẫu điền của bộ "
                "(ntmrules template --holes {set}), hoặc gửi văn bản cho người giữ danh mục."
            ),
            (
                "Indicators that the catalogue lacks ({labels}): this pack adds none. Add them by the form of the set"
                " (ntmrules template --holes {set}), or send the text to those who keep the catalogue."
            ),
        ),
        "joined": ("Dòng ghép từ hai trang: {what}", "Rows put together over a page: {what}"),
        "hidden": ("Bị ẩn trong tệp: {what}", "Hidden in the file: {what}"),
        "told": (
            "Dòng chữ có thể giới hạn mức, đọc trước khi dùng gói: {what}",
            "Lines that may limit levels, to be read before the pack is used: {what}",
        ),
        "unnamed": (
            "Không dòng nào trên bảng nói đây là phụ lục nào, hãy tự đối chiếu: {what}",
            "No line over the table says whose annex it is, compare it yourself: {what}",
        ),
        "tables-left": ("Bảng không đọc: {what}", "Tables that are not read: {what}"),
        "columns-left": (
            'Cột không hiểu tiêu đề, hoặc trùng tiêu đề, không đọc (nêu cột là gì bằng --column "tiêu đề=…"): {what}',
            (
                "Columns not read, whose headings are not understood or stand twice (say what one is by --column "
                '"heading=…"): {what}'
            ),
        ),
        "columns-named": ("Cột hiểu theo --column: {what}", "Columns as --column names them: {what}"),
        "areas-lacking": ("Vùng không có cột trong bảng: {what}", "Areas without a column: {what}"),
        "indicators-lacking": (
            "Chỉ tiêu không thấy trong bảng: {what}",
            "Indicators that are not in the table: {what}",
        ),
    },
)


def say(name: str, /, **values: object) -> str:
    """Return a text in the language of the reader, with what it is about."""
    return ANNEX.say(name, language(), **values)

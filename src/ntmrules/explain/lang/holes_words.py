"""Words of the form of the holes of a set: what a person reads beside the places to fill; what is filled is the same in both."""

from __future__ import annotations

from ntmrules.explain.lang.theme import Theme

HOLES = Theme(
    "holes",
    {
        "title": ("Chỗ trống của {set}: {name}", "Holes of {set}: {name}"),
        "has": (
            "{text}. Danh mục có {written}/{total} chỉ tiêu.",
            "{text}. The catalogue has {written} of {total} indicators.",
        ),
        "how": (
            (
                "Điền: thay dấu {blank} bằng điều văn bản ghi.\n"
                "Mục chưa điền gì thì được bỏ qua; mục điền dở là lỗi, có báo dòng.\n"
                "Mức theo vùng, năm: dòng còn {blank} vẫn là chỗ trống. Tên tiếng Anh có thể để {blank}.\n"
                "Mức đã có nhưng là nhớ lại hay căn cứ yếu: thay dấu {blank} bằng đúng, hoặc bằng mức văn bản ghi.\n"
                "Dùng được ngay khi chưa điền xong: ntmrules evaluate … --pack TỆP_NÀY. Kiểm tra: ntmrules lint TỆP_NÀY"
            ),
            (
                "Fill in: put what the text says in place of {blank}.\n"
                "Entries that nobody touched are left out; one that is begun and not finished is an error at its line.\n"
                "Levels by area or year: a row with {blank} stays a hole. English names may stay {blank}.\n"
                "Levels known from memory or by weak evidence: put right in place of {blank}, or the level of the text.\n"
                "To be used before it is finished: ntmrules evaluate … --pack THIS_FILE. To check it: ntmrules lint THIS_FILE"
            ),
        ),
        "sources": (
            (
                "Văn bản đang có trong tay: số, ngày, nơi đọc được.\n"
                "Căn cứ: kind: copy (bản sao), gazette (Công báo); checked_on: ngày đọc.\n"
                "Ô ghi «UBND cấp tỉnh quy định cụ thể»: value: tỉnh quy định. "
                "Chỉ tiêu chỉ ghi «Đạt»: kind: đạt, để {blank} ở mọi mức."
            ),
            (
                "The text in hand: number, day, where it was read.\n"
                "Evidence: kind: copy (a whole copy), gazette (the official text); checked_on: the day it was read.\n"
                "A cell left to the province: value: delegated. An indicator that says attained alone: kind: attained, "
                "{blank} at every level."
            ),
        ),
        "measures": (
            (
                "Số liệu mới cho chỉ tiêu mới, chép khối này cho mỗi số liệu.\n"
                "kind: percent | amount | count | yes_no (yes_no: để unit trống)"
            ),
            (
                "New measures for new indicators; copy the block for each.\n"
                "kind: percent | amount | count | yes_no (yes_no: leave unit open)"
            ),
        ),
        "in-order": ("từ trên xuống dưới theo thứ tự của văn bản", "from top to bottom in the order of the text"),
        "since": ("từ {first}", "since {first}"),
        "since.until": ("từ {first} đến {last}", "from {first} to {last}"),
        "why": ("chưa rõ vì: {why}", "not known because: {why}"),
        "searched": ("chưa rõ vì: {why}; đã tìm: {searched}", "not known because: {why}; searched: {searched}"),
        "confirm": (
            "đúng: mọi mức dưới đây như trong danh mục (mức nào ghi khác thì theo số ghi)",
            "right: all levels below are as in the catalogue (where a number is written, that holds)",
        ),
        "yes-no": ("attained ({measure}: đạt/chưa đạt)", "attained ({measure}: met/not met)"),
        "one-level": (
            "{unit}; một mức cho mọi vùng: một dòng không có area",
            "{unit}; one level for all areas: one row without area",
        ),
        "right": ("đúng", "right"),
        "right.computed": ("đúng (nếu đã đọc cách tính và mức gốc)", "right (if rule and base cells were read)"),
        "has-known": (
            "có trong danh mục: {level}; {right} / sửa thành …",
            "in the catalogue: {level}; {right} / write …",
        ),
        "differ": (
            "các nguồn khác nhau: {values}; ghi mức của văn bản",
            "sources differ: {values}; write the level of the text",
        ),
        "left": ("tỉnh quy định cụ thể", "left to the province"),
        "left.ubnd": ("UBND cấp tỉnh quy định cụ thể", "left to the province"),
        "attained": ("đạt", "attained"),
        "none_of": ("không có", "none"),
        "criterion.count": (
            "Tiêu chí {criterion}: có bao nhiêu chỉ tiêu? ({written} đã viết)",
            "Criterion {criterion}: how many indicators has it? ({written} written)",
        ),
        "indicator.more": (
            "Chỉ tiêu chưa viết của tiêu chí {criterion} (chép khối này cho mỗi chỉ tiêu còn lại)",
            "An indicator of criterion {criterion} that is not written (copy the block for each that is left)",
        ),
        "indicator.of": (
            "Chỉ tiêu chưa viết của tiêu chí {criterion} ({number}/{total})",
            "An indicator of criterion {criterion} that is not written ({number}/{total})",
        ),
        "criterion.of": ("Tiêu chí chưa viết ({number}/{total})", "A criterion that is not written ({number}/{total})"),
        "id.indicator": ("để nguyên: mã được ghép từ số chỉ tiêu", "leave it: the id is made from the number"),
        "id.criterion": ("để nguyên: mã được ghép từ số tiêu chí", "leave it: the id is made from the number"),
        "label": ('số trong phụ lục, trong dấu nháy: "{example}"', 'the number in the annex, in quotes: "{example}"'),
        "measure": (
            "mã số liệu có sẵn, hoặc mã mới thêm ở measures",
            "the id of a measure, or a new one from measures",
        ),
        "leave": ("để nguyên nếu không rõ", "leave it where it is not known"),
        "unnamed": (
            "{indicator}: phần «{name}» chưa rõ số liệu nào, không điền riêng được: {why}",
            "{indicator}: of the part «{name}» no measure is known, it has no place of its own: {why}",
        ),
        "apart": (
            (
                "{indicator}: nhiều phần cùng hỏi {part} nên không điền riêng được ở đây;\n"
                "nếu văn bản ghi khác: viết lại cả chỉ tiêu bằng replace, hoặc báo cho danh mục"
            ),
            (
                "{indicator}: several parts ask for {part}, so none of them has a place of its own here;\n"
                "where the text differs write the whole indicator anew with replace, or tell the catalogue"
            ),
        ),
    },
)

"""Messages about capital: rows, identities, norms (NTM187, NTM591)."""

from ntmrules.messages.register import Code, Message

CODES = {
    "NTM187": Code(
        ("Quy định về vốn trong danh mục có chỗ sai", "Something in the rules on capital is wrong"),
        {
            "word": Message(
                what=("{key} không có từ {word!r}", "{key} has no word {word!r}"),
                expected=("{known}", "{known}"),
                remedy=("sửa {key}", "correct {key}"),
            ),
            "two": Message(
                what=("năm {year} có hai định mức: {one} và {other}", "{year} has two norms: {one} and {other}"),
                expected=("mỗi năm một định mức", "one norm a year"),
                remedy=("sửa from, to ở đây hoặc ở {at}", "correct from, to here or in {at}"),
            ),
            "evidence": Message(
                what=("giá trị {value} không có căn cứ, hoặc âm", "the value {value} has no evidence, or is negative"),
                expected=("evidence ở mọi ô có giá trị", "evidence on every cell with a value"),
                remedy=("thêm evidence", "add evidence"),
            ),
            "ratio": Message(
                what=("{id}: cần đúng một trong ratio và words", "{id}: needs just one of ratio and words"),
                expected=("đúng một mục", "just one of them"),
                remedy=("bỏ một mục", "take one out"),
            ),
            "day": Message(
                what=("báo cáo {id}: ngày hoặc tháng không thể có", "report {id}: day or month cannot be"),
                expected=("day 1–31; month chỉ ở báo cáo năm", "day 1–31; month with yearly reports only"),
                remedy=("sửa day, month", "correct day, month"),
            ),
        },
    ),
    "NTM591": Code(
        (
            "Vốn: số tiền hoặc quan hệ giữa các số tiền không thể đúng",
            "Capital: an amount, or a relation of amounts, cannot be",
        ),
        {
            "negative": Message(
                what=("số tiền âm {amount!r} không ghi lý do", "a negative amount {amount!r} without a reason"),
                expected=("lý do ở cột note, như «điều chỉnh giảm»", "the reason in the column note"),
                remedy=("thêm note, hoặc sửa số", "add note, or correct the amount"),
            ),
            "twice": Message(
                what=("dòng này giống hệt {other}", "this row is the same as {other}"),
                expected=("mỗi khoản một dòng", "one row an item"),
                remedy=(
                    "bỏ một dòng; hai khoản khác nhau thì ghi khác note hoặc document",
                    "take one out; two items differ in note or document",
                ),
            ),
            "whole": Message(
                what=(
                    "dòng không ghi {name}, số tiền đúng bằng tổng {count} dòng có ghi ({first} … {last})",
                    "the row names no {name} and is just the sum of the {count} rows that do ({first} … {last})",
                ),
                expected=("mỗi khoản một lần, không có dòng tổng", "each item once, and no row of totals"),
                remedy=(
                    "là dòng tổng thì bỏ dòng này; là khoản riêng thì ghi {name} của nó",
                    "take it out if it is their total; if it is an item of its own, name its {name}",
                ),
            ),
            "days": Message(
                what=(
                    "cùng một khoản có số của ngày {two} và của ngày {one} ({first}): cộng thêm hay lũy kế thì không rõ",
                    "one item has an amount of {two} and one of {one} ({first}): whether they add up is not clear",
                ),
                expected=(
                    "số lũy kế ghi «giải ngân lũy kế»; số cộng thêm ghi «giải ngân trong kỳ», hoặc mỗi dòng một document",
                    "running totals as «disbursed cumulative»; what adds up as «disbursed in the period», or a document each",
                ),
                remedy=(
                    "sửa kind, hoặc thêm document, hoặc bỏ dòng cũ",
                    "correct kind, add document, or take out the old row",
                ),
            ),
            "nameless": Message(
                what=("dòng không ghi xã nào", "the row names no commune"),
                expected=("tên xã ở cột unit", "a name in the column unit"),
                remedy=("điền tên, hoặc bỏ dòng", "fill it in, or take the row out"),
            ),
            "commune": Message(
                what=("{unit} có hai lần (xem {other})", "{unit} stands twice (see {other})"),
                expected=("mỗi xã một dòng", "one row a commune"),
                remedy=(
                    "bỏ một dòng; hai xã cùng tên thì thêm cột within",
                    "take one out, or tell them apart by within",
                ),
            ),
            "norm": Message(
                what=("không có định mức {norm!r}", "there is no norm {norm!r}"),
                expected=("{known}", "{known}"),
                remedy=("sửa --norm", "correct --norm"),
            ),
            "group": Message(
                what=("{unit}: không có nhóm {group!r}", "{unit}: there is no group {group!r}"),
                expected=("{known}", "{known}"),
                remedy=("sửa cột group", "correct the column group"),
            ),
            "amount": Message(
                what=("{text!r} không phải số tiền có đơn vị", "{text!r} is no amount with its unit"),
                expected=("như 120 tỷ đồng", "such as 120 ty dong"),
                remedy=("sửa --amount", "correct --amount"),
            ),
            "hole": Message(
                what=(
                    "{unit}: hệ số của nhóm này trong {norm} chưa rõ",
                    "{unit}: the coefficient of its group in {norm} is not known",
                ),
                expected=("nhóm có hệ số", "a group with a coefficient"),
                remedy=("đọc quyết định rồi bổ sung hệ số vào danh mục", "read the decision and add the coefficient"),
            ),
            "no-points": Message(
                what=("không xã nào có điểm", "no commune has points"),
                expected=("ít nhất một xã có hệ số", "at least one commune with a coefficient"),
                remedy=("sửa bảng", "correct the table"),
            ),
            "data": Message(
                what=("{key}: {text!r} không đúng dạng", "{key}: {text!r} does not fit"),
                expected=("{known}", "{known}"),
                remedy=("sửa {key}", "correct {key}"),
            ),
        },
    ),
}

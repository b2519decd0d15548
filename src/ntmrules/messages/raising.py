"""Messages of entries that raise a national level (NTM226)."""

from ntmrules.messages.register import Code, Message

CODES = {
    "NTM226": Code(
        ("Mục nâng mức mà không nâng", "An entry that raises does not ask for more"),
        {
            "comparison": Message(
                what=(
                    "so sánh bằng {given}, văn bản của trung ương bằng {national}",
                    "compares by {given}, the national text by {national}",
                ),
                expected=("{wanted}", "{wanted}"),
                remedy=(
                    "ghi mức cao hơn theo cách ấy; đòi hỏi thuộc loại khác thì bổ sung một chỉ tiêu (verb: add)",
                    "write the higher level that way; for another kind of demand add an indicator (verb: add)",
                ),
            ),
            "kind": Message(
                what=(
                    "văn bản của trung ương là {national}, không có một mức để nâng (mục này ghi {given})",
                    "the national text is {national}, in which there is no level to raise (this entry has {given})",
                ),
                expected=(
                    "một phần của nó (part) có mức so sánh, hoặc một chỉ tiêu bổ sung",
                    "a part of it (part) that compares with a level, or an indicator that is added",
                ),
                remedy=(
                    "đòi hỏi thêm thì bổ sung một chỉ tiêu (verb: add); quy định khác thì ghi verb: replace, có căn cứ pháp lý",
                    "to ask for more add an indicator (verb: add); for another text write verb: replace, with its legal basis",
                ),
            ),
            "other": Message(
                what=(
                    "{key} khác với văn bản của trung ương, mà nâng mức chỉ đổi mức của {kind}",
                    "{key} differs from the national text, and raising changes the level of {kind} only",
                ),
                expected=("chỉ mức là khác", "nothing but another level"),
                remedy=(
                    "bỏ {key}, hoặc ghi như văn bản của trung ương",
                    "leave {key} out, or write it as the national text has it",
                ),
            ),
            "rows": Message(
                what=(
                    "nâng mức của {kind} riêng cho vài năm hay vùng",
                    "raises the level of {kind} for some years or areas only",
                ),
                expected=("một mức cho mọi năm và vùng", "one level for every year and area"),
                remedy=(
                    "bổ sung một chỉ tiêu có applies_when cho vùng ấy (verb: add)",
                    "add an indicator with applies_when for that area (verb: add)",
                ),
            ),
            "delegated": Message(
                what=(
                    "văn bản của trung ương giao mức này cho {body} quy định: chưa có mức nào để nâng",
                    "the national text leaves this level to {body}: there is none to raise",
                ),
                expected=("verb: fill", "verb: fill"),
                remedy=("ghi verb: fill thay cho raise", "write verb: fill instead of raise"),
            ),
            "everywhere": Message(
                what=(
                    "{value} lỏng hơn mọi mức của trung ương mà đơn vị ở đó có thể theo (lỏng nhất là {national}): không nâng gì",
                    "{value} is looser than every national level that a unit there can have (loosest: {national}), and no raise",
                ),
                expected=(
                    "chặt hơn ít nhất một mức của trung ương; ở đâu mức của trung ương chặt hơn thì vẫn theo mức ấy",
                    "stricter than one national level at least; where the national one is stricter that one counts",
                ),
                remedy=(
                    "tra lại mức trong quyết định; thấp hơn thật thì bỏ mục này, hoặc replace khi có căn cứ pháp lý",
                    "look the level up in the decision; where it does ask for less leave this out, or replace with a legal basis",
                ),
            ),
            "looser": Message(
                what=(
                    "{value} lỏng hơn mức {national} của trung ương{place}",
                    "{value} is looser than the national {national}{place}",
                ),
                expected=(
                    "ít nhất chặt như mức của trung ương",
                    "at least as strict as the national level",
                ),
                remedy=(
                    "tra lại mức trong quyết định; thấp hơn thật thì bỏ mục này, hoặc replace khi có căn cứ pháp lý",
                    "look the level up in the decision; where it does ask for less leave this out, or replace with a legal basis",
                ),
            ),
        },
    ),
}

"""Messages about procedures of recognition and what a province lays over them (NTM055, NTM185, NTM186)."""

from ntmrules.messages.register import Code, Message, one

CODES = {
    "NTM055": one(
        "Không có thủ tục ấy",
        "There is no such procedure",
        what=("không có thủ tục {name!r}", "there is no procedure {name!r}"),
        expected=("{known}", "{known}"),
        remedy=("sửa mã thủ tục", "correct the id of the procedure"),
    ),
    "NTM185": Code(
        ("Định nghĩa một thủ tục công nhận có chỗ sai", "Something in the definition of a procedure is wrong"),
        {
            "twice": Message(
                what=("mã {id!r} có hai lần ({other})", "the id {id!r} stands twice ({other})"),
                expected=("mỗi mã một lần", "each id once"),
                remedy=("đổi một mã", "change one of them"),
            ),
            "set": Message(
                what=("không có bộ tiêu chí {set!r}", "there is no set {set!r}"),
                expected=(
                    "mã bộ không kèm năm, như vn/xa-ntm",
                    "the key of a set without its stage, such as vn/xa-ntm",
                ),
                remedy=("sửa mã", "correct the id"),
            ),
            "criterion": Message(
                what=(
                    "không tiêu chí nào của các bộ ấy tên là {name!r}",
                    "no criterion of its sets is called {name!r}",
                ),
                expected=("tên một tiêu chí, như trong bộ", "the name of a criterion, as in the set"),
                remedy=("sửa tên", "correct the name"),
            ),
            "step": Message(
                what=("không có bước {step!r} ở trước", "there is no step {step!r} before it"),
                expected=("{known}", "{known}"),
                remedy=("sửa mã bước", "correct the id of the step"),
            ),
            "word": Message(
                what=("{key} không có từ {word!r}", "{key} has no word {word!r}"),
                expected=("{known}", "{known}"),
                remedy=("sửa {key}", "correct {key}"),
            ),
            "days": Message(
                what=("{value} không phải số ngày", "{value} is no number of days"),
                expected=("số nguyên từ 1", "a whole number from 1"),
                remedy=("sửa days", "correct days"),
            ),
            "share": Message(
                what=(
                    "điều kiện loại {kind}: share chỉ đi với children và phải có ở đó",
                    "condition of kind {kind}: share goes with children only, and must be there",
                ),
                expected=("share ở loại children", "share with children"),
                remedy=("thêm hoặc bỏ share", "add share, or take it out"),
            ),
            "column": Message(
                what=(
                    "{path}: ô của thủ tục không có năm hay vùng",
                    "{path}: a cell of a procedure has no year and no area",
                ),
                expected=("một giá trị", "one value"),
                remedy=("bỏ year, area", "take out year, area"),
            ),
            "evidence": Message(
                what=("{path}: giá trị không có căn cứ", "{path}: a value without evidence"),
                expected=("evidence ở mọi ô có giá trị", "evidence on every cell with a value"),
                remedy=("thêm evidence", "add evidence"),
            ),
            "percent": Message(
                what=("{path}: {value} không phải tỷ lệ phần trăm", "{path}: {value} is no percentage"),
                expected=("từ 0 đến 100", "0 to 100"),
                remedy=("sửa giá trị", "correct the value"),
            ),
            "overlap": Message(
                what=(
                    "{set} có hai thủ tục cùng hiệu lực: {one} và {two} ({other})",
                    "{set} has two procedures in force at once: {one} and {two} ({other})",
                ),
                expected=("mỗi ngày một thủ tục", "one procedure a day"),
                remedy=("sửa stage", "correct stage"),
            ),
        },
    ),
    "NTM186": Code(
        (
            "Quy định của tỉnh về thủ tục công nhận có chỗ sai",
            "Something in what a province says of a procedure is wrong",
        ),
        {
            "twice": Message(
                what=("mã {id!r} có hai lần ({other})", "the id {id!r} stands twice ({other})"),
                expected=("mỗi mã một lần", "each id once"),
                remedy=("đổi một mã", "change one of them"),
            ),
            "settles": Message(
                what=("{procedure} không có phần chưa rõ {name!r}", "{procedure} has no open part {name!r}"),
                expected=("{known}", "{known}"),
                remedy=("sửa settles", "correct settles"),
            ),
            "nowhere": Message(
                what=("gói không nói cho tỉnh nào", "the pack speaks for no province"),
                expected=("pack.yaml có territory", "pack.yaml with territory"),
                remedy=("thêm territory vào pack.yaml", "add territory to pack.yaml"),
            ),
            "verb": Message(
                what=("{verb} không dùng cho thủ tục", "{verb} is not used for procedures"),
                expected=("{known}", "{known}"),
                remedy=("chọn một từ trong số đó", "choose one of them"),
            ),
            "keys": Message(
                what=("{verb} cần đúng một trong: {wanted}", "{verb} needs just one of: {wanted}"),
                expected=("{wanted}", "{wanted}"),
                remedy=("sửa mục của dòng này", "correct the keys of the entry"),
            ),
            "procedure": Message(
                what=("{target!r} không thuộc thủ tục nào", "{target!r} is of no procedure"),
                expected=(
                    "mã thủ tục, như vn/cong-nhan-xa/2022",
                    "the id of a procedure, such as vn/cong-nhan-xa/2022",
                ),
                remedy=("sửa target", "correct target"),
            ),
            "whole": Message(
                what=(
                    "add nhắm vào cả thủ tục {procedure}, không phải {target}",
                    "add is aimed at the whole procedure {procedure}, not at {target}",
                ),
                expected=("{procedure}", "{procedure}"),
                remedy=("sửa target", "correct target"),
            ),
            "cell": Message(
                what=("thủ tục không có ô {target!r}", "the procedure has no cell {target!r}"),
                expected=(
                    "như vn/cong-nhan-xa/2022/steps/tham-tra/days",
                    "such as vn/cong-nhan-xa/2022/steps/tham-tra/days",
                ),
                remedy=("sửa target", "correct target"),
            ),
            "value": Message(
                what=("tỉnh phải ghi một giá trị", "the province has to give a value"),
                expected=("cell: {{value: …}}", "cell: {{value: …}}"),
                remedy=("thêm value", "add value"),
            ),
            "no-hole": Message(
                what=(
                    "{path} không phải chỗ trống hay chỗ giao tỉnh",
                    "{path} is no hole and not left to the province",
                ),
                expected=(
                    "raise để đòi hơn, replace khi có căn cứ pháp lý",
                    "raise to ask for more, replace with a legal basis",
                ),
                remedy=("đổi verb", "change the verb"),
            ),
            "nothing-to-raise": Message(
                what=("{path} chưa có giá trị để nâng", "{path} has no value to raise"),
                expected=("fill với chỗ trống", "fill with a hole"),
                remedy=("đổi verb", "change the verb"),
            ),
            "basis": Message(
                what=("replace phải có legal_basis", "replace needs legal_basis"),
                expected=("legal_basis: {{decision: …}}", "legal_basis: {{decision: …}}"),
                remedy=("thêm căn cứ", "add the basis"),
            ),
            "counted": Message(
                what=("{path} không đếm ngày", "{path} counts no days"),
                expected=("counted chỉ đi với …/days", "counted goes with …/days only"),
                remedy=("bỏ counted", "take out counted"),
            ),
            "conflict": Message(
                what=(
                    "hai quy định cùng hạng về {target} cùng ngày ({other})",
                    "two entries of one rank on {target} on one day ({other})",
                ),
                expected=("một quy định, hoặc supersedes", "one entry, or supersedes"),
                remedy=("thêm supersedes, hoặc sửa ngày", "add supersedes, or correct the days"),
            ),
        },
    ),
}

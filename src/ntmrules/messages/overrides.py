"""Messages about what a province decides: packs, entries, territories (NTM210 to NTM236, but NTM226)."""

from ntmrules.messages.register import Code, Message, one

INDICATOR = ("mã đầy đủ của một chỉ tiêu", "the full id of an indicator")
ON_LEGAL_BASIS = ("quy định khác đi khi có căn cứ pháp lý", "replace it on a legal basis")

TWO_OF_A_RANK = (
    "{one} và {other} cùng {verb} {target} từ {day}; mục kia ở {at}",
    "{one} and {other} both {verb} {target} from {day}; the other is in {at}",
)
ONE_OF_A_RANK = (
    "mỗi hạng một mục cho cùng năm, cùng vùng trong cùng thời gian",
    "one entry of a rank for a year and zone at a time",
)

CODES = {
    "NTM210": Code(
        (
            "Hai mục cùng hạng cùng quy định một chỉ tiêu trong cùng thời gian",
            "Two entries of one rank say different things of one target at the same time",
        ),
        {
            "whole": Message(
                what=TWO_OF_A_RANK,
                expected=ONE_OF_A_RANK,
                remedy=(
                    "kết thúc mục cũ (to:), hoặc ghi supersedes: [{other}] ở mục {one}",
                    "end the older one (to:), or write supersedes: [{other}] in {one}",
                ),
            ),
            "part": Message(
                what=TWO_OF_A_RANK,
                expected=ONE_OF_A_RANK,
                remedy=(
                    "nếu mức của mục cũ cho {rows} vẫn còn thì chép các dòng ấy vào {one}, rồi ghi supersedes: [{other}] ở đó; "
                    "chỉ ghi supersedes thì {rows} trở về mức của trung ương",
                    "where the older one still holds for {rows}, copy those rows into {one}, then write supersedes: [{other}] "
                    "there; with supersedes alone {rows} falls back to the national level",
                ),
            ),
        },
    ),
    "NTM211": one(
        "Mã của một mục xuất hiện hai lần",
        "The id of an entry stands twice",
        what=("mã {id} xuất hiện hai lần", "the id {id} stands twice"),
        expected=("mỗi mã một lần", "each id once"),
        remedy=(
            "đặt mã khác cho một trong hai; mục kia ở {other}",
            "give one of them another id; the other is in {other}",
        ),
    ),
    "NTM220": Code(
        ("Mục nhắm vào nơi không có", "An entry is about what is not there"),
        {
            "none": Message(
                what=("không có nơi như vậy", "no such target"),
                expected=(
                    "mã đầy đủ của một chỉ tiêu, kèm giai đoạn",
                    "the full id of an indicator, with its stage",
                ),
                remedy=(
                    "tìm mã bằng ntmrules show BỘ, ví dụ vn/xa-ntm/2021; nơi ấy nằm trong gói khác thì nêu cả gói đó: --pack",
                    "find the id with ntmrules show SET, vn/xa-ntm/2021 for one; if it is of another pack name that too: --pack",
                ),
            ),
            "no-home": Message(
                what=("không có nơi như vậy", "no such target"),
                expected=(
                    "mã đầy đủ của tiêu chí (hoặc của bộ) nhận thêm",
                    "the full id of a criterion, or of a set, to add to",
                ),
                remedy=("tìm mã bằng ntmrules show BỘ", "find the id with ntmrules show SET"),
            ),
            "no-indicator": Message(
                what=("nơi nhắm tới không phải chỉ tiêu", "the target is no indicator"),
                expected=INDICATOR,
                remedy=(
                    "ghi mã của một chỉ tiêu; thêm vào tiêu chí hoặc bộ: verb: add; đổi số chỉ tiêu phải đạt: replace, pass",
                    "write the id of an indicator; to add to a criterion or set: verb: add; for how many are to be met: pass",
                ),
            ),
            "no-criterion": Message(
                what=("pass: chỉ dùng cho một tiêu chí", "pass: is about a criterion"),
                expected=(
                    "mã đầy đủ của một tiêu chí, như vn/xa-ntm/2021/17; không có part",
                    "the full id of a criterion, as vn/xa-ntm/2021/17, and no part",
                ),
                remedy=(
                    "ghi mã của tiêu chí; quy tắc của cả bộ thì viết bộ riêng",
                    "write the id of the criterion; for a rule of the whole set write a set of its own",
                ),
            ),
            "part": Message(
                what=("không phần nào đọc {part!r}", "no part of it reads {part!r}"),
                expected=("số liệu của một phần: {known}", "the measure of a part: {known}"),
                remedy=("ghi một trong các số liệu ấy, hoặc bỏ part", "write one of these, or leave part out"),
            ),
        },
    ),
    "NTM221": one(
        "Mã của một mục nằm ngoài các mã của gói",
        "The id of an entry is none of its pack's",
        what=("mã {id!r} nằm ngoài các mã của gói", "the id {id!r} is outside the pack's own ids"),
        expected=("mã bắt đầu bằng {pack}/", "an id that begins with {pack}/"),
        remedy=("đặt mã của gói ở đầu", "put the pack's id in front"),
    ),
    "NTM222": Code(
        ("Mục có khoá không hợp với động từ của nó", "An entry has keys that its verb does not take"),
        {
            "keys": Message(
                what=("có {given}", "is given {given}"),
                expected=("{wanted}", "{wanted}"),
                remedy=(
                    "giữ một khoá mà động từ này nhận, hoặc đổi verb",
                    "keep one key that this verb takes, or change the verb",
                ),
            ),
            "no-key": Message(
                what=("có {given}", "is given {given}"),
                expected=("không khoá nào", "no such key"),
                remedy=("bỏ {given}, hoặc đổi verb", "leave {given} out, or change the verb"),
            ),
            "missing": Message(
                what=("không có khoá nào", "is given nothing"),
                expected=("{wanted}", "{wanted}"),
                remedy=("ghi thêm {wanted} theo văn bản của tỉnh", "add {wanted} as the province's text has it"),
            ),
            "ends": Message(
                what=("kết thúc ngày {to}, trước khi bắt đầu", "ends on {to}, before it begins"),
                expected=("to >= from", "to >= from"),
                remedy=(
                    "đối chiếu hai ngày với văn bản; còn hiệu lực thì bỏ to",
                    "check both days against the text; leave to out while it is in force",
                ),
            ),
        },
    ),
    "NTM224": Code(
        (
            "Quyết định của trung ương không giao điều ấy cho tỉnh",
            "The national text does not leave that to the province",
        ),
        {
            "another": Message(
                what=("được giao cho {body}, không giao cho tỉnh", "is left to {body}, not to the province"),
                expected=("ubnd-cap-tinh", "ubnd-cap-tinh"),
                remedy=(
                    "quy định khác khi có căn cứ pháp lý thì ghi replace",
                    "where there is a legal basis to set something different, a replace",
                ),
            ),
            "not-delegated": Message(
                what=("không được giao cho tỉnh", "is not delegated to the province"),
                expected=("một mức giao cho ubnd-cap-tinh", "a level left to ubnd-cap-tinh"),
                remedy=(
                    "nâng mức, hoặc quy định khác khi có căn cứ pháp lý",
                    "raise it, or replace it on a legal basis",
                ),
            ),
            "comparison": Message(
                what=("so sánh bằng {given}", "compares by {given}"),
                expected=(
                    "{national}, như văn bản của trung ương; mức giao trọn, không giới hạn thì cả relative, derived, "
                    "not_below_before, change_at_least cùng chiều",
                    "{national}, as the national text; where the whole level is left without a bound, also relative, "
                    "derived, not_below_before, change_at_least of the same direction",
                ),
                remedy=(
                    "ghi mức bằng {national}; loại khác thì ghi replace và căn cứ pháp lý",
                    "write the level as {national}; another kind is a replace with its legal basis",
                ),
            ),
            "other": Message(
                what=("{key} khác văn bản của trung ương", "{key} is not that of the national text"),
                expected=(
                    "chỉ mức là của tỉnh; bỏ trống {key} hoặc ghi như yêu cầu {kind} của trung ương",
                    "only the level is the province's; {key} left out, or as in the national {kind}",
                ),
                remedy=(
                    "quy định khác thì ghi replace và căn cứ pháp lý",
                    "what is set differently is a replace with its legal basis",
                ),
            ),
        },
    ),
    "NTM225": Code(
        ("Mức của tỉnh vượt giới hạn mà trung ương đặt ra", "The province's level is outside the national bound"),
        {
            "outside": Message(
                what=("mức {value} nằm ngoài giới hạn", "the level {value} is outside the bound"),
                expected=("từ {low} đến {high}", "{low} to {high}"),
                remedy=(
                    "ghi mức trong giới hạn; văn bản của tỉnh ghi đúng mức ấy thì ghi replace và căn cứ pháp lý",
                    "write a level inside the bound; where the province's text says just that, a replace with its legal basis",
                ),
            ),
            "looser": Message(
                what=("mức {value} nằm ngoài giới hạn", "the level {value} is outside the bound"),
                expected=("{comparison} {level}", "{comparison} {level}"),
                remedy=(
                    "ghi mức trong giới hạn; văn bản của tỉnh ghi đúng mức ấy thì ghi replace và căn cứ pháp lý",
                    "write a level inside the bound; where the province's text says just that, a replace with its legal basis",
                ),
            ),
            "comparison": Message(
                what=("so sánh bằng {given}", "compares by {given}"),
                expected=("{bound}, như giới hạn của trung ương", "{bound}, as the national bound"),
                remedy=(
                    "ghi mức bằng {bound}; loại khác thì ghi replace và căn cứ pháp lý",
                    "write the level as {bound}; another kind is a replace with its legal basis",
                ),
            ),
        },
    ),
    "NTM227": one(
        "Mục quy định khác mà không nêu căn cứ pháp lý",
        "An entry replaces without a legal basis",
        what=("không có căn cứ pháp lý", "has no legal basis"),
        expected=("legal_basis: {{decision: …, article: …}}", "legal_basis: {{decision: …, article: …}}"),
        remedy=(
            "nêu văn bản cho phép, hoặc chỉ nâng mức",
            "name the text that allows it, or raise instead",
        ),
    ),
    "NTM228": one(
        "Mục bổ sung dùng lại số hiệu của trung ương",
        "An entry that adds uses a national label again",
        what=("dùng lại số hiệu {label} của trung ương", "uses the national label {label} again"),
        expected=("số hiệu riêng", "a label of its own"),
        remedy=("mã đã dùng thì không dùng lại cho việc khác", "an id once given is never re-used"),
    ),
    "NTM229": one(
        "Mục bỏ một chỉ tiêu mà trung ương không cho bỏ",
        "An entry waives what the national text does not let it leave out",
        what=(
            "văn bản của trung ương không cho bỏ chỉ tiêu này",
            "the national text does not let it be left out",
        ),
        expected=("một chỉ tiêu có not_applicable_when", "an indicator with not_applicable_when"),
        remedy=(
            "vẫn xét chỉ tiêu này, hoặc quy định khác khi có căn cứ pháp lý",
            "ask for it, or replace it on a legal basis",
        ),
    ),
    "NTM230": Code(
        ("Mục điền vào chỗ không trống", "An entry completes what is no hole"),
        {
            "no-hole": Message(
                what=(
                    "nơi nhắm tới không phải chỗ trống, và điều ghi ở đó có căn cứ ít nhất bằng mục này",
                    "the target is no hole, and what stands there is known at least as well",
                ),
                expected=(
                    "một yêu cầu hoặc mức chưa rõ, hoặc có căn cứ yếu hơn một văn bản đã đọc trọn (copy, gazette)",
                    "an unknown requirement or level, or one known less well than by a text that was read whole "
                    "(copy, gazette)",
                ),
                remedy=("tỉnh thì ghi fill hoặc raise", "a province writes fill or raise"),
            ),
            "whole-set": Message(
                what=(
                    "bổ sung tiêu chí vào nơi đã đủ, hoặc không phải bộ tiêu chí ({declared} tiêu chí)",
                    "adds a criterion to what is whole, or is no set ({declared} criteria)",
                ),
                expected=(
                    "mã đầy đủ của một bộ chưa ghi hết tiêu chí",
                    "the full id of a set whose criteria are not all written down",
                ),
                remedy=("tỉnh thêm tiêu chí thì ghi verb: add", "a criterion that a province adds is verb: add"),
            ),
            "no-criterion": Message(
                what=("không điền vào tiêu chí nào", "completes no criterion"),
                expected=("target là mã đầy đủ của một tiêu chí", "the full id of a criterion as target"),
                remedy=("ghi target là mã đầy đủ của tiêu chí", "write the full id of the criterion as the target"),
            ),
            "whole-criterion": Message(
                what=(
                    "tiêu chí {criterion} đã đủ: {count} chỉ tiêu",
                    "criterion {criterion} is whole: {count} indicators",
                ),
                expected=(
                    "một tiêu chí còn chỉ tiêu chưa ai ghi",
                    "a criterion with indicators that nobody wrote down",
                ),
                remedy=("tỉnh thêm chỉ tiêu thì ghi verb: add", "an indicator that a province adds is verb: add"),
            ),
            "number": Message(
                what=(
                    "chỉ tiêu {label} ghi vào tiêu chí {criterion}",
                    "the indicator {label} is added to criterion {criterion}",
                ),
                expected=("số chỉ tiêu bắt đầu bằng {criterion}.", "a number that begins with {criterion}."),
                remedy=(
                    "sửa id theo phụ lục, hoặc ghi target của tiêu chí kia",
                    "correct id by the annex, or name that criterion as the target",
                ),
            ),
            "count-known": Message(
                what=(
                    "đã biết tiêu chí {criterion} có {count} chỉ tiêu",
                    "criterion {criterion} is known to have {count} indicators",
                ),
                expected=("một tiêu chí chưa rõ có bao nhiêu chỉ tiêu", "a criterion whose count is not known"),
                remedy=("bỏ declared_indicators", "leave declared_indicators out"),
            ),
            "count-low": Message(
                what=(
                    "{count} chỉ tiêu, mà tiêu chí {criterion} đã ghi {written} chỉ tiêu",
                    "{count} indicators, and {written} of criterion {criterion} are written down",
                ),
                expected=("ít nhất {written}", "at least {written}"),
                remedy=("đếm lại theo văn bản", "count again in the text"),
            ),
        },
    ),
    "NTM231": Code(
        ("Mục đo cách khác bằng số liệu không hợp", "An entry measures by what does not fit"),
        {
            "unknown": Message(
                what=("không có loại số liệu {measure!r}", "unknown measure {measure!r}"),
                expected=("một loại số liệu trong measures.yaml của gói", "a measure of the pack's measures.yaml"),
                remedy=("thêm số liệu ấy vào measures.yaml của gói", "add the measure to measures.yaml of the pack"),
            ),
            "same": Message(
                what=("{measure} là chính số liệu của trung ương", "{measure} is the national measure itself"),
                expected=("một loại số liệu khác, của tỉnh", "another measure, of the province"),
                remedy=(
                    "ghi số liệu mà tỉnh đo, hoặc bỏ mục này",
                    "write the measure that the province takes, or leave it out",
                ),
            ),
            "kind": Message(
                what=("{measure} là {kind}, tính bằng {unit}", "{measure} is {kind} in {unit}"),
                expected=("{national_kind}, tính bằng {national_unit}", "{national_kind} in {national_unit}"),
                remedy=(
                    "khai số liệu của tỉnh cùng loại, cùng đơn vị; đòi hỏi khác thì ghi replace",
                    "declare the measure of the same kind and unit; another demand is a replace",
                ),
            ),
            "parts": Message(
                what=(
                    "chỉ tiêu hỏi riêng {parts} của {national}, mà {measure} không có phần ấy",
                    "{parts} of {national} are asked too, and {measure} has no such part",
                ),
                expected=("một loại số liệu có cùng các phần", "a measure with the same parts"),
                remedy=(
                    "ghi parts: ở số liệu của tỉnh, như văn bản",
                    "write parts: of the measure of the province, as the text",
                ),
            ),
            "no-measure": Message(
                what=("{measure} là {kind}, tính bằng {unit}", "{measure} is {kind} in {unit}"),
                expected=("một loại số liệu để thay", "one measure to stand for"),
                remedy=(
                    "chỉ tiêu này không đọc một số liệu: ghi replace và căn cứ pháp lý",
                    "this indicator reads no one measure: write a replace with its legal basis",
                ),
            ),
        },
    ),
    "NTM233": Code(
        ("Mục thay cho một mục không thể thay", "An entry supersedes what it cannot"),
        {
            "unknown": Message(
                what=("không có mục nào mang mã {id!r} để thay", "no entry has the id {id!r}"),
                expected=("mã của một mục khác trong các gói đã nạp", "the id of another entry of the packs loaded"),
                remedy=(
                    "bỏ mã ấy ra, hoặc ghi đúng mã của mục cũ",
                    "take the id out, or write that of the older entry",
                ),
            ),
            "revives": Message(
                what=("có revives mà không nêu thay cho mục nào", "revives, and supersedes no entry"),
                expected=("supersedes: cùng với revives", "supersedes: beside revives"),
                remedy=(
                    "ghi ở supersedes mã của mục mà mục này thay, hoặc bỏ revives",
                    "name in supersedes the entry that this one takes the place of, or leave revives out",
                ),
            ),
            "target": Message(
                what=("mục {id!r} ({at}) nói về {target}", "the entry {id!r} ({at}) is about {target}"),
                expected=("một mục về cùng đối tượng và cùng phần", "an entry about the same target and part"),
                remedy=("bỏ mã ấy ra khỏi supersedes", "take the id out of supersedes"),
            ),
            "circle": Message(
                what=("{id!r} rốt cuộc lại thay cho chính nó", "{id!r} supersedes itself in the end"),
                expected=("mục sau thay mục trước, một chiều", "the later entry supersedes the earlier, one way"),
                remedy=("bỏ supersedes ở mục ban hành trước", "take supersedes out of the entry issued first"),
            ),
        },
    ),
    "NTM234": Code(
        ("Mục nằm ngoài thời gian hiệu lực của quyết định", "An entry lies outside the dates of its decision"),
        {
            "stage": Message(
                what=(
                    "bắt đầu {day}, sau khi bộ {set} hết giai đoạn ({last})",
                    "begins on {day}, after the stage of {set} has ended ({last})",
                ),
                expected=("from không sau ngày {last}", "from not after {last}"),
                remedy=(
                    "tra ngày trong quyết định, rồi sửa from, hoặc ghi bộ của giai đoạn sau",
                    "look the day up in the decision, then correct from, or name the set of the later stage",
                ),
            ),
            "version": Message(
                what=(
                    "văn bản của {label} bắt đầu {day}, ngoài thời gian của bộ {set}",
                    "the text of {label} begins on {day}, outside the days of {set}",
                ),
                expected=("một ngày từ {first} đến {last}", "a day from {first} to {last}"),
                remedy=(
                    "tra ngày trong quyết định, rồi sửa from",
                    "look the day up in the decision, then correct from",
                ),
            ),
            "begins-after": Message(
                what=(
                    "bắt đầu {day}, sau khi {decision} hết hiệu lực ({last})",
                    "begins on {day}, after {decision} has ended ({last})",
                ),
                expected=("from không sau ngày {last}", "from not after {last}"),
                remedy=(
                    "tra ngày hiệu lực trong quyết định, rồi sửa from hoặc in_force",
                    "look the day up in the decision, then correct from or in_force",
                ),
            ),
            "before": Message(
                what=(
                    "bắt đầu {day}, trước khi {decision} có hiệu lực ({first})",
                    "begins on {day}, before {decision} is in force ({first})",
                ),
                expected=("from không trước ngày {first}", "from not before {first}"),
                remedy=(
                    "tra ngày hiệu lực trong quyết định, rồi sửa from hoặc in_force",
                    "look the day up in the decision, then correct from or in_force",
                ),
            ),
            "after": Message(
                what=(
                    "còn áp dụng đến {day}, sau khi {decision} hết hiệu lực ({last})",
                    "holds until {day}, after {decision} has ended ({last})",
                ),
                expected=("to không sau ngày {last}", "to not after {last}"),
                remedy=(
                    "tra ngày hết hiệu lực trong quyết định, rồi sửa to hoặc in_force",
                    "look the day up in the decision, then correct to or in_force",
                ),
            ),
        },
    ),
    "NTM235": one(
        "Một mức đạt chia theo hai cách phân vùng",
        "One threshold is divided by two schemes",
        what=(
            "các vùng {areas} thuộc nhiều cách phân vùng: {schemes}",
            "the areas {areas} are of several schemes: {schemes}",
        ),
        expected=("các vùng của một cách phân vùng", "areas of one scheme"),
        remedy=(
            "đặt một cách phân vùng kết hợp (zones, when: {{zone: …}} trong pack.yaml), rồi ghi mức theo các vùng của nó",
            "make a scheme that combines them (zones, when: {{zone: …}} in pack.yaml), and write the levels by its areas",
        ),
    ),
    "NTM236": one(
        "Văn bản không thể được đọc vào ngày ấy",
        "A text cannot have been read on that day",
        what=("checked_on: {day} không thể đúng", "checked_on: {day} cannot be right"),
        expected=(
            "một ngày từ {first} (ngày ban hành) đến {last} (hôm nay)",
            "a day from {first} (of issue) to {last} (today)",
        ),
        remedy=('ghi ngày đã đọc văn bản, như "{last}"', 'write the day on which the text was read, like "{last}"'),
    ),
}

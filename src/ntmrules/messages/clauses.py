"""Messages of conditions, of pass rules, of transitions, and of figures that are compared with each other (NTM192 to NTM199)."""

from ntmrules.messages.register import Code, Message, one

KNOWN = ("{known}", "{known}")
ONE_CONDITION = (
    "đúng một trong: fact (kèm is nếu cần), measure với một phép so sánh (at_least, at_most, more_than, less_than), "
    "zone, all, any, none",
    "just one of: fact (with is, if wanted), measure with one comparison (at_least, at_most, more_than, less_than), "
    "zone, all, any, none",
)

CODES = {
    "NTM192": one(
        "Hai số liệu được so với nhau khác đơn vị đo",
        "Two figures that are compared have different units",
        what=(
            "{measure} tính bằng {unit}, số liệu của chỉ tiêu tính bằng {other}",
            "{measure} is in {unit}, the figure of the indicator in {other}",
        ),
        expected=("hai số liệu cùng đơn vị đo", "two measures of one unit"),
        remedy=(
            "ghi ở measure, base hoặc of một số liệu cùng đơn vị đo",
            "name in measure, base or of what is in the same unit",
        ),
    ),
    "NTM193": Code(
        ("Điều kiện không nói đúng một điều", "A condition does not say just one thing"),
        {
            "several": Message(
                what=("điều kiện nêu {given}", "a condition that says {given}"),
                expected=ONE_CONDITION,
                remedy=(
                    "tách thành nhiều điều kiện trong all hoặc any",
                    "make several conditions of it, in all or any",
                ),
            ),
            "uncompared": Message(
                what=("điều kiện chỉ nêu measure: {measure}", "a condition that says no more than measure: {measure}"),
                expected=(
                    "measure với một phép so sánh: at_least, at_most, more_than hoặc less_than",
                    "measure with one comparison: at_least, at_most, more_than or less_than",
                ),
                remedy=(
                    "thêm phép so sánh và mức mà văn bản nêu; câu có/không thì ghi fact: {measure}",
                    "add the comparison and the level of the text; of a yes or no, write fact: {measure}",
                ),
            ),
            "of-what": Message(
                what=("điều kiện chỉ nêu {given}", "a condition that says no more than {given}"),
                expected=("measure với một phép so sánh", "measure with one comparison"),
                remedy=("thêm measure: số liệu mà văn bản nêu", "add measure: the figure that the text names"),
            ),
            "nothing": Message(
                what=("điều kiện không nêu gì", "a condition that says nothing"),
                expected=ONE_CONDITION,
                remedy=(
                    "ghi điều kiện mà văn bản nêu; áp dụng với mọi đơn vị thì bỏ cả khoá chứa điều kiện",
                    "write the condition of the text; where it is asked of every unit leave out the key that holds it",
                ),
            ),
            "empty": Message(
                what=("{given} không có điều kiện nào", "{given} without a condition"),
                expected=("ít nhất một điều kiện trong {given}", "at least one condition in {given}"),
                remedy=(
                    "ghi các điều kiện mà văn bản nêu vào {given}",
                    "write the conditions of the text into {given}",
                ),
            ),
        },
    ),
    "NTM195": Code(
        ("Quy tắc đạt không hợp với các phần của nó", "A pass rule does not fit its parts"),
        {
            "label": Message(
                what=(
                    "quy tắc đạt nêu {label} là bắt buộc, mà không có phần ấy",
                    "{label} is mandatory, and not there",
                ),
                expected=KNOWN,
                remedy=("sửa nhãn trong mandatory", "mend the label in mandatory"),
            ),
            "share": Message(
                what=("phải đạt {count}, mà chỉ có {most}", "{count} have to be met, and there are {most}"),
                expected=(
                    "số không quá {most}, hoặc tỷ lệ có dấu %",
                    "a number of at most {most}, or a share with its %",
                ),
                remedy=(
                    "văn bản nêu tỷ lệ thì ghi at_least: {count} %; nêu số lượng thì tra lại số ấy hoặc tổng số đã khai",
                    "for a share write at_least: {count} %; for a number look it up again, or how many there are",
                ),
            ),
            "count": Message(
                what=("phải đạt {count}, mà chỉ có {most}", "{count} have to be met, and there are {most}"),
                expected=("không quá {most}", "at most {most}"),
                remedy=("sửa at_least, hoặc ghi đủ số mà văn bản có", "mend at_least, or the number that the text has"),
            ),
        },
    ),
    "NTM196": Code(
        ("Điều khoản chuyển tiếp không có gì để giữ", "A transition keeps nothing"),
        {
            "first": Message(
                what=(
                    "văn bản đầu tiên của chỉ tiêu có transition",
                    "the first version of an indicator has a transition",
                ),
                expected=("một văn bản trước đó để đơn vị giữ", "an earlier version that units can keep"),
                remedy=(
                    "ghi văn bản trước, hoặc bỏ transition",
                    "write the earlier version, or take the transition out",
                ),
            ),
            "until": Message(
                what=(
                    "giữ văn bản trước đến {until}, trước ngày văn bản mới có hiệu lực",
                    "the former text is kept until {until}, which is before the new one begins",
                ),
                expected=("ngày từ {from_} trở đi", "a day from {from_} on"),
                remedy=("sửa until", "mend until"),
            ),
            "which": Message(
                what=(
                    "mục của transitions ghi {shown} trong hai khoá keeps, from",
                    "an entry of transitions has {shown} of the keys keeps and from",
                ),
                expected=(
                    "đúng một khoá: keeps (mã của bộ trước), hoặc from (ngày mà bộ này được sửa đổi)",
                    "just one: keeps (the id of the former set), or from (the day on which this set was amended)",
                ),
                remedy=("ghi một khoá, bỏ khoá kia", "write one of them, leave the other out"),
            ),
            "from": Message(
                what=(
                    "transitions giữ bộ này như trước ngày {from_}, mà bộ có hiệu lực từ {begins}",
                    "transitions keeps this set as it stood before {from_}, and it came into force on {begins}",
                ),
                expected=("ngày sau {begins}", "a day after {begins}"),
                remedy=(
                    "ghi ngày của văn bản sửa đổi; để giữ bộ của giai đoạn trước thì ghi keeps",
                    "write the day of the amendment; to keep the set of the stage before, write keeps",
                ),
            ),
            "amended": Message(
                what=(
                    "transitions giữ bộ này như trước ngày {from_}, mà không chỉ tiêu nào được sửa đổi vào ngày ấy",
                    "transitions keeps this set as it stood before {from_}, and no indicator was amended on that day",
                ),
                expected=("một trong các ngày {days}", "one of {days}"),
                remedy=("gần nhất là {nearest}: ghi from là ngày ấy", "the nearest is {nearest}: write that as from"),
            ),
            "never": Message(
                what=(
                    "transitions giữ bộ này như trước ngày {from_}, mà bộ chưa ghi lần sửa đổi nào",
                    "transitions keeps this set as it stood before {from_}, and no amendment of it is written down",
                ),
                expected=(
                    "một chỉ tiêu có văn bản (versions) bắt đầu từ ngày ấy",
                    "an indicator with a version that begins on that day",
                ),
                remedy=(
                    "ghi văn bản sửa đổi vào versions của chỉ tiêu; để giữ bộ của giai đoạn trước thì ghi keeps",
                    "write the amendment into versions of its indicator; to keep the set of the stage before, write keeps",
                ),
            ),
            "pass": Message(
                what=(
                    "quy tắc đạt (pass) đổi trong khi có đơn vị giữ bộ này như trước ngày {from_}, đến hết ngày {until}",
                    "the pass rule changes while units keep this set as it stood before {from_}, until {until}",
                ),
                expected=(
                    "pass không đổi trong thời gian ấy: một tiêu chí chỉ có một quy tắc đạt cho mọi đơn vị",
                    "no change of pass in that time: a criterion has one pass rule for every unit",
                ),
                remedy=(
                    "ghi from, to của mục này ngoài thời gian ấy (chẳng hạn from: {next}), hoặc bớt until của transitions",
                    "write from and to of the entry outside that time (from: {next}, say), or shorten until of transitions",
                ),
            ),
            "unknown": Message(
                what=("transitions giữ {keeps}, không có bộ ấy", "transitions keeps {keeps}, and there is no such set"),
                expected=("mã đầy đủ của một bộ, kèm giai đoạn", "the full id of a set, with its stage"),
                remedy=("`ntmrules sets` liệt kê các bộ", "`ntmrules sets` lists the sets"),
            ),
            "other": Message(
                what=(
                    "transitions của {id} giữ {keeps}, không phải bộ trước của nó",
                    "transitions of {id} keeps {keeps}, which is not the set before it",
                ),
                expected=(
                    "bộ cùng cấp, cùng bậc, có hiệu lực trước",
                    "a set of the same level and tier that came into force before",
                ),
                remedy=("sửa keeps", "mend keeps"),
            ),
            "two": Message(
                what=(
                    "hai mục của transitions giữ hai bộ khác; mục kia ở {other}",
                    "two entries of transitions keep another set each; the other stands at {other}",
                ),
                expected=("nhiều nhất một mục có keeps", "one entry with keeps at most"),
                remedy=(
                    "giữ một mục; đơn vị còn theo bộ trước nữa thì ghi ở transitions của bộ trước",
                    "keep one; units that keep an even earlier set stand in the transitions of the earlier one",
                ),
            ),
            "both": Message(
                what=(
                    "văn bản từ {from_} có transition, mà transitions của bộ cũng nói về ngày ấy",
                    "the version of {from_} has a transition, and transitions of its set speak of that day too",
                ),
                expected=(
                    "một trong hai; transitions của bộ ở {other}",
                    "one of the two; that of the set is in {other}",
                ),
                remedy=(
                    "bỏ transition của chỉ tiêu nếu nó nói như của bộ; nếu khác thì bỏ của bộ, ghi ở từng chỉ tiêu",
                    "take out that of the indicator where it says the same; else that of the set, and write it at each indicator",
                ),
            ),
        },
    ),
    "NTM199": one(
        "Một danh sách ghi một điều hai lần",
        "A list says one thing twice",
        what=("{name} ghi {item} hai lần", "{name} has {item} twice"),
        expected=("mỗi điều một lần", "each thing once"),
        remedy=(
            "bỏ một chỗ; nếu định ghi điều khác thì sửa chỗ ấy",
            "leave one out; where something else was meant, correct it",
        ),
    ),
    "NTM197": Code(
        ("Thang điểm chưa rõ", "A scale of points is not clear"),
        {
            "both": Message(
                what=("points có cả weights và groups", "points with both weights and groups"),
                expected=("một trong hai", "one of the two"),
                remedy=(
                    "đưa các trọng số vào một nhóm: indicator, points",
                    "put the weights into a group: indicator, points",
                ),
            ),
            "silent": Message(
                what=(
                    "points không nói được mấy điểm khi {labels} không áp dụng, bộ này cũng không tính là đạt",
                    "points that do not say what {labels} gives where it does not apply, nor does the set count it as met",
                ),
                expected=("not_applicable: full_points | no_points", "not_applicable: full_points | no_points"),
                remedy=(
                    "ghi not_applicable theo văn bản; văn bản không nói thì giữ nguyên: chưa xác định khi số điểm ấy quyết định",
                    "write not_applicable as the text has it; where it is silent leave it: undetermined if those points decide",
                ),
            ),
            "unasked": Message(
                what=(
                    "not_applicable của points mà không có chỉ tiêu nào cho điểm",
                    "not_applicable in points to which no indicator gives points",
                ),
                expected=(
                    "weights, hoặc một nhóm có mục indicator: chỉ những điều đó có thể không áp dụng",
                    "weights, or a group with an item indicator: nothing else can be not applicable",
                ),
                remedy=("bỏ not_applicable", "take not_applicable out"),
            ),
            "way": Message(
                what=(
                    "một mục của nhóm {group} không nói đúng một cách cho điểm",
                    "an item of the group {group} does not give points in just one way",
                ),
                expected=(
                    "indicator và points; measure và bands (from tăng dần); measure, full_at và points; "
                    "hoặc measure, deduct và most",
                    "indicator and points; measure and bands (from rising); measure, full_at and points; "
                    "or measure, deduct and most",
                ),
                remedy=(
                    "ghi đủ một cách mà văn bản nêu; hai cách thì tách thành hai mục",
                    "write one way of the text in full; of two ways make two items",
                ),
            ),
            "rising": Message(
                what=("bậc của nhóm {group} bắt đầu từ {bands}", "bands of the group {group} that begin at {bands}"),
                expected=("from của bậc sau lớn hơn bậc trước", "each band begins above the one before it"),
                remedy=(
                    "xếp các bậc theo from tăng dần, mỗi from một lần",
                    "put the bands in rising order of from, each once",
                ),
            ),
            "empty": Message(
                what=("nhóm {group} không có mục nào", "the group {group} has no items"),
                expected=("ít nhất một mục cho điểm", "at least one item that gives points"),
                remedy=("ghi các mục theo văn bản vào items:", "write the items of the text under items:"),
            ),
            "twice": Message(
                what=("hai nhóm cùng mã {group}", "two groups are called {group}"),
                expected=("mỗi nhóm một mã", "an id of its own for each group"),
                remedy=(
                    "đổi mã một nhóm, hoặc gộp các mục vào một nhóm",
                    "rename one, or put the items into one group",
                ),
            ),
            "cap": Message(
                what=(
                    "nhóm {group} tối đa {cap} điểm mà tối thiểu {least} điểm",
                    "the group {group} has {cap} points at most and {least} at least",
                ),
                expected=("cap từ least trở lên", "a cap of least or more"),
                remedy=("sửa cap hoặc least theo văn bản", "mend cap or least by the text"),
            ),
            "sign": Message(
                what=(
                    "nhóm {group} ghi {key}: {value}",
                    "the group {group} says {key}: {value}",
                ),
                expected=(
                    "points, deduct, most, cap, full_at lớn hơn 0; least và points của một bậc từ 0 trở lên",
                    "points, deduct, most, cap, full_at above 0; least and the points of a band 0 or more",
                ),
                remedy=(
                    "ghi con số của văn bản, không có dấu trừ: điểm trừ được ghi bằng deduct; "
                    "văn bản không nêu con số ấy thì bỏ khoá, bỏ mục",
                    "write the number of the text, without a minus: points are taken off by deduct; "
                    "where it has none, leave key or item out",
                ),
            ),
            "weight": Message(
                what=("weights: {label} được {weight} điểm", "weights: {weight} points for {label}"),
                expected=(
                    "số điểm lớn hơn 0: đạt thêm một chỉ tiêu không được làm giảm hay giữ nguyên tổng điểm",
                    "points above 0: one more indicator met must not lower the total, nor leave it as it was",
                ),
                remedy=(
                    "ghi số điểm của văn bản; chỉ tiêu không có điểm thì bỏ khỏi weights; "
                    "trừ điểm theo một số liệu thì dùng groups với deduct",
                    "write the points of the text; an indicator without points is left out of weights; "
                    "points are taken off by a figure with groups and deduct",
                ),
            ),
            "turned": Message(
                what=(
                    "points với op: {op}: đạt thêm chỉ tiêu, hoặc bớt bị trừ điểm, thì mất kết quả đạt",
                    "points with op: {op}: one more indicator met, or fewer points taken off, would lose the verdict",
                ),
                expected=("op: at_least | more_than", "op: at_least | more_than"),
                remedy=(
                    "đối chiếu chiều so sánh với văn bản; điểm vi phạm, càng ít càng tốt, thì chấm bằng measure và bands",
                    "check the comparison against the text; points for offences, the fewer the better, go by measure and bands",
                ),
            ),
        },
    ),
}

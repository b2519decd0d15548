"""What requirements ask: the clause of each kind, and the phrases around it."""

from __future__ import annotations

from ntmrules.explain.lang.theme import Theme

# What stands after «Đạt khi» / «Met when», and between semicolons in a compound: one for each kind.
CLAUSES = Theme(
    "clauses",
    {
        "attained": ("nội dung “{name}” được đánh giá là đạt", "“{name}” is found to be attained"),
        "at_least": ("{name} từ {level} trở lên", "{name} is at least {level}"),
        "at_most": ("{name} không quá {level}", "{name} is at most {level}"),
        "more_than": ("{name} trên {level}", "{name} is more than {level}"),
        "less_than": ("{name} dưới {level}", "{name} is less than {level}"),
        "between": ("{name} trong khoảng từ {low} đến {high}", "{name} lies between {low} and {high}"),
        "none_of": ("{name} bằng 0", "{name} is zero"),
        "count_at_least": ("{name} đạt ít nhất {level}", "{name} comes to at least {level}"),
        "all_of": ("đáp ứng cả {n} nội dung: {parts}", "all {n} parts are met: {parts}"),
        "any_of": ("đáp ứng ít nhất một trong {n} nội dung: {parts}", "at least one of {n} parts is met: {parts}"),
        "k_of": ("đáp ứng ít nhất {k} trong {n} nội dung: {parts}", "at least {k} of {n} parts are met: {parts}"),
        "readings": (
            "theo cả {n} cách hiểu, vì chưa rõ cách nào đúng: {parts}",
            "by each of {n} readings, since it is not known which is right: {parts}",
        ),
        "meets": ("đơn vị đạt “{target}”", "the unit meets “{target}”"),
        "share_of": (
            "tỷ lệ {children} đạt “{target}” {level}",
            "the share of units of level {children} that meet “{target}” is {level}",
        ),
        "count_of": (
            "số {children} đạt “{target}” {level}",
            "the number of units of level {children} that meet “{target}” is {level}",
        ),
        "derived": ("{name} {level}", "{name} is {level}"),
        "not_below_before": (
            "{name} không thấp hơn năm trước",
            "{name} is not below that of the year before",
        ),
        "change_at_least.increase": (
            "{name} tăng ít nhất {level} so với năm trước",
            "{name} grew by at least {level} against the year before",
        ),
        "change_at_least.decrease": (
            "{name} giảm ít nhất {level} so với năm trước",
            "{name} fell by at least {level} against the year before",
        ),
        "relative": ("{name} {level}", "{name} is {level}"),
        "points": (
            "tổng điểm của các chỉ tiêu đạt {level}{weights}",
            "the points of the indicators that are met come to {level}{weights}",
        ),
        "function": (
            "{name} đạt theo cách tính “{function}” của tỉnh",
            "{name} is met as the rule “{function}” of the province computes it",
        ),
        "delegated": ("{name} theo quy định của {to}", "{name} is as {to} lays down"),
        "unknown": ("{name} (chưa rõ yêu cầu)", "{name} (what is asked is not known)"),
        # Inside a compound an answer needs no more words, and a level that leaves nothing above or below it no «at least».
        "attained.part": ("“{name}” đạt", "“{name}” attained"),
        "exactly": ("{name} đạt {level}", "{name} is {level}"),
        "zero": ("{name} bằng 0", "{name} is zero"),
    },
)

_AROUND = Theme(
    "requirements",
    {
        "met": ("Đạt khi {clause}.", "Met when {clause}."),
        "whole.delegated": (
            "“{name}” do {to} quy định cụ thể; chưa có quy định thì kết quả là chưa xác định.",
            "“{name}” is left to {to}; until it is laid down the verdict is undetermined.",
        ),
        "whole.unknown": ("Chưa rõ nội dung yêu cầu: {why}.", "What is asked is not known: {why}."),
        "bound": ("Quy định phải giữ: {clause}.", "The bound to keep: {clause}."),
        "also_for": (
            "{said}, cả tính chung và riêng {parts}",
            "{said}, overall and separately for {parts}",
        ),
        "times": ("{factor} lần mức của “{target}”", "{factor} times the level of “{target}”"),
        "times_figure": ("{factor} lần {base}", "{factor} times the {base}"),
        "whose.own": ("{name}", "{name}"),
        "whose.tinh": ("{name} của tỉnh", "{name} of the province"),
        "whose.huyen": ("{name} của huyện", "{name} of the district"),
        "years_running": ("{said} trong {years} năm liên tiếp", "{said}, {years} years running"),
        "round.digits": ("đến {digits} chữ số thập phân", "to {digits} digits behind the point"),
        "round.whole": ("đến số nguyên", "to a whole number"),
        "round.tens": ("đến hàng chục", "to tens"),
        "round.hundreds": ("đến hàng trăm", "to hundreds"),
        "round.thousands": ("đến hàng nghìn", "to thousands"),
        "round.more": ("đến hàng {unit}", "to multiples of {unit}"),
        "rounded.up": (
            "{said}, sau khi làm tròn {place}",
            "{said}, once rounded {place}, halves up",
        ),
        "rounded.even": (
            "{said}, sau khi làm tròn {place}, nửa về số chẵn",
            "{said}, once rounded {place}, halves to the even digit",
        ),
        "rounded.down": (
            "{said}, sau khi làm tròn {place}, nửa thì bỏ",
            "{said}, once rounded {place}, halves down",
        ),
        "level_rounded.up": (
            "{said}, mức tính được làm tròn {place}",
            "{said}, the computed level rounded {place}, halves up",
        ),
        "level_rounded.even": (
            "{said}, mức tính được làm tròn {place}, nửa về số chẵn",
            "{said}, the computed level rounded {place}, halves to the even digit",
        ),
        "level_rounded.down": (
            "{said}, mức tính được làm tròn {place}, nửa thì bỏ",
            "{said}, the computed level rounded {place}, halves down",
        ),
        "applies": ("Chỉ áp dụng với đơn vị: {condition}.", "Asked only of units for which this holds: {condition}."),
        "transition": (
            "Đơn vị sau đây giữ quy định trước cho đến hết ngày {until}: {condition}.",
            "Units for which this holds keep the former text until {until}: {condition}.",
        ),
        "transition.set": (
            "Đơn vị sau đây giữ cả bộ {name} cho đến hết ngày {until}: {condition}.",
            "Units for which this holds keep the whole set {name} until {until}: {condition}.",
        ),
        "transition.amended": (
            "Đơn vị sau đây giữ bộ này như trước ngày {day} cho đến hết ngày {until}: {condition}.",
            "Units for which this holds keep this set as it stood before {day} until {until}: {condition}.",
        ),
        "transition.kept": (
            "Chuyển tiếp: đơn vị giữ bộ tiêu chí trước, bộ này chưa áp dụng",
            "Transition: the unit keeps the former set, this one is not asked of it yet",
        ),
        "transition.not_kept": (
            "Chuyển tiếp: đơn vị không thuộc đối tượng giữ bộ tiêu chí trước",
            "Transition: the unit is not among those that keep the former set",
        ),
        "transition.maybe": (
            "Chuyển tiếp: chưa xác định được đơn vị có giữ bộ tiêu chí trước hay không",
            "Transition: whether the unit keeps the former set is not known",
        ),
        "condition.fact": ("{name}", "{name}"),
        "condition.no_fact": ("không phải {name}", "not {name}"),
        "condition.number": ("{name} {level}", "{name} is {level}"),
        "condition.zone": ("thuộc {name}", "in {name}"),
        "condition.all": ("đồng thời ({parts})", "all of ({parts})"),
        "condition.any": ("một trong các trường hợp ({parts})", "any of ({parts})"),
        "condition.none": ("không thuộc trường hợp nào ({parts})", "none of ({parts})"),
        "passes.all": ("Tiêu chí đạt khi mọi chỉ tiêu đạt.", "The criterion is met when all its indicators are."),
        "passes.criterion.count": (
            "Tiêu chí đạt khi có ít nhất {amount} chỉ tiêu đạt",
            "The criterion is met when at least {amount} of its indicators are",
        ),
        "passes.criterion.share": (
            "Tiêu chí đạt khi có từ {amount} số chỉ tiêu trở lên đạt",
            "The criterion is met when at least {amount} of its indicators are",
        ),
        "passes.set.count": (
            "Bộ tiêu chí đạt khi có ít nhất {amount} tiêu chí đạt",
            "The set is met when at least {amount} of its criteria are",
        ),
        "passes.set.share": (
            "Bộ tiêu chí đạt khi có từ {amount} số tiêu chí trở lên đạt",
            "The set is met when at least {amount} of its criteria are",
        ),
        "passes.mandatory": ("{said}; bắt buộc đạt: {labels}.", "{said}; in any case: {labels}."),
        "passes.fewer": (
            "Nếu số áp dụng ít hơn số ấy mà đều đạt thì chưa xác định: văn bản không nói cách tính.",
            "Where fewer than that apply and all of them are met it is undetermined: the text does not say what holds then.",
        ),
        "points.full_points": (
            "{said}; điều không áp dụng được tính đủ điểm",
            "{said}; what is not applicable has all its points",
        ),
        "points.no_points": (
            "{said}; điều không áp dụng không có điểm",
            "{said}; what is not applicable has no points",
        ),
        "points.indicator": ("chỉ tiêu {label}", "indicator {label}"),
        "points.cap": ("{said}, tối đa {cap} điểm", "{said}, at most {cap} points"),
        "points.least": ("{said}, tối thiểu {least} điểm", "{said}, no fewer than {least} points"),
        "points.band": ("từ {from_}: {points} điểm", "from {from_}: {points} points"),
        "points.proportion": (
            "{name}: {points} điểm theo tỷ lệ, đủ điểm từ {full}",
            "{name}: {points} points in proportion, all from {full}",
        ),
        "points.deduction": (
            "{name}: trừ {each} điểm mỗi đơn vị, tối đa {most}",
            "{name}: {each} points off for each, at most {most}",
        ),
        "of_table": ("mức của bảng ({values}{by})", "the level of the table ({values}{by})"),
        "by.yeararea": (", tùy năm và vùng", ", by year and area"),
        "by.year": (", tùy năm", ", by year"),
        "by.area": (", tùy vùng", ", by area"),
        "disputed": ("{values} (các nguồn nêu khác nhau)", "{values} (sources differ)"),
        "left": ("mức do {to} quy định", "the level that {to} sets"),
        "unseen": ("một mức chưa rõ", "a level that is not known"),
    },
)


def phrase(key: str, lang: str, **values: object) -> str:
    """Return a phrase about requirements in ``lang``, its gaps filled with ``values``."""
    return _AROUND.say(key, lang, **values)

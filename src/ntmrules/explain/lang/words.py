"""The phrases of results, Vietnamese first, as officials write it; the other themes stand in the files beside this one.

A phrase with a count may have a second form under ``<key>.one``.
"""

from __future__ import annotations

from ntmrules.errors import UsageError, problem
from ntmrules.explain.lang.clause_notes import CLAUSE_NOTES
from ntmrules.explain.lang.compare_words import COMPARE_WORDS
from ntmrules.explain.lang.entry_words import ENTRY_WORDS
from ntmrules.explain.lang.table_words import TABLE_WORDS
from ntmrules.explain.lang.theme import Theme
from ntmrules.explain.lang.unit_words import UNIT_WORDS
from ntmrules.model.verdicts import Verdict

LANGS = ("vi", "en")
VIEWS = ("summary", "unmet", "full")

MARKS = {Verdict.MET: "✓", Verdict.NOT_MET: "✗", Verdict.UNDETERMINED: "?", Verdict.NOT_APPLICABLE: "–", None: "·"}

# Words for what is counted that stand in no register of measures: kinds of units, points, differences of shares.
UNITS = {
    "xa": ("xã", "communes"),
    "phuong": ("phường", "wards"),
    "thon": ("thôn", "villages"),
    "huyen": ("huyện", "districts"),
    "tinh": ("tỉnh", "provinces"),
    "điểm %": ("điểm %", "percentage points"),
    "điểm": ("điểm", "points"),
}
LEVELS = {
    "xa": ("xã", "commune"),
    "phuong": ("phường", "ward"),
    "thon": ("thôn", "village"),
    "huyen": ("huyện", "district"),
    "thi-xa": ("thị xã", "town"),
    "tinh": ("tỉnh", "province"),
}

_W: dict[str, tuple[str, str]] = {
    # verdicts and what they rest on
    "met": ("đạt", "met"),
    "not_met": ("chưa đạt", "not met"),
    "undetermined": ("chưa xác định", "undetermined"),
    "not_applicable": ("không áp dụng", "not applicable"),
    "computed": ("tính từ số liệu", "computed from figures"),
    "reported": ("theo báo cáo", "as reported"),
    "mixed": ("một phần theo báo cáo", "partly as reported"),
    "provisional": ("tạm tính", "provisional"),
    "provisional.line": ("Tạm tính: căn cứ số liệu còn yếu", "Provisional: it rests on weak evidence"),
    # joints
    "or": ("hoặc", "or"),
    "and_more": ("và {count} mục khác", "and {count} more"),
    "document": ("văn bản", "document"),
    # header
    "on": ("Ngày đánh giá: {day}", "Assessed on: {day}"),
    "province": ("Tỉnh, thành phố: {name}", "Province: {name}"),
    "within": ("thuộc {name}", "in {name}"),
    "area": ("Vùng: {name}", "Area: {name}"),
    "area.open": (
        "Vùng: {names}, tùy số liệu chưa có: {facts}",
        "Area: {names}, depending on what is not known: {facts}",
    ),
    "area.name": ("vùng của đơn vị", "the area of the unit"),
    "area.any": ("Vùng: chưa xác định", "Area: not settled"),
    "texts": ("Văn bản áp dụng: {texts}", "Texts in use: {texts}"),
    "texts.count": ("{text} ({count} chỉ tiêu)", "{text} ({count} indicators)"),
    "texts.count.one": ("{text} (1 chỉ tiêu)", "{text} (1 indicator)"),
    "floor": ("Căn cứ tối thiểu được dùng: {floor}", "Weakest evidence used: {floor}"),
    "outside": (
        "Ngoài thời gian hiệu lực: ngày {day} không có văn bản nào có hiệu lực, kết quả theo văn bản gần nhất trước đó",
        "Outside every text: none is in force on {day}, this follows the last one before it",
    ),
    "outside.mark": ("ngoài hiệu lực", "outside force"),
    "result": ("KẾT QUẢ: {verdict}", "RESULT: {verdict}"),
    "rests": ("Đã kết luận: {parts}", "Decided: {parts}"),
    "rests.criteria": ("{count} tiêu chí {basis}", "{count} criteria {basis}"),
    "rests.criteria.one": ("1 tiêu chí {basis}", "1 criterion {basis}"),
    "rests.indicators": ("{count} chỉ tiêu {basis}", "{count} indicators {basis}"),
    "rests.indicators.one": ("1 chỉ tiêu {basis}", "1 indicator {basis}"),
    "rests.implied": (
        "trong đó {count} suy từ kết quả của cả tiêu chí",
        "{count} of them follow from a whole criterion",
    ),
    "rests.all_implied": ("đều suy từ kết quả của cả tiêu chí", "all of them follow from a whole criterion"),
    "said": ("Báo cáo nêu: {tallies} – {fit}", "Reported: {tallies} – {fit}"),
    "said.fits": ("khớp với kết quả tính được", "agrees with the computed result"),
    "said.fits_range": ("khớp với khoảng tính được", "lies in the computed range"),
    "said.clash": ("mâu thuẫn với kết quả tính được", "contradicts the computed result"),
    "criteria": ("{count} tiêu chí", "{count} criteria"),
    "indicators": ("{count} chỉ tiêu", "{count} indicators"),
    # views
    "summary.indicators": ("{met}/{modelled} chỉ tiêu đạt", "{met}/{modelled} indicators met"),
    "contradiction.mark": ("có mâu thuẫn với báo cáo", "contradicts a report"),
    "summary.undetermined": ("{count} chưa xác định", "{count} undetermined"),
    "summary.not_applicable": ("{count} không áp dụng", "{count} not applicable"),
    "summary.declared": ("quyết định có {count} chỉ tiêu", "the decision has {count} indicators"),
    "met.closing": ("Đã đạt {count} tiêu chí: {numbers}", "{count} criteria met: {numbers}"),
    "met.closing.one": ("Đã đạt 1 tiêu chí: {numbers}", "1 criterion met: {numbers}"),
    "not_applicable.closing": (
        "Không áp dụng {count} tiêu chí: {numbers}",
        "{count} criteria not applicable: {numbers}",
    ),
    "not_applicable.closing.one": ("Không áp dụng 1 tiêu chí: {numbers}", "1 criterion not applicable: {numbers}"),
    "which_open": (
        "chưa rõ chỉ tiêu nào: báo cáo chỉ nêu kết quả cả tiêu chí; ít nhất một trong các chỉ tiêu {numbers} chưa đạt",
        "not known which indicator: only the whole criterion was reported; at least one of {numbers} is not met",
    ),
    "which_open.hidden": (
        "chưa rõ chỉ tiêu nào: báo cáo chỉ nêu kết quả của cả tiêu chí, mà danh mục chưa ghi đủ chỉ tiêu",
        "not known which indicator: only the whole criterion was reported, and not all its indicators are written down",
    ),
    "remarks": ("Lưu ý:", "Remarks:"),
    "implied.closing": (
        "suy từ kết quả của cả tiêu chí theo báo cáo: {count} chỉ tiêu {verdict} (tiêu chí {numbers})",
        "following from a whole criterion as reported: {count} indicators {verdict} (criteria {numbers})",
    ),
    "needs": ("Để kết luận được, cần:", "To reach a conclusion:"),
    "needs.rest": ("Để kết luận phần còn chưa xác định, cần:", "To settle what is still undetermined:"),
    # figure, requirement, level
    "figure": ("số liệu: {value}", "figure: {value}"),
    "figure.named": ("số liệu “{name}”: {value}", "figure “{name}”: {value}"),
    "figure.none": ("chưa có số liệu", "no figure"),
    "answer.none": ("chưa có kết quả đánh giá", "no answer yet"),
    "figure.withdrawn": ("số liệu đã bị rút lại", "figure withdrawn"),
    "figure.stale": ("số liệu đã quá cũ", "figure out of date"),
    "by_area": ("tùy vùng: {phrase}", "{phrase}, by area"),
    "span": ("{low} đến {high}", "{low} to {high}"),
    "units.not_met": ("chưa đạt: {names}", "not met: {names}"),
    "units.undetermined": ("chưa xác định: {names}", "undetermined: {names}"),
    "report": ("báo cáo: {value}", "report: {value}"),
    "period": ("năm {year}", "{year}"),
    "source": ("nguồn: {source}", "source: {source}"),
    "read_at": ("đọc tại {place}", "read at {place}"),
    "required": ("yêu cầu {phrase}", "requires {phrase}"),
    "requirement": ("yêu cầu: {phrase}", "requirement: {phrase}"),
    "level": ("mức đạt: {value}", "level: {value}"),
    "level.delegated": (
        "mức đạt do {to} quy định, chưa có quy định",
        "the level is left to {to}, which has not set it",
    ),
    "hole.delegated": ("chưa có mức đạt: giao {to} quy định", "no level: left to {to}"),
    "required.delegated": ("theo mức do {to} quy định", "the level that {to} sets"),
    "required.unknown": ("theo mức của văn bản", "the level of the text"),
    "level.unknown": ("chưa rõ mức đạt", "the level is not known"),
    "by_text": ("theo {where}", "by {where}"),
    "column": ("cột {area}", "column {area}"),
    "row_year": ("mức năm {year}", "level of {year}"),
    "evidence": ("căn cứ: {kind}, độ tin cậy {confidence}", "evidence: {kind}, {confidence} confidence"),
    "confidence": ("độ tin cậy {word}", "{word} confidence"),
    "evidence.ref": ("nguồn {refs}", "sources {refs}"),
    "evidence.computed": (
        "số tính ra, không phải số đọc được trong văn bản: {rule} ({cells})",
        "a computed number, printed in no text: {rule} ({cells})",
    ),
    "evidence.of-rule": ("cách tính và mức gốc: {kind}", "rule and base cells: {kind}"),
    "evidence.cell": ("{label} năm {year}", "{label} of {year}"),
    "level.marked": ("{said} (tính ra)", "{said} (computed)"),
    "level.marked.some": ("{said}, có số tính ra", "{said}, some computed"),
    "evidence.undated": ("chưa ghi ngày kiểm tra", "no day of checking is given"),
    "evidence.checked": ("kiểm tra ngày {day}", "checked on {day}"),
    "remark": ("ghi chú: {text}", "remark: {text}"),
    "candidate": ("nguồn nêu {value}", "a source says {value}"),
    "asks": ("nội dung: {text}", "asks for: {text}"),
    "weak": ("căn cứ yếu", "weak evidence"),
    "in_force": ("áp dụng từ {day}: {text}", "in use since {day}: {text}"),
    "guidance": ("văn bản hướng dẫn: {texts}", "guidance: {texts}"),
    "na_when": ("không áp dụng khi {text}", "not applicable when there is {text}"),
    "missing_by": ("còn thiếu {value} so với mức đạt", "{value} short of the level"),
    "exceeds_by": ("vượt {value} so với mức cho phép", "{value} above what is allowed"),
    # requirements
    "at_least": ("từ {value} trở lên", "at least {value}"),
    "at_most": ("không quá {value}", "at most {value}"),
    "more_than": ("trên {value}", "more than {value}"),
    "less_than": ("dưới {value}", "less than {value}"),
    "count_at_least": ("ít nhất {value}", "at least {value}"),
    "exactly": ("{value}", "{value}"),
    "none_of": ("không còn", "none left"),
    "attained": ("đạt", "“met”"),
    "all_of": ("tất cả các nội dung", "all parts"),
    "any_of": ("ít nhất một trong các nội dung", "at least one of the parts"),
    "k_of": ("ít nhất {k} trong {n} nội dung", "at least {k} of {n} parts"),
    "readings": ("theo cả {n} cách hiểu", "by each of {n} readings"),
    "between": ("từ {low} đến {high}", "from {low} to {high}"),
    "meets": ("đạt “{target}”", "meets “{target}”"),
    "share_of": ("{value} số {units}", "{value} of the {units}"),
    "delegated": ("do {to} quy định cụ thể", "as {to} lays down"),
    "unknown": ("chưa rõ nội dung yêu cầu", "what is asked is not known"),
    "not_below_before": ("không thấp hơn năm trước", "not below the year before"),
    "change.increase": ("tăng ít nhất {value} so với năm trước", "at least {value} more than the year before"),
    "change.decrease": ("giảm ít nhất {value} so với năm trước", "at least {value} less than the year before"),
    "points": ("tổng điểm {phrase}", "points: {phrase}"),
    "function": ("theo cách tính riêng của tỉnh", "as a rule of the province computes it"),
    # who may be meant
    "ubnd-cap-tinh": ("UBND cấp tỉnh", "the provincial People's Committee"),
    "bo-nganh": ("bộ, ngành trung ương", "the ministry in charge"),
    # kinds of nodes that a province brings
    "fill": ("quy định cụ thể của tỉnh", "laid down by the province"),
    "raise": ("tỉnh nâng mức", "raised by the province"),
    "replace": ("quy định khác của tỉnh", "set differently by the province"),
    "add": ("tỉnh bổ sung", "added by the province"),
    "measure_as": ("tỉnh đo theo cách khác", "measured differently by the province"),
    "waive": ("tỉnh không áp dụng", "waived by the province"),
    "complete": ("bổ sung từ văn bản", "completed from the text"),
    **ENTRY_WORDS,
    "condition": ("đối tượng áp dụng", "of which units it is asked"),
    "condition.met": ("Đơn vị thuộc đối tượng này", "The unit is one of them"),
    "condition.not_met": ("Đơn vị không thuộc đối tượng này", "The unit is none of them"),
    "condition.undetermined": (
        "Chưa rõ đơn vị có thuộc đối tượng này hay không",
        "Whether the unit is one of them is not known",
    ),
    "transition": ("chuyển tiếp", "transition"),
    "derived": ("mức suy ra", "derived level"),
    # evidence
    "gazette": ("đã đọc văn bản chính thức", "official text read"),
    "copy": ("đã đọc toàn văn ở bản chép", "whole text read in a copy"),
    "excerpt": ("đã thấy đoạn trích", "a passage was seen"),
    "recall": ("nhớ lại", "from memory"),
    "high": ("cao", "high"),
    "medium": ("trung bình", "medium"),
    "low": ("thấp", "low"),
    "floor.gazette": ("văn bản chính thức", "official text"),
    "floor.copy": ("bản chép toàn văn", "whole copy"),
    "floor.excerpt": ("đoạn trích", "excerpt"),
    "floor.recall": ("nhớ lại với độ tin cậy trung bình trở lên", "memory of at least medium confidence"),
    "floor.recall-low": ("nhớ lại, kể cả độ tin cậy thấp", "memory, even of low confidence"),
    # reasons, each with who can cure it
    "reason.no_figure": ("chưa có số liệu", "no figure"),
    "reason.no_figure.answer": ("chưa có kết quả đánh giá", "no answer"),
    "reason.no_figure.area": (
        "chưa biết đơn vị thuộc vùng (cột) nào của bảng mức đạt",
        "not known in which area (column) of the table the unit stands",
    ),
    "reason.no_figure.within": (
        "chưa biết đơn vị thuộc huyện nào trước ngày 01/7/2025",
        "not known in which district the unit lay before 01/07/2025",
    ),
    "reason.no_figure.units": ("còn {count} {level} chưa có số liệu", "no figures for {count} units of level {level}"),
    "reason.figure_withdrawn": ("số liệu đã bị rút lại: {name}", "the figure was withdrawn: {name}"),
    "reason.figure_stale": ("số liệu đã quá cũ: {name}", "the figure is out of date: {name}"),
    "reason.threshold_delegated": (
        "mức đạt giao {to} quy định, chưa có quy định",
        "the level is left to {to}, which has not set it",
    ),
    "reason.threshold_unknown": ("chưa rõ mức đạt{why}", "the level is not known{why}"),
    "reason.threshold_unknown.points": ("chưa rõ số điểm: {why}", "the points are not known: {why}"),
    "reason.threshold_unknown.area": (
        "văn bản của tỉnh không xếp đơn vị vào vùng nào trong {name}, và không rõ mức đạt của đơn vị như vậy",
        "the province's text puts the unit into no zone of {name}, and which level holds for such a unit is not known",
    ),
    "reason.threshold_disputed": (
        "các nguồn nêu mức đạt khác nhau, kết quả tùy vào mức nào đúng",
        "sources give different levels, and the verdict depends on which is right",
    ),
    "reason.threshold_disputed.area": (
        "hai quy định xếp đơn vị vào hai cột khác nhau",
        "two rules put the unit into different columns",
    ),
    "reason.evidence_too_weak": (
        "căn cứ của mức đạt quá yếu nên không dùng",
        "the evidence for the level is too weak to be used",
    ),
    "reason.set_incomplete": (
        "danh mục chưa ghi đủ chỉ tiêu của {name}",
        "the catalogue does not hold all indicators of {name}",
    ),
    "reason.unit_unplaced": (
        "tên đơn vị, hoặc tên huyện ghi ở cột within, không có trong danh sách đơn vị nên không rõ thuộc khu vực nào: {name}",
        "the name of the unit, or of the district in the column within, is on no list, so its zone is not known: {name}",
    ),
    "reason.unit_split": (
        "đơn vị đã chia tách, chưa rõ số liệu thuộc phần nào: {name}",
        "the unit was split, not known which part the figure is about: {name}",
    ),
    "criterion.name": ("tiêu chí {number}", "criterion {number}"),
    "indicator.name": ("chỉ tiêu {number}", "indicator {number}"),
    "set.name": ("bộ tiêu chí", "the set"),
    "cure.commune": ("{level} bổ sung", "for the {level} to supply"),
    "cure.province": ("tỉnh quy định", "for the province to lay down"),
    "cure.ministry": ("bộ, ngành công bố", "for the ministry to publish"),
    "cure.catalogue": ("danh mục xác minh", "for the catalogue to verify"),
    "cure.data_owner": ("chủ dữ liệu làm rõ", "for the owner of the data to clarify"),
    "cure": ("{reason} → {cure}", "{reason} → {cure}"),
    "who.commune": ("{level}", "{level}"),
    "who.province": ("tỉnh", "province"),
    "who.ministry": ("bộ, ngành", "ministry"),
    "who.catalogue": ("danh mục", "catalogue"),
    "who.data_owner": ("chủ dữ liệu", "owner of the data"),
    "unit": ("đơn vị", "unit"),
    "need.no_figure": ("bổ sung {count} số liệu: {items}", "supply {count} figures: {items}"),
    "need.no_figure.one": ("bổ sung số liệu: {items}", "supply the figure: {items}"),
    "need.no_figure.area": ("cho biết đơn vị thuộc vùng (cột) nào", "say in which area (column) the unit stands"),
    "need.no_figure.within": (
        "cho biết đơn vị thuộc huyện nào trước ngày 01/7/2025",
        "say in which district the unit lay before 01/07/2025",
    ),
    "need.figure_withdrawn": ("báo cáo lại số liệu đã rút: {items}", "report again what was withdrawn: {items}"),
    "need.figure_stale": ("cập nhật số liệu đã cũ: {items}", "bring up to date: {items}"),
    "need.threshold_delegated": ("quy định mức đạt của chỉ tiêu {items}", "set the level of {items}"),
    "need.threshold_unknown": (
        "tìm văn bản nêu mức đạt của chỉ tiêu {items}",
        "find the text that gives the level of {items}",
    ),
    "need.threshold_disputed": (
        "xác minh mức đạt của chỉ tiêu {items}, các nguồn nêu khác nhau",
        "verify the level of {items}, on which sources differ",
    ),
    "need.evidence_too_weak": (
        "đọc văn bản gốc để có căn cứ vững cho mức đạt của chỉ tiêu {items}",
        "read the official text behind the level of {items}",
    ),
    "need.set_incomplete": ("ghi đủ chỉ tiêu theo quyết định: {items}", "write down all indicators: {items}"),
    "need.threshold_disputed.area": (
        "làm rõ đơn vị thuộc cột nào, vì hai quy định xếp khác nhau",
        "clear up in which column the unit stands, since two rules differ",
    ),
    "need.threshold_unknown.points": (
        "tìm văn bản nêu điểm của điều không áp dụng, rồi ghi not_applicable ở thang điểm của chỉ tiêu {items}",
        "find the text that says what points what does not apply is given, and write not_applicable into the points of {items}",
    ),
    "need.threshold_unknown.area": (
        "tra văn bản xem đơn vị không có tên ở vùng nào thì theo mức nào, rồi ghi vào zones của gói: {items}",
        "find in the text which level holds for a unit that is in no zone, and write it into zones of the pack: {items}",
    ),
    "need.unit_unplaced": (
        "ghi đúng tên đơn vị và huyện: {items}",
        "write the names of unit and district as listed: {items}",
    ),
    "need.unit_split": ("nói rõ số liệu thuộc phần nào: {items}", "say which part the figure is about: {items}"),
    **COMPARE_WORDS,
    **TABLE_WORDS,
    **UNIT_WORDS,
    **CLAUSE_NOTES,
    # notes
    "note.contradiction": (
        "mâu thuẫn: báo cáo nêu {said}, nhưng kết quả tính được là {verdict}; lấy kết quả tính được",
        "contradiction: reported {said}, but computed {verdict}; the computed verdict stands",
    ),
    "note.level_of_own_year": (
        "số liệu năm {subject} đã cũ hơn một năm so với ngày đánh giá, được so với mức của chính năm đó",
        "the figure of {subject} is over a year older than the assessment; its level is that of its own year",
    ),
    "note.fails_weak_level": (
        "số liệu không tới mức nào trong các mức có căn cứ yếu",
        "the figure misses every level known on weak evidence",
    ),
    "note.reported_against_weak_level": (
        "báo cáo nêu đạt, nhưng số liệu không tới mức đang có căn cứ yếu: nên kiểm tra lại",
        "reported as met, but the figure misses the level known on weak evidence: look again",
    ),
    "note.borderline": (
        "số liệu sát mức đạt: chênh lệch không quá nửa đơn vị của chữ số cuối",
        "borderline: the figure is within half of its last digit of the level",
    ),
    "note.implied_by_criterion": (
        "suy từ kết quả của cả tiêu chí theo báo cáo",
        "follows from the whole criterion as reported",
    ),
    "note.met_if_applicable": (
        "cả tiêu chí được báo cáo đạt nên chỉ tiêu này đạt hoặc không áp dụng, chưa rõ là trường hợp nào",
        "the whole criterion was reported met, so this is met or not applicable; which of the two is not known",
    ),
    "note.not_raised_here": (
        "quy định của tỉnh không nâng mức cho năm và vùng này",
        "the province raises no level for this year and area",
    ),
    "note.not_applicable_unforeseen": (
        "báo cáo nêu không áp dụng, nhưng văn bản không dự liệu trường hợp này nên chưa tính là đạt",
        "reported as not applicable, which the text does not foresee, so it does not count as met",
    ),
    "note.outside_force": ("ngoài thời gian hiệu lực của văn bản", "outside the time in which the text is in force"),
    "note.figure_after_date": (
        "có số liệu nhưng của sau ngày đánh giá nên không dùng",
        "there is a figure, but of after the date of assessment, so it is not used",
    ),
    "note.old_figure": (
        "số liệu cũ, của năm {subject}",
        "an old figure, of {subject}",
    ),
    "note.reported_before": (
        "báo cáo của ngày {subject}, khi bộ tiêu chí này chưa có hiệu lực, nên không dùng",
        "reported of {subject}, when this set was not in force yet, so it is not used",
    ),
    "note.superseded_stays": (
        "quy định cũ không tự trở lại khi quy định thay nó hết hiệu lực, nên không áp dụng: {subject}",
        "an older text does not come back by itself when the one in its place ended, so it is not applied: {subject}",
    ),
    "note.revived": (
        "quy định cũ áp dụng trở lại, vì văn bản thay nó nói như vậy và đã hết hiệu lực: {subject}",
        "an older text applies again, as the one in its place said, which has ended: {subject}",
    ),
    "note.preliminary_figure": ("số liệu sơ bộ", "preliminary figure"),
    "note.below_bound": (
        "chưa đạt cả giới hạn mà quy định của tỉnh phải giữ, nên chưa đạt dù tỉnh quy định mức nào",
        "misses even the bound that the province has to keep, so it is not met whatever the province sets",
    ),
    "note.area_rule": ("xét theo cột {area} do: {name}", "judged by the column {area} because of: {name}"),
    "note.delegated_to": ("giao {to} quy định", "left to {to}"),
    "note.waived": ("tỉnh không áp dụng chỉ tiêu này", "the province does not apply this indicator"),
    "note.points_contradicted": (
        "tổng điểm báo cáo trái với các chỉ tiêu nên không dùng: {subject}",
        "the reported total is contradicted by the indicators and not used: {subject}",
    ),
    "note.points_reported": (
        "tổng điểm báo cáo chỉ để đối chiếu, kết quả tính từ các chỉ tiêu: {subject}",
        "the reported total stands beside, the result is that of the indicators: {subject}",
    ),
    "note.points": ("{subject} điểm", "{subject} points"),
    "note.contradicted_by_withdrawn": (
        "số liệu nay đã rút từng cho kết quả {subject}, trái với báo cáo; chưa xác định cho đến khi có số liệu mới",
        "a figure that was withdrawn had come to {subject}, against the report; undetermined until a figure comes",
    ),
    "note.reported_beside": (
        "báo cáo nêu cả bộ tiêu chí {said} – {fit}; báo cáo này chỉ nêu bên cạnh, không thay kết quả",
        "the whole set was reported as {said} – {fit}; a report of that kind stands beside the result and never enters it",
    ),
    "beside.fits": ("khớp với kết quả", "agrees with the result"),
    "beside.undetermined": ("kết quả tính được chưa xác định", "the computed result is undetermined"),
    "beside.clash": ("mâu thuẫn với kết quả", "contradicts the result"),
    "note.said_of_another_set": (
        "có báo cáo về bộ tiêu chí khác, không dùng ở đây: {subject}",
        "something was said about another set, which is not used here: {subject}",
    ),
    "note.factor": ("{subject} × mức của chỉ tiêu gốc", "{subject} × the level of the base indicator"),
    "note.pack": ("gói quy định {subject}", "pack {subject}"),
    "note.entry_from": ("từ ngày {subject}", "from {subject}"),
    "note.row_year": ("mức năm {subject}", "level of {subject}"),
    "note.children": ("{subject} đơn vị đạt", "{subject} units are met"),
    "note.no_children": (
        "không có đơn vị cấp dưới loại này nên không áp dụng",
        "there is no such unit inside, so it does not apply",
    ),
    "note.child_counts_as_met": (
        "không áp dụng với đơn vị này, tính là đạt theo bộ tiêu chí của đơn vị",
        "it does not apply to this unit, which by its own set counts as met",
    ),
    "note.child_drops_out": (
        "không áp dụng với đơn vị này, không tính vào tổng số đơn vị",
        "it does not apply to this unit, which is not counted among the units",
    ),
    "note.children_not_asked": ("không áp dụng với đơn vị nào bên trong", "it applies to none of the units inside"),
    "note.children_lost": (
        "{subject} đơn vị chưa đạt, nên không thể đủ dù chưa biết có bao nhiêu đơn vị",
        "{subject} units are not met, so it cannot be reached however many there are",
    ),
    "note.children_missing": ("còn {subject} đơn vị chưa có số liệu", "no figures for {subject} units"),
    "note.more_children_than_said": (
        "số đơn vị nộp số liệu nhiều hơn tổng số đơn vị đã khai ({subject})",
        "more units handed in figures than there are said to be ({subject})",
    ),
}


_RESULTS = Theme("results", _W)
say = _RESULTS.say
"""Return the phrase ``key`` in ``lang``, its gaps filled with ``values``; for a count of one its own form."""


def verdict_word(verdict: Verdict | None, lang: str) -> str:
    """Return ``đạt``, ``chưa đạt``, ``chưa xác định`` or ``không áp dụng``."""
    return say(str(verdict or Verdict.UNDETERMINED), lang)


def check_lang(lang: str) -> str:
    """Return ``lang`` if there are phrases in it; ``UsageError`` NTM007 if not."""
    return _known(lang, LANGS, "NTM007")


def check_view(view: str) -> str:
    """Return ``view`` if there is one of that name; ``UsageError`` NTM006 if not."""
    return _known(view, VIEWS, "NTM006")


def _known(word: str, known: tuple[str, ...], code: str) -> str:
    if word in known:
        return word
    raise UsageError(problem(code, word=word, known=" | ".join(known), near=(str(word), known)))


def phrases() -> dict[str, tuple[str, str]]:
    """Return every phrase by key, for translators and tests."""
    return dict(_RESULTS)

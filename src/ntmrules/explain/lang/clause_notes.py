"""What notes on a node say of clauses: who is asked, what is kept, how many have to be met, points, changes, rounding."""

from __future__ import annotations

CLAUSE_NOTES: dict[str, tuple[str, str]] = {
    "note.does_not_apply": (
        "không áp dụng: đơn vị không thuộc đối tượng mà văn bản nêu",
        "not applicable: it is not asked of such a unit",
    ),
    "note.kept_set_until": ("giữ cả bộ trước đến hết ngày {subject}", "keeps the whole former set until {subject}"),
    "note.kept_until": ("giữ quy định trước đến hết ngày {subject}", "keeps the former text until {subject}"),
    "note.pass_rule": (
        "số đạt trên số phải xét, và số phải đạt: {subject}",
        "met of those that count, and how many have to be: {subject}",
    ),
    "note.fewer_apply": (
        "số phải đạt nhiều hơn số áp dụng ({subject}), mà văn bản không nói cách tính khi ấy",
        "more have to be met than apply ({subject}), and the text does not say what holds then",
    ),
    "note.group_points": ("nhóm {subject} điểm", "group {subject} points"),
    "note.not_applicable_full_points": (
        "không áp dụng mà vẫn tính đủ điểm – {subject} điểm",
        "not applicable, and has all its points – {subject} points",
    ),
    "note.not_applicable_no_points": (
        "không áp dụng nên không có điểm, theo văn bản – {subject} điểm",
        "not applicable, and by the text has no points – {subject} points",
    ),
    "note.not_applicable_open_points": (
        "không áp dụng, mà văn bản không nói khi ấy được mấy điểm – {subject} điểm",
        "not applicable, and the text does not say what points it has then – {subject} points",
    ),
    "note.below_group": (
        "nhóm chưa đủ điểm tối thiểu: {subject}",
        "a group below the points it has to come to: {subject}",
    ),
    "note.times": ("{subject} × số liệu được so", "{subject} × the figure compared with"),
    "note.change": ("so với năm trước, {subject}", "against the year before, {subject}"),
    "note.change_from_nothing": (
        "năm trước không lớn hơn 0 nên không tính được tỷ lệ tăng, giảm ({subject})",
        "the year before is not above nought, so no share of it can be taken ({subject})",
    ),
    "note.level_rounded": (
        "mức tính được làm tròn theo văn bản: {subject}",
        "the computed level rounded as the text orders: {subject}",
    ),
    "note.rounded": ("làm tròn theo văn bản: {subject}", "rounded as the text orders: {subject}"),
    "note.contradiction_if_asked": (
        "mâu thuẫn: báo cáo nêu {said}, nhưng nếu áp dụng thì kết quả tính được là {verdict}; không lấy kết quả báo cáo",
        "contradiction: reported {said}, but where it applies the computed verdict is {verdict}; the report decides nothing",
    ),
    "note.met_where_asked": (
        "chưa rõ có áp dụng hay không: đạt nếu áp dụng",
        "whether it applies is not known; where it does it is met",
    ),
    "note.not_met_where_asked": (
        "chưa rõ có áp dụng hay không: chưa đạt nếu áp dụng",
        "whether it applies is not known; where it does it is not met",
    ),
}

__all__ = ["CLAUSE_NOTES"]

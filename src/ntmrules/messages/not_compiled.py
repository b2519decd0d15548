"""Why a circuit cannot say a rule, in both languages: a rule is then left to the engine that judges all of them (NTM044)."""

from __future__ import annotations

from ntmrules.messages.speech import Pair

# What the compiler gives as its reason; any other is the kind of a requirement.
REASONS = {
    "a comparison with a yes/no answer": "so mức với một câu trả lời có/không",
    "a count that is a yes/no answer": "số đếm là một câu trả lời có/không",
    "a fact that is no answer": "dữ kiện không phải câu trả lời có/không",
    "a number that is an answer": "con số của điều kiện là một câu trả lời có/không",
    "a number of children that is an answer": "số đơn vị bên trong là một câu trả lời có/không",
    "points that are an answer": "điểm là một câu trả lời có/không",
    "rules about areas beside the zones of a pack": "quy tắc xếp vùng của bộ cùng với phân vùng của gói",
    "many rules about areas": "quá nhiều quy tắc xếp vùng",
    "a zone that rests on a doubtful one": "vùng dựa vào một vùng khác mà nhiều quy tắc cùng xếp",
    "a share that is rounded": "tỷ lệ được làm tròn",
    "a share of units of which some may not be asked": "tỷ lệ trong các đơn vị mà có đơn vị có thể không được hỏi",
    "a share or count by year or zone": "tỷ lệ, số đơn vị bên trong theo năm hoặc theo vùng",
    "a level with many digits": "mức có quá nhiều chữ số",
    "points that are taken off": "điểm bị trừ",
    "figures of a unit that those inside compare with": "số liệu của một đơn vị mà các đơn vị bên trong so với",
    "points with many digits": "điểm có quá nhiều chữ số",
    "two rules with one label": "hai quy định cùng số hiệu",
    "a text that some units keep": "văn bản mà một số đơn vị được giữ",
    "more criteria of unknown length than indicators to share among them":
        "số chỉ tiêu còn lại ít hơn số tiêu chí chưa biết số chỉ tiêu",
    "graded points": "thang điểm theo nhóm",
    "a pass mark by year or zone": "điểm đạt theo năm hoặc theo vùng",
    "a criterion that is met by some of its indicators": "tiêu chí đạt khi đủ một số chỉ tiêu",
    "many facts that open several questions": "nhiều dữ kiện, mỗi dữ kiện mở ra nhiều câu hỏi",
    "a former set that some units keep whole": "bộ trước mà một số đơn vị giữ nguyên",
    "a condition of a whole criterion, over what is left": "điều kiện của cả tiêu chí, khi có phần chưa dịch được",
    "a set that is met by some of its criteria": "bộ đạt khi đủ một số tiêu chí",
    "levels of a rule that is not compiled": "mức của một quy định chưa dịch được",
    "children judged by the set that they are part of": "đơn vị bên trong được xét theo chính bộ chứa nó",
}  # fmt: skip


def why_not(reason: str) -> Pair:
    """Return the reason of the compiler in both languages."""
    if reason in REASONS:
        return Pair(REASONS[reason], reason)
    return Pair(f"yêu cầu loại {reason}", f"a requirement of the kind {reason}")


__all__ = ["REASONS", "why_not"]

"""A dossier to fill in: the steps and papers of the procedure in force, as YAML with what each asks beside it."""

from __future__ import annotations

from collections.abc import Iterator

from ntmrules.model.procedures import SATISFACTION, SET_MET, STATEMENT, Procedure, Step
from ntmrules.recognition.calendar_told import counted_words
from ntmrules.recognition.cells import hole_words


def blank_dossier(
    procedure: Procedure, *, unit: str, set_id: str, on: str, province: str | None = None, within: str | None = None
) -> str:
    """Return the text of a dossier without any event: every step, paper, vote and statement with an empty day."""
    return "\n".join(_lines(procedure, unit, set_id, on, province, within)) + "\n"


def quoted(text: str) -> str:
    """Return a text as YAML in double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(each if each.isprintable() else " " for each in escaped) + '"'


def remark(text: str) -> str:
    """Return a text on one line, for behind a hash sign."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def _lines(
    procedure: Procedure, unit: str, set_id: str, on: str, province: str | None, within: str | None
) -> Iterator[str]:
    yield f"# Hồ sơ: {remark(procedure.name.vi)}"
    yield f"# Văn bản: {', '.join((procedure.decision, *procedure.amended_by))}."
    yield "# Điền ngày vào giữa hai ngoặc kép khi việc đã xong; để trống là chưa làm. Không cần xóa dòng nào."
    yield "# Kiểm tra: ntmrules dossier check TỆP-NÀY --on NGÀY"
    yield f"unit: {quoted(unit)}"
    if within:
        yield f"within: {quoted(within)}"
    if province:
        yield f"province: {quoted(province)}"
    yield f"set: {set_id}"
    yield f"procedure: {procedure.id}"
    yield f"begun: {quoted(on)}"
    if any(each.kind == SET_MET for each in procedure.conditions):
        yield "figures:   # tệp số liệu của đơn vị, cạnh tệp này"
    if procedure.surveys or any(each.kind == SATISFACTION for each in procedure.conditions):
        yield "survey:   # bảng lấy ý kiến: unit, content, households, asked, returned, satisfied, not_satisfied, other"
    yield "capital:   # tệp vốn, có dòng nợ đọng của mọi nguồn (source: tổng số, kind: nợ đọng) kể cả khi bằng 0"
    if not (procedure.steps or procedure.papers or procedure.votes or procedure.conditions):
        yield "events: []"
        return
    yield "events:"
    for step in procedure.steps:
        yield f"  # {remark(step.what.vi)} – {remark(step.actor.vi)}; {_term(step)}"
        yield f'  - {{step: {step.id}, state: begun, day: ""}}'
        yield f'  - {{step: {step.id}, state: done, day: ""}}'
        for paper in procedure.papers:
            if paper.by == step.id:
                form = f" ({paper.form})" if paper.form else ""
                yield f"  # {remark(paper.name.vi)}{form}"
                yield f'  - {{paper: {paper.id}, day: "", number: }}'
        for vote in procedure.votes:
            if vote.by == step.id:
                yield f"  # {remark(vote.who.vi)}: tổng số thành viên, có mặt, tán thành, không tán thành"
                yield f'  - {{vote: {vote.id}, day: "", members: , present: , for: , against: }}'
    for condition in procedure.conditions:
        if condition.kind == STATEMENT:
            yield f"  # {remark(condition.text.vi)} (có | không)"
            yield f'  - {{statement: {condition.id}, day: "", answer: , number: }}'
    yield "  # Quyết định: công nhận | không công nhận | thu hồi"
    yield '  - {decision: quyet-dinh, day: "", result: , number: }'
    for open_ in procedure.open:
        who = f"; nơi quyết định: {open_.decided_by.vi}" if open_.decided_by else ""
        yield f"  # Chưa rõ: {remark(open_.what.vi)} – {remark(open_.why.vi + who)}"


def _term(step: Step) -> str:
    if step.term is None:
        return f"trước {remark(step.before.vi)}" if step.before is not None else "không có thời hạn"
    values = step.term.days.values
    if not values:
        return f"thời hạn {remark(hole_words(step.term.days, step.term.decided_by).vi)}"
    start = f" từ khi xong bước {step.term.from_}" if step.term.from_ else " từ khi bắt đầu"
    return f"{counted_words(int(max(values)), step.term.counted, 'vi')}{start}"

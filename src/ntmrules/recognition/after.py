"""After recognition: would the revocation rule bite on later figures, on which criteria; merged units; ended sets; renewal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from ntmrules.errors import FiguresError, Problem, problem
from ntmrules.explain.lang.numbers import day as shown_day
from ntmrules.figures.cells import read_day
from ntmrules.figures.plain_table import read_plain, whole_rows
from ntmrules.frozen import frozen
from ntmrules.model.attainment import Attainment
from ntmrules.model.evidence import Floor
from ntmrules.model.procedures import ALIKE, NOT_RECOGNISED, RECOGNISED, TIERS, Merged, Procedure, Revocation
from ntmrules.model.spelling import fold
from ntmrules.model.text import Text
from ntmrules.model.trace import Node
from ntmrules.model.unit_names import name_key
from ntmrules.model.verdicts import Verdict
from ntmrules.model.written import BadCellError
from ntmrules.recognition.cells import HUNDRED, hole_words

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "unit": ("unit", "don vi", "xa"),
    "within": ("within", "thuoc", "huyen"),
    "province": ("province", "tinh"),
    "set": ("set", "bo", "bo tieu chi"),
    "recognised_on": ("recognised_on", "ngay cong nhan"),
    "decision": ("decision", "quyet dinh"),
    "revoked_on": ("revoked_on", "ngay thu hoi"),
    "parts": ("parts", "hop thanh tu", "cac xa cu"),
    "note": ("note", "ghi chu"),
}
NEEDED = ("unit", "set", "recognised_on")
TIER_WORDS = {
    NOT_RECOGNISED: ("chưa đạt", "not recognised"),
    "xa-ntm": ("nông thôn mới", "new rural"),
    "xa-ntm-nang-cao": ("nâng cao", "advanced"),
    "xa-ntm-kieu-mau": ("kiểu mẫu", "model"),
}
STANDS, NOT_YET, GONE = "recognised", "not_yet", "revoked"
TWO_TIERS_FROM = "2025-07-01"


@frozen(kw_only=True)
class Recognised:
    """One recognition: of which set, when, by which decision; ``parts``: the tiers of the units it was joined from."""

    unit: str
    set: str
    recognised_on: str
    within: str | None = None
    province: str | None = None
    decision: str | None = None
    revoked_on: str | None = None
    parts: tuple[tuple[str, str], ...] = ()
    at: str = ""


@frozen(kw_only=True)
class RuleBite:
    """One revocation rule: ``bites`` met, it would take recognition away; not met, it would not; undetermined, and why."""

    rule: Revocation
    bites: Verdict
    why: Text


@frozen(kw_only=True)
class Lost:
    """One criterion that is not met any more, with the figures that say so and their place."""

    id: str
    number: str | None
    label: Text
    figures: tuple[tuple[str, str | None], ...]


@frozen(kw_only=True)
class AfterState:
    """A recognised unit on a later day: two statements side by side, recognised and meeting the set; and what may follow.

    ``state``: recognised, not yet on that day, or revoked by then.
    """

    recognised: Recognised
    stands: bool
    meets: Verdict
    state: str
    attainment: Attainment | None
    bites: Verdict
    rules: tuple[RuleBite, ...]
    lost: tuple[Lost, ...]
    renewal_due: str | None
    merged: Merged | None
    remarks: tuple[Text, ...]


def read_recognised(path: str | Path, known: Callable[[str, str], str]) -> tuple[Recognised, ...]:
    """Return the recognitions in a CSV or a workbook; ``known`` gives the full id of a set on a day, or raises.

    ``FiguresError`` NTM589 and NTM587 with every bad cell.
    """
    sheet = read_plain(Path(path))
    words = {word: name for name, all_ in COLUMNS.items() for word in all_}
    columns: dict[str, int] = {}
    problems: list[Problem] = []
    for index, head in enumerate(sheet.header):
        name = words.get(fold(head))
        if head.strip() and (name is None or name in columns):
            where = f"{sheet.name}:{sheet.header_row}:{index + 1}"
            problems.append(
                problem("NTM587.column", where, column=head, known=", ".join(COLUMNS), near=(fold(head), words))
            )
        elif name is not None:
            columns[name] = index
    problems += [
        problem("NTM587.no-cell", sheet.name, key=name) for name in NEEDED if name not in columns and not problems
    ]
    found: list[Recognised] = []
    seen: dict[tuple[str, ...], str] = {}
    for number, cells in () if problems else whole_rows(sheet, problems):
        texts = {name: " ".join(cells[index].split()) if index < len(cells) else "" for name, index in columns.items()}
        if any(texts.values()):
            where = f"{sheet.name}:{number}"
            row = _row(texts, where, known, problems)
            if row is not None:
                found.append(row)
                keys = (row.unit, row.within or "", row.province or "")
                other = seen.setdefault((row.set, *(name_key(each) for each in keys)), where)
                if other != where and row.revoked_on is None and not _gone(found, row):
                    problems.append(problem("NTM587.recognised", where, unit=row.unit, set=row.set, other=other))
    if problems:
        raise FiguresError(problems)
    return tuple(found)


def _gone(rows: Sequence[Recognised], row: Recognised) -> bool:
    """Tell whether every earlier recognition of the unit in the same set was revoked before this one."""
    same = [
        each for each in rows if each is not row and each.set == row.set and name_key(each.unit) == name_key(row.unit)
    ]
    return all(each.revoked_on is not None and each.revoked_on <= row.recognised_on for each in same)


def _row(
    texts: Mapping[str, str], where: str, known: Callable[[str, str], str], problems: list[Problem]
) -> Recognised | None:
    days: dict[str, str | None] = {}
    before = len(problems)
    for name in ("recognised_on", "revoked_on"):
        try:
            days[name] = read_day(texts[name]) if texts.get(name) else None
        except BadCellError:
            problems.append(problem("NTM587.day", where, day=texts[name]))
    problems += [problem("NTM587.no-cell", where, key=name) for name in NEEDED if not texts.get(name)]
    if len(problems) > before:
        return None
    day = days["recognised_on"] or ""
    if days.get("revoked_on") and (days["revoked_on"] or "") < day:
        problems.append(problem("NTM588.revoked", where, day=days["revoked_on"]))
        return None
    parts = tuple(_part(each, where, problems) for each in texts.get("parts", "").split(";") if each.strip())
    return Recognised(
        unit=texts["unit"],
        set=known(texts["set"], day),
        recognised_on=day,
        within=texts.get("within") or None,
        province=texts.get("province") or None,
        decision=texts.get("decision") or None,
        revoked_on=days.get("revoked_on"),
        parts=parts,
        at=where,
    )


def _part(text: str, where: str, problems: list[Problem]) -> tuple[str, str]:
    name, _, tier = text.rpartition(":")
    word = fold(tier).replace(" ", "-")
    if word not in TIERS:
        problems.append(problem("NTM587.tier", where, tier=tier.strip(), known=" | ".join(TIERS), near=(word, TIERS)))
    return name.strip(), word


def after_on(
    row: Recognised,
    on: str,
    *,
    attainment: Attainment | None,
    no_attainment: Text | None,
    procedure: Procedure | None,
    own_procedure: Procedure | None,
    ended: str | None,
    changed: bool,
    floor: Floor = Floor.RECALL,
) -> AfterState:
    """Return a recognised unit on a day (ISO).

    ``procedure`` is the one in force that day, for revocation; ``own_procedure`` the one it was recognised by, for renewal;
    ``ended``: the last day of its set where that is past; ``changed``: the unit was joined or split on 01/07/2025.
    """
    state = (
        NOT_YET if on < row.recognised_on else GONE if row.revoked_on is not None and row.revoked_on <= on else STANDS
    )
    meets = attainment.verdict if attainment is not None else Verdict.UNDETERMINED
    rules = tuple(_bite(rule, attainment, floor) for rule in (procedure.revocation if procedure is not None else ()))
    merged, remarks = _merged(row, on, procedure, changed=changed)
    said = list(remarks)
    if no_attainment is not None:
        said.append(no_attainment)
    if ended is not None:
        said.append(
            Text(
                f"công nhận theo bộ đã hết hiệu lực ngày {shown_day(ended, 'vi')}; số liệu được xét theo văn bản cuối của bộ ấy",
                f"recognised under a set that ended on {ended}; figures are judged by its last text",
            )
        )
    if procedure is None or not rules:
        said.append(Text("quy định thu hồi vào ngày này chưa rõ", "the rule of revocation on this day is not known"))
    bites = _any(each.bites for each in rules)
    if changed and not row.parts:
        bites = Verdict.UNDETERMINED if bites is not Verdict.MET else bites
        meets = Verdict.UNDETERMINED
    return AfterState(
        recognised=row,
        stands=state == STANDS,
        meets=meets,
        state=state,
        attainment=attainment,
        bites=bites,
        rules=rules,
        lost=tuple(_lost(attainment)) if attainment is not None else (),
        renewal_due=_renewal(row, own_procedure),
        merged=merged,
        remarks=tuple(said),
    )


def _any(verdicts: Iterable[Verdict]) -> Verdict:
    found = set(verdicts)
    if Verdict.MET in found:
        return Verdict.MET
    return Verdict.NOT_MET if found == {Verdict.NOT_MET} else Verdict.UNDETERMINED


def _criteria(attainment: Attainment) -> list[Node]:
    return [node for node in attainment.trace.children if node.kind == "criterion"]


def _bite(rule: Revocation, attainment: Attainment | None, floor: Floor) -> RuleBite:
    """Tell whether a rule bites: with criteria that are open the number lost is a range, and so may be the answer."""
    open_ = Verdict.UNDETERMINED
    if rule.unknown is not None:
        return RuleBite(rule=rule, bites=open_, why=rule.unknown.why)
    if rule.children_from is not None:
        return RuleBite(
            rule=rule,
            bites=open_,
            why=Text("chưa biết bao nhiêu xã bị thu hồi công nhận", "how many communes lost recognition is not known"),
        )
    if attainment is None:
        return RuleBite(
            rule=rule, bites=open_, why=Text("chưa có số liệu sau công nhận", "no figures after recognition")
        )
    if rule.evidence.rank < floor or rule.lost_from is None or not rule.lost_from.values:
        why = (
            hole_words(rule.lost_from, None)
            if rule.lost_from is not None
            else Text("căn cứ quá yếu", "evidence too weak")
        )
        return RuleBite(rule=rule, bites=open_, why=why)
    tally = attainment.tally.criteria
    low, high = tally.not_met, tally.not_met + tally.undetermined + (tally.declared - tally.modelled)
    answers = {_reached(rule, Decimal(count) * HUNDRED / tally.declared) for count in range(low, high + 1)}
    named = _named(rule, attainment)
    count = f"{low}–{high}" if low != high else str(low)
    why = Text(
        f"{count}/{tally.declared} tiêu chí không còn đạt", f"{count} of {tally.declared} criteria not met any more"
    )
    if answers == {False} or named is Verdict.NOT_MET:
        if named is Verdict.NOT_MET and answers != {False}:
            why = Text(
                f"{why.vi}; không tiêu chí nào trong số được nêu", f"{why.en}; none of the criteria that are named"
            )
        return RuleBite(rule=rule, bites=Verdict.NOT_MET, why=why)
    if answers == {True} and named is Verdict.MET:
        return RuleBite(rule=rule, bites=Verdict.MET, why=why)
    return RuleBite(rule=rule, bites=open_, why=why)


def _reached(rule: Revocation, share: Decimal) -> bool:
    assert rule.lost_from is not None
    least = min(rule.lost_from.values)
    most = rule.lost_below.values if rule.lost_below is not None else ()
    return share >= least and (not most or share < max(most))


def _named(rule: Revocation, attainment: Attainment) -> Verdict:
    """Tell whether one of the criteria that a rule names is lost; met where it names none."""
    if not rule.one_of:
        return Verdict.MET
    wanted = {fold(name) for name in rule.one_of}
    found = {node.verdict for node in _criteria(attainment) if fold(node.label.vi) in wanted}
    if Verdict.NOT_MET in found:
        return Verdict.MET
    return Verdict.UNDETERMINED if Verdict.UNDETERMINED in found or not found else Verdict.NOT_MET


def _lost(attainment: Attainment) -> Iterator[Lost]:
    for node in _criteria(attainment):
        if node.verdict is Verdict.NOT_MET:
            figures = tuple(dict.fromkeys(_figures(node, attainment)))
            yield Lost(id=node.id, number=node.about.number, label=node.label, figures=figures)


def _figures(node: Node, attainment: Attainment) -> Iterator[tuple[str, str | None]]:
    """Yield what was observed in the indicators of a criterion that are not met, and what was reported, with its place."""
    names = {node.id, node.about.number}
    for child in node.children:
        if child.kind == "indicator" and child.verdict is Verdict.NOT_MET:
            names |= {child.id, child.about.number}
            for leaf in _below(child):
                if leaf.kind == "figure" and isinstance(leaf.observed, Decimal):
                    yield f"{child.about.number} {child.label.vi}: {leaf.observed:f}", leaf.at
    for entry in attainment.figures.entries:
        if entry.subject in names and entry.value is Verdict.NOT_MET:
            yield f"{entry.subject}: chưa đạt", entry.at


def _below(node: Node) -> Iterator[Node]:
    for child in node.children:
        yield child
        yield from _below(child)


def _renewal(row: Recognised, procedure: Procedure | None) -> str | None:
    """Return the day by which recognition is looked at again; nothing where the procedure of its time names none."""
    if procedure is None or procedure.renewal is None:
        return None
    values = procedure.renewal.after_years.values
    if not values:
        return None
    day = date.fromisoformat(row.recognised_on)
    year = day.year + int(max(values))
    leap = day.month == 2 and day.day == 29
    return (date(year, 3, 1) if leap else day.replace(year=year)).isoformat()


def _merged(
    row: Recognised, on: str, procedure: Procedure | None, *, changed: bool
) -> tuple[Merged | None, Sequence[Text]]:
    if not row.parts:
        if changed:
            return None, [
                Text(
                    "đơn vị được sắp xếp ngày 01/07/2025; chưa có cột parts (bậc của từng đơn vị cũ) nên chưa kết luận được",
                    "the unit was rearranged on 01/07/2025; without a column parts nothing can be concluded",
                )
            ]
        return None, ()
    tiers = sorted({tier for _, tier in row.parts}, key=TIERS.index)
    vi, en = (", ".join(TIER_WORDS[tier][index] for tier in tiers) for index in (0, 1))
    rules = procedure.merged if procedure is not None else ()
    for rule in rules:
        alike = rule.parts == (ALIKE,) and (len(tiers) == 1 or on >= TWO_TIERS_FROM)
        if alike or set(rule.parts) in ({*tiers}, {tier if tier == NOT_RECOGNISED else RECOGNISED for tier in tiers}):
            lowest = TIER_WORDS[tiers[0]]
            return rule, [
                Text(
                    f"sau sắp xếp, các đơn vị cũ: {vi}; {rule.result.vi} (bậc thấp nhất: {lowest[0]})",
                    f"after the merger, old units: {en}; {rule.result.en or rule.result.vi} (lowest: {lowest[1]})",
                )
            ]
    return None, [Text(f"chưa rõ quy định cho các đơn vị cũ ở bậc: {vi}", f"no rule known for tiers: {en}")]

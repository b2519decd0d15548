"""Recognised units on a later day in words and as data, schema ``ntmrules/recognised/1``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ntmrules.explain.lang.lines import Line
from ntmrules.explain.lang.numbers import day
from ntmrules.model.verdicts import Verdict
from ntmrules.recognition.after import GONE, NOT_YET, STANDS, AfterState
from ntmrules.recognition.told import CONDITION_WORDS

SCHEMA = "ntmrules/recognised/1"
BITES = {
    Verdict.MET: ("quy định thu hồi chạm tới", "the revocation rule bites"),
    Verdict.NOT_MET: ("quy định thu hồi không chạm tới", "the revocation rule does not bite"),
    Verdict.UNDETERMINED: ("chưa xác định được có bị thu hồi hay không", "whether it would be revoked is undetermined"),
}  # fmt: skip


STATE_WORDS = {
    STANDS: ("đã công nhận", "recognised"),
    NOT_YET: ("ngày này chưa công nhận", "not recognised yet on this day"),
    GONE: ("không còn được công nhận", "not recognised any more"),
}
RULE_WORDS = {
    Verdict.MET: ("chạm", "bites"), Verdict.NOT_MET: ("không chạm", "does not bite"),
    Verdict.UNDETERMINED: ("chưa rõ", "open"),
}  # fmt: skip


def after_lines(found: Sequence[AfterState], on: str, *, lang: str = "vi") -> Iterator[Line]:
    """Yield each unit: recognised and meeting the set side by side, the rules, the criteria lost with their figures."""
    en = lang == "en"
    for each in found:
        row = each.recognised
        who = ", ".join(part for part in (row.unit, row.within) if part)
        stands = STATE_WORDS[each.state][en]
        decision = f", {row.decision}" if row.decision else ""
        yield Line(f"{who} – {row.set}, {day(on, lang)}", "heading")
        meets = CONDITION_WORDS.get(each.meets, CONDITION_WORDS[Verdict.UNDETERMINED])[en]
        today = "the set today" if en else "bộ tiêu chí hôm nay"
        tally = f" ({each.attainment.tally.text(lang)})" if each.attainment is not None else ""
        yield Line(
            f"{stands} ({day(row.recognised_on, lang)}{decision}); {today}: {meets}{tally}",
            indent=1,
        )
        style = {Verdict.MET: "not_met", Verdict.NOT_MET: "met"}.get(each.bites, "undetermined")
        yield Line(BITES[each.bites][en], style, 1)
        for rule in each.rules:
            place = f" ({rule.rule.provision})" if rule.rule.provision is not None else ""
            yield Line(f"{rule.rule.id}{place}: {RULE_WORDS[rule.bites][en]} – {rule.why.in_(lang)}", "muted", 2)
        for lost in each.lost:
            yield Line(f"✗ {lost.number} {lost.label.in_(lang)}", "not_met", 2)
            yield from (Line(f"{text}{f' – {at}' if at else ''}", "muted", 3) for text, at in lost.figures)
        if each.renewal_due is not None:
            yield Line(
                f"{'to be looked at again by' if en else 'xét công nhận lại trước'} {day(each.renewal_due, lang)}",
                "note",
                1,
            )
        yield from (Line(remark.in_(lang), "note", 1) for remark in each.remarks)


def after_data(found: Sequence[AfterState], on: str) -> list[dict[str, Any]]:
    """Return recognised units as data that ``json.dumps`` takes."""
    return [
        {
            "schema": SCHEMA, "unit": each.recognised.unit, "within": each.recognised.within,
            "province": each.recognised.province,
            "set": each.recognised.set, "on": on, "recognised_on": each.recognised.recognised_on,
            "decision": each.recognised.decision, "recognised": each.stands, "state": each.state, "meets_set": str(each.meets),
            "revocation": str(each.bites),
            "rules": [{"id": rule.rule.id, "bites": str(rule.bites), "why": {"vi": rule.why.vi, "en": rule.why.en or rule.why.vi}}
                      for rule in each.rules],
            "lost": [{"id": lost.id, "number": lost.number, "figures": [{"said": text, "at": at} for text, at in lost.figures]}
                     for lost in each.lost],
            "renewal_due": each.renewal_due, "merged": each.merged.id if each.merged is not None else None,
            "full_dossier": each.merged.full_dossier if each.merged is not None else None,
            "remarks": [{"vi": remark.vi, "en": remark.en or remark.vi} for remark in each.remarks],
        }
        for each in found
    ]  # fmt: skip

"""Summaries in words and as data, schema ``ntmrules/summary/1``."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ntmrules.explain.attainment.data import attainment_data
from ntmrules.explain.lang.lines import Line
from ntmrules.explain.lang.numbers import day, number
from ntmrules.explain.lang.words import MARKS, verdict_word
from ntmrules.model.figures import called_apart
from ntmrules.progress.data import text_data
from ntmrules.progress.summary import Bucket, Decisions, Span, Summaries, Summary

SCHEMA = "ntmrules/summary/1"
_W: dict[str, tuple[str, str]] = {
    "head": ("{set}, ngày {on}: {units} đơn vị", "{set}, on {on}: {units} units"),
    "met": ("Đạt chuẩn theo số liệu: {met}; có quyết định công nhận: {decisions}",
            "Met by the figures: {met}; with a decision of recognition: {decisions}"),
    "decisions": ("{given}", "{given}"),
    "decisions.unsaid": ("{given} (chưa nêu: {unsaid})", "{given} (not said: {unsaid})"),
    "average": ("Bình quân: {average} tiêu chí/xã", "Average: {average} criteria a unit"),
    "buckets": ("Theo số tiêu chí đạt: {buckets}", "By number of criteria met: {buckets}"),
    "bucket": ("{name}: {n}", "{name}: {n}"),
    "bucket.all": ("{first} tiêu chí", "{first} criteria"),
    "bucket.range": ("{first}–{last} tiêu chí", "{first}–{last} criteria"),
    "bucket.under": ("dưới {last} tiêu chí", "under {last} criteria"),
    "criterion": ("tiêu chí {number} {label}: {met}/{units} đạt", "criterion {number} {label}: {met}/{units} met"),
    "tier": ("{label}: {met} đạt; có quyết định: {decisions}", "{label}: {met} meet it; with a decision: {decisions}"),
    "none": ("không ghi", "not named"),
}  # fmt: skip


def say(key: str, lang: str, **values: object) -> str:
    """Return the phrase ``key`` in ``lang`` with its gaps filled."""
    return _W[key][lang == "en"].format(**values)


def decision_words(decisions: Decisions, lang: str) -> str:
    """Return how many have a decision, and of how many nothing was said."""
    key = "decisions.unsaid" if decisions.unsaid else "decisions"
    return say(key, lang, given=decisions.given, unsaid=decisions.unsaid)


def bucket_words(bucket: Bucket, lang: str) -> str:
    """Return ``15–18 tiêu chí: 14``."""
    return say("bucket", lang, name=bucket_name(bucket, lang), n=bucket.units.text)


def bucket_name(bucket: Bucket, lang: str) -> str:
    """Return ``15–18 tiêu chí``, without how many units there are."""
    key = "bucket.all" if bucket.first == bucket.last else "bucket.under" if bucket.first == 0 else "bucket.range"
    last = bucket.last + 1 if bucket.first == 0 else bucket.last
    return say(key, lang, first=bucket.first, last=last)


def average_words(average: tuple[Decimal, Decimal] | None, lang: str) -> str:
    """Return the average, or the range in which it lies."""
    if average is None:
        return ""
    ends = [number(end, lang) for end in average]
    return ends[0] if ends[0] == ends[1] else f"{ends[0]}–{ends[1]}"


def summary_lines(found: Summaries, *, lang: str = "vi") -> Iterator[Line]:
    """Yield the summary of all units, then of each group; for sets over other units one line a unit besides."""
    yield from _lines(
        found.whole, say("head", lang, set=found.set, on=day(found.on, lang), units=found.whole.units), lang
    )
    called = called_apart(each.figures for each in found.attainments)
    for attainment in found.attainments:
        line = f"{called(attainment.figures)}: {verdict_word(attainment.verdict, lang)} · {attainment.tally.text(lang)}"
        yield Line(f"{MARKS[attainment.verdict]} {line}", str(attainment.verdict), 1)
    for group in found.groups:
        yield Line("")
        yield from _lines(group, f"{group.name or say('none', lang)}: {group.units}", lang)


def _lines(summary: Summary, head: str, lang: str) -> Iterator[Line]:
    yield Line(head, "heading")
    yield Line(say("met", lang, met=summary.met.text, decisions=decision_words(summary.decisions, lang)), indent=1)
    if summary.buckets:
        buckets = "; ".join(bucket_words(bucket, lang) for bucket in summary.buckets)
        yield Line(say("buckets", lang, buckets=buckets), indent=1)
    if summary.average is not None:
        yield Line(say("average", lang, average=average_words(summary.average, lang)), indent=1)
    for tier in summary.tiers:
        label = tier.label.in_(lang)
        yield Line(
            say("tier", lang, label=label, met=tier.met.text, decisions=decision_words(tier.decisions, lang)), indent=1
        )
    for one in summary.by_criterion:
        yield Line(say("criterion", lang, number=one.number, label=one.label.in_(lang), met=one.met.text, units=one.units),
                   "muted", 1)  # fmt: skip


def summary_data(found: Summaries) -> dict[str, Any]:
    """Return summaries as data; averages are strings of decimals."""
    return {
        "schema": SCHEMA, "set": found.set, "on": found.on, "by": found.by, "whole": _data(found.whole),
        "groups": [_data(group) for group in found.groups],
        "attainments": [attainment_data(each) for each in found.attainments],
    }  # fmt: skip


def _data(summary: Summary) -> dict[str, Any]:
    return {
        "name": summary.name, "units": summary.units, "met": _span(summary.met), "decisions": _decided(summary.decisions),
        "buckets": [{"from": each.first, "to": each.last, "units": _span(each.units)} for each in summary.buckets],
        "average": None if summary.average is None else dict(zip(("low", "high"), map(str, summary.average), strict=True)),
        "criteria": [
            {"id": each.id, "number": each.number, "label": text_data(each.label), "met": _span(each.met), "units": each.units}
            for each in summary.by_criterion
        ],
        "tiers": [
            {"set": each.set, "tier": each.tier, "met": _span(each.met), "decisions": _decided(each.decisions)}
            for each in summary.tiers
        ],
    }  # fmt: skip


def _span(span: Span) -> dict[str, int]:
    return {"low": span.low, "high": span.high}


def _decided(decisions: Decisions) -> dict[str, int]:
    return {"given": decisions.given, "none": decisions.none, "unsaid": decisions.unsaid}


def summary_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what ``ntmrules summary --format json`` prints."""

    def exact(properties: dict[str, Any]) -> dict[str, Any]:
        return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}

    word, whole = {"type": "string"}, {"type": "integer", "minimum": 0}
    span = exact({"low": whole, "high": whole})
    decided = exact({"given": whole, "none": whole, "unsaid": whole})
    two = {"type": "string", "pattern": r"^\d+\.\d\d$"}
    decimals = exact({"low": two, "high": two})
    summary = exact({
        "name": word, "units": whole, "met": span, "decisions": decided,
        "buckets": {"type": "array", "items": exact({"from": whole, "to": whole, "units": span})},
        "average": {"anyOf": [decimals, {"type": "null"}]},
        "criteria": {"type": "array", "items": exact({"id": word, "number": word, "label": {"type": "object"}, "met": span,
                                                      "units": whole})},
        "tiers": {"type": "array", "items": exact({"set": word, "tier": word, "met": span, "decisions": decided})},
    })  # fmt: skip
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, "title": "Summary of units",
        **exact({"schema": {"const": SCHEMA}, "set": word, "on": word, "by": {"type": ["string", "null"]}, "whole": summary,
                 "groups": {"type": "array", "items": summary}, "attainments": {"type": "array", "items": {"type": "object"}}}),
    }  # fmt: skip

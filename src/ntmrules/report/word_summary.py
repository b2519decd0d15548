"""The fields of a month's report: totals, what changed and why, the plan, what is open and whose it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ntmrules.progress.change import GROUPS
from ntmrules.progress.plan import STATES
from ntmrules.progress.plan_told import state_word
from ntmrules.progress.summary import Bucket, Span
from ntmrules.progress.summary_told import average_words, bucket_name
from ntmrules.report.words import Told

UNMET = ("n", "u")


def summary_values(told: Told) -> dict[str, Any]:
    """Return the fields of a summary but those of its meeting; a part that was not asked for is nothing, not an empty list."""
    units = told.overview["units"]
    verdicts = Counter(unit["v"] for unit in units)
    then = Counter(unit["then"]["v"] for unit in units if "then" in unit and "other" not in unit["then"])
    dated = told.overview["from"] is not None
    plan = told.overview["plan"]
    return {
        "judged": len(units), "met": verdicts["m"], "not_met": verdicts["n"], "undetermined": verdicts["u"],
        "met_then": then["m"] if dated else None, "average": _average(told), "buckets": list(_buckets(told)),
        "decisions": sum(unit["dec"] == "y" for unit in units), "criteria": list(_criteria(told)),
        **{group: list(_moved(told, group)) if dated else None for group in GROUPS},
        "plan": list(_plan(told)) if told.overview["planned"] else None,
        "plan_states": [{"state": state_word(state, told.lang), "count": count}
                        for state in STATES if (count := sum(row["state"] == state for row in plan))],
        "work": list(_work(told)),
    }  # fmt: skip


def _average(told: Told) -> str:
    """Return the average of criteria met, with two places, or the range in which it lies."""
    units = told.overview["units"]
    ends = [
        (Decimal(sum(unit["t"][0][side] for unit in units)) / len(units)).quantize(
            Decimal("0.01"), rounding=ROUND_HALF_UP
        )
        for side in (0, 1)
    ]
    return average_words((ends[0], ends[1]), told.lang)


def _buckets(told: Told) -> Iterator[dict[str, str]]:
    for first, last in sorted(told.overview["buckets"], reverse=True):
        ranges = [unit["t"][0][:2] for unit in told.overview["units"]]
        sure = sum(first <= low and high <= last for low, high in ranges)
        maybe = sum(low <= last and first <= high for low, high in ranges)
        bucket = Bucket(first=first, last=last, units=Span(low=sure, high=maybe))
        yield {"name": bucket_name(bucket, told.lang), "units": bucket.units.text}


def _criteria(told: Told) -> Iterator[dict[str, Any]]:
    units = told.overview["units"]
    for place, (label, name, _) in enumerate(told.overview["criteria"]):
        found = Counter(unit["c"][place] for unit in units)
        yield {"tt": label, "name": told.text(name), "met": found["m"], "not_met": found["n"],
               "undetermined": found["u"], "not_applicable": found["a"]}  # fmt: skip


def _moved(told: Told, group: str) -> Iterator[dict[str, str]]:
    """Yield what changed in one way; an indicator that only follows its criterion is not told again."""
    for index, own, kind, _, label, word, _, before, after, why in told.overview["moved"]:
        if own == group and why >= 0:
            kinds = {"criterion": ("tiêu chí", "criterion"), "indicator": ("chỉ tiêu", "indicator")}
            yield {"unit": told.called(index), "kind": kinds[kind][told.lang == "en"], "tt": label, "name": told.word(word),
                   "before": told.verdict(before), "after": told.verdict(after), "why": told.word(why)}  # fmt: skip


def _plan(told: Told) -> Iterator[dict[str, Any]]:
    for row in told.overview["plan"]:
        yield {
            "unit": f"{row['n']}, {row['d']}" if row["d"] else row["n"], "set": told.text(row["name"]), "target": row["target"],
            "due": told.day(row["due"]), "body": row["body"], "note": row["note"], "state": state_word(row["state"], told.lang),
            "left": row["left"], "now": told.text(row["now"]), "why": told.text(row["why"]), "pace": told.text(row["pace"]),
            "open": row["open"],
        }  # fmt: skip


def _work(told: Told) -> Iterator[dict[str, Any]]:
    """Yield each body with what is open under it: how many, of how many units, and which indicators most."""
    found: dict[int, list[tuple[int, int, str]]] = {}
    for index, unit in enumerate(told.overview["units"]):
        bodies = told.overview["body_of"][unit["b"]]
        for place, letter in enumerate(unit["i"]):
            if letter in UNMET:
                found.setdefault(bodies[place], []).append((index, place, letter))
    for body in sorted(found, key=lambda each: (-len(found[each]), each)):
        own = found[body]
        most = Counter(place for _, place, _ in own).most_common()
        columns = told.overview["indicators"]
        name = told.text(told.overview["bodies"][body]) if body >= 0 else ""
        units = ("đơn vị", "units")[told.lang == "en"]
        yield {
            "body": name, "not_met": sum(letter == "n" for *_, letter in own),
            "undetermined": sum(letter == "u" for *_, letter in own), "units": len({index for index, *_ in own}),
            "items": "; ".join(f"{columns[place][0]} {told.text(columns[place][1])} ({count} {units})" for place, count in most),
        }  # fmt: skip

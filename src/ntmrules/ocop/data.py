"""Ranks of products as plain data, schema ``ntmrules/ocop/1``. Points are text, so that no digit is lost."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ntmrules.explain.attainment.data import node_data
from ntmrules.model.verdicts import Verdict
from ntmrules.ocop.claims import Finding, findings_of, spread_findings
from ntmrules.ocop.scoring import Next, Ranking, next_star
from ntmrules.ocop.told import reasons
from ntmrules.ocop.tree import trace_of

SCHEMA = "ntmrules/ocop/1"


def ranking_data(ranking: Ranking, *, trace: bool = True) -> dict[str, Any]:
    """Return one product's rank as data that ``json.dumps`` takes; its schema is `ocop_schema`."""
    product, step = ranking.product, next_star(ranking)
    return {
        "schema": SCHEMA,
        "product": product.name,
        "owner": product.owner,
        "owner_kind": product.owner_kind,
        "commune": product.commune,
        "sheet": {"id": ranking.sheet.id, "number": ranking.sheet.number, "name": ranking.sheet.name.vi},
        "decision": ranking.stage.provision.decision,
        "lodged": product.lodged,
        "verdict": str(ranking.verdict),
        "stars": {"low": ranking.stars[0], "high": ranking.stars[1]},
        "points": {**_range(ranking.low, ranking.high), "most": "100"},
        "parts": {
            part.id: {**_range(*map(Fraction, ranking.part(part.id))), "most": str(part.most)}
            for part in ranking.sheet.parts
        },
        "criteria": [
            {
                "id": line.criterion.id,
                "number": line.criterion.number(),
                "name": line.criterion.name.vi,
                **_range(Fraction(line.low), Fraction(line.high)),
                "most": str(line.criterion.most),
                "answered": line.answered,
            }
            for line in ranking.lines
            if line.scored
        ],
        "marks": [
            {
                "criterion": criterion.id,
                "stars": mark.stars,
                "least": [str(value) for value in mark.least],
                "verdict": str(verdict),
            }
            for criterion, mark, verdict in ranking.held_by
        ],
        "reasons": {lang: list(reasons(ranking, lang)) for lang in ("vi", "en")},
        "next": _next(step) if step is not None else None,
        "judges": {judge: _range(Fraction(low), Fraction(high)) for judge, (low, high) in ranking.totals.items()},
        "missing_judges": ranking.missing_judges,
        "claimed": {
            "stars": product.claimed_stars,
            "points": str(product.claimed_points) if product.claimed_points is not None else None,
        },
        "findings": [finding_data(each) for each in (*findings_of(ranking), *spread_findings(ranking))],
        **({"trace": node_data(trace_of(ranking))} if trace else {}),
    }


def finding_data(finding: Finding) -> dict[str, Any]:
    """Return one finding as data."""
    return {"at": finding.at, "code": finding.code, "text": {"vi": finding.text.vi, "en": finding.text.in_("en")}}


def _next(step: Next) -> dict[str, Any]:
    return {
        "stars": step.stars,
        "possible": step.possible,
        "short": _text(step.short),
        "steps": [
            {"criterion": each.criterion.id, "from": str(each.from_), "to": str(each.to), "needed": each.needed}
            for each in step.steps
        ],
    }


def _range(low: Fraction, high: Fraction) -> dict[str, str]:
    return {"low": _text(low), "high": _text(high)}


def _text(points: Fraction) -> str:
    """Return points exactly: a decimal where it ends, else a fraction ``269/3``."""
    if points.denominator == 1:
        return str(points.numerator)
    rest = points.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{points.numerator}/{points.denominator}"
    digits = next(power for power in range(1, 40) if 10**power % points.denominator == 0)
    whole = points.numerator * (10**digits // points.denominator)
    sign, whole = ("-", -whole) if whole < 0 else ("", whole)
    text = str(whole).rjust(digits + 1, "0")
    return f"{sign}{text[:-digits]}.{text[-digits:]}"


def ocop_schema() -> dict[str, Any]:
    """Return the JSON Schema of one product's rank."""
    text, number = {"type": "string"}, {"type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+|/[0-9]+)?$"}
    maybe = {"type": ["string", "null"]}
    between = {"type": "object", "required": ["low", "high"], "properties": {"low": number, "high": number}}
    star = {"type": "integer", "minimum": 1, "maximum": 5}
    words = {"type": "array", "items": text}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        "type": "object",
        "required": [
            "schema",
            "product",
            "sheet",
            "decision",
            "verdict",
            "stars",
            "points",
            "parts",
            "criteria",
            "findings",
        ],
        "properties": {
            "schema": {"const": SCHEMA},
            "product": text,
            "owner": maybe,
            "owner_kind": maybe,
            "commune": maybe,
            "sheet": {"type": "object", "properties": {"id": text, "number": {"type": "integer"}, "name": text}},
            "decision": text,
            "lodged": maybe,
            "verdict": {"enum": [str(each) for each in (Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED)]},
            "stars": {"type": "object", "required": ["low", "high"], "properties": {"low": star, "high": star}},
            "points": between,
            "parts": {"type": "object", "additionalProperties": between},
            "criteria": {"type": "array", "items": between},
            "marks": {
                "type": "array",
                "items": {"type": "object", "required": ["criterion", "stars", "least", "verdict"]},
            },
            "reasons": {"type": "object", "properties": {"vi": words, "en": words}},
            "next": {"type": ["object", "null"]},
            "judges": {"type": "object", "additionalProperties": between},
            "missing_judges": {"type": "integer", "minimum": 0},
            "claimed": {"type": "object"},
            "findings": {"type": "array", "items": {"type": "object", "required": ["at", "code", "text"]}},
            "trace": {"type": "object"},
        },
    }

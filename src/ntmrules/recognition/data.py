"""A checked dossier as data, schema ``ntmrules/dossier/1``."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import attrs

from ntmrules.explain.attainment.data import attainment_data
from ntmrules.model.evidence import Evidence, Provision
from ntmrules.model.text import Text
from ntmrules.model.verdicts import Verdict
from ntmrules.places.working_days import Deadline
from ntmrules.recognition.calendar_told import deadline_data
from ntmrules.recognition.cells import Judged
from ntmrules.recognition.check import DossierCheck
from ntmrules.recognition.conditions import ConditionState
from ntmrules.recognition.dossier import Event
from ntmrules.recognition.state import LATER, LODGED, MISSING, NEXT, STATES, StepState

SCHEMA = "ntmrules/dossier/1"


def check_data(found: DossierCheck) -> dict[str, Any]:
    """Return a checked dossier as data that ``json.dumps`` takes."""
    dossier, state, procedure = found.dossier, found.state, found.procedure
    return {
        "schema": SCHEMA,
        "unit": dossier.unit,
        "set": dossier.set,
        "province": dossier.province,
        "within": dossier.within,
        "on": state.on,
        "file": dossier.name,
        "source": dossier.source,
        "verdict": str(found.verdict),
        "recognised": found.recognised,
        "outcome": state.outcome,
        "meets_set": str(found.meets_set) if found.meets_set is not None else None,
        "procedure": {
            "id": procedure.id,
            "name": _text(procedure.name),
            "decision": procedure.decision,
            "amended_by": list(procedure.amended_by),
            "from": str(procedure.stage.from_),
            "to": None if procedure.stage.to is None else str(procedure.stage.to),
            "open": [
                {"what": _text(each.what), "why": _text(each.why), "decided_by": _maybe(each.decided_by)}
                for each in procedure.open
            ],
            "applied": [
                {"path": each.path, "verb": str(each.verb), "id": each.id, "provision": str(each.provision)}
                for each in procedure.applied
            ],
        },
        "reached": state.reached.id if state.reached is not None else None,
        "next": _next(state.next),
        "due": state.due,
        "late": [
            {"step": each.step.id, "working_days": each.late, "sure": each.late_sure, "done": each.done}
            for each in state.late
        ],
        "missing": [each.paper.id for each in state.missing],
        "steps": [_step(each) for each in state.steps],
        "papers": [
            {
                "id": each.paper.id,
                "name": _text(each.paper.name),
                "form": each.paper.form,
                "originals": each.paper.originals,
                "by": each.paper.by,
                "state": each.state,
                "day": each.day,
                "number": each.number,
                "weak": each.weak,
                "evidence": _evidence(each.paper.evidence),
            }
            for each in state.papers
        ],
        "conditions": [_condition(each) for each in found.conditions],
        "votes": [
            {
                "id": each.vote.id,
                "who": _text(each.vote.who),
                "event": _event(each.event),
                "shares": _shares(each.shares),
                "judged": _judged(each.judged),
            }
            for each in state.votes
        ],
        "reported": [_event(each) for each in state.reported],
        "remarks": [_text(each) for each in found.remarks],
    }


def checks_data(found: Iterable[DossierCheck]) -> list[dict[str, Any]]:
    """Return several checked dossiers as data."""
    return [check_data(each) for each in found]


def _text(text: Text) -> dict[str, str]:
    return {"vi": text.vi, **({"en": text.en} if text.en else {})}


def _maybe(text: Text | None) -> dict[str, str] | None:
    return _text(text) if text is not None else None


def _evidence(evidence: Evidence | None) -> dict[str, Any] | None:
    if evidence is None:
        return None
    return {"kind": str(evidence.kind), "confidence": str(evidence.confidence), "ref": list(evidence.ref)}


def _provision(provision: Provision | None) -> str | None:
    return str(provision) if provision is not None else None


def _event(event: Event | None) -> dict[str, Any] | None:
    if event is None:
        return None
    found = {key.rstrip("_"): value for key, value in attrs.asdict(event).items() if value is not None}
    return {"kind": event.kind, **found}


def _deadline(found: Deadline | None) -> dict[str, Any] | None:
    if found is None:
        return None
    data = deadline_data(found)
    del data["schema"]
    return data


def _next(state: StepState | None) -> dict[str, Any] | None:
    if state is None:
        return None
    return {
        "step": state.step.id,
        "what": _text(state.step.what),
        "who": _text(state.step.actor),
        "deadline": _deadline(state.deadline),
        "why": _maybe(state.why),
    }


def _step(state: StepState) -> dict[str, Any]:
    step = state.step
    return {
        "id": step.id,
        "what": _text(step.what),
        "who": _text(step.actor),
        "after": list(step.after),
        "state": state.state,
        "begun": state.begun,
        "done": state.done,
        "deadline": _deadline(state.deadline),
        "why": _maybe(state.why),
        "role": step.term.role if step.term is not None else None,
        "late": state.late,
        "late_sure": state.late_sure,
        "early": state.early,
        "skipped": list(state.skipped),
        "returned": _event(state.returned),
        "reported": [_event(each) for each in state.reported],
        "evidence": _evidence(step.evidence),
        "provision": _provision(step.provision),
    }


def _shares(shares: Any) -> dict[str, str | None]:
    return {
        name: None if value is None else format(value.quantize(Decimal("0.0001")), "f")
        for name, value in shares.items()
    }


def _judged(judged: Judged | None) -> dict[str, Any] | None:
    if judged is None:
        return None
    return {
        "verdict": str(judged.verdict),
        "asked": _text(judged.asked),
        "values": [format(each, "f") for each in judged.values],
        "reason": _maybe(judged.reason),
        "evidence": _evidence(judged.evidence),
    }


def _condition(state: ConditionState) -> dict[str, Any]:
    survey = None
    if state.survey is not None:
        survey = {
            "verdict": str(state.survey.verdict),
            "demands": [
                {
                    "what": each.what,
                    "label": _text(each.label),
                    "shares": _shares(each.shares),
                    "judged": _judged(each.judged),
                    "needed": each.needed,
                }
                for each in state.survey.demands
            ],
            "remarks": [_text(each) for each in state.survey.remarks],
        }
    return {
        "id": state.condition.id,
        "kind": state.condition.kind,
        "text": _text(state.condition.text),
        "verdict": str(state.verdict),
        "why": _text(state.why),
        "provision": _provision(state.condition.provision),
        "evidence": _evidence(state.condition.evidence),
        "attainment": attainment_data(state.attainment) if state.attainment is not None else None,
        "arrears": None if state.arrears is None else format(state.arrears, "f"),
        "rows": [row.at for row in state.rows],
        "survey": survey,
        "event": _event(state.event),
    }


def _exact(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def dossier_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what ``ntmrules dossier check --json`` prints."""
    word, flag, whole = {"type": "string"}, {"type": "boolean"}, {"type": "integer", "minimum": 0}
    maybe: dict[str, Any] = {"type": ["string", "null"]}
    iso: dict[str, Any] = {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"}
    text = {"type": "object", "properties": {"vi": word, "en": word}, "required": ["vi"], "additionalProperties": False}
    texts = {"type": "array", "items": text}
    words = {"type": "array", "items": word}
    verdict = {"enum": [str(each) for each in Verdict]}

    def or_null(schema: dict[str, Any]) -> dict[str, Any]:
        return {"anyOf": [schema, {"type": "null"}]}

    def listed(schema: dict[str, Any]) -> dict[str, Any]:
        return {"type": "array", "items": schema}

    evidence = or_null(_exact({"kind": word, "confidence": word, "ref": words}))
    event = or_null({"type": "object", "required": ["kind"]})
    skipped = _exact({"day": iso, "kind": word, "name": text, "document": word})
    deadline = or_null(
        _exact(
            {
                "from": iso,
                "days": whole,
                "counted": word,
                "day": iso,
                "earliest": iso,
                "skipped": listed(skipped),
                "remarks": texts,
            }
        )
    )
    judged = or_null(
        _exact({"verdict": verdict, "asked": text, "values": words, "reason": or_null(text), "evidence": evidence})
    )
    shares = {"type": "object", "additionalProperties": maybe}
    open_ = _exact({"what": text, "why": text, "decided_by": or_null(text)})
    applied = _exact({"path": word, "verb": word, "id": word, "provision": word})
    procedure = _exact(
        {
            "id": word,
            "name": text,
            "decision": word,
            "amended_by": words,
            "from": iso,
            "to": iso,
            "open": listed(open_),
            "applied": listed(applied),
        }
    )
    step = _exact(
        {
            "id": word,
            "what": text,
            "who": text,
            "after": words,
            "state": {"enum": list(STATES)},
            "begun": iso,
            "done": iso,
            "deadline": deadline,
            "why": or_null(text),
            "role": maybe,
            "late": whole,
            "late_sure": flag,
            "early": whole,
            "skipped": words,
            "returned": event,
            "reported": listed(event),
            "evidence": evidence,
            "provision": maybe,
        }
    )
    paper = _exact(
        {
            "id": word,
            "name": text,
            "form": maybe,
            "originals": or_null(whole),
            "by": word,
            "state": {"enum": [LODGED, MISSING, NEXT, LATER]},
            "day": iso,
            "number": maybe,
            "weak": flag,
            "evidence": evidence,
        }
    )
    demand = _exact({"what": word, "label": text, "shares": shares, "judged": judged, "needed": or_null(whole)})
    survey = or_null(_exact({"verdict": verdict, "demands": listed(demand), "remarks": texts}))
    condition = _exact(
        {
            "id": word,
            "kind": word,
            "text": text,
            "verdict": verdict,
            "why": text,
            "provision": maybe,
            "evidence": evidence,
            "attainment": or_null({"type": "object", "required": ["schema", "verdict", "trace"]}),
            "arrears": maybe,
            "rows": words,
            "survey": survey,
            "event": event,
        }
    )
    following = or_null(_exact({"step": word, "what": text, "who": text, "deadline": deadline, "why": or_null(text)}))
    late = _exact({"step": word, "working_days": whole, "sure": flag, "done": iso})
    vote = _exact({"id": word, "who": text, "event": event, "shares": shares, "judged": judged})
    whole_schema = _exact(
        {
            "schema": {"const": SCHEMA},
            "unit": word,
            "set": word,
            "province": maybe,
            "within": maybe,
            "on": iso,
            "file": word,
            "source": maybe,
            "verdict": verdict,
            "recognised": flag,
            "outcome": maybe,
            "meets_set": or_null(verdict),
            "procedure": procedure,
            "reached": maybe,
            "next": following,
            "due": iso,
            "late": listed(late),
            "missing": words,
            "steps": listed(step),
            "papers": listed(paper),
            "conditions": listed(condition),
            "votes": listed(vote),
            "reported": listed(event),
            "remarks": texts,
        }
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": "A dossier of recognition",
        **whole_schema,
    }

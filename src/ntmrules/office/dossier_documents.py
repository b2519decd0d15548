"""Word documents of a dossier, filled from its check by a template: ours, or an office's own. Nothing in them is invented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from ntmrules.errors import UsageError, problem
from ntmrules.explain.attainment.voice import Voice
from ntmrules.explain.lang.numbers import day, decision_name
from ntmrules.explain.lang.words import verdict_word
from ntmrules.explain.requirement import RulebookTeller
from ntmrules.model.trace import Node
from ntmrules.model.unit_names import kind_level
from ntmrules.office.word import EMPTY, cleaned, fill_template
from ntmrules.recognition.check import DossierCheck
from ntmrules.recognition.told import BASE_WORDS, CONDITION_WORDS, PAPER_WORDS, percent, verdict_words

FOLDER = Path(__file__).parent / "dossier_templates"
ABOVE = ("tham-tra", "tham-dinh")
"""Documents of the bodies above the unit, dated from where these are."""
KINDS = ("bao-cao", "tham-tra", "tham-dinh", "bien-ban", "to-trinh")


def write_document(found: DossierCheck, kind: str, path: Path, *, template: Path | None = None) -> None:
    """Write one document of a dossier to ``path``; ``template`` is an office's own, else the one of the package.

    Raises ``UsageError`` NTM057 for an unknown kind, an ending that is not .docx, a template that cannot be read or whose
    marks are wrong; ``FiguresError`` NTM057 without the package that fills templates.
    """
    if kind not in KINDS:
        raise UsageError(problem("NTM057.kind", kind=kind, known=" | ".join(KINDS), near=(kind, KINDS)))
    context = context_of(found)
    if kind not in ABOVE:
        context["place"] = _bare(found.dossier.unit)
    fill_template(template or FOLDER / f"{kind}.docx", context, path, strict=False)


def _bare(unit: str) -> str:
    """Return a name without the word for its kind, as documents are dated from a place: ``Quảng La, ngày …``."""
    first, _, rest = unit.partition(" ")
    return rest if rest and kind_level(unit) is not None and kind_level(f"{first} x") is not None else unit


def context_of(found: DossierCheck) -> dict[str, Any]:
    """Return the names that templates may use, with what is known of the dossier; what is not known is left out."""
    dossier, state = found.dossier, found.state
    attainment = next((each.attainment for each in found.conditions if each.attainment is not None), None)
    texts = ", ".join(decision_name(each, "vi") for each in (found.procedure.decision, *found.procedure.amended_by))
    survey = next((each.survey for each in found.conditions if each.survey is not None), None)
    context: dict[str, Any] = {
        "unit": dossier.unit, "place": dossier.within or dossier.province, "set": dossier.set, "on": day(state.on, "vi"),
        "set_name": attainment.rulebook.set.name.vi if attainment is not None else None, "texts": texts,
        "tally": attainment.tally.text("vi") if attainment is not None else None,
        "verdict": verdict_words(found.verdict, "vi"), "rows": list(rows_of(found)),
        "conditions": [
            {"text": each.condition.text.vi, "verdict": CONDITION_WORDS[each.verdict][0], "why": each.why.vi}
            for each in found.conditions
        ],
        "demands": [
            {"label": each.label.vi, "asked": each.judged.asked.vi, "shares": _shares(each.shares)}
            for each in (survey.demands if survey is not None else ())
        ],
        "votes": list(_votes(found)),
        "papers": [{"name": each.paper.name.vi, "state": PAPER_WORDS[each.state][0]} for each in state.papers if not each.weak],
    }  # fmt: skip
    return cleaned({key: value for key, value in context.items() if value is not None})  # type: ignore[no-any-return]


def _shares(shares: Mapping[str, Decimal | None]) -> str:
    known = ((base, value) for base, value in shares.items() if value is not None)
    return ", ".join(f"{percent(value, 'vi')}% {base_words(base)}" for base, value in known) or EMPTY


def base_words(base: str) -> str:
    """Return the base of a share in words."""
    words = {"returned": "phiếu thu về", "asked": "phiếu phát ra", "households": "số hộ"}
    return words.get(base) or BASE_WORDS[base][0]


def rows_of(found: DossierCheck) -> Iterator[dict[str, str | None]]:
    """Yield the rows of the table of criteria: number, name, content, level, result, own verdict; opinions stay empty."""
    attainment = next((each.attainment for each in found.conditions if each.attainment is not None), None)
    if attainment is None:
        return
    voice = Voice.of(attainment, "vi")
    teller = RulebookTeller(book=attainment.rulebook, lang="vi")
    rules = {rule.id: rule for rule in attainment.rulebook.all_rules}
    for criterion in attainment.trace.children:
        if criterion.kind != "criterion":
            continue
        own = verdict_word(criterion.verdict, "vi")
        yield {"tt": criterion.about.number, "criterion": criterion.label.vi, "content": " ", "required": " ", "observed": " ",
               "own": own, "verified": None, "appraised": None}  # fmt: skip
        for indicator in criterion.children:
            if indicator.kind == "indicator":
                rule = rules.get(indicator.id)
                asked = teller.clause(rule.requirement, rule.measure, rule.name) if rule is not None else None
                yield {"tt": indicator.about.number, "criterion": " ", "content": indicator.label.vi,
                       "required": asked, "observed": _joined(voice.observed, indicator),
                       "own": verdict_word(indicator.verdict, "vi"), "verified": None, "appraised": None}  # fmt: skip


def _joined(say: Any, indicator: Node) -> str | None:
    said = [say(leaf) for leaf in indicator.children if leaf.kind == "requirement"]
    return "; ".join(dict.fromkeys(each for each in said if each)) or None


def _votes(found: DossierCheck) -> Iterator[dict[str, str | None]]:
    for each in found.state.votes:
        event = each.event
        numbers = (
            {}
            if event is None
            else {"members": event.members, "present": event.present, "for": event.for_, "against": event.against}
        )
        shares = {
            f"share_{base}": f"{percent(value, 'vi')}%" for base, value in each.shares.items() if value is not None
        }
        known = {name: str(value) for name, value in numbers.items() if value is not None}
        blank = dict.fromkeys(("day", "members", "present", "for", "against", "share_members", "share_present"), EMPTY)
        when = {"day": day(event.day, "vi")} if event is not None and event.day is not None else {}
        asked = each.judged.asked.vi if each.judged is not None else None
        yield {**blank, **known, **shares, **when, "who": each.vote.who.vi, "asked": asked}

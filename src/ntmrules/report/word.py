"""A report as a Word document, from the same contents as the page, by a template of the package or of an office.

Three kinds: what a unit says of itself (``self``), what is appraised (``appraisal``), the report of a month (``summary``).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ntmrules._version import __version__
from ntmrules.errors import UsageError, problem
from ntmrules.office.tables import write_bytes
from ntmrules.office.word import SUFFIX, fill_template
from ntmrules.report.contents import Contents
from ntmrules.report.word_meeting import meeting_values
from ntmrules.report.word_summary import summary_values
from ntmrules.report.words import Told

KINDS = ("self", "appraisal", "summary")
FOLDER = Path(__file__).parent / "word_templates"


def write_word(found: Contents, kind: str, out: Path, *, template: Path | None = None, lang: str = "vi") -> None:
    """Write a report of a kind to ``out``; raises what `fill_template` raises, ``UsageError`` NTM057 for an unknown kind."""
    source = template or template_of(kind, lang)
    fill_template(source, values_of(found, kind, lang), out, strict=True)


def template_of(kind: str, lang: str) -> Path:
    """Return where the template of a kind lies in the package; ``UsageError`` NTM057 for an unknown kind."""
    if kind not in KINDS:
        raise UsageError(problem("NTM057.kind", kind=kind, known=" | ".join(KINDS), near=(kind, KINDS)))
    return FOLDER / f"{kind}.{lang}{SUFFIX}"


def copy_template(kind: str, out: Path, *, lang: str = "vi") -> None:
    """Write the template of a kind to ``out``, for an office to change; ``UsageError`` NTM054, NTM057."""
    if out.suffix.lower() != SUFFIX:
        raise UsageError(problem("NTM054.ending", str(out), ending=out.suffix or out.name, known=SUFFIX))
    write_bytes(template_of(kind, lang).read_bytes(), out)


def values_of(found: Contents, kind: str, lang: str) -> dict[str, Any]:
    """Return the fields that a template of a kind may use. ``docs/howto/report-word`` lists them, held by a test."""
    told = Told(found=found, lang=lang)
    values = _head(told) | {"units": list(_units(told, rows=kind != "summary"))}
    if kind == "summary":
        values |= summary_values(told) | meeting_values(told)
    return values


def _head(told: Told) -> dict[str, Any]:
    head = told.overview
    criteria, indicators = head["declared"]
    return {
        "set": head["set"], "set_name": told.text(head["name"]), "on": told.day(head["on"]), "since": told.day(head["from"]),
        "province": head["province"], "files": ", ".join(head["files"]), "version": __version__,
        "declared_criteria": criteria, "declared_indicators": indicators, "outside_force": bool(head["outside_force"]),
        "texts": [_decision(told, each) for each in told.found.details["texts"]],
        "left_out": [
            {"what": ", ".join(each for each in row[2:] if each) or told.text(row[1]), "why": told.text(row[1])}
            for row in head["left_out"]
        ],
    }  # fmt: skip


def _decision(told: Told, text: dict[str, Any]) -> dict[str, str]:
    return {"name": told.text(text["name"]), "title": told.text(text.get("title")), "date": told.day(text.get("date"))}


def _units(told: Told, *, rows: bool) -> Iterable[dict[str, Any]]:
    decided = {"y": ("có", "yes"), "n": ("không", "no"), "": ("", "")}
    for index, unit in enumerate(told.overview["units"]):
        yield {
            "first": index == 0, "unit": unit["n"], "within": unit["d"], "group": unit["g"],
            "province": told.overview["province"] or unit["p"], "verdict": told.verdict(unit["v"]), "tally": told.tally(unit),
            "criteria": told.count(unit["t"][0]), "indicators": told.count(unit["t"][1]), "reported": bool(unit["t"][0][3]),
            "change": told.change(index), "decided": decided[unit["dec"]][told.lang == "en"],
            "rows": list(told.rows(index)) if rows else [],
        }  # fmt: skip

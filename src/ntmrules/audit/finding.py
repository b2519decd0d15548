"""What an audit finds: a relation that does not hold, what was printed, what follows, what single correction fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import Factory

from ntmrules.audit.tally_file import Row
from ntmrules.explain.lang.words import check_lang
from ntmrules.frozen import frozen

SCHEMA = "ntmrules/audit/1"
MOST_CORRECTIONS = 5  # where more fit, none of them tells anything


@frozen(kw_only=True)
class Correction:
    """The single correction that makes a relation fit.

    ``kind`` is cut, raised, base, transposed, digit, unit, scale, left_out, counted_twice, order, day or set; ``figure`` is what
    it corrects, ``value`` what would stand there as printed. Where others of the same kind fit as well, ``also`` has them, each
    with its figure and value, and the text names them all; where more than a few do, none is named at all.
    """

    kind: str
    figure: str
    value: str
    vi: str
    en: str
    also: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, kind: str, tries: Sequence[tuple[str, str]], said: Sequence[tuple[str, str]]) -> Correction | None:
        """Return the correction of ``kind`` for the figures and values that fit, with what is said of them (vi, en): of each,
        or of several together.
        """
        if not tries or len(said) > MOST_CORRECTIONS:
            return None
        vi, en = (
            joint.join(dict.fromkeys(each))
            for joint, each in zip((" hoặc ", " or "), zip(*said, strict=True), strict=True)
        )
        return cls(kind=kind, figure=tries[0][0], value=tries[0][1], vi=vi, en=en, also=tuple(tries[1:]))

    @property
    def others(self) -> int:
        """How many more of the same kind fit as well."""
        return len(self.also)

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {"kind": self.kind, "figure": self.figure, "value": self.value, "others": self.others,
                "also": [{"figure": figure, "value": value} for figure, value in self.also],
                "text": {"vi": self.vi, "en": self.en}}  # fmt: skip


@frozen(kw_only=True)
class Finding:
    """One relation that does not hold.

    ``relation`` is the relation as claimed (in a table: the check by name with the row that it is about); ``printed`` what
    stands there, ``follows`` what follows from the rest, both as printed text; ``at`` is file:line.
    """

    relation: Mapping[str, Any]
    printed: str
    follows: str
    vi: str
    en: str
    at: str = ""
    fits_if: Correction | None = None

    def text(self, lang: str = "vi") -> str:
        """Return the finding in one line."""
        body = self.en if lang == "en" else self.vi
        if self.fits_if is None:
            return body
        joint, fits = (" – fits if ", self.fits_if.en) if lang == "en" else (" – khớp nếu ", self.fits_if.vi)
        return f"{body}{joint}{fits}"

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data: ``relation, printed, follows, fits_if``, with its place and text."""
        return {
            "relation": dict(self.relation), "printed": self.printed, "follows": self.follows,
            "fits_if": self.fits_if.to_dict() if self.fits_if is not None else None,
            "at": self.at, "text": {"vi": self.vi, "en": self.en},
        }  # fmt: skip


def about(row: Row, **more: str) -> dict[str, str]:
    """Return which row of a table a finding is about, as its relation says it."""
    within = {} if row.within is None else {"within": row.within}
    return {"unit": row.unit, **within, "set": row.set, "as_of": row.when.text, **more}


@frozen(kw_only=True)
class Remark:
    """Something that a reader should know and that is no finding."""

    vi: str
    en: str
    at: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {"at": self.at, "text": {"vi": self.vi, "en": self.en}}


@frozen(kw_only=True)
class Audit:
    """The audit of one file: what was checked and what was found, in the order of the file."""

    name: str
    file: str
    checked: int
    findings: tuple[Finding, ...]
    remarks: tuple[Remark, ...] = Factory(tuple)

    @property
    def clean(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def text(self, *, lang: str = "vi") -> str:
        """Return the audit as text for people, one line a finding; ``UsageError`` NTM007 for an unknown language."""
        check_lang(lang)
        head = (f"{self.name}: {self.checked} checks, {len(self.findings)} findings" if lang == "en"
                else f"{self.name}: kiểm {self.checked} quan hệ, {len(self.findings)} chỗ không khớp")  # fmt: skip
        lines = [head, *(f"✗ {each.at}: {each.text(lang)}" for each in self.findings)]
        word = "remark" if lang == "en" else "lưu ý"
        lines += [f"· {word}: {each.en if lang == 'en' else each.vi}" for each in self.remarks]
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """Return the audit as plain data, schema ``ntmrules/audit/1``."""
        return {"schema": SCHEMA, "name": self.name, "file": self.file, "checked": self.checked,
                "findings": [each.to_dict() for each in self.findings],
                "remarks": [each.to_dict() for each in self.remarks]}  # fmt: skip


_TWO = {"type": "object", "required": ["vi", "en"], "additionalProperties": False,
        "properties": {"vi": {"type": "string", "minLength": 1}, "en": {"type": "string", "minLength": 1}}}  # fmt: skip


def _exact(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def audit_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of an audit as data."""
    text = {"type": "string"}
    count = {"type": "integer", "minimum": 0}
    fits = _exact(
        {
            "kind": text,
            "figure": text,
            "value": text,
            "others": count,
            "text": _TWO,
            "also": {"type": "array", "items": _exact({"figure": text, "value": text})},
        }
    )
    finding = _exact({
        "relation": {"type": "object", "minProperties": 1, "maxProperties": 1}, "printed": text, "follows": text,
        "fits_if": {"anyOf": [fits, {"type": "null"}]}, "at": text, "text": _TWO,
    })  # fmt: skip
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, "title": "Audit of what was published",
        **_exact({"schema": {"const": SCHEMA}, "name": text, "file": text, "checked": count,
                  "findings": {"type": "array", "items": finding},
                  "remarks": {"type": "array", "items": _exact({"at": text, "text": _TWO})}}),
    }  # fmt: skip

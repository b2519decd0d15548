"""What the catalogue has, but only from memory, from a weak passage or from sources that differ: offered to be confirmed."""

from __future__ import annotations

from decimal import Decimal

from ntmrules.explain.lang.computed import kind_told, with_computed
from ntmrules.explain.lang.numbers import number
from ntmrules.explain.lang.words import say
from ntmrules.model.evidence import Computed, Evidence
from ntmrules.model.requirements import AnyRequirement, Cell


def known_of(cell: Cell) -> str | None:
    """Return what one mark confirms: the level, ``delegated``, or nothing where the sources differ."""
    if cell.delegated is not None:
        return "delegated" if cell.delegated.to == "ubnd-cap-tinh" and cell.delegated.low is None else None
    return str(cell.value) if cell.value is not None else None


def told(cell: Cell) -> str:
    """Return the remark beside the place: ``có trong danh mục: 40 (nhớ lại, độ tin cậy vừa)``."""
    if cell.candidates:
        values = "; ".join(f"{_level(each.value, each.evidence)}{_grade(each.evidence)}" for each in cell.candidates)
        return f"các nguồn khác nhau: {values}; ghi mức của văn bản"
    level = _level(cell.value, cell.evidence) if cell.value is not None else "tỉnh quy định cụ thể"
    right = "đúng (nếu đã đọc cách tính và mức gốc)" if computed_of(cell) is not None else "đúng"
    return f"có trong danh mục: {level}{_grade(cell.evidence)}; {right} / sửa thành …"


def told_demand(item: AnyRequirement) -> str:
    """Return the remark beside a demand without a level: ``có trong danh mục: đạt (nhớ lại …)``."""
    words = {"attained": "đạt", "none_of": "không có", "delegated": "UBND cấp tỉnh quy định cụ thể"}
    return f"có trong danh mục: {words[item.kind]}{_grade(getattr(item, 'evidence', None))}; đúng / sửa thành …"


def computed_of(cell: Cell) -> Computed | None:
    """Return by which rule and from which cells a level is computed; nothing for a number that a text prints."""
    return cell.evidence.computed if cell.value is not None and cell.evidence is not None else None


def _level(value: Decimal, evidence: Evidence | None) -> str:
    return with_computed(number(value, "vi"), [evidence], "vi")


def _grade(evidence: Evidence | None) -> str:
    if evidence is None:
        return ""
    sure = say("confidence", "vi", word=say(str(evidence.confidence), "vi"))
    return f" ({kind_told(evidence, 'vi')}, {sure})"

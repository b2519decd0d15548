"""What is still open, and whose task it is: unmet and undetermined indicators by responsible body, the nearest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ntmrules.explain.attainment.gaps import Gap, gaps_of
from ntmrules.explain.attainment.header import own_indicators
from ntmrules.explain.lang.lines import Line
from ntmrules.figures.bind import measures_of
from ntmrules.frozen import frozen
from ntmrules.model.attainment import Attainment
from ntmrules.model.bodies import Bodies, Body, Responsible
from ntmrules.model.rulebook import Rule, Rulebook
from ntmrules.model.text import Text
from ntmrules.model.trace import Node
from ntmrules.model.verdicts import Verdict

NOBODY = Text("Chưa rõ cơ quan phụ trách", "No body named")


@frozen(kw_only=True)
class OpenItem:
    """One indicator of one unit that is not met or undetermined, with its distance where there is one figure and one level."""

    unit: str
    criterion: str | None
    id: str
    number: str | None
    label: Text
    verdict: Verdict
    gap: Gap | None
    responsible: Responsible | None

    @property
    def nearness(self) -> tuple[int, Decimal, str]:
        """What the nearest come first by: the distance as a share of the level; what has none comes last."""
        if self.gap is not None:
            return 0, self.gap.relative, self.id
        return (1 if self.verdict is Verdict.NOT_MET else 2), Decimal(0), self.id


@frozen(kw_only=True)
class BodyWork:
    """What is open with one body: items, nearest first, with the criteria and units that they are of."""

    body: Body | None
    ministry: Body | None
    items: tuple[OpenItem, ...]

    @property
    def name(self) -> Text:
        """The name of the body in both languages."""
        return self.body.name if self.body is not None else NOBODY

    @property
    def criteria(self) -> int:
        """How many open criteria, counted once a unit; a condition of the set is of none."""
        return len({(item.unit, item.criterion) for item in self.items if item.criterion is not None})

    @property
    def conditions(self) -> int:
        """How many of its items are conditions of the set beside its criteria."""
        return sum(item.criterion is None for item in self.items)

    @property
    def units(self) -> int:
        """How many units wait for it."""
        return len({item.unit for item in self.items})


def open_items(attainment: Attainment, bodies: Bodies) -> Iterator[OpenItem]:
    """Yield every indicator of a unit that is not met or undetermined, in the order of the annex."""
    book = attainment.rulebook
    rules = {rule.id: rule for rule in book.all_rules}
    owners = {rule.id: heading.number for heading in (*book.headings, *book.added_headings)
              for rule in heading.rules}  # fmt: skip
    for node in own_indicators(attainment.trace):
        if node.verdict not in (Verdict.NOT_MET, Verdict.UNDETERMINED):
            continue
        rule = rules.get(node.id)
        yield OpenItem(
            unit=attainment.unit, criterion=owners.get(node.id), id=node.id, number=node.about.number, label=node.label,
            verdict=node.verdict, gap=_nearest(node),
            responsible=responsible_for(rule, book, bodies) if rule is not None else None,
        )  # fmt: skip


def _nearest(node: Node) -> Gap | None:
    found = gaps_of(node)
    return max(found, key=lambda gap: gap.relative) if found else None


def responsible_for(rule: Rule, book: Rulebook, bodies: Bodies) -> Responsible | None:
    """Return who answers for an indicator on the day of its rulebook: by its measure, or the first that it reads."""
    names = [rule.measure] if rule.measure is not None else []
    names += list(measures_of(rule.requirement))
    province = book.province.key if book.province is not None else None
    for name in names:
        found = bodies.responsible(name, book.on, province)
        if found is not None:
            return found
    return None


def by_body(items: Iterable[OpenItem]) -> tuple[BodyWork, ...]:
    """Return what is open by the department that answers for it (by the ministry where no department does)."""
    groups: dict[str, list[OpenItem]] = {}
    bodies: dict[str, tuple[Body | None, Body | None]] = {}
    for item in items:
        who = item.responsible
        body = (who.department or who.ministry) if who is not None else None
        key = body.id if body is not None else ""
        groups.setdefault(key, []).append(item)
        bodies.setdefault(key, (body, who.ministry if who is not None else None))
    found = [
        BodyWork(body=bodies[key][0], ministry=bodies[key][1],
                 items=tuple(sorted(own, key=lambda item: (*item.nearness, item.unit))))
        for key, own in groups.items()
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda work: (work.body is None, -len(work.items), work.name.vi)))


def bodies_under(attainment: Attainment, node: Node, bodies: Bodies) -> list[tuple[str, Responsible]]:
    """Return who answers for each indicator of a criterion, or for the one indicator, by its number."""
    book = attainment.rulebook
    within = {child.id for child in node.children if child.kind == "indicator"} | {node.id}
    found = []
    for rule in book.all_rules:
        who = responsible_for(rule, book, bodies) if rule.id in within else None
        if who is not None:
            found.append((rule.number, who))
    return found


def body_lines(found: Sequence[tuple[str, Responsible]], *, lang: str = "vi") -> Iterator[Line]:
    """Yield one line a body: whose task it is, in the province and at the centre, and for which indicators."""
    groups: dict[tuple[str, str], list[str]] = {}
    for number, who in found:
        names = tuple((body.name.in_(lang) if body is not None else "") for body in (who.department, who.ministry))
        groups.setdefault((names[0], names[1]), []).append(number)
    head = "Responsible body" if lang == "en" else "Cơ quan phụ trách"
    for (department, ministry), numbers in groups.items():
        both = f"{department} ({ministry})" if department and ministry else department or ministry
        yield Line(f"{head} {', '.join(numbers)}: {both}", "muted")


def bodies_data(found: Sequence[tuple[str, Responsible]]) -> list[dict[str, str | None]]:
    """Return who answers for which indicator as data: ids of the register."""
    return [
        {"number": number, "field": who.field.id, "department": who.department.id if who.department is not None else None,
         "ministry": who.ministry.id if who.ministry is not None else None}
        for number, who in found
    ]  # fmt: skip

"""A requirement walked in one place: its parts, levels, cells, measures and targets.

Whoever treats several kinds of requirement differently writes a :class:`Visitor` with one method a kind. A visitor that
forgets a kind does not load: the class itself is refused, with the names of the kinds it has no answer for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar

import attrs

from ntmrules.frozen import evolve
from ntmrules.model import requirements as req
from ntmrules.model.requirements import AnyRequirement, Cell, Requirement, Threshold
from ntmrules.model.subjects import of_unit
from ntmrules.model.text import Text

R = TypeVar("R")
T = TypeVar("T")

Levelled: TypeAlias = req.AnyComparison | req.Between | req.ShareOf | req.CountOf | req.Points | req.ChangeAtLeast
Evidenced: TypeAlias = (
    req.Attained
    | req.NoneOf
    | req.Meets
    | req.Derived
    | req.Delegated
    | req.Function
    | req.NotBelowBefore
    | req.Relative
)

FAMILIES: dict[type[Requirement], str] = {
    req.Comparison: "comparison",
    req.Compound: "compound",
    req.ChildCount: "child_count",
    req.AgainstFigure: "against_figure",
}
"""Kinds that share their fields: one method may answer for all of them."""

COMPARED = (
    "op", "target", "children", "weights", "groups", "not_applicable", "parts", "by", "way", "for_years", "round",
)  # fmt: skip
"""The fields that say, beside the levels and the measure, what a requirement compares and how."""


def method_of(kind: type[Requirement], visitor: type) -> str | None:
    """Return the name of the method by which ``visitor`` takes ``kind``: its own, that of its family, or none."""
    names = [f"on_{kind.kind}", *(f"on_{word}" for family, word in FAMILIES.items() if issubclass(kind, family))]
    return next((name for name in names if callable(getattr(visitor, name, None))), None)


class Visitor(Generic[R]):
    """One method a kind: ``on_attained``, ``on_between`` …; ``on_comparison``, ``on_compound``, ``on_child_count`` for a family.

    A subclass that forgets a kind is refused with ``TypeError`` when it is defined. ``partial=True`` puts that off: for a
    class whose subclasses add the rest.
    """

    _methods: ClassVar[dict[type[Requirement], Callable[..., Any]]] = {}

    def __init_subclass__(cls, *, partial: bool = False, **rest: Any) -> None:
        super().__init_subclass__(**rest)
        found = {kind: method_of(kind, cls) for kind in req.KINDS.values()}
        forgotten = sorted(kind.kind for kind, name in found.items() if name is None)
        if forgotten and not partial:
            raise TypeError(f"{cls.__module__}.{cls.__qualname__} forgets {', '.join(forgotten)}")
        cls._methods = {kind: getattr(cls, name) for kind, name in found.items() if name is not None}

    def of_kind(self, kind: str, *given: Any) -> R:
        """Return what this visitor answers for a kind by its name: where a node of the trace stands for the requirement.

        ``given`` is all that the method behind it gets.
        """
        answer: R = self._methods[req.KINDS[kind]](self, *given)
        return answer

    def visit(self, item: AnyRequirement, *given: Any) -> R:
        """Return what this visitor answers for ``item``; ``given`` is handed on to the method behind it."""
        answer: R = self._methods[type(item)](self, item, *given)
        return answer


class _Nothing(Visitor[tuple[Any, ...]], partial=True):
    """Kinds that most walks have nothing to say of."""

    def _none(self, item: AnyRequirement) -> tuple[Any, ...]:
        return ()

    on_attained = on_none_of = on_unknown = on_function = _none


class _Children(_Nothing):
    """What stands inside a requirement: the parts of a compound, the bound of what is delegated."""

    def on_compound(self, item: req.Compound) -> tuple[AnyRequirement, ...]:
        return item.of

    def on_delegated(self, item: req.Delegated) -> tuple[AnyRequirement, ...]:
        return (item.bound,) if item.bound is not None else ()

    on_comparison = on_between = on_child_count = on_meets = on_derived = on_points = _Nothing._none
    on_against_figure = _Nothing._none


class _Levels(_Nothing):
    """The names of the fields that hold a level."""

    def _threshold(self, item: AnyRequirement) -> tuple[str, ...]:
        return ("threshold",)

    def on_between(self, item: req.Between) -> tuple[str, ...]:
        return ("low", "high")

    on_comparison = on_child_count = on_points = on_change_at_least = _threshold
    on_compound = on_delegated = on_meets = on_derived = on_against_figure = _Nothing._none


class _Targets(_Nothing):
    """The sets, criteria and indicators that a requirement asks for, as it writes them."""

    def on_child_count(self, item: req.ChildCount) -> tuple[str, ...]:
        return (item.target,) if item.target is not None else ()

    def on_meets(self, item: req.Meets) -> tuple[str, ...]:
        return (item.target,)

    def on_derived(self, item: req.Derived) -> tuple[str, ...]:
        return (item.of,)

    def on_points(self, item: req.Points) -> tuple[str, ...]:
        inside = (each.indicator for each in item.scored)
        return (*item.weights, *(label for label in inside if label is not None))

    on_comparison = on_between = on_compound = on_delegated = on_against_figure = _Nothing._none


class _Against(_Nothing):
    """The figures that a requirement reads beside its own, as subjects of no year."""

    def on_relative(self, item: req.Relative) -> tuple[str, ...]:
        base = item.base or item.measure
        return (of_unit(item.whose, base),) if base is not None else ()

    def on_points(self, item: req.Points) -> tuple[str, ...]:
        inside = (each.measure for each in item.scored)
        return tuple(dict.fromkeys(name for name in inside if name is not None))

    on_comparison = on_between = on_compound = on_delegated = on_against_figure = _Nothing._none
    on_child_count = on_meets = on_derived = _Nothing._none


class _Operators(Visitor[str]):
    """How the figure is compared: by the kind itself, or as a field says."""

    def _kind(self, item: AnyRequirement) -> str:
        return item.kind

    def _field(self, item: req.ShareOf | req.CountOf | req.Derived | req.Points | req.Relative) -> str:
        return item.op

    on_child_count = on_derived = on_points = on_relative = _field
    on_against_figure = _kind
    on_attained = on_none_of = on_comparison = on_between = on_compound = on_meets = _kind
    on_delegated = on_unknown = on_function = _kind


_children, _levels, _targets, _operators, _against = _Children(), _Levels(), _Targets(), _Operators(), _Against()


def operator(item: AnyRequirement) -> str:
    """Return how ``item`` compares, ``at_least`` and so on; of a kind that compares nothing its kind."""
    return _operators.visit(item)


def targets_of(item: AnyRequirement) -> tuple[str, ...]:
    """Return the sets, criteria and indicators that ``item`` itself asks for, as they are written there; not its parts."""
    return _targets.visit(item)


def find_target(target: str, nested: Mapping[str, T], own: T) -> tuple[T, str]:
    """Return which of ``nested``, by the ids of sets, a target lies in, ``own`` where in none, and its label there.

    An empty label means the whole set.
    """
    if target in nested:
        return nested[target], ""
    head, _, label = target.rpartition("/")
    return nested.get(head, own), label


def children_of(item: AnyRequirement) -> tuple[AnyRequirement, ...]:
    """Return what stands directly inside ``item``: the parts of a compound, or the bound of what is delegated."""
    return _children.visit(item)


def parts(item: AnyRequirement, *, bounds: bool = True) -> Iterator[AnyRequirement]:
    """Yield ``item`` and every part of it at any depth, the whole before its parts; ``bounds`` of what is delegated too."""
    yield item
    if bounds or not isinstance(item, req.Delegated):
        for part in children_of(item):
            yield from parts(part, bounds=bounds)


def leaves(item: AnyRequirement) -> Iterator[AnyRequirement]:
    """Yield the parts of ``item`` that are no compounds; what is delegated is one leaf, its bound none."""
    return (part for part in parts(item, bounds=False) if not isinstance(part, req.Compound))


def levels(item: AnyRequirement) -> dict[str, Threshold]:
    """Return the levels of ``item`` itself by field: ``threshold``, or ``low`` and ``high``; not those of its parts."""
    return {name: getattr(item, name) for name in _levels.visit(item)}


def thresholds(item: AnyRequirement) -> tuple[Threshold, ...]:
    """Return the levels of ``item`` itself, not those of its parts."""
    return tuple(levels(item).values())


def levelled(item: AnyRequirement, *, bounds: bool = True) -> Iterator[Levelled]:
    """Yield every part of ``item`` that has a level of its own."""
    return (part for part in parts(item, bounds=bounds) if _levels.visit(part))  # type: ignore[misc]


def cells(item: AnyRequirement, *, bounds: bool = False) -> Iterator[Cell]:
    """Yield every row of every level in ``item``; those of a delegation's bound only with ``bounds``."""
    for part in parts(item, bounds=bounds):
        for level in levels(part).values():
            yield from level.rows


def measures(item: AnyRequirement, own: str | None = None) -> Iterator[tuple[AnyRequirement, str | None]]:
    """Yield every part of ``item`` with the measure it reads: its own, else that of the whole around it, else ``own``."""
    measure = item.measure or own
    yield item, measure
    for part in children_of(item):
        yield from measures(part, measure)


def against_of(item: AnyRequirement) -> tuple[str, ...]:
    """Return the figures that ``item`` itself compares its own with, or gives points for; not its parts."""
    return _against.visit(item)


def against(item: AnyRequirement) -> Iterator[str]:
    """Yield the figures that parts of a resolved ``item`` compare their own with: ``tinh:thu-nhap``, another measure."""
    for part in parts(item):
        yield from _against.visit(part)


def across_years(item: AnyRequirement) -> Iterator[str]:
    """Yield the subjects of which parts of a resolved ``item`` read figures of certain years."""
    for part in parts(item):
        if isinstance(part, req.AgainstFigure):
            yield from (name for name in (part.measure, *_against.visit(part)) if name is not None)


def targets(item: AnyRequirement) -> Iterator[str]:
    """Yield the sets, criteria and indicators that ``item`` or a part of it asks for, as they are written there."""
    for part in parts(item):
        yield from _targets.visit(part)


def rebuilt(item: AnyRequirement, change: Callable[[AnyRequirement], AnyRequirement]) -> AnyRequirement:
    """Return ``item`` with ``change`` made to what stands directly inside it; the very same object where nothing does."""
    inside = children_of(item)
    if not inside:
        return item
    changed = tuple(change(part) for part in inside)
    if all(new is old for new, old in zip(changed, inside, strict=True)):
        return item
    changes: dict[str, Any] = {"bound": changed[0]} if isinstance(item, req.Delegated) else {"of": changed}
    done: AnyRequirement = evolve(item, **changes)
    return done


def in_parts(item: AnyRequirement) -> AnyRequirement:
    """Return ``item`` with every comparison of a figure and its parts (``parts: [nam, nu]``) as that of each, joined.

    The measures have to be filled in. The very same object is returned where no comparison names parts.
    """
    if not isinstance(item, req.Comparison) or not item.parts:
        return rebuilt(item, in_parts)
    base: AnyRequirement = evolve(item, parts=())
    of = (base, *(evolve(base, measure=f"{item.measure}/{part}") for part in item.parts))
    return req.AllOf(of=of, measure=item.measure, label=item.label, note=item.note)


def part_named(item: AnyRequirement, part: str | None, own: str | None = None) -> AnyRequirement | None:
    """Return the part of a requirement that an entry is about: the one that reads ``part``, or the whole.

    ``own`` is the measure of what stands around it. Of a figure that is asked of men and women too (``parts``) each is a
    part: ``ty-le-nguoi-tham-gia-bhyt/nu``.
    """
    if part is None:
        return item
    measure = item.measure or own
    if isinstance(item, req.Comparison) and item.parts:
        found = part_named(in_parts(evolve(item, measure=measure)), part)
        return evolve(found, measure=part) if found is not None else None
    if measure == part and not isinstance(item, req.Compound):
        return item
    for each in item.of if isinstance(item, req.Compound) else ():
        found = part_named(each, part, measure)
        if found is not None:
            return found
    return None


def of_parts(item: AnyRequirement) -> AnyRequirement | None:
    """Return the comparison that :func:`in_parts` took apart, with its ``parts``; nothing for anything else."""
    if not isinstance(item, req.AllOf) or len(item.of) < 2 or not isinstance(item.of[0], req.Comparison):
        return None
    first, found = item.of[0], []
    for each in item.of[1:]:
        head, _, part = (each.measure or "").partition("/")
        if head != first.measure or not part or evolve(each, measure=head) != first:
            return None
        found.append(part)
    whole: AnyRequirement = evolve(first, parts=tuple(found), label=item.label or first.label)
    return whole


DOUBT = Text("Quy định của tỉnh có áp dụng không", "Whether the province's entry applies")
"""What the part of a demand is called that nobody can know: whether an entry of a province applies."""


def readings_of(item: AnyRequirement) -> tuple[AnyRequirement, ...]:
    """Return the readings of which one is right and nobody knows which, so that only what all agree on is concluded; else none.

    Resolving writes them as so many of twice as many parts less one, the others being never known.
    """
    doubts = [part for part in item.of if part.label == DOUBT] if isinstance(item, req.KOf) else []
    return tuple(part for part in item.of if part.label != DOUBT) if doubts and isinstance(item, req.KOf) else ()


def differences(item: AnyRequirement, other: AnyRequirement) -> tuple[str, ...]:
    """Return what keeps the levels of ``other`` from being levels of ``item``; nothing where only the levels may differ.

    ``kind`` where the kinds differ or have no level; else the keys that say what is compared and how (``op``, ``target``,
    ``children``, ``weights``, ``parts``), as far as ``other`` writes them and ``item`` has them otherwise.
    """
    if item.kind != other.kind or not _levels.visit(item):
        return ("kind",)
    told = [each for each in attrs.fields(type(item)) if each.name in COMPARED]
    return tuple(
        each.name for each in told if getattr(other, each.name) not in (getattr(item, each.name), _default(each))
    )


def _default(field: attrs.Attribute[Any]) -> object:
    """Return what a key is where nobody has written it."""
    return {} if field.name == "weights" else field.default


def with_levels(item: AnyRequirement, changed: dict[str, Threshold]) -> AnyRequirement:
    """Return ``item`` with the levels of the fields named in ``changed`` put in place of its own."""
    changes: dict[str, Any] = dict(changed)
    done: AnyRequirement = evolve(item, **changes)
    return done

"""What the law allows a pack to lay over a national rule; checked when packs are loaded together, not when one is used."""

from __future__ import annotations

from collections.abc import Iterator

from ntmrules.catalog.conflicts import conflicts
from ntmrules.catalog.entries import at_entry, entry_problem, versions_during
from ntmrules.catalog.in_hand import in_hand_problems
from ntmrules.catalog.known import Known
from ntmrules.catalog.named import named_problems
from ntmrules.catalog.raising import TOO_LOOSE, raise_problems, same_cells
from ntmrules.catalog.ways import GoesAs
from ntmrules.errors import Problem
from ntmrules.messages import Listed
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.days import DAY
from ntmrules.model.firmness import evidence_of, gives_way, ranks_of
from ntmrules.model.overrides import Override, Placed, Verb
from ntmrules.model.requirements import AnyComparison, AnyRequirement, Cell, Comparison, Delegation
from ntmrules.model.sets import CriteriaSet, Criterion, Indicator, Version, labels_of

PROVINCE = "ubnd-cap-tinh"


def overlay_problems(catalogue: Known) -> Iterator[Problem]:
    """Yield everything in the entries of all packs that the law or the form does not allow."""
    ids: dict[str, Placed] = {}
    for target, entries in catalogue.overrides.items():
        for placed in entries:
            other = ids.setdefault(placed.override.id, placed)
            if other is not placed:
                yield entry_problem("NTM211", placed, id=placed.override.id, other=other.at)
            yield from _entry(catalogue, placed)
        yield from conflicts(catalogue, target, entries, _texts(catalogue, entries))
    yield from named_problems(catalogue)


def _texts(catalogue: Known, entries: list[Placed]) -> tuple[AnyRequirement, ...]:
    """Return what the target of entries asks nationally while they are in force, or the part of it that they are about."""
    if len(entries) < 2:  # nothing that could meet
        return ()
    found: list[AnyRequirement | None] = []
    for override in (placed.override for placed in entries):
        _, _, indicator = _target(catalogue, override) or (None, None, None)
        if indicator is not None:
            found += [walk.part_named(version.requirement, override.part, version.measure or indicator.measure)
                      for version in versions_during(indicator, override)]  # fmt: skip
    return tuple(each for each in found if each is not None)


def _keys(placed: Placed, given: list[str], wanted: tuple[str, ...]) -> Problem:
    said = Listed(wanted, "or")
    if not given:
        return entry_problem("NTM222.missing", placed, wanted=said)
    shown = ", ".join(given)
    return (
        entry_problem("NTM222.keys", placed, given=shown, wanted=said)
        if wanted
        else entry_problem("NTM222.no-key", placed, given=shown)
    )


def _entry(catalogue: Known, placed: Placed) -> Iterator[Problem]:
    override = placed.override
    if not override.id.startswith(f"{placed.pack}/"):
        yield entry_problem("NTM221", placed, id=override.id, pack=placed.pack)
    own = next((pack.head for pack in catalogue.packs if pack.id == placed.pack), None)
    allowed = own.territory if own is not None else ()
    if override.verb is not Verb.COMPLETE and not placed.territory:
        yield entry_problem("NTM223.none", placed)
    for key in override.territory:
        if allowed and key not in allowed:
            yield entry_problem("NTM223.foreign", placed, territory=f"{key.list}:{key.province}")
    found = _target(catalogue, override)
    if found is None:
        identity = "NTM220.no-home" if override.verb is Verb.ADD else "NTM220.none"
        yield entry_problem(identity, placed, near=(override.target, _meant(catalogue, override)))
        return
    whole, criterion, indicator = found
    yield from _needs(placed)
    if override.verb is Verb.COMPLETE:
        yield from _of_text_in_hand(catalogue, placed, whole, criterion, indicator)
    if override.verb is Verb.ADD or (override.verb is Verb.COMPLETE and override.requirement is None):
        yield from _addition(catalogue, placed, whole, criterion)
    elif override.pass_ is not None:
        if criterion is None or indicator is not None or override.part is not None:
            yield entry_problem("NTM220.no-criterion", placed)
        yield from _pass_in_a_transition(placed, whole)
    elif indicator is None:
        yield entry_problem("NTM220.no-indicator", placed)
    else:
        for version in versions_during(indicator, override):
            yield from _allowed(catalogue, placed, indicator, version)


def _of_text_in_hand(
    catalogue: Known, placed: Placed, whole: CriteriaSet, criterion: Criterion | None, indicator: Indicator | None
) -> Iterator[Problem]:
    texts = versions_during(indicator, placed.override) if indicator is not None else []
    own = (texts[0].measure or indicator.measure) if texts and indicator is not None else None
    national = walk.part_named(texts[0].requirement, placed.override.part, own) if texts else None
    own = (national.measure if national is not None else None) or placed.override.part or own
    for each in in_hand_problems(catalogue, placed, whole, criterion, national, own):
        yield at_entry(each, placed)


def _meant(catalogue: Known, override: Override) -> list[str]:
    """Return the targets that may be meant by one that is not there: with its stage where that was left out."""
    family, _, label = override.target.rpartition("/")
    for set_id, whole in catalogue.headers.items():
        if set_id.rpartition("/")[0] == family and whole.stage.covers(override.from_):
            here = catalogue.set(set_id)
            if label in labels_of(here):
                return [f"{set_id}/{label}"]
    known = [
        f"{set_id}/{label}"
        for set_id in catalogue.headers
        if override.target.startswith(set_id)
        for criterion in catalogue.set(set_id).criteria
        for label in ([criterion.id] if override.verb is Verb.ADD else (item.id for item in criterion.indicators))
    ]
    return known + list(catalogue.added) or list(catalogue.headers)


def _target(catalogue: Known, override: Override) -> tuple[CriteriaSet, Criterion | None, Indicator | None] | None:
    """Return the set, criterion and indicator that the target names, as far as it names them."""
    if override.target in catalogue.pack_of:
        return catalogue.set(override.target), None, None
    if override.target in catalogue.added:
        home, added = catalogue.added[override.target]
        return catalogue.set(home), None, added
    set_id, _, label = override.target.rpartition("/")
    if set_id not in catalogue.pack_of:
        return None
    whole = catalogue.set(set_id)
    for criterion in whole.criteria:
        if criterion.id == label:
            return whole, criterion, None
        for indicator in criterion.indicators:
            if indicator.id == label:
                return whole, criterion, indicator
    return next(((whole, None, item) for item in whole.prerequisites if item.id == label), None)


def _needs(placed: Placed) -> Iterator[Problem]:
    """Each verb has the keys it needs and no others."""
    override = placed.override
    wanted = {
        Verb.FILL: ("requirement",),
        Verb.RAISE: ("requirement",),
        Verb.REPLACE: ("requirement", "pass"),
        Verb.MEASURE_AS: ("measure",),
        Verb.WAIVE: (),
        Verb.ADD: ("indicator", "criterion"),
        Verb.COMPLETE: ("requirement", "indicator", "criterion", "declared_indicators"),
    }[override.verb]
    keys = ("requirement", "indicator", "criterion", "measure", "declared_indicators", "pass_")
    given = [name.rstrip("_") for name in keys if getattr(override, name) is not None]
    fits = len(given) == 1 and given[0] in wanted if wanted else not given
    if not fits:
        yield _keys(placed, given, wanted)
    if override.verb is Verb.REPLACE and override.legal_basis is None:
        yield entry_problem("NTM227", placed)
    if override.to is not None and override.to < override.from_:
        yield entry_problem("NTM222.ends", placed, to=override.to)


def _pass_in_a_transition(placed: Placed, whole: CriteriaSet) -> Iterator[Problem]:
    """Units that keep the set as it stood keep its pass rules: one that changes meanwhile has no two readings."""
    override = placed.override
    for clause in whole.transitions:
        if clause.from_ is None:
            continue
        began = clause.from_ <= override.from_ <= clause.until
        ended = override.to is not None and clause.from_ <= override.to + DAY <= clause.until
        if began or ended:
            yield entry_problem("NTM196.pass", placed, from_=clause.from_, until=clause.until, next=clause.until + DAY)


def _addition(catalogue: Known, placed: Placed, whole: CriteriaSet, criterion: Criterion | None) -> Iterator[Problem]:
    override = placed.override
    labels = labels_of(whole)
    new = [override.indicator.id] if override.indicator is not None else []
    if override.criterion is not None:
        new += [override.criterion.id, *(item.id for item in override.criterion.indicators)]
    for label in new:
        if label in labels:
            yield entry_problem("NTM228", placed, label=label)
    own = override.criterion
    if own is not None and own.declared_indicators is not None and own.declared_indicators < len(own.indicators):
        count, written = own.declared_indicators, len(own.indicators)
        yield entry_problem("NTM230.count-low", placed, count=count, criterion=own.id, written=written)
    if override.verb is not Verb.COMPLETE:
        return
    brought = _brought(catalogue, override.target)
    if own is not None:
        declared = whole.declared.criteria
        if override.target != whole.id or (declared is not None and len(whole.criteria) + brought > declared):
            yield entry_problem("NTM230.whole-set", placed, declared=declared)
    elif criterion is None:
        yield entry_problem("NTM230.no-criterion", placed)
    elif override.declared_indicators is not None:
        yield from _counted(placed, criterion, override.declared_indicators, brought)
    elif (
        criterion.declared_indicators is not None
        and len(criterion.indicators) + brought > criterion.declared_indicators
    ):
        count = criterion.declared_indicators
        yield entry_problem("NTM230.whole-criterion", placed, criterion=criterion.id, count=count)


def _brought(catalogue: Known, target: str) -> int:
    """Return how many indicators of a criterion, or criteria of a set, entries complete."""
    others = (each.override for each in catalogue.overrides[target])
    return sum(each.verb is Verb.COMPLETE and (each.indicator or each.criterion) is not None for each in others)


def _counted(placed: Placed, criterion: Criterion, count: int, brought: int) -> Iterator[Problem]:
    """Check how many indicators an entry says a criterion has: only where nobody knew, and never fewer than are written.

    ``brought``: how many of them entries bring.
    """
    written = len(criterion.indicators) + brought
    if criterion.declared_indicators is not None:
        yield entry_problem("NTM230.count-known", placed, criterion=criterion.id, count=criterion.declared_indicators)
    elif count < written:
        yield entry_problem("NTM230.count-low", placed, count=count, criterion=criterion.id, written=written)


def _allowed(catalogue: Known, placed: Placed, indicator: Indicator, version: Version) -> Iterator[Problem]:
    override = placed.override
    own = version.measure or indicator.measure
    national = walk.part_named(version.requirement, override.part, own)
    if national is None:
        read = {name for part, name in walk.measures(version.requirement, own) if name is not None}
        named = {f"{each}/{part}" for item, each in walk.measures(version.requirement, own)
                 for part in getattr(item, "parts", ())}  # fmt: skip
        known = sorted(read | named)
        yield entry_problem(
            "NTM220.part", placed, part=override.part, known=" | ".join(known), near=(override.part, known)
        )
        return
    if override.verb is Verb.FILL:
        yield from _fill(placed, national, own)
    elif override.verb is Verb.RAISE:
        yield from _raises(catalogue, placed, national, indicator, version)
    elif override.verb is Verb.WAIVE and indicator.not_applicable_when is None:
        yield entry_problem("NTM229", placed)
    elif override.verb is Verb.COMPLETE:
        yield from _complete(placed, national)
    elif override.verb is Verb.MEASURE_AS:
        yield from _measure_as(catalogue, placed, national, version, indicator)


def _raises(
    catalogue: Known, placed: Placed, national: AnyRequirement, indicator: Indicator, version: Version
) -> Iterator[Problem]:  # fmt: skip
    """A raise raises the text in force, or the one that some units keep while it holds: for each the stricter counts."""
    found = list(raise_problems(catalogue, placed, national, version, version.measure or indicator.measure))
    former, clause = indicator.before(version), version.transition
    if found and former is not None and clause is not None and clause.until >= placed.override.from_:
        own = former.measure or indicator.measure
        kept = walk.part_named(former.requirement, placed.override.part, own)
        looser = all(each.identity in TOO_LOOSE for each in found)
        if looser and kept is not None and not any(raise_problems(catalogue, placed, kept, former, own)):
            return
    yield from found


def _complete(placed: Placed, national: AnyRequirement) -> Iterator[Problem]:
    """A text fills a hole, or takes the place of what is known less well."""
    if not _may_complete(national, placed.override):
        yield entry_problem("NTM230.no-hole", placed)


def _may_complete(national: AnyRequirement, override: Override) -> bool:
    """A hole is completed by anybody; what was seen or remembered only by the text itself, read whole."""
    given = override.evidence or (evidence_of(override.requirement) if override.requirement is not None else None)
    told = [gives_way(rank, given) for rank in ranks_of(national)]
    same = override.requirement is not None and not walk.differences(national, override.requirement)
    return any(told) if same else all(told)


def _fill(placed: Placed, national: AnyRequirement, own: str | None) -> Iterator[Problem]:
    given = placed.override.requirement
    if isinstance(national, req.Delegated):
        if national.to != PROVINCE:
            yield entry_problem("NTM224.another", placed, body=national.to)
        elif isinstance(national.bound, Comparison):
            yield from _bounded(placed, national.bound, national.measure or own)
        return
    mine = {
        name: [row.delegated for row in level.rows if row.delegated is not None and row.delegated.to == PROVINCE]
        for name, level in walk.levels(national).items()
    }
    if not any(mine.values()):
        yield entry_problem("NTM224.not-delegated", placed)
        return
    if given is None:
        return
    yield from _same_figure(placed, given, national, national.measure or own)
    free = _left_whole(national)
    if given.kind != national.kind:
        if not (free and GoesAs(national.kind).visit(given)):
            yield entry_problem("NTM224.comparison", placed, given=given.kind, national=national.kind)
        return
    for name in walk.differences(national, given):
        if not (free and name == "round"):  # a rounding that the province orders itself, of a level all its own
            yield entry_problem("NTM224.other", placed, key=name, kind=national.kind)
    for name, level in walk.levels(given).items():
        for row in level.rows:
            yield from _inside(placed, row, mine[name])


def _left_whole(national: AnyRequirement) -> bool:
    """Tell whether every level is left to the province, without a bound that only a level can keep."""
    rows = [row.delegated for level in walk.thresholds(national) for row in level.rows]
    return all(each is not None and each.to == PROVINCE and each.low is each.high is None for each in rows)


def _inside(placed: Placed, row: Cell, mine: list[Delegation]) -> Iterator[Problem]:
    """Every value that a province writes for a level lies inside the bounds under which it was left to it."""
    for value in row.values:
        for each in mine:
            if (each.low is not None and value < each.low) or (each.high is not None and value > each.high):
                low = each.low if each.low is not None else "…"
                high = each.high if each.high is not None else "…"
                yield entry_problem("NTM225.outside", placed, value=value, low=low, high=high)


def _same_figure(placed: Placed, given: AnyRequirement, asked: AnyRequirement, own: str | None) -> Iterator[Problem]:
    """A level is laid down for the figure that the text asks; measuring differently is another verb."""
    if given.measure not in (None, asked.measure or own):
        yield entry_problem("NTM224.other", placed, key="measure", kind=asked.kind)


def _bounded(placed: Placed, bound: AnyComparison, own: str | None) -> Iterator[Problem]:
    """A whole demand left to the province has to keep the bound: the same comparison, no level looser than it."""
    given = placed.override.requirement
    if given is None:
        return
    if not isinstance(given, Comparison) or given.kind != bound.kind:
        yield entry_problem("NTM225.comparison", placed, given=given.kind, bound=bound.kind)
        return
    yield from _same_figure(placed, given, bound, own)
    for name in walk.differences(bound, given):  # a rounding, or other parts, would let through what the bound does not
        yield entry_problem("NTM224.other", placed, key=name, kind=bound.kind)
    lower_is_stricter = given.kind in ("at_most", "less_than")
    for row in given.threshold.rows:
        for base in same_cells(bound.threshold.rows, row):
            level = base.value
            for value in row.values if level is not None else ():
                if level is not None and ((value > level) if lower_is_stricter else (value < level)):
                    yield entry_problem("NTM225.looser", placed, value=value, comparison=bound.kind, level=level)


def _parts_read(national: AnyRequirement) -> set[str]:
    """Return the parts of its measure (men, women) that a text asks."""
    return {part for item in walk.parts(national) if isinstance(item, Comparison) for part in item.parts}


def _measure_as(
    catalogue: Known, placed: Placed, national: AnyRequirement, version: Version, indicator: Indicator
) -> Iterator[Problem]:
    own = catalogue.of_pack(placed.pack).measures.get(placed.override.measure or "")
    name = national.measure or version.measure or indicator.measure
    theirs = catalogue.measures.get(name or "")
    if own is None:
        yield entry_problem(
            "NTM231.unknown",
            placed,
            measure=placed.override.measure,
            near=(placed.override.measure or "", catalogue.measures),
        )
    elif own.id == name:
        yield entry_problem("NTM231.same", placed, measure=own.id)
    elif theirs is not None and (missing := _parts_read(national) - set(own.parts)):
        yield entry_problem(
            "NTM231.parts", placed, measure=own.id, parts=", ".join(sorted(missing)), national=theirs.id
        )
    elif theirs is None or own.kind is not theirs.kind or own.unit != theirs.unit:
        yield (
            entry_problem(
                "NTM231.kind",
                placed,
                measure=own.id,
                kind=own.kind,
                unit=own.unit,
                national_kind=theirs.kind,
                national_unit=theirs.unit,
            )
            if theirs
            else entry_problem("NTM231.no-measure", placed, measure=own.id, kind=own.kind, unit=own.unit)
        )

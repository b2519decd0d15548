"""The portfolio of a province on a day: the products of its list with how each stands, and what is counted of them."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field

from ntmrules.frozen import frozen
from ntmrules.model.ocop import OcopStage
from ntmrules.model.unit_names import name_key
from ntmrules.ocop.claims import Finding
from ntmrules.ocop.portfolio_findings import list_findings, standing_findings
from ntmrules.ocop.product_set import ProductSets
from ntmrules.ocop.products_file import Entry, Event, OwnerKind
from ntmrules.ocop.same_product import products_of
from ntmrules.ocop.standing import Standing, State, standing_of


@frozen(kw_only=True)
class Portfolio:
    """The products of a list on a day, each once, with what does not agree in the list; ``later`` rows came after the day."""

    on: str
    standings: tuple[Standing, ...]
    findings: tuple[Finding, ...] = ()
    later: int = 0
    sets: ProductSets = field(factory=lambda: ProductSets({}))

    def valid(self) -> tuple[Standing, ...]:
        """Return the products that count on the day."""
        return tuple(each for each in self.standings if each.counts)

    def expiring(self, days: int) -> tuple[Standing, ...]:
        """Return the valid products that end within ``days``, the next one first."""
        soon = [each for each in self.valid() if each.days_left(self.on) <= days]
        return tuple(sorted(soon, key=lambda each: (each.expires, each.entry.product)))

    def by_stars(self) -> dict[int, int]:
        """Return the number of valid products by stars, five first."""
        return {stars: sum(each.stars == stars for each in self.valid()) for stars in (5, 4, 3)}

    def owners(self) -> dict[str, OwnerKind | None]:
        """Return the owners of valid products with their kind, each name once; one name in two places is a finding."""
        found: dict[str, OwnerKind | None] = {}
        for each in self.valid():
            if each.entry.owner:
                key = each.entry.owner_key
                found[key] = found.get(key) or each.entry.owner_kind
        return found

    def owners_by_kind(self) -> dict[OwnerKind | None, int]:
        """Return the number of owners by kind, kinds that are not given last."""
        kinds = list(self.owners().values())
        listed: list[OwnerKind | None] = [*OwnerKind, None]
        return {kind: kinds.count(kind) for kind in listed if kinds.count(kind)}

    @property
    def _localities(self) -> bool:
        return any(each.entry.locality for each in self.standings)

    def by_locality(self) -> dict[str, int]:
        """Return the number of valid products by locality, in the order of the list; by commune where it gives no localities."""
        return {place: len(products) for place, products in self.in_places().items()}

    def in_places(self) -> dict[str, list[Standing]]:
        """Return the valid products by locality, as :meth:`by_locality` counts them."""
        found: dict[str, list[Standing]] = {}
        shown: dict[str, str] = {}
        of_localities = self._localities
        for each in self.valid():
            place = each.entry.locality if of_localities else each.entry.commune
            if place:
                found.setdefault(shown.setdefault(name_key(place), place), []).append(each)
        return found

    def without(self) -> tuple[int, int]:
        """Return of how many valid products nobody says the owner, and of how many the locality."""
        owners = sum(not each.entry.owner for each in self.valid())
        return owners, len(self.valid()) - sum(self.by_locality().values())

    def undetermined(self) -> int:
        """Return of how many products it is not known whether they still count."""
        return sum(each.state is State.UNKNOWN for each in self.standings)

    def by_sheet(self) -> dict[int | None, int]:
        """Return the number of valid products by number of their product set, lowest first; last those without one."""
        said = [each.entry.sheet for each in self.valid()]
        known: list[int | None] = [*sorted({each for each in said if each is not None}), None]
        return {number: said.count(number) for number in known if number in said}

    def by_state(self) -> dict[State, int]:
        """Return the number of products by how their certificate stands."""
        return {state: sum(each.state is state for each in self.standings) for state in State}

    def on_platforms(self) -> tuple[int, int, int]:
        """Return how many valid products are sold on e-commerce platforms, how many are not, of how many nobody says."""
        said = [each.entry.ecommerce for each in self.valid()]
        return said.count(True), said.count(False), said.count(None)


def portfolio(
    entries: Iterable[Entry], stages: tuple[OcopStage, ...], *, on: str, sets: ProductSets | None = None
) -> Portfolio:
    """Return the products of a list on a day (ISO); what was decided later is not known yet. ``sets`` names the product sets."""
    listed = list(entries)
    by_product, findings = products_of(listed)
    standings = []
    for mine in by_product:
        known = sorted(
            (entry for entry in mine if entry.decided <= on),
            key=lambda entry: (entry.decided, entry.event is Event.REVOKED),
        )
        standing = standing_of(known, stages, on)
        if standing is not None:
            standings.append(standing)
    sets = sets or ProductSets({})
    findings += standing_findings(standings, stages, sets)
    findings += list_findings(listed, stages, on)
    later = sum(entry.decided > on for entry in listed)
    return Portfolio(on=on, standings=tuple(standings), findings=tuple(findings), later=later, sets=sets)

"""MyST pages over the whole catalogue: what changed, coverage, registers, glossary, provinces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ntmrules.check.coverage import STATES
from ntmrules.check.coverage_cells import SURE, cell_coverage
from ntmrules.docgen.book import Book, Place, places
from ntmrules.docgen.differences import pack_views
from ntmrules.docgen.indicators import Writer
from ntmrules.docgen.links import slug
from ntmrules.docgen.myst import escape, pairs, table
from ntmrules.docgen.procedure_pages import procedure_views
from ntmrules.docgen.province_detail import zones_of
from ntmrules.docgen.registers import (
    cell_rows,
    changes,
    coverage_rows,
    coverages,
    decisions,
    holes,
    hour_rows,
    sources,
)
from ntmrules.docgen.titles import place_title
from ntmrules.docgen.views import DifferenceView, OpenView, Ref
from ntmrules.explain.lang.page_words import GLOSSARY


class RegisterPages:
    """What all MyST pages of one book share, and the pages over the whole catalogue."""

    def __init__(self, book: Book) -> None:
        self.book, self.writer = book, Writer.of(book)
        self.packs = pack_views(book)
        self.known = self._labels()

    def _labels(self) -> dict[str, str]:
        """Every target that is printed, with its label; what is not printed is named without a link."""
        found: dict[str, str] = {}
        for whole in self.book.sets:
            ids = [
                whole.id,
                *(f"{whole.id}/{each.id}" for each in whole.criteria),
                *(place.id for place in places(whole)),
            ]
            found |= {target: self.label(target) for target in ids}
        catalogue = self.book.catalogue
        for prefix, register in (
            ("decision", catalogue.decisions),
            ("source", catalogue.sources),
            ("measure", catalogue.measures),
        ):
            found |= {f"{prefix}:{key}": self.label(f"{prefix}:{key}") for key in register}
        found |= {f"province:{view.id}": self.label(f"province:{view.id}") for view in self.packs}
        return found

    def procedures(self) -> Iterator[str]:
        """Yield the page of procedures of recognition."""
        yield from (f"# {self.say('procedures')}", "", self.say("procedures.lead"), "")
        for view in procedure_views(self.book):
            yield from (f"({slug(view.id)})=", f"## {escape(view.name)}", "")
            facts = [
                (self.say("basis"), ", ".join(self.link(ref) for ref in view.decisions)),
                (self.say("stage"), escape(view.span)),
                (self.say("sets"), ", ".join(self.link(ref) for ref in view.sets)),
                (self.say("procedures.decides"), escape(view.decides)),
                (self.say("procedures.known"), escape(view.known)),
            ]
            yield from pairs([(key, value) for key, value in facts if value])
            if view.note:
                yield from (f"> {escape(view.note)}", "")
            for each in view.tables:
                yield from (f"### {escape(each.title)}", "")
                yield from table(each.head, [[escape(cell) for cell in row] for row in each.rows])

    def label(self, target: str) -> str:
        """Return the label of a target: ``vn/xa-ntm/2021/10.1`` -> ``vn-xa-ntm-2021-10-1``."""
        return slug(target)

    def say(self, key: str, **values: object) -> str:
        """Return a phrase, safe for MyST."""
        return escape(self.writer.say(key, **values))

    def link(self, ref: Ref) -> str:
        """Return a reference as a link inside the project; only its text where it is not printed."""
        label = self.known.get(ref.target) or self._stage(ref.target)
        return f"[{escape(ref.text)}](#{label})" if label else escape(ref.text)

    def _stage(self, target: str) -> str | None:
        """A target without its stage means the newest that is printed."""
        for whole in reversed(self.book.sets):
            if target == whole.key:
                return self.known[whole.id]
            if target.startswith(f"{whole.key}/"):
                return self.known.get(f"{whole.id}/{target.removeprefix(whole.key + '/')}")
        return None

    def _open(self, each: OpenView) -> str:
        where = f" ({escape(each.where)})" if each.where else ""
        return f"{escape(each.why)}{where} → {escape(each.cure)}"

    def differences(self, found: Sequence[DifferenceView], *, by_target: bool = False) -> Iterator[str]:
        """Yield what provinces say, beside the national words."""
        head = ("indicator" if by_target else "province", "national", "by.province", "basis")
        rows = [
            (
                self.link(each.target if by_target else each.province),
                escape(each.national),
                f"{self.say(each.verb)}: {escape(each.says)}"
                + (f" ({escape('; '.join(each.cells))})" if each.cells else ""),
                f"{self.link(each.provision)}, {escape(each.span)}",
            )
            for each in found
        ]
        yield from table([self.say(key) for key in head], rows)

    def provinces(self) -> Iterator[str]:
        """Yield what the packs of provinces lay over the national rules."""
        yield from (f"# {self.say('provinces')}", "", self.say("province.lead"), "")
        for view in self.packs:
            yield from (f"({self.known[f'province:{view.id}']})=", f"## {escape(view.name)}", "")
            facts = [("list", view.list), ("columns", ", ".join(view.areas)), ("note", view.note)]
            yield from pairs([(self.say(key), escape(value)) for key, value in facts if value])
            yield from self._zones(view.pack)
            if view.differences:
                yield from self.differences(view.differences, by_target=True)
            own = [whole for whole in self.book.sets if self.book.catalogue.pack_of[whole.id].id == view.pack]
            if own:
                listed = (self.link(Ref(self.writer.text(whole.name), whole.id)) for whole in own)
                yield from (f"{self.say('sets')}: {', '.join(listed)}", "")

    def _zones(self, pack: str) -> Iterator[str]:
        """Yield the zones of a province with their lists, and by what they are set."""
        for zone in zones_of(self.writer, pack):
            yield from (f"**{self.say('zones')}: {escape(zone.name)}**", "")
            yield from (f"- {escape(line.area)}: {escape('; '.join(line.who))}" for line in zone.lines)
            basis = f"{self.say('basis')}: {self.link(zone.provision)}. " if zone.provision is not None else ""
            yield from ("", f"{basis}{self.say('evidence')}: {escape(zone.evidence.text)}", "")

    def changes(self) -> Iterator[str]:
        """Yield what changed, the newest day first."""
        yield from (f"# {self.say('changes')}", "")
        for each in changes(self.writer):
            yield from (f"## {escape(each.shown)}", "")
            for item in each.changes:
                where = "" if item.what.target == item.where.target else f" – {escape(item.where.text)}"
                kind = self.say(f"change.{item.kind}")
                yield f"- {kind}: {self.link(item.what)}{where} ({self.link(item.provision)})"
                yield from (
                    f"  - {self.say(f'change.{key}')}: {escape(text)}"
                    for key, text in (("before", item.before), ("after", item.after))
                    if text
                )
            yield ""

    def coverage(self) -> Iterator[str]:
        """Yield how much of each set is known, and the holes."""
        yield from (f"# {self.say('coverage')}", "", self.say("coverage.lead"), "")
        head = [
            self.say(key)
            for key in ("set", "declared", "modelled", "missing", *(f"state.{state}" for state in STATES), "disputed")
        ]
        rows = [
            (
                self.link(each.set),
                escape(each.declared),
                str(each.modelled),
                escape(each.missing),
                *map(str, each.counts),
                str(each.disputed),
            )
            for each in coverage_rows(self.writer, coverages(self.writer))
        ]
        yield from table(head, rows)
        yield from self._cells()
        yield from (f"## {self.say('holes')}", "", self.say("holes.lead"), "")
        for hole in holes(self.writer):
            yield f"- {self.link(hole.indicator)}"
            yield from (f"  - {self._open(each)}" for each in hole.open)

    def _cells(self) -> Iterator[str]:
        found = [cell_coverage(whole) for whole in self.book.sets]
        yield from (f"## {self.say('coverage.hour')}", "")
        head = [self.say(key) for key in ("coverage.text", "set", "coverage.open", "coverage.cells")]
        hours = hour_rows(self.writer, found)
        lines = [(self.link(row.text), self.link(row.set), f"{row.open}/{row.of}", str(row.cells)) for row in hours]
        yield from table(head, lines)
        yield from (f"## {self.say('coverage.by-cell')}", "", self.say("coverage.cells.lead"), "")
        sure = [self.say("confidence", word=self.say(f"sure.{each}")) for each in SURE]
        states = [self.say(f"state.{state}") for state in STATES]
        head = [self.say("set"), self.say("coverage.cells"), *states, *sure, self.say("disputed"), self.say("computed")]
        rows = []
        for each in cell_rows(self.writer, found):
            numbers = (each.total, *each.counts, *each.sure, each.disputed, each.computed)
            rows.append((f"– {escape(each.set.text)}" if each.part else self.link(each.set), *map(str, numbers)))
        yield from table(head, rows)

    def decisions(self) -> Iterator[str]:
        """Yield the register of decisions."""
        yield f"# {self.say('decisions')}"
        for each in decisions(self.writer):
            yield from (
                "",
                f"({self.known[f'decision:{each.id}']})=",
                f"## {escape(each.name)}",
                "",
                escape(each.title),
                "",
            )
            rows = [
                ("date", each.date),
                ("issuer", each.issuer),
                ("force", each.force),
                ("note", each.relations),
                ("evidence", each.evidence.text if each.evidence is not None else ""),
                ("note", each.note),
            ]
            facts = [(self.say(key), escape(value)) for key, value in rows if value]
            if each.uses:
                facts.append((self.say("used.by"), "; ".join(map(self.link, each.uses))))
            yield from pairs(facts)

    def measures(self) -> Iterator[str]:
        """Yield the register of measures."""
        yield from (f"# {self.say('measures')}", "", self.say("measures.lead"), "")
        known = [each for each in self.book.catalogue.measures.values() if each.id not in self.book.foreign]
        for measure in sorted(known, key=lambda each: each.id):
            view = self.writer.measure(measure)
            yield from ("", f"({self.known[f'measure:{view.id}']})=", f"## {escape(view.name)}", "")
            rows = [
                ("id", f"`{view.id}`"),
                ("kind", escape(view.kind)),
                ("unit", escape(view.unit)),
                ("bounds", escape(view.bounds)),
                ("question", escape(view.question)),
                ("parts", escape(view.parts)),
                ("ministry", escape(view.ministry)),
                ("note", escape(view.note)),
            ]
            uses = [place for place in self.book.by_measure.get(view.id, ()) if place.id in self.known]
            facts = [(self.say(key), value) for key, value in rows if value]
            if uses:
                facts.append(
                    (
                        self.say("used.by"),
                        self._uses(uses),
                    )
                )
            yield from pairs(facts)

    def _uses(self, uses: Iterable[Place]) -> str:
        return "; ".join(self.link(Ref(place_title(self.book, place), place.id)) for place in uses)

    def sources(self) -> Iterator[str]:
        """Yield the register of sources."""
        yield from (f"# {self.say('sources')}", "", self.say("sources.lead"), "")
        for each in sources(self.writer):
            address = f"<{each.link}>" if each.link else f"`{each.url}`" if each.url else ""
            said = "; ".join(part for part in (address, escape(each.note)) if part)
            yield from (
                f"({self.known[f'source:{each.id}']})=",
                "",
                escape(each.label),
                f": {said} ({self.say('cited.count', count=each.cited)})",
                "",
            )

    def glossary(self) -> Iterator[str]:
        """Yield the glossary."""
        yield from (f"# {self.say('glossary')}", "", self.say("glossary.lead"), "")
        head = (self.say("vi"), self.say("en"), self.say("term"))
        side = 3 if self.book.lang == "en" else 2
        yield from table(head, [(escape(row[0]), escape(row[1]), escape(row[side])) for row in GLOSSARY])

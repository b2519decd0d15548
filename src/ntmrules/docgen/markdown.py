"""Pages for Sphinx with MyST: one page a criterion, with its indicators as sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ntmrules.docgen.book import Book, places
from ntmrules.docgen.indicators import Writer
from ntmrules.docgen.links import slug
from ntmrules.docgen.registers import changes, coverage_rows, coverages, decisions, holes, sources
from ntmrules.docgen.views import CaseView, CellView, EvidenceView, IndicatorView, OpenView, PartView, Ref, TableView
from ntmrules.docgen.words import GLOSSARY
from ntmrules.model.sets import CriteriaSet, Criterion

STATES = ("gazette", "copy", "excerpt", "recall", "recall-low", "delegated", "unknown")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|{}$#~])")


def escape(text: str) -> str:
    """Return ``text`` so that MyST shows it as it is, in a paragraph and in a cell of a table."""
    return _SPECIAL.sub(r"\\\1", text).replace("\n", " ")


class MarkdownBook:
    """The pages of one book as MyST."""

    def __init__(self, book: Book) -> None:
        self.book, self.writer = book, Writer.of(book)
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
        return found

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

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield every page as (path, text)."""
        yield "index.md", self._page(self.index())
        for whole in self.book.sets:
            yield f"{whole.id}/index.md", self._page(self.set(whole))
            for criterion in whole.criteria:
                yield f"{whole.id}/{criterion.id}.md", self._page(self.criterion(whole, criterion))
        for name in ("changes", "coverage", "decisions", "measures", "sources", "glossary"):
            yield f"{name}.md", self._page(getattr(self, name)())

    def _page(self, lines: Iterable[str]) -> str:
        body = "\n".join(lines)
        return re.sub(r"\n{3,}", "\n\n", f"{body}\n").rstrip("\n") + "\n"

    # pages

    def index(self) -> Iterator[str]:
        """Yield the first page."""
        yield f"# {self.say('site')}"
        yield from ("", self.say("site.lead"), "", self.say("disclaimer"), "")
        yield f"<!-- {self.writer.say('lead.markdown')} -->"
        yield from self._toctree(
            [
                *(f"{whole.id}/index" for whole in self.book.sets),
                "changes",
                "coverage",
                "decisions",
                "measures",
                "sources",
                "glossary",
            ],
            depth=1,
        )

    def _toctree(self, names: Sequence[str], *, depth: int, hidden: bool = False) -> Iterator[str]:
        yield from ("", "```{toctree}", f":maxdepth: {depth}", *([":hidden:"] if hidden else []), "", *names, "```", "")

    def set(self, whole: CriteriaSet) -> Iterator[str]:
        """Yield the page of a set."""
        view = self.writer.set(whole)
        yield from (f"({self.label(view.id)})=", f"# {escape(view.name)}", "")
        if view.other_name:
            yield from (f"*{escape(view.other_name)}*", "")
        rows = [
            ("id", f"`{view.id}`"),
            ("stage", escape(view.stage)),
            ("basis", self.link(view.provision)),
            ("level", escape(view.level)),
            ("declared", escape(view.declared)),
            ("modelled", escape(view.modelled)),
            ("na", escape(view.not_applicable)),
        ]
        if view.draft:
            rows.append(("status", self.say("status.draft")))
        yield from self._pairs([(self.say(key), value) for key, value in rows])
        yield from (self._evidence(view.evidence), "")
        if view.note:
            yield from (f"> {escape(view.note)}", "")
        if view.areas:
            yield from (f"## {self.say('areas')}", "", *(f"- {escape(line)}" for line in view.areas), "")
        yield from self._toctree([each.label for each in view.criteria], depth=1, hidden=True)
        for each in view.criteria:
            yield from (f"## {self.link(Ref(f'{each.label}. {each.name}', each.id))}", "")
            yield from self._indicator_rows(each.indicators)
        if view.prerequisites:
            yield from (f"## {self.say('prerequisites')}", "")
            for item in view.prerequisites:
                yield from self.indicator(item, "###")

    def criterion(self, whole: CriteriaSet, criterion: Criterion) -> Iterator[str]:
        """Yield the page of a criterion with its indicators."""
        view = self.writer.criterion(whole, criterion)
        yield from (f"({self.label(view.id)})=", f"# {escape(view.label)}. {escape(view.name)}", "")
        if view.other_name:
            yield from (f"*{escape(view.other_name)}*", "")
        yield from (self.link(view.set), "")
        if view.note:
            yield from (f"> {escape(view.note)}", "")
        for place in places(whole):
            if place.criterion is criterion and (
                self.book.options.on is None or place.indicator.on(self.book.options.on)
            ):
                yield from self.indicator(self.writer.indicator(place), "##")

    def indicator(self, view: IndicatorView, head: str) -> Iterator[str]:
        """Yield one indicator as a section."""
        yield from (f"({self.label(view.id)})=", f"{head} {escape(view.label)} {escape(view.name)}", "")
        if view.other_name:
            yield from (f"*{escape(view.other_name)}*", "")
        yield from (escape(view.current.sentence), "")
        yield from self._part(view.current.requirement, top=True)
        for note in (view.current.note, view.note):
            if note:
                yield from (f"> {escape(note)}", "")
        facts = [(self.say("id"), f"`{view.id}`"), (self.say("who.sets"), escape(view.current.who))]
        facts += [(self.say("na.when"), escape(view.not_applicable))] if view.not_applicable else []
        facts += [
            (
                self.say("measure"),
                f"{self.link(Ref(m.name, f'measure:{m.id}'))}, {escape(m.kind)}"
                + (f", {escape(m.unit)}" if m.unit else ""),
            )
            for m in view.measures
        ]
        facts += [(self.say("answers"), escape(view.answers))]
        facts += [(self.say("guidance"), ", ".join(map(self.link, view.guidance)))] if view.guidance else []
        yield from self._pairs(facts)
        yield from self._sections(view)

    def _sections(self, view: IndicatorView) -> Iterator[str]:
        if len(view.versions) > 1:
            yield from (f"**{self.say('versions')}**", "")
            for each in view.versions:
                yield f"- {escape(each.span)}, {self.link(each.provision)}: {escape(each.sentence)}"
            yield ""
        else:
            only = view.versions[0]
            yield from (f"**{self.say('versions')}**: {escape(only.span)}, {self.link(only.provision)}", "")
        if view.open:
            yield from (f"**{self.say('open')}**", "", *(f"- {self._open(each)}" for each in view.open), "")
        if view.differences:
            yield from (f"**{self.say('province.differences')}**", "")
            yield from self._table(
                (self.say("province"), self.say("national"), self.say("by.province"), self.say("basis")),
                [
                    (
                        escape(each.province.text),
                        escape(each.national),
                        f"{self.say(each.verb)}: {escape(each.says)}",
                        self.link(each.provision),
                    )
                    for each in view.differences
                ],
            )
        if view.cases:
            yield from (f"**{self.say('cases')}**", "", *self._cases(view.cases), "")
        if view.peers:
            yield from (f"**{self.say('peers')}**", "")
            yield from (
                f"- {self.link(each.indicator)} ({self.link(each.set)}): {escape(each.level)}" for each in view.peers
            )
            yield ""

    def _cases(self, found: Sequence[CaseView]) -> Iterator[str]:
        for each in found:
            yield f"- {escape(each.name)}: **{escape(each.word)}** ({self.say('case.source', source=each.source)})"
        # One whole trace a section; the site has them all. What is not met teaches most: its distance is told.
        shown = next((each for each in found if each.verdict == "not_met"), found[0])
        yield from ("", "```text", *("  " * indent + text for text, _, indent in shown.lines), "```")

    # parts

    def _part(self, part: PartView, *, top: bool) -> Iterator[str]:
        if not top:
            yield from (f"**{escape(part.clause)}**", "")
        if part.target is not None:
            yield from (f"→ {self.link(part.target)}", "")
        for table in part.tables:
            yield from self._levels(table)
        if part.asks:
            yield from (f"{self.say('asks')}:", "", *(f"- {escape(ask)}" for ask in part.asks), "")
        if part.evidence is not None:
            yield from (self._evidence(part.evidence), "")
        if part.hole:
            yield from (f"{self.say('mark.unknown')}: {escape(part.hole)}", "")
        if part.note:
            yield from (f"> {escape(part.note)}", "")
        for each in part.parts:
            yield from self._part(each, top=False)

    def _levels(self, table: TableView) -> Iterator[str]:
        unit = f" ({escape(table.unit)})" if table.unit else ""
        yield from (f"*{escape(table.caption)}*{unit}", "")
        rows = [(escape(name), *map(self._cell, cells)) for name, cells in table.rows]
        yield from self._table((escape(table.corner), *map(escape, table.columns)), rows)
        if table.badges:
            yield from ("; ".join(f"{escape(badge.short)} = {escape(badge.title)}" for badge in table.badges), "")

    def _cell(self, cell: CellView) -> str:
        said = escape(cell.text) + (f" ({escape(cell.badge.short)})" if cell.badge is not None else "")
        shown = cell.note and cell.state not in ("none", "disputed")
        return f"{said}; {escape(cell.note)}" if shown else said

    def _evidence(self, evidence: EvidenceView) -> str:
        said = [f"{self.say('evidence')}: {escape(evidence.text)}"]
        if evidence.refs:
            said.append(", ".join(map(self.link, evidence.refs)))
        if evidence.provisional:
            said.append(self.say("mark.provisional"))
        if evidence.note:
            said.append(escape(evidence.note))
        return "; ".join(said)

    def _open(self, each: OpenView) -> str:
        where = f" ({escape(each.where)})" if each.where else ""
        return f"{escape(each.why)}{where} → {escape(each.cure)}"

    def _indicator_rows(self, found: Sequence[IndicatorView]) -> Iterator[str]:
        rows = [
            (
                self.link(Ref(f"{each.label} {each.name}", each.id)),
                escape(each.current.sentence),
                escape(each.state.title),
            )
            for each in found
        ]
        if rows:
            yield from self._table((self.say("indicator"), self.say("requirement.short"), self.say("evidence")), rows)

    def _pairs(self, rows: Sequence[tuple[str, str]]) -> Iterator[str]:
        yield from (*(f"- {key}: {value}" for key, value in rows), "")

    def _table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
        yield f"| {' | '.join(head)} |"
        yield f"|{'---|' * len(head)}"
        yield from (f"| {' | '.join(row)} |" for row in rows)
        yield ""

    # pages over the whole catalogue

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
        yield from self._table(head, rows)
        yield from (f"## {self.say('holes')}", "", self.say("holes.lead"), "")
        for hole in holes(self.writer):
            yield f"- {self.link(hole.indicator)}"
            yield from (f"  - {self._open(each)}" for each in hole.open)

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
                ("evidence", each.evidence),
                ("note", each.note),
            ]
            facts = [(self.say(key), escape(value)) for key, value in rows if value]
            if each.uses:
                facts.append((self.say("used.by"), "; ".join(map(self.link, each.uses))))
            yield from self._pairs(facts)

    def measures(self) -> Iterator[str]:
        """Yield the register of measures."""
        yield from (f"# {self.say('measures')}", "", self.say("measures.lead"), "")
        for measure in sorted(self.book.catalogue.measures.values(), key=lambda each: each.id):
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
                facts.append((self.say("used.by"), ", ".join(self.link(Ref(place.id, place.id)) for place in uses)))
            yield from self._pairs(facts)

    def sources(self) -> Iterator[str]:
        """Yield the register of sources."""
        yield from (f"# {self.say('sources')}", "", self.say("sources.lead"), "")
        for each in sources(self.writer):
            said = "; ".join(
                part for part in (escape(each.title), f"`{each.url}`" if each.url else "", escape(each.note)) if part
            )
            yield from (
                f"({self.known[f'source:{each.id}']})=",
                "",
                f"`{each.id}`",
                f": {said} ({self.say('cited.count', count=each.cited)})",
                "",
            )

    def glossary(self) -> Iterator[str]:
        """Yield the glossary."""
        yield from (f"# {self.say('glossary')}", "", self.say("glossary.lead"), "")
        head = (self.say("vi"), self.say("en"), self.say("term"))
        side = 3 if self.book.lang == "en" else 2
        yield from self._table(head, [(escape(row[0]), escape(row[1]), escape(row[side])) for row in GLOSSARY])

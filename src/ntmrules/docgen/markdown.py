"""Pages for Sphinx with MyST: one page a criterion, with its indicators as sections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ntmrules.docgen.book import places
from ntmrules.docgen.markdown_registers import RegisterPages
from ntmrules.docgen.myst import escape, page, pairs, table, toctree
from ntmrules.docgen.views import CaseView, CellView, EvidenceView, IndicatorView, PartView, Ref, TableView
from ntmrules.model.sets import CriteriaSet, Criterion


class MarkdownBook(RegisterPages):
    """The pages of one book as MyST."""

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield every page as (path, text)."""
        yield "index.md", page(self.index())
        for whole in self.book.sets:
            yield f"{whole.id}/index.md", page(self.set(whole))
            for criterion in whole.criteria:
                yield f"{whole.id}/{criterion.id}.md", page(self.criterion(whole, criterion))
        for name in ("changes", "coverage", "decisions", "measures", "sources", "glossary"):
            yield f"{name}.md", page(getattr(self, name)())
        yield "procedures.md", page(self.procedures())
        if self.packs:
            yield "provinces.md", page(self.provinces())

    # pages

    def index(self) -> Iterator[str]:
        """Yield the first page."""
        yield f"# {self.say('site')}"
        yield from ("", self.say("site.lead"), "", self.say("disclaimer"), "")
        yield f"<!-- {self.writer.say('lead.markdown')} -->"
        yield from toctree(
            [
                *(f"{whole.id}/index" for whole in self.book.sets),
                "changes",
                "coverage",
                "decisions",
                "measures",
                "sources",
                "glossary",
                "procedures",
                *(["provinces"] if self.packs else []),
            ],
            depth=1,
        )

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
        yield from pairs([(self.say(key), value) for key, value in rows])
        yield from (self._evidence(view.evidence), "")
        if view.clauses:
            yield from (*(f"- {escape(line)}" for line in view.clauses), "")
        if view.note:
            yield from (f"> {escape(view.note)}", "")
        if view.areas:
            yield from (f"## {self.say('areas')}", "", *(f"- {escape(line)}" for line in view.areas), "")
        yield from toctree([each.id.rpartition("/")[2] for each in view.criteria], depth=1, hidden=True)
        for each in view.criteria:
            yield from (f"## {self.link(Ref(each.title, each.id))}", "")
            yield from self._indicator_rows(each.indicators)
        if view.prerequisites:
            yield from (f"## {self.say('prerequisites')}", "")
            for item in view.prerequisites:
                yield from self.indicator(item, "###")

    def criterion(self, whole: CriteriaSet, criterion: Criterion) -> Iterator[str]:
        """Yield the page of a criterion with its indicators."""
        view = self.writer.criterion(whole, criterion)
        yield from (f"({self.label(view.id)})=", f"# {escape(view.title)}", "")
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
        yield from pairs(facts)
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
            yield from self.differences(view.differences)
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
            remark = f" {escape(each.changed)}" if each.changed else ""
            yield f"- {escape(each.name)}: **{escape(each.word)}** ({self.say('case.source', source=each.source)}){remark}"
        # One whole trace a section; the site has them all. What is not met teaches most: its distance is told.
        shown = next((each for each in found if each.verdict == "not_met"), found[0])
        yield from ("", "```text", *("  " * indent + text for text, _, indent in shown.lines), "```")

    # parts

    def _part(self, part: PartView, *, top: bool) -> Iterator[str]:
        if not top:
            yield from (f"**{escape(part.clause)}**", "")
        if part.target is not None:
            yield from (f"→ {self.link(part.target)}", "")
        for view in part.tables:
            yield from self._levels(view)
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

    def _levels(self, view: TableView) -> Iterator[str]:
        unit = f" ({escape(view.unit)})" if view.unit else ""
        if view.single is not None:
            proof = f" ({escape(view.single.badge.title)})" if view.single.badge is not None else ""
            note = f" – {escape(view.single.note)}" if view.single.note else ""
            yield from (f"{escape(view.caption)}{unit}: **{escape(view.single.text)}**{proof}{note}", "")
            yield from self._sources(view)
            return
        yield from (f"*{escape(view.caption)}*{unit}", "")
        rows = [(escape(name), *map(self._cell, cells)) for name, cells in view.rows]
        yield from table((escape(view.corner), *map(escape, view.columns)), rows)
        if view.common:
            yield from (escape(view.common), "")
        yield from self._sources(view)
        if view.badges:
            yield from ("; ".join(f"{escape(badge.short)} = {escape(badge.title)}" for badge in view.badges), "")

    def _sources(self, view: TableView) -> Iterator[str]:
        if view.refs:
            yield from (f"{self.say('table.sources')}: {', '.join(map(self.link, view.refs))}", "")

    def _cell(self, cell: CellView) -> str:
        said = escape(cell.told) + (f" ({escape(cell.badge.short)})" if cell.badge is not None else "")
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
            yield from table((self.say("indicator"), self.say("requirement.short"), self.say("evidence")), rows)

"""Rows of many attainments in both languages, each indicator put into words once: thousands of units share most of theirs."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from attrs import field

from ntmrules.explain.attainment.gaps import Gap, gaps_of
from ntmrules.explain.attainment.header import own_indicators
from ntmrules.explain.attainment.rows import Row, figure_words, row_of
from ntmrules.explain.attainment.voice import ENTRIES, Voice
from ntmrules.frozen import define, evolve, frozen
from ntmrules.model.attainment import Attainment
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.text import Text
from ntmrules.model.trace import Node

LANGUAGES = ("vi", "en")


@frozen(kw_only=True, eq=False)
class Told:
    """One indicator in both languages, with its gaps; ``unit`` of its rows is empty, for several units share it."""

    node: Node
    vi: Row
    en: Row
    gaps: tuple[Gap, ...]


@define
class _Frame:
    """One indicator told before, and the same with other figures."""

    told: Told
    by_figures: dict[Hashable, Told] = field(factory=dict)


@define
class TellsOnce:
    """Returns the rows of attainments; an indicator that reads as one before is not put into words again.

    Two indicators read alike where all that their words are made of is alike; where they were read in a file is no part of it.
    Where only figures differ, only the figure and the distance to the level are put into words anew.
    """

    _known: dict[Hashable, _Frame] = field(factory=dict)
    _books: dict[int, Rulebook] = field(factory=dict)

    def rows(self, attainment: Attainment) -> list[Told]:
        """Return each indicator of an attainment in its order, those outside the counts last."""
        voices: list[Voice] = []
        owners: dict[str, Node] = {}
        for criterion in attainment.trace.children:
            if criterion.kind == "criterion":
                owners.update((child.id, criterion) for child in criterion.children)
        labels = {node.id: node.label for node in attainment.nodes() if node.kind == "figure"}
        book = self._books.setdefault(id(attainment.rulebook), attainment.rulebook)
        found = []
        for node in own_indicators(attainment.trace):
            owner = owners.get(node.id)
            parts: list[Hashable] = [id(book), id(owner.about) if owner is not None else None]
            figures: list[Hashable] = []
            _add(parts, figures, node, labels, entry=False)
            frame, seen = self._known.get(tuple(parts)), tuple(figures)
            told = frame.by_figures.get(seen) if frame is not None else None
            if told is None:
                voices = voices or [Voice.of(attainment, lang) for lang in LANGUAGES]
                told = _whole(voices, node, owner) if frame is None else _with_figures(frame.told, voices, node)
                frame = frame or self._known.setdefault(tuple(parts), _Frame(told=told))
                frame.by_figures[seen] = told
            found.append(told)
        return found


def _whole(voices: Sequence[Voice], node: Node, owner: Node | None) -> Told:
    vi, en = (evolve(row_of(voice, node, owner), unit="") for voice in voices)
    return Told(node=node, vi=vi, en=en, gaps=tuple(gaps_of(node)))


def _with_figures(told: Told, voices: Sequence[Voice], node: Node) -> Told:
    """Return what was told of a node that differs in its figures alone."""
    gaps = tuple(gaps_of(node))
    vi, en = (
        evolve(row, **figure_words(voice, node, gaps)) for voice, row in zip(voices, (told.vi, told.en), strict=True)
    )
    return Told(node=node, vi=vi, en=en, gaps=gaps)


def _add(
    parts: list[Hashable], figures: list[Hashable], node: Node, labels: Mapping[str, Text], *, entry: bool
) -> None:
    """Add what the words of a node are made of, and apart from it the figures that stand in it.

    Decimals count with their digits: 1.0 and 1.00 are told differently. What a node is about is the same object in every
    evaluation of a rulebook; the nodes that were told keep theirs alive. What a province entered is told with its figures.
    """
    about, verdict, observed, required, basis, reasons, notes, children, provisional, period, _, _ = node
    entry = entry or about.kind in ENTRIES
    parts += (id(about), verdict, basis, provisional, observed is None)
    if observed is not None or period is not None:
        (parts if entry else figures).append((repr(observed), period))
    if required is not None:
        parts.append(repr(required))
    if reasons:
        parts += (repr(reasons), tuple(reason.subject in labels for reason in reasons))
    if notes:
        parts += (repr(notes), tuple(note.subject in labels for note in notes))
    for child in children:
        _add(parts, figures, child, labels, entry=entry)
    parts.append("/")
    figures.append("/")

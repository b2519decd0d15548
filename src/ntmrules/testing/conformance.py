"""The check that a pack has to pass: it loads, lint finds no error, its cases hold, and so do the properties."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ntmrules.catalog.pack import Pack
from ntmrules.check.lint import known_pack, lint
from ntmrules.errors import DateError, NtmRulesError
from ntmrules.face.rulebook import Rulebook
from ntmrules.library import Library
from ntmrules.model.evidence import Floor
from ntmrules.model.figures import UnitFigures
from ntmrules.testing import properties as of
from ntmrules.testing.changes import change_days
from ntmrules.testing.figures import figures_for
from ntmrules.testing.overlays import overlaid_books

T = TypeVar("T")
EXAMPLES = 8


def assert_pack_conforms(pack: str | Path | Pack, *, max_examples: int = EXAMPLES) -> None:
    """Raise ``AssertionError`` with all that is wrong in a pack: its format, its cases, or a property it breaks.

    ``max_examples`` bounds the random units that each property is tried on, for each set and each stretch of time in
    which its texts stay the same. A pack outside the national catalogue is checked together with it, and where it lies
    over other sets these are checked in its provinces.
    """
    own = pack if isinstance(pack, Pack) else Pack(Path(pack))
    errors = [finding.problem for finding in lint(own.root) if finding.severity == "error"]
    if errors:
        raise AssertionError(f"{len(errors)} errors in {own.name}:\n" + "\n".join(str(problem) for problem in errors))
    library = library_with(own)
    for set_id in sorted(own.headers):
        of.digest_survives_writing(own.load(set_id))
        for book in rulebooks_of(library, set_id):
            check_rulebook(book, max_examples=max_examples)
    for book in overlaid_books(library, own):
        check_rulebook(book, max_examples=max_examples)


def library_with(pack: Pack) -> Library:
    """Return a library of the national catalogue and ``pack``, with what the plugin of the pack brings."""
    _, catalogue = known_pack(pack.root)
    return Library.over(catalogue)


def rulebooks_of(library: Library, set_id: str) -> Iterator[Rulebook]:
    """Yield a rulebook of the set for each stretch of time in which its texts stay the same.

    A day on which a set that it asks for is not in force makes no rulebook; that the set says so is for its cases.
    """
    for first, _ in change_days(library.catalogue, set_id):
        try:
            yield library.rulebook(set_id, on=first, evidence_floor=Floor.RECALL_LOW)
        except DateError:
            continue


def check_rulebook(book: Rulebook, *, max_examples: int = EXAMPLES, only: Collection[str] = ()) -> None:
    """Raise ``AssertionError`` naming the rulebook and the property that fails; ``only`` some of them by title."""
    for rule in book.all_rules if not only else ():
        of.the_level_is_met(book, rule)
    for title, strategy, check in _CHECKS:
        if only and title not in only:
            continue
        try:
            _try(book, strategy(book), check, max_examples)
        except (AssertionError, NtmRulesError) as error:
            raise AssertionError(f"{book.id} on {book.on}: {title}: {error}") from error


def chooser(data: st.DataObject) -> of.Pick:
    """Return a ``pick`` that draws from hypothesis."""

    def pick(items: Sequence[T], /) -> T:
        return data.draw(st.sampled_from(items))

    return pick


Check = Callable[[Rulebook, st.DataObject, UnitFigures], None]


def _try(book: Rulebook, units: st.SearchStrategy[UnitFigures], check: Check, max_examples: int) -> None:
    profile = settings(
        max_examples=max_examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )

    @profile
    @given(unit=units, data=st.data())
    def run(unit: UnitFigures, data: st.DataObject) -> None:
        check(book, data, unit)

    run()


def _with_pick(check: Callable[..., None]) -> Check:
    return lambda book, data, unit: check(book, unit, chooser(data))


def _on_result(check: Callable[..., None]) -> Check:
    def judge(book: Rulebook, _: st.DataObject, unit: UnitFigures) -> None:
        check(book.evaluate(unit))

    return judge


def _plain(book: Rulebook) -> st.SearchStrategy[UnitFigures]:
    return figures_for(book, reports=False)


def _reported(book: Rulebook) -> st.SearchStrategy[UnitFigures]:
    return figures_for(book, reports=True)


_CHECKS: tuple[tuple[str, Callable[[Rulebook], st.SearchStrategy[UnitFigures]], Check], ...] = (
    ("a better figure never loses a verdict", _plain, _with_pick(of.better_figure_never_loses)),
    ("removing figures never flips a verdict", _reported, _with_pick(of.removing_never_flips)),
    ("taking a figure back turns nothing round", _plain, _with_pick(of.taking_back_never_turns_round)),
    ("filling a hole only narrows", _plain, _with_pick(of.filling_only_narrows)),
    ("order changes nothing", _reported, _with_pick(of.order_of_figures_changes_nothing)),
    ("the root is that of the leaves", _reported, _on_result(of.root_is_that_of_the_leaves)),
    ("tallies add up", _reported, _on_result(of.tallies_add_up)),
    ("a raise is never easier", _plain, _on_result(of.raise_is_never_easier)),
    ("a dispute decides no more than its candidates", _plain, _with_pick(of.disputed_decides_no_more)),
)

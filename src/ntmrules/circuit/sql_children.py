"""The part of a statement about the units inside: what each comes to, and all of one parent put together by group-by."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from attrs import field
from sqlglot import exp

from ntmrules.circuit import sql_tree as tree
from ntmrules.circuit.children import column, columns_about, counts
from ntmrules.circuit.keys import BIT_OF
from ntmrules.circuit.sql_figures import ANSWERS, INSIDE, REFUSED, UNREAD, Figures
from ntmrules.circuit.table import UNIT
from ntmrules.errors import UsageError, problem
from ntmrules.frozen import frozen
from ntmrules.model import walk
from ntmrules.model.requirements import ChildCount
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.verdicts import ReasonCode

ONE = exp.Literal.number(1)
NONE = exp.Literal.number(0)


@frozen(kw_only=True)
class Inside:
    """One share or count of ``owner`` over units inside, which ``other`` judges (none: they answer for themselves).

    ``name`` is its step, with one row a parent; ``label`` the node of ``other`` that is asked for, empty for the set.
    """

    owner: Rulebook
    item: ChildCount
    name: str
    other: Rulebook | None
    label: str
    codes: set[int] = field(factory=set, eq=False)
    """The reasons that its units can have, known once they are judged."""

    @property
    def judged(self) -> str:
        """The name of the step with one row a unit inside."""
        return f"{self.name}_units"

    def columns(self) -> dict[str, str]:
        """Return how the columns of a circuit about it begin in its step."""
        short = {"why_all": "a", "why_open": "o"}
        return {
            key: f"{self.name}_{short.get(word, word)}"
            for key in columns_about(self.owner, self.item)
            for word in (key.rpartition(":")[2],)
        }


def inside_of(book: Rulebook, asked: Collection[str], dialect: str) -> list[Inside]:
    """Return the shares and counts of which a circuit asks columns; ``UsageError`` NTM044 for what SQL cannot say."""
    found: dict[str, Inside] = {}
    for owner, item in counts(book):
        key = column(owner, item, "")
        if key in found or not any(each in asked for each in columns_about(owner, item)):
            continue
        target = item.target
        other, label = (None, "") if target is None else walk.find_target(target, owner.nested, None)
        if target is not None and other is None:
            raise UsageError(problem("NTM044.question", owner.id, dialect=dialect, key=target))
        found[key] = Inside(owner=owner, item=item, name=f"in{len(found)}", other=other, label=label)
    return list(found.values())


def answered(each: Inside, figures: Figures) -> exp.Select:
    """Return the step of units that answer for themselves: yes is met, nothing is undetermined."""
    (cell,) = figures.cells
    name = figures.named[cell.key]
    words = {code: [figures.word(word) for word in answers] for code, answers in ANSWERS.items()}
    known = [
        (tree.there(name, tree.one_of(name, answers)), exp.Literal.number(code))
        for code, answers in words.items()
        if code in (1, 0)  # an answer of «không áp dụng» no text foresees: it is open
    ]
    missing = BIT_OF[ReasonCode.NO_FIGURE]
    each.codes.add(missing)
    return tree.select_of(
        [
            *map(tree.column, (INSIDE, REFUSED, UNREAD)),
            tree.named(tree.case_of(known, exp.Literal.number(2)), "verdict"),
            tree.named(tree.flag(tree.negated(tree.empty(name))), "basis"),
            tree.named(NONE.copy(), "provisional"),
            tree.named(tree.flag(tree.empty(name)), f"r{missing}"),
        ],
        f"{figures.prefix}taken",
    )


def with_report(
    each: Inside, told: Mapping[str, exp.Expr], reasons: Sequence[tuple[int, exp.Expr]], last: str, figures: Figures,
    reported: str | None,
) -> Iterable[tuple[str, exp.Select]]:  # fmt: skip
    """Yield the steps of units that a set judges; what is reported of the whole counts where nothing is computed."""
    each.codes.update(code for code, _ in reasons)
    plain = f"{each.name}_told"
    rest = [tree.column(name) for name in (INSIDE, REFUSED, UNREAD, *([reported] if reported else []))]
    values = [tree.named(value, name) for name, value in told.items()]
    yield (
        plain if reported else each.judged,
        tree.select_of([*rest, *values, *(tree.named(value, f"r{code}") for code, value in reasons)], last),
    )
    if not reported:
        return
    undetermined = exp.EQ(this=tree.column("verdict"), expression=exp.Literal.number(2))
    words = {
        code: [figures.word(word) for word in ANSWERS[code]] for code in (1, 0)
    }  # what is not applicable settles nothing
    settles = {
        code: tree.all_of(undetermined.copy(), tree.there(reported, tree.one_of(reported, words[code])))
        for code in words
    }
    either = tree.any_of(*settles.values())
    verdicts = [(test, exp.Literal.number(code)) for code, test in settles.items()]
    yield each.judged, tree.select_of(
        [
            *map(tree.column, (INSIDE, REFUSED, UNREAD, "provisional")),
            tree.named(tree.case_of(verdicts, tree.column("verdict")), "verdict"),
            tree.named(tree.case_of([(either, exp.Literal.number(2))], tree.column("basis")), "basis"),
            *(tree.named(tree.case_of([(either.copy(), NONE.copy())], tree.column(f"r{code}")), f"r{code}")
              for code, _ in reasons),
        ],
        plain,
    )  # fmt: skip


def together(each: Inside) -> exp.Select:
    """Return the step with one row a parent: how many there are, are met, are not, and what the verdicts rest on."""

    def verdict(code: int) -> exp.Expr:
        return exp.EQ(this=tree.column("verdict"), expression=exp.Literal.number(code))

    def most(test: exp.Expr, name: str) -> exp.Expr:
        return tree.named(exp.Max(this=tree.flag(test)), f"{each.name}_{name}")

    def holds(name: str) -> exp.Expr:
        return exp.EQ(this=tree.column(name), expression=ONE.copy())

    other_basis = exp.NEQ(this=tree.column("basis"), expression=ONE.copy())
    columns: list[exp.Expr] = [
        tree.column(INSIDE),
        tree.named(exp.Count(this=exp.Star()), f"{each.name}_n"),
        tree.named(tree.count_where(verdict(1)), f"{each.name}_met"),
        tree.named(tree.count_where(verdict(0)), f"{each.name}_lost"),
        tree.named(tree.count_where(verdict(3)), f"{each.name}_out"),
        most(tree.all_of(verdict(1), other_basis), "soft"),
        most(holds("provisional"), "weak"),
        tree.named(exp.Sum(this=tree.column(REFUSED)), f"{each.name}_{REFUSED}"),
        tree.named(exp.Sum(this=tree.column(UNREAD)), f"{each.name}_{UNREAD}"),
    ]
    for code in sorted(each.codes):
        columns += [most(holds(f"r{code}"), f"a{code}"), most(tree.all_of(verdict(2), holds(f"r{code}")), f"o{code}")]
    return tree.select_of(columns, each.judged).group_by(tree.column(INSIDE), copy=False)


def joined(
    inside: Sequence[Inside], kept: Iterable[str], counted: Mapping[str, Collection[str]], source: str
) -> exp.Select:
    """Return the step of parents with what the units inside each come to; ``counted`` names the steps whose refused cells
    and unread rows count.
    """

    def known(table: str, name: str) -> exp.Expr:
        return exp.Coalesce(this=tree.of(table, name), expressions=[NONE.copy()])

    columns: list[exp.Expr] = [tree.named(tree.of(source, name), name) for name in kept]
    for name in (REFUSED, UNREAD):
        parts = [
            tree.of(source, name),
            *(known(each.name, f"{each.name}_{name}") for each in inside if each.name in counted[name]),
        ]
        columns.append(tree.named(tree.total(parts, 0), name))
    for each in inside:
        names = [
            "n",
            "met",
            "lost",
            "out",
            "soft",
            "weak",
            *(f"{end}{code}" for code in sorted(each.codes) for end in "ao"),
        ]
        columns += [tree.named(known(each.name, f"{each.name}_{name}"), f"{each.name}_{name}") for name in names]
    select = tree.select_of(columns, source)
    for each in inside:
        on = exp.EQ(this=tree.of(source, UNIT), expression=tree.of(each.name, INSIDE))
        select = select.join(exp.table_(each.name, quoted=True), on=on, join_type="left", copy=False)
    return select

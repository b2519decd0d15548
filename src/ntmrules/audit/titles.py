"""What stands above a table of tallies and is not so for its rows: another set, year or province."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ntmrules.audit.finding import Remark
from ntmrules.audit.tally_file import Tallies
from ntmrules.figures.titles import of_another_tier, other_province, province_in, year_in
from ntmrules.model.rulebook import Rulebook


def title_remarks(table: Tallies, name: str, books: Iterable[Rulebook]) -> Iterator[Remark]:
    """Yield what titles say that no row is about; ``books`` are the rulebooks by which the rows were checked."""
    every = list({id(each): each for each in books}.values())
    tiers = [of_another_tier(table.titles, each.set.key) for each in every]
    if every and all(tiers):
        yield Remark(at=name, vi=f"tiêu đề ghi «{tiers[0]}», các dòng ghi bộ {_sets(every)}",
                     en=f"a title says «{tiers[0]}», the rows name the set {_sets(every)}")  # fmt: skip
    year, years = year_in(table.titles), {row.when.last.year for row in table.rows if row.when.last is not None}
    if year is not None and years and year not in years:
        said = ", ".join(map(str, sorted(years)))
        yield Remark(at=name, vi=f"tiêu đề ghi năm {year}, các dòng ghi năm {said}",
                     en=f"a title says {year}, the rows are of {said}")  # fmt: skip
    wrong = [each for each in every if any(other_province(table.titles, each, name))]
    if every and len(wrong) == len(every) and wrong[0].province is not None:
        own, asked = province_in(table.titles), wrong[0].province.name
        yield Remark(at=name, vi=f"tiêu đề ghi tỉnh {own}, các dòng được kiểm theo {asked}",
                     en=f"a title says {own}, the rows were checked as of {asked}")  # fmt: skip


def _sets(books: Sequence[Rulebook]) -> str:
    return ", ".join(sorted({each.set.id for each in books}))

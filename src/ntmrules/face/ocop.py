"""The verbs on OCOP: rank products, bring judges together, the portfolio on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from ntmrules.catalog.ocop import OcopTexts
from ntmrules.catalog.pack import Pack
from ntmrules.errors import FiguresError, Problem, UsageError, problem
from ntmrules.frozen import evolve
from ntmrules.model.days import as_day
from ntmrules.model.figures import Remark
from ntmrules.model.ocop import OcopStage, Sheet
from ntmrules.model.unit_names import name_key, named
from ntmrules.model.units import Province
from ntmrules.ocop.answers_file import read_products
from ntmrules.ocop.portfolio import Portfolio, portfolio
from ntmrules.ocop.product import Answers, Given, Product, answers_of, bare, recognition_answer, stage_of
from ntmrules.ocop.product_set import ProductSets
from ntmrules.ocop.products_file import read_portfolio
from ntmrules.ocop.scoring import Ranking, rank, rank_by_judges
from ntmrules.ocop.writing import told_day


class Ocop:
    """The decisions on OCOP in some packs, and what is asked of them; ``library.ocop()`` gives those of a library.

    ``on`` is the day on which files without a day of their own were lodged, ``province`` whose rules of the council apply.
    ``left_out`` says which rows of the files read so far were no product.
    """

    def __init__(self, packs: Iterable[Pack], *, on: str | None = None, province: Province | None = None) -> None:
        self.texts = OcopTexts(packs)
        self.on = on
        self.left_out: list[Remark] = []
        self.province = province
        self._sets: dict[str, ProductSets] = {}

    @cached_property
    def stages(self) -> tuple[OcopStage, ...]:
        """The decisions, oldest first, with what the province says of its council."""
        council = self.texts.council(self.province)
        return tuple(evolve(stage, council=council) for stage in self.texts.stages)

    def stage(self, word: str | None = None) -> OcopStage:
        """Return the decision that a word names (``2023``, ``148/QĐ-TTg``), or that of the day, or the newest.

        Raises ``UsageError`` NTM001 for a word that names none, NTM585 for a day before every decision or under another one.
        """
        of_day = None
        if self.on is not None:
            of_day = next((stage for stage in reversed(self.stages) if stage.lodged_from <= as_day(self.on)), None)
            if of_day is None:
                raise UsageError(
                    problem("NTM585.before", day=told_day(self.on), first=told_day(str(self.stages[0].lodged_from)))
                )
        if word is None:
            return of_day or self.stages[-1]
        for stage in self.stages:
            if bare(word) in (stage.id, stage.id.rpartition("/")[2], bare(stage.provision.decision)):
                if of_day is not None and of_day.id != stage.id:
                    decision = of_day.provision.decision
                    raise UsageError(
                        problem("NTM585.other-day", said=word, day=told_day(self.on or ""), stage=decision)
                    )
                return stage
        known = [stage.id.rpartition("/")[2] for stage in self.stages]
        raise UsageError(problem("NTM001.set", ref=word, known=", ".join(known), near=(word, known)))

    def sheets(self, stage: OcopStage) -> dict[int, Sheet]:
        """Return the scoring sheets of a decision by number."""
        return self.texts.sheets(stage)

    def sheet(self, word: str | int, stage: OcopStage | None = None) -> Sheet:
        """Return a sheet by number or by the name of its product set; ``FiguresError`` NTM583 if there is none, or several."""
        return self._sheet(str(word), stage or self.stage(), "")

    def _sheet(self, word: str, stage: OcopStage, at: str) -> Sheet:
        if stage.id not in self._sets:
            self._sets[stage.id] = ProductSets.of(self.sheets(stage))
        found = self._sets[stage.id].find(word)
        if isinstance(found, Problem):
            raise FiguresError(found.at(at))
        return self.sheets(stage)[found]

    def read(self, *paths: str | Path, problems: list[Problem] | None = None) -> tuple[Product, ...]:
        """Return the products of files of scores; ``FiguresError`` with every bad cell of all of them.

        With ``problems`` bad cells are collected there and nothing is raised; `rank` and `council` take them, so that all that is
        wrong is told at once.
        """
        found: list[Product] = []
        wrong: list[Problem] = []
        for path in paths:
            try:
                found += read_products(path, self.left_out, wrong)
            except FiguresError as error:
                wrong += error.problems
        if wrong and problems is None:
            raise FiguresError(wrong)
        if problems is not None:
            problems += wrong
        return tuple(found)

    def answers(
        self,
        products: Iterable[Product],
        *,
        recognised: Mapping[str, bool] | None = None,
        problems: Iterable[Problem] = (),
    ) -> tuple[Answers, ...]:
        """Return products with their answers checked against their sheets; ``FiguresError`` with all that is wrong.

        ``recognised`` tells by commune whether it is recognised as new rural: criteria that ask for it take it from there where
        the product's own file says nothing.
        """
        found: list[Answers] = []
        wrong = list(problems)
        unread = _rows_of(wrong)
        for product in products:
            try:
                found.append(self._answers(product, recognised or {}))
            except FiguresError as error:
                wrong += _beside(error, product, unread)
        if wrong:
            raise FiguresError(wrong)
        return tuple(found)

    def _answers(self, product: Product, recognised: Mapping[str, bool]) -> Answers:
        stage = stage_of(self.stages, product, self.on)
        sheet = self._sheet(product.sheet, stage, product.at)
        return answers_of(_with_recognition(product, sheet, recognised), stage, sheet)

    def rank(
        self,
        products: Iterable[Product],
        *,
        recognised: Mapping[str, bool] | None = None,
        problems: Iterable[Problem] = (),
    ) -> tuple[Ranking, ...]:
        """Return the rank of each product; several sheets of one product by different judges are one ranking by their mean.

        Raises ``FiguresError`` NTM583 and NTM584 with every wrong answer, NTM585 for a judge with two sheets of one product.
        """
        known = recognised or {}
        found: dict[tuple[str, str, int], Ranking] = {}
        several: dict[tuple[str, str, int], list[Product]] = {}
        wrong = list(problems)
        unread = _rows_of(wrong)
        for product in products:
            try:
                answers = self._answers(product, known)
            except FiguresError as error:
                wrong += _beside(error, product, unread)
                continue
            key = (name_key(product.name), name_key(product.owner or ""), answers.sheet.number)
            if key in found:  # a council's sheets: few products have any, so their answers are read again, not kept
                several.setdefault(key, [found[key].product]).append(product)
                continue
            found[key] = rank(answers)
            if product.judge is not None:
                several[key] = [product]
        if wrong:
            raise FiguresError(wrong)
        councils = {key: [self._answers(product, known) for product in mine] for key, mine in several.items()}
        _refuse_two_sheets(councils.values())
        return tuple(rank_by_judges(councils[key]) if key in councils else each for key, each in found.items())

    def council(
        self, products: Sequence[Product], *, members: int | None = None, problems: Iterable[Problem] = ()
    ) -> Ranking:
        """Return the rank of one product by the sheets of its judges, of ``members`` of the council.

        Raises ``FiguresError`` as `rank` does, and ``UsageError`` NTM585 for several products or more sheets than members.
        """
        wrong = list(problems)
        if wrong and not products:
            raise FiguresError(wrong)
        names = list({name_key(product.name): product.name for product in reversed(products)}.values())[::-1]
        if len(names) != 1:
            raise UsageError(problem("NTM585.one-product" if names else "NTM585.none", known=", ".join(names)))
        named = [
            product if product.judge else evolve(product, judge=Path(product.at.partition(":")[0]).stem)
            for product in products
        ]
        sheets = self.answers(named, problems=wrong)
        _refuse_two_sheets([list(sheets)])
        expected = members if members is not None else sheets[0].stage.council.members
        if expected is not None and len(sheets) > expected:
            raise UsageError(problem("NTM585.members", count=len(sheets), members=expected))
        ranking = rank_by_judges(sheets, members=expected)
        council = evolve(ranking.stage.council, members=expected)
        return evolve(ranking, stage=evolve(ranking.stage, council=council))

    def portfolio(self, path: str | Path, *, on: str, sheets: Sequence[str] = ()) -> Portfolio:
        """Return the products of a list on a day (ISO); ``FiguresError`` NTM581 to NTM583 with every bad cell.

        ``sheets`` names those of a workbook to read where several hold such a list, ``("all",)`` takes each.
        """
        sets = ProductSets.of(*(self.sheets(stage) for stage in self.stages))
        entries = read_portfolio(path, self.left_out, sets=sets, stages=self.stages, sheets=sheets)
        return portfolio(entries, self.stages, on=on, sets=sets)


def _rows_of(problems: Iterable[Problem]) -> frozenset[str]:
    """Return the rows, ``file:row``, in which a cell could not be read; the table itself where a line above it could not."""
    return frozenset(each.where.rpartition(":")[0] for each in problems)


def _beside(error: FiguresError, product: Product, unread: frozenset[str]) -> Iterable[Problem]:
    """Yield what is wrong with a product beside the cells that could not be read: no day is missing where one was misread."""
    misread = product.at in unread or product.at.rpartition(":")[0] in unread
    return (each for each in error.problems if not misread or each.identity != "NTM584.unknown")


def _with_recognition(product: Product, sheet: Sheet, recognised: Mapping[str, bool]) -> Product:
    """Return a product with what is known of its commune; a name that fits communes of both answers says nothing."""
    if product.commune is None or not recognised or not recognition_answer(sheet, recognised=True):
        return product
    said = set(named(product.commune, list(recognised.items())))
    if len(said) != 1:
        return product
    answers = {
        line: Given(points=points, at=product.at)
        for line, points in recognition_answer(sheet, recognised=said.pop()).items()
    }
    return evolve(product, answers={**answers, **product.answers})


def _refuse_two_sheets(groups: Iterable[list[Answers]]) -> None:
    """Refuse sheets of one product that are no council: two of one judge, one without a judge, of different files."""
    problems: list[Problem] = []
    for mine in groups:
        seen: set[str] = set()
        first = mine[0].product
        for answers in mine:
            problems += _differs(mine[0], answers)
            judge, other = answers.product.judge, answers.product
            if judge is None or first.judge is None:
                if other is not first:
                    at = other.at if judge is None else first.at
                    named = judge is not None or first.judge is not None
                    problems.append(
                        problem("NTM585.no-judge", at, product=other.name)
                        if named
                        else problem("NTM582.twice", other.at, product=other.name, other=first.at)
                    )
                continue
            if name_key(judge) in seen:
                problems.append(
                    problem("NTM585.judge-twice", answers.product.at, judge=judge, product=answers.product.name)
                )
            seen.add(name_key(judge))
    if problems:
        raise FiguresError(problems)


def _differs(first: Answers, other: Answers) -> Iterable[Problem]:
    """Yield what two sheets of one council say differently of the file that they score."""
    one, two = first.product, other.product
    pairs: list[tuple[str, object, object]] = [
        ("bộ sản phẩm", first.sheet.number, other.sheet.number),
        ("ngày nộp", one.lodged, two.lodged),
        ("chủ thể", one.owner, two.owner),
        ("quyết định", first.stage.provision.decision, other.stage.provision.decision),
    ]
    for name, mine, its in pairs:
        if mine is not None and its is not None and name_key(str(mine)) != name_key(str(its)):
            yield problem("NTM585.judges-differ", two.at, product=two.name, name=name, first=mine, second=its)

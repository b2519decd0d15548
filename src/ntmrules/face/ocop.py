"""The verbs on OCOP: rank products, bring judges together, the portfolio on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import attrs

from ntmrules.catalog.ocop import OcopTexts
from ntmrules.catalog.pack import Pack
from ntmrules.errors import FiguresError, Problem, UsageError, problem
from ntmrules.model.figures import Remark
from ntmrules.model.ocop import OcopStage, Sheet
from ntmrules.model.units import Province
from ntmrules.ocop.answers_file import read_products
from ntmrules.ocop.portfolio import Portfolio, portfolio
from ntmrules.ocop.product import Answers, Given, Product, answers_of, recognition_answer, sheet_of, stage_of
from ntmrules.ocop.products_file import read_portfolio
from ntmrules.ocop.scoring import Ranking, rank, rank_by_judges


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

    @cached_property
    def stages(self) -> tuple[OcopStage, ...]:
        """The decisions, oldest first, with what the province says of its council."""
        council = self.texts.council(self.province)
        return tuple(attrs.evolve(stage, council=council) for stage in self.texts.stages)

    def stage(self, word: str | None = None) -> OcopStage:
        """Return the decision that a word names (``2023``, ``148/QĐ-TTg``), or that of the day, or the newest.

        Raises ``UsageError`` NTM001 for a word that names none.
        """
        if word is None:
            return next(
                (stage for stage in reversed(self.stages) if self.on is None or stage.lodged_from <= self.on),
                self.stages[0],
            )
        for stage in self.stages:
            if word in (stage.id, stage.id.rpartition("/")[2], stage.provision.decision):
                return stage
        known = [stage.id.rpartition("/")[2] for stage in self.stages]
        raise UsageError(problem("NTM001.set", ref=word, known=", ".join(known), near=(word, known)))

    def sheets(self, stage: OcopStage) -> dict[int, Sheet]:
        """Return the scoring sheets of a decision by number."""
        return self.texts.sheets(stage)

    def sheet(self, word: str | int, stage: OcopStage | None = None) -> Sheet:
        """Return a sheet by number or by the name of its product set; ``FiguresError`` NTM583 if there is none."""
        return sheet_of(self.sheets(stage or self.stage()), str(word))

    def read(self, *paths: str | Path) -> tuple[Product, ...]:
        """Return the products of files of scores; ``FiguresError`` with every bad cell of all of them."""
        found: list[Product] = []
        problems: list[Problem] = []
        for path in paths:
            try:
                found += read_products(path, self.left_out)
            except FiguresError as error:
                problems += error.problems
        if problems:
            raise FiguresError(problems)
        return tuple(found)

    def answers(
        self, products: Iterable[Product], *, recognised: Mapping[str, bool] | None = None
    ) -> tuple[Answers, ...]:
        """Return products with their answers checked against their sheets; ``FiguresError`` with all that is wrong.

        ``recognised`` tells by commune whether it is recognised as new rural: criteria that ask for it take it from there where
        the product's own file says nothing.
        """
        found: list[Answers] = []
        problems: list[Problem] = []
        for product in products:
            try:
                stage = stage_of(self.stages, product, self.on)
                sheet = sheet_of(self.sheets(stage), product.sheet, product.at)
                found.append(answers_of(_with_recognition(product, sheet, recognised or {}), stage, sheet))
            except FiguresError as error:
                problems += error.problems
        if problems:
            raise FiguresError(problems)
        return tuple(found)

    def rank(self, products: Iterable[Product], *, recognised: Mapping[str, bool] | None = None) -> tuple[Ranking, ...]:
        """Return the rank of each product; several sheets of one product by different judges are one ranking by their mean.

        Raises ``FiguresError`` NTM583 and NTM584 with every wrong answer, NTM585 for a judge with two sheets of one product.
        """
        by_product: dict[tuple[str, str, str], list[Answers]] = {}
        for answers in self.answers(products, recognised=recognised):
            product = answers.product
            key = (product.name.casefold(), (product.owner or "").casefold(), answers.sheet.id)
            own = key if product.judge is not None else (*key[:2], f"{key[2]}#{len(by_product)}")
            by_product.setdefault(own, []).append(answers)
        _refuse_two_sheets(by_product.values())
        return tuple(
            rank(mine[0]) if len(mine) == 1 and mine[0].product.judge is None else rank_by_judges(mine)
            for mine in by_product.values()
        )

    def council(self, products: Sequence[Product], *, members: int | None = None) -> Ranking:
        """Return the rank of one product by the sheets of its judges, of ``members`` of the council.

        Raises ``FiguresError`` as `rank` does, and ``UsageError`` NTM585 for several products or more sheets than members.
        """
        names = list(dict.fromkeys(product.name for product in products))
        if len(names) != 1:
            raise UsageError(problem("NTM585.one-product" if names else "NTM585.none", known=", ".join(names)))
        named = [
            product if product.judge else attrs.evolve(product, judge=Path(product.at.partition(":")[0]).stem)
            for product in products
        ]
        sheets = self.answers(named)
        _refuse_two_sheets([list(sheets)])
        expected = members if members is not None else sheets[0].stage.council.members
        if expected is not None and len(sheets) > expected:
            raise UsageError(problem("NTM585.members", count=len(sheets), members=expected))
        return rank_by_judges(sheets, members=expected)

    def portfolio(self, path: str | Path, *, on: str) -> Portfolio:
        """Return the products of a list on a day (ISO); ``FiguresError`` NTM581, NTM582 with every bad cell."""
        return portfolio(read_portfolio(path, self.left_out), self.stages, on=on)


def _with_recognition(product: Product, sheet: Sheet, recognised: Mapping[str, bool]) -> Product:
    known = {same_name(commune): said for commune, said in recognised.items()}
    said = known.get(same_name(product.commune or ""))
    if said is None:
        return product
    answers = {
        line: Given(points=points, at=product.at) for line, points in recognition_answer(sheet, recognised=said).items()
    }
    return attrs.evolve(product, answers={**answers, **product.answers})


def same_name(text: str) -> str:
    """Return the name of a commune without its title, case and spaces aside."""
    return " ".join(text.casefold().split()).removeprefix("xã ").removeprefix("phường ")


def _refuse_two_sheets(groups: Iterable[list[Answers]]) -> None:
    problems = []
    for mine in groups:
        seen: set[str] = set()
        for answers in mine:
            judge = answers.product.judge
            if judge is None:
                continue
            if judge.casefold() in seen:
                problems.append(
                    problem("NTM585.judge-twice", answers.product.at, judge=judge, product=answers.product.name)
                )
            seen.add(judge.casefold())
    if problems:
        raise FiguresError(problems)

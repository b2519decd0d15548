"""A product as an office gives it: which sheet, when its file was lodged, and what was chosen on each criterion."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from attrs import field

from ntmrules.errors import FiguresError, Problem, problem
from ntmrules.frozen import frozen
from ntmrules.messages.speech import Joined
from ntmrules.model.ocop import OcopStage, Sheet, SheetCriterion
from ntmrules.model.spelling import fold
from ntmrules.ocop.writing import told_day, told_points


class Given(NamedTuple):
    """What was given on one criterion: the points, or the place of the option on the sheet (from 1).

    ``bare`` is a number alone in a column of options: the points of one, or the place of one. ``at`` says where it stands, unless
    the place of its product and the column of its criterion do.
    """

    points: Decimal | None = None
    option: int | None = None
    bare: bool = False
    at: str = ""


@frozen(kw_only=True)
class Product:
    """One product with its answers, as read from a file; nothing of it is judged yet.

    ``sheet`` is a number or name of a product set, ``lodged`` the day (ISO) on which the file came in; ``claimed_stars`` and
    ``claimed_points`` are what somebody wrote down as the result; ``judge`` names whose sheet this is, ``decision`` the
    one by which the file says that it is scored. ``columns`` are the columns of criteria in its row, from 0.
    """

    name: str
    sheet: str
    lodged: str | None = None
    owner: str | None = None
    owner_kind: str | None = None
    commune: str | None = None
    judge: str | None = None
    decision: str | None = None
    claimed_stars: int | None = None
    claimed_points: Decimal | None = None
    answers: dict[str, Given] = field(factory=dict)
    columns: Mapping[str, int] = field(factory=dict)
    at: str = ""

    def place(self, criterion: str) -> str:
        """Return where the answer on a criterion stands: ``file:row:column``; the row where nothing tells more."""
        given = self.answers.get(criterion)
        if given is not None and given.at:
            return given.at
        return f"{self.at}:{self.columns[criterion] + 1}" if criterion in self.columns else self.at


@frozen(kw_only=True)
class Answers:
    """The answers of a product, checked against its sheet: ``points`` chosen by criterion, and what an option leaves unclear.

    ``unclear`` names criteria on which the option chosen may be worth more, since options of theirs were not seen.
    """

    product: Product
    stage: OcopStage
    sheet: Sheet
    points: dict[str, Decimal]
    unclear: frozenset[str] = frozenset()


def recognition_answer(sheet: Sheet, *, recognised: bool) -> dict[str, Decimal]:
    """Return the points of the criteria that ask whether the product's commune is recognised as new rural."""
    return {line.id: line.options[-1 if recognised else 0].points for line in sheet.lines if line.reads is not None}


def stage_of(stages: tuple[OcopStage, ...], product: Product, lodged: str | None = None) -> OcopStage:
    """Return the decision under which the file of a product was lodged.

    ``FiguresError`` NTM584 for a product without a day, for a day before every decision, and for a file that names another one.
    """
    day = product.lodged or lodged
    if day is None:
        raise FiguresError(problem("NTM584.unknown", product.at, product=product.name))
    for stage in stages:
        if stage.takes(day):
            if product.decision is not None and bare(product.decision) != bare(stage.provision.decision):
                raise FiguresError(
                    problem(
                        "NTM584.differs",
                        product.at,
                        product=product.name,
                        said=product.decision,
                        day=told_day(day),
                        stage=stage.provision.decision,
                    )
                )
            return stage
    earliest = told_day(str(stages[0].lodged_from))
    raise FiguresError(problem("NTM584.before", product.at, product=product.name, day=told_day(day), first=earliest))


def bare(decision: str) -> str:
    """Return the number of a decision for comparing: ``QĐ 148/QĐ-TTg`` and ``148/QĐ-TTg`` are one."""
    return fold(decision).removeprefix("quyet dinh").strip().removeprefix("so ").removeprefix("qd ").strip()


def answers_of(product: Product, stage: OcopStage, sheet: Sheet) -> Answers:
    """Return the answers of a product by the criteria of its sheet; ``FiguresError`` NTM583 with every wrong answer."""
    lines = sheet.by_id
    problems: list[Problem] = []
    points: dict[str, Decimal] = {}
    unclear: set[str] = set()
    for identity, given in product.answers.items():
        line = lines.get(identity)
        if line is None:
            known = {"criterion": identity, "known": ", ".join(lines)}
            problems.append(problem("NTM583.criterion", product.place(identity), product=product.name, sheet=sheet.number,
                                    **known, near=(identity, lines)))  # fmt: skip
            continue
        read = _read(line, given)
        if read.wrong is not None:
            name, values = read.wrong
            at = product.place(identity)
            problems.append(problem(name, at, product=product.name, criterion=line.number(), **values))
        if read.points is not None:
            points[identity] = read.points
        if read.unclear:
            unclear.add(identity)
    for group, cases in sheet.cases.items():
        answered = [case for case in cases if case in points]
        if len(answered) > 1:
            several = ", ".join(answered)
            at = product.place(answered[1])
            problems.append(problem("NTM583.cases", at, product=product.name, criteria=several, group=group))
    if problems:
        raise FiguresError(problems)
    return Answers(product=product, stage=stage, sheet=sheet, points=points, unclear=frozenset(unclear))


class _Read(NamedTuple):
    """What an answer comes to on its line: the message of what is wrong with it, or its points; whether more is possible."""

    wrong: tuple[str, dict[str, Any]] | None
    points: Decimal | None
    unclear: bool


def _read(line: SheetCriterion, given: Given) -> _Read:
    """Return what an answer comes to on its line, worked out once for all products that give it."""
    key = ("read", given.points, given.option, given.bare)
    found: _Read | None = line.memo.get(key)
    if found is None:
        points, unclear = given.points, False
        if given.option is not None:
            inside = 1 <= given.option <= len(line.options)
            points = line.options[given.option - 1].points if inside else None
            unclear = inside and line.open is not None and given.option == len(line.options)
        found = line.memo[key] = _Read(_wrong(line, given), points, unclear)
    return found


def _wrong(line: SheetCriterion, given: Given) -> tuple[str, dict[str, Any]] | None:
    """Return what is wrong with one answer: the id of the message and what it is about; nothing where it can stand."""
    if given.option is not None:
        if not 1 <= given.option <= len(line.options):
            return "NTM583.option", {"option": given.option, "count": len(line.options)}
        chosen = line.options[given.option - 1].points
        if given.points is not None and given.points != chosen:
            return "NTM583.several", {
                "text": Joined([f"{given.option} =", told_points(chosen, given.points, between=", ")], " ")
            }
        return None
    if given.points is None:
        return None
    place = int(given.points)
    if given.bare and place <= len(line.options) and line.options[place - 1].points != place:
        return "NTM583.which", {"number": place, "points": told_points(line.options[place - 1].points)}
    if given.points != 0 and not line.gives(given.points):
        known = told_points(Decimal(0), line.most, between="–") if not line.options else told_points(*line.points())
        return "NTM583.points", {"points": told_points(given.points), "known": known}
    return None

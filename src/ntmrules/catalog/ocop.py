"""Reads the decisions on OCOP: ``national/ocop-*/ocop.yaml`` and the sheets beside it; a pack's rules of its council."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import cached_property, partial
from itertools import pairwise
from pathlib import Path

from ntmrules.catalog.pack import Pack, natural, structured
from ntmrules.catalog.shape import shape_of
from ntmrules.catalog.strict import Document, read_document
from ntmrules.errors import CatalogError, Problem, problem
from ntmrules.model.closed import day_written
from ntmrules.model.ocop import Council, OcopStage, Sheet, SheetCriterion
from ntmrules.model.overrides import own_keys
from ntmrules.model.units import Province

FILE = "ocop.yaml"
HEADS = f"national/ocop-*/{FILE}"
WHOLE = Decimal(100)
A_YEAR = 2023  # of 365 days: a round that ends on 29 February would not be in every year


class OcopTexts:
    """Every decision on OCOP of a library, by stage; sheets are read when they are asked for."""

    def __init__(self, packs: Iterable[Pack]) -> None:
        self.packs = [pack for pack in packs if pack.root.is_dir()]
        self._sheets: dict[str, dict[int, Sheet]] = {}

    @cached_property
    def stages(self) -> tuple[OcopStage, ...]:
        """The decisions, oldest first. ``CatalogError`` for what their files say wrongly."""
        found = sorted(self._found, key=lambda each: each[0].lodged_from)
        problems: list[Problem] = []
        for (before, (its_pack, its_path)), (stage, (pack, path)) in pairwise(found):
            same = next((place for each, place in found if each.id == stage.id and place != (pack, path)), None)
            if same is not None:
                there = _place(*same, "id")
                problems.append(problem("NTM183.twice", _place(pack, path, "id"), what=stage.id, other=there))
            elif before.lodged_to is None or before.lodged_to >= stage.lodged_from:
                there = _place(its_pack, its_path, "lodged_to")
                problems.append(problem("NTM183.overlap", _place(pack, path, "lodged_from"), what=stage.id,
                                        other=before.id, day=stage.lodged_from, at=there))  # fmt: skip
        if problems:
            raise CatalogError(problems)
        return tuple(stage for stage, _ in found)

    @cached_property
    def _found(self) -> list[tuple[OcopStage, tuple[Pack, Path]]]:
        found: list[tuple[OcopStage, tuple[Pack, Path]]] = []
        problems: list[Problem] = []
        for pack in self.packs:
            for path in sorted(pack.root.glob(HEADS)):
                try:
                    stage = pack.kept_or_read("ocop", [path], shape_of(OcopStage), partial(_stage, pack, path))
                except CatalogError as error:
                    problems += error.problems
                else:
                    found.append((stage, (pack, path)))
        if problems:
            raise CatalogError(problems)
        return found

    def sheets(self, stage: OcopStage) -> dict[int, Sheet]:
        """Return the sheets of a decision by number. ``CatalogError`` with all that is wrong in their files."""
        if stage.id not in self._sheets:
            pack, path = next(place for each, place in self._found if each.id == stage.id)
            files = sheet_files(path)
            self._sheets[stage.id] = pack.kept_or_read(
                "sheets", files, shape_of(dict[int, Sheet]), lambda: _sheets(pack, stage, files)
            )
        return self._sheets[stage.id]

    def council(self, province: Province | None) -> Council:
        """Return what the pack of ``province`` says of its council (``ocop.yaml`` of the pack); nothing where no pack does.

        The rules of a former province hold in it alone, not in the one that it became part of.
        """
        for pack in self.packs:
            path = pack.root / FILE
            if pack.head is None or province is None or not path.is_file():
                continue
            if not own_keys(province).isdisjoint(pack.head.territory):
                return read_council(pack)
        return Council()


def read_council(pack: Pack) -> Council:
    """Return the rules of the council in a pack. ``CatalogError`` NTM183 for numbers that cannot be."""
    path = pack.root / FILE
    document = read_document(path, pack.shown(path))
    council = structured(document, document.data, Council)
    bounds: list[tuple[str, Decimal | int | None, int, Decimal | int]] = [
        ("members", council.members, 1, 1000),
        ("quorum", council.quorum, 1, council.members or 1000),
        ("vote_share", council.vote_share, 0, 100),
        ("most_spread", council.most_spread, 0, 100),
    ]
    problems = [
        problem("NTM183.council", document.where((name,)), what=name, number=value, least=least, most=most)
        for name, value, least, most in bounds
        if value is not None and not least <= value <= most
    ]
    if problems:
        raise CatalogError(problems)
    return council


def check_ocop(pack: Pack) -> None:
    """Read the decisions on OCOP, their sheets and the council's rules in a pack; ``CatalogError`` with all that is wrong."""
    problems: list[Problem] = []
    texts = OcopTexts([pack])
    try:
        stages = texts.stages
    except CatalogError as error:
        problems += error.problems
        stages = ()
    readings: list[Callable[[], object]] = [lambda stage=stage: texts.sheets(stage) for stage in stages]  # type: ignore[misc]
    if (pack.root / FILE).is_file():
        readings.append(lambda: read_council(pack))
    for read in readings:
        try:
            read()
        except CatalogError as error:
            problems += error.problems
    if problems:
        raise CatalogError(problems)


def ocop_files(root: Path) -> list[Path]:
    """Return the files on OCOP in a pack: the heads of decisions, each with its sheets, then the rules of the council."""
    heads = sorted(root.glob(HEADS))
    found = [path for head in heads for path in (head, *sheet_files(head))]
    return [*found, root / FILE] if (root / FILE).is_file() else found


def sheet_files(head: Path) -> list[Path]:
    """Return the files of the sheets beside the head of a decision, in the order of their numbers."""
    return sorted((head.parent / "sheets").glob("*.yaml"), key=lambda path: natural(path.name))


def _stage(pack: Pack, path: Path) -> OcopStage:
    document = read_document(path, pack.shown(path))
    stage = structured(document, document.data, OcopStage)
    ends = sorted((band.from_, band.to) for band in stage.bands)
    if not ends or ends[0][0] != 0 or ends[-1][1] != WHOLE or any(a[1] != b[0] for a, b in pairwise(ends)):
        raise CatalogError(problem("NTM183.bands", document.where(("bands",))))
    if sum(part.most for part in stage.parts) != WHOLE:
        raise CatalogError(
            problem("NTM183.parts", document.where(("parts",)), total=sum(part.most for part in stage.parts))
        )
    problems = [
        problem("NTM183.day", document.where(("rounds", index, key)), day=getattr(each, key))
        for index, each in enumerate(stage.rounds)
        for key in ("request_before", "result_before")
        if day_written(f"{A_YEAR}-{getattr(each, key)}") is None
    ]
    if problems:
        raise CatalogError(problems)
    return stage


def _place(pack: Pack, path: Path, key: str) -> str:
    """Return the file and line of a key of a decision; read again, for an error alone."""
    return read_document(path, pack.shown(path)).where((), key=key)


def _sheets(pack: Pack, stage: OcopStage, files: list[Path]) -> dict[int, Sheet]:
    found: dict[int, Sheet] = {}
    places: dict[int, str] = {}
    problems: list[Problem] = []
    for path in files:
        try:
            document = read_document(path, pack.shown(path))
            sheet = structured(document, document.data, Sheet)
        except CatalogError as error:
            problems += error.problems
            continue
        where = document.where(("number",))
        if sheet.number in found:
            problems.append(problem("NTM183.twice", where, what=sheet.number, other=places[sheet.number]))
        found[sheet.number], places[sheet.number] = sheet, where
        problems += _wrong(document, sheet, stage)
    if problems:
        raise CatalogError(problems)
    return found


def _wrong(document: Document, sheet: Sheet, stage: OcopStage) -> Iterator[Problem]:
    """Yield where a sheet contradicts itself or its decision: sums, marks off their options, ids that stand twice."""
    heads = {part.id: part for part in stage.parts}
    industries = [industry.id for industry in stage.industries]
    if sheet.industry not in industries:
        yield problem(
            "NTM183.industry",
            document.where(("industry",)),
            word=sheet.industry,
            known=" | ".join(industries),
            near=(sheet.industry, industries),
        )
    if [part.id for part in sheet.parts] != list(heads):
        yield problem("NTM183.part-ids", document.where(("parts",)), known=", ".join(heads))
    seen: dict[str, str] = {}
    for place, part in enumerate(sheet.parts):
        where = document.where(("parts", place))
        if part.id in heads and part.most != heads[part.id].most:
            yield problem("NTM183.sum", where, what=part.id, total=part.most, most=heads[part.id].most)
        groups = sum((group.most for group in part.groups), Decimal(0))
        if groups != part.most:
            yield problem("NTM183.sum", where, what=part.id, total=groups, most=part.most)
        for group_place, group in enumerate(part.groups):
            path = ("parts", place, "groups", group_place)
            total = group_total(group.criteria)
            if total != group.most:
                yield problem("NTM183.sum", document.where(path), what=group.id, total=total, most=group.most)
            for index, criterion in enumerate(group.criteria):
                here = document.where((*path, "criteria", index))
                if criterion.id in seen:
                    yield problem("NTM183.twice", here, what=criterion.id, other=seen[criterion.id])
                seen[criterion.id] = here
                yield from _wrong_criterion(here, criterion)


def group_total(criteria: Iterable[SheetCriterion]) -> Decimal:
    """Return the points that criteria give at most together; of the cases of one group one counts."""
    total = Decimal(0)
    cases: dict[str, Decimal] = {}
    for criterion in criteria:
        if criterion.case_of is None:
            total += criterion.most
        else:
            cases[criterion.case_of] = max(criterion.most, cases.get(criterion.case_of, Decimal(0)))
    return total + sum(cases.values(), Decimal(0))


def _wrong_criterion(here: str, criterion: SheetCriterion) -> Iterator[Problem]:
    points = [option.points for option in criterion.options]
    if points != sorted(points):
        yield problem("NTM183.order", here, what=criterion.id)
    best = max(points, default=Decimal(0))
    if criterion.open is None and best != criterion.most:
        yield problem("NTM183.best", here, what=criterion.id, best=best, most=criterion.most)
    if best > criterion.most or (points and min(points) < 0):
        yield problem("NTM183.best", here, what=criterion.id, best=best, most=criterion.most)
    last: dict[int, Decimal] = {}
    for mark in criterion.marks:
        if mark.stars not in (3, 4, 5) or mark.stars in last:
            yield problem("NTM183.stars", here, what=criterion.id, stars=mark.stars)
        last[mark.stars] = max(mark.least, default=Decimal(0))
        for least in mark.least:
            if least != 0 and not criterion.gives(least):
                yield problem("NTM183.mark", here, what=criterion.id, stars=mark.stars, least=least)

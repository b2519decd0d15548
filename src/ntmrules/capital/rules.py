"""Counterpart funds against the rule in force, allotment by norm to the đồng, and the reports that are due next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from ntmrules.capital.columns import compound, money
from ntmrules.catalog.capital_rules import FILE, read_capital_rules
from ntmrules.catalog.pack import catalog_root
from ntmrules.errors import FiguresError, Problem, UsageError, problem
from ntmrules.figures.headings import no_unit
from ntmrules.figures.plain_table import read_plain, whole_rows
from ntmrules.frozen import frozen
from ntmrules.model.capital import CapitalRules, Norm, NormGroup, Report
from ntmrules.model.days import last_of_month
from ntmrules.model.figures import Remark
from ntmrules.model.spelling import fold
from ntmrules.model.text import Text
from ntmrules.model.unit_names import name_key
from ntmrules.model.written import BadCellError, read_number

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "unit": ("unit", "don vi", "xa"),
    "within": ("within", "thuoc", "truc thuoc", "huyen"),
    "group": ("group", "nhom", "loai xa"),
    "villages": ("villages", "so thon dbkk", "thon dac biet kho khan"),
    "note": ("note", "ghi chu"),
}
LAST_MONTH = 12
MONTHS_OF_QUARTER = 3


def capital_rules(root: Path | None = None) -> CapitalRules:
    """Return the rules on capital of the catalogue at ``root``; the shipped ones where it has none of its own."""
    chosen = root if root is not None and (root / FILE).is_file() else catalog_root()
    stat = (chosen / FILE).stat()
    return _read(chosen, (stat.st_mtime_ns, stat.st_size))


@lru_cache(maxsize=4)
def _read(root: Path, stamp: tuple[int, int]) -> CapitalRules:  # noqa: ARG001 - a changed file is read anew
    return read_capital_rules(root)


@frozen(kw_only=True)
class Commune:
    """A commune to allot to: the groups that it is of, how many villages of special difficulty it has."""

    unit: str
    groups: tuple[str, ...]
    villages: int = 0
    at: str = ""


@frozen(kw_only=True)
class Allotment:
    """What one commune gets: points with their reason, the exact share in đồng, and the amount in whole đồng."""

    commune: Commune
    points: Decimal
    reason: Text
    amount: Decimal
    rounded_up: bool


@frozen(kw_only=True)
class Allotted:
    """An amount allotted by a norm: the sum of the parts is the amount, to the đồng (largest remainder)."""

    norm: Norm
    amount: Decimal
    points: Decimal
    parts: tuple[Allotment, ...]


def read_communes(path: str | Path, norm: Norm, left_out: list[Remark] | None = None) -> tuple[Commune, ...]:
    """Return the communes of a CSV or workbook: unit, group (several with ; between), villages; ``within`` tells those of one
    name apart. ``left_out`` collects lines of totals, notes and other sheets.

    ``FiguresError`` NTM591 with every group that the norm does not have, every count that is none, every commune twice.
    """
    sheet = read_plain(Path(path))
    known = {word: name for name, words in COLUMNS.items() for word in words}
    columns = {known[fold(head)]: index for index, head in enumerate(sheet.header) if fold(head) in known}
    problems: list[Problem] = []
    extra = [head for head in sheet.header if head.strip() and fold(head) not in known]
    missing = [name for name in ("unit", "group") if name not in columns]
    for name in (*extra, *missing):
        where = f"{sheet.name}:{sheet.header_row}"
        problems.append(problem("NTM591.data", where, key=name, text=", ".join(sheet.header), known=", ".join(COLUMNS)))
    if problems:
        raise FiguresError(problems)
    words = {
        fold(word): group.id for group in norm.groups for word in (group.id, group.name.vi, group.name.en or group.id)
    }
    found: list[Commune] = []
    seen: dict[tuple[str, str], str] = {}
    for number, cells in whole_rows(sheet, problems):
        texts = {name: " ".join(cells[index].split()) if index < len(cells) else "" for name, index in columns.items()}
        where = f"{sheet.name}:{number}"
        others = [cell for cell in cells if cell.strip() and " ".join(cell.split()) != texts["unit"]]
        kind = no_unit(texts["unit"], others) if texts["unit"] else None
        if kind is not None:  # a line of totals or a signature is no commune
            if left_out is not None:
                left_out.append(
                    Remark("row", {"sheet": sheet.name, "row": number, "kind": kind, "cell": texts["unit"][:60]})
                )
            continue
        key = (name_key(texts["unit"]), name_key(texts.get("within", "")))
        if not texts["unit"]:
            problems.append(problem("NTM591.nameless", where))
        elif seen.setdefault(key, where) != where:
            problems.append(problem("NTM591.commune", where, unit=texts["unit"], other=seen[key]))
        groups = [part.strip() for part in texts["group"].split(";") if part.strip()]
        for group in groups or [""]:
            if fold(group) not in words:
                ids = [each.id for each in norm.groups]
                problems.append(
                    problem(
                        "NTM591.group",
                        where,
                        unit=texts["unit"],
                        group=group,
                        known=" | ".join(ids),
                        near=(fold(group), words),
                    )
                )
        villages = texts.get("villages", "")
        if villages and not (villages.isascii() and villages.isdigit()):
            problems.append(problem("NTM591.data", where, key="villages", text=villages, known="0, 1, 2 …"))
            villages = ""
        chosen = tuple(words[fold(group)] for group in groups if fold(group) in words)
        found.append(Commune(unit=texts["unit"], groups=chosen, villages=int(villages or 0), at=where))
    if problems:
        raise FiguresError(problems)
    if left_out is not None:
        left_out += [Remark(name, values) for name, values in sheet.notes]
    return tuple(found)


def read_amount(text: str) -> Decimal:
    """Return an amount in đồng from ``120 tỷ đồng``; ``UsageError`` NTM591 without its unit, or where it is no whole đồng."""
    number, _, unit = text.strip().partition(" ")
    together = compound(text)
    try:
        value = read_number(number) if together is None else together[0]
    except BadCellError:
        value = None
    factor = money(unit) if together is None else 1
    if value is None or factor is None or value < 0 or value * factor != int(value * factor):
        raise UsageError(problem("NTM591.amount", "--amount", text=text))
    return Decimal(int(value * factor))


def norm_named(rules: CapitalRules, name: str) -> Norm:
    """Return the norm with this id that has coefficients; ``UsageError`` NTM591 where there is none."""
    known = {each.id: each for each in rules.norms if each.groups}
    if name not in known:
        raise UsageError(problem("NTM591.norm", "--norm", norm=name, known=" | ".join(known), near=(name, known)))
    return known[name]


def allot(amount: Decimal, norm: Norm, communes: Sequence[Commune]) -> Allotted:
    """Return an amount in whole đồng shared out by points.

    Each part is cut to the đồng; the đồng that are left go to the largest remainders, those of equal remainder by name, so
    that the sum is the amount. ``FiguresError`` NTM591 where nobody has points.
    """
    points = [_points(norm, each) for each in communes]
    whole = sum((each[0] for each in points), Decimal(0))
    if whole <= 0:
        raise FiguresError(problem("NTM591.no-points"))
    # Whole numbers all through: a share of a big amount has more digits than a Decimal keeps.
    scale = max((-int(each[0].as_tuple().exponent) for each in points), default=0)
    counts = [int(each[0].scaleb(max(scale, 0))) for each in points]
    base, total = sum(counts), int(amount)
    floors = [divmod(total * count, base) for count in counts]
    left = total - sum(each[0] for each in floors)
    order = sorted(
        range(len(communes)), key=lambda index: (-floors[index][1], communes[index].unit, communes[index].at)
    )
    up = set(order[:left])
    parts = tuple(
        Allotment(
            commune=each,
            points=points[index][0],
            reason=points[index][1],
            amount=Decimal(floors[index][0] + (index in up)),
            rounded_up=index in up,
        )
        for index, each in enumerate(communes)
    )
    return Allotted(norm=norm, amount=amount, points=whole, parts=parts)


def _points(norm: Norm, commune: Commune) -> tuple[Decimal, Text]:
    groups: list[tuple[Decimal, NormGroup]] = [
        (group.coefficient.value, group)
        for group in norm.groups
        if group.id in commune.groups and group.coefficient.value is not None
    ]
    if len(groups) < len(commune.groups):
        raise FiguresError(problem("NTM591.hole", commune.at, unit=commune.unit, norm=norm.id))
    value, group = max(groups, key=lambda each: each[0])
    others = len(groups) - 1
    vi, en = f"{group.name.vi}: {value:f}", f"{group.name.en or group.name.vi}: {value:f}"
    if others:
        vi, en = f"{vi} (hệ số cao nhất trong {others + 1} nhóm)", f"{en} (the highest of {others + 1} groups)"
    if commune.villages and norm.village is not None and norm.village.value is not None:
        more = norm.village.value * commune.villages
        vi, en = (
            f"{vi} + {commune.villages} thôn × {norm.village.value:f}",
            f"{en} + {commune.villages} villages × {norm.village.value:f}",
        )
        value += more
    return value, Text(vi, en)


@frozen(kw_only=True)
class Due:
    """A report and the next day (ISO) by which it is due."""

    report: Report
    day: str


def reports_due(rules: CapitalRules, on: str) -> tuple[Due, ...]:
    """Return each report of a text that was made by a day (ISO) with its next day on or after it, the nearest first."""
    start = date.fromisoformat(on)
    found = [
        Due(report=each, day=next(_days(each, start)).isoformat()) for each in rules.reports if each.from_ <= start
    ]
    return tuple(sorted(found, key=lambda due: (due.day, due.report.id)))


def _days(report: Report, start: date) -> Iterator[date]:
    year, month = start.year, start.month
    while True:
        wanted = (
            report.every == "month"
            or (report.every == "quarter" and month % MONTHS_OF_QUARTER == 1)
            or report.month == month
        )
        if wanted:
            day = date(year, month, min(report.day, last_of_month(year, month)))
            if day >= start:
                yield day
        year, month = year + month // LAST_MONTH, month % LAST_MONTH + 1


@frozen(kw_only=True)
class CounterpartCheck:
    """Local against central capital of one kind: the ratio, and each rule with whether it is kept (nothing where it is open)."""

    kind: str
    local: Decimal | None
    central: Decimal | None
    rules: tuple[tuple[Text, Text, bool | None], ...]

    @property
    def ratio(self) -> Decimal | None:
        """Local over central; nothing where a side is not there or central is nought."""
        return None if self.local is None or not self.central else self.local / self.central


def counterpart_of(norm: Norm | None, kind: str, local: Decimal | None, central: Decimal | None) -> CounterpartCheck:
    """Return the counterpart of one kind against every rule of a norm: which group a province is of is not known here."""
    ratio = None if local is None or not central else local / central
    rules: list[tuple[Text, Text, bool | None]] = []
    for each in norm.counterpart if norm is not None else ():
        if each.words is not None:
            rules.append((each.name, each.words, None))
        elif each.ratio is not None and each.ratio.value is not None:
            said = Text(
                f"từ {each.ratio.value:f} lần vốn trung ương", f"at least {each.ratio.value:f} of central capital"
            )
            rules.append((each.name, said, None if ratio is None else ratio >= each.ratio.value))
        elif each.ratio is not None:
            why = each.ratio.unknown.why if each.ratio.unknown is not None else Text("", "")
            rules.append((each.name, Text(f"chưa rõ: {why.vi}", f"not known: {why.en or why.vi}"), None))
    return CounterpartCheck(kind=kind, local=local, central=central, rules=tuple(rules))

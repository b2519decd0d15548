"""The conformance kit: numbered cases, and the engines that have to answer all of them alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from attrs import frozen
from conformance.columns import in_a_table

from ntmrules import Library
from ntmrules.catalog.strict import read_document
from ntmrules.check.cases import unit_of
from ntmrules.engine.forward.durable import engine
from ntmrules.model.attainment import Attainment
from ntmrules.model.figures import Entry, Status, UnitFigures
from ntmrules.model.rulebook import Rulebook

HERE = Path(__file__).parent
CASES = HERE / "cases"
AREAS = (
    "leaf",
    "compound",
    "counting",
    "dates",
    "province",
    "units",
    "disputed",
    "reported",
    "children",
    "other-figures",
    "conditions",
    "points",
)
KEYS = {"area", "says", "source", "set", "on", "province", "column", "floor", "figures", "reports", "late", "status",
        "children", "expect"}  # fmt: skip


@frozen(kw_only=True)
class Runner:
    """One engine: its name, how it judges a unit, and whether it can run here."""

    name: str
    judge: Callable[[Rulebook, UnitFigures], Attainment]
    available: Callable[[], bool] = lambda: True


def by_name(name: str) -> Callable[[Rulebook, UnitFigures], Attainment]:
    """Return what judges with the engine ``name`` of ``Rulebook.evaluate``."""
    return lambda book, unit: book.evaluate(unit, engine=name)


def in_a_session(book: Rulebook, unit: UnitFigures) -> Attainment:
    """Judge entry by entry: what stands after the last is the answer."""
    session = book.session(UnitFigures(unit=unit.unit, area=unit.area, level=unit.level, children=unit.children))
    for entry in unit.entries:
        session.report(entry)
    return session.attainment()


# An engine joins the kit with one line here.
RUNNERS = [
    Runner(name="core", judge=by_name("core")),
    Runner(name="forward/durable", judge=by_name("forward/durable"), available=lambda: engine() is not None),
    Runner(name="forward/agenda", judge=by_name("forward/agenda")),
    Runner(name="session", judge=in_a_session),
    Runner(name="columnar", judge=in_a_table, available=lambda: find_spec("polars") is not None),
]


@frozen(kw_only=True)
class Case:
    """One numbered case: figures in, verdicts, reasons and tallies out."""

    number: str
    name: str
    data: Mapping[str, Any]

    @property
    def unit(self) -> UnitFigures:
        """The figures of the case; ``late`` are known only after the day, ``status`` says how firm each is."""
        data = self.data
        unit = unit_of(data.get("figures") or {}, data.get("reports") or {}, name=f"xã {self.number}",
                       area=data.get("column"), children=tuple(data.get("children") or ()))  # fmt: skip
        late, status = data.get("late") or (), data.get("status") or {}
        entries = tuple(
            Entry(subject=each.subject, value=each.value, period=each.period,
                  as_of="2099-01-01" if each.subject in late else None,
                  status=Status(status.get(each.subject, "final")))
            for each in unit.entries
        )  # fmt: skip
        return UnitFigures(unit=unit.unit, entries=entries, area=unit.area, children=unit.children)

    def rulebook(self, library: Library) -> Rulebook:
        """Return the rulebook the case is judged by."""
        data = self.data
        return library.rulebook(data["set"], on=data["on"], province=data.get("province"),
                                evidence_floor=data.get("floor") or "recall")  # fmt: skip


def library() -> Library:
    """Return the library over the made-up pack of the kit, and that of its one province with decisions of its own."""
    return Library(national=HERE / "pack", packs=[HERE / "province"], plugins=())


def cases() -> list[Case]:
    """Return every case by number."""
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        number, _, name = path.stem.partition("-")
        data = read_document(path, path.name).data
        assert isinstance(data, dict), path
        found.append(Case(number=number, name=name, data=data))
    return found


def answer(attainment: Attainment, expect: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an engine says to each thing that ``expect`` names, in the same shape."""
    said: dict[str, Any] = {
        "verdict": str(attainment.verdict),
        "provisional": attainment.provisional,
        "criteria": attainment.tally.criteria.count,
        "indicators": attainment.tally.indicators.count,
    }
    found = {key: said[key] for key in expect if key != "nodes"}
    if "nodes" in expect:
        found["nodes"] = {label: _node(attainment, label, wanted) for label, wanted in expect["nodes"].items()}
    return found


def _node(attainment: Attainment, label: str, wanted: Mapping[str, Any]) -> dict[str, Any]:
    node = attainment.node(label)
    said = {
        "verdict": str(node.verdict),
        "reasons": sorted({str(reason.code) for reason in node.reasons}),
        "basis": None if node.basis is None else str(node.basis),
        "provisional": node.provisional,
        "notes": sorted({note.code for note in node.notes}),
    }
    return {key: said[key] for key in wanted}

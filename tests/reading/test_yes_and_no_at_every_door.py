"""Yes or no has one meaning at every door: what its measure says of it, and where it says nothing a bad cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from officefiles import Formula, made_at, ods, rulebook, xls

from ntmrules import Entry, FiguresError, Library, UnitFigures, read_figures
from ntmrules.face.attainment import Attainment
from ntmrules.record.receipt import attainment_receipt
from ntmrules.tables import evaluate_table
from ntmrules.verify import verify

Door = Callable[[Path, str, Any], str]
UNIT = "xã Dực Yên"


def _of(found: Attainment, subject: str) -> str:
    node = found.node(subject)
    assert node is not None
    return str(node.verdict)


def _file(path: Path, subject: str) -> str:
    return _of(rulebook().evaluate(read_figures(path, rulebook=rulebook()).units[0]), subject)


def csv(folder: Path, subject: str, value: Any) -> str:
    return _file(made_at(folder, "a.csv", f"unit,subject,value\n{UNIT},{subject},{str(value).upper()}\n"), subject)


def xlsx(folder: Path, subject: str, value: Any) -> str:
    return _file(made_at(folder, "a.xlsx", [["unit", subject], [UNIT, value]]), subject)


def old_excel(folder: Path, subject: str, value: Any) -> str:
    return _file(xls(folder / "a.xls", [["unit", subject], [UNIT, value]]), subject)


def open_document(folder: Path, subject: str, value: Any) -> str:
    return _file(ods(folder / "a.ods", [["unit", subject], [UNIT, value]]), subject)


def of_libreoffice(folder: Path, subject: str, value: Any) -> str:
    """It keeps TRUE of an xlsx as a formula with 1 as its value."""
    return _file(ods(folder / "b.ods", [["unit", subject], [UNIT, Formula(f"{str(value).upper()}()", value)]]), subject)


def json(folder: Path, subject: str, value: Any) -> str:
    return _file(made_at(folder, "a.json", f'[{{"unit":"{UNIT}","{subject}":{str(value).lower()}}}]'), subject)


def parquet(folder: Path, subject: str, value: Any) -> str:
    pl.DataFrame({"unit": [UNIT], subject: [value]}).write_parquet(folder / "a.parquet")
    return _file(folder / "a.parquet", subject)


def figures(_: Path, subject: str, value: Any) -> str:
    return _of(rulebook().evaluate(UnitFigures.of(UNIT, {subject: value})), subject)


def entry(_: Path, subject: str, value: Any) -> str:
    said = UnitFigures(unit=UNIT, entries=(Entry(subject=subject, value=value),))
    return _of(rulebook().evaluate(said), subject)


def words(folder: Path, subject: str, value: Any) -> str:
    return figures(folder, subject, "có" if value else "không")


def session(_: Path, subject: str, value: Any) -> str:
    started = rulebook().session(UnitFigures(unit=UNIT))
    started.report(Entry(subject=subject, value=value))
    return _of(started.attainment(), subject)


def _table(frame: object, subject: str) -> str:
    found = evaluate_table(rulebook(), frame)
    (verdict,) = found.verdicts(subject)
    assert _of(found.attainment(0), subject) == verdict
    return str(verdict)


def frame(_: Path, subject: str, value: Any) -> str:
    return _table(pl.DataFrame({"unit": [UNIT], subject: [value]}), subject)


def of_objects(_: Path, subject: str, value: Any) -> str:
    pandas = pytest.importorskip("pandas")
    column = pandas.Series([value, "đạt"], dtype=object)
    found = evaluate_table(rulebook(), pandas.DataFrame({"unit": [UNIT, "xã Tân Bình"], subject: column}))
    return str(found.verdicts(subject)[0])


DOORS: list[Door] = [csv, xlsx, old_excel, open_document, of_libreoffice, json, parquet, figures, entry, words, session,
                     frame, of_objects]  # fmt: skip


@pytest.mark.parametrize("door", DOORS, ids=lambda each: each.__name__)
@pytest.mark.parametrize(
    ("subject", "value", "said"),
    [
        ("17.3", True, "met"), ("17.3", False, "not_met"),  # a yes or no of the text
        ("9.1", False, "met"),  # none are left
        ("9.1", True, "NTM505"),  # how many?
        ("17.2", True, "NTM505"), ("17.2", False, "NTM505"),  # a share
        ("17", True, "NTM505"), ("17", False, "NTM505"),  # a criterion: nobody says what yes means
    ],
)  # fmt: skip
def test_a_yes_or_no_has_one_meaning(door: Door, subject: str, value: bool, said: str, tmp_path: Path) -> None:
    try:
        found = door(tmp_path, subject, value)
    except FiguresError as error:
        found = error.code
    assert found == said


@pytest.mark.parametrize(
    ("formula", "value", "said"),
    [("[.B9]>=90", 1, "met"), ("AND([.A1]=1;[.B1]>2)", 0, "not_met"), ("IF([.A1]>3;TRUE();FALSE())", 1, "met"),
     ("SUM([.A1:.A3])", 1, "NTM505"), ("([.A1]>3)*1", 0, "NTM505")],
)  # fmt: skip
def test_what_a_formula_of_an_open_document_answers(formula: str, value: int, said: str, tmp_path: Path) -> None:
    try:
        found = _file(ods(tmp_path / "a.ods", [["unit", "17.3"], [UNIT, Formula(formula, value)]]), "17.3")
    except FiguresError as error:
        found = error.code
    assert found == said


def test_a_receipt_keeps_what_was_said(tmp_path: Path) -> None:
    path = made_at(tmp_path, "a.csv", f"unit,9.1,17.3\n{UNIT},không,TRUE\n")
    judged = rulebook().evaluate(read_figures(path, rulebook=rulebook()).units[0])
    assert [_of(judged, each) for each in ("9.1", "17.3")] == ["met", "met"]
    again = verify(Library(plugins=()), attainment_receipt(judged))
    assert again.differences == ()

"""Kinds and notes of the trace are closed lists; what a node is about stands in fields, not inside its id."""

from __future__ import annotations

from decimal import Decimal

import ntmrules
from ntmrules.explain.attainment.schema import attainment_schema
from ntmrules.explain.lang.words import phrases
from ntmrules.model.overrides import Verb
from ntmrules.model.trace import Among, CellPlace, Exceeding, NodeKind, Note, NoteCode, SaidOf, Step
from ntmrules.model.verdicts import Reason, ReasonCode, Verdict

ELSEWHERE = {"entry_to", "legal_basis", "entry_not_for_kept", "entry_unsure_for_kept"}
"""Notes of an entry that are told in the line of the entry itself only."""


def test_every_note_has_its_words_in_both_languages() -> None:
    told = phrases()
    assert {code.value for code in NoteCode if f"note.{code}" not in told} == ELSEWHERE


def test_every_verb_of_a_pack_is_a_kind_of_node_and_the_schema_knows_all_kinds() -> None:
    assert {str(verb) for verb in Verb} <= {str(kind) for kind in NodeKind}
    assert attainment_schema()["$defs"]["node"]["properties"]["kind"]["enum"] == [str(kind) for kind in NodeKind]


def test_cell_and_report_of_a_node_stand_in_fields_that_agree_with_its_id() -> None:
    library = ntmrules.Library(plugins=())
    book = library.rulebook("xa-ntm", province="an-giang", on="2024-03-31")
    attainment = book.evaluate(ntmrules.read_figures("examples/an-nong-2024.csv").unit("xã An Nông"))
    cells = reports = 0
    for node in attainment.nodes():
        assert isinstance(node.kind, NodeKind)
        assert all(isinstance(note.code, NoteCode) for note in node.notes)
        assert node.about.report == node.id.endswith("#report")
        reports += node.about.report
        if "@" in node.id:
            area, _, year = node.id.partition("@")[2].rpartition("/")
            assert node.about.cell == CellPlace(None if area == "*" else area, None if year == "*" else int(year))
            cells += 1
        else:
            assert node.about.cell is None
    assert cells > 20
    assert reports > 5


def test_what_a_reason_or_note_is_about_stands_in_fields_and_its_text_is_made_of_them() -> None:
    lacking = Reason(ReasonCode.NO_FIGURE, "xa", lacking=3)
    column = Reason(ReasonCode.THRESHOLD_DISPUTED, "vn/xa-ntm/2021", column=True)
    assert (lacking.told, column.told) == ("xa: 3", "vn/xa-ntm/2021#area")
    values = {
        Among(3, 5, 7): "3–5/7", Among(3, 3, 7): "3/7", Exceeding(7, 5): "7>5",
        Step(Decimal("40.5"), Decimal(41), 2023): "2023: 40.5 → 41", Step(Decimal(0), year=2023): "2023: 0",
        SaidOf("vn/xa-ntm/2021", "đạt"): "vn/xa-ntm/2021: đạt", Decimal("1E+3"): "1000", 2012: "2012",
        Verdict.NOT_MET: "not_met",
    }  # fmt: skip
    for value, text in values.items():
        assert Note(NoteCode.CHILDREN, value).subject == text


def test_the_parts_of_a_requirement_name_the_rule_they_belong_to() -> None:
    library = ntmrules.Library(plugins=())
    book = library.rulebook("xa-ntm", province="an-giang", on="2024-03-31")
    attainment = book.evaluate(ntmrules.read_figures("examples/an-nong-2024.csv").unit("xã An Nông"))
    asked = [node for node in attainment.nodes() if node.kind is NodeKind.REQUIREMENT]
    assert len(asked) > 50
    assert all(node.about.rule == node.id.partition(":")[0] for node in asked)

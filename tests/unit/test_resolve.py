"""Which text applies on a day, in a place: the amendment of 2024, gaps between texts, provinces before and after 2025."""

from __future__ import annotations

from datetime import date

import pytest
from made import MEASURES, attained, criterion, indicator, made_set

from ntmrules import DateError, Library, UnitError, UnitFigures, UsageError, Verdict
from ntmrules.testing import library_of

LIBRARY = Library(plugins=())


@pytest.mark.parametrize(("label", "before", "after"), [("13.1", "attained", "any_of"), ("15.4", None, None)])
def test_the_amendment_of_march_2024_is_another_text_of_the_same_indicator(
    label: str, before: str | None, after: str | None
) -> None:
    old, new = (LIBRARY.rulebook("xa-ntm", on=day) for day in ("2024-02-28", "2024-03-02"))
    first, second = (next(rule for rule in each.rules if rule.number == label) for each in (old, new))
    assert first.id == second.id == f"vn/xa-ntm/2021/{label}"
    assert (first.provision.decision, second.provision.decision) == ("318/QĐ-TTg", "211/QĐ-TTg")
    assert first.requirement != second.requirement or first.measure != second.measure
    if before is not None:
        assert (first.requirement.kind, second.requirement.kind) == (before, after)


def test_a_cooperative_group_counts_only_under_the_text_of_2024() -> None:
    figures = UnitFigures.of("xã Thử", {"hop-tac-xa-hoat-dong-hieu-qua": "chưa đạt", "to-hop-tac-co-hop-dong": "đạt"})
    found = {
        day: LIBRARY.rulebook("xa-ntm", on=day).evaluate(figures).node("13.1").verdict
        for day in ("2024-02-28", "2024-03-02")
    }
    assert found == {"2024-02-28": Verdict.NOT_MET, "2024-03-02": Verdict.MET}


@pytest.mark.parametrize("ref", ["xa-ntm", "vn/xa-ntm", "vn/xa-ntm/2021"])
def test_a_set_is_found_by_short_word_by_key_and_by_id(ref: str) -> None:
    assert LIBRARY.rulebook(ref, on="2023-10-31").id == "vn/xa-ntm/2021"


@pytest.mark.parametrize("day", ["2023-10-31", "31/10/2023", "31/10/2023 ", date(2023, 10, 31)])
def test_a_day_is_taken_in_both_writings_and_as_a_date(day: str | date) -> None:
    assert LIBRARY.rulebook("xa-ntm", on=day).on == date(2023, 10, 31)


@pytest.mark.parametrize("day", ["2023-02-30", "31-10-2023", "2023", "", "hôm nay", "2023-10-31T00:00"])
def test_what_is_no_day_is_refused(day: str) -> None:
    with pytest.raises(DateError) as caught:
        LIBRARY.rulebook("xa-ntm", on=day)
    assert caught.value.code == "NTM302"


def test_a_day_between_two_texts_is_refused_and_both_neighbours_are_named() -> None:
    rows = [
        made_set(
            criterion("1", indicator("1.1", attained())),
            set_id=f"vn/thu/{year}",
            stage=(f"{year}-01-01", f"{year}-12-31"),
        )
        for year in (2020, 2022)
    ]
    library = library_of(*rows, measures=MEASURES)
    with pytest.raises(DateError) as caught:
        library.rulebook("thu", on="2021-06-30")
    problem = caught.value.problems[0]
    assert problem.code == "NTM301"
    assert "vn/thu/2020, in force 2020-01-01 to 2020-12-31" in problem.what
    assert "vn/thu/2022, in force 2022-01-01 to 2022-12-31" in problem.what
    assert "--on-gap last" in problem.remedy


def test_a_day_before_every_text_offers_no_last_one() -> None:
    with pytest.raises(DateError) as caught:
        LIBRARY.rulebook("xa-ntm", on="1990-01-01", on_gap="last")
    assert caught.value.code == "NTM301"
    assert "there is none before it" in caught.value.problems[0].what


def test_a_full_id_outside_its_stage_names_the_set_that_is_in_force() -> None:
    with pytest.raises(DateError) as caught:
        LIBRARY.rulebook("vn/xa-ntm/2021", on="2030-06-30")
    assert caught.value.code == "NTM301"
    assert "vn/xa-ntm/2021 (in force 2022-03-08 to 2025-12-31)" in caught.value.problems[0].what
    assert "on that day vn/xa-ntm/2026 is in force" in caught.value.problems[0].what
    assert "vn/xa-ntm/2026" in caught.value.problems[0].remedy


def test_the_last_text_is_used_when_asked_for_and_every_line_is_marked() -> None:
    whole = made_set(criterion("1", indicator("1.1", attained())), stage=("2021-01-01", "2021-12-31"))
    rulebook = library_of(whole, measures=MEASURES).rulebook("thu", on="2022-06-30", on_gap="last")
    result = rulebook.evaluate(UnitFigures.of("xã Thử", {"co": "đạt"}))
    assert result.verdict is Verdict.MET
    lines = [node for node in result.nodes() if node.kind in ("set", "criterion", "indicator")]
    assert len(lines) == 3
    assert all(node.has_note("outside_force") for node in lines)


@pytest.mark.parametrize(
    ("words", "code"),
    [({"ref": "xa-ntn"}, "NTM001"), ({"evidence_floor": "recal"}, "NTM004"), ({"on_gap": "next"}, "NTM005")],
)
def test_an_unknown_word_is_refused_and_the_nearest_known_one_offered(words: dict[str, str], code: str) -> None:
    ref = words.pop("ref", "xa-ntm")
    with pytest.raises(UsageError) as caught:
        LIBRARY.rulebook(ref, on="2023-10-31", **words)  # type: ignore[arg-type]
    assert caught.value.code == code
    assert code == "NTM005" or "did you mean" in caught.value.problems[0].remedy


@pytest.mark.parametrize(
    "name", ["Quảng Ninh", "quang-ninh", "quảng ninh", "QUANG NINH", "tỉnh Quảng Ninh", "2004:22", "2025:22"]
)
def test_a_province_is_found_by_any_of_its_spellings(name: str) -> None:
    place = LIBRARY.rulebook("xa-ntm", on="2023-10-31", province=name).province
    assert place is not None
    assert place.id == "quang-ninh"


@pytest.mark.parametrize(("name", "code"), [("22", "NTM601"), ("Quảng Nin", "NTM603"), ("Atlantis", "NTM603")])
def test_a_province_that_nobody_can_mean_is_refused(name: str, code: str) -> None:
    with pytest.raises(UnitError) as caught:
        LIBRARY.rulebook("xa-ntm", on="2023-10-31", province=name)
    assert caught.value.code == code


@pytest.mark.parametrize(("on", "list_"), [("2025-06-30", "2004"), ("2025-07-01", "2025")])
def test_a_name_means_the_province_of_the_list_in_force_on_the_day(on: str, list_: str) -> None:
    place = LIBRARY.rulebook("xa-ntm", on=on, province="Bắc Ninh").province
    assert place is not None
    assert place.list == list_


def test_a_rulebook_shows_itself_in_one_line() -> None:
    assert (
        repr(LIBRARY.rulebook("xa-ntm", on="2023-10-31", province="Quảng Ninh"))
        == "<Rulebook vn/xa-ntm/2021 on 2023-10-31 in Quảng Ninh>"
    )

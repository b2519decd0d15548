"""The portfolio: validity, renewal, downgrade, revocation, transition; the paragraph of the report and its sums."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import ntmrules
from ntmrules.errors import FiguresError
from ntmrules.ocop.portfolio import portfolio
from ntmrules.ocop.portfolio_told import audit_report, paragraph, portfolio_data, valid_by_commune
from ntmrules.ocop.process import add_months
from ntmrules.ocop.products_file import Entry, Event, OwnerKind
from ntmrules.ocop.standing import State

from .made import VERBS


def entry(decided: str, stars: int | None = 3, event: Event = Event.RECOGNISED, **more: object) -> Entry:
    return Entry(product="Chè A", decided=decided, stars=stars, event=event, **more)  # type: ignore[arg-type]


def state(on: str, *entries: Entry) -> tuple[State, int] | None:
    found = portfolio(entries, VERBS.stages, on=on).standings
    return (found[0].state, found[0].stars) if found else None


@pytest.mark.parametrize(
    ("day", "after"), [("2022-02-28", "2025-02-28"), ("2024-02-29", "2027-02-28"), ("2021-12-31", "2024-12-31")]
)
def test_36_months_end_on_the_same_day(day: str, after: str) -> None:
    assert add_months(day, 36) == after


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)))
def test_36_months_never_reach_another_month(day: date) -> None:
    end = date.fromisoformat(add_months(day.isoformat(), 36))
    assert (end.year, end.month) == (day.year + 3, day.month)


def test_valid_until_the_day_before_36_months_have_passed() -> None:
    assert state("2026-03-14", entry("2023-03-15")) == (State.VALID, 3)
    assert state("2026-03-15", entry("2023-03-15")) == (State.LAPSED, 3)
    assert state("2023-03-14", entry("2023-03-15")) is None


def test_the_newest_rating_counts_and_a_downgrade_keeps_the_term() -> None:
    rows = (entry("2023-03-15"), entry("2024-06-01", 4, Event.UPGRADED), entry("2025-01-01", 3, Event.DOWNGRADED))
    assert state("2024-07-01", *rows) == (State.VALID, 4)
    assert state("2025-02-01", *rows) == (State.VALID, 3)
    assert portfolio(rows, VERBS.stages, on="2025-02-01").standings[0].expires == "2027-06-01"


def test_revoked_until_it_is_recognised_again() -> None:
    rows = (entry("2023-03-15"), entry("2024-02-01", None, Event.REVOKED), entry("2025-02-01"))
    assert state("2024-03-01", *rows) == (State.REVOKED, 3)
    assert state("2025-03-01", *rows) == (State.VALID, 3)


def test_the_transition_of_article_12_3_extends_at_most_180_days() -> None:
    row = entry("2023-07-01", renewal="2026-06-20")  # ends 2026-07-01; its window began before 22/05/2026
    assert state("2026-08-01", row) == (State.EXTENDED, 3)
    assert state("2026-12-28", row) == (State.EXTENDED, 3)
    assert state("2026-12-29", row) == (State.LAPSED, 3)


def test_a_late_file_outside_the_transition_is_undetermined_not_lapsed() -> None:
    row = entry("2024-03-01", renewal="2027-02-20")
    assert state("2027-03-05", row) == (State.UNKNOWN, 3)
    assert state("2027-03-05", entry("2024-03-01")) == (State.LAPSED, 3)


def test_the_window_of_a_renewal_is_180_to_120_days_before_the_end() -> None:
    found = portfolio([entry("2024-03-01")], VERBS.stages, on="2026-10-01").standings[0]
    assert found.window == ("2026-09-02", "2026-11-01")
    assert found.in_window("2026-10-01")
    assert portfolio([entry("2024-03-01")], VERBS.stages, on="2025-10-01").standings[0].window is None


def province(stars: dict[int, int], owners: dict[OwnerKind, int], localities: int) -> list[Entry]:
    """Return a made-up province with these totals; every owner and locality has a product."""
    kinds = [kind for kind, count in owners.items() for _ in range(count)]
    levels = [star for star, count in stars.items() for _ in range(count)]
    return [
        Entry(product=f"Sản phẩm {place}", decided="2023-01-15", stars=level, owner=f"Chủ thể {place % len(kinds)}",
              owner_kind=kinds[place % len(kinds)], locality=f"Huyện {place % localities}",
              commune=f"xã {place % 40}", ecommerce=True)
        for place, level in enumerate(levels)
    ]  # fmt: skip


REPORT = province(
    {3: 245, 4: 87, 5: 4}, {OwnerKind.ENTERPRISE: 54, OwnerKind.COOPERATIVE: 87, OwnerKind.HOUSEHOLD: 78}, 13
)


def test_the_paragraph_of_the_report() -> None:
    found = portfolio(REPORT, VERBS.stages, on="2023-10-31")
    assert paragraph(found, localities=13) == (
        "Đến ngày 31/10/2023 có 336 sản phẩm OCOP còn hiệu lực: 245 sản phẩm 3 sao, 87 sản phẩm 4 sao, 4 sản phẩm 5 sao; "
        "của 219 chủ thể: 87 hợp tác xã, 54 doanh nghiệp, 78 hộ sản xuất, kinh doanh; 13/13 địa phương có sản phẩm; "
        "100% sản phẩm (336/336) có trên sàn thương mại điện tử."
    )
    data = portfolio_data(found, localities=13, days=180)
    assert json.loads(json.dumps(data))["owners"] == {
        "total": 219,
        "kinds": {"cooperative": 87, "enterprise": 54, "household": 78},
    }


def test_its_sums_are_checked_by_audit(tmp_path: Path) -> None:
    found = portfolio(REPORT, VERBS.stages, on="2023-10-31")
    data = audit_report(found, localities=13)
    path = tmp_path / "ocop.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    assert not ntmrules.audit(path).findings
    data["figures"]["sao-3"] = "254"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    assert ntmrules.audit(path).findings


def test_of_whom_nobody_says_whether_it_is_sold_online_is_said() -> None:
    rows = [*REPORT[:3], entry("2023-01-15")]
    assert "75–100% sản phẩm (3/4) có trên sàn thương mại điện tử, 1 sản phẩm chưa rõ" in paragraph(
        portfolio(rows, VERBS.stages, on="2023-10-31")
    )


def test_figures_by_commune_leave_out_what_is_not_known() -> None:
    rows = [
        Entry(product="A", decided="2024-01-15", stars=3, commune="xã A"),
        Entry(product="B", decided="2020-01-15", stars=3, commune="xã B"),
        Entry(product="C", decided="2024-03-01", stars=3, commune="xã C", renewal="2027-02-20"),
    ]
    assert valid_by_commune(portfolio(rows, VERBS.stages, on="2024-06-01")) == {"xã A": 1, "xã B": 0, "xã C": 1}
    assert valid_by_commune(portfolio(rows, VERBS.stages, on="2027-03-05")) == {"xã A": 0, "xã B": 0}


@given(st.permutations(range(4)), st.integers(0, 2000))
def test_the_order_of_rows_changes_nothing(order: list[int], days: int) -> None:
    rows = (
        entry("2023-03-15"),
        entry("2024-06-01", 4, Event.UPGRADED),
        entry("2024-09-01", None, Event.REVOKED),
        entry("2025-01-01"),
    )
    on = (date(2023, 1, 1) + timedelta(days)).isoformat()
    assert state(on, *rows) == state(on, *(rows[place] for place in order))


def test_an_owner_of_two_kinds_and_a_wrong_end_are_findings() -> None:
    rows = [
        Entry(
            product="A",
            decided="2024-01-15",
            stars=3,
            owner="X",
            owner_kind=OwnerKind.COOPERATIVE,
            expires="2029-01-15",
        ),
        Entry(product="B", decided="2024-01-15", stars=3, owner="x", owner_kind=OwnerKind.ENTERPRISE),
    ]
    assert {each.code for each in portfolio(rows, VERBS.stages, on="2024-06-01").findings} == {"owner_kind", "expires"}


def named(product: str, decided: str, event: Event = Event.RECOGNISED, stars: int | None = 3, **more: object) -> Entry:
    return Entry(product=product, decided=decided, event=event, stars=stars, at=decided, **more)  # type: ignore[arg-type]


def test_a_row_that_revokes_acts_though_it_leaves_out_owner_and_place() -> None:
    rows = [
        named("Chè A", "2024-06-01", owner="HTX A", locality="Huyện M"),
        named("Chè A", "2025-06-01", Event.REVOKED, None),
    ]
    found = portfolio(rows, VERBS.stages, on="2025-07-01")
    assert [each.state for each in found.standings] == [State.REVOKED]
    assert not found.findings


def test_a_row_that_revokes_and_fits_two_products_or_none_is_a_finding() -> None:
    rows = [named("Chè A", "2024-06-01", owner=owner) for owner in ("X", "Y")]
    doubt = portfolio([*rows, named("Chè A", "2025-06-01", Event.REVOKED, None)], VERBS.stages, on="2025-07-01")
    assert "which_product" in {each.code for each in doubt.findings}
    typo = portfolio(
        [*rows, named("Chè A", "2025-06-01", Event.REVOKED, None, owner="Z")], VERBS.stages, on="2025-07-01"
    )
    assert {each.code for each in typo.findings} == {"not_recognised"}


def test_a_product_without_a_place_in_one_row_is_counted_once() -> None:
    rows = [named("Chè F", "2024-06-01", owner="HTX F"),
            named("Chè F", "2025-06-01", Event.UPGRADED, 4, owner="htx  f", locality="Huyện M")]  # fmt: skip
    assert portfolio(rows, VERBS.stages, on="2025-07-01").by_stars() == {5: 0, 4: 1, 3: 0}


def test_a_product_of_one_owner_in_two_places_is_told() -> None:
    rows = [named("Chè F", "2024-06-01", owner="HTX F", locality=place) for place in ("Huyện M", "Huyện N")]
    assert "product_twice" in {each.code for each in portfolio(rows, VERBS.stages, on="2025-07-01").findings}


def test_localities_are_counted_whatever_their_case_and_told_where_accents_differ() -> None:
    rows = [named(f"Chè {number}", "2024-06-01", owner=f"HTX {number}", locality=place)
            for number, place in enumerate(("Huyện Mỹ Hoà", "huyện  mỹ hòa", "Huyện My Hoa"))]  # fmt: skip
    found = portfolio(rows, VERBS.stages, on="2025-07-01")
    assert found.by_locality() == {"Huyện Mỹ Hoà": 2, "Huyện My Hoa": 1}
    assert "spelling" in {each.code for each in found.findings}


def test_two_households_of_one_name_in_two_places_are_told() -> None:
    rows = [named(f"Chè {place}", "2024-06-01", owner="Hộ Nguyễn Văn A", owner_kind=OwnerKind.HOUSEHOLD, locality=place)
            for place in ("M", "N")]  # fmt: skip
    assert [each.code for each in portfolio(rows, VERBS.stages, on="2025-07-01").findings] == ["owner_places"]


def test_the_file_of_an_earlier_renewal_does_not_keep_the_certificate_of_now() -> None:
    rows = (entry("2020-06-01", renewal="2023-03-01"), entry("2023-06-01", 3, Event.RENEWED))
    assert state("2026-07-01", *rows) == (State.LAPSED, 3)
    assert state("2026-07-01", *rows, entry("2023-06-02", renewal="2026-05-30")) == (State.EXTENDED, 3)


def test_two_ratings_of_one_day_are_told() -> None:
    rows = (entry("2024-06-01", 3), entry("2024-06-01", 4))
    assert "same_day" in {each.code for each in portfolio(rows, VERBS.stages, on="2024-07-01").findings}


def test_what_nobody_says_is_not_nought_in_the_paragraph() -> None:
    bare = portfolio([named("A", "2024-01-15")], VERBS.stages, on="2024-06-01")
    assert "chưa rõ chủ thể; chưa rõ địa phương" in paragraph(bare, localities=13)
    assert "chu-the" not in audit_report(bare, localities=13)["figures"]
    assert "dia-phuong" not in audit_report(bare, localities=13)["figures"]
    rows = [named("A", "2024-01-15", owner="X", locality="M"), named("B", "2024-01-15", commune="xã N")]
    words = paragraph(portfolio(rows, VERBS.stages, on="2024-06-01"), localities=13)
    assert "(1 sản phẩm chưa rõ chủ thể)" in words
    assert "1/13 địa phương có sản phẩm (1 sản phẩm chưa rõ địa phương)" in words
    assert paragraph(portfolio([], VERBS.stages, on="2024-06-01")) == (
        "Đến ngày 01/06/2024 không có sản phẩm OCOP nào còn hiệu lực."
    )


def test_of_which_it_is_not_known_whether_they_count_is_said_in_the_paragraph() -> None:
    found = portfolio([entry("2024-03-01", renewal="2027-02-20")], VERBS.stages, on="2027-03-05")
    assert "1 sản phẩm chưa xác định còn hiệu lực hay không" in paragraph(found)


def test_a_commune_of_one_name_in_two_localities_gets_no_figure() -> None:
    rows = [named("A", "2024-01-15", commune="Xã Tân Lập", locality="Huyện M"),
            named("B", "2024-01-15", commune="xã tân lập", locality="Huyện N"),
            named("C", "2024-01-15", commune="Xã Hoà An", locality="Huyện M"),
            named("D", "2024-01-15", commune="xã Hòa An", locality="huyện m")]  # fmt: skip
    assert valid_by_commune(portfolio(rows, VERBS.stages, on="2024-06-01")) == {"Xã Hoà An": 2}


@pytest.mark.parametrize("day", ["9998-12-31", "9996-12-31", "0001-01-01"])
def test_days_at_the_end_of_the_calendar_are_no_crash(day: str) -> None:
    portfolio([entry(day, renewal=day)], VERBS.stages, on="9999-12-31")


@pytest.mark.parametrize(
    ("stars", "day", "by", "codes"),
    [
        (3, "2025-07-05", "UBND huyện Tiên Yên, tỉnh Quảng Ninh", set()),
        (3, "2025-07-06", "UBND huyện Tiên Yên", {"certifier"}),
        (4, "2024-07-06", "UBND huyện Tiên Yên", {"certifier"}),
        (4, "2026-07-06", "Chủ tịch UBND tỉnh", set()),
        (5, "2026-07-06", "UBND tỉnh Quảng Ninh", {"certifier"}),
        (5, "2024-07-06", "Bộ Nông nghiệp và Phát triển nông thôn", set()),
    ],
)
def test_who_recognises_which_stars_on_which_day(stars: int, day: str, by: str, codes: set[str]) -> None:
    found = portfolio([entry(day, stars, by=by)], VERBS.stages, on="2026-08-01")
    assert {each.code for each in found.findings} == codes


@pytest.mark.parametrize(("event", "last"), [(Event.RECOGNISED, date(2026, 7, 21)), (Event.RENEWED, date(2026, 6, 21))])
def test_files_lodged_before_the_new_decision_are_finished_in_their_term(event: Event, last: date) -> None:
    for days, codes in ((0, set()), (1, {"transition"})):
        row = entry((last + timedelta(days)).isoformat(), 3, event, lodged="2026-05-21")
        assert {each.code for each in portfolio([row], VERBS.stages, on="2026-12-01").findings} == codes


@pytest.mark.parametrize(
    ("renewal", "why"),
    [
        ("2026-09-10", "đúng hạn, danh mục chưa có kết quả"),
        ("2026-08-01", "sớm hơn thời hạn nộp (từ 02/09/2026)"),
        ("2027-02-20", "muộn hơn hạn 01/11/2026"),
    ],
)
def test_what_leaves_a_state_open_is_said_as_it_is(renewal: str, why: str) -> None:
    (found,) = portfolio([entry("2024-03-01", renewal=renewal)], VERBS.stages, on="2027-03-05").standings
    assert found.state is State.UNKNOWN
    assert why in found.told().vi


def test_a_file_after_the_end_saves_nothing_but_where_article_12_3_is_silent() -> None:
    assert state("2027-03-05", entry("2024-03-01", renewal="2027-03-02")) == (State.LAPSED, 3)
    late = entry("2023-07-01", renewal="2026-07-20")  # ends 2026-07-01, inside the transition
    assert state("2026-08-01", late) == (State.UNKNOWN, 3)
    assert state("2027-01-01", late) == (State.LAPSED, 3)


def test_what_ended_under_the_old_decision_is_not_opened_again_by_the_new_one() -> None:
    row = entry("2022-03-01", renewal="2025-02-01")
    assert [state(day, row) for day in ("2026-05-01", "2026-06-01")] == [(State.LAPSED, 3)] * 2


def test_rows_of_one_product_in_two_sets_are_told() -> None:
    rows = (entry("2024-03-01", sheet=11), entry("2025-03-01", 4, Event.UPGRADED, sheet=12))
    found = portfolio(rows, VERBS.stages, on="2025-06-01")
    assert [each.code for each in found.findings] == ["two_sets"]
    assert found.standings[0].entry.sheet == 12


@pytest.mark.parametrize(
    ("requested", "decided", "event", "codes"),
    [
        ("2026-06-01", "2026-12-29", Event.RECOGNISED, set()),
        ("2026-06-01", "2026-12-30", Event.RECOGNISED, {"due"}),
        ("2026-10-29", "2026-12-30", Event.UPGRADED, {"due"}),
        ("2026-10-30", "2026-12-30", Event.UPGRADED, set()),  # asked for too late for that round
        ("2026-10-30", "2027-06-30", Event.UPGRADED, {"due"}),
        ("2026-06-01", "2026-07-16", Event.RENEWED, set()),
        ("2026-06-01", "2026-07-17", Event.RENEWED, {"due"}),
    ],
)
def test_a_result_is_there_before_the_end_of_its_round(
    requested: str, decided: str, event: Event, codes: set[str]
) -> None:
    row = entry(decided, 4, event, requested=requested)
    assert {each.code for each in portfolio([row], VERBS.stages, on="2027-12-01").findings} == codes


def test_five_stars_have_rounds_of_their_own_over_the_turn_of_the_year() -> None:
    from ntmrules.ocop.process import next_round, rounds_for

    rounds = rounds_for(VERBS.stage("2026"), 5)
    assert next_round(rounds, "2026-07-29") == ("2026-07-30", "2026-09-30")
    assert next_round(rounds, "2026-07-30") == ("2027-01-30", "2027-03-30")
    assert next_round(rounds_for(VERBS.stage("2023"), 5), "2024-07-29") is None


@pytest.mark.parametrize(
    ("by", "concluded", "codes"),
    [
        ("Chủ tịch UBND tỉnh", "2026-08-01", set()),
        ("UBND huyện Tiên Yên", "2026-08-01", {"certifier"}),
        (None, "2026-07-31", {"revoked_late"}),
    ],
)
def test_who_withdraws_a_recognition_and_within_how_many_days(by: str | None, concluded: str, codes: set[str]) -> None:
    rows = (entry("2026-07-01"), entry("2026-08-16", None, Event.REVOKED, by=by, concluded=concluded))
    assert {each.code for each in portfolio(rows, VERBS.stages, on="2026-12-01").findings} == codes


REVOKED = "sản phẩm,sao,ngày quyết định,sự kiện,căn cứ thu hồi\nA,3,01/06/2026,công nhận,\nA,,{day},{event},{ground}\n"


@pytest.mark.parametrize("ground", ["đ", "điểm đ", "Điều 8, điểm đ", "không còn sản xuất sản phẩm"])
def test_the_ground_of_a_revocation_is_one_of_article_8(tmp_path: Path, ground: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(REVOKED.format(day="01/09/2026", event="thu hồi", ground=f'"{ground}"'), "utf-8")
    (found,) = VERBS.portfolio(path, on="2026-12-01").standings
    assert found.told().vi == "thu hồi: không còn sản xuất sản phẩm"


@pytest.mark.parametrize(
    ("event", "ground", "code"),
    [("thu hồi", "điểm g", "NTM582"), ("thu hồi", "không còn sản xuất", "NTM582"), ("công nhận", "a", "NTM582")],
)
def test_another_ground_is_refused(tmp_path: Path, event: str, ground: str, code: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(REVOKED.format(day="01/09/2026", event=event, ground=ground), "utf-8")
    with pytest.raises(FiguresError) as error:
        VERBS.portfolio(path, on="2026-12-01")
    assert code in {each.code for each in error.value.problems}


def test_a_ground_under_a_decision_whose_clause_was_not_seen_stands_as_written(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        REVOKED.replace("01/06/2026", "01/06/2024").format(day="01/09/2025", event="thu hồi", ground="hết hạn"), "utf-8"
    )
    (found,) = VERBS.portfolio(path, on="2026-12-01").standings
    assert found.told().vi == "thu hồi: hết hạn"


def test_product_sets_of_equal_counts_stand_in_the_order_of_their_numbers() -> None:
    from ntmrules.ocop.portfolio_told import portfolio_lines

    rows = [
        Entry(product=f"P {place}", decided="2024-06-01", stars=3, sheet=number)
        for place, number in enumerate((10, 2, 11, 3, 3))
    ]
    lines = [
        line.text for line in portfolio_lines(portfolio(rows, VERBS.stages, on="2024-07-01"), localities=None, days=1)
    ]
    assert "Theo bộ sản phẩm – 3: 2; 2: 1; 10: 1; 11: 1" in lines

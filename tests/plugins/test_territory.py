"""Where the entries of a pack hold: provinces before and after the mergers of 01/07/2025."""

from __future__ import annotations

from pathlib import Path

import pytest
from plugins.installing import write_tree
from plugins.made_up import SET, entry, level, over, pack_at

from ntmrules import Library, NtmRulesError, UnitError, UnitFigures
from ntmrules.check.lint import lint

ROAD = UnitFigures.of("xã Mẫu", {"ty-le-duong-xa-cung-hoa": 85})
ADDED = """    indicator:
      id: "77"
      name: {vi: Vườn mẫu, en: Model garden}
      measure: so-nha-tam-dot-nat
      versions:
        - from: "2022-08-01"
          provision: {decision: 211/QĐ-TTg}
          requirement: {kind: none_of, evidence: {kind: excerpt, confidence: high, ref: [investqn]}}
"""
BEFORE, AFTER = "2025-06-30", "2025-10-01"


@pytest.fixture
def former(tmp_path: Path) -> Library:
    """A library in which only former Quảng Nam, today a part of Đà Nẵng, has laid something down."""
    return over(pack_at(tmp_path, "quang-nam", [entry("quang-nam", "2.1", "fill", level("at_least", 90))]))


def verdict(library: Library, province: str | None, day: str) -> str:
    return str(library.rulebook(SET, on=day, province=province).evaluate(ROAD).node("2.1").verdict)


def test_a_decision_of_a_former_province_holds_for_a_unit_named_by_it(former: Library) -> None:
    assert verdict(former, "Quảng Nam", BEFORE) == "not_met"
    assert verdict(former, "Quảng Nam", AFTER) == "not_met"
    assert verdict(former, "2004:quang-nam", AFTER) == "not_met"


def test_the_other_part_of_the_merged_province_is_not_touched(former: Library) -> None:
    assert verdict(former, "Đà Nẵng", BEFORE) == "undetermined"
    assert verdict(former, "2004:da-nang", AFTER) == "undetermined"
    assert verdict(former, "2004:48", AFTER) == "undetermined"


def test_the_merged_province_alone_asks_for_the_former_one(former: Library) -> None:
    with pytest.raises(UnitError) as caught:
        former.rulebook(SET, on=AFTER, province="Đà Nẵng")
    assert str(caught.value) == (
        "NTM606 Đà Nẵng was formed on 01/07/2025 from several provinces, and decisions of Quảng Nam are still in force "
        "in a part of it (quang-nam/xa-ntm/2021/2.1)\n"
        "  expected: the province in which the unit lay before: Quảng Nam (2004:quang-nam) | Đà Nẵng (2004:da-nang)\n"
        "  to do: name it with province=, or in the column province of the file"
    )


def test_it_asks_only_where_that_settles_which_entries_apply(former: Library, tmp_path: Path) -> None:
    assert verdict(Library(plugins=()), "Đà Nẵng", AFTER) == "undetermined"  # no pack speaks for a part of it
    advanced = "vn/xa-ntm-nang-cao/2021"
    other = over(pack_at(tmp_path / "other", "quang-nam", [entry("quang-nam", "77", "add", ADDED, target=advanced)]))
    assert verdict(other, "Đà Nẵng", AFTER) == "undetermined"  # none of its entries is over this set
    with pytest.raises(UnitError, match="NTM606"):
        other.rulebook(advanced, on=AFTER, province="Đà Nẵng")
    ended = entry("quang-nam", "2.1", "fill", level("at_least", 90), more='    to: "2025-06-30"\n')
    over_ = over(pack_at(tmp_path / "ended", "quang-nam", [ended]))
    assert verdict(over_, "Đà Nẵng", AFTER) == "undetermined"  # its decision is out of force


def test_what_the_merged_province_has_superseded_is_asked_of_nobody(tmp_path: Path) -> None:
    """Then where the unit lay before settles nothing, and the merged province alone is enough."""
    old = pack_at(tmp_path / "old", "quang-nam", [entry("quang-nam", "2.1", "fill", level("at_least", 90))])
    gone = "    supersedes: [quang-nam/xa-ntm/2021/2.1]\n"
    newer = entry("da-nang", "2.1", "fill", level("at_least", 70), since=AFTER, more=gone)
    library = over(old, pack_at(tmp_path / "new", "da-nang", [newer], list_="2025"))
    assert {verdict(library, name, AFTER) for name in ("Đà Nẵng", "2004:quang-nam", "2004:da-nang")} == {"met"}
    later = entry("da-nang", "2.1", "fill", level("at_least", 70), since="2025-12-01", more=gone)
    waiting = over(old, pack_at(tmp_path / "later", "da-nang", [later], list_="2025"))
    with pytest.raises(UnitError, match="NTM606"):
        waiting.rulebook(SET, on=AFTER, province="Đà Nẵng")


def test_an_unchanged_province_carries_its_decisions_on(tmp_path: Path) -> None:
    library = over(pack_at(tmp_path, "nghe-an", [entry("nghe-an", "2.1", "fill", level("at_least", 90))]))
    assert [verdict(library, "Nghệ An", day) for day in (BEFORE, AFTER)] == ["not_met", "not_met"]


def test_a_decision_of_the_merged_province_holds_for_a_unit_named_by_its_former_one(tmp_path: Path) -> None:
    pack = pack_at(
        tmp_path, "da-nang", [entry("da-nang", "2.1", "fill", level("at_least", 90), since="2025-08-01")], list_="2025"
    )
    library = over(pack)
    assert verdict(library, "Đà Nẵng", AFTER) == "not_met"
    assert verdict(library, "Quảng Nam", AFTER) == "not_met"
    assert verdict(library, "Quảng Nam", "2025-07-15") == "undetermined"
    assert verdict(library, "Quảng Nam", BEFORE) == "undetermined"


def test_without_a_province_no_entry_holds(former: Library) -> None:
    assert verdict(former, None, BEFORE) == "undetermined"


def test_two_former_provinces_of_one_merged_one_live_side_by_side(tmp_path: Path) -> None:
    packs = [
        pack_at(tmp_path, name, [entry(name, "2.1", "fill", level("at_least", value))])
        for name, value in (("quang-nam", 90), ("da-nang", 80))
    ]
    library = over(*packs)
    assert verdict(library, "2004:quang-nam", AFTER) == "not_met"
    assert verdict(library, "2004:da-nang", AFTER) == "met"
    with pytest.raises(NtmRulesError, match="decisions of Quảng Nam, Đà Nẵng are still in force"):
        library.rulebook(SET, on=AFTER, province="Đà Nẵng")


def head_only(folder: Path, pack: str, province: str) -> Path:
    """Write a pack that has no entries: its territory and its registers alone."""
    head = f'id: {pack}\nname: {{vi: {pack}}}\nterritory:\n  - {{list: "2004", province: {province}}}\n'
    return write_tree(folder / pack, {"pack.yaml": head})


def test_a_pack_without_entries_says_whom_it_speaks_for_as_any_other(tmp_path: Path) -> None:
    """Its zones and its own sets would be heard for nobody, and nothing would say so."""
    with pytest.raises(NtmRulesError, match="NTM223 unknown territory 2004:nghe-am") as caught:
        Library(packs=[head_only(tmp_path, "nghe-an", "nghe-am")], plugins=())
    assert caught.value.problems[0].where == "nghe-an/pack.yaml:4:5"
    assert "did you mean 'nghe-an'" in caught.value.problems[0].remedy
    found = [str(each.problem) for each in lint(tmp_path / "nghe-an")]
    assert any("NTM223" in each and "pack.yaml:4:5" in each for each in found), found


def test_two_packs_without_entries_do_not_speak_for_one_province(tmp_path: Path) -> None:
    packs = [head_only(tmp_path, name, "nghe-an") for name in ("nghe-an", "vinh")]
    with pytest.raises(NtmRulesError, match="NTM223"):
        Library(packs=packs, plugins=())

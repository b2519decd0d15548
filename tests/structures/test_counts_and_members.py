"""S3 to S5 other criteria and indicators, S8 and S9 units inside a unit, S13 labels: said by a pack alone."""

from __future__ import annotations

from pathlib import Path

from structures.made_up import criterion, library, own_set, under, verdict

from ntmrules.model.figures import UnitFigures

YES = "{kind: attained, evidence: EVIDENCE}"
PLAN = f"quy-hoach-chung-xay-dung-xa | {YES}"
TWENTIETH = """
    overrides:
      - id: mau/xa-ntm/2021/20
        verb: add
        target: vn/xa-ntm/2021
        provision: {decision: 01/QĐ-MẪU}
        from: "2022-06-01"
        criterion:
          id: "20"
          name: {vi: Vườn mẫu (bịa), en: Model gardens (made up)}
          declared_indicators: 1
          indicators:
            - id: "20.1"
              name: {vi: Số vườn mẫu, en: Model gardens}
              measure: mau-so-vuon-mau
              versions:
                - from: "2022-06-01"
                  provision: {decision: 01/QĐ-MẪU}
                  requirement: {kind: count_at_least, threshold: {value: 2, evidence: EVIDENCE}}
"""
GARDENS = """
    measures:
      - id: mau-so-vuon-mau
        name: {vi: Số vườn mẫu, en: Model gardens}
        kind: count
        question: {vi: "Có bao nhiêu vườn mẫu?", en: "How many model gardens?"}
"""


ONE_MORE = """
    overrides:
      - id: mau/xa-ntm/2021/3.M
        verb: add
        target: vn/xa-ntm/2021/3
        provision: {decision: 01/QĐ-MẪU}
        from: "2022-06-01"
        indicator:
          id: "3.M"
          name: {vi: Số vườn mẫu, en: Model gardens}
          measure: mau-so-vuon-mau
          versions:
            - from: "2022-06-01"
              provision: {decision: 01/QĐ-MẪU}
              requirement: {kind: count_at_least, threshold: {value: 2, evidence: EVIDENCE}}
"""


def test_s03_a_twentieth_criterion_decides_and_is_counted_apart(tmp_path: Path) -> None:
    made = library(tmp_path / "mau", {"measures.yaml": GARDENS, "overrides/20.yaml": TWENTIETH})
    book = made.rulebook("xa-ntm", on="2023-06-30", province="an-giang")
    reports = {str(number): "met" for number in range(1, 20)}
    for gardens, expected in ((2, "met"), (1, "not_met")):
        result = book.evaluate(UnitFigures.of("xã Mẫu", {**reports, "mau-so-vuon-mau": gardens}))
        assert str(result.verdict) == expected
        assert result.tally.criteria.count == "19/19"  # the national total stays the national total
        assert result.tally.added is not None
        assert result.tally.added.count == f"{int(gardens == 2)}/1"
    open_ = book.evaluate(UnitFigures.of("xã Mẫu", reports))
    assert str(open_.verdict) == "undetermined"
    assert str(made.rulebook("xa-ntm", on="2023-06-30", province="ca-mau").evaluate(
        UnitFigures.of("xã Mẫu", reports)).verdict) == "met"  # fmt: skip


def test_s03_another_number_of_criteria_is_what_the_set_itself_has(tmp_path: Path) -> None:
    files = {f"it/{number}.yaml": criterion(str(number), PLAN) for number in range(1, 12)}
    made = library(tmp_path / "mau", {"it/set.yaml": own_set("it", criteria="11", indicators="11"), **files})
    result = made.rulebook("mau/it", on="2023-06-30").evaluate(
        UnitFigures.of("xã Mẫu", {"quy-hoach-chung-xay-dung-xa": "đạt"})
    )
    assert result.tally.criteria.count == "11/11"
    assert str(result.verdict) == "met"


def test_s03_a_set_of_which_only_the_counts_are_known_can_be_completed_by_whoever_has_the_table(tmp_path: Path) -> None:
    folder = tmp_path / "mau"
    bare = {"dem/set.yaml": own_set("dem", criteria="2", indicators="3")}
    book = library(folder, bare).rulebook("mau/dem", on="2023-06-30")
    empty = book.evaluate(UnitFigures.of("xã Mẫu", {}))
    assert (empty.tally.criteria.count, empty.tally.indicators.count) == ("0–2/2", "0–3/3")
    assert str(empty.verdict) == "undetermined"
    table = "overrides:\n" + "".join(_completion(number, count) for number, count in (("1", 1), ("2", 2)))
    book = library(folder, {**bare, "overrides/bang.yaml": table}).rulebook(
        "mau/dem", on="2023-06-30", province="an-giang"
    )
    whole = book.evaluate(UnitFigures.of("xã Mẫu", {"quy-hoach-chung-xay-dung-xa": "đạt"}))
    assert (whole.tally.criteria.count, whole.tally.indicators.count) == ("2/2", "3/3")
    assert str(whole.verdict) == "met"
    assert [heading.id for heading in book.headings] == ["mau/dem/2022/1", "mau/dem/2022/2"]


def _completion(number: str, count: int) -> str:
    body = criterion(number, *[PLAN] * count).replace("\n", "\n      ").rstrip()
    head = [
        f"  - id: mau/bang/{number}",
        "    verb: complete",
        "    target: mau/dem/2022",
        "    provision: {decision: 01/QĐ-MẪU}",
    ]
    return "\n".join([*head, '    from: "2022-06-01"', "    criterion:", f"      {body}"]) + "\n"


def test_s04_one_criterion_with_the_indicators_of_two_national_ones_refers_to_both(tmp_path: Path) -> None:
    merged = criterion(
        "1",
        "| {kind: meets, target: vn/xa-ntm/10.1, evidence: EVIDENCE}",
        "| {kind: meets, target: vn/xa-ntm/11.1, evidence: EVIDENCE}",
        name="Thu nhập - hộ nghèo (bịa)",
    )
    made = library(tmp_path / "mau", {"gop/set.yaml": own_set("gop", indicators="2"), "gop/01.yaml": merged})
    book = made.rulebook("mau/gop", on="2022-12-01", province="thai-binh")
    # The national levels of the Red River Delta: 53 million in 2022, 1.5 %.
    for income, poor, expected in ((53, 1.5, "met"), (52.9, 1.5, "not_met"), (53, 1.6, "not_met")):
        figures = {"thu-nhap-binh-quan-dau-nguoi": income, "ty-le-ho-ngheo-da-chieu": poor}
        assert (
            verdict(
                book, "1", {**figures, "xa-dac-biet-kho-khan": "chưa đạt", "xa-an-toan-khu-huyen-ngheo": "chưa đạt"}
            )
            == expected
        )
    result = book.evaluate(UnitFigures.of("xã Mẫu", {"thu-nhap-binh-quan-dau-nguoi": 53}))
    assert {"vn/xa-ntm/2021/10.1", "vn/xa-ntm/2021/11.1"} <= {node.id for node in result.nodes()}


def test_s05_an_indicator_more_inside_a_national_criterion_and_a_set_with_fewer(tmp_path: Path) -> None:
    made = library(tmp_path / "mau", {
        "measures.yaml": GARDENS, "overrides/3.yaml": ONE_MORE,
        "it/set.yaml": own_set("it"),
        "it/01.yaml": criterion("1", "| {kind: meets, target: vn/xa-ntm/3, evidence: EVIDENCE}"),
    })  # fmt: skip
    book = made.rulebook("xa-ntm", on="2023-06-30", province="an-giang")
    assert [rule.id for rule in book.added] == ["mau/xa-ntm/2021/3.M"]
    assert verdict(book, "3.M", {"mau-so-vuon-mau": 2}) == "met"
    assert verdict(book, "set", {**{str(n): "met" for n in range(1, 20)}, "mau-so-vuon-mau": 1}) == "not_met"
    few = made.rulebook("mau/it", on="2023-06-30")
    assert (few.set.declared.criteria, few.set.declared.indicators) == (1, 1)
    assert verdict(few, "set", {"vn/xa-ntm/2021/3": "met"}) == "met"


OVER_VILLAGES = "children: thon, target: mau/thon-thong-minh, op: at_least"
SMART = f"{{kind: share_of, {OVER_VILLAGES}, threshold: {{value: 25, evidence: EVIDENCE}}}}"
ONE = f"{{kind: count_of, {OVER_VILLAGES}, threshold: {{value: 1, evidence: EVIDENCE}}}}"


def villages(folder: Path) -> dict[str, str]:
    """Return a set over villages and the set that each village is judged by."""
    return {
        "measures.yaml": GARDENS,
        "xa/set.yaml": own_set("xa-thong-minh", criteria="2", indicators="2"),
        "xa/01.yaml": criterion("1", f"| {SMART}"),
        "xa/02.yaml": criterion("2", f"| {ONE}"),
        "thon/set.yaml": own_set("thon-thong-minh", level="thon"),
        "thon/01.yaml": criterion(
            "1", "mau-so-vuon-mau | {kind: count_at_least, threshold: {value: 1, evidence: EVIDENCE}}"
        ),
    }


def commune(*gardens: int | None, total: int = 4) -> UnitFigures:
    """Return a commune of ``total`` villages with so many model gardens each; none: not reported."""
    inside = tuple(UnitFigures.of(f"thôn {place}", {} if count is None else {"mau-so-vuon-mau": count}, level="thon")
                   for place, count in enumerate(gardens, 1))  # fmt: skip
    return UnitFigures.of("xã Mẫu", {"so-thon": total}, children=inside)


def test_s08_share_and_number_of_villages_each_judged_by_its_own_set(tmp_path: Path) -> None:
    book = library(tmp_path / "mau", villages(tmp_path)).rulebook("mau/xa-thong-minh", on="2023-06-30")
    for unit, share, number in (
        (commune(1, 0, 0, 0), "met", "met"),
        (commune(0, 0, 0, 0), "not_met", "not_met"),
        (commune(1, 0, 0, 0, 0, total=5), "not_met", "met"),
        (commune(0, 0, 0), "undetermined", "undetermined"),  # a village that is not handed in may be a smart one
        (commune(0, 0, None, 0), "undetermined", "undetermined"),
        (commune(1, 0), "met", "met"),  # 25 % already, whatever the other two are
    ):
        result = book.evaluate(unit)
        assert (str(result.node("1.1").verdict), str(result.node("2.1").verdict)) == (share, number)
    nested = under(book.evaluate(commune(1, 0, 0, 0)).node("1.1"), "unit")
    assert [str(node.verdict) for node in nested] == ["met", "not_met", "not_met", "not_met"]
    assert all(under(node, "indicator") for node in nested)


def test_s09_a_kind_of_unit_that_no_national_set_judges(tmp_path: Path) -> None:
    count = """
        measures:
          - id: so-vuon
            name: {vi: Số vườn, en: Gardens}
            kind: count
            question: {vi: "Có bao nhiêu vườn?", en: "How many gardens?"}
          - id: mau-vuon-sach
            name: {vi: Vườn sạch, en: Clean garden}
            kind: yes_no
            yes_means: met
            question: {vi: "Vườn có sạch không?", en: "Is the garden clean?"}
    """
    share = (
        "{kind: share_of, children: vuon, target: mau/vuon, op: at_least, threshold: {value: 50, evidence: EVIDENCE}}"
    )
    made = library(tmp_path / "mau", {
        "measures.yaml": count,
        "khu/set.yaml": own_set("khu-dan-cu", level="khu-dan-cu"), "khu/01.yaml": criterion("1", f"| {share}"),
        "vuon/set.yaml": own_set("vuon", level="vuon"), "vuon/01.yaml": criterion("1", f"mau-vuon-sach | {YES}"),
    })  # fmt: skip
    book = made.rulebook("mau/khu-dan-cu", on="2023-06-30")
    gardens = tuple(UnitFigures.of(f"vườn {n}", {"mau-vuon-sach": n == 1}, level="vuon") for n in (1, 2))
    result = book.evaluate(UnitFigures.of("khu dân cư Mẫu", {"so-vuon": 2}, children=gardens))
    assert str(result.verdict) == "met"
    assert {header.level for header in made.sets()} >= {"khu-dan-cu", "vuon", "xa", "huyen", "tinh"}


def test_s13_the_label_is_of_the_set_and_its_period_and_the_id_is_the_key(tmp_path: Path) -> None:
    same = 'name: {vi: "Xã kiểu mẫu (nâng cao)", en: Model (advanced) commune}'
    files = {}
    for name, tier in (("xa-ntm-nang-cao", "nang-cao"), ("xa-ntm-kieu-mau", "kieu-mau")):
        head = "\n".join(same if line.startswith("name:") else line for line in own_set(name).splitlines())
        files[f"{name}/set.yaml"] = head.replace("tier: ntm", f"tier: {tier}") + "\n"
        files[f"{name}/01.yaml"] = criterion("1", PLAN)
    made = library(tmp_path / "mau", files)
    one, other = (made.rulebook(ref, on="2023-06-30") for ref in ("mau/xa-ntm-nang-cao", "mau/xa-ntm-kieu-mau"))
    assert str(one.set.name) == str(other.set.name)
    unit = UnitFigures.of("xã Mẫu", {"mau/xa-ntm-nang-cao/2022/1.1": "met"})
    assert str(one.evaluate(unit).verdict) == "met"
    assert str(other.evaluate(unit).verdict) == "undetermined"  # the word is the same, the report is not about this set
    assert "Xã kiểu mẫu (nâng cao)" in one.evaluate(unit).text(view="summary", lang="vi")
    assert made.rulebook("xa-ntm-nang-cao", on="2023-06-30").id == "vn/xa-ntm-nang-cao/2021"

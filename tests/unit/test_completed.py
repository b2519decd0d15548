"""A filled form is heard wherever a set is shown, counted or asked about, and just as by a verdict."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ntmrules import CatalogError, Library
from ntmrules.authoring.holes_form import holes_form
from ntmrules.check.coverage_cells import cell_coverage
from ntmrules.cli import run
from ntmrules.model import walk
from ntmrules.model.requirements import AnyRequirement
from ntmrules.model.sets import CriteriaSet
from ntmrules.resolve.completed import completed_set

SET = "vn/xa-ntm-nang-cao/2021"
RED_RIVER = "{area: dong-bang-song-hong, known: 1, value: "
HIGHLANDS = "{area: tay-nguyen, value: "
PLAIN = Library(plugins=())


def put(text: str, label: str, *changes: tuple[str, str]) -> str:
    """Return a form with places of one entry filled."""
    before, mark, rest = text.partition(f"  # {label} ")
    entry, end, after = rest.partition("\n\n")
    for old, new in changes:
        assert old in entry
        entry = entry.replace(old, new)
    return before + mark + entry + end + after


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = holes_form(PLAIN.catalogue, SET).text.replace("title: …", 'title: "Bản PDF QĐ 318"', 1)
    text = put(text, "11.1", (f"{RED_RIVER}…", f"{RED_RIVER}đúng"))
    text = put(text, "17.1", ("kind: …", "kind: đúng"))
    path = tmp_path_factory.mktemp("form") / "mau.yaml"
    path.write_text(put(text, "17.5", ("value: …", "value: đúng")), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def library(form: Path) -> Library:
    return Library(packs=[form], plugins=())


def asked(whole: CriteriaSet, label: str, day: str = "2023-06-30") -> AnyRequirement:
    items = [item for criterion in whole.criteria for item in criterion.indicators]
    version = next(item for item in items if item.id == label).on(day)
    assert version is not None
    return version.requirement


def test_a_set_is_completed_as_verdicts_are(library: Library) -> None:
    whole = completed_set(library.catalogue, SET)
    for day in ("2022-03-08", "2023-06-30", "2024-03-01", "2025-12-31"):
        book = library.rulebook(SET, on=day, evidence_floor="recall-low")
        for rule in (rule for heading in book.headings for rule in heading.rules):
            found = walk.levels(walk.in_parts(asked(whole, rule.number, day)))
            for name, level in walk.levels(rule.requirement).items():
                assert level.rows == found[name].rows, rule.id


def test_without_a_form_nothing_is_made_anew() -> None:
    assert completed_set(PLAIN.catalogue, SET) is PLAIN.set(SET)


def test_an_entry_that_begins_within_the_time_of_a_text_parts_it_there(form: Path, tmp_path: Path) -> None:
    first, mark, rest = form.read_text(encoding="utf-8").partition("  # 11.1 ")
    path = tmp_path / "sau.yaml"
    path.write_text(first + mark + rest.replace('from: "2022-03-08"', 'from: "2023-01-01"', 1), encoding="utf-8")
    whole = completed_set(Library(packs=[path], plugins=()).catalogue, SET)
    before, after = (walk.levels(asked(whole, "11.1", day))["threshold"] for day in ("2022-12-31", "2023-01-01"))
    kinds = [str(each.cell(2023, "dong-bang-song-hong").evidence.kind) for each in (before, after)]  # type: ignore[union-attr]
    assert kinds == ["recall", "copy"]


def test_show_tells_what_the_form_says(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", f"{SET}/11.1", "--no-plugins", "--pack", str(form)]) == 0
    said = capsys.readouterr().out
    assert "Đồng bằng sông Hồng: 1%  [đã đọc toàn văn ở bản chép; cao; van-ban-trong-tay]" in said
    assert "[van-ban-trong-tay] Bản PDF QĐ 318" in said


def test_coverage_counts_what_the_form_says(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sets", "--coverage", "--set", SET, "--no-plugins", "--pack", str(form), "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert told["cells"]["by_evidence"]["copy"] == 3
    before = cell_coverage(PLAIN.set(SET)).hours[0].cells
    assert told["cells"]["an_hour_would_settle"][0]["cells"] == before - 3


def test_a_second_form_asks_what_the_first_left_open_and_both_are_heard(form: Path, tmp_path: Path) -> None:
    path = tmp_path / "con-lai.yaml"
    words = ["--no-plugins", "--pack", str(form), "-o", str(path)]
    assert run(["template", "--holes", SET, *words]) == 0
    text = path.read_text(encoding="utf-8").replace("title: …", 'title: "Công báo"', 1)
    assert "  # 17.1 " not in text
    assert RED_RIVER not in text.partition("  # 11.1 ")[2].partition("\n\n")[0]
    path.write_text(put(text, "11.1", (f"{HIGHLANDS}…", f"{HIGHLANDS}7")), encoding="utf-8")
    whole = completed_set(Library(packs=[form, path], plugins=()).catalogue, SET)
    rows = {row.area: row for row in walk.levels(asked(whole, "11.1"))["threshold"].rows}
    assert [rows[area].value for area in ("dong-bang-song-hong", "tay-nguyen")] == [1, 7]
    assert rows["tay-nguyen"].evidence.ref == ("van-ban-trong-tay-2",)  # type: ignore[union-attr]


def test_two_forms_that_answer_one_cell_are_told(form: Path, tmp_path: Path) -> None:
    text = form.read_text(encoding="utf-8").replace("bo-sung-xa-ntm-nang-cao-2021", "ban-khac")
    path = tmp_path / "khac.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogError, match="NTM210"):
        Library(packs=[form, path], plugins=())

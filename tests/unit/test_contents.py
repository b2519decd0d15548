"""Every file of a pack is read, or refused by its name with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntmrules.catalog.catalogue import Catalogue
from ntmrules.catalog.pack import Pack, catalog_root
from ntmrules.check.lint import lint
from ntmrules.cli import run
from ntmrules.errors import CatalogError

HEAD = "id: mau\nname: {vi: Mẫu}\n"


def pack(folder: Path, *files: str) -> Path:
    (folder / "pack.yaml").parent.mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(HEAD, encoding="utf-8")
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("overrides: []\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("file", "remedy"),
    [
        ("overrides/a.yml", "rename the file to a.yaml"),
        ("overrides/a.YAML", "rename the file to a.yaml"),
        ("decisions.yml", "rename the file to decisions.yaml"),
        ("overrides/xa/a.yaml", "move the file up into overrides/"),
        ("override/a.yaml", "rename the folder to overrides/"),
        ("Overrides/a.yaml", "rename the folder to overrides/"),
        ("overides/xa/a.yml", "rename the folder to overrides/"),
        ("decision.yaml", "did you mean 'decisions.yaml'"),
        ("Measures.yaml", "did you mean 'measures.yaml'"),
        ("rules.yaml", "move entries into overrides/"),
        ("zones/a.yaml", "move the file, or put set.yaml beside it"),
        ("overrides/a.json", "write it as a .yaml file"),
        ("overrides/a.xlsx", "write it as a .yaml file"),
        ("overrides/a.yaml.bak", "write it as a .yaml file"),
        ("decisions.json", "write it as a .yaml file"),
        ("more/pack.yaml", "move the file, or put set.yaml beside it"),
        ("overrides/a.yaml.txt", "rename the file to a.yaml"),
        ("decisions.yml.txt", "rename the file to decisions.yaml"),
        ("override/a.yaml.TXT", "rename the folder to overrides/"),
        ("overrides/thu-nhap", "rename the file to thu-nhap.yaml"),
        ("units/a.yaml", "take it out of the pack"),
        ("units/xa.csv", "take it out of the pack"),
        ("capital.yaml", "take it out of the pack"),
        ("crosswalk.yaml", "take it out of the pack"),
        ("working-days.yaml", "take it out of the pack"),
    ],
)
def test_a_file_that_nobody_reads_is_refused_by_name(file: str, remedy: str, tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as caught:
        Pack(pack(tmp_path / "mau", file))
    (found,) = caught.value.problems
    assert (found.code, found.where) == ("NTM147", f"mau/{file}")
    assert remedy in str(found.remedy)


def test_all_of_them_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as caught:
        Pack(pack(tmp_path / "mau", "overrides/a.yml", "override/a.yaml", "x.yaml"))
    assert len(caught.value.problems) == 3


@pytest.mark.parametrize(
    "file", ["README.md", "LICENSE", "overrides/README.md", "overrides/.a.yaml.swp", "overrides/a.yaml~", ".git/a.yaml",
             "overrides/LICENSE", "overrides/ghi-chu.txt", "bodies.yaml",
             "__init__.py", "__pycache__/a.pyc", "figures.csv", "overrides/a.yaml", "overrides/a.cases.yaml"]
)  # fmt: skip
def test_what_is_no_rule_lies_where_it_likes(file: str, tmp_path: Path) -> None:
    assert Pack(pack(tmp_path / "mau", file)).id == "mau"


def test_a_file_that_comes_later_is_seen_though_the_rest_is_in_the_cache(tmp_path: Path) -> None:
    Pack(pack(tmp_path / "mau", "overrides/a.yaml"))
    pack(tmp_path / "mau", "overrides/b.yml")
    with pytest.raises(CatalogError, match="NTM147"):
        Pack(tmp_path / "mau")


def test_a_folder_without_a_pack_is_not_walked(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "pack.yaml").write_text(HEAD, encoding="utf-8")
    for wrong in (tmp_path / "a", tmp_path / "a" / "b" / ".."):
        with pytest.raises(CatalogError, match=r"NTM131.*holds no pack"):
            Pack(wrong)


def test_a_folder_that_holds_itself_ends(tmp_path: Path) -> None:
    folder = pack(tmp_path / "mau", "overrides/a.yaml")
    (folder / "overrides" / "again").symlink_to(folder, target_is_directory=True)
    with pytest.raises(CatalogError, match="NTM147"):
        Pack(folder)


@pytest.mark.parametrize("name", ["notes.txt", "figures.csv", "README.md", "sub", "overrides/README.md"])
def test_lint_of_what_is_no_file_of_a_catalogue_is_an_error(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = pack(tmp_path / "mau", "overrides/a.yaml")
    (folder / "sub").mkdir()
    if name != "sub":
        (folder / name).write_text("unit,subject,value\n", encoding="utf-8")
    assert run(["lint", str(folder / name)]) == 3
    assert "NTM131 is no file of a catalogue" in capsys.readouterr().err


def test_lint_of_a_part_of_a_pack_and_of_a_folder_without_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = pack(tmp_path / "mau", "overrides/a.yaml")
    assert run(["lint", str(folder / "overrides" / "a.yaml")]) == 0
    assert run(["lint", str(folder / "overrides")]) == 0
    (tmp_path / "empty").mkdir()
    for wrong in (tmp_path / "empty", tmp_path):
        assert run(["lint", str(wrong)]) == 3
        out = capsys.readouterr()
        assert "NTM131" in out.out + out.err
    (tmp_path / "alone.csv").write_text("a\n", encoding="utf-8")
    assert run(["lint", str(tmp_path / "alone.csv")]) == 3


def test_lint_says_what_is_not_read(tmp_path: Path) -> None:
    found = lint(pack(tmp_path / "mau", "overrides/a.yml"))
    assert [each.problem.code for each in found] == ["NTM147"]


def test_two_packs_with_one_set_are_both_named_with_file_and_line(tmp_path: Path) -> None:
    whole = (catalog_root() / "national" / "xa-ntm-2021" / "set.yaml").read_text(encoding="utf-8")
    for name in ("mau", "khac"):
        folder = pack(tmp_path / name)
        (folder / "pack.yaml").write_text(HEAD.replace("mau", name), encoding="utf-8")
        (folder / "xa").mkdir()
        text = whole.replace("vn/xa-ntm/2021", "mau/xa-thu/2021")
        (folder / "xa" / "set.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        Catalogue([Pack(catalog_root(), "vn"), Pack(tmp_path / "mau"), Pack(tmp_path / "khac")])
    (found,) = caught.value.problems
    assert found.code == "NTM132"
    assert found.where.startswith("khac/xa/set.yaml:")
    assert "mau/xa/set.yaml:" in str(found.remedy)

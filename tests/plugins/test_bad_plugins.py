"""Every plugin that oversteps gets its exact error: `tests/bad_plugins/<case>/`, each with its message beside it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from plugins.installing import install, on_path

from ntmrules import Library, NtmRulesError

BAD = Path(__file__).parent.parent / "bad_plugins"
CASES = sorted(path.name for path in BAD.iterdir() if path.is_dir())


def installed_from(case: str, site: Path) -> list[str]:
    """Install every plugin of a case and return their names."""
    plugins = sorted(path for path in (BAD / case).iterdir() if path.is_dir())
    for plugin in plugins:
        own = plugin / "__init__.py"
        code = own.read_text(encoding="utf-8") if own.is_file() else None
        install(site, plugin.name, code=code, pack=plugin / "pack" if (plugin / "pack").is_dir() else None)
    return [plugin.name for plugin in plugins]


def message_of(case: str, site: Path, lang: str) -> str:
    """Return what is said when a library is made with the plugins of a case."""
    names = installed_from(case, site)
    with on_path(site), pytest.raises(NtmRulesError) as caught:
        _views_of(names)
    return caught.value.text(lang).replace(str(site), "SITE") + "\n"


def _views_of(names: list[str]) -> list[str]:
    return list(Library(plugins=names).plugins.renderers)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("case", CASES)
def test_a_plugin_that_oversteps_gets_its_exact_error(case: str, lang: str, tmp_path: Path) -> None:
    expected = BAD / case / ("expected.txt" if lang == "en" else "expected.vi.txt")
    said = message_of(case, tmp_path / "site", lang)
    if os.environ.get("NTMRULES_UPDATE") == "1":  # to be read before it is committed
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_no_message_holds_a_traceback_and_every_one_says_what_to_do(case: str) -> None:
    for name, remedy in (("expected.txt", "to do:"), ("expected.vi.txt", "cách sửa:")):
        said = (BAD / case / name).read_text(encoding="utf-8")
        assert "Traceback" not in said
        assert remedy in said
        assert "NTM" in said


def test_a_bomb_of_ten_megabytes_is_refused_for_its_size(tmp_path: Path) -> None:
    package = install(tmp_path / "site", "nghe-an")
    (package / "nghe-an" / "overrides").mkdir(parents=True)
    (package / "nghe-an" / "pack.yaml").write_text("id: nghe-an\nname: {vi: Nghệ An}\n", encoding="utf-8")
    (package / "nghe-an" / "overrides" / "bomb.yaml").write_text("overrides: []\n" + "#" * 10_000_000, encoding="utf-8")
    with on_path(tmp_path / "site"), pytest.raises(NtmRulesError) as caught:
        Library(plugins=["nghe-an"])
    assert [problem.code for problem in caught.value.problems] == ["NTM102", "NTM212"]
    assert "nghe-an/overrides/bomb.yaml" in caught.value.problems[0].where
    assert "is too large: 10000014 bytes" in caught.value.problems[0].what


def test_two_distributions_with_a_plugin_of_one_name_are_refused(tmp_path: Path) -> None:
    install(tmp_path / "site", "nghe-an", code="")
    other = tmp_path / "site" / "other_plugin-2.0.dist-info"
    other.mkdir()
    (other / "METADATA").write_text("Metadata-Version: 2.1\nName: other-plugin\nVersion: 2.0\n", encoding="utf-8")
    (other / "entry_points.txt").write_text("[ntmrules]\nnghe-an = other_plugin\n", encoding="utf-8")
    with on_path(tmp_path / "site"), pytest.raises(NtmRulesError) as caught:
        Library()
    assert caught.value.code == "NTM206"
    assert "ntmrules-nghe-an" in str(caught.value)
    assert "other-plugin 2.0" in str(caught.value)


def test_a_skipped_plugin_is_said_and_the_rest_goes_on(tmp_path: Path) -> None:
    names = installed_from("loosens", tmp_path / "site")
    with on_path(tmp_path / "site"):
        library = Library(plugins=names, on_plugin_error="skip")
    (info,) = library.plugins.loaded
    assert info.error is not None
    assert "NTM226" in info.error
    assert info.packs == ()
    assert library.rulebook("xa-ntm", on="2023-12-31", province="nghe-an").rules


def test_a_broken_plugin_is_in_the_receipt_when_it_was_skipped(tmp_path: Path) -> None:
    names = installed_from("cannot-be-imported", tmp_path / "site")
    with on_path(tmp_path / "site"):
        library = Library(plugins=names, on_plugin_error="skip")
        receipt = str(dict(library.rulebook("xa-ntm", on="2023-12-31").receipt))
    assert "no_such_module_anywhere" in receipt

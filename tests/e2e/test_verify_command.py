"""``ntmrules verify`` as a person calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ntmrules.cli import run

MAU = str(Path(__file__).parents[2] / "examples" / "mau.csv")


@pytest.fixture(autouse=True)
def no_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a province decided is no matter here: a plugin of the machine would change the counts."""
    monkeypatch.setenv("NTMRULES_PLUGINS", "")


@pytest.fixture
def written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert run(["evaluate", MAU, "--province", "Quảng Ninh", "--on", "2023-12-31", "--format", "json"]) == 1
    path = tmp_path / "ket-qua.json"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    return path


def test_what_evaluate_wrote_verifies_by_itself_and_with_its_file(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify", str(written)]) == 0
    assert "giống hệt" in capsys.readouterr().out
    assert run(["verify", str(written), MAU]) == 0


def test_a_changed_result_is_exit_1_and_told(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(written.read_text(encoding="utf-8"))
    data[0]["receipt"]["result"]["criteria"]["low"] = 19
    written.write_text(json.dumps(data), encoding="utf-8")
    assert run(["verify", str(written), "--lang", "en"]) == 1
    said = capsys.readouterr().out
    assert "ANOTHER result" in said
    assert "criteria: 19–17/19 → 10–17/19" in said


def test_verification_as_json(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", str(written), "--json"]) == 0
    (data,) = json.loads(capsys.readouterr().out)
    assert data == {"unit": "xã Mẫu", "set": "vn/xa-ntm/2021", "same": True, "same_result": True, "differences": []}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"a": 1}', b"[" * 100_000])
def test_a_file_that_is_no_receipt_is_exit_3_and_prints_nothing(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "la.json"
    path.write_bytes(content)
    assert run(["verify", str(path)]) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "NTM012" in captured.err


def test_a_missing_file_is_exit_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", str(tmp_path / "khong-co.json")]) == 3
    assert "NTM012 cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("key", "value"),
    [("verdict", "met"), ("unit", "xã Khác"), ("on", "2024-12-31"), ("province", "An Giang"), ("provisional", None)],
)
def test_what_was_altered_around_the_receipt_is_told(key: str, value: object, written: Path) -> None:
    data = json.loads(written.read_text(encoding="utf-8"))
    data[0][key] = value
    written.write_text(json.dumps(data), encoding="utf-8")
    assert run(["verify", str(written), "--lang", "en"]) == 1


def test_an_altered_trace_is_told(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(written.read_text(encoding="utf-8"))
    data[0]["trace"]["children"][0]["verdict"] = "not_applicable"
    data[0]["trace"]["children"][0]["children"] = []
    written.write_text(json.dumps(data), encoding="utf-8")
    assert run(["verify", str(written), "--lang", "en"]) == 1
    assert "trace vn/xa-ntm/2021/1 verdict" in capsys.readouterr().out


def test_a_plugin_that_is_not_here_is_named(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(written.read_text(encoding="utf-8"))
    receipt = data[0]["receipt"]
    receipt["plugins"] = [{"name": "tinh-mau", "version": "1"}]
    written.write_text(json.dumps(data), encoding="utf-8")
    assert run(["verify", str(written), "--lang", "en"]) == 1
    assert "tinh-mau" in capsys.readouterr().out
    receipt["set"] = "tinh-mau/xa-ntm/2021"
    written.write_text(json.dumps(data), encoding="utf-8")
    assert run(["verify", str(written), "--lang", "en"]) == 3
    assert "plugins that are not installed here: tinh-mau" in capsys.readouterr().err

"""``ntmrules verify`` as a person calls it."""

from __future__ import annotations

import json
import re
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


def test_a_digest_of_the_circuit_that_was_taken_out_altered_or_is_none_is_told(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    original = json.loads(written.read_text(encoding="utf-8"))
    own = original[0]["receipt"]["circuit"]
    odd = (
        "sha256:" + "0" * 64,
        None,
        5,
        [],
        {},
        {"schema": "ntmrules/circuit/2"},
        "x" * 100_000,
        "\x1b[2J\0",
        [[[]]] * 3,
    )
    for value in (*odd, ...):
        data = json.loads(json.dumps(original))
        data[0]["receipt"].pop("circuit")
        if value is not ...:
            data[0]["receipt"]["circuit"] = value
        written.write_text(json.dumps(data), encoding="utf-8")
        assert run(["verify", str(written)]) == 1
        said = capsys.readouterr().out
        assert f"mã băm mạch câu hỏi: {'không có' if value in (None, ...) else ''}" in said
        assert own in said
        assert len(said) < 500
        assert "\x1b" not in said
        assert "None" not in said


def test_only_an_older_version_wrote_receipts_without_a_circuit_and_attainments_without_an_engine(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = json.loads(written.read_text(encoding="utf-8"))
    del data[0]["receipt"]["circuit"], data[0]["engine"]
    written.write_text(json.dumps(data), encoding="utf-8")
    assert run(["verify", str(written), "--json"]) == 1
    assert [each["what"] for each in json.loads(capsys.readouterr().out)[0]["differences"]] == ["circuit", "engine"]
    data[0]["receipt"]["library"] = "0.1.0"
    written.write_text(json.dumps(data), encoding="utf-8")
    assert run(["verify", str(written), "--json"]) == 1
    assert [each["what"] for each in json.loads(capsys.readouterr().out)[0]["differences"]] == ["library"]


def test_a_circuit_is_neither_a_receipt_nor_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mach.json"
    assert run(["compile", "xa-ntm", "--on", "2023-12-31", "--to", "json", "-o", str(path)]) == 0
    whole = json.loads(path.read_text(encoding="utf-8"))
    for altered in (whole, [whole], {**whole, "receipt": {"schema": "ntmrules/receipt/1"}}, {**whole, "gates": 5}):
        path.write_text(json.dumps(altered), encoding="utf-8")
        capsys.readouterr()
        for command in (["verify", str(path)], ["evaluate", str(path), "--set", "xa-ntm", "--on", "2023-12-31"]):
            assert run(command) == 3
            said = capsys.readouterr()
            assert not said.out
            assert "NTM" in said.err


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


@pytest.mark.parametrize("compact", [[], ["--compact"]])
@pytest.mark.parametrize(
    ("key", "value", "said"),
    [("engine", "x", "engine: x → core"), ("left_out", ["abc"], "left out: [\"abc\"]"), ("left_out", None, "left out: null"),
     ("xep-loai", "A", "xep-loai: A → none")],
)  # fmt: skip
def test_whatever_else_was_altered_or_added_is_told(
    key: str, value: object, said: str, compact: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["evaluate", MAU, "--province", "Quảng Ninh", "--on", "2023-12-31", "--format", "json", *compact])
    path = tmp_path / "a.json"
    data = json.loads(capsys.readouterr().out)
    path.write_text(json.dumps(data), encoding="utf-8")
    assert run(["verify", str(path), "--lang", "en"]) == 0
    data[0][key] = value
    path.write_text(json.dumps(data), encoding="utf-8")
    assert run(["verify", str(path), "--lang", "en"]) == 1
    assert said in capsys.readouterr().out


def test_what_was_added_to_a_receipt_is_told(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(written.read_text(encoding="utf-8"))
    data[0]["receipt"]["approved"] = "yes"
    written.write_text(json.dumps(data), encoding="utf-8")
    assert run(["verify", str(written), "--lang", "en"]) == 1
    assert "receipt approved: yes → none" in capsys.readouterr().out


def test_a_tally_that_was_altered_inside_its_range_is_told(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(written.read_text(encoding="utf-8"))
    data[0]["criteria"]["met"] += 3
    written.write_text(json.dumps(data), encoding="utf-8")
    assert run(["verify", str(written)]) == 1
    assert "tiêu chí: 10–17/19, đạt 13 → 10–17/19, đạt 10" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "said"),
    [({"figures": []}, "không đúng dạng: figures"), ({"result": 7}, "không đúng dạng: result"), ({"packs": {"a": 1}}, "packs"),
     ({"figures": {"unit": {"unit": "xã A", "entries": 3}}}, "phần 'entries'"), ({"figures": {"unit": {}}}, "phần"),
     ({"province": "x"}, "không đúng dạng: province")],
)  # fmt: skip
def test_a_broken_receipt_is_told_in_vietnamese(
    change: dict[str, object], said: str, written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = json.loads(written.read_text(encoding="utf-8"))
    data[0]["receipt"].update(change)
    written.write_text(json.dumps(data), encoding="utf-8")
    assert run(["verify", str(written), "--lang", "vi"]) == 3
    told = capsys.readouterr().err
    assert said in told
    assert not re.search("Error|object|attribute|indices|argument", told)

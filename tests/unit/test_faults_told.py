"""What the system says of files, in Vietnamese, whoever said it first; and words of usage."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import pytest

from ntmrules.cli import run
from ntmrules.errors import UsageError
from ntmrules.messages import Fault
from ntmrules.office.tables import replace


def test_a_fault_without_a_number_is_known_by_what_it_says() -> None:
    assert Fault(OSError("No space left on device (os error 28)")).told("vi") == "ổ đĩa đã đầy"
    assert Fault(OSError(errno.EROFS, "Read-only file system")).told("vi") == "ổ đĩa chỉ cho đọc"
    assert Fault(OSError("odd")).told("vi") == "odd"


def test_a_fault_that_a_writer_of_workbooks_wraps_is_told(tmp_path: Path) -> None:
    class WrappedError(Exception):
        pass

    def write(_: Path) -> None:
        raise WrappedError(OSError(errno.ENOSPC, "No space left on device"))

    with pytest.raises(UsageError, match="NTM051"):
        replace(tmp_path / "a.xlsx", write)
    assert list(tmp_path.iterdir()) == []

    def slip(_: Path) -> None:
        raise WrappedError("slip")

    with pytest.raises(WrappedError):
        replace(tmp_path / "a.xlsx", slip)


def test_usage_has_no_english_words_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("evaluate", "progress", "template", "compare", "explain"):
        run([command, "--help", "--lang", "vi"])
        words = set(re.split(r"[\s\[\].]+", capsys.readouterr().out))
        assert not {"FILE", "STR", "PATH", "OPTIONS", "ARGS", "Usage:"} & words
    run(["evaluate", "--help", "--lang", "en"])
    assert "FILE" in capsys.readouterr().out

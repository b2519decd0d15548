"""Writing pages: whole or not at all, only what changed, and nothing left over from an earlier build."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from ntmrules.errors import UsageError, problem
from ntmrules.messages import Fault


def prepare(folder: Path) -> None:
    """Make the output folder; ``UsageError`` NTM033 when it is a file, cannot be made or cannot be written to."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(problem("NTM033.file", str(folder)))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, suffix=".tmp")
        os.close(handle)
        Path(name).unlink()
    except OSError as error:
        raise _unwritable(folder, error) from None


def _unwritable(path: Path, error: OSError) -> UsageError:
    return UsageError(problem("NTM033.unwritable", str(path), fault=Fault(error)))


def write_file(path: Path, content: bytes) -> bool:
    """Write ``content`` whole (a temporary file, then a rename); tell whether the file was not so before.

    ``UsageError`` NTM033 when the file cannot be written.
    """
    try:
        if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            # mkstemp makes files that only their owner reads; a site is to be read by the web server too.
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _unwritable(path, error) from None
    return True

"""What is said when a format is asked for whose packages are not installed."""

from __future__ import annotations

from ntmrules.errors import UsageError, problem


def missing_extra(format: str, error: ImportError) -> UsageError:  # noqa: A002
    """Return the error that names the extra to install."""
    extra = "office" if format == "docx" else "docs"
    return UsageError(problem("NTM031.extra", format=format, package=error.name, extra=extra))

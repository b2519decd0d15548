"""Word documents from templates: the one way in which a template is filled, ours or an office's own.

Text from files is text in Word: it is escaped, and signs that a program might obey or that turn letters round are taken out.
The same template and values give the same bytes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ntmrules.errors import FiguresError, Problem, UsageError, problem
from ntmrules.messages.foreign import Foreign
from ntmrules.office.tables import replace

EMPTY = "…………"
"""What stands where nothing is known: visibly empty, to be filled by hand."""
SUFFIX = ".docx"
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_WHEN = (1980, 1, 1, 0, 0, 0)


def fill_template(template: Path, values: Mapping[str, Any], out: Path, *, strict: bool) -> None:
    """Write ``template`` with its marks filled to ``out``.

    A name that ``values`` do not have is dots, to be filled by hand; with ``strict`` it is an error that names it, all such
    names at once. Raises ``UsageError`` NTM054 for an ending that is not .docx, NTM057 for a template that cannot be read or
    whose marks are wrong; ``FiguresError`` NTM057 without the package that fills templates.
    """
    if out.suffix.lower() != SUFFIX:
        raise UsageError(problem("NTM054.ending", str(out), ending=out.suffix or out.name, known=SUFFIX))
    try:
        from docxtpl import DocxTemplate
        from jinja2 import Undefined
        from jinja2.exceptions import TemplateError
        from jinja2.sandbox import SandboxedEnvironment
    except ImportError:
        raise FiguresError(problem("NTM057.missing")) from None
    unknown: dict[str, Problem] = {}

    class Blank(Undefined):
        """A name that nothing is known of: dots, so that a person sees the gap."""

        def __str__(self) -> str:
            return EMPTY

    class Unknown(Undefined):
        """A name that a template may not use: remembered, so that all of them are told together."""

        def __init__(self, *words: Any, **named: Any) -> None:
            super().__init__(*words, **named)
            name = str(self._undefined_name)
            beside = self._undefined_obj if isinstance(self._undefined_obj, Mapping) else values
            near = (name, tuple(map(str, beside)))
            unknown.setdefault(name, problem("NTM057.field", str(template), name=name, near=near))

        def __getattr__(self, name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            return self

        __getitem__ = __call__ = __getattr__

    environment = SandboxedEnvironment(
        autoescape=True, undefined=Unknown if strict else Blank, finalize=lambda value: "" if value is None else value
    )
    try:
        document = DocxTemplate(str(template))
        document.render(cleaned(values, empty=None if strict else EMPTY), jinja_env=environment, autoescape=True)
    except (
        OSError,
        ValueError,
        LookupError,
        TypeError,
        ArithmeticError,
        AttributeError,
        RecursionError,
        TemplateError,
    ) as error:
        # Whatever a template tries to do with the values, that cannot be done or that the sandbox forbids, is its own fault.
        raise UsageError(list(unknown.values()) or [_fault(template, error)]) from None
    except Exception as error:
        if type(error).__name__ not in ("PackageNotFoundError", "XMLSyntaxError", "BadZipFile"):
            raise
        raise UsageError(_fault(template, error)) from None
    if unknown:
        raise UsageError(list(unknown.values()))
    replace(out, lambda target: _saved(document, target))


def _fault(template: Path, error: Exception) -> Problem:
    return problem("NTM057.template", str(template), said=Foreign(error))


def _saved(document: Any, target: Path) -> None:
    """Save a document without the time at which it was made."""
    document.save(str(target))
    timeless(target)


def timeless(path: Path) -> None:
    """Pack a document again in the order of its parts' names, without times: the same parts give the same bytes."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in _order(parts):
            packed.writestr(zipfile.ZipInfo(name, _WHEN), parts[name], zipfile.ZIP_DEFLATED)


def _order(names: Iterable[str]) -> list[str]:
    """Return the parts with the list of types first, as programs expect it."""
    return sorted(names, key=lambda name: (name != "[Content_Types].xml", name))


def cleaned(value: Any, *, empty: str | None = EMPTY) -> Any:
    """Return data for a template without signs that act, every leaf a text.

    With ``empty``, what is nothing or an empty text is printed as it; without, nothing stays nothing, so that a template can
    ask for it, and numbers and yes or no stay what they are.
    """
    if isinstance(value, Mapping):
        return {key: cleaned(each, empty=empty) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [cleaned(each, empty=empty) for each in value]
    if empty is None and (value is None or isinstance(value, (bool, int))):
        return value
    text = _UNWANTED.sub("", str(value)) if value is not None else ""
    return text or (empty if empty is not None else "")

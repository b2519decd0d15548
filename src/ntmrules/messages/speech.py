"""In which language the library speaks, and values that are told in it only when somebody reads them.

A message keeps what it is about, not a sentence: the sentence is made when it is shown, in the language of the reader.
Vietnamese is the default; the command sets the other one from ``--lang``. The choice is a context variable, so that two
callers in one process may differ.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from string import Formatter
from typing import Any, ClassVar, Protocol, runtime_checkable

from ntmrules.patterns import later

LANGS = ("vi", "en")
BETWEEN = {"and": ("và", "and"), "or": ("hoặc", "or")}
_LANG: ContextVar[str] = ContextVar("ntmrules_lang", default="vi")
_AT_COMMAND: ContextVar[bool] = ContextVar("ntmrules_at_command", default=False)
_IN_PAGE: ContextVar[bool] = ContextVar("ntmrules_in_page", default=False)


def language() -> str:
    """Return the language of texts that nobody asked for in another: ``vi`` unless something else was set."""
    return _LANG.get()


def speak(lang: str) -> None:
    """Let everything from here on be told in ``lang``, ``vi`` or ``en``; an unknown word changes nothing."""
    if lang in LANGS:
        _LANG.set(lang)


def is_at_command() -> bool:
    """Tell whether the reader has a command line before them: then its options are named, else the arguments of a call."""
    return _AT_COMMAND.get()


def is_in_page() -> bool:
    """Tell whether the reader has the page that judges before them, and no command line: then its buttons are named."""
    return _IN_PAGE.get()


@contextmanager
def speaking(lang: str, *, in_page: bool = False, at_command: bool = False) -> Iterator[None]:
    """Tell everything in ``lang`` inside the block, in the words of the page, of the command or of a call, then as before."""
    token, place = _LANG.set(lang if lang in LANGS else _LANG.get()), _IN_PAGE.set(in_page)
    command = _AT_COMMAND.set(at_command)
    try:
        yield
    finally:
        _LANG.reset(token)
        _IN_PAGE.reset(place)
        _AT_COMMAND.reset(command)


@runtime_checkable
class Told(Protocol):
    """A value that reads differently in two languages."""

    def told(self, lang: str) -> str:
        """Return it in ``lang``."""
        ...


class Pair:
    """One text in two languages, where it is no text of the register: a label of the catalogue, a name."""

    __slots__ = ("en", "vi")

    def __init__(self, vi: str, en: str) -> None:
        self.vi = vi
        self.en = en

    def told(self, lang: str) -> str:
        """Return the text in ``lang``."""
        return self.en if lang == "en" else self.vi

    def __str__(self) -> str:
        return self.told(language())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pair) and (self.vi, self.en) == (other.vi, other.en)

    def __hash__(self) -> int:
        return hash((self.vi, self.en))


def as_written(day: date | str) -> Pair:
    """Return a day, or its ISO text, as people write it: ``31/10/2023`` in Vietnamese, ``2023-10-31`` in English."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return Pair(f"{day.day:02}/{day.month:02}/{day.year:04}", day.isoformat())


def few(items: Sequence[str], most: int, between: str = ", ") -> str:
    """Return the first ``most`` of some words with a mark between them, and an ellipsis where there are more.

    Names that have a comma themselves («xã Tân An, huyện A») are parted by semicolons.
    """
    if between == ", " and any(between in item for item in items[:most]):
        between = "; "
    shown = between.join(items[:most])
    if len(items) <= most:
        return shown
    return f"{shown} …" if between == ", " else f"{shown}{between}…"


class Listed:
    """Several values in a row: ``a, b và c`` in Vietnamese, ``a, b and c`` in English; ``word="or"``: ``a, b hoặc c``."""

    __slots__ = ("items", "word")

    def __init__(self, items: Iterable[object], word: str = "and") -> None:
        self.items = tuple(items)
        self.word = word

    def told(self, lang: str) -> str:
        """Return the values in ``lang``, with the word before the last one."""
        said = [told(item, lang) for item in self.items]
        if len(said) < 2:
            return "".join(said)
        return f"{', '.join(said[:-1])} {BETWEEN[self.word][lang == 'en']} {said[-1]}"

    def __str__(self) -> str:
        return self.told(language())


class Joined:
    """Several values with a mark between them, each told in the language of the reader."""

    __slots__ = ("between", "items")

    def __init__(self, items: Iterable[object], between: str = ", ") -> None:
        self.items = tuple(items)
        self.between = between

    def told(self, lang: str) -> str:
        """Return the values in ``lang``."""
        return self.between.join(told(item, lang) for item in self.items)

    def __str__(self) -> str:
        return self.told(language())


LONGEST_WORD = 200


class Near:
    """The known words that are nearest to a word that is not known; told as a question, or empty where none is near.

    They are looked for when somebody asks: in a file of thousands of unknown words nobody reads most of the answers.
    """

    __slots__ = ("_found", "_known", "_word")

    def __init__(self, word: str, known: Iterable[str]) -> None:
        self._word, self._known = word[:LONGEST_WORD], tuple(dict.fromkeys(known))
        self._found: tuple[str, ...] | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The nearest words, at most three."""
        if self._found is None:
            from difflib import get_close_matches

            self._found = tuple(get_close_matches(self._word, self._known, n=3, cutoff=0.6))
        return self._found

    def __bool__(self) -> bool:
        return bool(self.words)

    def told(self, lang: str) -> str:
        """Return the question in ``lang``."""
        if not self.words:
            return ""
        if lang == "en":
            return f"did you mean {' or '.join(repr(each) for each in self.words)}?"
        return f"có phải {' hoặc '.join(repr(each) for each in self.words)} không?"

    def __str__(self) -> str:
        return self.told(language())


_OS_ERROR = later(r"\(os error (\d+)\)")


class Fault:
    """What the system says when a file cannot be read or written; in Vietnamese for the faults that people meet."""

    __slots__ = ("number", "said")
    KNOWN: ClassVar[dict[int, str]] = {
        errno.ENOENT: "không có tệp hoặc thư mục này",
        errno.EACCES: "không có quyền",
        errno.EPERM: "không được phép",
        errno.EISDIR: "là một thư mục",
        errno.ENOTDIR: "một phần của đường dẫn không phải thư mục",
        errno.EEXIST: "đã có sẵn",
        errno.ENOSPC: "ổ đĩa đã đầy",
        errno.EROFS: "ổ đĩa chỉ cho đọc",
        errno.ENAMETOOLONG: "tên tệp quá dài",
        errno.ELOOP: "liên kết vòng tròn",
        errno.EMFILE: "mở quá nhiều tệp",
        errno.EIO: "lỗi đọc ghi ổ đĩa",
        errno.EBUSY: "tệp đang được dùng",
        errno.EDQUOT: "đã hết hạn mức ổ đĩa",
        errno.EFBIG: "tệp quá lớn cho ổ đĩa này",
        errno.ENOTEMPTY: "thư mục không trống",
        errno.EXDEV: "hai nơi ở hai ổ đĩa khác nhau",
        errno.EINVAL: "ổ đĩa không nhận tên hoặc cách ghi này",
    }

    def __init__(self, error: BaseException) -> None:
        self.said = getattr(error, "strerror", None) or str(error) or type(error).__name__
        written = _OS_ERROR.search(self.said)  # as libraries in Rust say it, who raise no number
        self.number = getattr(error, "errno", None) or (int(written[1]) if written else 0)

    def told(self, lang: str) -> str:
        """Return it in ``lang``; in the words of the system where nobody has written it in Vietnamese."""
        return self.KNOWN.get(self.number, self.said) if lang == "vi" else self.said

    def __str__(self) -> str:
        return self.told(language())


def told(value: object, lang: str) -> str:
    """Return a value as text in ``lang``: those that know two languages tell themselves, all others are as they are."""
    if type(value) is str:  # as nearly all are: to ask whether they tell themselves takes ten times as long
        return value
    return value.told(lang) if isinstance(value, Told) else str(value)


# Signs that a terminal obeys, and those that turn the order of letters round: text from files is shown, and never acts.
_ACTING = later("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """Return a text from outside with every sign that acts written out: ``\\x1b`` for an escape."""
    return text if text.isprintable() else _ACTING.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


_LONGEST_VALUE = 2_000  # a cell of a hundred thousand signs is not told whole


class _Filler(Formatter):
    """Fills ``{name}`` and ``{name!r}``. A name that was not given stays as it is: a message is never lost to its own fault."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def format_field(self, value: Any, format_spec: str) -> str:
        said = str(super().format_field(value, format_spec))
        return visible(said if len(said) <= _LONGEST_VALUE else f"{said[:_LONGEST_VALUE]}…")

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> tuple[Any, str]:
        if field_name not in kwargs:
            return f"{{{field_name}}}", field_name
        value = kwargs[field_name]
        if is_in_page() and type(value) is date:  # whoever has a command line writes days as it takes them
            value = as_written(value)
        return (value.told(self.lang) if isinstance(value, Told) else value), field_name


def filled(template: str, values: Mapping[str, object], lang: str) -> str:
    """Return a template of the register with its names filled in, in ``lang``."""
    return _Filler(lang).vformat(template, (), values) if "{" in template else template


def names_in(template: str) -> set[str]:
    """Return the names that a template asks for."""
    return {name for _, name, _, _ in Formatter().parse(template) if name}

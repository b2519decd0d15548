"""Which set the labels of a file make sense in, where they make none in the set that is in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ntmrules.books import Books
from ntmrules.errors import NtmRulesError, Problem, problem
from ntmrules.figures.bind import subjects
from ntmrules.messages.speech import few
from ntmrules.model.days import today
from ntmrules.model.sets import CriteriaSet

UNKNOWN = "NTM503.unknown"
SHOWN = 8


def with_the_set_that_fits(books: Books, problems: Sequence[Problem]) -> list[Problem]:
    """Return ``problems`` with those of unknown subjects put together as one, where one other set knows all of them.

    The sets for units of that level are looked at, newer stages of the same kind first, each on the day that was asked for or
    else the last of its own that is not to come.
    """
    unknown = [each for each in problems if each.identity == UNKNOWN]
    names = list(dict.fromkeys(str(each.values["subject"]) for each in unknown))
    if not names:
        return list(problems)
    own, now = books.any().set, today().isoformat()
    for header in _others(books, own):
        day = books.day if header.stage.covers(books.day) else min(str(header.stage.to or now), now)
        try:
            book = books.library.rulebook(header.id, on=day, province=books.province)
        except NtmRulesError:  # not for this province, or not there yet
            continue
        known = subjects(book)
        if all(name in known for name in names):
            told = problem("NTM503.other-set", unknown[0].place, count=len(names), names=few(names, SHOWN), ref=own.id,
                           on=books.day, fit=header.id, day=day)  # fmt: skip
            return [each for each in problems if each.identity != UNKNOWN] + [told]
    return list(problems)


def _others(books: Books, own: CriteriaSet) -> Iterator[CriteriaSet]:
    headers = [
        each for each in books.library.catalogue.headers.values() if each.id != own.id and each.level == own.level
    ]
    yield from sorted(headers, key=lambda each: (each.key == own.key, each.stage.from_), reverse=True)

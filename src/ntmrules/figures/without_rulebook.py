"""What a file says of its figures that needs no criteria set to be heard: that they are a plan, an estimate, of half a year.

Words of a set's own names are not known here, so only texts that say so plainly are refused; with the rulebook all are looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from ntmrules.errors import Problem, problem
from ntmrules.figures import headings
from ntmrules.figures.behind import KINDS_OF_NO_RESULT, only_no_result
from ntmrules.figures.no_results import no_results_in
from ntmrules.figures.said_below import KINDS as BELOW
from ntmrules.figures.said_below import kind_said_to_be
from ntmrules.figures.titles import Titled
from ntmrules.figures.understood import is_of_whole_unit
from ntmrules.messages import Phrase
from ntmrules.model.figures import Beside
from ntmrules.patterns import later

_NUMBERED = later(r"\s*(?:[IVX]{1,5}|[A-HĐ]|\d{1,2})\s*[.)/:,–-]\s*(?=[^\W\d])")
_IDENTITIES: Mapping[str, str] = {
    "over": "NTM503.over", "brackets": "NTM503.brackets", "section": "NTM503.section", "group": "NTM503.section",
    "block": "NTM503.section",
}  # fmt: skip
_TITLES_IN_A_ROW = 2  # more cells in one row above the headings are names of what stands in the columns


def says_no_results(file: Titled) -> Iterator[Problem]:
    """Yield NTM503 for what stands above, over, between and below the figures of a file and says plainly that they are no
    results.

    Nothing of a file of which every figure is confirmed.
    """
    if file.confirmed:
        return
    rows = Counter(each.at.rpartition(":")[0] for each in file.beside if each.kind == "title")
    titles = [each.text for each in file.beside
              if each.kind == "title" and rows[each.at.rpartition(":")[0]] <= _TITLES_IN_A_ROW]  # fmt: skip
    found = no_results_in(titles, file.sheets, graded=True, communes=False)
    if found is not None:
        identity = "NTM503.sheet-no-result" if found[0] in file.sheets else "NTM503.title-no-result"
        yield problem(identity, file.name, title=found[0][:80], kind=Phrase(KINDS_OF_NO_RESULT[found[1]]))
    yield from of_no_whole_unit(file.beside)
    for each in file.beside:
        kind = _kind(each)
        if kind is None:
            continue
        why = Phrase(KINDS_OF_NO_RESULT[kind])
        if each.kind in BELOW:
            yield problem("NTM503.below", each.at, text=each.text[:80], kind=why, option=each.option)
        else:
            yield problem(_IDENTITIES[each.kind], each.at, text=each.text[:80], why=why, option=each.option)


def of_no_whole_unit(said: Iterable[Beside]) -> Iterator[Problem]:
    """Yield NTM503 for each cell of a column of words that may say figures are of a part of their unit, or of another set."""
    for each in said:
        if each.kind == "cell" and not is_of_whole_unit(each):
            why = Phrase("remarks.nobody-knows")
            yield problem("NTM503.cell", each.at, text=each.text[:80], why=why, option=each.option, column=each.heading)


def _kind(each: Beside) -> str | None:
    """Return the kind of number that a text beside figures plainly says they are; nothing for a title, or where it does not."""
    if each.kind in BELOW:
        return kind_said_to_be(each.text)
    if each.kind not in _IDENTITIES or headings.label_in(each.text) is not None:
        return None
    return only_no_result(_NUMBERED.sub("", each.text, count=1))

"""Forms: packs with places to be filled. ``…`` stands where nobody has written anything yet.

A person with a decision in hand fills a form bit by bit, and it has to be usable all the time: what was not touched is
left out and counted, what was begun and not finished is an error at its line: nobody is judged by half a demand.

What the catalogue has, but only from memory or from a passage, stands in a form beside the open place, under ``known``; one
mark, ``đúng``, confirms it there, or for a whole entry under ``confirm``.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ntmrules.catalog.strict import Document, Path_, each_path
from ntmrules.errors import Problem, problem
from ntmrules.frozen import frozen
from ntmrules.model.spelling import fold

BLANK = "…"

# The keys under which a form asks for something; all else in a row was written by the form itself.
ASKED = ("kind", "value", "id", "vi", "measure", "title", "declared_indicators", "unit", "confirm")
KNOWN, CONFIRM, DELEGATED, COMPUTED = "known", "confirm", "delegated", "computed"
AS_PRINTED = "as_printed"
"""Marked where a level is far from all others, and a person found it so in the text."""
MARKS = ("đúng", "right", "x")
# How people write that a text leaves it to the province, or prints no level at all; folded.
LEFT = (
    "delegated", "tinh quy dinh", "tinh quy dinh cu the", "ubnd tinh quy dinh", "ubnd cap tinh quy dinh",
    "ubnd cap tinh quy dinh cu the", "uy ban nhan dan cap tinh quy dinh cu the", "uy ban nhan dan cap tinh quy dinh",
)  # fmt: skip
MET = ("attained", "dat")
WITHOUT_LEVEL = ("attained", "none_of")
APART = ("evidence", "note", "why", "provision", "label", COMPUTED)
PRINTED = {"vi": "đã biết cách so sánh, chỉ thiếu mức", "en": "the comparison is known, only levels are missing"}
NOT_FILLED = {"vi": "chưa điền", "en": "not filled in"}


@frozen(kw_only=True)
class Filled:
    """The rows of one list that somebody filled and those left out, with their places, and what is half done.

    What was left out stands in it as if it were filled, so that its words can be read: see :func:`as_if_filled`.
    """

    rows: tuple[tuple[int, Any], ...]
    left: tuple[tuple[int, Any], ...]
    problems: tuple[Problem, ...]


def has_blanks(data: Any) -> bool:
    """Tell whether anything in plain data is still to be filled."""
    return any(value == BLANK for _, value in each_path(data))


def is_form(data: Any) -> bool:
    """Tell whether plain data is a form: open places, or the marks by which one is filled."""
    return any(value == BLANK or (path and path[-1] in (KNOWN, CONFIRM)) for path, value in each_path(data))


def untouched(row: Any) -> bool:
    """Tell whether a row is as the form wrote it: places to be filled, and none of them filled.

    Where the comparison is known, the form prints it with the note ``PRINTED``, and only the levels count there.
    """
    if not isinstance(row, dict) or not has_blanks(row):
        return False
    return all(value == BLANK for value in _answers(row, ())) and not _without_level(row.get("requirement"))


def _without_level(asked: Any) -> bool:
    """Tell whether somebody wrote that a text has no level, where the form has printed a comparison."""
    if not isinstance(asked, dict) or asked.get("note") != PRINTED:
        return False
    return asked.get("kind") in (*WITHOUT_LEVEL, DELEGATED) or _is_left(asked.get("kind")) or _is_met(asked.get("kind"))


def _answers(data: Any, path: Path_) -> Iterator[Any]:
    if isinstance(data, list):
        for index, item in enumerate(data):
            yield from _answers(item, (*path, index))
    if not isinstance(data, dict):
        return
    printed = data.get("note") == PRINTED
    for key, value in data.items():
        if isinstance(value, (dict, list)):
            if key in ASKED:  # never a place of the form's own: somebody wrote several values where one belongs
                yield value
            elif key not in APART:
                yield from _answers(value, (*path, key))
        elif key not in ASKED or (printed and key in ("kind", "measure")):
            continue
        elif key != "id" or path or value == BLANK:  # the id of a row itself is mostly the form's own
            yield value


def filled(document: Document, key: str, pack_id: str) -> Filled:
    """Return the rows of the list ``key`` that are filled; ``NTM232`` for every open place of one that was begun."""
    rows: list[tuple[int, Any]] = []
    problems: list[Problem] = []
    left: list[tuple[int, Any]] = []
    for index, row in enumerate(document.data[key]):
        if untouched(row):
            left.append((index, as_if_filled(row, pack_id)))
            continue
        wrong = list(_wrong_marks(document, row, (key, index)))
        if wrong:
            problems += wrong
            continue
        done = _settled(row, pack_id)
        rows.append((index, done))
        for path, value in each_path(done):
            if value == BLANK:
                problems.append(_open(document, (key, index, *path)))
    return Filled(rows=tuple(rows), left=tuple(left), problems=tuple(problems))


def as_if_filled(row: Any, pack_id: str) -> Any:
    """Return an untouched row with something in every open place: only its words can be wrong then, and are read."""
    return _answered(_settled(_confirming(row), pack_id), pack_id)


_ANSWERS = {"id": "1", "declared_indicators": 1, "unit": "%"}


def _confirming(data: Any) -> Any:
    """Return a demand that is to be confirmed as if it were."""
    if isinstance(data, list):
        return [_confirming(item) for item in data]
    if not isinstance(data, dict):
        return data
    marked = KNOWN in data and data.get("kind") == BLANK
    return {key: MARKS[0] if marked and key == "kind" else _confirming(value) for key, value in data.items()}


def _answered(data: Any, pack_id: str) -> Any:
    if isinstance(data, list):
        return [_answered(item, pack_id) for item in data]
    if not isinstance(data, dict):
        return data
    done = {}
    for key, value in data.items():
        if value != BLANK:
            done[key] = _answered(value, pack_id)
        elif key == "value":  # one level that nobody has written
            done["unknown"] = {"why": NOT_FILLED}
        elif key == "kind":
            done[key] = "at_least" if "threshold" in data else "percent" if "name" in data else "attained"
        else:
            done[key] = f"{pack_id}/1" if key == "id" and "verb" in data else _ANSWERS.get(key, "x")
    return done


def _no_level(document: Document, path: Path_, asked: dict[str, Any]) -> Problem:
    return problem("NTM232.no-level", document.where((*path, "kind")), kind=str(asked["kind"]), blank=BLANK)


def _level_for_nothing(asked: dict[str, Any]) -> bool:
    """Tell whether a level is written or confirmed for a demand that has none."""
    kind = asked.get("kind")
    if "threshold" not in asked or not (kind in (*WITHOUT_LEVEL, DELEGATED) or _is_left(kind) or _is_met(kind)):
        return False
    return any(path[-1:] == ("value",) and value != BLANK for path, value in each_path(asked["threshold"]))


def is_mark(value: Any) -> bool:
    """Tell whether a person marked something as right."""
    return isinstance(value, str) and value.strip().casefold() in MARKS


def _may_be_a_thousand(value: Any) -> bool:
    """Tell whether a number may be written as Vietnamese texts write it: 1.000 is a thousand there, and one here."""
    return isinstance(value, Decimal) and value.as_tuple().exponent == -3 and abs(value) >= 1


def is_marked(row: Any) -> bool:
    """Tell whether anything of an entry is confirmed by a mark, the whole of it or one level."""
    marks = (value for path, value in each_path(row) if path and path[-1] in (CONFIRM, "value"))
    return any(map(is_mark, marks))


def has_key(row: Any, key: str) -> bool:
    """Tell whether a key stands anywhere in an entry."""
    return any(path and path[-1] == key for path, _ in each_path(row))


def _is_left(value: Any) -> bool:
    """Tell whether a text leaves something to the province: «UBND cấp tỉnh quy định cụ thể»."""
    return isinstance(value, str) and fold(value).rstrip(".") in LEFT


def _is_met(value: Any) -> bool:
    return isinstance(value, str) and fold(value).rstrip(".") in MET


def _wrong_marks(document: Document, row: Any, path: Path_) -> Iterator[Problem]:
    """Yield a problem for every place that holds neither a mark nor a level, and for every mark with nothing to confirm."""
    if isinstance(row, dict) and CONFIRM in row and row[CONFIRM] != BLANK and not is_mark(row[CONFIRM]):
        yield problem("NTM232.mark", document.where((*path, CONFIRM)), word=str(row[CONFIRM]), blank=BLANK)
    elif isinstance(row, dict) and is_mark(row.get(CONFIRM)) and not has_key(row, KNOWN):
        yield problem("NTM232.nothing", document.where((*path, CONFIRM)), word=row[CONFIRM])
    asked = row.get("requirement") if isinstance(row, dict) else None
    if asked is not None and _without_level(asked) and is_marked(row):
        yield _no_level(document, (*path, "requirement"), asked)
        return
    for steps, value in each_path(row):
        if isinstance(value, dict) and _level_for_nothing(value):
            yield _no_level(document, (*path, *steps), value)
            return
    for steps, value in each_path(row):
        if steps[-1:] == ("value",) and _may_be_a_thousand(value):
            plain = str(value)
            yield problem("NTM232.thousand", document.where((*path, *steps)), written=plain,
                          thousand=plain.replace(".", ""), less=f"{value.normalize():f}")  # fmt: skip
        if not steps or steps[-1] != "value" or not isinstance(value, str) or value == BLANK:
            continue
        beside = row
        for step in steps[:-1]:
            beside = beside[step]
        if _is_left(value):
            continue
        if _is_met(value):
            yield problem("NTM232.attained", document.where((*path, *steps)), word=value, blank=BLANK)
        elif not is_mark(value):
            yield problem("NTM232.mark", document.where((*path, *steps)), word=value, blank=BLANK)
        elif KNOWN not in beside:
            yield problem("NTM232.nothing", document.where((*path, *steps)), word=value)


def unnamed_sources(document: Document) -> Iterator[Problem]:
    """Yield a problem for every source of a form that nobody has named, where something was filled in on its word."""
    for index, row in enumerate(document.data.get("sources") or ()):
        if untouched(row):
            yield problem("NTM232.source", document.where(("sources", index, "title")), blank=BLANK)


def _open(document: Document, path: Path_) -> Problem:
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    return problem("NTM232.begun", document.where(path), name=name, blank=BLANK)


def _settled(row: Any, pack_id: str) -> Any:
    """Return a begun row with what may stay open settled: ids made, English names dropped, open levels as holes."""
    done = _without_optional(_confirmed(row))
    if isinstance(done, dict) and done.get("id") == BLANK and isinstance(done.get("target"), str):
        new = done.get("indicator") or done.get("criterion") or {}
        label = new.get("id") if isinstance(new, dict) else None
        if label not in (None, BLANK):
            set_path = done["target"].split("/", 1)[-1]
            if isinstance(done.get("indicator"), dict):
                set_path = set_path.rpartition("/")[0]
            done = {**done, "id": f"{pack_id}/{set_path}/{label}"}
    return done


def _confirmed(row: Any) -> Any:
    """Return a row of a form with every confirmed place settled as the catalogue has it, and without the form's own keys."""
    if not isinstance(row, dict):
        return row
    every = is_mark(row.get(CONFIRM))
    rest = {key: value for key, value in row.items() if key != CONFIRM}
    return _settle(rest, every=every)


def _settle(data: Any, *, every: bool) -> Any:
    if isinstance(data, list):
        return [_settle(item, every=every) for item in data]
    if not isinstance(data, dict):
        return data
    known = data.get(KNOWN)
    done = {key: _settle(value, every=every) for key, value in data.items() if key != KNOWN}
    if is_mark(done.get(AS_PRINTED)):
        del done[AS_PRINTED]
    if isinstance(data.get("rows"), list):
        done["rows"] = [_as_computed(row, done, every=every) for row in data["rows"]]
    for key in ("value", "kind"):
        if known is not None and (is_mark(done.get(key)) or (every and done.get(key) == BLANK)):
            done[key] = known
    if _is_left(done.get("value")):
        del done["value"]
        done[DELEGATED] = {"to": "ubnd-cap-tinh"}
    if "kind" in done and _is_left(done["kind"]) and "name" not in done:
        done |= {"kind": DELEGATED, "to": "ubnd-cap-tinh"}
    elif "kind" in done and _is_met(done["kind"]):
        done["kind"] = "attained"
    if known == DELEGATED and done.get("kind") not in (None, DELEGATED, BLANK):
        done.pop("to", None)
    return done


def _as_computed(row: Any, level: dict[str, Any], *, every: bool) -> Any:
    """Return a settled row of a level: of a computed number that a mark confirmed the evidence says so still."""
    done = _settle(row, every=every)
    if not isinstance(done, dict) or KNOWN not in row or COMPUTED not in done:
        return done
    computed = done.pop(COMPUTED)
    marked = is_mark(row.get("value")) or (every and row.get("value") == BLANK)
    if marked and isinstance(level.get("evidence"), dict):
        done["evidence"] = {**level["evidence"], **done.get("evidence", {}), COMPUTED: computed}
    return done


def _without_optional(data: Any) -> Any:
    if isinstance(data, list):
        return [_without_optional(item) for item in data]
    if not isinstance(data, dict):
        return data
    kept = {key: _without_optional(value) for key, value in data.items() if not _optional(data, key, value)}
    rows = kept.get("rows")
    if isinstance(rows, list):
        kept["rows"] = [_hole(row) for row in rows]
    if (
        kept.get("kind") in (*WITHOUT_LEVEL, DELEGATED)
        and isinstance(data.get("threshold"), dict)
        and "evidence" not in kept
    ):
        kept.pop("threshold")
        level = data["threshold"]  # the form asks for a level where it cannot know that «đạt» is all there is
        open_rows = all(isinstance(row, dict) and row.get("value") == BLANK for row in level.get("rows") or ())
        if (
            set(level) <= {"value", "rows", "evidence"}
            and level.get("value", BLANK) == BLANK
            and open_rows
            and "evidence" in level
        ):
            kept["evidence"] = level["evidence"]
        else:
            kept["threshold"] = level
    return kept


def _optional(data: dict[str, Any], key: str, value: Any) -> bool:
    """Tell whether an open place may stay open: English names, the unit of a yes/no answer, a count nobody knows."""
    if key == "note" and value == PRINTED:
        return True
    if value != BLANK:
        return False
    return (
        key == "en"
        or (key == "unit" and data.get("kind") == "yes_no")
        or (key == "declared_indicators" and "indicators" in data)
    )


def _hole(row: Any) -> Any:
    if not isinstance(row, dict) or row.get("value") != BLANK:
        return row
    return {**{key: value for key, value in row.items() if key != "value"}, "unknown": {"why": NOT_FILLED}}

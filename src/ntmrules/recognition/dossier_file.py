"""Reads a dossier from YAML or CSV, strictly: all that is wrong is told at once, with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import attrs

from ntmrules.catalog.strict import Document, read_document
from ntmrules.errors import CatalogError, FiguresError, Problem, problem
from ntmrules.figures.cells import read_day
from ntmrules.figures.csv import read_csv
from ntmrules.figures.plain_table import whole_rows
from ntmrules.frozen import evolve
from ntmrules.messages import Pair
from ntmrules.messages.speech import visible
from ntmrules.model.procedures import CHILDREN, DECISION, MEMBERS, STATEMENT, Procedure
from ntmrules.model.spelling import answer_of, fold
from ntmrules.model.unit_names import kind_level
from ntmrules.model.written import BadCellError
from ntmrules.recognition.dossier import BEGUN, DONE, KINDS, RECOGNISED, REFUSED, REVOKED, Dossier, Event, mark_of

STATES: Mapping[str, tuple[str, ...]] = {
    BEGUN: ("begun", "bat dau", "da bat dau", "dang lam"),
    DONE: ("done", "xong", "da xong", "hoan thanh"),
}
RESULTS: Mapping[str, tuple[str, ...]] = {
    RECOGNISED: ("recognised", "cong nhan", "dat chuan"),
    REFUSED: ("refused", "khong cong nhan"),
    REVOKED: ("revoked", "thu hoi"),
}
GOES_WITH = {
    "state": ("step",),
    "members": ("vote",),
    "present": ("vote",),
    "for_": ("vote",),
    "against": ("vote",),
    "answer": ("statement",),
    "result": ("decision",),
    "reason": ("returned",),
}
T = TypeVar("T", Dossier, Event)
FILE_KEYS = tuple(field.name for field in attrs.fields(Dossier) if field.name not in ("name", "at"))
HEAD_COLUMNS = ("unit", "province", "within", "area", "set", "procedure", "begun", "figures", "survey", "capital")
EVENT_COLUMNS = tuple(field.name.rstrip("_") for field in attrs.fields(Event))
KIND_WORDS = {
    "step": ("bước", "step"), "returned": ("bước", "step"), "paper": ("giấy tờ", "paper"),
    "vote": ("lần biểu quyết", "vote"), "statement": ("điều kiện cần xác nhận", "condition to be stated"),
}  # fmt: skip
NUMBERS = ("members", "present", "for", "against")
CONTENT = ("members", "present", "for_", "against", "answer", "result", "number", "reason")
"""What is filled in only when a thing has happened, so that it has a day."""
WHOSE = {
    "xa": "xa",
    "phuong": "xa",
    "thi-tran": "xa",
    "dac-khu": "xa",
    "huyen": "huyen",
    "thi-xa": "thi-xa",
    "tinh": "tinh",
}
"""The level of procedures for the kind that a unit's name tells; other first words of a name tell none."""
LEVEL_WORDS = {
    "xa": ("xã", "commune"), "huyen": ("huyện", "district"), "thi-xa": ("thị xã, thành phố", "town or city"),
    "tinh": ("tỉnh", "province"),
}  # fmt: skip


def read_dossier(path: str | Path) -> Dossier:
    """Return the dossier in a YAML or CSV file, its days as ISO text.

    ``FiguresError`` with all that is wrong: NTM587 for what cannot be read, with a "did you mean" for unknown words; what
    cannot be against the procedure is found by `check_events`.
    """
    place = Path(path)
    if place.suffix.lower() in (".csv", ".tsv", ".txt"):
        raw, at, problems = _from_csv(place)
    else:
        raw, at, problems = _from_yaml(place)
    if raw is not None:
        events = list(raw.events)
        for index, event in enumerate(events):
            events[index] = _cleaned(_shown(event), at[index], problems)
        begun = _day(raw.begun, f"{place.name}: begun", problems)
        raw = evolve(_shown(raw), events=tuple(events), begun=begun, name=raw.name or place.name, at=tuple(at))
    if problems or raw is None:
        raise FiguresError(problems)
    return raw


def _from_yaml(path: Path) -> tuple[Dossier | None, list[str], list[Problem]]:
    from ntmrules.catalog.structure import structure

    try:
        document = read_document(path, path.name)
        if not isinstance(document.data, dict):
            return None, [], [problem("NTM587.no-map", document.where())]
        missing = list(_wrong_keys(document))
        missing += [
            problem("NTM587.missing", document.name, key=key) for key in ("unit", "set") if not document.data.get(key)
        ]
        if missing:
            return None, [], missing
        data = {key: value for key, value in document.data.items() if not _empty(value)}
        data["events"] = [
            {key: value for key, value in event.items() if not _empty(value)} if isinstance(event, dict) else event
            for event in data.get("events") or []
        ]
        found: Dossier = structure(document, data, Dossier)
    except CatalogError as error:
        return None, [], list(error.problems)
    return found, [document.where(("events", index)) for index in range(len(found.events))], []


def _empty(value: object) -> bool:
    """Tell whether a key says nothing: a dossier to fill in has its days as empty quotes."""
    return value is None or (isinstance(value, str) and not value.strip())


def _wrong_keys(document: Document) -> Iterator[Problem]:
    for key in document.data:
        if key not in FILE_KEYS:
            known = " | ".join(FILE_KEYS)
            yield problem("NTM109.key", document.where(key=key), key=key, known=known, near=(str(key), FILE_KEYS))
    if not isinstance(document.data.get("events") or [], list):
        yield problem("NTM587.events", document.where(("events",)))


def _from_csv(path: Path) -> tuple[Dossier | None, list[str], list[Problem]]:
    sheet = read_csv(path)
    problems: list[Problem] = []
    known = (*HEAD_COLUMNS, *EVENT_COLUMNS)
    names: list[str] = []
    for index, head in enumerate(sheet.header):
        name = fold(head).replace(" ", "_")
        if name not in known or name in names:
            where = f"{sheet.name}:{sheet.header_row}:{index + 1}"
            problems.append(problem("NTM587.column", where, column=head, known=", ".join(known), near=(name, known)))
        names.append(name)
    heads: dict[str, str] = {}
    events: list[Event] = []
    at: list[str] = []
    for number, cells in () if problems else whole_rows(sheet, problems):
        values = {name: " ".join(cell.split()) for name, cell in zip(names, cells, strict=False) if cell.strip()}
        for name in HEAD_COLUMNS:
            if name in values and heads.setdefault(name, values[name]) != values[name]:
                where = f"{sheet.name}:{number}"
                problems.append(problem("NTM587.heads", where, column=name, one=heads[name], two=values[name]))
        own = {key: value for key, value in values.items() if key in EVENT_COLUMNS}
        if own:
            events.append(_event(own, f"{sheet.name}:{number}", problems))
            at.append(f"{sheet.name}:{number}")
    problems += [
        problem("NTM587.missing", sheet.name, key=key) for key in ("unit", "set") if key not in heads and not problems
    ]
    if problems:
        return None, [], problems
    return Dossier(events=tuple(events), **heads), at, problems  # type: ignore[arg-type]


def _event(values: Mapping[str, str], where: str, problems: list[Problem]) -> Event:
    found: dict[str, Any] = {}
    for key, text in values.items():
        name = "for_" if key == "for" else key
        if key in NUMBERS:
            if not (text.isascii() and text.isdigit()):
                problems.append(problem("NTM587.number", where, text=text))
                continue
            found[name] = int(text)
        else:
            found[name] = text
    return Event(**found)


def _day(text: str | None, where: str, problems: list[Problem]) -> str | None:
    if text is None or not text.strip():
        return None
    try:
        return read_day(text)
    except BadCellError:
        problems.append(problem("NTM587.day", where, day=text))
        return None


def _cleaned(event: Event, where: str, problems: list[Problem]) -> Event:
    """Return an event with its words as the program knows them; what is wrong is noted."""
    given = [name for name in KINDS if getattr(event, name) is not None]
    if given != ["step", "reported"] and len(given) != 1:
        problems.append(problem("NTM587.event", where, known=" | ".join(KINDS)))
        return event
    for key, owners in GOES_WITH.items():
        if getattr(event, key) is not None and not set(owners) & set(given):
            problems.append(problem("NTM587.key", where, key=key.rstrip("_"), owner=" | ".join(owners)))
    changed: dict[str, Any] = {"day": _day(event.day, where, problems)}
    if event.state is not None:
        changed["state"] = _word(event.state, STATES)
        if changed["state"] is None:
            near = (fold(event.state), _all_words(STATES))
            problems.append(problem("NTM587.state", where, state=event.state, known=" | ".join(STATES), near=near))
    if event.result is not None:
        changed["result"] = _word(event.result, RESULTS)
        if changed["result"] is None:
            near = (fold(event.result), _all_words(RESULTS))
            problems.append(problem("NTM587.result", where, result=event.result, known=" | ".join(RESULTS), near=near))
    if event.answer is not None and answer_of(event.answer) is None:
        problems.append(problem("NTM587.answer", where, answer=event.answer))
    return evolve(event, **changed)


def _shown(item: T) -> T:
    """Return a dossier or an event with every sign that a terminal obeys written out: text from files never acts."""
    texts = {each.name: getattr(item, each.name) for each in attrs.fields(type(item))}
    shown: dict[str, Any] = {name: visible(text) for name, text in texts.items() if isinstance(text, str)}
    return evolve(item, **shown)


def _word(text: str, table: Mapping[str, tuple[str, ...]]) -> str | None:
    return next((name for name, words in table.items() if fold(text) in words), None)


def _all_words(table: Mapping[str, tuple[str, ...]]) -> list[str]:
    return [each for words in table.values() for each in words]


def check_events(dossier: Dossier, procedure: Procedure) -> None:
    """Refuse events that cannot be under the procedure; ``FiguresError`` NTM588 with all of them."""
    problems = [*_unknown(dossier, procedure), *_impossible(dossier, procedure)]
    if problems:
        raise FiguresError(problems)


def wrong_level(unit: str, set_id: str, procedure: Procedure, where: str) -> Iterator[Problem]:
    """Yield NTM588 where the name of a unit tells that it is of another level than the procedure."""
    level = kind_level(unit)
    if level in WHOSE and WHOSE[level] not in procedure.levels:
        words = [LEVEL_WORDS.get(each, (each, each)) for each in procedure.levels]
        known = Pair(", ".join(vi for vi, _ in words), ", ".join(en for _, en in words))
        yield problem("NTM588.level", where, unit=unit, set=set_id, known=known)


def _unknown(dossier: Dossier, procedure: Procedure) -> Iterator[Problem]:
    known: dict[str, list[str]] = {
        "step": [each.id for each in procedure.steps],
        "returned": [each.id for each in procedure.steps],
        "paper": [each.id for each in procedure.papers],
        "vote": [each.id for each in procedure.votes],
        "statement": [each.id for each in procedure.conditions if each.kind in (STATEMENT, CHILDREN)],
    }
    yield from wrong_level(dossier.unit, dossier.set, procedure, dossier.name)
    for event, where in zip(dossier.events, dossier.at, strict=True):
        for kind, names in known.items():
            name = getattr(event, kind)
            if name is not None and name not in names:
                yield problem(
                    "NTM588.unknown",
                    where,
                    procedure=procedure.id,
                    kind=Pair(*KIND_WORDS[kind]),
                    name=name,
                    known=" | ".join(names) or "–",
                    near=(name, names),
                )


def _impossible(dossier: Dossier, procedure: Procedure) -> Iterator[Problem]:
    days: dict[tuple[str, str], tuple[str, str]] = {}
    answers: dict[tuple[str, str], tuple[object, str]] = {}
    for event, where in zip(dossier.events, dossier.at, strict=True):
        yield from _half(event, where)
        if event.day is None:
            continue
        key = mark_of(event, procedure)
        if key is not None:
            other = days.setdefault(key, (event.day, where))
            if other[0] != event.day:
                yield problem("NTM588.two", where, name=key[0], day=event.day, other=other[0])
        for name, said in _answers(event):
            seen = answers.setdefault((name, event.day), (said, where))
            if seen[0] != said:
                yield problem("NTM588.answers", where, name=name, day=event.day, other=seen[1])
    yield from _order(days, procedure)
    yield from _decisions(dossier)
    first = min((event.day for event in dossier.events if event.day is not None), default=None)
    if dossier.begun is not None and first is not None and first < dossier.begun:
        yield problem("NTM588.opened", f"{dossier.name}: begun", day=dossier.begun, other=first)


def _answers(event: Event) -> Iterator[tuple[str, object]]:
    """Yield what an event says of which two on one day cannot differ."""
    if event.statement is not None and event.answer is not None:
        yield event.statement, answer_of(event.answer)
    if event.decision is not None and event.result is not None:
        yield DECISION, event.result
    if event.vote is not None and event.for_ is not None:
        yield event.vote, (event.members, event.present, event.for_, event.against)


def _half(event: Event, where: str) -> Iterator[Problem]:
    """Yield what is missing of an event of which something is filled in: half an event would be passed over in silence."""
    filled = [name for name in CONTENT if getattr(event, name) is not None]
    if event.day is None and event.kind != "reported" and (filled or event.kind == "returned"):
        said = ", ".join(name.rstrip("_") for name in filled) or "returned"
        yield problem("NTM588.undated", where, name=event.subject, said=said)
    if event.kind == "vote":
        yield from _vote(event, where)
    if event.day is not None and event.kind == "statement" and event.answer is None:
        yield problem("NTM588.no-answer", where, name=event.subject)
    if event.day is not None and event.kind == "decision" and event.result is None:
        yield problem("NTM588.no-result", where, name=event.subject)


def _order(days: Mapping[tuple[str, str], tuple[str, str]], procedure: Procedure) -> Iterator[Problem]:
    for step in procedure.steps:
        done = days.get((step.id, DONE))
        begun = days.get((step.id, BEGUN))
        if done is None:
            continue
        if begun is not None and done[0] < begun[0]:
            yield problem("NTM588.begun", done[1], step=step.id, day=done[0], other=begun[0])
        for name in procedure.before(step.id):
            other, started = days.get((name, DONE)), days.get((name, BEGUN))
            if other is not None and done[0] < other[0]:
                yield problem("NTM588.order", done[1], step=step.id, day=done[0], before=name, other=other[0])
            elif started is not None and done[0] < started[0]:
                yield problem("NTM588.order-begun", done[1], step=step.id, day=done[0], before=name, other=started[0])


def _vote(event: Event, where: str) -> Iterator[Problem]:
    numbers = {"members": event.members, "present": event.present, "for": event.for_, "against": event.against}
    given = {name: value for name, value in numbers.items() if value is not None}
    if event.day is None and not given:
        return
    if event.for_ is None or (event.members is None and event.present is None):
        yield problem("NTM588.vote-empty", where)
        return
    most = min(value for name, value in given.items() if name in (MEMBERS, "present"))
    wrong = any(value < 0 for value in given.values()) or event.for_ + (event.against or 0) > most or most == 0
    if event.present is not None and event.members is not None:
        wrong = wrong or event.present > event.members
    if wrong:
        yield problem("NTM588.vote", where, said=", ".join(f"{name} {value}" for name, value in given.items()))


def _decisions(dossier: Dossier) -> Iterator[Problem]:
    made = [
        (event, where) for event, where in zip(dossier.events, dossier.at, strict=True) if event.decision and event.day
    ]
    first = min((event.day or "" for event, _ in made if event.result == RECOGNISED), default=None)
    for event, where in made:
        if event.result == REVOKED and (first is None or (event.day or "") < first):
            yield problem("NTM588.revoked", where, day=event.day)


def dossier_files(folder: Path) -> Iterable[Path]:
    """Return the files of dossiers in a folder and those below it, by name: YAML, and CSV with its columns."""
    found = [path for path in folder.rglob("*") if path.is_file() and _may_be(path)]
    return sorted(found)


def _may_be(path: Path) -> bool:
    """Tell whether a file is a dossier by its ending, a CSV by its headings: figures, surveys and capital lie beside dossiers."""
    if path.suffix.lower() in (".yaml", ".yml"):
        return True
    if path.suffix.lower() != ".csv":
        return False
    try:
        names = {fold(head).replace(" ", "_") for head in read_csv(path).header}
    except FiguresError:
        return False
    return {"unit", "set"} <= names and bool(names & set(KINDS))


__all__ = ["RESULTS", "STATES", "check_events", "dossier_files", "read_dossier", "wrong_level"]

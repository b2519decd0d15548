"""What an entry of the cache holds is of the shape that was read from files, or the entry counts as not there."""

from __future__ import annotations

import hashlib
import json
import types
import typing
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from made import MEASURES, attained, criterion, indicator, made_set

from ntmrules.catalog import cache as read_before
from ntmrules.catalog import kept
from ntmrules.catalog.pack import Pack
from ntmrules.catalog.shape import all_fit, shape_of, shapes_of_fields
from ntmrules.figures import heading_words
from ntmrules.frozen import names_of
from ntmrules.model.closed import Words
from ntmrules.model.evidence import Confidence, Provision
from ntmrules.model.measures import Bounds, MeasureKind
from ntmrules.model.overrides import Verb
from ntmrules.model.requirements import Attained
from ntmrules.model.text import Text
from ntmrules.places import communes
from ntmrules.testing import write_pack

WHOLE = made_set(criterion("1", indicator("1.1", attained())))
OTHERS = (
    *(None, True, 7, "no such word", "", (), ("x", 7), (None,), ["x"], {}, {"x": 7}, Decimal("1.5"), date(2023, 1, 1)),
    *(Text("a"), (Text("a"),), Provision(decision="a"), Bounds(), MeasureKind.COUNT, Verb.FILL, Confidence.LOW),
)


def hints_of(cls: type) -> dict[str, Any]:
    hints = typing.get_type_hints(cls, include_extras=True)
    return {name: hints[name] for name in names_of(cls)}


def sample(hint: Any, *, full: bool) -> Any:
    """A value of an annotation; ``full``: with all that may be left out."""
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        if type(None) in inside and not full:
            return None
        return sample(
            Attained if Attained in inside else next(each for each in inside if each is not type(None)), full=full
        )
    if origin is typing.Annotated:
        return next((each.known[0] for each in inside[1:] if isinstance(each, Words)), "a")
    if origin is tuple:
        return (sample(inside[0], full=False),) if full else ()
    if origin is dict:
        return {sample(inside[0], full=False): sample(inside[1], full=False)}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    plain = {str: "a", int: 3, bool: True, Decimal: Decimal("1.5"), date: date(2023, 1, 1)}
    return plain[hint] if hint in plain else sample_of(hint, full=False)


@cache
def sample_of(cls: type, *, full: bool) -> Any:
    return cls(**{name: sample(of, full=full) for name, of in hints_of(cls).items()})


NEVER_KEPT = {"overrides.KnownNames"}  # holds sets, and is made when entries are checked
OBJECTS = {
    name: sample_of(cls, full=True)
    for name, cls in kept._classes().items()
    if not issubclass(cls, Enum) and name not in NEVER_KEPT
}


def is_of(value: Any, hint: Any) -> bool:
    """Tell the same as the shapes do, by the annotations as ``typing`` reads them."""
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return any(is_of(value, each) for each in inside)
    if origin is typing.Annotated:
        words = next((each.known for each in inside[1:] if isinstance(each, Words)), None)
        return is_of(value, inside[0]) and (words is None or value in words)
    if origin is tuple and inside[-1] is not ...:
        return type(value) is tuple and len(value) == len(inside) and all(map(is_of, value, inside))
    if origin in (tuple, list):
        return type(value) is origin and all(is_of(each, inside[0]) for each in value)
    if origin is dict:
        keyed = type(value) is dict and all(is_of(key, inside[0]) for key in value)
        return keyed and all(is_of(each, inside[1]) for each in value.values())
    return type(value) is (type(None) if hint is None else hint)


def read_or_refused(body: Any, shape: Any) -> Any:
    try:
        return kept.read(json.dumps(body, ensure_ascii=False).encode(), shape_of(shape))
    except (OSError, ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RecursionError):
        return REFUSED  # as ``cache`` takes it


REFUSED = object()


@pytest.mark.parametrize("name", sorted({*kept._classes()} - NEVER_KEPT))
def test_the_annotation_of_every_field_is_one_that_shapes_know(name: str) -> None:
    cls = kept._classes()[name]
    assert issubclass(cls, Enum) or len(shapes_of_fields(cls)) == len(names_of(cls))


@pytest.mark.parametrize("name", sorted(OBJECTS))
def test_a_field_of_another_type_is_refused_and_one_of_the_right_type_taken(name: str) -> None:
    whole = OBJECTS[name]
    cls = type(whole)
    assert kept.read(kept.written(whole).encode(), shape_of(cls)) == whole
    taken = refused = 0
    for field, hint in hints_of(cls).items():
        for value in OTHERS:
            found = read_or_refused(json.loads(kept.written(with_field(whole, field, value))), cls)
            assert (found is not REFUSED) == is_of(value, hint), (field, value)
            taken, refused = taken + (found is not REFUSED), refused + (found is REFUSED)
    assert refused > taken


def with_field(whole: Any, field: str, value: Any) -> Any:
    """The same object with another value in one field, whatever its class asks for."""
    made = object.__new__(type(whole))
    for name in names_of(type(whole)):
        getattr(type(whole), name).__set__(made, value if name == field else getattr(whole, name))
    return made


@pytest.mark.parametrize("name", sorted(OBJECTS))
def test_a_row_too_long_too_short_or_of_another_class_is_refused(name: str) -> None:
    whole = OBJECTS[name]
    written = json.loads(kept.written(whole))
    at = written["top"][0]
    for change in (
        lambda row: row[:-1],
        lambda row: [*row, None],
        lambda row: [*row, row[-1]],
        lambda row: row[:1],
        lambda _: [],
        lambda _: {},
        lambda _: None,
        lambda row: [None, *row[1:]],
        lambda row: ["5", *row[1:]],
        lambda row: [9999, *row[1:]],
        *(lambda row, kind=kind: [kind, *row[1:]] for kind in range(5)),
    ):
        rows = [change(row) if place == at else row for place, row in enumerate(written["rows"])]
        assert read_or_refused({**written, "rows": rows}, type(whole)) is REFUSED


@pytest.mark.parametrize("name", sorted(OBJECTS))
def test_a_class_with_other_fields_or_an_unknown_one_is_refused(name: str) -> None:
    whole = OBJECTS[name]
    written = json.loads(kept.written(whole))
    for change in (
        lambda known, fields: [known, fields[:-1]],
        lambda known, fields: [known, [*fields, "more"]],
        lambda known, fields: [known, [*reversed(fields)]],
        lambda known, _: [known],
        lambda known, fields: [f"{known}x", fields],
        lambda known, fields: [f"{known}.__init__", fields],
        lambda _, fields: [None, fields],
        lambda known, _: [known, None],
    ):
        for place in range(len(written["classes"])):
            classes = [change(*each) if at == place else each for at, each in enumerate(written["classes"])]
            if classes != written["classes"]:
                assert read_or_refused({**written, "classes": classes}, type(whole)) is REFUSED


@pytest.mark.parametrize("key", ["classes", "rows", "top"])
def test_an_entry_without_one_of_its_parts_or_with_another_in_its_place_is_refused(key: str) -> None:
    written = json.loads(kept.written((1, "x")))
    shape = tuple[int, str]
    assert read_or_refused(written, shape) == (1, "x")
    assert read_or_refused({name: part for name, part in written.items() if name != key}, shape) is REFUSED
    for other in (None, True, 7, "x", {"x": 1}, [7], [[7]], [None], ["x"]):
        assert read_or_refused({**written, key: other}, shape) is REFUSED


@pytest.mark.parametrize(
    ("rows", "of"),
    [
        ([3, "NaN"], Decimal),
        ([3, "Infinity"], Decimal),
        ([3, 7], Decimal),
        ([3], Decimal),
        ([3, "1", "2"], Decimal),
        ([4, "2023-02-30"], date),
        ([4, 20230201], date),
        ([4], date),
        ([4, "2023-02-01", "x"], date),
        ([0, "\ud800"], tuple[str, ...]),
        ([2, "a"], dict[str, str]),
        ([2, "a", 1], dict[str, str]),
        ([2, 1, "a"], dict[str, str]),
        ([0, 1, "a", "b"], tuple[int, str]),
        ([0, 1], tuple[int, str]),
        ([0, "a", 1], tuple[int, str]),
        ([1, 1], tuple[int, ...]),
        ([0, 1], list[int]),
        ([0, True], tuple[int, ...]),
        ([0, 1], tuple[bool, ...]),
        ([2, "a", 1], {"b": int}),
        ([2, "a", 1, "b", 1], {"a": int}),
        ([2], {"a": int}),
        ([2, "a", "x"], {"a": int}),
    ],
)  # fmt: skip
def test_a_value_of_another_form_is_refused(rows: list[Any], of: Any) -> None:
    body = json.dumps({"classes": [], "rows": [rows], "top": [0]}).encode()
    with pytest.raises((ValueError, TypeError, ArithmeticError, LookupError)):
        kept.read(body, shape_of(of))


def entry(name: str, body: str) -> bytes:
    return f"ntmrules-cache-1 {name} {hashlib.sha256(body.encode()).hexdigest()}\n{body}".encode()


def mutations(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The entry with each row of the first of every kind changed in each place, and with each kind of row at its top."""
    seen: set[Any] = set()
    for at, row in enumerate(body["rows"]):
        if row[0] in seen:
            continue
        seen.add(row[0])
        changed = [
            [*row[:place], other, *row[place + 1 :]] for place in range(len(row)) for other in (None, 7, "x", [0])
        ]
        for new in [*changed, row[:-1], [*row, "x"], []]:
            yield {**body, "rows": [new if place == at else each for place, each in enumerate(body["rows"])]}
    yield from ({**body, "top": top} for top in (None, 7, "x", [0], [len(body["rows"]) // 2]))


def whole_of(root: Path) -> Any:
    pack = Pack(root)
    registers = [getattr(pack, name) for name in ("decisions", "measures", "sources", "schemes", "provinces")]
    return registers, pack.head, pack.overrides, pack.unfilled, pack.headers, list(pack.sets())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NTMRULES_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(read_before, "SHIPPED", tmp_path / "nothing shipped")
    return tmp_path / "cache"


def test_a_pack_is_read_as_without_a_cache_whatever_shape_its_entries_have(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_pack(tmp_path / "pack", [WHOLE], registers={"measures": MEASURES}).root
    without = whole_of(root)
    entries = {path: path.read_bytes() for path in folder.glob("*.bin")}
    assert len(entries) == 2
    read_anew = [0]
    original = Pack._read_index, Pack._read_set

    def counted(read: Callable[..., Any]) -> Callable[..., Any]:
        def reading(*args: Any) -> Any:
            read_anew[0] += 1
            return read(*args)

        return reading

    monkeypatch.setattr(Pack, "_read_index", counted(original[0]))
    monkeypatch.setattr(Pack, "_read_set", counted(original[1]))
    for path, raw in entries.items():
        tried = refused = 0
        for body in mutations(json.loads(raw.partition(b"\n")[2])):
            path.write_bytes(entry(path.stem, json.dumps(body, ensure_ascii=False)))
            tried += 1
            read_anew[0] = 0
            found = whole_of(root)
            # What kept its shape is taken: another word in the place of one, as if a file had said so.
            assert found == without or read_anew[0] == 0, body
            refused += read_anew[0]
            path.write_bytes(raw)
        assert tried > 100
        assert refused > tried / 2


@pytest.mark.parametrize("what", ["headings", "names"])
def test_the_other_kept_tables_are_made_anew_where_their_entry_has_another_shape(folder: Path, what: str) -> None:
    made = {"headings": heading_words.table, "names": communes.commune_keys}[what]
    made.cache_clear()
    without = made()
    (path,) = folder.glob(f"{what}-*.bin")
    raw = path.read_bytes()
    body = json.loads(raw.partition(b"\n")[2])
    rows = body["rows"]
    others = [
        {**body, "rows": [*rows[:at], new, *rows[at + 1 :]]}
        for at in (0, len(rows) // 2, len(rows) - 1)
        for new in ([], [1, 7], [2, "x", 7], [*rows[at], 7], [*rows[at], "x", [0]], [3, "1"])
    ]
    if what == "headings":
        others += [{**body, "rows": [*rows[:-1], rows[-1][:-2]]}, {**body, "rows": [*rows[:-1], [*rows[-1], "x", [0]]]}]
    others += [{**body, "top": top} for top in (None, 7, "x", [0])] if what == "headings" else [{**body, "top": "x"}]
    for other in others:
        path.write_bytes(entry(path.stem, json.dumps(other, ensure_ascii=False)))
        made.cache_clear()
        assert made() == without
        assert path.read_bytes() == raw  # and kept anew
    made.cache_clear()
    made()


def test_of_two_values_one_that_does_not_fit_is_enough() -> None:
    assert all_fit([1, 2], shape_of(int))
    assert not all_fit([1, True], shape_of(int))
    assert not all_fit([("a",), (1,)], shape_of(tuple[str, ...]))
    assert all_fit([("a",), None], shape_of(tuple[str, ...] | None))


def test_what_is_no_shape_is_told() -> None:
    with pytest.raises(TypeError, match="is no shape of kept data"):
        shape_of(frozenset[str])
    with pytest.raises(TypeError, match="one part may have an inside"):
        shape_of(tuple[int, ...] | list[int])

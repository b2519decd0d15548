"""Names in a statement of SQL: those of tables as somebody writes them, and columns that a database would take for one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from unicodedata import normalize

from sqlglot import exp

from ntmrules.errors import UsageError, problem
from ntmrules.patterns import later

MOST_NAME = {"postgres": 63, "tsql": 128}
"""How many bytes of a name a database heeds; of a longer one it cuts the rest without a word."""
MOST_PARTS = {"sqlite": 2}
FILES = (".parquet", ".csv")
_PART = later(r'(?:"((?:[^"]|"")+)"|([^.]+))(?:\.|\Z)')
_CONTROL = later(r"[\x00-\x08\x0e-\x1f\x7f]")


def table_of(name: str, dialect: str, steps: Collection[str] = ()) -> exp.Table:
    """Return a table by its name: ``table``, ``schema.table``, ``"a.b".table``, or a file that DuckDB reads by its name.

    Raises ``UsageError``: NTM045 for what is no such name or is that of one of the ``steps`` of the statement, NTM044 for a
    name that the database would cut.
    """
    parts = [name] if dialect == "duckdb" and name.endswith(FILES) else parts_of(name)
    if not 0 < len(parts) <= MOST_PARTS.get(dialect, 3) or not all(map(str.strip, parts)) or _CONTROL.search(name):
        raise UsageError(problem("NTM045.table", name=name))
    if len(parts) == 1 and same(parts[0]) in {same(each) for each in steps}:
        raise UsageError(problem("NTM045.step", name=name))
    for part in parts:
        whole(part, dialect, name)
    last, schema, catalog = [*reversed(parts), None, None][:3]
    return exp.table_(last, db=schema, catalog=catalog, quoted=True)


def parts_of(name: str) -> list[str]:
    """Return the parts of a table's name; a part in double quotes may hold dots. Nothing for a name that ends in a dot."""
    found, at = list[str](), 0
    while at < len(name):
        part = _PART.match(name, at)
        if part is None or (part.end() == len(name) and name.endswith(".") and part.group()[-1] == "."):
            return []
        found.append(part[2] if part[1] is None else part[1].replace('""', '"'))
        at = part.end()
    return found


def whole(name: str, dialect: str, owner: str) -> str:
    """Return a name; raises ``UsageError`` NTM044 where the database would cut it: two names could then be one."""
    most = MOST_NAME.get(dialect)
    if most is not None and len(name.encode()) > most:
        raise UsageError(problem("NTM044.name", owner, dialect=dialect, name=name, most=most))
    return name


def apart(names: Iterable[str], dialect: str, owner: str) -> None:
    """Raise ``UsageError`` NTM044 where the database would take two columns for one: most heed no capitals."""
    seen: dict[str, str] = {}
    for name in names:
        key = normalize("NFC", name) if dialect == "postgres" else same(name)
        if seen.setdefault(key, name) is not name:
            raise UsageError(problem("NTM044.twins", owner, dialect=dialect, one=seen[key], other=name))


def same(name: str) -> str:
    """Return what two names have in common that a database may take for one."""
    return normalize("NFC", name).casefold()

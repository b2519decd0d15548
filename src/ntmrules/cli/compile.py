"""``ntmrules compile``: a rulebook in a form that other programs run."""

from __future__ import annotations

import json as json_
from collections.abc import Container, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from ntmrules.circuit.compiled import Compiled, columns_of, compiled
from ntmrules.circuit.keys import AREA, FIGURE, REPORT
from ntmrules.cli.options import INSTALLED, Accept, AcceptOnly, AreaName, FloorName, Lang, OnGap, ProvinceName, Rules
from ntmrules.cli.output import say
from ntmrules.cli.parameter import Parameter
from ntmrules.cli.template import write_new
from ntmrules.errors import UsageError, problem
from ntmrules.figures.accepted import Acceptance
from ntmrules.figures.bind import subjects
from ntmrules.messages import Phrase
from ntmrules.model.asked import child_sets
from ntmrules.model.rulebook import Rulebook

Dialect = Literal["duckdb", "postgres", "sqlite", "tsql", "spark"]


def compile(  # noqa: A001 - the name of the command
    ref: Annotated[str, Parameter(name="SET", help="Bộ tiêu chí: xa-ntm … · Criteria set: xa-ntm …")],
    /,
    *,
    to: Annotated[Literal["sql", "json"], Parameter(help="Dịch sang dạng nào. · What to compile to.")] = "sql",
    dialect: Annotated[Dialect | None, Parameter(help="Phương ngữ SQL. · Dialect of SQL.")] = None,
    on: Annotated[str | None, Parameter(help="Ngày đánh giá: 2025-12-31. · Date of assessment: 2025-12-31.")] = None,
    table: Annotated[str | None, Parameter(help="Bảng số liệu (figures). · Table of figures (figures).")] = None,
    wide: Annotated[
        bool, Parameter(negative=(), help="Bảng: mỗi xã một dòng. · The table has one row a unit.")
    ] = False,
    long: Annotated[
        bool,
        Parameter(
            negative=(),
            help="Bảng: mỗi số liệu một dòng unit, subject, value, answer (khi không nêu). · "
            "The table has one row a figure: unit, subject, value, answer (unless said).",
        ),
    ] = False,
    children: Annotated[
        list[str] | None,
        Parameter(
            help="Bảng số liệu của các đơn vị bên trong, có thêm cột within: xa=bang_xa; nêu được nhiều lần. · "
            "Table of the units inside, with a column within: xa=communes; may be given again."
        ),
    ] = None,
    columns: Annotated[
        str | None,
        Parameter(
            help="Bảng chỉ có các số liệu này: thu-nhap,10.1. · The table has these subjects only: thu-nhap,10.1."
        ),
    ] = None,
    codes: Annotated[
        bool, Parameter(negative=(), help="Kết quả là mã số, không phải chữ. · Results as numbers, not words.")
    ] = False,
    output: Annotated[
        Path | None, Parameter(name=["--output", "-o"], help="Tệp cần ghi; không nêu thì in ra. · File to write.")
    ] = None,
    force: Annotated[bool, Parameter(negative=(), help="Ghi đè tệp đã có. · Overwrite.")] = False,
    province: ProvinceName = None,
    area: AreaName = None,
    floor: FloorName = "recall",
    on_gap: OnGap = "error",
    accept: Accept = False,
    accept_only: AcceptOnly = None,
    rules: Rules = INSTALLED,
    lang: Lang = "vi",  # noqa: ARG001 - `run` reads it, before the words are
) -> int:
    """Dịch một bộ tiêu chí thành câu lệnh SQL hoặc mạch câu hỏi JSON để chương trình khác chạy.

    Compile a criteria set to a statement of SQL, or to a circuit as JSON, for other programs to run.
    """
    said = {"--dialect": dialect, "--table": table, "--wide": wide, "--long": long, "--codes": codes,
            "--accept": accept, "--accept-only": accept_only, "--children": children}  # fmt: skip
    for option in [name for name, value in said.items() if value] if to == "json" else ():
        raise UsageError(problem("NTM045.only-sql", option=option))
    if accept_only is not None:
        accept = Acceptance.of(accept_only).takes("NTM506")  # of words and names a statement knows nothing
    if wide and long:
        raise UsageError(problem("NTM045.form"))
    if on is None:
        raise UsageError(problem("NTM045.no-day"))
    if output is not None and output.exists() and not force:
        raise UsageError(problem("NTM013.exists", str(output)))
    library = rules.library()
    book = library.rulebook(ref, on=on, province=province, area=area, evidence_floor=floor, on_gap=on_gap)
    inside = _inside(book, children or ())
    only = _only(book, columns, inside)
    made = compiled(book, columns_of(book, only, children=inside))
    if to == "json":
        text = _json(made)
    else:
        text = _sql(made, dialect=dialect or "duckdb", table=table or "figures", wide=wide, accept=accept, codes=codes,
                    children=inside, only=only)  # fmt: skip
    if output is None:
        print(text, end="")
        return 0
    write_new(output, text.encode(), force=force)
    say(Phrase("remarks.compiled", path=str(output), set=book.id, count=len(made.told)))
    return 0


def _inside(book: Rulebook, children: Sequence[str]) -> dict[str, str]:
    """Return the tables of units inside by their level; ``UsageError`` NTM045 for a level that the set does not look at."""
    found: dict[str, str] = {}
    asked = list(child_sets(book))
    for each in children:
        level, said, table = (part.strip() for part in each.partition("="))
        if not said or not table or level in found:
            raise UsageError(problem("NTM045.children-form", text=each))
        if level not in asked:
            raise UsageError(
                problem("NTM045.children", name=level, known=" | ".join(asked) or "–", near=(level, asked))
            )
        found[level] = table
    return found


def _only(book: Rulebook, columns: str | None, inside: Container[str]) -> list[str] | None:
    """Return the keys of the subjects that a table has; ``UsageError`` NTM045 for one that the set does not ask."""
    if columns is None:
        return None
    known = dict(subjects(book))
    for level, sets in child_sets(book).items():
        for other in sets if level in inside else ():
            known = {**subjects(other), **known}
    found = []
    for name in (each.strip() for each in columns.split(",")):
        if name == AREA:  # the column in which a unit stands, where a table says it
            found.append(AREA)
            continue
        subject = known.get(name)
        if subject is None:
            raise UsageError(problem("NTM045.column", name=name, near=(name, list(known))))
        found.append((REPORT if subject.label else FIGURE) + subject.key)
    return found


def _json(made: Compiled) -> str:
    from ntmrules.circuit.document import document_of

    return json_.dumps(document_of(made), ensure_ascii=False, indent=1) + "\n"


def _sql(made: Compiled, **form: Any) -> str:
    try:
        from ntmrules.circuit.sql import sql_of
    except ImportError:
        raise UsageError(problem("NTM045.sqlglot")) from None
    return sql_of(made, **form)

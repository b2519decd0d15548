"""A small web service over ntmrules: one library for the process, one rulebook for each set, day and province.

    pip install . starlette uvicorn    # in the checkout of ntmrules
    uvicorn --app-dir examples/apps service:app

    curl 'localhost:8000/sets'
    curl 'localhost:8000/rule/vn/xa-ntm/2021/10.1'
    curl -X POST 'localhost:8000/evaluate?set=xa-ntm&on=2023-12-31&province=an-giang' \
         -H 'content-type: application/json' -d '{"unit": "xã Ví Dụ", "figures": {"10.1": "đạt"}}'
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from json import loads
from threading import Lock
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

import ntmrules

LIBRARY = ntmrules.Library()
# The words in which Vietnamese offices report a verdict.
WORDS = {"đạt": True, "chưa đạt": False, "không áp dụng": ntmrules.Verdict.NOT_APPLICABLE}
# What one request may ask for. A commune has some eighty figures, of a few bytes each.
MOST_BYTES, MOST_FIGURES, MOST_LETTERS, MOST_DIGITS, MOST_PROBLEMS = 256_000, 1_000, 200, 30, 50
NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?([eE][-+]?[0-9]{1,2})?")
# What tells two communes of one name apart: what each lies in.
PLACE = ("within", "level", "province")
MAKING = Lock()


class BadRequestError(Exception):
    """A request that is no question to this service; ``status`` is the answer's."""

    def __init__(self, what: str, status: int = 400) -> None:
        super().__init__(what)
        self.status = status


@lru_cache(maxsize=64)
def made(set_: str, on: str, province: str | None) -> ntmrules.Rulebook:
    """Return a rulebook, made once: it is read-only, so requests may share it."""
    return LIBRARY.rulebook(set_, on=on, province=province)


def rulebook(set_: str, on: str, province: str | None) -> ntmrules.Rulebook:
    """Return a rulebook; one at a time is made, so that a burst of requests makes each once."""
    with MAKING:
        return made(set_, on, province)


async def sets(_: Request) -> JSONResponse:
    """List the criteria sets."""
    rows = [
        {"id": each.id, "name": each.name.vi, "from": str(each.stage.from_), "to": each.stage.to and str(each.stage.to)}
        for each in LIBRARY.sets()
    ]
    return JSONResponse(rows)


async def rule(request: Request) -> JSONResponse:
    """Name an indicator by its full id, with the decisions of its versions."""
    set_id, _, label = short(request.path_params["id"], "id").rpartition("/")
    if set_id not in {each.id for each in LIBRARY.sets()}:
        return JSONResponse({"error": f"no set {set_id}"}, status_code=404)
    for criterion in LIBRARY.set(set_id).criteria:
        for indicator in criterion.indicators:
            if indicator.id == label:
                versions = [
                    {"from": str(each.from_), "decision": each.provision.decision} for each in indicator.versions
                ]
                return JSONResponse({"id": f"{set_id}/{label}", "name": indicator.name.vi, "versions": versions})
    return JSONResponse({"error": f"no indicator {label} in {set_id}"}, status_code=404)


async def evaluate(request: Request) -> JSONResponse:
    """Judge one unit; the answer is the attainment with its whole trace."""
    query = {name: short(value, name) for name, value in request.query_params.items()}
    unknown = query.keys() - {"set", "on", "province"}
    if unknown:
        raise BadRequestError(f"no parameter {min(unknown)}: set, on, province")
    asked = read(await body_of(request))
    # Judging takes a few milliseconds, making a rulebook a second: neither may keep the other requests waiting.
    return JSONResponse(await run_in_threadpool(judged, query, asked))


def judged(query: Mapping[str, str], asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attainment of the unit that a request is about."""
    place = {name: asked[name] for name in PLACE if name in asked}
    figures = ntmrules.UnitFigures.of(asked["unit"], values(asked["figures"]), **place)
    book = rulebook(query.get("set", "xa-ntm"), query.get("on", ""), query.get("province"))
    return book.evaluate(figures).to_dict()


async def body_of(request: Request) -> bytes:
    """Return the body of a request, read no further than it may be long."""
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > MOST_BYTES:
            raise BadRequestError(f"more than {MOST_BYTES} bytes", status=413)
    return bytes(found)


def read(body: bytes) -> dict[str, Any]:
    """Return ``{"unit": …, "figures": {subject: value}}`` from JSON, with what the unit lies in where that is said.

    Anything else, or anything twice, is refused.
    """
    try:
        # A figure must not pass through a binary float, and a number of a million digits not through anything.
        data = loads(body.decode("utf-8"), parse_float=number, parse_int=number, parse_constant=number,
                     object_pairs_hook=once)  # fmt: skip
    except (ValueError, RecursionError) as error:
        raise BadRequestError(f"no JSON that can be read: {str(error)[:MOST_LETTERS]!a}") from None
    if not isinstance(data, dict) or not {"unit", "figures"} <= data.keys() <= {"unit", "figures", *PLACE}:
        raise BadRequestError(f'expected {{"unit": …, "figures": {{subject: value}}}}, besides {", ".join(PLACE)}')
    for name in PLACE:
        if name in data and (not isinstance(data[name], str) or not short(data[name], name).strip()):
            raise BadRequestError(f"{name}: a name")
    figures = data["figures"]
    if not isinstance(data["unit"], str) or not data["unit"].strip() or not isinstance(figures, dict):
        raise BadRequestError("unit: a name; figures: an object of subject and value")
    if len(figures) > MOST_FIGURES:
        raise BadRequestError(f"more than {MOST_FIGURES} figures", status=413)
    for text in (data["unit"], *figures, *(value for value in figures.values() if isinstance(value, str))):
        short(text, "text")
    return data


def number(text: str) -> Decimal:
    """Return a number of JSON as it is written; ``ValueError`` for NaN, Infinity and what no figure can be."""
    if not NUMBER.fullmatch(text):
        raise ValueError("a number of at most 30 digits")
    return Decimal(text)


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of JSON; ``ValueError`` where a key stands twice, for nobody may choose between two values."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def short(text: str, name: str) -> str:
    """Return a text that is not too long and is text at all; else ``BadRequestError``."""
    if len(text) > MOST_LETTERS:
        raise BadRequestError(f"{name}: more than {MOST_LETTERS} letters")
    if not text.isprintable() or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise BadRequestError(f"{name}: letters that cannot be printed")
    return text


def values(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return figures with reported words turned into answers; numbers and true/false stay as they are."""
    found = {}
    for subject, value in given.items():
        said = WORDS.get(value.strip().casefold(), value) if isinstance(value, str) else value
        if not isinstance(said, (bool, Decimal, ntmrules.Verdict)):
            raise BadRequestError(f"{subject}: a number, true, false, or one of {', '.join(WORDS)}", status=422)
        found[subject] = said
    return found


async def refused(_: Request, error: Exception) -> JSONResponse:
    """Answer an error of ntmrules with its five parts: the caller can mend the request from it."""
    assert isinstance(error, ntmrules.NtmRulesError)
    problems = [problem.as_dict() for problem in error.problems[:MOST_PROBLEMS]]
    return JSONResponse({"problems": problems, "all": len(error.problems)}, status_code=422)


async def no_question(_: Request, error: Exception) -> JSONResponse:
    """Answer a request that asks nothing that can be answered."""
    assert isinstance(error, BadRequestError)
    return JSONResponse({"error": str(error)}, status_code=error.status)


app = Starlette(
    routes=[
        Route("/sets", sets),
        Route("/rule/{id:path}", rule),
        Route("/evaluate", evaluate, methods=["POST"]),
    ],
    exception_handlers={ntmrules.NtmRulesError: refused, BadRequestError: no_question},
)

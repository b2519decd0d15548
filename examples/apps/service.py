"""A small web service over ntmrules: one library for the process, one rulebook for each set, day and province.

    pip install . starlette uvicorn    # in the checkout of ntmrules
    uvicorn --app-dir examples/apps service:app

    curl 'localhost:8000/sets'
    curl 'localhost:8000/rule/vn/xa-ntm/2021/10.1'
    curl -X POST 'localhost:8000/evaluate?set=xa-ntm&on=2023-12-31&province=an-giang' \
         -H 'content-type: application/json' -d '{"unit": "xã Ví Dụ", "figures": {"10.1": "đạt"}}'
    curl -X POST 'localhost:8000/evaluate/many?set=xa-ntm&on=2023-12-31&province=an-giang' --data-binary @units.ndjson
    curl -X POST 'localhost:8000/report?set=xa-ntm&on=2023-12-31' --data-binary @figures.csv -o report.html

`/openapi.json` describes it. What cannot be answered is answered by problem details (RFC 9457) with the NTM codes.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping
from decimal import Decimal
from functools import lru_cache, partial
from http import HTTPStatus
from json import dumps, loads
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

import ntmrules
from ntmrules.progress.history import read_history
from ntmrules.report.contents import Asked, contents
from ntmrules.report.page import page

T = TypeVar("T")

LIBRARY = ntmrules.Library()
# The words in which Vietnamese offices report a verdict.
WORDS = {
    "đạt": ntmrules.Verdict.MET, "chưa đạt": ntmrules.Verdict.NOT_MET, "không áp dụng": ntmrules.Verdict.NOT_APPLICABLE,
}  # fmt: skip
# What one request may ask for. A commune has some eighty figures, of a few bytes each.
MOST_BYTES, MOST_FIGURES, MOST_LETTERS, MOST_DIGITS, MOST_PROBLEMS = 256_000, 1_000, 200, 30, 50
# Of many units in one request, and of a file for a report.
MOST_UNITS, MOST_MANY_BYTES, MOST_REPORT_BYTES = 5_000, 20_000_000, 4_000_000
# How long a body may take to come, one unit to be judged, a report to be made; and how much is worked on at once.
SECONDS_FOR_BODY, SECONDS, SECONDS_FOR_REPORT, AT_ONCE = 15.0, 20.0, 120.0, 4
QUERY = ("set", "on", "province")
NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?([eE][-+]?[0-9]{1,2})?")
# What tells two communes of one name apart: what each lies in.
PLACE = ("within", "level", "province")
BESIDE = (*PLACE, "confirmed")
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


async def worked(work: Callable[[], T], seconds: float = SECONDS) -> T:
    """Return what ``work`` gives, done in a thread, few at once; 503 where it takes too long: it then ends by itself, unheard."""
    try:
        return await asyncio.wait_for(to_thread.run_sync(work, abandon_on_cancel=True, limiter=limiter()), seconds)
    except TimeoutError:
        raise BadRequestError(f"not done within {seconds:g} seconds", status=503) from None


LIMITERS: dict[asyncio.AbstractEventLoop, CapacityLimiter] = {}


def limiter() -> CapacityLimiter:
    """Return what keeps the work of this loop to so much at once."""
    return LIMITERS.setdefault(asyncio.get_running_loop(), CapacityLimiter(AT_ONCE))


def query_of(request: Request) -> dict[str, str]:
    """Return the parameters of a request; one that is not known, or stands twice, is refused."""
    pairs = request.query_params.multi_items()
    found = {name: short(value, name) for name, value in pairs}
    unknown = found.keys() - set(QUERY)
    if unknown:
        raise BadRequestError(f"no parameter {min(unknown)}: {', '.join(QUERY)}")
    if len(found) != len(pairs):
        raise BadRequestError("a parameter stands twice")
    return found


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
        raise BadRequestError(f"no set {set_id}", status=404)
    for criterion in LIBRARY.set(set_id).criteria:
        for indicator in criterion.indicators:
            if indicator.id == label:
                versions = [
                    {"from": str(each.from_), "decision": each.provision.decision} for each in indicator.versions
                ]
                return JSONResponse({"id": f"{set_id}/{label}", "name": indicator.name.vi, "versions": versions})
    raise BadRequestError(f"no indicator {label} in {set_id}", status=404)


async def evaluate(request: Request) -> JSONResponse:
    """Judge one unit; the answer is the attainment with its whole trace."""
    query = query_of(request)
    asked = read(await body_of(request))
    # Judging takes a few milliseconds, making a rulebook a second: neither may keep the other requests waiting.
    return JSONResponse(await worked(partial(judged, query, asked)))


async def many(request: Request) -> StreamingResponse:
    """Judge many units, one object of JSON a line; each answer is a line, sent as soon as it is there.

    A line that cannot be judged is answered by problem details of its own, with ``line``; the others go on.
    """
    query = query_of(request)
    body = await body_of(request, MOST_MANY_BYTES)
    lines = [(number, line) for number, line in enumerate(body.split(b"\n"), 1) if line.strip()]
    if not lines:
        raise BadRequestError("expected one object of JSON a line")
    if len(lines) > MOST_UNITS:
        raise BadRequestError(f"more than {MOST_UNITS} units", status=413)
    # A set or day that does not exist is one answer, not one a line.
    await worked(partial(rulebook, query.get("set", "xa-ntm"), query.get("on", ""), query.get("province")))

    async def answers() -> AsyncIterator[str]:
        for number, line in lines:
            try:
                if len(line) > MOST_BYTES:
                    raise BadRequestError(f"more than {MOST_BYTES} bytes", status=413)
                found = {"line": number} | await worked(partial(judged, query, read(line)))
            except (ntmrules.NtmRulesError, BadRequestError) as error:
                found = {"line": number} | details(error)
            yield dumps(found, ensure_ascii=False) + "\n"

    return StreamingResponse(answers(), media_type="application/x-ndjson")


async def report(request: Request) -> HTMLResponse:
    """Return the report of a file of figures (CSV) as one page of HTML."""
    query = query_of(request)
    if "on" not in query:
        raise BadRequestError("on: the day of the report")
    body = await body_of(request, MOST_REPORT_BYTES)
    return HTMLResponse(await worked(partial(reported, query, body), SECONDS_FOR_REPORT))


def reported(query: Mapping[str, str], body: bytes) -> str:
    """Return the page of a report; the file lies in a folder of its own while it is read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "figures.csv"
        path.write_bytes(body)
        history = read_history([path], as_of=query["on"])
        if len(history.units) > MOST_UNITS:
            raise BadRequestError(f"more than {MOST_UNITS} units", status=413)
        asked = Asked(
            set=query.get("set", "xa-ntm"), on=query["on"], province=query.get("province"), files=(path.name,)
        )
        return page(contents(LIBRARY, history, asked))


def judged(query: Mapping[str, str], asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attainment of the unit that a request is about."""
    place = {name: asked[name] for name in PLACE if name in asked}
    confirmed = asked.get("confirmed", ())
    figures = ntmrules.UnitFigures.of(asked["unit"], values(asked["figures"]), confirmed=confirmed, **place)
    book = rulebook(query.get("set", "xa-ntm"), query.get("on", ""), query.get("province"))
    return book.evaluate(figures).to_dict()


async def body_of(request: Request, most: int = MOST_BYTES) -> bytes:
    """Return the body of a request, read no further than it may be long and no longer than it may take."""
    found = bytearray()
    try:
        async with asyncio.timeout(SECONDS_FOR_BODY):
            async for part in request.stream():
                found += part
                if len(found) > most:
                    raise BadRequestError(f"more than {most} bytes", status=413)
    except TimeoutError:
        raise BadRequestError(f"the body did not come within {SECONDS_FOR_BODY:g} seconds", status=408) from None
    return bytes(found)


def read(body: bytes) -> dict[str, Any]:
    """Return ``{"unit": …, "figures": {subject: value}}`` from JSON, with what the unit lies in where that is said.

    ``confirmed`` names the figures outside what is plausible that somebody has looked at again. Anything else, or anything
    twice, is refused.
    """
    try:
        # A figure must not pass through a binary float, and a number of a million digits not through anything.
        data = loads(body.decode("utf-8"), parse_float=number, parse_int=number, parse_constant=number,
                     object_pairs_hook=once)  # fmt: skip
    except (ValueError, RecursionError) as error:
        raise BadRequestError(f"no JSON that can be read: {str(error)[:MOST_LETTERS]!a}") from None
    if not isinstance(data, dict) or not {"unit", "figures"} <= data.keys() <= {"unit", "figures", *BESIDE}:
        raise BadRequestError(f'expected {{"unit": …, "figures": {{subject: value}}}}, besides {", ".join(BESIDE)}')
    for name in PLACE:
        if name in data and (not isinstance(data[name], str) or not short(data[name], name).strip()):
            raise BadRequestError(f"{name}: a name")
    figures = data["figures"]
    if not isinstance(data["unit"], str) or not data["unit"].strip() or not isinstance(figures, dict):
        raise BadRequestError("unit: a name; figures: an object of subject and value")
    confirmed = data.get("confirmed", [])
    if not isinstance(confirmed, list) or not all(isinstance(each, str) and each in figures for each in confirmed):
        raise BadRequestError("confirmed: a list of subjects among the figures")
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


def details(error: Exception) -> dict[str, Any]:
    """Return problem details (RFC 9457): of ntmrules with the code and the five parts of each problem."""
    if isinstance(error, ntmrules.NtmRulesError):
        problems = [problem.as_dict() for problem in error.problems[:MOST_PROBLEMS]]
        first = error.problems[0]
        return {"type": f"urn:ntmrules:{first.code}", "title": first.what, "status": 422, "code": first.code,
                "detail": str(first), "problems": problems, "all": len(error.problems)}  # fmt: skip
    status = (
        error.status
        if isinstance(error, BadRequestError)
        else error.status_code
        if isinstance(error, HTTPException)
        else 500
    )
    # What a fault of ours says is no business of the caller's.
    said = str(error) if isinstance(error, BadRequestError) else HTTPStatus(status).phrase
    return {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": said}


async def answered(_: Request, error: Exception) -> Response:
    """Answer what cannot be done with problem details."""
    found = details(error)
    text = dumps(found, ensure_ascii=False)
    return Response(text, status_code=found["status"], media_type="application/problem+json")


async def openapi(_: Request) -> JSONResponse:
    """Describe the service."""
    return JSONResponse(OPENAPI)


def operation(
    summary: str, answer: str, *, body: str | None = None, schema: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return one operation of the description."""
    found: dict[str, Any] = {
        "summary": summary,
        "responses": {
            "200": {"description": "done", "content": {answer: {"schema": {"type": "string"} if "json" not in answer else {}}}},
            "default": {"description": "RFC 9457", "content": {
                "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}},
        },
    }  # fmt: skip
    if body is not None:
        found["requestBody"] = {"required": True, "content": {body: {"schema": schema or {"type": "string"}}}}
        found["parameters"] = [{"name": name, "in": "query", "schema": {"type": "string"}} for name in QUERY]
    return found


UNIT = {"$ref": "#/components/schemas/Unit"}
OPENAPI: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "ntmrules", "version": ntmrules.__version__},
    "paths": {
        "/sets": {"get": operation("The criteria sets", "application/json")},
        "/rule/{id}": {"get": operation("An indicator by its full id", "application/json") | {
            "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}]}},
        "/evaluate": {"post": operation("Judge one unit", "application/json", body="application/json", schema=UNIT)},
        "/evaluate/many": {"post": operation("Judge a unit a line", "application/x-ndjson", body="application/x-ndjson")},
        "/report": {"post": operation("A report of a file of figures", "text/html", body="text/csv")},
        "/openapi.json": {"get": operation("This description", "application/json")},
    },
    "components": {"schemas": {
        "Unit": {
            "type": "object", "required": ["unit", "figures"], "additionalProperties": False,
            "properties": {
                "unit": {"type": "string", "maxLength": MOST_LETTERS},
                **{name: {"type": "string", "maxLength": MOST_LETTERS} for name in PLACE},
                "confirmed": {"type": "array", "items": {"type": "string"}},
                "figures": {"type": "object", "maxProperties": MOST_FIGURES, "additionalProperties": {
                    "oneOf": [{"type": "number"}, {"type": "boolean"}, {"enum": list(WORDS)}]}},
            },
        },
        "Problem": {
            "type": "object", "required": ["type", "title", "status", "detail"],
            "properties": {
                "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
                "detail": {"type": "string"}, "code": {"type": "string", "pattern": "^NTM[0-9]{3}$"},
                "problems": {"type": "array", "items": {"type": "object"}}, "all": {"type": "integer"},
            },
        },
    }},
}  # fmt: skip
app = Starlette(
    routes=[
        Route("/sets", sets),
        Route("/rule/{id:path}", rule),
        Route("/evaluate", evaluate, methods=["POST"]),
        Route("/evaluate/many", many, methods=["POST"]),
        Route("/report", report, methods=["POST"]),
        Route("/openapi.json", openapi),
    ],
    exception_handlers={
        ntmrules.NtmRulesError: answered, BadRequestError: answered, HTTPException: answered, 500: answered,
    },
)  # fmt: skip

"""A small web service over ntmrules: one library for the process, one rulebook for each set, day and province.

    pip install ntmrules starlette uvicorn
    uvicorn --app-dir examples/apps service:app

    curl 'localhost:8000/sets'
    curl 'localhost:8000/rule/vn/xa-ntm/2021/10.1'
    curl -X POST 'localhost:8000/evaluate?set=xa-ntm&on=2023-12-31&province=an-giang' \
         -H 'content-type: application/json' -d '{"unit": "xã Ví Dụ", "figures": {"10.1": "đạt"}}'
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from json import JSONDecodeError, loads
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

import ntmrules

LIBRARY = ntmrules.Library()
# The words in which Vietnamese offices report a verdict.
WORDS = {"đạt": True, "chưa đạt": False, "không áp dụng": ntmrules.Verdict.NOT_APPLICABLE}


@lru_cache(maxsize=256)
def rulebook(set_: str, on: str, province: str | None) -> ntmrules.Rulebook:
    """Return a rulebook, made once: it is read-only, so requests may share it."""
    return LIBRARY.rulebook(set_, on=on, province=province)


async def sets(_: Request) -> JSONResponse:
    """List the criteria sets."""
    rows = [
        {"id": each.id, "name": each.name.vi, "from": each.stage.from_, "to": each.stage.to} for each in LIBRARY.sets()
    ]
    return JSONResponse(rows)


async def rule(request: Request) -> JSONResponse:
    """Name an indicator by its full id, with the decisions of its versions."""
    set_id, _, label = request.path_params["id"].rpartition("/")
    for criterion in LIBRARY.set(set_id).criteria:
        for indicator in criterion.indicators:
            if indicator.id == label:
                versions = [{"from": each.from_, "decision": each.provision.decision} for each in indicator.versions]
                return JSONResponse({"id": f"{set_id}/{label}", "name": indicator.name.vi, "versions": versions})
    return JSONResponse({"error": f"no indicator {label} in {set_id}"}, status_code=404)


async def evaluate(request: Request) -> JSONResponse:
    """Judge one unit; the answer is the attainment with its whole trace."""
    query = request.query_params
    try:
        # parse_float=Decimal: a figure must not pass through a binary float.
        body = loads(await request.body(), parse_float=Decimal)
        figures = ntmrules.UnitFigures.of(str(body["unit"]), values(body["figures"]))
    except (JSONDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        return JSONResponse(
            {"error": f'expected {{"unit": …, "figures": {{subject: value}}}}: {error}'}, status_code=400
        )
    book = rulebook(query.get("set", "xa-ntm"), query.get("on", ""), query.get("province"))
    return JSONResponse(book.evaluate(figures).to_dict())


def values(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return figures with reported words turned into answers; numbers stay as they are."""
    return {subject: WORDS.get(value, value) if isinstance(value, str) else value for subject, value in given.items()}


async def refused(_: Request, error: Exception) -> JSONResponse:
    """Answer an error of ntmrules with its five parts: the caller can mend the request from it."""
    assert isinstance(error, ntmrules.NtmRulesError)
    return JSONResponse({"problems": [problem.as_dict() for problem in error.problems]}, status_code=422)


app = Starlette(
    routes=[
        Route("/sets", sets),
        Route("/rule/{id:path}", rule),
        Route("/evaluate", evaluate, methods=["POST"]),
    ],
    exception_handlers={ntmrules.NtmRulesError: refused},
)

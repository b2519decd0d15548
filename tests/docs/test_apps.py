"""The example applications run."""

from __future__ import annotations

import asyncio
import json
import os
import runpy
import subprocess
import sys
from typing import Any
from urllib.parse import urlencode

import pytest
from deadline import in_time
from snippets import ROOT

APPS = ROOT / "examples" / "apps"


@pytest.fixture(scope="module")
def client() -> Any:
    pytest.importorskip("starlette")
    httpx = pytest.importorskip("httpx")
    transport = httpx.ASGITransport(app=runpy.run_path(str(APPS / "service.py"))["app"])

    async def ask(method: str, path: str, content: bytes | str | None = None) -> Any:
        async with httpx.AsyncClient(transport=transport, base_url="http://service") as asking:
            return await asking.request(method, path, content=content)

    class Client:
        def get(self, path: str) -> Any:
            return asyncio.run(ask("GET", path))

        def post(self, path: str, content: bytes | str) -> Any:
            return asyncio.run(ask("POST", path, content))

    return Client()


def test_the_service_lists_the_sets(client: Any) -> None:
    ids = [each["id"] for each in client.get("/sets").json()]
    assert "vn/xa-ntm/2021" in ids


def test_the_service_names_a_rule_and_its_decisions(client: Any) -> None:
    found = client.get("/rule/vn/xa-ntm/2021/17.1").json()
    assert [each["decision"] for each in found["versions"]] == ["318/QĐ-TTg", "211/QĐ-TTg"]
    assert client.get("/rule/vn/xa-ntm/2021/99.9").status_code == 404


def test_the_service_judges_figures_without_rounding_them(client: Any) -> None:
    where = "/evaluate?set=xa-ntm&on=2023-12-31&province=an-giang"
    figures = '{"ty-le-co-so-san-xuat-dam-bao-moi-truong": 89.99999999999999999999, "1.1": "đạt"}'
    body = f'{{"unit": "xã Ví Dụ", "figures": {figures}}}'
    result = client.post(where, body.encode()).json()
    verdicts = {}
    stack = [result["trace"]]
    while stack:
        node = stack.pop()
        verdicts[node["id"]] = node["verdict"]
        stack += node["children"]
    # As a binary float the figure would be 90 and the verdict «met».
    assert verdicts["vn/xa-ntm/2021/17.2"] == "not_met"
    assert verdicts["vn/xa-ntm/2021/1.1"] == "met"
    assert result["schema"] == "ntmrules/attainment/1"


def test_the_service_answers_a_bad_request_with_what_to_mend(client: Any) -> None:
    body = json.dumps({"unit": "xã", "figures": {}})
    gap = client.post("/evaluate?set=xa-ntm&on=2008-01-01", body)
    assert gap.status_code == 422
    assert gap.json()["problems"][0]["code"] == "NTM301"
    assert client.post("/evaluate?set=xa-ntm", body).json()["problems"][0]["code"] == "NTM302"
    for content in ("", "[]", '{"unit": "x"}', '{"unit": "x", "figures": 3}', "\xff"):
        answer = client.post("/evaluate?set=xa-ntm&on=2023-12-31", content.encode("latin-1"))
        assert answer.status_code == 400


def test_the_notebook_runs_as_a_script() -> None:
    paths = os.pathsep.join(str(each) for each in (ROOT / "src", os.environ.get("PYTHONPATH")) if each)
    done = subprocess.run(
        [sys.executable, str(APPS / "notebook.py")],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stderr
    assert "17.2" in done.stdout
    assert "'province'" in done.stdout


OK = {"unit": "xã Ví Dụ", "figures": {"10.1": "đạt"}}
WHERE = {"set": "xa-ntm", "on": "2023-12-31", "province": "an-giang"}
INCOME = "thu-nhap-binh-quan-dau-nguoi"


def body(value: str) -> bytes:
    return f'{{"unit": "x", "figures": {{"{INCOME}": {value}}}}}'.encode()


HOSTILE: dict[str, tuple[dict[str, str], bytes]] = {
    "no JSON": (WHERE, b"{"),
    "a list": (WHERE, b"[]"),
    "null": (WHERE, b"null"),
    "figures as a list": (WHERE, b'{"unit":"x","figures":[1]}'),
    "no unit": (WHERE, b'{"figures":{}}'),
    "unit null": (WHERE, b'{"unit":null,"figures":{"10.1":"met"}}'),
    "NaN": (WHERE, body("NaN")),
    "Infinity": (WHERE, body("-Infinity")),
    "infinite exponent": (WHERE, body("1e999999")),
    "exponent bomb": (WHERE, body("1e999999999")),
    "negative exponent bomb": (WHERE, body("1e-999999999")),
    "many digits": (WHERE, body("9" * 5000)),
    "deep list": (WHERE, b"[" * 100_000),
    "deep value": (WHERE, body("[" * 50_000 + "]" * 50_000)),
    "surrogate unit": (WHERE, b'{"unit":"\\ud800","figures":{"10.1":"met"}}'),
    "surrogate subject": (WHERE, b'{"unit":"x","figures":{"\\ud800":"met"}}'),
    "control letters": (WHERE, b'{"unit":"x\\u001b[2J","figures":{}}'),
    "nested value": (WHERE, b'{"unit":"x","figures":{"10.1":{"a":1}}}'),
    "null value": (WHERE, body("null")),
    "yes for a number": (WHERE, body("true")),
    "a word for a number": (WHERE, body('"45"')),
    "negative": (WHERE, body("-5")),
    "an unknown word": (WHERE, b'{"unit":"x","figures":{"10.1":"undetermined"}}'),
    "double keys": (WHERE, '{"unit":"x","figures":{"10.1":"đạt","10.1":"chưa đạt"}}'.encode()),
    "UTF-16": (WHERE, '{"unit":"x","figures":{}}'.encode("utf-16")),
    "bytes": (WHERE, b"\xff\xfe\xfa"),
    "empty": (WHERE, b""),
    "a long key": (WHERE, b'{"unit":"x","figures":{"' + b"k" * 5_000_000 + b'":1}}'),
    "many keys": (WHERE, b'{"unit":"x","figures":{' + b",".join(b'"k%d":1' % i for i in range(200_000)) + b"}}"),
    "a thousand unknown keys": (
        WHERE,
        b'{"unit":"x","figures":{' + b",".join(b'"k%d":1' % i for i in range(1000)) + b"}}",
    ),
    "no day": ({}, b'{"unit":"x","figures":{}}'),
    "NUL day": ({"on": "\x00"}, b'{"unit":"x","figures":{}}'),
    "full-width day": ({"on": "２０２３-12-31"}, b'{"unit":"x","figures":{}}'),
    "a day of 3000 digits": ({"on": "9" * 3000}, b'{"unit":"x","figures":{}}'),
    "a year of 11 digits": ({"on": "1/1/99999999999"}, b'{"unit":"x","figures":{}}'),
    "no such day": ({"on": "31/2/2023"}, b'{"unit":"x","figures":{}}'),
    "a set that climbs": ({"on": "2023-12-31", "set": "../../etc"}, b'{"unit":"x","figures":{}}'),
    "a province that climbs": ({"on": "2023-12-31", "province": "../x"}, b'{"unit":"x","figures":{}}'),
    "a list without a province": ({"on": "2023-12-31", "province": "2004:"}, b'{"unit":"x","figures":{}}'),
    "an unknown parameter": ({"on": "2023-12-31", "floor": "recall"}, b'{"unit":"x","figures":{}}'),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_the_service_answers_a_hostile_request(client: Any, name: str) -> None:
    """The case service_requests."""
    query, content = HOSTILE[name]
    client.post(f"/evaluate?{urlencode(WHERE)}", json.dumps(OK))  # makes the rulebook
    with in_time(60):
        response = client.post(f"/evaluate?{urlencode(query)}", content)
    assert 400 <= response.status_code < 500


@pytest.mark.parametrize(
    "path", ["/rule/", "/rule/x", "/rule/../../etc/passwd", "/rule/vn/xa-ntm/2021/10.1%00", "/rule/%ff"]
)
def test_the_service_knows_no_such_rule(client: Any, path: str) -> None:
    assert 400 <= client.get(path).status_code < 500


def test_what_cannot_be_answered_is_problem_details(client: Any) -> None:
    gap = client.post("/evaluate?set=xa-ntm&on=2008-01-01", json.dumps(OK))
    assert gap.headers["content-type"] == "application/problem+json"
    said = gap.json()
    assert (said["type"], said["status"], said["code"], said["all"]) == ("urn:ntmrules:NTM301", 422, "NTM301", 1)
    assert said["detail"]
    assert said["title"]
    for answer in (
        client.get("/nothing"),
        client.get("/evaluate"),
        client.get("/rule/x"),
        client.post("/evaluate", "{"),
    ):
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == answer.status_code
        assert answer.json()["type"] == "about:blank"
    assert client.post("/evaluate?on=2023-12-31&on=2024-12-31", json.dumps(OK)).status_code == 400


def test_a_figure_outside_what_is_plausible_wants_to_be_confirmed(client: Any) -> None:
    where, odd = f"/evaluate?{urlencode(WHERE)}", {"unit": "xã Ví Dụ", "figures": {"10.1": 54_500_000}}
    refused = client.post(where, json.dumps(odd))
    assert refused.status_code == 422
    assert refused.json()["code"] == "NTM506"
    assert "54.5" in refused.json()["problems"][0]["expected"]
    assert client.post(where, json.dumps(odd | {"confirmed": ["10.1"]})).status_code == 200
    for wrong in ("10.1", True, [1], ["10.2"], [["10.1"]], None):
        assert client.post(where, json.dumps(odd | {"confirmed": wrong})).status_code == 400


def test_the_description_names_every_route(client: Any) -> None:
    described = client.get("/openapi.json").json()
    service = runpy.run_path(str(APPS / "service.py"))["app"]
    assert sorted(described["paths"]) == sorted(route.path.replace(":path", "") for route in service.routes)
    assert described["openapi"].startswith("3.")


def test_many_units_come_back_line_by_line_and_a_bad_line_is_told_by_its_number(client: Any) -> None:
    lines = [json.dumps(OK), "{", "", json.dumps({"unit": "xã Hai", "figures": {"17.2": "đạt"}})]
    answer = client.post(f"/evaluate/many?{urlencode(WHERE)}", "\n".join(lines))
    found = [json.loads(line) for line in answer.text.splitlines()]
    assert [each["line"] for each in found] == [1, 2, 4]
    assert [each.get("unit") for each in found] == ["xã Ví Dụ", None, "xã Hai"]
    assert found[1]["status"] == 400
    assert client.post("/evaluate/many?on=2008-01-01", json.dumps(OK)).status_code == 422
    assert client.post(f"/evaluate/many?{urlencode(WHERE)}", "\n").status_code == 400
    assert client.post(f"/evaluate/many?{urlencode(WHERE)}", "{}\n" * 5001).status_code == 413


def test_the_report_is_a_page(client: Any) -> None:
    figures = "unit,subject,value\nxã <script>,10.1,đạt\n".encode()
    answer = client.post(f"/report?{urlencode(WHERE)}", figures)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in answer.text
    assert "xã <script>" not in answer.text
    for content in (b"", b"\x00\xff", b"unit,subject,value\nx,no-such,1\n"):
        refused = client.post(f"/report?{urlencode(WHERE)}", content)
        assert refused.status_code == 422
        assert refused.json()["code"].startswith("NTM")
        assert "/tmp" not in refused.text
    assert client.post("/report", figures).status_code == 400


def test_the_day_of_a_report_is_read_as_elsewhere(client: Any) -> None:
    figures = "unit,subject,value\nxã A,17,đạt\n".encode()
    pages = [client.post(f"/report?{urlencode({'on': day})}", figures).text for day in ("2023-12-31", "31/12/2023")]
    assert pages[0] == pages[1]
    assert pages[0].startswith("<!doctype html>")


def test_requests_at_once_are_answered_as_one_by_one(client: Any) -> None:
    httpx = pytest.importorskip("httpx")
    transport = httpx.ASGITransport(app=runpy.run_path(str(APPS / "service.py"))["app"])
    bodies = [json.dumps({"unit": f"xã {number}", "figures": {INCOME: number}}) for number in range(30, 50)]
    where = f"/evaluate?{urlencode(WHERE)}"

    async def together() -> list[Any]:
        async with httpx.AsyncClient(transport=transport, base_url="http://service") as asking:
            return await asyncio.gather(*(asking.post(where, content=each) for each in bodies))

    assert [each.json() for each in asyncio.run(together())] == [client.post(where, each).json() for each in bodies]


def test_a_body_that_does_not_come_and_work_that_does_not_end_are_given_up() -> None:
    pytest.importorskip("starlette")
    httpx = pytest.importorskip("httpx")
    service = runpy.run_path(str(APPS / "service.py"))
    names = service["body_of"].__globals__
    names["SECONDS_FOR_BODY"] = 0.05
    transport = httpx.ASGITransport(app=service["app"])

    async def slow() -> Any:
        yield b"{"
        await asyncio.sleep(5)
        yield b"}"

    async def ask() -> Any:
        async with httpx.AsyncClient(transport=transport, base_url="http://service") as asking:
            return await asking.post(f"/evaluate?{urlencode(WHERE)}", content=slow())

    assert asyncio.run(ask()).status_code == 408

    async def stuck() -> None:
        await service["worked"](lambda: __import__("time").sleep(0.5), 0.05)

    with pytest.raises(service["BadRequestError"], match="not done within"):
        asyncio.run(stuck())

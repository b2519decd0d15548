"""The example applications run."""

from __future__ import annotations

import asyncio
import json
import os
import runpy
import subprocess
import sys
from typing import Any

import pytest
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

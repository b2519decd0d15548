"""Every numbered case of the kit, judged by the page: what it says is what core says here, to the last letter of the trace."""

import json
from pathlib import Path
from typing import Any

from conformance import kit
from page.conftest import started

from ntmrules.record.figures_json import figures_data

# A page knows no evidence floor but the usual one.
CASES = [case for case in kit.cases() if not case.data.get("floor")]
JUDGE = """async (every) => {
  const said = [];
  for (const each of every) {
    const file = { name: "a.ntm.json", bytes: new TextEncoder().encode(each).buffer };
    const opened = await ntm.ask("open", { name: "a.ntm.json" }, file);
    const out = opened.problems ? null : await ntm.ask("export", { kind: "json" });
    said.push(out ? new TextDecoder().decode(out) : JSON.stringify(opened.problems));
  }
  return said;
}"""


def kept(case: kit.Case) -> str:
    about = {"set": case.data["set"], "on": str(case.data["on"]), "province": case.data.get("province"), "area": None}
    return json.dumps({"schema": "ntmrules/page/1", **about, "units": [figures_data(case.unit)]}, ensure_ascii=False)


def test_the_page_answers_every_case_as_core_does(made_up: Path, browser: Any) -> None:
    page = started(browser, made_up)
    said = page.evaluate(JUDGE, [kept(case) for case in CASES])
    page.close()
    library = kit.library()
    ours = [
        json.dumps([case.rulebook(library).evaluate(case.unit).to_dict()], ensure_ascii=False, indent=2) + "\n"
        for case in CASES
    ]
    assert len(CASES) >= 130
    assert {case.number: each for case, each in zip(CASES, said, strict=True)} == {
        case.number: each for case, each in zip(CASES, ours, strict=True)
    }

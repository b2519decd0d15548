// Units, the one that is looked at, and what came out.
function drawUnits() {
  const box = $("units");
  box.replaceChildren();
  if (!state.units.length) return;
  const head = make("tr", {}, make("th", { scope: "col" }, say("unit")), make("th", { scope: "col" }, say("result")), make("th", { scope: "col" }, say("tally")),
    state.criteria.map((each) => make("th", { scope: "col", title: pick(each.name) }, each.number)));
  const rows = state.units.map((unit, at) => make("tr", { "aria-current": at === state.index ? "true" : null },
    make("th", { scope: "row" }, make("button", { type: "button", class: "link", id: "unit-" + at, onclick: () => look(at) }, [unit.unit, unit.within].filter(Boolean).join(", "))),
    make("td", {}, mark(unit.verdict, unit.word)), make("td", {}, unit.tally),
    Object.values(unit.criteria).map((each) => make("td", { class: "cell v-" + each, title: say(each) }, make("span", { "aria-hidden": "true" }, MARKS[each]), make("span", { class: "hidden" }, say(each))))));
  box.append(make("h2", {}, `${say("units")} (${state.units.length})`), make("div", { class: "wide", tabindex: "0", role: "region", "aria-label": say("units") },
    make("table", { "aria-label": say("units") }, make("thead", {}, head), make("tbody", {}, rows))));
}
function drawHead(unit) {
  const box = $("verdict");
  if (!box) return;
  box.className = "banner b-" + unit.verdict;
  box.replaceChildren(make("strong", {}, `${MARKS[unit.verdict]} ${unit.word || say(unit.verdict)}`), unit.provisional ? ` (${say("provisional")})` : "", make("span", {}, unit.tally));
}
async function look(at, keepView) {
  state.index = at;
  if (!keepView) state.view = state.view || "form";
  const unit = await did(ask("unit", { index: at }));
  if (!unit) return;
  state.unit = Object.assign(unit, { at });
  held(() => { drawUnits(); drawUnit(); });
}
async function drawUnit() {
  const box = $("unit"), unit = state.unit;
  if (!state.units.length) { box.replaceChildren(); return; }
  const tabs = ["form", "results", "todo"].map((each) => make("button", { type: "button", class: "tab", id: "tab-" + each, "aria-pressed": String(state.view === each), onclick: () => { state.view = each; held(drawUnit); } }, say(each)));
  const body = make("div", { id: "body" });
  box.replaceChildren(make("h2", {}, [unit.unit, unit.within].filter(Boolean).join(", ")), make("p", { id: "verdict", role: "status", "aria-live": "polite" }),
    make("div", { class: "tabs", role: "group", "aria-label": unit.unit }, tabs), body);
  drawHead(unit);
  if (state.view === "form") { const form = await ask("form"); body.replaceChildren(drawForm(form, unit)); drawMarks(unit); }
  else if (state.view === "results") body.append(lines(unit.head), ...unit.groups.map(drawGroup));
  else body.append(drawTodo(unit));
  body.append(make("p", {}, button("remove", async () => { const said = await did(ask("drop", { index: state.index })); if (said) { await take(said, 0); $("main").focus(); } }, { class: "do quiet" })));
}
function drawGroup(group) {
  const id = "h-" + (group.number || "0");
  return make("section", { class: "group" }, make("h3", { id }, make("span", { class: "number" }, group.number ? group.number + ". " : ""), group.name, " ", group.verdict ? mark(group.verdict) : ""),
    make("table", { class: "list", "aria-labelledby": id }, make("thead", { class: "hidden" }, make("tr", {}, [say("criteria"), say("figure"), say("asked"), say("result")].map((each) => make("th", { scope: "col" }, each)))),
      make("tbody", {}, group.rows.flatMap(drawRow))));
}
function drawRow(row) {
  // The explanation has the whole width, in a row of its own below.
  const trace = make("td", { colspan: 4 }), below = make("tr", { class: "trace-row", hidden: true }, trace);
  const more = make("details", { ontoggle: async (event) => {
    below.hidden = !event.target.open;
    if (below.hidden || trace.childNodes.length) return;
    const said = await ask("why", { index: state.index, number: row.number });
    if (said.lines && !trace.childNodes.length) trace.append(lines(said.lines.slice(1)));
  } }, make("summary", {}, say("why")));
  return [make("tr", {}, make("th", { scope: "row" }, make("span", { class: "number" }, row.number + " "), row.name),
    make("td", { "data-label": say("figure") }, row.figure || "…"), make("td", { "data-label": say("asked") }, row.asked),
    make("td", { "data-label": say("result") }, mark(row.verdict, row.said), row.distance ? make("div", { class: "muted" }, `${say("short")} ${row.distance}`) : "",
      row.why.length ? make("div", { class: "muted" }, row.why.join("; ")) : "", row.decision ? make("div", { class: "muted" }, `${row.decision}${row.evidence ? " · " + row.evidence : ""}`) : "", more)), below];
}
function drawTodo(unit) {
  const found = make("div", {});
  return make("section", {}, unit.needs.length ? lines(unit.needs) : make("p", {}, say("settled")), make("h3", {}, say("settle")), make("p", {}, button("find", async () => {
    const said = await did(ask("settle", { index: state.index }));
    if (said) found.replaceChildren(said.decisive.length ? make("ul", {}, said.decisive.map((each) => make("li", {}, each.name, " ", make("code", {}, each.subject)))) : make("p", {}, say("settled")));
  })), found);
}

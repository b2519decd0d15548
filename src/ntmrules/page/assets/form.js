// The form of the rulebook: each answer is judged as it is typed.
// What was typed and is not told yet, by field: it is told before anything else is asked.
const untold = new Map();
function tell(id) {
  const { timer, act } = untold.get(id) || {};
  clearTimeout(timer);
  untold.delete(id);
  if (act) act();
}
// What was typed and cannot be stays in its field when another view or language takes the place of this one.
const slips = new Map();
// A form that is still seen when another unit has taken the place of its own takes nothing for that one.
const called = ({ unit, within, province }) => JSON.stringify([unit, within, province]);
const shownAs = (value) => value === undefined ? "" : MARKS[value] ? say(value) : String(value).replace(".", state.lang === "vi" ? "," : ".");
function fieldOf(field, values) {
  const id = "f-" + field.subject.replace(/[^\w-]/g, "_"), now = values[field.subject], slip = slips.get(called(state.unit) + id);
  const at = state.unit.at, own = called(state.unit), type = (text) => { if (state.units[at] && called(state.units[at]) === own) typed(field, at, id, text); };
  let input;
  if (field.kind === "yes_no" || field.kind === "verdict") {
    const options = field.kind === "yes_no"
      ? [["", say("unknown")], [say("yes"), say("yesShown")], [say("no"), say("noShown")], ["không áp dụng", say("not_applicable")]]
      : [["", say("unknown")], ["đạt", say("met")], ["chưa đạt", say("not_met")], ["không áp dụng", say("not_applicable")]];
    const chosen = { met: options[1][0], not_met: options[2][0], not_applicable: options[3][0] }[now] || "";
    input = make("select", { id, "aria-describedby": `${id}-h ${id}-e`, onchange: (event) => type(event.target.value) }, options.map(([value, text]) =>
      make("option", { value, selected: value === chosen }, text)));
    input.value = chosen;
  } else {
    input = make("input", { id, inputmode: "decimal", autocomplete: "off", value: slip === undefined ? shownAs(now) : slip, "aria-describedby": `${id}-h ${id}-e`, size: 10,
      oninput: (event) => { clearTimeout((untold.get(id) || {}).timer); const text = event.target.value; untold.set(id, { act: () => type(text), timer: setTimeout(() => tell(id), 120) }); } });
  }
  if (slip !== undefined) setTimeout(() => type(slip));
  const limits = [field.unit, field.low !== undefined && field.high !== undefined ? `${field.low}–${field.high}` : field.low !== undefined ? `${say("from")} ${field.low}` : field.high !== undefined ? `${say("to")} ${field.high}` : ""].filter(Boolean);
  return make("div", { class: "field", "data-numbers": field.numbers.join(" ") }, make("label", { for: id },
    field.numbers.length ? make("span", { class: "number" }, field.numbers.join(", ") + " ") : "", field.text),
    make("span", { class: "entry" }, input, make("span", { class: "muted hint", id: id + "-h" }, limits.join(" · ")), make("span", { class: "live" })),
    make("p", { class: "bad", id: id + "-e", role: "alert", hidden: true }));
}
async function typed(field, at, id, text, sure) {
  const said = await ask("type", { index: at, subject: field.subject, text, sure: Boolean(sure) });
  const error = $(id + "-e"), input = $(id), isShown = state.unit && state.unit.at === at;
  const slip = called(state.units[at] || {}) + id;
  if (said.problems) slips.set(slip, text);
  else { slips.delete(slip); state.unsaved = true; state.units[at] = said; }
  if (!input || !isShown) return;
  error.replaceChildren();
  error.hidden = !said.problems;
  input.setAttribute("aria-invalid", String(Boolean(said.problems)));
  if (said.problems) {
    const first = said.problems[0];
    error.append(`${[first.what, first.remedy || first.expected].filter(Boolean).join("; ")} `, make("code", {}, first.code));
    const stands = shownAs(state.unit.values[field.subject]);
    if (stands) error.append(` ${say("standing")} ${stands}.`);
    if (said.doubt) error.append(" ", button("sure", () => typed(field, at, id, text, true)));
    return;
  }
  drawHead(said);
  drawUnits();
  refresh();
}
let fresh = 0;
async function refresh() {
  const mine = ++fresh, at = state.index, unit = await ask("unit", { index: at });
  if (mine === fresh && at === state.index && !unit.problems) { state.unit = Object.assign(unit, { at }); drawMarks(unit); drawHead(unit); if (state.view !== "form") drawUnit(); }
}
function drawMarks(unit) {
  const found = {};
  for (const group of unit.groups) for (const row of group.rows) found[row.number] = row;
  for (const field of document.querySelectorAll(".field")) {
    const live = field.querySelector(".live");
    live.replaceChildren(...(field.dataset.numbers || "").split(" ").filter((each) => found[each]).slice(0, 6).map((each) =>
      make("span", { class: "verdict v-" + found[each].verdict, title: `${each} ${found[each].asked}` }, `${MARKS[found[each].verdict]} ${each} ${found[each].said}`)));
  }
  for (const head of document.querySelectorAll("[data-criterion]")) {
    const group = unit.groups.find((each) => each.number === head.dataset.criterion);
    if (group && group.verdict) head.replaceChildren(mark(group.verdict));
  }
}
function drawForm(form, unit) {
  const groups = (form.facts.length ? [{ number: "", name: say("facts"), fields: form.facts }] : []).concat(form.groups);
  return make("form", { class: "figures", onsubmit: (event) => event.preventDefault() }, groups.map((group, at) => make("details", { open: at < 3 },
    make("summary", {}, make("span", { class: "number" }, group.number ? group.number + ". " : ""), group.name || "…", " ", make("span", { "data-criterion": group.number || "-" })),
    group.fields.map((field) => fieldOf(field, unit.values)))));
}

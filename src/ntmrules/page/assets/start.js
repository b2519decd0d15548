// Draws the frame, starts Python, and keeps choices and units together.
const told = JSON.parse($("chosen").textContent);
state.lang = document.documentElement.lang === "en" ? "en" : "vi";
function drawFrame() {
  document.documentElement.lang = state.lang;
  document.title = say("brand");
  for (const key of ["brand", "skip"]) $(key).textContent = say(key);
  held(() => $("langs").replaceChildren(...["vi", "en"].map((each) => make("button", { type: "button", class: "link", id: "to-" + each, lang: each, "aria-pressed": String(state.lang === each), onclick: () => changeLang(each) }, each === "vi" ? "Tiếng Việt" : "English"))));
  for (const id of ["theme", "print"]) $(id).textContent = say(id);
  $("foot").replaceChildren(make("p", {}, `${say("foot")} ${told.made.version}`, told.made.handbook ? make("a", { href: told.made.handbook }, " · " + say("handbook")) : ""));
}
$("theme").onclick = () => { const root = document.documentElement, dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme:dark)").matches; root.dataset.theme = dark ? "light" : "dark"; };
$("print").onclick = () => { for (const each of document.querySelectorAll("#unit details")) each.open = true; const go = () => waiting.size ? setTimeout(go, 50) : print(); setTimeout(go, 60); };
async function changeLang(lang) {
  const again = [refused, compared];
  state.lang = lang;
  drawFrame();
  if (!state.about) return;
  drawApp();
  const said = await did(ask("units"));
  if (said) await take(said, state.index);
  for (const each of again) if (each) await each();
}
function drawApp() {
  const save_ = [["xlsx", "Excel (.xlsx)"], ["word", say("word")], ["csv", "CSV"], ["json", say("json")], ["keep", say("keep")]];
  $("app").replaceChildren(make("h1", {}, say("brand")), make("p", { class: "lead" }, say("lead")), make("form", { id: "choice", class: "span", onsubmit: (event) => { event.preventDefault(); choose(); } }), make("p", { id: "paper" }), make("p", { id: "built" }),
    make("section", { class: "in", id: "drop" }, button("file", () => pickFile(openFile), { class: "do main" }), make("span", { class: "muted" }, say("drop")), button("blank", () => save("form")),
      make("form", { class: "adding", onsubmit: addUnit }, make("label", { class: "hidden", for: "name" }, say("name")), make("input", { id: "name", placeholder: say("name"), autocomplete: "off" }), make("button", { class: "do" }, say("add")))),
    make("p", { id: "status", role: "status", "aria-live": "polite", class: "muted" }), make("section", { id: "problems", class: "wrong", hidden: true, role: "alert" }), make("section", { id: "notes" }),
    make("section", { id: "units" }), make("section", { id: "unit" }), make("section", { id: "compared" }),
    make("section", { id: "out", hidden: true, class: "out" }, make("h2", {}, say("save")), make("p", {}, save_.map(([kind, text]) => make("button", { type: "button", class: "do", onclick: () => save(kind === "word" ? "doc" : kind) }, text)),
      button("compare", () => pickFile(compareFile)), button("clear", async () => { if (!mayReplace()) return; const said = await did(ask("drop", {})); if (said) { state.unsaved = false; slips.clear(); take(said, 0); } }, { class: "do quiet" }))));
  replaces(0);
  drawChoice();
}
// What may be chosen stays the same elements, so that keys go on working in them while what was chosen is judged.
function drawChoice() {
  const about = state.about, list = about.on <= "2025-06-30" ? "2004" : "2025", other = list === "2004" ? "2025" : "2004";
  const inOrder = (names) => [...names].sort(new Intl.Collator("vi").compare);
  const provinces = [["", say("national")], ...inOrder(about.provinces[list]).map((each) => [each, each]), ...inOrder(about.provinces[other]).filter((each) => !about.provinces[list].includes(each)).map((each) => [each, `${each} (${other})`])];
  const bare = String(about.province || "").replace(/^\d{4}:/, "");
  if (about.province && !provinces.some(([each]) => each === about.province)) provinces.push([about.province, bare]);
  const sets = about.sets.map((each) => [each.id, pick(each.name)]);
  if (!sets.some(([each]) => each === about.set)) sets.push([about.set, pick(about.name)]);  // a form of a set that nobody offered
  drawSelect("set", sets, about.set);
  drawSelect("province", provinces, about.province);
  if (!$("day")) $("choice").append(make("label", {}, make("span", { id: "on" }), make("input", { type: "date", id: "day", min: "1900-01-01", max: "2999-12-31", onchange: typedDay, onblur: () => { if ($("day").value !== state.about.on) choose(); } })));
  if ($("day").value !== about.on) $("day").value = about.on;
  // A browser in English writes the month first: 06/12 would be read as a day of June.
  $("on").textContent = `${say("day")}: ${shown(about.on)}`;
  const area = about.areas.find((each) => each.id === about.area);
  $("paper").textContent = [pick(about.name), bare || say("national"), ...(area ? [pick(area.name)] : []), $("on").textContent].join(" · ");
  const mayArea = about.areas.length > 1 || about.area;
  if (mayArea) drawSelect("area", [["", say("anyArea")], ...about.areas.map((each) => [each.id, pick(each.name)])], about.area);
  else if ($("area")) $("area").closest("label").remove();
  drawBuilt();
}
// A page does not grow: whoever opens it later has to know how far what it knows reaches.
function drawBuilt() {
  const isLater = state.about.on > told.built;
  $("built").textContent = say(isLater ? "later" : "built").replace("{day}", shown(told.built));
  $("built").className = isLater ? "later" : "muted";
}
// Built for no day it judges by the day on which it is opened, in Việt Nam.
async function takeToday() {
  const now = new Date(Date.now() + 7 * 3600000).toISOString().slice(0, 10), { on } = state.about;
  if (now < told.built) { status(say("clock").replace("{now}", shown(now)).replace("{day}", shown(on))); return; }
  if (now === on) return;
  $("day").value = now;
  await choose();
}
function drawSelect(id, options, value) {
  let made = $(id);
  const key = JSON.stringify(options);
  if (!made) {
    made = make("select", { id, onchange: choose });
    $("choice").append(make("label", {}, make("span", {}, say(id)), made));
  }
  if (made.dataset.options !== key) made.replaceChildren(...options.map(([each, text]) => make("option", { value: each }, text)));
  made.dataset.options = key;
  made.value = value || "";
}
const nowChosen = ({ set, name, on, province, area, areas }) => Object.assign(state.about, { set, name, on, province, area, areas });
// A day is typed part by part, and each part gives a day, of the year 2 too: it counts when nothing more is typed.
let dayTimer = 0;
function typedDay() {
  clearTimeout(dayTimer);
  if ($("day").value >= "1900") dayTimer = setTimeout(choose, 700);
}
let choices = 0;
async function choose() {
  clearTimeout(dayTimer);
  const more = { set: $("set").value, on: $("day").value, province: $("province").value || null, area: $("area") ? $("area").value : null }, mine = ++choices;
  const moved = fitted(more);
  if (more.set !== state.about.set || more.province !== state.about.province) more.area = null;
  const said = await did(ask("choose", more));
  if (said) nowChosen(said);
  if (mine !== choices) return;  // something else was chosen meanwhile
  drawChoice();
  if (!said) return;
  await take(said, Math.min(state.index, said.units.length - 1));
  if (moved) status(moved);
}
// A set and a day that do not belong together: whichever was not touched follows, and that is said.
function fitted(more) {
  const covers = (each) => each.from <= more.on && (!each.to || more.on <= each.to);
  const chosen = state.about.sets.find((each) => each.id === more.set);
  if (!chosen || !more.on || covers(chosen)) return "";
  if (more.set !== state.about.set) {
    more.on = chosen.to && more.on > chosen.to ? chosen.to : chosen.from;
    return say("movedDay").replace("{from}", shown(chosen.from)).replace("{to}", chosen.to ? shown(chosen.to) : "…");
  }
  const other = state.about.sets.find((each) => each.key === chosen.key && covers(each));
  if (!other) return "";
  more.set = other.id;
  return say("movedSet");
}
async function addUnit(event) {
  event.preventDefault();
  const said = await did(ask("add", { unit: $("name").value }));
  if (said) { state.unsaved = true; $("name").value = ""; state.view = "form"; await take(said, said.index); }
}
async function take(said, index) {
  Object.assign(state, { units: said.units, criteria: said.criteria, index: Math.max(index, 0) });
  $("out").hidden = !said.units.length;
  $("compared").replaceChildren();
  compared = null;
  $("notes").replaceChildren(...(said.notes.length ? [make("details", { open: said.notes.length < 4 }, make("summary", {}, `${say("notes")} (${said.notes.length})`), make("ul", {}, said.notes.map((each) => make("li", {}, each))))] : []));
  drawUnits();
  if (said.units.length) await look(state.index, true);
  else { $("unit").replaceChildren(); warm(); }
}
// While a person still looks for a file, what the first one would wait for is worked out.
const warm = () => { ask("warm").catch(() => {}); };
// What is handed in before Python runs waits for it.
let isReady = null;
const ready = new Promise((resolve) => { isReady = resolve; });
async function handedIn(file, others) {
  await ready;
  await openFile(file);
  if (others) status(`${say("oneFile")} ${file.name}`);
}
for (const name of ["dragover", "drop"]) document.addEventListener(name, (event) => {
  event.preventDefault();
  if (name !== "drop") return;
  const files = event.dataTransfer.files, text = event.dataTransfer.getData("text/plain");
  if (files.length) handedIn(files[0], files.length > 1);
  else if (isTable(text)) handedIn(asFile(text));
});
document.addEventListener("paste", (event) => {
  // Beside the text of cells Excel gives a picture of them: the text counts.
  const { files } = event.clipboardData, text = event.clipboardData.getData("text/plain"), inField = Boolean(event.target.closest && event.target.closest("input, select"));
  if (inField && !isTable(text)) return;
  event.preventDefault();
  if (isTable(text)) handedIn(asFile(text));
  else if (files.length && !text) handedIn(files[0], files.length > 1);
  else if (state.about) status(say("noTable"));
});
// What was typed is in this page alone until it is kept or saved.
addEventListener("beforeunload", (event) => { if (state.unsaved) event.preventDefault(); });
addEventListener("unhandledrejection", (event) => problems([crash(event.reason)]));
window.ntm = { ask, state, part };
(async () => {
  drawFrame();
  if (isOld()) { $("waiting").textContent = say("old"); $("bar").hidden = true; return; }
  const step = (name) => { if (!STEPS.includes(name) || $("bar").hidden) return; $("waiting").textContent = say(name); $("bar").value = STEPS.indexOf(name) + 1; };
  state.marks.script = Math.round(performance.now());
  step("read");
  try {
    state.about = await Promise.race([startWorker(told, step), isWhole]);
    $("wait").hidden = true;
    $("app").hidden = false;
    drawApp();
    if (told.follows) await takeToday();
    if (told.made.figures) await openFile(new File([bytesOf(told.made.figures[1])], told.made.figures[0]));
    isReady();
    document.body.dataset.ready = String(Math.round(performance.now()));
    if (!state.units.length) warm();
  } catch (error) { $("waiting").textContent = `${say("broken")} (${String(error.message).split("\n").slice(-4).join(" ").slice(0, 600)})`; $("bar").hidden = true; }
})();


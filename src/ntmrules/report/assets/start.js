const VIEWS = { overview, heat, changes, work, plan, sources, unit: unitView };
const views = () => ["overview", "heat", ...(D.from ? ["changes"] : []), "work", ...(D.plan.length ? ["plan"] : []), ...D.parts.map(part => part.key), "sources"];
let drawn = "";
function draw() {
  const view = VIEWS[state.v] ? state.v : "overview", root = document.documentElement;
  root.lang = state.lang;
  if (state.theme) root.dataset.theme = state.theme; else delete root.dataset.theme;
  const dark = state.theme ? state.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.getElementById("skip").textContent = say("skip");
  const name = pick(D.name) + (D.province ? " – " + D.province : "");
  document.title = name + " – " + day(D.on);
  const brand = document.getElementById("brand");
  brand.textContent = name + ", " + day(D.on);
  brand.href = address({ v: "" }, true);
  const theme = document.getElementById("theme"), print_ = document.getElementById("print");
  theme.textContent = say(dark ? "light" : "dark");
  theme.onclick = () => go({ theme: dark ? "light" : "dark" });
  print_.textContent = say("print");
  print_.onclick = () => window.print();
  document.getElementById("langs").replaceChildren(...["vi", "en"].map(lang => h("button", { type: "button", lang, "aria-pressed": String(state.lang === lang), onclick: () => go({ lang }) }, lang === "vi" ? "Tiếng Việt" : "English")));
  document.getElementById("menu").replaceChildren(h("ul", {}, views().map(each => h("li", {}, link({ v: each === "overview" ? "" : each }, say(each), { "aria-current": view === each || (view === "unit" && each === "heat") ? "page" : null })))));
  filters(view);
  const main = document.getElementById("main"), moved = drawn !== "" && drawn !== view + "|" + (state.unit || "");
  heatNow = null;
  main.className = "page view-" + view;
  main.replaceChildren(h("div", {}, h("h1", { class: view === "unit" ? "hidden" : "" }, say(view === "unit" ? "unit" : view)), D.outside_force ? h("p", { class: "note" }, say("outsideForce")) : null, VIEWS[view]()));
  document.getElementById("foot").replaceChildren(h("p", {}, say("foot", { name, day: day(D.on) })), h("p", {}, say("version", { v: D.version })));
  if (heatNow) fillRows(heatNow, true);
  if (moved) { scrollTo(0, 0); main.focus({ preventScroll: true }); }
  drawn = view + "|" + (state.unit || "");
}
function choice(key, name, values, label) {
  if (values.length < 2) return null;
  return h("label", {}, say(name), h("select", { id: "f-" + key, onchange: event => go({ [key]: event.target.value }) }, h("option", { value: "" }, say("all")), values.map(value => h("option", { value, selected: state[key] === value }, label ? label(value) : value))));
}
const unique = key => [...new Set(D.units.map(unit => unit[key]))].filter(Boolean).sort((a, b) => a.localeCompare(b, "vi"));
function filters(view) {
  const form = document.getElementById("filters");
  form.hidden = view === "unit" || view === "sources";
  const whole = !D.parts.some(part => part.key === view);
  if (form.hidden) return;
  const typing = document.activeElement && document.activeElement.id === "f-q";
  const focused = document.activeElement ? document.activeElement.id : "";
  if (!typing) {
    const box = h("input", { type: "search", id: "f-q", value: state.q || "", placeholder: say("placeholder"), autocomplete: "off", oninput: event => goQuietly({ q: event.target.value }) });
    form.replaceChildren(...[h("label", { class: "grow" }, say("search"), box), ...(whole ? [choice("p", "province", unique("p")), choice("d", "district", unique("d")), choice("g", "group", unique("g"))] : []),
      !whole || view === "overview" || view === "plan" ? null : choice("c", "criterion", D.criteria.map(each => each[0]), value => value + " " + pick(D.criteria[criterionOf(value)][1])),
      view === "heat" && state.c ? choice("cv", "onCriterion", ["m", "n", "u", "a"], say) : null, view === "heat" ? choice("s", "verdict", ["m", "n", "u", "a"], say) : null,
      h("output", { id: "shown", "aria-live": "polite" })].filter(Boolean));
    if (focused.startsWith("f-")) { const again = document.getElementById(focused); if (again) again.focus(); }
  }
  const shown = document.getElementById("shown"), more = [];
  if (view === "heat" && state.lo !== undefined) more.push(say("bucketFilter", { a: state.lo, b: state.hi }) + (state.maybe ? " (" + say("maybe") + ")" : ""));
  if (view === "heat" && state.day) more.push(say("dayFilter", { day: day(state.day), v: say(state.dv) }));
  if (view === "heat" && state.ts) more.push(say("dayFilter", { day: day(D.from), v: say(state.ts) }));
  if (view === "heat" && state.tv) more.push(say("criterion") + " " + state.c + ", " + say("dayFilter", { day: day(D.from), v: say(state.tv) }));
  if (view === "heat" && state.dec) more.push(say("decisions") + (state.dec === "-" ? ": ?" : ""));
  if (view === "heat" && state.place) more.push(say("noPlace", { n: "" }).replace(/[:\s]+$/, ""));
  const filtered = more.length || ["q", "d", "p", "g", "c", "cv", "s"].some(key => state[key]);
  shown.replaceChildren(!whole ? "" : view === "plan" ? say("planShown", { n: number(planRows().length), all: number(D.plan.length) }) : say("shown", { n: number((view === "heat" ? chosen() : within()).length), all: number(D.units.length) }), more.length ? " · " + more.join(" · ") : "",
    filtered ? " · " : "", filtered ? h("a", { href: address({ q: "", d: "", p: "", g: "", v: view === "overview" ? "" : view }, true) }, say("clear")) : "");
}
function failed() {
  document.getElementById("main").replaceChildren(h("div", { role: "alert" }, h("p", {}, h("strong", {}, say("broken")))));
}
document.documentElement.dataset.lang = document.documentElement.lang;
readState();
document.getElementById("filters").addEventListener("submit", event => event.preventDefault());
addEventListener("hashchange", () => { if (D) { readState(); draw(); } });
addEventListener("resize", () => { if (heatNow) fillRows(heatNow); });
addEventListener("beforeprint", () => {
  if (!heatNow) return;
  const most = Math.min(heatNow.units.length, 1500);
  heatNow.all = true;
  heatNow.most = most;
  fillRows(heatNow, true);
  if (most < heatNow.units.length) heatNow.frame.before(h("p", { class: "note printed" }, say("printMost", { n: number(most), all: number(heatNow.units.length) })));
});
addEventListener("afterprint", () => {
  document.querySelectorAll(".printed").forEach(each => each.remove());
  if (heatNow) { heatNow.all = false; heatNow.most = 0; fillRows(heatNow, true); }
});
unpack("overview").then(found => { D = found; prepare(); D.parts.forEach(part => { VIEWS[part.key] = meeting(part.key); W[part.key] = Array.isArray(part.title) ? part.title : [part.title, part.title]; }); draw(); document.documentElement.dataset.ready = "1"; }).catch(failed);

// One unit: every indicator in words, the decisions, the changes.
function unitView() {
  const unit = D.byKey.get(state.unit || "");
  if (!unit) return [h("p", {}, say("unitGone"))];
  const place = h("div", {}, h("p", {}, say("wait2")));
  withDetails().then(found => {
    if (!place.isConnected) return;
    place.replaceChildren(...unitParts(unit, found));
    const at = state.at ? document.getElementById("n-" + state.at) : null;
    if (at) { at.scrollIntoView({ block: "start" }); at.focus({ preventScroll: true }); }
  }, failed);
  const where = [unit.d, unit.p, unit.g, unit.code].filter(Boolean).join(" · ");
  return [h("p", {}, link({ v: "heat" }, "← " + say("back"))), h("h2", { class: "unit-name" }, unit.n, " ", badge(unit.v)), h("p", { class: "facts" }, where),
    h("p", { class: "lead" }, count(unit.t[0], say("criteria")) + ", " + count(unit.t[1], say("indicators")) + (unit.t[0][3] || unit.t[1][3] ? " (* " + say("byReport") + ")" : "")),
    unit.then ? h("p", { class: "muted" }, day(D.from) + (unit.then.other ? " (" + pick(unit.then.other) + ")" : "") + ": " + say(unit.then.v) + ", " + count(unit.then.t[0], say("criteria")) + ", " + count(unit.then.t[1], say("indicators"))) : null,
    h("div", { class: "tools" }, h("span", { class: "switch", role: "group", "aria-label": say("list") }, [["", "everything"], ["open", "onlyOpen"]].map(([value, key]) => h("button", { type: "button", "aria-pressed": String((state.only || "") === value), onclick: () => go({ only: value }) }, say(key))))), place];
}
function unitParts(unit, found) {
  const own = found.units[unit.index], parts = [];
  if (own.changes && own.changes.length) parts.push(section(say("changesHere", { day: day(D.from) }), h("ul", { class: "trace" }, own.changes.map(([word, style, indent]) => h("li", { class: "t-" + style + (indent ? " i" + indent : "") }, pick(D.words[word]))))));
  const show = (criterion, name, list) => {
    const rows = list.filter(each => unit.i[each] !== "-" && (state.only !== "open" || "nu".includes(unit.i[each])));
    if (!rows.length) return;
    const letter = criterion >= 0 ? unit.c[criterion] : null, label = criterion >= 0 ? D.criteria[criterion][0] : "+";
    parts.push(h("section", {}, h("h3", { id: "n-" + label, tabindex: "-1" }, criterion >= 0 ? [h("span", { class: "number" }, label), " "] : null, name, " ", letter && letter !== "-" ? badge(letter) : null), rows.map(each => indicator(unit, each, found, own.rows[each]))));
  };
  D.criteria.forEach((criterion, place) => show(place, pick(criterion[1]), D.of[place]));
  show(-1, say("outsideCriteria"), D.loose);
  return parts.length ? parts : [h("p", {}, say("nothing"))];
}
function indicator(unit, place, found, number_) {
  const row = found.rows[number_], said = index => pick(D.words[index]);
  const about = D.indicators[place];
  const line = (name, text) => (text ? [h("dt", {}, name), h("dd", {}, text)] : null);
  const texts = row[8].map(index => found.texts[index]).filter(text => text && ((text.links || []).length || text.title));
  return h("article", { class: "case", id: "n-" + about[0], tabindex: "-1" },
    h("h4", {}, h("span", { class: "number" }, about[0]), " ", pick(about[1]), " ", badge(unit.i[place]), " ", reportBadge(unit.r[place])),
    h("dl", { class: "pairs" }, line(say("figureHead"), said(row[0])), line(say("asked"), said(row[1])), line(say("verdict"), said(row[2]) + (row[9] && !said(row[2]).includes(say("provisional")) ? " (" + say("provisional") + ")" : "")),
      line(say("gap"), said(row[3])), line(say("why"), row[6].length ? h("ul", {}, row[6].map(index => h("li", {}, said(index)))) : ""),
      line(say("decision"), said(row[4])), line(say("evidence"), said(row[5])), line(say("cure"), row[7].map(said).join("; ")),
      line(say("body"), D.body_of[unit.b][place] >= 0 && "nu".includes(unit.i[place]) ? pick(D.bodies[D.body_of[unit.b][place]]) : "")),
    texts.length ? h("details", {}, h("summary", {}, say("textsHead")), texts.map(decisionOf)) : null);
}

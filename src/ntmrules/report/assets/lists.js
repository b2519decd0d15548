function work() {
  const units = within(), bodies = new Map(), criterion = state.c ? criterionOf(state.c) : -1;
  units.forEach(unit => {
    for (let place = 0; place < unit.i.length; place++) {
      const letter = unit.i[place];
      if ((letter !== "n" && letter !== "u") || (criterion >= 0 && D.indicators[place][2] !== criterion)) continue;
      const body = D.body_of[unit.b][place];
      if (!bodies.has(body)) bodies.set(body, { n: 0, u: 0, units: new Set(), items: [] });
      const own = bodies.get(body);
      own[letter]++;
      own.units.add(unit.index);
      own.items.push([unit, place, letter]);
    }
  });
  if (state.body !== undefined) {
    const number_ = D.bodies.findIndex(each => (Array.isArray(each) ? each[0] : each) === state.body);
    const own = bodies.get(number_);
    const items = own ? own.items.filter(each => !state.s || each[2] === state.s).map(each => [...each, each[0].gaps.find(gap => gap[0] === each[1])]) : [];
    items.sort((a, b) => Number(a[3] ? a[3][1] : a[2] === "n" ? 1e6 : 1e7) - Number(b[3] ? b[3][1] : b[2] === "n" ? 1e6 : 1e7));
    return [h("p", {}, link({ v: "work" }, "← " + say("byBody"))), section(number_ >= 0 ? pick(D.bodies[number_]) : say("nothing"), itemTable(pick(D.bodies[number_] || ""), items))];
  }
  const order = [...bodies].sort((a, b) => b[1].items.length - a[1].items.length || a[0] - b[0]);
  const name = number_ => { const each = D.bodies[number_]; return Array.isArray(each) ? each[0] : each; };
  const rows = order.map(([number_, own]) => [link({ v: "work", body: name(number_), c: state.c }, pick(D.bodies[number_])),
    link({ v: "work", body: name(number_), s: "n", c: state.c }, number(own.n)), link({ v: "work", body: name(number_), s: "u", c: state.c }, number(own.u)), link({ v: "work", body: name(number_), c: state.c }, number(own.units.size))]);
  const near = [];
  units.forEach(unit => unit.gaps.forEach(gap => { if (criterion < 0 || D.indicators[gap[0]][2] === criterion) near.push([unit, gap[0], "n", gap]); }));
  near.sort((a, b) => Number(a[3][1]) - Number(b[3][1]) || a[0].index - b[0].index);
  return [section(say("byBody"), rows.length ? table(say("byBody"), [say("body"), say("n"), say("u"), say("unit")], rows, "numbers") : h("p", {}, say("nothing"))),
    section(say("nearest"), itemTable(say("nearest"), near))];
}
function itemTable(caption, items) {
  if (!items.length) return h("p", {}, say("nothing"));
  return longTable(caption, [say("unit"), say("indicator"), say("verdict"), say("gap"), say("share")], items, ([unit, place, letter, gap]) => [
    link({ v: "unit", unit: unit.key, at: D.indicators[place][0] }, unit.n), [h("span", { class: "number" }, D.indicators[place][0]), " ", pick(D.indicators[place][1])], badge(letter),
    gap ? pick(D.words[gap[2]]) : "", gap ? number(Number(gap[1]) * 100, 1) + "%" : ""], "items");
}
function changes() {
  const own = new Set(within().map(unit => unit.index));
  const kind = state.kind || "criterion";
  const label = state.c;
  const found = D.moved.filter(move => own.has(move[0]) && move[2] === kind && (!state.group || move[1] === state.group) && (!state.cause || move[6] === state.cause) && (!label || move[4] === label));
  const switches = h("div", { class: "tools" },
    h("span", { class: "switch", role: "group", "aria-label": say("kind") }, ["criterion", "indicator"].map(each => h("button", { type: "button", "aria-pressed": String(kind === each), onclick: () => go({ kind: each === "criterion" ? "" : each }) }, say(each)))),
    h("span", { class: "switch", role: "group", "aria-label": say("change") }, ["", "gained", "lost", "settled", "unsettled"].map(each => h("button", { type: "button", "aria-pressed": String((state.group || "") === each), onclick: () => go({ group: each }) }, say(each || "all")))),
    h("span", { class: "switch", role: "group", "aria-label": say("cause") }, ["", "figure", "text", "both"].map(each => h("button", { type: "button", "aria-pressed": String((state.cause || "") === each), onclick: () => go({ cause: each }) }, say(each || "all")))));
  return [switches, section(say("changesHere", { day: day(D.from || "") }), found.length
    ? longTable(say("changes"), [say("unit"), say(kind), say("change"), say("then", { day: day(D.from) }), say("now", { day: day(D.on) }), say("cause")], found, move => [
      unitLink(D.units[move[0]]), [h("span", { class: "number" }, move[4]), " ", pick(D.words[move[5]])], say(move[1]), badge(move[7]), badge(move[8]), say(move[6])], "items")
    : h("p", {}, say("nothing")))];
}
function plan() {
  const words = fold(state.q || "").split(" ").filter(Boolean);
  const rows = D.plan.filter(row => (!state.state || row.state === state.state) && words.every(word => fold(row.n + " " + row.d).includes(word)) && (!state.d || row.d === state.d));
  const states = ["attained", "on_track", "behind", "overdue", "cannot_be_told"];
  const switches = [h("h2", { class: "hidden" }, say("sums")), h("ul", { class: "cards sums" }, states.map(each => card(say(each), String(D.plan.filter(row => row.state === each).length), [], { v: "plan", state: each })))];
  return [switches, section(state.state ? say(state.state) : say("plan"), state.state ? h("p", {}, link({ v: "plan" }, say("all"))) : null, rows.length ? longTable(say("plan"), [say("unit"), say("target"), say("due"), say("state"), say("where"), say("reason"), say("body")], rows, row => {
    const unit = D.units.find(each => each.n === row.n && (!row.d || each.d === row.d));
    return [unit ? unitLink(unit) : row.n, [row.target, " ", h("small", { class: "muted" }, row.set)], [day(row.due), " ", h("small", { class: "muted" }, row.left < 0 ? say("daysPast", { n: -row.left }) : say("daysLeft", { n: row.left }))],
      h("span", { class: "k p-" + row.state }, say(row.state)), pick(row.now), [pick(row.why), pick(row.pace) ? "; " + pick(row.pace) : ""], row.body];
  }, "items") : h("p", {}, say("nothing")))];
}
function sources() {
  const files = D.left_out.filter(each => each[0] === "file"), units = D.left_out.filter(each => each[0] === "unit");
  const place = h("div", {}, h("p", {}, say("wait2")));
  withDetails().then(found => place.replaceChildren(...found.texts.map(text => decisionOf(text))));
  return [section(say("files"), h("ul", {}, D.files.map(each => h("li", {}, each)))),
    files.length ? section(say("notUsed"), h("ul", {}, files.map(each => h("li", {}, pick(each[1]))))) : null,
    section(say("notJudgedUnits"), units.length ? longTable(say("notJudgedUnits"), [say("unit"), say("district"), say("why")], units, each => [each[2], each[3], pick(each[1])], "items") : h("p", {}, say("nothing"))),
    section(say("textsHead"), place)];
}
function decisionOf(text) {
  const force = text.force ? say("force", { a: day(text.force[0]), b: text.force[1] ? day(text.force[1]) : say("open_end") }) : "";
  return h("p", { class: "text", id: "decision-" + text.id }, h("strong", {}, pick(text.name)), text.title ? [" – ", pick(text.title)] : null, force ? [" (", force, ")"] : null,
    (text.links || []).map(([title, url], place) => [place ? "; " : " · " + say("read") + " ", h("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, title)]));
}

// Capital, dossiers and products: their own tables, as their commands give them. A total opens the rows behind it: those of the
// other tables that say what its line is about, a number with the heading that it stands under ("3 sao").
const meeting = key => () => {
  const tables = D.parts.find(part => part.key === key).tables;
  const words = fold(state.q || "").split(" ").filter(Boolean);
  const texts = tables.map(each => each.rows.map(row => "|" + row.map((cell, place) => fold(pick(cell) + (/^\d+$/.test(pick(cell)) ? " " + pick(each.head[place]) : ""))).join("|") + "|"));
  const about = (place, row) => "|" + fold(pick(tables[place].rows[row][0])) + "|";
  const opens = (place, row) => /^\d+$/.test(pick(tables[place].rows[row][1] || "")) && texts.some((own, other) => other !== place && own.some(text => text.includes(about(place, row))));
  const [from, line] = (state.row || "").split(".").map(Number);
  const picked = tables[from] && tables[from].rows[line] ? about(from, line) : "";
  const back = picked ? h("p", {}, link({ v: key }, "← " + say("all")), " ", pick(tables[from].rows[line][0])) : null;
  return [back, ...tables.map((each, place) => {
    const rows = each.rows.map((row, number_) => [row, number_]).filter(([, number_]) => words.every(word => texts[place][number_].includes(word)) && (!picked || place === from || texts[place][number_].includes(picked)));
    if (picked && place !== from && !rows.length) return null;
    return section(pick(each.title), rows.length ? longTable(pick(each.title), each.head.map(pick), rows, ([row, number_]) => row.map((cell, column) => (column < 2 && opens(place, number_) ? link({ v: key, row: place + "." + number_ }, pick(cell)) : pick(cell))), "items") : h("p", {}, say("nothing")));
  })];
};

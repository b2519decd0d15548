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
    link({ v: "unit", unit: unit.key, at: D.indicators[place][0] }, unit.shown), [h("span", { class: "number" }, D.indicators[place][0]), " ", pick(D.indicators[place][1])], badge(letter),
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
    ? longTable(say("changes"), [say("unit"), say(kind), say("change"), say("then", { day: day(D.from) }), say("now", { day: day(D.on) }), say("cause"), say("why")], found, move => [
      unitLink(D.units[move[0]]), [h("span", { class: "number" }, move[4]), " ", pick(D.words[move[5]])], say(move[1]), badge(move[7]), badge(move[8]), say(move[6]), move[9] >= 0 ? pick(D.words[move[9]]) : ""], "items")
    : h("p", {}, say("nothing"))), label ? null : tallies(within())];
}
// How many criteria each unit met then and now: totals that were only reported are seen here alone.
function tallies(units) {
  const known = comparable(units).filter(unit => String(unit.then.t[0]) !== String(unit.t[0]));
  const change = unit => { const low = unit.t[0][0] - unit.then.t[0][1], high = unit.t[0][1] - unit.then.t[0][0]; return (low > 0 ? "+" : "") + (low === high ? number(low) : number(low) + " … " + (high > 0 ? "+" : "") + number(high)); };
  if (!known.length) return null;
  return section(say("tallies"), longTable(say("tallies"), [say("unit"), say("then", { day: day(D.from) }), say("now", { day: day(D.on) }), say("difference")], known, unit => [
    unitLink(unit), count(unit.then.t[0]), count(unit.t[0]), change(unit)], "numbers"), known.some(unit => unit.t[0][3] || unit.then.t[0][3]) ? h("p", { class: "muted" }, "* " + say("byReport")) : null);
}
function planRows(any) {
  const words = fold(state.q || "").split(" ").filter(Boolean);
  return D.plan.filter(row => (any || !state.state || row.state === state.state) && words.every(word => fold(row.n + " " + row.d).includes(word)) && (!state.d || row.d === state.d));
}
function plan() {
  const rows = planRows(), every = planRows(true), bodies = D.plan.some(row => row.body);
  const states = ["attained", "on_track", "behind", "overdue", "cannot_be_told"];
  const switches = [h("h2", { class: "hidden" }, say("sums")), h("ul", { class: "cards sums" }, states.map(each => card(say(each), number(every.filter(row => row.state === each).length), [], { v: "plan", state: each })))];
  return [switches, section(state.state ? say(state.state) : say("plan"), state.state ? h("p", {}, link({ v: "plan" }, say("all"))) : null, rows.length ? longTable(say("plan"), [say("unit"), say("target"), say("due"), say("state"), say("where"), say("reason"), ...(bodies ? [say("body")] : [])], rows, row => {
    const unit = D.units.find(each => each.n === row.n && (!row.d || each.d === row.d));
    return [unit ? unitLink(unit) : row.n, [row.target, h("small", { class: "muted block" }, pick(row.name))], [day(row.due), h("small", { class: "muted block" }, row.left < 0 ? say("daysPast", { n: -row.left }) : say("daysLeft", { n: row.left }))],
      h("span", { class: "k p-" + row.state }, say(row.state)), pick(row.now), [pick(row.why), pick(row.pace) ? "; " + pick(row.pace) : ""], ...(bodies ? [row.body] : [])];
  }, "items") : h("p", {}, say("nothing")))];
}
function sources() {
  const files = D.left_out.filter(each => each[0] === "file"), units = D.left_out.filter(each => each[0] === "unit"), inside = units.some(each => each[3]);
  const place = h("div", {}, h("p", {}, say("wait2")));
  withDetails().then(found => place.replaceChildren(...found.texts.map(text => decisionOf(text))));
  return [section(say("files"), h("ul", {}, D.files.map(each => h("li", {}, each)))),
    files.length ? section(say("notUsed"), h("ul", {}, files.map(each => h("li", {}, pick(each[1]))))) : null,
    section(say("notJudgedUnits"), units.length ? longTable(say("notJudgedUnits"), [say("unit"), ...(inside ? [say("district")] : []), say("why")], units, each => [each[2], ...(inside ? [each[3]] : []), pick(each[1])], "items") : h("p", {}, say("nothing"))),
    section(say("textsHead"), place)];
}
function decisionOf(text) {
  const force = text.force ? say("force", { a: day(text.force[0]), b: text.force[1] ? day(text.force[1]) : say("open_end") }) : "";
  return h("p", { class: "text", id: "decision-" + text.id }, h("strong", {}, pick(text.name)), text.title ? [" – ", pick(text.title)] : null, force ? [" (", force, ")"] : null,
    (text.links || []).map(([title, url], place) => [place ? "; " : " · " + say("read") + " ", h("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, title)]));
}

// Capital, dossiers and products: their own tables, as their commands give them. A number opens the rows that it counts or adds up.
const meeting = key => () => {
  const tables = D.parts.find(part => part.key === key).tables;
  const words = fold(state.q || "").split(" ").filter(Boolean);
  const [from, line, column] = (state.row || "").split(".").map(Number);
  const picked = tables[from] ? tables[from].behind[line + "." + column] : null;
  const behind = picked ? new Set(picked[1]) : null;
  const told = picked ? [pick(tables[from].title), pick(tables[from].rows[line][0]), ...(column > 1 || key === "capital" ? [pick(tables[from].head[column])] : [])].join(" · ") + ": " + pick(tables[from].rows[line][column]) : "";
  const back = picked ? h("p", {}, link({ v: key }, "← " + say("all")), " ", h("strong", {}, told), " – " + say("rowsBehind", { n: number(behind.size) })) : null;
  const unitOf = row => (key === "dossiers" ? D.units.find(unit => unit.n === pick(row[0]) && (!unit.d || !pick(row[1]) || unit.d === pick(row[1]))) : null);
  const notes = D.parts.find(part => part.key === key).notes, said = picked || !notes.length ? null : h("details", { class: "note", open: notes.length < 6 }, h("summary", {}, say("partNotes") + " (" + number(notes.length) + ")"), h("ul", {}, notes.map(each => h("li", {}, pick(each)))));
  return [back, said, ...tables.map((each, place) => {
    if (picked && place !== picked[0]) return null;
    const rows = each.rows.map((row, number_) => [row, number_]).filter(([row, number_]) => (behind ? behind.has(number_) : words.every(word => fold(row.map(pick).join(" ")).includes(word))));
    const filled = each.head.map((_, column_) => column_).filter(column_ => column_ === 0 || each.rows.some(row => pick(row[column_]) !== ""));
    return section(pick(each.title), rows.length ? longTable(pick(each.title), filled.map(column_ => pick(each.head[column_])), rows, ([row, number_]) => filled.map(column_ => {
      const text = pick(row[column_]), unit = column_ === 0 && place === 0 ? unitOf(row) : null;
      return unit ? unitLink(unit) : each.behind[number_ + "." + column_] ? link({ v: key, row: [place, number_, column_].join("."), q: "" }, text) : text;
    }), "items", each.sums.map(column_ => filled.indexOf(column_))) : h("p", {}, say("nothing")));
  })];
};

// The table of units and criteria: a real table of the rows that can be seen, with the keys of a grid.
const ROW = 34;
let heatNow = null;
function heat() {
  const units = sorted(chosen()), report = state.mode === "report";
  const opened = new Set((state.open || "").split(",").filter(Boolean));
  const columns = [];
  D.criteria.forEach((criterion, place) => {
    columns.push({ criterion: place, number: criterion[0], name: pick(criterion[1]), open: opened.has(criterion[0]) });
    if (opened.has(criterion[0])) D.of[place].forEach(each => columns.push({ indicator: each, number: D.indicators[each][0], name: pick(D.indicators[each][1]) }));
  });
  if (D.loose.length && (opened.has("+") || !D.criteria.length)) D.loose.forEach(each => columns.push({ indicator: each, number: D.indicators[each][0], name: pick(D.indicators[each][1]) }));
  const every = D.criteria.map(each => each[0]).concat(D.loose.length ? ["+"] : []).join(",");
  const tools = h("div", { class: "tools" },
    h("span", { class: "switch", role: "group", "aria-label": say("list") },
      ["result", "report"].map(mode => h("button", { type: "button", "aria-pressed": String((state.mode || "result") === mode), onclick: () => go({ mode: mode === "result" ? "" : mode }) }, say(mode === "result" ? "showResult" : "showReport")))),
    h("label", {}, say("sort") + " ", h("select", { id: "sort", onchange: event => go({ sort: event.target.value }) },
      [["", "sortFile"], ["most", "sortMost"], ["least", "sortLeast"], ["name", "sortName"]].map(([value, key]) => h("option", { value, selected: (state.sort || "") === value }, say(key))))),
    h("button", { type: "button", class: "plain", onclick: () => go({ open: opened.size ? "" : every }) }, say(opened.size ? "closeAll" : "openAll")));
  const parts = [tools, report ? reportLegend() : legend()];
  if (!units.length) return [...parts, h("p", {}, say("none"))];
  const head = h("tr", { role: "row", "aria-rowindex": 1 });
  const body = h("tbody"), above = h("tbody", { "aria-hidden": "true", class: "gap" }, h("tr", {}, h("td", { colspan: columns.length + 2 }))), below = above.cloneNode(true);
  const grid = h("table", { role: "grid", class: "heat", "aria-rowcount": units.length + 1, "aria-colcount": columns.length + 2, "aria-label": say("heat") }, h("thead", {}, head), above, body, below);
  const frame = h("div", { class: "frame" }, grid);
  const now = { units, columns, report, frame, head, body, above, below, at: [0, 0], first: -1, last: -1, all: false };
  headings(now);
  frame.addEventListener("scroll", () => fillRows(now));
  grid.addEventListener("keydown", event => heatKeys(now, event));
  grid.addEventListener("focusin", event => { const cell = event.target.closest("[data-at]"); if (cell) { now.at = cell.dataset.at.split(",").map(Number); roving(now); } });
  grid.addEventListener("click", event => { const cell = event.target.closest("td[data-at]"); if (cell) openCell(now, cell.dataset.at.split(",").map(Number)); });
  heatNow = now;
  return [...parts, h("p", { class: "muted help" }, say("heatHelp")), frame];
}
function sorted(units) {
  if (state.sort === "name") return [...units].sort((a, b) => a.n.localeCompare(b.n, "vi") || a.index - b.index);
  if (state.sort === "most") return [...units].sort((a, b) => b.t[0][0] - a.t[0][0] || b.t[0][1] - a.t[0][1] || a.index - b.index);
  if (state.sort === "least") return [...units].sort((a, b) => a.t[0][0] - b.t[0][0] || a.t[0][1] - b.t[0][1] || a.index - b.index);
  return units;
}
function headings(now) {
  now.head.append(h("th", { scope: "col", role: "columnheader", class: "first", "data-at": "-1,0", tabindex: "-1" }, say("unit")), h("th", { scope: "col", role: "columnheader", class: "met", "data-at": "-1,1", tabindex: "-1" }, say("met")));
  now.columns.forEach((column, place) => {
    const inside = column.indicator === undefined
      ? h("button", { type: "button", class: "toggle", tabindex: "-1", "data-at": "-1," + (place + 2), "aria-expanded": String(column.open), title: column.number + " " + column.name, "aria-label": say("criterion") + " " + column.number + " " + column.name, onclick: () => toggle(column.number) }, column.number)
      : h("span", { class: "sub", tabindex: "-1", "data-at": "-1," + (place + 2), title: column.number + " " + column.name }, column.number);
    now.head.append(h("th", { scope: "col", role: "columnheader", class: column.indicator === undefined ? "" : "inner" }, inside));
  });
}
function toggle(label) {
  const opened = new Set((state.open || "").split(",").filter(Boolean));
  if (opened.has(label)) opened.delete(label); else opened.add(label);
  go({ open: [...opened].join(",") });
}
function fillRows(now, always) {
  if (!now.frame.isConnected) return;
  const size = now.units.length;
  let first = 0, last = Math.min(size, now.most || size);
  if (!now.all) {
    first = Math.max(0, Math.floor(now.frame.scrollTop / ROW) - 6);
    last = Math.min(size, first + Math.ceil(now.frame.clientHeight / ROW) + 12);
  }
  if (!always && first === now.first && last === now.last) return;
  const focused = now.body.contains(document.activeElement);
  now.first = first;
  now.last = last;
  now.body.replaceChildren(...now.units.slice(first, last).map((unit, place) => heatRow(now, unit, first + place)));
  now.above.firstChild.firstChild.style.height = first * ROW + "px";
  now.below.firstChild.firstChild.style.height = (now.all ? 0 : (size - last) * ROW) + "px";
  now.above.hidden = !first;
  now.below.hidden = now.all || last === size;
  roving(now);
  if (focused) focusCell(now);
}
function heatRow(now, unit, row) {
  const row_ = h("tr", { role: "row", "aria-rowindex": row + 2 },
    h("th", { scope: "row", role: "rowheader", class: "first" }, h("a", { href: address({ v: "unit", unit: unit.key }, true), "data-at": row + ",0", tabindex: "-1", title: [unit.n, unit.d, unit.p].filter(Boolean).join(", ") }, unit.shown)),
    h("td", { role: "gridcell", class: "met k-" + unit.v, "data-at": row + ",1", tabindex: "-1", "aria-label": say(unit.v) + ", " + count(unit.t[0], say("criteria")) }, count(unit.t[0])));
  now.columns.forEach((column, place) => {
    const own = column.indicator === undefined ? (now.report ? reportingOf(unit, column.criterion) : [unit.c[column.criterion], null]) : [now.report ? unit.r[column.indicator] : unit.i[column.indicator], null];
    const word = own[0] === "-" ? say("-") : now.report ? say("r" + own[0]) : say(own[0]);
    row_.append(h("td", { role: "gridcell", class: (now.report && own[0] !== "-" ? "r r-" : "k-") + own[0] + (column.indicator === undefined ? "" : " inner"), "data-at": row + "," + (place + 2), tabindex: "-1", "aria-label": column.number + " " + column.name + ": " + word + (own[1] ? " " + own[1] : ""), title: column.number + " " + column.name + ": " + word }, own[1] || MARK[own[0]]));
  });
  return row_;
}
// How much of a criterion has come: every figure, some, only reports, nothing.
function reportingOf(unit, criterion) {
  const letters = D.of[criterion].map(each => unit.r[each]).filter(letter => "fro".includes(letter));
  if (!letters.length) return [unit.c[criterion] === "-" ? "-" : "x", null];
  const figures = letters.filter(letter => letter === "f").length, reports = letters.filter(letter => letter === "r").length;
  const letter = figures === letters.length ? "f" : figures + reports === 0 ? "o" : reports === letters.length ? "r" : "p";
  return [letter, figures + reports + "/" + letters.length];
}
const cellAt = (now, at) => now.frame.querySelector(`[data-at="${at[0]},${at[1]}"]`);
function roving(now) {
  now.frame.querySelectorAll('[data-at][tabindex="0"]').forEach(each => each.setAttribute("tabindex", "-1"));
  const cell = cellAt(now, now.at) || now.body.querySelector("[data-at]");
  if (cell) cell.setAttribute("tabindex", "0");
}
function focusCell(now) {
  const cell = cellAt(now, now.at);
  if (cell && cell !== document.activeElement) cell.focus({ preventScroll: true });
}
function heatKeys(now, event) {
  if (event.altKey || event.metaKey) return;
  const [row, column] = now.at, far = now.columns.length + 1, page = Math.max(1, Math.floor(now.frame.clientHeight / ROW) - 2), end = now.units.length - 1;
  const next = { ArrowUp: [row - 1, column], ArrowDown: [row + 1, column], ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1],
    PageUp: [Math.max(row - page, -1), column], PageDown: [row + page, column], Home: [event.ctrlKey ? 0 : row, 0], End: [event.ctrlKey ? end : row, far] }[event.key];
  if (next) {
    event.preventDefault();
    now.at = [Math.min(Math.max(next[0], -1), end), Math.min(Math.max(next[1], 0), far)];
    const top = now.at[0] * ROW, seen = now.frame.clientHeight - 2 * ROW;
    if (now.at[0] >= 0 && top < now.frame.scrollTop) now.frame.scrollTop = top;
    else if (now.at[0] >= 0 && top > now.frame.scrollTop + seen - ROW) now.frame.scrollTop = top - seen + ROW;
    fillRows(now, true);
    const cell = cellAt(now, now.at);
    if (cell) {
      const sticky = now.head.firstChild.offsetWidth, own = cell.closest("th,td");
      if (now.at[1] > 0 && own.offsetLeft - now.frame.scrollLeft < sticky) now.frame.scrollLeft = own.offsetLeft - sticky;
      if (own.offsetLeft + own.offsetWidth > now.frame.scrollLeft + now.frame.clientWidth) now.frame.scrollLeft = own.offsetLeft + own.offsetWidth - now.frame.clientWidth;
    }
    roving(now);
    focusCell(now);
  } else if (event.key === "Enter" && event.target.matches("td")) {
    event.preventDefault();
    openCell(now, now.at);
  }
}
function openCell(now, at) {
  const unit = now.units[at[0]], column = now.columns[at[1] - 2];
  go({ v: "unit", unit: unit.key, at: column ? column.number : "" }, true);
}

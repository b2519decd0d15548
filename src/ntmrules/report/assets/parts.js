// Elements are made here alone, and texts only ever as texts: nothing from a file can act.
function h(name, attributes, ...children) {
  const element = name.startsWith("svg:") ? document.createElementNS("http://www.w3.org/2000/svg", name.slice(4)) : document.createElement(name);
  for (const key in attributes || {}) {
    const value = attributes[key];
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "width%") element.style.width = value + "%";
    else if (key === "height") element.style.height = value + "px";
    else element.setAttribute(key, value === true ? "" : value);
  }
  children.flat(3).forEach(child => {
    if (child === undefined || child === null || child === false) return;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  });
  return element;
}
const link = (changes, text, attributes) => h("a", { href: address(changes, true), ...(attributes || {}) }, text);
const badge = letter => h("span", { class: "k k-" + letter }, MARK[letter] + " " + say(letter));
const reportBadge = letter => h("span", { class: "k r r-" + letter }, MARK[letter] + " " + say("r" + letter));
// A cell of a row: the first is its head; numbers of the columns in right stand under one another.
const cellOf = right => (cell, place) => (place ? h("td", right && right.includes(place) ? { class: "right" } : {}, cell) : h("th", { scope: "row" }, cell));
function table(caption, heads, rows, kind, right) {
  return h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": caption },
    h("table", { class: (kind || "") + (heads.length > 3 ? " many" : "") }, h("caption", { class: "hidden" }, caption),
      h("thead", {}, h("tr", {}, heads.map((head, place) => h("th", { scope: "col", class: right && right.includes(place) ? "right" : null }, head)))),
      h("tbody", {}, rows.map(cells => h("tr", {}, cells.map(cellOf(right)))))));
}
// A long list shows its beginning, and more when asked.
function longTable(caption, heads, items, row, kind, right) {
  const first = 200;
  const whole = table(caption, heads, items.slice(0, first).map(row), kind, right);
  if (items.length <= first) return whole;
  const body = whole.querySelector("tbody");
  let shown = first;
  const button = h("button", { type: "button", class: "plain", onclick: () => {
    items.slice(shown, shown + 500).forEach(item => body.append(h("tr", {}, row(item).map(cellOf(right)))));
    shown = Math.min(items.length, shown + 500);
    label();
  } });
  const label = () => { button.textContent = say("more", { n: number(items.length - shown) }); button.hidden = shown >= items.length; };
  label();
  return h("div", {}, whole, button);
}
const section = (title, ...children) => h("section", {}, h("h2", {}, title), ...children);
const legend = () => h("p", { class: "legend" }, ["m", "n", "u", "a"].map(badge));
const reportLegend = () => h("p", { class: "legend" }, ["f", "p", "r", "o"].map(reportBadge));
const unitLink = unit => link({ v: "unit", unit: unit.key }, unit.shown);
const count = (own, of) => range(own[0], own[1]) + "/" + (own[2] === null ? "?" : own[2]) + (own[3] ? "*" : "") + (of ? " " + of : "");

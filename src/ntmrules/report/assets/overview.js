function overview() {
  const units = within();
  return [cards(units), D.from ? thenAndNow(units) : null, bucketBars(units), criteriaTable(units), timeline(units), map(units)];
}
function card(title, value, more, changes) {
  return h("li", {}, h("h3", {}, title), h("p", { class: "big" }, changes ? link(changes, value) : value), (more || []).filter(Boolean).map(each => h("p", { class: "muted" }, each)));
}
function average(units, of) {
  if (!units.length) return "–";
  const ends = [0, 1].map(end => units.reduce((sum, unit) => sum + of(unit)[end], 0) / units.length);
  return range(Math.round(ends[0] * 100) / 100, Math.round(ends[1] * 100) / 100, 2);
}
// Units that were judged on the first day by the same set: those of another are never counted together with them.
const comparable = units => units.filter(unit => unit.then && !unit.then.other);
function cards(units) {
  const found = tally(units, unit => unit.v), known = comparable(units);
  const then = tally(known, unit => unit.then.v);
  const was = letter => (D.from && known.length ? link({ v: "heat", ts: letter }, say("before", { day: day(D.from), n: number(then[letter]) })) : null);
  let asked = 0, figures = 0, reports = 0;
  units.forEach(unit => { for (const letter of unit.r) { if (letter === "f") figures++; if (letter === "r") reports++; if ("fro".includes(letter)) asked++; } });
  const decided = units.filter(unit => unit.dec === "y").length, unsaid = units.filter(unit => unit.dec === "").length;
  return [h("h2", { class: "hidden" }, say("sums")), h("ul", { class: "cards sums" },
    card(say("units"), number(units.length), [pick(D.name), day(D.on)], { v: "heat" }),
    card(say("unitMet"), number(found.m), [found.u ? link({ v: "heat", s: "u" }, say("upTo", { n: number(found.m + found.u) })) : null, was("m")], { v: "heat", s: "m" }),
    card(say("unitNot"), number(found.n), [was("n")], { v: "heat", s: "n" }),
    card(say("unitOpen"), number(found.u), [was("u")], { v: "heat", s: "u" }),
    card(say("average"), average(units, unit => unit.t[0]), [say("perUnit"), D.from && known.length ? say("before", { day: day(D.from), n: average(known, unit => unit.then.t[0]) }) : null], { v: "heat", sort: "least" }),
    card(say("reported"), number(figures) + "/" + number(asked), [reports ? say("only", { n: number(reports) }) : null], { v: "heat", mode: "report" }),
    card(say("decisions"), number(decided), [unsaid ? link({ v: "heat", dec: "-" }, say("unsaid", { n: number(unsaid) })) : null], { v: "heat", dec: "y" }),
    card(say("leftOut"), number(D.left_out.length), [], { v: "sources" }))];
}
function thenAndNow(units) {
  const known = comparable(units), other = units.filter(unit => unit.then && unit.then.other), told = known.filter(unit => unit.t[0][3] || unit.then.t[0][3]);
  const names = [...new Set(other.map(unit => pick(unit.then.other)))].join("; "), missing = units.length - known.length - other.length;
  const sum = (which, place, end) => known.reduce((total, unit) => total + (which === "now" ? unit : unit.then).t[place][end], 0);
  const own = new Set(units.map(unit => unit.index));
  const moved = group => D.moved.filter(move => move[1] === group && move[2] === "criterion" && own.has(move[0])).length;
  const rows = [0, 1].map(place => [say(place ? "indicators" : "criteria"), link({ v: "heat" }, range(sum("then", place, 0), sum("then", place, 1))), link({ v: "heat" }, range(sum("now", place, 0), sum("now", place, 1)))]);
  const groups = ["gained", "lost", "settled", "unsettled"].map(group => [link({ v: "changes", group }, say(group)), link({ v: "changes", group }, number(moved(group)))]);
  const note = (key, count_, more) => (count_ ? h("p", { class: "note" }, say(key, { n: number(count_), day: day(D.from), ...more })) : null);
  return section(say("thenNow"), note("otherSet", other.length, { name: names }), note("noThen", missing), note("onlyTold", told.length),
    table(say("thenNow"), [say("met"), say("then", { day: day(D.from) }), say("now", { day: day(D.on) })], rows, "numbers"),
    table(say("changes"), [say("change"), say("criteria")], groups, "numbers"));
}
function bucketBars(units) {
  if (!D.buckets.length) return null;
  const rows = D.buckets.map(([first, last]) => {
    const sure = units.filter(unit => first <= unit.t[0][0] && unit.t[0][1] <= last).length;
    const all = units.filter(unit => unit.t[0][0] <= last && first <= unit.t[0][1]).length;
    const name = first === last ? say("bucketAll", { a: first }) : first === 0 ? say("bucketUnder", { b: last + 1 }) : say("bucketRange", { a: first, b: last });
    const share = value => (units.length ? (100 * value) / units.length : 0);
    return h("li", {}, h("span", { class: "name" }, name),
      h("span", { class: "track", "aria-hidden": "true" }, h("span", { class: "sure", "width%": share(sure) }), h("span", { class: "maybe", "width%": share(all - sure) })),
      h("span", { class: "value" }, link({ v: "heat", lo: first, hi: last }, number(sure) + " " + say("sure")),
        all > sure ? [" · ", link({ v: "heat", lo: first, hi: last, maybe: 1 }, number(all - sure) + " " + say("maybe"))] : null));
  });
  return section(say("buckets"), h("ul", { class: "bars" }, rows));
}
function criteriaTable(units) {
  const rows = D.criteria.map((criterion, place) => {
    const found = tally(units, unit => unit.c[place]);
    const to = letter => (found[letter] ? link({ v: "heat", c: criterion[0], cv: letter }, number(found[letter])) : h("span", { class: "nought" }, "0"));
    const all = found.m + found.n + found.u + found.a || 1;
    const track = h("span", { class: "track", "aria-hidden": "true" }, ["m", "a", "u", "n"].map(letter => h("span", { class: "s-" + letter, "width%": (100 * found[letter]) / all })));
    const then = D.from ? link({ v: "heat", c: criterion[0], tv: "m" }, number(comparable(units).filter(unit => unit.then.c[place] === "m").length)) : null;
    return [[h("span", { class: "number" }, criterion[0]), " ", pick(criterion[1]), track], ...(D.from ? [then] : []), ...["m", "n", "u", "a"].map(to)];
  });
  return section(say("byCriterion"), table(say("byCriterion"), [say("criterion"), ...(D.from ? [say("m") + " " + day(D.from)] : []), say("m"), say("n"), say("u"), say("a")], rows, "numbers criteria"));
}
function timeline(units) {
  const points = D.timeline.map(point => (point.v ? { ...point, own: tally(units, unit => point.v[unit.index]) } : point));
  const told = points.filter(point => point.v);
  if (!told.length) return null;
  const width = Math.max(280, Math.min(640, innerWidth - 60)), height = 200, left = 40, low = 170;
  const times = points.map(point => Date.parse(point.on));
  const from = Math.min(...times), span = Math.max(...times) - from || 1;
  const x = point => left + 10 + ((width - left - 30) * (Date.parse(point.on) - from)) / span;
  const most = Math.max(1, ...told.map(point => point.own.m + point.own.u));
  const y = value => low - ((low - 20) * value) / most;
  const parts = [h("svg:line", { x1: left, x2: width - 10, y1: low, y2: low, class: "axis" }), h("svg:text", { x: left - 6, y: low + 4, "text-anchor": "end" }, "0"), h("svg:text", { x: left - 6, y: y(most) + 4, "text-anchor": "end" }, String(most))];
  points.forEach((point, place) => {
    if (!point.v) return;
    const next = points[place + 1];
    if (next && next.v && next.set === point.set) parts.push(h("svg:line", { x1: x(point), y1: y(point.own.m), x2: x(next), y2: y(next.own.m), class: "line" }));
    if (point.own.u) parts.push(h("svg:line", { x1: x(point), x2: x(point), y1: y(point.own.m), y2: y(point.own.m + point.own.u), class: "span-open" }));
    parts.push(h("svg:circle", { cx: x(point), cy: y(point.own.m), r: 4, class: "dot" }));
  });
  const ends = [...new Set([told[0], told[told.length - 1]])];
  ends.forEach(point => parts.push(h("svg:text", { x: x(point), y: low + 18, "text-anchor": point === ends[0] ? "start" : "end" }, day(point.on))));
  const rows = points.map(point => (point.v
    ? [day(point.on), pick(point.name), ...["m", "n", "u"].map(letter => link({ v: "heat", day: point.on, dv: letter }, number(point.own[letter])))]
    : [day(point.on), say("notJudged", { why: pick(point.why) }), "–", "–", "–"]));
  return section(say("time"), h("figure", { class: "plot" }, h("svg:svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": say("time") }, parts)),
    h("p", { class: "muted" }, say("timeNote"), D.days_left_out ? " " + say("daysLeftOut", { n: D.timeline.length, all: D.days_left_out }) : ""), table(say("time"), [say("day"), say("set"), say("m"), say("n"), say("u")], rows, "", [2, 3, 4]));
}
const whyUnplaced = unit => unit.unplaced || (D.shapes ? "shape" : "bare");
function map(units) {
  const shapes = D.shapes || {};
  const placed = units.filter(unit => unit.at || shapes[unit.code]);
  const lost = units.filter(unit => !unit.at && !shapes[unit.code]);
  const reasons = [...new Set(lost.map(whyUnplaced))].map(why => say("unplaced_" + why) + " (" + number(lost.filter(unit => whyUnplaced(unit) === why).length) + ")");
  const note = lost.length ? h("p", { class: "muted" }, link({ v: "heat", place: 1 }, say("noPlace", { n: number(lost.length) })), " – ", reasons.join("; ")) : null;
  if (!placed.length) return section(say("map"), note);
  const corners = [];
  placed.forEach(unit => { if (shapes[unit.code]) shapes[unit.code].forEach(ring => corners.push(...ring)); else corners.push([unit.at[1], unit.at[0]]); });
  const ends = corners.reduce((box, [lon, lat]) => [Math.min(box[0], lon), Math.max(box[1], lon), Math.min(box[2], lat), Math.max(box[3], lat)], [999, -999, 999, -999]);
  const flat = Math.cos(((ends[2] + ends[3]) / 2) * Math.PI / 180);
  const across = Math.max((ends[1] - ends[0]) * flat, 0.02), up = Math.max(ends[3] - ends[2], 0.02);
  const scale = Math.min(600 / across, 640 / up), width = across * scale + 40, height = up * scale + 40;
  const spot = (lon, lat) => [20 + (lon - ends[0]) * flat * scale, 20 + (ends[3] - lat) * scale];
  const near = [], parts = [], over = [];
  // A circle, a triangle or a diamond: results are told apart without their colours.
  const glyph = (letter, x, y, s) => {
    const at = (dx, dy) => (x + dx).toFixed(1) + " " + (y + dy).toFixed(1);
    return letter === "n" ? `M${at(0, -s)}L${at(s, s * 0.8)}L${at(-s, s * 0.8)}Z`
      : letter === "u" ? `M${at(0, -s)}L${at(s, 0)}L${at(0, s)}L${at(-s, 0)}Z` : `M${at(-s, 0)}a${s} ${s} 0 1 0 ${2 * s} 0a${s} ${s} 0 1 0 ${-2 * s} 0Z`;
  };
  const named = (unit, x, y) => {
    const behind = x > width / 2;
    over.push(h("svg:text", { x: x + (behind ? -10 : 10), y: y + 4, "text-anchor": behind ? "end" : "start", class: "place" }, unit.n));
  };
  const size = placed.length > 500 ? 2.6 : placed.length > 100 ? 4 : 6;
  const marks = { m: "", n: "", u: "", a: "" };
  placed.forEach(unit => {
    const rings = shapes[unit.code];
    if (rings) {
      const path = rings.map(ring => "M" + ring.map(([lon, lat]) => spot(lon, lat).map(v => v.toFixed(1)).join(" ")).join("L") + "Z").join("");
      parts.push(h("svg:path", { d: path, class: "area s-" + unit.v, "fill-rule": "evenodd", onclick: () => go({ v: "unit", unit: unit.key }, true), onpointermove: event => tip(event, unit), onpointerleave: () => tip() }));
      const box = rings.map(ring => ring.reduce((own, [lon, lat]) => [Math.min(own[0], lon), Math.max(own[1], lon), Math.min(own[2], lat), Math.max(own[3], lat)], [999, -999, 999, -999]))
        .sort((a, b) => (b[1] - b[0]) * (b[3] - b[2]) - (a[1] - a[0]) * (a[3] - a[2]))[0];
      const [x, y] = spot((box[0] + box[1]) / 2, (box[2] + box[3]) / 2), room = Math.min((box[1] - box[0]) * flat, box[3] - box[2]) * scale;
      if (room > 8) over.push(h("svg:path", { d: glyph(unit.v, x, y, Math.min(6, room / 4)), class: "mark-in" }));
      if (placed.length <= 12) named(unit, x, y);
      return;
    }
    const [x, y] = spot(unit.at[1], unit.at[0]);
    near.push([x, y, unit]);
    marks[unit.v] += glyph(unit.v, x, y, size);
    if (placed.length <= 12) named(unit, x, y);
  });
  for (const letter in marks) if (marks[letter]) parts.push(h("svg:path", { d: marks[letter], class: "mark-" + letter }));
  parts.push(...over);
  const nearest = event => {
    const own = picture.getBoundingClientRect(), ratio = width / own.width;
    const x = (event.clientX - own.left) * ratio, y = (event.clientY - own.top) * ratio;
    let best = null, least = 14 * ratio;
    near.forEach(each => { const far = Math.hypot(each[0] - x, each[1] - y); if (far < least) { least = far; best = each[2]; } });
    return best;
  };
  const picture = h("svg:svg", { viewBox: `0 0 ${width.toFixed(0)} ${height.toFixed(0)}`, role: "img", "aria-label": say("map") + ": " + say("shown", { n: placed.length, all: units.length }), class: "map",
    onclick: event => { const unit = nearest(event); if (unit) go({ v: "unit", unit: unit.key }, true); },
    onpointermove: event => { if (near.length) tip(event, nearest(event)); }, onpointerleave: () => tip() }, parts);
  return section(say("map"), h("p", { class: "legend" }, ["m", "n", "u", "a"].filter(letter => placed.some(unit => unit.v === letter)).map(letter => h("span", { class: "mapkey" },
    h("svg:svg", { viewBox: "0 0 12 12", class: "key", "aria-hidden": "true" }, h("svg:path", { class: "mark-" + letter, d: letter === "n" ? "M6 1L11 10L1 10Z" : letter === "u" ? "M6 1L11 6L6 11L1 6Z" : "M1 6a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z" })), " ", say(letter)))),
    h("figure", { class: "plot wide-plot" }, picture), h("p", { class: "muted" }, say(Object.keys(shapes).length ? "mapShapes" : "mapNote")), note);
}
function tip(event, unit) {
  const box = document.getElementById("tip");
  box.hidden = !unit;
  if (!unit) return;
  box.textContent = unit.n + (unit.d ? ", " + unit.d : "") + ": " + say(unit.v) + ", " + count(unit.t[0], say("criteria"));
  box.style.left = Math.min(event.clientX + 12, innerWidth - 220) + "px";
  box.style.top = event.clientY + 14 + "px";
}

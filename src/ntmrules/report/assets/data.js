// The data of the page: unpacked once, the words behind the verdicts only when somebody asks for them.
let D = null, details = null;
async function unpack(id) {
  const text = atob(document.getElementById(id).textContent.trim());
  const bytes = new Uint8Array(text.length);
  for (let place = 0; place < text.length; place++) bytes[place] = text.charCodeAt(place);
  if (typeof DecompressionStream !== "function") return JSON.parse(new TextDecoder().decode(inflated(bytes)));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}
function withDetails() {
  if (details === null) details = unpack("details");
  return details;
}
function prepare() {
  D.units.forEach((unit, index) => {
    unit.index = index;
    unit.key = [unit.n, unit.d, unit.p].join("|").replace(/\|+$/, "");
    unit.folded = fold([unit.n, unit.d, unit.p, unit.code].join(" "));
  });
  const names = new Map();
  D.units.forEach(unit => names.set(unit.n, (names.get(unit.n) || 0) + 1));
  D.units.forEach(unit => { unit.shown = names.get(unit.n) > 1 && (unit.d || unit.p) ? unit.n + ", " + (unit.d || unit.p) : unit.n; });
  D.of = D.criteria.map(() => []);
  D.loose = [];
  D.indicators.forEach((each, index) => { (each[2] < 0 ? D.loose : D.of[each[2]]).push(index); });
  D.byKey = new Map(D.units.map(unit => [unit.key, unit]));
}
const criterionOf = label => D.criteria.findIndex(each => each[0] === label);
function chosen() {
  const words = fold(state.q || "").split(" ").filter(Boolean);
  const criterion = state.c ? criterionOf(state.c) : -1;
  const point = state.day ? D.timeline.find(each => each.on === state.day && each.v) : null;
  const low = state.lo === undefined ? null : Number(state.lo), high = Number(state.hi);
  return D.units.filter(unit => {
    if (words.length && !words.every(word => unit.folded.includes(word))) return false;
    if (state.d !== undefined && state.d !== "" && unit.d !== state.d) return false;
    if (state.p && unit.p !== state.p) return false;
    if (state.g && unit.g !== state.g) return false;
    if (state.s && unit.v !== state.s) return false;
    if (state.dec !== undefined && state.dec !== "" && unit.dec !== (state.dec === "-" ? "" : state.dec)) return false;
    if (criterion >= 0 && state.cv && unit.c[criterion] !== state.cv) return false;
    if (criterion >= 0 && state.tv && (!unit.then || unit.then.c[criterion] !== state.tv)) return false;
    if (state.ts && (!unit.then || unit.then.other || unit.then.v !== state.ts)) return false;
    if (state.place && (unit.at || (D.shapes && D.shapes[unit.code]))) return false;
    if (point && state.dv && point.v[unit.index] !== state.dv) return false;
    if (low !== null) {
      const own = unit.t[0], sure = low <= own[0] && own[1] <= high;
      if (state.maybe ? sure || !(own[0] <= high && low <= own[1]) : !sure) return false;
    }
    return true;
  });
}
// Who is looked at by name and place, whatever is asked of the result: totals are of these.
function within() {
  const words = fold(state.q || "").split(" ").filter(Boolean);
  return D.units.filter(unit => words.every(word => unit.folded.includes(word)) && (!state.d || unit.d === state.d) &&
    (!state.p || unit.p === state.p) && (!state.g || unit.g === state.g));
}
function tally(units, letter) {
  const found = { m: 0, n: 0, u: 0, a: 0 };
  units.forEach(unit => { const own = letter(unit); if (own in found) found[own]++; });
  return found;
}

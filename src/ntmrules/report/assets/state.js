// What is shown stands in the address behind the #, so that a view can be sent.
let state = {};
function readState() {
  state = {};
  new URLSearchParams(location.hash.slice(1)).forEach((value, key) => { state[key] = value; });
  if (state.lang !== "vi" && state.lang !== "en") state.lang = document.documentElement.dataset.lang;
}
function address(changes, fresh) {
  const keep = fresh ? { lang: state.lang, theme: state.theme, q: state.q, d: state.d, p: state.p, g: state.g } : { ...state };
  const next = { ...keep, ...changes };
  const words = new URLSearchParams();
  Object.keys(next).sort().forEach(key => {
    const value = next[key];
    const usual = key === "lang" && value === document.documentElement.dataset.lang;
    if (value !== undefined && value !== null && value !== "" && !usual) words.set(key, value);
  });
  return "#" + words.toString();
}
function go(changes, fresh) {
  const next = address(changes, fresh);
  if (next !== location.hash && !(next === "#" && !location.hash)) location.hash = next;
}
// The address follows what is typed, without a step in the history for each letter.
function goQuietly(changes) {
  history.replaceState(null, "", address(changes) === "#" ? "#" : address(changes));
  readState();
  draw();
}
const english = () => state.lang === "en";
function say(key, values) {
  let text = W[key][english() ? 1 : 0];
  for (const name in values || {}) text = text.split("{" + name + "}").join(String(values[name]));
  return text;
}
const pick = pair => (Array.isArray(pair) ? pair[english() ? 1 : 0] : pair);
const day = iso => (english() || !/^\d{4}-\d\d-\d\d$/.test(iso) ? iso : iso.slice(8) + "/" + iso.slice(5, 7) + "/" + iso.slice(0, 4));
const number = (value, digits) => value.toLocaleString(english() ? "en" : "vi", { minimumFractionDigits: digits || 0, maximumFractionDigits: digits || 0 });
const range = (low, high, digits) => (low === high ? number(low, digits) : number(low, digits) + "–" + number(high, digits));
function fold(text) {
  return text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\s+/g, " ").trim();
}

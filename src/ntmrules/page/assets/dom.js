// Elements made of data: text is only ever text.
const $ = (id) => document.getElementById(id);
function make(tag, about, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(about || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  for (const each of inside.flat()) if (each !== null && each !== undefined && each !== "") element.append(each);
  return element;
}
const button = (key, act, about) => make("button", Object.assign({ type: "button", class: "do", onclick: act }, about), say(key));
const mark = (verdict, word) => make("span", { class: "verdict v-" + verdict }, `${MARKS[verdict] || ""} ${word || say(verdict)}`);
const lines = (list) => make("ul", { class: "trace" }, list.filter((each) => each.text).map((each) =>
  make("li", { class: `i${Math.min(each.indent, 6)} t-${each.style || "plain"}` }, each.text)));
function status(text) { $("status").textContent = text; }
// Whoever works with the keyboard stays where they were when something is drawn anew.
function held(draw) {
  const id = document.activeElement && document.activeElement.id;
  draw();
  if (id && document.activeElement.id !== id && $(id)) $(id).focus({ preventScroll: true });
}
// `right` is what is done when somebody says of doubts that they are right.
function problems(list, right) {
  const box = $("problems");
  refused = null;
  box.replaceChildren();
  box.hidden = !list.length;
  if (!list.length) return;
  box.append(make("h2", { id: "wrong", tabindex: "-1" }, say("wrong")), make("ul", {}, list.slice(0, 200).map((each) => make("li", {},
    make("p", {}, make("strong", {}, each.where ? `${each.where}: ` : "", each.what), " ", make("code", {}, each.code)),
    each.expected ? make("p", { class: "muted" }, `${say("expected")}: ${each.expected}`) : "",
    each.remedy ? make("p", { class: "muted" }, `${say("remedy")}: ${each.remedy}`) : "",
    right && each.sure ? button("sure", () => right([each.sure])) : ""))));
  if (list.length > 200) box.append(make("p", {}, say("more").replace("{count}", list.length - 200)));
  const doubts = list.slice(0, 200).map((each) => each.sure).filter(Boolean);
  if (right && doubts.length > 1) box.append(make("button", { type: "button", class: "do", onclick: () => right(doubts) }, say("allSure").replace("{count}", doubts.length)));
  box.scrollIntoView({ block: "nearest" });
}
// What cannot be helped by whoever uses the page: said so, with the last words of Python for its makers.
const crash = (error) => ({ where: "", what: `${say("crashed")}: ${String((error && error.message) || error).trim().split("\n").pop().slice(0, 300)}`, code: "NTM000" });
async function did(promise) {
  status(say("busy"));
  try {
    const said = await promise;
    problems(said && said.problems ? said.problems : []);
    status(said && said.problems ? "" : say("done"));
    return said && said.problems ? null : said;
  } catch (error) { status(""); problems([crash(error)]); return null; }
}

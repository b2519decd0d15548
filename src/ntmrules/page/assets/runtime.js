// Starts the worker with its parts and asks it questions; each answer is a promise.
const STEPS = ["read", "python", "library", "rules"];
// Parts of the page that have been read so far, for the next worker; the first one gets the very bytes.
const parts = new Map();
// A part of the page has been read by the browser: its script stands right behind it. Python starts while the rest is still read.
function part() {
  const element = document.currentScript.previousElementSibling, name = element.id.slice(2);
  if (!isOld()) {
    const bytes = bytesIn(element, Number(element.dataset.size));
    parts.set(name, new Blob([bytes]));
    hand(name, bytes);
  }
  element.remove();
}
const hand = (name, bytes) => worker.postMessage({ part: name, bytes }, [bytes.buffer]);
// A file that was cut off when it was copied never brings its last parts.
const isWhole = new Promise((resolve, reject) => {
  document.addEventListener("DOMContentLoaded", () => { if (!isOld() && !parts.has("excel")) reject(new Error(say("cut"))); });
});
isWhole.catch(() => {});
// Two of 91 letters hold thirteen bits: a tenth less to read than base64.
const LETTERS = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at)).filter((each) => !"<&\\".includes(each)).join("");
// The text lies in many nodes; each is let go when it is read, and none of it is put together to one text of megabytes.
function bytesIn(element, size) {
  const at = new Uint8Array(128), bytes = new Uint8Array(size);
  for (let each = 0; each < LETTERS.length; each++) at[LETTERS.charCodeAt(each)] = each;
  let held = 0, bits = 0, to = 0, left = "";
  for (let node = element.firstChild; node; node = element.firstChild) {
    const text = left ? left + node.data : node.data, end = text.length & ~1;
    for (let from = 0; from < end; from += 2) {
      held |= (at[text.charCodeAt(from)] * 91 + at[text.charCodeAt(from + 1)]) << bits;
      for (bits += 13; bits >= 8; bits -= 8) { bytes[to++] = held & 255; held >>>= 8; }
    }
    left = text.slice(end);
    node.remove();
  }
  return bytes;
}
function bytesOf(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const raw = atob(text), bytes = new Uint8Array(raw.length);
  for (let at = 0; at < raw.length; at++) bytes[at] = raw.charCodeAt(at);
  return bytes;
}
const isOld = () => typeof Worker === "undefined" || typeof DecompressionStream === "undefined" || typeof WebAssembly === "undefined" || !("noModule" in HTMLScriptElement.prototype);
let worker = null, lastId = 0;
// Questions without an answer, oldest first: what is worked on is the first of them.
const waiting = new Map();
function startWorker(told, onStep) {
  worker = new Worker("data:text/javascript," + encodeURIComponent(told.begin), { type: "module" });
  state.marks.worker = Math.round(performance.now());
  return new Promise((resolve, reject) => {
    // Before the start that is why there is none; later another one takes its place.
    let isReady = false;
    worker.onerror = (event) => {
      if (!isReady) reject(new Error(event.message || "worker"));
      else restart(event.message || "worker");
    };
    worker.onmessage = (event) => {
      const data = event.data;
      if (data.step) { state.marks[data.step] = Math.round(data.at - performance.timeOrigin); onStep(data.step); }
      else if (data.ready) { isReady = true; resolve(JSON.parse(data.ready)); }
      else if (data.id === undefined) reject(new Error(data.failed));
      else if (data.ended) restart(data.failed);
      else {
        const mine = waiting.get(data.id);
        waiting.delete(data.id);
        if (data.failed) { mine.reject(new Error(data.failed)); return; }
        const said = typeof data.said === "string" ? JSON.parse(data.said) : data.said;
        if (!said.problems) keepInMind(mine, said);
        mine.resolve(said);
      }
    };
    worker.postMessage({ made: JSON.stringify(told.made), lock: told.lock });
    for (const [name, blob] of parts) blob.arrayBuffer().then((bytes) => hand(name, new Uint8Array(bytes)), reject);
  });
}
// While other units take the place of those that stand, nothing can be typed: it would be told of whichever stands there then.
let replacing = 0;
const replaces = (by) => { replacing += by; if ($("unit")) $("unit").inert = replacing > 0; };
// A file goes as a blob: what died with a worker can be given to the next one.
function ask(verb, more, file) {
  if (!["type", "unit", "form", "why"].includes(verb)) for (const id of [...untold.keys()]) tell(id);
  const question = JSON.stringify(Object.assign({ ask: verb, lang: state.lang }, more || {}));
  const asked = { verb, more: more || {}, question, name: file && file.name, blob: file && new Blob([file.bytes]) };
  const said = new Promise((resolve, reject) => post(Object.assign(asked, { resolve, reject })));
  if (["open", "drop"].includes(verb)) {
    replaces(1);
    said.catch(() => {}).then(() => replaces(-1));
  }
  return said;
}
function post(asked) {
  const id = ++lastId;
  waiting.set(id, asked);
  worker.postMessage({ id, question: asked.question, name: asked.name, blob: asked.blob });
}

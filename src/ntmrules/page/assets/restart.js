// A worker that ended is followed by another one, which is told again all that had been taken in: nothing typed is lost.
const CHANGING = ["choose", "add", "drop", "type", "open"];
const PATIENCE = 10000;
const taken = [];
let restarts = null, chosen = null;
// What was answered without a problem, as it has to be told again; a file takes the place of all before it but what was chosen.
function keepInMind({ verb, more, name, blob }, { set, on, province, area }) {
  if (!CHANGING.includes(verb)) return;
  const mine = { verb, more, name, blob, unit: (state.units[more.index] || {}).unit };
  const before = chosen ? [{ verb: "choose", more: chosen }] : [], last = taken[taken.length - 1];
  if (verb === "open") taken.splice(0, taken.length, ...before, mine);
  else if (verb === "drop" && more.index === undefined) taken.splice(0, taken.length, ...before);
  else {
    // Of two words that were typed into one field right after each other, the second one counts.
    if (verb === "type" && last && last.verb === "type" && last.more.text && last.more.index === more.index && last.more.subject === more.subject) taken.pop();
    taken.push(mine);
  }
  if (set) chosen = { set, on, province, area };
}
const again = ({ verb, more, name, blob }) => new Promise((resolve, reject) => {
  post({ verb: "", more, name, blob, question: JSON.stringify(Object.assign({ ask: verb, lang: state.lang }, more)), resolve, reject });
});
function restart(why) {
  const left = [...waiting.values()];
  worker.terminate();
  waiting.clear();
  if (restarts) { for (const each of left) each.reject(new Error(why)); return; }
  status(say("again"));
  restarts = (async () => {
    const [fallen, ...others] = left;
    try {
      await startWorker(told, () => {});
      for (const each of taken) {
        const said = await again(each);
        if (said.problems) throw new Error(said.problems[0].what);
      }
      const said = await again({ verb: "ended", more: { name: fallen && fallen.name, why } });
      status("");
      restarts = null;
      if (fallen) fallen.resolve(said);
      else problems(said.problems);
      others.forEach(post);
    } catch (error) {
      restarts = null;
      status("");
      for (const each of left) each.reject(error);
      problems([crash(error)]);
      const typed = taken.filter((each) => each.verb === "type" && each.more.text);
      if (typed.length) $("problems").append(button("rescue", () => offer("so-lieu-da-go.csv", typedText(typed))));
    }
  })();
}
const quoted = (text) => `"${String(text).replace(/"/g, '""')}"`;
const typedText = (typed) => "\ufeff" + ["unit;subject;value", ...typed.map((each) => [each.unit, each.more.subject, each.more.text].map(quoted).join(";"))].join("\r\n") + "\r\n";
// Whoever waits long may end it: the page is then as it was before.
setInterval(() => {
  const first = waiting.values().next().value, waits = first && Date.now() - (first.since = first.since || Date.now()) > PATIENCE;
  if (!restarts && Boolean(waits) !== Boolean($("stop")) && $("status")) {
    if (waits) $("status").append(" ", button("stop", () => restart("stopped"), { id: "stop" }));
    else $("stop").remove();
  }
}, 1000);

// Files in and out; they go to the worker and nowhere else.
// What a message says can be told has a field below it: how a file is to be read.
const HOWS = ["unit", "sheets", "columns", "marks"];
// What is told of a file in one language, and has to be told again in the other: problems, and what is different.
let refused = null, compared = null;
async function handIn(verb, file, how, done) {
  status(say("busy"));
  let said;
  try {
    // Too much for a page is refused by its size: it is not read before.
    const bytes = file.size > state.about.most ? new ArrayBuffer(0) : await file.arrayBuffer().catch(() => { throw new Error(say("unreadable")); });
    said = await ask(verb, Object.assign({ name: file.name, size: file.size }, how), { name: file.name, bytes });
  } catch (error) { said = { problems: [crash(error)] }; }
  status(said.problems ? "" : say("done"));
  problems(said.problems || [], (more) => handIn(verb, file, Object.assign({}, how, { sure: [...(how.sure || []), ...more] }), done));
  if (said.problems) {
    askHow(said.problems, how, (more) => handIn(verb, file, more, done));
    refused = () => handIn(verb, file, Object.assign({}, how, { sure: null }), done);
  }
  else await done(said, how);
}
function askHow(list, how, again) {
  const wanted = HOWS.filter((each) => how[each] || list.some((one) => (one.how || []).includes(each)));
  if (!wanted.length) return;
  const fields = wanted.map((each) => make("label", {}, say(each), make("input", { id: "how-" + each, value: how[each] || "", placeholder: say(each + "Hint"), autocomplete: "off" })));
  const told = () => Object.fromEntries(wanted.map((each) => [each, $("how-" + each).value.trim()]));
  $("problems").append(make("form", { class: "how", onsubmit: (event) => { event.preventDefault(); again(Object.assign({}, how, told())); } },
    make("h3", {}, say("how")), fields, make("button", { class: "do" }, say("reread"))));
}
// A table that was copied in Excel or Word comes as text with tabs; one cell is no table, and belongs where it is put.
const isTable = (text) => /[\t\n]/.test(text.replace(/[\r\n]+$/, ""));
const asFile = (text) => new File([text], say("pasted") + ".tsv");
const mayReplace = () => !state.unsaved || confirm(say("replace"));
// Of files that are handed in one after the other the last one stays.
let opening = Promise.resolve();
function openFile(file) {
  const mine = opening.then(() => openNext(file));
  opening = mine.catch(() => {});
  return mine;
}
function openNext(file) {
  if (!mayReplace()) return;
  return handIn("open", file, {}, async (said) => {
    state.unsaved = false;
    slips.clear();
    nowChosen(said);
    state.view = "results";
    drawChoice();
    await take(said, 0);
  });
}
// Which of the two is the earlier one nobody but the reader knows: it is said, and can be turned round.
function compareFile(file, asked) {
  return handIn("compare", file, asked || {}, (said, how) => {
    compared = () => compareFile(file, how);
    const turn = button("turn", () => compareFile(file, Object.assign({}, how, { later: !said.later })), { id: "turn" });
    held(() => $("compared").replaceChildren(make("h2", {}, `${say("compared")} ${said.file}`), make("p", {}, turn), ...said.units.map((each) => make("details", { open: said.units.length < 4 }, make("summary", {}, each.unit), lines(each.lines))),
      said.missing.length ? make("p", {}, `${say("missing")}: ${said.missing.join(", ")}`) : "",
      said.others.length ? make("p", {}, `${say("others")}: ${said.others.join(", ")}`) : ""));
    $("compared").scrollIntoView({ block: "nearest" });
  });
}
function pickFile(act) {
  const input = make("input", { type: "file", accept: ".xlsx,.xlsm,.xls,.ods,.csv,.tsv,.txt,.json", class: "hidden", "aria-hidden": "true", tabindex: "-1", onchange: () => { if (input.files[0]) act(input.files[0]); input.remove(); } });
  document.body.append(input);
  input.click();
}
const NAMES = { xlsx: "ket-qua.xlsx", csv: "ket-qua.csv", json: "ket-qua.json", doc: "ket-qua.doc", form: "phieu-so-lieu.xlsx", keep: "danh-gia.ntm.json" };
async function save(kind) {
  const said = await did(ask("export", { kind }));
  if (!said) return;
  if (kind === "keep" || kind === "json") state.unsaved = false;  // the others cannot be opened here again
  offer(NAMES[kind], said);
}
function offer(name, data) {
  const link = make("a", { href: URL.createObjectURL(new Blob([data])), download: name });
  document.body.append(link);
  link.click();
  setTimeout(() => { URL.revokeObjectURL(link.href); link.remove(); }, 1000);
}

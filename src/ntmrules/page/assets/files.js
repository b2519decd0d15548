// Files in and out; they go to the worker and nowhere else.
async function openFile(file, sure) {
  const bytes = await file.arrayBuffer();
  status(say("busy"));
  let said;
  try { said = await ask("open", { name: file.name, sure: Boolean(sure) }, { name: file.name, bytes }); }
  catch (error) { said = { problems: [crash(error)] }; }
  status(said.problems ? "" : say("done"));
  const doubtful = said.problems && said.problems.every((each) => each.code === "NTM506");
  problems(said.problems || [], doubtful ? () => openFile(file, true) : null);
  if (!said.problems) { state.unsaved = false; Object.assign(state.about, { set: said.set, on: said.on, province: said.province, area: said.area, areas: said.areas }); state.view = "results"; drawChoice(); await take(said, 0); }
}
async function compareFile(file) {
  const said = await did(ask("compare", { name: file.name }, { name: file.name, bytes: await file.arrayBuffer() }));
  if (!said) return;
  $("compared").replaceChildren(make("h2", {}, `${say("compared")} ${said.file}`), ...said.units.map((each) => make("details", { open: said.units.length < 4 }, make("summary", {}, each.unit), lines(each.lines))),
    said.missing.length ? make("p", {}, `${say("missing")}: ${said.missing.join(", ")}`) : "");
  $("compared").scrollIntoView({ block: "nearest" });
}
function pickFile(act) {
  const input = make("input", { type: "file", accept: ".xlsx,.xls,.ods,.csv,.tsv,.txt,.json", class: "hidden", "aria-hidden": "true", tabindex: "-1", onchange: () => { if (input.files[0]) act(input.files[0]); input.remove(); } });
  document.body.append(input);
  input.click();
}
const NAMES = { xlsx: "ket-qua.xlsx", csv: "ket-qua.csv", json: "ket-qua.json", doc: "ket-qua.doc", form: "phieu-so-lieu.xlsx", keep: "danh-gia.ntm.json" };
async function save(kind) {
  const said = await did(ask("export", { kind }));
  if (!said) return;
  if (kind !== "form") state.unsaved = false;
  offer(NAMES[kind], said);
}
function offer(name, data) {
  const link = make("a", { href: URL.createObjectURL(new Blob([data])), download: name });
  document.body.append(link);
  link.click();
  setTimeout(() => { URL.revokeObjectURL(link.href); link.remove(); }, 1000);
}

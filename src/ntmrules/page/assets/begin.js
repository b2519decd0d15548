// The first lines of the worker. Its address, and so every line of it, goes through all processes of a browser: what is large comes
// as a message, and is worked on while the page is still read. `begun` is all that worker.js needs of here; it puts `answer` there.
const parts = {}, arrived = {};
for (const name of ["worker", "wasm", "start", "excel"]) parts[name] = new Promise((resolve) => { arrived[name] = resolve; });
// Memory that nobody needs any more is given back at once: a browser would look for it much later, or never.
const letGo = (bytes) => { if (bytes.buffer.transfer) bytes.buffer.transfer(0); };
// What came as a message is held by that message too, unless it is sent on: here to nobody.
const sendAway = (bytes) => {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(0, [bytes.buffer]);
  port1.close();
  port2.close();
};
function unzipped(bytes, type) {
  const { readable, writable } = new DecompressionStream("gzip"), to = writable.getWriter();
  to.write(bytes).then(() => to.close()).then(() => sendAway(bytes), () => {});  // what is wrong is told to whoever reads
  return new Response(readable, { headers: { "Content-Type": type } });
}
const compiled = parts.wasm.then((bytes) => WebAssembly.compileStreaming(unzipped(bytes, "application/wasm")));
compiled.catch(() => {});
self.begun = { parts, compiled, letGo, sendAway };
// One question after the other; the first waits for the code that answers.
let turn = (async () => {
  const code = unzipped(await parts.worker, "text/javascript"), address = URL.createObjectURL(await code.blob());
  await import(address);
  URL.revokeObjectURL(address);
})();
turn.catch((error) => self.postMessage({ failed: String((error && error.message) || error) }));
self.onmessage = ({ data }) => { if (data.part) arrived[data.part](data.bytes); else turn = turn.then(() => self.begun.answer(data)); };

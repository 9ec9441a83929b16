// An SMS centre on loopback by an implementation of SMPP that is not ours. It tells what it hears on
// standard output, one JSON a line, and does what standard input says: {"submit": 11} answers the
// next message with that status, {"die": "before"} takes the next message and breaks off without an
// answer, {"hold": true} sends no receipts, {"receipts": "UNDELIV"} says so in them,
// {"mute": true} answers no message, {"hex": true} writes ids in hexadecimal in answers and in
// decimal in receipts, {"kick": true} breaks off whoever has bound, {"early": true} sends the receipt before the answer, {"enquire": true} asks for a sign of life.
// Given files of a certificate and its key it speaks TLS only.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import readline from "node:readline";

const smpp = createRequire(import.meta.url)(process.argv[2]);
const orders = { submit: [], die: "", hold: false, receipts: "DELIVRD", early: false, mute: false, hex: false, kick: false, bind: 0 };
let lastId = 0;
const sessions = new Set();

const tell = (what) => process.stdout.write(JSON.stringify(what) + "\n");

function receipt(session, pdu, id) {
  if (orders.hold) return;
  session.deliver_sm({
    source_addr: pdu.destination_addr,
    destination_addr: pdu.source_addr,
    esm_class: 4,
    short_message: {
      message: Buffer.from(
        `id:${id} sub:001 dlvrd:001 submit date:2611251000 done date:2611251001` +
          ` stat:${orders.receipts} err:000 text:`,
      ),
    },
  });
}

function nextIds() {
  lastId += 1;
  if (!orders.hex) return [`part-${lastId}`, `part-${lastId}`];
  const number = 0x1f2e3d00 + lastId;
  return [number.toString(16).toUpperCase(), String(number).padStart(10, "0")];
}

function submitted(session, pdu) {
  const sent = pdu.short_message;
  tell({
    heard: "submit_sm",
    to: pdu.destination_addr,
    from: pdu.source_addr,
    from_ton: pdu.source_addr_ton,
    coding: pdu.data_coding,
    text: typeof sent.message === "string" ? sent.message : sent.message.toString("utf16le"),
    udh: (sent.udh ?? []).map((one) => (Buffer.isBuffer(one) ? one.toString("hex") : one)),
    wants_receipt: pdu.registered_delivery,
  });
  if (orders.die) {
    orders.die = "";
    session.destroy();
    return;
  }
  if (orders.mute) return;
  const status = orders.submit.shift() ?? 0;
  if (status) {
    session.send(pdu.response({ command_status: status }));
    return;
  }
  const [id, told] = nextIds();
  if (orders.early) receipt(session, pdu, told);
  session.send(pdu.response({ message_id: id }));
  if (!orders.early) receipt(session, pdu, told);
}

const [port, cert, key] = process.argv.slice(3);
const options = cert ? { cert: readFileSync(cert), key: readFileSync(key) } : {};
const server = smpp.createServer(options, (session) => {
  sessions.add(session);
  session.on("error", () => session.destroy());
  session.on("close", () => {
    sessions.delete(session);
    tell({ heard: "close" });
  });
  session.on("bind_transceiver", (pdu) => {
    tell({ heard: "bind", system_id: pdu.system_id, password: pdu.password });
    session.send(pdu.response({ command_status: orders.bind }));
    if (orders.kick) setTimeout(() => session.destroy(), 50);
  });
  session.on("submit_sm", (pdu) => submitted(session, pdu));
  session.on("enquire_link", (pdu) => {
    tell({ heard: "enquire_link" });
    session.send(pdu.response());
  });
  session.on("enquire_link_resp", () => tell({ heard: "enquire_link_resp" }));
  session.on("deliver_sm_resp", (pdu) =>
    tell({ heard: "deliver_sm_resp", status: pdu.command_status }),
  );
  session.on("unbind", (pdu) => {
    tell({ heard: "unbind" });
    session.send(pdu.response());
    session.close();
  });
});

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const order = JSON.parse(line);
  if ("submit" in order) orders.submit.push(order.submit);
  else if ("enquire" in order) for (const one of sessions) one.enquire_link();
  else if ("reply" in order) {
    for (const one of sessions) one.deliver_sm({ short_message: order.reply, esm_class: 0 });
  } else if ("again" in order) for (const one of sessions) one.destroy();
  else Object.assign(orders, order);
  tell({ did: order });
});

server.on("tlsClientError", () => tell({ heard: "no_tls" }));
server.listen(Number(port), "127.0.0.1", () =>
  tell({ port: server.address().port }),
);

// Clients that mean harm, each from an address of its own, as no stack would speak. They come for a number of seconds and say in how many
// ways, how often they tried, came through and heard something; ends with 1 when in one of the ways nobody ever came through.
//   node hostile-crowd.mjs --to ADDRESS --opcua PORT --http PORT --from PREFIX --clients N --seconds S
// --from 10.231.5. --clients 50: from 10.231.5.2 to 10.231.5.51, which have to be this machine's.
import { connect } from "node:net";
import { parseArgs } from "node:util";

const { values: options } = parseArgs({
  options: Object.fromEntries(["to", "opcua", "http", "from", "clients", "seconds"].map((name) => [name, { type: "string" }])),
});
const until = Date.now() + 1_000 * Number(options.seconds);
const KEPT_MAX = 20;
const PATIENCE_MS = 2_000;
let attempts = 0;
const WAYS = ["hello", "noise", "bomb", "channels", "http-noise", "slow", "guess"];
const connected = Object.fromEntries(WAYS.map((way) => [way, 0]));
const answered = Object.fromEntries(WAYS.map((way) => [way, 0]));

const text = (words) => {
  const bytes = Buffer.from(words);
  const length = Buffer.alloc(4);
  length.writeInt32LE(bytes.length);
  return Buffer.concat([length, bytes]);
};
const ints = (...numbers) => {
  const bytes = Buffer.alloc(4 * numbers.length);
  numbers.forEach((number, index) => bytes.writeInt32LE(number, 4 * index));
  return bytes;
};
const chunk = (kind, ...parts) => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(kind), ints(8 + body.length), body]);
};
const header = (type) => Buffer.concat([Buffer.from([1, 0, type & 255, type >> 8]), Buffer.alloc(10), ints(1, 0, -1, 0), Buffer.alloc(3)]);
const hello = chunk("HELF", ints(0, 65_535, 65_535, 0, 0), text(`opc.tcp://${options.to}:${options.opcua}/mortise/discovery`));
const opening = (type, ...rest) =>
  chunk("OPNF", ints(0), text("http://opcfoundation.org/UA/SecurityPolicy#None"), ints(-1, -1, 1, 1), header(type), ...rest);
/** A write of an array that says to have two thousand million dimensions. */
const bomb = opening(673, ints(1), Buffer.from([0, 0]), ints(13, -1), Buffer.from([1, 0xc6]), ints(0, 0x7fffffff));
const open = opening(446, ints(0, 0, 1, -1, 3_600_000));
const garbage = () => Buffer.from(Array.from({ length: 1 + Math.floor(4_096 * Math.random()) }, () => Math.floor(256 * Math.random())));
const guess = (number) => {
  const body = JSON.stringify({ name: `guess-${number}`, password: "not the right one" });
  return Buffer.from(`POST /api/v1/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
};

/** Connects, says it, and stays as long as the other end lets it; reads or does not read what is answered. */
function comes(way, from, port, words) {
  return new Promise((resolve) => {
    const socket = connect({ host: options.to, port: Number(port), localAddress: from }, () => (connected[way]++, socket.write(words)));
    if (way !== "channels") socket.once("data", () => (answered[way]++, socket.resume()));
    const end = setTimeout(() => resolve(socket), PATIENCE_MS / 10);
    for (const event of ["error", "close"]) socket.on(event, () => (clearTimeout(end), resolve(socket)));
  });
}

async function harms(number) {
  const from = options.from + (2 + number);
  const kept = [];
  while (Date.now() < until) {
    const way = WAYS[number % WAYS.length];
    const words = {
      hello: () => hello,
      noise: garbage,
      bomb: () => Buffer.concat([hello, bomb]),
      channels: () => Buffer.concat([hello, ...Array(50).fill(open)]),
      "http-noise": garbage,
      slow: () => Buffer.from("GET / HTTP/1.1\r\nHost: x"),
      guess: () => guess(number),
    };
    const port = ["http-noise", "slow", "guess"].includes(way) ? options.http : options.opcua;
    kept.push(await comes(way, from, port, words[way]()));
    attempts++;
    if (kept.length > KEPT_MAX) kept.shift().destroy();
  }
  kept.forEach((socket) => socket.destroy());
}

await Promise.all(Array.from({ length: Number(options.clients) }, (_, number) => harms(number)));
const told = WAYS.map((way) => `${way} ${connected[way]}/${answered[way]}`).join(", ");
console.log(`attempts ${attempts}, came through/heard something: ${told}`);
process.exit(WAYS.every((way) => connected[way] > 0) && answered.hello > 0 && answered.guess > 0 ? 0 : 1);

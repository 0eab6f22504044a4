// Clients that mean harm, each from an address of its own, as no stack would speak. They come for a number of seconds and say how often they tried.
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
function comes(from, port, words, reads) {
  return new Promise((resolve) => {
    const socket = connect({ host: options.to, port: Number(port), localAddress: from }, () => socket.write(words));
    if (reads) socket.resume();
    const end = setTimeout(() => resolve(socket), PATIENCE_MS / 10);
    for (const event of ["error", "close"]) socket.on(event, () => (clearTimeout(end), resolve(socket)));
  });
}

async function harms(number) {
  const from = options.from + (2 + number);
  const kept = [];
  while (Date.now() < until) {
    const ways = [
      () => comes(from, options.opcua, hello, true),
      () => comes(from, options.opcua, garbage(), true),
      () => comes(from, options.opcua, Buffer.concat([hello, bomb]), true),
      () => comes(from, options.opcua, Buffer.concat([hello, ...Array(50).fill(open)]), false),
      () => comes(from, options.http, garbage(), true),
      () => comes(from, options.http, Buffer.from("GET / HTTP/1.1\r\nHost: x"), true),
      () => comes(from, options.http, guess(number), true),
    ];
    kept.push(await ways[number % ways.length]());
    attempts++;
    if (kept.length > KEPT_MAX) kept.shift().destroy();
  }
  kept.forEach((socket) => socket.destroy());
}

await Promise.all(Array.from({ length: Number(options.clients) }, (_, number) => harms(number)));
console.log(`attempts ${attempts}`);

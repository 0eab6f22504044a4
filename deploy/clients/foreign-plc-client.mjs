// A client of a cell PLC, written from the chapter "The PLC contract" of cell-protocol/README.md alone, on another OPC UA
// stack than Mortise's. It checks every node and drives one command through the exchange.
//   node foreign-plc-client.mjs ENDPOINT [--command NAME] [--text NAME=VALUE]... [--rack SERIAL] [--manual FILE]
// One line a check; exit code 0 when all are passed. Leaves the unit stopped. Not for a PLC that a controller uses.
import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import {
  AttributeIds,
  BrowseDirection,
  ClientSubscription,
  DataType,
  MessageSecurityMode,
  OPCUAClient,
  SecurityPolicy,
  TimestampsToReturn,
} from "node-opcua-client";

const NAMESPACE = "urn:mortise:cell-plc:v1";
const EXECUTE = 6;
const [RESET, START, STOP, UNHOLD] = [1, 2, 3, 5];
const [RUNNING, DONE, REFUSED] = [1, 2, 3];
const PATIENCE_MS = 20_000;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    manual: { type: "string", default: new URL("../../cell-protocol/README.md", import.meta.url).pathname },
    command: { type: "string", default: "frame.dock" },
    text: { type: "string", multiple: true, default: [] },
    rack: { type: "string", default: "FOREIGN-1" },
  },
});
if (positionals.length !== 1) {
  console.error(
    "usage: node foreign-plc-client.mjs ENDPOINT [--command NAME] [--text NAME=VALUE]... [--rack SERIAL] [--manual FILE]",
  );
  process.exit(2);
}

const texts = options.text.map((text) => [text.slice(0, text.indexOf("=")), text.slice(text.indexOf("=") + 1)]);

let checks = 0;
let failed = 0;
function check(claim, good, detail = "") {
  checks += 1;
  failed += good ? 0 : 1;
  console.log(`${good ? "ok     " : "FAILED "} ${claim}${good || !detail ? "" : `: ${detail}`}`);
}

// the table of the manual: path, type, who writes
function documentedNodes() {
  const lines = readFileSync(options.manual, "utf8").split("\n");
  const head = lines.indexOf("| node | type | written by | meaning |");
  const rows = [];
  for (let i = head + 2; lines[i]?.startsWith("|"); i += 1) {
    const [, path, type, writer] = lines[i].split("|").map((cell) => cell.trim().replaceAll("`", ""));
    rows.push({ path, type: type.replace("[]", ""), array: type.endsWith("[]"), written: writer === "controller" });
  }
  return rows;
}

// the table of methods: their paths
function documentedMethods() {
  const lines = readFileSync(options.manual, "utf8").split("\n");
  const head = lines.indexOf("| method | argument | type | meaning |");
  const rows = lines.slice(head + 2, lines.findIndex((line, at) => at > head && !line.startsWith("|")));
  return rows.map((row) => row.split("|")[1].trim().replaceAll("`", "")).filter((path) => path);
}

const nodes = documentedNodes();
const methods = documentedMethods();
const typeOf = Object.fromEntries(nodes.map((node) => [node.path, node]));
const client = OPCUAClient.create({
  applicationName: "foreign-plc-client",
  endpointMustExist: false,
  securityMode: MessageSecurityMode.None,
  securityPolicy: SecurityPolicy.None,
  connectionStrategy: { maxRetry: 2, initialDelay: 200, maxDelay: 1000 },
});
await client.connect(positionals[0]);
const session = await client.createSession();

const namespaces = (await session.read({ nodeId: "i=2255", attributeId: AttributeIds.Value })).value.value;
const index = namespaces.indexOf(NAMESPACE);
check(`the namespace ${NAMESPACE} is served`, index > 0, namespaces.join(", "));
const id = (path) => `ns=${index};s=Cell/${path}`;

async function children(nodeId) {
  const found = await session.browse({
    nodeId,
    browseDirection: BrowseDirection.Forward,
    referenceTypeId: "HierarchicalReferences",
    includeSubtypes: true,
    resultMask: 63,
  });
  return found.references ?? [];
}

async function browse() {
  const cell = (await children("i=85")).find((one) => one.browseName.name === "Cell");
  const paths = [];
  for (const group of cell ? await children(cell.nodeId) : []) {
    for (const node of await children(group.nodeId)) {
      paths.push(`${group.browseName.name}/${node.browseName.name}`);
    }
  }
  return paths;
}
const browsed = await browse();
const missing = nodes.filter((node) => !browsed.includes(node.path)).map((node) => node.path);
check(`browsing from Objects finds all ${nodes.length} nodes of the manual`, missing.length === 0, missing.join(", "));
const extra = browsed.filter((path) => !(path in typeOf) && !methods.includes(path));
check("and none besides", extra.length === 0, extra.join(", "));

for (const node of nodes) {
  const [type, rank, access, value] = await session.read(
    [AttributeIds.DataType, AttributeIds.ValueRank, AttributeIds.AccessLevel, AttributeIds.Value].map((attributeId) => ({
      nodeId: id(node.path),
      attributeId,
    })),
  );
  const told = [DataType[type.value.value?.value], rank.value.value, (access.value.value & 2) !== 0, value.statusCode.name];
  const wanted = [node.type, node.array ? 1 : -1, node.written, "Good"];
  check(`${node.path} is as documented`, told.join() === wanted.join(), `${told} instead of ${wanted}`);
}

async function read(...paths) {
  const values = await session.read(paths.map((path) => ({ nodeId: id(path), attributeId: AttributeIds.Value })));
  return values.map((value) => value.value.value);
}

// one Write request, in this order
async function write(entries) {
  const codes = await session.write(
    entries.map(([path, value]) => ({
      nodeId: id(path),
      attributeId: AttributeIds.Value,
      value: {
        value: { dataType: DataType[typeOf[path].type], arrayType: typeOf[path].array ? 1 : 0, value },
      },
    })),
  );
  const bad = codes.findIndex((code) => code.name !== "Good");
  if (bad >= 0) {
    throw new Error(`write of ${entries[bad][0]}: ${codes[bad].name}`);
  }
}

async function until(condition) {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    const answer = await condition();
    if (answer) {
      return answer;
    }
    await delay(20);
  }
  return undefined;
}

const next = (sequence) => (sequence === 0xffffffff ? 1 : sequence + 1);

let beats = 0;
let beating = true;
const heart = (async () => {
  while (beating) {
    beats += 1;
    await write([["Heartbeat/Controller", beats]]);
    await delay(200);
  }
})();

async function unit(command, epoch) {
  const [handled] = await read("Unit/CommandHandled");
  const sequence = next(handled);
  await write([
    ["Unit/Command", command],
    ["Unit/CommandEpoch", epoch],
    ["Unit/CommandSequence", sequence],
  ]);
  await until(async () => (await read("Unit/CommandHandled"))[0] === sequence);
  return (await read("Unit/CommandRefusal"))[0];
}

// sends a command and gives what Status says of it, once it is looked at
async function send(commandId, name, epoch) {
  const [before] = await read("Status/Sequence");
  const sequence = next(before);
  await write([
    ["Command/SequenceHead", sequence],
    ["Command/Epoch", epoch],
    ["Command/Id", commandId],
    ["Command/Name", name],
    ["Command/Rack", options.rack],
    ["Command/Slot", ""],
    ["Command/Operation", "foreign"],
    ["Command/NumberNames", []],
    ["Command/NumberValues", []],
    ["Command/TextNames", texts.map(([text]) => text)],
    ["Command/TextValues", texts.map(([, value]) => value)],
    ["Command/Sequence", sequence],
  ]);
  return until(async () => {
    const [first, seen, about, state, reason, last] = await read(
      "Status/Change", "Status/Sequence", "Status/Id", "Status/State", "Status/Reason", "Status/Change",
    );
    return first === last && seen === sequence && about === commandId ? { state, reason } : undefined;
  });
}

async function subscribed() {
  const subscription = ClientSubscription.create(session, {
    requestedPublishingInterval: 50,
    requestedLifetimeCount: 100,
    requestedMaxKeepAliveCount: 10,
    publishingEnabled: true,
  });
  const seen = new Set();
  const item = await subscription.monitor(
    { nodeId: id("Heartbeat/Plc"), attributeId: AttributeIds.Value },
    { samplingInterval: 50, queueSize: 10, discardOldest: true },
    TimestampsToReturn.Both,
  );
  item.on("changed", (value) => seen.add(value.value.value));
  await until(async () => seen.size >= 5);
  await subscription.terminate();
  return seen.size;
}
check("the PLC's heartbeat arrives through a subscription", (await subscribed()) >= 5);

const [simulated, held] = await read("Identification/Simulated", "Status/Epoch");
console.log(`        simulated: ${simulated}, epoch before: ${held}`);
const epoch = held + 1;

if ((await read("Unit/State"))[0] !== EXECUTE) {
  check("the unit takes Reset", (await unit(RESET, epoch)) === "");
  await until(async () => (await read("Unit/State"))[0] === 4);
  check("the unit takes Start", (await unit(START, epoch)) === "");
}
check("the unit comes to Execute", await until(async () => (await read("Unit/State"))[0] === EXECUTE));
check("and obeyed the higher epoch", (await read("Status/Epoch"))[0] === epoch);

const commandId = `${options.rack}/foreign/${epoch}/step`;
const taken = await send(commandId, options.command, epoch);
check("a command is taken", taken?.state === RUNNING || taken?.state === DONE, JSON.stringify(taken));
const finished = await until(async () => {
  const [about, state] = await read("Status/Id", "Status/State");
  return about === commandId && state === DONE;
});
check("it comes to its end", finished);
const outcome = await read("Result/Id", "Result/Outcome", "Result/Names", "Result/Values", "Result/Units");
check("its outcome is stored: OK", outcome[0] === commandId && outcome[1] === 1, String(outcome));
check("with as many values as names and units", new Set(outcome.slice(2).map((list) => list.length)).size === 1);
console.log(`        ${outcome[2].map((name, i) => `${name} ${outcome[3][i]} ${outcome[4][i]}`).join(", ")}`);

const again = await send(commandId, options.command, epoch);
check("the same commandId again is answered from memory", again?.state === DONE, JSON.stringify(again));
check("with the same values", String((await read("Result/Values"))[0]) === String(outcome[3]));
const stale = await send(`${commandId}-stale`, options.command, epoch - 1);
check("a lower epoch is refused", stale?.state === REFUSED && stale.reason.startsWith("STALE_EPOCH: "), stale?.reason);
const unknown = await send(`${commandId}-unknown`, "no.such", epoch);
check("an unknown command is refused", unknown?.reason.startsWith("UNKNOWN_COMMAND: "), unknown?.reason);
check("a refusal does not touch the stored outcome", (await read("Result/Id"))[0] === commandId);

await write([["Acknowledge/Id", commandId]]);
check("acknowledged, the outcome is forgotten", await until(async () => (await read("Result/Id"))[0] === ""));
const late = await send(commandId, options.command, epoch);
check("and yet not repeated", late?.reason.startsWith("ALREADY_ACKNOWLEDGED: "), JSON.stringify(late));

beating = false;
await heart;
const reason = await until(async () => (await read("Unit/State"))[0] === 11 && (await read("Unit/StopReason"))[0]);
check("a silent controller: the unit holds and says so", reason?.startsWith("CONTROLLER_SILENT: "), reason);
await write([["Heartbeat/Controller", beats + 1]]);
check("the unit takes Unhold", (await unit(UNHOLD, epoch)) === "");
await until(async () => (await read("Unit/State"))[0] === EXECUTE);
check("the unit takes Stop", (await unit(STOP, epoch)) === "");

await session.close();
await client.disconnect();
console.log(`  ${checks} checks, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

// A plant's SCADA on another OPC UA stack than Mortise's: holds a cell as soon as it works, until that is an alarm, sees it come
// as a condition of OPC 10000-9, has it told again, acknowledges, comments and shelves it, releases the cell, sees the alarm end
// and reads what happened. Then it aborts the cell, and confirms that alarm when it is over.
//   node foreign-alarm-client.mjs ENDPOINT --keys DIRECTORY --user NAME --cell ID [--refused] [--within SECONDS]
// With --refused it only holds, and says with which codes its acts on the alarm are refused. The password is read from standard
// input. Prints a line for each thing it learns; ends with 0 when it came to its end, with 1 otherwise.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { OPCUACertificateManager } from "node-opcua-certificate-manager";
import {
  AttributeIds,
  DataType,
  MessageSecurityMode,
  OPCUAClient,
  SecurityPolicy,
  TimestampsToReturn,
  UserTokenType,
  constructEventFilter,
} from "node-opcua-client";

const CONDITION_TYPE = "i=2782";
const REFRESH = "i=3875";
const ACKNOWLEDGE = "i=9111";
const CONFIRM = "i=9113";
const ADD_COMMENT = "i=9029";
const TIMED_SHELVE = "i=2949";
const UNSHELVE = "i=2947";
const FIELDS = [
  "ConditionName", "EventId", "Message", "Retain", "Comment", "ClientUserId",
  "ActiveState.Id", "AckedState.Id", "ConfirmedState.Id", "ShelvingState.CurrentState",
];
const [NAME, EVENT_ID, MESSAGE, RETAIN, COMMENT, BY, ACTIVE, ACKED, CONFIRMED, SHELVING] = FIELDS.keys();

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    keys: { type: "string" },
    user: { type: "string" },
    cell: { type: "string" },
    refused: { type: "boolean", default: false },
    within: { type: "string", default: "60" },
  },
});
if (positionals.length !== 1 || !options.keys || !options.user || !options.cell) {
  console.error("usage: node foreign-alarm-client.mjs ENDPOINT --keys DIRECTORY --user NAME --cell ID [--refused] [--within SECONDS]");
  process.exit(2);
}
const password = readFileSync(0, "utf8").trim();
const alarm = `${options.cell}.HELD`;
const abortion = `${options.cell}.UNIT_ABORTED`;

const keys = new OPCUACertificateManager({ rootFolder: options.keys, automaticallyAcceptUnknownCertificate: true });
await keys.initialize();
const client = OPCUAClient.create({
  applicationName: "foreign-plant-client",
  clientCertificateManager: keys,
  endpointMustExist: false,
  securityMode: MessageSecurityMode.SignAndEncrypt,
  securityPolicy: SecurityPolicy.Basic256Sha256,
  connectionStrategy: { maxRetry: 0, initialDelay: 200, maxDelay: 500 },
});
await client.connect(positionals[0]);
const session = await client.createSession({ type: UserTokenType.UserName, userName: options.user, password });
const namespaces = await session.readNamespaceArray();
const line = namespaces.indexOf("urn:mortise:line");
const packMl = namespaces.indexOf("http://opcfoundation.org/UA/PackML/");
const base = `ns=${line};s=Line.Cells.${options.cell}/${packMl}:BaseStateMachine`;
const execute = `${base}/${packMl}:MachineState/${packMl}:ExecuteState`;
const condition = `ns=${line};s=Line.Alarms.${alarm}`;
const aborted = `ns=${line};s=Line.Alarms.${abortion}`;

/** The name of the code with which it ended. */
async function call(objectId, methodId, ...inputArguments) {
  const answer = await session.call({ objectId, methodId, inputArguments });
  return answer.statusCode.name;
}
/** PackML knows no hold of a unit that does nothing, nor a release of one that is not held yet: asked again until it is in order. */
async function callInOrder(method) {
  const end = Date.now() + Number(options.within) * 1000;
  for (;;) {
    const code = await call(execute, `${execute}/${packMl}:${method}`);
    if (code !== "BadInvalidState" || Date.now() > end) {
      return code;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
const text = (words) => ({ dataType: DataType.LocalizedText, value: { text: words } });
const eventId = (event) => ({ dataType: DataType.ByteString, value: event[EVENT_ID].value });

const seen = [];
let looking = () => undefined;

/** The newest event of the alarm once it is as wanted. */
function comes(what, wanted, name = alarm) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no ${what} within ${options.within} s`)), Number(options.within) * 1000);
    looking = () => {
      const newest = seen.filter((event) => event[NAME].value === name).at(-1);
      if (newest && wanted(newest)) {
        clearTimeout(late);
        looking = () => undefined;
        resolve(newest);
      }
    };
    looking();
  });
}
const subscription = await session.createSubscription2({
  requestedPublishingInterval: 100,
  requestedLifetimeCount: 600,
  requestedMaxKeepAliveCount: 50,
  maxNotificationsPerPublish: 100,
  publishingEnabled: true,
  priority: 1,
});
const item = await subscription.monitor(
  { nodeId: "i=2253", attributeId: AttributeIds.EventNotifier },
  { samplingInterval: 0, queueSize: 1000, discardOldest: true, filter: constructEventFilter(FIELDS) },
  TimestampsToReturn.Both,
);
item.on("changed", (fields) => {
  seen.push(fields);
  looking();
});

try {
  console.log(`hold: ${await callInOrder("Hold")}`);
  const raised = await comes("alarm", (event) => event[ACTIVE].value === true && event[ACKED].value === false);
  console.log(`raised: ${raised[NAME].value} retained ${raised[RETAIN].value}`);
  if (options.refused) {
    console.log(`acknowledge: ${await call(condition, ACKNOWLEDGE, eventId(raised), text(""))}`);
    console.log(`comment: ${await call(condition, ADD_COMMENT, eventId(raised), text("x"))}`);
    console.log(`confirm: ${await call(condition, CONFIRM, eventId(raised), text(""))}`);
    console.log(`shelve: ${await call(condition, TIMED_SHELVE, { dataType: DataType.Double, value: 60_000 })}`);
  } else {
    await goThrough(raised);
    await confirm();
  }
  await session.close();
  await client.disconnect();
  process.exit(0);
} catch (trouble) {
  console.log(`trouble: ${trouble.message}`);
  await client.disconnect().catch(() => undefined);
  process.exit(1);
}

async function goThrough(raised) {
  seen.length = 0;
  const subscriptionId = { dataType: DataType.UInt32, value: subscription.subscriptionId };
  console.log(`refresh: ${await call(CONDITION_TYPE, REFRESH, subscriptionId)}`);
  const told = await comes("refresh", () => seen.some((event) => event[MESSAGE].value?.text === "RefreshEnd"));
  const begun = seen.some((event) => event[MESSAGE].value?.text === "RefreshStart");
  console.log(`told again: ${told[EVENT_ID].value.equals(raised[EVENT_ID].value)}, begun ${begun}`);

  console.log(`comment: ${await call(condition, ADD_COMMENT, eventId(raised), text("the fixture is worn"))}`);
  const commented = await comes("comment", (event) => event[COMMENT].value?.text === "the fixture is worn");
  console.log(`commented by ${commented[BY].value}`);

  console.log(`acknowledge unknown: ${await call(condition, ACKNOWLEDGE, { dataType: DataType.ByteString, value: Buffer.from("17") }, text(""))}`);
  console.log(`acknowledge: ${await call(condition, ACKNOWLEDGE, eventId(raised), text("I go there"))}`);
  const known = await comes("acknowledgement", (event) => event[ACKED].value === true);
  console.log(`acknowledged by ${known[BY].value}: ${known[COMMENT].value.text}`);
  console.log(`acknowledge again: ${await call(condition, ACKNOWLEDGE, eventId(raised), text(""))}`);

  console.log(`shelve: ${await call(condition, TIMED_SHELVE, { dataType: DataType.Double, value: 60_000 })}`);
  const shelved = await comes("shelf", (event) => event[SHELVING].value?.text === "TimedShelved");
  console.log(`shelved: ${shelved[SHELVING].value.text}`);
  console.log(`unshelve: ${await call(condition, UNSHELVE)}`);
  await comes("taken back", (event) => event[SHELVING].value?.text === "Unshelved");

  console.log(`unhold: ${await callInOrder("Unhold")}`);
  const over = await comes("end", (event) => event[RETAIN].value === false);
  console.log(`over: active ${over[ACTIVE].value}, acknowledged ${over[ACKED].value}`);
}

/** A unit that is aborting yet cannot be cleared. */
async function cleared() {
  const last = Date.now() + Number(options.within) * 1000;
  for (;;) {
    const answer = await call(base, `${base}/${packMl}:Clear`);
    if (answer !== "BadInvalidState" || Date.now() > last) return answer;
    await new Promise((again) => setTimeout(again, 200));
  }
}

/** What a unit aborted for is in the list until somebody says that it was done. */
async function confirm() {
  console.log(`abort: ${await call(base, `${base}/${packMl}:Abort`)}`);
  const raised = await comes("abortion", (event) => event[ACTIVE].value === true && event[ACKED].value === false, abortion);
  console.log(`confirm unacknowledged: ${await call(aborted, CONFIRM, eventId(raised), text(""))}`);
  console.log(`acknowledge abortion: ${await call(aborted, ACKNOWLEDGE, eventId(raised), text("I go there"))}`);
  await comes("what is to be confirmed", (event) => event[ACKED].value === true && event[CONFIRMED].value === false, abortion);
  console.log(`clear: ${await cleared()}`);
  const gone = await comes("return", (event) => event[ACTIVE].value === false, abortion);
  console.log(`gone: confirmed ${gone[CONFIRMED].value}, retained ${gone[RETAIN].value}`);
  console.log(`confirm: ${await call(aborted, CONFIRM, eventId(gone), text("the hose was loose"))}`);
  const over = await comes("confirmation", (event) => event[RETAIN].value === false, abortion);
  console.log(`confirmed ${over[CONFIRMED].value} by ${over[BY].value}: ${over[COMMENT].value.text}`);
  console.log(`confirm again: ${await call(aborted, CONFIRM, eventId(gone), text(""))}`);
}

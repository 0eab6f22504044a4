// A plant's MES on another OPC UA stack than Mortise's: orders one rack by OPC 10031-4 and follows it to its response; before
// that it stores, updates and cancels one, pauses, resumes and stops another, and pauses, resumes and aborts a third (ID-1 to
// ID-3). A start that is revoked is not among it: the line may have let the rack in before.
//   node foreign-job-client.mjs ENDPOINT --keys DIRECTORY --user NAME --order ID --type RACKTYPE [--within SECONDS] [--refused]
// With --refused it orders nothing: it asks for what a viewer may not do, and reads the list.
// The password is read from standard input. Prints a line for each thing it learns; ends with 0 when the order has ended
// and its response has results, with 1 otherwise.
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
  VariantArrayType,
  constructEventFilter,
  resolveNodeId,
} from "node-opcua-client";

const MODEL = "http://opcfoundation.org/UA/ISA95-JOBCONTROL_V2/";
const LINE = "urn:mortise:line";
const ORDER_TYPE = 3008;
const EVENT_TYPE = 1006;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    keys: { type: "string" },
    user: { type: "string" },
    order: { type: "string" },
    type: { type: "string" },
    within: { type: "string", default: "60" },
    refused: { type: "boolean", default: false },
  },
});
if (positionals.length !== 1 || !options.keys || !options.user || !options.order || !options.type) {
  console.error("usage: node foreign-job-client.mjs ENDPOINT --keys DIRECTORY --user NAME --order ID --type RACKTYPE [--within SECONDS] [--refused]");
  process.exit(2);
}
const password = readFileSync(0, "utf8").trim();

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
const line = namespaces.indexOf(LINE);
const model = namespaces.indexOf(MODEL);

/** The id at the end of a path of browse names below Objects. */
async function find(...names) {
  let node = resolveNodeId("ObjectsFolder");
  for (const [index, name] of names) {
    const references = (await session.browse({ nodeId: node, referenceTypeId: "HierarchicalReferences", includeSubtypes: true, resultMask: 63 })).references;
    const found = references.find((one) => one.browseName.namespaceIndex === index && one.browseName.name === name);
    if (!found) throw new Error(`no ${name} among ${references.map((one) => one.browseName.toString()).join(", ")}`);
    node = found.nodeId;
  }
  return node;
}

const control = await find([line, "Line"], [line, "JobOrderControl"]);
const results = await find([line, "Line"], [line, "JobOrderResults"]);

async function call(object, path, method, ...inputArguments) {
  const methodId = await find(...path, [model, method]);
  const answer = await session.call({ objectId: object, methodId, inputArguments });
  if (answer.statusCode.value !== 0) throw new Error(`${method}: ${answer.statusCode.name}`);
  return answer.outputArguments.map((output) => output.value);
}

const bits = (status) => (BigInt(status[0]) << 32n) + BigInt(status[1]);
const comment = { dataType: DataType.LocalizedText, arrayType: VariantArrayType.Array, value: [] };
const CONTROL = [[line, "Line"], [line, "JobOrderControl"]];
const RESULTS = [[line, "Line"], [line, "JobOrderResults"]];

/** Sends a whole order. */
async function send(method, id, more = {}) {
  const order = await session.constructExtensionObject(resolveNodeId(`ns=${model};i=${ORDER_TYPE}`), {
    jobOrderID: id,
    workMasterID: [{ ID: options.type }],
    ...more,
  });
  const [status] = await call(control, CONTROL, method, { dataType: DataType.ExtensionObject, value: order }, comment);
  return bits(status);
}

/** Names an order that is there. */
async function name(method, id) {
  const [status] = await call(control, CONTROL, method, { dataType: DataType.String, value: id }, comment);
  return bits(status);
}

async function list() {
  const read = await session.read({ nodeId: await find(...CONTROL, [model, "JobOrderList"]), attributeId: AttributeIds.Value });
  return (read.value.value ?? []).map((one) => `${one.jobOrder.jobOrderID} ${one.state[0].stateText.text}`);
}

async function response(id) {
  const [answer, status] = await call(results, RESULTS, "RequestJobResponseByJobOrderID", { dataType: DataType.String, value: id });
  return { answer, status: bits(status), data: answer.jobResponseData ?? [] };
}

// what happens to the order comes as events
const seen = [];
let waiting = [];

/** Until an order is told to have come into a state for the nth time. */
function comes(id, state, times = 1) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`${id} not ${state} within ${options.within} s; seen ${seen.join(", ")}`)),
      Number(options.within) * 1000,
    );
    const look = () => {
      const there = seen.filter((one) => one === `${id} ${state}`).length >= times;
      if (there) {
        clearTimeout(late);
        resolve();
      }
      return there;
    };
    if (!look()) waiting.push(look);
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
  {
    nodeId: control,
    attributeId: AttributeIds.EventNotifier,
  },
  { samplingInterval: 0, queueSize: 100, discardOldest: true, filter: constructEventFilter(["SourceName", "Message", `${model}:JobOrder`, `${model}:JobState`]) },
  TimestampsToReturn.Both,
);
item.on("changed", (fields) => {
  const order = fields[2].value?.jobOrderID;
  const state = fields[3].value?.[0]?.stateText?.text;
  if (order?.startsWith(options.order)) {
    seen.push(`${order} ${state}`);
    console.log(`event: ${order} ${state}`);
    waiting = waiting.filter((look) => !look());
  }
});

/** An order that never starts. */
async function storeAndCancel(id) {
  console.log(`store: ${await send("Store", id)}, ${await list()}`);
  console.log(`update: ${await send("Update", id, { priority: -3 })}, with a time: ${await send("Update", id, { startTime: new Date() })}`);
  console.log(`revoke before start: ${await name("RevokeStart", id)}`);
  console.log(`pause before start: ${await name("Pause", id)}`);
  console.log(`cancel: ${await name("Cancel", id)}, ${await list()}`);
}

/** An order that does not come to its own end. */
async function giveUp(id, method, state) {
  console.log(`order ${id}: ${await send("StoreAndStart", id)}`);
  await comes(id, "Running");
  console.log(`pause: ${await name("Pause", id)}`);
  await comes(id, "Interrupted");
  console.log(`resume: ${await name("Resume", id)}`);
  await comes(id, "Running", 2);
  console.log(`${method}: ${await name(method, id)}`);
  await comes(id, state);
  const { answer, data } = await response(id);
  const abandoned = data.find((one) => one.ID === "Abandoned");
  console.log(`response: ${id} ${answer.jobState[0].stateText.text}, abandoned ${abandoned?.value.value}, by ${abandoned?.subparameters?.find((one) => one.ID === "By")?.value.value}`);
  console.log(`clear: ${id} ${await name("Clear", id)}`);
}

/** What each method that needs an operator says to this user. */
async function refusals() {
  let all = true;
  for (const method of ["Store", "StoreAndStart", "Update", "Start", "RevokeStart", "Resume", "Stop", "Abort", "Cancel", "Clear"]) {
    const whole = ["Store", "StoreAndStart", "Update"].includes(method);
    const said = await (whole ? send(method, options.order) : name(method, options.order)).catch((failure) => failure.message);
    console.log(`refused ${said}`);
    all &&= typeof said === "string";
  }
  const orders = await list();
  console.log(`list: ${orders.length} orders`);
  return all && orders.length === 0;
}

let code = 1;
if (options.refused) {
  code = (await refusals()) ? 0 : 1;
} else try {
  await storeAndCancel(`${options.order}-1`);
  await giveUp(`${options.order}-2`, "Stop", "Ended");
  await giveUp(`${options.order}-3`, "Abort", "Aborted");
  console.log(`order: ${await send("Store", options.order)}, start: ${await name("Start", options.order)}`);
  console.log(`order again: ${await send("StoreAndStart", options.order)}`);
  console.log(`pause of an unknown order: ${await name("Pause", "NO-SUCH-ORDER")}`);
  await comes(options.order, "Ended");
  const { answer, status, data } = await response(options.order);
  const operations = data.filter((one) => one.value.value === "VALID");
  const measured = operations.flatMap((one) => one.subparameters ?? []).filter((one) => one.engineeringUnits);
  console.log(`response: ${status} ${answer.jobOrderID} ${answer.jobState[0].stateText.text} ${answer.startTime < answer.endTime ? "began and ended" : "without times"}`);
  console.log(`results: ${operations.length} operations, ${measured.length} values with units`);
  console.log(`list: ${(await list()).join(", ")}`);
  console.log(`clear: ${await name("Clear", options.order)}`);
  code = operations.length > 0 && measured.length > 0 ? 0 : 1;
} catch (failure) {
  console.log(`failed: ${failure.message}`);
}
await subscription.terminate();
await session.close();
await client.disconnect();
process.exit(code);

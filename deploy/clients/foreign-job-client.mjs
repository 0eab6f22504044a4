// A plant's MES on another OPC UA stack than Mortise's: orders one rack by OPC 10031-4 and follows it to its response.
//   node foreign-job-client.mjs ENDPOINT --keys DIRECTORY --user NAME --order ID --type RACKTYPE [--within SECONDS]
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
  },
});
if (positionals.length !== 1 || !options.keys || !options.user || !options.order || !options.type) {
  console.error("usage: node foreign-job-client.mjs ENDPOINT --keys DIRECTORY --user NAME --order ID --type RACKTYPE [--within SECONDS]");
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
  if (answer.statusCode.value !== 0) throw new Error(`${method}: ${answer.statusCode.toString()}`);
  return answer.outputArguments.map((output) => output.value);
}

const bits = (status) => (BigInt(status[0]) << 32n) + BigInt(status[1]);
const comment = { dataType: DataType.LocalizedText, arrayType: VariantArrayType.Array, value: [] };
const CONTROL = [[line, "Line"], [line, "JobOrderControl"]];
const RESULTS = [[line, "Line"], [line, "JobOrderResults"]];

async function storeAndStart() {
  const order = await session.constructExtensionObject(resolveNodeId(`ns=${model};i=${ORDER_TYPE}`), {
    jobOrderID: options.order,
    workMasterID: [{ ID: options.type }],
  });
  const [status] = await call(control, CONTROL, "StoreAndStart", { dataType: DataType.ExtensionObject, value: order }, comment);
  return bits(status);
}

// what happens to the order comes as events
const seen = [];
let ended;
const end = new Promise((resolve, reject) => {
  ended = resolve;
  setTimeout(() => reject(new Error(`not ended within ${options.within} s; seen ${seen.join(", ")}`)), Number(options.within) * 1000).unref();
});
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
  if (order === options.order) {
    seen.push(state);
    console.log(`event: ${order} ${state}`);
    if (state === "Ended") ended();
  }
});

let code = 1;
try {
  console.log(`order: ${await storeAndStart()}`);
  console.log(`order again: ${await storeAndStart()}`);
  const [pause] = await call(control, CONTROL, "Pause", { dataType: DataType.String, value: "NO-SUCH-ORDER" }, comment);
  console.log(`pause of an unknown order: ${bits(pause)}`);
  await end;
  const [response, status] = await call(results, RESULTS, "RequestJobResponseByJobOrderID", { dataType: DataType.String, value: options.order });
  const operations = (response.jobResponseData ?? []).filter((one) => one.value.value === "VALID");
  const measured = operations.flatMap((one) => one.subparameters ?? []).filter((one) => one.engineeringUnits);
  console.log(`response: ${bits(status)} ${response.jobOrderID} ${response.jobState[0].stateText.text} ${response.startTime < response.endTime ? "began and ended" : "without times"}`);
  console.log(`results: ${operations.length} operations, ${measured.length} values with units`);
  const list = await session.read({ nodeId: await find(...CONTROL, [model, "JobOrderList"]), attributeId: AttributeIds.Value });
  console.log(`list: ${list.value.value.map((one) => `${one.jobOrder.jobOrderID} ${one.state[0].stateText.text}`).join(", ")}`);
  const [clear] = await call(control, CONTROL, "Clear", { dataType: DataType.String, value: options.order }, comment);
  console.log(`clear: ${bits(clear)}`);
  code = operations.length > 0 && measured.length > 0 ? 0 : 1;
} catch (failure) {
  console.log(`failed: ${failure.message}`);
}
await subscription.terminate();
await session.close();
await client.disconnect();
process.exit(code);

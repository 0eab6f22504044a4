// A plant's system on another OPC UA stack than Mortise's: comes to the plant server, logs in, reads.
//   node foreign-plant-client.mjs ENDPOINT --keys DIRECTORY --user NAME [--policy NAME] [--mode NAME] [--results RACK]
//     [--certificate FILE --key FILE [--uri URI]] [--user-certificate FILE --user-key FILE]
// The password is read from standard input, unless the user comes by a certificate. Prints "in: ..." and ends with 0, or "refused: ..." and ends with 1. With
// --results it reads every result of a rack that nobody has acknowledged yet, acknowledges them and looks again. Its own
// certificate is made at its first run below DIRECTORY, unless one is given. Files are PEM.
// --uri is what it says of itself, where that is something else than its certificate says.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { OPCUACertificateManager } from "node-opcua-certificate-manager";
import {
  AttributeIds,
  ContentFilter,
  DataType,
  ElementOperand,
  FilterOperator,
  LiteralOperand,
  MessageSecurityMode,
  OPCUAClient,
  SecurityPolicy,
  SimpleAttributeOperand,
  UserTokenType,
  VariantArrayType,
  resolveNodeId,
} from "node-opcua-client";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    keys: { type: "string" },
    user: { type: "string" },
    policy: { type: "string", default: "Basic256Sha256" },
    mode: { type: "string", default: "SignAndEncrypt" },
    results: { type: "string" },
    certificate: { type: "string" },
    key: { type: "string" },
    uri: { type: "string" },
    "user-certificate": { type: "string" },
    "user-key": { type: "string" },
  },
});
if (positionals.length !== 1 || !options.keys || !options.user) {
  console.error("usage: node foreign-plant-client.mjs ENDPOINT --keys DIRECTORY --user NAME [--policy NAME] [--mode NAME] [--results RACK] [--certificate FILE --key FILE] [--user-certificate FILE --user-key FILE]");
  process.exit(2);
}
const password = options["user-certificate"] ? "" : readFileSync(0, "utf8").trim();
const identity = options["user-certificate"]
  ? {
      type: UserTokenType.Certificate,
      certificateData: Buffer.from(readFileSync(options["user-certificate"], "utf8").replace(/-----[^-]+-----|\s/g, ""), "base64"),
      privateKey: readFileSync(options["user-key"], "utf8"),
    }
  : { type: UserTokenType.UserName, userName: options.user, password };

const keys = new OPCUACertificateManager({ rootFolder: options.keys, automaticallyAcceptUnknownCertificate: true });
await keys.initialize();
const client = OPCUAClient.create({
  applicationName: "foreign-plant-client",
  ...(options.certificate ? { certificateFile: options.certificate, privateKeyFile: options.key } : {}),
  clientCertificateManager: keys,
  endpointMustExist: false,
  securityMode: MessageSecurityMode[options.mode],
  securityPolicy: SecurityPolicy[options.policy],
  connectionStrategy: { maxRetry: 0, initialDelay: 200, maxDelay: 500 },
});

// the library says what the certificate says, whatever it was told
if (options.uri) client._getApplicationUri = () => options.uri;

/** The server takes 1,000. */
const ACKNOWLEDGED_AT_ONCE = 500;

/** Takes the results of a rack by OPC 40001-101; throws when one cannot be had. */
async function takeResults(session, rack) {
  const namespaces = await session.readNamespaceArray();
  const line = namespaces.indexOf("urn:mortise:line");
  const model = namespaces.indexOf("http://opcfoundation.org/UA/Machinery/Result/");
  const find = async (node, index, name) => {
    const { references } = await session.browse({ nodeId: node, referenceTypeId: "HierarchicalReferences", includeSubtypes: true, resultMask: 63 });
    const found = references.find((one) => one.browseName.namespaceIndex === index && one.browseName.name === name);
    if (!found) throw new Error(`no ${name} among ${references.map((one) => one.browseName.toString()).join(", ")}`);
    return found.nodeId;
  };
  const management = await find(await find(resolveNodeId("ObjectsFolder"), line, "Line"), model, "ResultManagement");
  const call = async (method, ...inputArguments) => {
    const methodId = await find(management, model, method);
    const answer = await session.call({ objectId: management, methodId, inputArguments });
    if (answer.statusCode.value !== 0) throw new Error(`${method}: ${answer.statusCode.toString()}`);
    const values = answer.outputArguments.map((output) => output.value);
    if (values[values.length - 1] !== 0) throw new Error(`${method}: error ${values[values.length - 1]}`);
    return values;
  };
  const text = (value) => ({ dataType: DataType.String, value });
  const int32 = (value) => ({ dataType: DataType.Int32, value });
  const field = (name) =>
    new SimpleAttributeOperand({
      typeDefinitionId: resolveNodeId(`ns=${model};i=1002`),
      browsePath: ["Result", "ResultMetaData", name].map((step) => ({ namespaceIndex: model, name: step })),
      attributeId: AttributeIds.Value,
    });
  const equals = (name, value) => ({
    filterOperator: FilterOperator.Equals,
    filterOperands: [field(name), new LiteralOperand({ value })],
  });
  const open = async () => {
    const filter = new ContentFilter({
      elements: [
        { filterOperator: FilterOperator.And, filterOperands: [new ElementOperand({ index: 1 }), new ElementOperand({ index: 2 })] },
        equals("JobId", text(rack)),
        equals("Acknowledged", { dataType: DataType.Boolean, value: false }),
      ],
    });
    const [handle, ids] = await call(
      "GetResultIdListFiltered",
      { dataType: DataType.ExtensionObject, value: filter },
      { dataType: DataType.ExtensionObject, arrayType: VariantArrayType.Array, value: [] },
      { dataType: DataType.UInt32, value: 0 },
      int32(0),
    );
    await call("ReleaseResultHandle", { dataType: DataType.UInt32, value: handle });
    return ids ?? [];
  };
  const ids = await open();
  const seen = { OK: 0, units: 0, limits: 0, curves: 0 };
  for (const id of ids) {
    const [, result] = await call("GetResultById", text(id), int32(0));
    const { resultMetaData: meta, resultContent: content } = result;
    if (meta.resultId !== id || meta.jobId !== rack) throw new Error(`asked for ${id} of ${rack}, got ${meta.resultId} of ${meta.jobId}`);
    seen.OK += meta.resultEvaluation === 1 ? 1 : 0;
    const values = content.map((one) => one.value ?? one);
    seen.units += values.filter((one) => one.engineeringUnits).length;
    seen.limits += values.filter((one) => (one.subparameters ?? []).some((below) => /Limit$/.test(below.ID))).length;
    seen.curves += values.filter((one) => (one.subparameters ?? []).some((below) => below.ID === "X")).length;
  }
  console.log(`results: ${ids.length} read, ${seen.OK} OK, ${seen.units} values with units, ${seen.limits} with limits, ${seen.curves} curves`);
  for (let first = 0; first < ids.length; first += ACKNOWLEDGED_AT_ONCE) {
    const some = ids.slice(first, first + ACKNOWLEDGED_AT_ONCE);
    await call("AcknowledgeResults", { dataType: DataType.String, arrayType: VariantArrayType.Array, value: some });
  }
  console.log(`acknowledged: ${ids.length}, not yet: ${(await open()).length}`);
}

try {
  await client.connect(positionals[0]);
  const session = await client.createSession(identity);
  const state = await session.read({ nodeId: "i=2259", attributeId: AttributeIds.Value });
  const product = await session.read({ nodeId: "i=2262", attributeId: AttributeIds.Value });
  console.log(`in: ${options.policy} ${options.mode}, server state ${state.value.value}, ${product.value.value}`);
  if (options.results) await takeResults(session, options.results);
  await session.close();
  await client.disconnect();
  process.exit(0);
} catch (refused) {
  console.log(`refused: ${refused.message.split("\n")[0]}`);
  await client.disconnect().catch(() => undefined);
  process.exit(1);
}

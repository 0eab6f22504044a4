// A plant's system on another OPC UA stack than Mortise's: comes to the plant server, logs in, reads.
//   node foreign-plant-client.mjs ENDPOINT --keys DIRECTORY --user NAME [--policy NAME] [--mode NAME]
// The password is read from standard input. Prints "in: ..." and ends with 0, or "refused: ..." and ends with 1. Its own
// certificate is made at its first run below DIRECTORY.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { OPCUACertificateManager } from "node-opcua-certificate-manager";
import {
  AttributeIds,
  MessageSecurityMode,
  OPCUAClient,
  SecurityPolicy,
  UserTokenType,
} from "node-opcua-client";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    keys: { type: "string" },
    user: { type: "string" },
    policy: { type: "string", default: "Basic256Sha256" },
    mode: { type: "string", default: "SignAndEncrypt" },
  },
});
if (positionals.length !== 1 || !options.keys || !options.user) {
  console.error("usage: node foreign-plant-client.mjs ENDPOINT --keys DIRECTORY --user NAME [--policy NAME] [--mode NAME]");
  process.exit(2);
}
const password = readFileSync(0, "utf8").trim();

const keys = new OPCUACertificateManager({ rootFolder: options.keys, automaticallyAcceptUnknownCertificate: true });
await keys.initialize();
const client = OPCUAClient.create({
  applicationName: "foreign-plant-client",
  clientCertificateManager: keys,
  endpointMustExist: false,
  securityMode: MessageSecurityMode[options.mode],
  securityPolicy: SecurityPolicy[options.policy],
  connectionStrategy: { maxRetry: 0, initialDelay: 200, maxDelay: 500 },
});

try {
  await client.connect(positionals[0]);
  const session = await client.createSession({ type: UserTokenType.UserName, userName: options.user, password });
  const state = await session.read({ nodeId: "i=2259", attributeId: AttributeIds.Value });
  const product = await session.read({ nodeId: "i=2262", attributeId: AttributeIds.Value });
  console.log(`in: ${options.policy} ${options.mode}, server state ${state.value.value}, ${product.value.value}`);
  await session.close();
  await client.disconnect();
  process.exit(0);
} catch (refused) {
  console.log(`refused: ${refused.message.split("\n")[0]}`);
  await client.disconnect().catch(() => undefined);
  process.exit(1);
}

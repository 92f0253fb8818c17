// server.js - Directus over HTTPS, a worker for each processor: server.js CERTIFICATE KEY; its settings are
// in the environment.

import cluster from "node:cluster";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { availableParallelism } from "node:os";

const [certificate, key] = process.argv.slice(2);

/** Workers share a port that the system chooses. */
function lead() {
  let missing = availableParallelism();
  cluster.on("listening", (_worker, address) => {
    missing -= 1;
    if (missing === 0) {
      process.stdout.write(`listening on https://127.0.0.1:${address.port}\n`);
    }
  });
  cluster.on("exit", () => process.exit(1));
  // What workers say to standard output is no answer to who reads ours.
  cluster.setupPrimary({ silent: true });
  for (let worker = 0; worker < availableParallelism(); worker++) {
    cluster.fork().process.stderr.pipe(process.stderr);
  }
}

async function serve() {
  const { default: createApp } = await import("@directus/api/app");
  const tls = { cert: readFileSync(certificate), key: readFileSync(key) };
  createServer(tls, await createApp()).listen(0, "127.0.0.1");
}

if (cluster.isPrimary) {
  lead();
} else {
  await serve();
}

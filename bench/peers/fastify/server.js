// server.js - contacts over HTTPS, a worker for each processor: server.js DB CERTIFICATE KEY.
// Commits are in the write-ahead log but not synced, as is usual with WAL: a create that was answered
// may be lost with the machine's power.

import cluster from "node:cluster";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import fastify from "fastify";
import { openContacts } from "./contacts.js";
import { detail, given, list, page, row } from "./schemas.js";

const PATH = "/v1/Core/Contacts";

const [file, certificate, key] = process.argv.slice(2);

function refusal(statusCode, message) {
  return Object.assign(new Error(message), { statusCode });
}

function build(contacts) {
  const app = fastify({
    https: { cert: readFileSync(certificate), key: readFileSync(key) },
    logger: false,
  });

  app.get(
    `${PATH}/:id`,
    { schema: { params: row, response: { 200: detail } } },
    (request, reply) => {
      const contact = contacts.get(request.params.id);
      reply.send(contact ?? refusal(404, "There is no such contact."));
    },
  );

  app.get(PATH, { schema: { querystring: page, response: { 200: list } } }, (request, reply) => {
    reply.send(contacts.list(request.query.page, request.query.pageSize));
  });

  app.post(PATH, { schema: { body: given, response: { 201: detail } } }, (request, reply) => {
    const wrong = contacts.check(request.body);
    if (wrong) {
      reply.send(refusal(400, wrong));
      return;
    }
    reply.code(201).send(contacts.create(request.body));
  });

  return app;
}

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
  for (let worker = 0; worker < missing; worker++) {
    cluster.fork();
  }
}

if (cluster.isPrimary) {
  lead();
} else {
  await build(openContacts(file)).listen({ host: "127.0.0.1", port: 0 });
}

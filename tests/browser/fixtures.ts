// What tests begin with: a server with a demo company, browsers of people, the API.
import {
  type APIRequestContext,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
  request,
} from "@playwright/test";
import { type Credentials, PASSWORD, Server } from "./server.ts";
import { Watch } from "./watch.ts";

export { expect, PASSWORD };

type Secret = Pick<Credentials, "id" | "secret">;

export interface Row {
  id: number;
}

export interface Person {
  email: string;
  password: string;
}

/** Somebody's browser. */
export interface Visitor {
  context: BrowserContext;
  page: Page;
  watch: Watch;
}

interface OfWorker {
  /** A demo company for tests that leave each other's rows alone. */
  server: Server;
  administrator: Person;
  /** Asks behind the pages, as the administrator; the JSON of an answer that must be good. */
  manage: <T = Row>(method: string, path: string, data?: unknown) => Promise<T>;
  /** Starts servers of a test's own. */
  startServer: (...flags: string[]) => Promise<Server>;
}

interface OfTest {
  /** A browser where nobody is signed in; of the shared server, unless another is named. */
  newVisitor: (options?: BrowserContextOptions, server?: Server) => Promise<Visitor>;
  /** A browser with a session that was got behind the pages. */
  signedIn: (person?: Person, options?: BrowserContextOptions) => Promise<Visitor>;
  /** A client of the API. */
  newClient: (credentials: Secret, server?: Server) => Promise<APIRequestContext>;
}

async function visit(browser: Browser, server: Server, options: BrowserContextOptions) {
  const context = await browser.newContext({ baseURL: server.url, ...options });
  return { context, page: await context.newPage(), watch: new Watch(context, server.url) };
}

export async function enter(context: BrowserContext, { email, password }: Person) {
  const answer = await context.request.post("/admin/v1/Session", { data: { email, password } });
  expect(answer.status()).toBe(200);
  return (await answer.json()).session as { csrfToken: string; user: { id: number } };
}

export async function fetchToken(server: Server, { id, secret }: Secret) {
  const client = await request.newContext({ baseURL: server.url, ignoreHTTPSErrors: true });
  const answer = await client.post("/v1/Auth/Token", {
    headers: { Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}` },
  });
  const status = answer.status();
  const token = status === 200 ? ((await answer.json()).accessToken as string) : "";
  await client.dispose();
  return { status, token };
}

export const test = base.extend<OfTest, OfWorker>({
  startServer: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads what stands in these braces
    async ({}, use) => {
      const started: Server[] = [];
      await use(async (...flags) => {
        const server = await Server.start(...flags);
        started.push(server);
        return server;
      });
      await Promise.all(started.map((server) => server.stop()));
    },
    { scope: "worker" },
  ],
  server: [async ({ startServer }, use) => use(await startServer("--demo")), { scope: "worker" }],
  administrator: [
    async ({ server }, use) => {
      const [, email, password] = / as (\S+) with the password (\S+)/.exec(server.greeting) ?? [];
      await use({ email: email ?? "", password: password ?? "" });
    },
    { scope: "worker" },
  ],
  manage: [
    async ({ server, administrator }, use) => {
      const client = await request.newContext({ baseURL: server.url, ignoreHTTPSErrors: true });
      const answer = await client.post("/admin/v1/Session", { data: administrator });
      const headers = { "X-CSRF-Token": (await answer.json()).session.csrfToken };
      await use(async (method, path, data) => {
        const done = await client.fetch(`/admin/v1/${path}`, { method, data, headers });
        expect([200, 201], `${method} ${path}: ${await done.text()}`).toContain(done.status());
        return (await done.text()) ? done.json() : null;
      });
      await client.dispose();
    },
    { scope: "worker" },
  ],
  newVisitor: async ({ browser, server: shared }, use) => {
    const visitors: Visitor[] = [];
    await use(async (options = {}, server = shared) => {
      const visitor = await visit(browser, server, options);
      visitors.push(visitor);
      return visitor;
    });
    for (const { context } of visitors) await context.close();
    expect(visitors.flatMap(({ watch }) => watch.troubles)).toEqual([]);
  },
  signedIn: async ({ newVisitor, administrator }, use) => {
    await use(async (person = administrator, options = {}) => {
      const visitor = await newVisitor(options);
      await enter(visitor.context, person);
      return visitor;
    });
  },
  newClient: async ({ server: shared }, use) => {
    const clients: APIRequestContext[] = [];
    await use(async (credentials, server = shared) => {
      const { token } = await fetchToken(server, credentials);
      const client = await request.newContext({
        baseURL: server.url,
        ignoreHTTPSErrors: true,
        extraHTTPHeaders: { Authorization: `Bearer ${token}` },
      });
      clients.push(client);
      return client;
    });
    await Promise.all(clients.map((client) => client.dispose()));
  },
});

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ask, Problem, whenSessionChanged } from "../src/client/request.ts";
import { fill } from "../src/language/language.tsx";
import { describe as say } from "../src/language/problems.ts";

type Step = (init: RequestInit) => Response | Error;

let asked: RequestInit[] = [];

/** Answers one request after the other; an Error is a network that breaks. */
function answering(...steps: Step[]) {
  vi.stubGlobal("fetch", (_: string, init: RequestInit) => {
    asked.push(init);
    const answer = steps[asked.length - 1]?.(init) ?? new Error("nothing more was expected");
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
}

const good = () => new Response('{"id":7}', { status: 200 });
const breaks = () => new TypeError("Failed to fetch");
const atWork = () =>
  new Response('{"message":"x"}', { status: 409, headers: { "Retry-After": "1" } });
const header = (at: number, name: string) => new Headers(asked[at]?.headers).get(name);

/** An answer whose connection breaks in its middle. */
function half() {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"id"'));
      controller.error(new TypeError("terminated"));
    },
  });
  return new Response(body, { status: 200 });
}

beforeEach(() => {
  asked = [];
  vi.useFakeTimers({ now: Date.parse("2026-05-01T12:00:00Z") });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function settled<T>(promise: Promise<T>) {
  const caught = promise.catch((fault: unknown) => fault);
  await vi.runAllTimersAsync();
  return caught;
}

test("each write has a key of its own, and its moment; reads have none", async () => {
  answering(good, good, good);
  await ask("POST", "Activities", { body: {} });
  await ask("PUT", "Activities/7", { body: {} });
  await ask("GET", "Activities/7");
  expect(header(0, "Idempotency-Key")).toMatch(/^[0-9a-f-]{36}$/);
  expect(header(1, "Idempotency-Key")).not.toBe(header(0, "Idempotency-Key"));
  expect(header(0, "Idempotency-Made-At")).toBe("2026-05-01T12:00:00.000Z");
  expect(header(2, "Idempotency-Key")).toBeNull();
  expect(header(2, "Idempotency-Made-At")).toBeNull();
});

test.each([
  ["before the answer", breaks],
  ["in the answer", half],
])("a write whose network breaks %s is sent again as it was", async (_, broken) => {
  answering(broken, good);
  expect(await settled(ask("POST", "Activities", { body: { name: "x" } }))).toMatchObject({
    data: { id: 7 },
  });
  expect(asked).toHaveLength(2);
  expect(asked[1]).toEqual(asked[0]);
});

test("it is sent again once", async () => {
  answering(breaks, breaks, good);
  const fault = await settled(ask("DELETE", "Activities/7"));
  expect(fault).toBeInstanceOf(Problem);
  expect((fault as Problem).status).toBe(0);
  expect(asked).toHaveLength(2);
});

test("while the first is still at work it is waited for, and not for ever", async () => {
  answering(breaks, atWork, atWork, good);
  expect(await settled(ask("POST", "Activities", { body: {} }))).toMatchObject({ data: { id: 7 } });
  expect(asked).toHaveLength(4);
  asked = [];
  answering(breaks, ...Array.from({ length: 30 }, () => atWork));
  expect(((await settled(ask("POST", "Activities", { body: {} }))) as Problem).status).toBe(0);
  expect(asked).toHaveLength(11);
});

test("what the server says is no break, and reads are not sent again", async () => {
  answering(() => new Response('{"message":"x"}', { status: 503 }));
  expect(((await settled(ask("POST", "Activities", { body: {} }))) as Problem).status).toBe(503);
  expect(asked).toHaveLength(1);
  asked = [];
  answering(breaks, good);
  expect(((await settled(ask("GET", "Activities"))) as Problem).status).toBe(0);
  expect(asked).toHaveLength(1);
});

test("whoever gives up is not kept waiting", async () => {
  const giving = new AbortController();
  answering(breaks, good);
  const caught = ask("POST", "Activities", { body: {}, signal: giving.signal }).catch(
    (fault: unknown) => fault,
  );
  await vi.advanceTimersByTimeAsync(10);
  giving.abort();
  expect(await caught).toMatchObject({ name: "AbortError" });
  expect(asked).toHaveLength(1);
});

test("moments are by the server's clock", async () => {
  answering(() => new Response("{}", { headers: { Date: "Sun, 03 May 2026 12:00:00 GMT" } }), good);
  await ask("GET", "Session");
  await ask("POST", "Activities", { body: {} });
  expect(header(1, "Idempotency-Made-At")).toBe("2026-05-03T12:00:00.000Z");
  answering(() => new Response("{}", { headers: { Date: new Date().toUTCString() } }));
  asked = [];
  await ask("GET", "Session");
});

test.each([
  ["Set up two-step sign-in first.", 1, "Ställ in tvåstegsverifiering först."],
  [
    "The X-CSRF-Token header is missing or wrong.",
    1,
    "Inloggningen har ändrats i en annan flik. Försök igen.",
  ],
  [
    "The company demands two-step sign-in of everybody.",
    0,
    "Företaget kräver tvåstegsverifiering av alla.",
  ],
  [
    "Only administrators may do that.",
    0,
    "Det har du inte behörighet till. Fråga en administratör.",
  ],
])("a refusal says what is the matter: %s", async (message, times, swedish) => {
  const changed = vi.fn();
  whenSessionChanged(changed);
  answering(() => new Response(JSON.stringify({ message }), { status: 403 }));
  const problem = await settled(ask("PUT", "Activities/7", { body: {} }));
  expect(changed).toHaveBeenCalledTimes(times);
  expect(say(problem as Problem, (text) => fill(text.sv), "sv")).toBe(swedish);
});

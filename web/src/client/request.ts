// Asks the server and turns every way of failing into a Problem.

export type ModelState = Readonly<Record<string, readonly string[]>>;

interface Refusal {
  message?: string;
  modelState?: ModelState;
  waitInSeconds?: number;
}

/** An answer that is no success; status 0: the server could not be reached. */
export class Problem extends Error {
  readonly status: number;
  readonly modelState: ModelState;
  readonly waitInSeconds: number | undefined;

  constructor(status: number, refusal: Refusal = {}) {
    super(refusal.message ?? "");
    this.name = "Problem";
    this.status = status;
    this.modelState = refusal.modelState ?? {};
    this.waitInSeconds = refusal.waitInSeconds;
  }
}

export interface Answer<T> {
  data: T;
  etag: string | null;
}

export interface Asking {
  body?: unknown;
  etag?: string | null | undefined;
  signal?: AbortSignal | undefined;
}

type Method = "GET" | "POST" | "PUT" | "DELETE";

let csrfToken = "";
let onSignedOut = () => {};
let onSessionChanged = () => {};
let serverIsAhead = 0; // milliseconds, by the server's answers: a device's clock may be wrong

/** What the server refuses when the session is no longer as this page knows it: the company demands two-step
 * sign-in by now; or another tab has changed the password, or signed in. */
const SESSION_CHANGED = [
  "Set up two-step sign-in first.",
  "The X-CSRF-Token header is missing or wrong.",
];

/** Writes carry what the session object gave. */
export function keepToken(token: string) {
  csrfToken = token;
}

export function tellSignedOut() {
  onSignedOut();
}

export function whenSignedOut(action: () => void) {
  onSignedOut = action;
}

export function whenSessionChanged(action: () => void) {
  onSessionChanged = action;
}

/** By which the server knows a write again, and whether it could have forgotten it. */
function keyOf(method: Method): Record<string, string> {
  if (method === "GET") return {};
  return {
    "Idempotency-Key": crypto.randomUUID(),
    "Idempotency-Made-At": new Date(Date.now() + serverIsAhead).toISOString(),
  };
}

function headersOf(method: Method, asking: Asking, key: Record<string, string>) {
  const headers: Record<string, string> = { Accept: "application/json", ...key };
  if (asking.body !== undefined) headers["Content-Type"] = "application/json";
  if (method !== "GET" && csrfToken) headers["X-CSRF-Token"] = csrfToken;
  if (asking.etag) headers["If-Match"] = asking.etag;
  return headers;
}

interface Received {
  response: Response;
  text: string;
}

function noteClock(response: Response) {
  const now = Date.parse(response.headers.get("Date") ?? "");
  if (now) serverIsAhead = now - Date.now();
}

/** An answer that came to its end; Problem 0 when the network broke before. */
async function send(
  method: Method,
  path: string,
  asking: Asking,
  key: Record<string, string>,
): Promise<Received> {
  try {
    const response = await fetch(`/admin/v1/${path}`, {
      method,
      headers: headersOf(method, asking, key),
      body: asking.body === undefined ? null : JSON.stringify(asking.body),
      credentials: "same-origin",
      signal: asking.signal ?? null,
    });
    noteClock(response);
    return { response, text: await response.text() };
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === "AbortError") throw fault;
    throw new Problem(0);
  }
}

const PAUSE = 1000; // milliseconds; the server waits for at most five seconds to write
const MOST_PAUSES = 10;

function pause(signal: AbortSignal | undefined) {
  return new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, PAUSE);
    signal?.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        reject(signal.reason);
      },
      { once: true },
    );
  });
}

/** The first request with the key is still at work: other conflicts do not say how long to wait. */
function isAtWork({ response }: Received) {
  return response.status === 409 && response.headers.has("Retry-After");
}

/** Sends a write again, once, when nobody knows whether it was done: its key keeps it from being done twice.
 * What tells a secret has no key that counts: then the first secret, which nobody has seen, is replaced. */
async function sendSafely(method: Method, path: string, asking: Asking): Promise<Received> {
  const key = keyOf(method);
  try {
    return await send(method, path, asking, key);
  } catch (fault) {
    if (method === "GET" || !(fault instanceof Problem)) throw fault;
  }
  for (let pauses = 0; pauses < MOST_PAUSES; pauses++) {
    await pause(asking.signal);
    const received = await send(method, path, asking, key);
    if (!isAtWork(received)) return received;
  }
  throw new Problem(0);
}

function readJson({ response, text }: Received): unknown {
  if (!text) return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(response.ok ? 0 : response.status);
  }
}

export async function ask<T>(
  method: Method,
  path: string,
  asking: Asking = {},
): Promise<Answer<T>> {
  const received = await sendSafely(method, path, asking);
  const { response } = received;
  const value = readJson(received);
  if (!response.ok) {
    const wait = Number(response.headers.get("Retry-After")) || undefined;
    const problem = new Problem(response.status, {
      ...(wait ? { waitInSeconds: wait } : {}),
      ...(value as Refusal | null),
    });
    if (response.status === 401 && path !== "Session") onSignedOut();
    if (response.status === 403 && SESSION_CHANGED.includes(problem.message)) onSessionChanged();
    throw problem;
  }
  return { data: value as T, etag: response.headers.get("ETag") };
}

export async function read<T>(path: string, signal?: AbortSignal) {
  return (await ask<T>("GET", path, { signal })).data;
}

export async function write<T>(method: Method, path: string, body?: unknown) {
  return (await ask<T>(method, path, { body })).data;
}

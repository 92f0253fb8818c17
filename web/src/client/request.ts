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

function headersOf(method: Method, asking: Asking) {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (asking.body !== undefined) headers["Content-Type"] = "application/json";
  if (method !== "GET" && csrfToken) headers["X-CSRF-Token"] = csrfToken;
  if (asking.etag) headers["If-Match"] = asking.etag;
  return headers;
}

async function send(method: Method, path: string, asking: Asking) {
  try {
    return await fetch(`/admin/v1/${path}`, {
      method,
      headers: headersOf(method, asking),
      body: asking.body === undefined ? null : JSON.stringify(asking.body),
      credentials: "same-origin",
      signal: asking.signal ?? null,
    });
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === "AbortError") throw fault;
    throw new Problem(0);
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
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
  const response = await send(method, path, asking);
  const value = await readJson(response);
  if (!response.ok) {
    const wait = Number(response.headers.get("Retry-After")) || undefined;
    const problem = new Problem(response.status, {
      ...(wait ? { waitInSeconds: wait } : {}),
      ...(value as Refusal | null),
    });
    if (response.status === 401 && path !== "Session") onSignedOut();
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

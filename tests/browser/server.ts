// A running glimt with a directory of its own.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";

// Where the run has a PostgreSQL, each server has a database of its own there (tests/api/postgres.py).
const postgres = process.env.GLIMT_TEST_POSTGRES;
const binary = process.env.GLIMT_BINARY ?? join(import.meta.dirname, "../../build/glimt");

export const PASSWORD = "rätt häst batteri";

export interface Credentials {
  name: string;
  id: string;
  secret: string;
}

function databaseOf(directory: string) {
  if (!postgres) return {};
  const name = basename(directory);
  execFileSync("createdb", ["-h", postgres, "-U", "glimt", name]);
  return { GLIMT_DATABASE: `postgres://glimt@/${encodeURIComponent(name)}?host=${postgres}` };
}

export class Server {
  readonly directory: string;
  readonly url: string;
  /** What it said after that it listens: how to sign in, or to set it up. */
  readonly greeting: string;
  private readonly child: ChildProcess;
  private readonly env: NodeJS.ProcessEnv;
  private made = 0;

  private constructor(
    child: ChildProcess,
    directory: string,
    lines: readonly string[],
    env: NodeJS.ProcessEnv,
  ) {
    this.child = child;
    this.env = env;
    this.directory = directory;
    this.url = lines[0]?.replace("listening on ", "") ?? "";
    this.greeting = lines[1] ?? "";
  }

  static async start(...flags: string[]) {
    const directory = mkdtempSync(join(tmpdir(), "glimt-browser-"));
    const env = { ...process.env, ...databaseOf(directory) };
    const child = spawn(
      binary,
      ["serve", "--data", directory, "--listen", "127.0.0.1:0", ...flags],
      { stdio: ["ignore", "pipe", "inherit"], env },
    );
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (lines.length === 2) break;
    }
    if (!lines[0]?.startsWith("listening on ")) throw new Error(`glimt said: ${lines.join("\n")}`);
    return new Server(child, directory, lines, env);
  }

  async stop() {
    const ended = this.child.exitCode === null ? once(this.child, "exit") : null;
    this.child.kill("SIGTERM");
    await ended;
    rmSync(this.directory, { recursive: true });
  }

  /** A command of the same binary, on the same data; what it prints as JSON. */
  command(words: readonly string[], input = ""): unknown {
    const all = [...words, "--data", this.directory, "--json"];
    return JSON.parse(execFileSync(binary, all, { input, encoding: "utf8", env: this.env }));
  }

  /** The number of a new user who can sign in with PASSWORD. */
  addUser(email: string, first: string, last: string, ...flags: string[]) {
    const names = ["--first-name", first, "--last-name", last, "--password-stdin"];
    const made = this.command(["user", "add", email, ...names, ...flags], PASSWORD);
    return (made as { userId: number }).userId;
  }

  addApplication(...flags: string[]): Credentials {
    const name = `Prov ${++this.made}`;
    const made = this.command(["app", "add", name, "--rate", "off", ...flags]);
    return { name, ...(made as { id: string; secret: string }) };
  }
}

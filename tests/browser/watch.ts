// Watches what a browser does: nothing may go wrong unseen, nothing may leave the server.
import type { BrowserContext, ConsoleMessage } from "@playwright/test";

const STATUS = /status of (\d{3})/;
const BROKEN = /net::ERR_CONNECTION_/;

export class Watch {
  readonly troubles: string[] = [];
  private readonly expected: { status: number; path: string | RegExp }[] = [
    // Whether somebody is signed in is found out by asking.
    { status: 401, path: "/admin/v1/Session" },
  ];

  constructor(context: BrowserContext, origin: string) {
    context.on("console", (message) => this.hear(message));
    context.on("weberror", (fault) => this.troubles.push(`uncaught: ${fault.error()}`));
    context.on("request", (request) => {
      if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith("data:"))
        this.troubles.push(`left the server: ${request.url()}`);
    });
    context.on("dialog", (dialog) => {
      this.troubles.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  }

  /** Chromium tells of each refused request; those that a test means are no trouble. 0: the network broke. */
  expect(status: number, path: string | RegExp) {
    this.expected.push({ status, path });
  }

  private hear(message: ConsoleMessage) {
    if (message.type() !== "error" && message.type() !== "warning") return;
    const status = BROKEN.test(message.text()) ? 0 : Number(STATUS.exec(message.text())?.[1]);
    const path =
      message
        .location()
        .url.replace(/^https:\/\/[^/]+/, "")
        .split("?")[0] ?? "";
    const isMeant = this.expected.some(
      (one) =>
        one.status === status &&
        (typeof one.path === "string" ? one.path === path : one.path.test(path)),
    );
    if (!isMeant) this.troubles.push(`${message.type()}: ${message.text()} ${path}`);
  }
}

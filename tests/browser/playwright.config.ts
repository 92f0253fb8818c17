// How the tests run: Debian's Chromium, several files at a time, results for tools/tally.py.
import { defineConfig } from "@playwright/test";

const quiet = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Of the certificates that servers make themselves; told of one by one, Chromium sometimes asks too often.
  "--ignore-certificate-errors",
];

export default defineConfig({
  testDir: ".",
  outputDir: "../../build/browser",
  workers: 5,
  forbidOnly: true,
  // Far beyond what anything takes here: they end what hangs, and measure nothing.
  timeout: 900_000,
  expect: { timeout: 60_000 },
  reporter: [
    ["list"],
    ...(process.env.RESULTS ? [["junit", { outputFile: process.env.RESULTS }] as const] : []),
  ],
  use: {
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    ignoreHTTPSErrors: true,
    locale: "sv-SE",
    timezoneId: "Europe/Stockholm",
    colorScheme: "light",
    viewport: { width: 1280, height: 900 },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell",
      chromiumSandbox: process.getuid?.() !== 0,
      args: quiet,
    },
  },
  projects: [
    { name: "tests", testMatch: "*.spec.ts" },
    { name: "screenshots", testMatch: "screenshots.ts" },
  ],
});

// For everybody: no barriers that axe-core finds, on large screens and phones, in light and dark.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type { AxeResults, RunOptions } from "axe-core";
import { asked } from "./asked.ts";
import { freshCode } from "./codes.ts";
import { enter, expect, PASSWORD, type Row, test } from "./fixtures.ts";
import { Tour } from "./tour.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SCREEN = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

/** What is seriously or critically wrong, each in a line. */
async function barriers(page: Page, options: RunOptions = {}) {
  const { violations } = await page.evaluate(
    (given) =>
      (globalThis as unknown as { axe: { run: (o: object) => Promise<AxeResults> } }).axe.run(
        given,
      ),
    { resultTypes: ["violations"], ...options },
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.html.slice(0, 200)}`),
    );
}

async function isWiderThanScreen(page: Page) {
  const [wide, screen] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  return (wide ?? 0) > (screen ?? 0);
}

const COLORS = { runOnly: ["color-contrast"] };

test.describe.configure({ mode: "parallel" });

interface Look {
  size: { width: number; height: number };
  /** What is wrong with the page that is open. */
  judge: (tour: Tour) => Promise<string[]>;
}

const looks: Record<string, Look> = {
  "on a screen, in light and dark": {
    size: SCREEN,
    judge: async (tour) => {
      const { page } = tour;
      const light = await barriers(page);
      await page.emulateMedia({ colorScheme: "dark" });
      await tour.settle();
      const dark = await barriers(page, COLORS);
      await page.emulateMedia({ colorScheme: "light" });
      return [...light, ...dark.map((line) => `dark: ${line}`)];
    },
  },
  "on a phone, where nothing scrolls sideways": {
    size: PHONE,
    judge: async ({ page }) => [
      ...(await barriers(page)),
      ...((await isWiderThanScreen(page)) ? ["scrolls sideways"] : []),
    ],
  },
};

/** The page of an application that was given good answers and bad ones. */
const ofUsedApplication = test.extend<{ used: string }>({
  used: async ({ server, manage, newClient }, use) => {
    const application = server.addApplication("--all-permissions");
    const client = await newClient(application);
    for (const page of [0, 1]) await client.get(`/v1/Core/Contacts?page=${page}`);
    const found = await manage<{ items: Row[] }>(
      "GET",
      `Applications?page=1&filter.query=${encodeURIComponent(application.name)}`,
    );
    const id = found.items[0]?.id;
    const log = `Applications/${id}/UsageEntries?page=1`;
    await expect
      .poll(async () => (await manage<{ items: Row[] }>("GET", log)).items.length)
      .toBe(2);
    await use(`/admin/settings/integrations/applications/${id}`);
  },
});

for (const [where, { size, judge }] of Object.entries(looks))
  ofUsedApplication(`all pages are free of barriers ${where}`, async ({ signedIn, used }) => {
    const { page } = await signedIn();
    const tour = new Tour(page);
    await page.goto("/admin/settings");
    await page.evaluate(axe);
    const paths = [...(await tour.findPages()), used];
    expect(paths.length).toBeGreaterThan(80);
    await page.setViewportSize(size);
    const wrong: Record<string, string[]> = {};
    for (const path of paths) {
      await tour.go(path);
      const found = await judge(tour);
      if (found.length) wrong[path] = found;
    }
    expect(wrong).toEqual({});
  });

test("the pages before signing in are free of barriers", async ({ newVisitor, startServer }) => {
  const server = await startServer();
  const { page } = await newVisitor({}, server);
  const tour = new Tour(page);
  for (const path of ["/", server.greeting.replace(/^set up: https:\/\/[^/]+/, "")]) {
    await page.setViewportSize(SCREEN);
    await page.goto(path);
    await page.evaluate(axe);
    await tour.settle();
    const light = await barriers(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize(PHONE);
    await tour.settle();
    const dark = await barriers(page);
    await page.emulateMedia({ colorScheme: "light" });
    expect({ path, light, dark }).toEqual({ path, light: [], dark: [] });
    expect(await isWiderThanScreen(page)).toBe(false);
  }
});

test("the description of the API can be read", async ({ newVisitor }) => {
  const { page } = await newVisitor();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto("/docs");
    await page.evaluate(axe);
    await page.getByRole("link", { name: "List contacts" }).click();
    await expect(page.getByText("/v1/Core/Contacts", { exact: true }).first()).toBeVisible();
    expect(await barriers(page)).toEqual([]);
  }
});

test("what opens on a page is free of barriers", async ({ signedIn }) => {
  const { page } = await signedIn();
  const tour = new Tour(page);
  const judge = async (what: string) => {
    await tour.settle();
    const light = await barriers(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await tour.settle();
    const dark = await barriers(page, COLORS);
    await page.emulateMedia({ colorScheme: "light" });
    expect({ what, light, dark }).toEqual({ what, light: [], dark: [] });
  };
  await page.goto("/admin/settings/users/new");
  await page.evaluate(axe);
  await page.getByRole("button", { name: "Konto" }).click();
  await judge("the menu of the account");
  await page.keyboard.press("Escape");
  await page.getByRole("combobox", { name: "Licens" }).click();
  await judge("a choice");
  await page.keyboard.press("Escape");
  await page.getByRole("combobox", { name: "Chef" }).click();
  await expect(page.getByRole("option").first()).toBeVisible();
  await judge("a choice of rows");
  await page.keyboard.press("Escape");
  await page.getByRole("textbox", { name: "Startdatum" }).click();
  await judge("a calendar");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Spara" }).click();
  await judge("faults of a form");
  await page.getByLabel("Förnamn").fill("x");
  await page.getByRole("button", { name: "Avbryt" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await judge("a question");
  await page.getByRole("dialog").getByRole("button", { name: "Lämna" }).click();
  await tour.go("/admin/attest");
  await page
    .getByRole("button", { name: /^.*, .* timmar, .*$/ })
    .first()
    .click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await judge("a day");
  await page.keyboard.press("Escape");
  await page.setViewportSize(PHONE);
  await page.getByRole("button", { name: "Meny" }).click();
  await judge("the menu of a phone");
});

for (const [locale, words] of Object.entries(asked))
  test(`what is asked about codes, sessions and secrets is free of barriers, in ${locale}`, async ({
    newVisitor,
    startServer,
  }) => {
    const server = await startServer();
    const boss = { email: "chef@example.se", password: PASSWORD };
    const id = server.addUser(boss.email, "Åsa", "Öst", "--administrator");
    server.addUser("slutat@example.se", "Ylva", "Slutat");
    const application = server.addApplication();
    const { page, context, watch } = await newVisitor({ locale }, server);
    watch.expect(403, /^\/admin\/v1\//);
    const { csrfToken } = await enter(context, boss);
    const user = { firstName: "Ylva", lastName: "Slutat", license: "total", endDate: "2020-01-31" };
    const rename = { name: application.name, responsibleId: id + 1 };
    for (const [path, data] of [
      [`Users/${id + 1}`, user],
      ["Applications/1", rename],
    ] as const) {
      const headers = { "X-CSRF-Token": csrfToken };
      const answer = await context.request.put(`/admin/v1/${path}`, { data, headers });
      expect(answer.status()).toBe(200);
    }
    await enter((await newVisitor({ locale }, server)).context, boss);
    const tour = new Tour(page);
    const judge = async (what: string) => {
      for (const size of [SCREEN, PHONE]) {
        await page.setViewportSize(size);
        await tour.settle();
        const light = await barriers(page);
        await page.emulateMedia({ colorScheme: "dark" });
        await tour.settle();
        const dark = await barriers(page, COLORS);
        await page.emulateMedia({ colorScheme: "light" });
        const isWide = await isWiderThanScreen(page);
        expect({ what, light, dark, isWide }).toEqual({ what, light: [], dark: [], isWide: false });
      }
    };
    const dialog = page.getByRole("dialog");
    await page.goto("/admin/settings/integrations/applications/1");
    await page.evaluate(axe);
    await expect(page.getByText(words.left)).toBeVisible();
    await judge("application");
    await page.getByRole("button", { name: words.rotate }).click();
    await expect(dialog).toBeVisible();
    await judge("secret");
    await page.keyboard.press("Escape");
    await tour.go("/admin/profile");
    await page.getByRole("button", { name: words.end }).first().click();
    await expect(dialog).toBeVisible();
    await judge("session");
    await page.keyboard.press("Escape");
    await tour.go("/admin/settings/company");
    const panel = page.getByRole("region", { name: words.everybody });
    await panel.getByRole("button", { name: words.demand }).click();
    await judge("demand");
    await dialog.getByLabel(words.password).fill(PASSWORD);
    await dialog.getByRole("button", { name: words.demand }).click();
    const form = page.getByRole("main");
    await expect(form.getByRole("button", { name: words.goOn })).toBeVisible();
    await judge("password first");
    await form.getByLabel(words.password).fill(PASSWORD);
    await form.getByRole("button", { name: words.goOn }).click();
    const secret = await form.getByRole("textbox", { name: words.key }).inputValue();
    await judge("app");
    await form.getByRole("textbox", { name: words.code }).fill(await freshCode(secret));
    await form.getByRole("button", { name: words.turnOn }).click();
    await expect(form.getByRole("button", { name: words.kept })).toBeVisible();
    await judge("recovery codes");
    await form.getByRole("button", { name: words.kept }).click();
    await expect(panel).toBeVisible();
    await judge("demanded");
    await tour.go("/admin/profile");
    await judge("profile");
  });

// Texts that would be script in a careless page are texts in these.
import type { Page } from "@playwright/test";
import { expect, type Row, test } from "./fixtures.ts";
import { fillRequired, kindOf } from "./forms.ts";
import { closeNote } from "./steps.ts";
import { Tour } from "./tour.ts";

const BAIT = `<img src=x onerror="alert(1)"><script>alert(2)</script>"'&\${7*7}{{7*7}}`;
const SVG = `<svg/onload=alert(3)>javascript:alert(4)`;

/** Fills every field for text of the form that is open; the fields that took the bait. */
async function fillAll(page: Page, bait: string) {
  const fields = page.getByRole("main").locator("form").getByRole("textbox");
  const filled: string[] = [];
  for (const field of await fields.all()) {
    const label = await field.evaluate(
      (element) => (element as HTMLInputElement).labels?.[0]?.textContent ?? "",
    );
    const isText = (await kindOf(field)) === "text";
    if (!isText || /IP-adresser|Webbplatser|Färg/i.test(label)) continue;
    await field.fill(bait);
    filled.push(label);
  }
  return filled;
}

/** Nothing of the bait has become a part of the page. */
async function expectHarmless(page: Page) {
  const made = page.locator("img[src=x], svg[onload], script:not([src]), [onerror]");
  await expect(made).toHaveCount(0);
}

async function save(page: Page) {
  await page.getByRole("button", { name: "Spara" }).click();
  await closeNote(page, "Sparat");
}

test("script in any field of any registry is shown and not run", async ({ signedIn, manage }) => {
  const { page } = await signedIn();
  const tour = new Tour(page);
  await page.goto("/admin/settings");
  // Users and applications have tests of their own; of a planning nothing is a text.
  const lists = (await tour.findPages()).filter(
    (path) => path.endsWith("/new") && !/users|applications|plannings/.test(path),
  );
  expect(lists.length).toBeGreaterThan(20);
  for (const path of lists) {
    const list = path.replace(/\/new$/, "");
    await tour.go(path);
    if (/\/invoices\//.test(path))
      await page.getByRole("button", { name: "Lägg till rad" }).click();
    await fillRequired(page, list);
    expect((await fillAll(page, BAIT)).length, path).toBeGreaterThan(0);
    const made = page.waitForResponse((answer) => answer.request().method() === "POST");
    await page.getByRole("button", { name: "Spara" }).click();
    const answer = await made;
    expect(answer.status(), `${path}: ${await answer.text()}`).toBe(201);
    await expect(page).toHaveURL(/\d$/);
    await tour.settle();
    await expectHarmless(page);
    const row: Row & { name?: string; title?: string } = await answer.json();
    // Invoices and plans for payment are called by their customers and projects.
    const isNamed = !/\/(invoices|paymentplans)\//.test(path);
    expect(row.name ?? row.title, path).toBe(isNamed ? BAIT : undefined);
    if (isNamed) {
      await expect(page.getByRole("heading", { name: BAIT })).toBeVisible();
      await expect.poll(() => page.title()).toContain(BAIT);
    }
    await tour.go(list);
    await page.getByRole("searchbox", { name: "Sök" }).fill(BAIT);
    if (isNamed) await expect(page.getByRole("main").getByText(BAIT).first()).toBeVisible();
    await expectHarmless(page);
    const registry = new URL(answer.url()).pathname.replace("/admin/v1/", "");
    if (!/\/invoices\//.test(path)) await manage("DELETE", `${registry}/${row.id}`); // those stay
  }
});

test("script in the question before a deletion is shown and not run", async ({
  signedIn,
  manage,
}) => {
  const { id } = await manage("POST", "Units", { name: BAIT });
  const { page } = await signedIn();
  await page.goto(`/admin/settings/registries/units/${id}`);
  await page.getByRole("button", { name: "Ta bort" }).click();
  const question = page.getByRole("dialog");
  await expect(question).toContainText(`Ta bort ${BAIT}?`);
  await expectHarmless(page);
  await question.getByRole("button", { name: "Ta bort" }).click();
  await closeNote(page, "Borttaget");
});

test("script in a user is shown and not run, wherever users are named", async ({
  signedIn,
  manage,
}) => {
  const { page } = await signedIn();
  await page.goto("/admin/settings/users/new");
  await expect(page.getByRole("button", { name: "Spara" })).toBeVisible();
  expect((await fillAll(page, SVG)).length).toBeGreaterThan(12);
  await save(page);
  const name = `${SVG} ${SVG}`;
  await expect(page.getByRole("heading", { name })).toBeVisible();
  await expectHarmless(page);
  const { items } = await manage<{ items: Row[] }>(
    "GET",
    `Users?page=1&pageSize=1&filter.query=${encodeURIComponent(SVG)}`,
  );
  const [{ id } = { id: 0 }] = items;

  await page.goto("/admin/settings/users");
  await page.getByRole("searchbox", { name: "Sök" }).fill(SVG);
  await expect(page.getByRole("link", { name: SVG })).toBeVisible();
  await page.goto("/admin/attest");
  await page.getByRole("searchbox", { name: "Sök" }).fill(SVG);
  await expect(
    page.getByRole("row", { name: new RegExp(SVG.replace(/[/()]/g, "\\$&")) }),
  ).toBeVisible();
  await expectHarmless(page);

  // Other tests find users without it.
  const plain = { firstName: "Tyst", lastName: "Efteråt", license: "standard", permissions: [] };
  await manage("PUT", `Users/${id}`, plain);
  await page.goto("/admin/settings/log");
  await page.getByRole("searchbox", { name: "Sök" }).fill("Tyst Efteråt");
  await page.getByRole("button", { name: "Ändrade användare Tyst Efteråt" }).click();
  await expect(page.getByRole("row", { name: `Förnamn ${SVG} Tyst` })).toBeVisible();
  await expectHarmless(page);
});

test("script in an application and the company is shown and not run", async ({
  startServer,
  newVisitor,
}) => {
  const server = await startServer();
  const email = "chef@example.se";
  server.addUser(email, BAIT, "Öst", "--administrator");
  const { page } = await newVisitor({}, server);
  await page.goto("/");
  await page.getByLabel("E-post").fill(email);
  await page.getByLabel("Lösenord").fill("rätt häst batteri");
  await page.getByRole("button", { name: "Logga in" }).click();
  await page.getByRole("button", { name: "Konto" }).click();
  await expect(page.getByText(`${BAIT} Öst`)).toBeVisible();
  await expectHarmless(page);
  await page.goto("/admin/settings/integrations/applications/new");
  await page.getByRole("textbox", { name: "Namn" }).fill(BAIT);
  await page.getByRole("combobox", { name: "Ansvarig" }).click();
  await page.getByRole("option", { name: BAIT }).click();
  await save(page);
  await expect(page.getByRole("heading", { name: BAIT })).toBeVisible();
  await page.goto("/admin/settings/company");
  await page.getByRole("textbox", { name: "Företagets namn" }).fill(BAIT);
  await save(page);
  await expect(page.getByRole("banner")).toContainText(BAIT);
  await expectHarmless(page);
});

test("a return comment with script is shown and not run", async ({ signedIn, manage, server }) => {
  const scheduleId = (
    await manage("POST", "Schedules", {
      ...{ name: "Prov", monday: 8, tuesday: 8, wednesday: 8, thursday: 8, friday: 8 },
      ...{ saturday: 0, sunday: 0 },
    })
  ).id;
  const email = "skript@example.se";
  const names = { firstName: "Siv", lastName: "Skript", email, license: "standard" };
  const { id } = await manage("POST", "Users", { ...names, permissions: [], scheduleId });
  server.addUser(email, "Siv", "Skript");
  const days = { userIds: [id], from: "2026-03-02", to: "2026-03-02" };
  await manage("POST", "Days/Lock", days);
  await manage("POST", "Days/Return", { ...days, comment: BAIT });
  const { page } = await signedIn({ email, password: "rätt häst batteri" });
  await page.goto("/admin/days?day=2026-03-02");
  await page.getByRole("button", { name: /Måndag 2 mars/ }).click();
  await expect(page.getByText(BAIT)).toBeVisible();
  await expectHarmless(page);
});

test("pages hold to a policy that lets no foreign or inline script run", async ({
  newVisitor,
  server,
}) => {
  const { page, watch } = await newVisitor();
  for (const path of ["/", "/admin/settings", "/docs"]) {
    const answer = await page.goto(path);
    const policy = (await answer?.headerValue("content-security-policy")) ?? "";
    expect(policy).toMatch(/(^|; )script-src 'self'(;|$)/);
    expect(policy).toMatch(/(^|; )default-src 'none'(;|$)/);
    expect(policy).toMatch(/(^|; )frame-ancestors 'none'(;|$)/);
  }
  // The policy is in force: an inline script is refused and told of.
  await page.goto("/");
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'taken'";
    document.body.append(script);
  });
  await expect.poll(() => watch.troubles.length).toBe(1);
  expect(watch.troubles.pop()).toContain("Content Security Policy");
  await expect(page).toHaveTitle("Logga in · Glimt");
  expect(server.url).toContain("https://");
});

test("the first page loads at most 250 K of script", async ({ newVisitor }) => {
  const { page } = await newVisitor({ extraHTTPHeaders: { "Accept-Encoding": "gzip" } });
  const sizes: Record<string, number> = {};
  page.on("response", async (answer) => {
    if (answer.request().resourceType() !== "script") return;
    expect(await answer.headerValue("content-encoding")).toBe("gzip");
    sizes[answer.url()] = Number(await answer.headerValue("content-length"));
  });
  await page.goto("/", { waitUntil: "networkidle" });
  await expect(page.getByRole("heading", { name: "Logga in" })).toBeVisible();
  const sum = Object.values(sizes).reduce((total, size) => total + size, 0);
  expect(sum).toBeGreaterThan(10_000);
  expect(sum, JSON.stringify(sizes)).toBeLessThanOrEqual(250 * 1024);
});

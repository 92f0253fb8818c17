// Two languages, two colour schemes, and no mouse.
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { closeNote } from "./steps.ts";

test("the language is that of the browser until another is chosen, and stays", async ({
  newVisitor,
  signedIn,
}) => {
  const { page: abroad } = await newVisitor({ locale: "de-DE" });
  await abroad.goto("/");
  await expect(abroad.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(abroad.locator("html")).toHaveAttribute("lang", "en");

  const { page } = await signedIn();
  await page.goto("/admin/days?day=2026-03-04");
  await expect(page.locator("html")).toHaveAttribute("lang", "sv");
  await expect(page.getByText("Vecka 10")).toBeVisible();
  await expect(page.getByText("2–8 mars 2026")).toBeVisible();
  await expect(page.getByRole("button", { name: /Onsdag 4 mars/ })).toBeVisible();
  await expect(page).toHaveTitle("Min tid · Glimt");

  await page.getByRole("button", { name: "Konto" }).click();
  await page.getByText("English").click();
  await page.keyboard.press("Escape");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByText("Week 10")).toBeVisible();
  await expect(page.getByText(/^2\s?–\s?8 March 2026$/)).toBeVisible();
  await expect(page.getByRole("button", { name: /Wednesday,? 4 March/ })).toBeVisible();
  await expect(page).toHaveTitle("My time · Glimt");
  await page.reload();
  await expect(page.getByRole("heading", { name: "My time" })).toBeVisible();
});

test("numbers and dates are written as in the language", async ({ manage, signedIn }) => {
  const name = "Ställning 12 m";
  const { id } = await manage("POST", "Articles", { name, price: 12345.6, isActive: true });
  const { page } = await signedIn();
  const list = "/admin/settings/registries/articles";
  const row = page.getByRole("row", { name: new RegExp(name) });
  await page.goto(list);
  await page.getByRole("searchbox").fill(name);
  await expect(row).toContainText("12 345,6");
  await page.goto(`${list}/${id}`);
  await expect(page.getByRole("textbox", { name: "Pris" })).toHaveValue("12345,6");
  await expect(page.getByText(/^Skapad \d+ [a-z]+\.? \d{4} \d\d:\d\d av /)).toBeVisible();

  await page.evaluate(() => localStorage.setItem("glimt-language", "en"));
  await page.goto(list);
  await page.getByRole("searchbox").fill(name);
  await expect(row).toContainText("12,345.6");
  await page.goto(`${list}/${id}`);
  await expect(page.getByRole("textbox", { name: "Price" })).toHaveValue("12345.6");
  await expect(page.getByText(/^Created \d+ [A-Z][a-z]+ \d{4}, \d\d:\d\d by /)).toBeVisible();
  await page.getByRole("textbox", { name: "Price" }).fill("0,5");
  await page.getByRole("button", { name: "Save" }).click();
  await closeNote(page, "Saved");
  expect(await manage("GET", `Articles/${id}`)).toMatchObject({ price: 0.5 });
});

/** How light the ground of the page is, from 0 to 255. */
function lightness(page: Page) {
  return page.evaluate(() => {
    const parts = getComputedStyle(document.body).backgroundColor.match(/\d+/g) ?? [];
    return Math.max(...parts.slice(0, 3).map(Number));
  });
}

test("the colours are those of the system until others are chosen, and stay", async ({
  signedIn,
}) => {
  const { page } = await signedIn();
  await page.goto("/admin/profile");
  expect(await lightness(page)).toBeGreaterThan(200);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(() => lightness(page)).toBeLessThan(60);
  const colors = page.getByRole("radiogroup", { name: "Färger" });
  await colors.getByText("Ljust").click();
  await expect.poll(() => lightness(page)).toBeGreaterThan(200);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Profil" })).toBeVisible();
  expect(await lightness(page)).toBeGreaterThan(200);
  await colors.getByText("Mörkt").click();
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(() => lightness(page)).toBeLessThan(60);
});

/** What has the focus is called. */
function focusedName(page: Page) {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const labels = [...((element as HTMLInputElement).labels ?? [])];
    const named = element.getAttribute("aria-label") ?? element.textContent;
    return [...labels.map((label) => label.textContent), named].join(" ").trim();
  });
}

async function tabTo(page: Page, name: RegExp) {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    if (name.test(await focusedName(page))) return;
  }
  throw new Error(`Tab never came to ${name}`);
}

test("what has the focus can be seen, everywhere in a form", async ({ signedIn }) => {
  const { page } = await signedIn();
  await page.goto("/admin/settings/registries/equipments/new");
  await expect(page.getByRole("heading", { name: "Ny utrustning" })).toBeVisible();
  const look = () => page.screenshot({ animations: "disabled" });
  const stops: string[] = [];
  for (let presses = 0; presses < 90; presses++) {
    await page.keyboard.press("Tab");
    const name = await focusedName(page);
    const focused = await look();
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    expect(focused.equals(await look()), `${name} shows that it has the focus`).toBe(false);
    stops.push(name);
    if (name === "Avbryt") break;
  }
  for (const name of ["Konto", "Utrustning", "Namn *", "Typ", "Beskrivning", "Spara", "Avbryt"])
    expect(stops.map((stop) => stop.trim())).toContain(name);
});

test("everything can be done without a mouse", async ({ newVisitor, administrator, manage }) => {
  const { page } = await newVisitor();
  await page.goto("/");
  await expect(page.getByLabel("E-post")).toBeFocused();
  await page.keyboard.type(administrator.email);
  await tabTo(page, /Lösenord/);
  await page.keyboard.type(administrator.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Min tid" })).toBeVisible();

  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Till innehållet" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Min tid" })).toBeVisible();

  await tabTo(page, /^Konto$/);
  await page.keyboard.press("Enter");
  const account = page.getByRole("dialog", { name: "Konto" });
  await expect(account).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(account).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Konto" })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(page.getByRole("link", { name: "Inställningar" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Inställningar", level: 1 })).toBeVisible();
  await tabTo(page, /^Register$/);
  await page.keyboard.press("Enter");
  await tabTo(page, /^Artiklar$/);
  await page.keyboard.press("Enter");
  await tabTo(page, /^Lägg till$/);
  await page.keyboard.press("Enter");
  await tabTo(page, /^Namn/);
  await page.keyboard.type("Utan mus");
  await tabTo(page, /^Enhet/);
  await page.keyboard.type("st");
  await expect(page.getByRole("option", { name: "st", exact: true })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await tabTo(page, /^Aktiv/);
  await page.keyboard.press("Space");
  await tabTo(page, /^Spara$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Utan mus" })).toBeVisible();
  const { items } = await manage<{ items: unknown[] }>(
    "GET",
    "Articles?page=1&pageSize=5&filter.query=Utan%20mus",
  );
  expect(items).toMatchObject([{ name: "Utan mus", unit: { name: "st" }, isActive: false }]);

  await tabTo(page, /^Ta bort$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(page.getByRole("dialog").getByRole("button", { name: "Avbryt" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Ta bort" })).toBeFocused();
});

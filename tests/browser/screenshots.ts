// Pictures of all pages, in both languages and as on a phone: `make screenshots`.
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { Tour } from "./tour.ts";

const pictures = join(import.meta.dirname, "../../build/screenshots");
/** When days of the demo company were in every state. */
const DAY = "2025-12-10";
const SCREEN = { width: 1200, height: 720 };
const PHONE = { width: 390, height: 844 };

const looks = {
  sv: { locale: "sv-SE", viewport: SCREEN },
  en: { locale: "en-GB", viewport: SCREEN },
  "sv-phone": { locale: "sv-SE", viewport: PHONE },
  "en-phone": { locale: "en-GB", viewport: PHONE },
  "sv-dark": { locale: "sv-SE", viewport: SCREEN, colorScheme: "dark" },
} as const;

test.describe.configure({ mode: "parallel" });

for (const [look, options] of Object.entries(looks))
  test(`pictures ${look}`, async ({ signedIn, newVisitor }) => {
    const { width, height } = options.viewport;
    // As high as the page is, so that what sticks to the screen's edges does so in the picture.
    const take = async (page: Page, name: string) => {
      const whole = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width, height: Math.max(whole, height) });
      await page.screenshot({ path: join(pictures, look, `${name}.png`) });
      await page.setViewportSize({ width, height });
    };
    const { page: entrance } = await newVisitor(options);
    await entrance.goto("/");
    await new Tour(entrance).settle();
    await take(entrance, "sign-in");
    const { page } = await signedIn(undefined, options);
    const tour = new Tour(page);
    await page.setViewportSize(SCREEN);
    await page.goto("/admin/settings");
    const paths = await tour.findPages();
    await page.setViewportSize(options.viewport);
    paths.push(`/admin/days?day=${DAY}`, `/admin/attest?day=${DAY}`);
    paths.push(`/admin/attest?day=${DAY}&period=month`);
    for (const path of paths) {
      await tour.go(path);
      await take(page, path.replace(/^\/admin\/(settings\/)?/, "").replaceAll("/", "-"));
    }
    await tour.go(`/admin/attest?day=${DAY}`);
    await page
      .getByRole("button", { name: /^.*, .* (timmar|hours), .*$/ })
      .nth(9)
      .click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await tour.settle();
    await take(page, "day");
  });

test("pictures for the README", async ({ signedIn, newVisitor, server, manage }) => {
  const shown = async (page: Page, name: string) => {
    await new Tour(page).settle();
    await page.screenshot({ path: join(pictures, "chosen", `${name}.png`) });
  };
  const english = { locale: "en-GB", viewport: SCREEN };
  const { page } = await signedIn(undefined, english);
  await page.goto(`/admin/attest?day=${DAY}`);
  await shown(page, "attest-en");
  await page.goto("/admin/settings/registries/timearticles");
  await shown(page, "registry-en");
  await page.goto("/docs");
  await page.getByRole("link", { name: "List contacts" }).click();
  await expect(page.getByText("/v1/Core/Contacts", { exact: true }).first()).toBeVisible();
  await page.screenshot({ path: join(pictures, "chosen", "docs.png") });

  const { page: swedish } = await signedIn(undefined, { locale: "sv-SE", viewport: SCREEN });
  await swedish.goto(`/admin/attest?day=${DAY}`);
  await swedish.getByRole("button", { name: /^Bengt Müller, tisdag 9 december/ }).click();
  await shown(swedish, "day-sv");
  await swedish.goto("/admin/settings/integrations/applications/new");
  await swedish.getByRole("textbox", { name: "Namn" }).fill("Löneprogrammet");
  await swedish.getByRole("combobox", { name: "Ansvarig" }).fill("Örjan");
  await swedish.getByRole("option").first().click();
  await swedish.getByLabel("Läsa tidrapporter").check();
  await shown(swedish, "application-sv");

  const { items } = await manage<{ items: { id: number; email: string }[] }>(
    "GET",
    "Users?page=1&pageSize=100",
  );
  const worker = items.find(({ email }) => email?.startsWith("bengt"));
  const email = worker?.email ?? "";
  server.addUser(email, "Bengt", "Müller");
  const dark = { locale: "en-GB", viewport: PHONE, colorScheme: "dark" } as const;
  const { page: phone } = await newVisitor(dark);
  await phone.goto("/");
  await phone.getByLabel("E-mail").fill(email);
  await phone.getByLabel("Password").fill("rätt häst batteri");
  await phone.getByRole("button", { name: "Sign in" }).click();
  await expect(phone.getByRole("heading", { name: "My time" })).toBeVisible();
  await phone.goto(`/admin/days?day=${DAY}`);
  await shown(phone, "days-phone-en");
});

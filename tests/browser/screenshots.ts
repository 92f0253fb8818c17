// Pictures of all pages, in both languages and as on a phone: `make screenshots`.
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { asked } from "./asked.ts";
import { freshCode } from "./codes.ts";
import { enter, expect, PASSWORD, test } from "./fixtures.ts";
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

for (const [locale, words] of Object.entries(asked))
  test(`pictures of what is asked, in ${locale}`, async ({ newVisitor, startServer }) => {
    const server = await startServer();
    const boss = { email: "chef@example.se", password: PASSWORD };
    server.addUser(boss.email, "Åsa", "Öst", "--administrator");
    server.addApplication("--permission", "Contact_Read");
    const { page, context, watch } = await newVisitor({ locale }, server);
    watch.expect(403, /^\/admin\/v1\//);
    for (const password of ["fel häst batteri", "fel igen och igen"])
      await context.request.post("/admin/v1/Session", { data: { ...boss, password } });
    await enter((await newVisitor({ locale }, server)).context, boss);
    await enter(context, boss);
    const tour = new Tour(page);
    const dialog = page.getByRole("dialog");
    const take = async (name: string) => {
      for (const [size, where] of [
        [SCREEN, "screen"],
        [PHONE, "phone"],
      ] as const) {
        await page.setViewportSize(size);
        await tour.settle();
        const whole = await page.evaluate(() => document.documentElement.scrollHeight);
        if (!(await dialog.count()))
          await page.setViewportSize({ ...size, height: Math.max(whole, size.height) });
        await tour.settle();
        const path = join(pictures, "asked", `${name}-${locale.slice(0, 2)}-${where}.png`);
        await page.screenshot({ path });
      }
    };
    await page.goto("/admin/settings/integrations/applications/1");
    await page.getByRole("button", { name: words.rotate }).click();
    await take("secret");
    await page.keyboard.press("Escape");
    await tour.go("/admin/profile");
    await take("profile");
    await page.getByRole("button", { name: words.end }).first().click();
    await take("session");
    await page.keyboard.press("Escape");
    await tour.go("/admin/settings/storage");
    await take("storage");
    await tour.go("/admin/settings/company");
    await take("company");
    const panel = page.getByRole("region", { name: words.everybody });
    await panel.getByRole("button", { name: words.demand }).click();
    await take("demand");
    await dialog.getByLabel(words.password).fill(PASSWORD);
    await dialog.getByRole("button", { name: words.demand }).click();
    const form = page.getByRole("main");
    await expect(form.getByRole("button", { name: words.goOn })).toBeVisible();
    await take("codes-first");
    await form.getByLabel(words.password).fill(PASSWORD);
    await form.getByRole("button", { name: words.goOn }).click();
    const secret = await form.getByRole("textbox", { name: words.key }).inputValue();
    await take("codes-app");
    await form.getByRole("textbox", { name: words.code }).fill(await freshCode(secret));
    await form.getByRole("button", { name: words.turnOn }).click();
    await expect(form.getByRole("button", { name: words.kept })).toBeVisible();
    await take("codes-recovery");
    await form.getByRole("button", { name: words.kept }).click();
    await expect(panel).toBeVisible();
    await take("company-demanded");
    await tour.go("/admin/profile");
    await take("profile-demanded");
    await tour.go("/admin/settings/security");
    await take("security");
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

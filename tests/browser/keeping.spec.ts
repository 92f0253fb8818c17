// What a browser is given to keep and to show: passwords, storage, the licences of what the pages contain.
import { expect, PASSWORD, test } from "./fixtures.ts";

test("password fields hide what is typed, take what is pasted and say what they are for", async ({
  newVisitor,
  signedIn,
}) => {
  const { page, context } = await newVisitor();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/");
  const field = page.getByLabel("Lösenord");
  await expect(field).toHaveAttribute("type", "password");
  await expect(field).toHaveAttribute("autocomplete", "current-password");
  await page.evaluate((text) => navigator.clipboard.writeText(text), PASSWORD);
  await field.focus();
  await page.keyboard.press("Control+V");
  await expect(field).toHaveValue(PASSWORD);

  const { page: profile } = await signedIn();
  await profile.goto("/admin/profile");
  for (const [label, purpose] of [
    ["Nuvarande lösenord", "current-password"],
    ["Nytt lösenord", "new-password"],
  ] as const) {
    await expect(profile.getByLabel(label)).toHaveAttribute("type", "password");
    await expect(profile.getByLabel(label)).toHaveAttribute("autocomplete", purpose);
  }
});

test("a browser keeps the language and the colours, and nothing else", async ({ signedIn }) => {
  const { page } = await signedIn();
  await page.goto("/admin/settings/users");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Konto" }).click();
  await page.getByText("English").click();
  await page.getByText("Dark").click();
  await page.goto("/admin/days");
  await expect(page.getByRole("heading", { name: "My time" })).toBeVisible();
  const kept = await page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    cookies: document.cookie,
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
  }));
  expect(kept).toEqual({
    local: { "glimt-language": "en", "mantine-color-scheme-value": "dark" },
    session: {},
    cookies: "",
    databases: [],
    caches: [],
  });
});

test("the licences of what the pages contain are a step away", async ({ signedIn }) => {
  const { page, context } = await signedIn();
  await page.goto("/admin/days");
  await page.getByRole("button", { name: "Konto" }).click();
  const opened = context.waitForEvent("page");
  await page.getByRole("link", { name: "Licenser" }).click();
  const licences = await opened;
  await expect(licences.getByText("react-dom - ")).toBeVisible();
  await expect(licences.getByText("Permission is hereby granted").first()).toBeVisible();
});

// The documented way to an API application, and what is changed in its page afterwards.
import { expect, fetchToken, test } from "./fixtures.ts";

test("the documented steps lead to a token", async ({ newVisitor, administrator, server }) => {
  const { page } = await newVisitor();
  await page.goto("/");
  await page.getByLabel("E-post").fill(administrator.email);
  await page.getByLabel("Lösenord").fill(administrator.password);
  await page.getByRole("button", { name: "Logga in" }).click();

  const cog = page.getByRole("link", { name: "Inställningar" });
  await expect(cog).toBeVisible();
  const { x, y, width } = (await cog.boundingBox()) ?? { x: 0, y: 900, width: 0 };
  expect(x + width).toBeGreaterThan(1280 - 100);
  expect(y).toBeLessThan(56);
  await cog.click();
  await page.getByRole("link", { name: "Integrationer" }).click();
  await page.getByRole("link", { name: "API-applikationer" }).click();
  await page.getByRole("link", { name: "Lägg till" }).click();
  await page.getByRole("textbox", { name: "Namn" }).fill("Löneprogrammet");
  await page.getByRole("combobox", { name: "Ansvarig" }).fill("Örjan");
  await page.getByRole("option").first().click();
  await page.getByRole("button", { name: "Spara" }).click();

  await page.getByRole("button", { name: "Skapa hemlighet" }).click();
  const id = await page.getByRole("textbox", { name: "Applikationens id" }).inputValue();
  const secret = await page.getByRole("textbox", { name: "Hemlighet" }).inputValue();
  expect(id).toMatch(/^\S{8,}$/);
  expect(await fetchToken(server, { id, secret })).toMatchObject({ status: 200 });
  expect(await fetchToken(server, { id, secret: `${secret}x` })).toMatchObject({ status: 401 });

  await page.reload();
  await expect(page.getByRole("heading", { name: "Löneprogrammet" })).toBeVisible();
  await expect(page.getByText(secret)).toHaveCount(0);
  await expect(page.getByRole("textbox", { name: "Hemlighet" })).toHaveCount(0);
});

// The documented way to an API application, and what is changed in its page afterwards.
import type { APIRequestContext } from "@playwright/test";
import { expect, fetchToken, test, type Visitor } from "./fixtures.ts";
import type { Credentials } from "./server.ts";
import { closeNote } from "./steps.ts";

const CONTACTS = "/v1/Core/Contacts?page=1&pageSize=1";

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

interface Opened extends Visitor {
  application: Credentials;
  client: APIRequestContext;
  save: () => Promise<void>;
}

/** An application with a token, and its page. */
const on = test.extend<{ open: (...flags: string[]) => Promise<Opened> }>({
  open: async ({ server, signedIn, newClient }, use) => {
    await use(async (...flags) => {
      const application = server.addApplication(...flags);
      const client = await newClient(application);
      const visitor = await signedIn();
      const { page } = visitor;
      await page.goto("/admin/settings/integrations/applications");
      await page.getByRole("searchbox", { name: "Sök" }).fill(application.name);
      await page.getByRole("link", { name: application.name, exact: true }).click();
      const save = async () => {
        await page.getByRole("button", { name: "Spara" }).click();
        await closeNote(page, "Sparat");
      };
      return { ...visitor, application, client, save };
    });
  },
});

on("permissions of the page count with the next request", async ({ open }) => {
  const { page, client, save } = await open("--permission", "Contact_Read");
  const refusal = (permission: string) => ({
    message: "You dont have the nessecery permissions to perform this action",
    ipAddressAllowed: true,
    permissionsRequired: [permission],
  });
  expect((await client.get(CONTACTS)).status()).toBe(200);
  const write = await client.post("/v1/Core/Contacts", { data: {} });
  expect(write.status()).toBe(403);
  expect(await write.json()).toEqual(refusal("Contact_write"));

  await expect(page.getByLabel("Läsa kontakter")).toBeChecked();
  await page.getByLabel("Läsa kontakter").uncheck();
  await page.getByLabel("Ändra kontakter").check();
  await save();
  const read = await client.get(CONTACTS);
  expect(read.status()).toBe(403);
  expect(await read.json()).toEqual(refusal("Contact_read"));
  expect((await client.post("/v1/Core/Contacts", { data: {} })).status()).toBe(400);
});

on("allowed addresses of the page count with the next request", async ({ open }) => {
  const { page, client, save } = await open("--all-permissions");
  const addresses = page.getByLabel("Tillåtna IP-adresser");
  expect((await client.get(CONTACTS)).status()).toBe(200);

  await addresses.fill("192.0.2.0/24\n2001:db8::/32");
  await save();
  const refused = await client.get(CONTACTS);
  expect(refused.status()).toBe(403);
  expect(await refused.json()).toEqual({
    message: 'Your IP-address "127.0.0.1" is not allowed',
    ipAddressAllowed: false,
    permissionsRequired: [],
  });

  await addresses.fill("192.0.2.0/24\n127.0.0.0/8");
  await save();
  expect((await client.get(CONTACTS)).status()).toBe(200);
});

on("what is no address is refused beside its field", async ({ open }) => {
  const { page, watch } = await open("--all-permissions");
  watch.expect(400, /^\/admin\/v1\/Applications\/\d+$/);
  const addresses = page.getByLabel("Tillåtna IP-adresser");
  await addresses.fill("min dator");
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(addresses).toHaveAccessibleDescription(/^Får inte ha blanksteg\./);
  await expect(addresses).toBeFocused();
});

on("an application that is made inactive ends at once", async ({ open }) => {
  const { page, client, save } = await open("--all-permissions");
  await page.getByRole("switch", { name: "Aktiv" }).uncheck();
  await save();
  expect((await client.get(CONTACTS)).status()).toBe(401);
});

on("a token that is revoked in the page is refused", async ({ open }) => {
  const { page, client } = await open("--all-permissions");
  expect((await client.get(CONTACTS)).status()).toBe(200);
  const tokens = page.getByRole("region", { name: "Gällande nycklar" });
  const revoke = tokens.getByRole("button", { name: /^Återkalla nyckeln från/ });
  const question = page.getByRole("dialog", { name: "Återkalla nyckeln?" });
  await revoke.click();
  await question.getByRole("button", { name: "Avbryt" }).click();
  await expect(question).toBeHidden();
  expect((await client.get(CONTACTS)).status()).toBe(200);
  await revoke.click();
  await question.getByRole("button", { name: "Återkalla" }).click();
  await expect(tokens.getByText("Inga nycklar gäller just nu.")).toBeVisible();
  expect((await client.get(CONTACTS)).status()).toBe(401);
});

on("a new secret replaces the old one", async ({ open, server }) => {
  const { page, application } = await open("--all-permissions");
  await page.getByRole("button", { name: "Byt hemlighet" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Byt hemlighet" }).click();
  const secret = await page.getByRole("textbox", { name: "Hemlighet" }).inputValue();
  expect(await fetchToken(server, application)).toMatchObject({ status: 401 });
  expect(await fetchToken(server, { ...application, secret })).toMatchObject({ status: 200 });
});

on("a new secret may end all tokens", async ({ open }) => {
  const { page, client } = await open("--all-permissions");
  await page.getByRole("button", { name: "Skapa fast nyckel" }).click();
  const token = await page.getByRole("textbox", { name: "Fast nyckel" }).inputValue();
  const fixed = { headers: { Authorization: `Bearer ${token}` } };
  const rotate = async (choice: string | null) => {
    await page.getByRole("button", { name: "Byt hemlighet" }).click();
    const question = page.getByRole("dialog", { name: "Byta hemlighet?" });
    await expect(question.getByRole("radio", { name: "Låt dem gälla" })).toBeChecked();
    if (choice) await question.getByRole("radio", { name: choice }).check();
    await question.getByRole("button", { name: "Byt hemlighet" }).click();
    await expect(question).toBeHidden();
  };
  await rotate(null);
  await expect(page.getByRole("textbox", { name: "Applikationens hemlighet" })).toBeVisible();
  expect((await client.get(CONTACTS)).status()).toBe(200);
  expect((await client.get(CONTACTS, fixed)).status()).toBe(200);
  await rotate("Avsluta dem genast");
  await expect(page.getByText("Inga nycklar gäller just nu.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Skapa fast nyckel" })).toBeVisible();
  expect((await client.get(CONTACTS)).status()).toBe(401);
  expect((await client.get(CONTACTS, fixed)).status()).toBe(401);
});

test("an application says when its responsible user has left", async ({ manage, signedIn }) => {
  const user = { firstName: "Ylva", lastName: "Slutat", license: "total" };
  const { id: responsibleId } = await manage("POST", "Users", user);
  const { id } = await manage("POST", "Applications", { name: "Efterlämnad", responsibleId });
  const { page } = await signedIn();
  await page.goto(`/admin/settings/integrations/applications/${id}`);
  await expect(page.getByRole("heading", { name: "Efterlämnad" })).toBeVisible();
  const notice = page.getByText("Ylva Slutat slutade 31 jan. 2020.");
  await expect(notice).toHaveCount(0);
  await manage("PUT", `Users/${responsibleId}`, { ...user, endDate: "2020-01-31" });
  await page.reload();
  await expect(notice).toBeVisible();
});

on("a static token counts until it is revoked", async ({ open }) => {
  const { page, client } = await open("--all-permissions");
  await page.getByRole("button", { name: "Skapa fast nyckel" }).click();
  const token = await page.getByRole("textbox", { name: "Fast nyckel" }).inputValue();
  const headers = { Authorization: `Bearer ${token}` };
  expect((await client.get(CONTACTS, { headers })).status()).toBe(200);
  const panel = page.getByRole("region", { name: "Fast nyckel" });
  await panel.getByRole("button", { name: "Återkalla" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Återkalla" }).click();
  await expect(page.getByRole("button", { name: "Skapa fast nyckel" })).toBeVisible();
  expect((await client.get(CONTACTS, { headers })).status()).toBe(401);
});

on("the page shows what was asked for and how it went", async ({ open }) => {
  const { page, client } = await open("--permission", "Contact_Read");
  await client.get(CONTACTS);
  await client.get("/v1/Core/Tasks?page=1&pageSize=1");
  const usage = page.getByRole("region", { name: "Användning" });
  const refused = usage.getByRole("row", { name: /GET \/v1\/Core\/Tasks\S* 403 / });
  // What was asked for is noted a moment later; a slow page gets longer with each turn.
  let patience = 0;
  await expect(async () => {
    patience += 1000;
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(refused).toBeVisible({ timeout: patience });
  }).toPass();
  const answered = usage.getByRole("row", { name: /GET \/v1\/Core\/Contacts\S* 200 / });
  await expect(answered).toBeVisible();
  await usage.getByText("Misslyckade").click();
  await expect(answered).toHaveCount(0);
  await expect(refused).toBeVisible();
});

on("the page counts all requests and says where it shows a sample", async ({ open }) => {
  const { page, client } = await open("--permission", "Contact_Read", "--rate", "off");
  const counts = page.getByRole("region", { name: "Antal anrop" });
  const usage = page.getByRole("region", { name: "Användning" });
  const heading = page.getByRole("heading", { level: 1 });
  let sent = 0;
  let patience = 0;
  await expect(async () => {
    patience += 1000;
    await Promise.all(Array.from({ length: 400 }, () => client.get(CONTACTS)));
    sent += 400;
    await page.reload();
    await expect(heading).toBeVisible();
    await expect(usage.getByText(/^1 av \d+$/).first()).toBeVisible({ timeout: patience });
  }).toPass();
  await expect(usage.getByText("alla är räknade ovan")).toBeVisible();
  await client.get("/v1/Core/Tasks?page=1&pageSize=1");
  const all = new Intl.NumberFormat("sv-SE");
  const row = `${all.format(sent + 1)} ${all.format(sent)} 1 0`;
  await expect(async () => {
    patience += 1000;
    await page.reload();
    await expect(heading).toBeVisible();
    await expect(counts.getByRole("row", { name: row })).toBeVisible({ timeout: patience });
  }).toPass();
  await counts.getByText("Timmar").click();
  await expect(counts.getByRole("row", { name: /:00 .*[^0-9]0$/ }).first()).toBeVisible();
});

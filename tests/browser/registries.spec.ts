// Registries in the pages are those of the API; two people at one entry lose nothing.
import type { APIRequestContext, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { closeNote } from "./steps.ts";

const ARTICLES = "/admin/settings/registries/articles";

async function articlesNamed(client: APIRequestContext, name: string) {
  const answer = await client.get("/v1/Admin/Articles", {
    params: { page: 1, pageSize: 100, "filter.query": name },
  });
  expect(answer.status()).toBe(200);
  return (await answer.json()).items as Record<string, unknown>[];
}

async function save(page: Page) {
  await page.getByRole("button", { name: "Spara" }).click();
  await closeNote(page, "Sparat");
}

/** A new article through the page; its address. */
async function addArticle(page: Page, name: string) {
  await page.goto(`${ARTICLES}/new`);
  await page.getByRole("textbox", { name: "Namn" }).fill(name);
  await save(page);
  await expect(page).toHaveURL(/articles\/\d+$/);
  return new URL(page.url()).pathname;
}

test("an article is made, read over the API, changed, made inactive and deleted", async ({
  server,
  signedIn,
  newClient,
}) => {
  const client = await newClient(server.addApplication("--all-permissions"));
  const { page } = await signedIn();
  await page.goto("/admin/settings");
  await page.getByRole("link", { name: "Register" }).click();
  await page.getByRole("link", { name: "Artiklar", exact: true }).click();
  await page.getByRole("link", { name: "Lägg till" }).click();
  await page.getByRole("textbox", { name: "Namn" }).fill("Åskledare Ögla");
  await page.getByRole("textbox", { name: "Artikelnummer" }).fill("Å-17");
  await page.getByRole("textbox", { name: "Pris" }).fill("1 234,50");
  await save(page);
  const [made] = await articlesNamed(client, "åskledare ögla");
  expect(made).toMatchObject({ name: "Åskledare Ögla", articleNumber: "Å-17", isActive: true });
  expect(made).toMatchObject({ price: 1234.5 });

  await page.getByRole("textbox", { name: "Pris" }).fill("99,05");
  await page.getByRole("textbox", { name: "Beskrivning" }).fill("Koppar\nRund");
  await save(page);
  const [changed] = await articlesNamed(client, "åskledare ögla");
  expect(changed).toMatchObject({ id: made?.id, price: 99.05, description: "Koppar\nRund" });

  await page.getByRole("switch", { name: "Aktiv" }).uncheck();
  await save(page);
  expect(await articlesNamed(client, "åskledare ögla")).toMatchObject([{ isActive: false }]);
  await page.getByRole("link", { name: "Artiklar", exact: true }).click();
  await page.getByRole("searchbox", { name: "Sök" }).fill("åskledare ögla");
  await expect(page.getByText("Ingenting hittades.")).toBeVisible();
  await page.getByRole("switch", { name: "Visa även inaktiva" }).check();
  await expect(page.getByRole("row", { name: "Åskledare Ögla Inaktiv Å-17 99,05" })).toBeVisible();
  await page.getByRole("link", { name: "Åskledare Ögla" }).click();

  const question = page.getByRole("dialog", { name: "Ta bort Åskledare Ögla?" });
  await page.getByRole("button", { name: "Ta bort" }).click();
  await question.getByRole("button", { name: "Avbryt" }).click();
  await expect(question).toBeHidden();
  expect(await articlesNamed(client, "åskledare ögla")).toHaveLength(1);
  await page.getByRole("button", { name: "Ta bort" }).click();
  await question.getByRole("button", { name: "Ta bort" }).click();
  await expect(page).toHaveURL(ARTICLES);
  await closeNote(page, "Borttaget");
  expect(await articlesNamed(client, "åskledare ögla")).toEqual([]);
});

test("a write whose answer gets lost is done once", async ({ server, signedIn, newClient }) => {
  const client = await newClient(server.addApplication("--all-permissions"));
  const { page, watch } = await signedIn();
  const keys: (string | undefined)[] = [];
  watch.expect(0, "/admin/v1/Articles");
  await page.route("**/admin/v1/Articles", async (route) => {
    keys.push(route.request().headers()["idempotency-key"]);
    if (keys.length > 1) return route.continue();
    expect((await route.fetch()).status()).toBe(201);
    return route.abort("connectionreset");
  });
  await addArticle(page, "Ensam vägg");
  expect(await articlesNamed(client, "ensam vägg")).toHaveLength(1);
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBeTruthy();
  expect(keys[1]).toBe(keys[0]);
});

test("what is in use is not deleted, and the page says why", async ({ signedIn }) => {
  const { page, watch } = await signedIn();
  watch.expect(400, /^\/admin\/v1\/Units\/\d+$/);
  await page.goto("/admin/settings/registries/units");
  await page.getByRole("link", { name: "st", exact: true }).click();
  await page.getByRole("button", { name: "Ta bort" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Ta bort" }).click();
  await expect(page.getByRole("alert")).toHaveText("Kan inte tas bort: används av artiklar.");
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Namn" })).toHaveValue("st");
});

test("what is wrong stands beside its field, and nothing is saved", async ({ signedIn }) => {
  const { page } = await signedIn();
  await page.goto(`${ARTICLES}/new`);
  const name = page.getByRole("textbox", { name: "Namn" });
  const price = page.getByRole("textbox", { name: "Pris" });
  await price.fill("tolv");
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(name).toHaveAccessibleDescription(/Måste fyllas i\./);
  await expect(price).toHaveAccessibleDescription("Måste vara ett tal.");
  await expect(name).toBeFocused();
  await expect(page).toHaveURL(`${ARTICLES}/new`);
  await page.getByRole("textbox", { name: "Beskrivning" }).fill("kvar");
  await page.getByRole("button", { name: "Avbryt" }).click();
  const question = page.getByRole("dialog");
  await question.getByRole("button", { name: "Avbryt" }).click();
  await expect(page.getByRole("textbox", { name: "Beskrivning" })).toHaveValue("kvar");
  await page.getByRole("link", { name: "Artiklar", exact: true }).click();
  await question.getByRole("button", { name: "Lämna" }).click();
  await expect(page).toHaveURL(ARTICLES);
});

test("the second of two people at one entry is told and sees both versions", async ({
  server,
  signedIn,
  newClient,
}) => {
  const client = await newClient(server.addApplication("--all-permissions"));
  const first = (await signedIn()).page;
  const address = await addArticle(first, "Delad artikel");
  const { page: second, watch } = await signedIn();
  watch.expect(412, /^\/admin\/v1\/Articles\/\d+$/);
  await second.goto(address);
  await expect(second.getByRole("textbox", { name: "Namn" })).toHaveValue("Delad artikel");

  await first.getByRole("textbox", { name: "Pris" }).fill("10");
  await first.getByRole("textbox", { name: "Artikelnummer" }).fill("första");
  await save(first);
  await second.getByRole("textbox", { name: "Pris" }).fill("20");
  await second.getByRole("textbox", { name: "Beskrivning" }).fill("den andras text");
  await second.getByRole("button", { name: "Spara" }).click();

  const told = second.getByRole("alert");
  await expect(told).toContainText("Någon annan ändrade detta medan du höll på");
  await expect(told.getByRole("row", { name: /^Pris 20 10 / })).toBeVisible();
  expect(await articlesNamed(client, "delad artikel")).toMatchObject([
    { price: 10, articleNumber: "första", description: null },
  ]);
  await expect(second.getByRole("textbox", { name: "Pris" })).toHaveValue("20");
  await expect(second.getByRole("textbox", { name: "Artikelnummer" })).toHaveValue("första");
  await expect(second.getByRole("textbox", { name: "Beskrivning" })).toHaveValue("den andras text");

  const choice = told.getByRole("radiogroup", { name: "Gäller för Pris" });
  await choice.getByText("Den andras").click();
  await expect(second.getByRole("textbox", { name: "Pris" })).toHaveValue("10");
  await choice.getByText("Min").click();
  await save(second);
  await expect(told).toHaveCount(0);
  expect(await articlesNamed(client, "delad artikel")).toMatchObject([
    { price: 20, articleNumber: "första", description: "den andras text" },
  ]);
});

test("an entry that somebody deleted meanwhile is told of", async ({ signedIn }) => {
  const { page: first } = await signedIn();
  const address = await addArticle(first, "Snart borta");
  const { page: second, watch } = await signedIn();
  watch.expect(400, /^\/admin\/v1\/Articles\/\d+$/);
  await second.goto(address);
  await second.getByRole("textbox", { name: "Pris" }).fill("5");
  await first.getByRole("button", { name: "Ta bort" }).click();
  await first.getByRole("dialog").getByRole("button", { name: "Ta bort" }).click();
  await expect(first).toHaveURL(ARTICLES);
  await second.getByRole("button", { name: "Spara" }).click();
  await expect(second.getByRole("alert")).toContainText("Det finns inte längre.");
  await expect(second.getByRole("textbox", { name: "Pris" })).toHaveValue("5");
});

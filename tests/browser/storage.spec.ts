// What was changed is told in few words, and logs are kept as long as the company wants.
import { expect, test } from "./fixtures.ts";
import { closeNote } from "./steps.ts";

const LONG = Array.from({ length: 900 }, (_, at) => `ord${at}`);

test("differences of a task and a report are shown", async ({ server, signedIn, newClient }) => {
  const client = await newClient(server.addApplication("--all-permissions", "--rate", "off"));
  const send = async (method: string, path: string, data?: unknown) => {
    const answer = await client.fetch(path, { method, data });
    expect(answer.ok()).toBe(true);
    return answer.json();
  };
  const task = await send("POST", "/v1/Core/Tasks", {
    title: "Byt säkring",
    description: LONG.join(" "),
  });
  const changed = LONG.with(400, "ventilen").with(898, "slutet");
  await send("PUT", `/v1/Core/Tasks/${task.id}`, {
    title: "Byt säkring",
    description: changed.join(" "),
  });
  const lists = `/v1/Core/Tasks/${task.id}/Checklists`;
  const list = await send("POST", lists, {
    name: "Lista",
    items: [{ name: "ett" }, { name: "två" }],
  });
  const [first, second] = list.items as { id: number }[];
  await send("PUT", `${lists}/${list.id}`, {
    name: "Listan",
    items: [{ id: first?.id, name: "ett" }, { id: second?.id, name: "tvåan" }, { name: "tre" }],
  });

  const { page } = await signedIn();
  await page.goto("/admin/settings/log");
  await page.getByRole("button", { name: /^Ändrade checklista Listan/ }).click();
  const items = page.getByRole("region", { name: /^Ändrade checklista Listan/ });
  await expect(items.getByRole("row", { name: "name Lista Listan" })).toBeVisible();
  await expect(items.getByRole("row", { name: /items · två · title två tvåan/ })).toBeVisible();
  await expect(items.getByRole("row", { name: "items – tre" })).toBeVisible();
  await page.getByRole("button", { name: /^Ändrade uppgift Byt säkring/ }).click();
  const texts = page.getByRole("region", { name: /^Ändrade uppgift Byt säkring/ });
  await expect(texts.getByRole("row")).toHaveCount(3);
  await expect(texts.getByRole("row").nth(1)).toContainText(/… .*ord399 ord400 .* …/);
  await expect(texts.locator("strong")).toHaveText(["ord400", "ventilen", "ord898", "slutet"]);
  await page.getByRole("button", { name: /^Skapade uppgift Byt säkring/ }).click();
  const made = page.getByRole("region", { name: /^Skapade uppgift Byt säkring/ });
  await expect(made.getByText("Vad den innehöll från början")).toBeVisible();
});

test("a change within a row or a part is told with where it stands", async ({
  manage,
  signedIn,
}) => {
  const board = await manage<{ id: number; columns: { id: number }[] }>("POST", "TaskBoards", {
    name: "Tavla",
    columns: [{ name: "Att göra" }, { name: "Klart" }],
  });
  const [first, second] = board.columns;
  await manage("PUT", `TaskBoards/${board.id}`, {
    name: "Tavla",
    columns: [
      { id: first?.id, name: "Att göra" },
      { id: second?.id, name: "Färdigt" },
    ],
  });
  const person = { firstName: "Eva", lastName: "Ek", license: "total" };
  const user = await manage("POST", "Users", { ...person, address: { city: "Umeå" } });
  await manage("PUT", `Users/${user.id}`, { ...person, address: { city: "Luleå" } });

  const { page } = await signedIn();
  await page.goto("/admin/settings/log");
  await page.getByRole("button", { name: /^Ändrade projekttavla Tavla/ }).click();
  const columns = page.getByRole("region", { name: /^Ändrade projekttavla Tavla/ });
  await expect(
    columns.getByRole("row", { name: "Kolumner · Klart · name Klart Färdigt", exact: true }),
  ).toBeVisible();
  await expect(columns.getByRole("row")).toHaveCount(2);
  await page.getByRole("button", { name: /^Ändrade användare Eva Ek/ }).click();
  const address = page.getByRole("region", { name: /^Ändrade användare Eva Ek/ });
  await expect(address.getByRole("row", { name: "Ort Umeå Luleå", exact: true })).toBeVisible();
  await expect(address.getByRole("row")).toHaveCount(2);
});

test("an administrator chooses how long logs are kept", async ({ newVisitor, startServer }) => {
  const server = await startServer("--keep-usage", "20");
  const email = "chef@example.se";
  server.addUser(email, "Åsa", "Öst", "--administrator");
  const { page, watch } = await newVisitor({ locale: "sv-SE" }, server);
  await page.goto("/");
  await page.getByLabel("E-post").fill(email);
  await page.getByLabel("Lösenord").fill("rätt häst batteri");
  await page.getByRole("button", { name: "Logga in" }).click();
  await page.getByRole("link", { name: "Inställningar" }).click();
  await page.getByRole("link", { name: "Lagring" }).click();
  await expect(page.getByRole("row", { name: /API-anrop 0 .* – 20 dagar$/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /Händelseloggen \d+ .* 1.095 dagar$/ })).toBeVisible();
  await expect(
    page.getByRole("row", { name: /^Svar på upprepade API-anrop 0 .* 1 dag$/ }),
  ).toBeVisible();
  await expect(
    page.getByRole("row", { name: /^Svar på upprepade anrop från sidorna 0 .* 30 dagar$/ }),
  ).toBeVisible();

  const audit = page.getByRole("textbox", { name: "Händelseloggen, dagar" });
  watch.expect(400, "/admin/v1/Settings/1");
  await audit.fill("0");
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(page.getByText("Måste vara mellan 1 och 36500.")).toBeVisible();
  await audit.fill("400");
  await page.getByRole("button", { name: "Spara" }).click();
  await closeNote(page, "Sparat");
  await expect(
    page.getByRole("row", { name: /Händelseloggen .* 400 dagar \(högst 1.095\)/ }),
  ).toBeVisible();
});

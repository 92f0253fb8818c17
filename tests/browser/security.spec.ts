// The security log: what it says, in words of both languages, how it is filtered, and its file.
import { readFile } from "node:fs/promises";
import { expect, fetchToken, PASSWORD, test } from "./fixtures.ts";
import { closeNote } from "./steps.ts";

const PLACE = "/admin/settings/security";

test("refusals and changes are told, found by filters, and downloaded", async ({
  server,
  signedIn,
  newVisitor,
  administrator,
}) => {
  const application = server.addApplication("--permission", "Contact_Read");
  for (let i = 0; i < 3; i++)
    expect(await fetchToken(server, { id: application.id, secret: "fel" })).toMatchObject({
      status: 401,
    });
  const { page: entrance, watch } = await newVisitor();
  watch.expect(401, "/admin/v1/Session");
  await entrance.goto("/");
  await entrance.getByLabel("E-post").fill(administrator.email);
  await entrance.getByLabel("Lösenord").fill("inte det här");
  await entrance.getByRole("button", { name: "Logga in" }).click();
  await expect(entrance.getByRole("alert")).toBeVisible();

  const { page } = await signedIn();
  await page.goto("/admin/settings");
  await page.getByRole("link", { name: "Säkerhetslogg" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Säkerhetslogg" })).toBeVisible();
  const events = page.getByRole("main").getByRole("list").getByRole("listitem");
  const choose = async (field: string, option: string) => {
    await page.getByRole("combobox", { name: field }).fill(option);
    await page.getByRole("option", { name: option, exact: true }).click();
  };
  await choose("API-applikation", application.name);
  // It is written twice a second.
  await expect(async () => {
    await page.reload();
    await choose("API-applikation", application.name);
    await expect(events.filter({ hasText: "Fel hemlighet" })).toContainText("3 gånger", {
      timeout: 1000,
    });
  }).toPass();
  const wrong = events.filter({ hasText: "Fel hemlighet" });
  await expect(wrong).toContainText(application.name);
  await expect(wrong).toContainText("127.0.0.1");
  await expect(wrong).toContainText("Nekat");
  await expect(events.filter({ hasText: "Skapade API-applikation" })).toContainText(
    `Servern eller kommandoraden, gäller ${application.name}`,
  );
  await page.getByRole("combobox", { name: "Utfall" }).click();
  await page.getByRole("option", { name: "Nekat" }).click();
  await expect(events).toHaveCount(1);

  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Ladda ned" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("glimt-security-log.jsonl");
  const lines = (await readFile(await download.path(), "utf8")).trim().split("\n");
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ kind: "wrongSecret", times: 3 });

  await page.goto(PLACE);
  await choose("Händelse", "Fel lösenord");
  await expect(events.first()).toContainText("Nekat");
  await page.getByRole("searchbox", { name: "IP-adress" }).fill("192.0.2.1");
  await expect(events).toHaveCount(0);
  await expect(page.getByRole("main").getByText("Ingenting hittades.")).toBeVisible();
});

test("it is told in English, and kept for as long as the company wants", async ({
  startServer,
  newVisitor,
}) => {
  const server = await startServer();
  const email = "chef@example.se";
  server.addUser(email, "Åsa", "Öst", "--administrator");
  const { page } = await newVisitor({ locale: "en-GB" }, server);
  await page.goto("/");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("link", { name: "Security log" }).click();
  const events = page.getByRole("main").getByRole("list").getByRole("listitem");
  await expect(events.first()).toContainText("Signed in");
  await page.getByRole("link", { name: "Storage" }).click();
  await expect(page.getByRole("row", { name: /Security log \d+ .* 365 days$/ })).toBeVisible();
  await page.getByRole("textbox", { name: "Security log, days" }).fill("30");
  await page.getByRole("button", { name: "Save" }).click();
  await closeNote(page, "Saved");
  await expect(
    page.getByRole("row", { name: /Security log .* 30 days \(at most 365\)/ }),
  ).toBeVisible();
});

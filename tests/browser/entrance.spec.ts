// Ways in and out: passwords, codes, links, sessions.
import { randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { codeOf, freshCode } from "./codes.ts";
import { enter, expect, PASSWORD, type Person, test } from "./fixtures.ts";
import type { Server } from "./server.ts";
import { closeNote } from "./steps.ts";

function addPerson(server: Server, ...flags: string[]): Person & { id: number } {
  const email = `${randomUUID()}@example.se`;
  return { id: server.addUser(email, "Åsa", "Öst", ...flags), email, password: PASSWORD };
}

async function signIn(page: Page, { email, password }: Person) {
  await page.getByLabel("E-post").fill(email);
  await page.getByLabel("Lösenord").fill(password);
  await page.getByRole("button", { name: "Logga in" }).click();
}

async function signOut(page: Page) {
  // A page that is still being fetched would ask when nobody is signed in any more.
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Konto" }).click();
  await page
    .getByRole("dialog", { name: "Konto" })
    .getByRole("button", { name: "Logga ut" })
    .click();
  await expect(page.getByRole("heading", { name: "Logga in" })).toBeVisible();
}

function isIn(page: Page) {
  return expect(page.getByRole("button", { name: "Konto" })).toBeVisible();
}

test("a wrong password is told of in words, the right one leads on", async ({
  newVisitor,
  server,
}) => {
  const person = addPerson(server);
  const { page } = await newVisitor();
  await page.goto("/admin/profile");
  await signIn(page, { ...person, password: "fel häst batteri" });
  await expect(page.getByRole("alert")).toHaveText("E-postadressen eller lösenordet är fel.");
  await page.getByLabel("Lösenord").fill(PASSWORD);
  await page.getByRole("button", { name: "Logga in" }).click();
  await isIn(page);
  await expect(page.getByRole("heading", { name: "Profil", level: 1 })).toBeVisible();
});

test("too many wrong passwords are answered with how long to wait", async ({
  newVisitor,
  startServer,
}) => {
  const server = await startServer();
  const person = addPerson(server);
  const { page, context, watch } = await newVisitor({}, server);
  watch.expect(429, "/admin/v1/Session");
  const guess = { email: person.email, password: "fel häst batteri" };
  for (let left = 10; left > 0; left--)
    expect((await context.request.post("/admin/v1/Session", { data: guess })).status()).toBe(401);
  await page.goto("/");
  await signIn(page, person);
  await expect(page.getByRole("alert")).toHaveText(
    /^För många försök\. Vänta \d+ sekunder? och försök igen\.$/,
  );
  await page.getByText("English").click();
  await expect(page.getByRole("alert")).toHaveText(
    /^Too many attempts\. Wait \d+ seconds? and try again\.$/,
  );
});

test("a fresh server is set up with the link that it prints", async ({
  newVisitor,
  startServer,
}) => {
  const server = await startServer();
  const link = /^set up: (\S+)$/.exec(server.greeting)?.[1] ?? "";
  const { page, watch } = await newVisitor({}, server);
  watch.expect(400, "/admin/v1/Invitations/Open");
  await page.goto(link);
  await expect(page.getByText("Du blir den första administratören")).toBeVisible();
  await page.getByLabel("E-post").fill("chef@example.se");
  await page.getByLabel("Nytt lösenord").fill(PASSWORD);
  await page.getByRole("button", { name: "Spara och logga in" }).click();
  await isIn(page);
  await expect(page).toHaveURL(`${server.url}/admin/days`);
  await expect(page.getByRole("link", { name: "Inställningar" })).toBeVisible();
  await signOut(page);
  await signIn(page, { email: "chef@example.se", password: PASSWORD });
  await isIn(page);

  const { page: other, watch: otherWatch } = await newVisitor({}, server);
  otherWatch.expect(400, "/admin/v1/Invitations/Open");
  await other.goto(link);
  await expect(other.getByRole("alert")).toContainText("Länken gäller inte längre.");
});

test("an administrator invites a new user, who then has no settings", async ({
  signedIn,
  newVisitor,
}) => {
  const { page } = await signedIn();
  await page.goto("/admin/settings/users/new");
  const email = `${randomUUID()}@example.se`;
  await page.getByLabel("Förnamn").fill("Ylva");
  await page.getByLabel("Efternamn").fill("Åberg");
  await page.getByLabel("E-post").fill(email);
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(page.getByRole("heading", { name: "Ylva Åberg" })).toBeVisible();
  await expect(page.getByText("Användaren kan inte logga in.")).toBeVisible();
  await page.getByRole("button", { name: "Skapa inbjudan" }).click();
  const link = await page.getByRole("textbox", { name: "Länk" }).inputValue();

  const { page: hers } = await newVisitor();
  await hers.goto(link);
  await expect(hers.getByText("Hej Ylva Åberg!")).toBeVisible();
  await expect(hers.getByLabel("E-post")).toHaveValue(email);
  await hers.getByLabel("Nytt lösenord").fill(PASSWORD);
  await hers.getByRole("button", { name: "Spara och logga in" }).click();
  await isIn(hers);
  await expect(hers.getByRole("link", { name: "Inställningar" })).toHaveCount(0);
  await expect(hers.getByRole("link", { name: "Attest" })).toHaveCount(0);
  await hers.goto("/admin/settings/users");
  await expect(hers.getByRole("heading", { name: "Sidan finns inte" })).toBeVisible();

  await page.reload();
  await expect(page.getByText(`Loggar in med ${email}.`)).toBeVisible();
  await page.getByRole("button", { name: "Ta bort inloggning" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Ta bort inloggning" }).click();
  await closeNote(page, "Inloggningen är borttagen");
  await hers.reload();
  await expect(hers.getByRole("heading", { name: "Logga in" })).toBeVisible();
});

/** From the password to the recovery codes; the secret and those. */
async function setUpCodes(place: Locator) {
  await place.getByLabel("Lösenord").fill(PASSWORD);
  await place.getByRole("button", { name: "Fortsätt" }).click();
  await expect(place.getByRole("img", { name: "QR-kod för din app" })).toBeVisible();
  const secret = await place.getByRole("textbox", { name: "Nyckel" }).inputValue();
  const code = place.getByRole("textbox", { name: "Kod från appen" });
  await code.fill(codeOf(secret, 1000));
  await place.getByRole("button", { name: "Slå på" }).click();
  await expect(code).toHaveAccessibleDescription(/^Koden är fel\. /);
  await code.fill(await freshCode(secret));
  await place.getByRole("button", { name: "Slå på" }).click();
  const all = await place.getByRole("textbox", { name: "Alla koder" }).inputValue();
  const recovery = all.split(" ");
  expect(new Set(recovery).size).toBe(10);
  await place.getByRole("button", { name: "Jag har sparat dem" }).click();
  return { secret, recovery };
}

test("with a second step a code or a recovery code is needed, each once", async ({
  newVisitor,
  server,
  signedIn,
}) => {
  const person = addPerson(server);
  const { page, watch } = await signedIn(person);
  watch.expect(400, "/admin/v1/Me/Totp");
  await page.goto("/admin/profile");
  const panel = page.getByRole("region", { name: "Tvåstegsverifiering" });
  await panel.getByRole("button", { name: "Slå på" }).click();
  const { secret, recovery } = await setUpCodes(panel);
  await expect(panel.getByText(/^På\./)).toBeVisible();

  const { page: phone } = await newVisitor();
  const give = async (given: string) => {
    await phone.goto("/");
    await signIn(phone, person);
    await phone.getByLabel("Kod från din app").fill(given);
    await phone.getByRole("button", { name: "Fortsätt" }).click();
  };
  await give("000000");
  await expect(phone.getByRole("alert")).toHaveText("Koden är fel.");
  await give(await freshCode(secret));
  await isIn(phone);
  await signOut(phone);
  await give(recovery[3] ?? "");
  await isIn(phone);
  await signOut(phone);
  await give(recovery[3] ?? "");
  await expect(phone.getByRole("alert")).toHaveText("Koden är fel.");

  await panel.getByRole("button", { name: "Slå av" }).click();
  await panel.getByLabel("Lösenord").fill(PASSWORD);
  await panel.getByRole("button", { name: "Slå av" }).click();
  await expect(panel.getByText(/^Av\./)).toBeVisible();
  await phone.goto("/");
  await signIn(phone, person);
  await isIn(phone);
});

test("what the company demands is set up right after signing in, and stays", async ({
  newVisitor,
  startServer,
}) => {
  const server = await startServer();
  const boss = addPerson(server, "--administrator");
  const other = addPerson(server);
  const { page: theirs, context, watch: otherWatch } = await newVisitor({}, server);
  otherWatch.expect(403, /^\/admin\/v1\//);
  otherWatch.expect(400, "/admin/v1/Me/Totp");
  await enter(context, other);
  await theirs.goto("/admin/days");
  await isIn(theirs);

  const { page, watch } = await newVisitor({}, server);
  watch.expect(400, /^\/admin\/v1\/(Me\/Totp|Settings\/1\/Codes)$/);
  watch.expect(403, /^\/admin\/v1\//);
  await page.goto("/admin/settings/company");
  await signIn(page, boss);
  const panel = page.getByRole("region", { name: "Tvåstegsverifiering för alla" });
  await panel.getByRole("button", { name: "Kräv av alla" }).click();
  const question = page.getByRole("dialog", { name: "Kräva tvåstegsverifiering av alla?" });
  await question.getByLabel("Lösenord").fill("fel häst batteri");
  await question.getByRole("button", { name: "Kräv av alla" }).click();
  await expect(question.getByLabel("Lösenord")).toHaveAccessibleDescription("Lösenordet är fel.");
  await question.getByLabel("Lösenord").fill(PASSWORD);
  await question.getByRole("button", { name: "Kräv av alla" }).click();
  await expect(page.getByText("kräver att alla loggar in i två steg")).toBeVisible();
  await setUpCodes(page.getByRole("main"));
  await expect(panel.getByText(/^På\./)).toBeVisible();
  await page.goto("/admin/profile");
  const own = page.getByRole("region", { name: "Tvåstegsverifiering" });
  await expect(own.getByText("Företaget kräver det av alla.")).toBeVisible();
  await expect(own.getByRole("button", { name: "Byt app eller koder" })).toBeVisible();
  await expect(own.getByRole("button", { name: "Slå av" })).toHaveCount(0);
  await page.goto("/admin/settings/log");
  await expect(page.getByText("Började kräva tvåstegsverifiering").first()).toBeVisible();

  // Whoever was signed in is led there by the next thing that is asked for.
  await theirs.getByRole("button", { name: "Konto" }).click();
  await theirs.getByRole("link", { name: "Profil" }).click();
  await expect(theirs.getByText("kräver att alla loggar in i två steg")).toBeVisible();
  await theirs.getByRole("button", { name: "Logga ut" }).click();
  await signIn(theirs, other);
  await expect(theirs.getByText("kräver att alla loggar in i två steg")).toBeVisible();
  await setUpCodes(theirs.getByRole("main"));
  await isIn(theirs);

  await page.goto("/admin/settings/company");
  await panel.getByRole("button", { name: "Sluta kräva" }).click();
  const stop = page.getByRole("dialog", { name: "Sluta kräva tvåstegsverifiering?" });
  await stop.getByLabel("Lösenord").fill(PASSWORD);
  await stop.getByRole("button", { name: "Sluta kräva" }).click();
  await expect(panel.getByText(/^Av\./)).toBeVisible();
  await page.goto("/admin/profile");
  await expect(own.getByRole("button", { name: "Slå av" })).toBeVisible();
});

test("another password ends all other sessions", async ({ server, signedIn, newVisitor }) => {
  const person = addPerson(server);
  const { page, context, watch } = await signedIn(person);
  const [before] = await context.cookies();
  watch.expect(400, "/admin/v1/Me/Password");
  const { page: other } = await signedIn(person);
  await other.goto("/admin/profile");
  await isIn(other);
  await page.goto("/admin/profile");
  const panel = page.getByRole("region", { name: "Lösenord" });
  await panel.getByLabel("Nuvarande lösenord").fill("fel häst batteri");
  await panel.getByLabel("Nytt lösenord").fill("ett annat och längre");
  await panel.getByRole("button", { name: "Byt lösenord" }).click();
  await expect(panel.getByLabel("Nuvarande lösenord")).toHaveAccessibleDescription(
    "Lösenordet är fel.",
  );
  await panel.getByLabel("Nuvarande lösenord").fill(PASSWORD);
  await panel.getByRole("button", { name: "Byt lösenord" }).click();
  await closeNote(page, "Lösenordet är bytt");
  await other.reload();
  await expect(other.getByRole("heading", { name: "Logga in" })).toBeVisible();
  const { page: third } = await newVisitor();
  await third.goto("/");
  await signIn(third, { ...person, password: "ett annat och längre" });
  await isIn(third);

  // What is written by the page that was not loaded anew has the word of the new session.
  const [cookie] = await context.cookies();
  expect(cookie?.value).not.toBe(before?.value);
  await signOut(page);
});

test("one other device is signed out with the password", async ({ server, signedIn }) => {
  const person = addPerson(server);
  const { page: other } = await signedIn(person);
  const { page, watch } = await signedIn(person);
  watch.expect(400, /^\/admin\/v1\/Me\/Sessions\/\d+$/);
  await page.goto("/admin/profile");
  const devices = page.getByRole("region", { name: "Inloggade enheter" });
  await expect(devices.getByRole("listitem")).toHaveCount(2);
  await devices.getByRole("button", { name: /^Logga ut (?!överallt)/ }).click();
  const question = page.getByRole("dialog", { name: /^Logga ut .*\?$/ });
  await expect(question.getByLabel("Lösenord")).toBeFocused();
  await question.getByLabel("Lösenord").fill("fel häst batteri");
  await question.getByRole("button", { name: "Logga ut" }).click();
  await expect(question.getByLabel("Lösenord")).toHaveAccessibleDescription("Lösenordet är fel.");
  await question.getByLabel("Lösenord").fill(PASSWORD);
  await question.getByRole("button", { name: "Logga ut" }).click();
  await expect(devices.getByRole("listitem")).toHaveCount(1);
  await other.goto("/");
  await expect(other.getByRole("heading", { name: "Logga in" })).toBeVisible();
});

test("signing out everywhere ends every session", async ({ server, signedIn }) => {
  const person = addPerson(server);
  const { page: other } = await signedIn(person);
  const { page } = await signedIn(person);
  await other.goto("/admin/profile");
  await page.goto("/admin/profile");
  const devices = page.getByRole("region", { name: "Inloggade enheter" });
  await expect(devices.getByRole("listitem")).toHaveCount(2);
  await devices.getByRole("button", { name: "Logga ut överallt" }).click();
  const question = page.getByRole("dialog", { name: "Logga ut överallt?" });
  await question.getByLabel("Lösenord").fill(PASSWORD);
  await question.getByRole("button", { name: "Logga ut överallt" }).click();
  await expect(page.getByRole("heading", { name: "Logga in" })).toBeVisible();
  await other.reload();
  await expect(other.getByRole("heading", { name: "Logga in" })).toBeVisible();
});

test("when a session ends amid a form, signing in again goes on with it", async ({
  server,
  signedIn,
}) => {
  const person = addPerson(server, "--administrator");
  const { page, context, watch } = await signedIn(person);
  watch.expect(401, "/admin/v1/Units");
  await page.goto("/admin/settings/registries/units/new");
  await page.getByRole("textbox", { name: "Namn" }).fill("Famn");
  const { csrfToken } = await (await context.request.get("/admin/v1/Session")).json();
  const headers = { "X-CSRF-Token": csrfToken };
  await context.request.delete("/admin/v1/Session", { headers });
  await page.getByRole("button", { name: "Spara" }).click();
  const again = page.getByRole("dialog", { name: "Logga in igen" });
  await again.getByLabel("E-post").fill(person.email);
  await again.getByLabel("Lösenord").fill(PASSWORD);
  await again.getByRole("button", { name: "Logga in" }).click();
  await expect(again).toHaveCount(0);
  await expect(page.getByRole("textbox", { name: "Namn" })).toHaveValue("Famn");
  await page.getByRole("button", { name: "Spara" }).click();
  await closeNote(page, "Sparat");
});

test("a cookie that was stolen is worth nothing after signing out", async ({
  server,
  signedIn,
  newVisitor,
}) => {
  const { page, context } = await signedIn(addPerson(server));
  const [stolen] = await context.cookies();
  expect(stolen).toMatchObject({ httpOnly: true, secure: true, sameSite: "Strict", path: "/" });
  const { context: thief } = await newVisitor();
  const headers = { Cookie: `${stolen?.name}=${stolen?.value}` };
  expect((await thief.request.get("/admin/v1/Session", { headers })).status()).toBe(200);
  await page.goto("/");
  expect(await page.evaluate(() => document.cookie)).toBe("");
  await signOut(page);
  expect(await context.cookies()).toEqual([]);
  for (const path of ["Session", "TimeReports?page=1&pageSize=1", "Me/Sessions"])
    expect((await thief.request.get(`/admin/v1/${path}`, { headers })).status()).toBe(401);
});

test("a write without the token of the session, or from elsewhere, is refused", async ({
  server,
  newVisitor,
}) => {
  const { context } = await newVisitor();
  const { csrfToken } = await enter(context, addPerson(server, "--administrator"));
  const { csrfToken: foreign } = await enter(
    (await newVisitor()).context,
    addPerson(server, "--administrator"),
  );
  const write = async (headers: Record<string, string>) => {
    const data = { name: "Aln" };
    return (await context.request.post("/admin/v1/Units", { data, headers })).status();
  };
  expect(await write({})).toBe(403);
  expect(await write({ "X-CSRF-Token": "x".repeat(52) })).toBe(403);
  expect(await write({ "X-CSRF-Token": foreign })).toBe(403);
  for (const site of ["cross-site", "same-site"])
    expect(await write({ "X-CSRF-Token": csrfToken, "Sec-Fetch-Site": site })).toBe(403);
  expect(await write({ "X-CSRF-Token": csrfToken })).toBe(201);
});

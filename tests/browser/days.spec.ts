// Days: handed in by those who worked them, attested or returned by their managers.
import { randomUUID } from "node:crypto";
import type { APIRequestContext, Page } from "@playwright/test";
import { expect, PASSWORD, type Person, type Row, test, type Visitor } from "./fixtures.ts";
import { closeNote } from "./steps.ts";

const WEEK = ["02", "03", "04", "05", "06"].map((day) => `2026-03-${day}`);
const [MONDAY = "", TUESDAY = "", WEDNESDAY = ""] = WEEK;
const SEALED = "The time report is attested and can't be changed or deleted.";
const LOCKED = "The day of the time report is locked for its user.";

interface Worker extends Person {
  id: number;
  name: string;
}

interface Report {
  path: string;
  /** What a change has to say anew. */
  data: Record<string, unknown>;
}

interface Team {
  manager: Worker;
  workers: Worker[];
  client: APIRequestContext;
  /** Eight hours of somebody's day over the API. */
  report: (worker: Worker, date: string) => Promise<Report>;
  /** The page of somebody in that week. */
  open: (person: Person, place: "days" | "attest", day?: string) => Promise<Visitor>;
}

/** A manager and three people who report to her, whom no other test knows. */
const of = test.extend<{ team: Team }>({
  team: async ({ server, manage, newClient, signedIn }, use) => {
    const mark = randomUUID().slice(0, 8);
    const add = async (path: string, more = {}) =>
      (await manage("POST", path, { name: `${path} ${mark}`, ...more })).id;
    const hours = { monday: 8, tuesday: 8, wednesday: 8, thursday: 8, friday: 7.5, saturday: 0 };
    const scheduleId = await add("Schedules", { ...hours, sunday: 0 });
    const departmentId = await add("Departments");
    const hire = async (firstName: string, managerId: number | null): Promise<Worker> => {
      const email = `${randomUUID()}@example.se`;
      const lastName = `Prov ${mark}`;
      const body = { firstName, lastName, email, license: "standard" };
      const more = { permissions: [], managerId, scheduleId, departmentId };
      await manage("POST", "Users", { ...body, ...more });
      const id = server.addUser(email, firstName, lastName);
      return { id, name: `${firstName} ${lastName}`, email, password: PASSWORD };
    };
    const manager = await hire("Mia", null);
    const workers: Worker[] = [];
    for (const name of ["Per", "Lea", "Ola"]) workers.push(await hire(name, manager.id));
    const target = {
      internalProjectId: await add("InternalProjects", { isActive: true }),
      activityId: await add("Activities", { isActive: true }),
      timeCodeId: await add("TimeCodes", { isActive: true }),
      timeArticleId: await add("TimeArticles", { isActive: true }),
    };
    const client = await newClient(server.addApplication("--all-permissions"));
    await use({
      manager,
      workers,
      client,
      report: async (worker, date) => {
        const data = { date, hours: 8, invoiceableHours: 0, userId: worker.id, ...target };
        const made = await client.post("/v1/Core/TimeReports", { data });
        expect(made.status(), await made.text()).toBe(200);
        return { path: `/v1/Core/TimeReports/${((await made.json()) as Row).id}`, data };
      },
      open: async (person, place, day = MONDAY) => {
        const visitor = await signedIn(person);
        await visitor.page.goto(`/admin/${place}?day=${day}`);
        return visitor;
      },
    });
  },
});

/** What the API says to a change and to a deletion of a report. */
async function refusals(client: APIRequestContext, { path, data }: Report) {
  const answers = [await client.put(path, { data }), await client.delete(path)];
  return Promise.all(
    answers.map(async (answer) => [answer.status(), (await answer.json()).modelState]),
  );
}

const refused = (sentence: string) => [
  [400, { id: [sentence] }],
  [400, { id: [sentence] }],
];

function cell(page: Page, worker: Worker, day: string) {
  return page.getByRole("button", { name: new RegExp(`^${worker.name}, .*\\b${day}`) });
}

function ownDay(page: Page, day: string) {
  const name = new RegExp(day, "i");
  return { button: page.getByRole("button", { name }), panel: page.getByRole("region", { name }) };
}

of("own days are locked and unlocked, and the API holds to it", async ({ team }) => {
  const [worker] = team.workers as [Worker];
  const report = await team.report(worker, MONDAY);
  const { page } = await team.open(worker, "days");
  await expect(page.getByText("8 av 39,5 timmar")).toBeVisible();
  const monday = ownDay(page, "måndag 2 mars");
  await expect(monday.button).toContainText("Rapporterad");
  await monday.button.click();
  await monday.panel.getByRole("button", { name: "Lås dagen" }).click();
  await closeNote(page, "1 dag och 1 rapport ändrades.");
  await expect(monday.button).toContainText("Skickad");
  expect(await refusals(team.client, report)).toEqual(refused(LOCKED));
  await monday.panel.getByRole("button", { name: "Lås upp dagen" }).click();
  await closeNote(page, "1 dag och 1 rapport ändrades.");
  expect((await team.client.delete(report.path)).status()).toBe(200);

  await page.getByRole("button", { name: "Lås veckan" }).click();
  await closeNote(page, "7 dagar och 0 rapporter ändrades.");
  await expect(page.getByRole("button", { name: "Lås upp veckan" })).toBeVisible();
});

of("a day is attested in the page and its report is sealed in the API", async ({ team }) => {
  const [worker] = team.workers as [Worker];
  const report = await team.report(worker, MONDAY);
  const hers = await team.open(worker, "days");
  await hers.page.getByRole("button", { name: "Lås veckan" }).click();
  await closeNote(hers.page, "ändrades.");

  const { page } = await team.open(team.manager, "attest");
  await cell(page, worker, "2 mars").click();
  const drawer = page.getByRole("dialog", { name: `${worker.name}, måndag 2 mars` });
  await expect(drawer.getByRole("article")).toContainText("8 tim");
  await drawer.getByRole("button", { name: "Attestera" }).click();
  await closeNote(page, "1 dag och 1 rapport ändrades.");
  await expect(drawer.getByRole("article")).toContainText(`av ${team.manager.name}`);
  expect(await refusals(team.client, report)).toEqual(refused(SEALED));

  await hers.page.reload();
  const monday = ownDay(hers.page, "måndag 2 mars");
  await expect(monday.button).toContainText("Attesterad");
  await monday.button.click();
  await expect(monday.panel.getByRole("article")).toContainText(`av ${team.manager.name}`);
  await expect(monday.panel.getByRole("button", { name: "Lås upp dagen" })).toHaveCount(0);

  await drawer.getByRole("button", { name: "Ångra attest" }).click();
  await closeNote(page, "1 dag och 1 rapport ändrades.");
  expect(await refusals(team.client, report)).toEqual(refused(LOCKED));
});

of("a returned day tells its user why, until it is locked again", async ({ team }) => {
  const [worker] = team.workers as [Worker];
  const report = await team.report(worker, TUESDAY);
  const hers = await team.open(worker, "days");
  await hers.page.getByRole("button", { name: "Lås veckan" }).click();
  await closeNote(hers.page, "ändrades.");

  const { page } = await team.open(team.manager, "attest");
  await cell(page, worker, "3 mars").click();
  const drawer = page.getByRole("dialog", { name: `${worker.name}, tisdag 3 mars` });
  await drawer.getByRole("button", { name: "Skicka tillbaka" }).click();
  const asked = page.getByRole("dialog", { name: "Skicka tillbaka" });
  await expect(asked.getByRole("button", { name: "Skicka tillbaka" })).toBeDisabled();
  await asked.getByLabel("Kommentar").fill("Resan till Östersund saknas.");
  await asked.getByRole("button", { name: "Skicka tillbaka" }).click();
  await closeNote(page, "1 dag och 1 rapport ändrades.");

  await hers.page.reload();
  const tuesday = ownDay(hers.page, "tisdag 3 mars");
  await expect(tuesday.button).toContainText("Återsänd");
  await tuesday.button.click();
  await expect(tuesday.panel).toContainText("Resan till Östersund saknas.");
  const data = { ...report.data, comment: "Med resan" };
  const changed = await team.client.put(report.path, { data });
  expect(changed.status(), await changed.text()).toBe(200);
  await tuesday.panel.getByRole("button", { name: "Lås dagen" }).click();
  await closeNote(hers.page, "1 dag och 1 rapport ändrades.");
  await expect(tuesday.panel).not.toContainText("Resan till Östersund saknas.");
});

of(
  "a week of several people is attested at once, and what was left out is told",
  async ({ team }) => {
    const [per, lea, ola] = team.workers as [Worker, Worker, Worker];
    const reports: Report[] = [];
    for (const worker of [per, lea]) reports.push(await team.report(worker, MONDAY));
    reports.push(await team.report(per, WEDNESDAY));
    const open = await team.report(ola, MONDAY);
    const { page } = await team.open(team.manager, "attest");
    const rows = page.getByRole("table", { name: "Användarnas dagar" });
    for (const worker of [per, lea])
      await rows.getByRole("checkbox", { name: `Välj ${worker.name}` }).check();
    await page.getByRole("button", { name: "Lås", exact: true }).click();
    await closeNote(page, "14 dagar och 3 rapporter ändrades.");
    await expect(cell(page, per, "2 mars")).toHaveAccessibleName(/8 av 8 timmar, Skickad$/);
    await expect(cell(page, ola, "2 mars")).toHaveAccessibleName(/8 av 8 timmar, Rapporterad$/);
    for (const worker of [per, lea])
      await rows.getByRole("checkbox", { name: `Välj ${worker.name}` }).uncheck();

    await page.getByRole("button", { name: "Attestera veckan för alla" }).click();
    await closeNote(page, "3 dagar och 3 rapporter ändrades.");
    await expect(cell(page, per, "4 mars")).toHaveAccessibleName(/Attesterad$/);
    for (const report of reports)
      expect(await refusals(team.client, report)).toEqual(refused(SEALED));
    const skipped = page.getByRole("status").filter({ hasText: "hoppades över" });
    await expect(skipped).toContainText(ola.name);
    expect((await team.client.delete(open.path)).status()).toBe(200);
  },
);

of("the grid shows the months, whom one manages and nobody else", async ({ team }) => {
  const [per] = team.workers as [Worker];
  await team.report(per, MONDAY);
  const { page } = await team.open(team.manager, "attest");
  const rows = page.getByRole("table", { name: "Användarnas dagar" }).getByRole("row");
  for (const { name } of [team.manager, ...team.workers])
    await expect(rows.filter({ hasText: name })).toHaveCount(1);
  await expect(rows).toHaveCount(1 + 4);
  await expect(page.getByText("Vecka 10")).toBeVisible();
  await page.getByRole("searchbox", { name: "Sök" }).fill(per.name);
  await expect(rows).toHaveCount(1 + 1);
  await page.getByText("Månad", { exact: true }).click();
  await expect(page.getByText("mars 2026")).toBeVisible();
  await expect(rows.filter({ hasText: per.name }).getByRole("button")).toHaveCount(31);
  await page.getByRole("button", { name: "Föregående" }).click();
  await expect(rows.filter({ hasText: per.name }).getByRole("button")).toHaveCount(28);
  await expect(page).toHaveURL(/day=2026-02-01/);
});

// Every registry is reached through the menus, and a row of it made, changed and deleted.
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { closeNote } from "./steps.ts";
import { Tour } from "./tour.ts";

const words = { save: "Spara", saved: "Sparat", remove: "Ta bort", removed: "Borttaget" };

/** What no field alone demands: one of three has to be chosen. */
const chosenToo: Readonly<Record<string, RegExp>> = { plannings: /^Projekt$/ };

/** Values of a kind of field, at first and when it is changed. */
const typed = { text: ["Ögla", "Ögla åt höger"], date: ["2026-03-04", "2026-03-05"] };
const numbers = ["3", "4"];

async function choose(control: Locator) {
  await control.click();
  const options = control.page().getByRole("option");
  await options.first().click();
  await expect(options).toHaveCount(0);
}

/** The kind of the control, by what browsers know of it. */
async function kindOf(control: Locator) {
  if ((await control.getAttribute("aria-haspopup")) === "listbox") return "choice";
  if ((await control.getAttribute("inputmode")) === "decimal") return "number";
  const placeholder = await control.getAttribute("placeholder");
  return placeholder?.endsWith("-MM-DD") ? "date" : "text";
}

/** The controls whose labels have an asterisk. */
async function requiredControls(page: Page) {
  const labels = page.getByRole("main").locator("label", { hasText: /\*$/ });
  await expect(labels.first()).toBeVisible();
  // By their places: a page that was saved has new elements there.
  const places = [...Array(await labels.count()).keys()];
  return places.map((at) => labels.nth(at).locator("xpath=..").locator("input, textarea").first());
}

/** Fills what has to be filled; the last of the controls that are typed into, and what to make of it. */
async function fill(page: Page) {
  let last: { control: Locator; changed: string } | undefined;
  for (const control of await requiredControls(page)) {
    const kind = await kindOf(control);
    if (kind === "choice") {
      if (!(await control.inputValue())) await choose(control);
      continue;
    }
    const [first = "", changed = ""] = kind === "number" ? numbers : typed[kind];
    await control.fill(first);
    await control.blur();
    last = { control, changed };
  }
  if (!last) throw new Error("Nothing is required.");
  return last;
}

async function save(page: Page) {
  await page.getByRole("button", { name: words.save }).click();
  await closeNote(page, words.saved);
}

async function walk(page: Page, list: string) {
  const { control, changed } = await fill(page);
  const too = chosenToo[list.split("/").pop() ?? ""];
  if (too) await choose(page.getByRole("combobox", { name: too }));
  await save(page);
  await expect(page).toHaveURL(new RegExp(`${list}/\\d+$`));
  await control.fill(changed);
  await control.blur();
  await save(page);
  await page.reload();
  await expect(control).toHaveValue(changed);
  // By its text: the buttons that empty a field are called the same, and have none.
  const removal = page.locator("form button", { hasText: words.remove });
  if (!(await removal.count())) return false;
  await removal.click();
  await page.getByRole("dialog").getByRole("button", { name: words.remove }).click();
  await closeNote(page, words.removed);
  await expect(page).toHaveURL(new RegExp(`${list}$`));
  return true;
}

test("a row of each registry is made, changed and deleted", async ({ signedIn }) => {
  const { page } = await signedIn(undefined, { locale: "sv-SE" });
  const tour = new Tour(page);
  await page.goto("/admin/settings");
  const forms = (await tour.findPages()).filter(
    (path) => path.endsWith("/new") && !path.includes("/integrations/"),
  );
  const kept: string[] = [];
  for (const form of forms) {
    const list = form.slice(0, -"/new".length);
    await tour.go(form);
    if (!(await walk(page, list))) kept.push(list);
  }
  expect(forms.length).toBeGreaterThan(30);
  expect(kept).toEqual(["/admin/settings/users", "/admin/settings/economy/invoices"]);
});

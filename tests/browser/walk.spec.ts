// Every registry is reached through the menus, and a row of it made, changed and deleted.
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { fillRequired } from "./forms.ts";
import { closeNote } from "./steps.ts";
import { Tour } from "./tour.ts";

const words = { save: "Spara", saved: "Sparat", remove: "Ta bort", removed: "Borttaget" };

async function save(page: Page) {
  await page.getByRole("button", { name: words.save }).click();
  await closeNote(page, words.saved);
}

async function walk(page: Page, list: string) {
  const { control, changed } = await fillRequired(page, list);
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

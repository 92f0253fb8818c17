// The forms of registries, filled by whoever knows no more of them than a browser does.
import type { Locator, Page } from "@playwright/test";
import { expect } from "./fixtures.ts";

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
export async function kindOf(control: Locator) {
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
export async function fillRequired(page: Page, list: string) {
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
  const too = chosenToo[list.split("/").pop() ?? ""];
  if (too) await choose(page.getByRole("combobox", { name: too }));
  return last;
}

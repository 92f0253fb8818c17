// What many tests do in the pages.
import { expect, type Page } from "@playwright/test";

/** Waits for a note and closes it, so that the next one of the same words is a new one. */
export async function closeNote(page: Page, text: string) {
  const note = page.getByRole("status").getByRole("alert").filter({ hasText: text });
  await expect(note).toBeVisible();
  // It goes by itself after a while, perhaps just now.
  await note
    .getByRole("button", { name: /Stäng|Close/ })
    .evaluateAll((buttons: HTMLElement[]) => buttons.map((button) => button.click()));
  await expect(note).toHaveCount(0);
}

// All pages, found as people find them: through the menus.
import { expect, type Page, type Request } from "@playwright/test";

const SETTINGS = /^(Inställningar|Settings)$/;

export class Tour {
  readonly page: Page;
  private readonly asked = new Set<Request>();

  constructor(page: Page) {
    this.page = page;
    page.on("request", (request) => this.asked.add(request));
    page.on("requestfinished", (request) => this.asked.delete(request));
    page.on("requestfailed", (request) => this.asked.delete(request));
  }

  /** To another page, without loading everything anew. */
  async go(path: string) {
    await this.page.evaluate((to) => history.pushState(null, "", to), path);
    await this.settle();
  }

  /** Until the page has its heading, nothing is on its way from the server, and nothing moves. */
  async settle() {
    await expect(this.page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect.poll(() => this.isAtRest(), { intervals: [10, 20, 50] }).toBe(true);
  }

  private async isAtRest() {
    const moves = await this.page.evaluate(async () => {
      // What was rendered just now asks for more in the frame after it.
      for (let frames = 0; frames < 3; frames++) await new Promise(requestAnimationFrame);
      return document.getAnimations().length > 0;
    });
    return !moves && this.asked.size === 0;
  }

  private linksIn(name: RegExp) {
    const links = this.page.getByRole("navigation", { name }).getByRole("link");
    return links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).pathname));
  }

  /** The paths of all pages that an administrator can open; of each registry one row, too. */
  async findPages() {
    await this.go("/admin/settings");
    const lists = new Set<string>();
    for (const heading of await this.linksIn(SETTINGS)) {
      await this.go(heading);
      for (const path of await this.linksIn(SETTINGS)) lists.add(path);
    }
    const found = [
      "/admin/days",
      "/admin/attest",
      "/admin/profile",
      "/admin/settings",
      "/admin/no",
    ];
    for (const path of lists) found.push(path, ...(await this.pagesBehind(path)));
    return found;
  }

  private async pagesBehind(list: string) {
    await this.go(list);
    if (!(await this.page.getByRole("link", { name: /^(Lägg till|Add)$/ }).count())) return [];
    const rows = this.page.getByRole("main").getByRole("row").getByRole("link");
    const [first] = await rows.evaluateAll((all) =>
      all.map((link) => (link as HTMLAnchorElement).pathname),
    );
    return [`${list}/new`, ...(first ? [first] : [])];
  }
}

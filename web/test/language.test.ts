import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { faultOf } from "../src/client/faults.ts";
import { listPath } from "../src/client/lists.ts";
import { fill } from "../src/language/language.tsx";
import { sayInLanguage } from "../src/language/sentences.ts";
import { browserOf } from "../src/profile/browser.ts";

test("texts are filled in, with one or several", () => {
  expect(fill("Hej {name}!", { name: "Åsa" })).toBe("Hej Åsa!");
  expect(fill("{n} dag|{n} dagar", { n: 1 })).toBe("1 dag");
  expect(fill("{n} dag|{n} dagar", { n: 0 })).toBe("0 dagar");
  expect(fill("{missing}")).toBe("{missing}");
});

test.each([
  ["The Name field is required.", "Måste fyllas i."],
  ["The field Name must be at most 255 characters long.", "Får ha högst 255 tecken."],
  ["The field TaxPercent must be between 0 and 100.", "Måste vara mellan 0 och 100."],
  ["The field Rate must be 0 or more.", "Måste vara 0 eller mer."],
  [
    "The field UnitId refers to a unit that does not exist.",
    "Det valda finns inte längre. Välj något annat.",
  ],
  [
    "The activity could not be deleted: time reports refer to it as their activity.",
    "Kan inte tas bort: används av tidrapporter.",
  ],
  [
    "The project could not be deleted: payment plans refer to it as their project.",
    "Kan inte tas bort: används av betalplaner.",
  ],
  ["The field ToDate must not be before FromDate.", "Får inte vara före den första dagen."],
  [
    "Exactly one of ProjectId, InternalProjectId and AbsenceProjectId must be given.",
    "Välj antingen ett projekt, ett internprojekt eller en frånvaro.",
  ],
  ["The e-mail address or the password is wrong.", "E-postadressen eller lösenordet är fel."],
  ["Something new.", "Something new."],
])("%s", (english, swedish) => {
  expect(sayInLanguage(english, "sv")).toBe(swedish);
  expect(sayInLanguage(english, "en")).toBe(english);
});

test("faults are found at their fields, in any case and inside of them", () => {
  const state = { Name: ["a"], "columns[1].name": ["b"], "address.city": ["c"] };
  expect(faultOf(state, "name")).toBe("a");
  expect(faultOf(state, "columns")).toBe("b");
  expect(faultOf(state, "address.city")).toBe("c");
  expect(faultOf(state, "nam")).toBeNull();
});

test("lists are asked for with their filters", () => {
  expect(
    listPath("Users", {
      page: 2,
      filters: { query: "å & b", userIds: [1, 2], isActive: false, from: "" },
    }),
  ).toBe(
    "Users?page=2&pageSize=25&filter.query=%C3%A5+%26+b&filter.userIds=1&filter.userIds=2&filter.isActive=false",
  );
});

test("browsers have the names that people know", () => {
  const agent =
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) AppleWebKit/605.1.15 Version/17.5 Safari/605.1.15";
  expect(browserOf(agent)).toBe("Safari, macOS");
  expect(browserOf("curl/7.88")).toBe("curl/7.88");
});

test("both languages have the same blanks to fill", () => {
  const folder = new URL("../src/", import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  const pairs = files.flatMap((name) =>
    [
      ...readFileSync(new URL(name, folder), "utf8").matchAll(/sv: "([^"]*)",\s*en: "([^"]*)"/g),
    ].map(([, sv = "", en = ""]) => ({ name, sv, en })),
  );
  expect(pairs.length).toBeGreaterThan(200);
  const blanks = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
  for (const { name, sv, en } of pairs) {
    expect(blanks(sv), `${name}: ${sv}`).toEqual(blanks(en));
    expect(sv && en, name).toBeTruthy();
  }
});

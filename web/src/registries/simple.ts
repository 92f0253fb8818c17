// Registries of names, some with a colour.
import * as fields from "./fields";
import type { Registry } from "./kinds";

/** Where a registry is and what it is called. */
type Called = Pick<Registry, "place" | "path" | "one" | "many" | "add">;

/** Names and nothing else. */
export function named(called: Called): Registry {
  return { ...called, columns: ["name"], fields: [fields.name], hasNoActive: true };
}

/** Tags as the documented API has them: with titles. */
export function titled(called: Called): Registry {
  const shown = [fields.title, fields.color];
  return { ...called, columns: ["title", "color"], fields: shown, hasNoActive: true };
}

/** Names with a colour each. */
export function colored(called: Called): Registry {
  const shown = [fields.name, fields.color];
  return { ...called, columns: ["name", "color"], fields: shown, hasNoActive: true };
}

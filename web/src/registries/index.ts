// All registries, by their places.
import type { Registry } from "./kinds";
import { users } from "./people";
import { projectRegistries, projects, taskBoards } from "./projects";
import { economyRegistries, plannings, salesRegistries } from "./sales";
import { thingRegistries } from "./things";
import { timeRegistries } from "./time";

/** Those that stand under "Register". */
export const registries: readonly Registry[] = [
  ...timeRegistries,
  ...thingRegistries,
  ...projectRegistries,
];

/** All that have pages here, but for applications. */
export const allRegistries: readonly Registry[] = [
  ...registries,
  ...salesRegistries,
  ...economyRegistries,
  plannings,
  users,
  projects,
  taskBoards,
];

/** In filters, also those that are no longer active. */
const applications: Registry = {
  place: "applications",
  path: "Applications",
  one: { sv: "API-applikation", en: "API application" },
  many: { sv: "API-applikationer", en: "API applications" },
  add: { sv: "Ny API-applikation", en: "New API application" },
  columns: ["name"],
  hasNoActive: true,
  fields: [],
};

/** Contacts are only chosen here. */
const contacts: Registry = {
  place: "contacts",
  path: "Contacts",
  one: { sv: "Kontakt", en: "Contact" },
  many: { sv: "Kontakter", en: "Contacts" },
  add: { sv: "Ny kontakt", en: "New contact" },
  columns: ["name"],
  fields: [],
};

const byPlace = new Map<string, Registry>(
  [...allRegistries, applications, contacts].map((registry) => [registry.place, registry]),
);

export function registryAt(place: string) {
  return byPlace.get(place);
}

export { economyRegistries, plannings, projects, salesRegistries, taskBoards, users };

// All registries, by their places.
import type { Registry } from "./kinds";
import { users } from "./people";
import { projectRegistries, projects, taskBoards } from "./projects";
import { salesRegistries } from "./sales";
import { thingRegistries } from "./things";
import { timeRegistries } from "./time";

/** Those that stand under "Register". */
export const registries: readonly Registry[] = [
  ...timeRegistries,
  ...thingRegistries,
  ...projectRegistries,
  ...salesRegistries,
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
  [...registries, users, projects, taskBoards, applications, contacts].map((registry) => [
    registry.place,
    registry,
  ]),
);

export function registryAt(place: string) {
  return byPlace.get(place);
}

export { projects, taskBoards, users };

// The menus: where pages are and what they are called.
import type { Text } from "../language/language";
import {
  economyRegistries,
  plannings,
  projects,
  registries,
  salesRegistries,
  taskBoards,
  users,
} from "../registries";
import type { Registry } from "../registries/kinds";

export const SETTINGS = "/admin/settings";

export interface Entry {
  label: Text;
  address: string;
  children?: readonly Entry[];
}

function entryOf(registry: Registry, under: string): Entry {
  return { label: registry.many, address: `${under}/${registry.place}` };
}

/** A heading with registries under it. */
function groupOf(place: string, label: Text, group: readonly Registry[]): Entry {
  const address = `${SETTINGS}/${place}`;
  return { label, address, children: group.map((registry) => entryOf(registry, address)) };
}

export const mainEntries = {
  days: { label: { sv: "Min tid", en: "My time" }, address: "/admin/days" },
  attest: { label: { sv: "Attest", en: "Attest" }, address: "/admin/attest" },
} satisfies Record<string, Entry>;

export const settingsEntries: readonly Entry[] = [
  {
    label: { sv: "Integrationer", en: "Integrations" },
    address: `${SETTINGS}/integrations`,
    children: [
      {
        label: { sv: "API-applikationer", en: "API applications" },
        address: `${SETTINGS}/integrations/applications`,
      },
    ],
  },
  entryOf(users, SETTINGS),
  entryOf(projects, SETTINGS),
  entryOf(taskBoards, SETTINGS),
  entryOf(plannings, SETTINGS),
  groupOf("sales", { sv: "Försäljning", en: "Sales" }, salesRegistries),
  groupOf("economy", { sv: "Ekonomi", en: "Economy" }, economyRegistries),
  groupOf("registries", { sv: "Register", en: "Registries" }, registries),
  { label: { sv: "Företag", en: "Company" }, address: `${SETTINGS}/company` },
  { label: { sv: "Händelselogg", en: "Audit log" }, address: `${SETTINGS}/log` },
  { label: { sv: "Säkerhetslogg", en: "Security log" }, address: `${SETTINGS}/security` },
  { label: { sv: "Lagring", en: "Storage" }, address: `${SETTINGS}/storage` },
];

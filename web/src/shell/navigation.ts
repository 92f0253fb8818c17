// The menus: where pages are and what they are called.
import type { Text } from "../language/language";
import { projects, registries, taskBoards, users } from "../registries";

export const SETTINGS = "/admin/settings";

export interface Entry {
  label: Text;
  address: string;
  children?: readonly Entry[];
}

function entryOf(registry: { place: string; many: Text }, under: string): Entry {
  return { label: registry.many, address: `${under}/${registry.place}` };
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
  {
    label: { sv: "Register", en: "Registries" },
    address: `${SETTINGS}/registries`,
    children: registries.map((registry) => entryOf(registry, `${SETTINGS}/registries`)),
  },
  { label: { sv: "Företag", en: "Company" }, address: `${SETTINGS}/company` },
  { label: { sv: "Händelselogg", en: "Audit log" }, address: `${SETTINGS}/log` },
  { label: { sv: "Säkerhetslogg", en: "Security log" }, address: `${SETTINGS}/security` },
  { label: { sv: "Lagring", en: "Storage" }, address: `${SETTINGS}/storage` },
];

// The settings of the company: one row, of which each page shows a part.
import type { Field } from "./kinds";

export const companyFields: readonly Field[] = [
  {
    name: "companyName",
    kind: "text",
    label: { sv: "Företagets namn", en: "Company name" },
    isRequired: true,
  },
  {
    name: "taxPercent",
    kind: "decimal",
    label: { sv: "Moms på material i procent", en: "Tax on materials in percent" },
    isRequired: true,
  },
  {
    name: "travelCost",
    kind: "decimal",
    label: { sv: "Kostnad per kilometer", en: "Cost per kilometre" },
  },
  {
    name: "travelRate",
    kind: "decimal",
    label: { sv: "Pris per kilometer", en: "Price per kilometre" },
  },
];

export const storageFields: readonly Field[] = [
  {
    name: "keepAuditDays",
    kind: "integer",
    label: { sv: "Händelseloggen, dagar", en: "Audit log, days" },
  },
  {
    name: "keepUsageDays",
    kind: "integer",
    label: { sv: "API-anrop, dagar", en: "API requests, days" },
  },
  {
    name: "keepChangesDays",
    kind: "integer",
    label: { sv: "Ändringsloggen, dagar", en: "Change log, days" },
  },
  {
    name: "keepSecurityDays",
    kind: "integer",
    label: { sv: "Säkerhetsloggen, dagar", en: "Security log, days" },
  },
];

export const settingsFields = [...companyFields, ...storageFields];

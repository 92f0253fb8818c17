// API applications, declared as registries are.
import { common } from "../language/common";
import type { Text } from "../language/language";
import * as fields from "../registries/fields";
import type { Choice, Registry } from "../registries/kinds";

const things: readonly [string, Text][] = [
  ["Contact", { sv: "kontakter", en: "contacts" }],
  ["Project", { sv: "projekt", en: "projects" }],
  ["Task", { sv: "uppgifter", en: "tasks" }],
  ["Timereport", { sv: "tidrapporter", en: "time reports" }],
];

const permissions = things.flatMap(([thing, label]): Choice[] => [
  {
    value: `${thing}_Read`,
    label: { sv: `Läsa ${label.sv}`, en: `Read ${label.en}` },
  },
  {
    value: `${thing}_Write`,
    label: { sv: `Ändra ${label.sv}`, en: `Change ${label.en}` },
  },
]);

export const applications: Registry = {
  place: "applications",
  path: "Applications",
  one: { sv: "API-applikation", en: "API application" },
  many: { sv: "API-applikationer", en: "API applications" },
  add: { sv: "Ny API-applikation", en: "New API application" },
  intro: {
    sv: "Program som anropar API:et. Vart och ett har ett eget id och en egen hemlighet.",
    en: "Programs that call the API. Each has its own id and secret.",
  },
  columns: ["name", "responsible", "permissions"],
  isKept: true,
  fields: [
    fields.name,
    {
      name: "responsible",
      input: "responsibleId",
      kind: "reference",
      to: "users",
      label: { sv: "Ansvarig", en: "Responsible" },
      isRequired: true,
      hint: {
        sv: "Det som applikationen gör står i den personens namn.",
        en: "Everything the application does is recorded in that person's name.",
      },
    },
    {
      name: "permissions",
      kind: "words",
      label: { sv: "Behörigheter", en: "Permissions" },
      choices: permissions,
    },
    {
      name: "allowedAddresses",
      kind: "lines",
      label: { sv: "Tillåtna IP-adresser", en: "Allowed IP addresses" },
      hint: {
        sv: "En adress eller ett block per rad, som 192.0.2.7 eller 192.0.2.0/24. Tomt: alla adresser.",
        en: "One address or block per line, such as 192.0.2.7 or 192.0.2.0/24. Empty: all addresses.",
      },
    },
    {
      name: "allowedOrigins",
      kind: "lines",
      label: { sv: "Webbplatser som får anropa", en: "Web sites that may call" },
      hint: {
        sv: "En per rad, så som webbläsare skriver dem: https://app.example.com. Tomt: inga.",
        en: "One per line, as browsers write them: https://app.example.com. Empty: none.",
      },
    },
    {
      name: "rate",
      kind: "integer",
      isRequired: true,
      atFirst: "4",
      label: { sv: "Anrop per sekund", en: "Requests per second" },
      hint: { sv: "0: hur många som helst.", en: "0: no limit." },
    },
    {
      name: "extendedAnswers",
      kind: "boolean",
      label: { sv: "Utökade svar", en: "Extended answers" },
      hint: {
        sv: "Svaren får fler egenskaper än API:ets dokumentation, sist i varje rad. Slå på det bara för program som behöver dem.",
        en: "Answers get more properties than the API documentation has, at the end of each row. Turn it on only for programs that need them.",
      },
    },
    {
      name: "isActive",
      kind: "boolean",
      label: common.active,
      isOnAtFirst: true,
      hint: {
        sv: "En inaktiv applikation kan inte anropa API:et, och dess nycklar slutar gälla.",
        en: "An inactive application can't call the API, and its tokens are revoked.",
      },
    },
  ],
};

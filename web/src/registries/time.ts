// Registries of time and of what is reported with it.
import * as fields from "./fields";
import { labels } from "./fields";
import type { Field, Registry } from "./kinds";

const weekdays: readonly [string, string, string][] = [
  ["monday", "Måndag", "Monday"],
  ["tuesday", "Tisdag", "Tuesday"],
  ["wednesday", "Onsdag", "Wednesday"],
  ["thursday", "Torsdag", "Thursday"],
  ["friday", "Fredag", "Friday"],
  ["saturday", "Lördag", "Saturday"],
  ["sunday", "Söndag", "Sunday"],
];

const hoursOfWork = weekdays.map(
  ([name, sv, en]): Field => ({
    name,
    kind: "decimal",
    label: { sv, en },
    isRequired: true,
    atFirst: name.startsWith("s") ? "0" : "8",
    section: { sv: "Timmar per veckodag", en: "Hours per weekday" },
  }),
);

export const timeRegistries: readonly Registry[] = [
  {
    place: "activities",
    path: "Activities",
    one: labels.activity,
    many: { sv: "Aktiviteter", en: "Activities" },
    add: { sv: "Ny aktivitet", en: "New activity" },
    columns: ["name", "preferredTimeCode", "preferredTimeArticle"],
    fields: [
      fields.name,
      {
        name: "preferredTimeCode",
        input: "preferredTimeCodeId",
        kind: "reference",
        to: "timecodes",
        label: { sv: "Vanlig tidkod", en: "Usual time code" },
      },
      {
        name: "preferredTimeArticle",
        input: "preferredTimeArticleId",
        kind: "reference",
        to: "timearticles",
        label: { sv: "Vanlig tidsartikel", en: "Usual time article" },
      },
      fields.isActive,
    ],
  },
  {
    place: "timecodes",
    path: "TimeCodes",
    one: labels.timeCode,
    many: { sv: "Tidkoder", en: "Time codes" },
    add: { sv: "Ny tidkod", en: "New time code" },
    columns: ["name", "isStandard"],
    fields: [
      fields.name,
      fields.description,
      {
        name: "isStandard",
        kind: "boolean",
        label: { sv: "Standard", en: "Standard" },
        hint: {
          sv: "Väljs när ingen annan tidkod är vald.",
          en: "Used when no other time code is chosen.",
        },
      },
      fields.isActive,
    ],
  },
  {
    place: "timearticles",
    path: "TimeArticles",
    one: labels.timeArticle,
    many: { sv: "Tidsartiklar", en: "Time articles" },
    add: { sv: "Ny tidsartikel", en: "New time article" },
    columns: ["name", "description", "rate"],
    fields: [
      fields.name,
      fields.description,
      fields.price("rate", { sv: "Timpris mot kund", en: "Price per hour" }),
      fields.discount,
      fields.isActive,
    ],
  },
  {
    place: "timeadditions",
    path: "TimeAdditions",
    one: { sv: "Tidtillägg", en: "Time addition" },
    many: { sv: "Tidtillägg", en: "Time additions" },
    add: { sv: "Nytt tidtillägg", en: "New time addition" },
    columns: ["name", "type"],
    fields: [
      fields.name,
      fields.description,
      {
        name: "type",
        kind: "choice",
        label: labels.type,
        isRequired: true,
        isFirstChosen: true,
        choices: [
          { value: "number", label: { sv: "Antal", en: "Number" } },
          { value: "boolean", label: { sv: "Ja eller nej", en: "Yes or no" } },
        ],
      },
      fields.price("cost", labels.cost),
      fields.price("invoicablePrice", labels.customerPrice),
      fields.discount,
      fields.isActive,
    ],
  },
  {
    place: "absenceprojects",
    path: "AbsenceProjects",
    one: { sv: "Frånvaroprojekt", en: "Absence project" },
    many: { sv: "Frånvaroprojekt", en: "Absence projects" },
    add: { sv: "Nytt frånvaroprojekt", en: "New absence project" },
    columns: ["name", "refersToSickness"],
    fields: [
      fields.name,
      fields.commentRequired,
      {
        name: "refersToSickness",
        kind: "boolean",
        label: { sv: "Gäller sjukdom", en: "Is sick leave" },
      },
      {
        name: "salaryCodeForMonthlySalary",
        kind: "text",
        label: { sv: "Löneart vid månadslön", en: "Salary code for monthly pay" },
      },
      {
        name: "salaryCodeForHourlySalary",
        kind: "text",
        label: { sv: "Löneart vid timlön", en: "Salary code for hourly pay" },
      },
      fields.isActive,
    ],
  },
  {
    place: "internalprojects",
    path: "InternalProjects",
    one: { sv: "Internprojekt", en: "Internal project" },
    many: { sv: "Internprojekt", en: "Internal projects" },
    add: { sv: "Nytt internprojekt", en: "New internal project" },
    columns: ["name", "commentRequiredWhenTimeReporting"],
    fields: [fields.name, fields.commentRequired, fields.isActive],
  },
  {
    place: "allowances",
    path: "Allowances",
    one: { sv: "Traktamente", en: "Allowance" },
    many: { sv: "Traktamenten", en: "Allowances" },
    add: { sv: "Nytt traktamente", en: "New allowance" },
    columns: ["name", "description", "amount"],
    fields: [
      fields.name,
      fields.description,
      fields.price("amount", { sv: "Belopp till användaren", en: "What the user is paid" }),
      fields.price("cost", labels.cost),
      fields.price("invoicableAmount", labels.customerPrice),
      fields.discount,
      fields.isActive,
    ],
  },
  {
    place: "schedules",
    path: "Schedules",
    one: { sv: "Arbetstidsschema", en: "Schedule" },
    many: { sv: "Arbetstidsscheman", en: "Schedules" },
    add: { sv: "Nytt arbetstidsschema", en: "New schedule" },
    columns: ["name", ...weekdays.map(([day]) => day)],
    fields: [fields.name, ...hoursOfWork],
    hasNoActive: true,
  },
  {
    place: "timereportingprofiles",
    path: "TimeReportingProfiles",
    one: { sv: "Tidrapporteringsprofil", en: "Time reporting profile" },
    many: { sv: "Tidrapporteringsprofiler", en: "Time reporting profiles" },
    add: { sv: "Ny tidrapporteringsprofil", en: "New time reporting profile" },
    columns: ["name"],
    fields: [fields.name],
    hasNoActive: true,
  },
];

// The people of the company.
import { common } from "../language/common";
import { labels } from "./fields";
import type { Field, Registry } from "./kinds";

const work = { sv: "Anställning", en: "Employment" };
const time = { sv: "Tidrapportering", en: "Time reporting" };
const rights = { sv: "Behörighet", en: "Permissions" };
const kin = { sv: "Närmast anhörig", en: "Next of kin" };
const contact = { sv: "Kontaktuppgifter", en: "Contact details" };

function address(name: string, label: Field["label"]): Field {
  return { name: `address.${name}`, kind: "text", label, section: labels.address };
}

export const users: Registry = {
  place: "users",
  path: "Users",
  one: labels.user,
  many: { sv: "Användare", en: "Users" },
  add: { sv: "Ny användare", en: "New user" },
  titleColumn: labels.name,
  columns: ["department", "email", "license"],
  title: (row) => String(row.name ?? `${row.firstName ?? ""} ${row.lastName ?? ""}`.trim()),
  hasNoActive: true,
  isKept: true,
  fields: [
    {
      name: "firstName",
      kind: "text",
      label: { sv: "Förnamn", en: "First name" },
      isRequired: true,
    },
    {
      name: "lastName",
      kind: "text",
      label: { sv: "Efternamn", en: "Last name" },
      isRequired: true,
    },
    {
      name: "license",
      kind: "choice",
      label: { sv: "Licens", en: "Licence" },
      isRequired: true,
      isFirstChosen: true,
      section: rights,
      choices: [
        { value: "standard", label: { sv: "Standard", en: "Standard" } },
        { value: "total", label: { sv: "Total", en: "Total" } },
        { value: "basic", label: { sv: "Bas", en: "Basic" } },
        { value: "light", label: { sv: "Light", en: "Light" } },
      ],
    },
    {
      name: "permissions",
      kind: "words",
      label: { sv: "Roller", en: "Roles" },
      section: rights,
      areOthersKept: true,
      hint: {
        sv: "En administratör kan ändra allt i företaget och attestera allas tid.",
        en: "An administrator may change everything in the company and attest everybody's time.",
      },
      choices: [
        { value: "administrator", label: { sv: "Administratör", en: "Administrator" } },
        { value: "projectmanager", label: { sv: "Projektledare", en: "Project manager" } },
        { value: "sales", label: { sv: "Försäljning", en: "Sales" } },
        { value: "timereporter", label: { sv: "Tidrapportör", en: "Time reporter" } },
      ],
    },
    { name: "email", kind: "text", label: common.email, section: contact, width: "38%" },
    {
      name: "mobilePhoneNumber",
      kind: "text",
      label: { sv: "Mobiltelefon", en: "Mobile phone" },
      section: contact,
    },
    {
      name: "workPhoneNumber",
      kind: "text",
      label: { sv: "Telefon, arbete", en: "Work phone" },
      section: contact,
    },
    address("streetAddress", labels.street),
    address("additionalAddress", labels.street2),
    address("postalCode", labels.postalCode),
    address("city", labels.city),
    address("state", labels.state),
    {
      name: "address.countryId",
      shownBy: "address.countryName",
      kind: "reference",
      to: "countries",
      label: labels.country,
      section: labels.address,
    },
    {
      name: "department",
      input: "departmentId",
      kind: "reference",
      to: "departments",
      label: labels.department,
      section: work,
    },
    {
      name: "manager",
      input: "managerId",
      kind: "reference",
      to: "users",
      label: { sv: "Chef", en: "Manager" },
      hint: { sv: "Ser och attesterar användarens tid.", en: "Sees and attests the user's time." },
      section: work,
    },
    {
      name: "employeeNumber",
      kind: "text",
      label: { sv: "Anställningsnummer", en: "Employee number" },
      section: work,
    },
    {
      name: "socialSecurityNumber",
      kind: "text",
      label: { sv: "Personnummer", en: "Personal identity number" },
      section: work,
    },
    { name: "startDate", kind: "date", label: labels.startDate, section: work },
    { name: "endDate", kind: "date", label: labels.endDate, section: work },
    {
      name: "costCenter",
      input: "costCenterId",
      kind: "reference",
      to: "costcenters",
      label: labels.costCenter,
      section: work,
    },
    {
      name: "salaryType",
      kind: "choice",
      label: { sv: "Löneform", en: "Type of pay" },
      section: work,
      choices: [
        { value: "monthly", label: { sv: "Månadslön", en: "Monthly" } },
        { value: "hourly", label: { sv: "Timlön", en: "Hourly" } },
        { value: "none", label: { sv: "Ingen lön", en: "None" } },
      ],
    },
    {
      name: "costPerHour",
      kind: "decimal",
      label: { sv: "Kostnad per timme", en: "Cost per hour" },
      section: work,
    },
    {
      name: "settlementAccount",
      kind: "text",
      label: { sv: "Utbetalningskonto", en: "Settlement account" },
      section: work,
    },
    {
      name: "schedule",
      input: "scheduleId",
      kind: "reference",
      to: "schedules",
      label: { sv: "Arbetstidsschema", en: "Schedule" },
      section: time,
    },
    {
      name: "timeReportingProfile",
      input: "timeReportingProfileId",
      kind: "reference",
      to: "timereportingprofiles",
      label: { sv: "Tidrapporteringsprofil", en: "Time reporting profile" },
      section: time,
    },
    {
      name: "standardTimeArticle",
      input: "standardTimeArticleId",
      kind: "reference",
      to: "timearticles",
      label: { sv: "Vanlig tidsartikel", en: "Usual time article" },
      section: time,
    },
    {
      name: "standardActivity",
      input: "standardActivityId",
      kind: "reference",
      to: "activities",
      label: { sv: "Vanlig aktivitet", en: "Usual activity" },
      section: time,
    },
    {
      name: "planningCapacityInPercent",
      kind: "decimal",
      label: { sv: "Planeringsbar tid i procent", en: "Planning capacity in percent" },
      section: time,
    },
    {
      name: "isRestricted",
      kind: "boolean",
      label: { sv: "Planeras inte", en: "Left out of planning" },
      section: time,
    },
    {
      name: "timeBankEnabled",
      kind: "boolean",
      label: { sv: "Tidbank", en: "Time bank" },
      section: time,
    },
    {
      name: "currentTimeBank",
      kind: "decimal",
      label: { sv: "Timmar i tidbanken", en: "Hours in the time bank" },
      section: time,
    },
    { name: "nextOfKin", kind: "text", label: labels.name, section: kin },
    {
      name: "nextOfKinRelation",
      kind: "text",
      label: { sv: "Relation", en: "Relation" },
      section: kin,
    },
    {
      name: "nextOfKinPhoneNumber",
      kind: "text",
      label: { sv: "Telefon", en: "Phone" },
      section: kin,
    },
    {
      name: "note",
      kind: "long",
      label: { sv: "Anteckning", en: "Note" },
      section: { sv: "Övrigt", en: "More" },
    },
    {
      name: "tags",
      input: "tagIds",
      kind: "references",
      to: "usertags",
      label: labels.tags,
      section: { sv: "Övrigt", en: "More" },
    },
  ],
};

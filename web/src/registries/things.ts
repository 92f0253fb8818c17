// Registries of articles, cars, equipment, places and labels.
import type { Text } from "../language/language";
import * as fields from "./fields";
import { labels } from "./fields";
import type { Registry } from "./kinds";

/** A registry of names and nothing else. */
function named(place: string, path: string, one: Text, many: Text, add: Text): Registry {
  return {
    place,
    path,
    one,
    many,
    add,
    columns: ["name"],
    fields: [fields.name],
    hasNoActive: true,
  };
}

function tags(place: string, path: string, one: Text, many: Text, add: Text): Registry {
  return {
    place,
    path,
    one,
    many,
    add,
    columns: ["title", "color"],
    fields: [fields.title, fields.color],
    hasNoActive: true,
  };
}

export const thingRegistries: readonly Registry[] = [
  {
    place: "articles",
    path: "Articles",
    one: { sv: "Artikel", en: "Article" },
    many: { sv: "Artiklar", en: "Articles" },
    add: { sv: "Ny artikel", en: "New article" },
    columns: ["name", "articleNumber", "price", "unit"],
    fields: [
      {
        name: "articleNumber",
        kind: "text",
        label: { sv: "Artikelnummer", en: "Article number" },
      },
      fields.name,
      { name: "price", kind: "decimal", label: { sv: "Pris", en: "Price" } },
      { name: "cost", kind: "decimal", label: { sv: "Kostnad", en: "Cost" } },
      {
        name: "unit",
        input: "unitId",
        kind: "reference",
        to: "units",
        label: { sv: "Enhet", en: "Unit" },
      },
      fields.description,
      fields.isActive,
    ],
  },
  {
    place: "companycars",
    path: "CompanyCars",
    one: { sv: "Företagsbil", en: "Company car" },
    many: { sv: "Företagsbilar", en: "Company cars" },
    add: { sv: "Ny företagsbil", en: "New company car" },
    columns: ["name", "registrationNumber", "type"],
    fields: [
      fields.name,
      {
        name: "makeAndModel",
        kind: "text",
        label: { sv: "Märke och modell", en: "Make and model" },
      },
      {
        name: "registrationNumber",
        kind: "text",
        label: { sv: "Registreringsnummer", en: "Registration number" },
      },
      {
        name: "type",
        kind: "choice",
        label: labels.type,
        isRequired: true,
        isFirstChosen: true,
        choices: [
          { value: "companyCar", label: { sv: "Firmabil", en: "Company car" } },
          { value: "officalCar", label: { sv: "Tjänstebil", en: "Official car" } },
        ],
      },
      fields.isActive,
    ],
  },
  {
    place: "equipments",
    path: "Equipments",
    one: { sv: "Utrustning", en: "Equipment" },
    many: { sv: "Utrustning", en: "Equipment" },
    add: { sv: "Ny utrustning", en: "New equipment" },
    columns: ["name", "type"],
    fields: [
      fields.name,
      {
        name: "type",
        input: "typeId",
        kind: "reference",
        to: "equipmenttypes",
        label: labels.type,
      },
      fields.description,
      fields.price("cost", { sv: "Kostnad per timme", en: "Cost per hour" }),
      fields.price("rate", { sv: "Internpris per timme", en: "Internal price per hour" }),
      fields.price("invoicableRate", {
        sv: "Timpris mot kund",
        en: "Price per hour for the customer",
      }),
      fields.discount,
      fields.isActive,
    ],
  },
  named(
    "equipmenttypes",
    "EquipmentTypes",
    { sv: "Utrustningstyp", en: "Equipment type" },
    { sv: "Utrustningstyper", en: "Equipment types" },
    { sv: "Ny utrustningstyp", en: "New equipment type" },
  ),
  named(
    "units",
    "Units",
    { sv: "Enhet", en: "Unit" },
    { sv: "Enheter", en: "Units" },
    { sv: "Ny enhet", en: "New unit" },
  ),
  named(
    "departments",
    "Departments",
    labels.department,
    { sv: "Avdelningar", en: "Departments" },
    { sv: "Ny avdelning", en: "New department" },
  ),
  {
    place: "costcenters",
    path: "CostCenters",
    one: labels.costCenter,
    many: { sv: "Kostnadsställen", en: "Cost centres" },
    add: { sv: "Nytt kostnadsställe", en: "New cost centre" },
    columns: ["name", "code"],
    fields: [
      { name: "code", kind: "text", label: { sv: "Kod", en: "Code" } },
      fields.name,
      fields.isActive,
    ],
  },
  named(
    "bookingprojects",
    "BookingProjects",
    { sv: "Bokföringsprojekt", en: "Booking project" },
    { sv: "Bokföringsprojekt", en: "Booking projects" },
    { sv: "Nytt bokföringsprojekt", en: "New booking project" },
  ),
  named(
    "countries",
    "Countries",
    labels.country,
    { sv: "Länder", en: "Countries" },
    { sv: "Nytt land", en: "New country" },
  ),
  tags(
    "contacttags",
    "ContactTags",
    { sv: "Kontakttagg", en: "Contact tag" },
    { sv: "Kontakttaggar", en: "Contact tags" },
    { sv: "Ny kontakttagg", en: "New contact tag" },
  ),
  tags(
    "tasktags",
    "TaskTags",
    { sv: "Uppgiftstagg", en: "Task tag" },
    { sv: "Uppgiftstaggar", en: "Task tags" },
    { sv: "Ny uppgiftstagg", en: "New task tag" },
  ),
  tags(
    "usertags",
    "UserTags",
    { sv: "Användartagg", en: "User tag" },
    { sv: "Användartaggar", en: "User tags" },
    { sv: "Ny användartagg", en: "New user tag" },
  ),
];

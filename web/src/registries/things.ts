// Registries of articles, cars, equipment, places and labels.
import * as fields from "./fields";
import { labels } from "./fields";
import type { Registry } from "./kinds";
import { named, titled } from "./simple";

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
  named({
    place: "equipmenttypes",
    path: "EquipmentTypes",
    one: { sv: "Utrustningstyp", en: "Equipment type" },
    many: { sv: "Utrustningstyper", en: "Equipment types" },
    add: { sv: "Ny utrustningstyp", en: "New equipment type" },
  }),
  named({
    place: "units",
    path: "Units",
    one: { sv: "Enhet", en: "Unit" },
    many: { sv: "Enheter", en: "Units" },
    add: { sv: "Ny enhet", en: "New unit" },
  }),
  named({
    place: "departments",
    path: "Departments",
    one: labels.department,
    many: { sv: "Avdelningar", en: "Departments" },
    add: { sv: "Ny avdelning", en: "New department" },
  }),
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
  named({
    place: "bookingprojects",
    path: "BookingProjects",
    one: { sv: "Bokföringsprojekt", en: "Booking project" },
    many: { sv: "Bokföringsprojekt", en: "Booking projects" },
    add: { sv: "Nytt bokföringsprojekt", en: "New booking project" },
  }),
  named({
    place: "countries",
    path: "Countries",
    one: labels.country,
    many: { sv: "Länder", en: "Countries" },
    add: { sv: "Nytt land", en: "New country" },
  }),
  titled({
    place: "contacttags",
    path: "ContactTags",
    one: { sv: "Kontakttagg", en: "Contact tag" },
    many: { sv: "Kontakttaggar", en: "Contact tags" },
    add: { sv: "Ny kontakttagg", en: "New contact tag" },
  }),
  titled({
    place: "tasktags",
    path: "TaskTags",
    one: { sv: "Uppgiftstagg", en: "Task tag" },
    many: { sv: "Uppgiftstaggar", en: "Task tags" },
    add: { sv: "Ny uppgiftstagg", en: "New task tag" },
  }),
  titled({
    place: "usertags",
    path: "UserTags",
    one: { sv: "Användartagg", en: "User tag" },
    many: { sv: "Användartaggar", en: "User tags" },
    add: { sv: "Ny användartagg", en: "New user tag" },
  }),
];

// Projects, what they belong to, and task boards.
import * as fields from "./fields";
import { labels } from "./fields";
import type { Field, Registry } from "./kinds";

const location = { sv: "Plats", en: "Location" };
const invoice = { sv: "Faktura", en: "Invoice" };
const budget = { sv: "Budget", en: "Budget" };
const members = { sv: "Medlemmar", en: "Members" };

function numbered(number: unknown, name: unknown) {
  return [number, name].filter(Boolean).join(" ");
}

type Rest<T> = T extends Field ? Omit<T, "name" | "input" | "section"> : never;

/** Answers call the place `location`, requests `workSiteAddress`. */
function onSite(name: string, rest: Rest<Field>): Field {
  return { ...rest, name: `location.${name}`, input: `workSiteAddress.${name}`, section: location };
}

export const projects: Registry = {
  place: "projects",
  path: "Projects",
  one: labels.project,
  many: { sv: "Projekt", en: "Projects" },
  add: { sv: "Nytt projekt", en: "New project" },
  columns: ["title", "orderNumber", "status", "customer", "projectManager"],
  title: (row) => numbered(row.orderNumber ?? row.number, row.title ?? row.name),
  hasNoActive: true,
  fields: [
    {
      name: "orderNumber",
      kind: "text",
      label: { sv: "Ordernummer", en: "Order number" },
      hint: { sv: "Tomt: nästa lediga nummer.", en: "Empty: the next free number." },
    },
    fields.title,
    {
      name: "status",
      input: "statusId",
      kind: "reference",
      to: "projectstatuses",
      label: { sv: "Status", en: "Status" },
    },
    {
      name: "invoiceType",
      kind: "choice",
      label: { sv: "Fakturering", en: "Invoicing" },
      isRequired: true,
      isFirstChosen: true,
      choices: [
        { value: "ongoing", label: { sv: "Löpande", en: "Ongoing" } },
        { value: "fixedPrice", label: { sv: "Fast pris", en: "Fixed price" } },
        { value: "none", label: { sv: "Faktureras inte", en: "Not invoiced" } },
      ],
    },
    {
      name: "customer",
      input: "contactId",
      kind: "reference",
      to: "contacts",
      label: { sv: "Kund", en: "Customer" },
    },
    {
      name: "projectManager",
      input: "responsibleId",
      kind: "reference",
      to: "users",
      label: { sv: "Projektledare", en: "Project manager" },
    },
    {
      name: "projectCollection",
      input: "projectCollectionId",
      kind: "reference",
      to: "projectcollections",
      label: { sv: "Projektsamling", en: "Project collection" },
    },
    {
      name: "costCenter",
      input: "costCenterId",
      kind: "reference",
      to: "costcenters",
      label: labels.costCenter,
    },
    { name: "startDate", kind: "date", label: labels.startDate },
    { name: "endDate", kind: "date", label: labels.endDate },
    {
      name: "category",
      input: "categoryId",
      kind: "reference",
      to: "projectcategories",
      label: { sv: "Kategori", en: "Category" },
    },
    {
      name: "bookingProject",
      input: "bookingProjectId",
      kind: "reference",
      to: "bookingprojects",
      label: { sv: "Bokföringsprojekt", en: "Booking project" },
    },
    {
      name: "salesResponsible",
      input: "salesResponsibleId",
      kind: "reference",
      to: "users",
      label: { sv: "Säljare", en: "Salesperson" },
    },
    { name: "tags", input: "tagIds", kind: "references", to: "projecttags", label: labels.tags },
    fields.description,
    {
      name: "allIsMember",
      kind: "boolean",
      label: { sv: "Alla är medlemmar", en: "Everybody is a member" },
      isOnAtFirst: true,
      section: members,
    },
    {
      name: "members",
      input: "memberIds",
      kind: "references",
      to: "users",
      label: members,
      hint: {
        sv: "Räknas när inte alla är medlemmar.",
        en: "Counts when not everybody is a member.",
      },
      section: members,
    },
    {
      name: "budgetedHours",
      kind: "decimal",
      label: { sv: "Budgeterade timmar", en: "Budgeted hours" },
      section: budget,
    },
    {
      name: "budgetedBy",
      kind: "choice",
      label: { sv: "Timmarna budgeteras", en: "The hours are budgeted" },
      section: budget,
      choices: [
        { value: "total", label: { sv: "Totalt", en: "In total" } },
        { value: "activity", label: { sv: "Per aktivitet", en: "By activity" } },
        {
          value: "activityAndUser",
          label: { sv: "Per aktivitet och användare", en: "By activity and user" },
        },
      ],
    },
    {
      name: "rate",
      kind: "decimal",
      label: { sv: "Timpris", en: "Price per hour" },
      section: invoice,
    },
    { name: "discount", kind: "decimal", label: labels.discount, section: invoice },
    {
      name: "readyForInvoice",
      kind: "boolean",
      label: { sv: "Klart att fakturera", en: "Ready to be invoiced" },
      section: invoice,
    },
    {
      name: "yourReference",
      kind: "text",
      label: { sv: "Er referens", en: "Your reference" },
      section: invoice,
    },
    {
      name: "ourReference",
      kind: "text",
      label: { sv: "Vår referens", en: "Our reference" },
      section: invoice,
    },
    {
      name: "customerReferenceMarking",
      kind: "text",
      label: { sv: "Kundens märkning", en: "The customer's marking" },
      section: invoice,
    },
    {
      name: "invoiceText",
      kind: "long",
      label: { sv: "Fakturatext", en: "Text on the invoice" },
      section: invoice,
    },
    onSite("streetAddress", { kind: "text", label: labels.street }),
    onSite("postalCode", { kind: "text", label: labels.postalCode }),
    onSite("city", { kind: "text", label: labels.city }),
    onSite("countryId", {
      shownBy: "location.countryName",
      kind: "reference",
      to: "countries",
      label: labels.country,
    }),
    onSite("latitude", { kind: "decimal", label: { sv: "Latitud", en: "Latitude" } }),
    onSite("longitude", { kind: "decimal", label: { sv: "Longitud", en: "Longitude" } }),
  ],
};

export const taskBoards: Registry = {
  place: "taskboards",
  path: "TaskBoards",
  one: { sv: "Projekttavla", en: "Task board" },
  many: { sv: "Projekttavlor", en: "Task boards" },
  add: { sv: "Ny projekttavla", en: "New task board" },
  columns: ["name", "project"],
  hasNoActive: true,
  fields: [
    fields.name,
    {
      name: "project",
      input: "projectId",
      kind: "reference",
      to: "projects",
      label: labels.project,
    },
    {
      name: "columns",
      kind: "rows",
      label: { sv: "Kolumner", en: "Columns" },
      hint: {
        sv: "Från vänster till höger. Uppgifterna i en kolumn följer med när den flyttas.",
        en: "From left to right. The tasks in a column move with it.",
      },
    },
    { name: "tags", input: "tagIds", kind: "references", to: "tasktags", label: labels.tags },
    {
      name: "members",
      input: "memberIds",
      kind: "references",
      to: "users",
      label: { sv: "Medlemmar", en: "Members" },
    },
  ],
};

export const projectRegistries: readonly Registry[] = [
  {
    place: "projectstatuses",
    path: "ProjectStatuses",
    one: { sv: "Projektstatus", en: "Project status" },
    many: { sv: "Projektstatusar", en: "Project statuses" },
    add: { sv: "Ny projektstatus", en: "New project status" },
    columns: ["name", "color", "isCompletedStatus"],
    fields: [
      fields.name,
      fields.color,
      {
        name: "isCompletedStatus",
        kind: "boolean",
        label: { sv: "Projektet är klart", en: "The project is done" },
      },
      fields.isActive,
    ],
  },
  {
    place: "projectcategories",
    path: "ProjectCategories",
    one: { sv: "Projektkategori", en: "Project category" },
    many: { sv: "Projektkategorier", en: "Project categories" },
    add: { sv: "Ny projektkategori", en: "New project category" },
    columns: ["name", "color"],
    fields: [fields.name, fields.color, fields.isActive],
  },
  {
    place: "projecttags",
    path: "ProjectTags",
    one: { sv: "Projekttagg", en: "Project tag" },
    many: { sv: "Projekttaggar", en: "Project tags" },
    add: { sv: "Ny projekttagg", en: "New project tag" },
    columns: ["name", "color"],
    fields: [fields.name, fields.color, fields.isActive],
  },
  {
    place: "projectcollections",
    path: "ProjectCollections",
    one: { sv: "Projektsamling", en: "Project collection" },
    many: { sv: "Projektsamlingar", en: "Project collections" },
    add: { sv: "Ny projektsamling", en: "New project collection" },
    columns: ["name", "number"],
    title: (row) => numbered(row.number, row.name),
    hasNoActive: true,
    fields: [{ name: "number", kind: "text", label: labels.number, isRequired: true }, fields.name],
  },
];

// Projects, what they belong to, and task boards.
import * as fields from "./fields";
import { labels } from "./fields";
import type { Registry } from "./kinds";

const location = { sv: "Plats", en: "Location" };

function numbered(number: unknown, name: unknown) {
  return [number, name].filter(Boolean).join(" ");
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
      isRequired: true,
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
      input: "customerId",
      kind: "reference",
      to: "contacts",
      label: { sv: "Kund", en: "Customer" },
    },
    {
      name: "projectManager",
      input: "projectManagerId",
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
    {
      name: "category",
      input: "categoryId",
      kind: "reference",
      to: "projectcategories",
      label: { sv: "Kategori", en: "Category" },
    },
    {
      name: "salesResponsible",
      input: "salesResponsibleId",
      kind: "reference",
      to: "users",
      label: { sv: "Säljare", en: "Salesperson" },
    },
    { name: "tags", input: "tagIds", kind: "references", to: "projecttags", label: labels.tags },
    { name: "startDate", kind: "date", label: labels.startDate },
    { name: "endDate", kind: "date", label: labels.endDate },
    { name: "rate", kind: "decimal", label: { sv: "Timpris", en: "Price per hour" } },
    { name: "discount", kind: "decimal", label: labels.discount },
    { name: "location.streetAddress", kind: "text", label: labels.street, section: location },
    { name: "location.postalCode", kind: "text", label: labels.postalCode, section: location },
    { name: "location.city", kind: "text", label: labels.city, section: location },
    {
      name: "location.countryId",
      shownBy: "location.countryName",
      kind: "reference",
      to: "countries",
      label: labels.country,
      section: location,
    },
    {
      name: "location.latitude",
      kind: "decimal",
      label: { sv: "Latitud", en: "Latitude" },
      section: location,
    },
    {
      name: "location.longitude",
      kind: "decimal",
      label: { sv: "Longitud", en: "Longitude" },
      section: location,
    },
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
    columns: ["name", "isCompletedStatus"],
    hasNoActive: true,
    fields: [
      fields.name,
      {
        name: "isCompletedStatus",
        kind: "boolean",
        label: { sv: "Projektet är klart", en: "The project is done" },
      },
    ],
  },
  {
    place: "projectcategories",
    path: "ProjectCategories",
    one: { sv: "Projektkategori", en: "Project category" },
    many: { sv: "Projektkategorier", en: "Project categories" },
    add: { sv: "Ny projektkategori", en: "New project category" },
    columns: ["name", "color"],
    hasNoActive: true,
    fields: [fields.name, fields.color],
  },
  {
    place: "projecttags",
    path: "ProjectTags",
    one: { sv: "Projekttagg", en: "Project tag" },
    many: { sv: "Projekttaggar", en: "Project tags" },
    add: { sv: "Ny projekttagg", en: "New project tag" },
    columns: ["name", "color"],
    hasNoActive: true,
    fields: [fields.name, fields.color],
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

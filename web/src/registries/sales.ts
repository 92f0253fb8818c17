// What comes before work and after it: opportunities, offers, planning, invoices.
import * as fields from "./fields";
import { labels } from "./fields";
import type { Choice, Field, Registry } from "./kinds";
import { colored } from "./simple";

const customer: Field = {
  name: "customer",
  input: "customerId",
  kind: "reference",
  to: "contacts",
  label: { sv: "Kund", en: "Customer" },
};
const project: Field = {
  name: "project",
  input: "projectId",
  kind: "reference",
  to: "projects",
  label: labels.project,
};
const user: Field = {
  name: "user",
  input: "userId",
  kind: "reference",
  to: "users",
  label: labels.user,
};
const invoice: Field = {
  name: "invoiceId",
  kind: "reference",
  to: "invoices",
  label: { sv: "Faktura", en: "Invoice" },
};
const toBeInvoiced: Field = {
  name: "toBeInvoiced",
  kind: "boolean",
  label: { sv: "Ska faktureras", en: "To be invoiced" },
};
const articleNumber: Field = {
  name: "articleNumber",
  kind: "text",
  label: { sv: "Artikelnummer", en: "Article number" },
};
function nameOf(row: unknown) {
  return (row as { name?: unknown } | null)?.name;
}

function joined(...parts: readonly unknown[]) {
  return parts.filter(Boolean).join(" · ");
}

const fromDate = { sv: "Från och med", en: "From" };
const toDate = { sv: "Till och med", en: "To" };

const opportunityStates: readonly Choice[] = [
  { value: "open", label: { sv: "Öppen", en: "Open" } },
  { value: "won", label: { sv: "Vunnen", en: "Won" } },
  { value: "lost", label: { sv: "Förlorad", en: "Lost" } },
];

const offerStates: readonly Choice[] = [
  { value: "draft", label: { sv: "Utkast", en: "Draft" } },
  { value: "locked", label: { sv: "Låst", en: "Locked" } },
  { value: "sentToCustomer", label: { sv: "Skickad till kund", en: "Sent to the customer" } },
  { value: "openedByCustomer", label: { sv: "Öppnad av kund", en: "Opened by the customer" } },
  { value: "accepted", label: { sv: "Accepterad", en: "Accepted" } },
  {
    value: "acceptedSigned",
    label: { sv: "Accepterad med underskrift", en: "Accepted and signed" },
  },
  { value: "denied", label: { sv: "Avböjd", en: "Denied" } },
];

const opportunities: Registry = {
  place: "opportunities",
  path: "Opportunities",
  one: { sv: "Affärsmöjlighet", en: "Opportunity" },
  many: { sv: "Affärsmöjligheter", en: "Opportunities" },
  add: { sv: "Ny affärsmöjlighet", en: "New opportunity" },
  columns: ["title", "customer", "status", "opportunityState", "turnover"],
  hasNoActive: true,
  fields: [
    fields.title,
    customer,
    {
      name: "contact",
      input: "contactId",
      kind: "reference",
      to: "contacts",
      label: { sv: "Kontaktperson", en: "Contact person" },
    },
    user,
    {
      name: "opportunityState",
      kind: "choice",
      label: { sv: "Läge", en: "State" },
      isRequired: true,
      isFirstChosen: true,
      choices: opportunityStates,
    },
    {
      name: "status",
      input: "statusId",
      kind: "reference",
      to: "opportunitystatuses",
      label: { sv: "Status", en: "Status" },
    },
    {
      name: "turnover",
      kind: "decimal",
      isMoney: true,
      label: { sv: "Omsättning", en: "Turnover" },
    },
    {
      name: "probability",
      kind: "integer",
      label: { sv: "Sannolikhet i procent", en: "Probability in percent" },
    },
    {
      name: "estimatedClosingDate",
      kind: "date",
      label: { sv: "Förväntat avslut", en: "Expected to close" },
    },
    {
      name: "closedDate",
      kind: "date",
      label: { sv: "Avslutad", en: "Closed" },
      hint: {
        sv: "Tomt: dagens datum när möjligheten blir vunnen eller förlorad.",
        en: "Empty: today's date once the opportunity is won or lost.",
      },
    },
    project,
    {
      name: "tags",
      input: "tagIds",
      kind: "references",
      to: "opportunitytags",
      label: labels.tags,
    },
    fields.description,
    {
      name: "hasOffers",
      kind: "boolean",
      isFixed: true,
      label: { sv: "Har offerter", en: "Has offers" },
    },
  ],
};

const offers: Registry = {
  place: "offers",
  path: "Offers",
  one: { sv: "Offert", en: "Offer" },
  many: { sv: "Offerter", en: "Offers" },
  add: { sv: "Ny offert", en: "New offer" },
  columns: ["title", "offerNumber", "customer", "offerState", "offerValue"],
  hasNoActive: true,
  fields: [
    { name: "offerNumber", kind: "text", label: { sv: "Offertnummer", en: "Offer number" } },
    fields.title,
    {
      name: "version",
      kind: "integer",
      label: { sv: "Version", en: "Version" },
      atFirst: "1",
    },
    {
      name: "offerState",
      kind: "choice",
      label: { sv: "Läge", en: "State" },
      isRequired: true,
      isFirstChosen: true,
      choices: offerStates,
    },
    {
      name: "offerValue",
      kind: "decimal",
      isMoney: true,
      label: { sv: "Offertvärde", en: "Value" },
    },
    { name: "hasPdf", kind: "boolean", label: { sv: "Finns som PDF", en: "There is a PDF" } },
    customer,
    user,
    {
      name: "opportunity",
      input: "opportunityId",
      kind: "reference",
      to: "opportunities",
      label: { sv: "Affärsmöjlighet", en: "Opportunity" },
    },
  ],
};

const oneOf = { sv: "Välj ett av dem", en: "Choose one of them" };

export const plannings: Registry = {
  place: "plannings",
  path: "Plannings",
  one: { sv: "Planering", en: "Planning" },
  many: { sv: "Planering", en: "Planning" },
  add: { sv: "Ny planering", en: "New planning" },
  columns: ["fromDate", "toDate", "hours"],
  titleColumn: { sv: "Vem och vad", en: "Who and what" },
  title: (row) => joined(nameOf(row.user), row.projectName),
  isNewestFirst: true,
  hasNoActive: true,
  fields: [
    { ...user, isRequired: true },
    { name: "fromDate", kind: "date", label: fromDate, isRequired: true },
    { name: "toDate", kind: "date", label: toDate, isRequired: true },
    { name: "hours", kind: "decimal", label: { sv: "Timmar", en: "Hours" }, isRequired: true },
    { ...project, section: oneOf },
    {
      name: "internalProject",
      input: "internalProjectId",
      kind: "reference",
      to: "internalprojects",
      label: { sv: "Internprojekt", en: "Internal project" },
      section: oneOf,
    },
    {
      name: "absenceProject",
      input: "absenceProjectId",
      kind: "reference",
      to: "absenceprojects",
      label: { sv: "Frånvaro", en: "Absence" },
      section: oneOf,
    },
  ],
};

const sum: Field = {
  name: "sum",
  kind: "decimal",
  isMoney: true,
  isFixed: true,
  label: { sv: "Summa", en: "Sum" },
};

const invoiceColumns: readonly Field[] = [
  { name: "article", kind: "text", label: { sv: "Artikel", en: "Article" }, isRequired: true },
  articleNumber,
  { name: "value", kind: "decimal", label: { sv: "Antal", en: "Units" } },
  { name: "rate", kind: "decimal", label: { sv: "À-pris", en: "Price" } },
  { name: "discount", kind: "decimal", label: { sv: "Rabatt %", en: "Discount %" } },
  sum,
  { name: "comment", kind: "long", label: { sv: "Kommentar", en: "Comment" } },
  { name: "isHeader", kind: "boolean", label: { sv: "Rubrik", en: "Heading" } },
  { name: "isSumRow", kind: "boolean", label: { sv: "Summarad", en: "Sum row" } },
];

const invoices: Registry = {
  place: "invoices",
  path: "Invoices",
  one: { sv: "Faktura", en: "Invoice" },
  many: { sv: "Fakturor", en: "Invoices" },
  add: { sv: "Ny faktura", en: "New invoice" },
  columns: ["invoiceDate", "sentToEconomySystem", "sum"],
  titleColumn: { sv: "Faktura", en: "Invoice" },
  title: (row) => joined(`#${row.id}`, nameOf(row.customer)),
  isNewestFirst: true,
  hasNoActive: true,
  isKept: true,
  fields: [
    { ...customer, isRequired: true },
    {
      name: "invoiceDate",
      kind: "date",
      label: { sv: "Fakturadatum", en: "Invoice date" },
      isRequired: true,
    },
    { name: "fromDate", kind: "date", label: fromDate },
    { name: "toDate", kind: "date", label: toDate },
    {
      name: "rows",
      kind: "table",
      label: { sv: "Rader", en: "Rows" },
      hint: {
        sv: "Summorna räknas ut när fakturan sparas. En summarad summerar raderna sedan den förra.",
        en: "The sums are worked out when the invoice is saved. A sum row adds up the rows since the last one.",
      },
      columns: invoiceColumns,
    },
    { ...sum, label: { sv: "Summa utan moms", en: "Sum without VAT" } },
    {
      name: "sentToEconomySystem",
      kind: "date",
      isFixed: true,
      label: { sv: "Skickad till ekonomisystemet", en: "Sent to bookkeeping" },
    },
    {
      name: "economySystemInvoiceNumber",
      kind: "text",
      isFixed: true,
      label: { sv: "Nummer i ekonomisystemet", en: "Number in bookkeeping" },
    },
  ],
};

const paymentPlans: Registry = {
  place: "paymentplans",
  path: "PaymentPlans",
  one: { sv: "Betalplan", en: "Payment plan" },
  many: { sv: "Betalplaner", en: "Payment plans" },
  add: { sv: "Ny betalplan", en: "New payment plan" },
  columns: ["project", "date", "price"],
  titleColumn: { sv: "Betalplan", en: "Payment plan" },
  isNewestFirst: true,
  title: (row) => String(row.description ?? `#${row.id}`),
  hasNoActive: true,
  fields: [
    { ...project, isRequired: true },
    { name: "date", kind: "date", label: { sv: "Datum", en: "Date" }, isRequired: true },
    {
      name: "price",
      kind: "decimal",
      isMoney: true,
      label: { sv: "Pris", en: "Price" },
      isRequired: true,
    },
    {
      name: "units",
      kind: "decimal",
      label: { sv: "Antal", en: "Units" },
      isRequired: true,
      atFirst: "1",
    },
    articleNumber,
    fields.description,
    { name: "batchId", kind: "integer", label: { sv: "Omgång", en: "Batch" } },
    invoice,
    {
      name: "invoiceDraftId",
      kind: "integer",
      label: { sv: "Fakturautkastets nummer", en: "Number of the draft invoice" },
    },
    {
      name: "invoicedDate",
      kind: "date",
      isFixed: true,
      label: { sv: "Fakturerad", en: "Invoiced" },
    },
  ],
};

const supplierInvoices: Registry = {
  place: "supplierinvoices",
  path: "SupplierInvoices",
  one: { sv: "Leverantörsfaktura", en: "Supplier invoice" },
  many: { sv: "Leverantörsfakturor", en: "Supplier invoices" },
  add: { sv: "Ny leverantörsfaktura", en: "New supplier invoice" },
  columns: ["title", "invoiceNumber", "invoiceDate", "supplier", "project", "totalAmount"],
  isNewestFirst: true,
  hasNoActive: true,
  fields: [
    {
      name: "invoiceNumber",
      kind: "text",
      label: { sv: "Fakturanummer", en: "Invoice number" },
      isRequired: true,
    },
    {
      name: "invoiceDate",
      kind: "date",
      label: { sv: "Fakturadatum", en: "Invoice date" },
      isRequired: true,
    },
    fields.title,
    {
      name: "supplier",
      input: "supplierId",
      kind: "reference",
      to: "contacts",
      label: { sv: "Leverantör", en: "Supplier" },
    },
    project,
    { name: "cost", kind: "decimal", label: labels.cost },
    {
      name: "invoiceCostAddition",
      kind: "decimal",
      label: { sv: "Påslag i procent", en: "Addition in percent" },
    },
    {
      name: "totalAmount",
      kind: "decimal",
      isMoney: true,
      label: { sv: "Belopp mot kund", en: "Amount for the customer" },
      isRequired: true,
    },
    toBeInvoiced,
    invoice,
    fields.description,
  ],
};

export const salesRegistries: readonly Registry[] = [
  opportunities,
  offers,
  colored({
    place: "opportunitystatuses",
    path: "OpportunityStatuses",
    one: { sv: "Affärsstatus", en: "Opportunity status" },
    many: { sv: "Affärsstatusar", en: "Opportunity statuses" },
    add: { sv: "Ny affärsstatus", en: "New opportunity status" },
  }),
  colored({
    place: "opportunitytags",
    path: "OpportunityTags",
    one: { sv: "Affärstagg", en: "Opportunity tag" },
    many: { sv: "Affärstaggar", en: "Opportunity tags" },
    add: { sv: "Ny affärstagg", en: "New opportunity tag" },
  }),
];

export const economyRegistries: readonly Registry[] = [invoices, paymentPlans, supplierInvoices];

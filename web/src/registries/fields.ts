// Fields that many registries have.
import type { Texts } from "../language/language";
import type { Field } from "./kinds";

export const labels = {
  name: { sv: "Namn", en: "Name" },
  title: { sv: "Titel", en: "Title" },
  number: { sv: "Nummer", en: "Number" },
  description: { sv: "Beskrivning", en: "Description" },
  isActive: { sv: "Aktiv", en: "Active" },
  activeHint: {
    sv: "Bara det som är aktivt kan väljas på nytt. Det som redan har valts finns kvar.",
    en: "Only active entries can be chosen. What has already been chosen stays.",
  },
  color: { sv: "Färg", en: "Colour" },
  type: { sv: "Typ", en: "Type" },
  costCenter: { sv: "Kostnadsställe", en: "Cost centre" },
  project: { sv: "Projekt", en: "Project" },
  activity: { sv: "Aktivitet", en: "Activity" },
  timeCode: { sv: "Tidkod", en: "Time code" },
  timeArticle: { sv: "Tidsartikel", en: "Time article" },
  department: { sv: "Avdelning", en: "Department" },
  user: { sv: "Användare", en: "User" },
  startDate: { sv: "Startdatum", en: "First day" },
  endDate: { sv: "Slutdatum", en: "Last day" },
  tags: { sv: "Taggar", en: "Tags" },
  street: { sv: "Gatuadress", en: "Street and number" },
  street2: { sv: "Adressrad 2", en: "Second line" },
  postalCode: { sv: "Postnummer", en: "Postal code" },
  city: { sv: "Ort", en: "Town" },
  state: { sv: "Län", en: "State" },
  country: { sv: "Land", en: "Country" },
  prices: { sv: "Priser", en: "Prices" },
  cost: { sv: "Kostnad", en: "Cost" },
  discount: { sv: "Rabatt i procent", en: "Discount in percent" },
  customerPrice: { sv: "Pris mot kund", en: "Price for the customer" },
  address: { sv: "Adress", en: "Address" },
  commentRequired: {
    sv: "Kommentar krävs vid tidrapportering",
    en: "Time reports need a comment",
  },
} satisfies Texts;

export const name: Field = { name: "name", kind: "text", label: labels.name, isRequired: true };
export const title: Field = { name: "title", kind: "text", label: labels.title, isRequired: true };
export const description: Field = { name: "description", kind: "long", label: labels.description };
export const color: Field = { name: "color", kind: "color", label: labels.color };
export const isActive: Field = {
  name: "isActive",
  kind: "boolean",
  label: labels.isActive,
  hint: labels.activeHint,
  isOnAtFirst: true,
};
export const commentRequired: Field = {
  name: "commentRequiredWhenTimeReporting",
  kind: "boolean",
  label: labels.commentRequired,
};

/** A number under the heading of prices. */
export function price(name: string, label: Field["label"]): Field {
  return { name, kind: "decimal", label, section: labels.prices };
}
export const discount = price("discount", labels.discount);

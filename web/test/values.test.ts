import { expect, test } from "vitest";
import { makeFormat, readInstant, readNumber } from "../src/format/values.ts";
import { compare, merge } from "../src/registries/conflict.ts";
import type { Field } from "../src/registries/kinds.ts";
import { type FormValues, readForm, writeForm } from "../src/registries/values.ts";

const text = (name: string, more = {}): Field => ({
  name,
  kind: "text",
  label: { sv: name, en: name },
  ...more,
});
const label = { sv: "", en: "" };
const fields: readonly Field[] = [
  text("name", { isRequired: true }),
  text("address.city"),
  { name: "price", kind: "decimal", label },
  { name: "unit", input: "unitId", kind: "reference", to: "units", label },
  { name: "tags", input: "tagIds", kind: "references", to: "tasktags", label },
  { name: "columns", kind: "rows", label },
  {
    name: "license",
    kind: "choice",
    label,
    choices: [{ value: "total", label }],
  },
  {
    name: "address.countryId",
    kind: "reference",
    to: "countries",
    shownBy: "address.countryName",
    label,
  },
  { name: "allowed", kind: "lines", label },
  {
    name: "rows",
    kind: "table",
    label,
    columns: [
      text("article", { isRequired: true, label: { sv: "Artikel", en: "Article" } }),
      { name: "value", kind: "decimal", label },
      { name: "sum", kind: "decimal", label, isFixed: true, isMoney: true },
      { name: "isHeader", kind: "boolean", label },
    ],
  },
];
const row = {
  name: "Byggfläkt",
  address: { city: "Piteå", countryId: 1, countryName: "Sverige" },
  price: 98.5,
  unit: { id: 3, name: "st" },
  tags: [
    { id: 7, title: null },
    { id: 8, title: "Lift" },
  ],
  columns: [{ id: 1, name: "Att göra" }],
  license: "Total",
  allowed: ["192.0.2.0/24"],
  rows: [{ id: 4, article: "Arbete", value: 2.5, sum: 20, isHeader: false }],
};
const swedish = makeFormat("sv");

test("a row becomes a form and the body of a request", () => {
  const form = readForm(fields, row, swedish);
  expect(form.price).toBe("98,5");
  expect(form["address.countryId"]).toEqual({ id: 1, name: "Sverige" });
  const { body, faults } = writeForm(fields, form);
  expect(faults).toEqual({});
  expect(body).toEqual({
    name: "Byggfläkt",
    address: { city: "Piteå", countryId: 1 },
    price: 98.5,
    unitId: 3,
    tagIds: [7, 8],
    columns: [{ id: 1, name: "Att göra" }],
    license: "total",
    allowed: ["192.0.2.0/24"],
    rows: [{ id: 4, article: "Arbete", value: 2.5, isHeader: false }],
  });
});

test("what is empty is null, and a fault where it must not be", () => {
  const { body, faults } = writeForm(fields, readForm(fields, null, swedish));
  expect(Object.keys(faults)).toEqual(["name"]);
  expect(body).toMatchObject({ price: null, unitId: null, tagIds: [], license: null, allowed: [] });
});

test("new rows of a row have no number", () => {
  const form = { ...readForm(fields, row, swedish), columns: [{ id: null, name: "Klart" }] };
  expect(writeForm(fields, form).body.columns).toEqual([{ name: "Klart" }]);
});

test.each([
  ["12", 12],
  ["12,5", 12.5],
  ["1 234,5", 1234.5],
  ["1\u00a0234.5", 1234.5],
  ["−3", -3],
  [",5", 0.5],
  ["", null],
  ["1,2,3", null],
  ["1e5", null],
  ["tolv", null],
])("%j is the number %j", (typed, number) => {
  expect(readNumber(typed)).toBe(number);
});

test("numbers that are none are told at their fields", () => {
  const form = { ...readForm(fields, row, swedish), price: "dyr" };
  expect(Object.keys(writeForm(fields, form).faults)).toEqual(["price"]);
});

test("moments are read as the server writes them", () => {
  expect(readInstant("2022-06-29 04:43:12 +00:00").toISOString()).toBe("2022-06-29T04:43:12.000Z");
});

test("numbers and days are written as each language does", () => {
  expect(makeFormat("sv").number(1234.5)).toBe("1\u00a0234,5");
  expect(makeFormat("en").number(1234.5)).toBe("1,234.5");
  expect(makeFormat("sv").longDayAlone("2026-11-24")).toBe("Tisdag 24 november");
  expect(makeFormat("en").longDayAlone("2026-11-24")).toBe("Tuesday 24 November");
});

const base = readForm(fields, row, swedish);
const other = (changes: Partial<FormValues>) => ({ ...base, ...changes }) as FormValues;

test("what only the other changed is taken, what both changed stays mine until chosen", () => {
  const mine = other({ name: "Min", price: "10" });
  const theirs = other({ name: "Deras", "address.city": "Luleå" });
  const differences = compare(fields, base, mine, theirs);
  expect(differences.map(({ field, isBoth }) => [field.name, isBoth])).toEqual([
    ["name", true],
    ["address.city", false],
  ]);
  const merged = merge(fields, base, mine, theirs);
  expect(merged).toMatchObject({ name: "Min", price: "10", "address.city": "Luleå" });
});

test("the same change twice is no difference, nor is another name of the same row", () => {
  const mine = other({ name: "Lika", unit: { id: 3, name: "styck" } });
  const theirs = other({ name: "Lika", unit: { id: 3, name: "stycken" } });
  expect(compare(fields, base, mine, theirs)).toEqual([]);
});

test("what the server works out is shown as it is written, and never sent", () => {
  const { rows } = readForm(fields, { ...row, rows: [{ ...row.rows[0], sum: 12345.5 }] }, swedish);
  expect(rows).toMatchObject([{ values: { value: "2,5", sum: "12\u00a0345,50" } }]);
});

test("a row of a table that lacks something is a fault of the table", () => {
  const form = readForm(fields, row, swedish);
  const line = { id: null, values: { article: " ", value: "1", isHeader: false } };
  expect(writeForm(fields, { ...form, rows: [line] }).faults).toEqual({
    rows: { sv: "Rad 1, Artikel: Måste fyllas i.", en: "Row 1, Article: This is required." },
  });
  const fine = { id: null, values: { article: "Ny", value: "1,5", isHeader: true } };
  expect(writeForm(fields, { ...form, rows: [fine] }).body.rows).toEqual([
    { article: "Ny", value: 1.5, isHeader: true },
  ]);
});

// From a row of an answer to what a form holds, and back to the body of a request.
import { isDay } from "../format/days";
import type { Format } from "../format/values";
import { readNumber } from "../format/values";
import type { Text } from "../language/language";
import { registryAt } from "./index";
import { type Choice, type Field, inputOf } from "./kinds";
import { titleOf } from "./titles";

export interface Named {
  id: number;
  name: string;
  /** Of a tag, a status or a category. */
  color?: string;
}
export interface Item {
  id: number | null;
  name: string;
}
/** A row of a table. */
export interface Line {
  id: number | null;
  values: FormValues;
}
export type FormValue =
  | string
  | boolean
  | readonly string[]
  | readonly Item[]
  | readonly Line[]
  | Named
  | null;
export type FormValues = Readonly<Record<string, FormValue>>;
export type AnyRow = Readonly<Record<string, unknown>>;

export const faults = {
  required: { sv: "Måste fyllas i.", en: "This is required." },
  number: { sv: "Måste vara ett tal.", en: "This must be a number." },
  integer: { sv: "Måste vara ett heltal.", en: "This must be a whole number." },
  date: {
    sv: "Måste vara ett datum, som 2026-01-31.",
    en: "This must be a date, such as 2026-01-31.",
  },
} satisfies Record<string, Text>;

/** The property `a.b` of a row. */
export function valueAt(row: AnyRow, name: string): unknown {
  let value: unknown = row;
  for (const part of name.split(".")) value = (value as AnyRow | null | undefined)?.[part];
  return value;
}

/** A row as others refer to it. */
export function readNamed(row: AnyRow, to: string): Named {
  const title = registryAt(to)?.title ?? titleOf;
  const { color } = row;
  return { id: Number(row.id), name: title(row), ...(color ? { color: String(color) } : {}) };
}

function readReference(field: Field & { kind: "reference" }, row: AnyRow): Named | null {
  const value = valueAt(row, field.name);
  if (typeof value === "number")
    return {
      id: value,
      name: String((field.shownBy && valueAt(row, field.shownBy)) ?? `#${value}`),
    };
  return value ? readNamed(value as AnyRow, field.to) : null;
}

/** A choice is the same word in any case. */
export function choiceOf(choices: readonly Choice[], value: unknown) {
  const word = String(value ?? "").toLowerCase();
  return choices.find((choice) => choice.value.toLowerCase() === word);
}

export function readField(field: Field, row: AnyRow, format: Format): FormValue {
  const value = valueAt(row, field.name);
  switch (field.kind) {
    case "boolean":
      return value === true;
    case "decimal":
    case "integer":
      return typeof value === "number" ? format.typed(value) : "";
    case "choice":
      return choiceOf(field.choices, value)?.value ?? null;
    case "reference":
      return readReference(field, row);
    case "references":
      return ((value as AnyRow[] | null) ?? []).map((one) => readNamed(one, field.to));
    case "rows":
      return ((value as AnyRow[] | null) ?? []).map((one) => readNamed(one, ""));
    case "table":
      return ((value as AnyRow[] | null) ?? []).map((one) => ({
        id: Number(one.id),
        values: readForm(field.columns, one, format),
      }));
    case "words":
    case "lines":
      return (value as string[] | null) ?? [];
    default:
      return typeof value === "string" ? value : "";
  }
}

/** To read and not to type: numbers have their marks between thousands, sums two decimals. */
export function readShown(field: Field, row: AnyRow, format: Format): FormValue {
  const value = valueAt(row, field.name);
  if (typeof value !== "number") return readField(field, row, format);
  if (field.kind === "integer") return format.number(value);
  if (field.kind !== "decimal") return readField(field, row, format);
  return field.isMoney ? format.money(value) : format.number(value);
}

export function emptyField(field: Field): FormValue {
  if (field.kind === "boolean") return field.isOnAtFirst ?? false;
  if (field.kind === "choice") return (field.isFirstChosen && field.choices[0]?.value) || null;
  if (field.kind === "integer" || field.kind === "decimal") return field.atFirst ?? "";
  return readField(field, {}, {} as Format);
}

export function readForm(fields: readonly Field[], row: AnyRow | null, format: Format): FormValues {
  const read = (field: Field) => {
    if (!row) return emptyField(field);
    return field.isFixed ? readShown(field, row, format) : readField(field, row, format);
  };
  return Object.fromEntries(fields.map((field) => [field.name, read(field)]));
}

export function emptyForm(fields: readonly Field[]): FormValues {
  return Object.fromEntries(fields.map((field) => [field.name, emptyField(field)]));
}

/** References are the same by their numbers: what they are called depends on who says it. */
export function isSame(field: Field, a: FormValue | undefined, b: FormValue | undefined) {
  const essence = (value: FormValue | undefined) => {
    if (field.kind === "reference") return (value as Named | null)?.id;
    if (field.kind === "references") return (value as readonly Named[] | null)?.map(({ id }) => id);
    return value;
  };
  return JSON.stringify(essence(a)) === JSON.stringify(essence(b));
}

function isEmpty(value: FormValue | undefined) {
  return value === null || value === undefined || (typeof value === "string" && !value.trim());
}

/** What is wrong in which cell. */
function faultOfCell(at: number, { label }: Field, fault: Text): Text {
  return {
    sv: `Rad ${at + 1}, ${label.sv}: ${fault.sv}`,
    en: `Row ${at + 1}, ${label.en}: ${fault.en}`,
  };
}

/** The first fault of any row stands for all of them. */
function writeLines(columns: readonly Field[], lines: readonly Line[]) {
  const written = lines.map((line) => writeForm(columns, line.values));
  for (const [at, line] of written.entries())
    for (const field of columns) {
      const fault = line.faults[field.name];
      if (fault) return { fault: faultOfCell(at, field, fault) };
    }
  return {
    value: written.map(({ body }, at) => (lines[at]?.id ? { id: lines[at].id, ...body } : body)),
  };
}

/** The value for a request; a text of `faults` when there is none. */
function writeField(
  field: Field,
  value: FormValue | undefined,
): { value: unknown } | { fault: Text } {
  if (isEmpty(value)) return field.isRequired ? { fault: faults.required } : { value: null };
  switch (field.kind) {
    case "decimal":
    case "integer": {
      const number = readNumber(String(value));
      if (number === null) return { fault: faults.number };
      if (field.kind === "integer" && !Number.isInteger(number)) return { fault: faults.integer };
      return { value: number };
    }
    case "date":
      return isDay(String(value)) ? { value } : { fault: faults.date };
    case "reference":
      return { value: (value as Named).id };
    case "references":
      return { value: (value as readonly Named[]).map((one) => one.id) };
    case "rows":
      return {
        value: (value as readonly Item[]).map(({ id, name }) => (id ? { id, name } : { name })),
      };
    case "table":
      return writeLines(field.columns, value as readonly Line[]);
    case "lines":
      return { value: (value as readonly string[]).map((line) => line.trim()).filter(Boolean) };
    case "text":
      return { value: String(value).trim() };
    default:
      return { value };
  }
}

function put(body: Record<string, unknown>, name: string, value: unknown) {
  const parts = name.split(".");
  const last = parts.pop() ?? name;
  let at = body;
  for (const part of parts) {
    at[part] ??= {};
    at = at[part] as Record<string, unknown>;
  }
  at[last] = value;
}

export interface Written {
  body: Record<string, unknown>;
  /** By name of the field. */
  faults: Readonly<Record<string, Text>>;
}

export function writeForm(fields: readonly Field[], values: FormValues): Written {
  const body: Record<string, unknown> = {};
  const found: Record<string, Text> = {};
  for (const field of fields) {
    if (field.isFixed) continue;
    const written = writeField(field, values[field.name]);
    if ("fault" in written) found[field.name] = written.fault;
    else put(body, inputOf(field), written.value);
  }
  return { body, faults: found };
}

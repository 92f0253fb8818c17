// The words in which a registry is declared. Lists, forms, searching and conflicts follow from it.
import type { Text } from "../language/language";

export interface Choice {
  value: string;
  label: Text;
}

interface Common {
  /** The property in answers; `address.city` is a property of an object. */
  name: string;
  label: Text;
  /** The property in requests, when it is not `name`. */
  input?: string;
  isRequired?: boolean;
  hint?: Text;
  /** The heading under which it stands in the form. */
  section?: Text;
  /** How much of a list's width its column takes, when not as much as the others. */
  width?: string;
  /** Only the server gives it a value: it is shown and not typed. */
  isFixed?: boolean;
}

export type Field = Common &
  (
    | { kind: "text" | "long" | "lines" | "date" | "color" }
    | { kind: "integer"; atFirst?: string }
    | { kind: "decimal"; atFirst?: string; isMoney?: boolean }
    | { kind: "boolean"; isOnAtFirst?: boolean }
    | { kind: "choice"; choices: readonly Choice[]; isFirstChosen?: boolean }
    | { kind: "words"; choices: readonly Choice[]; areOthersKept?: boolean }
    /** `shownBy`: the property with its name, where the answer has but its number in `name`. */
    | { kind: "reference"; to: string; shownBy?: string }
    | { kind: "references"; to: string }
    /** Rows with a name each, whose order counts. */
    | { kind: "rows" }
    /** Rows of several columns (texts, decimals, booleans), whose order counts. */
    | { kind: "table"; columns: readonly Field[] }
  );

export interface Registry {
  /** In addresses of pages: /admin/settings/<place>. */
  place: string;
  /** Under /admin/v1. */
  path: string;
  one: Text;
  many: Text;
  /** In a sentence after "new": "Ny artikel". */
  add: Text;
  intro?: Text;
  fields: readonly Field[];
  /** Names of fields, or of other properties of answers, that a list shows. */
  columns: readonly string[];
  /** The heading of a column before them, with what `title` says. */
  titleColumn?: Text;
  /** What says of the row which it is. */
  title?: (row: Readonly<Record<string, unknown>>) => string;
  /** Lists begin with what was made, or happens, last. */
  isNewestFirst?: boolean;
  hasNoActive?: boolean;
  /** Its rows can't be deleted. */
  isKept?: boolean;
}

export function inputOf(field: Field) {
  return field.input ?? field.name;
}

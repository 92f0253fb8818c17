// Two people change one row: what the other one changed since, beside what is in the form.
import type { Field } from "./kinds";
import { type FormValues, isSame } from "./values";

export interface Difference {
  field: Field;
  /** Whether this form changed it, too: then only a person can choose. */
  isBoth: boolean;
}

/** What `theirs` has that `base` has not, and this form has not either. */
export function compare(
  fields: readonly Field[],
  base: FormValues,
  mine: FormValues,
  theirs: FormValues,
): Difference[] {
  const differ = (field: Field, a: FormValues, b: FormValues) =>
    !isSame(field, a[field.name], b[field.name]);
  return fields
    .filter((field) => differ(field, theirs, base) && differ(field, theirs, mine))
    .map((field) => ({ field, isBoth: differ(field, mine, base) }));
}

/** Their changes where this form has none; where both have some, this form's stay. */
export function merge(
  fields: readonly Field[],
  base: FormValues,
  mine: FormValues,
  theirs: FormValues,
): FormValues {
  return Object.fromEntries(
    fields.map((field) => {
      const { name } = field;
      const chosen = isSame(field, mine[name], base[name]) ? theirs[name] : mine[name];
      return [name, chosen ?? null];
    }),
  );
}

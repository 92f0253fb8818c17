// From an entry of the audit log to the lines that tell it: each a label with what was and what is.
// The forms of an entry are those of the server; older ones have whole values only.

export interface PlainChange {
  property: string;
  before: unknown;
  after: unknown;
  leftOut?: number;
}
interface Part {
  at: number;
  before: string;
  after: string;
  leftOut?: number;
}
interface Row {
  id: number;
  title?: string;
  changes?: readonly Change[];
  before?: unknown;
  after?: unknown;
  leftOut?: number;
}
export type Change =
  | PlainChange
  | { property: string; length: number; parts: readonly Part[] }
  | { property: string; changes: readonly Change[] }
  | { property: string; rows: readonly Row[]; order?: readonly number[] }
  | { property: string; tooLarge: true }
  /** A row that was deleted, whole. */
  | { before: Readonly<Record<string, unknown>>; leftOut?: number };

/** A piece of a text: what is alike around what differs. */
export interface Excerpt {
  start: string;
  differs: string;
  end: string;
}

interface Told {
  /** Names of properties and of rows, from the outside in. */
  path: readonly string[];
  /** The property that the values are of, as declared: `address.city`. */
  property: string;
  leftOut?: number | undefined;
}
export type Line = Told &
  (
    | { kind: "values"; before: unknown; after: unknown }
    | { kind: "texts"; before: Excerpt; after: Excerpt }
    | { kind: "order" }
    | { kind: "tooLarge" }
  );

interface Place {
  path: readonly string[];
  property: string;
}

function inside(place: Place | null, name: string): Place {
  return place
    ? { path: [...place.path, name], property: `${place.property}.${name}` }
    : { path: [name], property: name };
}

function alike(before: readonly string[], after: readonly string[]) {
  const most = Math.min(before.length, after.length);
  let count = 0;
  while (count < most && before[count] === after[count]) count++;
  return count;
}

/** The places of a text are counted in whole characters. */
function excerpts(part: Part, length: number): [Excerpt, Excerpt] {
  const before = [...part.before];
  const after = [...part.after];
  const start = alike(before, after);
  const most = Math.min(before.length, after.length) - start;
  const end = part.leftOut ? 0 : Math.min(most, alike([...before].reverse(), [...after].reverse()));
  const isCut = part.leftOut || part.at + before.length < length;
  const cut = (text: readonly string[]): Excerpt => ({
    start: (part.at > 0 ? "… " : "") + text.slice(0, start).join(""),
    differs: text.slice(start, text.length - end).join(""),
    end: text.slice(text.length - end).join("") + (isCut ? " …" : ""),
  });
  return [cut(before), cut(after)];
}

function partLines(place: Place, parts: readonly Part[], length: number): Line[] {
  return parts.map((part) => {
    const [before, after] = excerpts(part, length);
    return { ...place, kind: "texts", before, after, leftOut: part.leftOut };
  });
}

/** A row that was given again without its number got another one, which tells people nothing. */
function rowLines(place: Place, row: Row): Line[] {
  const inner = { ...place, path: [...place.path, row.title ?? `#${row.id}`] };
  if (row.changes)
    return row.changes
      .filter((change) => !("property" in change && change.property === "id"))
      .flatMap((change) => linesOf(change, inner));
  const { before, after, leftOut } = row;
  return [{ ...place, kind: "values", before, after, leftOut }];
}

function linesOf(change: Change, around: Place | null): Line[] {
  if (!("property" in change))
    return Object.entries(change.before).map(([name, before]) => ({
      ...inside(around, name),
      kind: "values",
      before,
      after: null,
    }));
  const place = inside(around, change.property);
  if ("parts" in change) return partLines(place, change.parts, change.length);
  if ("changes" in change) return change.changes.flatMap((inner) => linesOf(inner, place));
  if ("tooLarge" in change) return [{ ...place, kind: "tooLarge" }];
  if ("rows" in change) {
    const rows = change.rows.flatMap((row) => rowLines(place, row));
    return change.order ? [...rows, { ...place, kind: "order" }] : rows;
  }
  const { before, after, leftOut } = change;
  return [{ ...place, kind: "values", before, after, leftOut }];
}

export function readLines(changes: readonly Change[]): Line[] {
  return changes.flatMap((change) => linesOf(change, null));
}

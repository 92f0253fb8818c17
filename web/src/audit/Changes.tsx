// What one entry of the log changed: each property before and after.
import { Table, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { WideTable } from "../components/WideTable";
import { useFormat } from "../format/values";
import { common } from "../language/common";
import { useSay } from "../language/language";
import { useShown } from "../registries/ShownValue";
import { type AnyRow, readField } from "../registries/values";
import { type Change, type Excerpt, type Line, readLines } from "./lines";
import { fieldOf } from "./words";

const texts = {
  property: { sv: "Fält", en: "Field" },
  before: { sv: "Före", en: "Before" },
  after: { sv: "Efter", en: "After" },
  none: { sv: "Inga fält finns antecknade.", en: "No fields are recorded." },
  made: {
    sv: "Vad den innehöll från början framgår av hur den ser ut i dag och av senare ändringar.",
    en: "What it held at first follows from how it looks today and from later changes.",
  },
  order: { sv: "Ny ordning", en: "In another order" },
  tooLarge: {
    sv: "Ändrades, men var för stort för att antecknas.",
    en: "Changed, but it was too large to be recorded.",
  },
  leftOut: {
    sv: "{count} tecken till antecknades inte.",
    en: "Another {count} characters were not recorded.",
  },
};

function nameOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(nameOf).join(", ");
  if (typeof value === "object" && value !== null) {
    const row = value as AnyRow;
    const name = row.name ?? row.title;
    if (name !== undefined) return String(name);
    return Object.entries(row)
      .filter(([key, part]) => key !== "objectName" && key !== "id" && part !== null)
      .map(([, part]) => nameOf(part))
      .join(", ");
  }
  return String(value);
}

/** The field that says how the value is shown; a single row is shown by what it is called. */
function shownAs(subject: string, property: string, value: unknown) {
  const field = fieldOf(subject, property);
  const isRow = typeof value === "object" && !Array.isArray(value);
  return isRow && (field?.kind === "rows" || field?.kind === "table") ? undefined : field;
}

function useValue(subject: string) {
  const say = useSay();
  const format = useFormat();
  const shown = useShown();
  return (property: string, value: unknown) => {
    if (value === null || value === undefined || value === "") return "–";
    const field = shownAs(subject, property, value);
    if (field)
      return shown(field, readField({ ...field, name: "value" }, { value }, format)) || "–";
    if (typeof value === "boolean") return say(value ? common.yes : common.no);
    return typeof value === "number" ? format.number(value) : nameOf(value) || "–";
  };
}

function ShownExcerpt({ start, differs, end }: Excerpt) {
  return (
    <>
      {start}
      {differs && <strong>{differs}</strong>}
      {end}
    </>
  );
}

function useLabel(subject: string) {
  const say = useSay();
  return ({ path, property }: Line) => {
    const field = fieldOf(subject, property);
    const [first = "", ...rest] = path;
    const outer = fieldOf(subject, first);
    if (field && outer?.kind !== "table") return say(field.label);
    if (field && rest.length) rest[rest.length - 1] = say(field.label);
    return [outer ? say(outer.label) : first, ...rest].join(" · ");
  };
}

function Cell({ children }: { children: ReactNode }) {
  return (
    <Table.Td style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap", verticalAlign: "top" }}>
      {children}
    </Table.Td>
  );
}

function Values({ line, shown }: { line: Line; shown: ReturnType<typeof useValue> }) {
  const say = useSay();
  const format = useFormat();
  const more = line.leftOut ? (
    <Text size="xs" c="dimmed">
      {say(texts.leftOut, { count: format.number(line.leftOut) })}
    </Text>
  ) : null;
  if (line.kind === "order" || line.kind === "tooLarge")
    return (
      <Table.Td colSpan={2}>{say(line.kind === "order" ? texts.order : texts.tooLarge)}</Table.Td>
    );
  if (line.kind === "texts")
    return (
      <>
        <Cell>
          <ShownExcerpt {...line.before} />
          {more}
        </Cell>
        <Cell>
          <ShownExcerpt {...line.after} />
        </Cell>
      </>
    );
  return (
    <>
      <Cell>
        {shown(line.property, line.before)}
        {more}
      </Cell>
      <Cell>{shown(line.property, line.after)}</Cell>
    </>
  );
}

interface Props {
  subject: string;
  action: string;
  changes: readonly Change[];
}

export function Changes({ subject, action, changes }: Props) {
  const say = useSay();
  const shown = useValue(subject);
  const label = useLabel(subject);
  const lines = readLines(changes);
  if (lines.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {say(action === "create" ? texts.made : texts.none)}
      </Text>
    );
  return (
    <WideTable minWidth={420}>
      <Table layout="fixed" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say(texts.property)}</Table.Th>
            <Table.Th>{say(texts.before)}</Table.Th>
            <Table.Th>{say(texts.after)}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an entry never change
            <Table.Tr key={at}>
              <Table.Th scope="row" fw={500} style={{ verticalAlign: "top" }}>
                {label(line)}
              </Table.Th>
              <Values line={line} shown={shown} />
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
}

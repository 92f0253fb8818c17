// What one entry of the log changed: each property before and after.
import { Table, Text } from "@mantine/core";
import { WideTable } from "../components/WideTable";
import { useFormat } from "../format/values";
import { common } from "../language/common";
import { useSay } from "../language/language";
import { useShown } from "../registries/ShownValue";
import { type AnyRow, readField } from "../registries/values";
import { fieldOf } from "./words";

const texts = {
  property: { sv: "Fält", en: "Field" },
  before: { sv: "Före", en: "Before" },
  after: { sv: "Efter", en: "After" },
  none: { sv: "Inga fält finns antecknade.", en: "No fields are recorded." },
};

export interface Change {
  property: string;
  before: unknown;
  after: unknown;
}

function nameOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(nameOf).join(", ");
  if (typeof value === "object" && value !== null) {
    const row = value as AnyRow;
    const name = row.name ?? row.title;
    if (name !== undefined) return String(name);
    return Object.entries(row)
      .filter(([key, part]) => key !== "objectName" && part !== null)
      .map(([, part]) => nameOf(part))
      .join(", ");
  }
  return String(value);
}

function useValue(subject: string) {
  const say = useSay();
  const format = useFormat();
  const shown = useShown();
  return (property: string, value: unknown) => {
    if (value === null || value === undefined || value === "") return "–";
    const field = fieldOf(subject, property);
    if (field) return shown(field, readField(field, { [property]: value }, format)) || "–";
    if (typeof value === "boolean") return say(value ? common.yes : common.no);
    return typeof value === "number" ? format.number(value) : nameOf(value);
  };
}

export function Changes({ subject, changes }: { subject: string; changes: readonly Change[] }) {
  const say = useSay();
  const shown = useValue(subject);
  if (changes.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {say(texts.none)}
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
          {changes.map(({ property, before, after }) => {
            const field = fieldOf(subject, property);
            return (
              <Table.Tr key={property}>
                <Table.Th scope="row" fw={500}>
                  {field ? say(field.label) : property}
                </Table.Th>
                <Table.Td style={{ overflowWrap: "anywhere" }}>{shown(property, before)}</Table.Td>
                <Table.Td style={{ overflowWrap: "anywhere" }}>{shown(property, after)}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
}

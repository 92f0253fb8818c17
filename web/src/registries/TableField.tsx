// Rows with several fields each, in an order that can be changed.
import { Checkbox, Group, Input, Paper, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useId } from "react";
import { useSay } from "../language/language";
import type { Field } from "./kinds";
import { AddRow, RowButtons } from "./RowButtons";
import { emptyForm, type FormValue, type Line } from "./values";

const texts = {
  row: { sv: "rad {n}", en: "row {n}" },
  cell: { sv: "{label}, rad {n}", en: "{label}, row {n}" },
};

/** How wide a field of a row is, and how it grows: what the row is called grows most. */
function shapeOf({ kind, isRequired }: Field) {
  if (kind === "long") return "1 1 100%";
  if (kind !== "text") return "1 1 5rem";
  return isRequired ? "5 1 11rem" : "1 1 8rem";
}

interface Props {
  label: string;
  description?: string | undefined;
  error?: string | undefined;
  columns: readonly Field[];
  value: readonly Line[];
  onChange: (value: Line[]) => void;
}

interface CellProps {
  field: Field;
  n: number;
  value: FormValue | undefined;
  onChange: (value: FormValue) => void;
}

function Cell({ field, n, value, onChange }: CellProps) {
  const say = useSay();
  const label = say(field.label);
  const name = say(texts.cell, { label, n });
  const text = String(value ?? "");
  const shared = { label, "aria-label": name, flex: shapeOf(field), value: text };
  if (field.isFixed)
    return (
      <Input.Wrapper label={label} labelElement="div" flex={shared.flex} ta="right">
        <Text size="sm" lh="36px">
          {text || "–"}
        </Text>
      </Input.Wrapper>
    );
  if (field.kind === "boolean")
    return (
      <Checkbox
        label={label}
        aria-label={name}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  if (field.kind === "long")
    return (
      <Textarea
        {...shared}
        autosize
        minRows={1}
        maxRows={12}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  return (
    <TextInput
      {...shared}
      withAsterisk={field.isRequired ?? false}
      inputMode={field.kind === "decimal" ? "decimal" : "text"}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** What the server works out is not known until it has. */
function withoutFixed(columns: readonly Field[], { id, values }: Line): Line {
  const unknown = columns.filter((field) => field.isFixed).map((field) => [field.name, ""]);
  return { id, values: { ...values, ...Object.fromEntries(unknown) } };
}

export function TableField({ label, description, error, columns, value, onChange }: Props) {
  const say = useSay();
  const id = useId();
  const change = (lines: readonly Line[]) =>
    onChange(lines.map((line) => withoutFixed(columns, line)));
  const changeCell = (at: number, name: string, cell: FormValue) =>
    change(
      value.map((line, index) =>
        index === at ? { ...line, values: { ...line.values, [name]: cell } } : line,
      ),
    );
  const cells = (line: Line, at: number, areSwitches: boolean) =>
    columns
      .filter((field) => (field.kind === "boolean") === areSwitches)
      .map((field) => (
        <Cell
          key={field.name}
          field={field}
          n={at + 1}
          value={line.values[field.name]}
          onChange={(cell) => changeCell(at, field.name, cell)}
        />
      ));
  return (
    <Input.Wrapper label={label} description={description} error={error} id={id}>
      <Stack gap="sm" mt={6}>
        {value.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: new rows have no number yet
          <Paper key={at} withBorder p="sm">
            <Group gap="sm" align="flex-end">
              {cells(line, at, false)}
            </Group>
            <Group gap="md" justify="space-between" mt="xs">
              <Group gap="md">{cells(line, at, true)}</Group>
              <RowButtons
                rows={value}
                at={at}
                name={say(texts.row, { n: at + 1 })}
                onChange={change}
              />
            </Group>
          </Paper>
        ))}
        <AddRow onAdd={() => change([...value, { id: null, values: emptyForm(columns) }])} />
      </Stack>
    </Input.Wrapper>
  );
}

// Rows with several columns, in an order that can be changed.
import { ActionIcon, Button, Checkbox, Group, Input, Stack, TextInput } from "@mantine/core";
import { ArrowDownIcon, ArrowUpIcon, PlusIcon, TrashIcon } from "@radix-ui/react-icons";
import { useId } from "react";
import { useSay } from "../language/language";
import type { Field } from "./kinds";
import { emptyForm, type FormValue, type Line } from "./values";

const texts = {
  cell: { sv: "{label}, rad {n}", en: "{label}, row {n}" },
  up: { sv: "Flytta rad {n} uppåt", en: "Move row {n} up" },
  down: { sv: "Flytta rad {n} nedåt", en: "Move row {n} down" },
  remove: { sv: "Ta bort rad {n}", en: "Delete row {n}" },
  add: { sv: "Lägg till rad", en: "Add a row" },
};

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
  if (field.kind === "boolean")
    return (
      <Checkbox
        label={say(field.label)}
        aria-label={say(texts.cell, { label: say(field.label), n })}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  return (
    <TextInput
      flex={field.kind === "decimal" ? "1 1 5rem" : "3 1 10rem"}
      placeholder={say(field.label)}
      aria-label={say(texts.cell, { label: say(field.label), n })}
      inputMode={field.kind === "decimal" ? "decimal" : "text"}
      value={String(value ?? "")}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function moved(lines: readonly Line[], from: number, to: number) {
  const next = lines.filter((_, at) => at !== from);
  const line = lines[from];
  if (line) next.splice(to, 0, line);
  return next;
}

export function TableField({ label, description, error, columns, value, onChange }: Props) {
  const say = useSay();
  const id = useId();
  const change = (at: number, name: string, cell: FormValue) =>
    onChange(
      value.map((line, index) =>
        index === at ? { ...line, values: { ...line.values, [name]: cell } } : line,
      ),
    );
  return (
    <Input.Wrapper label={label} description={description} error={error} id={id}>
      <Stack gap="md" mt={6}>
        {value.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: new rows have no number yet
          <Group key={at} gap={6}>
            {columns.map((field) => (
              <Cell
                key={field.name}
                field={field}
                n={at + 1}
                value={line.values[field.name]}
                onChange={(cell) => change(at, field.name, cell)}
              />
            ))}
            <ActionIcon
              variant="default"
              size="lg"
              disabled={at === 0}
              aria-label={say(texts.up, { n: at + 1 })}
              onClick={() => onChange(moved(value, at, at - 1))}
            >
              <ArrowUpIcon />
            </ActionIcon>
            <ActionIcon
              variant="default"
              size="lg"
              disabled={at === value.length - 1}
              aria-label={say(texts.down, { n: at + 1 })}
              onClick={() => onChange(moved(value, at, at + 1))}
            >
              <ArrowDownIcon />
            </ActionIcon>
            <ActionIcon
              variant="default"
              size="lg"
              aria-label={say(texts.remove, { n: at + 1 })}
              onClick={() => onChange(value.filter((_, index) => index !== at))}
            >
              <TrashIcon />
            </ActionIcon>
          </Group>
        ))}
        <Button
          variant="default"
          leftSection={<PlusIcon />}
          onClick={() => onChange([...value, { id: null, values: emptyForm(columns) }])}
          style={{ alignSelf: "flex-start" }}
        >
          {say(texts.add)}
        </Button>
      </Stack>
    </Input.Wrapper>
  );
}

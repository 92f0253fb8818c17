// Rows with a name each, in an order that can be changed.
import { ActionIcon, Button, Group, Input, Stack, TextInput } from "@mantine/core";
import { ArrowDownIcon, ArrowUpIcon, PlusIcon, TrashIcon } from "@radix-ui/react-icons";
import { useId } from "react";
import { useSay } from "../language/language";
import type { Item } from "./values";

const texts = {
  row: { sv: "{label} {n}", en: "{label} {n}" },
  up: { sv: "Flytta {name} uppåt", en: "Move {name} up" },
  down: { sv: "Flytta {name} nedåt", en: "Move {name} down" },
  remove: { sv: "Ta bort {name}", en: "Delete {name}" },
  add: { sv: "Lägg till rad", en: "Add a row" },
};

interface Props {
  label: string;
  description?: string | undefined;
  error?: string | undefined;
  value: readonly Item[];
  onChange: (value: Item[]) => void;
}

function swapped(rows: readonly Item[], a: number, b: number) {
  const next = [...rows];
  const [first, second] = [rows[a], rows[b]];
  if (first && second) {
    next[a] = second;
    next[b] = first;
  }
  return next;
}

export function RowsField({ label, description, error, value, onChange }: Props) {
  const say = useSay();
  const id = useId();
  const rename = (at: number, name: string) =>
    onChange(value.map((row, index) => (index === at ? { ...row, name } : row)));
  return (
    <Input.Wrapper label={label} description={description} error={error} id={id}>
      <Stack gap="xs" mt={6}>
        {value.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: new rows have no number yet
          <Group key={at} gap={4} wrap="nowrap">
            <TextInput
              flex={1}
              aria-label={say(texts.row, { label, n: at + 1 })}
              value={row.name}
              onChange={(event) => rename(at, event.currentTarget.value)}
            />
            <ActionIcon
              variant="default"
              size="lg"
              disabled={at === 0}
              aria-label={say(texts.up, { name: row.name })}
              onClick={() => onChange(swapped(value, at, at - 1))}
            >
              <ArrowUpIcon />
            </ActionIcon>
            <ActionIcon
              variant="default"
              size="lg"
              disabled={at === value.length - 1}
              aria-label={say(texts.down, { name: row.name })}
              onClick={() => onChange(swapped(value, at, at + 1))}
            >
              <ArrowDownIcon />
            </ActionIcon>
            <ActionIcon
              variant="default"
              size="lg"
              aria-label={say(texts.remove, { name: row.name })}
              onClick={() => onChange(value.filter((_, index) => index !== at))}
            >
              <TrashIcon />
            </ActionIcon>
          </Group>
        ))}
        <Button
          variant="default"
          leftSection={<PlusIcon />}
          onClick={() => onChange([...value, { id: null, name: "" }])}
          style={{ alignSelf: "flex-start" }}
        >
          {say(texts.add)}
        </Button>
      </Stack>
    </Input.Wrapper>
  );
}

// Rows with a name each, in an order that can be changed.
import { Group, Input, Stack, TextInput } from "@mantine/core";
import { useId } from "react";
import { useSay } from "../language/language";
import { AddRow, RowButtons } from "./RowButtons";
import type { Item } from "./values";

const texts = {
  row: { sv: "{label} {n}", en: "{label} {n}" },
};

interface Props {
  label: string;
  description?: string | undefined;
  error?: string | undefined;
  value: readonly Item[];
  onChange: (value: Item[]) => void;
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
            <RowButtons rows={value} at={at} name={row.name} onChange={onChange} />
          </Group>
        ))}
        <AddRow onAdd={() => onChange([...value, { id: null, name: "" }])} />
      </Stack>
    </Input.Wrapper>
  );
}

// Chooses rows of another registry by searching.
import { ColorSwatch, MultiSelect, Pill, Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { readPage } from "../client/lists";
import { Colored } from "../components/Colored";
import { common } from "../language/common";
import { useSay } from "../language/language";
import { registryAt } from "./index";
import { type AnyRow, type Named, readNamed } from "./values";

const PAUSE_MS = 200;

interface Shared {
  to: string;
  label: string;
  description?: string | undefined;
  error?: string | undefined;
  isRequired?: boolean | undefined;
  isReadOnly?: boolean | undefined;
}

function useFound(to: string, text: string, isOpen: boolean) {
  const registry = registryAt(to);
  const [query] = useDebouncedValue(text, PAUSE_MS);
  const filters = { query, ...(registry?.hasNoActive ? {} : { isActive: true }) };
  const path = registry?.path ?? to;
  const { data, isFetching, isPlaceholderData } = useQuery({
    queryKey: ["rows", path, "choose", filters],
    queryFn: ({ signal }) => readPage<AnyRow & { id: number }>(path, { filters }, signal),
    enabled: isOpen,
    placeholderData: keepPreviousData,
  });
  // Whoever types on and presses Enter at once chooses nothing that an earlier text found.
  const isLate = isPlaceholderData || query !== text;
  const found = useMemo(() => {
    const rows = (data?.items ?? []).map((row) => readNamed(row, to));
    const sought = text.trim().toLowerCase();
    return isLate ? rows.filter(({ name }) => name.toLowerCase().includes(sought)) : rows;
  }, [data, to, isLate, text]);
  return { found, isFetching };
}

function options(rows: readonly Named[]) {
  const names = new Map(rows.map((row) => [String(row.id), row.name]));
  return [...names].map(([value, label]) => ({ value, label }));
}

function colorOf(rows: readonly Named[], id: string) {
  return rows.find((row) => String(row.id) === id)?.color;
}

export function ReferenceField({
  value,
  onChange,
  ...props
}: Shared & { value: Named | null; onChange: (value: Named | null) => void }) {
  const say = useSay();
  const [text, setText] = useState("");
  const [isOpen, setOpen] = useState(false);
  const { found, isFetching } = useFound(props.to, text === value?.name ? "" : text, isOpen);
  const rows = value ? [...found, value] : found;
  return (
    <Select
      label={props.label}
      description={props.description}
      error={props.error}
      withAsterisk={props.isRequired ?? false}
      readOnly={props.isReadOnly ?? false}
      data={options(rows)}
      value={value ? String(value.id) : null}
      leftSection={value?.color && <ColorSwatch color={value.color} size={12} />}
      renderOption={({ option }) => (
        <Colored name={option.label} color={colorOf(rows, option.value)} />
      )}
      onChange={(id) => onChange(rows.find((row) => String(row.id) === id) ?? null)}
      searchable
      clearable={!props.isRequired}
      clearButtonProps={{ "aria-label": say(common.remove) }}
      filter={({ options }) => options}
      searchValue={text}
      onSearchChange={setText}
      onDropdownOpen={() => setOpen(true)}
      nothingFoundMessage={isFetching ? say(common.loading) : say(common.nothingFound)}
    />
  );
}

export function ReferencesField({
  value,
  onChange,
  ...props
}: Shared & { value: readonly Named[]; onChange: (value: Named[]) => void }) {
  const say = useSay();
  const [text, setText] = useState("");
  const [isOpen, setOpen] = useState(false);
  const { found, isFetching } = useFound(props.to, text, isOpen);
  const rows = [...found, ...value];
  const choose = (ids: string[]) =>
    onChange(ids.flatMap((id) => rows.find((row) => String(row.id) === id) ?? []));
  return (
    <MultiSelect
      label={props.label}
      description={props.description}
      error={props.error}
      readOnly={props.isReadOnly ?? false}
      data={options(rows)}
      value={value.map((row) => String(row.id))}
      renderOption={({ option }) => (
        <Colored name={option.label} color={colorOf(rows, option.value)} />
      )}
      renderPill={({ option, ...pill }) => (
        <Pill {...pill} withRemoveButton={!props.isReadOnly}>
          <Colored name={option.label} color={colorOf(rows, String(option.value))} />
        </Pill>
      )}
      onChange={choose}
      searchable
      filter={({ options }) => options}
      searchValue={text}
      onSearchChange={setText}
      onDropdownOpen={() => setOpen(true)}
      nothingFoundMessage={isFetching ? say(common.loading) : say(common.nothingFound)}
    />
  );
}

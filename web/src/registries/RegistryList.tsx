// The list of one registry: search, pages, and a way to each row.
import { Badge, Button, Group, Switch, Table, Text } from "@mantine/core";
import { PlusIcon } from "@radix-ui/react-icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import { readPage } from "../client/lists";
import type { AnyRow } from "../client/rows";
import { Page } from "../components/Page";
import { Pager } from "../components/Pager";
import { ProblemNotice } from "../components/ProblemNotice";
import { SearchField } from "../components/SearchField";
import { Waiting } from "../components/Waiting";
import { useFormat } from "../format/values";
import { common } from "../language/common";
import { useSay } from "../language/language";
import type { Field, Registry } from "./kinds";
import { ShownValue } from "./ShownValue";
import { titleOf } from "./titles";
import { readShown, valueAt } from "./values";

const texts = {
  showInactive: { sv: "Visa även inaktiva", en: "Show inactive ones too" },
  empty: { sv: "Här finns inget än.", en: "There is nothing here yet." },
  unnamed: { sv: "(namnlös)", en: "(unnamed)" },
};

interface Props {
  registry: Registry;
  /** The address of the list's page. */
  address: string;
}

function useList(registry: Registry) {
  const [query, setQuery] = useState("");
  const [page, setPage] = useState(1);
  const [areAll, setAll] = useState(false);
  const sortOrder = registry.isNewestFirst ? ("descending" as const) : undefined;
  const filters = { query, ...(registry.hasNoActive || areAll ? {} : { isActive: true }) };
  const list = useQuery({
    queryKey: ["rows", registry.path, "list", page, filters],
    queryFn: ({ signal }) => readPage<AnyRow>(registry.path, { page, filters, sortOrder }, signal),
    placeholderData: keepPreviousData,
  });
  return {
    ...list,
    query,
    areAll,
    setPage,
    search: (text: string) => {
      setQuery(text);
      setPage(1);
    },
    showAll: (are: boolean) => {
      setAll(are);
      setPage(1);
    },
  };
}

export function RegistryList({ registry, address }: Props) {
  const say = useSay();
  const list = useList(registry);
  const add = (
    <Button component={Link} href={`${address}/new`} leftSection={<PlusIcon />}>
      {say(common.add)}
    </Button>
  );
  return (
    <Page
      title={say(registry.many)}
      intro={registry.intro && say(registry.intro)}
      actions={add}
      width={1100}
    >
      <Group mb="sm" gap="md">
        <SearchField value={list.query} onChange={list.search} />
        {!registry.hasNoActive && (
          <Switch
            label={say(texts.showInactive)}
            checked={list.areAll}
            onChange={(event) => list.showAll(event.currentTarget.checked)}
          />
        )}
      </Group>
      <ProblemNotice fault={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && <Waiting />}
      {list.data && list.data.items.length > 0 && (
        <Rows registry={registry} address={address} rows={list.data.items} />
      )}
      {list.data?.items.length === 0 && (
        <Text c="dimmed" py="xl" ta="center">
          {say(list.query ? common.nothingFound : texts.empty)}
        </Text>
      )}
      {list.data && <Pager list={list.data} onPage={list.setPage} />}
    </Page>
  );
}

/** A phone shows the first two columns. */
function shapeOf(field: Field, at: number, count: number) {
  return {
    ...(at === 0 ? { w: { base: "60%", sm: count > 4 ? "24%" : "36%" } } : {}),
    ...(at > 0 && field.width ? { w: { base: "40%", sm: field.width } } : {}),
    ...(at > 1 ? { visibleFrom: "sm" as const } : {}),
    ...(field.kind === "decimal" ? { ta: "right" as const } : {}),
  };
}

function Rows({ registry, address, rows }: Props & { rows: readonly AnyRow[] }) {
  const say = useSay();
  const columns: Field[] = registry.columns.flatMap(
    (name) => registry.fields.find((field) => field.name === name) ?? [],
  );
  const title = registry.title ?? titleOf;
  if (registry.titleColumn)
    columns.unshift({ name: "", kind: "text", label: registry.titleColumn });
  return (
    <Table
      highlightOnHover
      verticalSpacing="xs"
      layout="fixed"
      style={{ overflowWrap: "anywhere" }}
    >
      <Table.Thead>
        <Table.Tr>
          {columns.map((field, at) => (
            <Table.Th
              key={field.name}
              className="long-words"
              {...shapeOf(field, at, columns.length)}
            >
              {say(field.label)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.id}>
            {columns.map((field, at) => (
              <Table.Td key={field.name} {...shapeOf(field, at, columns.length)}>
                {at === 0 ? (
                  <TitleCell
                    row={row}
                    name={field.name ? valueAt(row, field.name) : title(row)}
                    address={`${address}/${row.id}`}
                  />
                ) : (
                  <Cell field={field} row={row} />
                )}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Cell({ field, row }: { field: Field; row: AnyRow }) {
  const format = useFormat();
  return <ShownValue field={field} value={readShown(field, row, format)} />;
}

interface TitleProps {
  row: AnyRow;
  name: unknown;
  address: string;
}

/** What the row is called, as the way to its page. */
function TitleCell({ row, name, address }: TitleProps) {
  const say = useSay();
  return (
    <Group gap="xs">
      <Text
        component={Link}
        href={address}
        size="sm"
        c="var(--mantine-color-anchor)"
        td="none"
        fw={550}
      >
        {String(name ?? "") || titleOf(row) || say(texts.unnamed)}
      </Text>
      {row.isActive === false && (
        <Badge color="gray" variant="light" size="sm">
          {say(common.inactive)}
        </Badge>
      )}
    </Group>
  );
}

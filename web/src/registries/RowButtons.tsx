// What can be done with rows that stand in an order: move one, delete it, add another.
import { ActionIcon, Button, Group } from "@mantine/core";
import { ArrowDownIcon, ArrowUpIcon, PlusIcon, TrashIcon } from "@radix-ui/react-icons";
import type { ReactNode } from "react";
import { useSay } from "../language/language";

const texts = {
  up: { sv: "Flytta {name} uppåt", en: "Move {name} up" },
  down: { sv: "Flytta {name} nedåt", en: "Move {name} down" },
  remove: { sv: "Ta bort {name}", en: "Delete {name}" },
  add: { sv: "Lägg till rad", en: "Add a row" },
};

interface Props<T> {
  rows: readonly T[];
  /** The place of the row that the buttons belong to. */
  at: number;
  /** What it is called. */
  name: string;
  onChange: (rows: T[]) => void;
}

export function RowButtons<T>({ rows, at, name, onChange }: Props<T>) {
  const say = useSay();
  const others = rows.filter((_, index) => index !== at);
  const moveTo = (to: number) => onChange(others.toSpliced(to, 0, ...rows.slice(at, at + 1)));
  const button = (label: string, icon: ReactNode, onClick: () => void, disabled = false) => (
    <ActionIcon
      variant="default"
      size="lg"
      disabled={disabled}
      aria-label={label}
      onClick={onClick}
    >
      {icon}
    </ActionIcon>
  );
  return (
    <Group gap={4} wrap="nowrap">
      {button(say(texts.up, { name }), <ArrowUpIcon />, () => moveTo(at - 1), at === 0)}
      {button(
        say(texts.down, { name }),
        <ArrowDownIcon />,
        () => moveTo(at + 1),
        at === rows.length - 1,
      )}
      {button(say(texts.remove, { name }), <TrashIcon />, () => onChange(others))}
    </Group>
  );
}

export function AddRow({ onAdd }: { onAdd: () => void }) {
  const say = useSay();
  return (
    <Button
      variant="default"
      leftSection={<PlusIcon />}
      onClick={onAdd}
      style={{ alignSelf: "flex-start" }}
    >
      {say(texts.add)}
    </Button>
  );
}

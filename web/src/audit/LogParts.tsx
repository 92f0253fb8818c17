// What the pages of logs have in common: filters by day, and the frame around their entries.
import { Text } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Paged } from "../client/types";
import { DateField } from "../components/DateField";
import { Pager } from "../components/Pager";
import { ProblemNotice } from "../components/ProblemNotice";
import { Waiting } from "../components/Waiting";
import { common } from "../language/common";
import { useSay } from "../language/language";

interface Span {
  from: string;
  to: string;
}

export function SpanFields({
  span,
  onChange,
}: {
  span: Span;
  onChange: (part: Partial<Span>) => void;
}) {
  const say = useSay();
  return (
    <>
      <DateField
        label={say(common.from)}
        value={span.from}
        onChange={(from) => onChange({ from })}
      />
      <DateField label={say(common.to)} value={span.to} onChange={(to) => onChange({ to })} />
    </>
  );
}

interface Props {
  list: UseQueryResult<Paged<unknown>>;
  onPage: (page: number) => void;
  children: ReactNode;
}

export function LogFrame({ list, onPage, children }: Props) {
  const say = useSay();
  return (
    <>
      <ProblemNotice fault={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && <Waiting />}
      {list.data?.items.length === 0 && (
        <Text c="dimmed" py="xl" ta="center">
          {say(common.nothingFound)}
        </Text>
      )}
      {children}
      {list.data && <Pager list={list.data} onPage={onPage} />}
    </>
  );
}

// Users and their days in a grid: what was reported, what is missing, what waits to be attested.
import { Group, Paper, SegmentedControl, Text } from "@mantine/core";
import { useState } from "react";
import type { Filters } from "../client/lists";
import type { UserDay, UserDays } from "../client/types";
import { Page } from "../components/Page";
import { Pager } from "../components/Pager";
import { ProblemNotice } from "../components/ProblemNotice";
import { SearchField } from "../components/SearchField";
import { Waiting } from "../components/Waiting";
import { common } from "../language/common";
import { useSay } from "../language/language";
import { labels } from "../registries/fields";
import { ReferenceField } from "../registries/ReferenceField";
import type { Named } from "../registries/values";
import { AttestGrid } from "../time/AttestGrid";
import { DayDrawer } from "../time/DayDrawer";
import { DaysActions } from "../time/DaysActions";
import { readUserIds, useUserDays } from "../time/days";
import { Legend } from "../time/Legend";
import { PeriodChoice, type PeriodKind, spanOf } from "../time/PeriodChoice";
import { actionTexts, type DayAction, dayTexts } from "../time/texts";
import { usePeriod } from "../time/usePeriod";

const texts = {
  title: { sv: "Attest", en: "Attest" },
  forAll: { sv: "För alla {n} som visas:", en: "For all {n} shown:" },
  forChosen: { sv: "{n} vald:|{n} valda:", en: "{n} chosen:" },
  attestAllWeek: { sv: "Attestera veckan för alla", en: "Attest the week for everybody" },
  attestAllMonth: { sv: "Attestera månaden för alla", en: "Attest the month for everybody" },
};

const BULK: readonly DayAction[] = ["Attest", "Lock", "Unlock", "Return", "TakeBack"];

export default function Attest() {
  const say = useSay();
  const { day, kind, setDay, setKind } = usePeriod();
  const [query, setQuery] = useState("");
  const [department, setDepartment] = useState<Named | null>(null);
  const [page, setPage] = useState(1);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [open, setOpen] = useState<{ user: UserDays; day: UserDay } | null>(null);
  const span = spanOf(kind, day);
  const filters: Filters = {
    query,
    ...(department ? { departmentIds: [department.id] } : {}),
  };
  const list = useUserDays(span, filters, page);
  const rows = list.data?.items ?? [];
  const nameOf = (userId: number) => rows.find((row) => row.userId === userId)?.name ?? "";
  const hasChosen = chosen.size > 0;
  const labelOf = (action: DayAction) =>
    action === "Attest" && !hasChosen
      ? say(kind === "week" ? texts.attestAllWeek : texts.attestAllMonth)
      : say(actionTexts[action]);
  const first = () => {
    setPage(1);
    setChosen(new Set());
  };
  const shown = open && rows.find((row) => row.userId === open.user.userId);
  const shownDay = shown?.dates.find((one) => one.date === open?.day.date);
  return (
    <Page title={say(texts.title)}>
      <Group mb="md" gap="md" align="flex-end" justify="space-between">
        <Group gap="md">
          <SegmentedControl
            aria-label={say(dayTexts.period)}
            value={kind}
            onChange={(next) => {
              setKind(next as PeriodKind);
              first();
            }}
            data={[
              { value: "week", label: say(dayTexts.weekShort) },
              { value: "month", label: say(dayTexts.month) },
            ]}
          />
          <PeriodChoice
            kind={kind}
            day={day}
            onChange={(next) => {
              setDay(next);
              setChosen(new Set());
            }}
          />
        </Group>
        <Group gap="sm" align="flex-end">
          <SearchField
            value={query}
            onChange={(text) => {
              setQuery(text);
              first();
            }}
          />
          <ReferenceField
            to="departments"
            label={say(labels.department)}
            value={department}
            onChange={(next) => {
              setDepartment(next);
              first();
            }}
          />
        </Group>
      </Group>
      <ProblemNotice fault={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && <Waiting />}
      {list.data && (
        <>
          <Paper withBorder p="sm" mb="sm">
            <Group gap="sm">
              <Text size="sm" fw={600}>
                {hasChosen
                  ? say(texts.forChosen, { n: chosen.size })
                  : say(texts.forAll, { n: list.data.totalItemCount })}
              </Text>
              <DaysActions
                actions={BULK}
                span={span}
                users={() => (hasChosen ? [...chosen] : readUserIds(span, filters))}
                nameOf={nameOf}
                labelOf={labelOf}
                isBulk
                size="xs"
              />
            </Group>
          </Paper>
          {rows.length === 0 && (
            <Text c="dimmed" py="xl" ta="center">
              {say(common.nothingFound)}
            </Text>
          )}
          {rows.length > 0 && (
            <AttestGrid
              rows={rows}
              span={span}
              chosen={chosen}
              onChosen={setChosen}
              onOpen={(user, one) => setOpen({ user, day: one })}
            />
          )}
          <Legend />
          <Pager list={list.data} onPage={setPage} />
        </>
      )}
      <DayDrawer user={shown ?? null} day={shownDay ?? null} onClose={() => setOpen(null)} />
    </Page>
  );
}

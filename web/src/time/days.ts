// Days of users, and what can be done to them.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Filters, listPath, readAll } from "../client/lists";
import { read, write } from "../client/request";
import type { DaysResult, Paged, UserDay, UserDays } from "../client/types";
import type { Span } from "../format/days";
import type { DayAction } from "./texts";

export const ROWS_SHOWN = 50;

export function useUserDays(span: Span, filters: Filters, page: number) {
  return useQuery({
    queryKey: ["userDays", span, filters, page],
    queryFn: ({ signal }) =>
      read<Paged<UserDays>>(
        listPath("UserDays", { page, pageSize: ROWS_SHOWN, filters: { ...filters, ...span } }),
        signal,
      ),
    placeholderData: keepPreviousData,
  });
}

/** The numbers of all users that a list has, on all of its pages. */
export async function readUserIds(span: Span, filters: Filters) {
  const rows = await readAll<UserDays>("UserDays", { ...filters, ...span });
  return rows.filter((row) => row.canAttest).map((row) => row.userId);
}

export interface DaysRequest {
  action: DayAction;
  userIds: readonly number[];
  span: Span;
  comment?: string;
}

export function useDaysAction() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ action, userIds, span, comment }: DaysRequest) =>
      write<DaysResult>("POST", `Days/${action}`, {
        userIds,
        ...span,
        ...(comment ? { comment } : {}),
      }),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ["userDays"] }),
        queries.invalidateQueries({ queryKey: ["reports"] }),
      ]),
  });
}

/** What can be done to some days, by what they are. */
export function actionsFor(days: readonly UserDay[], mayAttest: boolean): DayAction[] {
  const has = (test: (day: UserDay) => boolean) => days.some(test);
  const actions: DayAction[] = [];
  if (has((day) => !day.lockedDate && day.status !== "attested")) actions.push("Lock");
  if (has((day) => day.lockedDate !== null && day.status !== "attested")) actions.push("Unlock");
  if (!mayAttest) return actions;
  if (has((day) => day.sent > day.attested)) actions.push("Attest");
  if (has((day) => day.sent > day.attested)) actions.push("Return");
  if (has((day) => day.attested > day.invoiced)) actions.push("TakeBack");
  return actions;
}

export function totals(days: readonly UserDay[]) {
  const sum = (pick: (day: UserDay) => number) =>
    Math.round(days.reduce((total, day) => total + pick(day), 0) * 100) / 100;
  return {
    reported: sum((day) => day.reportedHours),
    scheduled: sum((day) => day.scheduledHours),
  };
}

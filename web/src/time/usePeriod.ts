// The period of a page stands in its address, so that it can be kept and sent to others.
import { useSearchParams } from "wouter";
import { isDay, today } from "../format/days";
import type { PeriodKind } from "./PeriodChoice";

export function usePeriod() {
  const [parameters, setParameters] = useSearchParams();
  const given = parameters.get("day") ?? "";
  const day = isDay(given) ? given : today();
  const kind: PeriodKind = parameters.get("period") === "month" ? "month" : "week";
  const set = (name: string, value: string) =>
    setParameters(
      (before) => {
        const next = new URLSearchParams(before);
        next.set(name, value);
        return next;
      },
      { replace: true },
    );
  return {
    day,
    kind,
    setDay: (next: string) => set("day", next),
    setKind: (next: PeriodKind) => set("period", next),
  };
}

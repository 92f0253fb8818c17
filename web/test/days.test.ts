import { expect, test } from "vitest";
import {
  addDays,
  addMonths,
  daysOf,
  isDay,
  monthOf,
  today,
  weekdayOf,
  weekNumber,
  weekOf,
} from "../src/format/days.ts";

test("days follow each other over months, leap days and changes of the clock", () => {
  expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
  expect(addDays("2025-02-28", 1)).toBe("2025-03-01");
  expect(addDays("2026-03-29", 1)).toBe("2026-03-30");
  expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
});

test("a week begins on Monday", () => {
  expect(weekdayOf("2026-11-23")).toBe(0);
  expect(weekdayOf("2026-11-29")).toBe(6);
  expect(weekOf("2026-11-29")).toEqual({ from: "2026-11-23", to: "2026-11-29" });
  expect(weekOf("2026-11-23")).toEqual({ from: "2026-11-23", to: "2026-11-29" });
});

test.each([
  ["2026-01-01", 1],
  ["2025-12-29", 1],
  ["2021-01-03", 53],
  ["2021-01-04", 1],
  ["2020-12-31", 53],
  ["2026-11-24", 48],
  ["2027-01-03", 53],
])("%s is in week %i", (day, week) => {
  expect(weekNumber(day)).toBe(week);
});

test("months have their own lengths", () => {
  expect(monthOf("2024-02-17")).toEqual({ from: "2024-02-01", to: "2024-02-29" });
  expect(monthOf("2026-12-31")).toEqual({ from: "2026-12-01", to: "2026-12-31" });
  expect(addMonths("2026-01-31", 1)).toBe("2026-02-01");
  expect(addMonths("2026-01-31", -1)).toBe("2025-12-01");
  expect(daysOf(monthOf("2026-04-10"))).toHaveLength(30);
});

test("only real days are days", () => {
  expect(isDay("2026-02-28")).toBe(true);
  expect(isDay("2026-13-01")).toBe(false);
  expect(isDay("2026-02-30")).toBe(false);
  expect(isDay("26-02-03")).toBe(false);
});

test("today is the day of the clock on the wall", () => {
  expect(today(new Date(2026, 10, 24, 23, 59))).toBe("2026-11-24");
  expect(today(new Date(2026, 10, 24, 0, 1))).toBe("2026-11-24");
});

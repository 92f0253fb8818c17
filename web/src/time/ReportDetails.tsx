// What belongs to a time report: codes, travel, allowance, materials, equipment, additions, attest.
import { Box, SimpleGrid, Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { Report } from "../client/types";
import { type Format, useFormat } from "../format/values";
import { common } from "../language/common";
import { type Say, useSay } from "../language/language";
import { reportTexts as texts } from "./reportTexts";

type Pair = readonly [string, string | null | undefined];

function facts(report: Report, say: Say, format: Format): Pair[] {
  const at = (when: string | null) => when && format.instant(when);
  const attested = at(report.attestedDate);
  return [
    [say(texts.activity), report.activity?.name],
    [say(texts.timeCode), report.timeCode?.name],
    [say(texts.timeArticle), report.timeArticle?.name],
    [say(texts.invoiceable), say(texts.hours, { hours: format.hours(report.invoiceableHours) })],
    [say(texts.pause), report.breakMinutes ? say(texts.minutes, { n: report.breakMinutes }) : null],
    [say(texts.task), report.task?.name],
    [say(texts.costCenter), report.costCenter?.name],
    [say(texts.internalComment), report.internalComment],
    [say(texts.sent), at(report.sentToAttestDate)],
    [
      say(texts.attested),
      attested && report.attestedByUser
        ? say(texts.attestedBy, { when: attested, who: report.attestedByUser.name ?? "" })
        : attested,
    ],
    [say(texts.invoiced), report.invoiceId ? String(report.invoiceId) : null],
  ];
}

function travel({ travelReport }: Report, say: Say, format: Format): Pair[] {
  if (!travelReport) return [];
  const { companyCar: car } = travelReport;
  const way = [car?.addressStart, car?.addressGoal, car?.addressEnd].filter(Boolean).join(" – ");
  const km = (n: number) => say(texts.kilometres, { n: format.number(n) });
  return [
    [say(texts.travel), travelReport.place],
    [say(texts.distance), km(travelReport.distance)],
    [
      say(texts.invoiceable),
      travelReport.invoicableDistance ? km(travelReport.invoicableDistance) : null,
    ],
    [say(texts.toSalary), say(travelReport.toSalary ? common.yes : common.no)],
    [say(texts.car), car?.name],
    [
      say(texts.meter),
      car?.tripStart != null && car.tripEnd != null
        ? `${format.number(car.tripStart)}–${format.number(car.tripEnd)}`
        : null,
    ],
    [say(texts.way), way],
  ];
}

function allowance({ allowanceReport }: Report, say: Say, format: Format): Pair[] {
  if (!allowanceReport) return [];
  const { amount, invoicableAmount, toBeInvoiced } = allowanceReport;
  return [
    [
      say(texts.allowance),
      [allowanceReport.invoicableSpecification, allowanceReport.description]
        .filter(Boolean)
        .join(": "),
    ],
    [say(texts.amount), amount == null ? null : format.money(amount)],
    [
      say(texts.invoiceable),
      toBeInvoiced && invoicableAmount != null ? format.money(invoicableAmount) : null,
    ],
  ];
}

function Pairs({ pairs }: { pairs: readonly Pair[] }) {
  const shown = pairs.filter(([, value]) => value);
  if (shown.length === 0) return null;
  return (
    <SimpleGrid component="dl" cols={{ base: 2, xs: 3 }} spacing="sm" verticalSpacing={6} my="xs">
      {shown.map(([label, value]) => (
        <Box key={label}>
          <Text component="dt" size="xs" c="dimmed">
            {label}
          </Text>
          <Text component="dd" size="sm" m={0} style={{ overflowWrap: "anywhere" }}>
            {value}
          </Text>
        </Box>
      ))}
    </SimpleGrid>
  );
}

function Part({ title, lines }: { title: string; lines: readonly ReactNode[] }) {
  if (lines.length === 0) return null;
  return (
    <Box mt={6}>
      <Text size="xs" c="dimmed">
        {title}
      </Text>
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines never change places
        <Text key={at} size="sm">
          {line}
        </Text>
      ))}
    </Box>
  );
}

export function ReportDetails({ report }: { report: Report }) {
  const say = useSay();
  const format = useFormat();
  const materials = report.materials.map((material) =>
    [
      `${format.number(material.units)} ${material.unitText ?? ""} ${material.title}`.trim(),
      format.money(material.amount),
      material.invoicableAmount == null
        ? null
        : say(texts.toInvoice, { amount: format.money(material.invoicableAmount) }),
    ]
      .filter(Boolean)
      .join(", "),
  );
  const equipment = report.equipments.map((used) =>
    [used.article?.name, say(texts.hours, { hours: format.hours(used.hours) }), used.comment]
      .filter(Boolean)
      .join(", "),
  );
  const additions = report.additions.map((addition) =>
    [addition.article?.name, addition.salaryCount ?? addition.invoicableCount]
      .filter((part) => part != null)
      .map((part) => (typeof part === "number" ? format.number(part) : part))
      .join(": "),
  );
  return (
    <>
      <Pairs pairs={facts(report, say, format)} />
      <Pairs pairs={travel(report, say, format)} />
      <Pairs pairs={allowance(report, say, format)} />
      <Part title={say(texts.materials)} lines={materials} />
      <Part title={say(texts.equipment)} lines={equipment} />
      <Part title={say(texts.additions)} lines={additions} />
    </>
  );
}

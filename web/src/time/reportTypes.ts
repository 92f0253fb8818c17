// A time report as answers have it, alone.
import type { Reference } from "../client/types";

interface Marked {
  sentToAttestDate: string | null;
  attestedDate: string | null;
  invoiceId: number | null;
}

export interface ReportRow extends Marked {
  id: number;
  date: string;
  clockStart: string | null;
  clockEnd: string | null;
  hours: number;
  invoiceableHours: number;
  breakMinutes: number | null;
  comment: string | null;
  internalComment: string | null;
  project: (Reference & { number: string }) | null;
  internalProject: Reference | null;
  absenceProject: Reference | null;
  contact: Reference | null;
  activity: Reference | null;
  timeCode: Reference | null;
  timeArticle: Reference | null;
  costCenter: Reference | null;
}

export interface Report extends ReportRow {
  attestedByUser: Reference | null;
  task: Reference | null;
  travelReport: {
    place: string | null;
    distance: number;
    invoicableDistance: number | null;
    toSalary: boolean;
    companyCar: {
      name: string;
      tripStart: number | null;
      tripEnd: number | null;
      addressStart: string | null;
      addressGoal: string | null;
      addressEnd: string | null;
    } | null;
  } | null;
  allowanceReport: {
    description: string | null;
    amount: number | null;
    invoicableAmount: number | null;
    invoicableSpecification: string;
    toBeInvoiced: boolean;
  } | null;
  materials: {
    id: number;
    title: string;
    units: number;
    unitText: string | null;
    amount: number;
    invoicableAmount: number | null;
    articleNumber: string | null;
  }[];
  equipments: { id: number; hours: number; article: Reference | null; comment: string | null }[];
  additions: {
    id: number;
    salaryCount: number | null;
    invoicableCount: number | null;
    article: Reference | null;
  }[];
}

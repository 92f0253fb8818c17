// What the server's answers look like, by the description of /admin/v1.
import type { components } from "../../generated/schema";

type Schemas = components["schemas"];

export type Reference = Schemas["generic.name_id"];
export type Session = Schemas["admin.session"];
export type SignIn = Schemas["admin.sign_in"];
export type SessionRow = Schemas["admin.session_row"];
export type Invitation = Schemas["admin.invitation"];
export type InvitationLink = Schemas["admin.invitation_link"];
export type Login = Schemas["admin.login"];
export type Totp = Schemas["admin.totp"];
export type RecoveryCodes = Schemas["admin.recovery_codes"];
export type Secret = Schemas["admin.secret"];
export type StaticToken = Schemas["admin.static_token"];
export type Token = Schemas["admin.application_token"];
export type UsageEntry = Schemas["admin.usage_entry"];
export type AuditEntry = Schemas["admin.audit_entry"];

export interface Paged<T> {
  page: number;
  pageSize: number;
  itemCount: number;
  totalItemCount: number;
  totalPages: number;
  items: T[];
}

export type DayStatus = "free" | "coming" | "missing" | "reported" | "sent" | "attested";

export interface UserDay {
  date: string;
  reportedHours: number;
  scheduledHours: number;
  reports: number;
  sent: number;
  attested: number;
  invoiced: number;
  lockedDate: string | null;
  attestedDate: string | null;
  returnedDate: string | null;
  returnComment: string | null;
  status: DayStatus;
}

export interface UserDays {
  userId: number;
  name: string;
  department: Reference | null;
  manager: Reference | null;
  canAttest: boolean;
  dates: UserDay[];
}

export interface DaysResult {
  changedDays: number;
  changedReports: number;
  skipped: { userId: number; date: string; reason: string }[];
}

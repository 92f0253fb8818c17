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
export type ProjectComment = Schemas["admin.project_comment"];
export type UsageEntry = Schemas["admin.usage_entry"];
export type UsageHour = Schemas["admin.usage_hour"];
export type UsageDay = Schemas["admin.usage_day"];
export type Storage = Schemas["admin.storage"];
export type SecurityEvent = Schemas["admin.security_event"];
export type AuditEntry = Schemas["admin.audit_entry"];

export interface Paged<T> {
  page: number;
  pageSize: number;
  itemCount: number;
  totalItemCount: number;
  totalPages: number;
  items: T[];
}

export type UserDay = Schemas["admin.user_day"];
export type UserDays = Schemas["admin.user_days"];
export type DayStatus = UserDay["status"];
export type DaysResult = Schemas["admin.days"];
export type SkippedDay = Schemas["admin.skipped_day"];
export type ReportRow = Schemas["timereport.list"];
export type Report = Schemas["timereport.detail"];

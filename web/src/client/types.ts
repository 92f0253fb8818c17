// What the server's answers look like, by the description of /admin/v1.

export interface Reference {
  objectName?: string;
  id: number;
  name: string;
}

export interface Paged<T> {
  page: number;
  pageSize: number;
  itemCount: number;
  totalItemCount: number;
  totalPages: number;
  items: T[];
}

export interface Session {
  user: Reference;
  email: string;
  account: Reference;
  isAdministrator: boolean;
  isManager: boolean;
  hasTotp: boolean;
  csrfToken: string;
  version: string;
}

export interface SignIn {
  status: "signedIn" | "codeNeeded" | "accountNeeded";
  accounts: Reference[];
  session: Session | null;
}

export interface SessionRow {
  id: number;
  created: string;
  lastSeen: string;
  address: string;
  agent: string | null;
  isCurrent: boolean;
}

export interface Invitation {
  user: Reference | string;
  email: string | null;
  account: Reference | string;
  isFirst: boolean;
}

export interface Login {
  hasLogin: boolean;
  email: string | null;
  hasTotp: boolean;
  lastSignIn: string | null;
}

export type Value = string | number | boolean | null | Value[] | { [name: string]: Value };
export type Row = { [name: string]: Value } & { id: number };

export type DayStatus = "free" | "missing" | "reported" | "sent" | "attested";

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

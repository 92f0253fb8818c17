import { Page } from "../components/Page";

export default function AuditLog() {
  return <Page title="AuditLog">…</Page>;
}

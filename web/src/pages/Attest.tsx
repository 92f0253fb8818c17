import { Page } from "../components/Page";

export default function Attest() {
  return <Page title="Attest">…</Page>;
}

import { Page } from "../components/Page";

export default function MyTime() {
  return <Page title="MyTime">…</Page>;
}

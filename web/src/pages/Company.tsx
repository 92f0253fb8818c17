// What holds for the whole company.
import type { Answer } from "../client/request";
import { type AnyRow, useRow, useRowChanged } from "../client/rows";
import { useRefreshSession } from "../client/session";
import { Page } from "../components/Page";
import { ProblemNotice } from "../components/ProblemNotice";
import { Waiting } from "../components/Waiting";
import { common } from "../language/common";
import { useSay } from "../language/language";
import { EditorForm } from "../registries/EditorForm";
import { companyFields } from "../registries/settings";
import { useEditor } from "../registries/useEditor";
import { useNotify } from "../shell/notices";
import { CodesPanel } from "./CodesPanel";

const texts = { title: { sv: "Företag", en: "Company" } };

function CompanyForm({ answer }: { answer: Answer<AnyRow> }) {
  const say = useSay();
  const notify = useNotify();
  const changed = useRowChanged();
  const refresh = useRefreshSession();
  const editor = useEditor({
    path: "Settings",
    fields: companyFields,
    answer,
    onSaved: (next) => {
      notify(say(common.saved));
      void changed("Settings", 1, next);
      void refresh();
    },
  });
  return <EditorForm fields={companyFields} editor={editor} />;
}

export default function Company() {
  const say = useSay();
  const row = useRow("Settings", 1);
  return (
    <Page title={say(texts.title)} width={860}>
      {row.isPending && <Waiting />}
      <ProblemNotice fault={row.error} onRetry={() => void row.refetch()} />
      {row.data && <CompanyForm answer={row.data} />}
      {row.data && <CodesPanel areDemanded={row.data.data.demandsCodes === true} />}
    </Page>
  );
}

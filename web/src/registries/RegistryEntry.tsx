// The page of one row of a registry, or of a new one.
import { Button, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { type Answer, ask } from "../client/request";
import { type AnyRow, useRow, useRowChanged, useRowRemoved } from "../client/rows";
import { Page } from "../components/Page";
import { ProblemNotice } from "../components/ProblemNotice";
import { Waiting } from "../components/Waiting";
import { useFormat } from "../format/values";
import { common } from "../language/common";
import { useSay } from "../language/language";
import { useAsk } from "../shell/asking";
import { forgetUnsaved } from "../shell/leaving";
import { useNotify } from "../shell/notices";
import { EditorForm } from "./EditorForm";
import type { Registry } from "./kinds";
import { titleOf } from "./titles";
import { useEditor } from "./useEditor";

const texts = {
  askRemove: {
    sv: "Det går inte att ångra. Det som används av något annat tas inte bort.",
    en: "This can't be undone. Anything that is in use elsewhere is not deleted.",
  },
  removeTitle: { sv: "Ta bort {name}?", en: "Delete {name}?" },
  stamped: { sv: "{what} {when}", en: "{what} {when}" },
  stampedBy: { sv: "{what} {when} av {who}", en: "{what} {when} by {who}" },
};

interface Props {
  registry: Registry;
  address: string;
  /** null: a new row. */
  id: string | null;
  /** What else a saved row has on its page; and what stands above its form. */
  panels?: (row: AnyRow) => ReactNode;
  notice?: (row: AnyRow) => ReactNode;
}

export function RegistryEntry({ registry, address, id, panels, notice }: Props) {
  const say = useSay();
  const row = useRow(registry.path, id);
  if (id === null) return <Entry registry={registry} address={address} answer={null} />;
  if (row.isPending) return <Waiting />;
  if (row.error)
    return (
      <Page title={say(registry.one)}>
        <ProblemNotice fault={row.error} onRetry={() => void row.refetch()} />
        <Button component={Link} href={address} variant="default">
          {say(registry.many)}
        </Button>
      </Page>
    );
  return (
    <Entry
      key={id}
      registry={registry}
      address={address}
      answer={row.data}
      notice={notice?.(row.data.data)}
    >
      {panels?.(row.data.data)}
    </Entry>
  );
}

interface EntryProps {
  registry: Registry;
  address: string;
  answer: Answer<AnyRow> | null;
  notice?: ReactNode;
  children?: ReactNode;
}

function Entry({ registry, address, answer, notice, children }: EntryProps) {
  const say = useSay();
  const notify = useNotify();
  const changed = useRowChanged();
  const [, navigate] = useLocation();
  const { path, fields } = registry;
  const editor = useEditor({
    path,
    fields,
    answer,
    onSaved: (next) => {
      notify(say(common.saved));
      void changed(path, next.data.id, next);
      if (answer === null) {
        forgetUnsaved();
        navigate(`${address}/${next.data.id}`, { replace: true });
      }
    },
  });
  const title = answer ? (registry.title ?? titleOf)(answer.data) : say(registry.add);
  return (
    <Page title={title} width={860} intro={answer && <Stamps row={answer.data} />}>
      {notice}
      <EditorForm
        fields={fields}
        editor={editor}
        onCancel={() => navigate(address)}
        actions={
          answer &&
          !registry.isKept && (
            <Removal registry={registry} address={address} id={answer.data.id} title={title} />
          )
        }
      />
      {children}
    </Page>
  );
}

function Removal({
  registry,
  address,
  id,
  title,
}: {
  registry: Registry;
  address: string;
  id: number;
  title: string;
}) {
  const say = useSay();
  const askFirst = useAsk();
  const notify = useNotify();
  const removed = useRowRemoved();
  const [, navigate] = useLocation();
  const removing = useMutation({
    mutationFn: () => ask("DELETE", `${registry.path}/${id}`),
    onSuccess: () => {
      notify(say(common.removed));
      forgetUnsaved();
      navigate(address);
      void removed(registry.path, id);
    },
  });
  const remove = async () => {
    const isSure = await askFirst({
      title: say(texts.removeTitle, { name: title }),
      text: say(texts.askRemove),
      action: say(common.remove),
      isDangerous: true,
    });
    if (isSure) removing.mutate();
  };
  return (
    <>
      <ProblemNotice fault={removing.error} />
      <Button
        variant="default"
        c="var(--mantine-color-error)"
        loading={removing.isPending}
        onClick={() => void remove()}
      >
        {say(common.remove)}
      </Button>
    </>
  );
}

function Stamps({ row }: { row: AnyRow }) {
  const say = useSay();
  const format = useFormat();
  const stamps = [
    {
      what: common.created,
      at: row.created ?? row.createdDate,
      by: row.createdBy ?? row.createdByUser,
    },
    {
      what: common.updated,
      at: row.updated ?? row.updatedDate,
      by: row.updatedBy ?? row.updatedByUser,
    },
  ];
  const sentences = stamps.flatMap(({ what, at, by }) => {
    if (typeof at !== "string") return [];
    const who = by ? titleOf(by as AnyRow) : "";
    const values = { what: say(what), when: format.instant(at), who };
    return say(who ? texts.stampedBy : texts.stamped, values);
  });
  return (
    <Text size="sm" span>
      {sentences.join(" · ")}
    </Text>
  );
}

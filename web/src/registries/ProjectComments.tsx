// What people and programs say about a project: read it, add to it, take it away.
import { Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { readPage } from "../client/lists";
import { ask } from "../client/request";
import { useRowChanged } from "../client/rows";
import type { ProjectComment } from "../client/types";
import { Pager } from "../components/Pager";
import { Panel } from "../components/Panel";
import { ProblemNotice } from "../components/ProblemNotice";
import { useFormat } from "../format/values";
import { common } from "../language/common";
import { useSay } from "../language/language";
import { useAsk } from "../shell/asking";

const texts = {
  title: { sv: "Kommentarer", en: "Comments" },
  none: { sv: "Ingen har sagt något om projektet.", en: "Nobody has said anything yet." },
  text: { sv: "Ny kommentar", en: "New comment" },
  by: { sv: "{who}, {when}", en: "{who}, {when}" },
  askRemove: { sv: "Ta bort kommentaren?", en: "Delete the comment?" },
  cannotUndo: { sv: "Det går inte att ångra.", en: "This can't be undone." },
  removeOne: { sv: "Ta bort kommentaren från {when}", en: "Delete the comment of {when}" },
};

export function ProjectComments({ projectId }: { projectId: number }) {
  const say = useSay();
  const askFirst = useAsk();
  const changed = useRowChanged();
  const path = `Projects/${projectId}/Comments`;
  const [page, setPage] = useState(1);
  const [text, setText] = useState("");
  const comments = useQuery({
    queryKey: ["rows", path, page],
    queryFn: ({ signal }) =>
      readPage<ProjectComment>(path, { page, sortOrder: "descending" }, signal),
  });
  const adding = useMutation({
    mutationFn: () => ask("POST", path, { body: { text } }),
    onSuccess: () => {
      setText("");
      setPage(1);
      return changed(path);
    },
  });
  const removing = useMutation({
    mutationFn: (id: number) => ask("DELETE", `${path}/${id}`),
    onSuccess: () => changed(path),
  });
  const remove = async (id: number) => {
    const isSure = await askFirst({
      title: say(texts.askRemove),
      text: say(texts.cannotUndo),
      action: say(common.remove),
      isDangerous: true,
    });
    if (isSure) removing.mutate(id);
  };
  return (
    <Panel title={say(texts.title)}>
      <ProblemNotice fault={comments.error ?? adding.error ?? removing.error} />
      <Stack gap="md">
        <Textarea
          label={say(texts.text)}
          autosize
          minRows={2}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group>
          <Button
            variant="default"
            disabled={!text.trim()}
            loading={adding.isPending}
            onClick={() => adding.mutate()}
          >
            {say(common.add)}
          </Button>
        </Group>
        {comments.data?.items.length === 0 && (
          <Text size="sm" c="dimmed">
            {say(texts.none)}
          </Text>
        )}
        {comments.data?.items.map((comment) => (
          <Comment key={comment.id} comment={comment} onRemove={() => void remove(comment.id)} />
        ))}
      </Stack>
      {comments.data && <Pager list={comments.data} onPage={setPage} />}
    </Panel>
  );
}

function Comment({ comment, onRemove }: { comment: ProjectComment; onRemove: () => void }) {
  const say = useSay();
  const format = useFormat();
  const when = format.instant(comment.createdDate);
  const who = comment.createdBy?.name;
  return (
    <Group justify="space-between" align="flex-start" gap="sm" wrap="nowrap">
      <div>
        <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{comment.text}</Text>
        <Text size="sm" c="dimmed">
          {who ? say(texts.by, { who, when }) : when}
        </Text>
      </div>
      <Button
        size="compact-sm"
        variant="default"
        style={{ flexShrink: 0 }}
        aria-label={say(texts.removeOne, { when })}
        onClick={onRemove}
      >
        {say(common.remove)}
      </Button>
    </Group>
  );
}

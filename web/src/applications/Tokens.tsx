// The tokens that count now, each of which can be revoked.
import { Button, Table, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { readPage } from "../client/lists";
import { ask } from "../client/request";
import { useRowChanged } from "../client/rows";
import type { Token } from "../client/types";
import { Pager } from "../components/Pager";
import { Panel } from "../components/Panel";
import { ProblemNotice } from "../components/ProblemNotice";
import { useFormat } from "../format/values";
import { useSay } from "../language/language";
import { useAsk } from "../shell/asking";
import { secretTexts, tokenTexts as texts } from "./texts";

export function TokensPanel({ applicationId }: { applicationId: number }) {
  const say = useSay();
  const format = useFormat();
  const askFirst = useAsk();
  const changed = useRowChanged();
  const path = `Applications/${applicationId}/Tokens`;
  const [page, setPage] = useState(1);
  const tokens = useQuery({
    queryKey: ["rows", "Applications", "tokens", applicationId, page],
    queryFn: ({ signal }) => readPage<Token>(path, { page }, signal),
  });
  const revoking = useMutation({
    mutationFn: (id: number) => ask("DELETE", `${path}/${id}`),
    onSuccess: () => changed("Applications"),
  });
  const revoke = async (id: number) => {
    const isSure = await askFirst({
      title: say(secretTexts.revokeTitle),
      text: say(secretTexts.revokeText),
      action: say(secretTexts.revoke),
      isDangerous: true,
    });
    if (isSure) revoking.mutate(id);
  };
  return (
    <Panel title={say(texts.title)}>
      <ProblemNotice fault={tokens.error ?? revoking.error} />
      {tokens.data?.items.length === 0 && (
        <Text size="sm" c="dimmed">
          {say(texts.none)}
        </Text>
      )}
      {tokens.data && tokens.data.items.length > 0 && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say(texts.fetched)}</Table.Th>
              <Table.Th>{say(texts.expires)}</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {tokens.data.items.map((token) => (
              <Table.Tr key={token.id}>
                <Table.Td>{format.instant(token.created)}</Table.Td>
                <Table.Td>
                  {token.expires ? format.instant(token.expires) : say(texts.never)}
                </Table.Td>
                <Table.Td ta="right">
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={say(texts.revokeOne, { when: format.instant(token.created) })}
                    onClick={() => void revoke(token.id)}
                  >
                    {say(secretTexts.revoke)}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {tokens.data && <Pager list={tokens.data} onPage={setPage} />}
    </Panel>
  );
}

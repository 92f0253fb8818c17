// The secret of an application and its static token: both are shown once, when they are made.
import { Alert, Button, Radio, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ask, write } from "../client/request";
import { type AnyRow, useRowChanged } from "../client/rows";
import type { Secret, StaticToken } from "../client/types";
import { CopyField } from "../components/CopyField";
import { Panel } from "../components/Panel";
import { ProblemNotice } from "../components/ProblemNotice";
import { useSay } from "../language/language";
import { useAsk } from "../shell/asking";
import { secretTexts as texts } from "./texts";

function useSure(
  text: (typeof texts)[keyof typeof texts],
  title: typeof text,
  action: typeof text,
) {
  const say = useSay();
  const askFirst = useAsk();
  return () =>
    askFirst({ title: say(title), text: say(text), action: say(action), isDangerous: true });
}

/** Whether the tokens end with the secret: not unless that is chosen. */
function TokensChoice({ onChoose }: { onChoose: (areEnded: boolean) => void }) {
  const say = useSay();
  const [chosen, setChosen] = useState("keep");
  return (
    <Stack gap="md">
      <Text>{say(texts.rotateText)}</Text>
      <Radio.Group
        label={say(texts.tokensToo)}
        value={chosen}
        onChange={(next) => {
          setChosen(next);
          onChoose(next === "end");
        }}
      >
        <Stack gap="xs" mt="xs">
          <Radio
            value="keep"
            label={say(texts.keepTokens)}
            description={say(texts.keepTokensHint)}
          />
          <Radio value="end" label={say(texts.endTokens)} description={say(texts.endTokensHint)} />
        </Stack>
      </Radio.Group>
    </Stack>
  );
}

export function SecretPanel({ row }: { row: AnyRow }) {
  const say = useSay();
  const changed = useRowChanged();
  const [secret, setSecret] = useState<Secret | null>(null);
  const askFirst = useAsk();
  const making = useMutation({
    mutationFn: (endTokens: boolean) =>
      write<Secret>("POST", `Applications/${row.id}/Secret`, { endTokens }),
    onSuccess: (made) => {
      setSecret(made);
      void changed("Applications");
    },
  });
  const hasSecret = row.hasSecret === true;
  const make = async () => {
    let areEnded = false;
    const isSure =
      !hasSecret ||
      (await askFirst({
        title: say(texts.rotateTitle),
        text: (
          <TokensChoice
            onChoose={(is) => {
              areEnded = is;
            }}
          />
        ),
        action: say(texts.rotate),
        isDangerous: true,
      }));
    if (isSure) making.mutate(areEnded);
  };
  return (
    <Panel
      title={say(texts.secret)}
      text={say(hasSecret ? texts.hasSecret : texts.noSecret)}
      actions={
        <Button
          variant={hasSecret ? "default" : "filled"}
          loading={making.isPending}
          onClick={() => void make()}
        >
          {say(hasSecret ? texts.rotate : texts.makeSecret)}
        </Button>
      }
    >
      <Stack gap="sm">
        <ProblemNotice fault={making.error} />
        <CopyField label={say(texts.publicId)} value={String(row.publicId)} />
        {secret && (
          <>
            <CopyField label={say(texts.secretField)} value={secret.secret} />
            <Alert color="orange" role="status">
              {say(texts.once)}
            </Alert>
          </>
        )}
      </Stack>
    </Panel>
  );
}

export function StaticTokenPanel({ row }: { row: AnyRow }) {
  const say = useSay();
  const changed = useRowChanged();
  const [token, setToken] = useState<string | null>(null);
  const isSure = useSure(texts.replaceText, texts.replaceTitle, texts.replace);
  const isSureToRevoke = useSure(texts.revokeText, texts.revokeTitle, texts.revoke);
  const path = `Applications/${row.id}/StaticToken`;
  const after = (made: string | null) => {
    setToken(made);
    void changed("Applications");
  };
  const making = useMutation({
    mutationFn: () => write<StaticToken>("POST", path),
    onSuccess: (made) => after(made.token),
  });
  const revoking = useMutation({
    mutationFn: () => ask("DELETE", path),
    onSuccess: () => after(null),
  });
  const hasToken = row.hasStaticToken === true;
  const make = async () => {
    if (!hasToken || (await isSure())) making.mutate();
  };
  const revoke = async () => {
    if (await isSureToRevoke()) revoking.mutate();
  };
  return (
    <Panel
      title={say(texts.staticToken)}
      text={say(hasToken ? texts.hasStaticToken : texts.noStaticToken)}
      actions={
        <>
          <Button variant="default" loading={making.isPending} onClick={() => void make()}>
            {say(hasToken ? texts.replace : texts.makeStaticToken)}
          </Button>
          {hasToken && (
            <Button variant="default" loading={revoking.isPending} onClick={() => void revoke()}>
              {say(texts.revoke)}
            </Button>
          )}
        </>
      }
    >
      <ProblemNotice fault={making.error ?? revoking.error} />
      {token && (
        <Stack gap="sm">
          <CopyField label={say(texts.staticToken)} value={token} />
          <Alert color="orange" role="status">
            {say(texts.once)}
          </Alert>
        </Stack>
      )}
    </Panel>
  );
}

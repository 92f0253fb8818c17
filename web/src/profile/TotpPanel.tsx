// The second step of signing in: codes of an app, and codes for when the phone is lost.
import { Alert, Button, Code, Group, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ask, write } from "../client/request";
import { useRefreshSession, useSession } from "../client/session";
import type { RecoveryCodes, Totp } from "../client/types";
import { CopyField } from "../components/CopyField";
import { Panel } from "../components/Panel";
import { PasswordField } from "../components/PasswordField";
import { ProblemNotice } from "../components/ProblemNotice";
import { useFaults } from "../components/useFaults";
import { common } from "../language/common";
import { useSay } from "../language/language";
import { QrCode } from "./QrCode";
import { totpTexts as texts } from "./totpTexts";

/** Asks for the password once more before something about it changes. */
function PasswordStep({
  action,
  run,
  onCancel,
}: {
  action: string;
  run: (password: string) => Promise<unknown>;
  onCancel: () => void;
}) {
  const say = useSay();
  const [password, setPassword] = useState("");
  const running = useMutation({ mutationFn: () => run(password) });
  const fault = useFaults(running.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    running.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" maw={420}>
        <PasswordField
          label={say(common.password)}
          autoComplete="current-password"
          autoFocus
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={fault("password")}
        />
        <ProblemNotice fault={running.error} isShown={(property) => property === "password"} />
        <Group gap="xs">
          <Button type="submit" loading={running.isPending}>
            {action}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {say(common.cancel)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function ScanStep({ totp, onDone }: { totp: Totp; onDone: (codes: readonly string[]) => void }) {
  const say = useSay();
  const [code, setCode] = useState("");
  const confirming = useMutation({
    mutationFn: () => write<RecoveryCodes>("PUT", "Me/Totp", { code: code.trim() }),
    onSuccess: (answer) => onDone(answer.codes),
  });
  const fault = useFaults(confirming.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirming.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" maw={420}>
        <Text size="sm">{say(texts.scan)}</Text>
        <QrCode text={totp.uri} label={say(texts.qrCode)} />
        <CopyField label={say(texts.key)} value={totp.secret} />
        <TextInput
          label={say(texts.codeOfApp)}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          withAsterisk={false}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={fault("code")}
        />
        <ProblemNotice fault={confirming.error} isShown={(property) => property === "code"} />
        <Button type="submit" loading={confirming.isPending} style={{ alignSelf: "flex-start" }}>
          {say(texts.turnOn)}
        </Button>
      </Stack>
    </form>
  );
}

function RecoveryStep({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const say = useSay();
  return (
    <Stack gap="sm" maw={420}>
      <Alert color="orange" role="status">
        {say(texts.recovery)}
      </Alert>
      <SimpleGrid cols={2} component="ul" p={0} m={0} style={{ listStyle: "none" }}>
        {codes.map((code) => (
          <li key={code}>
            <Code fz="sm">{code}</Code>
          </li>
        ))}
      </SimpleGrid>
      <CopyField label={say(texts.allCodes)} value={codes.join(" ")} />
      <Button onClick={onDone} style={{ alignSelf: "flex-start" }}>
        {say(texts.kept)}
      </Button>
    </Stack>
  );
}

export function TotpPanel() {
  const say = useSay();
  const session = useSession();
  const refresh = useRefreshSession();
  const [step, setStep] = useState<"none" | "on" | "off">("none");
  const [totp, setTotp] = useState<Totp | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const end = () => {
    setStep("none");
    setTotp(null);
    setCodes(null);
    void refresh();
  };
  const isIdle = step === "none" && !totp && !codes;
  return (
    <Panel
      title={say(texts.title)}
      text={say(session.hasTotp ? texts.isOn : texts.isOff)}
      actions={
        isIdle && (
          <Button variant="default" onClick={() => setStep(session.hasTotp ? "off" : "on")}>
            {say(session.hasTotp ? texts.turnOff : texts.begin)}
          </Button>
        )
      }
    >
      {step === "on" && (
        <PasswordStep
          action={say(texts.goOn)}
          onCancel={end}
          run={async (password) => {
            setTotp(await write<Totp>("POST", "Me/Totp", { password }));
            setStep("none");
          }}
        />
      )}
      {step === "off" && (
        <PasswordStep
          action={say(texts.turnOff)}
          onCancel={end}
          run={async (password) => {
            await ask("DELETE", "Me/Totp", { body: { password } });
            end();
          }}
        />
      )}
      {totp && !codes && <ScanStep totp={totp} onDone={setCodes} />}
      {codes && <RecoveryStep codes={codes} onDone={end} />}
    </Panel>
  );
}

// The steps that turn two-step sign-in on: the password, an app, and codes for when the phone is lost.
import { Alert, Button, Code, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { write } from "../client/request";
import type { RecoveryCodes, Totp } from "../client/types";
import { CopyField } from "../components/CopyField";
import { PasswordStep } from "../components/PasswordStep";
import { ProblemNotice } from "../components/ProblemNotice";
import { useFaults } from "../components/useFaults";
import { useSay } from "../language/language";
import { QrCode } from "./QrCode";
import { totpTexts as texts } from "./totpTexts";

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
          description={say(texts.codeHint)}
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
    <Stack gap="sm" maw={520}>
      <Alert color="orange" role="status">
        {say(texts.recovery)}
      </Alert>
      <SimpleGrid cols={1} spacing={6} component="ul" p={0} m={0} style={{ listStyle: "none" }}>
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

interface Props {
  /** The recovery codes have been seen. */
  onDone: () => void;
  onCancel?: () => void;
}

export function SetUpCodes({ onDone, onCancel }: Props) {
  const say = useSay();
  const [totp, setTotp] = useState<Totp | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (codes) return <RecoveryStep codes={codes} onDone={onDone} />;
  if (totp) return <ScanStep totp={totp} onDone={setCodes} />;
  return (
    <PasswordStep
      action={say(texts.goOn)}
      {...(onCancel ? { onCancel } : {})}
      run={async (password) => setTotp(await write<Totp>("POST", "Me/Totp", { password }))}
    />
  );
}

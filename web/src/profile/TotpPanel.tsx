// The second step of signing in: codes of an app.
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ask } from "../client/request";
import { useRefreshSession, useSession } from "../client/session";
import { Panel } from "../components/Panel";
import { PasswordStep } from "../components/PasswordStep";
import { useSay } from "../language/language";
import { SetUpCodes } from "./SetUpCodes";
import { totpTexts as texts } from "./totpTexts";

export function TotpPanel() {
  const say = useSay();
  const { hasTotp, demandsCodes } = useSession();
  const refresh = useRefreshSession();
  const queries = useQueryClient();
  const [step, setStep] = useState<"none" | "on" | "off">("none");
  const end = () => {
    setStep("none");
    void refresh();
    void queries.invalidateQueries({ queryKey: ["sessions"] });
  };
  const isOn = demandsCodes ? texts.isDemanded : texts.isOn;
  return (
    <Panel
      title={say(texts.title)}
      text={say(hasTotp ? isOn : texts.isOff)}
      actions={
        step === "none" && (
          <>
            <Button variant="default" onClick={() => setStep("on")}>
              {say(hasTotp ? texts.renew : texts.begin)}
            </Button>
            {hasTotp && !demandsCodes && (
              <Button variant="default" onClick={() => setStep("off")}>
                {say(texts.turnOff)}
              </Button>
            )}
          </>
        )
      }
    >
      {step === "on" && <SetUpCodes onDone={end} onCancel={end} />}
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
    </Panel>
  );
}

// A new password; all other sessions end with the old one.
import { Button, Stack } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useChangePassword } from "../client/session";
import { NewPassword } from "../components/NewPassword";
import { Panel } from "../components/Panel";
import { PasswordField } from "../components/PasswordField";
import { ProblemNotice } from "../components/ProblemNotice";
import { useFaults } from "../components/useFaults";
import { common } from "../language/common";
import { useSay } from "../language/language";
import { useNotify } from "../shell/notices";

const texts = {
  text: {
    sv: "När du byter lösenord loggas du ut på alla andra enheter.",
    en: "When you change your password, you are signed out on all other devices.",
  },
  current: { sv: "Nuvarande lösenord", en: "Current password" },
  change: { sv: "Byt lösenord", en: "Change password" },
  changed: { sv: "Lösenordet är bytt", en: "The password was changed" },
};

export function PasswordPanel() {
  const say = useSay();
  const notify = useNotify();
  const [currentPassword, setCurrent] = useState("");
  const [newPassword, setNew] = useState("");
  const changing = useChangePassword();
  const fault = useFaults(changing.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    changing.mutate(
      { currentPassword, newPassword },
      {
        onSuccess: () => {
          setCurrent("");
          setNew("");
          notify(say(texts.changed));
        },
      },
    );
  };
  return (
    <Panel title={say(common.password)} text={say(texts.text)}>
      <form onSubmit={submit}>
        <Stack gap="sm" maw={420}>
          <PasswordField
            label={say(texts.current)}
            autoComplete="current-password"
            value={currentPassword}
            onChange={(event) => setCurrent(event.currentTarget.value)}
            error={fault("currentPassword")}
          />
          <NewPassword value={newPassword} onChange={setNew} error={fault("newPassword")} />
          <ProblemNotice
            fault={changing.error}
            isShown={(property) => property === "currentPassword" || property === "newPassword"}
          />
          <Button type="submit" loading={changing.isPending} style={{ alignSelf: "flex-start" }}>
            {say(texts.change)}
          </Button>
        </Stack>
      </form>
    </Panel>
  );
}

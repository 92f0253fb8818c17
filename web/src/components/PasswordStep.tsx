// Asks for the person's password once more before something about it changes.
import { Button, Group, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { common } from "../language/common";
import { useSay } from "../language/language";
import { PasswordField } from "./PasswordField";
import { ProblemNotice } from "./ProblemNotice";
import { useFaults } from "./useFaults";

interface Props {
  /** What the button says that goes on. */
  action: string;
  isDangerous?: boolean;
  run: (password: string) => Promise<unknown>;
  /** None: there is nothing else to do. */
  onCancel?: () => void;
}

export function PasswordStep({ action, isDangerous, run, onCancel }: Props) {
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
          data-autofocus
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={fault("password")}
        />
        <ProblemNotice fault={running.error} isShown={(property) => property === "password"} />
        <Group gap="xs">
          <Button
            type="submit"
            loading={running.isPending}
            {...(isDangerous ? { color: "red" } : {})}
          >
            {action}
          </Button>
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              {say(common.cancel)}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

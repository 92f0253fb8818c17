// A password, which can be shown while it is typed.
import { PasswordInput, type PasswordInputProps } from "@mantine/core";
import { useSay } from "../language/language";

const texts = { show: { sv: "Visa tecknen", en: "Show the characters" } };

export function PasswordField(props: PasswordInputProps) {
  const say = useSay();
  return (
    <PasswordInput
      required
      withAsterisk={false}
      visibilityToggleButtonProps={{ "aria-label": say(texts.show) }}
      {...props}
    />
  );
}

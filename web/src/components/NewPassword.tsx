// A new password, with what it has to be.
import { useSay } from "../language/language";
import { PasswordField } from "./PasswordField";

const texts = {
  label: { sv: "Nytt lösenord", en: "New password" },
  hint: {
    sv: "Minst 10 tecken. Flera ord i rad är lätt att minnas och svårt att gissa.",
    en: "At least 10 characters. Several words in a row are easy to remember and hard to guess.",
  },
};

export const PASSWORD_MIN = 10;

interface Props {
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}

export function NewPassword({ value, onChange, error }: Props) {
  const say = useSay();
  return (
    <PasswordField
      label={say(texts.label)}
      description={say(texts.hint)}
      autoComplete="new-password"
      minLength={PASSWORD_MIN}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  );
}

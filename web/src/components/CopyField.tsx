// A text to copy, with a button for it.
import { Button, Group, TextInput } from "@mantine/core";
import { CheckIcon, CopyIcon } from "@radix-ui/react-icons";
import { useState } from "react";
import { common } from "../language/common";
import { useSay } from "../language/language";

const SHOWN_MS = 2000;

async function copy(text: string, field: HTMLInputElement | null) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Where the clipboard is closed, the text is at least marked.
    field?.select();
    return false;
  }
}

export function CopyField({ label, value }: { label: string; value: string }) {
  const say = useSay();
  const [isCopied, setCopied] = useState(false);
  const [field, setField] = useState<HTMLInputElement | null>(null);
  const act = async () => {
    if (!(await copy(value, field))) return;
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  };
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <TextInput
        label={label}
        value={value}
        readOnly
        flex={1}
        ref={setField}
        onFocus={(event) => event.currentTarget.select()}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
      />
      <Button
        variant="default"
        leftSection={isCopied ? <CheckIcon /> : <CopyIcon />}
        onClick={() => void act()}
        aria-label={`${say(isCopied ? common.copied : common.copy)}: ${label}`}
      >
        {say(isCopied ? common.copied : common.copy)}
      </Button>
    </Group>
  );
}

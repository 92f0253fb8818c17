// A text to search for; the list is asked when the typing pauses.
import { TextInput } from "@mantine/core";
import { MagnifyingGlassIcon } from "@radix-ui/react-icons";
import { useEffect, useRef, useState } from "react";
import { common } from "../language/common";
import { useSay } from "../language/language";

const PAUSE_MS = 250;

interface Props {
  value: string;
  onChange: (value: string) => void;
  label?: string;
}

export function SearchField({ value, onChange, label }: Props) {
  const say = useSay();
  const [text, setText] = useState(value);
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => latest.current(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value]);
  return (
    <TextInput
      type="search"
      aria-label={label ?? say(common.search)}
      placeholder={label ?? say(common.search)}
      leftSection={<MagnifyingGlassIcon />}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      w={{ base: "100%", xs: 280 }}
    />
  );
}

// Short notes that something went well. They are announced to screen readers and go by themselves.
import { Notification, Portal, Stack } from "@mantine/core";
import { CheckIcon } from "@radix-ui/react-icons";
import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import { common } from "../language/common";
import { useSay } from "../language/language";

interface Notice {
  id: number;
  text: string;
}

const SHOWN_MS = 5000;
const Context = createContext<(text: string) => void>(() => {});
let last = 0;

export function NoticesProvider({ children }: { children: ReactNode }) {
  const say = useSay();
  const [notices, setNotices] = useState<Notice[]>([]);
  const remove = useCallback(
    (id: number) => setNotices((before) => before.filter((notice) => notice.id !== id)),
    [],
  );
  const notify = useCallback(
    (text: string) => {
      const id = ++last;
      setNotices((before) => [...before.slice(-2), { id, text }]);
      setTimeout(() => remove(id), SHOWN_MS);
    },
    [remove],
  );
  return (
    <Context value={notify}>
      {children}
      <Portal>
        <Stack pos="fixed" bottom={16} right={16} gap="xs" style={{ zIndex: 500 }} role="status">
          {notices.map((notice) => (
            <Notification
              key={notice.id}
              withBorder
              icon={<CheckIcon />}
              color="teal"
              onClose={() => remove(notice.id)}
              closeButtonProps={{ "aria-label": say(common.close) }}
            >
              {notice.text}
            </Notification>
          ))}
        </Stack>
      </Portal>
    </Context>
  );
}

export function useNotify() {
  return useContext(Context);
}

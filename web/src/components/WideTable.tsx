// A table that scrolls sideways where it does not fit, by the keyboard, too.
import { Table } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  minWidth: number;
  children: ReactNode;
}

export function WideTable({ minWidth, children }: Props) {
  return (
    <Table.ScrollContainer minWidth={minWidth} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      {children}
    </Table.ScrollContainer>
  );
}

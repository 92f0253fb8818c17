// Goes through the pages of a list.
import { Group, Pagination, Text } from "@mantine/core";
import type { Paged } from "../client/types";
import { useFormat } from "../format/values";
import { common } from "../language/common";
import { useSay } from "../language/language";

const texts = {
  shown: { sv: "{first}–{last} av {total}", en: "{first}–{last} of {total}" },
  page: { sv: "Sida {n}", en: "Page {n}" },
};

interface Props {
  list: Paged<unknown>;
  onPage: (page: number) => void;
}

export function Pager({ list, onPage }: Props) {
  const say = useSay();
  const format = useFormat();
  const first = (list.page - 1) * list.pageSize + 1;
  if (list.totalItemCount === 0) return null;
  return (
    <Group justify="space-between" mt="md" gap="sm">
      <Text size="sm" c="dimmed">
        {say(texts.shown, {
          first: format.number(first),
          last: format.number(first + list.itemCount - 1),
          total: format.number(list.totalItemCount),
        })}
      </Text>
      {list.totalPages > 1 && (
        <Pagination
          total={list.totalPages}
          value={list.page}
          onChange={onPage}
          size="sm"
          siblings={1}
          getItemProps={(n) => ({ "aria-label": say(texts.page, { n }) })}
          getControlProps={(control) => {
            if (control === "next") return { "aria-label": say(common.next) };
            if (control === "previous") return { "aria-label": say(common.previous) };
            return {};
          }}
        />
      )}
    </Group>
  );
}

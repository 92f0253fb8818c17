// Says that the user in whose name an application acts has left the company.
import { Alert, Text } from "@mantine/core";
import type { AnyRow } from "../client/rows";
import { today } from "../format/days";
import { useFormat } from "../format/values";
import { useSay } from "../language/language";
import { titleOf } from "../registries/titles";
import { responsibleTexts as texts } from "./texts";

export function ResponsibleNotice({ row }: { row: AnyRow }) {
  const say = useSay();
  const format = useFormat();
  const day = row.responsibleEndDate;
  if (typeof day !== "string" || day >= today()) return null;
  const name = titleOf(row.responsible as AnyRow);
  return (
    <Alert color="orange" role="status" mb="md">
      <Text size="sm" fw={600} mb={4}>
        {say(texts.title)}
      </Text>
      {say(texts.text, { name, day: format.day(day) })}
    </Alert>
  );
}

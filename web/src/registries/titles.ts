// What a row is called where others refer to it.

export function titleOf(row: Readonly<Record<string, unknown>>) {
  const given = row.name ?? row.title;
  if (given) return String(given);
  const person = `${row.firstName ?? ""} ${row.lastName ?? ""}`.trim();
  return person || `#${row.id}`;
}

// Single rows with the tag of their version, and what changes them.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type Answer, ask } from "./request";

export interface AnyRow {
  readonly id: number;
  readonly [name: string]: unknown;
}

export function readRow(path: string, id: number | string, signal?: AbortSignal) {
  return ask<AnyRow>("GET", `${path}/${id}`, { signal });
}

export function useRow(path: string, id: number | string | null) {
  return useQuery({
    queryKey: ["rows", path, "one", String(id)],
    queryFn: ({ signal }) => readRow(path, id ?? "", signal),
    enabled: id !== null,
  });
}

/** Creates without `id`. Whoever changed the row since its tag makes this fail with 412. */
export function saveRow(
  path: string,
  id: number | string | null,
  body: unknown,
  etag: string | null,
): Promise<Answer<AnyRow>> {
  return id === null ? ask("POST", path, { body }) : ask("PUT", `${path}/${id}`, { body, etag });
}

/** After a change: what lists and forms show of the registry is asked for again. */
export function useRowChanged() {
  const queries = useQueryClient();
  return (path: string, id?: number | string, answer?: Answer<AnyRow>) => {
    if (id !== undefined && answer) queries.setQueryData(["rows", path, "one", String(id)], answer);
    return queries.invalidateQueries({
      queryKey: ["rows", path],
      predicate: (query) => query.queryKey[2] !== "one" || query.queryKey[3] !== String(id),
    });
  };
}

/** After a deletion: the row itself is not asked for again. */
export function useRowRemoved() {
  const queries = useQueryClient();
  const changed = useRowChanged();
  return (path: string, id: number | string) => {
    queries.removeQueries({ queryKey: ["rows", path, "one", String(id)] });
    return changed(path, id);
  };
}

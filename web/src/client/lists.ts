// Lists: how to ask for a page of one, and for all of it.
import { read } from "./request";
import type { Paged } from "./types";

export type Filters = Readonly<
  Record<string, string | number | boolean | readonly number[] | null | undefined>
>;

export interface ListQuery {
  page?: number;
  pageSize?: number;
  sortBy?: string | undefined;
  sortOrder?: "ascending" | "descending" | undefined;
  filters?: Filters;
}

export const PAGE_SIZE = 25;
const PAGE_SIZE_MAX = 100;

export function listPath(path: string, query: ListQuery = {}) {
  const parameters = new URLSearchParams({
    page: String(query.page ?? 1),
    pageSize: String(query.pageSize ?? PAGE_SIZE),
  });
  if (query.sortBy) parameters.set("sortBy", query.sortBy);
  if (query.sortOrder) parameters.set("sortOrder", query.sortOrder);
  for (const [name, value] of Object.entries(query.filters ?? {})) {
    if (value === null || value === undefined || value === "") continue;
    const values = Array.isArray(value) ? value : [value];
    for (const one of values) parameters.append(`filter.${name}`, String(one));
  }
  return `${path}?${parameters}`;
}

export function readPage<T>(path: string, query: ListQuery, signal?: AbortSignal) {
  return read<Paged<T>>(listPath(path, query), signal);
}

export async function readAll<T>(path: string, filters: Filters = {}, signal?: AbortSignal) {
  const items: T[] = [];
  for (let page = 1; ; page++) {
    const answer = await readPage<T>(path, { page, pageSize: PAGE_SIZE_MAX, filters }, signal);
    items.push(...answer.items);
    if (page >= answer.totalPages) return items;
  }
}

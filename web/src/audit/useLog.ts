// A log in the pages: what is asked of it, and the page of its entries that is shown, the newest first.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Filters, type ListQuery, readPage } from "../client/lists";

/** `filtersOf` says how what is asked is asked of the server. */
export function useLog<Entry, Asked>(
  path: string,
  nothing: Asked,
  filtersOf: (asked: Asked) => Filters,
) {
  const [asked, setAsked] = useState(nothing);
  const [page, setPage] = useState(1);
  const query: ListQuery = {
    filters: filtersOf(asked),
    sortBy: "time",
    sortOrder: "descending",
  };
  const change = (part: Partial<Asked>) => {
    setAsked((before) => ({ ...before, ...part }));
    setPage(1);
  };
  const list = useQuery({
    queryKey: ["rows", path, page, query.filters],
    queryFn: ({ signal }) => readPage<Entry>(path, { page, ...query }, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  return { asked, change, query, list, setPage };
}

// Who is signed in. `null`: nobody; the query itself fails only when the server can't be asked.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ask, keepToken, Problem, read, write } from "./request";
import type { Session, SignIn } from "./types";

const KEY = ["session"];

async function readSession(signal: AbortSignal): Promise<Session | null> {
  try {
    const session = await read<Session>("Session", signal);
    keepToken(session.csrfToken);
    return session;
  } catch (fault) {
    if (fault instanceof Problem && fault.status === 401) return null;
    throw fault;
  }
}

export function useSessionQuery() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => readSession(signal),
    staleTime: 60_000,
  });
}

/** The session inside of pages that are only shown to somebody. */
export function useSession(): Session {
  const { data } = useSessionQuery();
  if (!data) throw new Error("nobody is signed in");
  return data;
}

export interface Credentials {
  email: string;
  password: string;
  code?: string;
  accountId?: number;
}

export function useEnter() {
  const queries = useQueryClient();
  return (session: Session) => {
    keepToken(session.csrfToken);
    const before = queries.getQueryData<Session | null>(KEY);
    queries.setQueryData(KEY, session);
    // Whoever signs in again goes on where they were; anybody else sees nothing of them.
    if (before?.user.id !== session.user.id || before?.account.id !== session.account.id)
      queries.removeQueries({ predicate: (query) => query.queryKey[0] !== KEY[0] });
    else void queries.invalidateQueries();
  };
}

export function useSignIn() {
  const enter = useEnter();
  return useMutation({
    mutationFn: (credentials: Credentials) => write<SignIn>("POST", "Session", credentials),
    onSuccess: (answer) => {
      if (answer.session) enter(answer.session);
    },
  });
}

export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (path: "Session" | "Me/Sessions") => ask("DELETE", path),
    onSuccess: () => {
      keepToken("");
      // Nobody is told first, so that the pages are gone before what they show is.
      queries.setQueryData(KEY, null);
      queries.removeQueries({ predicate: (query) => query.queryKey[0] !== KEY[0] });
    },
  });
}

export function useRefreshSession() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: KEY });
}

// Who is signed in. `null`: nobody; the query itself fails only when the server can't be asked.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { ask, keepToken, Problem, read, tellSignedOut, write } from "./request";
import type { Session, SignIn } from "./types";

const KEY = ["session"];

/** `before`: who was signed in until now. Their page stays open until they sign in again. */
async function readSession(before: Session | null, signal: AbortSignal): Promise<Session | null> {
  try {
    const session = await read<Session>("Session", signal);
    keepToken(session.csrfToken);
    return session;
  } catch (fault) {
    if (!(fault instanceof Problem && fault.status === 401)) throw fault;
    if (before) tellSignedOut();
    return before;
  }
}

export function useSessionQuery() {
  const queries = useQueryClient();
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => readSession(queries.getQueryData<Session | null>(KEY) ?? null, signal),
    staleTime: 60_000,
  });
}

/** Set around the pages that are only shown to somebody. */
export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("nobody is signed in");
  return session;
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

function useSignedOut() {
  const queries = useQueryClient();
  return () => {
    keepToken("");
    // Nobody is told first, so that the pages are gone before what they show is.
    queries.setQueryData(KEY, null);
    queries.removeQueries({ predicate: (query) => query.queryKey[0] !== KEY[0] });
  };
}

export function useSignOut() {
  const queries = useQueryClient();
  const signedOut = useSignedOut();
  return useMutation({
    mutationFn: async () => {
      // What is still being asked would be refused, and look as if somebody else had ended the session.
      await queries.cancelQueries();
      await ask("DELETE", "Session");
    },
    onError: () => queries.invalidateQueries(),
    onSuccess: signedOut,
  });
}

/** Another password: the session goes on with another token. */
export function useChangePassword() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: { currentPassword: string; newPassword: string }) => {
      // What is still being asked has the former token, which is worth nothing afterwards.
      await queries.cancelQueries();
      return write<Session>("PUT", "Me/Password", body);
    },
    onSuccess: (session) => {
      keepToken(session.csrfToken);
      queries.setQueryData(KEY, session);
    },
    onSettled: () => queries.invalidateQueries(),
  });
}

/** Signs out everywhere, for which the server wants the password. */
export function useSignOutEverywhere() {
  const queries = useQueryClient();
  const signedOut = useSignedOut();
  return async (password: string) => {
    await queries.cancelQueries();
    try {
      await ask("DELETE", "Me/Sessions", { body: { password } });
    } catch (fault) {
      void queries.invalidateQueries();
      throw fault;
    }
    signedOut();
  };
}

export function useRefreshSession() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: KEY });
}

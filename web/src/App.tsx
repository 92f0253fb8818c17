// Which page an address has.
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { type AroundNavHandler, Redirect, Route, Router, Switch, useLocation } from "wouter";
import { whenSessionChanged, whenSignedOut } from "./client/request";
import { SessionContext, useRefreshSession, useSession, useSessionQuery } from "./client/session";
import { Mishap } from "./components/Mishap";
import { ProblemNotice } from "./components/ProblemNotice";
import { Waiting } from "./components/Waiting";
import { useSay } from "./language/language";
import { CodesFirst } from "./pages/CodesFirst";
import { NotFound } from "./pages/NotFound";
import { SignInAgain } from "./pages/SignInAgain";
import { SignInPage } from "./pages/SignInPage";
import { useAsk } from "./shell/asking";
import { forgetUnsaved, hasUnsaved } from "./shell/leaving";
import { Shell, useMayAttest } from "./shell/Shell";
import { leavingTexts } from "./shell/texts";

const Invitation = lazy(() => import("./pages/Invitation"));
const MyTime = lazy(() => import("./pages/MyTime"));
const Attest = lazy(() => import("./pages/Attest"));
const Profile = lazy(() => import("./pages/Profile"));
const Settings = lazy(() => import("./pages/Settings"));

/** Asks before a form with changes is left by a link. */
function useCareful(): AroundNavHandler {
  const ask = useAsk();
  const say = useSay();
  return useMemo(
    () => (navigate, to, options) => {
      if (!hasUnsaved()) return navigate(to, options);
      void ask({
        title: say(leavingTexts.title),
        text: say(leavingTexts.text),
        action: say(leavingTexts.leave),
        isDangerous: true,
      }).then((mayGo) => {
        if (!mayGo) return;
        forgetUnsaved();
        navigate(to, options);
      });
    },
    [ask, say],
  );
}

function Pages() {
  const session = useSession();
  const [location] = useLocation();
  const mayAttest = useMayAttest();
  return (
    <Shell>
      <Mishap key={location}>
        <Suspense fallback={<Waiting />}>
          <Switch>
            <Route path="/admin/days" component={MyTime} />
            {mayAttest && <Route path="/admin/attest" component={Attest} />}
            <Route path="/admin/profile" component={Profile} />
            {session.isAdministrator && <Route path="/admin/settings/*?" component={Settings} />}
            <Route path="/">
              <Redirect to="/admin/days" replace />
            </Route>
            <Route path="/admin">
              <Redirect to="/admin/days" replace />
            </Route>
            <Route component={NotFound} />
          </Switch>
        </Suspense>
      </Mishap>
    </Shell>
  );
}

/** Whoever has no codes that the company demands sets them up first, and has then seen the recovery codes. */
function CodesGate() {
  const session = useSession();
  const refresh = useRefreshSession();
  const lacksCodes = session.demandsCodes && !session.hasTotp;
  const [isSettingUp, setSettingUp] = useState(lacksCodes);
  if (lacksCodes && !isSettingUp) setSettingUp(true);
  if (!isSettingUp) return <Pages />;
  return <CodesFirst onDone={() => void refresh().then(() => setSettingUp(false))} />;
}

function Gate() {
  const session = useSessionQuery();
  const refresh = useRefreshSession();
  const [hasEnded, setEnded] = useState(false);
  useEffect(() => whenSignedOut(() => setEnded(true)), []);
  useEffect(() => whenSessionChanged(() => void refresh()), [refresh]);
  if (session.isPending) return <Waiting />;
  if (session.isError)
    return <ProblemNotice fault={session.error} onRetry={() => void session.refetch()} />;
  if (!session.data) return <SignInPage />;
  return (
    <SessionContext value={session.data}>
      <CodesGate key={session.data.user.id} />
      {hasEnded && <SignInAgain onSignedIn={() => setEnded(false)} />}
    </SessionContext>
  );
}

export function App() {
  const careful = useCareful();
  return (
    <Router aroundNav={careful}>
      <Switch>
        <Route path="/admin/invitation">
          <Suspense fallback={<Waiting />}>
            <Invitation />
          </Suspense>
        </Route>
        <Route component={Gate} />
      </Switch>
    </Router>
  );
}

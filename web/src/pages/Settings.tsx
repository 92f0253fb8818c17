// The settings: which of their pages an address has.
import { Text } from "@mantine/core";
import { ChevronLeftIcon } from "@radix-ui/react-icons";
import { lazy, type ReactNode } from "react";
import { Link, Route, Switch, useLocation } from "wouter";
import { Page } from "../components/Page";
import { common } from "../language/common";
import { useSay, type Text as Words } from "../language/language";
import { registryAt } from "../registries";
import { ProjectComments } from "../registries/ProjectComments";
import { RegistryEntry } from "../registries/RegistryEntry";
import { RegistryList } from "../registries/RegistryList";
import { type Entry, SETTINGS, settingsEntries } from "../shell/navigation";
import { SettingsMenu } from "../shell/SettingsMenu";
import { NotFound } from "./NotFound";

const Applications = lazy(() => import("./Applications"));
const AuditLog = lazy(() => import("./AuditLog"));
const Company = lazy(() => import("./Company"));
const SecurityLog = lazy(() => import("./SecurityLog"));
const Storage = lazy(() => import("./Storage"));
const UserPanels = lazy(() => import("./UserPanels"));

const texts = {
  choose: { sv: "Välj i menyn vad du vill ställa in.", en: "Choose what to set up in the menu." },
};

/** A heading of the menu; on a phone, where there is no sidebar, it shows the menu itself, or
 * what stands under the heading. */
function MenuPage({ title, under }: { title: Words; under?: Entry }) {
  const say = useSay();
  return (
    <Page title={say(title)}>
      <Text c="dimmed" visibleFrom="sm">
        {say(texts.choose)}
      </Text>
      <Text component="div" hiddenFrom="sm">
        <SettingsMenu {...(under ? { under } : {})} />
      </Text>
    </Page>
  );
}

function RegistryPages({
  place,
  id,
  address,
}: {
  place: string;
  id: string | undefined;
  address: string;
}) {
  const registry = registryAt(place);
  if (!registry || registry.fields.length === 0) return <NotFound />;
  if (id === undefined) return <RegistryList key={place} registry={registry} address={address} />;
  const entry = { registry, address, id: id === "new" ? null : id };
  if (place === "users")
    return <RegistryEntry {...entry} panels={(row) => <UserPanels row={row} />} />;
  if (place === "projects")
    return <RegistryEntry {...entry} panels={(row) => <ProjectComments projectId={row.id} />} />;
  return <RegistryEntry {...entry} />;
}

/** On a phone the way back to the menu. */
function Frame({ children }: { children: ReactNode }) {
  const say = useSay();
  const [location] = useLocation();
  return (
    <>
      {location !== SETTINGS && (
        <Text
          component={Link}
          href={SETTINGS}
          hiddenFrom="sm"
          size="sm"
          c="var(--mantine-color-anchor)"
          td="none"
          mb="xs"
          style={{ alignItems: "center", display: "flex", gap: 4 }}
        >
          <ChevronLeftIcon aria-hidden /> {say(common.settings)}
        </Text>
      )}
      {children}
    </>
  );
}

export default function Settings() {
  const headings = settingsEntries.filter((entry) => entry.children);
  return (
    <Frame>
      <Switch>
        <Route path={SETTINGS}>
          <MenuPage title={common.settings} />
        </Route>
        {headings.map((entry) => (
          <Route key={entry.address} path={entry.address}>
            <MenuPage title={entry.label} under={entry} />
          </Route>
        ))}
        <Route path={`${SETTINGS}/integrations/applications/:id?`}>
          {({ id }) => <Applications id={id} />}
        </Route>
        <Route path={`${SETTINGS}/company`} component={Company} />
        <Route path={`${SETTINGS}/log`} component={AuditLog} />
        <Route path={`${SETTINGS}/security`} component={SecurityLog} />
        <Route path={`${SETTINGS}/storage`} component={Storage} />
        {headings.map(({ address }) => (
          <Route key={`${address}/`} path={`${address}/:place/:id?`}>
            {({ place, id }) => (
              <RegistryPages place={place} id={id} address={`${address}/${place}`} />
            )}
          </Route>
        ))}
        <Route path={`${SETTINGS}/:place/:id?`}>
          {({ place, id }) => (
            <RegistryPages place={place} id={id} address={`${SETTINGS}/${place}`} />
          )}
        </Route>
        <Route component={NotFound} />
      </Switch>
    </Frame>
  );
}

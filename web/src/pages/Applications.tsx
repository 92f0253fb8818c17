import { applications } from "../applications/declaration";
import { ResponsibleNotice } from "../applications/ResponsibleNotice";
import { SecretPanel, StaticTokenPanel } from "../applications/Secrets";
import { TokensPanel } from "../applications/Tokens";
import { UsagePanel } from "../applications/Usage";
import { UsageCountsPanel } from "../applications/UsageCounts";
import { RegistryEntry } from "../registries/RegistryEntry";
import { RegistryList } from "../registries/RegistryList";
import { SETTINGS } from "../shell/navigation";

const address = `${SETTINGS}/integrations/applications`;

export default function Applications({ id }: { id: string | undefined }) {
  if (id === undefined) return <RegistryList registry={applications} address={address} />;
  return (
    <RegistryEntry
      registry={applications}
      address={address}
      id={id === "new" ? null : id}
      notice={(row) => <ResponsibleNotice row={row} />}
      panels={(row) => (
        <>
          <SecretPanel row={row} />
          <StaticTokenPanel row={row} />
          <TokensPanel applicationId={row.id} />
          <UsageCountsPanel applicationId={row.id} />
          <UsagePanel applicationId={row.id} />
        </>
      )}
    />
  );
}

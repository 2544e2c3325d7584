import { paths } from "../../lib/paths.ts";
import { LinkButton } from "../../components/button.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { Pending } from "../../components/notices.tsx";
import { Section } from "../../components/page.tsx";
import { productColumn } from "../../components/product-columns.tsx";
import {
  ruleLocationColumn,
  severityColumn,
  stockLeftColumn,
} from "../../components/stock-columns.tsx";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { dashboardTexts as texts } from "../../texts/en/dashboard.ts";

const SHOWN = 5;

/** The newest open alerts on the dashboard; hidden if there are none. */
export function NeedsAttention() {
  const allowed = useAllowed("alerts.read");
  const formats = useFormats();
  const alerts = trpc.alerts.list.useQuery(
    { status: "active", limit: SHOWN },
    { enabled: allowed },
  );
  if (alerts.isLoading) return <Pending />;
  const items = alerts.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section
      title={texts.attention}
      aside={<LinkButton to={paths.alerts}>{texts.allAlerts}</LinkButton>}
    >
      <DataTable
        label={texts.attention}
        rows={items}
        rowKey={({ id }) => id}
        columns={[
          productColumn(texts.product),
          severityColumn(texts),
          ruleLocationColumn(texts.location, texts.wholeShop),
          stockLeftColumn(texts.left, formats),
        ]}
      />
    </Section>
  );
}

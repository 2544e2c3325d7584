import { useNavigate, useSearch } from "@tanstack/react-router";
import { paths } from "../../lib/paths.ts";
import { EmptyState, NotLoaded } from "../../components/notices.tsx";
import { Page } from "../../components/page.tsx";
import { LinkTabs } from "../../components/tabs.tsx";
import { useAllowed } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { goodsTexts as texts } from "../../texts/en/stock-goods.ts";
import { OpeningForm } from "./opening-form.tsx";
import { ReceiveForm } from "./receive-form.tsx";

/** Receives goods in one document; also records opening stock. */
export function ReceivePage() {
  const { as } = useSearch({ from: "/shell/receive" });
  const opening = as === "opening";
  const mayReceive = useAllowed("movements.receive");
  const mayOpen = useAllowed("movements.opening");
  return (
    <Page
      title={opening ? texts.openingTitle : texts.receiveTitle}
      lead={opening ? texts.openingLead : texts.receiveLead}
    >
      {mayOpen ? (
        <LinkTabs
          label={texts.tabs}
          tabs={[
            { to: paths.receive, search: {}, label: texts.tabReceive },
            { to: paths.receive, search: { as: "opening" }, label: texts.tabOpening },
          ]}
        />
      ) : null}
      {opening && !mayOpen ? (
        <EmptyState title={texts.mayNotOpen} />
      ) : !opening && !mayReceive ? (
        <EmptyState title={texts.mayNotReceive} />
      ) : (
        <Goods key={opening ? "opening" : "receive"} opening={opening} />
      )}
    </Page>
  );
}

function Goods({ opening }: { readonly opening: boolean }) {
  const search = useSearch({ from: "/shell/receive" });
  const navigate = useNavigate({ from: paths.receive });
  const locations = trpc.locations.list.useQuery({});
  const suppliers = trpc.suppliers.list.useQuery({ limit: 200 });
  const taxClasses = trpc.settings.taxClasses.useQuery({});
  if (locations.data === undefined || suppliers.data === undefined || taxClasses.data === undefined)
    return <NotLoaded query={[locations, suppliers, taxClasses]} shape="fields" lines={3} />;
  const what = {
    locations: locations.data.items,
    suppliers: suppliers.data.items,
    taxClasses: taxClasses.data.items,
    search,
    // The address parameters were applied: a reload must not apply them again.
    onApplied: () => void navigate({ search: opening ? { as: "opening" } : {}, replace: true }),
  };
  return opening ? <OpeningForm {...what} /> : <ReceiveForm {...what} />;
}

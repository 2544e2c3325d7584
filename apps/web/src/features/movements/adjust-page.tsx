import { useNavigate, useSearch } from "@tanstack/react-router";
import { paths } from "../../app/paths.ts";
import { useCatalogueProducts } from "../../catalogue/catalogue.ts";
import { EmptyState, ErrorNotice, Loading } from "../../components/notices.tsx";
import { Page } from "../../components/page.tsx";
import { LinkTabs } from "../../components/tabs.tsx";
import { useAllowed } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { adjustTexts as texts } from "../../texts/en/adjust.ts";
import { AdjustForm } from "./adjust-form.tsx";

const WAYS = ["counted", "found", "lost", "wasted"] as const;

/** The shelf and the books disagree: found, lost, counted or thrown away. */
export function AdjustPage() {
  const search = useSearch({ from: "/shell/adjust" });
  const navigate = useNavigate({ from: paths.adjust });
  const mayAdjust = useAllowed("movements.adjust");
  const locations = trpc.locations.list.useQuery({});
  const [product] = useCatalogueProducts(search.product === undefined ? [] : [search.product]);
  const { how = "counted" } = search;
  return (
    <Page title={texts.title} lead={texts.lead}>
      {!mayAdjust ? (
        <EmptyState title={texts.mayNot} />
      ) : locations.isError ? (
        <ErrorNotice error={locations.error} onRetry={() => void locations.refetch()} />
      ) : locations.data === undefined ? (
        <Loading />
      ) : (
        <>
          <LinkTabs
            label={texts.ways}
            tabs={WAYS.map((way) => ({
              to: paths.adjust,
              search: { ...search, how: way === "counted" ? undefined : way },
              label: texts.way[way],
            }))}
          />
          <AdjustForm
            way={how}
            product={product}
            locations={locations.data.items}
            wantedLocation={search.location}
            onProduct={(id) =>
              void navigate({ search: (before) => ({ ...before, product: id }), replace: true })
            }
          />
        </>
      )}
    </Page>
  );
}

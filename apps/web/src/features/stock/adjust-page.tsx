import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { paths } from "../../lib/paths.ts";
import { useCatalogueProducts } from "../catalogue/catalogue.ts";
import { EmptyState, NotLoaded } from "../../components/notices.tsx";
import { Page } from "../../components/page.tsx";
import { LinkTabs } from "../../components/tabs.tsx";
import { useAllowed } from "../../lib/shop-context.tsx";
import { readJson } from "../../lib/guarded-texts.ts";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { useFormDrafts } from "../../components/use-form-draft.ts";
import { adjustTexts as texts } from "../../texts/en/stock-adjust.ts";
import { AdjustForm } from "./adjust-form.tsx";
import { ADJUST_DRAFT } from "./adjustment.ts";
import { AdjustSearch } from "./stock-searches.ts";

const WAYS = ["counted", "found", "lost", "wasted"] as const;

/** Corrects stock: found, lost, counted or written off. */
export function AdjustPage() {
  const [search, change] = useAddress("/shell/adjust");
  const mayAdjust = useAllowed("movements.adjust");
  const locations = trpc.locations.list.useQuery({});
  const [product] = useCatalogueProducts(search.product === undefined ? [] : [search.product]);
  const { how = "counted" } = search;
  const drafts = useFormDrafts();
  // Restores an unsaved adjustment, unless the address is for another product.
  const [isDiscarded, setDiscarded] = useState(false);
  const draftSearch =
    isDiscarded || search.product !== undefined
      ? undefined
      : AdjustSearch.safeParse(readJson(drafts.about(ADJUST_DRAFT)?.about ?? null)).data;
  return (
    <Page title={texts.title} lead={texts.lead}>
      {!mayAdjust ? (
        <EmptyState title={texts.mayNot} />
      ) : locations.data === undefined ? (
        <NotLoaded query={locations} shape="fields" lines={3} />
      ) : draftSearch?.product !== undefined ? (
        <Resume search={draftSearch} />
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
            productId={search.product}
            product={product}
            locations={locations.data.items}
            wantedLocation={search.location}
            onProduct={(id) => {
              setDiscarded(true);
              change({ product: id });
            }}
          />
        </>
      )}
    </Page>
  );
}

/** Redirects to the address of the unsaved adjustment. */
function Resume({ search }: { readonly search: AdjustSearch }) {
  const navigate = useNavigate({ from: paths.adjust });
  const { product, how } = search;
  useEffect(
    () => void navigate({ search: { product, how }, replace: true }),
    [navigate, product, how],
  );
  return null;
}

import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useState } from "react";
import { paths } from "../../lib/paths.ts";
import {
  useCatalogueProducts,
  useCatalogueReading,
  useCatalogueState,
} from "../catalogue/catalogue.ts";
import { useFindByCode } from "../catalogue/code-question.tsx";
import { LinkButton } from "../../components/button.tsx";
import { EmptyState, NotLoaded } from "../../components/notices.tsx";
import { Page } from "../../components/page.tsx";
import { useAllowed } from "../../lib/shop-context.tsx";
import { scanTexts as texts } from "../../texts/en/stock-scan.ts";
import { ProductBox } from "./product-box.tsx";
import { ScannedProduct } from "./scanned-product.tsx";
import type { ScanSearch } from "./stock-searches.ts";

/** Scan a code to see the product in large type, with all its actions. */
export function ScanPage() {
  const search = useSearch({ from: "/shell/scan" });
  const navigate = useNavigate({ from: paths.scan });
  const show = (next: ScanSearch) => void navigate({ search: next, replace: true });
  const [product] = useCatalogueProducts(search.product === undefined ? [] : [search.product]);
  const reading = useCatalogueReading();
  const unknown = useLookUp(search.code, (id) => show({ product: id }));
  return (
    <Page title={texts.title} lead={texts.lead}>
      <ProductBox label={texts.box} anything onPick={({ id }) => show({ product: id })} />
      {search.code !== undefined ? (
        unknown ? (
          <UnknownCode code={search.code} />
        ) : (
          <NotLoaded query={reading} lines={3} />
        )
      ) : product !== undefined ? (
        <ScannedProduct key={product.id} product={product} />
      ) : search.product !== undefined ? (
        <NotLoaded query={reading} lines={3} />
      ) : (
        <EmptyState
          title={texts.waiting}
          action={<LinkButton to={paths.products}>{texts.search}</LinkButton>}
        >
          {texts.waitingHint}
        </EmptyState>
      )}
    </Page>
  );
}

/**
 * Looks up a code after the products are loaded; true if it is unknown. Returns nothing if the user chose none of
 * several.
 */
function useLookUp(
  code: string | undefined,
  onFound: (id: ScanSearch["product"]) => void,
): boolean {
  const findByCode = useFindByCode();
  const state = useCatalogueState();
  const [unknown, setUnknown] = useState<string | null>(null);
  const found = useEffectEvent(onFound);
  useEffect(() => {
    if (code === undefined || state === "loading") return undefined;
    let current = true;
    void findByCode(code).then((row) => {
      if (!current) return;
      if (row === null) setUnknown(code);
      else found(row === "neither" ? undefined : row.id);
    });
    return () => {
      current = false;
    };
  }, [findByCode, state, code]);
  return code !== undefined && unknown === code;
}

function UnknownCode({ code }: { readonly code: string }) {
  const mayAdd = useAllowed("products.write");
  return (
    <EmptyState
      title={texts.unknown(code)}
      action={
        mayAdd ? (
          <LinkButton
            to={paths.products}
            search={{ sheet: "new", barcode: code }}
            kind="primary"
            icon="plus"
          >
            {texts.add}
          </LinkButton>
        ) : (
          <LinkButton to={paths.products}>{texts.search}</LinkButton>
        )
      }
    >
      {texts.unknownHint}
    </EmptyState>
  );
}

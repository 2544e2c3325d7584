import { useNavigate } from "@tanstack/react-router";
import { paths } from "../../lib/paths.ts";
import { useFindByCode } from "../catalogue/code-question.tsx";
import { LinkButton } from "../../components/button.tsx";
import { Page } from "../../components/page.tsx";
import { useScans } from "../../lib/scanner/use-scans.tsx";
import { useAllowed, useSeesCosts } from "../../lib/shop-context.tsx";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useAddress } from "../../lib/use-address.ts";
import { productTexts as texts } from "../../texts/en/products.ts";
import { NewProductSheet } from "./new-product-sheet.tsx";
import { ProductList } from "./product-list.tsx";
import { withoutCosts } from "./product-searches.ts";

/** The products with price and stock, live. */
export function ProductsPage() {
  const [address, change] = useAddress("/shell/products");
  const search = useSeesCosts() ? address : withoutCosts(address);
  const navigate = useNavigate();
  const findByCode = useFindByCode();
  const mayChange = useAllowed("products.write");
  const mayImport = useAllowed("imports.manage");
  const open = (id: string) => void navigate({ to: paths.product, params: { id } });

  useShortcuts([
    { keys: "n", label: texts.add, run: () => change({ sheet: "new" }), when: mayChange },
  ]);
  // A scanned product is opened; an unknown code becomes the search text, with a button to add it.
  useScans(async (code) => {
    const found = await findByCode(code);
    if (found === null) change({ q: code });
    else if (found !== "neither") open(found.id);
  });
  return (
    <Page
      title={texts.title}
      lead={texts.lead}
      action={
        mayChange ? (
          <>
            {mayImport ? <LinkButton to={paths.imports}>{texts.import}</LinkButton> : null}
            <LinkButton
              to={paths.products}
              search={{ ...search, sheet: "new" }}
              kind="primary"
              icon="plus"
            >
              {texts.add}
            </LinkButton>
          </>
        ) : (
          <p className="muted">{texts.addNone}</p>
        )
      }
    >
      <ProductList search={search} onChange={change} mayChange={mayChange} />
      {search.sheet === "new" && mayChange ? (
        <NewProductSheet
          barcode={search.barcode ?? ""}
          onClose={() => change({ sheet: undefined, barcode: undefined })}
          onSaved={({ id }) => open(id)}
        />
      ) : null}
    </Page>
  );
}

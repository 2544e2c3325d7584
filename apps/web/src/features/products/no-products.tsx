import { paths } from "../../lib/paths.ts";
import { LinkButton } from "../../components/button.tsx";
import { EmptyState } from "../../components/notices.tsx";
import { productTexts as texts } from "../../texts/en/products.ts";
import type { ProductsSearch } from "./product-searches.ts";

interface NoProductsProps {
  readonly search: ProductsSearch;
  readonly text: string;
  readonly mayAdd: boolean;
}

/** The empty state: no matches, or no products yet. */
export function NoProducts({ search, text, mayAdd }: NoProductsProps) {
  const narrowed =
    text !== "" || [search.show, search.category, search.supplier].some((one) => one !== undefined);
  if (!narrowed)
    return (
      <EmptyState
        title={texts.emptyTitle}
        action={
          mayAdd ? (
            <LinkButton to={paths.products} search={{ sheet: "new" }} icon="plus">
              {texts.add}
            </LinkButton>
          ) : null
        }
      >
        {texts.empty}
      </EmptyState>
    );
  const code = /^\d{6,14}$/.test(text) ? text : undefined;
  return (
    <EmptyState
      title={text === "" ? texts.noneHere : texts.noneFound(text)}
      action={
        code !== undefined && mayAdd ? (
          <LinkButton to={paths.products} search={{ sheet: "new", barcode: code }} icon="plus">
            {texts.addWithCode(code)}
          </LinkButton>
        ) : (
          <LinkButton to={paths.products}>{texts.showAll}</LinkButton>
        )
      }
    >
      {text === "" ? texts.noneHereHint : texts.noneFoundHint}
    </EmptyState>
  );
}

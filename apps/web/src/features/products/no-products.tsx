import { paths } from "../../lib/paths.ts";
import { LinkButton } from "../../components/button.tsx";
import { NoMatches } from "../../components/no-matches.tsx";
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
  const title = text === "" ? texts.noneHere : texts.noneFound(text);
  const hint = text === "" ? texts.noneHereHint : texts.noneFoundHint;
  const code = /^\d{6,14}$/.test(text) ? text : undefined;
  if (code === undefined || !mayAdd)
    return (
      <NoMatches title={title} to={paths.products} showAll={texts.showAll}>
        {hint}
      </NoMatches>
    );
  return (
    <EmptyState
      title={title}
      action={
        <LinkButton to={paths.products} search={{ sheet: "new", barcode: code }} icon="plus">
          {texts.addWithCode(code)}
        </LinkButton>
      }
    >
      {hint}
    </EmptyState>
  );
}

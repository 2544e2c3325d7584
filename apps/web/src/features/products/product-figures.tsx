import type { Product } from "@daybook/contract/products";
import { paths } from "../../lib/paths.ts";
import { Figure, Figures } from "../../components/figures.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { productTexts as texts } from "../../texts/en/products.ts";
import { costOfBasis, productMarginPpm } from "@daybook/contract/linked-prices";
import { priceWithBasis } from "./price-with-basis.ts";
import { useProductTaxes } from "./use-product-taxes.ts";
import { quantityWithUnit } from "../../lib/quantity-with-unit.ts";

/** Stock and price of the product; its cost, its margin and the value of its stock for those who see costs. */
export function ProductFigures({ product }: { readonly product: Product }) {
  const formats = useFormats();
  const tax = useProductTaxes()[product.taxClass.id];
  const { onHandMilli, unit, unitCostMinor, basisMilli, kind } = product;
  const costMinor = unitCostMinor === null ? null : costOfBasis(unitCostMinor, basisMilli);
  const marginPpm = tax === undefined ? null : productMarginPpm(product, tax);
  return (
    <Figures label={product.name}>
      {kind !== "stock" ? null : (
        <Figure
          label={texts.onHand}
          text={quantityWithUnit(onHandMilli, unit, formats)}
          negative={onHandMilli < 0}
          link={{ to: paths.ledger, search: { product: product.id } }}
        />
      )}
      <Figure label={texts.price} text={priceWithBasis(product, formats)} />
      {costMinor === null ? null : (
        <Figure
          label={texts.cost}
          text={formats.money(costMinor)}
          compare={texts.costSources[onHandMilli > 0 ? "average" : "lastDelivery"]}
        />
      )}
      {tax === undefined && costMinor !== null ? (
        // Reserves its place until the taxes are loaded, so that later figures do not shift.
        <Figure label={texts.margin} text=" " />
      ) : null}
      {marginPpm === null ? null : (
        <Figure label={texts.margin} text={formats.percent(marginPpm)} negative={marginPpm < 0} />
      )}
      {kind !== "stock" || product.valueMinor === null ? null : (
        <Figure label={texts.value} text={formats.money(product.valueMinor)} />
      )}
    </Figures>
  );
}

import { useState } from "react";
import type { Product } from "@daybook/contract/products";
import type { TaxClasses } from "@daybook/contract/settings";
import { FieldRow } from "../../components/form.tsx";
import { MoneyField, PercentField, QuantityField } from "../../components/number-fields.tsx";
import type { ContractForm } from "../../components/use-contract-form.ts";
import { useSeesCosts, useShop } from "../../lib/shop-context.tsx";
import { productTexts as texts } from "../../texts/en/products.ts";
import { unitTexts } from "../../texts/en/units.ts";
import {
  costOfBasis,
  linkedPrices,
  priceForMargin,
  priceForMarkup,
} from "@daybook/contract/linked-prices";
import type { PriceTax } from "@daybook/contract/linked-prices";
import type { ProductValues } from "./product-values.ts";

interface PriceFieldsProps {
  readonly form: Pick<ContractForm<ProductValues>, "field" | "values">;
  readonly taxClasses: TaxClasses["items"];
  /** The product with its cost; null for a new one without receipts. */
  readonly product: Product | null;
}

/** The price, its quantity, and margin and markup: changing one updates the others. */
export function PriceFields({ form, taxClasses, product }: PriceFieldsProps) {
  const { formats, settings } = useShop();
  const seesCosts = useSeesCosts();
  const { taxClassId, unit, basisMilli } = form.values;
  const rates = taxClasses.find(({ id }) => id === taxClassId)?.rates ?? [];
  const tax: PriceTax = {
    rates: rates.map((rate) => ({ ...rate, taxRateId: rate.id })),
    inclusive: settings.pricesIncludeTax,
  };
  const known = product?.unitCostMinor ?? null;
  const whole = basisMilli !== null && Number.isSafeInteger(basisMilli) && basisMilli > 0;
  const costMinor = known === null || !whole ? null : costOfBasis(known, basisMilli);
  return (
    <>
      <FieldRow>
        <MoneyField
          field={form.field("priceMinor")}
          label={texts.price}
          formats={formats}
          hint={settings.pricesIncludeTax ? texts.withTax : texts.withoutTax}
        />
        <QuantityField
          field={form.field("basisMilli")}
          label={texts.basis}
          hint={texts.basisHint}
          formats={formats}
          unit={unitTexts[unit]}
        />
      </FieldRow>
      {costMinor === null ? (
        <p className="muted">
          {seesCosts ? texts.costUnknown : null} {texts.sumHint}
        </p>
      ) : (
        <LinkedFields form={form} tax={tax} costMinor={costMinor}>
          {`${texts.costIs(
            formats.money(costMinor),
            texts.costSources[(product?.onHandMilli ?? 0) > 0 ? "average" : "lastDelivery"],
          )} ${texts.sumHint}`}
        </LinkedFields>
      )}
    </>
  );
}

interface LinkedFieldsProps extends Pick<PriceFieldsProps, "form"> {
  readonly tax: PriceTax;
  readonly costMinor: number;
  readonly children: string;
}

interface Edited {
  readonly share: "margin" | "markup";
  readonly ppm: number | null;
  readonly priceMinor: number | null;
}

function LinkedFields({ form, tax, costMinor, children }: LinkedFieldsProps) {
  const { formats } = useShop();
  const price = form.field("priceMinor");
  const [edited, setEdited] = useState<Edited | null>(null);
  const linked =
    price.value === null || !Number.isSafeInteger(price.value)
      ? null
      : linkedPrices(price.value, costMinor, tax);
  // A typed share stays as typed, although the resulting price is rounded.
  const typed = edited !== null && Object.is(edited.priceMinor, price.value) ? edited : null;
  const fieldOf = (share: Edited["share"]) => {
    const worked = share === "margin" ? linked?.marginPpm : linked?.markupPpm;
    const priceFor = share === "margin" ? priceForMargin : priceForMarkup;
    return {
      path: share,
      error: null,
      value: typed?.share === share ? typed.ppm : (worked ?? null),
      change: (ppm: number | null) => {
        const priceMinor = ppm === null ? null : priceFor(Math.round(ppm), costMinor, tax);
        setEdited({ share, ppm, priceMinor });
        price.change(priceMinor);
      },
    };
  };
  return (
    <>
      <p className="muted">{children}</p>
      <FieldRow>
        <PercentField
          field={fieldOf("margin")}
          label={texts.margin}
          formats={formats}
          strong={typed?.share === "margin"}
        />
        <PercentField
          field={fieldOf("markup")}
          label={texts.markup}
          formats={formats}
          strong={typed?.share === "markup"}
        />
      </FieldRow>
      {linked !== null && linked.profitMinor < 0 ? (
        <p className="negative">{texts.belowCost(formats.money(-linked.profitMinor))}</p>
      ) : null}
    </>
  );
}

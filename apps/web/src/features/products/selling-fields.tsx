import type { Product } from "@daybook/contract/products";
import { SelectField, SwitchField, TextField } from "../../components/fields.tsx";
import { FieldRow, FormPart } from "../../components/form.tsx";
import { WholeField } from "../../components/number-fields.tsx";
import type { ContractForm } from "../../components/use-contract-form.ts";
import { useShop } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { sellingTexts as texts } from "../../texts/en/selling-rules.ts";
import type { ProductValues } from "./product-values.ts";

interface SellingFieldsProps {
  readonly form: Pick<ContractForm<ProductValues>, "field" | "values">;
  /** The edited product; null for a new one. */
  readonly product: Product | null;
}

/** The rules of selling a product: its deposit, the least age, the time to return it, and whether it may be sold. */
export function SellingFields({ form, product }: SellingFieldsProps) {
  const { formats, settings } = useShop();
  const { kind } = form.values;
  if (kind === "deposit") return null;
  return (
    <FormPart title={texts.title} lead={texts.lead}>
      <FieldRow>
        <WholeField
          field={form.field("ageLimit")}
          label={texts.ageLimit}
          hint={texts.ageHint}
          formats={formats}
          unit={texts.years}
          optional
        />
        <WholeField
          field={form.field("returnDays")}
          label={texts.returnDays}
          hint={texts.returnHint(texts.shopRule(settings.returnDays))}
          formats={formats}
          unit={texts.days}
          optional
        />
      </FieldRow>
      <DepositField form={form} product={product} />
      <SwitchField
        field={form.field("askPrice")}
        label={texts.askPrice}
        hint={texts.askPriceHint}
      />
      <TextField
        field={form.field("stopReason")}
        label={texts.stopReason}
        hint={texts.stopHint}
        optional
      />
    </FormPart>
  );
}

/** The deposit of the product, of those that the shop has. */
function DepositField({ form, product }: SellingFieldsProps) {
  const list = trpc.products.list.useQuery({ kind: "deposit", limit: 100 });
  const deposits = new Map<string, string>();
  for (const { id, name } of list.data?.items ?? []) deposits.set(id, name);
  if (product?.deposit) deposits.set(product.deposit.id, product.deposit.name);
  return (
    <SelectField
      field={form.field("depositId")}
      label={texts.deposit}
      hint={texts.depositHint}
      choices={[
        { value: "", label: texts.noDeposit },
        ...[...deposits].map(([value, label]) => ({ value, label })),
      ]}
    />
  );
}

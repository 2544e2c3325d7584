import { ChoiceChips } from "../../components/choice-chips.tsx";
import type { Field } from "../../components/form-state.ts";
import { useShop } from "../../lib/shop-context.tsx";
import { returnTexts } from "../../texts/en/returns.ts";

const TEXTS = {
  legend: returnTexts.returnReason,
  other: returnTexts.otherReason,
  which: returnTexts.whichReason,
};

/** Why goods come back: one of the shop's reasons, or another one. */
export function ReturnReason({ field }: { readonly field: Field<string> }) {
  const { settings } = useShop();
  return <ChoiceChips field={field} choices={settings.returnReasons} texts={TEXTS} />;
}

import { z } from "zod";
import { line } from "@daybook/contract/fields";
import { MinorPositive } from "@daybook/contract/money";
import { Dialog } from "../../components/dialog.tsx";
import { TextField } from "../../components/fields.tsx";
import { Form } from "../../components/form.tsx";
import { MoneyField } from "../../components/number-fields.tsx";
import { useContractForm } from "../../components/use-contract-form.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { required } from "../../lib/typed-number.ts";
import type { TypedNumber } from "../../lib/typed-number.ts";
import { tillRuleTexts as texts } from "../../texts/en/till-rules.ts";

const Entered = z.strictObject({
  key: z.string(),
  priceMinor: MinorPositive,
  name: line(200),
});
type Entered = z.infer<typeof Entered>;

interface Values {
  readonly priceMinor: TypedNumber;
  readonly name: string;
}

interface AskPriceDialogProps {
  readonly product: string;
  readonly onEntered: (entered: Pick<Entered, "priceMinor" | "name">) => void;
  readonly onClose: () => void;
}

/** Asks for the price of a product that has none, and for what it is. */
export function AskPriceDialog({ product, onEntered, onClose }: AskPriceDialogProps) {
  const formats = useFormats();
  const initial: Values = { priceMinor: null, name: "" };
  const form = useContractForm({
    contract: Entered,
    draft: null,
    initial,
    input: ({ priceMinor, name }, key) => ({ key, priceMinor: required(priceMinor), name }),
    send: (input) => Promise.resolve(Entered.parse(input)),
    onSaved: (entered) => onEntered(entered),
    numbers: formats,
  });
  return (
    <Dialog title={texts.askTitle(product)} closeLabel={texts.close} onClose={onClose}>
      <Form form={form} submitLabel={texts.add} onCancel={onClose}>
        <MoneyField field={form.field("priceMinor")} label={texts.price} formats={formats} strong />
        <TextField field={form.field("name")} label={texts.name} hint={texts.nameHint} optional />
      </Form>
    </Dialog>
  );
}

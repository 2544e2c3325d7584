import { useRef, useState } from "react";
import { Minor, MinorNonNegative } from "@daybook/contract/money";
import { MilliPositive } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { Button } from "../../components/button.tsx";
import { MoneyField, QuantityField } from "../../components/number-fields.tsx";
import { TextField } from "../../components/fields.tsx";
import { FieldRow, RestoredDraft } from "../../components/form.tsx";
import { showToast } from "../../components/toasts.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import type { TypedNumber } from "../../lib/typed-number.ts";
import { useDraftedState } from "../../components/use-form-draft.ts";
import { tillTexts } from "../../texts/en/till.ts";
import { tillChangeTexts } from "../../texts/en/till-changes.ts";
import { notAddedTexts as texts } from "../../texts/en/till-not-added.ts";
import { CartProduct } from "./cart.ts";
import classes from "./product-finder.module.css";

interface NewProductProps {
  readonly code: string;
  /** The location it is sold from, which gets the opening stock. */
  readonly placeId: string | undefined;
  /** The message: whether it is also added to the cart. */
  readonly intoCart: boolean;
  readonly onMade: (product: CartProduct) => void;
}

const NOTHING: Readonly<Record<"price" | "here" | "cost", TypedNumber>> & {
  readonly name: string;
} = { name: "", price: null, here: null, cost: null };

/** Creates a product with an unknown code without leaving the cart, with its opening stock. */
export function NewProduct({ code, placeId, intoCart, onMade }: NewProductProps) {
  const formats = useFormats();
  const { client } = trpc.useUtils();
  const mayOpen = useAllowed("movements.opening");
  const { form, draft } = useDraftedState({ name: `sell-product:${code}` }, NOTHING);
  const { name, price: priceMinor, here: hereMilli, cost: costMinor } = form.values;
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const [pending, setPending] = useState(false);
  // One key for each of the two writes, so a double click creates one product, with its stock once.
  const keys = useRef([newId(), newId()] as const);
  const field = <Path extends keyof typeof NOTHING>(path: Path) => ({
    ...form.field(path),
    error: wrong[path] ?? null,
  });

  const make = async () => {
    const price = MinorNonNegative.safeParse(priceMinor);
    const here = MilliPositive.safeParse(hereMilli);
    const missing = {
      ...(name.trim() === "" ? { name: texts.nameFirst } : {}),
      ...(price.success ? {} : { price: tillChangeTexts.priceNotRead }),
      ...(here.success || hereMilli === null ? {} : { here: texts.hereNotRead }),
      ...(Number.isNaN(costMinor) ? { cost: tillChangeTexts.priceNotRead } : {}),
    };
    setWrong(missing);
    if (Object.keys(missing).length > 0 || !price.success) return;
    setPending(true);
    try {
      const [key, openingKey] = keys.current;
      const made = await client.products.create.mutate({
        key,
        name: name.trim(),
        priceMinor: price.data,
        barcodes: [code],
      });
      if (here.success && mayOpen && placeId !== undefined)
        await client.movements.opening.mutate({
          key: openingKey,
          locationId: placeId,
          lines: [
            {
              productId: made.id,
              quantityMilli: here.data,
              costMinor: Minor.parse(costMinor ?? 0),
            },
          ],
        });
      const { id, sku, unit, quantityStepMilli, kind, basisMilli, version, taxClass } = made;
      draft.saved();
      showToast({ text: (intoCart ? texts.madeNew : texts.madeNewOnly)(made.name) });
      onMade(
        CartProduct.parse({
          id,
          sku,
          unit,
          quantityStepMilli,
          kind,
          basisMilli,
          version,
          name: made.name,
          priceMinor: made.priceMinor,
          taxClassId: taxClass.id,
        }),
      );
    } catch (error) {
      setWrong({ name: describeError(error, formats) });
    } finally {
      setPending(false);
    }
  };
  return (
    <div className={classes.attach}>
      <RestoredDraft draft={draft.offered} />
      <TextField field={field("name")} label={texts.newName} focused />
      <FieldRow>
        <MoneyField field={field("price")} label={tillTexts.price} formats={formats} />
        {mayOpen ? (
          <>
            <QuantityField field={field("here")} label={texts.newHere} formats={formats} optional />
            <MoneyField field={field("cost")} label={texts.newCost} formats={formats} optional />
          </>
        ) : null}
      </FieldRow>
      <Button kind="primary" pending={pending} onClick={() => void make()}>
        {intoCart ? texts.makeNew : texts.makeNewOnly}
      </Button>
    </div>
  );
}

import { useRef, useState } from "react";
import { TaxClassId } from "@daybook/contract/ids";
import { Minor, MinorNonNegative } from "@daybook/contract/money";
import { MilliPositive } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { Button } from "../../components/button.tsx";
import { MoneyField, QuantityField } from "../../components/number-fields.tsx";
import { SelectField, TextField } from "../../components/fields.tsx";
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
  /** How it is probably sold, if a label says that it is sold by weight or at different prices; else null. */
  readonly unit: "kg" | "each" | null;
  /** The location it is sold from, which gets the opening stock. */
  readonly placeId: string | undefined;
  /** The message: whether it is also added to the cart. */
  readonly intoCart: boolean;
  readonly onMade: (product: CartProduct) => void;
}

const NOTHING: Readonly<Record<"price" | "here" | "cost", TypedNumber>> & {
  readonly name: string;
  readonly unit: "kg" | "each";
  readonly taxClassId: string;
} = { name: "", unit: "each", taxClassId: "", price: null, here: null, cost: null };

/** Creates a product with an unknown code without leaving the cart, with its opening stock. */
export function NewProduct({ code, unit: guessed, placeId, intoCart, onMade }: NewProductProps) {
  const formats = useFormats();
  const { client } = trpc.useUtils();
  const mayOpen = useAllowed("movements.opening");
  const { form, draft } = useDraftedState(
    { name: `sell-product:${code}` },
    { ...NOTHING, unit: guessed ?? NOTHING.unit },
  );
  const { name, price: priceMinor, here: hereMilli, cost: costMinor } = form.values;
  const taxClasses = trpc.settings.taxClasses.useQuery({}).data?.items ?? [];
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
        ...(guessed === null ? {} : { unit: form.values.unit }),
        ...chosenTax(form.values.taxClassId),
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
    <div ref={focusFirst} className={classes.attach}>
      <RestoredDraft draft={draft.offered} />
      <TextField field={field("name")} label={texts.newName} focused />
      <FieldRow>
        {guessed === null ? null : (
          <SelectField
            field={field("unit")}
            label={texts.newUnit}
            choices={[
              { value: "kg", label: texts.byWeight },
              { value: "each", label: texts.byPiece },
            ]}
          />
        )}
        <MoneyField
          field={field("price")}
          label={form.values.unit === "kg" ? texts.pricePerKg : tillTexts.price}
          formats={formats}
        />
        {taxClasses.length < 2 ? null : (
          <SelectField
            field={field("taxClassId")}
            label={texts.newTax}
            choices={taxClasses.map((one, index) => ({
              // The first class is that of a product without one.
              value: index === 0 ? "" : one.id,
              label: one.name,
            }))}
          />
        )}
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

/** The chosen tax class; the shop's first one if none was chosen. */
function chosenTax(taxClassId: string) {
  const parsed = TaxClassId.safeParse(taxClassId);
  return parsed.success ? { taxClassId: parsed.data } : {};
}

/** The name is typed first, without another key. */
function focusFirst(form: HTMLElement | null): void {
  form?.querySelector("input")?.focus();
}

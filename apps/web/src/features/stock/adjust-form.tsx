import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import type { RefObject } from "react";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import type { ProductId } from "@daybook/contract/ids";
import type { Location } from "@daybook/contract/locations";
import { AdjustStock, WasteStock } from "@daybook/contract/stock";
import type { StockDocument } from "@daybook/contract/stock";
import { isFarQuantity } from "@daybook/contract/unusual";
import type { z } from "zod";
import { paths } from "../../lib/paths.ts";
import { useFindByCode } from "../catalogue/code-question.tsx";
import { Button } from "../../components/button.tsx";
import { QuantityField } from "../../components/number-fields.tsx";
import { LongTextField, SelectField } from "../../components/fields.tsx";
import { FieldRow, Form } from "../../components/form.tsx";
import { showToast } from "../../components/toasts.tsx";
import { quantityWithUnit } from "../../lib/quantity-with-unit.ts";
import { useScans } from "../../lib/scanner/use-scans.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { trpc } from "../../lib/trpc.ts";
import type { TypedNumber } from "../../lib/typed-number.ts";
import { useContractForm } from "../../components/use-contract-form.ts";
import type { ContractForm } from "../../components/use-contract-form.ts";
import { adjustTexts as texts } from "../../texts/en/stock-adjust.ts";
import { movementTexts } from "../../texts/en/stock-movements.ts";
import { unitTexts } from "../../texts/en/units.ts";
import {
  ADJUST_DRAFT,
  adjustAbout,
  adjustInput,
  differenceOf,
  REASONS_OF,
  wasteInput,
} from "./adjustment.ts";
import type { AdjustmentValues } from "./adjustment.ts";
import type { AdjustWay } from "./stock-searches.ts";
import { startPlace } from "./place-choices.ts";
import { PlaceField } from "./place-field.tsx";
import { ProductBox } from "./product-box.tsx";
import { stockAt } from "./stock-at.ts";
import { usePostedToast } from "./use-posted-toast.ts";
import classes from "./goods.module.css";

interface AdjustFormProps {
  readonly way: AdjustWay;
  /** The selected product. */
  readonly productId: string | undefined;
  /** Undefined while none is selected, or the products are loading. */
  readonly product: CatalogueRow | undefined;
  readonly locations: readonly Location[];
  readonly wantedLocation: string | undefined;
  readonly onProduct: (id: ProductId | undefined) => void;
}

type Fields = Omit<AdjustmentValues, "productId">;
type Input = z.input<typeof AdjustStock> | z.input<typeof WasteStock>;

/** One adjustment: product, location, kind, quantity and reason. */
export function AdjustForm(props: AdjustFormProps) {
  const { way, productId, product, locations, wantedLocation, onProduct } = props;
  const formats = useFormats();
  const posted = usePostedToast();
  const adjust = trpc.movements.adjust.useMutation();
  const waste = trpc.movements.waste.useMutation();
  const onHandAt = (locationId: string) =>
    product === undefined ? undefined : stockAt(product, locationId);
  const reasonOf = (reason: string) =>
    REASONS_OF[way].find((one) => one === reason) ?? REASONS_OF[way][0] ?? "";

  const initial: Fields = {
    locationId: startPlace(locations, wantedLocation),
    quantityMilli: null,
    reason: "",
    note: "",
  };
  const complete = (values: Fields): AdjustmentValues => ({
    ...values,
    productId: product?.id ?? "",
    reason: reasonOf(values.reason),
  });
  const savedText = ({ kind, movements, levels }: StockDocument) => {
    const withUnit = (milli: number) => quantityWithUnit(milli, product?.unit ?? "each", formats);
    const moved = movements.reduce((sum, { quantityMilli }) => sum + quantityMilli, 0);
    const left = levels.reduce((sum, { onHandMilli }) => sum + onHandMilli, 0);
    const name = product?.name ?? "";
    return kind === "waste"
      ? texts.wastedNow(name, withUnit(moved), withUnit(left))
      : texts.saved(name, withUnit(moved), withUnit(left));
  };
  const form: ContractForm<Fields> = useContractForm<Fields, Input, StockDocument>({
    contract: way === "wasted" ? WasteStock : AdjustStock,
    draft: { name: ADJUST_DRAFT, about: adjustAbout(way, productId) },
    initial,
    input: (values, key) =>
      way === "wasted"
        ? wasteInput(complete(values), key)
        : adjustInput(complete(values), way, onHandAt(values.locationId), key),
    send: (input) =>
      way === "wasted"
        ? waste.mutateAsync(WasteStock.parse(input))
        : adjust.mutateAsync(AdjustStock.parse(input)),
    onSaved: (result) => {
      posted(savedText(result), result.id);
      form.set({ quantityMilli: null, note: "" });
    },
    numbers: formats,
    unusual: ({ quantityMilli, locationId }) => {
      const before = onHandAt(locationId) ?? 0;
      const after =
        before + (differenceOf(way === "wasted" ? "lost" : way, quantityMilli, before) ?? 0);
      return isFarQuantity(after, before)
        ? texts.farQuantity(formats.quantity(after), formats.quantity(before))
        : null;
    },
  });
  const { values } = form;
  useQuantityNext(form.ref, product?.id);
  const unit = product === undefined ? "" : unitTexts[product.unit];
  useShortcuts([
    { keys: "Mod+Enter", label: texts.save[way], run: () => form.ref.current?.requestSubmit() },
  ]);
  return (
    <Form form={form} submitLabel={texts.save[way]} icon="adjust" label={texts.title}>
      <ChosenProduct
        product={product}
        locationId={values.locationId}
        error={form.field("productId").error}
        onProduct={onProduct}
      />
      <FieldRow>
        <PlaceField field={form.field("locationId")} label={texts.place} locations={locations} />
        <QuantityField
          field={form.field("quantityMilli")}
          label={texts.quantity[way]}
          formats={formats}
          {...(unit === "" ? {} : { unit })}
        />
        <SelectField
          field={{ ...form.field("reason"), value: reasonOf(values.reason) }}
          label={texts.reason}
          choices={REASONS_OF[way].map((reason) => ({
            value: reason,
            label: movementTexts.reasons[reason],
          }))}
        />
      </FieldRow>
      <Outcome
        way={way}
        quantityMilli={values.quantityMilli}
        product={product}
        onHandMilli={onHandAt(values.locationId)}
      />
      <LongTextField field={form.field("note")} label={texts.note} optional />
    </Form>
  );
}

/** After a product is selected, the quantity gets the focus. */
function useQuantityNext(
  form: RefObject<HTMLFormElement | null>,
  productId: string | undefined,
): void {
  useEffect(() => {
    if (productId === undefined) return;
    const field = form.current?.querySelector<HTMLInputElement>('input[data-path="quantityMilli"]');
    field?.focus();
    field?.select();
  }, [form, productId]);
}

interface ChosenProductProps {
  readonly product: CatalogueRow | undefined;
  readonly locationId: string;
  readonly error: string | null;
  readonly onProduct: (id: ProductId | undefined) => void;
}

function ChosenProduct({ product, locationId, error, onProduct }: ChosenProductProps) {
  const formats = useFormats();
  const findByCode = useFindByCode();
  // The product box receives scans itself; once it is hidden, a scan selects another product.
  useScans(
    product === undefined
      ? null
      : (code) =>
          void findByCode(code).then((found) => {
            if (found === "neither") return;
            if (found === null) showToast({ text: movementTexts.unknownCode(code) });
            else onProduct(found.id);
          }),
  );
  return (
    <div data-path="productId" tabIndex={-1}>
      {product === undefined ? (
        <ProductBox
          label={texts.product}
          locationId={locationId}
          onPick={({ id }) => onProduct(id)}
        />
      ) : (
        <div className={classes.chosen}>
          <div className={classes.about}>
            <Link to={paths.product} params={{ id: product.id }} className={classes.name}>
              {product.name}
            </Link>{" "}
            <span className="muted code">{product.sku}</span>
            <p className="num">
              {texts.onHandHere(
                quantityWithUnit(stockAt(product, locationId), product.unit, formats),
              )}
            </p>
          </div>
          <Button onClick={() => onProduct(undefined)}>{texts.change}</Button>
        </div>
      )}
      {error === null ? null : <p className="negative">{error}</p>}
    </div>
  );
}

interface OutcomeProps {
  readonly way: AdjustWay;
  readonly quantityMilli: TypedNumber;
  readonly product: CatalogueRow | undefined;
  readonly onHandMilli: number | undefined;
}

/** The effect of saving, shown before it is saved. */
function Outcome({ way, quantityMilli, product, onHandMilli }: OutcomeProps) {
  const formats = useFormats();
  if (product === undefined || onHandMilli === undefined) return null;
  const difference = differenceOf(way === "wasted" ? "lost" : way, quantityMilli, onHandMilli);
  if (difference === null || Number.isNaN(difference)) return null;
  const withUnit = (milli: number) => quantityWithUnit(milli, product.unit, formats);
  const words =
    way !== "counted"
      ? texts.willBe(withUnit(onHandMilli + difference))
      : difference === 0
        ? texts.noDifference
        : difference > 0
          ? texts.isMore(withUnit(difference))
          : texts.isLess(withUnit(-difference));
  return <output className={classes.outcome}>{words}</output>;
}

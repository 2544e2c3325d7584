import { ReceiveGoods } from "@daybook/contract/stock";
import type { Location } from "@daybook/contract/locations";
import type { Product } from "@daybook/contract/products";
import { useCatalogueProducts } from "../catalogue/catalogue.ts";
import { TextField } from "../../components/fields.tsx";
import { MoneyField, QuantityField } from "../../components/number-fields.tsx";
import { FieldRow, Form } from "../../components/form.tsx";
import { Loaded } from "../../components/notices.tsx";
import { Section } from "../../components/page.tsx";
import { mainPlace } from "../../lib/main-place.ts";
import { trpc } from "../../lib/trpc.ts";
import { required } from "../../lib/typed-number.ts";
import type { TypedNumber } from "../../lib/typed-number.ts";
import { useContractForm } from "../../components/use-contract-form.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { movementTexts as texts } from "../../texts/en/stock-movements.ts";
import { totalCost } from "./goods-lines.ts";
import { useMarginOf } from "./line-cost.tsx";
import { unusualLines } from "./unusual-lines.ts";
import { usePostedToast } from "./use-posted-toast.ts";
import { PlaceField } from "./place-field.tsx";

const NOTHING: Readonly<Record<"quantityMilli" | "costMinor", TypedNumber>> = {
  quantityMilli: null,
  costMinor: null,
};

interface ReceiveProps {
  readonly product: Pick<Product, "id" | "name">;
}

/** Receives goods of this product. */
export function ReceiveSection({ product }: ReceiveProps) {
  const locations = trpc.locations.list.useQuery({});
  return (
    <Section title={texts.receiveTitle}>
      <Loaded query={locations} data={locations.data?.items} shape="fields" lines={1}>
        {(rows) => <ReceiveForm product={product} locations={rows} />}
      </Loaded>
    </Section>
  );
}

function ReceiveForm({
  product,
  locations,
}: ReceiveProps & { readonly locations: readonly Location[] }) {
  const formats = useFormats();
  const posted = usePostedToast();
  const rows = useCatalogueProducts([product.id]);
  const taxClasses = trpc.settings.taxClasses.useQuery({});
  const marginOf = useMarginOf(taxClasses.data?.items ?? []);
  const receive = trpc.movements.receive.useMutation();
  const first = mainPlace(locations) ?? locations[0];
  const form = useContractForm({
    contract: ReceiveGoods,
    draft: { name: `receive:${product.id}` },
    initial: {
      locationId: first?.id ?? "",
      lines: [NOTHING],
      reference: "",
    },
    input: ({ lines, ...rest }, key) => ({
      key,
      ...rest,
      lines: lines.map(({ quantityMilli, costMinor }) => ({
        productId: product.id,
        quantityMilli: required(quantityMilli),
        costMinor: required(costMinor),
      })),
    }),
    send: (input) => receive.mutateAsync(input),
    onSaved: ({ id, movements }, { values, reset }) => {
      const quantity = movements.reduce((sum, movement) => sum + movement.quantityMilli, 0);
      const cost = formats.money(totalCost(values.lines));
      posted(texts.received(formats.quantity(quantity), product.name, cost), id);
      reset();
    },
    numbers: formats,
    unusual: ({ lines }) =>
      unusualLines({
        lines: lines.map((line) => ({ ...line, productId: product.id, name: product.name })),
        products: new Map(rows.map((row) => [row.id, row])),
        formats,
        marginOf,
      }),
  });
  return (
    <Form form={form} submitLabel={texts.receive} icon="receive" label={texts.receiveTitle}>
      <FieldRow>
        <QuantityField
          field={form.field("lines.0.quantityMilli")}
          label={texts.quantity}
          formats={formats}
        />
        <MoneyField field={form.field("lines.0.costMinor")} label={texts.cost} formats={formats} />
        <PlaceField field={form.field("locationId")} label={texts.location} locations={locations} />
        <TextField field={form.field("reference")} label={texts.reference} optional />
      </FieldRow>
    </Form>
  );
}

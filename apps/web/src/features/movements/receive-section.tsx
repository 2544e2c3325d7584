import { useState } from "react";
import { ReceiveGoods } from "@daybook/contract/movements";
import type { Location } from "@daybook/contract/locations";
import type { Product } from "@daybook/contract/products";
import { MoneyField, QuantityField, SelectField, TextField } from "../../components/fields.tsx";
import { FieldRow, Form } from "../../components/form.tsx";
import { ErrorNotice, Loading, Success } from "../../components/notices.tsx";
import { Section } from "../../components/page.tsx";
import { mainPlace } from "../../lib/main-place.ts";
import { trpc } from "../../lib/trpc.ts";
import { useContractForm } from "../../lib/use-contract-form.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { movementTexts as texts } from "../../texts/en/movements.ts";

interface ReceiveProps {
  readonly product: Pick<Product, "id" | "name">;
}

/** Goods of this product that came in. */
export function ReceiveSection({ product }: ReceiveProps) {
  const locations = trpc.locations.list.useQuery({});
  return (
    <Section title={texts.receiveTitle}>
      {locations.isError ? (
        <ErrorNotice error={locations.error} onRetry={() => void locations.refetch()} />
      ) : locations.data === undefined ? (
        <Loading lines={2} />
      ) : (
        <ReceiveForm product={product} locations={locations.data.items} />
      )}
    </Section>
  );
}

function ReceiveForm({
  product,
  locations,
}: ReceiveProps & { readonly locations: readonly Location[] }) {
  const formats = useFormats();
  const [received, setReceived] = useState<string | null>(null);
  const receive = trpc.movements.receive.useMutation();
  const first = mainPlace(locations) ?? locations[0];
  const form = useContractForm({
    contract: ReceiveGoods,
    draft: { name: `receive:${product.id}` },
    initial: {
      locationId: first?.id ?? "",
      lines: [{ quantityMilli: Number.NaN, costMinor: Number.NaN }],
      reference: "",
    },
    input: ({ lines, ...rest }, key) => ({
      key,
      ...rest,
      lines: lines.map((line) => ({ ...line, productId: product.id })),
    }),
    send: (input) => receive.mutateAsync(input),
    onSaved: ({ movements }, { reset }) => {
      const quantity = movements.reduce((sum, movement) => sum + movement.quantityMilli, 0);
      setReceived(texts.received(formats.quantity(quantity), product.name));
      reset();
    },
    numbers: formats,
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
        {locations.length > 1 ? (
          <SelectField
            field={form.field("locationId")}
            label={texts.location}
            choices={locations.map(({ id, path }) => ({ value: id, label: path.join(" / ") }))}
          />
        ) : null}
        <TextField field={form.field("reference")} label={texts.reference} optional />
      </FieldRow>
      {received === null ? null : <Success>{received}</Success>}
    </Form>
  );
}

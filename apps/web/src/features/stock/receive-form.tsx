import { useRef } from "react";
import { ReceiveGoods } from "@daybook/contract/stock";
import type { Supplier } from "@daybook/contract/suppliers";
import { SelectField, TextField } from "../../components/fields.tsx";
import { FieldRow } from "../../components/form.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useContractForm } from "../../components/use-contract-form.ts";
import { goodsTexts as texts } from "../../texts/en/stock-goods.ts";
import { CostedGoods } from "./costed-goods.tsx";
import type { CostedFormProps } from "./costed-goods.tsx";
import { noGoods, sendGoods, useGoodsDraft, useGoodsLines } from "./goods-form.ts";
import type { GoodsForm } from "./goods-form.ts";
import { startPlace } from "./place-choices.ts";
import { PlaceField } from "./place-field.tsx";
import { useMarginOf } from "./line-cost.tsx";
import { costedLines, totalCost } from "./goods-lines.ts";
import { unusualLines } from "./unusual-lines.ts";
import { useItemCount } from "./use-item-count.ts";
import { usePostedToast } from "./use-posted-toast.ts";

/** A goods receipt: supplier, location and lines. */
export function ReceiveForm(props: CostedFormProps) {
  const { locations, suppliers, search } = props;
  const formats = useFormats();
  const itemsOf = useItemCount();
  const posted = usePostedToast();
  const marginOf = useMarginOf(props.taxClasses);
  const receive = trpc.movements.receive.useMutation();
  const draft = useGoodsDraft("receive");
  const { before } = draft;
  const form: GoodsForm = useContractForm({
    contract: ReceiveGoods,
    // Stored with the lines in the draft.
    draft: null,
    initial: {
      ...(before ?? noGoods()),
      locationId: startPlace(locations, search.location, before?.locationId),
      supplierId: startSupplier(suppliers, search.supplier, before?.supplierId),
    },
    input: ({ key, locationId, supplierId, reference, note, lines }) => ({
      key,
      locationId,
      supplierId: supplierId === "" ? null : supplierId,
      reference,
      note,
      lines: costedLines(lines),
    }),
    send: (input) => sendGoods(form, () => receive.mutateAsync(input)),
    onSaved: ({ id }) => {
      const { locationId, supplierId, lines } = form.values;
      posted(texts.received(itemsOf(lines), formats.money(totalCost(lines))), id);
      goods.settle(lines, { locationId, supplierId });
    },
    numbers: formats,
    unusual: ({ lines }) => unusualLines({ lines, products: goods.products, formats, marginOf }),
  });
  const box = useRef<HTMLInputElement>(null);
  const goods = useGoodsLines({ form, draft, box });
  const items = itemsOf(form.values.lines);
  return (
    <CostedGoods
      {...props}
      form={form}
      goods={goods}
      box={box}
      label={texts.receiveTitle}
      emptyHint={texts.noLinesReceive}
      submitLabel={form.values.lines.length === 0 ? texts.receiveNothing : texts.receive(items)}
    >
      <FieldRow>
        <SelectField
          field={form.field("supplierId")}
          label={texts.supplier}
          choices={[
            { value: "", label: texts.noSupplier },
            ...suppliers.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <PlaceField field={form.field("locationId")} label={texts.into} locations={locations} />
        <TextField field={form.field("reference")} label={texts.reference} optional />
      </FieldRow>
    </CostedGoods>
  );
}

/** The supplier from the address, else from the draft, if it is still active. */
function startSupplier(
  suppliers: readonly Supplier[],
  ...wanted: readonly (string | undefined)[]
): string {
  return wanted.find((id) => suppliers.some((supplier) => supplier.id === id)) ?? "";
}

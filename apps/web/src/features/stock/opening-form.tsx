import { useRef } from "react";
import { RecordOpening } from "@daybook/contract/stock";
import { TextField } from "../../components/fields.tsx";
import { FieldRow } from "../../components/form.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useContractForm } from "../../components/use-contract-form.ts";
import { goodsTexts as texts } from "../../texts/en/stock-goods.ts";
import { CostedGoods } from "./costed-goods.tsx";
import { noGoods, sendGoods, useGoodsDraft, useGoodsLines } from "./goods-form.ts";
import type { GoodsForm } from "./goods-form.ts";
import { startPlace } from "./place-choices.ts";
import { PlaceField } from "./place-field.tsx";
import type { CostedFormProps } from "./costed-goods.tsx";
import { useMarginOf } from "./line-cost.tsx";
import { costedLines, totalCost } from "./goods-lines.ts";
import { unusualLines } from "./unusual-lines.ts";
import { useItemCount } from "./use-item-count.ts";
import { usePostedToast } from "./use-posted-toast.ts";

/** The opening stock. */
export function OpeningForm(props: CostedFormProps) {
  const { locations, search } = props;
  const formats = useFormats();
  const itemsOf = useItemCount();
  const posted = usePostedToast();
  const marginOf = useMarginOf(props.taxClasses);
  const record = trpc.movements.opening.useMutation();
  const draft = useGoodsDraft("opening");
  const { before } = draft;
  const form: GoodsForm = useContractForm({
    contract: RecordOpening,
    // Stored with the lines in the draft.
    draft: null,
    initial: {
      ...(before ?? noGoods()),
      locationId: startPlace(locations, search.location, before?.locationId),
    },
    input: ({ key, locationId, note, lines }) => ({
      key,
      locationId,
      note,
      lines: costedLines(lines),
    }),
    send: (input) => sendGoods(form, () => record.mutateAsync(input)),
    onSaved: ({ id }) => {
      const { locationId, lines } = form.values;
      posted(texts.recorded(itemsOf(lines), formats.money(totalCost(lines))), id);
      goods.settle(lines, { locationId });
    },
    numbers: formats,
    unusual: ({ lines }) => unusualLines({ lines, products: goods.products, formats, marginOf }),
  });
  const box = useRef<HTMLInputElement>(null);
  const goods = useGoodsLines({ form, draft, box });
  const { lines } = form.values;
  return (
    <CostedGoods
      {...props}
      form={form}
      goods={goods}
      box={box}
      label={texts.openingTitle}
      emptyHint={texts.noLinesOpening}
      submitLabel={lines.length === 0 ? texts.recordNothing : texts.record(itemsOf(lines))}
    >
      <FieldRow>
        <PlaceField field={form.field("locationId")} label={texts.into} locations={locations} />
        <TextField field={form.field("note")} label={texts.note} optional />
      </FieldRow>
    </CostedGoods>
  );
}

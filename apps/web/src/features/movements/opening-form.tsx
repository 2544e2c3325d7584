import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { RecordOpening } from "@daybook/contract/movements";
import { paths } from "../../app/paths.ts";
import { SelectField, TextField } from "../../components/fields.tsx";
import { FieldRow } from "../../components/form.tsx";
import { showToast } from "../../components/toasts.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useContractForm } from "../../lib/use-contract-form.ts";
import { goodsTexts as texts } from "../../texts/en/goods.ts";
import { CostedGoods } from "./costed-goods.tsx";
import { noGoods, sendGoods, useGoodsDraft, useGoodsLines } from "./goods-form.ts";
import type { GoodsForm } from "./goods-form.ts";
import { placeChoices, startPlace } from "./place-choices.ts";
import type { CostedFormProps } from "./receive-form.tsx";
import { unusualLines } from "./unusual-lines.ts";
import { useItemCount } from "./use-item-count.ts";

/** What was there before the books began. */
export function OpeningForm(props: CostedFormProps) {
  const { locations, search } = props;
  const formats = useFormats();
  const navigate = useNavigate();
  const itemsOf = useItemCount();
  const record = trpc.movements.opening.useMutation();
  const draft = useGoodsDraft("opening");
  const { before } = draft;
  const form: GoodsForm = useContractForm({
    contract: RecordOpening,
    // Kept with its lines by the draft of goods.
    draft: null,
    initial: {
      ...(before ?? noGoods()),
      locationId: startPlace(locations, search.location, before?.locationId),
    },
    input: ({ key, locationId, note, lines }) => ({
      key,
      locationId,
      note,
      lines: lines.map(({ productId, quantityMilli, costMinor }) => ({
        productId,
        quantityMilli,
        costMinor,
      })),
    }),
    send: (input) => sendGoods(form, () => record.mutateAsync(input)),
    onSaved: ({ id }) => {
      const { locationId, lines } = form.values;
      showToast({
        text: texts.recorded(itemsOf(lines)),
        action: {
          label: texts.openDocument,
          run: () => void navigate({ to: paths.stockDocument, params: { id } }),
        },
      });
      goods.settle(lines, { locationId });
    },
    numbers: formats,
    unusual: ({ lines }) => unusualLines(lines, goods.products, formats),
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
        {locations.length > 1 ? (
          <SelectField
            field={form.field("locationId")}
            label={texts.into}
            choices={placeChoices(locations)}
          />
        ) : null}
        <TextField field={form.field("note")} label={texts.note} optional />
      </FieldRow>
    </CostedGoods>
  );
}

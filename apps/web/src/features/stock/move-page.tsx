import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { Location } from "@daybook/contract/locations";
import { TransferStock } from "@daybook/contract/stock";
import { paths } from "../../lib/paths.ts";
import { useCatalogueProducts } from "../catalogue/catalogue.ts";
import { Button, LinkButton } from "../../components/button.tsx";
import { SelectField } from "../../components/fields.tsx";
import { Form } from "../../components/form.tsx";
import { EmptyState, NotLoaded } from "../../components/notices.tsx";
import { Page } from "../../components/page.tsx";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { trpc } from "../../lib/trpc.ts";
import { required } from "../../lib/typed-number.ts";
import { useContractForm } from "../../components/use-contract-form.ts";
import { goodsTexts as texts } from "../../texts/en/stock-goods.ts";
import { AvailableThere } from "./available-there.tsx";
import { noGoods, sendGoods, useGoodsDraft, useGoodsLines } from "./goods-form.ts";
import type { GoodsForm } from "./goods-form.ts";
import { GoodsLineList } from "./goods-line-list.tsx";
import { placeChoices, startPlace } from "./place-choices.ts";
import { ProductBox } from "./product-box.tsx";
import { useItemCount } from "./use-item-count.ts";
import { usePostedToast } from "./use-posted-toast.ts";
import classes from "./goods.module.css";

/** Transfers goods between two locations of the shop. */
export function MovePage() {
  const mayMove = useAllowed("movements.transfer");
  const locations = trpc.locations.list.useQuery({});
  const places = locations.data?.items;
  return (
    <Page title={texts.moveTitle} lead={texts.moveLead}>
      {!mayMove ? (
        <EmptyState title={texts.mayNotMove} />
      ) : places === undefined ? (
        <NotLoaded query={locations} shape="fields" lines={3} />
      ) : places.length < 2 ? (
        <EmptyState
          title={texts.onePlaceTitle}
          action={<LinkButton to={paths.locations}>{texts.toLocations}</LinkButton>}
        >
          {texts.onePlace}
        </EmptyState>
      ) : (
        <MoveForm locations={places} />
      )}
    </Page>
  );
}

function MoveForm({ locations }: { readonly locations: readonly Location[] }) {
  const formats = useFormats();
  const navigate = useNavigate({ from: paths.move });
  const itemsOf = useItemCount();
  const posted = usePostedToast();
  const move = trpc.movements.transfer.useMutation();
  const search = useSearch({ from: "/shell/move" });
  const draft = useGoodsDraft("move");
  const { before } = draft;
  const from = startPlace(locations, search.location, before?.fromLocationId);
  const others = locations.filter(({ id }) => id !== from);
  const form: GoodsForm = useContractForm({
    contract: TransferStock,
    // Stored with the lines in the draft.
    draft: null,
    initial: {
      ...(before ?? noGoods()),
      fromLocationId: from,
      toLocationId: startPlace(others, search.to, before?.toLocationId),
    },
    input: ({ key, fromLocationId, toLocationId, note, lines }) => ({
      key,
      fromLocationId,
      toLocationId,
      note,
      lines: lines.map(({ productId, quantityMilli }) => ({
        productId,
        quantityMilli: required(quantityMilli),
      })),
    }),
    send: (input) => sendGoods(form, () => move.mutateAsync(input)),
    onSaved: ({ id }) => {
      const { lines, ...places } = form.values;
      posted(texts.moved(itemsOf(lines)), id);
      goods.settle(lines, {
        fromLocationId: places.fromLocationId,
        toLocationId: places.toLocationId,
      });
    },
    numbers: formats,
  });
  const box = useRef<HTMLInputElement>(null);
  const goods = useGoodsLines({ form, draft, box });
  const { lines, fromLocationId, toLocationId } = form.values;
  const submitLabel = lines.length === 0 ? texts.moveNothing : texts.move(itemsOf(lines));
  useShortcuts([
    { keys: "Mod+Enter", label: submitLabel, run: () => form.ref.current?.requestSubmit() },
  ]);

  const [requestedProduct] = useCatalogueProducts(
    search.product === undefined ? [] : [search.product],
  );
  const applied = useRef<string | null>(null);
  useEffect(() => {
    if (requestedProduct === undefined || applied.current === requestedProduct.id) return;
    applied.current = requestedProduct.id;
    if (!lines.some(({ productId }) => productId === requestedProduct.id))
      goods.add(requestedProduct);
    void navigate({ search: {}, replace: true });
  });
  return (
    <Form
      form={{ ...form, draft: goods.draft }}
      submitLabel={submitLabel}
      icon="move"
      label={texts.moveTitle}
    >
      {/* Enter moves to the next field; only the button, or its shortcut, saves. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div onKeyDown={goods.onKeyDown} className={classes.goods}>
        <div className={classes.ends}>
          <SelectField
            field={form.field("fromLocationId")}
            label={texts.from}
            choices={placeChoices(locations)}
          />
          <Button
            icon="move"
            onClick={() => form.set({ fromLocationId: toLocationId, toLocationId: fromLocationId })}
          >
            {texts.swap}
          </Button>
          <SelectField
            field={form.field("toLocationId")}
            label={texts.to}
            choices={placeChoices(locations)}
          />
        </div>
        <ProductBox
          ref={box}
          label={texts.addProduct}
          locationId={fromLocationId}
          onPick={goods.add}
        />
        <GoodsLineList
          form={form}
          goods={goods}
          costed={false}
          about={(line, product, index) => (
            <AvailableThere
              line={line}
              product={product}
              locationId={fromLocationId}
              onUseAvailable={(quantityMilli) => goods.setQuantity(index, quantityMilli)}
            />
          )}
          emptyHint={texts.noLinesMove}
        />
      </div>
    </Form>
  );
}

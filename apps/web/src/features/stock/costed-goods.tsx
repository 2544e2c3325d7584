import { useEffect, useEffectEvent, useRef } from "react";
import type { ReactNode, RefObject } from "react";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import type { Location } from "@daybook/contract/locations";
import type { TaxClasses } from "@daybook/contract/settings";
import type { Supplier } from "@daybook/contract/suppliers";
import { paths } from "../../lib/paths.ts";
import { useCatalogue, useCatalogueIsCurrent } from "../catalogue/catalogue.ts";
import { LinkButton } from "../../components/button.tsx";
import { Form } from "../../components/form.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { goodsTexts as texts } from "../../texts/en/stock-goods.ts";
import type { GoodsForm, GoodsLines } from "./goods-form.ts";
import { GoodsLineList } from "./goods-line-list.tsx";
import { totalCost } from "./goods-lines.ts";
import { LineCost } from "./line-cost.tsx";
import type { ReceiveSearch } from "./stock-searches.ts";
import { ProductBox } from "./product-box.tsx";
import { useItemCount } from "./use-item-count.ts";
import classes from "./goods.module.css";

/** The props of a form of goods with costs. */
export interface CostedFormProps {
  readonly locations: readonly Location[];
  readonly suppliers: readonly Supplier[];
  readonly taxClasses: TaxClasses["items"];
  readonly search: ReceiveSearch;
  /** Called after the address parameters were applied. */
  readonly onApplied: () => void;
}

interface CostedGoodsProps extends CostedFormProps {
  readonly form: GoodsForm;
  readonly goods: GoodsLines;
  readonly box: RefObject<HTMLInputElement | null>;
  readonly label: string;
  readonly submitLabel: string;
  readonly emptyHint: string;
  /** The fields of the whole document. */
  readonly children: ReactNode;
}

/** Goods with costs: the product box, the lines, the totals, and the save button. */
export function CostedGoods(props: CostedGoodsProps) {
  const {
    form,
    goods,
    box,
    label,
    submitLabel,
    emptyHint,
    children,
    taxClasses,
    search,
    onApplied,
  } = props;
  const formats = useFormats();
  const itemsOf = useItemCount();
  const { lines, locationId } = form.values;
  useShortcuts([
    { keys: "Mod+Enter", label: submitLabel, run: () => form.ref.current?.requestSubmit() },
  ]);

  // A product from the address is one line, also after a reload.
  const applied = useRef<string | null>(null);
  const applyProduct = useEffectEvent((product: CatalogueRow | null) => {
    if (product === null) return;
    if (!lines.some(({ productId }) => productId === product.id)) goods.add(product);
    onApplied();
  });
  const catalogue = useCatalogue();
  // The cached products may not have the latest cost, which is the initial cost of the line.
  const isCurrent = useCatalogueIsCurrent();
  useEffect(() => {
    if (!isCurrent || search.product === undefined || applied.current === search.product) return;
    applied.current = search.product;
    void catalogue.get(search.product).then(applyProduct);
  }, [catalogue, isCurrent, search.product]);
  return (
    <Form
      form={{ ...form, draft: goods.draft }}
      submitLabel={submitLabel}
      icon="receive"
      label={label}
    >
      {/* Enter moves to the next field; only the button, or its shortcut, saves. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div onKeyDown={goods.onKeyDown} className={classes.goods}>
        {children}
        <ProductBox ref={box} label={texts.addProduct} locationId={locationId} onPick={goods.add} />
        <GoodsLineList
          form={form}
          goods={goods}
          costed
          about={(line, product) => (
            <>
              <LineCost line={line} product={product} taxClasses={taxClasses} />
              {product?.active === false ? <p className="negative">{texts.deactivated}</p> : null}
            </>
          )}
          emptyHint={emptyHint}
          emptyAction={
            <LinkButton to={paths.alerts} search={{}} icon="alert">
              {texts.whatRunsLow}
            </LinkButton>
          }
        />
        {lines.length === 0 ? null : (
          <p className={classes.sum}>
            <span className="num">{itemsOf(lines)}</span>
            <span className="num">{texts.totalCost(formats.money(totalCost(lines)))}</span>
          </p>
        )}
      </div>
    </Form>
  );
}

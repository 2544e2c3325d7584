import { Button } from "../../components/button.tsx";
import { quantityWithUnit } from "../../lib/quantity-with-unit.ts";
import { useAllowed } from "../../lib/shop-context.tsx";
import { tillTexts } from "../../texts/en/till.ts";
import { tillChangeTexts as texts } from "../../texts/en/till-changes.ts";
import { DiscountEditor, PriceEditor } from "./cart-editors.tsx";
import type { Editing } from "./editing.ts";
import { unitPriceOf } from "./cart.ts";
import type { CartLine } from "./cart.ts";
import { priceText } from "./found-product.tsx";
import classes from "./line-tools.module.css";
import type { Till } from "./use-till.ts";

interface LineToolsProps {
  readonly till: Till;
  readonly editing: Editing;
  readonly onEdit: (editing: Editing) => void;
  /** Focuses the scan box. */
  readonly onDone: () => void;
}

/**
 * The tools of the current line. They have a fixed place: below the line they would move whenever another line is
 * touched, and clicks would miss. An open editor stays with its line, even if a scan makes another line current.
 */
export function LineTools({ till, editing, onEdit, onDone }: LineToolsProps) {
  const { lines, currentLineId } = till.state.cart;
  const at = (lineId: string | null) => lines.find((line) => line.lineId === lineId);
  const edited =
    editing?.what === "discount" || editing?.what === "price" ? at(editing.lineId) : undefined;
  const line = edited ?? at(currentLineId) ?? lines.at(-1);
  if (line === undefined) return null;
  return (
    <section
      key={line.lineId}
      aria-label={texts.toolsOf(line.product.name)}
      className={classes.tools}
    >
      {edited === undefined ? (
        <Choices till={till} line={line} onEdit={onEdit} />
      ) : (
        <Editor
          {...{ till, line }}
          what={editing?.what === "price" ? "price" : "discount"}
          onLeave={() => onEdit(null)}
          onClose={() => {
            onEdit(null);
            onDone();
          }}
        />
      )}
    </section>
  );
}

interface ChoicesProps extends Pick<LineToolsProps, "till" | "onEdit"> {
  readonly line: CartLine;
}

function Choices({ till, line, onEdit }: ChoicesProps) {
  const { lineId, product, quantityMilli } = line;
  const { formats } = till;
  return (
    <div className={classes.choices}>
      {/* Read out as the name of this part, and when it changes. */}
      <p className={classes.last} aria-hidden="true">
        <span className={classes.name}>
          {texts.last} <bdi>{product.name}</bdi>
        </span>
        <span className={`num ${classes.price ?? ""}`}>
          {priceText({ ...product, priceMinor: unitPriceOf(line) }, formats)} ×{" "}
          {quantityWithUnit(quantityMilli, product.unit, formats)}
        </span>
      </p>
      <Button onClick={() => onEdit({ what: "discount", lineId })}>{tillTexts.discount}</Button>
      <Button onClick={() => onEdit({ what: "price", lineId })}>{tillTexts.price}</Button>
      <Button onClick={() => till.store.act({ type: "remove", lineId })}>{tillTexts.remove}</Button>
    </div>
  );
}

interface EditorProps {
  readonly till: Till;
  readonly line: CartLine;
  readonly what: "discount" | "price";
  readonly onLeave: () => void;
  readonly onClose: () => void;
}

function Editor({ till, line, what, onLeave, onClose }: EditorProps) {
  const mayDiscount = useAllowed("sales.discount");
  const mayOverride = useAllowed("sales.overridePrice");
  const { lineId, product } = line;
  const { store, priced, state } = till;
  const may = what === "discount" ? mayDiscount : mayOverride;
  if (!may)
    return (
      <p role="alert" className={classes.wrong}>
        {what === "discount" ? tillTexts.mayNotDiscount : texts.mayNotOverride}
      </p>
    );
  return what === "discount" ? (
    <DiscountEditor
      label={texts.discountOf(product.name)}
      initial={line.discount}
      fromMinor={priced?.lines[state.cart.lines.indexOf(line)]?.grossMinor ?? 0}
      problem={null}
      onSet={(discount) => store.act({ type: "setLineDiscount", lineId, discount })}
      onLeave={onLeave}
      onClose={onClose}
    />
  ) : (
    <PriceEditor
      label={texts.priceOf(product.name)}
      line={line}
      onSet={(priceMinor) => store.act({ type: "setOwnPrice", lineId, priceMinor })}
      onLeave={onLeave}
      onClose={onClose}
    />
  );
}

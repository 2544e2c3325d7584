import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { paths } from "../../lib/paths.ts";
import { Button } from "../../components/button.tsx";
import { MoneyField, QuantityField } from "../../components/number-fields.tsx";
import type { Field } from "../../components/form-state.ts";
import { HiddenText } from "../../components/hidden-text.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import type { TypedNumber } from "../../lib/typed-number.ts";
import { goodsTexts as texts } from "../../texts/en/stock-goods.ts";
import { unitTexts } from "../../texts/en/units.ts";
import type { GoodsForm, GoodsLines } from "./goods-form.ts";
import { ONE_MILLI, stepped } from "./goods-lines.ts";
import type { GoodsLine } from "./goods-lines.ts";
import classes from "./goods.module.css";

interface GoodsLineCardProps {
  readonly form: GoodsForm;
  readonly goods: GoodsLines;
  readonly index: number;
  readonly line: GoodsLine;
  /** Whether the lines have costs. */
  readonly costed: boolean;
  /** A note below the name. */
  readonly children?: ReactNode;
}

/** One line of a goods receipt or transfer: a row on a desktop, a card on a phone. */
export function GoodsLineCard(props: GoodsLineCardProps) {
  const { form, goods, index, line, costed, children } = props;
  const formats = useFormats();
  const { error } = form.field(`lines.${index}`);
  const quantity: Field<TypedNumber> = {
    ...form.field(`lines.${index}.quantityMilli`),
    change: (quantityMilli) => goods.setQuantity(index, quantityMilli),
  };
  const cost: Field<TypedNumber> = {
    ...form.field(`lines.${index}.costMinor`),
    change: (costMinor) => goods.setCost(index, costMinor),
  };
  const step = (by: number) => goods.setQuantity(index, stepped(line.quantityMilli, by));
  return (
    <li
      className={classes.line}
      data-path={`lines.${index}`}
      data-costed={costed ? true : undefined}
      tabIndex={-1}
      aria-label={line.name}
    >
      <div className={classes.about}>
        <Link to={paths.product} params={{ id: line.productId }} className={classes.name}>
          {line.name}
        </Link>{" "}
        <span className={`muted code ${classes.meta}`}>{line.sku}</span>
        <div className={classes.meta}>{children}</div>
        {error === null ? null : <p className="negative">{error}</p>}
      </div>
      <div className={classes.stepper}>
        <StepButton sign="−" label={texts.less(line.name)} onClick={() => step(-ONE_MILLI)} />
        <QuantityField
          field={quantity}
          label={texts.quantity}
          formats={formats}
          {...unitOf(unitTexts[line.unit])}
        />
        <StepButton sign="+" label={texts.more(line.name)} onClick={() => step(ONE_MILLI)} />
      </div>
      {costed ? (
        <div>
          <MoneyField field={cost} label={texts.cost} formats={formats} />
        </div>
      ) : null}
      <div>
        <Button onClick={() => goods.remove(index)}>
          {texts.remove} <HiddenText>{line.name}</HiddenText>
        </Button>
      </div>
    </li>
  );
}

const unitOf = (unit: string) => (unit === "" ? {} : { unit });

interface StepButtonProps {
  readonly sign: string;
  readonly label: string;
  readonly onClick: () => void;
}

function StepButton({ sign, label, onClick }: StepButtonProps) {
  return (
    <button
      type="button"
      className={classes.step}
      aria-label={label}
      // For touch. Tab skips it from the quantity to the cost, because on a keyboard quantities are typed.
      tabIndex={-1}
      onClick={onClick}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}

import { Button } from "../../components/button.tsx";
import { FieldRow } from "../../components/form.tsx";
import { QuantityField } from "../../components/number-fields.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { returnTexts as texts } from "../../texts/en/returns.ts";
import { addToReturn } from "./price-return.ts";
import type { LooseLine } from "./price-return.ts";
import { ReturnProductBox } from "./return-product-box.tsx";
import classes from "./return-sheet.module.css";

interface ExchangeGoodsProps {
  readonly goods: readonly LooseLine[];
  readonly onChange: (goods: readonly LooseLine[]) => void;
  readonly errorAt: (path: string) => string | null;
}

/** What the customer takes instead, at today's prices. */
export function ExchangeGoods({ goods, onChange, errorAt }: ExchangeGoodsProps) {
  const formats = useFormats();
  const error = errorAt("goods");
  return (
    <fieldset className={classes.part} data-path="goods" tabIndex={-1}>
      <legend className={classes.legend}>{texts.newGoods}</legend>
      <ReturnProductBox
        label={texts.addNew}
        onPick={(product) => onChange(addToReturn(goods, product))}
      />
      {goods.length === 0 && error === null ? <p className="muted">{texts.noneNew}</p> : null}
      {goods.map((line, index) => (
        <fieldset
          key={line.product.id}
          aria-label={line.product.name}
          className={`${classes.part} ${classes.line}`}
        >
          <p className={classes.goods}>
            <span>
              <bdi>{line.product.name}</bdi> <span className="muted code">{line.product.sku}</span>
            </span>
            <span className="num">{formats.money(line.product.priceMinor)}</span>
          </p>
          <FieldRow>
            <QuantityField
              field={{
                path: `goods.${index}.quantityMilli`,
                value: line.quantityMilli,
                change: (quantityMilli) =>
                  onChange(
                    goods.map((other, at) => (at === index ? { ...other, quantityMilli } : other)),
                  ),
                error:
                  errorAt(`goods.${index}.quantityMilli`) ?? errorAt(`goods.${index}.productId`),
              }}
              label={texts.howMany}
              formats={formats}
            />
          </FieldRow>
          <div>
            <Button onClick={() => onChange(goods.filter((_, at) => at !== index))}>
              {texts.remove}
            </Button>
          </div>
        </fieldset>
      ))}
      {error === null ? null : (
        <p role="alert" className={classes.error}>
          {goods.length === 0 ? texts.noneNew : error}
        </p>
      )}
    </fieldset>
  );
}

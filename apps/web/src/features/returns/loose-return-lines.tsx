import type { Disposition } from "@daybook/contract/sales";
import { Button } from "../../components/button.tsx";
import { MoneyField, QuantityField } from "../../components/number-fields.tsx";
import { SelectField } from "../../components/fields.tsx";
import { FieldRow } from "../../components/form.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { returnTexts as texts } from "../../texts/en/returns.ts";
import type { LooseLine } from "./price-return.ts";
import classes from "./return-sheet.module.css";

interface LooseReturnLinesProps {
  readonly lines: readonly LooseLine[];
  readonly onChange: (lines: readonly LooseLine[]) => void;
  readonly errorAt: (path: string) => string | null;
}

const DISPOSITIONS = Object.entries(texts.dispositions).map(([value, label]) => ({ value, label }));

/** The lines of a return without a receipt: quantity, price and destination. */
export function LooseReturnLines({ lines, onChange, errorAt }: LooseReturnLinesProps) {
  const error = errorAt("lines");
  return (
    <fieldset className={classes.part} data-path="lines" tabIndex={-1}>
      <legend className={classes.legend}>{texts.whatComesBack}</legend>
      {lines.map((line, index) => (
        <LooseReturnLine
          key={line.product.id}
          line={line}
          index={index}
          onChange={(part) =>
            onChange(lines.map((other, at) => (at === index ? { ...other, ...part } : other)))
          }
          onRemove={() => onChange(lines.filter((_, at) => at !== index))}
          errorAt={errorAt}
        />
      ))}
      {error === null ? null : (
        <p role="alert" className={classes.error}>
          {error}
        </p>
      )}
    </fieldset>
  );
}

interface LooseReturnLineProps {
  readonly line: LooseLine;
  readonly index: number;
  readonly onChange: (part: Partial<LooseLine>) => void;
  readonly onRemove: () => void;
  readonly errorAt: (path: string) => string | null;
}

function LooseReturnLine({ line, index, onChange, onRemove, errorAt }: LooseReturnLineProps) {
  const formats = useFormats();
  const { product } = line;
  return (
    <fieldset aria-label={product.name} className={`${classes.part} ${classes.line}`}>
      <p>
        <bdi>{product.name}</bdi> <span className="muted code">{product.sku}</span>
      </p>
      <FieldRow>
        <QuantityField
          field={{
            path: `lines.${index}.quantityMilli`,
            value: line.quantityMilli,
            change: (quantityMilli) => onChange({ quantityMilli }),
            error: errorAt(`lines.${index}.quantityMilli`),
          }}
          label={texts.howMany}
          formats={formats}
        />
        <MoneyField
          field={{
            path: `lines.${index}.unitPriceMinor`,
            value: line.unitPriceMinor,
            change: (unitPriceMinor) => onChange({ unitPriceMinor }),
            error: errorAt(`lines.${index}.unitPriceMinor`),
          }}
          label={texts.unitPriceBack}
          formats={formats}
        />
      </FieldRow>
      <SelectField<Disposition>
        field={{
          path: `lines.${index}.disposition`,
          value: line.disposition,
          change: (disposition) => onChange({ disposition }),
          error: errorAt(`lines.${index}.disposition`),
        }}
        label={texts.whereTo}
        choices={DISPOSITIONS}
      />
      <div>
        <Button onClick={onRemove}>{texts.remove}</Button>
      </div>
    </fieldset>
  );
}

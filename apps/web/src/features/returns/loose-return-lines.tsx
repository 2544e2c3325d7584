import { Button } from "../../components/button.tsx";
import { MoneyField } from "../../components/number-fields.tsx";
import { FieldRow } from "../../components/form.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { returnTexts as texts } from "../../texts/en/returns.ts";
import type { LooseLine } from "./price-return.ts";
import { ReturnDisposition, ReturnLineSet, ReturnQuantity } from "./return-line-fields.tsx";
import classes from "./return-sheet.module.css";

interface LooseReturnLinesProps {
  readonly lines: readonly LooseLine[];
  readonly onChange: (lines: readonly LooseLine[]) => void;
  readonly errorAt: (path: string) => string | null;
}

/** The lines of a return without a receipt: quantity, price and destination. */
export function LooseReturnLines({ lines, onChange, errorAt }: LooseReturnLinesProps) {
  return (
    <ReturnLineSet errorAt={errorAt}>
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
    </ReturnLineSet>
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
        <ReturnQuantity
          index={index}
          value={line.quantityMilli}
          onChange={(quantityMilli) => onChange({ quantityMilli })}
          errorAt={errorAt}
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
      <ReturnDisposition
        index={index}
        value={line.disposition}
        onChange={(disposition) => onChange({ disposition })}
        errorAt={errorAt}
      />
      <div>
        <Button onClick={onRemove}>{texts.remove}</Button>
      </div>
    </fieldset>
  );
}

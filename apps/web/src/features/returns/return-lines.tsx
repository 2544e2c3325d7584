import type { Disposition, SaleLine } from "@daybook/contract/sales";
import { CheckField, SelectField } from "../../components/fields.tsx";
import { QuantityField } from "../../components/number-fields.tsx";
import { FieldRow } from "../../components/form.tsx";
import { quantityWithUnit } from "../../lib/quantity-with-unit.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { returnTexts as texts } from "../../texts/en/returns.ts";
import { returnableMilli, tick } from "./return-choices.ts";
import type { ReturnChoice } from "./return-choices.ts";
import classes from "./return-sheet.module.css";

interface ReturnLinesProps {
  readonly sold: readonly SaleLine[];
  readonly chosen: readonly ReturnChoice[];
  readonly onChange: (chosen: readonly ReturnChoice[]) => void;
  readonly errorAt: (path: string) => string | null;
}

const DISPOSITIONS = Object.entries(texts.dispositions).map(([value, label]) => ({ value, label }));

/** The lines of a receipt as checkboxes, each with quantity and destination. */
export function ReturnLines({ sold, chosen, onChange, errorAt }: ReturnLinesProps) {
  const formats = useFormats();
  const quantity = (milli: number, { unit }: SaleLine) => quantityWithUnit(milli, unit, formats);
  const error = errorAt("lines");
  const left = sold.filter((line) => returnableMilli(line) > 0);
  return (
    <fieldset className={classes.part} data-path="lines" tabIndex={-1}>
      <legend className={classes.legend}>{texts.whatComesBack}</legend>
      {left.map((line) => {
        const index = chosen.findIndex(({ lineNo }) => lineNo === line.lineNo);
        const choice = chosen[index];
        const change = (part: Partial<ReturnChoice>) =>
          onChange(chosen.map((other, at) => (at === index ? { ...other, ...part } : other)));
        return (
          <div key={line.lineNo} className={classes.line}>
            <CheckField
              field={{
                path: `ticked.${line.lineNo}`,
                value: choice !== undefined,
                change: (ticked) => onChange(tick(chosen, line, ticked)),
                error: null,
              }}
              label={line.name}
              hint={texts.returnable(
                quantity(returnableMilli(line), line),
                quantity(line.quantityMilli, line),
              )}
            />
            {choice === undefined ? null : (
              <ChosenLine
                name={line.name}
                choice={choice}
                index={index}
                onChange={change}
                errorAt={errorAt}
              />
            )}
          </div>
        );
      })}
      {error === null ? null : (
        <p role="alert" className={classes.error}>
          {error}
        </p>
      )}
    </fieldset>
  );
}

interface ChosenLineProps {
  readonly name: string;
  readonly choice: ReturnChoice;
  readonly index: number;
  readonly onChange: (part: Partial<ReturnChoice>) => void;
  readonly errorAt: (path: string) => string | null;
}

function ChosenLine({ name, choice, index, onChange, errorAt }: ChosenLineProps) {
  const formats = useFormats();
  return (
    <fieldset aria-label={name} className={`${classes.part} ${classes.chosen}`}>
      <FieldRow>
        <QuantityField
          field={{
            path: `lines.${index}.quantityMilli`,
            value: choice.quantityMilli,
            change: (quantityMilli) => onChange({ quantityMilli }),
            error: errorAt(`lines.${index}.quantityMilli`),
          }}
          label={texts.howMany}
          formats={formats}
        />
        <SelectField<Disposition>
          field={{
            path: `lines.${index}.disposition`,
            value: choice.disposition,
            change: (disposition) => onChange({ disposition }),
            error: errorAt(`lines.${index}.disposition`),
          }}
          label={texts.whereTo}
          choices={DISPOSITIONS}
        />
      </FieldRow>
    </fieldset>
  );
}

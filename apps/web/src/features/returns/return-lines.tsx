import type { SaleLine } from "@daybook/contract/sales";
import { CheckField } from "../../components/fields.tsx";
import { FieldRow } from "../../components/form.tsx";
import { quantityWithUnit } from "../../lib/quantity-with-unit.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { returnTexts as texts } from "../../texts/en/returns.ts";
import { returnableMilli, tick } from "./return-choices.ts";
import type { ReturnChoice } from "./return-choices.ts";
import { ReturnDisposition, ReturnLineSet, ReturnQuantity } from "./return-line-fields.tsx";
import classes from "./return-sheet.module.css";

interface ReturnLinesProps {
  readonly sold: readonly SaleLine[];
  readonly chosen: readonly ReturnChoice[];
  readonly onChange: (chosen: readonly ReturnChoice[]) => void;
  readonly errorAt: (path: string) => string | null;
}

/** The lines of a receipt as checkboxes, each with quantity and destination. */
export function ReturnLines({ sold, chosen, onChange, errorAt }: ReturnLinesProps) {
  const formats = useFormats();
  const quantity = (milli: number, { unit }: SaleLine) => quantityWithUnit(milli, unit, formats);
  const left = sold.filter((line) => returnableMilli(line) > 0);
  return (
    <ReturnLineSet errorAt={errorAt}>
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
    </ReturnLineSet>
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
  return (
    <fieldset aria-label={name} className={`${classes.part} ${classes.chosen}`}>
      <FieldRow>
        <ReturnQuantity
          index={index}
          value={choice.quantityMilli}
          onChange={(quantityMilli) => onChange({ quantityMilli })}
          errorAt={errorAt}
        />
        <ReturnDisposition
          index={index}
          value={choice.disposition}
          onChange={(disposition) => onChange({ disposition })}
          errorAt={errorAt}
        />
      </FieldRow>
    </fieldset>
  );
}

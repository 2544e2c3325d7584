import type { Tender } from "@daybook/contract/sales";
import { Button } from "../../components/button.tsx";
import { MoneyField } from "../../components/number-fields.tsx";
import { SelectField } from "../../components/fields.tsx";
import { FieldRow } from "../../components/form.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { returnTexts as texts } from "../../texts/en/returns.ts";
import { salesTexts } from "../../texts/en/sales.ts";
import { paidBack, splitRefund } from "./default-refunds.ts";
import type { Refund, Refundable } from "./default-refunds.ts";
import classes from "./return-sheet.module.css";

interface RefundFieldsProps {
  /** The amount due; null while nothing is selected. */
  readonly totalMinor: number | null;
  readonly refunds: readonly Refund[];
  readonly refundable: readonly Refundable[];
  readonly onChange: (refunds: readonly Refund[]) => void;
  readonly errorAt: (path: string) => string | null;
}

const TENDERS = Object.entries(salesTexts.tenders).map(([value, label]) => ({ value, label }));

/** The refund: one payment method, or several that add up to the amount due. */
export function RefundFields(props: RefundFieldsProps) {
  const { totalMinor, refunds, refundable, onChange, errorAt } = props;
  const { money } = useFormats();
  const error = errorAt("refunds");
  return (
    <fieldset className={classes.part} data-path="refunds" tabIndex={-1}>
      <legend className={classes.legend}>{texts.refundTitle}</legend>
      {totalMinor === null ? (
        <p className="muted">{texts.chooseFirst}</p>
      ) : (
        <>
          <p className={classes.owed}>
            <span>{texts.toPayBack}</span> <span className="num">{money(totalMinor)}</span>
          </p>
          {refundable.length < 2 ? null : (
            <ul className={classes.notes}>
              {refundable.map(({ tender, amountMinor }) => (
                <li key={tender}>
                  {texts.refundable(money(amountMinor), salesTexts.tenders[tender])}
                </li>
              ))}
            </ul>
          )}
          {refunds.map((refund, index) => (
            <RefundPart key={index} {...props} refund={refund} index={index} />
          ))}
          <Difference totalMinor={totalMinor} refunds={refunds} />
          {refunds.length > 0 && refunds.length < TENDERS.length ? (
            <div>
              <Button onClick={() => onChange(splitRefund(totalMinor, refunds))}>
                {texts.split}
              </Button>
            </div>
          ) : null}
        </>
      )}
      {error === null ? null : (
        <p role="alert" className={classes.error}>
          {error}
        </p>
      )}
    </fieldset>
  );
}

interface RefundPartProps extends RefundFieldsProps {
  readonly refund: Refund;
  readonly index: number;
}

function RefundPart({ refund, index, refunds, onChange, errorAt }: RefundPartProps) {
  const formats = useFormats();
  const change = (part: Partial<Refund>) =>
    onChange(refunds.map((other, at) => (at === index ? { ...other, ...part } : other)));
  return (
    <fieldset aria-label={texts.refundPart(index + 1)} className={classes.part}>
      <FieldRow>
        <SelectField<Tender>
          field={{
            path: `refunds.${index}.tender`,
            value: refund.tender,
            change: (tender) => change({ tender }),
            error: errorAt(`refunds.${index}.tender`),
          }}
          label={texts.refundTender}
          choices={TENDERS}
        />
        <MoneyField
          field={{
            path: `refunds.${index}.amountMinor`,
            value: refund.amountMinor,
            change: (amountMinor) => change({ amountMinor }),
            error: errorAt(`refunds.${index}.amountMinor`),
          }}
          label={texts.refundAmount}
          formats={formats}
        />
      </FieldRow>
      {refunds.length > 1 ? (
        <Button onClick={() => onChange(refunds.filter((_, at) => at !== index))}>
          {texts.unsplit}
        </Button>
      ) : null}
    </fieldset>
  );
}

/** Shows immediately that the parts do not add up. */
function Difference({
  totalMinor,
  refunds,
}: {
  readonly totalMinor: number;
  readonly refunds: readonly Refund[];
}) {
  const { money } = useFormats();
  const left = totalMinor - paidBack(refunds);
  return (
    <output className="muted">
      {left === 0
        ? ""
        : left > 0
          ? texts.stillToPayBack(money(left))
          : texts.tooMuchBack(money(-left))}
    </output>
  );
}

import type { TenderId } from "@daybook/contract/ids";
import type { ReturnQuote } from "@daybook/contract/returns";
import { Button } from "../../components/button.tsx";
import { MoneyField } from "../../components/number-fields.tsx";
import { SelectField, TextField } from "../../components/fields.tsx";
import { FieldRow } from "../../components/form.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { useTenders } from "../../lib/use-tenders.ts";
import type { OfferedTender } from "../../lib/use-tenders.ts";
import { returnTexts as texts } from "../../texts/en/returns.ts";
import { paidBack, refundTenders, splitRefund } from "./default-refunds.ts";
import type { Refund } from "./default-refunds.ts";
import classes from "./return-sheet.module.css";

interface RefundFieldsProps {
  /** The amount due; null while nothing is selected. */
  readonly totalMinor: number | null;
  readonly refunds: readonly Refund[];
  readonly refundable: ReturnQuote["refundable"];
  readonly onChange: (refunds: readonly Refund[]) => void;
  readonly errorAt: (path: string) => string | null;
}

/** The refund: one payment method, or several that add up to the amount due. */
export function RefundFields(props: RefundFieldsProps) {
  const { totalMinor, refunds, refundable, onChange, errorAt } = props;
  const { money } = useFormats();
  const tenders = refundTenders(useTenders().tenders, refundable);
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
              {refundable.map(({ tender, name, amountMinor }) => (
                <li key={tender}>{texts.refundable(money(amountMinor), name)}</li>
              ))}
            </ul>
          )}
          {refunds.map((refund, index) => (
            <RefundPart key={index} {...props} refund={refund} index={index} tenders={tenders} />
          ))}
          <Difference totalMinor={totalMinor} refunds={refunds} />
          {refunds.length > 0 && refunds.length < tenders.length ? (
            <div>
              <Button onClick={() => onChange(splitRefund(totalMinor, refunds, tenders))}>
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
  readonly tenders: readonly OfferedTender[];
}

function RefundPart({ refund, index, refunds, tenders, onChange, errorAt }: RefundPartProps) {
  const formats = useFormats();
  const method = tenders.find(({ id }) => id === refund.tender);
  const change = (part: Partial<Refund>) =>
    onChange(refunds.map((other, at) => (at === index ? { ...other, ...part } : other)));
  return (
    <fieldset aria-label={texts.refundPart(index + 1)} className={classes.part}>
      <FieldRow>
        <SelectField<TenderId>
          field={{
            path: `refunds.${index}.tender`,
            value: refund.tender,
            change: (tender) => change({ tender, reference: "" }),
            error: errorAt(`refunds.${index}.tender`),
          }}
          label={texts.refundTender}
          choices={tenders.map(({ id, name }) => ({ value: id, label: name }))}
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
      {method?.needsReference === true ? (
        <TextField
          field={{
            path: `refunds.${index}.reference`,
            value: refund.reference,
            change: (reference) => change({ reference }),
            error: errorAt(`refunds.${index}.reference`),
          }}
          label={texts.refundReference}
        />
      ) : null}
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

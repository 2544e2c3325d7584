import { refundInCash } from "@daybook/contract/cash-rounding";
import type { CashRule, OwedBack } from "@daybook/contract/cash-rounding";
import type { TenderId } from "@daybook/contract/ids";
import type { ReturnQuote } from "@daybook/contract/returns";
import { Button } from "../../components/button.tsx";
import { MoneyField } from "../../components/number-fields.tsx";
import { SelectField, TextField } from "../../components/fields.tsx";
import { FieldRow } from "../../components/form.tsx";
import { useFormats, useShop } from "../../lib/shop-context.tsx";
import { useTenders } from "../../lib/use-tenders.ts";
import type { OfferedTender } from "../../lib/use-tenders.ts";
import { returnTexts as texts } from "../../texts/en/returns.ts";
import { dueBack, paidBack, refundTenders, splitRefund } from "./default-refunds.ts";
import type { Refund } from "./default-refunds.ts";
import classes from "./return-sheet.module.css";

interface RefundFieldsProps {
  /** What is owed; null while nothing is selected. */
  readonly owed: OwedBack | null;
  readonly refunds: readonly Refund[];
  readonly refundable: ReturnQuote["refundable"];
  /** Whether the goods come back without a receipt. */
  readonly unreceipted?: boolean;
  readonly onChange: (refunds: readonly Refund[]) => void;
  readonly errorAt: (path: string) => string | null;
}

/** The refund: one payment method, or several that add up to the amount due. */
export function RefundFields(props: RefundFieldsProps) {
  const { owed, refunds, refundable, onChange, errorAt } = props;
  const { settings, formats } = useShop();
  const { money } = formats;
  const tenders = refundTenders(useTenders().tenders, refundable, props);
  const error = errorAt("refunds");
  return (
    <fieldset className={classes.part} data-path="refunds" tabIndex={-1}>
      <legend className={classes.legend}>{texts.refundTitle}</legend>
      {owed === null ? (
        <p className="muted">{texts.chooseFirst}</p>
      ) : (
        <>
          <p className={classes.owed}>
            <span>{texts.toPayBack}</span> <span className="num">{money(owed.owedMinor)}</span>
          </p>
          {settings.cashRounding === "off" ? null : (
            <p className={classes.owed}>
              <span>{texts.inCash}</span>{" "}
              <span className="num">{money(refundInCash(owed, 0, settings))}</span>
            </p>
          )}
          {refundable.length < 2 ? null : (
            <ul className={classes.notes}>
              {refundable.map(({ tender, name, amountMinor }) => (
                <li key={tender}>{texts.refundable(money(amountMinor), name)}</li>
              ))}
            </ul>
          )}
          {refunds.map((refund, index) => (
            <RefundPart
              key={index}
              {...props}
              refund={refund}
              index={index}
              tenders={tenders}
              amountWith={(tender) => amountWith(tender, refunds, owed, settings)}
            />
          ))}
          <Difference totalMinor={dueBack(owed, refunds, settings)} refunds={refunds} />
          {refunds.length > 0 && refunds.length < tenders.length ? (
            <div>
              <Button
                onClick={() =>
                  onChange(splitRefund(dueBack(owed, refunds, settings), refunds, tenders))
                }
              >
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

/** The amount of the only part with another method: an untouched one follows the rounding of cash. */
function amountWith(
  tender: TenderId,
  refunds: readonly Refund[],
  owed: OwedBack,
  rule: CashRule,
): Partial<Refund> {
  const [only] = refunds;
  const isUntouched =
    only !== undefined && refunds.length === 1 && only.amountMinor === dueBack(owed, refunds, rule);
  return isUntouched ? { amountMinor: dueBack(owed, [{ ...only, tender }], rule) } : {};
}

interface RefundPartProps extends RefundFieldsProps {
  readonly refund: Refund;
  readonly index: number;
  readonly tenders: readonly OfferedTender[];
  readonly amountWith: (tender: TenderId) => Partial<Refund>;
}

function RefundPart(props: RefundPartProps) {
  const { refund, index, refunds, tenders, amountWith, onChange, errorAt } = props;
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
            change: (tender) => change({ tender, reference: "", ...amountWith(tender) }),
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

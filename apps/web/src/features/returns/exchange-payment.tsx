import type { TenderId } from "@daybook/contract/ids";
import type { ReturnQuote } from "@daybook/contract/returns";
import { SelectField, TextField } from "../../components/fields.tsx";
import { FieldRow } from "../../components/form.tsx";
import { MoneyField } from "../../components/number-fields.tsx";
import type { ContractForm } from "../../components/use-contract-form.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { givesChange, useTenders } from "../../lib/use-tenders.ts";
import { returnTexts as texts } from "../../texts/en/returns.ts";
import type { ExchangeValues, SettledExchange } from "./exchange-values.ts";
import { RefundFields } from "./refund-fields.tsx";
import classes from "./return-sheet.module.css";

interface ExchangePaymentProps {
  readonly form: ContractForm<ExchangeValues>;
  readonly settled: SettledExchange | null;
  readonly refundable: ReturnQuote["refundable"];
  readonly errorAt: (path: string) => string | null;
}

/** What both sides are worth, and the one payment or refund for the difference. */
export function ExchangePayment({ form, settled, refundable, errorAt }: ExchangePaymentProps) {
  const { money } = useFormats();
  if (settled === null) return null;
  const { worthMinor, totalMinor, toPayMinor, toRefundMinor } = settled;
  const isEven = toPayMinor === 0 && toRefundMinor === 0;
  return (
    <>
      <dl className={classes.sides}>
        <dt>{texts.worthNew}</dt>
        <dd className="num">{money(totalMinor)}</dd>
        <dt>{texts.worthBack}</dt>
        <dd className="num">{money(-worthMinor)}</dd>
        {toPayMinor === 0 ? null : (
          <>
            <dt className={classes.due}>{texts.toPay}</dt>
            <dd className={`num ${classes.due}`}>{money(toPayMinor)}</dd>
          </>
        )}
      </dl>
      {isEven ? <p>{texts.noPayment}</p> : null}
      {toPayMinor > 0 ? <PaymentFields form={form} /> : null}
      {toRefundMinor > 0 ? (
        <RefundFields
          owed={settled.owed}
          refunds={settled.refunds}
          refundable={refundable}
          onChange={(refunds) => form.set({ refunds })}
          errorAt={errorAt}
        />
      ) : null}
    </>
  );
}

function PaymentFields({ form }: Pick<ExchangePaymentProps, "form">) {
  const formats = useFormats();
  const { tenders } = useTenders();
  const offered = tenders.filter(({ active }) => active);
  const { tender } = form.values;
  const method = offered.find(({ id }) => id === tender);
  return (
    <>
      <FieldRow>
        <SelectField<TenderId>
          field={{
            ...form.field("tender"),
            change: (next) => form.set({ tender: next, receivedMinor: null, reference: "" }),
          }}
          label={texts.paidBy}
          choices={offered.map(({ id, name }) => ({ value: id, label: name }))}
        />
        {givesChange(tenders, tender) ? (
          <MoneyField
            field={form.field("receivedMinor")}
            label={texts.received}
            formats={formats}
          />
        ) : null}
      </FieldRow>
      {method?.needsReference === true ? (
        <TextField field={form.field("reference")} label={texts.refundReference} />
      ) : null}
    </>
  );
}

import { DepositCash } from "@daybook/contract/drawers";
import { TextField } from "../../components/fields.tsx";
import { FormSheet } from "../../components/form-sheet.tsx";
import { MoneyField } from "../../components/number-fields.tsx";
import { showToast } from "../../components/toasts.tsx";
import { useContractForm } from "../../components/use-contract-form.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { required } from "../../lib/typed-number.ts";
import type { TypedNumber } from "../../lib/typed-number.ts";
import { safeTexts as texts } from "../../texts/en/safe.ts";

interface Values {
  readonly amountMinor: TypedNumber;
  readonly reference: string;
  readonly reason: string;
}

const NOTHING: Values = { amountMinor: null, reference: "", reason: "" };

interface DepositSheetProps {
  /** The cash in the safe; undefined while it is loading. */
  readonly cashMinor: number | undefined;
  readonly onClose: () => void;
}

/** The sheet that takes cash from the safe to the bank. */
export function DepositSheet({ cashMinor, onClose }: DepositSheetProps) {
  const formats = useFormats();
  const deposit = trpc.drawers.deposit.useMutation();
  const form = useContractForm({
    contract: DepositCash,
    draft: { name: "deposit" },
    initial: NOTHING,
    input: ({ amountMinor, reference, reason }, key) => ({
      key,
      amountMinor: required(amountMinor),
      reference,
      reason,
    }),
    send: (input) => deposit.mutateAsync(input),
    onSaved: (entry) => {
      showToast({ text: texts.deposited(formats.money(entry.amountMinor)) });
      onClose();
    },
    numbers: formats,
  });
  return (
    <FormSheet title={texts.depositTitle} texts={texts} form={form} onClose={onClose}>
      <MoneyField
        field={form.field("amountMinor")}
        label={texts.amount}
        formats={formats}
        focused
        {...(cashMinor === undefined ? {} : { hint: texts.inSafe(formats.money(cashMinor)) })}
      />
      <TextField field={form.field("reference")} label={texts.reference} />
      <TextField field={form.field("reason")} label={texts.reason} optional />
    </FormSheet>
  );
}

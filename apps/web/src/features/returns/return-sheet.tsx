import { useEffect, useRef } from "react";
import { ReturnSale } from "@daybook/contract/returns";
import type { ReturnQuote } from "@daybook/contract/returns";
import type { Sale } from "@daybook/contract/sales";
import { useFindByCode } from "../catalogue/code-question.tsx";
import { LinkButton } from "../../components/button.tsx";
import { SelectField } from "../../components/fields.tsx";
import { Form } from "../../components/form.tsx";
import { Banner } from "../../components/notices.tsx";
import { SideSheet } from "../../components/side-sheet.tsx";
import { showToast } from "../../components/toasts.tsx";
import { landRefusal } from "../../lib/contract-errors.ts";
import type { FieldErrors } from "../../lib/contract-errors.ts";
import { describeError } from "../../lib/describe-error.ts";
import type { Formats } from "../../lib/format.ts";
import { useScans } from "../../lib/scanner/use-scans.tsx";
import { refusalOf } from "../../lib/refusal-of.ts";
import { paths } from "../../lib/paths.ts";
import { useAllowed, useFormats, useShop } from "../../lib/shop-context.tsx";
import { cartOffered } from "../../lib/exchange-cart.ts";
import { trpc } from "../../lib/trpc.ts";
import { required } from "../../lib/typed-number.ts";
import { useTenders } from "../../lib/use-tenders.ts";
import { useContractForm } from "../../components/use-contract-form.ts";
import type { ContractForm } from "../../components/use-contract-form.ts";
import { returnTexts as texts } from "../../texts/en/returns.ts";
import { salesTexts } from "../../texts/en/sales.ts";
import { defaultRefunds, dueBack, refundInput } from "./default-refunds.ts";
import type { Refund } from "./default-refunds.ts";
import { sendApproved, useApproval } from "../approvals/use-approval.tsx";
import { RefundFields } from "./refund-fields.tsx";
import { ReturnReason } from "./return-reason.tsx";
import { ReturnLines } from "./return-lines.tsx";
import { firstChoice, tickProduct } from "./return-choices.ts";
import type { ReturnChoice } from "./return-choices.ts";

interface ReturnSheetProps {
  readonly sale: Sale;
  readonly onClose: () => void;
  readonly onSaved: (sale: Sale) => void;
}

interface ReturnValues {
  /** The selected lines in receipt order: the field paths are those of the contract. */
  readonly lines: readonly ReturnChoice[];
  /** Empty for the location of the sale. */
  readonly locationId: string;
  readonly reason: string;
  /** Null while the original payment methods are used. */
  readonly refunds: readonly Refund[] | null;
}

/** Returns goods of a sale: lines, quantities, destinations and refund. */
export function ReturnSheet({ sale, onClose, onSaved }: ReturnSheetProps) {
  const { settings, formats } = useShop();
  const initial: ReturnValues = {
    lines: firstChoice(sale.lines),
    locationId: "",
    reason: "",
    refunds: null,
  };
  const approvals = useApproval();
  const mayExchange = useAllowed("sales.ringUp");
  const returning = trpc.sales.return.useMutation();
  const form: ContractForm<ReturnValues> = useContractForm({
    contract: ReturnSale,
    draft: { name: `return:${sale.id}`, about: JSON.stringify(sale.lines) },
    initial,
    input: (values, key) => ({
      key,
      id: sale.id,
      lines: values.lines.map((line) => ({
        ...line,
        quantityMilli: required(line.quantityMilli),
      })),
      ...(values.locationId === "" ? {} : { locationId: values.locationId }),
      refunds: refunds.map(refundInput),
      expectedTotalMinor: quoted?.totalMinor ?? 0,
      reason: values.reason,
    }),
    send: (input) =>
      sendApproved(approvals, { action: "sales.return", input }, (approval) =>
        returning.mutateAsync({ ...input, ...approval }),
      ),
    onSaved: (saved) => {
      showToast({ text: texts.returnDone(saved.receiptNumber) });
      onSaved(saved);
    },
    numbers: formats,
  });
  const { lines } = form.values;
  const { tenders } = useTenders();
  const quote = useQuote(sale.id, lines, formats);
  const quoted = quote.data;
  const refunds: readonly Refund[] =
    form.values.refunds ??
    (quoted === undefined
      ? []
      : defaultRefunds(quoted, quoted.refundable, { tenders, rule: settings }));
  const errorAt = (path: string) => form.field(path).error ?? quote.errors[path] ?? null;
  if (approvals.sheet !== null) return approvals.sheet;
  return (
    <SideSheet
      title={texts.returnSheetTitle(sale.receiptNumber)}
      closeLabel={salesTexts.close}
      onClose={onClose}
    >
      <Form
        form={{ ...form, pending: form.pending || quote.pending }}
        submitLabel={
          quoted === undefined
            ? texts.returnSubmit
            : texts.returnSubmitWith(formats.money(dueBack(quoted, refunds, settings)))
        }
        onCancel={onClose}
      >
        <ScannedLines sale={sale} chosen={lines} onChange={(next) => form.set({ lines: next })} />
        <ReturnLines
          sold={sale.lines}
          chosen={lines}
          onChange={(next) => form.set({ lines: next })}
          errorAt={errorAt}
        />
        <LateLines sale={sale} quote={quoted} />
        <PlaceField sale={sale} field={form.field("locationId")} />
        <ReturnReason field={form.field("reason")} />
        <RefundFields
          owed={quoted ?? null}
          refunds={refunds}
          refundable={quoted?.refundable ?? []}
          onChange={(next) => form.set({ refunds: next })}
          errorAt={errorAt}
        />
        {quote.above === null ? null : <p role="alert">{quote.above}</p>}
        {mayExchange ? (
          <div>
            <LinkButton to={paths.sale} params={{ id: sale.id }} search={{ sheet: "exchange" }}>
              {cartOffered(sale.id) === null ? texts.exchangeInstead : texts.exchangeForCart}
            </LinkButton>
          </div>
        ) : null}
      </Form>
    </SideSheet>
  );
}

interface LateLinesProps {
  readonly sale: Sale;
  readonly quote: ReturnQuote | undefined;
}

/** Which of the chosen goods come back too late. */
function LateLines({ sale, quote }: LateLinesProps) {
  const late = (quote?.lines ?? []).filter((line) => line.late);
  const names = late.map((line) => sale.lines.find(({ lineNo }) => lineNo === line.lineNo)?.name);
  return late.length === 0 ? null : <Banner>{texts.late(names.join(", "))}</Banner>;
}

interface ScannedLinesProps {
  readonly sale: Sale;
  readonly chosen: readonly ReturnChoice[];
  readonly onChange: (chosen: readonly ReturnChoice[]) => void;
}

/**
 * Scanning returned goods checks their line, or reports that they are not on the receipt. Rendered inside the sheet,
 * because the innermost scan receiver has priority and the sheet is one too.
 */
function ScannedLines({ sale, chosen, onChange }: ScannedLinesProps) {
  const findByCode = useFindByCode();
  const { quantity } = useFormats();
  const latest = useRef(chosen);
  const scanned = useRef(new Set<number>());
  useEffect(() => {
    latest.current = chosen;
  });
  useScans((code) => {
    void findByCode(code).then((row) => {
      if (row === "neither") return null;
      const ticked =
        row === null ? null : tickProduct(latest.current, sale.lines, row.id, scanned.current);
      if (ticked === null) showToast({ text: texts.notOnReceipt(row?.name ?? code) });
      else {
        latest.current = ticked.chosen;
        scanned.current.add(ticked.lineNo);
        onChange(ticked.chosen);
        const { countedMilli, leftMilli } = ticked;
        showToast({
          text: texts.scannedBack(row?.name ?? code, quantity(countedMilli), quantity(leftMilli)),
        });
      }
      return null;
    });
  });
  return null;
}

/** The preview of the refund, updated with every change; refusals are shown at their fields. */
export function useQuote(id: string, lines: readonly ReturnChoice[], formats: Formats) {
  const quotedLines = lines.map(({ lineNo, quantityMilli }) => ({
    lineNo,
    quantityMilli: required(quantityMilli),
  }));
  const readable = quotedLines.every(({ quantityMilli }) => quantityMilli > 0);
  const enabled = lines.length > 0 && readable;
  const quote = trpc.sales.quoteReturn.useQuery(
    { id, lines: quotedLines },
    { enabled, placeholderData: (before) => before },
  );
  const refusal = quote.isError ? refusalOf(quote.error) : null;
  const paths = quotedLines.map((_, index) => `lines.${index}.quantityMilli`);
  const landed = refusal === null ? null : landRefusal(refusal, paths, formats);
  const errors: FieldErrors = enabled ? (landed?.atFields ?? {}) : {};
  return {
    data: enabled ? quote.data : undefined,
    errors,
    above: enabled && quote.isError ? (landed?.above[0] ?? aboveOf(quote.error, errors)) : null,
    pending: enabled && quote.isFetching,
  };
}

const aboveOf = (error: unknown, errors: FieldErrors) =>
  Object.keys(errors).length > 0 ? null : describeError(error);

interface PlaceFieldProps {
  readonly sale: Sale;
  readonly field: Parameters<typeof SelectField>[0]["field"];
}

/** Shown only if there is a choice, or if the location of the sale is deactivated. */
export function PlaceField({ sale, field }: PlaceFieldProps) {
  const locations = trpc.locations.list.useQuery({ active: "active" });
  const places =
    locations.data?.items.filter(({ kind }) => kind === "store" || kind === "quarantine") ?? [];
  const known = places.some(({ id }) => id === sale.location.id);
  if (locations.data === undefined || (known && places.length < 2 && field.error === null))
    return null;
  const choices = [
    { value: "", label: known ? sale.location.name : texts.chooseLocation },
    ...places
      .filter(({ id }) => id !== sale.location.id)
      .map(({ id, path }) => ({ value: id, label: path.join(" › ") })),
  ];
  return <SelectField field={field} label={texts.returnTo} choices={choices} />;
}

import { useState } from "react";
import { ExchangeSale } from "@daybook/contract/exchanges";
import type { Sale } from "@daybook/contract/sales";
import type { TaxClasses } from "@daybook/contract/settings";
import { Form } from "../../components/form.tsx";
import { NotLoaded } from "../../components/notices.tsx";
import { SideSheet } from "../../components/side-sheet.tsx";
import { showToast } from "../../components/toasts.tsx";
import { useContractForm } from "../../components/use-contract-form.ts";
import type { ContractForm } from "../../components/use-contract-form.ts";
import { cartOffered } from "../../lib/exchange-cart.ts";
import type { ExchangeCart } from "../../lib/exchange-cart.ts";
import { useShop } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useTenders } from "../../lib/use-tenders.ts";
import { returnTexts as texts } from "../../texts/en/returns.ts";
import { salesTexts } from "../../texts/en/sales.ts";
import { sendApproved, useApproval } from "../approvals/use-approval.tsx";
import { ExchangeGoods } from "./exchange-goods.tsx";
import { ExchangePayment } from "./exchange-payment.tsx";
import {
  exchangeInput,
  fieldOfExchange,
  firstExchange,
  settleExchange,
} from "./exchange-values.ts";
import type { ExchangeValues } from "./exchange-values.ts";
import { firstChoice } from "./return-choices.ts";
import { ReturnLines } from "./return-lines.tsx";
import { ReturnReason } from "./return-reason.tsx";
import { PlaceField, useQuote } from "./return-sheet.tsx";

interface ExchangeSheetProps {
  readonly sale: Sale;
  readonly onClose: () => void;
  readonly onSaved: (sale: Sale) => void;
}

/** Exchanges goods of a sale for others: what comes back, what is taken instead, and the difference. */
export function ExchangeSheet(props: ExchangeSheetProps) {
  const taxClasses = trpc.settings.taxClasses.useQuery({});
  return (
    <SideSheet
      title={texts.exchangeTitle(props.sale.receiptNumber)}
      closeLabel={salesTexts.close}
      onClose={props.onClose}
    >
      {taxClasses.data === undefined ? (
        <NotLoaded query={taxClasses} shape="fields" />
      ) : (
        <ExchangeForm {...props} taxClasses={taxClasses.data.items} />
      )}
    </SideSheet>
  );
}

interface ExchangeFormProps extends ExchangeSheetProps {
  readonly taxClasses: TaxClasses["items"];
}

/** The goods of the cart from which the receipt was scanned. */
function goodsOf(cart: ExchangeCart | null): ExchangeValues["goods"] {
  return (cart?.goods ?? []).map(({ product, quantityMilli }) => ({
    product,
    quantityMilli,
    unitPriceMinor: product.priceMinor,
    disposition: "restock",
  }));
}

function ExchangeForm({ sale, taxClasses, onClose, onSaved }: ExchangeFormProps) {
  const { settings, formats } = useShop();
  const { tenders } = useTenders();
  const approvals = useApproval();
  const [cart] = useState(() => cartOffered(sale.id));
  const exchanging = trpc.sales.exchange.useMutation();
  const form: ContractForm<ExchangeValues> = useContractForm({
    contract: ExchangeSale,
    // The cart is kept by the till.
    draft:
      cart === null ? { name: `exchange:${sale.id}`, about: JSON.stringify(sale.lines) } : null,
    initial: { ...firstExchange(firstChoice(sale.lines)), goods: goodsOf(cart) },
    input: (values, key) => exchangeInput({ sale, values, settled, key }),
    fieldOf: fieldOfExchange,
    send: (input) =>
      sendApproved(approvals, { action: "sales.return", input: input.back }, (approval) =>
        exchanging.mutateAsync({ ...input, back: { ...input.back, ...approval } }),
      ),
    onSaved: ({ sale: saved }) => {
      const change = saved.changeMinor === 0 ? null : formats.money(saved.changeMinor);
      showToast({ text: texts.exchangeDone(saved.receiptNumber, change) });
      cart?.onSaved();
      onSaved(saved);
    },
    numbers: formats,
  });
  const { values } = form;
  const quote = useQuote(sale.id, values.lines, formats);
  const settled = settleExchange({ values, quoted: quote.data, taxClasses, settings, tenders });
  const errorAt = (path: string) => form.field(path).error ?? quote.errors[path] ?? null;
  if (approvals.sheet !== null) return approvals.sheet;
  return (
    <Form
      form={{ ...form, pending: form.pending || quote.pending }}
      submitLabel={submitLabel(settled, formats.money)}
      onCancel={onClose}
    >
      <ReturnLines
        sold={sale.lines}
        chosen={values.lines}
        onChange={(lines) => form.set({ lines })}
        errorAt={errorAt}
      />
      <PlaceField sale={sale} field={form.field("locationId")} />
      <ExchangeGoods
        goods={values.goods}
        onChange={(goods) => form.set({ goods })}
        errorAt={errorAt}
      />
      <ReturnReason field={form.field("reason")} />
      <ExchangePayment
        form={form}
        settled={settled}
        refundable={quote.data?.refundable ?? []}
        errorAt={errorAt}
      />
      {quote.above === null ? null : <p role="alert">{quote.above}</p>}
    </Form>
  );
}

function submitLabel(
  settled: ReturnType<typeof settleExchange>,
  money: (amountMinor: number) => string,
): string {
  if (settled === null) return texts.exchangeSubmit;
  if (settled.toPayMinor > 0) return texts.exchangePay(money(settled.toPayMinor));
  return settled.toRefundMinor > 0
    ? texts.returnSubmitWith(money(settled.toRefundMinor))
    : texts.exchangeSubmit;
}

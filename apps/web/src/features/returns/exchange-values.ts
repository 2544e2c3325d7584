import { roundToCash } from "@daybook/contract/cash-rounding";
import type { CashRule, OwedBack } from "@daybook/contract/cash-rounding";
import { exchangeDue } from "@daybook/contract/exchanges";
import type { ExchangeSale } from "@daybook/contract/exchanges";
import type { TenderId } from "@daybook/contract/ids";
import { minor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import type { ReturnQuote } from "@daybook/contract/returns";
import type { Sale } from "@daybook/contract/sales";
import type { Settings, TaxClasses } from "@daybook/contract/settings";
import { CASH, EXCHANGE } from "@daybook/contract/tenders";
import { newId } from "@daybook/contract/uuid";
import type { z } from "zod";
import { required } from "../../lib/typed-number.ts";
import type { TypedNumber } from "../../lib/typed-number.ts";
import type { OfferedTender } from "../../lib/use-tenders.ts";
import { defaultRefunds, dueBack, refundInput } from "./default-refunds.ts";
import type { Refund } from "./default-refunds.ts";
import { priceReturn } from "./price-return.ts";
import type { LooseLine } from "./price-return.ts";
import type { ReturnChoice } from "./return-choices.ts";

/** An exchange as form values. */
export interface ExchangeValues {
  /** The returned lines, in receipt order. */
  readonly lines: readonly ReturnChoice[];
  /** Empty for the location of the sale. */
  readonly locationId: string;
  readonly reason: string;
  /** What the customer takes instead, at today's prices. */
  readonly goods: readonly LooseLine[];
  /** Null while a refund uses the original payment methods. */
  readonly refunds: readonly Refund[] | null;
  readonly tender: TenderId;
  /** Null for exactly what is due. */
  readonly receivedMinor: TypedNumber;
  readonly reference: string;
  /** The keys of the two documents. */
  readonly keys: { readonly back: string; readonly sale: string };
}

export function firstExchange(lines: readonly ReturnChoice[]): ExchangeValues {
  return {
    lines,
    locationId: "",
    reason: "",
    goods: [],
    refunds: null,
    tender: CASH,
    receivedMinor: null,
    reference: "",
    keys: { back: newId(), sale: newId() },
  };
}

/** What the two sides are worth, and the one payment that settles them. */
export interface SettledExchange {
  readonly worthMinor: Minor;
  readonly totalMinor: Minor;
  readonly exchangedMinor: Minor;
  /** By the chosen method: cash is rounded. */
  readonly toPayMinor: Minor;
  readonly toRefundMinor: Minor;
  readonly refunds: readonly Refund[];
  /** What is refunded besides the goods. */
  readonly owed: OwedBack;
}

interface SettleInput {
  readonly values: ExchangeValues;
  readonly quoted: ReturnQuote | undefined;
  readonly taxClasses: TaxClasses["items"];
  readonly settings: Pick<Settings, "pricesIncludeTax" | "taxRounding"> & CashRule;
  readonly tenders: readonly OfferedTender[];
}

/** Null while a side is missing or cannot be read. */
export function settleExchange(input: SettleInput): SettledExchange | null {
  const { values, quoted, taxClasses, settings, tenders } = input;
  const totalMinor = priceReturn({ lines: values.goods, taxClasses, settings });
  if (quoted === undefined || totalMinor === null) return null;
  const due = exchangeDue(quoted.owedMinor, totalMinor);
  const { exchangedMinor } = due;
  const owed = {
    owedMinor: due.toRefundMinor,
    mostMinor: minor(Math.max(0, quoted.mostMinor - exchangedMinor)),
  };
  const refunds =
    due.toRefundMinor === 0
      ? []
      : (values.refunds ?? defaultRefunds(owed, quoted.refundable, { tenders, rule: settings }));
  return {
    worthMinor: quoted.totalMinor,
    totalMinor,
    exchangedMinor,
    toPayMinor: values.tender === CASH ? roundToCash(due.toPayMinor, settings) : due.toPayMinor,
    toRefundMinor: due.toRefundMinor === 0 ? minor(0) : dueBack(owed, refunds, settings),
    refunds,
    owed,
  };
}

interface ToSend {
  readonly sale: Sale;
  readonly values: ExchangeValues;
  readonly settled: SettledExchange | null;
  readonly key: string;
}

/** The exchange as the contract defines it. */
export function exchangeInput({
  sale,
  values,
  settled,
  key,
}: ToSend): z.input<typeof ExchangeSale> {
  // While a side is missing there is no amount, and the error is at that side.
  const inGoods = { tender: EXCHANGE, amountMinor: settled?.exchangedMinor ?? 1 };
  const toPayMinor = settled?.toPayMinor ?? 0;
  const paid = {
    tender: values.tender,
    amountMinor: values.receivedMinor === null ? toPayMinor : required(values.receivedMinor),
    reference: values.reference,
  };
  return {
    key,
    back: {
      key: values.keys.back,
      id: sale.id,
      lines: values.lines.map((line) => ({ ...line, quantityMilli: required(line.quantityMilli) })),
      ...(values.locationId === "" ? {} : { locationId: values.locationId }),
      refunds: [inGoods, ...(settled?.refunds ?? []).map(refundInput)],
      expectedTotalMinor: settled?.worthMinor ?? 0,
      reason: values.reason,
    },
    sale: {
      key: values.keys.sale,
      locationId: sale.location.id,
      customerId: sale.customer?.id ?? null,
      lines: values.goods.map(({ product, quantityMilli }) => ({
        productId: product.id,
        quantityMilli: required(quantityMilli),
      })),
      tenders: toPayMinor === 0 ? [inGoods] : [inGoods, paid],
      expectedTotalMinor: settled?.totalMinor ?? 0,
    },
  };
}

const FIELDS: readonly (readonly [RegExp, string])[] = [
  [/^back\./, ""],
  [/^sale\.lines/, "goods"],
  [/^sale\.tenders\.1\.amountMinor$/, "receivedMinor"],
  [/^sale\.tenders\.1\./, ""],
  [/^sale\.tenders$/, "receivedMinor"],
];

/** The field of a path of the contract. The first payment and refund are goods, which have no field. */
export function fieldOfExchange(path: string): string {
  const refund = /^back\.refunds\.(\d+)(.*)$/.exec(path);
  if (refund !== null) return `refunds.${Number(refund[1]) - 1}${refund[2]}`;
  for (const [pattern, field] of FIELDS)
    if (pattern.test(path)) return path.replace(pattern, field);
  return path;
}

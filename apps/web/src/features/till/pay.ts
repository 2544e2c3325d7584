import { mostChange } from "@daybook/contract/cash-notes";
import { minor, MinorPositive } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import { NO_COINS, saleRounding, stillDue } from "@daybook/contract/cash-rounding";
import type { CashRule, SalePart, StillDue } from "@daybook/contract/cash-rounding";
import {
  CASH,
  changeFor,
  isCardNumber,
  missesReference,
  TenderInput,
} from "@daybook/contract/tenders";
import { givesChange } from "../../lib/use-tenders.ts";
import type { OfferedTender } from "../../lib/use-tenders.ts";
import type { TenderId } from "@daybook/contract/ids";

/** The maximum number of tenders per sale. */
const MOST_PARTS = 20;

/** The result of a payment. */
export type Payment =
  /** Everything is paid. */
  | {
      readonly kind: "paid";
      readonly tenders: TenderInput[];
      /** The rounding line of the part in cash. */
      readonly roundingMinor: Minor;
      readonly changeMinor: Minor;
    }
  /** A part payment; more is due. */
  | { readonly kind: "part"; readonly parts: TenderInput[] }
  | {
      readonly kind: "refused";
      readonly reason:
        | "amount"
        | "card_number_refused"
        | "change_only_from_cash"
        | "inactive"
        | "no_drawer"
        | "reference"
        | "reference_required"
        | "too_many"
        | "too_much_cash";
    };

/** The rules for a payment: the shop's methods, also deactivated ones, its currency, and how it rounds cash. */
export interface PayRules {
  readonly tenders: readonly OfferedTender[];
  readonly currency: string;
  readonly cash: CashRule;
  /** No cash may come in or go out here, because it would be in no drawer. */
  readonly noCash?: boolean;
}

/** What a customer hands over. An amount of null is exactly the remaining one. */
export interface Received {
  readonly tender: TenderId;
  readonly amountMinor: number | null;
  readonly reference?: string;
  /** The payment of the card terminal that this is. */
  readonly cardPayment?: string;
}

/** The remaining amounts after the received parts; zero if they cover the total. */
export function stillToPay(
  totalMinor: Minor,
  parts: readonly TenderInput[],
  { tenders, cash }: Pick<PayRules, "tenders" | "cash">,
): StillDue {
  return stillDue(totalMinor, salePartsOf(parts, tenders), cash);
}

function salePartsOf(parts: readonly TenderInput[], tenders: PayRules["tenders"]): SalePart[] {
  return parts.map(({ tender, amountMinor }) => ({
    isCash: tender === CASH,
    givesChange: givesChange(tenders, tender),
    amountMinor,
  }));
}

/**
 * Adds a payment of `amountMinor`; null means exactly the remaining amount. NaN, the value of an invalid field, is
 * refused. Only cash, and methods that give change, may exceed the amount due.
 */
export function pay(
  totalMinor: Minor,
  parts: readonly TenderInput[],
  received: Received,
  rules: PayRules,
): Payment {
  const { inCashMinor, otherwiseMinor } = stillToPay(totalMinor, parts, rules);
  const inCash = received.tender === CASH;
  const rest = inCash ? inCashMinor : otherwiseMinor;
  const amount = received.amountMinor ?? rest;
  // If the total is zero or already covered, or coins cannot pay so little, nothing more is needed.
  if (received.amountMinor === null && rest === 0)
    return settled(totalMinor, { tenders: [...parts], unpaid: inCash ? [NO_COINS] : [] }, rules);
  if (!MinorPositive.safeParse(amount).success) return { kind: "refused", reason: "amount" };
  if (parts.length >= MOST_PARTS) return { kind: "refused", reason: "too_many" };
  const { tender, reference = "", cardPayment } = received;
  if (isCardNumber(reference)) return { kind: "refused", reason: "card_number_refused" };
  // The till stores what it took, and the server must be able to record it.
  const read = TenderInput.safeParse({ tender, amountMinor: amount, reference, cardPayment });
  if (!read.success) return { kind: "refused", reason: "reference" };
  return settled(totalMinor, { tenders: [...parts, read.data], unpaid: [] }, rules);
}

interface Given {
  readonly tenders: TenderInput[];
  /** What is settled in cash without a payment. */
  readonly unpaid: readonly SalePart[];
}

function settled(
  pricedMinor: Minor,
  { tenders, unpaid }: Given,
  { tenders: offered, currency, cash, noCash = false }: PayRules,
): Payment {
  // A method may have been changed since a part was paid with it. The server would refuse it after the payment.
  const known = tenders.map((one) => ({
    ...one,
    row: offered.find(({ id }) => id === one.tender),
  }));
  if (known.some(({ row }) => row?.active !== true)) return { kind: "refused", reason: "inactive" };
  const parts = [...salePartsOf(tenders, offered), ...unpaid];
  const roundingMinor = saleRounding(pricedMinor, parts, cash);
  const due = changeFor(minor(pricedMinor + roundingMinor), parts);
  if ("overpaidNonCash" in due) return { kind: "refused", reason: "change_only_from_cash" };
  if ("changeMinor" in due && due.changeMinor > mostChange(currency))
    return { kind: "refused", reason: "too_much_cash" };
  const givesChange = "changeMinor" in due && due.changeMinor > 0;
  if (noCash && (givesChange || tenders.some(({ tender }) => tender === CASH)))
    return { kind: "refused", reason: "no_drawer" };
  if (known.some(({ row, reference }) => row !== undefined && missesReference(row, reference)))
    return { kind: "refused", reason: "reference_required" };
  if ("short" in due) return { kind: "part", parts: tenders };
  return { kind: "paid", tenders, roundingMinor, changeMinor: due.changeMinor };
}

/** Payment methods with their rules, and the change of a payment. */
import { z } from "zod";
import { Instant, line, Version, WriteKey } from "./fields.ts";
import { plainText } from "./fold.ts";
import { TenderId } from "./ids.ts";
import { minor, MinorPositive } from "./money.ts";
import type { Minor } from "./money.ts";
import { rule } from "./rules.ts";

/** The methods of every shop; the others are the shop's own. */
export const CASH = TenderId.parse("cash");
export const CARD = TenderId.parse("card");
export const OTHER = TenderId.parse("other");
/**
 * What the goods of a customer pay in an exchange: the return gives it, the sale takes it, so that it adds up to nothing.
 * No till and no setting offers it.
 */
export const EXCHANGE = TenderId.parse("exchange");

/** What a method is, for figures and exports. `gift_card`, `store_credit` and `account` are not offered yet. */
export const TenderKind = z.enum([
  "cash",
  "card",
  "transfer",
  "voucher",
  "gift_card",
  "store_credit",
  "account",
  "exchange",
  "other",
]);
export type TenderKind = z.infer<typeof TenderKind>;

/** The kinds that a shop can add. There is one cash: the one that is counted and gives change. */
export const OwnTenderKind = TenderKind.extract(["card", "transfer", "voucher", "other"]);
export type OwnTenderKind = z.infer<typeof OwnTenderKind>;

/** Whether a kind can give change. Change is coins and notes: a card terminal or a bank takes exactly what is due. */
export function mayGiveChange(kind: TenderKind): boolean {
  return kind === "cash" || kind === "voucher";
}

/** The rules of a method, with what they are for a new one. */
const tenderRules = {
  opensDrawer: z.boolean().describe("Whether a payment opens the cash drawer"),
  countedAtClose: z.boolean().describe("Whether its total is counted when the day is closed"),
  givesChange: z.boolean().describe("Whether more than is due may be taken; change is cash"),
  needsReference: z.boolean().describe("Whether a payment needs a reference"),
  allowedForRefunds: z.boolean().describe("Whether money can be refunded by it"),
  refundsUnreceipted: z
    .boolean()
    .describe("Whether it can refund goods that come back without a receipt"),
};

const defaults = {
  opensDrawer: false,
  countedAtClose: true,
  givesChange: false,
  needsReference: false,
  allowedForRefunds: true,
  refundsUnreceipted: true,
};

export const CreateTender = z.strictObject({
  key: WriteKey,
  name: line(60, 1),
  kind: OwnTenderKind,
  opensDrawer: tenderRules.opensDrawer.default(defaults.opensDrawer),
  countedAtClose: tenderRules.countedAtClose.default(defaults.countedAtClose),
  givesChange: tenderRules.givesChange.default(defaults.givesChange),
  needsReference: tenderRules.needsReference.default(defaults.needsReference),
  allowedForRefunds: tenderRules.allowedForRefunds.default(defaults.allowedForRefunds),
  refundsUnreceipted: tenderRules.refundsUnreceipted.optional().describe("Left out, it is true"),
});
export type CreateTender = z.infer<typeof CreateTender>;

/** The kind of a method cannot be changed: figures of the past depend on it. */
export const UpdateTender = z.strictObject({
  key: WriteKey,
  id: TenderId,
  version: Version,
  name: line(60, 1).optional(),
  opensDrawer: tenderRules.opensDrawer.optional(),
  countedAtClose: tenderRules.countedAtClose.optional(),
  givesChange: tenderRules.givesChange.optional(),
  needsReference: tenderRules.needsReference.optional(),
  allowedForRefunds: tenderRules.allowedForRefunds.optional(),
  refundsUnreceipted: tenderRules.refundsUnreceipted.optional(),
});
export type UpdateTender = z.infer<typeof UpdateTender>;

export const TenderState = z.strictObject({ key: WriteKey, id: TenderId, version: Version });
export type TenderState = z.infer<typeof TenderState>;

export const Tender = z.strictObject({
  id: TenderId,
  name: z.string(),
  kind: TenderKind,
  ...tenderRules,
  active: z.boolean(),
  version: z.int(),
  createdAt: Instant,
});
export type Tender = z.infer<typeof Tender>;

const exact = { ...defaults, active: true, version: 1 };

/** The methods of a new shop. */
export const FIRST_TENDERS: readonly Omit<Tender, "createdAt">[] = [
  { ...exact, id: CASH, name: "Cash", kind: "cash", opensDrawer: true, givesChange: true },
  { ...exact, id: CARD, name: "Card", kind: "card" },
  { ...exact, id: OTHER, name: "Other", kind: "other" },
];

/** The payment of an exchange, which every shop has too. */
export const EXCHANGE_TENDER: Omit<Tender, "createdAt"> = {
  ...exact,
  id: EXCHANGE,
  name: "Exchange",
  kind: "exchange",
  countedAtClose: false,
  allowedForRefunds: false,
};

/** All methods of the shop, also deactivated ones, in the order of the till. */
export const Tenders = z.strictObject({ items: z.array(Tender) });
export type Tenders = z.infer<typeof Tenders>;

/** A payment with one method. More than is due gives change where the method allows it. */
export const TenderInput = z.strictObject({
  tender: TenderId,
  amountMinor: MinorPositive,
  reference: line(100)
    .refine((text) => !isCardNumber(text), rule("card_number_refused"))
    .default("")
    .describe("Such as the number of a voucher; a card number is refused"),
  cardPayment: WriteKey.optional().describe(
    "The key of an approved payment of the card terminal, with the same amount; used once",
  ),
});
export type TenderInput = z.infer<typeof TenderInput>;

/**
 * Whether a text contains a number that could be a payment card's: 13 to 19 digits with the first digits of a card
 * (ISO/IEC 7812) and a valid check digit (Luhn), in one group or in several, also after or before other groups. Digits
 * of every script count.
 */
export function isCardNumber(text: string): boolean {
  const runs = plainText(text).match(/\d+(?:[ ./-]{1,3}\d+)*/g) ?? [];
  return runs.some((run) => hasCardAmong(run.split(/[ ./-]+/)));
}

function hasCardAmong(groups: readonly string[]): boolean {
  return groups.some((_, first) => {
    let digits = "";
    return groups.slice(first).some((group) => {
      digits += group;
      return CARD_LENGTH.test(digits) && CARD_BEGINS.test(digits) && hasLuhnDigit(digits);
    });
  });
}

const CARD_LENGTH = /^\d{13,19}$/;

/** 3 to 6, and 2221 to 2720: what the card networks use. */
const CARD_BEGINS = /^(?:[3-6]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/;

function hasLuhnDigit(digits: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...digits].toReversed().entries()) {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Whether a payment has no reference although its method needs one. A reference that nobody can see is none. */
export function missesReference(
  { needsReference }: Pick<Tender, "needsReference">,
  reference: string,
): boolean {
  return needsReference && plainText(reference) === "";
}

/** One payment by a customer with one method. The amount is zero or more. */
export interface GivenTender {
  readonly givesChange: boolean;
  readonly amountMinor: Minor;
}

/** The change due, the missing amount, or the excess of the tenders that give no change. */
export type ChangeDue = { changeMinor: Minor } | { short: Minor } | { overpaidNonCash: Minor };

/**
 * Settles tenders against a total including its rounding line. Change is given for cash and for methods that allow it,
 * so the others may not exceed the total, and the change never exceeds what allows it. RangeError for a negative
 * tender.
 */
export function changeFor(totalMinor: Minor, tenders: readonly GivenTender[]): ChangeDue {
  let changeable = 0;
  let exact = 0;
  for (const { givesChange, amountMinor } of tenders) {
    if (amountMinor < 0) throw new RangeError("A tender cannot be negative");
    if (givesChange) changeable += amountMinor;
    else exact += amountMinor;
  }
  if (exact > totalMinor) return { overpaidNonCash: minor(exact - totalMinor) };
  const over = changeable + exact - totalMinor;
  return over < 0 ? { short: minor(-over) } : { changeMinor: minor(over) };
}

/** What a correction of a payment method moves, for `correctedByDefault`. */
export interface CorrectedTender {
  /** What the method has of the sale. */
  readonly leftMinor: number;
  readonly givesChange: boolean;
  /** What cash has of the sale; negative if it only gave the change of another method. */
  readonly cashMinor: number;
  readonly toCash: boolean;
}

/**
 * The amount that a correction moves if none is given: all that the method has, without the change that it gave in cash.
 * A method that gives no change has given none; and if the customer paid in cash, the change belongs to that cash.
 */
export function correctedByDefault(corrected: CorrectedTender): Minor {
  const { leftMinor, givesChange, cashMinor, toCash } = corrected;
  const changeMinor = givesChange && !toCash ? Math.max(0, -cashMinor) : 0;
  return minor(Math.max(0, leftMinor - changeMinor));
}

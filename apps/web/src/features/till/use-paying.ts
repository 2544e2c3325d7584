import { useState } from "react";
import type { ReactNode, RefObject } from "react";
import type { StillDue } from "@daybook/contract/cash-rounding";
import { minor, MinorPositive } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import { refundInCash } from "@daybook/contract/cash-rounding";
import { plainText } from "@daybook/contract/fold";
import { takesOffMoreThan } from "@daybook/contract/pricing";
import { MAX_SALE_LINES } from "@daybook/contract/sale-basics";
import { CASH } from "@daybook/contract/tenders";
import type { TenderInput } from "@daybook/contract/tenders";
import { connectionStore } from "../../lib/connection.ts";
import { useTenders } from "../../lib/use-tenders.ts";
import type { OfferedTender } from "../../lib/use-tenders.ts";
import { tillTexts as texts } from "../../texts/en/till.ts";
import { beyondInCart, grossAtList, priceOfCart } from "./cart-price.ts";
import type { Drafts } from "./drafts.ts";
import { pay, stillToPay } from "./pay.ts";
import type { Payment, PayRules, Received } from "./pay.ts";
import { useAgeCheck } from "./use-age-check.tsx";
import { useCardTerminal } from "./use-card-terminal.tsx";
import { isCodeNotMoney } from "./read-entry.ts";
import { useCartApproval } from "./use-cart-approval.tsx";
import type { Till } from "./use-till.ts";

export interface Paying {
  /** The typed amount received. */
  readonly text: string;
  readonly type: (text: string) => void;
  readonly error: string | null;
  /** The remaining amounts, in cash and by another method; null while there is no total. */
  readonly rest: StillDue | null;
  /** Whether the shop rounds cash, so the two can differ. */
  readonly roundsCash: boolean;
  /** The shop's payment methods, also deactivated ones. */
  readonly tenders: readonly OfferedTender[];
  /** The method whose reference must be entered before its payment is taken; null if none. */
  readonly waitsFor: OfferedTender | null;
  /**
   * Takes the typed amount, or exactly the amount due if it is empty. A method that needs a reference first waits for
   * it.
   */
  readonly take: (tender: OfferedTender["id"]) => void;
  /** Takes the payment that waits, with its reference. */
  readonly takeWith: (reference: string) => void;
  /** Does without the payment that waits. */
  readonly doWithout: () => void;
  /** Takes this much cash, or exactly the amount due. */
  readonly takeCash: (amountMinor: number | null) => void;
  readonly takeBack: (index: number) => void;
  /** The payment in progress at the card terminal. */
  readonly terminal: ReactNode;
  /** The sheet that asks for an approval, while it is open. */
  readonly approval: ReactNode;
}

interface PayingOptions {
  readonly till: Till;
  readonly field: RefObject<HTMLInputElement | null>;
  /** Everything is paid, with these tenders: starts the next sale. */
  readonly onPaid: (tenders: readonly TenderInput[]) => void;
  /** A slow scanner typed into the amount. */
  readonly onCode: (code: string) => void;
  readonly drafts: Drafts;
  /** The drawer is closed, so no money may be taken: called before any is. */
  readonly onClosedDrawer: () => void;
}

/** Takes payments for the cart, in one part or several; shows why if it cannot. */
export function usePaying(options: PayingOptions): Paying {
  const { till, field, onPaid, onCode, drafts, onClosedDrawer } = options;
  const { priced, store } = till;
  const { parts } = till.state.cart;
  const { text, setText, error, setError, type, amountOr } = useAmountText(till);
  const [waits, setWaits] = useState<Waiting | null>(null);
  const { tenders, loaded } = useTenders();
  const approvals = useCartApproval();
  const terminal = useCardTerminal(store, tenders);
  const rules = payRules(till, tenders);
  const ages = useAgeCheck(store);
  const rest =
    priced === null ? null : stillToPay(dueOf(priced.totalMinor, till.backMinor), parts, rules);

  const ask = (waiting: Waiting | null) => {
    setWaits(waiting);
    setError(null);
  };
  const hand = (received: Received) => {
    if (terminal.blocks(received)) return setError(texts.terminalFirst);
    if (!drafts.settle()) return setError(texts.unreadable);
    // Drafts are committed by now, although not rendered yet.
    const now = loaded ? payableNow(till) : texts.loadingTenders;
    if (now === CLOSED) onClosedDrawer();
    if (typeof now === "string") return setError(now);
    if (!ages.covers(now.cart)) return ages.ask(now.cart, () => hand(received));
    const payOutMinor = payOutOf(now, till.cash);
    const noPayOut = payOutMinor === 0 ? null : whyNoPayOut(received, now.parts, rules);
    if (noPayOut !== null) return setError(noPayOut);
    const payment = pay(dueOf(now.totalMinor, now.backMinor), now.parts, received, rules);
    const tender = tenderToAskAbout(payment, received, tenders);
    if (tender !== null) return ask({ tender, received });
    if (payment.kind === "refused") {
      // With a reference, the focus is in its field.
      if (received.reference === undefined) field.current?.focus();
      return setError(SENTENCES[payment.reason]);
    }
    if (!approvals.covers(now))
      return void approvals.ask(now, { onWhy: setError, onApproved: () => hand(received) });
    ask(null);
    setText("");
    if (terminal.takes(received)) return terminal.send(received, payment);
    terminal.done(received);
    if (payment.kind === "part") {
      store.act({ type: "setParts", parts: payment.parts });
      return field.current?.focus();
    }
    const changeMinor = minor(payment.changeMinor + payOutMinor);
    store.sell({ ...now, ...payment, changeMinor, payOutMinor, approvalId: approvals.spend(now) });
    return onPaid(payOutMinor > 0 ? IN_CASH : payment.tenders);
  };
  return {
    approval: approvals.sheet ?? ages.sheet,
    terminal: terminal.part(hand),
    text,
    error,
    rest,
    roundsCash: till.cash.cashRounding !== "off",
    type,
    tenders,
    waitsFor: waits?.tender ?? null,
    ...forWaiting({ waits, hand, setError, ask, field }),
    take: (tender) => {
      const amountMinor = amountOr(rest?.inCashMinor ?? 0, onCode);
      if (amountMinor !== undefined) hand({ tender, amountMinor });
    },
    takeCash: (amountMinor) => hand({ tender: CASH, amountMinor }),
    takeBack: (index) => setError(removePart(till, index)),
  };
}

interface WaitingParts {
  readonly waits: Waiting | null;
  readonly hand: (received: Received) => void;
  readonly setError: (sentence: string) => void;
  readonly ask: (waiting: Waiting | null) => void;
  readonly field: PayingOptions["field"];
}

/** What a payment does that waits for its reference. */
function forWaiting({ waits, hand, setError, ask, field }: WaitingParts) {
  return {
    takeWith: (reference: string) => {
      if (plainText(reference) === "") setError(texts.referenceFirst);
      else if (waits !== null) hand({ ...waits.received, reference: reference.trim() });
    },
    doWithout: () => {
      ask(null);
      field.current?.focus();
    },
  };
}

/** What the customer pays: nothing if the empties are worth more. */
function dueOf(totalMinor: Minor, backMinor: Minor): Minor {
  return minor(Math.max(0, totalMinor - backMinor));
}

/** What the customer is paid for empties beyond the goods, in cash. */
function payOutOf(
  { totalMinor, backMinor }: { readonly totalMinor: Minor; readonly backMinor: Minor },
  rule: Till["cash"],
): Minor {
  const owed = { owedMinor: backMinor, mostMinor: minor(Number.MAX_SAFE_INTEGER) };
  return refundInCash(owed, Math.min(totalMinor, backMinor), rule);
}

/** Why money cannot be paid out now; null if it can. */
function whyNoPayOut(
  { tender, amountMinor }: Received,
  parts: readonly TenderInput[],
  { noCash }: PayRules,
): string | null {
  const isPlain = tender === CASH && amountMinor === null && parts.length === 0;
  if (!isPlain) return texts.payOutInCash;
  return noCash === true ? texts.noDrawer : null;
}

/** Money for empties comes from the drawer, which opens as for a payment. */
const IN_CASH: readonly TenderInput[] = [
  { tender: CASH, amountMinor: MinorPositive.parse(1), reference: "" },
];

function payRules({ formats, cash, cashOutside }: Till, tenders: PayRules["tenders"]): PayRules {
  const noCash = cashOutside === "refused";
  return { tenders, currency: formats.style.currency, cash, noCash };
}

/** The error of a payment at a closed drawer; its sentence depends on the drawer, which may be opened elsewhere. */
const CLOSED = "closed";

function closedSentence(drawer: Till["drawer"]): string | null {
  return drawer?.session === null ? texts.drawerClosed(drawer.name) : null;
}

/** The typed amount received, and why it was not taken. */
function useAmountText({ drawer, formats }: Till) {
  const [text, setText] = useState("");
  const [error, setError] = useState<string | null>(null);
  const type = (typed: string) => {
    setText(typed);
    setError(null);
  };
  /** The amount, null if there is none; undefined if a slow scanner typed a code, which goes to `onCode`. */
  const amountOr = (restMinor: number, onCode: (code: string) => void) => {
    const amountMinor = typedAmount(text, restMinor, formats);
    if (amountMinor !== "code") return amountMinor;
    setText("");
    setError(texts.wasACode);
    return onCode(text.trim());
  };
  const shown = error === CLOSED ? closedSentence(drawer) : error;
  return { text, setText, error: shown, setError, type, amountOr };
}

/** Removes a part; answers why not, if the card terminal has taken its money. */
function removePart({ state, store }: Till, index: number): string | null {
  const { parts } = state.cart;
  if (parts[index]?.cardPayment !== undefined) return texts.takenByTerminal;
  if (store.isHeld()) return texts.terminalFirst;
  store.act({ type: "setParts", parts: parts.toSpliced(index, 1) });
  return null;
}

/** The typed amount: null if there is none, "code" if a slow scanner typed it. */
function typedAmount(
  text: string,
  restMinor: number,
  { parseMoney }: Till["formats"],
): number | null | "code" {
  if (text.trim() === "") return null;
  const amountMinor = parseMoney(text);
  return isCodeNotMoney(text, amountMinor, restMinor) ? "code" : amountMinor;
}

/** The method whose reference a payment lacks and was not asked for yet; null if there is none. */
function tenderToAskAbout(
  payment: Payment,
  { tender, reference }: Received,
  tenders: readonly OfferedTender[],
): OfferedTender | null {
  const lacks = payment.kind === "refused" && payment.reason === "reference_required";
  if (!lacks || reference !== undefined) return null;
  return tenders.find(({ id, needsReference }) => id === tender && needsReference) ?? null;
}

/** A payment that needs a reference before it is taken. */
interface Waiting {
  readonly tender: OfferedTender;
  readonly received: Received;
}

const SENTENCES = {
  card_number_refused: texts.cardNumber,
  inactive: texts.tenderDeactivated,
  no_drawer: texts.noDrawer,
  reference: texts.referenceInvalid,
  reference_required: texts.referenceMissing,
  amount: texts.notAnAmount,
  change_only_from_cash: texts.changeFromCash,
  too_much_cash: texts.tooMuchCash,
  too_many: texts.tooManyParts,
} as const;

/** The cart as it is paid now, or why payment is not possible. */
function payableNow(till: Till) {
  const now = asOfNow(till);
  const { state, priced, place } = now;
  const obstacle = obstacleOf(now);
  // While the server is away nobody can open it, and a sale is saved to the session of its moment.
  const shut = till.drawer?.session === null && connectionStore.get() !== "away";
  if (obstacle === null && shut) return CLOSED;
  if (obstacle !== null || priced === null || place === null) return obstacle ?? texts.pricing;
  return {
    parts: state.cart.parts,
    totalMinor: priced.totalMinor,
    backMinor: now.backMinor,
    locationId: place.id,
    discountReason: isReasonRequired(now) ? state.cart.discountReason.trim() : "",
    beyond: beyondSentence(now),
    cart: state.cart,
  };
}

function asOfNow(till: Till): Till {
  const { store, rules } = till;
  const { state } = store.get();
  return { ...till, state, priced: rules === null ? null : priceOfCart(state.cart, rules) };
}

/** Whether so much is taken off, by discounts or other prices, that a reason is required. */
export function isReasonRequired({ state, priced, reasonAbovePpm }: Till): boolean {
  if (priced === null) return false;
  return takesOffMoreThan(priced, reasonAbovePpm, state.cart.lines.map(grossAtList));
}

/** The first thing in the cart that goes beyond the person's limits, as a sentence; null if nothing does. */
export function beyondSentence({ state, priced, limits, formats }: Till): string | null {
  const [first] = priced === null ? [] : beyondInCart(state.cart, priced, limits);
  if (first === undefined) return null;
  const most = first.most === 0 ? null : formats.percent(first.most);
  return first.limit === "discount" ? texts.beyond.discount(most) : texts.beyond.priceChange(most);
}

const UNSOLD: ReadonlySet<string | undefined> = new Set(["changed", "off"]);

/** Why payment is not possible now; null if it is. */
function obstacleOf(till: Till): string | null {
  const { state, rules, priced, places, place, problemOf, formats, reasonAbovePpm } = till;
  if (state.cart.lines.length === 0 && state.cart.back.length === 0) return texts.cartFirst;
  if (till.ownTill?.revoked === true) return texts.tillRevoked;
  if (state.cart.lines.length > MAX_SALE_LINES) return texts.tooManyLines(MAX_SALE_LINES);
  if (rules === null || places === undefined) return texts.pricing;
  if (priced === null) return texts.tooLarge;
  if (place === null) return texts.noPlace;
  if (state.lost !== null) return state.lost;
  // The server would certainly refuse the old price or the product, after the customer has paid.
  const unsold = state.cart.lines.some((line) => UNSOLD.has(problemOf(line)?.kind));
  if (unsold) return texts.clearProblems;
  if (isReasonRequired(till) && plainText(state.cart.discountReason) === "")
    return texts.discountReasonFirst(formats.percent(reasonAbovePpm));
  return null;
}

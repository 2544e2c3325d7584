/** What should be settled before a drawer is counted. */
import type { CardPayment } from "@daybook/contract/card-payments";
import type { Till } from "@daybook/contract/tills";
import type { Formats } from "../../lib/format.ts";
import { endOfDayTexts as texts } from "../../texts/en/end-of-day.ts";

/** The sales of this browser that the server does not have. */
export interface Unsent {
  readonly waiting: number;
  /** Refused by the server: each waits for a decision. */
  readonly refused: number;
}

export interface OpenItem {
  readonly text: string;
  /** Whether it is settled at the till of this browser. */
  readonly atTill: boolean;
}

interface Found {
  readonly unsent: Unsent;
  /** The tills of the open drawers. */
  readonly tills: readonly Pick<Till, "name" | "lastUsedAt" | "thisDevice">[];
  readonly cardPayments: readonly CardPayment[];
}

/** A till whose browser sent nothing for so long may hold sales; `lastUsedAt` is exact to five minutes. */
const UNSEEN_MS = 30 * 60_000;

/** The open items, the most urgent first. */
export function stillOpen(
  { unsent, tills, cardPayments }: Found,
  { money, moment }: Pick<Formats, "money" | "moment">,
  now: number,
): OpenItem[] {
  const atTill = (text: string): OpenItem => ({ text, atTill: true });
  return [
    ...(unsent.refused === 0 ? [] : [atTill(texts.refused(unsent.refused))]),
    ...(unsent.waiting === 0 ? [] : [atTill(texts.unsent(unsent.waiting))]),
    ...cardPayments.map(({ state, amountMinor, startedAt, kind }) =>
      atTill(
        state === "approved"
          ? texts.cardWithoutSale(kind, money(amountMinor), moment(startedAt))
          : texts.cardUnknown(kind, money(amountMinor), moment(startedAt)),
      ),
    ),
    ...tills.flatMap(({ name, lastUsedAt, thisDevice }) =>
      thisDevice || lastUsedAt === null || now - Date.parse(lastUsedAt) < UNSEEN_MS
        ? []
        : [{ text: texts.unseen(name, moment(lastUsedAt)), atTill: false }],
    ),
  ];
}

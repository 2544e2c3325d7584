/** What should be settled before a drawer is counted. */
import type { CardPayment } from "@daybook/contract/card-payments";
import type { Till } from "@daybook/contract/tills";
import type { Formats } from "../../lib/format.ts";
import { endOfDayTexts as texts } from "../../texts/en/end-of-day.ts";
import { leftByOthersTexts } from "../../texts/en/left-by-others.ts";

/** The sales of this browser that the server does not have. */
export interface Unsent {
  readonly waiting: number;
  /** Refused by the server: each waits for a decision. */
  readonly refused: number;
  /** What the people before left at this till; only they can send it. */
  readonly others: readonly {
    readonly by: string;
    readonly waiting: number;
    readonly refused: number;
  }[];
}

export interface OpenItem {
  /** Unique among the items: two may have the same text. */
  readonly key: string;
  readonly text: string;
  /** Whether it is settled at the till of this browser. */
  readonly atTill: boolean;
  /** An approved card payment without a sale: it can be settled here. */
  readonly cardPayment?: CardPayment;
}

interface Found {
  readonly unsent: Unsent;
  /** The tills of the open drawers. */
  readonly tills: readonly Pick<Till, "id" | "name" | "lastUsedAt" | "thisDevice">[];
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
  const atTill = (key: string, text: string): OpenItem => ({ key, text, atTill: true });
  return [
    ...(unsent.refused === 0 ? [] : [atTill("refused", texts.refused(unsent.refused))]),
    ...(unsent.waiting === 0 ? [] : [atTill("unsent", texts.unsent(unsent.waiting))]),
    ...unsent.others.flatMap(leftByOther),
    ...cardPayments.map((cardPayment) => {
      const { id, state, amountMinor, startedAt, kind } = cardPayment;
      const about = [kind, money(amountMinor), moment(startedAt)] as const;
      return state === "approved"
        ? { ...atTill(`card ${id}`, texts.cardWithoutSale(...about)), cardPayment }
        : atTill(`card ${id}`, texts.cardUnknown(...about));
    }),
    ...tills.flatMap(({ id, name, lastUsedAt, thisDevice }) =>
      thisDevice || lastUsedAt === null || now - Date.parse(lastUsedAt) < UNSEEN_MS
        ? []
        : [{ key: `till ${id}`, text: texts.unseen(name, moment(lastUsedAt)), atTill: false }],
    ),
  ];
}

/** The same sentences as on every screen of the till. Another person signs in for it, so there is nothing to go to. */
function leftByOther(
  { by, waiting, refused }: Unsent["others"][number],
  index: number,
): OpenItem[] {
  const name = by === "" ? leftByOthersTexts.someone : by;
  const item = (kind: "refused" | "waiting", count: number) =>
    count === 0
      ? []
      : [{ key: `${kind} ${index}`, text: leftByOthersTexts[kind](count, name), atTill: false }];
  return [...item("refused", refused), ...item("waiting", waiting)];
}

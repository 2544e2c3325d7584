import { z } from "zod";
import { readJson } from "../../lib/guarded-texts.ts";
import type { GuardedTexts } from "../../lib/guarded-texts.ts";
import { ORDER_NAME } from "./terminal-order.ts";
import { REFUSED, UNSENT } from "./till-storage.ts";

/** What another person left unfinished at this till. Only they can finish it: it is recorded in their name. */
export interface LeftByOther {
  /** Empty if an earlier version stored it. */
  readonly by: string;
  /** Paid sales that are not sent yet. */
  readonly waiting: number;
  /** Paid sales that the server refused. */
  readonly refused: number;
  /** The amount of a card payment without a final outcome; null without one. */
  readonly cardMinor: number | null;
}

const Named = z.object({ by: z.string().catch("") });
const Order = z.object({ key: z.string().min(1), amountMinor: z.int(), by: z.string() });
const CARD = `daybook-${ORDER_NAME}`;

/** What others left in this browser in the shop of `scope`, one entry per person. */
export function leftByOthers(texts: GuardedTexts, scope: string): readonly LeftByOther[] {
  const [ownId, booksId] = scope.split(":");
  const people = new Map<string, LeftByOther>();
  const note = (prefix: string, add: (before: LeftByOther, stored: unknown) => LeftByOther) => {
    for (const key of texts.keys(prefix)) {
      const [personId = "", shopId] = key.slice(prefix.length).split(":");
      if (personId === ownId || shopId !== booksId) continue;
      const stored = readJson(texts.get(key));
      const by = Named.safeParse(stored).data?.by ?? "";
      const before = people.get(personId) ?? { by, waiting: 0, refused: 0, cardMinor: null };
      people.set(personId, add({ ...before, by: before.by === "" ? by : before.by }, stored));
    }
  };
  note(UNSENT, (before) => ({ ...before, waiting: before.waiting + 1 }));
  note(REFUSED, (before) => ({ ...before, refused: before.refused + 1 }));
  note(CARD, (before, stored) => {
    const order = Order.safeParse(stored).data;
    return order === undefined ? before : { ...before, cardMinor: order.amountMinor };
  });
  return [...people.values()].filter(
    ({ waiting, refused, cardMinor }) => waiting + refused > 0 || cardMinor !== null,
  );
}

import { CASH } from "@daybook/contract/tenders";
import { LocationId } from "@daybook/contract/ids";
import { minor, MinorPositive } from "@daybook/contract/money";
import { pieces } from "@daybook/contract/quantity";
import type { RingUpSale, Sale } from "@daybook/contract/sales";
import { newId } from "@daybook/contract/uuid";
import { CartProduct } from "../cart.ts";
import { NO_PROBLEMS } from "../cart-problems.ts";
import type { SendError } from "../sale-sender.ts";
import { createTillStorage } from "../till-storage.ts";
import type { TextStorage } from "../../../lib/guarded-texts.ts";
import { memoryStorage } from "../../../lib/testing/memory-storage.ts";
import { createTillStore } from "../till-store.ts";
import type { TillStore } from "../till-store.ts";

const PLACE = LocationId.parse("0198c000-0000-7000-8000-0000000000cc");
export const MUG = CartProduct.parse({
  id: "0198c000-0000-7000-8000-000000000001",
  sku: "MUG",
  name: "Mug",
  unit: "each",
  quantityStepMilli: 1000,
  kind: "stock",
  taxClassId: "0198c000-0000-7000-8000-0000000000aa",
  priceMinor: 499,
  basisMilli: 1000,
  version: 1,
});

/** The result of one attempt on the network: the server's response, or this error. */
export type Answer = "booked" | "bookedButLost" | SendError;

const LOST: ReadonlySet<Answer> = new Set(["bookedButLost", "again"]);

/** A server behind a network: it saves each key once and always returns the same answer for it. */
function server() {
  const recorded = new Map<string, RingUpSale>();
  const answers: Answer[] = [];
  const attempts: RingUpSale[] = [];
  return {
    recorded,
    answers,
    attempts,
    send: (input: RingUpSale): Promise<Sale> => {
      attempts.push(input);
      const given = answers.shift() ?? "booked";
      // A saved sale remains saved: only its response can still be lost.
      const answer = recorded.has(input.key) && !LOST.has(given) ? "booked" : given;
      if (answer === "booked" || answer === "bookedButLost") recorded.set(input.key, input);
      if (answer !== "booked")
        return Promise.reject(new Error(answer === "bookedButLost" ? "again" : answer));
      // safe because the till only shows these fields of a sale
      return Promise.resolve({ id: input.key, receiptNumber: "A-1" } as Sale);
    },
  };
}

/** The server was last reachable at nine; the sale was made half an hour later. */
export const AWAY = {
  occurredAt: "2026-03-01T09:30:00Z",
  replay: { pricesAt: "2026-03-01T09:00:00Z" },
} as const;

interface TestTillOptions {
  readonly storage?: TextStorage | null;
  readonly away?: boolean;
  /** Whether the card terminal takes a payment for the cart. */
  readonly held?: () => boolean;
}

export function createTestTill(options: TestTillOptions = {}) {
  const remote = server();
  const storage = options.storage === undefined ? memoryStorage() : options.storage;
  const timers: (() => void)[] = [];
  const removed: string[] = [];
  const released: string[] = [];
  let loads = 0;
  const open = () => {
    const load = (loads += 1);
    return createTillStore({
      storage: createTillStorage("olive:live", storage),
      report: (receipts) =>
        Promise.resolve(
          receipts.map(({ saleKey }) => saleKey).filter((key) => !remote.recorded.has(key)),
        ),
      printedAs: (receiptNumber) => `Printed as ${receiptNumber}`,
      // A reloaded page does not receive responses to the previous page's requests.
      send: (input) => {
        const answered = remote.send(input);
        const never = new Promise<never>(() => undefined);
        const respond = () => (load === loads ? answered : never);
        return answered.then(respond, respond);
      },
      classify: classifyError,
      later: (_milliseconds, run) => {
        timers.push(run);
        return run;
      },
      newKey: newId,
      by: "Olive",
      isHeld: () => options.held?.() ?? false,
      isAway: () => options.away === true,
      momentNow: () => AWAY,
      explain: (_cart, error) => ({ ...NO_PROBLEMS, above: [String(error)] }),
      onRemoved: ({ product }, emptied) =>
        void removed.push(emptied ? `${product.sku}, the last` : product.sku),
      onReleased: ({ id }) => void released.push(id),
      onReopened: () => undefined,
    });
  };
  return { remote, open, timers, removed, released, storage };
}

const classifyError = (error: unknown): SendError => {
  const message = error instanceof Error ? error.message : "";
  // safe because the server above returns nothing else
  return message as SendError;
};

export function fill(store: TillStore, count = 1): void {
  for (let n = 0; n < count; n += 1)
    store.act({ type: "add", product: MUG, quantityMilli: pieces(1), lineId: newId() });
}

export function payCash(store: TillStore, totalMinor = 499, received = 1000): void {
  store.sell({
    tenders: [{ tender: CASH, amountMinor: MinorPositive.parse(received), reference: "" }],
    totalMinor: minor(totalMinor),
    roundingMinor: minor(0),
    changeMinor: minor(received - totalMinor),
    locationId: PLACE,
    discountReason: "",
    payOutMinor: minor(0),
    approvalId: null,
  });
}

/** Waits until all pending promises have settled. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
}

export const unsentIn = (storage: TextStorage | null) =>
  createTillStorage("olive:live", storage).journal.list().length;

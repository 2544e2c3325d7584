import { useEffect, useSyncExternalStore } from "react";
import { newId } from "@daybook/contract/uuid";
import { browserStorage } from "../../lib/guarded-texts.ts";
import { connectionStore, useConnection } from "../../lib/connection.ts";
import { lateCode } from "../../lib/late-code.ts";
import { useSteady } from "../../lib/press.ts";
import { personScope } from "../../lib/person-scope.ts";
import { refusalOf } from "../../lib/refusal-of.ts";
import { useShop } from "../../lib/shop-context.tsx";
import type { ShopContextValue } from "../../lib/shop-context.tsx";
import { quantityWithUnit } from "../../lib/quantity-with-unit.ts";
import type { TillJournal } from "../../lib/till-journal.ts";
import { useTillJournal } from "../../lib/use-till-journal.ts";
import { showToast } from "../../components/toasts.tsx";
import { trpc } from "../../lib/trpc.ts";
import { tillTexts } from "../../texts/en/till.ts";
import { classifySendError } from "./classify-send-error.ts";
import { grossOfLine } from "./cart-price.ts";
import { NO_PROBLEMS, problemsOf } from "./cart-problems.ts";
import { holdsCart, terminalOrderOf } from "./terminal-order.ts";
import { createTillStorage } from "./till-storage.ts";
import { createTillStore } from "./till-store.ts";
import type { TillSnapshot, TillStore } from "./till-store.ts";

type Utils = ReturnType<typeof trpc.useUtils>;

// What has changed in a cart that is reopened: rare, and not part of the first load.
const loadChanges = lateCode(() => import("./mark-changes.ts"));

/** The timeout of a response: after it, the sale is retried with its key. */
const ANSWER_WITHIN_MS = 15_000;

// Lives as long as the page, so unsent sales are sent while the user is on another screen.
const stores = new Map<string, TillStore>();

/** The till of the current user, and its state. */
export function useTillStore(): { readonly store: TillStore; readonly snapshot: TillSnapshot } {
  const shop = useShop();
  const utils = trpc.useUtils();
  // Read each time: the sample shop may be rebuilt while its page is open, which is a different database.
  const journal = useTillJournal();
  const store = storeFor(shop, utils, journal);
  const snapshot = useSteady(useSyncExternalStore(store.subscribe, store.get));
  const live = useConnection() === "live";
  // Sales that a revoked till could not send are sent when the device is a till again.
  const isRevoked = shop.me.till?.revoked === true;
  useEffect(() => store.resume(), [store, live, isRevoked]);
  useEffect(() => {
    if (!live) return;
    store.compareSold().then(
      (count) => {
        if (count > 0) showToast({ text: tillTexts.sentAgain });
      },
      // The next connection compares again.
      () => undefined,
    );
  }, [store, live]);
  useEffect(() => {
    const listen = (event: StorageEvent) => {
      if (event.key !== null && store.keeps(event.key)) store.reload();
    };
    window.addEventListener("storage", listen);
    return () => window.removeEventListener("storage", listen);
  }, [store]);
  return { store, snapshot };
}

function storeFor(shop: ShopContextValue, utils: Utils, journal: TillJournal): TillStore {
  const { me, formats } = shop;
  const { client } = utils;
  const scope = personScope(shop);
  const existing = stores.get(scope);
  if (existing !== undefined) return existing;
  const store: TillStore = createTillStore({
    storage: createTillStorage(scope, browserStorage()),
    send: (input) =>
      client.sales.ringUp.mutate(input, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }),
    report: async (receipts) => {
      const { missing } = await client.missingReceipts.report.mutate({ key: newId(), receipts });
      return missing;
    },
    classify: (error) => classifySendError(refusalOf(error)),
    later: (milliseconds, run) => {
      const timer = window.setTimeout(run, milliseconds);
      return () => {
        window.clearTimeout(timer);
        run();
      };
    },
    newKey: newId,
    by: me.user.name,
    printedAs: tillTexts.printedAs,
    isHeld: () => holdsCart(terminalOrderOf(scope).get()),
    isAway: () => connectionStore.get() === "away",
    momentNow: () => {
      const occurredAt = new Date();
      // If the clock was set back in between, the time of the prices must not be after the sale.
      const pricesAt = new Date(Math.min(connectionStore.knownUntil(), occurredAt.getTime()));
      return {
        occurredAt: occurredAt.toISOString(),
        replay: { pricesAt: pricesAt.toISOString() },
      };
    },
    explain: (cart, error) => {
      const refusal = refusalOf(error);
      return refusal === null ? NO_PROBLEMS : problemsOf(cart, refusal, formats);
    },
    onRemoved: (line, emptied) => {
      const quantity = quantityWithUnit(line.quantityMilli, line.product.unit, formats);
      journal.record({
        kind: emptied ? "cart_cancelled" : "line_removed",
        amountMinor: grossOfLine(line),
        detail: `${quantity} ${line.product.name}`,
      });
    },
    onReleased: ({ id, version }) => {
      // Without an answer it is free after some minutes.
      void client.parkedSales.putBack.mutate({ key: newId(), id, version }).catch(() => undefined);
    },
    onReopened: (cart) => {
      void loadChanges()
        .then(({ markChanges }) =>
          markChanges(store, (id) => client.products.get.query({ id }), cart),
        )
        // The refusal itself is shown in any case.
        .catch(() => undefined);
      // It may also be a tax rate or the rounding of taxes, which do not belong to a line.
      void Promise.all([utils.settings.taxClasses.invalidate(), utils.settings.get.invalidate()]);
    },
  });
  stores.set(scope, store);
  return store;
}

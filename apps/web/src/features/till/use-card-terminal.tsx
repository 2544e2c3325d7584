import { useSyncExternalStore } from "react";
import type { ReactNode } from "react";
import type { CardPayment } from "@daybook/contract/card-payments";
import { newId } from "@daybook/contract/uuid";
import { useDeviceValue } from "../../lib/device-storage.ts";
import { latePart } from "../../lib/late-part.tsx";
import { usePersonScope } from "../../lib/person-scope.ts";
import { useShop } from "../../lib/shop-context.tsx";
import type { OfferedTender } from "../../lib/use-tenders.ts";
import type { Payment, Received } from "./pay.ts";
import { holdsPayments, NO_ORDER, subjectOf, terminalOrderOf } from "./terminal-order.ts";
import type { TillStore } from "./till-store.ts";

const CardTerminalPayment = latePart(
  async () => (await import("./card-terminal-payment.tsx")).CardTerminalPayment,
);

interface CardTerminal {
  /** Whether the terminal takes this payment before it counts. */
  readonly takes: (received: Received) => boolean;
  /** Sends the payment to the terminal. Until its outcome is final, the cart and other payments wait. */
  readonly send: (received: Received, payment: Exclude<Payment, { kind: "refused" }>) => void;
  /** The payment is in the cart or in its sale. */
  readonly done: (received: Received) => void;
  /** Whether this payment must wait, because another one is out or taken. */
  readonly blocks: (received: Received) => boolean;
  /** The payment in progress, which goes to `onApproved` with its reference. */
  readonly part: (onApproved: (received: Received) => void) => ReactNode;
}

/** The card terminal of the till, if the server has one. */
export function useCardTerminal(store: TillStore, tenders: readonly OfferedTender[]): CardTerminal {
  const { me } = useShop();
  const stored = terminalOrderOf(usePersonScope());
  const [order, setOrder] = useDeviceValue(stored);
  const { state, heldBack } = useSyncExternalStore(store.subscribe, store.get);
  return {
    takes: ({ tender, cardPayment }) =>
      me.cardTerminal &&
      cardPayment === undefined &&
      tenders.some(({ id, kind }) => id === tender && kind === "card"),
    send({ tender }, payment) {
      const parts = payment.kind === "paid" ? payment.tenders : payment.parts;
      const amountMinor = parts.at(-1)?.amountMinor ?? 0;
      if (holdsPayments(order) || amountMinor <= 0) return;
      const subject = subjectOf(store.get().state.cart);
      setOrder({ ...NO_ORDER, key: newId(), tender, amountMinor, subject, by: me.user.name });
    },
    done({ cardPayment }) {
      if (cardPayment !== undefined || order.state === "over") setOrder(NO_ORDER);
    },
    blocks: ({ cardPayment }) => cardPayment === undefined && holdsPayments(stored.get()),
    part: (onApproved) =>
      order.key === "" ? null : (
        <CardTerminalPayment
          key={order.key}
          order={order}
          isSameCart={subjectOf(state.cart) === order.subject}
          heldBack={heldBack}
          onChange={(change) => setOrder({ ...stored.get(), ...change })}
          onApproved={({ id, reference }: CardPayment) => {
            const method = tenders.find(({ id: one }) => one === order.tender);
            const { amountMinor } = order;
            if (method !== undefined)
              onApproved({ tender: method.id, amountMinor, reference, cardPayment: id });
          }}
          onEnd={() => setOrder(NO_ORDER)}
        />
      ),
  };
}

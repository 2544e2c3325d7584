import type { ReactNode } from "react";
import type { CardPayment } from "@daybook/contract/card-payments";
import { newId } from "@daybook/contract/uuid";
import { deviceValue, useDeviceValue } from "../../lib/device-storage.ts";
import { latePart } from "../../lib/late-part.tsx";
import { useShop } from "../../lib/shop-context.tsx";
import type { OfferedTender } from "../../lib/use-tenders.ts";
import type { Payment, Received } from "./pay.ts";

const CardTerminalPayment = latePart(
  async () => (await import("./card-terminal-payment.tsx")).CardTerminalPayment,
);

/** A payment that the terminal takes; no key if there is none. */
export interface TerminalOrder {
  readonly key: string;
  readonly tender: string;
  readonly amountMinor: number;
}

const NO_ORDER: TerminalOrder = { key: "", tender: "", amountMinor: 0 };
/** Stored, so a reload asks for the outcome of the same payment and never charges again. */
const ordered = deviceValue("card-payment", NO_ORDER);

interface CardTerminal {
  /** Whether the terminal takes this payment before it counts. */
  readonly takes: (received: Received) => boolean;
  /** Sends the payment to the terminal. */
  readonly send: (received: Received, payment: Exclude<Payment, { kind: "refused" }>) => void;
  /** The payment is in the cart or in its sale. */
  readonly done: (received: Received) => void;
  /** The payment in progress, which goes to `onApproved` with its reference. */
  readonly part: (onApproved: (received: Received) => void) => ReactNode;
}

/** The card terminal of the till, if the server has one. */
export function useCardTerminal(tenders: readonly OfferedTender[]): CardTerminal {
  const { me } = useShop();
  const [order, setOrder] = useDeviceValue(ordered);
  return {
    takes: ({ tender, cardPayment }) =>
      me.cardTerminal &&
      cardPayment === undefined &&
      tenders.some(({ id, kind }) => id === tender && kind === "card"),
    send({ tender }, payment) {
      const parts = payment.kind === "paid" ? payment.tenders : payment.parts;
      const amountMinor = parts.at(-1)?.amountMinor ?? 0;
      if (order.key === "" && amountMinor > 0) setOrder({ key: newId(), tender, amountMinor });
    },
    done({ cardPayment }) {
      if (cardPayment !== undefined) setOrder(NO_ORDER);
    },
    part: (onApproved) =>
      me.cardTerminal && order.key !== "" ? (
        <CardTerminalPayment
          key={order.key}
          order={order}
          onApproved={({ id, reference }: CardPayment) => {
            const method = tenders.find(({ id: one }) => one === order.tender);
            const { amountMinor } = order;
            if (method !== undefined)
              onApproved({ tender: method.id, amountMinor, reference, cardPayment: id });
          }}
          onEnd={() => setOrder(NO_ORDER)}
        />
      ) : null,
  };
}

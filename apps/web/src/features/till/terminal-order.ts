/** A payment that is out at the card terminal, kept on this device until its outcome is final. */
import { deviceValue } from "../../lib/device-storage.ts";
import type { DeviceValue } from "../../lib/device-storage.ts";
import { ringUpLines } from "./cart.ts";
import type { Cart } from "./cart.ts";

/** No key if there is none. */
export interface TerminalOrder {
  readonly key: string;
  readonly tender: string;
  readonly amountMinor: number;
  /** What it pays for, from `subjectOf`. */
  readonly subject: string;
  /** The person at the till. */
  readonly by: string;
  /** Whether the server was asked before: then a refusal does not say that nothing was sent. */
  readonly asked: boolean;
  /** `out`: its outcome is not known. `taken`: the money is taken and not used yet. `over`: nothing was taken. */
  readonly state: "out" | "taken" | "over";
}

export const NO_ORDER: TerminalOrder = {
  key: "",
  tender: "",
  amountMinor: 0,
  subject: "",
  by: "",
  asked: false,
  state: "out",
};

export const ORDER_NAME = "card-payment:";

/** The order of one person in one shop. A reload asks for the outcome of the same payment and never charges again. */
export function terminalOrderOf(scope: string): DeviceValue<TerminalOrder> {
  return deviceValue(ORDER_NAME + scope, NO_ORDER);
}

/** What a cart pays for. The same before and after the payment, unless the cart has changed. */
export function subjectOf(cart: Cart): string {
  return JSON.stringify([ringUpLines(cart), cart.discount, cart.customer, cart.parts]);
}

/** Whether the cart must stay as it is, because the money for it may be taken at any moment. */
export function holdsCart({ key, state }: TerminalOrder): boolean {
  return key !== "" && state === "out";
}

/** Whether other payments must wait, because the money may be taken or is. */
export function holdsPayments({ key, state }: TerminalOrder): boolean {
  return key !== "" && state !== "over";
}

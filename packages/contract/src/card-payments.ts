/** Contracts of payments that a card terminal takes. */
import { z } from "zod";
import { Instant, line, WriteKey } from "./fields.ts";
import { Minor, MinorPositive } from "./money.ts";

/** `refund` pays money back to the card. */
export const CardPaymentKind = z.enum(["pay", "refund"]);
export type CardPaymentKind = z.infer<typeof CardPaymentKind>;

/**
 * `started` and `unknown` are open: money may have been taken. `unknown` had no answer from the terminal; asking again
 * finds out. `settled` was approved, but no sale or return has it: someone reversed it at the terminal.
 */
export const CardPaymentState = z.enum([
  "started",
  "approved",
  "declined",
  "aborted",
  "unknown",
  "settled",
]);
export type CardPaymentState = z.infer<typeof CardPaymentState>;

export const StartCardPayment = z.strictObject({
  key: WriteKey.describe("Names the payment from now on: the same key never charges twice"),
  kind: CardPaymentKind.default("pay"),
  amountMinor: MinorPositive,
});
export type StartCardPayment = z.infer<typeof StartCardPayment>;

/** The payment with the key that it was started with. */
export const NameCardPayment = z.strictObject({ id: WriteKey });
export type NameCardPayment = z.infer<typeof NameCardPayment>;

/** Someone has reversed an approved payment at the terminal, because no sale or return has it. */
export const SettleCardPayment = z.strictObject({
  key: WriteKey,
  id: WriteKey.describe("The key that the payment was started with"),
  reason: line(200, 1),
});
export type SettleCardPayment = z.infer<typeof SettleCardPayment>;

export const CardPayment = z.strictObject({
  id: z.string(),
  kind: CardPaymentKind,
  state: CardPaymentState,
  amountMinor: Minor,
  reference: z.string().describe("What the terminal calls the payment; empty until it is approved"),
  message: z.string().describe("Why the terminal declined it, or the reason of settling it"),
  used: z.boolean().describe("Whether a sale or return has this payment"),
  startedAt: Instant,
});
export type CardPayment = z.infer<typeof CardPayment>;

export const ListCardPayments = z.strictObject({});

/** The payments that need attention: open ones, and approved ones without a sale. Newest first, at most 100. */
export const CardPayments = z.strictObject({ items: z.array(CardPayment) });
export type CardPayments = z.infer<typeof CardPayments>;

/** Whether nobody knows yet if money was taken. */
export function isOpen(state: CardPaymentState): boolean {
  return state === "started" || state === "unknown";
}

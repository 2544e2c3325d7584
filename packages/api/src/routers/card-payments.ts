import {
  CardPayment,
  CardPayments,
  ListCardPayments,
  NameCardPayment,
  SettleCardPayment,
  StartCardPayment,
} from "@daybook/contract/card-payments";
import { listCardPayments, settleCardPayment } from "@daybook/core/card-payments/card-payments";
import type { Who } from "@daybook/core/context/context";
import { refuse } from "@daybook/core/errors/domain-error";
import type { CardDesk } from "../card-payments/card-desk.ts";
import type { ApiContext } from "../context.ts";
import { can, get, once, post, reads, router } from "../trpc.ts";

const takes = () => can("sales.ringUp");

// The key of `start` names the payment for ever; repeating these writes is harmless.
export const cardPayments = router({
  start: takes()
    .meta(
      post("/card-payments", {
        summary: "Take a payment with the card terminal",
        description:
          "Stores the payment and sends it to the terminal. The same key never charges twice. Answers within ten seconds; while the payment is `started` or `unknown`, check it again. An approved payment is named in the sale's tender (`cardPayment`).",
        refuses: ["no_card_terminal"],
      }),
    )
    .input(StartCardPayment)
    .output(CardPayment)
    .mutation(({ ctx, input }) => deskOf(ctx).start(ctx.work, ctx.who, input)),
  check: takes()
    .meta(
      post("/card-payments/{id}/check", {
        summary: "Find out what became of a card payment",
        description: "Asks the terminal if the outcome is not known; never charges.",
        refuses: ["no_card_terminal", "not_found"],
      }),
    )
    .input(NameCardPayment)
    .output(CardPayment)
    .mutation(({ ctx, input }) => deskOf(ctx).check(ctx.work, ctx.who, input.id)),
  abort: takes()
    .meta(
      post("/card-payments/{id}/abort", {
        summary: "Stop a card payment",
        description: "It may be too late: the answer says what happened.",
        refuses: ["no_card_terminal", "not_found"],
      }),
    )
    .input(NameCardPayment)
    .output(CardPayment)
    .mutation(({ ctx, input }) => deskOf(ctx).abort(ctx.work, ctx.who, input.id)),
  settle: can("sales.refundOtherTender")
    .meta(
      post("/card-payments/{id}/settle", {
        summary: "Settle a card payment without a sale",
        description:
          "Records, with a reason, that someone reversed it at the terminal. It moves no money, and no sale or return can have the payment any more.",
        refuses: ["not_found", "wrong_state"],
      }),
    )
    .input(SettleCardPayment)
    .output(CardPayment)
    .mutation(once(settleCardPayment)),
  list: can("sales.read")
    .meta(
      get("/card-payments", {
        summary: "List the card payments that need attention",
        description: "Those with an unknown outcome, and approved ones without a sale.",
      }),
    )
    .input(ListCardPayments)
    .output(CardPayments)
    .query(reads(listCardPayments)),
});

/** Refuses 409 `no_card_terminal`; the terminal belongs to the real shop. */
function deskOf({ services, work, home }: ApiContext & { readonly who: Who }): CardDesk {
  if (services.cardDesk === null || work !== home.work) throw refuse("no_card_terminal", {});
  return services.cardDesk;
}

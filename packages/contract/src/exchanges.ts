/** Contract of an exchange: goods of a sale come back and pay for other goods. */
import { z } from "zod";
import { WriteKey } from "./fields.ts";
import type { Minor } from "./money.ts";
import { minor } from "./money.ts";
import { ReturnSale } from "./returns.ts";
import { rule } from "./rules.ts";
import { RingUpSale, Sale } from "./sales.ts";
import { EXCHANGE } from "./tenders.ts";
import type { TenderInput } from "./tenders.ts";

/**
 * A return and a sale in one transaction. The goods that come back pay for the new ones: both documents have one payment
 * by `exchange` with the same amount, and one of them has the difference as other payments.
 */
export const ExchangeSale = z
  .strictObject({
    key: WriteKey,
    back: ReturnSale.describe("What comes back; its refunds contain the part by `exchange`"),
    sale: RingUpSale.describe("What is sold; its tenders contain the part by `exchange`"),
  })
  .superRefine(({ back, sale }, ctx) => {
    const given = exchangedOf(back.refunds);
    const taken = exchangedOf(sale.tenders);
    const isOne = given.length === 1 && taken.length === 1;
    if (!isOne || given[0]?.amountMinor !== taken[0]?.amountMinor)
      ctx.addIssue({
        code: "custom",
        path: ["sale", "tenders"],
        message: rule("exchange_not_equal"),
      });
    else if (back.refunds.length > 1 && sale.tenders.length > 1)
      ctx.addIssue({
        code: "custom",
        path: ["back", "refunds"],
        message: rule("exchange_pays_one_way"),
      });
    if (sale.depositsBack !== undefined)
      ctx.addIssue({
        code: "custom",
        path: ["sale", "depositsBack"],
        message: rule("unknown_field"),
      });
    if (sale.replay !== undefined)
      ctx.addIssue({
        code: "custom",
        path: ["sale", "replay"],
        message: rule("exchange_needs_server"),
      });
  });
export type ExchangeSale = z.infer<typeof ExchangeSale>;

function exchangedOf(tenders: readonly TenderInput[]): readonly TenderInput[] {
  return tenders.filter(({ tender }) => tender === EXCHANGE);
}

export const ExchangedSale = z.strictObject({
  back: Sale.describe("The return"),
  sale: Sale.describe("The sale"),
});
export type ExchangedSale = z.infer<typeof ExchangedSale>;

/** What the goods of an exchange pay, and what the customer pays or is paid for the rest. */
export interface ExchangeDue {
  readonly exchangedMinor: Minor;
  readonly toPayMinor: Minor;
  readonly toRefundMinor: Minor;
}

/** Divides an exchange of goods worth `owedMinor`, which come back, for goods of `totalMinor`. Both are 0 or more. */
export function exchangeDue(owedMinor: Minor, totalMinor: Minor): ExchangeDue {
  const exchangedMinor = minor(Math.min(owedMinor, totalMinor));
  return {
    exchangedMinor,
    toPayMinor: minor(totalMinor - exchangedMinor),
    toRefundMinor: minor(owedMinor - exchangedMinor),
  };
}

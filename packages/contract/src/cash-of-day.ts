/** The cash of a day by drawer. */
import { z } from "zod";
import { BusinessDate } from "./fields.ts";
import { Minor } from "./money.ts";

const Named = z.strictObject({ id: z.string(), name: z.string() });

export const GetCashOfDay = z.strictObject({
  day: BusinessDate.optional().describe("Left out, today in the shop"),
});
export type GetCashOfDay = z.infer<typeof GetCashOfDay>;

/** What documents of a day paid in cash, less refunds and voids, by the drawer that it is in. */
export const CashOfDayRow = z.strictObject({
  drawer: Named.nullable().describe(
    "Null for cash outside the drawers: of devices without one, and from before the first opening",
  ),
  documents: z.int().describe("Those with a payment in cash"),
  cashMinor: Minor,
});
export type CashOfDayRow = z.infer<typeof CashOfDayRow>;

/** The drawers in the order of their creation, and last the cash outside them; together the cash of all sales. */
export const CashOfDay = z.strictObject({
  businessDate: BusinessDate,
  items: z.array(CashOfDayRow),
  totalMinor: Minor,
});
export type CashOfDay = z.infer<typeof CashOfDay>;

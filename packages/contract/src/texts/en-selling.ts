import { earlyEn } from "./en-early.ts";
import type { RefusalTexts } from "./refusal-texts.ts";

/** The refusals of the rules of selling. */
export const sellingReasonsEn = {
  do_not_sell: (d) => earlyEn.do_not_sell(d.name, d.reason),
  age_not_checked: (d) => `Check first that the customer is ${d.age} or older.`,
  price_not_entered: (d) => `Enter the price of “${d.name}”.`,
  name_not_asked: (d) => `“${d.name}” is sold under its own name.`,
  deposit_missing: (d) => `“${d.name}” is sold with its deposit. Add the deposit to the sale.`,
  deposit_fixed: (d) => `“${d.name}” is a deposit: it has no discount and no other price.`,
  not_a_deposit: () => "Choose a product that is a deposit.",
  deposit_needs_pieces: () => "Only products that are sold by the piece can have a deposit.",
} satisfies Partial<RefusalTexts["reasons"]>;

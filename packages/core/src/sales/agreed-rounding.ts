import { NO_COINS, saleRounding } from "@daybook/contract/cash-rounding";
import type { CashRule, SalePart } from "@daybook/contract/cash-rounding";
import { minor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import type { ReadCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { cashRulesSince } from "../settings/cash-rules.ts";

interface Agreement {
  /** The rule of the shop now. */
  readonly rule: CashRule;
  /** The rounding line that the person saw; undefined if the caller did not say. */
  readonly saidMinor: number | undefined;
  /** Set for a sale that was paid while the server was away: until this time the till knew the shop's rules. */
  readonly paidBy: number | null;
}

/**
 * The rounding line of a sale. A sale that was paid while the server was away keeps the rounding that was paid, if a rule
 * since `paidBy` rounds so. Refuses 409 `total_mismatch` at `roundingMinor` for another amount than the person saw.
 */
export async function agreedRounding(
  ctx: ReadCtx,
  pricedMinor: Minor,
  given: readonly SalePart[],
  { rule, saidMinor, paidBy }: Agreement,
): Promise<Minor> {
  // What coins cannot pay of a remainder is settled without a payment, but only if the person saw it.
  const parts = saidMinor === undefined || saidMinor === 0 ? given : [...given, NO_COINS];
  const rules = paidBy === null ? [rule] : await cashRulesSince(ctx, rule, paidBy);
  const roundings = rules.map((one) => saleRounding(pricedMinor, parts, one));
  // Newest first: a till that did not say used the rule that it knew.
  const asked =
    saidMinor === undefined ? roundings.at(-1) : roundings.find((one) => one === saidMinor);
  if (asked !== undefined) return asked;
  const seenMinor = minor(pricedMinor + (saidMinor ?? 0));
  const actualMinor = minor(pricedMinor + (roundings[0] ?? 0));
  throw refuse("total_mismatch", { expectedMinor: seenMinor, actualMinor }, "roundingMinor");
}

import { and, desc, eq, gte } from "drizzle-orm";
import { CashRuleChange } from "@daybook/contract/cash-rounding";
import type { CashRule } from "@daybook/contract/cash-rounding";
import type { ReadCtx } from "../context/context.ts";
import { SETTINGS_CHANGE, SHOP } from "./settings.ts";

/**
 * The cash rounding rules that were in force at any time since `since`, newest first, beginning with the present one.
 * The audit log is the history of the settings.
 */
export async function cashRulesSince(
  ctx: ReadCtx,
  { cashRounding, cashStepMinor }: CashRule,
  since: number,
): Promise<CashRule[]> {
  const { auditEntry } = ctx.t;
  const changes = await ctx.db
    .select({ before: auditEntry.before })
    .from(auditEntry)
    .where(
      and(
        eq(auditEntry.entity, SHOP),
        eq(auditEntry.entityId, SHOP),
        eq(auditEntry.action, SETTINGS_CHANGE),
        gte(auditEntry.at, since),
      ),
    )
    .orderBy(desc(auditEntry.id));
  let rule: CashRule = { cashRounding, cashStepMinor };
  const rules = [rule];
  for (const { before } of changes) {
    const was = CashRuleChange.safeParse(before).data ?? {};
    rule = {
      cashRounding: was.cashRounding ?? rule.cashRounding,
      cashStepMinor: was.cashStepMinor ?? rule.cashStepMinor,
    };
    rules.push(rule);
  }
  return rules;
}

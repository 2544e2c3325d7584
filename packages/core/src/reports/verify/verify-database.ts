import type { VerifyReport } from "@daybook/contract/reports";
import type { ReadCtx } from "../../context/context.ts";
import { isoInstant } from "../../context/instants.ts";
import { findShop } from "../../settings/shop.ts";
import { runChecks } from "./check-query.ts";
import type { CheckQuery } from "./check-query.ts";
import { documentChecks } from "./document-checks.ts";
import { checkSeals, drawerChecks } from "./drawer-checks.ts";
import { figureChecks } from "./figure-checks.ts";
import { invoiceChecks } from "./invoice-checks.ts";
import { checkLabels } from "./label-checks.ts";
import { orderChecks } from "./order-checks.ts";
import { parkedSaleChecks } from "./parked-sale-checks.ts";
import { pastSaleChecks } from "./past-sale-checks.ts";
import { returnChecks } from "./return-checks.ts";
import { rollForwardChecks } from "./roll-forward.ts";
import { saleChecks } from "./sale-checks.ts";
import { stockChecks } from "./stock-checks.ts";

/** All checks. */
const CHECKS: readonly CheckQuery[] = [
  ...stockChecks,
  ...rollForwardChecks,
  ...saleChecks,
  ...returnChecks,
  ...orderChecks,
  ...documentChecks,
  ...drawerChecks,
  ...parkedSaleChecks,
  ...invoiceChecks,
  ...figureChecks,
  ...pastSaleChecks,
];

/** Checks that aggregate the same rows are grouped; the others run alone. */
const BY_ROWS: readonly (readonly CheckQuery[])[] = groupByRows(CHECKS);

function groupByRows(checks: readonly CheckQuery[]): CheckQuery[][] {
  const groups = new Map<unknown, CheckQuery[]>();
  for (const check of checks) {
    const rows = check.shares ?? check;
    groups.set(rows, [...(groups.get(rows) ?? []), check]);
  }
  return [...groups.values()];
}

/** Ledger checks by number, then those of the daily figures. */
function rank(id: string): number {
  const number = Number(/\d+/.exec(id)?.[0] ?? 0);
  return id.startsWith("DF") ? 1000 + number : number;
}

/**
 * Checks all records against the ledger and reports the differences. Call it inside `snapshot`: while the shop is
 * selling, two statements must not see different states. `now` measures the duration (UTC milliseconds); without it the
 * report contains 0.
 */
export async function verifyDatabase(
  ctx: ReadCtx,
  now: () => number = () => ctx.now,
): Promise<VerifyReport> {
  const shop = await findShop(ctx);
  const checks: VerifyReport["checks"] = [];
  for (const together of BY_ROWS)
    checks.push(...(await runChecks(ctx, together, shop?.exponent ?? 2)));
  checks.push(await checkSeals(ctx), await checkLabels(ctx, shop?.exponent ?? 2));
  checks.sort((a, b) => rank(a.id) - rank(b.id));
  return {
    clean: checks.every((check) => check.mismatches === 0),
    checks,
    verifiedAt: isoInstant(ctx.now),
    tookMs: Math.max(0, Math.round(now() - ctx.now)),
  };
}

import { plainText } from "@daybook/contract/fold";
import type { CloseDrawer, Closing } from "@daybook/contract/drawers";
import { minor } from "@daybook/contract/money";
import type { Permission } from "@daybook/contract/permissions";
import { CASH } from "@daybook/contract/tenders";
import { settleApproval, spendApproval } from "../approvals/approvals.ts";
import type { Asked } from "../approvals/approvals.ts";
import { needsOfDifference } from "../approvals/needs.ts";
import type { WriteCtx } from "../context/context.ts";
import { assert, refuse } from "../errors/domain-error.ts";
import { holdOpenSession, setOpenSession } from "../drawers/drawer-rows.ts";
import type { SessionOfDrawer } from "../drawers/drawer-rows.ts";
import { toClosing } from "./closings.ts";
import { isStillTrue, largestDifference, lastCount, toCountLine } from "./count-drawer.ts";
import { countingOf } from "./counting-of.ts";
import { insertClosing } from "./insert-closing.ts";
import { MAIN_PART } from "./session-report.ts";
import { addSupplements } from "./supplements.ts";
import { refuseRevokedTill } from "../tills/tills.ts";

/**
 * Closes a drawer by its last count: writes the numbered closing report, leaves `leftMinor` in the drawer and puts the
 * rest into the safe. A difference overnight or of any count never prevents a closing; it needs a reason, and above the limit of
 * the role an approval. Late sales of earlier sessions get a supplement each.
 *
 * Refuses 404 and 409 `drawer_closed` at `sessionId`, 404 at `countId`, 409 `changed_since_count` there if something was
 * paid since, 422 `not_enough_cash` at `leftMinor`, 422 `difference_needs_reason` and 403 `needs_approval` at `reason`,
 * and 409 `approval_invalid`.
 */
export async function closeDrawer(ctx: WriteCtx, input: CloseDrawer): Promise<Closing> {
  refuseRevokedTill(ctx);
  const { held, counted, lines, largestMinor } = await differencesOf(ctx, input);
  const cash = lines.find(({ tender }) => tender === CASH);
  assert(cash !== undefined, "every count has cash");
  if (input.leftMinor > cash.countedMinor)
    throw refuse("not_enough_cash", { of: "count" }, "leftMinor");
  if (largestMinor > 0 && plainText(input.reason) === "")
    throw refuse("difference_needs_reason", {}, "reason");
  const approval = await settleApproval(ctx, {
    asked: { action: "drawers.close", input },
    needs: await needsOfDifference(ctx, largestMinor),
  });
  await spendApproval(ctx, approval, null);
  const row = await insertClosing(ctx, held, MAIN_PART, {
    countId: counted.count.id,
    main: null,
    leftMinor: input.leftMinor,
    toSafeMinor: minor(cash.countedMinor - input.leftMinor),
    reason: input.reason,
    approvedBy: approval?.by.name ?? null,
    counts: lines,
    counting: await countingOf(ctx, held.session.id),
  });
  await setOpenSession(ctx, held.drawer.id, null);
  await addSupplements(ctx, held.drawer);
  return forActor(ctx, await toClosing(ctx, row));
}

/** The takings of the shop since it began are for those who may read reports. */
function forActor({ actor }: WriteCtx, closing: Closing): Closing {
  const seesTotals = TOTALS_FOR.some((permission) => actor.permissions.has(permission));
  return seesTotals ? closing : { ...closing, grandTotals: null };
}

const TOTALS_FOR = ["drawers.read", "reports.read"] as const satisfies readonly Permission[];

/** What someone asks who needs an approval to close a drawer. Refuses as `closeDrawer` does about the count. */
export async function askOfClosing(ctx: WriteCtx, input: CloseDrawer): Promise<Asked> {
  const { largestMinor } = await differencesOf(ctx, input);
  const needs = await needsOfDifference(ctx, largestMinor);
  return { needs, amountMinor: largestMinor, receiptNumber: null };
}

async function differencesOf(ctx: WriteCtx, input: CloseDrawer) {
  const held = await holdOpenSession(ctx, input.sessionId, "alone");
  const counted = await checkedCount(ctx, held, input);
  const lines = counted.lines.map(toCountLine);
  return { held, counted, lines, largestMinor: await largestDifference(ctx, held.session) };
}

/** The count to close by, which must be the last one and still true. */
async function checkedCount(ctx: WriteCtx, held: SessionOfDrawer, { countId }: CloseDrawer) {
  const counted = await lastCount(ctx, held.session.id);
  if (counted?.count.publicId !== countId)
    throw refuse("not_found", { entity: "cashCount", id: countId }, "countId");
  if (!(await isStillTrue(ctx, held, counted))) throw refuse("changed_since_count", {}, "countId");
  return counted;
}

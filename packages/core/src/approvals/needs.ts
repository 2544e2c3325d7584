import { PERMISSION_TO_APPROVE } from "@daybook/contract/approvals";
import type { Needed } from "@daybook/contract/approvals";
import type { Minor } from "@daybook/contract/money";
import { limitOf } from "@daybook/contract/role-limits";
import type { ActingLimits } from "@daybook/contract/role-limits";
import type { ReadCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { listRoleLimits } from "../users/role-limits.ts";

/** Something that needs an approval, with the field of the input that asks for it. */
export interface Need extends Needed {
  readonly path: string;
}

/** The limits that apply to the actor. */
export async function limitsOfActor(ctx: ReadCtx): Promise<ActingLimits> {
  return { roles: ctx.actor.roles, limits: await listRoleLimits(ctx) };
}

/** The need of a refund above the actor's limit. */
export async function needsOfRefund(
  ctx: ReadCtx,
  totalMinor: Minor,
  need: "refund" | "unreceiptedRefund" = "refund",
): Promise<Need[]> {
  const { roles, limits } = await limitsOfActor(ctx);
  const most = limitOf(roles, need, limits);
  if (most === null || totalMinor <= most) return [];
  return [{ need, path: "refunds", asked: totalMinor, most }];
}

/** The need of a right that the actor has not. */
export function needsOfRight(
  ctx: ReadCtx,
  need: "void" | "returnWithoutReceipt" | "returnLate" | "refundOtherTender",
  { amountMinor, path }: { readonly amountMinor: Minor; readonly path: string },
): Need[] {
  if (ctx.actor.permissions.has(PERMISSION_TO_APPROVE[need])) return [];
  return [{ need, path, asked: amountMinor, most: 0 }];
}

/** The need of a counted drawer that is over or short by more than the actor's limit. */
export async function needsOfDifference(ctx: ReadCtx, differenceMinor: Minor): Promise<Need[]> {
  const { roles, limits } = await limitsOfActor(ctx);
  const most = limitOf(roles, "drawerDifference", limits);
  const asked = Math.abs(differenceMinor);
  if (most === null || asked <= most) return [];
  return [{ need: "drawerDifference", path: "reason", asked, most }];
}

/** Refuses 403 `needs_approval` at the field of the first need. */
export function refuseNeeds(needs: readonly Need[]): void {
  const [first] = needs;
  if (first === undefined) return;
  const { path, ...needed } = first;
  throw refuse("needs_approval", needed, path);
}

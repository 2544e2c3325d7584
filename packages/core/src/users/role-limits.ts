import { everyRoleLimit } from "@daybook/contract/role-limits";
import type { RoleLimit } from "@daybook/contract/role-limits";
import { prepared } from "@daybook/db/statement";
import type { ReadTx } from "@daybook/db/types";
import type { WriteCtx } from "../context/context.ts";

const selecting = prepared((db, t) => db.select().from(t.roleLimit).prepare());

/** Every limit of every limited role. */
export async function listRoleLimits(tx: ReadTx): Promise<RoleLimit[]> {
  return everyRoleLimit(await selecting(tx).execute({}));
}

/** Sets limits of roles; the others stay. The caller records the change. */
export async function setRoleLimits(ctx: WriteCtx, limits: readonly RoleLimit[]): Promise<void> {
  const { roleLimit } = ctx.t;
  for (const { role, limit, value } of limits) {
    await ctx.db
      .insert(roleLimit)
      .values({ role, limit, value })
      .onConflictDoUpdate({ target: [roleLimit.role, roleLimit.limit], set: { value } });
  }
}

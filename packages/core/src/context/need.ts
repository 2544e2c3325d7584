import type { Permission } from "@daybook/contract/permissions";
import type { ReadCtx } from "./context.ts";
import { refuse } from "../errors/domain-error.ts";

/** Refuses 403 `forbidden` at `path` unless the person has this right besides the procedure's own. */
export function need(ctx: ReadCtx, permission: Permission, path: string): void {
  if (!ctx.actor.permissions.has(permission)) throw refuse("forbidden", { permission }, path);
}

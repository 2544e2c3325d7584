import type { Permission } from "@daybook/contract/permissions";
import type { ReadCtx } from "./context.ts";
import { refuse } from "../errors/domain-error.ts";

/** Refuses 403 `forbidden` at `path` unless the actor has this permission in addition to that of the procedure. */
export function requirePermission(ctx: ReadCtx, permission: Permission, path: string): void {
  if (!ctx.actor.permissions.has(permission)) throw refuse("forbidden", { permission }, path);
}

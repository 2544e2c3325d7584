/**
 * For tests: for every refusal that a procedure declares, the change of its valid input (`populated-shop.ts`) that
 * provokes it. A change may add records to the shop but must not change those that others use.
 */
import type { ReasonCode } from "@daybook/contract/reasons";
import type { Permission, Role } from "@daybook/contract/permissions";
import { newId } from "@daybook/contract/uuid";
import type { Actor } from "@daybook/core/context/context";
import type { TestShop } from "@daybook/core/testing/create-test-shop";
import type { ApiContext } from "../context.ts";
import type { callerAs } from "./create-test-caller.ts";
import type { ProcedureName, ValidInputs } from "./populated-shop.ts";

export interface World {
  readonly shop: TestShop;
  readonly owner: ReturnType<typeof callerAs>;
  inputs(): ValidInputs;
}

export const HOUR_MS = 3600_000;

export type Fields = Readonly<Record<string, unknown>>;
type Change = (world: World) => Fields | Promise<Fields>;

export interface Provocation {
  /** The changed fields of the valid input. */
  readonly change: Change;
  /** The caller; the owner by default. */
  readonly as?: Role | ((world: World) => Actor);
  /** Another context of the call. */
  readonly context?: (ctx: ApiContext) => Partial<ApiContext>;
  /** Advances the clock for this call, in milliseconds. */
  readonly later?: number;
}

export type Provocations = Readonly<
  Partial<Record<ProcedureName, Readonly<Partial<Record<ReasonCode, Provocation>>>>>
>;

export const to = (fields: Fields): Provocation => ({ change: () => fields });
export const by = (change: Change, more: Omit<Provocation, "change"> = {}): Provocation => ({
  change,
  ...more,
});
/** An unknown id in this field. */
export const missing = (field: string): Provocation => ({ change: () => ({ [field]: newId() }) });

/** The owner with only these permissions. */
export const having =
  (...permissions: readonly Permission[]) =>
  ({ shop }: World): Actor => ({ ...shop.as("owner").actor, permissions: new Set(permissions) });

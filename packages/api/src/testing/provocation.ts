/**
 * For tests: for every refusal that a procedure declares, how its valid input (`furnished-shop.ts`) must change so that
 * it is refused with it. What a change needs in the shop it adds there; it never touches what others rely on.
 */
import type { ReasonCode } from "@daybook/contract/reasons";
import type { Permission, Role } from "@daybook/contract/permissions";
import { newId } from "@daybook/contract/uuid";
import type { Actor } from "@daybook/core/context/context";
import type { TestShop } from "@daybook/core/testing/create-test-shop";
import type { callerAs } from "./create-test-caller.ts";
import type { ProcedureName, ValidInputs } from "./furnished-shop.ts";

export interface World {
  readonly shop: TestShop;
  readonly owner: ReturnType<typeof callerAs>;
  inputs(): ValidInputs;
}

export const HOUR_MS = 3600_000;

export type Fields = Readonly<Record<string, unknown>>;
type Change = (world: World) => Fields | Promise<Fields>;

export interface Provocation {
  /** What of the valid input is another. */
  readonly change: Change;
  /** Who asks; the owner where left out. */
  readonly as?: Role | ((world: World) => Actor);
  /** The clock moves on for this call, milliseconds. */
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
/** An id that nothing has, in this field. */
export const missing = (field: string): Provocation => ({ change: () => ({ [field]: newId() }) });

/** The owner with these rights alone. */
export const having =
  (...permissions: readonly Permission[]) =>
  ({ shop }: World): Actor => ({ ...shop.as("owner").actor, permissions: new Set(permissions) });

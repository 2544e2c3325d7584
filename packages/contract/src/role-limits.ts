/** The limits of roles: how far a permission of a role goes. The permissions themselves are in `permissions.ts`. */
import { z } from "zod";
import { MOST_DOCUMENT_MINOR } from "./money.ts";
import type { Minor } from "./money.ts";
import { Role, ROLE_PERMISSIONS } from "./permissions.ts";
import type { Permission } from "./permissions.ts";
import { discountableOf } from "./pricing.ts";
import type { PricedCart } from "./pricing.ts";
import { rule } from "./rules.ts";
import { PPM } from "./tax.ts";

/** `part` is parts per million, `money` minor units of the shop's currency. */
interface LimitSpec {
  readonly unit: "part" | "money";
  /** The permission that it limits. */
  readonly permission: Permission;
}

export const LIMITS = {
  /** The discount of a line or of the whole sale. */
  discount: { unit: "part", permission: "sales.discount" },
  /** The difference of a price from the list price, up or down. */
  priceChange: { unit: "part", permission: "sales.overridePrice" },
  /** The total of one return. */
  refund: { unit: "money", permission: "sales.return" },
  /** The total of one return without a receipt. */
  unreceiptedRefund: { unit: "money", permission: "sales.returnWithoutReceipt" },
  /** The difference of a counted drawer, over or short. */
  drawerDifference: { unit: "money", permission: "drawers.use" },
} as const satisfies Readonly<Record<string, LimitSpec>>;

export const LIMIT_NAMES = [
  "discount",
  "priceChange",
  "refund",
  "unreceiptedRefund",
  "drawerDifference",
] as const;
export const LimitName = z.enum(LIMIT_NAMES);
export type LimitName = z.infer<typeof LimitName>;

/** The roles that a shop can limit. An owner has no limits, and the others do not sell. */
export const LimitedRole = Role.extract(["manager", "cashier"]);
export type LimitedRole = z.infer<typeof LimitedRole>;
export const LIMITED_ROLES = LimitedRole.options;

/** One limit of one role; null is no limit, 0 is never without an approval. */
export const RoleLimit = z.strictObject({
  role: LimitedRole,
  limit: LimitName,
  value: z
    .int()
    .nullable()
    .describe(
      "Parts per million, or minor units for amounts of money; null is no limit, 0 is never",
    ),
});
export type RoleLimit = z.infer<typeof RoleLimit>;

/** The limits to change; the others stay. */
export const RoleLimitsInput = z
  .array(
    RoleLimit.extend({
      value: z
        .int(rule("percent_not_a_number"))
        .min(0, rule("percent_out_of_range"))
        .max(MOST_DOCUMENT_MINOR, rule("amount_too_large"))
        .nullable(),
    }).refine(({ limit, value }) => isInRange(limit, value), {
      path: ["value"],
      message: rule("percent_out_of_range"),
    }),
  )
  .max(LIMITED_ROLES.length * LIMIT_NAMES.length);

function isInRange(limit: LimitName, value: number | null): boolean {
  return value === null || LIMITS[limit].unit === "money" || value <= PPM;
}

/** The limits of a shop that has set none: only owners and managers change prices. */
const FIRST_VALUES: Readonly<Record<LimitedRole, Readonly<Record<LimitName, number | null>>>> = {
  manager: {
    discount: null,
    priceChange: null,
    refund: null,
    unreceiptedRefund: null,
    drawerDifference: null,
  },
  cashier: {
    discount: null,
    priceChange: 0,
    refund: null,
    unreceiptedRefund: null,
    drawerDifference: null,
  },
};

/** Whether a role has the permission that a limit narrows. */
function mayHave(role: Role, limit: LimitName): boolean {
  return ROLE_PERMISSIONS[role].includes(LIMITS[limit].permission);
}

/** Every limit of every limited role; `stored` has those that the shop has set. */
export function everyRoleLimit(stored: readonly RoleLimit[]): RoleLimit[] {
  return LIMITED_ROLES.flatMap((role) =>
    LIMIT_NAMES.filter((limit) => mayHave(role, limit)).map((limit) => {
      const own = stored.find((one) => one.role === role && one.limit === limit);
      return own ?? { role, limit, value: FIRST_VALUES[role][limit] };
    }),
  );
}

/**
 * How far someone with these roles may go; null is without limit. Of several roles with the permission the widest
 * limit applies. An API key has no roles: its scopes alone decide.
 */
export function limitOf(
  roles: readonly Role[],
  limit: LimitName,
  limits: readonly RoleLimit[],
): number | null {
  let widest = 0;
  const granting = roles.filter((role) => mayHave(role, limit));
  if (roles.length === 0) return null;
  for (const role of granting) {
    const found = limits.find((one) => one.role === role && one.limit === limit);
    if (found === undefined || found.value === null) return null;
    widest = Math.max(widest, found.value);
  }
  return widest;
}

/** Something in a sale that goes beyond a limit of the person who sells. */
export interface Beyond {
  readonly limit: LimitName;
  readonly path: string;
  /** The lowest limit that would allow it, in parts per million. */
  readonly asked: number;
  readonly most: number;
}

/** A line of a sale with its list price; `ownPriceMinor` is null at the list price. */
export interface ListedLine {
  readonly listPriceMinor: Minor;
  readonly ownPriceMinor: Minor | null;
}

/** The roles of a person, with the limits of roles. */
export interface ActingLimits {
  readonly roles: readonly Role[];
  readonly limits: readonly RoleLimit[];
}

/** Everything in a priced sale that goes beyond the limits of someone with these roles, in the order of the lines. */
export function beyondLimits(
  cart: PricedCart,
  lines: readonly ListedLine[],
  { roles, limits }: ActingLimits,
): Beyond[] {
  const found: Beyond[] = [];
  const check = (limit: LimitName, asked: number, path: string): void => {
    const most = limitOf(roles, limit, limits);
    if (most !== null && asked > most) found.push({ limit, path, asked, most });
  };
  for (const [index, { listPriceMinor, ownPriceMinor }] of lines.entries()) {
    const priced = cart.lines[index];
    if (ownPriceMinor !== null)
      check(
        "priceChange",
        partOf(Math.abs(ownPriceMinor - listPriceMinor), listPriceMinor),
        `lines.${index}.unitPriceMinor`,
      );
    if (priced !== undefined && priced.lineDiscountMinor > 0)
      check(
        "discount",
        leastPpm(priced.discountMinor, priced.grossMinor),
        `lines.${index}.discount`,
      );
  }
  const ofCart = cart.lines.some((line) => line.orderDiscountMinor > 0);
  if (ofCart) check("discount", leastPpm(cart.discountMinor, discountableOf(cart)), "discount");
  return found;
}

/**
 * The lowest limit, in parts per million, that a part of a whole does not exceed after rounding: the least p with
 * `R(whole · p / 1,000,000) >= part`. Anything of nothing is all of it.
 */
function leastPpm(partMinor: number, wholeMinor: number): number {
  return partOf(2 * partMinor - 1, 2 * wholeMinor);
}

/** A part of a whole in parts per million, rounded up. Anything of nothing is all of it. */
export function partOf(part: number, whole: number): number {
  if (part <= 0) return 0;
  if (whole <= 0) return PPM;
  const below = BigInt(whole);
  return Number((BigInt(part) * BigInt(PPM) + below - 1n) / below);
}

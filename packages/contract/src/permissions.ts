/** Permissions. A role is a set of permissions; a procedure names the one it requires. */
import { z } from "zod";

export const PERMISSIONS = [
  "products.read",
  "products.readCost",
  "products.write",
  "locations.read",
  "locations.write",
  "suppliers.read",
  "suppliers.write",
  "customers.read",
  "customers.write",
  "movements.read",
  "movements.receive",
  "movements.transfer",
  "movements.adjust",
  "movements.opening",
  "sales.read",
  "sales.ringUp",
  "sales.discount",
  "sales.overridePrice",
  "sales.return",
  "sales.returnWithoutReceipt",
  "sales.returnLate",
  "sales.refundOtherTender",
  "sales.void",
  "sales.correctTender",
  "documents.backdate",
  "documents.history",
  "alerts.read",
  "alerts.handle",
  "reports.read",
  "reports.audit",
  "reports.verify",
  "users.read",
  "users.write",
  "settings.read",
  "settings.write",
  "tills.manage",
  "drawers.use",
  "drawers.read",
  "drawers.manage",
  "apiKeys.read",
  "apiKeys.write",
  "backups.read",
  "backups.restore",
  "exports.shop",
  "imports.manage",
  "live.subscribe",
  "auth.self",
] as const;

export const Permission = z.enum(PERMISSIONS);
export type Permission = z.infer<typeof Permission>;

export const ROLES = ["owner", "manager", "cashier", "stock_clerk", "viewer"] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

const READ_THE_SHOP = [
  "products.read",
  "locations.read",
  "suppliers.read",
  "movements.read",
  "alerts.read",
  "settings.read",
  "live.subscribe",
  "auth.self",
] as const satisfies readonly Permission[];

const OWNER_ONLY: ReadonlySet<Permission> = new Set([
  "users.write",
  "settings.write",
  "apiKeys.read",
  "apiKeys.write",
  "backups.restore",
  "exports.shop",
  "documents.history",
]);

/**
 * The permissions of each preset role. Only an owner manages people, settings and keys, restores backups,
 * exports the whole shop, and records entries dated before the shop existed.
 */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  owner: PERMISSIONS,
  manager: PERMISSIONS.filter((permission) => !OWNER_ONLY.has(permission)),
  cashier: [
    ...READ_THE_SHOP,
    "customers.read",
    "customers.write",
    "sales.read",
    "sales.ringUp",
    "sales.discount",
    // Up to the limit of the role, which is nothing until the owner sets one.
    "sales.overridePrice",
    "sales.return",
    "drawers.use",
  ],
  stock_clerk: [
    ...READ_THE_SHOP,
    // Types the cost of a delivery and the pack price of a supplier, and must see them to correct them.
    "products.readCost",
    "products.write",
    "suppliers.write",
    "movements.receive",
    "movements.transfer",
    "movements.adjust",
    "movements.opening",
    "alerts.handle",
    "reports.verify",
  ],
  viewer: [...READ_THE_SHOP, "customers.read", "sales.read", "reports.read"],
};

/**
 * Permissions that an API key can never have: a stolen key must not give access to people, keys, settings, or a copy of
 * all data.
 */
export const NEVER_FOR_KEYS: ReadonlySet<Permission> = new Set<Permission>([
  "users.read",
  "users.write",
  "apiKeys.read",
  "apiKeys.write",
  "settings.write",
  "tills.manage",
  "backups.read",
  "backups.restore",
  "exports.shop",
  "auth.self",
]);

/**
 * Permissions about people, their sign-ins and keys, about the browsers that are tills, and about backups. There is only
 * one set of these, also during a visit to the sample shop, so these permissions always apply to the real shop's database.
 */
export const OF_REAL_PEOPLE: ReadonlySet<Permission> = new Set<Permission>([
  "users.read",
  "users.write",
  "tills.manage",
  "apiKeys.read",
  "apiKeys.write",
  "backups.read",
  "backups.restore",
  "auth.self",
]);

/** Permissions that an API key can have. */
export const KEY_SCOPES = PERMISSIONS.filter((permission) => !NEVER_FOR_KEYS.has(permission));

/** All permissions of a person with these roles. */
export function permissionsOf(roles: readonly Role[]): ReadonlySet<Permission> {
  return new Set(roles.flatMap((role) => ROLE_PERMISSIONS[role]));
}

import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { ApiKeyId, SessionId, UserId } from "@daybook/contract/ids";
import { LIMIT_NAMES } from "@daybook/contract/role-limits";
import { flag, id, instant, publicId } from "../columns.ts";
import { device } from "./shop.ts";

/** A user. `loginKey` is the folded login, so two logins cannot differ only in case. */
export const appUser = sqliteTable("app_user", {
  id: id(),
  publicId: publicId<UserId>(),
  login: text("login").notNull(),
  loginKey: text("login_key").notNull().unique(),
  name: text("name").notNull(),
  passwordHash: text("password_hash").notNull(),
  pinHash: text("pin_hash"),
  active: flag("active").notNull(),
  version: integer("version").notNull(),
  createdAt: instant("created_at").notNull(),
});

/** The roles of each user; the permissions of a role are in the contract. */
export const userRole = sqliteTable(
  "user_role",
  {
    userId: integer("user_id")
      .notNull()
      .references(() => appUser.id),
    role: text("role", {
      enum: ["owner", "manager", "cashier", "stock_clerk", "viewer"],
    }).notNull(),
  },
  (t) => [primaryKey({ name: "user_role_pk", columns: [t.userId, t.role] })],
);

/** A limit of a role that the shop has set; the limits of the others are in the contract. */
export const roleLimit = sqliteTable(
  "role_limit",
  {
    role: text("role", { enum: ["manager", "cashier"] }).notNull(),
    limit: text("limit_name", { enum: LIMIT_NAMES }).notNull(),
    /** Parts per million or minor units; null is no limit. */
    value: integer("value"),
  },
  (t) => [
    primaryKey({ name: "role_limit_pk", columns: [t.role, t.limit] }),
    check("role_limit_value", sql`${t.value} >= 0`),
  ],
);

/** A signed-in browser. `id` is the SHA-256 of the token: the token itself is only in the cookie. */
export const session = sqliteTable(
  "session",
  {
    id: text("id").primaryKey(),
    publicId: publicId<SessionId>(),
    userId: integer("user_id")
      .notNull()
      .references(() => appUser.id),
    deviceId: integer("device_id").references(() => device.id),
    lifetime: text("lifetime", { enum: ["till", "owner"] }).notNull(),
    scheme: text("scheme", { enum: ["http", "https"] }).notNull(),
    userAgent: text("user_agent").notNull(),
    address: text("address").notNull(),
    createdAt: instant("created_at").notNull(),
    authenticatedAt: instant("authenticated_at").notNull(),
    /** When the password was last confirmed, for actions that require it; the action clears it. */
    confirmedAt: instant("confirmed_at"),
    lastSeenAt: instant("last_seen_at").notNull(),
    /** When someone last did something in it, to a minute; null before the first time. */
    activeAt: instant("active_at"),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
    /** Opened by a PIN: it ends after twelve hours, also if the password is confirmed in it. */
    byPin: flag("by_pin").notNull().default(false),
    /** True while this browser is in the sample shop. */
    sampleShop: flag("sample_shop").notNull().default(false),
  },
  (t) => [index("session_user").on(t.userId)],
);

/**
 * A browser in which a user has signed in before. `id` is the SHA-256 of a token in its long-lived cookie. It does not
 * sign anyone in: it only distinguishes the user's own browser from others when passwords are guessed.
 */
export const knownBrowser = sqliteTable(
  "known_browser",
  {
    id: text("id").notNull(),
    userId: integer("user_id")
      .notNull()
      .references(() => appUser.id),
    createdAt: instant("created_at").notNull(),
    lastUsedAt: instant("last_used_at").notNull(),
  },
  (t) => [primaryKey({ name: "known_browser_pk", columns: [t.userId, t.id] })],
);

/** An API key: stored as SHA-256, found by its prefix, shown once. */
export const apiKey = sqliteTable("api_key", {
  id: id(),
  publicId: publicId<ApiKeyId>(),
  name: text("name").notNull(),
  prefix: text("prefix").notNull().unique(),
  keyHash: text("key_hash").notNull(),
  scopes: text("scopes", { mode: "json" }).$type<string[]>().notNull(),
  userId: integer("user_id")
    .notNull()
    .references(() => appUser.id),
  requestsPerSecond: integer("requests_per_second"),
  createdAt: instant("created_at").notNull(),
  expiresAt: instant("expires_at").notNull(),
  lastUsedAt: instant("last_used_at"),
  revokedAt: instant("revoked_at"),
});

/** Failed sign-ins per account, per network, per both, and per known browser; kept across restarts. */
export const signInThrottle = sqliteTable("sign_in_throttle", {
  key: text("key").primaryKey(),
  failures: integer("failures").notNull(),
  windowStartedAt: instant("window_started_at").notNull(),
  blockedUntil: instant("blocked_until").notNull(),
});

/** One-time links for a forgotten password; only their hash is stored. */
export const passwordReset = sqliteTable("password_reset", {
  id: text("id").primaryKey(),
  userId: integer("user_id")
    .notNull()
    .references(() => appUser.id),
  createdAt: instant("created_at").notNull(),
  expiresAt: instant("expires_at").notNull(),
  usedAt: instant("used_at"),
});

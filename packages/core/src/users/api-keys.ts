import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { ApiKey, ApiKeyCreated, CreateApiKey, RevokeApiKey } from "@daybook/contract/api-keys";
import { ApiKeyId } from "@daybook/contract/ids";
import { NEVER_FOR_KEYS, permissionsOf } from "@daybook/contract/permissions";
import type { Permission } from "@daybook/contract/permissions";
import { newId } from "@daybook/contract/uuid";
import { prepared } from "@daybook/db/statement";
import type { ReadTx } from "@daybook/db/types";
import { recordAudit } from "../writes/audit.ts";
import type { Actor, ReadCtx, WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { isoInstant, isoInstantOrNull } from "../context/instants.ts";

const DAY = 24 * 3600_000;
const SHAPE = /^(shop_[a-z0-9]{8})_[A-Za-z0-9_-]{43}$/;

/** A valid API key: its permissions and its rate limit. */
export interface KnownKey {
  readonly actor: Actor;
  readonly apiKeyId: number;
  readonly requestsPerSecond: number | null;
  readonly lastUsedAt: number | null;
}

const lookup = prepared((db, t) =>
  db
    .select({
      id: t.apiKey.id,
      keyHash: t.apiKey.keyHash,
      scopes: t.apiKey.scopes,
      expiresAt: t.apiKey.expiresAt,
      lastUsedAt: t.apiKey.lastUsedAt,
      requestsPerSecond: t.apiKey.requestsPerSecond,
      userId: t.appUser.id,
      publicId: t.appUser.publicId,
      name: t.appUser.name,
      role: t.userRole.role,
    })
    .from(t.apiKey)
    .innerJoin(t.appUser, sql`${t.appUser.id} = ${t.apiKey.userId}`)
    .innerJoin(t.userRole, sql`${t.userRole.userId} = ${t.apiKey.userId}`)
    .where(
      and(
        eq(t.apiKey.prefix, sql.placeholder("prefix")),
        isNull(t.apiKey.revokedAt),
        eq(t.appUser.active, true),
      ),
    )
    .prepare(),
);

/**
 * The key with a secret, or null if it is unknown, revoked or expired, or its owner is deactivated. Its permissions are
 * its scopes, limited to the current permissions of its owner. `now` is in UTC milliseconds.
 */
export async function findApiKey(
  tx: ReadTx,
  secret: string,
  now: number,
): Promise<KnownKey | null> {
  const [, prefix] = SHAPE.exec(secret) ?? [];
  if (prefix === undefined) return null;
  const rows = await lookup(tx).execute({ prefix });
  const [row] = rows;
  if (row === undefined || row.expiresAt <= now) return null;
  if (!timingSafeEqual(Buffer.from(hashOf(secret), "hex"), Buffer.from(row.keyHash, "hex")))
    return null;
  const owned = permissionsOf(rows.map((one) => one.role));
  const permissions = new Set(
    [...owned].filter(
      (permission) => row.scopes.includes(permission) && !NEVER_FOR_KEYS.has(permission),
    ),
  );
  const actor = {
    userId: row.userId,
    publicId: row.publicId,
    name: row.name,
    permissions,
    roles: [],
    deviceId: null,
    tillRevoked: false,
    apiKeyId: row.id,
  };
  return {
    actor,
    apiKeyId: row.id,
    requestsPerSecond: row.requestsPerSecond,
    lastUsedAt: row.lastUsedAt,
  };
}

/** Records that a key was used just now. */
export async function touchApiKey(ctx: WriteCtx, apiKeyId: number): Promise<void> {
  await ctx.db
    .update(ctx.t.apiKey)
    .set({ lastUsedAt: ctx.now })
    .where(eq(ctx.t.apiKey.id, apiKeyId));
}

/** All keys of the shop, newest first, including revoked and expired ones; never their secrets. */
export async function listApiKeys(ctx: ReadCtx): Promise<{ items: ApiKey[] }> {
  return { items: await select(ctx, sql`1 = 1`) };
}

/**
 * Creates a key with permissions that its creator has. The secret is only in this answer. Refuses 422
 * `scope_not_allowed` at `scopes.<n>`.
 */
export async function createApiKey(ctx: WriteCtx, input: CreateApiKey): Promise<ApiKeyCreated> {
  for (const [index, scope] of input.scopes.entries()) refuseScope(ctx, scope, index);
  const prefix = `shop_${randomText(8)}`;
  const secret = `${prefix}_${randomBytes(32).toString("base64url")}`;
  const publicId = newId<ApiKeyId>(ctx.now);
  await ctx.db.insert(ctx.t.apiKey).values({
    publicId,
    name: input.name,
    prefix,
    keyHash: hashOf(secret),
    scopes: [...new Set(input.scopes)],
    userId: ctx.actor.userId,
    requestsPerSecond: input.requestsPerSecond,
    createdAt: ctx.now,
    expiresAt: ctx.now + input.expiresInDays * DAY,
    lastUsedAt: null,
    revokedAt: null,
  });
  const apiKey = await getApiKey(ctx, publicId);
  const { name, scopes, expiresAt, requestsPerSecond } = apiKey;
  await recordAudit(ctx, {
    action: "apiKeys.create",
    entity: "apiKey",
    entityId: publicId,
    after: { name, prefix, scopes, expiresAt, requestsPerSecond },
  });
  ctx.changed("apiKeys", publicId);
  return { apiKey, secret };
}

/** Revokes a key immediately. A key that is already revoked or expired is unchanged. Refuses 404. */
export async function revokeApiKey(ctx: WriteCtx, input: RevokeApiKey): Promise<ApiKey> {
  const before = await getApiKey(ctx, input.id);
  if (before.revokedAt !== null) return before;
  await ctx.db
    .update(ctx.t.apiKey)
    .set({ revokedAt: ctx.now })
    .where(eq(ctx.t.apiKey.publicId, input.id));
  const apiKey = await getApiKey(ctx, input.id);
  await recordAudit(ctx, {
    action: "apiKeys.revoke",
    entity: "apiKey",
    entityId: input.id,
    before: { revokedAt: null },
    after: { revokedAt: apiKey.revokedAt },
  });
  ctx.changed("apiKeys", input.id);
  return apiKey;
}

/** Revokes all valid keys of a user, each with its own audit entry. */
export async function revokeKeysOf(ctx: WriteCtx, userId: number): Promise<void> {
  const open = await ctx.db
    .update(ctx.t.apiKey)
    .set({ revokedAt: ctx.now })
    .where(and(eq(ctx.t.apiKey.userId, userId), isNull(ctx.t.apiKey.revokedAt)))
    .returning({ publicId: ctx.t.apiKey.publicId });
  for (const { publicId } of open) {
    await recordAudit(ctx, {
      action: "apiKeys.revoke",
      entity: "apiKey",
      entityId: publicId,
      before: { revokedAt: null },
      after: { revokedAt: isoInstant(ctx.now) },
      reason: "new password",
    });
  }
  if (open.length > 0) ctx.changed("apiKeys", ...open.map(({ publicId }) => publicId));
}

async function getApiKey(ctx: ReadCtx, publicId: ApiKeyId): Promise<ApiKey> {
  const [found] = await select(ctx, eq(ctx.t.apiKey.publicId, publicId));
  if (found === undefined) throw refuse("not_found", { entity: "apiKey", id: publicId }, "id");
  return found;
}

async function select(ctx: ReadCtx, where: SQL): Promise<ApiKey[]> {
  const { apiKey, appUser } = ctx.t;
  const rows = await ctx.db
    .select({ apiKey, owner: { id: appUser.publicId, name: appUser.name } })
    .from(apiKey)
    .innerJoin(appUser, eq(appUser.id, apiKey.userId))
    .where(where)
    .orderBy(sql`${apiKey.createdAt} desc`, sql`${apiKey.id} desc`);
  return rows.map(({ apiKey: row, owner }) => ({
    id: ApiKeyId.parse(row.publicId),
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes,
    owner,
    requestsPerSecond: row.requestsPerSecond,
    createdAt: isoInstant(row.createdAt),
    expiresAt: isoInstant(row.expiresAt),
    lastUsedAt: isoInstantOrNull(row.lastUsedAt),
    revokedAt: isoInstantOrNull(row.revokedAt),
  }));
}

function refuseScope(ctx: WriteCtx, scope: Permission, index: number): void {
  if (ctx.actor.permissions.has(scope) && !NEVER_FOR_KEYS.has(scope)) return;
  throw refuse("scope_not_allowed", { scope }, `scopes.${index}`);
}

const LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

/** Random characters that cannot be confused with each other; 32 of them, so all are equally likely. */
function randomText(length: number): string {
  return Array.from(randomBytes(length), (byte) => LETTERS[byte % 32]).join("");
}

function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

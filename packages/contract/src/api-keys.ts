/** Contracts of API keys. */
import { z } from "zod";
import { Instant, line, WriteKey } from "./fields.ts";
import { ApiKeyId } from "./ids.ts";
import { KEY_SCOPES, Permission } from "./permissions.ts";
import { rule } from "./rules.ts";

const Scope = Permission.refine((scope) => KEY_SCOPES.includes(scope), rule("right_not_for_keys"));

export const CreateApiKey = z.strictObject({
  key: WriteKey,
  name: line(100, 1),
  scopes: z.array(Scope).min(1, rule("nothing_chosen")).max(KEY_SCOPES.length),
  expiresInDays: z.int().min(1).max(3650).default(365),
  requestsPerSecond: z
    .int()
    .min(1)
    .max(100_000)
    .nullable()
    .default(50)
    .describe("Calls per second; heavy ones count as several. null: no limit"),
});
export type CreateApiKey = z.infer<typeof CreateApiKey>;

export const RevokeApiKey = z.strictObject({ key: WriteKey, id: ApiKeyId });
export type RevokeApiKey = z.infer<typeof RevokeApiKey>;
export const ListApiKeys = z.strictObject({});

export const ApiKey = z.strictObject({
  id: ApiKeyId,
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.string()),
  owner: z.strictObject({ id: z.string(), name: z.string() }),
  requestsPerSecond: z.int().nullable(),
  createdAt: Instant,
  expiresAt: Instant,
  lastUsedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;
export const ApiKeys = z.strictObject({ items: z.array(ApiKey) });
export type ApiKeys = z.infer<typeof ApiKeys>;

/**
 * `secret` is returned only once; the server stores only its hash. The answer to a repeated request does not include
 * it.
 */
export const ApiKeyCreated = z.strictObject({ apiKey: ApiKey, secret: z.string().nullable() });
export type ApiKeyCreated = z.infer<typeof ApiKeyCreated>;

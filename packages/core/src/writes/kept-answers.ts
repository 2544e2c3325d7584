/** Stored answers of writes: the data to recognize the same request again, and to return the same answer. */
import { createHash } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { everyColumn, prepared } from "@daybook/db/statement";
import type { WriteTx } from "@daybook/db/types";
import { canonicalJson } from "./canonical-json.ts";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { isOldHash } from "./old-body-hash.ts";

/** Rebuilds a first answer from its document, so the answer need not be stored. */
export interface Rebuild<Result> {
  readonly idOf: (result: Result) => string;
  /** The original answer, whatever has happened to the document since. */
  readonly again: (ctx: ReadCtx, id: string) => Promise<Result>;
}

/** A write that may be retried: `key` identifies it; user, `route` and request body must then be the same. */
export interface OnceRequest<Result> {
  readonly route: string;
  readonly key: string;
  /** The input as parsed by the current contract. */
  readonly input: unknown;
  /** The input as received, which does not change when the contract gets a new field; defaults to `input`. */
  readonly arrived?: unknown;
  /** The answer to a retry, if it differs from the first answer (a secret that is shown once). */
  readonly remember?: ((result: Result) => unknown) | undefined;
  readonly rebuild?: Rebuild<Result> | undefined;
  /** Called with a stored answer, which may be older than the current contract. */
  readonly onRepeat?: ((answer: Result) => void) | undefined;
}

/**
 * The formats of a row. `ofInput`: from before requests were hashed as received; its hash is of the parsed input and
 * its answer plain JSON. The others hash the request as received and store the answer as JSON, as compressed JSON, or
 * as the id of the document it is rebuilt from.
 */
const FORM = { ofInput: 0, plain: 1, deflated: 2, document: 3 } as const;
const LONG = 512;
const LIFETIME_MS = 90 * 24 * 3600 * 1000;

/**
 * Excluded from the comparison of a sale with `replay`: a till that received no answer sends the sale again with the
 * time it was paid.
 */
const OF_REPLAY: ReadonlySet<string> = new Set(["occurredAt", "replay"]);

/** Excluded from the comparison: the key is stored separately, and even a fast hash of a password could be attacked. */
const LEFT_OUT: ReadonlySet<string> = new Set(["key", "password"]);

const lookup = prepared((db, t) =>
  db
    .select({
      userId: t.idempotencyKey.userId,
      route: t.idempotencyKey.route,
      bodyHash: t.idempotencyKey.bodyHash,
      response: t.idempotencyKey.response,
      form: t.idempotencyKey.form,
    })
    .from(t.idempotencyKey)
    .where(sql`${t.idempotencyKey.key} = ${sql.placeholder("key")}`)
    .prepare(),
);

const keeping = prepared((db, t) =>
  db.insert(t.idempotencyKey).values(everyColumn(t.idempotencyKey)).prepare(),
);

/** The first answer to this request; undefined if there is none. Refuses 409 `key_reused` for another request. */
export async function findAnswer<T>(
  ctx: ReadCtx,
  request: OnceRequest<T>,
  arrivedHash: string,
): Promise<{ response: T } | undefined> {
  const [known] = await lookup(ctx).execute({ key: request.key });
  if (known === undefined) return undefined;
  const { input, arrived = input } = request;
  const same =
    known.form === FORM.ofInput
      ? isOldHash(known.bodyHash, input, arrived)
      : known.bodyHash === arrivedHash;
  if (known.userId !== ctx.actor.userId || known.route !== request.route || !same)
    throw refuse("key_reused", {}, "key");
  const response = await readAnswer(ctx, request, known.form, known.response);
  request.onRepeat?.(response);
  return { response };
}

/** Stores the answer to a new write. */
export async function keepAnswer<T>(
  ctx: WriteCtx,
  request: OnceRequest<T>,
  arrivedHash: string,
  result: T,
): Promise<void> {
  const { route, key, remember, rebuild } = request;
  await keeping(ctx).execute({
    key,
    userId: ctx.actor.userId,
    route,
    bodyHash: arrivedHash,
    ...(rebuild === undefined
      ? written(JSON.stringify(remember === undefined ? result : remember(result)))
      : { form: FORM.document, response: rebuild.idOf(result) }),
    createdAt: ctx.now,
    expiresAt: ctx.now + LIFETIME_MS,
  });
}

/**
 * The hash of the request as received, whatever the order of its fields. Requests with an API key are separate from
 * those of its user and other keys: a key with fewer permissions must not receive their answers.
 */
export function hashOfArrived(
  { input, arrived = input }: Pick<OnceRequest<unknown>, "input" | "arrived">,
  apiKeyId: number | null,
): string {
  const compared =
    typeof arrived === "object" && arrived !== null && !Array.isArray(arrived)
      ? comparedFields(arrived)
      : arrived;
  const own = apiKeyId === null ? compared : { apiKeyId, compared };
  return createHash("sha256").update(canonicalJson(own)).digest("base64url");
}

function comparedFields(arrived: object): object {
  const isReplay = "replay" in arrived && arrived.replay !== undefined;
  const isLeftOut = (name: string) => LEFT_OUT.has(name) || (isReplay && OF_REPLAY.has(name));
  return Object.fromEntries(Object.entries(arrived).filter(([name]) => !isLeftOut(name)));
}

/** Deletes answers whose keys are too old to be retried. Returns their number. */
export async function forgetOldKeys(tx: WriteTx, now: number): Promise<number> {
  const deleted = await tx.db
    .delete(tx.t.idempotencyKey)
    .where(sql`${tx.t.idempotencyKey.expiresAt} < ${now}`)
    .returning({ key: tx.t.idempotencyKey.key });
  return deleted.length;
}

function written(json: string) {
  if (json.length < LONG) return { form: FORM.plain, response: json };
  return { form: FORM.deflated, response: deflateRawSync(json).toString("base64") };
}

async function readAnswer<T>(
  ctx: ReadCtx,
  { rebuild }: OnceRequest<T>,
  form: number,
  stored: string,
): Promise<T> {
  if (form === FORM.document && rebuild !== undefined) return rebuild.again(ctx, stored);
  const json =
    form === FORM.deflated ? inflateRawSync(Buffer.from(stored, "base64")).toString() : stored;
  // safe because the same route wrote this answer from a value of type T
  return JSON.parse(json) as T;
}

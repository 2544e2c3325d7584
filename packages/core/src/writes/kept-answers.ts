/** What is kept of a write under its key: enough to know the same request again, and to answer it the same. */
import { createHash } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { everyColumn, prepared } from "@daybook/db/statement";
import type { WriteTx } from "@daybook/db/types";
import { canonicalJson } from "./canonical-json.ts";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { isOldHash } from "./old-body-hash.ts";

/** Makes a first answer again from the document it was about, so that it need not be kept beside it. */
export interface Rebuild<Result> {
  readonly idOf: (result: Result) => string;
  /** The answer as it was at first, whatever has happened to the document since. */
  readonly again: (ctx: ReadCtx, id: string) => Promise<Result>;
}

/** A write that may be sent again: `key` names it; who, `route` and what arrived must then be the same. */
export interface OnceRequest<Result> {
  readonly route: string;
  readonly key: string;
  /** As the contract reads it today. */
  readonly input: unknown;
  /** As it arrived, which stays the same when the contract gets a new field; `input` unless given. */
  readonly arrived?: unknown;
  /** What a repeat is answered with, where that differs from the first answer (a secret shown once). */
  readonly remember?: ((result: Result) => unknown) | undefined;
  readonly rebuild?: Rebuild<Result> | undefined;
  /** Told the answer when it is an earlier one, which may be older than today's contract. */
  readonly onRepeat?: ((answer: Result) => void) | undefined;
}

/**
 * The forms of a row. `ofInput`: from before what arrived was hashed; its hash is of the contract's reading and its
 * answer plain JSON. The others hash what arrived and keep the answer as JSON, as JSON in few bytes, or as the id of the
 * document it is made from again.
 */
const FORM = { ofInput: 0, plain: 1, deflated: 2, document: 3 } as const;
const LONG = 512;
const LIFETIME_MS = 90 * 24 * 3600 * 1000;

/** Not part of what is compared: the key stands beside it, and even the quick hash of a password is worth guessing at. */
const LEFT_OUT: ReadonlySet<string> = new Set(["key", "password"]);

const finding = prepared((db, t) =>
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

/** The first answer to this request; undefined where there is none. Refuses 409 `key_reused` for another request. */
export async function findAnswer<T>(
  ctx: ReadCtx,
  request: OnceRequest<T>,
  arrivedHash: string,
): Promise<{ response: T } | undefined> {
  const [known] = await finding(ctx).execute({ key: request.key });
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

/** Keeps the answer to a write that is being done now. */
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
 * The hash of what arrived, the same however its fields are ordered. What came with a key for scripts is that key's
 * own: with fewer rights than its person has, it must not be answered what they or another key of theirs did.
 */
export function hashOfArrived(
  { input, arrived = input }: Pick<OnceRequest<unknown>, "input" | "arrived">,
  apiKeyId: number | null,
): string {
  const compared =
    typeof arrived === "object" && arrived !== null && !Array.isArray(arrived)
      ? Object.fromEntries(Object.entries(arrived).filter(([name]) => !LEFT_OUT.has(name)))
      : arrived;
  const own = apiKeyId === null ? compared : { apiKeyId, compared };
  return createHash("sha256").update(canonicalJson(own)).digest("base64url");
}

/** Forgets answers whose keys are too old to be sent again. Answers how many. */
export async function forgetOldKeys(tx: WriteTx, now: number): Promise<number> {
  const gone = await tx.db
    .delete(tx.t.idempotencyKey)
    .where(sql`${tx.t.idempotencyKey.expiresAt} < ${now}`)
    .returning({ key: tx.t.idempotencyKey.key });
  return gone.length;
}

function written(json: string) {
  if (json.length < LONG) return { form: FORM.plain, response: json };
  return { form: FORM.deflated, response: deflateRawSync(json).toString("base64") };
}

async function readAnswer<T>(
  ctx: ReadCtx,
  { rebuild }: OnceRequest<T>,
  form: number,
  kept: string,
): Promise<T> {
  if (form === FORM.document && rebuild !== undefined) return rebuild.again(ctx, kept);
  const json =
    form === FORM.deflated ? inflateRawSync(Buffer.from(kept, "base64")).toString() : kept;
  // safe because the same route wrote this answer from a value of type T
  return JSON.parse(json) as T;
}

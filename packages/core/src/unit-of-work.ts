import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { dbFailure } from "@daybook/db/db-error";
import { everyColumn, prepared } from "@daybook/db/statement";
import { CommitLostError, StoreUnavailableError } from "@daybook/db/store-error";
import type { ReadTx, Store, WriteTx } from "@daybook/db/types";
import type { Topic } from "@daybook/contract/topics";
import { canonicalJson } from "./canonical-json.ts";
import type { ReadCtx, Who, WriteCtx } from "./context.ts";
import { DomainError, refuse } from "./domain-error.ts";

/** A write that may be sent again: `key` names it, `route` and `input` must then be the same. */
export interface OnceRequest<Result> {
  readonly route: string;
  readonly key: string;
  readonly input: unknown;
  /** What a repeat is answered with, where that differs from the first answer (a secret shown once). */
  readonly remember?: ((result: Result) => unknown) | undefined;
}

/** The doors to the database for everything above `core`. */
export interface UnitOfWork {
  readonly store: Store;
  readonly clock: () => number;
  read<T>(who: Who, fn: (ctx: ReadCtx) => Promise<T>): Promise<T>;
  /** Like `read`, on one consistent view however many statements it takes. */
  snapshot<T>(who: Who, fn: (ctx: ReadCtx) => Promise<T>): Promise<T>;
  write<T>(who: Who, fn: (ctx: WriteCtx) => Promise<T>): Promise<T>;
  /**
   * A write that happens once: the same key, person, route and body is answered with the first answer and does
   * nothing; the same key with anything else is refused (409 `key_reused`). A refused write leaves its key free. Where
   * the answer to the commit gets lost, the key tells what has happened; throws `CommitLostError` where nobody can say.
   */
  once<T>(who: Who, request: OnceRequest<T>, fn: (ctx: WriteCtx) => Promise<T>): Promise<T>;
}

const KEY_LIFETIME_MS = 90 * 24 * 3600 * 1000;

export function createUnitOfWork(options: { store: Store; clock: () => number }): UnitOfWork {
  const { store, clock } = options;
  const reading = (tx: ReadTx, who: Who): ReadCtx => ({
    db: tx.db,
    t: tx.t,
    dialect: tx.dialect,
    now: clock(),
    actor: who.actor,
    requestId: who.requestId,
  });
  const read = <T>(who: Who, fn: (ctx: ReadCtx) => Promise<T>): Promise<T> =>
    store.read((tx) => fn(reading(tx, who)));
  const write = <T>(who: Who, fn: (ctx: WriteCtx) => Promise<T>): Promise<T> =>
    store.write(async (tx) => {
      const changes: Change[] = [];
      const ctx: WriteCtx = {
        ...tx,
        ...reading(tx, who),
        changed: (topic, ...ids) => mark(changes, topic, ids),
      };
      const result = await fn(ctx);
      await publish(ctx, changes);
      return result;
    });
  const once = async <T>(
    who: Who,
    request: OnceRequest<T>,
    fn: (ctx: WriteCtx) => Promise<T>,
    isLast = false,
  ): Promise<T> => {
    const bodyHash = hashOf(request.input);
    const find = () => read(who, (ctx) => findAnswer<T>(ctx, request, bodyHash));
    try {
      return await write(who, async (ctx) => {
        const answered = await findAnswer<T>(ctx, request, bodyHash);
        if (answered !== undefined) return answered.response;
        const result = await fn(ctx);
        await keepAnswer(ctx, request, bodyHash, result);
        return result;
      });
    } catch (error) {
      // Whether an earlier request with this key was booked cannot be asked now either.
      if (error instanceof StoreUnavailableError) throw error;
      if (error instanceof CommitLostError) {
        if (!error.ended || isLast) throw error;
        const kept = await find().catch(() => Promise.reject(error));
        return kept === undefined ? once(who, request, fn, true) : kept.response;
      }
      // Two processes got the same key at the same moment. Whatever the loser met (a key taken, a sale voided already,
      // nothing left on the shelf) was the winner's doing, whose answer is there now.
      const answered = await find().catch((failure: unknown) => {
        throw failure instanceof DomainError ? failure : error;
      });
      if (answered !== undefined) return answered.response;
      throw isTakenByDocument(error) ? refuse("key_reused", {}, "key") : error;
    }
  };
  return {
    store,
    clock,
    read,
    snapshot: (who, fn) => store.snapshot((tx) => fn(reading(tx, who))),
    write,
    once: (who, request, fn) => once(who, request, fn),
  };
}

interface Change {
  readonly topic: Topic;
  readonly ids: Set<string>;
}

function mark(changes: Change[], topic: Topic, ids: readonly string[]): void {
  let change = changes.find((known) => known.topic === topic);
  if (change === undefined) changes.push((change = { topic, ids: new Set() }));
  for (const id of ids) change.ids.add(id);
}

const publishing = prepared((db, t) =>
  db.insert(t.outboxEvent).values(everyColumn(t.outboxEvent, "seq")).prepare(),
);

/** The writer's last act: what it adds to the outbox is numbered in commit order. */
async function publish(ctx: WriteCtx, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  await ctx.dialect.lockOutbox(ctx);
  for (const { topic, ids } of changes) {
    await publishing(ctx).execute({ topic, ids: [...ids], at: ctx.now });
  }
}

const finding = prepared((db, t) =>
  db
    .select({
      userId: t.idempotencyKey.userId,
      route: t.idempotencyKey.route,
      bodyHash: t.idempotencyKey.bodyHash,
      response: t.idempotencyKey.response,
    })
    .from(t.idempotencyKey)
    .where(sql`${t.idempotencyKey.key} = ${sql.placeholder("key")}`)
    .prepare(),
);

const keeping = prepared((db, t) =>
  db.insert(t.idempotencyKey).values(everyColumn(t.idempotencyKey)).prepare(),
);

async function findAnswer<T>(
  ctx: ReadCtx,
  request: OnceRequest<T>,
  bodyHash: string,
): Promise<{ response: T } | undefined> {
  const [known] = await finding(ctx).execute({ key: request.key });
  if (known === undefined) return undefined;
  if (
    known.userId !== ctx.actor.userId ||
    known.route !== request.route ||
    known.bodyHash !== bodyHash
  ) {
    throw refuse("key_reused", {}, "key");
  }
  // safe because the same route wrote this response from a value of type T
  return { response: JSON.parse(known.response) as T };
}

async function keepAnswer<T>(
  ctx: WriteCtx,
  request: OnceRequest<T>,
  bodyHash: string,
  result: T,
): Promise<void> {
  const remembered = request.remember === undefined ? result : request.remember(result);
  await keeping(ctx).execute({
    key: request.key,
    userId: ctx.actor.userId,
    route: request.route,
    bodyHash,
    response: JSON.stringify(remembered),
    createdAt: ctx.now,
    expiresAt: ctx.now + KEY_LIFETIME_MS,
  });
}

/** Forgets answers whose keys are too old to be sent again. Answers how many. */
export async function forgetOldKeys(tx: WriteTx, now: number): Promise<number> {
  const gone = await tx.db
    .delete(tx.t.idempotencyKey)
    .where(sql`${tx.t.idempotencyKey.expiresAt} < ${now}`)
    .returning({ key: tx.t.idempotencyKey.key });
  return gone.length;
}

/** A document keeps its key for ever: one whose answer was forgotten long ago is still not made again. */
function isTakenByDocument(error: unknown): boolean {
  const failure = dbFailure(error);
  return failure?.kind === "unique" && /^(sale|stock_document)_key_/.test(failure.name);
}

function hashOf(input: unknown): string {
  return createHash("sha256").update(canonicalJson(input)).digest("base64url");
}

import { dbFailure } from "@daybook/db/db-error";
import { everyColumn, prepared } from "@daybook/db/statement";
import { CommitLostError, StoreUnavailableError } from "@daybook/db/store-error";
import type { ReadTx, Store } from "@daybook/db/types";
import type { Topic } from "@daybook/contract/topics";
import type { ReadCtx, Who, WriteCtx } from "../context/context.ts";
import { DomainError, refuse } from "../errors/domain-error.ts";
import { findAnswer, hashOfArrived, keepAnswer } from "./kept-answers.ts";
import type { OnceRequest } from "./kept-answers.ts";

/** The access to the database for everything above `core`. */
export interface UnitOfWork {
  readonly store: Store;
  readonly clock: () => number;
  read<T>(who: Who, fn: (ctx: ReadCtx) => Promise<T>): Promise<T>;
  /** Like `read`, on one consistent view for all its statements. */
  snapshot<T>(who: Who, fn: (ctx: ReadCtx) => Promise<T>): Promise<T>;
  write<T>(who: Who, fn: (ctx: WriteCtx) => Promise<T>): Promise<T>;
  /**
   * An idempotent write: a repeated request with the same key, user, route and body returns the first answer and writes
   * nothing; the same key with anything else is refused (409 `key_reused`). A refused write does not use its key. If
   * the response to the commit is lost, the key shows whether it was saved; throws `CommitLostError` if that cannot be
   * determined.
   */
  once<T>(who: Who, request: OnceRequest<T>, fn: (ctx: WriteCtx) => Promise<T>): Promise<T>;
}

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
    const arrivedHash = hashOfArrived(request, who.actor.apiKeyId);
    const find = () => read(who, (ctx) => findAnswer(ctx, request, arrivedHash));
    try {
      return await write(who, async (ctx) => {
        const answered = await findAnswer(ctx, request, arrivedHash);
        if (answered !== undefined) return answered.response;
        const result = await fn(ctx);
        await keepAnswer(ctx, request, arrivedHash, result);
        return result;
      });
    } catch (error) {
      // It is not possible now to find out whether an earlier request with this key was saved.
      if (error instanceof StoreUnavailableError) throw error;
      if (error instanceof CommitLostError) {
        if (!error.ended || isLast) throw error;
        const stored = await find().catch(() => Promise.reject(error));
        return stored === undefined ? once(who, request, fn, true) : stored.response;
      }
      // Two processes received the same key at the same time. Any conflict of the second (a used key, a voided sale, no
      // stock left) is due to the first, whose answer is available now.
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

/** The last step of a write: its outbox entries are numbered in commit order. */
async function publish(ctx: WriteCtx, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  await ctx.dialect.lockOutbox(ctx);
  for (const { topic, ids } of changes) {
    await publishing(ctx).execute({ topic, ids: [...ids], at: ctx.now });
  }
}

/** A document keeps its key forever: even if its answer was deleted long ago, it is not created again. */
function isTakenByDocument(error: unknown): boolean {
  const failure = dbFailure(error);
  return failure?.kind === "unique" && /^(sale|stock_document)_key_/.test(failure.name);
}

/** What every domain function is handed: the database, the moment and the person. Nothing in `core` is global. */
import type { UserId } from "@daybook/contract/ids";
import type { Permission } from "@daybook/contract/permissions";
import type { Topic } from "@daybook/contract/topics";
import type { ReadTx, WriteTx } from "@daybook/db/types";

/** The person (or key) behind a request. `userId` is internal; `publicId` is what the outside world calls them. */
export interface Actor {
  readonly userId: number;
  readonly publicId: UserId;
  readonly name: string;
  readonly permissions: ReadonlySet<Permission>;
  /** The enrolled till they work at; null for browsers and scripts without one. */
  readonly deviceId: number | null;
  readonly apiKeyId: number | null;
}

/** Who asks, and under which request the log will know it. */
export interface Who {
  readonly actor: Actor;
  readonly requestId: string;
}

/** A reading function's world. `now` is UTC milliseconds and does not move while the function runs. */
export interface ReadCtx extends ReadTx {
  readonly now: number;
  readonly actor: Actor;
  readonly requestId: string;
}

/**
 * A writing function's world: only the unit of work makes one, so holding it proves the transaction.
 * `changed` marks what live screens must look at again; it reaches them after the commit.
 */
export interface WriteCtx extends ReadCtx, WriteTx {
  changed(topic: Topic, ...publicIds: readonly string[]): void;
}

/** Stands for the program itself in jobs and set-up, where no person asks. */
export function systemActor(userId: number, permissions: ReadonlySet<Permission>): Actor {
  return {
    userId,
    // safe because nothing looks this actor up by it
    publicId: "system" as UserId,
    name: "Daybook",
    permissions,
    deviceId: null,
    apiKeyId: null,
  };
}

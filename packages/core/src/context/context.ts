/** The context of every domain function: the database, the time and the user. There are no globals in `core`. */
import type { UserId } from "@daybook/contract/ids";
import type { Permission, Role } from "@daybook/contract/permissions";
import type { Topic } from "@daybook/contract/topics";
import type { ReadTx, WriteTx } from "@daybook/db/types";

/** The user or API key of a request. `userId` is internal; `publicId` is used outside core. */
export interface Actor {
  readonly userId: number;
  readonly publicId: UserId;
  readonly name: string;
  readonly permissions: ReadonlySet<Permission>;
  /** The roles whose limits apply; none for API keys and jobs, which only their permissions limit. */
  readonly roles: readonly Role[];
  /** The enrolled till of the request; null for browsers and scripts without one. */
  readonly deviceId: number | null;
  /** Whether the browser is a till that was revoked: it cannot number receipts. */
  readonly tillRevoked: boolean;
  readonly apiKeyId: number | null;
}

/** The actor and the request id under which the log records the request. */
export interface Who {
  readonly actor: Actor;
  readonly requestId: string;
}

/** The context of a reading function. `now` is in UTC milliseconds and is constant while the function runs. */
export interface ReadCtx extends ReadTx {
  readonly now: number;
  readonly actor: Actor;
  readonly requestId: string;
}

/**
 * The context of a writing function: only the unit of work creates one, so its type proves the transaction. `changed`
 * records the topics to be sent to live screens after the commit.
 */
export interface WriteCtx extends ReadCtx, WriteTx {
  changed(topic: Topic, ...publicIds: readonly string[]): void;
}

/** The actor of jobs and setup, which run without a user. */
export function systemActor(userId: number, permissions: ReadonlySet<Permission>): Actor {
  return {
    userId,
    // safe because this actor is never looked up by its id
    publicId: "system" as UserId,
    name: "Daybook",
    permissions,
    roles: [],
    deviceId: null,
    tillRevoked: false,
    apiKeyId: null,
  };
}

/** Timeouts per kind of work, in milliseconds; 0 means none. */
export interface Limits {
  /** One statement on the server. */
  readonly statementMs: number;
  /** Waiting for a lock of another transaction. */
  readonly lockMs: number;
  /** An open transaction of a client that sends nothing, such as a computer that was suspended during a sale. */
  readonly idleInTransactionMs: number;
  /** The response of a server that hangs: longer than `statementMs`, which the server enforces itself. */
  readonly answerMs: number;
  /** Waiting for a free or a new connection. */
  readonly connectMs: number;
}

/** The purpose of a connection. Each has its own pool, so waiting writes never block reads. */
export type Purpose = "read" | "write" | "migrate";

/**
 * An idle transaction ends before the writes that wait for its locks time out, so they can still finish within the ten
 * seconds that a till waits.
 */
export const LIMITS: Readonly<Record<Purpose, Limits>> = {
  read: {
    statementMs: 20_000,
    lockMs: 5_000,
    idleInTransactionMs: 60_000,
    answerMs: 25_000,
    connectMs: 5_000,
  },
  write: {
    statementMs: 15_000,
    lockMs: 7_000,
    idleInTransactionMs: 5_000,
    answerMs: 20_000,
    connectMs: 8_000,
  },
  // A large table takes time, and there are no sales during a migration.
  migrate: { statementMs: 0, lockMs: 0, idleInTransactionMs: 0, answerMs: 0, connectMs: 8_000 },
};

/** For a process that only aggregates, such as the verification of all records. */
export const LONG_READS: Limits = { ...LIMITS.read, statementMs: 300_000, answerMs: 310_000 };

/** The server detects a lost client, and the client a lost server, after about half a minute. */
export const KEEP_ALIVE_OPTIONS =
  "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4";
export const KEEP_ALIVE_MS = 10_000;

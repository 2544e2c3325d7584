/** How long the kinds of work may take, in milliseconds; 0 is without end. */
export interface Limits {
  /** One statement on the server. */
  readonly statementMs: number;
  /** Waiting for a lock that another transaction has. */
  readonly lockMs: number;
  /** An open transaction of a process that sends nothing: a computer that was put to sleep in the middle of a sale. */
  readonly idleInTransactionMs: number;
  /** An answer from a server that does not even refuse: longer than `statementMs`, which the server keeps itself. */
  readonly answerMs: number;
  /** Waiting for a free connection, or for a new one. */
  readonly connectMs: number;
}

/** What a connection is for. Each kind has a pool of its own, so that waiting writes never hold up a read. */
export type Purpose = "read" | "write" | "migrate";

/**
 * An idle transaction ends before those who wait for its locks give up: they go on then, and answer within the ten
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
  // A large table takes as long as it takes, and nobody sells meanwhile.
  migrate: { statementMs: 0, lockMs: 0, idleInTransactionMs: 0, answerMs: 0, connectMs: 8_000 },
};

/** For a process that only adds up, such as the proof of all records. */
export const LONG_READS: Limits = { ...LIMITS.read, statementMs: 300_000, answerMs: 310_000 };

/** The server notices a client that is gone, and the client a server, after about half a minute. */
export const KEEP_ALIVE_OPTIONS =
  "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4";
export const KEEP_ALIVE_MS = 10_000;

/** For tests: for every refusal of a failing store, an error that causes it. */
import { TooLargeError } from "@daybook/contract/too-large-error";
import {
  CommitLostError,
  StoreBusyError,
  StoreLostError,
  StoreUnavailableError,
} from "@daybook/db/store-error";
import type { FailureCode } from "../errors/refusal-of-error.ts";

export const STORE_FAILURES: Readonly<Record<FailureCode, Error>> = {
  database_unavailable: new StoreUnavailableError(new Error("away")),
  database_lost: new StoreLostError("gone"),
  disk_failing: Object.assign(new Error("input/output error"), { code: "SQLITE_IOERR" }),
  storage_full: Object.assign(new Error("the disk is full"), { code: "SQLITE_FULL" }),
  busy: new StoreBusyError(new Error("all are taken")),
  outcome_unknown: new CommitLostError(true, new Error("no answer")),
  too_large: new TooLargeError("too large"),
};

import type { SentFailure } from "./backup-failure.ts";
import type { TaskName, Tasks } from "./tasks.ts";

/** The start data of the thread: one task. */
export interface BackupOrder<Name extends TaskName = TaskName> {
  readonly name: Name;
  readonly order: Tasks[Name]["order"];
}

/** Its only reply. */
export type BackupReply<Name extends TaskName = TaskName> =
  | { readonly ok: true; readonly result: Tasks[Name]["result"] }
  | { readonly ok: false; readonly failure: SentFailure };

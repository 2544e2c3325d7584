import { newId } from "@daybook/contract/uuid";
import { browserStorage } from "./guarded-texts.ts";
import { usePersonScope } from "./person-scope.ts";
import { refusalOf } from "./refusal-of.ts";
import { createTillJournal } from "./till-journal.ts";
import type { JournalError, TillJournal } from "./till-journal.ts";
import { trpc } from "./trpc.ts";

/** Events wait this long, so that they are sent together and never beside the sale that follows them. */
const SEND_AFTER_MS = 5000;

// Lives as long as the page, so events are sent while the user is on another screen.
const journals = new Map<string, TillJournal>();

/** The journal of this browser for the current user. */
export function useTillJournal(): TillJournal {
  const { client } = trpc.useUtils();
  const scope = usePersonScope();
  let journal = journals.get(scope);
  if (journal === undefined) {
    journal = createTillJournal({
      scope,
      storage: browserStorage(),
      send: (input) => client.tills.recordEvents.mutate(input),
      classify: classifyError,
      newKey: newId,
      later: (run) => void window.setTimeout(run, SEND_AFTER_MS),
    });
    journals.set(scope, journal);
  }
  return journal;
}

/** Only what breaks the contract can never be recorded. */
function classifyError(error: unknown): JournalError {
  return refusalOf(error)?.code === "invalid_input" ? "gone" : "later";
}

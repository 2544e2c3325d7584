/** Where the guided closing of a drawer is. */
import type { CashCount } from "@daybook/contract/drawers";
import type { DrawerSessionId } from "@daybook/contract/ids";
import type { OfferedTender } from "../../lib/use-tenders.ts";
import type { closeDrawerTexts } from "../../texts/en/close-drawer.ts";

export type Step = keyof typeof closeDrawerTexts.stepNames;

/** A count that was begun on this page: what another device saves must not change or end it. */
export interface Counting {
  /** The last count when this one was begun, which it corrects; null for the first one. */
  readonly before: CashCount | null;
  /** The methods besides cash that were counted when it was begun. */
  readonly methods: readonly OfferedTender[];
}

/** Where the input of a count is kept until it is saved: also a reload continues it, without the result of another. */
export function draftOfCount(sessionId: DrawerSessionId, { before, methods }: Counting) {
  return {
    name: `count:${sessionId}`,
    about: [before?.id, ...methods.map(({ id }) => id)].join(" "),
  };
}

interface Progress {
  readonly isClosed: boolean;
  readonly count: Pick<CashCount, "id"> | null;
  readonly counting: Pick<Counting, "before"> | null;
}

/** The step to show. A result says what was expected, so it never replaces a count that was begun. */
export function stepOf({ isClosed, count, counting }: Progress): Step {
  if (isClosed) return "closed";
  if (counting !== null) return "count";
  return count === null ? "open" : "result";
}

/** Whether someone saved a count since this one was begun. */
export function isCountedByOthers({ count, counting }: Omit<Progress, "isClosed">): boolean {
  return counting !== null && count !== null && count.id !== counting.before?.id;
}

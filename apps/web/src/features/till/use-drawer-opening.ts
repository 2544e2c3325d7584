import type { TenderInput } from "@daybook/contract/tenders";
import { tenderName, useTenders } from "../../lib/use-tenders.ts";
import { useTillJournal } from "../../lib/use-till-journal.ts";
import type { Till } from "./use-till.ts";

/** Records that the drawer of this till opens for a payment, by the rules of its methods. It is sent later. */
export function useDrawerOpening({ drawer }: Till): (taken: readonly TenderInput[]) => void {
  const journal = useTillJournal();
  const { tenders } = useTenders();
  return (taken) => {
    const opening = tenders.filter(
      ({ id, opensDrawer }) => opensDrawer && taken.some(({ tender }) => tender === id),
    );
    if (drawer === null || opening.length === 0) return;
    const detail = opening.map(({ id }) => tenderName(tenders, id)).join(", ");
    journal.record({ kind: "drawer_opened", detail });
  };
}

import { EndOfDayPage } from "../features/drawers/end-of-day-page.tsx";
import { useTillStore } from "../features/till/use-till-store.ts";

/** The end of the day, with the sales that this browser has not sent. */
export function EndOfDayRoute() {
  const { waiting, refused } = useTillStore().snapshot;
  return <EndOfDayPage unsent={{ waiting, refused: refused.length }} />;
}

import { EndOfDayPage } from "../features/drawers/end-of-day-page.tsx";
import { useUnsent } from "./use-unsent.ts";

/** The end of the day, with the sales that this browser has not sent. */
export function EndOfDayRoute() {
  return <EndOfDayPage unsent={useUnsent()} />;
}

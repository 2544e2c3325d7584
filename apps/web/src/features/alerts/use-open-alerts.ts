import { useAllowed } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";

/** How many alerts wait for someone, for the badge; undefined while unknown, or where the role does not see them. */
export function useOpenAlerts(): number | undefined {
  const allowed = useAllowed("alerts.read");
  const counts = trpc.alerts.counts.useQuery({}, { enabled: allowed });
  return counts.data?.active;
}

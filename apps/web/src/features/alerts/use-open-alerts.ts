import { useAllowed } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";

/** The number of active alerts for the badge; undefined while unknown, or without permission. */
export function useOpenAlerts(): number | undefined {
  const allowed = useAllowed("alerts.read");
  const counts = trpc.alerts.counts.useQuery({}, { enabled: allowed });
  return counts.data?.active;
}

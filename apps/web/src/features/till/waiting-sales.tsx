import { Link } from "@tanstack/react-router";
import { paths } from "../../lib/paths.ts";
import { Banner } from "../../components/notices.tsx";
import { useShop } from "../../lib/shop-context.tsx";
import { paidSaleTexts as paidTexts } from "../../texts/en/till-paid-sale.ts";
import { useOwnDrawer } from "../drawers/own-drawer.ts";
import { useTillStore } from "./use-till-store.ts";
import { useWaitingFor } from "./use-waiting-for.ts";

/** Which sales wait for the server or were refused, on every screen but Sell. */
export function WaitingSales() {
  const { waiting, refused } = useTillStore().snapshot;
  const waitingFor = useWaitingFor(useShop().me.till, useOwnDrawer());
  return (
    <>
      {waiting === 0 ? null : <Banner>{waitingFor(waiting)}</Banner>}
      {refused.length === 0 ? null : (
        <Banner>
          {paidTexts.counted(refused.length)} <Link to={paths.sell}>{paidTexts.open}</Link>
        </Banner>
      )}
    </>
  );
}

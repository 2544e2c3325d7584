import { Link } from "@tanstack/react-router";
import { paths } from "../../lib/paths.ts";
import { Banner } from "../../components/notices.tsx";
import { useAllowed, useShop } from "../../lib/shop-context.tsx";
import { paidSaleTexts as paidTexts } from "../../texts/en/till-paid-sale.ts";
import { tillTexts as texts } from "../../texts/en/till.ts";
import { useTillStore } from "./use-till-store.ts";

/** Sends unsent sales from every screen, and shows that they are waiting. */
export function UnsentSales() {
  return useAllowed("sales.ringUp") ? <Waiting /> : null;
}

function Waiting() {
  const { waiting, refused } = useTillStore().snapshot;
  const waitingFor = useShop().me.till?.revoked === true ? texts.waitingForTill : texts.waiting;
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

import { useEffect, useState } from "react";
import type { Me } from "@daybook/contract/users";
import { paths } from "../../lib/paths.ts";
import { describeError } from "../../lib/describe-error.ts";
import { useShop } from "../../lib/shop-context.tsx";
import { beginToShow } from "../../lib/shown-shop.ts";
import { trpc } from "../../lib/trpc.ts";
import { sampleTexts as texts } from "../../texts/en/sample.ts";
import classes from "./sample-banner.module.css";

/** Says on every screen of the sample shop that nothing is real there, with the way out. */
export function SampleBanner() {
  const { me } = useShop();
  useLeavingWithOtherTabs(me);
  if (!me.sampleShop) return null;
  return (
    <aside aria-label={texts.banner} className={classes.banner}>
      <p>{texts.bannerText}</p>
      <LeaveSampleShop />
    </aside>
  );
}

/** The way out; stands alone where the sample shop cannot be shown. */
export function LeaveSampleShop() {
  const leave = trpc.sample.leave.useMutation({ onSuccess: openAnew });
  return (
    <>
      <button
        type="button"
        className={classes.leave}
        onClick={() => (leave.isPending ? undefined : leave.mutate({}))}
      >
        {leave.isPending ? texts.leaving : texts.leave}
      </button>
      <div role="alert">{leave.isError ? <p>{describeError(leave.error)}</p> : null}</div>
    </>
  );
}

/** The tabs of a browser are one person in one shop: what this one shows is over once any of them has moved. */
function useLeavingWithOtherTabs({ user, sampleShop }: Me): void {
  const [began] = useState(() => {
    beginToShow(sampleShop);
    return { userId: user.id, sampleShop };
  });
  useEffect(() => {
    if (user.id !== began.userId || sampleShop !== began.sampleShop) openAnew();
  }, [user.id, sampleShop, began]);
}

/** A fresh page: nothing that one shop said stays in the memory of the other. */
function openAnew(): void {
  window.location.assign(paths.home);
}

import { useEffect, useState } from "react";
import type { Me } from "@daybook/contract/users";
import { isLeaving } from "../../lib/leaving.ts";
import { paths } from "../../lib/paths.ts";
import { describeError } from "../../lib/describe-error.ts";
import { useShop } from "../../lib/shop-context.tsx";
import { markShown } from "../../lib/shown-shop.ts";
import { trpc } from "../../lib/trpc.ts";
import { sampleTexts as texts } from "../../texts/en/sample.ts";
import classes from "./sample-banner.module.css";

/** Shows on every screen that this is the sample shop, with a button to leave it. */
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

/** The leave button; shown alone if the sample shop cannot be loaded. */
export function LeaveSampleShop() {
  const leave = trpc.sample.leave.useMutation({ onSuccess: reopen });
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

/** All tabs of a browser share one session: after one of them has switched shops, this tab is outdated. */
function useLeavingWithOtherTabs({ user, sampleShop }: Me): void {
  const [began] = useState(() => {
    markShown(sampleShop);
    return { userId: user.id, sampleShop };
  });
  useEffect(() => {
    // This tab itself has changed the person, and loads again where it is.
    if (isLeaving()) return;
    if (user.id !== began.userId || sampleShop !== began.sampleShop) reopen();
  }, [user.id, sampleShop, began]);
}

/** Reloads the page, so no data of one shop stays in the memory of the other. */
function reopen(): void {
  window.location.assign(paths.home);
}

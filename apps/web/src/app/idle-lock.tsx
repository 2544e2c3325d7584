import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import { latePart } from "../lib/late-part.tsx";
import { useShop } from "../lib/shop-context.tsx";
import { trpc } from "../lib/trpc.ts";

const LockedPage = latePart(
  async () => (await import("../features/users/locked-page.tsx")).LockedPage,
);

const LOOK_EVERY_MS = 5000;
const TELL_EVERY_MS = 60_000;

/** Shows the page, or on a till that nobody used for too long the page that asks for a PIN. */
export function IdleLock({ children }: { readonly children: ReactNode }) {
  const { me, settings } = useShop();
  const minutes = me.till?.revoked === false ? settings.lockAfterMinutes : 0;
  const idle = useIdle(minutes);
  // The server also knows a session of a till whose browser is none any more.
  return (minutes > 0 && idle) || me.locked ? <LockedPage /> : children;
}

/** Whether nobody has touched this page for so many minutes; 0 is never. The server receives that someone is there. */
function useIdle(minutes: number): boolean {
  const [idle, setIdle] = useState(false);
  const { mutate } = trpc.auth.stayActive.useMutation();
  useEffect(() => {
    if (minutes === 0) return undefined;
    let used = Date.now();
    let told = used;
    const use = () => {
      used = Date.now();
    };
    const timer = setInterval(() => {
      // Also after the computer has slept.
      if (Date.now() - used > minutes * 60_000) setIdle(true);
      else if (used > told && Date.now() - told > TELL_EVERY_MS) {
        told = Date.now();
        mutate({});
      }
    }, LOOK_EVERY_MS);
    const events = ["pointerdown", "keydown"] as const;
    for (const event of events) window.addEventListener(event, use, { capture: true });
    return () => {
      clearInterval(timer);
      for (const event of events) window.removeEventListener(event, use, { capture: true });
    };
  }, [minutes, mutate]);
  return idle;
}

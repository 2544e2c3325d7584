import { useState } from "react";
import type { ReactNode } from "react";
import { latePart } from "../lib/late-part.tsx";
import { useShop } from "../lib/shop-context.tsx";

const LockedPage = latePart(
  async () => (await import("../features/users/locked-page.tsx")).LockedPage,
);
const IdleWatch = latePart(async () => (await import("./idle-watch.tsx")).IdleWatch);

/** Shows the page, or on a till that nobody used for too long the page that asks for a PIN. */
export function IdleLock({ children }: { readonly children: ReactNode }) {
  const { me, settings } = useShop();
  const [idle, setIdle] = useState(false);
  const minutes = me.till?.revoked === false ? settings.lockAfterMinutes : 0;
  // The server also knows a session of a till whose browser is none any more.
  if ((minutes > 0 && idle) || me.locked) return <LockedPage />;
  return (
    <>
      {minutes > 0 ? <IdleWatch minutes={minutes} onIdle={() => setIdle(true)} /> : null}
      {children}
    </>
  );
}

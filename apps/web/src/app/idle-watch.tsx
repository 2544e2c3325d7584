import { useEffect, useEffectEvent } from "react";
import { trpc } from "../lib/trpc.ts";

const LOOK_EVERY_MS = 5000;
const TELL_EVERY_MS = 60_000;

interface IdleWatchProps {
  readonly minutes: number;
  readonly onIdle: () => void;
}

/** Notices that nobody has touched this page for so many minutes. The server receives that someone is there. */
export function IdleWatch({ minutes, onIdle }: IdleWatchProps) {
  const { mutate } = trpc.auth.stayActive.useMutation();
  const report = useEffectEvent(onIdle);
  useEffect(() => {
    let used = Date.now();
    let told = used;
    const use = () => {
      used = Date.now();
    };
    const timer = setInterval(() => {
      // Also after the computer has slept.
      if (Date.now() - used > minutes * 60_000) report();
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
  return null;
}

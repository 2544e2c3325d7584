import { useEffect, useState } from "react";

const LOOK_EVERY_MS = 30_000;

/** The time of this device in UTC milliseconds, as long as the screen is open; exact to half a minute. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

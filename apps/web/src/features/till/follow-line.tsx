import { useEffect } from "react";
import type { RefObject } from "react";
import { afterPress } from "../../lib/press.ts";
import type { CartLine } from "./cart.ts";

interface FollowLineProps {
  readonly list: RefObject<HTMLElement | null>;
  /** What stands below the lines; on a phone it stands over them. */
  readonly foot: RefObject<HTMLElement | null>;
  /** The line in hand. */
  readonly line: CartLine | undefined;
}

const NEAREST = { block: "nearest" } as const;
/** By these a person looks elsewhere in the cart. */
const LOOKS_ELSEWHERE = ["wheel", "touchmove"] as const;

/** Keeps the line in hand in sight, whether a scan made it or counted on in it. */
export function FollowLine({ list, foot, line }: FollowLineProps) {
  useEffect(
    () => follow(list.current, foot.current),
    [list, foot, line?.lineId, line?.quantityMilli],
  );
  return null;
}

/**
 * Shows the line in hand now, and again whenever the lines or the foot change their height: what is said of a line and
 * its tools come after it. Ends when the person scrolls, or by the function that it gives back.
 */
function follow(list: HTMLElement | null, foot: HTMLElement | null): (() => void) | undefined {
  if (list === null || foot === null) return undefined;
  const show = () => {
    // The line keeps this much room below it.
    list.style.setProperty("--foot", `${foot.offsetHeight}px`);
    list.querySelector('[data-current="true"]')?.scrollIntoView(NEAREST);
  };
  show();
  const sizes = new ResizeObserver(() => afterPress(show));
  for (const one of [list, list.parentElement, foot]) if (one !== null) sizes.observe(one);
  const stop = () => {
    sizes.disconnect();
    for (const name of LOOKS_ELSEWHERE) window.removeEventListener(name, stop);
  };
  for (const name of LOOKS_ELSEWHERE) window.addEventListener(name, stop, { passive: true });
  return stop;
}

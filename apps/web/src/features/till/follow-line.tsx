import { useEffect } from "react";
import type { RefObject } from "react";
import { afterPress } from "../../lib/press.ts";
import type { CartLine } from "./cart.ts";

interface FollowLineProps {
  readonly list: RefObject<HTMLElement | null>;
  /** The element below the lines; on a phone it overlaps them. */
  readonly foot: RefObject<HTMLElement | null>;
  /** The current line. */
  readonly line: CartLine | undefined;
}

const NEAREST = { block: "nearest" } as const;
/** Events by which the user scrolls elsewhere in the cart. */
const LOOKS_ELSEWHERE = ["wheel", "touchmove"] as const;

/** Keeps the current line in view after every scan. */
export function FollowLine({ list, foot, line }: FollowLineProps) {
  useEffect(
    () => follow(list.current, foot.current),
    [list, foot, line?.lineId, line?.quantityMilli],
  );
  return null;
}

/**
 * Scrolls to the current line now, and again whenever the lines or the footer change their height, because messages and
 * tools appear later. Ends when the user scrolls, or with the returned function.
 */
function follow(list: HTMLElement | null, foot: HTMLElement | null): (() => void) | undefined {
  if (list === null || foot === null) return undefined;
  const show = () => {
    // The space below the line.
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

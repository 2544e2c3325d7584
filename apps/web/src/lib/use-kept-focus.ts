import { useEffect } from "react";

/**
 * Keeps the focus on the screen. What has it may be taken away (a line that is removed, a sheet that is saved) or
 * switched off while something is sent; the browser then leaves the focus nowhere, and the next key goes nowhere too.
 * A screen says by `data-focus-home` where it belongs; otherwise it goes to the form, or to the page. Mounted once, by
 * the shell.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    /** What had the focus last, and what it stood in, from the inside out. */
    let trail: readonly Element[] = [];
    let wasOff = false;
    let frame = 0;
    const remember = ({ target }: FocusEvent) => {
      trail = target instanceof Element ? ancestorsOf(target) : [];
      wasOff = false;
    };
    // A press beside everything gives the focus up; nothing has taken it away.
    const forget = () => {
      trail = [];
    };
    const look = () => {
      frame = 0;
      const [last] = trail;
      if (last === undefined || document.activeElement !== document.body) return;
      if (last.isConnected && isOff(last)) {
        wasOff = true;
        return;
      }
      const home = !last.isConnected ? homeOf(trail) : wasOff ? last : null;
      if (home instanceof HTMLElement) home.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(() => {
      // The browser gives up the focus of what was switched off only when it draws.
      if (frame === 0) frame = requestAnimationFrame(look);
    });
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ["disabled"],
    });
    window.addEventListener("focusin", remember);
    window.addEventListener("pointerdown", forget, true);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      window.removeEventListener("focusin", remember);
      window.removeEventListener("pointerdown", forget, true);
    };
  }, []);
}

function ancestorsOf(element: Element): readonly Element[] {
  const trail: Element[] = [];
  for (let at: Element | null = element; at !== null; at = at.parentElement) trail.push(at);
  return trail;
}

function isOff(element: Element): boolean {
  return element.matches(":disabled");
}

function homeOf(trail: readonly Element[]): Element | null {
  const layer = document.querySelector('[role="dialog"]');
  if (layer !== null) return layer.querySelector("[data-autofocus], button, input, select, a");
  // With a finger there is no key that could be lost, and a field would bring the keyboard up.
  const byFinger = window.matchMedia("(pointer: coarse)").matches;
  const home = byFinger ? null : document.querySelector("main [data-focus-home]");
  const form = trail.find((one) => one instanceof HTMLFormElement && one.isConnected);
  const begin = byFinger ? null : (form?.querySelector("[data-autofocus]") ?? null);
  return home ?? begin ?? document.querySelector("main");
}

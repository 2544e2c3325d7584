import { useEffect } from "react";

/**
 * Keeps the focus on the screen. The focused element may be removed (a deleted line, a saved sheet) or disabled while a
 * request is sent; the browser then drops the focus, and the next key has no target. `data-focus-home` defines where it
 * returns to; by default it goes to the form, or to the page. Mounted once, by the shell.
 */
export function useRestoredFocus(): void {
  useEffect(() => {
    /** The last focused element and its ancestors. */
    let trail: readonly Element[] = [];
    let wasOff = false;
    let frame = 0;
    const remember = ({ target }: FocusEvent) => {
      trail = target instanceof Element ? ancestorsOf(target) : [];
      wasOff = false;
    };
    // A click on the background removes the focus on purpose.
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
      // The browser removes the focus of a disabled element only when it renders.
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
  // On a touch device no key can be lost, and focusing a field would open the keyboard.
  const byFinger = window.matchMedia("(pointer: coarse)").matches;
  const home = byFinger ? null : document.querySelector("main [data-focus-home]");
  const form = trail.find((one) => one instanceof HTMLFormElement && one.isConnected);
  const begin = byFinger ? null : (form?.querySelector("[data-autofocus]") ?? null);
  return home ?? begin ?? document.querySelector("main");
}

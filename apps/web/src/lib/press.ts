import { useLayoutEffect, useRef, useSyncExternalStore } from "react";
import { flushSync } from "react-dom";

/*
 * From the press to the release of a finger or a mouse button nothing may move; otherwise the release hits another
 * element and the click is lost. Updates of the screen wait here until then.
 */

let pressedOn: Node | null = null;
let pressed = false;
let waiting: readonly (() => void)[] = [];
const listeners = new Set<() => void>();

function press(event: Event): void {
  if (event instanceof MouseEvent && event.button !== 0) return;
  pressed = true;
  pressedOn = event.target instanceof Node ? event.target : null;
  announce();
}

/** The click target is fixed by now, so waiting updates may run before its handlers. */
function release(): void {
  if (!pressed) return;
  pressed = false;
  pressedOn = null;
  const runs = waiting;
  waiting = [];
  flushSync(() => {
    for (const run of runs) run();
    announce();
  });
}

/** If the press does not end in a click, for example after a drag, nothing else would release it. */
function releaseWithoutClick(): void {
  window.setTimeout(release, 0);
}

const ENDS = ["click", "pointercancel", "dragend", "blur"] as const;

function listen(): void {
  // A touch sends its mouse events after the finger is lifted; both start a press.
  for (const name of ["pointerdown", "mousedown"]) window.addEventListener(name, press, true);
  for (const name of ENDS) window.addEventListener(name, releaseIfWhole, true);
  window.addEventListener("pointerup", releaseWithoutClick, true);
  window.addEventListener("mouseup", releaseWithoutClick, true);
}

/**
 * Every element loses the focus with a blur; only that of the window ends a press. A checkbox being clicked already has
 * its new state, and rendering before its change event would restore the old one: its press ends after the click, when
 * the mouse button is released.
 */
function releaseIfWhole(event: Event): void {
  const ofField = event.type === "blur" && event.target !== window;
  const ofTick = event.type === "click" && isTicked(event.target);
  if (!ofField && !ofTick) release();
}

function isTicked(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && /^(?:checkbox|radio)$/.test(target.type);
}

function announce(): void {
  for (const listener of listeners) listener();
}

let listening = false;

function subscribe(listener: () => void): () => void {
  if (!listening) listen();
  listening = true;
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Runs now, or, during a press, when it ends: after the click target is fixed and before its handlers run. */
export function afterPress(run: () => void): void {
  if (pressed) waiting = [...waiting, run];
  else run();
}

/** Whether the current press started inside `element`. */
export function isPressedIn(element: Element): boolean {
  return pressedOn !== null && element.contains(pressedOn);
}

/** The value, held back during a press. */
export function useSteady<Value>(value: Value): Value {
  const held = useRef(value);
  const still = useSyncExternalStore(subscribe, () => pressed);
  useLayoutEffect(() => {
    if (!still) held.current = value;
  });
  // A value of an earlier render, on purpose; the update renders after the press.
  // oxlint-disable-next-line react/refs
  return still ? held.current : value;
}

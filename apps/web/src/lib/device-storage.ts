import { useSyncExternalStore } from "react";

/** A value stored on this device. */
export interface DeviceValue<Value> {
  get(): Value;
  set(value: Value): void;
  subscribe(listener: () => void): () => void;
}

const made = new Map<string, DeviceValue<unknown>>();

/**
 * A value stored in this browser under `daybook-<name>`; `initial` if there is none, if it has another type, or if the
 * browser cannot store data. The same name returns the same object.
 */
export function deviceValue<Value>(name: string, initial: Value): DeviceValue<Value> {
  const before = made.get(name);
  // safe because a name belongs to one call, with its type
  if (before !== undefined) return before as DeviceValue<Value>;
  const key = `daybook-${name}`;
  const listeners = new Set<() => void>();
  let value = read(key, initial);
  const stored: DeviceValue<Value> = {
    get: () => value,
    set(next) {
      value = next;
      try {
        localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // A private window: kept in memory until the page is left.
      }
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  // safe because it is returned with its own type only
  made.set(name, stored as DeviceValue<unknown>);
  return stored;
}

/** The value now, and again whenever it changes. */
export function useDeviceValue<Value>(stored: DeviceValue<Value>): [Value, (value: Value) => void] {
  return [useSyncExternalStore(stored.subscribe, stored.get), stored.set];
}

function read<Value>(key: string, initial: Value): Value {
  try {
    const text = localStorage.getItem(key);
    if (text === null) return initial;
    const parsed: unknown = JSON.parse(text);
    // safe because a stored value with another type than the initial one is ignored
    return typeof parsed === typeof initial ? (parsed as Value) : initial;
  } catch {
    return initial;
  }
}

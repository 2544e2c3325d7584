/** The parts of the browser's storage that are used. */
export type TextStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** Texts stored by name; `remove` is false if there was none. */
export interface GuardedTexts {
  get(key: string): string | null;
  set(key: string, text: string): void;
  remove(key: string): boolean;
  keys(prefix: string): string[];
}

/**
 * Texts in the browser's storage. If it cannot store data (a private window, a full disk), they are kept in memory
 * until the page is left.
 */
export function guardedTexts(storage: TextStorage | null): GuardedTexts {
  const memory = new Map<string, string>();
  const attempt = <Result>(use: (real: TextStorage) => Result, otherwise: Result): Result => {
    try {
      return storage === null ? otherwise : use(storage);
    } catch {
      return otherwise;
    }
  };
  const get = (key: string) => memory.get(key) ?? attempt((real) => real.getItem(key), null);
  return {
    get,
    set(key, text) {
      const written = attempt((real) => {
        real.setItem(key, text);
        return true;
      }, false);
      if (written) memory.delete(key);
      else memory.set(key, text);
    },
    remove(key) {
      const there = get(key) !== null;
      memory.delete(key);
      attempt((real) => real.removeItem(key), undefined);
      return there;
    },
    keys(prefix) {
      const stored = attempt(
        (real) => Array.from({ length: real.length }, (_, index) => real.key(index) ?? ""),
        [],
      );
      const all = new Set([...stored, ...memory.keys()]);
      return [...all].filter((key) => key.startsWith(prefix));
    },
  };
}

/** The parsed value of a stored text; null if there is none or it is invalid. */
export function readJson(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** This browser's storage; null if it is disabled. */
export function browserStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

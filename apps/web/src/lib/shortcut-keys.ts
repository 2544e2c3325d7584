/** A key press; the relevant part of a KeyboardEvent. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** How long the first key of a sequence such as `g s` waits for the second. */
const PAIR_WITHIN_MS = 1000;

/**
 * The names of a key press: `Mod+Enter`, `Shift+F8`, `n`, `?`. Mod is Ctrl, or Cmd on a Mac. Shift is named for keys
 * without a character; for others the character includes it. Null for a press with Alt or of a modifier alone.
 */
export function nameOfPress(press: KeyPress): string | null {
  const { key } = press;
  if (press.altKey || key === "Shift" || key === "Control" || key === "Meta" || key === "Dead")
    return null;
  const parts: string[] = [];
  if (press.ctrlKey || press.metaKey) parts.push("Mod");
  if (press.shiftKey && key.length > 1) parts.push("Shift");
  parts.push(key.length > 1 ? key : key === " " ? "Space" : characterOf(press));
  return parts.join("+");
}

/** The character regardless of Caps Lock; Mod shortcuts use uppercase letters. */
function characterOf({ key, ctrlKey, metaKey, shiftKey }: KeyPress): string {
  return ctrlKey || metaKey || shiftKey ? key.toUpperCase() : key.toLowerCase();
}

/** Whether these keys type a character: such shortcuts are inactive in a field. */
export function writesText(keys: string): boolean {
  return !keys.split(" ").some((part) => part.length > 1);
}

export interface KeyReader {
  /**
   * Processes one press at `time` (milliseconds) and returns the shortcuts it completes: `["g s", "s"]`, the longer
   * first.
   */
  read(press: KeyPress, time: number): readonly string[];
}

/** Remembers the previous press for sequences of two keys. */
export function createKeyReader(): KeyReader {
  let before: { readonly name: string; readonly time: number } | null = null;
  return {
    read(press, time) {
      const name = nameOfPress(press);
      if (name === null) return [];
      const pair =
        before !== null && time - before.time <= PAIR_WITHIN_MS ? `${before.name} ${name}` : null;
      before = { name, time };
      return pair === null ? [name] : [pair, name];
    },
  };
}

/** Keys as display text: `Mod+Enter` is `Ctrl Enter`, or `⌘ Enter` on a Mac. */
export function showKeys(keys: string, apple: boolean): readonly string[] {
  return keys
    .split(" ")
    .flatMap((part) => (part === "+" ? ["+"] : part.split("+")))
    .map((part) => (part === "Mod" ? (apple ? "⌘" : "Ctrl") : part));
}

/** A key press as the registry looks at it; the shape of a KeyboardEvent. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** How long a first key waits for the second one of a pair such as `g s`. */
const PAIR_WITHIN_MS = 1000;

/**
 * The names a press is known under: `Mod+Enter`, `Shift+F8`, `n`, `?`. Mod is Ctrl, or Cmd on a Mac. Shift is named for
 * keys that write nothing; for the others it is in the character already. Null for a press of Alt or a bare modifier.
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

/** The character by what is held, whatever Caps Lock makes of it; Mod keys are written with capitals. */
function characterOf({ key, ctrlKey, metaKey, shiftKey }: KeyPress): string {
  return ctrlKey || metaKey || shiftKey ? key.toUpperCase() : key.toLowerCase();
}

/** Whether these keys write a character: such shortcuts rest while someone is in a field. */
export function writesText(keys: string): boolean {
  return !keys.split(" ").some((part) => part.length > 1);
}

export interface KeyReader {
  /** Reads one press at `time` (milliseconds) and gives the keys it completes: `["g s", "s"]`, the longer first. */
  read(press: KeyPress, time: number): readonly string[];
}

/** Remembers the press before, so that two keys in a row can mean something together. */
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

/** Keys as a person reads them: `Mod+Enter` is `Ctrl Enter`, or `⌘ Enter` on a Mac. */
export function showKeys(keys: string, apple: boolean): readonly string[] {
  return keys
    .split(" ")
    .flatMap((part) => (part === "+" ? ["+"] : part.split("+")))
    .map((part) => (part === "Mod" ? (apple ? "⌘" : "Ctrl") : part));
}

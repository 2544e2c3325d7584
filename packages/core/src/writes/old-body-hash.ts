import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical-json.ts";

/** The maximum number of fields added by one update, and of the combinations that are tried. */
const MOST_ADDED = 3;
const MOST_TRIES = 200;

/**
 * Whether `hash` matches this request as parsed by an earlier version. That version hashed its parsed input including
 * defaults, so fields that the current contract has added are removed in all combinations until one matches.
 */
export function isOldHash(hash: string, input: unknown, arrived: unknown): boolean {
  const filled = [...filledFields(input, arrived, "")];
  let tries = 0;
  for (const left of setsOf(filled, MOST_ADDED)) {
    if (++tries > MOST_TRIES) return false;
    if (hashOf(left.length === 0 ? input : without(input, new Set(left), "")) === hash) return true;
  }
  return false;
}

function hashOf(input: unknown): string {
  return createHash("sha256").update(canonicalJson(input)).digest("base64url");
}

/** Names of fields that the contract added, by path: `lines.*.note`. */
function filledFields(input: unknown, arrived: unknown, place: string): Set<string> {
  const found = new Set<string>();
  const add = (names: Iterable<string>): void => {
    for (const name of names) found.add(name);
  };
  if (Array.isArray(input)) {
    const others: readonly unknown[] = Array.isArray(arrived) ? arrived : [];
    input.forEach((item, index) => add(filledFields(item, others[index], `${place}*.`)));
    return found;
  }
  if (!isRecord(input)) return found;
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined) continue;
    if (!isRecord(arrived) || !(name in arrived)) found.add(`${place}${name}`);
    else add(filledFields(value, arrived[name], `${place}${name}.`));
  }
  return found;
}

function without(input: unknown, left: ReadonlySet<string>, place: string): unknown {
  if (Array.isArray(input)) return input.map((item) => without(item, left, `${place}*.`));
  if (!isRecord(input)) return input;
  return Object.fromEntries(
    Object.entries(input)
      .filter(([name]) => !left.has(`${place}${name}`))
      .map(([name, value]) => [name, without(value, left, `${place}${name}.`)]),
  );
}

/** All subsets, small ones first. */
function* setsOf(names: readonly string[], most: number): Generator<readonly string[]> {
  for (let size = 0; size <= Math.min(most, names.length); size++) yield* setsOfSize(names, size);
}

function* setsOfSize(names: readonly string[], size: number): Generator<readonly string[]> {
  if (size === 0) return yield [];
  for (const [index, name] of names.entries()) {
    for (const rest of setsOfSize(names.slice(index + 1), size - 1)) yield [name, ...rest];
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Unsaved form input: stored on this device until it is saved, discarded or too old. */
import { z } from "zod";
import { guardedTexts, readJson } from "./guarded-texts.ts";
import type { TextStorage } from "./guarded-texts.ts";
import { sameValue } from "./stale-changes.ts";

const PREFIX = "daybook-draft:";
const DAY_MS = 86_400_000;
/** The lifetime of drafts, which may contain personal data. */
export const DRAFT_DAYS = 14;
/** The maximum number per device, for all forms and users; the oldest are deleted. */
export const MOST_DRAFTS = 40;
const MOST_CHARACTERS = 100_000;
/** How older drafts marked an empty number field; now it is null. */
const NO_NUMBER = "\u0000NaN";

const StoredDraft = z.object({
  at: z.number(),
  /** The context of the input, such as the selected products. */
  about: z.string(),
  /** The key of the write, once it was sent: its response may be lost, and a retry is then performed once. */
  sentKey: z.uuid().nullable(),
  /** The record that a change is based on. */
  base: z.unknown(),
  values: z.record(z.string(), z.unknown()),
});

interface FormDraft<Values> {
  readonly at: number;
  readonly about: string;
  readonly sentKey: string | null;
  readonly base: unknown;
  readonly values: Values;
}

export interface FormDrafts {
  /** The draft with this name, as far as it matches the form's `initial` values. */
  find<Values extends object>(name: string, initial: Values): FormDraft<Values> | null;
  /** Its context and base record, which are read before its form starts. */
  about(name: string): Pick<FormDraft<object>, "about" | "base"> | null;
  put<Values extends object>(name: string, draft: Omit<FormDraft<Values>, "at">): void;
  remove(name: string): void;
}

/** Drafts of one user in one shop. Passwords are never stored. */
export function createFormDrafts(
  scope: string,
  storage: TextStorage | null,
  now: () => number = Date.now,
): FormDrafts {
  const texts = guardedTexts(storage);
  const keyOf = (name: string) => `${PREFIX}${scope}:${name}`;
  const storedUnder = (key: string) => {
    const text = texts.get(key);
    const stored = StoredDraft.safeParse(withNulls(readJson(text)));
    return stored.success && now() - stored.data.at < DRAFT_DAYS * DAY_MS ? stored.data : null;
  };
  const makeRoom = () => {
    const dated = texts.keys(PREFIX).map((key) => ({ key, at: storedUnder(key)?.at ?? 0 }));
    const newest = dated.toSorted((a, b) => b.at - a.at);
    for (const [index, { key, at }] of newest.entries())
      if (at === 0 || index >= MOST_DRAFTS - 1) texts.remove(key);
  };
  return {
    find<Values extends object>(name: string, initial: Values) {
      const stored = storedUnder(keyOf(name));
      if (stored === null) return null;
      const values = filled(initial, stored.values);
      // safe because values without the form of the initial ones are ignored
      return fits(initial, values) ? { ...stored, values: values as Values } : null;
    },
    about: (name) => storedUnder(keyOf(name)),
    put(name, draft) {
      const key = keyOf(name);
      const text = JSON.stringify({ ...draft, values: open(draft.values), at: now() });
      if (text.length > MOST_CHARACTERS) return;
      if (texts.get(key) === null) makeRoom();
      texts.set(key, text);
    },
    remove: (name) => void texts.remove(keyOf(name)),
  };
}

/** Whether two states of a form differ in stored values. */
export function sameDraft(one: object, other: object): boolean {
  return sameValue(open(one), open(other));
}

/** Whether a form contains a password, which must be typed again. */
export function holdsPassword(value: unknown): boolean {
  if (!isPlain(value)) return false;
  return Object.entries(value).some(([name, part]) => isSecret(name) || holdsPassword(part));
}

const isSecret = (name: string) => /password/i.test(name);

/** The value without passwords at any depth. */
function open(value: unknown): unknown {
  if (!isPlain(value)) return value;
  const shown = Object.entries(value).filter(([name]) => !isSecret(name));
  return Object.fromEntries(shown.map(([name, part]) => [name, open(part)]));
}

/** The initial values with the stored ones; values that are never stored keep their initial value. */
function filled(first: unknown, stored: unknown): unknown {
  if (!isPlain(first) || !isPlain(stored)) return stored;
  const parts = Object.entries(stored).map(([name, part]) => [name, filled(first[name], part)]);
  return { ...first, ...Object.fromEntries(parts) };
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function withNulls(value: unknown): unknown {
  if (value === NO_NUMBER) return null;
  if (Array.isArray(value)) return value.map(withNulls);
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withNulls(part)]));
}

/** Whether stored values have the form of the initial ones: an update may have changed the form. */
function fits(first: unknown, stored: unknown): boolean {
  if (first === null || stored === null) return true;
  if (Array.isArray(first))
    return (
      Array.isArray(stored) && (first.length === 0 || stored.every((one) => fits(first[0], one)))
    );
  if (!isPlain(first) || !isPlain(stored)) return typeof first === typeof stored;
  const names = Object.keys(first);
  return (
    names.length === Object.keys(stored).length &&
    names.every((name) => name in stored && fits(first[name], stored[name]))
  );
}

import { identityKey } from "@daybook/contract/fold";

/**
 * The identity key of a row after it is renamed to `text`. If the name does not change, the key does not either,
 * because it may be a variant that avoids a conflict with an older row.
 */
export function keyAfter(text: string, before: { readonly text: string; readonly key: string }) {
  const key = identityKey(text);
  return key === identityKey(before.text) ? before.key : key;
}

import { identityKey } from "@daybook/contract/fold";

/**
 * The identity key of a row that is called `text` from now on. While it stays what the row was called, so does the key:
 * it may have been kept apart from an older row's.
 */
export function keyAfter(text: string, before: { readonly text: string; readonly key: string }) {
  const key = identityKey(text);
  return key === identityKey(before.text) ? before.key : key;
}

import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** A secret that a request must contain. */
export interface SecretToken {
  readonly text: string;
  /** Whether this is the secret; compares in constant time. */
  matches(given: string): boolean;
}

/** A secret of 128 random bits, or the given one. */
export function createSecretToken(given?: string): SecretToken {
  const text = given ?? randomBytes(16).toString("base64url");
  const expected = hashOf(text);
  return { text, matches: (other) => timingSafeEqual(hashOf(other), expected) };
}

function hashOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

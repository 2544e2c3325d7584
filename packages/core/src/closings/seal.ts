import { createHash } from "node:crypto";

/** The hash of a closing: SHA-256 over the hash before it, its number and its report. */
export function sealOf(previousHash: string, number: number, body: string): string {
  return createHash("sha256").update(`${previousHash}\n${number}\n${body}`).digest("hex");
}

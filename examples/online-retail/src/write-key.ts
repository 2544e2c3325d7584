import { createHash } from "node:crypto";

const NAMESPACE = Buffer.from("6d1f3d0e5c0b4a5e9a4f0d7c2b8e6a11", "hex");

/**
 * The idempotency key of one write: a UUIDv5 (RFC 9562, 5.5) of its name, so the same invoice has the same key in every
 * run and a repeated replay saves nothing twice.
 */
export function writeKey(name: string): string {
  const hash = createHash("sha1").update(NAMESPACE).update(name).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}

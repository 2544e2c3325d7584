/** The parts of DER (ITU-T X.690) that certificates consist of. */

/** Tag, length and content. */
function tlv(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes = bytesOf(length);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}

function bytesOf(value: number): number[] {
  return value < 0x100 ? [value] : [...bytesOf(Math.floor(value / 0x100)), value % 0x100];
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => tlv(0x30, ...parts);
export const set = (...parts: readonly Uint8Array[]): Buffer => tlv(0x31, ...parts);
export const octets = (content: Uint8Array): Buffer => tlv(0x04, content);
export const utf8 = (text: string): Buffer => tlv(0x0c, Buffer.from(text, "utf8"));
export const yes: Buffer = tlv(0x01, Buffer.from([0xff]));

/** A bit string; `unused` bits at its end do not count. */
export const bits = (content: Uint8Array, unused = 0): Buffer =>
  tlv(0x03, Buffer.from([unused]), content);

/** A positive integer of these bytes, the highest first. */
export function integer(bytes: Uint8Array): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0);
  const plain = start === -1 ? Buffer.from([0]) : bytes.subarray(start);
  // A first bit of 1 would make it negative.
  return tlv(0x02, ...((plain[0] ?? 0) >= 0x80 ? [Buffer.from([0]), plain] : [plain]));
}

/** Such as `2.5.29.17`. */
export function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split(".").map(Number);
  return tlv(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const last = value % 0x80;
  return value < 0x80
    ? [last]
    : [...base128(Math.floor(value / 0x80)).map((byte) => byte | 0x80), last];
}

/** A tag that gets its meaning from its place: `constructed` if its content consists of other parts. */
export const context = (number: number, content: Uint8Array, constructed: boolean): Buffer =>
  tlv((constructed ? 0xa0 : 0x80) | number, content);

const LAST_UTC_YEAR = 2049;

/** UTC milliseconds, to the second. */
export function time(at: number): Buffer {
  const date = new Date(at);
  const digits = `${date.toISOString().slice(0, 19).replaceAll(/[-:T]/g, "")}Z`;
  return date.getUTCFullYear() <= LAST_UTC_YEAR
    ? tlv(0x17, Buffer.from(digits.slice(2)))
    : tlv(0x18, Buffer.from(digits));
}

import { parse } from "secure-json-parse";
import { refuse } from "@daybook/core/errors/domain-error";

const MAX_DEPTH = 64;
/** Fields and list entries: a thousand products with a hundred each. Larger requests take too long to parse. */
const MAX_PARTS = 100_000;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/**
 * Parses untrusted JSON. Refuses 400 `bad_request` for invalid JSON, nesting of more than 64 levels, or the names
 * `__proto__` or `constructor.prototype`, and 413 `payload_too_large` for more than 100,000 values.
 */
export function parseJsonText(text: string): unknown {
  measure(text);
  try {
    const value: unknown = parse(text, { protoAction: "error", constructorAction: "error" });
    return value;
  } catch {
    throw refuse("bad_request", {});
  }
}

/** The same checks for text that is parsed elsewhere, which also refuses invalid JSON. */
export function inspectJsonText(text: string): void {
  measure(text);
  if (text.includes("proto") || text.includes("\\u")) parseJsonText(text);
}

/**
 * Counts brackets and commas outside strings before parsing: a recursive parser must not recurse two hundred thousand
 * levels, nor a contract check two hundred thousand names.
 */
function measure(text: string): void {
  let depth = 0;
  let parts = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      parts += 1;
      if (++depth > MAX_DEPTH) throw refuse("bad_request", {});
    } else if (code === COMMA) parts += 1;
    else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth -= 1;
  }
  if (parts > MAX_PARTS) throw refuse("payload_too_large", {});
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === QUOTE) return at;
  }
  return text.length;
}

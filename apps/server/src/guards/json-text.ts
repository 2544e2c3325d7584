import { parse } from "secure-json-parse";
import { refuse } from "@daybook/core/domain-error";

const MAX_DEPTH = 64;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Parses JSON from outside. Refuses 400 `bad_request` for text that is no JSON, that nests deeper than 64 levels, or
 * that names `__proto__` or `constructor.prototype` anywhere.
 */
export function parseJsonText(text: string): unknown {
  if (!nestsWithin(text, MAX_DEPTH)) throw refuse("bad_request", {});
  try {
    const value: unknown = parse(text, { protoAction: "error", constructorAction: "error" });
    return value;
  } catch {
    throw refuse("bad_request", {});
  }
}

/** The same refusals for text that someone else parses afterwards. Text that is no JSON is theirs to refuse. */
export function inspectJsonText(text: string): void {
  if (!nestsWithin(text, MAX_DEPTH)) throw refuse("bad_request", {});
  if (text.includes("proto") || text.includes("\\u")) parseJsonText(text);
}

/** Counts brackets outside of strings: a parser that recurses must not be led two hundred thousand levels down. */
function nestsWithin(text: string, limit: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      if (++depth > limit) return false;
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth -= 1;
  }
  return true;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === QUOTE) return at;
  }
  return text.length;
}

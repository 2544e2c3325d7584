import type { Formats } from "../../lib/format.ts";
import { productTexts as texts } from "../../texts/en/products.ts";

/** The changes of an audit entry, field by field, as text. */
export function auditChanges(before: unknown, after: unknown, formats: Formats): string[] {
  const was = entriesOf(before);
  const is = entriesOf(after);
  const keys = [...new Set([...was.keys(), ...is.keys()])];
  return keys
    .filter((key) => !HIDDEN.has(key))
    .map((key) => {
      const show = (value: unknown) => shown(key, value, formats);
      return texts.becomes(nameOf(key), show(was.get(key)), show(is.get(key)));
    });
}

/** Internal ids and hashes. */
const HIDDEN: ReadonlySet<string> = new Set([
  "id",
  "version",
  "createdAt",
  "updatedAt",
  "picture",
  "file",
]);

function entriesOf(value: unknown): ReadonlyMap<string, unknown> {
  const isRecord = typeof value === "object" && value !== null && !Array.isArray(value);
  return new Map(isRecord ? Object.entries(value) : []);
}

const names: Readonly<Record<string, string>> = texts.auditNames;
const nameOf = (key: string): string => names[key] ?? key;

function shown(key: string, value: unknown, formats: Formats): string {
  if (value === undefined || value === null || value === "") return texts.nothing;
  if (typeof value === "boolean") return value ? texts.yes : texts.no;
  if (typeof value === "number" && key.endsWith("Minor")) return formats.money(value);
  if (typeof value === "number" && key.endsWith("Milli")) return formats.quantity(value);
  if (Array.isArray(value))
    return value.length === 0
      ? texts.nothing
      : value.map((item: unknown) => shown("", item, formats)).join(", ");
  const entries = entriesOf(value);
  if (entries.size === 0) return String(value);
  const name = entries.get("name") ?? entries.get("shown");
  if (typeof name === "string") return name;
  return [...entries]
    .map(([inner, one]) => `${nameOf(inner)} ${shown(inner, one, formats)}`)
    .join(" ");
}

import type { Outputs } from "@daybook/api/client";
import type { Formats } from "../../lib/format.ts";
import { auditTexts as texts } from "../../texts/en/audit.ts";
import { drawerWords } from "../../texts/en/drawers.ts";

/** An audit entry as received; a null side is omitted in transit. */
export type AuditEntry = Outputs["reports"]["audit"]["items"][number];

/** One changed field as text. `before` is null for a new record. */
export interface AuditChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string;
}

/** Technical fields that change every time and have no meaning for users. */
const SILENT = new Set(["id", "version", "createdAt", "updatedAt", "key", "picture", "file"]);

type Sides = Pick<AuditEntry, "before" | "after">;
type Written = Pick<Formats, "money" | "quantity" | "percent" | "fullMoment">;

/** The changed fields of an entry, in the shop's formats for money, quantities and times. */
export function auditChanges({ before, after }: Sides, formats: Written): AuditChange[] {
  const was = fieldsOf(before);
  const is = fieldsOf(after);
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((key) => !SILENT.has(key))
    .map((key) => ({
      field: fieldName(key),
      before: was.has(key) ? valueText(key, was.get(key), formats) : null,
      after: valueText(key, is.get(key), formats),
    }));
}

/** The name of the record, if the entry contains it. */
export function auditedName({ before, after }: Sides): string | null {
  for (const fields of [fieldsOf(after), fieldsOf(before)])
    for (const key of ["name", "receiptNumber", "sku", "login"]) {
      const name = fields.get(key);
      if (typeof name === "string" && name !== "") return name;
    }
  return null;
}

/** The action as text; an unknown action as it is. */
export function actionText(action: string): string {
  return new Map(Object.entries(texts.actions)).get(action) ?? action;
}

/** The kind of record as text. */
export function entityText(entity: string): string {
  return new Map(Object.entries(texts.entities)).get(entity) ?? fieldName(entity);
}

function fieldsOf(side: unknown): ReadonlyMap<string, unknown> {
  if (typeof side !== "object" || side === null || Array.isArray(side)) return new Map();
  return new Map(Object.entries(side));
}

/** `reorderPointMilli` as "Reorder point": the unit is part of the value. */
function fieldName(key: string): string {
  const known = new Map<string, string>(Object.entries(texts.fields)).get(key);
  if (known !== undefined) return known;
  const words = key
    .replace(/(Minor|Milli|Ppm|At|Id)$/, "")
    .replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function valueText(key: string, value: unknown, formats: Written): string {
  if (value === undefined || value === null || value === "") return texts.nothing;
  if (typeof value === "boolean") return value ? texts.yes : texts.no;
  if (typeof value === "number") return numberText(key, value, formats);
  if (typeof value === "string" && key === "kind") return kindText(value);
  if (typeof value === "string")
    return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? formats.fullMoment(value) : value;
  if (Array.isArray(value)) {
    const items = value.map((item) => valueText(key, item, formats));
    return items.length === 0 ? texts.nothing : items.join(", ");
  }
  const fields = fieldsOf(value);
  // A record with a name or a code is shown by it.
  for (const name of ["name", "shown", "code"]) {
    const shownText = fields.get(name);
    if (typeof shownText === "string") return shownText;
  }
  return [...fields]
    .filter(([name]) => !SILENT.has(name))
    .map(([name, part]) => `${fieldName(name)} ${valueText(name, part, formats)}`)
    .join("; ");
}

/** The kind of a cash entry as its button; other kinds as they are. */
function kindText(kind: string): string {
  return new Map<string, string>(Object.entries(drawerWords.kinds)).get(kind) ?? kind;
}

function numberText(key: string, value: number, formats: Written): string {
  if (key.endsWith("Minor")) return formats.money(value);
  if (key.endsWith("Milli")) return formats.quantity(value);
  if (key === "ppm" || key.endsWith("Ppm")) return formats.percent(value);
  return String(value);
}

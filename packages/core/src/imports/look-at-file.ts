/** What a file to import is taken for, before it is read. */
import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { ImportOptions } from "@daybook/contract/imports";
import type { ImportFileHead, LookAtImportFile } from "@daybook/contract/imports";
import type { ReadCtx } from "../context/context.ts";
import type { RawHead } from "./reading/import-reader.ts";
import { headingKey, recognise } from "./sources/recognise.ts";

/** What the beginning of a file says: as it was mapped last, or by its headings. */
export async function lookAtFile(
  ctx: ReadCtx,
  input: LookAtImportFile,
  head: RawHead,
): Promise<ImportFileHead> {
  const { importMapping, location, taxClass } = ctx.t;
  const { decimalMark, ...shown } = head;
  const [known] = await ctx.db
    .select()
    .from(importMapping)
    .where(eq(importMapping.headingsHash, headingsHash(head.headings)));
  const locations = await ctx.db
    .select({ id: location.publicId, name: location.name, deactivatedAt: location.deactivatedAt })
    .from(location);
  const taxes = await ctx.db.select({ id: taxClass.publicId, name: taxClass.name }).from(taxClass);
  const byName = (rows: readonly { id: string; name: string }[]) =>
    new Map(rows.map(({ id, name }) => [headingKey(name), id]));
  const names = { locations: byName(locations), taxes: byName(taxes) };
  const found = recognise(head.headings, names, head.samples);
  const options = { ...ImportOptions.parse({}), ...known?.options, decimalMark };
  const place = locations.find(({ id }) => id === options.locationId);
  return {
    ...shown,
    sheet: input.sheet ?? head.sheets[0] ?? null,
    kind: known?.kind ?? found.kind,
    source: known?.source ?? found.source,
    columns: known?.columns ?? found.columns,
    // The location of last time may be deactivated by now.
    options: { ...options, locationId: place?.deactivatedAt === null ? place.id : null },
    remembered: known !== undefined,
  };
}

/** What files with the same headings have in common. */
export function headingsHash(headings: readonly string[]): string {
  return createHash("sha256")
    .update(JSON.stringify(headings.map(headingKey)))
    .digest("hex");
}

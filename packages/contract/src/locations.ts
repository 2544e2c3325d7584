/** Contracts of locations. */
import { z } from "zod";
import { Instant, line, paragraph, Version, WriteKey } from "./fields.ts";
import { LocationId } from "./ids.ts";

/**
 * Only a `store` can be sold from; `quarantine` keeps damaged goods separate; `transit` and `layaway` hold goods in
 * transit or on deposit.
 */
export const LocationKind = z.enum(["store", "transit", "quarantine", "layaway"]);
export type LocationKind = z.infer<typeof LocationKind>;

export const CreateLocation = z.strictObject({
  key: WriteKey,
  name: line(100, 1),
  address: paragraph(500).default(""),
  kind: LocationKind.default("store"),
  parentId: LocationId.nullable().default(null),
});
export type CreateLocation = z.infer<typeof CreateLocation>;

export const UpdateLocation = z.strictObject({
  key: WriteKey,
  id: LocationId,
  version: Version,
  name: line(100, 1).optional(),
  address: paragraph(500).optional(),
  parentId: LocationId.nullable().optional(),
});
export type UpdateLocation = z.infer<typeof UpdateLocation>;

export const LocationState = z.strictObject({ key: WriteKey, id: LocationId, version: Version });
export type LocationState = z.infer<typeof LocationState>;

export const GetLocation = z.strictObject({ id: LocationId });
export const ListLocations = z.strictObject({
  active: z.enum(["active", "inactive", "all"]).default("active"),
});
export type ListLocations = z.infer<typeof ListLocations>;

/** `path` contains the names from the outermost location to this one: shop, aisle, shelf. */
export const Location = z.strictObject({
  id: LocationId,
  name: z.string(),
  address: z.string(),
  kind: LocationKind,
  parentId: LocationId.nullable(),
  path: z.array(z.string()),
  active: z.boolean(),
  version: z.int(),
  createdAt: Instant,
});
export type Location = z.infer<typeof Location>;
export const Locations = z.strictObject({ items: z.array(Location) });
export type Locations = z.infer<typeof Locations>;

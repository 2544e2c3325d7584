import { assert, refuse } from "./domain-error.ts";

/** A row that people edit, with the version they were shown. */
export interface Versioned {
  readonly publicId: string;
  readonly version: number;
}

/** Refuses 409 `stale_version` at `path` when the row has moved on since the person looked at it. */
export function checkVersion(
  entity: string,
  row: Versioned,
  version: number,
  path = "version",
): void {
  if (row.version !== version) throw staleVersion(entity, row, version, row.version, path);
}

/**
 * The row of an `UPDATE … WHERE id AND version RETURNING`. None means that another transaction changed the row between
 * our look and our update: 409 `stale_version`.
 */
export function updatedRow<Row>(
  rows: readonly Row[],
  entity: string,
  row: Versioned,
  path = "version",
): Row {
  const [updated] = rows;
  if (updated === undefined) throw staleVersion(entity, row, row.version, row.version + 1, path);
  return updated;
}

/** The row that an `INSERT … RETURNING` answers. */
export function insertedRow<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  assert(row !== undefined, "an insert returns its row");
  return row;
}

function staleVersion(
  entity: string,
  row: Versioned,
  version: number,
  currentVersion: number,
  path: string,
) {
  return refuse("stale_version", { entity, id: row.publicId, version, currentVersion }, path);
}

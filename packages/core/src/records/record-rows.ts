import type { ReadTx } from "@daybook/db/types";
import { refuse } from "../errors/domain-error.ts";
import type { Entity } from "@daybook/contract/reasons";

/** The columns of every record that has a public id and can be deactivated. */
export interface RecordRow {
  readonly publicId: string;
  readonly deactivatedAt: number | null;
}

type FindByPublicId<Row> = (tx: ReadTx) => {
  execute(values: { publicId: string }): Promise<readonly Row[]>;
};

/** Functions to look up records of one kind. */
export interface RecordRows<Row extends RecordRow> {
  /** The row, active or not. Refuses 404 `not_found` at `path` (`"id"` by default). */
  get(tx: ReadTx, publicId: Row["publicId"], path?: string): Promise<Row>;
  /** As `get`; refuses a deactivated one with 409 `inactive` at `path`. */
  getActive(tx: ReadTx, publicId: Row["publicId"], path: string): Promise<Row>;
}

/** `entity` is the name in the audit log; `find` a prepared query with the placeholder `publicId`. */
export function recordRows<Row extends RecordRow>(
  entity: Entity,
  find: FindByPublicId<Row>,
): RecordRows<Row> {
  const get = async (tx: ReadTx, publicId: Row["publicId"], path = "id"): Promise<Row> => {
    const [row] = await find(tx).execute({ publicId });
    if (row === undefined) throw refuse("not_found", { entity, id: publicId }, path);
    return row;
  };
  return {
    get,
    getActive: async (tx, publicId, path) => {
      const row = await get(tx, publicId, path);
      if (row.deactivatedAt !== null) throw refuse("inactive", { entity, id: publicId }, path);
      return row;
    },
  };
}

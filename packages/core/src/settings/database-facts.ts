import { engineVersion, schemaVersion } from "@daybook/db/engine-version";
import type { ReadCtx } from "../context/context.ts";

/** What the shop's data is stored in. */
export interface DatabaseFacts {
  readonly engine: "sqlite" | "postgres";
  readonly engineVersion: string;
  /** The name of its newest migration. */
  readonly schemaVersion: string;
}

export async function getDatabaseFacts(ctx: ReadCtx): Promise<DatabaseFacts> {
  const { engine } = ctx.dialect;
  return {
    engine,
    engineVersion: await engineVersion(ctx),
    schemaVersion: schemaVersion(engine),
  };
}

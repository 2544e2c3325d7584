/** A database that is prepared next to the one it will replace, on either engine. */
import { inSchema, STAGING_SCHEMA } from "./engines/postgres/in-schema.ts";
import {
  decideReplacement,
  finishStaging,
  removeStaging,
  stagingPath,
} from "./engines/sqlite/replace-file.ts";

export interface StagedStore {
  /** The URL of the prepared database. */
  readonly url: string;
  /** Makes room for it: it does not exist, or is empty. */
  clear(): Promise<void>;
  /** Removes it. */
  discard(): Promise<void>;
  /** Makes it durable; it was closed before. */
  finish(): Promise<void>;
  /**
   * Decides that it replaces the shop's database, which the next start does, whatever happens. `time` names what keeps
   * the database of before: returns its folder, or its schema in PostgreSQL.
   */
  decide(time: string): Promise<string>;
}

/** `url` is that of the database to replace. */
export function stagedStore(url: string): StagedStore {
  return url.startsWith("file:") ? stagedFile(url.slice("file:".length)) : stagedSchema(url);
}

function stagedFile(path: string): StagedStore {
  return {
    url: `file:${stagingPath(path)}`,
    clear: async () => removeStaging(path),
    discard: async () => removeStaging(path),
    finish: async () => finishStaging(path),
    decide: async (time) => decideReplacement(path, time),
  };
}

function stagedSchema(url: string): StagedStore {
  const schemas = () => import("./engines/postgres/replace-schema.ts");
  return {
    url: inSchema(url, STAGING_SCHEMA),
    clear: async () => (await schemas()).prepareSchema(url),
    discard: async () => (await schemas()).removeSchema(url),
    finish: () => Promise.resolve(),
    decide: async (time) => (await schemas()).decideSchema(url, time),
  };
}

import type { Query } from "drizzle-orm";
import { PgDatabase, PgDialect, PgPreparedQuery, PgSession } from "drizzle-orm/pg-core";
import type { PreparedQueryConfig, SelectedFieldsOrdered } from "drizzle-orm/pg-core";
import { compileParameters } from "../../bind-parameters.ts";
import { compileRowMapper } from "../../row-mapper.ts";
import { isNamingStatements } from "../../statement.ts";
import { DefectError } from "../../store-error.ts";
import type { Db } from "../../types.ts";
import type { Wire } from "./wire.ts";

type Values = Record<string, unknown>;
type MapRows = (rows: unknown[][], mapColumnValue?: (value: unknown) => unknown) => unknown;

/** Drizzle's PostgreSQL database on a connection, in the canonical type. */
export function wireDatabase(wire: Wire): Db {
  const dialect = new PgDialect();
  const database = new PgDatabase(dialect, new WireSession(wire, dialect), undefined);
  // safe because the tables are PostgreSQL tables and the builder methods that Daybook uses have the same types on both
  // engines
  return database as unknown as Db;
}

/** The server identifies prepared statements by name, so each text has one name in the whole process. */
const statementNames = new Map<string, string>();

function nameOf(text: string): string {
  const known = statementNames.get(text);
  if (known !== undefined) return known;
  const name = `daybook_${statementNames.size + 1}`;
  statementNames.set(text, name);
  return name;
}

class WireSession extends PgSession {
  readonly #wire: Wire;

  constructor(wire: Wire, dialect: PgDialect) {
    super(dialect);
    this.#wire = wire;
  }

  override prepareQuery<T extends PreparedQueryConfig>(
    query: Query,
    fields: SelectedFieldsOrdered | undefined,
    _name: string | undefined,
    _isResponseInArrayMode: boolean,
    customResultMapper?: MapRows,
  ): PgPreparedQuery<T> {
    return new WireQuery<T>(this.#wire, query, fields, customResultMapper);
  }

  override transaction<T>(): Promise<T> {
    return Promise.reject(new DefectError("A transaction is opened by store.write alone."));
  }
}

class WireQuery<T extends PreparedQueryConfig> extends PgPreparedQuery<T> {
  /** Set by Drizzle's select builder after construction. */
  readonly joinsNotNullableMap: Record<string, boolean> | undefined;
  readonly #wire: Wire;
  readonly #fields: SelectedFieldsOrdered | undefined;
  readonly #mapRows: MapRows | undefined;
  readonly #bind: (values: Values | undefined) => unknown[];
  readonly #name: string | undefined;
  #mapRow: ((row: readonly unknown[]) => Values) | null = null;

  constructor(
    wire: Wire,
    query: Query,
    fields: SelectedFieldsOrdered | undefined,
    mapRows: MapRows | undefined,
  ) {
    super(query, undefined, undefined);
    this.#wire = wire;
    this.#fields = fields;
    this.#mapRows = mapRows;
    this.#bind = compileParameters(query.params);
    this.#name = isNamingStatements() ? nameOf(query.sql) : undefined;
  }

  override async execute(values?: Values): Promise<T["execute"]> {
    const arrays = this.#fields !== undefined || this.#mapRows !== undefined;
    const rows = await this.#wire.query({
      text: this.query.sql,
      values: this.#bind(values),
      name: this.#name,
      arrays,
    });
    // safe because arrays are requested whenever there is a mapper or a list of fields
    if (this.#mapRows) return this.#mapRows(rows as unknown[][]);
    if (!this.#fields) return rows;
    this.#mapRow ??= compileRowMapper(this.#fields, this.joinsNotNullableMap);
    const mapped: Values[] = [];
    // safe because arrays are requested here too
    for (const row of rows as unknown[][]) mapped.push(this.#mapRow(row));
    return mapped;
  }
}

import type { Query, SQL } from "drizzle-orm";
import {
  BaseSQLiteDatabase,
  SQLiteAsyncDialect,
  SQLitePreparedQuery,
  SQLiteSession,
} from "drizzle-orm/sqlite-core";
import type {
  PreparedQueryConfig,
  SelectedFieldsOrdered,
  SQLiteExecuteMethod,
} from "drizzle-orm/sqlite-core";
import { compileParameters } from "../../bind-parameters.ts";
import { compileRowMapper } from "../../row-mapper.ts";
import { DefectError } from "../../store-error.ts";
import type { Db } from "../../types.ts";
import type { Connection, Statement } from "./connection.ts";

type AsyncConfig = PreparedQueryConfig & { type: "async" };
type Values = Record<string, unknown>;
type MapRows = (rows: unknown[][], mapColumnValue?: (value: unknown) => unknown) => unknown;

/** How a session may use its connection. */
export interface SessionRules {
  readonly readOnly: boolean;
  /**
   * Called before every statement; a returned promise is awaited first. Used if reads share the writer's connection.
   */
  readonly gate?: () => Promise<void> | null;
}

/**
 * Drizzle's asynchronous SQLite database on a synchronous connection. Each statement runs immediately and returns a
 * settled promise, so awaiting it costs a microtask and never yields to the event loop.
 */
export function directDatabase(connection: Connection, rules: SessionRules): Db {
  const dialect = new SQLiteAsyncDialect();
  return new BaseSQLiteDatabase(
    "async",
    dialect,
    new DirectSession(connection, dialect, rules),
    undefined,
  );
}

class DirectSession extends SQLiteSession<
  "async",
  unknown,
  Record<string, never>,
  Record<string, never>
> {
  readonly #connection: Connection;
  readonly #rules: SessionRules;

  constructor(connection: Connection, dialect: SQLiteAsyncDialect, rules: SessionRules) {
    super(dialect);
    this.#connection = connection;
    this.#rules = rules;
  }

  override prepareQuery(
    query: Query,
    fields: SelectedFieldsOrdered | undefined,
    executeMethod: SQLiteExecuteMethod,
    _isResponseInArrayMode: boolean,
    customResultMapper?: MapRows,
  ): SQLitePreparedQuery<AsyncConfig> {
    return new DirectQuery({
      connection: this.#connection,
      rules: this.#rules,
      query,
      fields,
      executeMethod,
      mapRows: customResultMapper,
    });
  }

  override transaction<T>(): Promise<T> {
    return Promise.reject(new DefectError("A transaction is opened by store.write alone."));
  }

  override async count(query: SQL): Promise<number> {
    const [row] = await this.values<[number]>(query);
    return row?.[0] ?? 0;
  }
}

interface DirectQueryParts {
  readonly connection: Connection;
  readonly rules: SessionRules;
  readonly query: Query;
  readonly fields: SelectedFieldsOrdered | undefined;
  readonly executeMethod: SQLiteExecuteMethod;
  readonly mapRows: MapRows | undefined;
}

class DirectQuery extends SQLitePreparedQuery<AsyncConfig> {
  /** Set by Drizzle's select builder after construction. */
  readonly joinsNotNullableMap: Record<string, boolean> | undefined;
  readonly #parts: DirectQueryParts;
  readonly #bind: (values: Values | undefined) => unknown[];
  readonly #writes: boolean;
  readonly #statement: Statement;
  #mapRow: ((row: readonly unknown[]) => Values) | null = null;

  constructor(parts: DirectQueryParts) {
    super("async", parts.executeMethod, parts.query);
    this.#parts = parts;
    this.#bind = compileParameters(parts.query.params);
    const arrays = parts.fields !== undefined || parts.mapRows !== undefined;
    this.#statement = parts.connection.prepare(parts.query.sql, arrays);
    this.#writes = !this.#statement.readonly;
    if (this.#writes && parts.rules.readOnly) {
      throw new DefectError("A statement that writes needs the transaction of store.write.");
    }
  }

  override execute(values?: Values): Promise<unknown> {
    switch (this.#parts.executeMethod) {
      case "run":
        return this.run(values);
      case "get":
        return this.get(values);
      default:
        return this.all(values);
    }
  }

  override run(values?: Values): Promise<unknown> {
    return this.#answer(() => this.#statement.run(...this.#bind(values)));
  }

  override all(values?: Values): Promise<unknown> {
    return this.#answer(() => this.#map(this.#rows(values)));
  }

  override get(values?: Values): Promise<unknown> {
    return this.#answer(() => {
      const row = this.#statement.get(...this.#bind(values));
      if (row === undefined) return undefined;
      const mapped = this.#map([row]);
      return Array.isArray(mapped) && this.#parts.mapRows === undefined ? mapped[0] : mapped;
    });
  }

  override values(values?: Values): Promise<unknown> {
    return this.#answer(() => {
      const statement = this.#parts.connection.prepare(this.#parts.query.sql, true);
      return statement.all(...this.#bind(values));
    });
  }

  #rows(values: Values | undefined): unknown[] {
    if (this.#statement.reader) return this.#statement.all(...this.#bind(values));
    this.#statement.run(...this.#bind(values));
    return [];
  }

  #map(rows: unknown[]): unknown {
    const { fields, mapRows } = this.#parts;
    // safe because rows are arrays whenever the constructor received fields or a mapper
    if (mapRows) return mapRows(rows as unknown[][]);
    if (!fields) return rows;
    this.#mapRow ??= compileRowMapper(fields, this.joinsNotNullableMap);
    const mapped: Values[] = [];
    // safe because array rows are requested here too
    for (const row of rows as unknown[][]) mapped.push(this.#mapRow(row));
    return mapped;
  }

  #answer(work: () => unknown): Promise<unknown> {
    const wait = this.#parts.rules.gate?.() ?? null;
    if (wait) return wait.then(work);
    try {
      if (this.#writes) this.#parts.connection.wrote = true;
      return Promise.resolve(work());
    } catch (error) {
      return Promise.reject(error);
    }
  }
}

import { callTRPCProcedure } from "@trpc/server";
import type { TRPCError } from "@trpc/server";
import { DomainError } from "@daybook/core/errors/domain-error";
import type { Who } from "@daybook/core/context/context";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import type { ApiContext } from "./context.ts";
import { exportList } from "./list-export.ts";
import type { ExportFormat, FileSoFar } from "./list-export.ts";
import { listProcedures } from "./procedures.ts";
import { trpcErrorOf } from "./refusal.ts";
import { shopArchive } from "./shop-archive.ts";
import type { ArchiveFacts } from "./shop-archive.ts";

/** A query for another thread. All its data can be cloned between threads. */
export interface ReadOrder {
  /** The name of the procedure: `movements.list`. */
  readonly path: string;
  readonly input: unknown;
  readonly who: Who;
  /** The rest of the list as a file; null for the result as JSON. */
  readonly file: { readonly format: ExportFormat; readonly after: FileSoFar } | null;
}

/** The archive of the whole shop, for another thread. */
export interface ArchiveOrder {
  readonly archive: ArchiveFacts;
  readonly who: Who;
}

/** Text, or the bytes of an archive. */
export type Piece = string | Uint8Array;

/** Runs queries in another thread with its own connection, so long queries do not block the till. */
export interface ReadThread {
  /** Settles when the first piece is available; rejects with the refusal otherwise. Pieces are generated on demand. */
  open(order: ReadOrder): Promise<AsyncIterable<string>>;
  openArchive(order: ArchiveOrder): Promise<AsyncIterable<Uint8Array>>;
  close(): Promise<void>;
}

/** A refusal sent between two threads. */
export interface CopiedRefusal {
  readonly reason: DomainError["reason"];
  readonly fieldErrors: DomainError["fieldErrors"];
}

/** The clonable data of an error with a refusal; null for a defect. */
export function copyRefusal(error: unknown): CopiedRefusal | null {
  const cause = error instanceof Error && !(error instanceof DomainError) ? error.cause : error;
  if (!(cause instanceof DomainError) || cause.code === "internal") return null;
  const { reason, fieldErrors } = cause;
  return { reason, fieldErrors };
}

/** The error thrown by the other thread. */
export function refusalOfCopy({ reason, fieldErrors }: CopiedRefusal): TRPCError {
  return trpcErrorOf(new DomainError(reason, fieldErrors));
}

type Router = Parameters<typeof listProcedures>[0];

/** Runs an order in this thread. Rejects with the procedure's refusal before the first piece. */
export async function runOrder(
  router: Router,
  work: UnitOfWork,
  order: ReadOrder | ArchiveOrder,
): Promise<AsyncIterable<Piece>> {
  return "archive" in order
    ? shopArchive(work, order.who, order.archive)
    : runReadOrder(router, work, order);
}

/** Runs a query in this thread. Rejects with the procedure's refusal before the first piece. */
export async function runReadOrder(
  router: Router,
  work: UnitOfWork,
  { path, input, who, file }: ReadOrder,
): Promise<AsyncIterable<string>> {
  const ctx = readerContext(work, who);
  const call = (value: unknown): Promise<unknown> =>
    callTRPCProcedure({
      router,
      path,
      type: "query",
      ctx,
      getRawInput: () => Promise.resolve(value),
      signal: undefined,
      batchIndex: 0,
    });
  if (file === null) return onePiece(JSON.stringify(await call(input)) ?? "null");
  const columns = listProcedures(router).find(({ name }) => name === path)?.meta.rest?.csv;
  if (columns === undefined) throw new Error(`${path} is no list with columns`);
  const fetch = (page: object) => call({ ...Object(input), ...page });
  return exportList({ ctx, ...file, columns, paged: true, fetch });
}

async function* onePiece(text: string): AsyncGenerator<string> {
  yield text;
}

/** The context for a query that only reads the database. */
function readerContext(work: UnitOfWork, who: Who): ApiContext {
  const bug = ({ error }: { readonly error: unknown }): void => {
    throw error;
  };
  const context = {
    work,
    who,
    home: { work, who },
    session: null,
    // Already charged in the main thread.
    spend: () => 0,
    readThread: null,
    request: { id: who.requestId, address: "", scheme: "http", userAgent: "" },
    // Refusals are counted in the main thread.
    services: { report: bug, refused: () => undefined },
  };
  // safe because the procedures run here only read the database; others would fail immediately
  return context as unknown as ApiContext;
}

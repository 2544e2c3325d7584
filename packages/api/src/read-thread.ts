import { callTRPCProcedure } from "@trpc/server";
import type { TRPCError } from "@trpc/server";
import { DomainError } from "@daybook/core/errors/domain-error";
import type { Who } from "@daybook/core/context/context";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import type { ApiContext } from "./context.ts";
import { exportList } from "./list-export.ts";
import type { ExportFormat } from "./list-export.ts";
import { listProcedures } from "./procedures.ts";
import { trpcErrorOf } from "./refusal.ts";

/** A query to be answered by another thread. Everything in it can be copied between threads. */
export interface ReadOrder {
  /** The procedure: `movements.list`. */
  readonly path: string;
  readonly input: unknown;
  readonly who: Who;
  /** The list as a file of its pages after a cursor; null for the answer itself as JSON. */
  readonly file: { readonly format: ExportFormat; readonly after: string } | null;
}

/** Answers queries on a connection and in a thread of its own, so that a long one does not hold up the till. */
export interface ReadThread {
  /** Settles once the first piece is there; rejects with the refusal otherwise. Pieces are made as they are taken. */
  open(order: ReadOrder): Promise<AsyncIterable<string>>;
  close(): Promise<void>;
}

/** A refusal between two threads. */
export interface CopiedRefusal {
  readonly reason: DomainError["reason"];
  readonly fieldErrors: DomainError["fieldErrors"];
}

/** What can be copied of an error that carries a refusal; null for a defect. */
export function copyRefusal(error: unknown): CopiedRefusal | null {
  const cause = error instanceof Error && !(error instanceof DomainError) ? error.cause : error;
  if (!(cause instanceof DomainError) || cause.code === "internal") return null;
  const { reason, fieldErrors } = cause;
  return { reason, fieldErrors };
}

/** The error that the other thread threw. */
export function refusalOfCopy({ reason, fieldErrors }: CopiedRefusal): TRPCError {
  return trpcErrorOf(new DomainError(reason, fieldErrors));
}

type Router = Parameters<typeof listProcedures>[0];

/** Runs an order on this thread. Rejects with the procedure's refusal before the first piece. */
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

/** Enough of a context for a query that reads the database and nothing else. */
function readerContext(work: UnitOfWork, who: Who): ApiContext {
  const bug = ({ error }: { readonly error: unknown }): void => {
    throw error;
  };
  const context = {
    work,
    who,
    home: { work, who },
    session: null,
    // Paid for where it was asked for.
    spend: () => 0,
    readThread: null,
    request: { id: who.requestId, address: "", scheme: "http", userAgent: "" },
    // Refusals are counted where the call came from.
    services: { report: bug, refused: () => undefined },
  };
  // safe because the procedures that are ordered here read the database; whoever reached for more would fail at once
  return context as unknown as ApiContext;
}

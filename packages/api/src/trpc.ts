/** The one place that makes procedures. There is no way to make one without saying who may call it. */
import { initTRPC } from "@trpc/server";
import type { CsvColumn } from "@daybook/contract/csv";
import { OF_REAL_PEOPLE } from "@daybook/contract/permissions";
import type { Permission } from "@daybook/contract/permissions";
import type { ReasonCode, ReasonDetails } from "@daybook/contract/reasons";
import { shownShop } from "@daybook/contract/shown-shop";
import type { ReadCtx, Who, WriteCtx } from "@daybook/core/context/context";
import { refuse } from "@daybook/core/errors/domain-error";
import type { OnceRequest } from "@daybook/core/writes/kept-answers";
import { spendConfirmation } from "@daybook/core/users/sessions";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import { costOf } from "./call-cost.ts";
import type { ApiContext } from "./context.ts";
import { asKept } from "./repeat.ts";
import type { Repeat } from "./repeat.ts";
import {
  asRefusalError,
  codeOfError,
  forEarlierPages,
  refusalObject,
  trpcErrorOf,
} from "./refusal.ts";
import { CHANGES_PEOPLE } from "./refusals-by-kind.ts";
import type { CodeOfKind } from "./refusals-by-kind.ts";

export type RestMethod = "GET" | "POST" | "PATCH";

/** What of a shop the columns of its files need: amounts have `exponent` decimals, times are those of the time zone. */
export interface CsvShop {
  readonly exponent: number;
  readonly timeZone: string;
}

/** The columns of a list as a CSV file. */
export type CsvColumns = (shop: CsvShop) => readonly CsvColumn<never>[];

/** Where a procedure stands in REST, below `/api`. */
export interface RestPlace {
  readonly method: RestMethod;
  /** `/products/{id}`: names in braces are fields of the input. */
  readonly path: `/${string}`;
  /** The list can also be had as one file of all its pages: as CSV with these columns, or as JSON. */
  readonly csv?: CsvColumns;
  /** `?format=packed`: all pages as one file of packed lines, gzip, made apart from the pages. */
  readonly packed?: PackedFile;
}

/** Opens the packed file of a list for whoever may have its pages. */
export type PackedFile = (ctx: ApiContext) => Promise<AsyncIterable<Uint8Array>>;

/** What a caller is told of a procedure. */
export interface ProcedureDocs {
  /** One line in the imperative: "Ring up a sale". */
  readonly summary: string;
  /** What a caller must know besides: what is written, repeats, paging, units. */
  readonly description?: string;
  /**
   * The refusals that its own work can give. Those of its kind (a sign-in, a right, a key, the store) are known from
   * `refusals-by-kind.ts`.
   */
  readonly refuses?: readonly ReasonCode[];
}

/** What is known of a procedure without calling it. */
export type ProcedureMeta = Partial<ProcedureDocs> & {
  readonly permission?: Permission;
  /** Why anyone may call it, signed in or not. */
  readonly openToAll?: string;
  /** When it asks for the password again. */
  readonly confirmed?: Confirmed;
  readonly rest?: RestPlace;
  /** The same place for the document; what it says of refusals, tags and rights is added when it is made. */
  readonly openapi?: {
    readonly method: RestMethod;
    readonly path: `/${string}`;
    readonly errorResponses: number[];
  };
};

const t = initTRPC
  .context<ApiContext>()
  .meta<ProcedureMeta>()
  .create({
    isDev: false,
    errorFormatter: ({ shape, error, ctx }) => {
      const refusal = refusalObject(error, ctx?.request.id ?? "");
      const told = ctx?.request.earlierPage === true ? forEarlierPages(refusal) : refusal;
      return { ...shape, message: refusal.message, data: { ...shape.data, refusal: told } };
    },
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

const CONFIRMED_FOR_MS = 10 * 60_000;

/**
 * When the password is asked for again: never, when it was given more than ten minutes ago, or whenever nobody has given
 * it again for this very call.
 */
type Confirmed = false | "recently" | "each_time";

/** Every call passes here, so that each refusal can be counted. */
const counted = t.procedure.use(async ({ ctx, next, path }) => {
  const result = await next();
  if (!result.ok) ctx.services.refused(path, codeOfError(result.error));
  return result;
});

/** A refusal of the caller, not of what is asked. */
function refuseCaller<Code extends CodeOfKind>(code: Code, details: ReasonDetails<Code>) {
  return trpcErrorOf(refuse(code, details));
}

/** A procedure for people and keys that have this permission. */
export function can(permission: Permission) {
  return guarded(permission, false);
}

/** As `can`, and the person gave their password within the last ten minutes (403 `confirm_password` otherwise). */
export function canConfirmed(permission: Permission) {
  return guarded(permission, "recently");
}

/** As `can`, for what is written with `onceConfirmed`, which asks for the password each time. */
export function canConfirmedEachTime(permission: Permission) {
  return guarded(permission, "each_time");
}

function guarded<const When extends Confirmed>(permission: Permission, confirmed: When) {
  return counted.meta({ permission, confirmed }).use(async ({ ctx, next, path, getRawInput }) => {
    refuseTooFast(ctx, path, await arrived(getRawInput));
    const { work, who } = OF_REAL_PEOPLE.has(permission) ? ctx.home : ctx;
    if (who === null) throw ctx.noBooks ?? refuseCaller("not_signed_in", {});
    if (!who.actor.permissions.has(permission)) throw refuseCaller("forbidden", { permission });
    if (work === ctx.work && showsOtherShop(ctx)) throw refuseCaller("other_shop", {});
    if (ctx.session?.sampleShop === true && CHANGES_PEOPLE.has(permission))
      throw refuseCaller("not_in_sample_shop", {});
    if (confirmed === "recently" && !recentlyConfirmed(ctx))
      throw refuseCaller("confirm_password", {});
    const repeat: Repeat = { answer: undefined };
    const result = await next({ ctx: { work, who, getRawInput, repeat, confirmed } });
    if (result.ok) return result;
    if (repeat.answer !== undefined) {
      const data = asKept(repeat.answer, result.error);
      if (data !== undefined) return { ...result, ok: true as const, data };
    }
    return { ...result, error: asRefusalError(result.error, reporter(ctx, path)) };
  });
}

/**
 * A procedure that anyone may call, signed in or not; say why. It is about signing in and setting up, so it is about
 * the real shop.
 */
export function openToAll(reason: string) {
  return counted.meta({ openToAll: reason }).use(async ({ ctx, next, path }) => {
    refuseTooFast(ctx, path);
    const result = await next({ ctx: ctx.home });
    if (result.ok) return result;
    return { ...result, error: asRefusalError(result.error, reporter(ctx, path)) };
  });
}

/** The input before any contract; nothing where it cannot be read, which is refused further on. */
async function arrived(getRawInput: () => Promise<unknown>): Promise<unknown> {
  try {
    return await getRawInput();
  } catch {
    return undefined;
  }
}

/** Here, because every call passes here, however many of them share a request. */
function refuseTooFast(ctx: ApiContext, path: string, input?: unknown): void {
  const wait = ctx.spend(costOf(path, input));
  if (wait > 0) throw refuseCaller("too_many_requests", { retryAfterSeconds: wait });
}

function recentlyConfirmed({ session, home }: ApiContext): boolean {
  return session !== null && home.work.clock() - session.authenticatedAt <= CONFIRMED_FOR_MS;
}

/** A page that another tab has left behind in the other shop must not book there what it shows here. */
function showsOtherShop({ session, request }: ApiContext): boolean {
  const { shownShop: shown } = request;
  return shown !== undefined && session !== null && shown !== shownShop(session.sampleShop);
}

const reporter = (ctx: ApiContext, path: string) => (error: unknown) =>
  ctx.services.report({ error, requestId: ctx.request.id, path });

type Options = ProcedureDocs & Pick<RestPlace, "csv" | "packed">;

/** `GET /api<path>`; the input is the path's names and the query string. */
export const get = (path: `/${string}`, options: Options) => place("GET", path, options);
/** `POST /api<path>`; the input is the path's names and a JSON body. */
export const post = (path: `/${string}`, options: Options) => place("POST", path, options);
/** `PATCH /api<path>`; the input is the path's names and a JSON body. */
export const patch = (path: `/${string}`, options: Options) => place("PATCH", path, options);
/** A stream, which has no place in REST. */
export const stream = (docs: ProcedureDocs): ProcedureMeta => docs;

function place(
  method: RestMethod,
  path: `/${string}`,
  { csv, packed, ...docs }: Options,
): ProcedureMeta {
  const files = { ...(csv && { csv }), ...(packed && { packed }) };
  return {
    ...docs,
    rest: { method, path, ...files },
    openapi: { method, path, errorResponses: [] },
  };
}

interface Call<Input> {
  readonly ctx: {
    readonly work: UnitOfWork;
    readonly who: Who;
    readonly getRawInput: () => Promise<unknown>;
    readonly repeat: Repeat;
  };
  readonly input: Input;
  readonly path: string;
}

type ReadCall<Input> = Pick<Call<Input>, "input"> & {
  readonly ctx: Pick<Call<Input>["ctx"], "work" | "who">;
};

/** A resolver that reads committed data. */
export function reads<Input, Result>(fn: (ctx: ReadCtx, input: Input) => Promise<Result>) {
  return ({ ctx, input }: ReadCall<Input>): Promise<Result> =>
    ctx.work.read(ctx.who, (read) => fn(read, input));
}

/**
 * A resolver that reads more than a till should wait for: in a thread of its own where there is one, and here otherwise.
 */
export function readsAside<Input, Result>(fn: (ctx: ReadCtx, input: Input) => Promise<Result>) {
  const here = reads(fn);
  return async (call: Call<Input> & { readonly ctx: Pick<ApiContext, "readThread"> }) => {
    const { readThread, who } = call.ctx;
    if (readThread === null) return here(call);
    let text = "";
    const order = { path: call.path, input: call.input, who, file: null };
    for await (const piece of await readThread.open(order)) text += piece;
    // safe because the thread ran the same procedure, which checked its output
    return JSON.parse(text) as Result;
  };
}

/** A procedure whose kind says that it asks for the password again. */
type Asking = Pick<ApiContext, "session" | "home"> & {
  readonly confirmed: Exclude<Confirmed, false>;
};

/** What is kept of a write for those who send it again; the whole answer unless told otherwise. */
type Keeping<Result> = Pick<OnceRequest<Result>, "remember" | "rebuild">;

/**
 * As `once`, for what asks for the password each time (a key for scripts, another password): the confirmation given
 * before is used up in the same transaction. Refuses 403 `confirm_password` where there is none of the last ten
 * minutes. A repeated key is answered as before, and asks for nothing.
 */
export function onceConfirmed<Input extends { readonly key: string }, Result>(
  fn: (ctx: WriteCtx, input: Input) => Promise<Result>,
  keeping?: Keeping<Result>,
) {
  return (call: Call<Input> & { readonly ctx: Asking }) => {
    const { session, home } = call.ctx;
    return once<Input, Result>(async (ctx, input) => {
      const confirmedAt = session?.confirmedAt ?? null;
      if (session === null || confirmedAt === null) throw refuse("confirm_password", {});
      if (home.work.clock() - confirmedAt > CONFIRMED_FOR_MS) throw refuse("confirm_password", {});
      await spendConfirmation(ctx, { id: session.id, confirmedAt });
      return fn(ctx, input);
    }, keeping)(call);
  };
}

/** A resolver that writes once per key: the same key and body is answered with the first answer. */
export function once<Input extends { readonly key: string }, Result>(
  fn: (ctx: WriteCtx, input: Input) => Promise<Result>,
  keeping: Keeping<Result> = {},
) {
  return async ({ ctx, input, path }: Call<Input>): Promise<Result> => {
    const arrived = await ctx.getRawInput();
    const onRepeat = (answer: Result): void => void (ctx.repeat.answer = answer);
    const request = { route: path, key: input.key, input, arrived, onRepeat, ...keeping };
    return ctx.work.once(ctx.who, request, (write) => fn(write, input));
  };
}

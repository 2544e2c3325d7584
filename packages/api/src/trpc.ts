/** The only place that creates procedures. Every procedure must declare who may call it. */
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
import { z } from "zod";
import { costOf } from "./call-cost.ts";
import type { ApiContext } from "./context.ts";
import { withoutUnknownFields } from "./repeat.ts";
import type { Repeat } from "./repeat.ts";
import {
  asRefusalError,
  codeOfError,
  forEarlierPages,
  refusalObject,
  trpcErrorOf,
} from "./refusal.ts";
import { BY_ITSELF, CHANGES_PEOPLE, WHILE_LOCKED } from "./refusals-by-kind.ts";
import type { CodeOfKind } from "./refusals-by-kind.ts";

export type RestMethod = "GET" | "POST" | "PATCH";

/** The shop data that CSV columns need: the currency's number of decimals (`exponent`) and the time zone. */
export interface CsvShop {
  readonly exponent: number;
  readonly timeZone: string;
}

/** The columns of a list as a CSV file. */
export type CsvColumns = (shop: CsvShop) => readonly CsvColumn<never>[];

/** The REST path of a procedure, below `/api`. */
export interface RestPlace {
  readonly method: RestMethod;
  /** `/products/{id}`: path parameters are fields of the input. */
  readonly path: `/${string}`;
  /** The list is also available as one file of all pages: as CSV with these columns, or as JSON. */
  readonly csv?: CsvColumns;
  /** `?format=packed`: all pages as one file of packed lines, gzip, built separately from the pages. */
  readonly packed?: PackedFile;
  /** `?format=zip`: what the procedure describes, as one file. */
  readonly zip?: ZipArchive;
}

/** Opens the packed file of a list for callers who may read its pages. */
export type PackedFile = (ctx: ApiContext) => Promise<AsyncIterable<Uint8Array>>;

/** Opens the zip file of a procedure for callers who may call it. */
export interface ZipArchive {
  readonly fileName: string;
  open(ctx: ApiContext): Promise<AsyncIterable<Uint8Array>>;
}

/** The documentation of a procedure. */
export interface ProcedureDocs {
  /** One line in the imperative: "Ring up a sale". */
  readonly summary: string;
  /** Further details for callers: effects, retries, paging, units. */
  readonly description?: string;
  /**
   * The refusals of its own logic. Those of its kind (authentication, permission, key, database) are in
   * `refusals-by-kind.ts`.
   */
  readonly refuses?: readonly ReasonCode[];
}

/** The metadata of a procedure. */
export type ProcedureMeta = Partial<ProcedureDocs> & {
  readonly permission?: Permission;
  /** Why it is public. */
  readonly openToAll?: string;
  /** When it requires the password again. */
  readonly confirmed?: Confirmed;
  readonly rest?: RestPlace;
  /** The same path for the OpenAPI document, to which refusals, tags and permissions are added. */
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
      const shownRefusal = ctx?.request.earlierPage === true ? forEarlierPages(refusal) : refusal;
      return { ...shape, message: refusal.message, data: { ...shape.data, refusal: shownRefusal } };
    },
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

const CONFIRMED_FOR_MS = 10 * 60_000;

/**
 * When the password is required again: never, if it was entered more than ten minutes ago, or if it was not confirmed
 * for this call.
 */
type Confirmed = false | "recently" | "each_time";

/**
 * A builder whose input and output are checked by `parse`, not by `parseAsync`, which tRPC prefers: zod compiles the
 * checks of objects for `parse` only, and no check of ours waits for anything.
 */
function checkedAtOnce<Builder extends object>(builder: Builder): Builder {
  return new Proxy(builder, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== "function" || !CONTINUES_BUILDER.has(name)) return member;
      return (part: unknown) => {
        const next: unknown = member(part instanceof z.ZodType ? parsedAtOnce(part) : part);
        // safe because these methods return a builder
        return checkedAtOnce(next as object);
      };
    },
  });
}

const CONTINUES_BUILDER = new Set<string | symbol>(["input", "output", "meta", "use"]);

/** The schema itself, because the OpenAPI document is made from it. */
function parsedAtOnce(schema: z.ZodType): z.ZodType {
  schema.parseAsync = async (value, params) => schema.parse(value, params);
  return schema;
}

/** All calls pass through this, so each refusal is counted. */
const counted = checkedAtOnce(t.procedure).use(async ({ ctx, next, path }) => {
  const result = await next();
  if (!result.ok) ctx.services.refused(path, codeOfError(result.error));
  return result;
});

/** A refusal because of the caller, not of the input. */
function refuseCaller<Code extends CodeOfKind>(code: Code, details: ReasonDetails<Code>) {
  return trpcErrorOf(refuse(code, details));
}

/** A procedure for users and keys with this permission. */
export function can(permission: Permission) {
  return guarded(permission, false);
}

/** As `can`, or with an approval, which core checks: for people who sell. */
export function canOrApproved(permission: Permission) {
  return guarded(permission, false, "sales.ringUp");
}

/** As `can`, and the user has entered their password within the last ten minutes (403 `confirm_password` otherwise). */
export function canConfirmed(permission: Permission) {
  return guarded(permission, "recently");
}

/** As `can`, for mutations with `onceConfirmed`, which require the password each time. */
export function canConfirmedEachTime(permission: Permission) {
  return guarded(permission, "each_time");
}

function guarded<const When extends Confirmed>(
  permission: Permission,
  confirmed: When,
  withApproval: Permission | null = null,
) {
  return counted
    .meta({ permission, confirmed })
    .use(async ({ ctx, next, path, getRawInput, type }) => {
      const input = await arrived(getRawInput);
      refuseTooFast(ctx, path, input);
      const { work, who } = OF_REAL_PEOPLE.has(permission) ? ctx.home : ctx;
      if (who === null) throw ctx.noDatabase ?? refuseCaller("not_signed_in", {});
      const { permissions } = who.actor;
      const approved = withApproval !== null && permissions.has(withApproval) && hasApproval(input);
      if (!permissions.has(permission) && !approved)
        throw refuseCaller("forbidden", { permission });
      if (work === ctx.work && showsOtherShop(ctx)) throw refuseCaller("other_shop", {});
      if (ctx.session?.sampleShop === true && CHANGES_PEOPLE.has(permission))
        throw refuseCaller("not_in_sample_shop", {});
      if (confirmed === "recently" && !recentlyConfirmed(ctx))
        throw refuseCaller("confirm_password", {});
      // A stream says only that something changed, and the page that asks for the PIN keeps it.
      if (ctx.session?.locked === true && type !== "subscription" && !WHILE_LOCKED.has(path))
        throw refuseCaller("locked", {});
      const changes = type === "mutation" && !BY_ITSELF.has(path) ? ctx.session : null;
      const repeat: Repeat = { answer: undefined };
      const result = await next({ ctx: { work, who, getRawInput, repeat, confirmed } });
      if (result.ok) {
        if (changes !== null) ctx.services.sessions.keepActive(changes);
        return result;
      }
      if (repeat.answer !== undefined) {
        const data = withoutUnknownFields(repeat.answer, result.error);
        if (data !== undefined) return { ...result, ok: true as const, data };
      }
      return { ...result, error: asRefusalError(result.error, reporter(ctx, path)) };
    });
}

/** A public procedure; the argument says why. It is about sign-in or setup, so it uses the real shop. */
export function openToAll(reason: string) {
  return counted.meta({ openToAll: reason }).use(async ({ ctx, next, path }) => {
    refuseTooFast(ctx, path);
    const result = await next({ ctx: ctx.home });
    if (result.ok) return result;
    return { ...result, error: asRefusalError(result.error, reporter(ctx, path)) };
  });
}

/** Whether the input names an approval; core decides whether it is valid. */
function hasApproval(input: unknown): boolean {
  return typeof input === "object" && input !== null && "approvalId" in input;
}

/** The raw input; undefined if it cannot be parsed, which is refused later. */
async function arrived(getRawInput: () => Promise<unknown>): Promise<unknown> {
  try {
    return await getRawInput();
  } catch {
    return undefined;
  }
}

/** Charged here, because every call passes through this, however many share a request. */
function refuseTooFast(ctx: ApiContext, path: string, input?: unknown): void {
  const wait = ctx.spend(costOf(path, input));
  if (wait > 0) throw refuseCaller("too_many_requests", { retryAfterSeconds: wait });
}

function recentlyConfirmed({ session, home }: ApiContext): boolean {
  return session !== null && home.work.clock() - session.authenticatedAt <= CONFIRMED_FOR_MS;
}

/** After another tab has switched to the other shop, this page must not save its data there. */
function showsOtherShop({ session, request }: ApiContext): boolean {
  const { shownShop: shown } = request;
  return shown !== undefined && session !== null && shown !== shownShop(session.sampleShop);
}

const reporter = (ctx: ApiContext, path: string) => (error: unknown) =>
  ctx.services.report({ error, requestId: ctx.request.id, path });

type Options = ProcedureDocs & Pick<RestPlace, "csv" | "packed" | "zip">;

/** `GET /api<path>`; the input is the path parameters and the query string. */
export const get = (path: `/${string}`, options: Options) => place("GET", path, options);
/** `POST /api<path>`; the input is the path parameters and a JSON body. */
export const post = (path: `/${string}`, options: Options) => place("POST", path, options);
/** `PATCH /api<path>`; the input is the path parameters and a JSON body. */
export const patch = (path: `/${string}`, options: Options) => place("PATCH", path, options);
/** A stream, which is not available over REST. */
export const stream = (docs: ProcedureDocs): ProcedureMeta => docs;

function place(
  method: RestMethod,
  path: `/${string}`,
  { csv, packed, zip, ...docs }: Options,
): ProcedureMeta {
  const files = { ...(csv && { csv }), ...(packed && { packed }), ...(zip && { zip }) };
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

/** A call of a write that has more to do than its transaction. */
export type OnceCall<Input> = Call<Input> & { readonly ctx: Pick<ApiContext, "services"> };

type ReadCall<Input> = Pick<Call<Input>, "input"> & {
  readonly ctx: Pick<Call<Input>["ctx"], "work" | "who">;
};

/** A resolver that reads committed data. */
export function reads<Input, Result>(fn: (ctx: ReadCtx, input: Input) => Promise<Result>) {
  return ({ ctx, input }: ReadCall<Input>): Promise<Result> =>
    ctx.work.read(ctx.who, (read) => fn(read, input));
}

/** As `reads`, on one view of the data: for reports whose figures must agree while the shop sells. */
export function readsAtOnce<Input, Result>(fn: (ctx: ReadCtx, input: Input) => Promise<Result>) {
  return ({ ctx, input }: ReadCall<Input>): Promise<Result> =>
    ctx.work.snapshot(ctx.who, (read) => fn(read, input));
}

/** A resolver whose query may take too long for a till: runs in another thread if possible, otherwise here. */
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

/** A procedure whose kind requires the password again. */
type ConfirmationCtx = Pick<ApiContext, "session" | "home"> & {
  readonly confirmed: Exclude<Confirmed, false>;
};

/** The stored answer of a write for retries; the whole answer by default. */
type StoredAnswerOptions<Result> = Pick<OnceRequest<Result>, "remember" | "rebuild">;

/**
 * As `once`, for actions that require the password each time (an API key, another password): the confirmation is used
 * up in the same transaction. Refuses 403 `confirm_password` without one from the last ten minutes. A repeated key
 * returns the stored answer without a confirmation.
 */
export function onceConfirmed<Input extends { readonly key: string }, Result>(
  fn: (ctx: WriteCtx, input: Input) => Promise<Result>,
  storing?: StoredAnswerOptions<Result>,
) {
  return (call: Call<Input> & { readonly ctx: ConfirmationCtx }) => {
    const { session, home } = call.ctx;
    return once<Input, Result>(async (ctx, input) => {
      const confirmedAt = session?.confirmedAt ?? null;
      if (session === null || confirmedAt === null) throw refuse("confirm_password", {});
      if (home.work.clock() - confirmedAt > CONFIRMED_FOR_MS) throw refuse("confirm_password", {});
      await spendConfirmation(ctx, { id: session.id, confirmedAt });
      return fn(ctx, input);
    }, storing)(call);
  };
}

/** A resolver that writes once per key: the same key and body returns the first answer. */
export function once<Input extends { readonly key: string }, Result>(
  fn: (ctx: WriteCtx, input: Input) => Promise<Result>,
  storing: StoredAnswerOptions<Result> = {},
) {
  return async ({ ctx, input, path }: Call<Input>): Promise<Result> => {
    const arrived = await ctx.getRawInput();
    const onRepeat = (answer: Result): void => void (ctx.repeat.answer = answer);
    const request = { route: path, key: input.key, input, arrived, onRepeat, ...storing };
    return ctx.work.once(ctx.who, request, (write) => fn(write, input));
  };
}

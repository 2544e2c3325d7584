/** Imports customers and suppliers. */
import { and, eq, isNull } from "drizzle-orm";
import { CreateCustomer, UpdateCustomer } from "@daybook/contract/customers";
import { fieldErrorsOf } from "@daybook/contract/field-errors";
import { identityKey, sortKey } from "@daybook/contract/fold";
import { FIELDS_OF_KIND, ImportField } from "@daybook/contract/import-fields";
import type { ImportProblem } from "@daybook/contract/imports";
import { CreateSupplier, UpdateSupplier } from "@daybook/contract/suppliers";
import { newId } from "@daybook/contract/uuid";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import {
  createCustomer,
  deactivateCustomer,
  reactivateCustomer,
  updateCustomer,
} from "../customers/customers.ts";
import {
  createSupplier,
  deactivateSupplier,
  reactivateSupplier,
  updateSupplier,
} from "../suppliers/suppliers.ts";
import type { EvaluatedRow, SeenRows, Values } from "./evaluated-row.ts";
import type { RowOutcome, StagedRow } from "./import-rows.ts";
import { draftOf, failedRow, isAsShown, problemOf } from "./kind-of-import.ts";
import type { KindOfImport } from "./kind-of-import.ts";
import { RowProblems } from "./parse-product.ts";
import type { Draft, DraftValues } from "./reading/draft-maker.ts";

/** A customer or supplier in the database, with the fields that a file can have as texts. */
interface Person {
  readonly id: string;
  readonly version: number;
  readonly isActive: boolean;
  readonly values: Values;
}

interface Recorded {
  readonly id: string;
  readonly version: number;
}

const NewCustomer = CreateCustomer.omit({ key: true });
const NewSupplier = CreateSupplier.omit({ key: true });

/** What an import needs to know of customers or suppliers. */
interface PersonKind {
  readonly fields: readonly ImportField[];
  /** The contract of a new one, to which fields its errors belong by name. */
  readonly contract: Pick<typeof NewCustomer | typeof NewSupplier, "safeParse">;
  /** The people that a row may be about. */
  find(ctx: ReadCtx, values: DraftValues): Promise<Person[]>;
  get(ctx: ReadCtx, id: string): Promise<Person | null>;
  create(ctx: WriteCtx, fields: object): Promise<Recorded>;
  update(ctx: WriteCtx, state: Recorded, fields: object): Promise<Recorded>;
  setActive(ctx: WriteCtx, state: Recorded, active: boolean): Promise<Recorded>;
}

const customerKind: PersonKind = {
  fields: FIELDS_OF_KIND.customers,
  contract: NewCustomer,
  find: async (ctx, { email, phone, name = "" }) => {
    const { customer } = ctx.t;
    const condition =
      email !== undefined
        ? eq(customer.email, email)
        : phone !== undefined
          ? and(eq(customer.phone, phone), eq(customer.nameKey, sortKey(name)))
          : eq(customer.nameKey, sortKey(name));
    const rows = await ctx.db
      .select()
      .from(customer)
      .where(and(condition, isNull(customer.erasedAt)))
      .limit(3);
    return rows.map(customerOf);
  },
  get: async (ctx, id) => {
    const { customer } = ctx.t;
    // safe because rows of customers have the id of their customer
    const [row] = await ctx.db
      .select()
      .from(customer)
      .where(eq(customer.publicId, id as typeof customer.publicId._.data));
    return row === undefined ? null : customerOf(row);
  },
  create: (ctx, fields) => createCustomer(ctx, CreateCustomer.parse({ key: newId(), ...fields })),
  update: (ctx, state, fields) =>
    updateCustomer(ctx, UpdateCustomer.parse({ key: newId(), ...state, ...fields })),
  setActive: (ctx, state, active) => {
    const input = UpdateCustomer.parse({ key: newId(), ...state });
    return active ? reactivateCustomer(ctx, input) : deactivateCustomer(ctx, input);
  },
};

const supplierKind: PersonKind = {
  fields: FIELDS_OF_KIND.suppliers,
  contract: NewSupplier,
  find: async (ctx, { name = "" }) => {
    const { supplier } = ctx.t;
    const rows = await ctx.db
      .select()
      .from(supplier)
      .where(eq(supplier.nameKey, identityKey(name)));
    return rows.map(supplierOf);
  },
  get: async (ctx, id) => {
    const { supplier } = ctx.t;
    // safe because rows of suppliers have the id of their supplier
    const [row] = await ctx.db
      .select()
      .from(supplier)
      .where(eq(supplier.publicId, id as typeof supplier.publicId._.data));
    return row === undefined ? null : supplierOf(row);
  },
  create: (ctx, fields) => createSupplier(ctx, CreateSupplier.parse({ key: newId(), ...fields })),
  update: (ctx, state, fields) =>
    updateSupplier(ctx, UpdateSupplier.parse({ key: newId(), ...state, ...fields })),
  setActive: (ctx, state, active) => {
    const input = UpdateSupplier.parse({ key: newId(), ...state });
    return active ? reactivateSupplier(ctx, input) : deactivateSupplier(ctx, input);
  },
};

type CustomerRow = ReadCtx["t"]["customer"]["$inferSelect"];
type SupplierRow = ReadCtx["t"]["supplier"]["$inferSelect"];

function customerOf(row: CustomerRow): Person {
  const { name, phone, email, taxNumber, note } = row;
  return personOf(row, { name, phone, email, taxNumber, note });
}

function supplierOf(row: SupplierRow): Person {
  const { name, phone, email, note } = row;
  return personOf(row, { name, phone, email, termsDays: String(row.termsDays), note });
}

function personOf(row: CustomerRow | SupplierRow, values: Values): Person {
  const { publicId: id, version, deactivatedAt } = row;
  return { id, version, isActive: deactivatedAt === null, values };
}

/** The fields as the contract of a new record takes them. */
function fieldsOf(values: Values): Record<string, unknown> {
  const { termsDays, active: _active, ...texts } = values;
  if (termsDays === undefined || termsDays === "") return texts;
  const days = Number(termsDays);
  // Text is as wrong as a number below zero; NaN would count as missing.
  return { ...texts, termsDays: Number.isNaN(days) ? -1 : days };
}

async function evaluate(
  kind: PersonKind,
  ctx: ReadCtx,
  draft: Draft,
  seen: SeenRows | null,
): Promise<EvaluatedRow & { readonly person: Person | null }> {
  const { row, values, notes } = draft;
  const problems = new RowProblems();
  const rowKey = keyOf(values);
  const base = { row, values, notes, rowKey, before: null, stockMilli: 0, retailMinor: 0 };
  const earlier = seen?.rows.get(rowKey);
  if (earlier !== undefined) problems.error("name", "person_twice", { row: earlier });
  seen?.rows.set(rowKey, earlier ?? row);
  checkFields(kind, values, problems);
  const found = await kind.find(ctx, values);
  if (found.length > 1) problems.error("name", "person_of_several");
  const person = found[0] ?? null;
  const after: Values = {};
  for (const field of kind.fields)
    if (values[field] !== undefined) after[field] = values[field]?.trim() ?? "";
  const shown = { ...base, person, problems: problems.list };
  if (problems.isWrong) return { ...shown, after, state: "wrong" };
  if (person === null) return { ...shown, after, state: "new" };
  return { ...shown, ...changesOf(person, after) };
}

function keyOf({ email, phone, name }: DraftValues): string {
  return `person:${identityKey(email ?? `${name ?? ""} ${phone ?? ""}`)}`;
}

function checkFields(kind: PersonKind, values: DraftValues, problems: RowProblems): void {
  const checked = kind.contract.safeParse(fieldsOf(values));
  if (checked.success) return;
  for (const [path, errors] of Object.entries(fieldErrorsOf(checked.error.issues))) {
    const field = ImportField.safeParse(path);
    for (const { code, details } of errors)
      problems.error(field.success ? field.data : null, code, details);
  }
}

function changesOf(person: Person, wanted: Values) {
  const before: Values = {};
  const after: Values = {};
  // safe because these are the fields of a staged row
  for (const field of Object.keys(wanted) as ImportField[]) {
    if (person.values[field] === wanted[field]) continue;
    before[field] = person.values[field] ?? "";
    after[field] = wanted[field] ?? "";
  }
  if (!person.isActive) {
    before.active = "no";
    after.active = "yes";
  }
  const isChanged = Object.keys(after).length > 0;
  return isChanged
    ? { before, after, state: "changed" as const }
    : { before: null, after: null, state: "unchanged" as const };
}

async function commitOne(kind: PersonKind, ctx: WriteCtx, row: StagedRow): Promise<RowOutcome> {
  const evaluated = await evaluate(kind, ctx, draftOf(row), null);
  if (!isAsShown(row, evaluated)) return failedRow(row, [problemOf("changed_since_preview")]);
  const { person, after } = evaluated;
  if (person === null) {
    const { id, version } = await kind.create(ctx, fieldsOf(after ?? {}));
    return { row, result: "imported", entityId: id, entityVersion: version };
  }
  let state: Recorded = { id: person.id, version: person.version };
  if (after?.active === "yes") state = await kind.setActive(ctx, state, true);
  const fields = fieldsOf(after ?? {});
  if (Object.keys(fields).length > 0)
    state = await kind.update(ctx, { id: state.id, version: state.version }, fields);
  return { row, result: "imported", entityId: state.id, entityVersion: state.version };
}

async function undoOne(kind: PersonKind, ctx: WriteCtx, row: StagedRow): Promise<RowOutcome> {
  const person = await kind.get(ctx, row.entityId ?? "");
  const kept = (problems: readonly ImportProblem[]): RowOutcome => ({
    row,
    result: "kept",
    problems,
  });
  if (person === null) return kept([problemOf("changed_since_import")]);
  let state: Recorded = { id: person.id, version: person.version };
  if (row.state === "new") {
    // A later import may have changed it and been undone: then it has the values of this one again.
    const isAsImported = kind.fields.every(
      (field) =>
        person.values[field] === (row.data.after?.[field] ?? (field === "termsDays" ? "0" : "")),
    );
    if (!isAsImported || !person.isActive) return kept([problemOf("changed_since_import")]);
    await kind.setActive(ctx, state, false);
    return { row, result: "undone" };
  }
  const { before, after } = row.data;
  const back: Values = {};
  const problems: ImportProblem[] = [];
  // safe because these are the fields of a staged row
  for (const field of Object.keys(before ?? {}) as ImportField[]) {
    if (field === "active") continue;
    if (person.values[field] === after?.[field]) back[field] = before?.[field] ?? "";
    else problems.push(problemOf("changed_since_import", field));
  }
  if (Object.keys(back).length > 0) state = await kind.update(ctx, state, fieldsOf(back));
  if (before?.active === "no" && problems.length === 0)
    await kind.setActive(ctx, { id: state.id, version: state.version }, false);
  return problems.length === 0 ? { row, result: "undone" } : kept(problems);
}

function importOf(kind: PersonKind): KindOfImport {
  return {
    keyOf: (_ctx, _scope, { values }) => keyOf(values),
    evaluate: async (ctx, _scope, drafts, seen) => {
      const rows: EvaluatedRow[] = [];
      for (const draft of drafts) rows.push(await evaluate(kind, ctx, draft, seen));
      return rows;
    },
    commit: async (ctx, _batch, _scope, rows) => {
      const outcomes: RowOutcome[] = [];
      for (const row of rows) outcomes.push(await commitOne(kind, ctx, row));
      return outcomes;
    },
    undo: async (ctx, _batch, _scope, rows) => {
      const outcomes: RowOutcome[] = [];
      for (const row of rows) outcomes.push(await undoOne(kind, ctx, row));
      return outcomes;
    },
    rowsPerWrite: 25,
  };
}

export const CUSTOMERS = importOf(customerKind);
export const SUPPLIERS = importOf(supplierKind);

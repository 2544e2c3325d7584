/** Walks every procedure as everyone who may not see costs, and searches the answers for the costs of the shop. */
import { COST_FIELDS } from "@daybook/contract/costs";
import { mulDiv } from "@daybook/contract/exact";
import { minor } from "@daybook/contract/money";
import { PERMISSIONS, ROLE_PERMISSIONS, ROLES } from "@daybook/contract/permissions";
import type { Permission, Role } from "@daybook/contract/permissions";
import { newId } from "@daybook/contract/uuid";
import type { Actor } from "@daybook/core/context/context";
import { tamper } from "@daybook/core/testing/tamper";
import { tripleCosts } from "@daybook/core/testing/triple-costs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { overTrpc, procedure, procedures, restRequest, routeOf, textOf } from "./testing/call.ts";
import { apiOf, callerAs, contextAs } from "./testing/create-test-caller.ts";
import { COSTS, populateShop } from "./testing/populated-shop.ts";
import type { PopulatedShop } from "./testing/populated-shop.ts";
import type { Fields, Provocations, World } from "./testing/provocation.ts";
import { APPROVAL_PROVOCATIONS } from "./testing/provocations-of-approvals.ts";
import { DOCUMENT_PROVOCATIONS } from "./testing/provocations-of-documents.ts";
import { RECORD_PROVOCATIONS } from "./testing/provocations-of-records.ts";

const SEES: Permission = "products.readCost";

/** 2 of the 50 mugs were sold for 20.00, without tax. */
const soldCost = mulDiv(COSTS.ofMugsMinor, 2, 50);
const value = COSTS.ofMugsMinor - soldCost;
const profit = 2000 - soldCost;
/** Everything that is a cost in this shop or is calculated from one, in minor units or parts per million. */
const FIGURES = {
  cost: COSTS.ofMugsMinor,
  packPrice: COSTS.ofPackMinor,
  soldCost,
  value,
  unitCost: mulDiv(value, 1000, 48_000),
  profit: Math.abs(profit),
  margin: Math.abs(mulDiv(profit, 1_000_000, 2000)),
} as const;
type Figure = keyof typeof FIGURES;

/** Where someone who sees costs finds them; without these the search below would prove nothing. */
const SHOWN: Readonly<Record<string, readonly Figure[]>> = {
  "products.get": ["cost", "packPrice", "value", "unitCost"],
  "products.byBarcode": ["cost", "packPrice", "value", "unitCost"],
  "products.update": ["cost", "packPrice", "value", "unitCost"],
  "catalogue.page": ["cost", "unitCost"],
  "catalogue.changes": ["cost", "unitCost"],
  "movements.list": ["cost", "soldCost"],
  "movements.getDocument": ["cost"],
  "reports.dashboard": ["soldCost", "value", "profit", "margin"],
  "reports.salesByDay": ["soldCost", "profit", "margin"],
  "reports.salesByProduct": ["soldCost", "profit"],
  "reports.stockSummary": ["value"],
  "reports.valuation": ["value"],
  "reports.audit": ["packPrice"],
};

const ROLES_WITHOUT = ROLES.filter((role) => !ROLE_PERMISSIONS[role].includes(SEES));

const called = procedures.filter(({ type }) => type !== "subscription").map(({ name }) => name);
const queries = called.filter((name) => procedure(name).type === "query");
const mutations = called.filter((name) => procedure(name).type === "mutation");
const exported = queries.filter((name) => procedure(name).meta.rest?.csv !== undefined);

/** They need a database without a shop, and a till. */
const UNREACHED: ReadonlySet<string> = new Set(["setup.create", "auth.switchUser", "display.show"]);

let populated: PopulatedShop;
/** The document with the opening stock of mugs. */
let openingId: string;

async function open(): Promise<void> {
  populated = await populateShop();
  const { items } = await callerAs(populated.shop, "owner").movements.list({ kind: "opening" });
  openingId = items[0]?.document.id ?? "";
}

async function close(): Promise<void> {
  expect(apiOf(populated.shop).problems).toEqual([]);
  await populated.shop.close();
}

/** A person with every permission but this one, who reaches every procedure; with `apiKeyId`, a key. */
function allBut(apiKeyId: number | null = null): Actor {
  const permissions = new Set(PERMISSIONS.filter((permission) => permission !== SEES));
  return { ...populated.shop.as("owner").actor, apiKeyId, permissions };
}

const BLIND: Readonly<Record<string, () => Role | Actor>> = {
  ...Object.fromEntries(ROLES_WITHOUT.map((role) => [role, () => role])),
  "someone with every other permission": () => allBut(),
  "a key with every other scope": () => allBut(1),
};

function inputOf(name: string): Fields {
  if (name === "movements.getDocument") return { id: openingId };
  const inputs: Record<string, unknown> = populated.inputs();
  return z.record(z.string(), z.unknown()).parse(inputs[name]);
}

function ask(name: string, as: Role | Actor, input: Fields = inputOf(name)) {
  return overTrpc(contextAs(populated.shop, as), name, input);
}

/** The figures in an answer: as numbers of JSON, as decimals of a table, and inside a cursor, which is encoded. */
function figuresIn(answer: unknown): Figure[] {
  const text = typeof answer === "string" ? answer : JSON.stringify(answer);
  const cursors = [...text.matchAll(/"nextCursor":"([^"]+)"/g)].map(([, cursor = ""]) =>
    Buffer.from(cursor, "base64url").toString(),
  );
  const numbers = new Set(
    [text, ...cursors].flatMap((part) =>
      [...part.matchAll(/(?<![\w.-])-?(\d+(?:\.\d+)?)(?![\w])/g)].map(([, digits = ""]) =>
        Number(digits.replace(".", "")),
      ),
    ),
  );
  // safe because the keys come from the object itself
  const names = Object.keys(FIGURES) as Figure[];
  return names.filter((name) => numbers.has(FIGURES[name]));
}

async function fileOf(
  name: string,
  as: Role | Actor,
  format: "csv" | "json" | "packed",
): Promise<string> {
  const request = restRequest(contextAs(populated.shop, as), name, { ...inputOf(name), format });
  const { body } = await routeOf(name).handle(request);
  return typeof body === "string" ? body : textOf(body);
}

test("[US6] the roles that see costs are those that set prices or record what goods cost", () => {
  expect(ROLES_WITHOUT).toEqual(["cashier", "viewer"]);
});

/** The fields of a contract as JSON Schema, however deep, with their names and descriptions. */
function fieldsOf(schema: unknown): { readonly name: string; readonly about: string }[] {
  if (schema === null || typeof schema !== "object") return [];
  const { properties = {} } = z
    .looseObject({ properties: z.record(z.string(), z.unknown()).optional() })
    .catch({})
    .parse(schema);
  const own = Object.entries(properties).map(([name, field]) => ({
    name,
    about: z.looseObject({ description: z.string() }).catch({ description: "" }).parse(field)
      .description,
  }));
  return [...own, ...Object.values(schema).flatMap(fieldsOf)];
}

test("[US6] every field that is named like a cost is hidden, and every hidden field is known to the audit log", () => {
  const fields = procedures.flatMap(({ output }) =>
    output === null ? [] : fieldsOf(z.toJSONSchema(output, { unrepresentable: "any" })),
  );
  const isHidden = /(^|; )null without the permission `products\.readCost`$/;
  const hidden = fields.filter(({ about }) => isHidden.test(about));
  const named = fields.filter(
    ({ name }) => COST_FIELDS.has(name) || /cost|margin|profit/i.test(name),
  );
  const names = (of: typeof fields) => [...new Set(of.map(({ name }) => name))].toSorted();
  expect(names(hidden)).toEqual([...COST_FIELDS].toSorted());
  expect(names(named)).toEqual([...COST_FIELDS].toSorted());
  // Inside `lastCost`, which is hidden as a whole, and in the report that only those who see costs receive.
  const bare = named.filter((field) => !hidden.includes(field));
  expect(names(bare)).toEqual(["costMinor", "valueMinor"]);
});

// What changes nothing shares one shop; it comes first, because some engines have room for one shop at a time.
describe("reading", () => {
  beforeAll(open);
  afterAll(close);

  test.each(Object.entries(SHOWN).filter(([name]) => queries.includes(name)))(
    "[US6] %s shows costs to users who may see them",
    async (name, shown) => {
      expect(figuresIn(await ask(name, "owner"))).toEqual(expect.arrayContaining([...shown]));
    },
  );

  test.each(exported.filter((name) => name in SHOWN))(
    "[US6] the file of %s contains costs for users who may see them",
    async (name) => {
      expect(figuresIn(await fileOf(name, "owner", "csv"))).not.toEqual([]);
    },
  );

  test("[US6] the catalogue file contains costs for users who may see them", async () => {
    expect(figuresIn(await fileOf("catalogue.page", "owner", "packed"))).toEqual(
      expect.arrayContaining(["cost", "unitCost"]),
    );
  });

  describe.each(Object.entries(BLIND))("as %s", (_, as) => {
    test.each(queries)("[US6] %s answers without a cost", async (name) => {
      expect(figuresIn(await ask(name, as()))).toEqual([]);
    });

    test.each(exported)(
      "[US6] the files of %s contain no cost and have all columns",
      async (name) => {
        const [csv, whole] = [await fileOf(name, as(), "csv"), await fileOf(name, "owner", "csv")];
        expect(figuresIn(csv)).toEqual([]);
        expect(figuresIn(await fileOf(name, as(), "json"))).toEqual([]);
        // A refusal is no table.
        if (!csv.startsWith("{")) expect(csv.split("\r\n")[0]).toBe(whole.split("\r\n")[0]);
      },
    );

    test("[US6] the catalogue file contains no cost", async () => {
      const file = await fileOf("catalogue.page", as(), "packed");
      expect(file).toContain("MUG");
      expect(figuresIn(file)).toEqual([]);
    });

    test("[US6] a report of nothing but costs is refused", async () => {
      expect(await ask("reports.valuation", as())).toMatchObject({
        status: 403,
        body: { code: "forbidden", details: { permission: SEES } },
      });
    });
  });
});

describe("what follows from a cost", () => {
  beforeAll(open);
  afterAll(close);

  /** With other costs, every answer must be the same: then it tells nothing about them, however it is calculated. */
  test("[US6] no answer changes when every cost changes, except for users who see costs", async () => {
    const answers = async (as: Role | Actor) => {
      const all = new Map<string, string>();
      for (const name of queries) all.set(name, JSON.stringify(await ask(name, as)));
      return all;
    };
    const readers = { owner: () => "owner" as const, ...BLIND };
    const before = new Map<string, Map<string, string>>();
    for (const [who, as] of Object.entries(readers)) before.set(who, await answers(as()));
    await tripleCosts(populated.shop);
    for (const [who, as] of Object.entries(readers)) {
      const was = before.get(who);
      const changed = [...(await answers(as()))].flatMap(([name, is]) =>
        was?.get(name) === is ? [] : [name],
      );
      expect({ who, changed }).toEqual({
        who,
        changed: who === "owner" ? queries.filter((name) => name in SHOWN) : [],
      });
    }
  });

  test("[US6] the verification lists its examples for users who see costs only", async () => {
    const costMinor = minor(COSTS.ofMugsMinor);
    await tamper(populated.shop, ({ db, t }) => db.update(t.productDaily).set({ costMinor }));
    const whole = await callerAs(populated.shop, "owner").reports.verify({});
    const blind = await callerAs(populated.shop, allBut()).reports.verify({});
    expect(figuresIn(whole)).toContain("cost");
    expect(blind).toEqual({
      ...whole,
      checks: whole.checks.map((check) => ({ ...check, examples: [] })),
    });
  });
});

describe("writing, each in a shop of its own", () => {
  beforeEach(open);
  afterEach(close);

  test.each(Object.entries(SHOWN).filter(([name]) => mutations.includes(name)))(
    "[US6] %s shows costs to users who may see them",
    async (name, shown) => {
      expect(figuresIn(await ask(name, "owner"))).toEqual(expect.arrayContaining([...shown]));
    },
  );

  test.each(mutations)("[US6] %s answers without a cost", async (name) => {
    const input = inputOf(name);
    const statuses: number[] = [];
    for (const as of Object.values(BLIND)) {
      const answer = await ask(name, as(), input);
      expect(figuresIn(answer)).toEqual([]);
      statuses.push(answer.status);
    }
    // Someone with every other permission reaches what the roles do not; a shop is set up once.
    if (!UNREACHED.has(name)) expect(statuses).toContain(200);
  });

  test("[US6] a repeated write is also answered without a cost", async () => {
    const input = inputOf("products.update");
    const first = await ask("products.update", allBut(), input);
    expect(first.status).toBe(200);
    expect(await ask("products.update", allBut(), input)).toEqual(first);
  });

  test("[US6] a user who does not see a pack price keeps it when saving the product", async () => {
    const { suppliers, version, id } = await callerAs(populated.shop, allBut()).products.get(
      z.object({ id: z.string() }).parse(inputOf("products.get")),
    );
    const [terms] = suppliers;
    if (terms === undefined) throw new Error("the mug has a supplier");
    expect(terms.packPriceMinor).toBeNull();
    const { supplier, ...rest } = terms;
    const saved = { ...rest, supplierId: supplier.id, supplierSku: "P-1" };
    const answer = await callerAs(populated.shop, allBut()).products.update({
      key: newId(),
      id,
      version,
      suppliers: [saved],
    });
    expect(answer.suppliers).toEqual([{ ...terms, supplierSku: "P-1" }]);
    const seen = await callerAs(populated.shop, "owner").products.get({ id });
    expect(seen.suppliers[0]).toMatchObject({
      supplierSku: "P-1",
      packPriceMinor: COSTS.ofPackMinor,
    });
  });

  test("[US6] the audit log holds every pack price, and shows it to users who see costs", async () => {
    const input = inputOf("products.update");
    const { id, suppliers } = await callerAs(populated.shop, "owner").products.get({
      id: z.object({ id: z.string() }).parse(input).id,
    });
    const set = suppliers.map(({ supplier, ...terms }) => ({
      ...terms,
      supplierId: supplier.id,
      packPriceMinor: COSTS.ofMugsMinor,
    }));
    const saved = await ask("products.update", allBut(1), { ...input, suppliers: set });
    expect(saved.status).toBe(200);
    const last = { entity: "product", entityId: id, limit: 1 };
    expect(figuresIn(await ask("reports.audit", "owner", last))).toEqual(["cost", "packPrice"]);
    expect(figuresIn(await ask("reports.audit", allBut(), last))).toEqual([]);
  });

  test("[US6] a live change names what changed, and no figure of it", async () => {
    const viewer = callerAs(populated.shop, "viewer");
    const { lastSeq } = await viewer.live.since({ after: 0 });
    const events = await viewer.live.changes({ lastEventId: lastSeq });
    const received = events[Symbol.asyncIterator]();
    await ask("movements.receive", "owner", {
      ...inputOf("movements.receive"),
      lines: [{ ...mugLine(), costMinor: COSTS.ofMugsMinor }],
    });
    const event = await received.next();
    await received.return?.(undefined);
    expect(JSON.stringify(event.value)).toContain("stock");
    expect(figuresIn(event.value)).toEqual([]);
    expect(figuresIn(await viewer.live.since({ after: 0 }))).toEqual([]);
  });
});

function mugLine() {
  const { id } = z.object({ id: z.string() }).parse(inputOf("products.get"));
  return { productId: id, quantityMilli: 1000 };
}

describe("refusing", () => {
  beforeAll(open);
  afterAll(close);

  const provocations: Provocations = {
    ...RECORD_PROVOCATIONS,
    ...DOCUMENT_PROVOCATIONS,
    ...APPROVAL_PROVOCATIONS,
  };
  const provoked = Object.entries(provocations).flatMap(([name, codes]) =>
    Object.entries(codes).map(([code, provocation]) => ({ name, code, provocation })),
  );

  test.each(provoked)("[US6] $name refuses with $code without a cost", async (given) => {
    const { name, provocation } = given;
    const { shop, inputs } = populated;
    const world: World = { shop, inputs, owner: callerAs(shop, "owner") };
    const input = { ...inputOf(name), ...(await provocation.change(world)) };
    shop.advance(provocation.later ?? 0);
    try {
      for (const as of Object.values(BLIND))
        expect(figuresIn(await ask(name, as(), input))).toEqual([]);
    } finally {
      shop.advance(-(provocation.later ?? 0));
    }
  });
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { QUERY_TOPICS } from "@daybook/contract/query-topics";
import { newId } from "@daybook/contract/uuid";
import { permissionsOf, ROLES } from "@daybook/contract/permissions";
import type { Role } from "@daybook/contract/permissions";
import type { LiveEvent, Topic } from "@daybook/contract/topics";
import { maySee, readEvents } from "@daybook/core/live/changes";
import { lastChange } from "@daybook/core/live/outbox-ends";
import { overTrpc, procedure, procedures } from "./testing/call.ts";
import { apiOf, callerAs, contextAs } from "./testing/create-test-caller.ts";
import { populateShop } from "./testing/populated-shop.ts";
import type { PopulatedShop } from "./testing/populated-shop.ts";

/** Mutations after which a page reloads. */
const RELOADS = ["auth.switchUser", "sample.enter", "sample.leave", "setup.create"];
/** It changes nothing that a query returns. */
const SHOWS = "display.show";
/** These return changes: the browser keeps its data and applies them. */
const FOLLOWS = ["catalogue.page", "catalogue.changes", "live.since"];
/** Asked once for each download: no screen keeps the answer. */
const ASKED_ONCE = ["exports.shop"];

const names = (type: string) =>
  procedures.filter((one) => one.type === type).map(({ name }) => name);
const queries = names("query").filter((name) => ![...FOLLOWS, ...ASKED_ONCE].includes(name));
const mutations = names("mutation").filter((name) => ![...RELOADS, SHOWS].includes(name));

type Fields = Record<string, unknown>;
interface Question {
  readonly name: string;
  readonly input: Fields;
}

let populated: PopulatedShop;
let questions: readonly Question[];
let answers: ReadonlyMap<Question, string>;
/** The last change before the one that is looked at. */
let seen: number;

async function begin(): Promise<void> {
  populated = await populateShop();
  questions = questionsOf(populated);
  answers = await askAll();
  seen = await populated.shop.read(lastChange);
}

async function end(): Promise<void> {
  expect(apiOf(populated.shop).problems).toEqual([]);
  await populated.shop.close();
}

beforeAll(begin);
afterAll(end);

const owner = () => contextAs(populated.shop, "owner");

/** Each query as the populated shop asks it, without a filter, and of everything that a change names. */
function questionsOf(shop: PopulatedShop): Question[] {
  const inputs: Readonly<Record<string, unknown>> = shop.inputs();
  const fieldsOf = (name: string) => z.record(z.string(), z.unknown()).parse(inputs[name]);
  const idsOf = new Map<string, Set<unknown>>();
  for (const name of mutations) {
    const [router = ""] = name.split(".");
    const { id } = fieldsOf(name);
    if (id !== undefined) idsOf.set(router, (idsOf.get(router) ?? new Set()).add(id));
  }
  return queries.flatMap((name) => {
    const ids = [...(idsOf.get(name.split(".")[0] ?? "") ?? [])];
    const inputs = [fieldsOf(name), {}, ...ids.map((id) => ({ id })), { active: "all" }];
    const seen = new Map(inputs.map((input) => [JSON.stringify(input), input]));
    return acceptedOf(name, [...seen.values()]);
  });
}

async function askAll(): Promise<ReadonlyMap<Question, string>> {
  const all = new Map<Question, string>();
  for (const question of questions)
    all.set(question, withoutSeq(await overTrpc(owner(), question.name, question.input)));
  return all;
}

/** An answer as text, without the seq in `auth.me`, which every change moves. */
function withoutSeq(answer: unknown): string {
  return JSON.stringify(answer, (name, value: unknown) => (name === "lastSeq" ? undefined : value));
}

/** Performs a change; where those before it have left nothing to change, in a shop of its own. */
async function perform(name: string): Promise<void> {
  const inputs = () => z.record(z.string(), z.unknown()).parse(populated.inputs())[name];
  if ((await overTrpc(owner(), name, inputs())).status === 200) return;
  await end();
  await begin();
  expect(await overTrpc(owner(), name, inputs())).toMatchObject({ status: 200 });
}

function eventsSince(seq: number): Promise<readonly LiveEvent[]> {
  return populated.shop.read((ctx) => readEvents(ctx, seq, 1000));
}

/** Whether a user with only this role may send this query. */
function mayAsk(role: Role, name: string): boolean {
  const { permission } = procedure(name).meta;
  return permission === undefined || permissionsOf([role]).has(permission);
}

/** The same person as asks here, in this role. */
const personAs = (role: Role) => populated.shop.as(role).actor;

test("[fault A9] every query declares the topics that change its result", () => {
  expect(Object.keys(QUERY_TOPICS).toSorted()).toEqual(names("query").toSorted());
});

// Each mutation continues with the shop of the previous one: a new shop for each would take a minute.
test.each(mutations)("[fault A9] every result that %s changes is refetched", async (name) => {
  await perform(name);
  const events = await eventsSince(seen);
  const now = await askAll();
  const unheard = unheardOf(
    questions.filter((question) => now.get(question) !== answers.get(question)),
    events,
  );
  answers = now;
  seen = await populated.shop.read(lastChange);
  expect({ events, unheard }).toEqual({ events, unheard: [] });
});

/** The queries whose result has changed but which are not refetched, and the roles that may send them. */
function unheardOf(changed: readonly Question[], events: readonly LiveEvent[]): string[] {
  const topicsOf: Readonly<Record<string, readonly Topic[]>> = QUERY_TOPICS;
  const isRefetched = (query: string, role: Role) =>
    events.some((event) => topicsOf[query]?.includes(event.topic) && maySee(personAs(role), event));
  return changed.flatMap(({ name, input }) =>
    ROLES.filter((role) => mayAsk(role, name) && !isRefetched(name, role)).map(
      (role) => `${name} ${JSON.stringify(input)} of a ${role}`,
    ),
  );
}

// What the populated shop cannot show: a tree of places and categories, answers that are filtered by it, and the names
// of people in answers about goods.
test("[fault A9] queries filtered by location or category are refetched when the tree changes, and queries with names when names change", async () => {
  const trees = await plantTrees();
  const aimed = trees.questions;
  const ask = async () => {
    const all: string[] = [];
    for (const { name, input } of aimed) all.push(withoutSeq(await overTrpc(owner(), name, input)));
    return all;
  };
  for (const [name, input] of trees.changes) {
    const before = await ask();
    const from = await populated.shop.read(lastChange);
    expect(await overTrpc(owner(), name, input), name).toMatchObject({ status: 200 });
    const now = await ask();
    const changed = aimed.filter((_, index) => now[index] !== before[index]);
    expect(changed, `${name} changes an answer`).not.toEqual([]);
    expect(unheardOf(changed, await eventsSince(from)), name).toEqual([]);
  }
});

/** A place in a place, a category in a category, goods and a sale in them; and changes of all that. */
async function plantTrees() {
  await end();
  await begin();
  const { shop } = populated;
  const api = callerAs(shop, "owner");
  const key = () => newId();
  const room = await api.locations.create({ key: key(), name: "Room" });
  const shelf = await api.locations.create({ key: key(), name: "Shelf", parentId: room.id });
  const light = await api.categories.create({ key: key(), name: "Light" });
  const inside = await api.categories.create({ key: key(), name: "Inside", parentId: light.id });
  const lamp = await api.products.create({
    key: key(),
    name: "Lamp",
    priceMinor: 1000,
    categoryId: inside.id,
  });
  const delivery = await api.movements.receive({
    key: key(),
    locationId: shelf.id,
    lines: [{ productId: lamp.id, quantityMilli: 20_000, costMinor: 5000 }],
  });
  const sale = await api.sales.ringUp({
    key: key(),
    locationId: shelf.id,
    expectedTotalMinor: 1000,
    lines: [{ productId: lamp.id, quantityMilli: 1000 }],
    tenders: [{ tender: "cash", amountMinor: 1000 }],
  });
  const seller = (await api.users.list({})).items.find(({ id }) => id === sale.soldBy.id);
  const days = { from: sale.businessDate, to: sale.businessDate };
  const { id: locationId } = room;
  const filters = [{ locationId }, { categoryId: light.id }, { productId: lamp.id }];
  const inputs: Fields[] = [
    ...filters,
    { ...days, locationId },
    { productId: lamp.id, locationId },
    ...[lamp, inside, delivery, sale].map(({ id }) => ({ id })),
    { active: "all" },
  ];
  const edit = (row: { readonly id: string } | undefined, version: number) => ({
    key: key(),
    id: row?.id,
    version,
  });
  const changes: (readonly [string, Fields])[] = [
    ["locations.update", { ...edit(shelf, 1), parentId: null }],
    ["locations.update", { ...edit(room, 1), name: "Store room", parentId: shelf.id }],
    ["categories.update", { ...edit(inside, 1), parentId: null }],
    ["users.update", { ...edit(seller, seller?.version ?? 0), name: "Somebody Else" }],
    ["products.update", { ...edit(lamp, 1), categoryId: light.id }],
    [
      "products.updateMany",
      { key: key(), products: [{ id: lamp.id, version: 2 }], set: { active: false } },
    ],
  ];
  return { changes, questions: queries.flatMap((name) => acceptedOf(name, inputs)) };
}

/** The question with each of the inputs that its contract takes. */
function acceptedOf(name: string, inputs: readonly Fields[]): Question[] {
  const { input: contract } = procedure(name);
  if (!(contract instanceof z.ZodType)) throw new Error(`${name} has no contract`);
  return inputs
    .filter((input) => contract.safeParse(input).success)
    .map((input) => ({ name, input }));
}

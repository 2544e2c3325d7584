import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { QUERY_TOPICS } from "@daybook/contract/query-topics";
import { permissionsOf, ROLES } from "@daybook/contract/permissions";
import type { Role } from "@daybook/contract/permissions";
import type { LiveEvent, Topic } from "@daybook/contract/topics";
import { mayHear, readEvents } from "@daybook/core/live/changes";
import { lastChange } from "@daybook/core/outbox-ends";
import { overTrpc, procedure, procedures } from "./testing/call.ts";
import { apiOf, contextAs } from "./testing/create-test-caller.ts";
import { furnishShop } from "./testing/furnished-shop.ts";
import type { FurnishedShop } from "./testing/furnished-shop.ts";

/** Changes after which a page begins anew, and that do not belong to the books that are shown. */
const BEGINS_ANEW = ["sample.enter", "sample.leave", "setup.create"];
/** Both tell of changes themselves: the browser keeps what it has and follows. */
const FOLLOWS = ["catalogue.page", "catalogue.changes", "live.since"];

const names = (type: string) =>
  procedures.filter((one) => one.type === type).map(({ name }) => name);
const queries = names("query").filter((name) => !FOLLOWS.includes(name));
const mutations = names("mutation").filter((name) => !BEGINS_ANEW.includes(name));

type Fields = Record<string, unknown>;
interface Question {
  readonly name: string;
  readonly input: Fields;
}

let furnished: FurnishedShop;
let questions: readonly Question[];
let answers: ReadonlyMap<Question, string>;
/** The last change before the one that is looked at. */
let seen: number;

async function begin(): Promise<void> {
  furnished = await furnishShop();
  questions = questionsOf(furnished);
  answers = await askAll();
  seen = await furnished.shop.read(lastChange);
}

async function end(): Promise<void> {
  expect(apiOf(furnished.shop).problems).toEqual([]);
  await furnished.shop.close();
}

beforeAll(begin);
afterAll(end);

const owner = () => contextAs(furnished.shop, "owner");

/** Each query as the furnished shop asks it, without a filter, and of everything that a change names. */
function questionsOf(shop: FurnishedShop): Question[] {
  const inputs: Readonly<Record<string, unknown>> = shop.inputs();
  const fieldsOf = (name: string) => z.record(z.string(), z.unknown()).parse(inputs[name]);
  const idsOf = new Map<string, Set<unknown>>();
  for (const name of mutations) {
    const [router = ""] = name.split(".");
    const { id } = fieldsOf(name);
    if (id !== undefined) idsOf.set(router, (idsOf.get(router) ?? new Set()).add(id));
  }
  return queries.flatMap((name) => {
    const { input: contract } = procedure(name);
    if (!(contract instanceof z.ZodType)) throw new Error(`${name} has no contract`);
    const ids = [...(idsOf.get(name.split(".")[0] ?? "") ?? [])];
    const inputs = [fieldsOf(name), {}, ...ids.map((id) => ({ id })), { active: "all" }];
    const seen = new Map(inputs.map((input) => [JSON.stringify(input), input]));
    return [...seen.values()]
      .filter((input) => contract.safeParse(input).success)
      .map((input) => ({ name, input }));
  });
}

async function askAll(): Promise<ReadonlyMap<Question, string>> {
  const all = new Map<Question, string>();
  for (const question of questions)
    all.set(question, JSON.stringify(await overTrpc(owner(), question.name, question.input)));
  return all;
}

/** Performs a change; where those before it have left nothing to change, in a shop of its own. */
async function perform(name: string): Promise<void> {
  const inputs = () => z.record(z.string(), z.unknown()).parse(furnished.inputs())[name];
  if ((await overTrpc(owner(), name, inputs())).status === 200) return;
  await end();
  await begin();
  expect(await overTrpc(owner(), name, inputs())).toMatchObject({ status: 200 });
}

function eventsSince(seq: number): Promise<readonly LiveEvent[]> {
  return furnished.shop.read((ctx) => readEvents(ctx, seq, 1000));
}

/** Whether somebody who has only this role may ask this. */
function mayAsk(role: Role, name: string): boolean {
  const { permission } = procedure(name).meta;
  return permission === undefined || permissionsOf([role]).has(permission);
}

/** The same person as asks here, in this role. */
const personAs = (role: Role) => furnished.shop.as(role).actor;

test("[fault A9] every query says what changes its answer", () => {
  expect(Object.keys(QUERY_TOPICS).toSorted()).toEqual(names("query").toSorted());
});

// Each change goes on where the one before it ended: a shop for each of them would take a minute.
test.each(mutations)("[fault A9] every answer that %s makes old hears of it", async (name) => {
  await perform(name);
  const events = await eventsSince(seen);
  const now = await askAll();
  const topicsOf: Readonly<Record<string, readonly Topic[]>> = QUERY_TOPICS;
  const changed = questions.filter((question) => now.get(question) !== answers.get(question));
  const unheard = changed.flatMap(({ name: asked }) =>
    ROLES.filter((role) => mayAsk(role, asked))
      .filter(
        (role) =>
          !events.some(
            (event) => topicsOf[asked]?.includes(event.topic) && mayHear(personAs(role), event),
          ),
      )
      .map((role) => `${asked} of a ${role}`),
  );
  answers = now;
  seen = await furnished.shop.read(lastChange);
  expect({ events, unheard }).toEqual({ events, unheard: [] });
});

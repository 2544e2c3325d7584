/** What a contract accepts must be written, told to open screens, and stand in the audit log. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { newId } from "@daybook/contract/uuid";
import { overTrpc, procedure, procedures } from "./testing/call.ts";
import { apiOf, callerAs, contextAs } from "./testing/create-test-caller.ts";
import { closeDrawers } from "./testing/drawer-provocations.ts";
import { filledInput, leavesOf, valueUnder } from "./testing/filled-input.ts";
import type { Fields, Leaf } from "./testing/filled-input.ts";
import { populateShop } from "./testing/populated-shop.ts";
import type { PopulatedShop } from "./testing/populated-shop.ts";
import { NOT_RECORDED, RECORDED_AS } from "./testing/recorded-mutations.ts";
import { NOT_SHOWN } from "./testing/fields-not-shown.ts";
import { NO_TOPIC, TOPICS_OF } from "./testing/topics-of-mutations.ts";
import { NO_FIELDS } from "./testing/no-fields.ts";
import { WRITTEN_BY } from "./testing/written-fields.ts";
import type { WrittenBy } from "./testing/written-fields.ts";

let populated: PopulatedShop;
beforeEach(async () => {
  populated = await populateShop();
});
afterEach(async () => {
  expect(apiOf(populated.shop).problems).toEqual([]);
  await populated.shop.close();
});

const mutations = procedures.filter(({ type }) => type === "mutation").map(({ name }) => name);
const AnyFields = z.record(z.string(), z.unknown());

test("[fault H2] every mutation lists where its fields can be read, or why it has none", () => {
  const named = [...Object.keys(WRITTEN_BY), ...Object.keys(NO_FIELDS)];
  expect(named.toSorted()).toEqual(mutations.toSorted());
});

describe("can be read again", () => {
  test.each(Object.entries(WRITTEN_BY))(
    "[fault H2] every field that %s accepts",
    async (name, written) => {
      const sample = sampleOf(name);
      if (written.closed === true) await closeDrawers(callerAs(populated.shop, "owner"));
      const before = await shown(written, sample, sample);
      // A moment that is given must differ from now, and lie after what the shop was populated with.
      populated.shop.advance(60_000);
      const input = filled(name, { written, sample, before });
      const answer = await call(name, input);
      const after = await shown(written, answer, input);
      const leaves = leavesWritten(name, input, written);
      expect(leaves.length).toBeGreaterThan(0);
      expect(leaves.map((leaf) => ({ ...leaf, value: shownValue(after, leaf, written) }))).toEqual(
        leaves,
      );
    },
  );
});

describe("lists of differences", () => {
  test.each(mutations.filter((name) => !(name in NO_TOPIC)))(
    "[fault H2] %s sends its changes to open screens",
    async (name) => {
      const before = await events();
      await call(name, sampleOf(name));
      const marked = (await events()).slice(before.length).map(({ topic }) => topic);
      const [router = name] = name.split(".");
      expect(marked).toEqual(
        expect.arrayContaining([...(TOPICS_OF[name] ?? TOPICS_OF[router] ?? [router])]),
      );
    },
  );

  test.each(mutations.filter((name) => !(name in NOT_RECORDED)))(
    "[fault H2] %s is recorded in the audit log",
    async (name) => {
      const before = await audited();
      await call(name, sampleOf(name));
      const entries = (await audited()).slice(before.length);
      expect(entries.map(({ action }) => action)).toContain(RECORDED_AS[name] ?? name);
    },
  );

  test.each([...new Set([...Object.keys(NO_TOPIC), ...Object.keys(NOT_RECORDED)])])(
    "[fault H2] %s still needs its exception",
    async (name) => {
      const [before, entriesBefore] = [await events(), await audited()];
      await overTrpc(owner(), name, sampleOf(name));
      if (name in NO_TOPIC) expect(await events()).toHaveLength(before.length);
      if (name in NOT_RECORDED) expect(await audited()).toHaveLength(entriesBefore.length);
    },
  );
});

function events() {
  return populated.shop.read(({ db, t }) =>
    db.select().from(t.outboxEvent).orderBy(t.outboxEvent.seq),
  );
}

function audited() {
  return populated.shop.read(({ db, t }) =>
    db.select().from(t.auditEntry).orderBy(t.auditEntry.id),
  );
}

const owner = () => contextAs(populated.shop, "owner");

function sampleOf(name: string): Fields {
  const inputs: Record<string, unknown> = populated.inputs();
  return AnyFields.parse(inputs[name]);
}

async function call(name: string, input: Fields): Promise<Fields> {
  const { status, body } = await overTrpc(owner(), name, input);
  expect({ name, status, body }).toMatchObject({ status: 200 });
  return AnyFields.parse(body);
}

/** What the shop shows of the thing; nothing while it is not there. */
async function shown({ shownBy, asking = {}, id }: WrittenBy, said: Fields, input: Fields) {
  if (id === undefined) return call(shownBy, asking);
  const found = valueUnder(said, id) ?? valueUnder(input, id);
  const wanted: unknown = Array.isArray(found) ? found[0] : found;
  if (wanted === undefined) return {};
  const { input: contract } = procedure(shownBy);
  if (contract instanceof z.ZodObject && "id" in contract.shape)
    return call(shownBy, { id: wanted });
  const { items } = z
    .object({ items: z.array(AnyFields) })
    .parse(await call(shownBy, { ...asking }));
  return items.find((item) => item["id"] === wanted) ?? {};
}

interface Given {
  readonly written: WrittenBy;
  readonly sample: Fields;
  readonly before: Fields;
}

function filled(name: string, { written, sample, before }: Given): Fields {
  const { input: contract } = procedure(name);
  if (contract === null) throw new Error(`${name} has no contract`);
  const isEdit = "id" in sample || "version" in sample;
  const kept = Object.fromEntries(
    [...(written.sample ?? []), ...(isEdit ? ["id", "version"] : [])].map((path) => [
      path,
      path in sample ? sample[path] : valueUnder(sample, path),
    ]),
  );
  return filledInput(contract, {
    values: { key: newId(), ...kept, ...written.values },
    ids: idsThere(name),
    before: (path) => shownValue(before, { path, value: null }, written),
  });
}

/** Things of the populated shop that a field of this name may point at. */
function idsThere(name: string): Record<string, string[]> {
  const inputs = populated.inputs();
  return {
    parentId: [
      inputs[name.startsWith("locations.") ? "locations.deactivate" : "categories.deactivate"].id,
    ],
    categoryId: [inputs["categories.get"].id, inputs["categories.deactivate"].id],
    supplierId: [inputs["suppliers.get"].id],
    taxClassId: [inputs["settings.changeTaxClass"].id],
    locationId: [inputs["locations.get"].id],
    customerId: [inputs["customers.get"].id],
    productId: [inputs["products.get"].id],
    productIds: [inputs["products.get"].id],
  };
}

/** What is written, without what only says which thing or which write it is. */
function leavesWritten(name: string, input: Fields, { part }: WrittenBy): Leaf[] {
  const about = part === undefined ? input : { [part]: input[part] };
  return leavesOf(about).filter(
    ({ path }) => !/^(key|version)$/.test(path) && !(`${name} ${path}` in NOT_SHOWN),
  );
}

function shownValue(answer: Fields, { path }: Leaf, { names = {}, part }: WrittenBy): unknown {
  const own = part === undefined ? path : path.slice(part.length + 1);
  return valueUnder(answer, names[own] ?? own);
}

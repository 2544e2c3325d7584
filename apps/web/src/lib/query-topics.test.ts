import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { TOPICS } from "@daybook/contract/topics";
import { queriesChangedBy, queryNameOf } from "./query-topics.ts";
import { invalidateTopics } from "./use-live-updates.ts";

/** A query client with these results, and the names of the invalidated ones. */
function answersOf(...names: string[]) {
  const client = new QueryClient();
  for (const name of names) client.setQueryData([name.split("."), { type: "query" }], {});
  const old = () =>
    client
      .getQueryCache()
      .getAll()
      .filter(({ state }) => state.isInvalidated)
      .map(({ queryKey }) => queryNameOf(queryKey));
  return { client, old };
}

test("a sale outdates the list of products, their page and the dashboard, and nothing else", () => {
  const { client, old } = answersOf(
    "products.list",
    "products.get",
    "reports.dashboard",
    "locations.list",
    "auth.me",
  );
  invalidateTopics(client, ["stock", "sales"]);
  expect(old()).toEqual(["products.list", "products.get", "reports.dashboard"]);
});

test("the result of an infinite list is found under the same name", () => {
  const { client, old } = answersOf();
  client.setQueryData([["products", "list"], { input: { search: "mug" }, type: "infinite" }], {});
  invalidateTopics(client, ["products"]);
  expect(old()).toEqual(["products.list"]);
});

test("a change of a user's permissions refetches the signed-in user", () => {
  expect(queriesChangedBy(["users"])).toContain("auth.me");
});

test.each(TOPICS)("a change of %s outdates some query", (topic) => {
  expect(queriesChangedBy([topic]).size).toBeGreaterThan(0);
});

test("keys that are not of the server are ignored", () => {
  const { client, old } = answersOf();
  client.setQueryData(["clock"], 1);
  invalidateTopics(client, TOPICS);
  expect(old()).toEqual([]);
});

test("[fault A9] the stock left of a product is refetched in lists of alerts after every movement", () => {
  expect(queriesChangedBy(["stock"])).toContain("alerts.list");
  expect(queriesChangedBy(["stock"])).toContain("reports.dashboard");
});

test.each(TOPICS)("[fault A9] a change of %s refetches the audit page", (topic) => {
  expect(queriesChangedBy([topic])).toContain("reports.audit");
});

import { expect, test } from "vitest";
import { withoutCosts } from "./product-searches.ts";

test("[US6] a link with a filter or an order by cost shows the plain list to users who do not see costs", () => {
  expect(withoutCosts({ q: "mug", show: "no_cost", sort: "margin" })).toEqual({ q: "mug" });
  expect(withoutCosts({ show: "low", sort: "price" })).toEqual({ show: "low", sort: "price" });
});

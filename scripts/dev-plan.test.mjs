import { join } from "node:path";
import { expect, test } from "vitest";
import { planDev } from "./dev-plan.mjs";
import { ROOT } from "./tools.mjs";

test("[fault H1] the page in development calls the server on the given port", () => {
  const { env } = planDev({ DAYBOOK_PORT: "7555" });
  expect(env).toMatchObject({
    DAYBOOK_PORT: "7555",
    DAYBOOK_DEV_SERVER: "http://127.0.0.1:7555",
  });
  expect(planDev({}).env.DAYBOOK_DEV_SERVER).toBe("http://127.0.0.1:7300");
});

test("[fault H1] development uses its own data folder unless one is named", () => {
  expect(planDev({}).env.DAYBOOK_DATA).toBe(join(ROOT, ".daybook"));
  expect(planDev({ DAYBOOK_DATA: "/elsewhere" }).env.DAYBOOK_DATA).toBe("/elsewhere");
});

test("[fault H1] links printed by the server lead to the page that reloads", () => {
  const { shown } = planDev({ DAYBOOK_PORT: "7555" });
  expect(shown("Open http://127.0.0.1:7555/setup#abc on this computer")).toBe(
    "Open http://127.0.0.1:5173/setup#abc on this computer",
  );
});

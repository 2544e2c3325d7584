/** For tests: a browser with its cookies. */
import { expect } from "vitest";
import type { TestShop } from "@daybook/core/testing/create-test-shop";
import { overTrpc } from "./call.ts";
import { apiOf, requestOf } from "./create-test-caller.ts";

/** A browser that calls this shop, or another one that is given. */
export function testBrowser(shop: Pick<TestShop, "work">) {
  const jar = new Map<string, string>();
  const call = async (name: string, input: object, at: Pick<TestShop, "work"> = shop) => {
    const cookieHeader = [...jar].map((pair) => pair.join("=")).join("; ");
    const setCookie = (cookie: string) => {
      const [pair = ""] = cookie.split(";");
      const [key = "", value = ""] = pair.split("=");
      jar.set(key, value);
      expect(cookie).toContain("HttpOnly; SameSite=Strict");
    };
    const ctx = await apiOf(at).makeContext({ ...requestOf(), cookieHeader, setCookie });
    return overTrpc(ctx, name, input);
  };
  return { jar, call };
}

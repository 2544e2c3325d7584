import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { createClientReader } from "./client-of.ts";
import type { Client } from "./client-of.ts";

/** The client of a request from `remoteAddress` with these headers, with 127.0.0.1 and 192.0.2.1 as proxies. */
function read(remoteAddress: string, headers: Readonly<Record<string, string>>): Client {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: remoteAddress });
  const request = new IncomingMessage(socket);
  Object.assign(request.headers, { host: "127.0.0.1:7300", ...headers });
  return createClientReader(["127.0.0.1", "192.0.2.1"]).clientOf(request);
}

test.each([
  ["198.51.100.7", "198.51.100.7"],
  ["198.51.100.7:50001", "198.51.100.7"],
  ["::ffff:198.51.100.7", "198.51.100.7"],
  ["2001:DB8::7", "2001:db8::7"],
  ["[2001:db8::7]:50001", "2001:db8::7"],
  ["[2001:db8::7]", "2001:db8::7"],
  ["10.0.0.9, 198.51.100.7", "198.51.100.7"],
  ["198.51.100.7, 192.0.2.1", "198.51.100.7"],
  ["198.51.100.7, rubbish", "unknown"],
  ["rubbish, 198.51.100.7", "198.51.100.7"],
  ["198.51.100.7, 999.1.1.1", "unknown"],
  ["127.0.0.9", "unknown"],
  ["", "unknown"],
  ["unknown", "unknown"],
  ["_hidden", "unknown"],
])("[fault B8] behind a proxy, X-Forwarded-For of %j is the address %s", (header, address) => {
  expect(read("127.0.0.1", { "x-forwarded-for": header })).toMatchObject({ address, local: false });
});

test("[fault B8] a proxy that sends no header does not make its clients local", () => {
  expect(read("127.0.0.1", {})).toMatchObject({ address: "unknown", local: false });
});

test.each(["x-forwarded-for", "x-real-ip", "forwarded", "via"])(
  "[fault B8] a request with %s does not count as local, whether the proxy is configured or not",
  (name) => {
    expect(read("127.0.0.2", { [name]: "x" })).toMatchObject({
      address: "127.0.0.2",
      local: false,
    });
    expect(read("127.0.0.2", {}).local).toBe(true);
  },
);

describe("the requested host name", () => {
  const forwarded = { "x-forwarded-host": "shop.example" };

  test.each([
    [{ "x-forwarded-proto": "https" }, "https", "127.0.0.1:7300"],
    [{ ...forwarded, "x-forwarded-proto": "https" }, "https", "shop.example"],
    [forwarded, "http", "shop.example"],
    [{ ...forwarded, "x-forwarded-proto": "wss" }, "https", "shop.example"],
    [
      { ...forwarded, "x-forwarded-proto": "https", "x-forwarded-port": "443" },
      "https",
      "shop.example",
    ],
    [
      { ...forwarded, "x-forwarded-proto": "https", "x-forwarded-port": "8443" },
      "https",
      "shop.example:8443",
    ],
    [
      { "x-forwarded-host": "shop.example:8080", "x-forwarded-port": "8080" },
      "http",
      "shop.example:8080",
    ],
    [{ "x-forwarded-host": "evil.example, shop.example" }, "http", "shop.example"],
    [{ "x-forwarded-host": "Shop.Example:8080" }, "http", "shop.example:8080"],
  ])("[fault B9] %j is %s to %s", (headers, scheme, host) => {
    expect(read("192.0.2.1", headers)).toMatchObject({ scheme, host });
  });

  test("[fault B9] the header of anyone but a proxy is ignored", () => {
    const headers = { ...forwarded, "x-forwarded-proto": "https", "x-forwarded-for": "192.0.2.9" };
    expect(read("198.51.100.7", headers)).toEqual({
      address: "198.51.100.7",
      scheme: "http",
      host: "127.0.0.1:7300",
      local: false,
    });
  });
});

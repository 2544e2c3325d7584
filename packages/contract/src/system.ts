/** The installation itself: what runs here. */
import { z } from "zod";
import { Instant } from "./fields.ts";

export const GetAbout = z.strictObject({});

export const About = z.strictObject({
  version: z.string().describe("The version of Daybook"),
  engine: z.enum(["sqlite", "postgres"]),
  engineVersion: z.string(),
  schemaVersion: z.string().describe("The newest migration of the database"),
  nodeVersion: z.string(),
  platform: z.string().describe("The operating system and the processor, such as `linux x64`"),
  dataFolder: z.string().nullable().describe("Null for callers who may not change the settings"),
});
export type About = z.infer<typeof About>;

/** A page's address for another device, such as `http://192.168.1.20:7300`. */
const NetworkAddress = z.strictObject({
  url: z.string(),
  secureUrl: z
    .string()
    .nullable()
    .describe("The same over HTTPS; null without it, and for an address outside a local network"),
});

export const GetNetwork = z.strictObject({});

export const Network = z.strictObject({
  open: z.boolean().describe("Whether other devices of the shop's network can connect now"),
  addresses: z.array(NetworkAddress).describe("The shop's name first, if it is announced"),
  https: z
    .strictObject({
      fingerprint: z.string().describe("SHA-256 of the certificate that devices install"),
      validUntil: Instant.describe("When the server's certificate ends; it is renewed before"),
    })
    .nullable()
    .describe("Null until an owner turns it on"),
});
export type Network = z.infer<typeof Network>;

export const TurnOnHttps = z.strictObject({});

/** The path of the certificate that devices install. */
export const AUTHORITY_PATH = "/ca";

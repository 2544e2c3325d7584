/** The installation itself: what runs here. */
import { z } from "zod";

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

import { config } from "zod";

// The page's security policy forbids making code from text, so the contracts must not try it. Imported before any of
// them is used.
config({ jitless: true });

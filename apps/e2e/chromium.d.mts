/** Where this machine has a browser for the tests: its path, or null where there is none. */
export function findChromium(): string | null;

/** The path of a browser for the tests on this machine, or null if there is none. */
export function findChromium(): string | null;

/** Builds the server into `folder`; `prefix` stands before the names of its files. */
export function buildServer(folder?: string, prefix?: string): Promise<void>;

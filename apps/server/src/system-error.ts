/** What the system refused to a command, as a sentence with its path; null for any other error. */
export function describeSystemError(error: unknown): string | null {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return null;
  // A file has another name until it is complete.
  const path = "path" in error ? String(error.path).replace(/\.part$/, "") : "The file";
  switch (error.code) {
    case "ENOENT":
    case "ENOTDIR":
      return `${path}: there is no such file or folder; check the path.`;
    case "EISDIR":
      return `${path} is a folder; name a file.`;
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return `${path} cannot be used (${error.code}); check its permissions.`;
    case "ENOSPC":
    case "EDQUOT":
      return "The disk is full; free some space and try again.";
    default:
      return null;
  }
}

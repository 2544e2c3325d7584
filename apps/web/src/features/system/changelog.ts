/** One heading of a release with its points. */
export interface ChangeGroup {
  readonly title: string;
  readonly points: readonly string[];
}

export interface Release {
  /** Such as `Unreleased` or `0.2.0`. */
  readonly title: string;
  readonly groups: readonly ChangeGroup[];
}

/** The heading of what is not in a release yet: the program that shows it contains it. */
export const UNRELEASED = "Unreleased";

/** The group that says what to do before or after an update. */
export const UPGRADING = "What to do when upgrading";

/** The releases of CHANGELOG.md, newest first: its `##` headings, with bold lines as groups and list items as points. */
export function releasesIn(markdown: string): Release[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [title = "", ...lines] = part.split("\n");
      return { title: title.trim(), groups: groupsIn(lines) };
    });
}

function groupsIn(lines: readonly string[]): ChangeGroup[] {
  const groups: { title: string; points: string[] }[] = [];
  for (const line of lines) {
    const [, title] = /^\*\*(.+)\*\*$/.exec(line) ?? [];
    const [, point] = /^- (.+)$/.exec(line) ?? [];
    if (title !== undefined) groups.push({ title, points: [] });
    else if (point !== undefined) groups.at(-1)?.points.push(plain(point));
  }
  return groups.filter(({ points }) => points.length > 0);
}

/** Without the marks of Markdown: `[a page](docs/page.md)` becomes `a page`. */
function plain(point: string): string {
  return point
    .replaceAll(/\[([^\]]+)\]\([^)]+\)/g, "$1")
    .replaceAll(/[`*]/g, "")
    .trim();
}

import { exportTexts as texts } from "../texts/en/exports.ts";
import classes from "./export-links.module.css";

interface ExportLinksProps {
  /** The list's address of the REST interface: `/api/sales`. */
  readonly path: string;
  /** The very filter of the rows on screen. */
  readonly filter: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Offers paper too: what is on screen, without what is around it. */
  readonly print?: boolean;
  /** The list on the paper, where only its first pages may be loaded yet. */
  readonly list?: PagedList;
}

interface PagedList {
  readonly hasNextPage: boolean;
  readonly fetchNextPage: () => Promise<{
    readonly hasNextPage: boolean;
    readonly isError: boolean;
  }>;
}

/** More pages than these stay off the paper, which says so. */
const MOST_PAGES = 40;

/** Prints once the rest of the list is loaded and drawn, as far as paper goes. */
async function printAll(list: PagedList | undefined): Promise<void> {
  let more = list?.hasNextPage === true;
  for (let page = 0; more && page < MOST_PAGES; page += 1) {
    // Each page is asked for where the one before it ended.
    // oxlint-disable-next-line no-await-in-loop
    const loaded = await list?.fetchNextPage();
    more = loaded?.hasNextPage === true && !loaded.isError;
  }
  requestAnimationFrame(() => requestAnimationFrame(() => window.print()));
}

/** The rows on screen as files, all of them and not only those loaded so far. */
export function ExportLinks({ path, filter, print = false, list }: ExportLinksProps) {
  return (
    <p className={classes.links}>
      <span>{texts.label}:</span>
      {(["csv", "json"] as const).map((format) => (
        <a key={format} className={classes.link} href={exportHref(path, filter, format)} download>
          {texts[format]}
        </a>
      ))}
      {print ? (
        <button type="button" className={classes.print} onClick={() => void printAll(list)}>
          {texts.print}
        </button>
      ) : null}
    </p>
  );
}

/** The address of a list as a file. */
function exportHref(
  path: string,
  filter: ExportLinksProps["filter"],
  format: "csv" | "json",
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter))
    if (value !== undefined && value !== "") query.set(name, String(value));
  query.set("format", format);
  return `${path}?${query.toString()}`;
}

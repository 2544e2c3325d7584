import { exportTexts as texts } from "../texts/en/exports.ts";
import classes from "./export-links.module.css";

interface ExportLinksProps {
  /** The REST path of the list: `/api/sales`. */
  readonly path: string;
  /** The filter of the rows on screen. */
  readonly filter: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Also offers printing: the list without the page around it. */
  readonly print?: boolean;
  /** The list to print, of which only the first pages may be loaded. */
  readonly list?: PagedList;
}

interface PagedList {
  readonly hasNextPage: boolean;
  readonly fetchNextPage: () => Promise<{
    readonly hasNextPage: boolean;
    readonly isError: boolean;
  }>;
}

/** The maximum number of printed pages of the list; the print says if there are more. */
const MOST_PAGES = 40;

/** Prints after the rest of the list is loaded and rendered, up to the limit. */
async function printAll(list: PagedList | undefined): Promise<void> {
  let more = list?.hasNextPage === true;
  for (let page = 0; more && page < MOST_PAGES; page += 1) {
    // Each page starts at the cursor of the previous one.
    // oxlint-disable-next-line no-await-in-loop
    const loaded = await list?.fetchNextPage();
    more = loaded?.hasNextPage === true && !loaded.isError;
  }
  requestAnimationFrame(() => requestAnimationFrame(() => window.print()));
}

/** The list as files, with all rows and not only the loaded ones. */
export function ExportLinks({ path, filter, print = false, list }: ExportLinksProps) {
  return (
    <p className={classes.links}>
      <span>{texts.label}:</span>
      {(["csv", "xlsx", "json"] as const).map((format) => (
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

/** The URL of a list as a file. */
function exportHref(
  path: string,
  filter: ExportLinksProps["filter"],
  format: "csv" | "xlsx" | "json",
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter))
    if (value !== undefined && value !== "") query.set(name, String(value));
  query.set("format", format);
  return `${path}?${query.toString()}`;
}

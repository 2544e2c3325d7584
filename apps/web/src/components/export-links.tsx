import { exportTexts as texts } from "../texts/en/exports.ts";
import classes from "./export-links.module.css";

interface ExportLinksProps {
  /** The list's address of the REST interface: `/api/sales`. */
  readonly path: string;
  /** The very filter of the rows on screen. */
  readonly filter: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Offers paper too: what is on screen, without what is around it. */
  readonly print?: boolean;
}

/** The rows on screen as files, all of them and not only those loaded so far. */
export function ExportLinks({ path, filter, print = false }: ExportLinksProps) {
  return (
    <p className={classes.links}>
      <span>{texts.label}:</span>
      {(["csv", "json"] as const).map((format) => (
        <a key={format} className={classes.link} href={exportHref(path, filter, format)} download>
          {texts[format]}
        </a>
      ))}
      {print ? (
        <button type="button" className={classes.print} onClick={() => window.print()}>
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

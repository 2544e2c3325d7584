import classes from "./display-page.module.css";

interface Row {
  readonly key: string;
  readonly name: string;
  readonly text: string;
}

/** Amounts with their names, smaller than the main figure. */
export function DisplayRows({ rows }: { readonly rows: readonly Row[] }) {
  if (rows.length === 0) return null;
  return (
    <dl className={classes.rows}>
      {rows.map(({ key, name, text }) => (
        <div key={key}>
          <dt>
            <bdi>{name}</bdi>
          </dt>
          <dd className="num">{text}</dd>
        </div>
      ))}
    </dl>
  );
}

import classes from "./display-page.module.css";

/** The figure that is read from two metres away, as large as its place allows. */
export function Figure({ label, amount }: { readonly label: string; readonly amount: string }) {
  return (
    <p className={classes.figure}>
      <span className={classes.figureLabel}>{label}</span>{" "}
      <strong className="num" style={{ ["--letters" as string]: amount.length }}>
        {amount}
      </strong>
    </p>
  );
}

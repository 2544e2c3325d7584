import classes from "./display-page.module.css";

/** The figure that is read from two metres away, as large as its place allows. */
export function Figure({ label, amount }: { readonly label: string; readonly amount: string }) {
  return (
    <p className={classes.figure}>
      <span className={classes.figureLabel}>{label}</span>{" "}
      <strong className="num" style={{ fontSize: sizeFor(amount) }}>
        {amount}
      </strong>
    </p>
  );
}

/** A digit is up to seven tenths as wide as high; `cqi` is a hundredth of the width of the place. */
function sizeFor(amount: string): string {
  return `min(var(--total), calc(100cqi / ${(amount.length * 0.72).toFixed(2)}))`;
}

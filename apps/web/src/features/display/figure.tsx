import classes from "./display-page.module.css";

/** More characters than fit in the largest size, and in the next one. */
const LONG = 9;
const LONGER = 13;

/** The figure that is read from two metres away. */
export function Figure({ label, amount }: { readonly label: string; readonly amount: string }) {
  const size = amount.length > LONGER ? "longer" : amount.length > LONG ? "long" : "usual";
  return (
    <p className={classes.figure}>
      <span className={classes.figureLabel}>{label}</span>{" "}
      <strong className="num" data-size={size}>
        {amount}
      </strong>
    </p>
  );
}

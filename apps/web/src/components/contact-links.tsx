const NONE = "–";

/** A number to tap. */
export function PhoneLink({ phone }: { readonly phone: string }) {
  const number = phone.replace(/[^\d+]/g, "");
  if (number === "") return phone === "" ? NONE : phone;
  return (
    <a href={`tel:${number}`} className="num">
      {phone}
    </a>
  );
}

/** An address to write to. */
export function EmailLink({ email }: { readonly email: string }) {
  return email === "" ? NONE : <a href={`mailto:${email}`}>{email}</a>;
}

const NONE = "–";

/** A phone number as a link. */
export function PhoneLink({ phone }: { readonly phone: string }) {
  const number = phone.replace(/[^\d+]/g, "");
  if (number === "") return phone === "" ? NONE : phone;
  return (
    <a href={`tel:${number}`} className="num">
      {phone}
    </a>
  );
}

/** An e-mail address as a link. */
export function EmailLink({ email }: { readonly email: string }) {
  return email === "" ? NONE : <a href={`mailto:${email}`}>{email}</a>;
}

/** Contracts of people, sign-in and signed-in devices. */
import { z } from "zod";
import { Instant, line, Version, WriteKey } from "./fields.ts";
import { SessionId, UserId } from "./ids.ts";
import { Permission, Role } from "./permissions.ts";
import { rule } from "./rules.ts";
import { isSimplePin } from "./simple-pin.ts";
import { OwnTill } from "./tills.ts";

/** The length limits; `users` also checks the list of weak passwords. */
export const Password = z.string().min(12).max(200);
/** A PIN: only a till accepts it, and only after few attempts. */
export const Pin = z.string().regex(/^\d{4,6}$/, rule("pin_not_valid"));
const Login = line(60, 1);
const Roles = z.array(Role).min(1, rule("nothing_chosen")).max(5);

export const SignIn = z.strictObject({
  login: Login,
  password: z.string().min(1, rule("password_required")).max(200),
  lifetime: z
    .enum(["till", "owner"])
    .default("till")
    .describe("owner: signs out sooner. People who can manage people or keys always get this one"),
});
export type SignIn = z.infer<typeof SignIn>;

const KeepKeys = z
  .boolean()
  .default(false)
  .describe("Whether keys for scripts go on working with a new password");

export const ConfirmPassword = z.strictObject({
  password: z.string().min(1, rule("password_required")).max(200),
});
export const ChangePassword = z.strictObject({
  currentPassword: z.string().min(1, rule("password_required")).max(200),
  newPassword: Password,
  keepKeys: KeepKeys,
});
export type ChangePassword = z.infer<typeof ChangePassword>;
/** Sets the PIN of the person who is signed in, or removes it. */
export const SetPin = z.strictObject({
  password: z.string().min(1, rule("password_required")).max(200),
  pin: Pin.refine((pin) => !isSimplePin(pin), rule("pin_too_simple")).nullable(),
});
export type SetPin = z.infer<typeof SetPin>;
/** Another person takes over a till. */
export const SwitchUser = z.strictObject({ userId: UserId, pin: Pin });
export type SwitchUser = z.infer<typeof SwitchUser>;
export const ResetPassword = z.strictObject({
  token: z.string().min(20).max(200),
  newPassword: Password,
});
export type ResetPassword = z.infer<typeof ResetPassword>;
export const EndSession = z.strictObject({ id: SessionId });
export const Nothing = z.strictObject({});

export const CreateUser = z.strictObject({
  key: WriteKey,
  login: Login,
  name: line(100, 1),
  password: Password,
  roles: Roles,
});
export type CreateUser = z.infer<typeof CreateUser>;

export const UpdateUser = z.strictObject({
  key: WriteKey,
  id: UserId,
  version: Version,
  login: Login.optional(),
  name: line(100, 1).optional(),
  roles: Roles.optional(),
  password: Password.optional(),
  keepKeys: z
    .boolean()
    .optional()
    .describe("With a password: whether the person's keys for scripts go on working"),
});
export type UpdateUser = z.infer<typeof UpdateUser>;

export const UserState = z.strictObject({ key: WriteKey, id: UserId, version: Version });
export type UserState = z.infer<typeof UserState>;
export const GetUser = z.strictObject({ id: UserId });
export const ListUsers = z.strictObject({
  active: z.enum(["active", "inactive", "all"]).default("active"),
});
export type ListUsers = z.infer<typeof ListUsers>;

export const User = z.strictObject({
  id: UserId,
  login: z.string(),
  name: z.string(),
  roles: z.array(Role),
  active: z.boolean(),
  version: z.int(),
  createdAt: Instant,
});
export type User = z.infer<typeof User>;
export const Users = z.strictObject({ items: z.array(User) });
export type Users = z.infer<typeof Users>;

/** The user of this request and their permissions. */
export const Me = z.strictObject({
  user: z.strictObject({ id: UserId, login: z.string(), name: z.string(), roles: z.array(Role) }),
  permissions: z.array(Permission),
  encrypted: z.boolean().describe("Whether this connection is https"),
  locked: z
    .boolean()
    .describe("Whether this till has locked: until someone enters a PIN, nothing can be changed"),
  sampleShop: z
    .boolean()
    .describe("Whether this sign-in looks around in the sample shop, where nothing is real"),
  cardTerminal: z.boolean().describe("Whether a card terminal takes the payments by card"),
  till: OwnTill.nullable().describe("The till that this browser is"),
});
export type Me = z.infer<typeof Me>;

/** The signed-in user, and the position from which to follow changes. */
export const MeNow = Me.extend({
  lastSeq: z
    .int()
    .min(0)
    .describe(
      "The last change before this answer. This answer and every later one include all changes up to it; `live.changes` and `live.since` list those after it.",
    ),
});
export type MeNow = z.infer<typeof MeNow>;

export const SignedIn = z.strictObject({ me: Me, expiresAt: Instant });
export type SignedIn = z.infer<typeof SignedIn>;

/** A signed-in browser of the current user. */
export const Session = z.strictObject({
  id: SessionId,
  current: z.boolean(),
  userAgent: z.string(),
  address: z.string(),
  scheme: z.enum(["http", "https"]),
  createdAt: Instant,
  lastSeenAt: Instant,
  expiresAt: Instant,
});
export type Session = z.infer<typeof Session>;
export const Sessions = z.strictObject({ items: z.array(Session) });
export type Sessions = z.infer<typeof Sessions>;
export const SessionsEnded = z.strictObject({ ended: z.int() });

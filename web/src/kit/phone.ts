import { words } from './words'

/** A mobile number of the mainland. */
export const isPhone = (s: string): boolean => /^1[3-9]\d{9}$/.test(s)

/** What is wrong with a phone number, if anything. */
export const phoneError = (s: string): string | undefined => (isPhone(s) ? undefined : words.login.phoneBad)

/** What is wrong with a one-time code, if anything. */
export const codeError = (s: string): string | undefined => (/^\d{6}$/.test(s) ? undefined : words.login.codeBad)

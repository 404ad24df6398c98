// Package identity answers who is asking: people with a phone, the roles they
// hold, how they prove themselves, and the session that carries it.
//
// Tables owned: user_account, user_grant, user_sms_code, user_session.
//
// Invariants:
//   - one phone, one user; the phone is sealed and found by blind index;
//   - everybody signed in is a consumer; whoever is bound to a household may
//     act as one; every other role is a grant with dates, an organisation and a
//     region prefix, given by the district office and audited;
//   - a text-message code has 6 digits, lives 5 minutes, may be tried 5 times
//     and works once; only its keyed hash is stored; one a minute and ten a day
//     go to a phone;
//   - passwords are argon2id (19 MiB, t=2, p=1), at most two are computed at
//     once; five wrong ones lock the account for 15 minutes, and an unknown
//     phone costs the same time as a known one;
//   - a session is a random token of 256 bits of which the database holds only
//     the SHA-256; it slides, it can be ended at once, and it acts in exactly
//     one role. Changing the role changes the token.
//
// Who may call: edges and the seed. Household bindings come in as a function,
// because books never import each other.
package identity

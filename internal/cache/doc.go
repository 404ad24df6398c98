// Package cache is what replicas share for speed alone: bytes with a lifetime,
// rate limits and doorbells, in Redis, or in process where Redis is absent. It
// is the only import of go-redis.
//
// Tables owned: none. Who may call: every package above rank 1.
//
// Invariants:
//   - No caller ever sees an error of Redis. When it fails, everything goes on
//     in process at once, and Redis again as soon as it answers; the log says
//     so at most once a minute.
//   - Nothing here is true, only fast: stock, money, sessions and idempotency
//     live in the database, and every doorbell has a poll behind it
//     (architecture.md, Transactions 6).
//   - A key set or deleted while Redis was away is deleted there before Redis
//     is used again, so that an old value does not come back.
package cache

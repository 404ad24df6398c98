// Package outbox holds the work that a committed transaction promised: a row
// added in the business transaction, done at least once afterwards.
//
// Tables owned: job, job_dead.
//
// Invariants:
//   - a job exists if and only if the transaction that added it committed;
//   - at most one worker holds a job's lease; a lease that runs out is claimed
//     again, so every handler must be safe to repeat;
//   - a job ends by being deleted in the transaction of its effect (Done), or
//     after MaxTries in job_dead with its last error; nothing is dropped.
package outbox

// Package jobs runs what was promised and what the calendar asks for: one table
// of job kinds and handlers, one table of schedules.
//
// Tables owned: none.
//
// Every handler may run more than once. Any number of workers may run; a
// schedule's turn is one outbox row, so one worker takes it.
package jobs

package sms

import (
	"context"
	"maps"
	"slices"
	"sync"
)

// Fake is the Sender of demo, development and tests: it keeps the last messages
// of each phone in memory, where demo shows the code from. Its zero value is
// ready.
type Fake struct {
	mu     sync.Mutex
	phones map[string][]Message // oldest first
	order  []string             // phones, the one longest known first
	fail   error
}

const (
	keptPerPhone = 10
	keptPhones   = 1000
)

// Send keeps m, or answers the error set by FailWith.
func (f *Fake) Send(ctx context.Context, m Message) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.fail != nil {
		return f.fail
	}
	f.makeRoom(m.Phone)
	m.Vars = maps.Clone(m.Vars)
	all := append(f.phones[m.Phone], m)
	f.phones[m.Phone] = all[max(0, len(all)-keptPerPhone):]
	return nil
}

// makeRoom forgets the phone longest known when a new one would be too many.
func (f *Fake) makeRoom(phone string) {
	if f.phones == nil {
		f.phones = map[string][]Message{}
	}
	if _, known := f.phones[phone]; known {
		return
	}
	if len(f.order) == keptPhones {
		delete(f.phones, f.order[0])
		f.order = f.order[1:]
	}
	f.order = append(f.order, phone)
}

// Messages are the last messages to phone, at most ten, oldest first.
func (f *Fake) Messages(phone string) []Message {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.phones[phone])
}

// Last is the latest message to phone.
func (f *Fake) Last(phone string) (m Message, ok bool) {
	all := f.Messages(phone)
	if len(all) == 0 {
		return Message{}, false
	}
	return all[len(all)-1], true
}

// FailWith makes every Send answer err until it is called with nil: a provider
// that is down.
func (f *Fake) FailWith(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.fail = err
}

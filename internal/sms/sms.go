package sms

import (
	"context"
	"fmt"

	"github.com/yigou/yigou/internal/fault"
)

// Message is one text message. Template names a text registered with the
// provider, Vars fill its gaps.
type Message struct {
	Phone    string // eleven digits
	Template string
	Vars     map[string]string
}

// Format hides phone and content from every kind of print.
func (m Message) Format(f fmt.State, _ rune) { _, _ = fmt.Fprintf(f, "sms(%s)", m.Template) }

// Sender hands messages to whoever delivers them. A nil error means taken over,
// not delivered. Errors: ErrUnavailable, and the provider's own.
type Sender interface {
	Send(ctx context.Context, m Message) error
}

// ErrUnavailable means that no message can be sent now.
var ErrUnavailable = fault.New(fault.Unavailable, "sms.unavailable", "短信暂时发不出去，请稍后再试；工作人员可以用密码登录")

// Off is the Sender where no provider is configured: every message is refused.
type Off struct{}

// Send refuses.
func (Off) Send(context.Context, Message) error { return ErrUnavailable }

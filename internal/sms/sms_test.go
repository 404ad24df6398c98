package sms

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"
)

func code(phone, digits string) Message {
	return Message{Phone: phone, Template: "sign_in", Vars: map[string]string{"code": digits}}
}

func send(t *testing.T, s Sender, m Message) {
	t.Helper()
	if err := s.Send(t.Context(), m); err != nil {
		t.Fatal(err)
	}
}

func TestFakeKeepsTheLastMessages(t *testing.T) {
	var f Fake
	if _, ok := f.Last("13800000000"); ok {
		t.Error("a message before any was sent")
	}
	for i := range keptPerPhone + 5 {
		send(t, &f, code("13800000000", strconv.Itoa(i)))
	}
	send(t, &f, code("13900000000", "other"))
	all := f.Messages("13800000000")
	if len(all) != keptPerPhone || all[0].Vars["code"] != "5" {
		t.Errorf("%d messages from code %s on", len(all), all[0].Vars["code"])
	}
	if last, ok := f.Last("13800000000"); !ok || last.Vars["code"] != "14" || last.Phone != "13800000000" {
		t.Errorf("last code %s, %v", last.Vars["code"], ok)
	}
}

func TestFakeForgetsOldPhones(t *testing.T) {
	var f Fake
	for i := range keptPhones + 1 {
		send(t, &f, code(strconv.Itoa(i), "1"))
	}
	if _, ok := f.Last("0"); ok {
		t.Error("the first phone is still known")
	}
	if _, ok := f.Last("1"); !ok {
		t.Error("the second phone is forgotten")
	}
	if len(f.phones) != keptPhones || len(f.order) != keptPhones {
		t.Errorf("%d phones, %d in order", len(f.phones), len(f.order))
	}
}

func TestFakeKeepsACopy(t *testing.T) {
	var f Fake
	m := code("13800000000", "123456")
	send(t, &f, m)
	m.Vars["code"] = "changed"
	if last, _ := f.Last("13800000000"); last.Vars["code"] != "123456" {
		t.Errorf("code %s", last.Vars["code"])
	}
}

func TestFakeFails(t *testing.T) {
	var f Fake
	f.FailWith(ErrUnavailable)
	if err := f.Send(t.Context(), code("13800000000", "1")); !errors.Is(err, ErrUnavailable) {
		t.Errorf("error %v", err)
	}
	if _, ok := f.Last("13800000000"); ok {
		t.Error("a refused message was kept")
	}
	f.FailWith(nil)
	send(t, &f, code("13800000000", "2"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := f.Send(ctx, code("13800000000", "3")); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func TestOffRefuses(t *testing.T) {
	if err := (Off{}).Send(t.Context(), code("13800000000", "1")); !errors.Is(err, ErrUnavailable) {
		t.Errorf("error %v", err)
	}
}

func TestConcurrentSends(t *testing.T) {
	var f Fake
	var all sync.WaitGroup
	for i := range 50 {
		all.Go(func() { send(t, &f, code(strconv.Itoa(i%5), strconv.Itoa(i))) })
	}
	all.Wait()
	for phone := range 5 {
		if got := len(f.Messages(strconv.Itoa(phone))); got != keptPerPhone {
			t.Errorf("phone %d has %d messages", phone, got)
		}
	}
}

func TestNoPrintShowsPhoneOrCode(t *testing.T) {
	m := code("13800000000", "123456")
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d"} {
		for _, v := range []any{m, &m, []Message{m}} {
			if out := fmt.Sprintf(verb, v); strings.Contains(out, "138") || strings.Contains(out, "123456") || !strings.Contains(out, "sign_in") {
				t.Errorf("%s prints %s", verb, out)
			}
		}
	}
}

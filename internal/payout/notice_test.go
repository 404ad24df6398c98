package payout_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/yigou/yigou/internal/payout"
	"github.com/yigou/yigou/internal/sms"
)

// told is what the phones of the honey's households have received, by the tail
// of the card it speaks of.
func (s *scene) told() map[string][]sms.Message {
	out := map[string][]sms.Message{}
	for i := range len(s.Honey.Households) + 1 {
		phone := fmt.Sprintf("137%s%02d", s.Honey.Station.Region[6:], i)
		for _, m := range s.SMS.Messages(phone) {
			if strings.HasPrefix(m.Template, "payout_") {
				out[m.Vars["tail"]] = append(out[m.Vars["tail"]], m)
			}
		}
	}
	return out
}

func TestAPaymentIsToldOnce(t *testing.T) {
	s := newScene(t)
	s.earn(12)
	s.dropDrafts()
	b := s.exported()
	var answer strings.Builder
	answer.WriteString(heads)
	for _, l := range s.lines(b) {
		fmt.Fprintf(&answer, "%d,成功,,T%d,%s\n", l.Seq, l.Seq, l.Amount)
	}
	for range 2 {
		s.imports(b, answer.String())
		s.Drain()
	}
	told := s.told()
	for _, l := range s.lines(b) {
		ms := told[l.Tail]
		if len(ms) != 1 || ms[0].Template != payout.TemplatePaid || ms[0].Vars["amount"] != l.Amount.String() || ms[0].Vars["merchant"] != s.Honey.Merchant.Name {
			t.Errorf("card %s was paid %s, its household heard %+v", l.Tail, l.Amount, ms)
		}
	}
}

// What a bank could not pay is told by what the household has to do about it; a
// return that overtakes its success is told as the return alone.
func TestAPaymentThatFailedIsTold(t *testing.T) {
	s := newScene(t)
	s.earn(12)
	s.dropDrafts()
	b := s.exported()
	ls := s.lines(b)
	says := []struct{ state, reason, template string }{
		{"失败", "账号不存在", payout.TemplateCheckCard},
		{"失败", "银行系统繁忙", payout.TemplateAgain},
		{"退汇", "户名不符", payout.TemplateCheckCard},
	}
	var answer strings.Builder
	answer.WriteString(heads)
	for i, x := range says {
		fmt.Fprintf(&answer, "%d,%s,%s,,%s\n", ls[i].Seq, x.state, x.reason, ls[i].Amount)
	}
	down := errors.New("the provider is down")
	s.SMS.FailWith(down)
	s.imports(b, answer.String())
	s.Drain()
	if told := s.told(); len(told) != 0 {
		t.Fatalf("told %v over a provider that is down", told)
	}
	s.SMS.FailWith(nil)
	s.Clock.Advance(day)
	s.Drain()
	told := s.told()
	for i, x := range says {
		if ms := told[ls[i].Tail]; len(ms) != 1 || ms[0].Template != x.template {
			t.Errorf("%s: %s: heard %+v", x.state, x.reason, ms)
		}
	}
	if len(told) != len(says) {
		t.Errorf("%d cards were spoken of, %d have news", len(told), len(says))
	}
	s.Healthy()
}

// Where no provider is configured nobody is told, and no job is left over.
func TestNothingIsToldWithoutAProvider(t *testing.T) {
	s := newScene(t)
	if err := s.Register.Tell(t.Context(), s.DB, sms.Off{}, s.Honey.Households[0].ID, payout.TemplatePaid, nil); err != nil {
		t.Fatal(err)
	}
}

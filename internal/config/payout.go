package config

import (
	"slices"
	"time"
)

// Payout holds the terms of paying households.
type Payout struct {
	AloneUpToYuan int            `yaml:"alone_up_to_yuan"` // a batch up to this sum may be approved by its checker
	Weekday       int            `yaml:"weekday"`          // of the weekly draft, 1 = Monday … 7 = Sunday
	Before        []string       `yaml:"before"`           // YYYY-MM-DD, days with a draft besides: some days before 春节
	Layouts       []PayoutLayout `yaml:"layouts"`          // banks' files besides the three of the program
}

// PayoutLayout is one bank's file and the form of its answer.
type PayoutLayout struct {
	Key      string         `yaml:"key"`
	Title    string         `yaml:"title"`
	Format   string         `yaml:"format"`   // xlsx or csv
	Encoding string         `yaml:"encoding"` // of a csv: gb18030 or utf8
	Columns  []PayoutColumn `yaml:"columns"`
	Answer   PayoutAnswer   `yaml:"answer"`
}

// PayoutColumn is one column of the file.
type PayoutColumn struct {
	Head  string `yaml:"head"`
	Field string `yaml:"field"` // seq, holder, account, bank, amount, purpose, household, batch
}

// PayoutAnswer names the columns of a bank's answer and the words for its states.
type PayoutAnswer struct {
	Seq     string   `yaml:"seq"`
	State   string   `yaml:"state"`
	Reason  string   `yaml:"reason"`
	Txn     string   `yaml:"txn"`
	Amount  string   `yaml:"amount"`
	Success []string `yaml:"success"`
	Failure []string `yaml:"failure"`
	Pending []string `yaml:"pending"`
	Bounced []string `yaml:"bounced"`
}

var payoutFields = []string{"seq", "holder", "account", "bank", "amount", "purpose", "household", "batch"}

// BeforeDays are the days of Before as yyyymmdd; Validate has read them.
func (p Payout) BeforeDays() (days []int) {
	for _, s := range p.Before {
		if t, err := time.Parse(time.DateOnly, s); err == nil {
			days = append(days, t.Year()*10_000+int(t.Month())*100+t.Day())
		}
	}
	return days
}

func (p Payout) validate(ps *problems) {
	ps.between("payout.alone_up_to_yuan", p.AloneUpToYuan, 0, 10_000_000)
	ps.between("payout.weekday", p.Weekday, 1, 7)
	for _, s := range p.Before {
		if _, err := time.Parse(time.DateOnly, s); err != nil {
			ps.add("payout.before", "%q is no day: write for example 2027-01-29", s)
		}
	}
	for _, l := range p.Layouts {
		l.validate(ps)
	}
}

func (l PayoutLayout) validate(ps *problems) {
	if l.Key == "" || len(l.Key) > 24 || l.Title == "" {
		ps.add("payout.layouts", "has a layout without key or title: give both, the key of at most 24 letters")
	}
	if l.Format != "xlsx" && l.Format != "csv" {
		ps.add("payout.layouts", "%q: format %q is unknown: choose xlsx or csv", l.Key, l.Format)
	}
	if l.Format == "csv" && l.Encoding != "gb18030" && l.Encoding != "utf8" {
		ps.add("payout.layouts", "%q: encoding %q is unknown: choose gb18030 or utf8", l.Key, l.Encoding)
	}
	var has []string
	for _, c := range l.Columns {
		has = append(has, c.Field)
		if !slices.Contains(payoutFields, c.Field) {
			ps.add("payout.layouts", "%q: field %q is unknown", l.Key, c.Field)
		}
	}
	for _, f := range []string{"seq", "holder", "account", "amount"} {
		if !slices.Contains(has, f) {
			ps.add("payout.layouts", "%q: field %s is missing: a bank needs it, or its answer cannot be read", l.Key, f)
		}
	}
	if l.Answer.Seq == "" || l.Answer.State == "" || len(l.Answer.Success) == 0 {
		ps.add("payout.layouts", "%q: the answer needs seq, state and the words of success", l.Key)
	}
}

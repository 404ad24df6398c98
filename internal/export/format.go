package export

import (
	"bufio"
	"fmt"
	"strconv"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
)

// The commodities: yuan with two decimals, and goods in the unit of their lot.
const (
	yuan  = "CNY"
	goods = "GOODS"
)

func (l leg) quantity() string {
	if l.unit == ledger.InFen {
		return money.Fen(l.amount).String() + " " + yuan
	}
	return strconv.FormatInt(l.amount, 10) + " " + goods
}

// hledger writes the journal format of hledger; `hledger check --strict` reads
// it (hledger.org, "journal").
type hledger struct{ out *bufio.Writer }

func (h hledger) head(_ clock.Day, book int32, accounts []account) {
	fmt.Fprintf(h.out, "; book %d\ndecimal-mark .\ncommodity 1000.00 %s\ncommodity 1000. %s\n\n", book, yuan, goods)
	for _, a := range accounts {
		fmt.Fprintf(h.out, "account %s\n", a.name)
	}
	fmt.Fprintln(h.out)
}

func (h hledger) transaction(day clock.Day, id int64, title string, legs []leg) {
	fmt.Fprintf(h.out, "%s (%d) %s\n", day, id, title)
	for _, l := range legs {
		fmt.Fprintf(h.out, "    %s  %s\n", l.name, l.quantity())
	}
	fmt.Fprintln(h.out)
}

// balances asserts on a month's last day, behind its transactions: a posting of
// nothing that states the balance.
func (h hledger) balances(month int32, legs []leg) {
	if len(legs) == 0 {
		return
	}
	fmt.Fprintf(h.out, "%s 月末余额\n", dayAfter(month).Add(-1))
	for _, l := range legs {
		fmt.Fprintf(h.out, "    %s  %s = %s\n", l.name, leg{l.account, 0}.quantity(), l.quantity())
	}
	fmt.Fprintln(h.out)
}

// beancount writes the language of beancount (its "Language Syntax"): dated
// directives, accounts opened before use, a balance that holds at the beginning
// of its day.
type beancount struct{ out *bufio.Writer }

func (b beancount) head(day clock.Day, book int32, accounts []account) {
	fmt.Fprintf(b.out, "option \"title\" \"book %d\"\noption \"operating_currency\" \"%s\"\n\n", book, yuan)
	fmt.Fprintf(b.out, "%s commodity %s\n%s commodity %s\n\n", day, yuan, day, goods)
	for _, a := range accounts {
		unit := yuan
		if a.unit == ledger.InGoods {
			unit = goods
		}
		fmt.Fprintf(b.out, "%s open %s %s\n", day, a.name, unit)
	}
	fmt.Fprintln(b.out)
}

func (b beancount) transaction(day clock.Day, id int64, title string, legs []leg) {
	fmt.Fprintf(b.out, "%s * \"%s\"\n  journal: \"%d\"\n", day, title, id)
	for _, l := range legs {
		fmt.Fprintf(b.out, "  %s  %s\n", l.name, l.quantity())
	}
	fmt.Fprintln(b.out)
}

func (b beancount) balances(month int32, legs []leg) {
	for _, l := range legs {
		fmt.Fprintf(b.out, "%s balance %s  %s\n", dayAfter(month), l.name, l.quantity())
	}
	fmt.Fprintln(b.out)
}

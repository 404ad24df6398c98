package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"strings"
	"time"

	"github.com/yigou/yigou/internal/app"
	"github.com/yigou/yigou/internal/db"
	books "github.com/yigou/yigou/internal/export"
	"github.com/yigou/yigou/internal/ledger"
)

// exportBook prints a book as plain text accounting.
func export(ctx context.Context, e env, args []string) error {
	f := flag.NewFlagSet("export", flag.ContinueOnError)
	format := f.String("format", "hledger", "hledger or beancount; chain DIR writes commitments, blocks and checkpoints, without names or amounts")
	book := f.Int("book", 0, "the number of the book")
	merchant := f.Int64("merchant", 0, "the merchant of record whose book it is, in place of --book")
	from := f.String("from", "", "the first month, 2006-01; default the book's first")
	to := f.String("to", "", "the last month, 2006-01; default the current one")
	rest, err := parseAround(f, args)
	if err != nil {
		return err
	}
	if *format == "chain" {
		return exportChain(ctx, e, rest)
	}
	o := books.Options{Format: *format, Book: int32(*book)}
	if o.From, err = month(*from); err != nil {
		return err
	}
	if o.To, err = month(*to); err != nil {
		return err
	}
	if len(rest) != 0 || (*book == 0) == (*merchant == 0) {
		return errors.New("export: name one of --book and --merchant")
	}
	return withApp(ctx, e, func(a *app.App) error {
		if *merchant != 0 {
			err := a.DB.View(ctx, func(tx *db.Tx) error {
				b, err := ledger.BookOf(tx, ledger.OwnerMerchant, *merchant)
				o.Book = b.ID
				return err
			})
			if err != nil {
				return err
			}
		}
		return books.Write(ctx, a.DB, o, e.out)
	})
}

// month reads 2006-01 as 200601; nothing is 0.
func month(text string) (int32, error) {
	if text = strings.TrimSpace(text); text == "" {
		return 0, nil
	}
	t, err := time.Parse("2006-01", text)
	if err != nil {
		return 0, fmt.Errorf("export: %q is not a month such as 2026-09", text)
	}
	return int32(t.Year()*100 + int(t.Month())), nil
}

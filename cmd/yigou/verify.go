package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"

	"github.com/yigou/yigou/internal/app"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/proof"
)

// verify checks a proof, or a whole export, with nothing but a public key: no
// database, no network.
func verify(_ context.Context, e env, args []string) error {
	f := flag.NewFlagSet("verify", flag.ContinueOnError)
	key := f.String("key", "", "the public key, or a file that holds it; several by comma")
	rest, err := parseAround(f, args)
	if err != nil {
		return err
	}
	if len(rest) != 1 || *key == "" {
		return errors.New("verify: yigou verify PROOF.json|EXPORT-DIR --key PUBLIC-KEY")
	}
	keys, err := readKeys(*key)
	if err != nil {
		return err
	}
	info, err := os.Stat(rest[0])
	if err != nil {
		return fmt.Errorf("verify: %w", err)
	}
	if info.IsDir() {
		return verifyExport(e, rest[0], keys)
	}
	return verifyProof(e, rest[0], keys)
}

// parseAround reads flags before and behind the other words.
func parseAround(f *flag.FlagSet, args []string) (rest []string, err error) {
	for {
		if err := f.Parse(args); err != nil {
			return nil, err
		}
		if f.NArg() == 0 {
			return rest, nil
		}
		rest, args = append(rest, f.Arg(0)), f.Args()[1:]
	}
}

func readKeys(list string) (ledger.Verifiers, error) {
	var keys []string
	for one := range strings.SplitSeq(list, ",") {
		if raw, err := os.ReadFile(one); err == nil {
			one = string(raw)
		}
		keys = append(keys, strings.TrimSpace(one))
	}
	return ledger.NewVerifiers(keys...)
}

func verifyProof(e env, name string, keys ledger.Verifiers) error {
	raw, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("verify: %w", err)
	}
	var d proof.Document
	if err := json.Unmarshal(raw, &d); err != nil {
		return fmt.Errorf("verify: %s: %w", name, err)
	}
	v, err := proof.Verify(d, keys)
	if err != nil {
		return err
	}
	fmt.Fprintf(e.out, "订单编号 %d 的这一笔：%s 元，记账于 %s。\n", v.Order, money.Fen(max(v.Amount, -v.Amount)), moment(v.PostedUS))
	if v.Pending {
		fmt.Fprintln(e.out, "到区块为止都对得上；还没有列入校验点，等下一个校验点发布后再核对一次。")
		return nil
	}
	_, err = fmt.Fprintf(e.out, "每一步都对得上，已列入第 %d 号校验点（%s）。\n", v.Checkpoint.No, moment(v.Checkpoint.AtUS))
	return err
}

func verifyExport(e env, dir string, keys ledger.Verifiers) error {
	sum, err := proof.VerifyExport(dir, keys)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(e.out, "%d 张凭证、%d 个区块、%d 个校验点，全部对得上；最新的是第 %d 号校验点（%s）。\n",
		sum.Journals, sum.Blocks, sum.Checkpoints, sum.Last.No, moment(sum.Last.AtUS))
	return err
}

func moment(us int64) string { return clock.Time(us).In(clock.Shanghai).Format("2006-01-02 15:04:05") }

// exportChain writes what proves the books, in a form that others can check.
func exportChain(ctx context.Context, e env, rest []string) error {
	if len(rest) != 1 {
		return errors.New("export: yigou export --format chain DIR")
	}
	if err := os.MkdirAll(rest[0], 0o755); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return withApp(ctx, e, func(a *app.App) error {
		return a.DB.Snapshot(ctx, func(tx *db.Tx) error { return proof.Export(tx, a.Ledger.Keys(), rest[0]) })
	})
}

// logkey prints the public key of checkpoints, or makes a new pair.
func logkey(ctx context.Context, e env, args []string) error {
	switch {
	case len(args) == 2 && args[0] == "new":
		private, public, err := ledger.NewSigningKey(args[1])
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(e.out, "YIGOU_LOG_KEY=%s\npublic: %s\n", private, public)
		return err
	case len(args) == 0:
		return withApp(ctx, e, func(a *app.App) error {
			_, err := fmt.Fprintln(e.out, a.Chain.PublicKey())
			return err
		})
	}
	return errors.New("logkey: yigou logkey, or yigou logkey new NAME (the log's name for ever, such as shop.example/books)")
}

package main

import (
	"context"
	"fmt"

	"github.com/yigou/yigou/internal/app"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
)

// printImport says what became of a file, with every row that was not taken.
func printImport(ctx context.Context, e env, a *app.App, run household.ImportRun) error {
	fmt.Fprintf(e.out, "读 %d 行：新增 %d 户，变更 %d 户，不变 %d 户（共 %d 人）；退回 %d 行，随户主跳过 %d 行\n",
		run.Rows, run.New, run.Changed, run.Same, run.Persons, run.Rejected, run.Skipped)
	const page = 500
	for after := 0; ; after += page {
		var errs []household.RowError
		err := a.DB.View(ctx, func(tx *db.Tx) (err error) {
			errs, err = household.ImportErrors(tx, run.ID, after, page)
			return err
		})
		if err != nil {
			return err
		}
		for _, r := range errs {
			fmt.Fprintf(e.out, "第 %d 行 %s 列：%s\n", r.Line, r.Column, r.Reason)
		}
		if len(errs) < page {
			return nil
		}
	}
}

package db

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"gorm.io/gorm/logger"
)

// gormLog keeps gorm quiet: errors are logged once, at the edge, and never with
// the values of a statement (they may be a person's).
type gormLog struct{ log *slog.Logger }

const slow = 500 * time.Millisecond

func (l gormLog) LogMode(logger.LogLevel) logger.Interface { return l }
func (l gormLog) Info(context.Context, string, ...any)     {}
func (l gormLog) Warn(ctx context.Context, format string, a ...any) {
	l.log.WarnContext(ctx, fmt.Sprintf(format, a...))
}

func (l gormLog) Error(ctx context.Context, format string, a ...any) {
	l.log.ErrorContext(ctx, fmt.Sprintf(format, a...))
}

func (l gormLog) Trace(ctx context.Context, begin time.Time, fc func() (string, int64), _ error) {
	if d := time.Since(begin); d > slow {
		_, rows := fc()
		l.log.WarnContext(ctx, "slow statement", "ms", d.Milliseconds(), "rows", rows)
	}
}

// ParamsFilter leaves the values out of what gorm would print.
func (l gormLog) ParamsFilter(_ context.Context, sql string, _ ...any) (string, []any) {
	return sql, nil
}

package db

import (
	"cmp"
	"context"
	"database/sql/driver"
	"errors"
)

// prepared makes a driver keep the statements of each connection: parsing a
// statement again costs SQLite as much as running it. (MySQL is sent whole
// statements, which saves a round trip instead.)
type prepared struct{ driver.Connector }

func (p prepared) Connect(ctx context.Context) (driver.Conn, error) {
	c, err := p.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	inner, ok := c.(preparedInner)
	if !ok {
		return nil, errors.Join(errors.New("db: the driver cannot keep statements"), c.Close())
	}
	return &preparedConn{preparedInner: inner, idle: map[string]preparedStmt{}}, nil
}

// preparedInner is what database/sql uses of SQLite's connections.
type preparedInner interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

type preparedStmt interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

// preparedConn is used by one goroutine at a time, as database/sql promises. A
// statement that runs is not among the idle ones, so that it can be asked again
// while its rows are read.
type preparedConn struct {
	preparedInner
	idle map[string]preparedStmt
}

// Bounds of what a connection keeps. Longer statements are bulk inserts, whose
// text is hardly ever the same twice.
const (
	maxPrepared     = 400
	maxPreparedText = 4 << 10
)

func (c *preparedConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	s, err := c.take(ctx, query)
	if err != nil {
		return nil, err
	}
	res, err := s.ExecContext(ctx, args)
	return res, cmp.Or(err, c.give(query, s)) // not joined: gorm looks at the type
}

func (c *preparedConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	s, err := c.take(ctx, query)
	if err != nil {
		return nil, err
	}
	rows, err := s.QueryContext(ctx, args)
	if err != nil {
		return nil, cmp.Or(err, c.give(query, s))
	}
	return &preparedRows{Rows: rows, done: func() error { return c.give(query, s) }}, nil
}

func (c *preparedConn) take(ctx context.Context, query string) (preparedStmt, error) {
	if s, ok := c.idle[query]; ok {
		delete(c.idle, query)
		return s, nil
	}
	s, err := c.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.(preparedStmt), nil //nolint:forcetypeassert // SQLite's statements are
}

func (c *preparedConn) give(query string, s preparedStmt) error {
	if _, twice := c.idle[query]; twice || len(query) > maxPreparedText {
		return s.Close()
	}
	if len(c.idle) >= maxPrepared {
		if err := c.forget(); err != nil {
			return errors.Join(err, s.Close())
		}
	}
	c.idle[query] = s
	return nil
}

func (c *preparedConn) forget() error {
	var errs []error
	for query, s := range c.idle {
		errs = append(errs, s.Close())
		delete(c.idle, query)
	}
	return errors.Join(errs...)
}

func (c *preparedConn) Close() error { return errors.Join(c.forget(), c.preparedInner.Close()) }

// preparedRows gives its statement back once they are read.
type preparedRows struct {
	driver.Rows
	done func() error
}

func (r *preparedRows) Close() error { return cmp.Or(r.Rows.Close(), r.done()) }

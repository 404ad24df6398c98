package bench

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/gin-gonic/gin"
)

// The peers: the least that a server of this kind can be.
const (
	PeerBytes = "bytes" // gin, answering the bytes of a file
	PeerHello = "hello" // gin over an SQLite file, answering one row of it
)

// Peer serves as a peer until ctx ends. It is this same binary, so
// that what the Go runtime loads and initialises weighs on both sides.
func Peer(ctx context.Context, kind, addr, file string) error {
	gin.SetMode(gin.ReleaseMode)
	e := gin.New()
	switch kind {
	case PeerBytes:
		body, err := os.ReadFile(file)
		if err != nil {
			return fmt.Errorf("bench: peer: %w", err)
		}
		e.GET("/", func(c *gin.Context) { c.Data(http.StatusOK, "application/json; charset=utf-8", body) })
	case PeerHello:
		hello, err := openHello(ctx, file)
		if err != nil {
			return fmt.Errorf("bench: peer: %w", err)
		}
		e.GET("/", func(c *gin.Context) { //nolint:contextcheck // the request carries its own
			text, err := hello(c.Request.Context())
			if err != nil {
				c.Status(http.StatusInternalServerError)
				return
			}
			c.String(http.StatusOK, text)
		})
	default:
		return fmt.Errorf("bench: there is no peer %q", kind)
	}
	srv := &http.Server{Addr: addr, Handler: e, ReadHeaderTimeout: 10 * time.Second}
	context.AfterFunc(ctx, func() { _ = srv.Close() })
	if err := srv.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("bench: peer: %w", err)
	}
	return nil
}

// startPeer runs a peer over a file.
func (b *bench) startPeer(ctx context.Context, kind, file string) (*process, error) {
	addr, err := freeAddr(ctx)
	if err != nil {
		return nil, err
	}
	return b.start(ctx, "/", addr, plainEnv(), "bench", "peer", kind, addr, file)
}

package bench

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

const (
	readList    = "read.list"
	readProduct = "read.product"
	memoryIdle  = "memory.idle"
	memoryLoad  = "memory.load"
	startLine   = "start"

	readers  = 32 // keep-alive connections
	listPath = "/api/v1/shop/products?limit=20"

	idleMiB, loadMiB = 64, 256 // what a small machine has to spare
)

// measureReads measures what answers pages: rates, memory and the start, on the
// embedded database.
func measureReads(ctx context.Context, b *bench) error {
	d, err := b.openDistrict(ctx, "read", "", len(villages))
	if err != nil {
		return err
	}
	defer d.close()
	serve, err := b.startServe(ctx, d)
	if err != nil {
		return err
	}
	if err := b.measurePages(ctx, serve, d); err != nil {
		_ = serve.stop() // the first error counts
		return err
	}
	if err := serve.stop(); err != nil {
		return err
	}
	return b.measureStart(ctx, d)
}

func (b *bench) measurePages(ctx context.Context, serve *process, d *district) error {
	if err := pause(ctx, 2*time.Second); err != nil {
		return err
	}
	idle, err := serve.memory()
	if err != nil {
		b.say("  memory is not measured: %v", err)
	}
	product := fmt.Sprint("/api/v1/shop/products/", d.skus[0].product)
	value, best, err := b.measurePage(ctx, serve, readList, listPath)
	if err != nil {
		return err
	}
	b.add(readList, value, "1/s", best, atLeast(0.70))
	loaded, errLoaded := serve.memory()
	if b.wants(readProduct) {
		if value, best, err = b.measurePage(ctx, serve, readProduct, product); err != nil {
			return err
		}
		b.add(readProduct, value, "1/s", best, atLeast(0.70))
	}
	if errLoaded == nil {
		b.add(memoryIdle, idle, "MiB", idleMiB, atMost(1))
		b.add(memoryLoad, loaded, "MiB", loadMiB, atMost(1))
	}
	return nil
}

// measurePage compares a page with a bare gin server that answers its bytes.
func (b *bench) measurePage(ctx context.Context, serve *process, name, path string) (value, best float64, err error) {
	c, err := dial(ctx, serve.addr)
	if err != nil {
		return 0, 0, err
	}
	defer c.net.Close()
	status, body, err := c.do(request("GET", path, nil))
	if err := wantOK(status, body, err); err != nil {
		return 0, 0, err
	}
	file := filepath.Join(b.dir, "page")
	if err := os.WriteFile(file, body, 0o600); err != nil {
		return 0, 0, err
	}
	peer, err := b.startPeer(ctx, PeerBytes, file)
	if err != nil {
		return 0, 0, err
	}
	defer func() { _ = peer.stop() }()
	return b.beside(ctx, name, pageRate(serve.addr, path), pageRate(peer.addr, "/"))
}

// pageRate asks for one page over and over on all connections.
func pageRate(addr, path string) rate {
	return func(ctx context.Context, d time.Duration) (float64, error) {
		conns, err := dialAll(ctx, addr, readers)
		if err != nil {
			return 0, err
		}
		defer closeAll(conns)
		ask := request("GET", path, nil)
		hands := make([]func() error, len(conns))
		for i, c := range conns {
			hands[i] = func() error { return wantOK(c.do(ask)) }
		}
		return load(ctx, d, hands)
	}
}

// measureStart compares the time from a process's start to its first page with
// that of gin over an SQLite file.
func (b *bench) measureStart(ctx context.Context, d *district) error {
	if !b.wants(startLine) {
		return nil
	}
	var ours, bare []float64
	for range max(b.Runs, 5) {
		serve, err := b.startServe(ctx, d)
		if err != nil {
			return err
		}
		peer, errPeer := b.startPeer(ctx, PeerHello, filepath.Join(b.dir, "hello.db"))
		if err := serve.stop(); err != nil {
			return err
		}
		if errPeer != nil {
			return errPeer
		}
		if err := peer.stop(); err != nil {
			return err
		}
		ours, bare = append(ours, ms(serve.took)), append(bare, ms(peer.took))
	}
	b.add(startLine, median(ours), "ms", median(bare), atMost(5))
	return nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// pause waits, for what settles by itself.
func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

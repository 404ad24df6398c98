package bench

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// process is a server in a process of its own: the program's serve, or a peer.
type process struct {
	cmd  *exec.Cmd
	addr string
	took time.Duration // from its start to its first good answer
}

// startTime is how long a server may take until it answers.
const startTime = time.Minute

// start runs the program and waits until path answers 200. Its log goes into a
// file, as a service's does.
func (b *bench) start(ctx context.Context, path, addr string, env []string, args ...string) (*process, error) {
	log, err := os.OpenFile(filepath.Join(b.dir, args[0]+".log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	p := &process{cmd: exec.CommandContext(ctx, b.Program, args...), addr: addr} //nolint:gosec // our own binary
	p.cmd.Env, p.cmd.Stdout, p.cmd.Stderr = env, log, log
	began := time.Now()
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	if err := p.await(ctx, request("GET", path, nil)); err != nil {
		text, _ := os.ReadFile(log.Name())
		return nil, fmt.Errorf("%w\n%s", errors.Join(err, p.stop()), text)
	}
	p.took = time.Since(began)
	return p, nil
}

// startServe runs serve over a district.
func (b *bench) startServe(ctx context.Context, d *district) (*process, error) {
	addr, err := freeAddr(ctx)
	if err != nil {
		return nil, err
	}
	env := append(plainEnv(), d.env...)
	return b.start(ctx, listPath, addr, append(env, "YIGOU_HTTP_ADDR="+addr), "serve")
}

// plainEnv is the environment without settings of ours.
func plainEnv() (env []string) {
	for _, e := range os.Environ() {
		if !strings.HasPrefix(e, "YIGOU_") {
			env = append(env, e)
		}
	}
	return env
}

// await asks until the server answers 200.
func (p *process) await(ctx context.Context, ask []byte) error {
	ctx, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for {
		err := p.ask(ctx, ask)
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return err
		case <-tick.C:
		}
	}
}

func (p *process) ask(ctx context.Context, ask []byte) error {
	c, err := dial(ctx, p.addr)
	if err != nil {
		return err
	}
	defer c.net.Close()
	return wantOK(c.do(ask))
}

func wantOK(status int, body []byte, err error) error {
	if err == nil && status != 200 {
		err = fmt.Errorf("%d %.500s", status, body)
	}
	return err
}

// stop ends the process and waits for it.
func (p *process) stop() error {
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	return p.cmd.Wait()
}

// memory is the resident set, in MiB.
func (p *process) memory() (float64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")), 64)
			return kb / 1024, err
		}
	}
	return 0, errors.New("the resident set is not known here")
}

// freeAddr is a loopback address nobody listens on at this moment.
func freeAddr(ctx context.Context) (string, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}
